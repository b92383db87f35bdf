//! What a page refers to, before it is interpreted: streams to be measured, fonts to be known, forms to be counted.

mod texts;
mod widths;

use std::collections::{HashMap, HashSet};

use document::{Limits, ReadError};
use hayro_interpret::RenderContent;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use hayro_syntax::xref::XRef;
use memchr::memmem;

use crate::budget::Budget;
use crate::unicode::Type0;

/// Forms within forms that hayro draws.
const DEPTH: usize = 50;

/// Objects within objects that are looked through for streams (patterns, functions, color spaces).
const OBJECTS: usize = 8;

/// Bytes of forms that a page may draw beside twice its own content, before it is counted how often it draws each.
const FORMS: u64 = 4096;

/// What is known of a page before it is interpreted.
#[derive(Debug)]
pub(crate) struct Content {
    /// What there is to draw.
    pub(crate) parts: RenderContent,
    /// A form on it has marked content of its own, whose numbers can't be told from the page's.
    pub(crate) has_own_marks: bool,
}

/// Why a page can't be interpreted.
pub(crate) type Problem = &'static str;

pub(crate) struct Reach<'a> {
    xref: &'a XRef,
    /// Bytes of content in all, each form counted as often as it is drawn.
    work: u64,
    limit: u64,
    nodes: usize,
    /// Objects that were met.
    seen: HashSet<ObjectIdentifier>,
    /// Dictionaries of resources that were met, by their place in memory.
    met: HashSet<(usize, usize)>,
    forms: HashMap<ObjectIdentifier, u64>,
    /// Forms with marked content of their own.
    own_marks: HashSet<ObjectIdentifier>,
    fonts: Vec<Type0<'a>>,
}

impl<'a> Reach<'a> {
    pub(crate) fn new(xref: &'a XRef, limits: &Limits) -> Self {
        Self {
            xref,
            work: 0,
            limit: limits.inflated,
            nodes: limits.nodes,
            seen: HashSet::new(),
            met: HashSet::new(),
            forms: HashMap::new(),
            own_marks: HashSet::new(),
            fonts: Vec::new(),
        }
    }

    /// The composite fonts that were met since the last call.
    pub(crate) fn new_fonts(&mut self) -> Vec<Type0<'a>> {
        std::mem::take(&mut self.fonts)
    }

    /// Looks through a page, and says what keeps it from being interpreted.
    pub(crate) fn page(&mut self, page: &Page<'a>, budget: &mut Budget) -> Result<Result<Content, Problem>, ReadError> {
        let streams = contents(page);
        if budget.may_decode(&streams) {
            budget.spend(page.page_stream().map_or(0, <[u8]>::len))?;
        } else {
            for stream in streams {
                budget.admit(&stream)?;
            }
        }
        let mut drawn = Vec::new();
        let annotations = page.raw().get::<Array<'_>>("Annots");
        for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
            drawn.extend(appearance(&annotation));
        }
        let mut parts = RenderContent::PAGE;
        if !drawn.is_empty() {
            parts |= RenderContent::ANNOTATIONS;
        }
        self.resources(page.resources(), budget, 0)?;
        for form in &drawn {
            self.form(form, budget, 0)?;
        }
        let Some(content) = page.page_stream() else {
            let problem = "its content can't be decoded";
            return Ok(if page.raw().contains_key("Contents") {
                Err(problem)
            } else {
                Ok(Content { parts, has_own_marks: false })
            });
        };
        if texts::has_long_text(content) {
            return Ok(Err("it has a text of more bytes than any reader shows"));
        }
        let mut work = match self.work(content, page.resources()) {
            Ok(work) => work,
            Err(problem) => return Ok(Err(problem)),
        };
        for form in &drawn {
            match self.work_of_form(form, page.resources(), &mut Vec::new()) {
                Ok(of_form) => work = work.saturating_add(of_form),
                Err(problem) => return Ok(Err(problem)),
            }
        }
        self.work = self.work.saturating_add(work);
        if self.work > self.limit {
            return Err(ReadError::TooLarge {
                bound: "bytes of content, forms as often as they are drawn",
                limit: self.limit,
                found: self.work,
            });
        }
        let has_own_marks = !self.own_marks.is_empty() && self.has_own_marks(page.resources(), 0);
        Ok(Ok(Content { parts, has_own_marks }))
    }

    fn resources(&mut self, resources: &Resources<'a>, budget: &mut Budget, depth: usize) -> Result<(), ReadError> {
        if depth > DEPTH {
            return Ok(());
        }
        if self.is_new(&resources.fonts) {
            for (_, font) in resources.fonts.entries() {
                self.font(font, budget)?;
            }
        }
        if self.is_new(&resources.x_objects) {
            for (name, object) in resources.x_objects.entries() {
                let MaybeRef::Ref(id) = object else { continue };
                if !self.is_first(id.into())? {
                    continue;
                }
                if let Some(stream) = resources.x_objects.get::<Stream<'a>>(&*name)
                    && stream.dict().get::<Name<'_>>("Subtype").is_some_and(|subtype| *subtype == *b"Form")
                {
                    self.form(&stream, budget, depth)?;
                }
            }
        }
        for dict in [&resources.ext_g_states, &resources.color_spaces, &resources.patterns, &resources.shadings] {
            if self.is_new(dict) {
                self.objects(Object::Dict(dict.clone()), budget, depth, 0)?;
            }
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream<'a>, budget: &mut Budget, depth: usize) -> Result<(), ReadError> {
        budget.admit(form)?;
        if form.dict().contains_key("StructParents") {
            self.own_marks.insert(form.obj_id());
        }
        match form.dict().get::<Dict<'a>>("Resources") {
            Some(resources) => self.resources(&Resources::new(resources), budget, depth + 1),
            None => Ok(()),
        }
    }

    fn font(&mut self, font: MaybeRef<Object<'a>>, budget: &mut Budget) -> Result<(), ReadError> {
        let font = match font {
            MaybeRef::Ref(id) => {
                if !self.is_first(id.into())? {
                    return Ok(());
                }
                self.xref.get::<Dict<'a>>(id.into())
            }
            MaybeRef::NotRef(object) => object.into_dict(),
        };
        let Some(font) = font else { return Ok(()) };
        let descendant = font.get::<Array<'a>>("DescendantFonts").and_then(|all| all.iter::<Dict<'a>>().next());
        let glyphs = descendant.as_ref().unwrap_or(&font);
        let descriptor = glyphs.get::<Dict<'a>>("FontDescriptor").unwrap_or_default();
        let streams = [
            font.get::<Stream<'_>>("ToUnicode"),
            font.get::<Stream<'_>>("Encoding"),
            glyphs.get::<Stream<'_>>("CIDToGIDMap"),
            descriptor.get::<Stream<'_>>("FontFile"),
            descriptor.get::<Stream<'_>>("FontFile2"),
            descriptor.get::<Stream<'_>>("FontFile3"),
        ];
        for stream in streams.into_iter().flatten() {
            if self.is_first(stream.obj_id())? {
                budget.admit(&stream)?;
            }
        }
        if let Some(descendant) = descendant {
            for (key, values) in [("W", 1), ("W2", 3)] {
                if let Some(array) = descendant.get::<Array<'_>>(key) {
                    widths::check(&array, values)?;
                }
            }
            self.fonts.push(Type0::new(font, descendant));
        }
        Ok(())
    }

    /// Measures all streams among objects but those of images and patterns, which nobody decodes.
    fn objects(
        &mut self,
        object: Object<'a>,
        budget: &mut Budget,
        depth: usize,
        nested: usize,
    ) -> Result<(), ReadError> {
        if nested > OBJECTS {
            return Ok(());
        }
        let held: Vec<MaybeRef<Object<'a>>> = match &object {
            Object::Dict(dict) => dict.entries().map(|(_, object)| object).collect(),
            Object::Array(array) => array.raw_iter().collect(),
            Object::Stream(stream) => {
                let dict = stream.dict();
                if dict.contains_key("PatternType")
                    || dict.get::<Name<'_>>("Subtype").is_some_and(|subtype| *subtype == *b"Image")
                {
                    return Ok(());
                }
                if dict.get::<Name<'_>>("Subtype").is_some_and(|subtype| *subtype == *b"Form") {
                    return self.form(stream, budget, depth);
                }
                budget.admit(stream)?;
                dict.entries().map(|(_, object)| object).collect()
            }
            _ => return Ok(()),
        };
        for object in held {
            let object = match object {
                MaybeRef::Ref(id) => {
                    if !self.is_first(id.into())? {
                        continue;
                    }
                    self.xref.get::<Object<'a>>(id.into())
                }
                MaybeRef::NotRef(object) => Some(object),
            };
            if let Some(object) = object {
                self.objects(object, budget, depth, nested + 1)?;
            }
        }
        Ok(())
    }

    /// Bytes of content that are interpreted, each form counted as often as it is drawn.
    fn work(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<u64, Problem> {
        self.work_of(content, resources, &mut Vec::new())
    }

    fn work_of(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        open: &mut Vec<ObjectIdentifier>,
    ) -> Result<u64, Problem> {
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        if resources.x_objects.is_empty() && resources.ext_g_states.is_empty() && resources.shadings.is_empty() {
            return Ok(length);
        }
        if let Some(most) = self.most_work(resources) {
            let draws = u64::try_from(memmem::find_iter(content, b"Do").count()).unwrap_or(u64::MAX);
            let work = length.saturating_add(draws.saturating_mul(most));
            if work <= length.saturating_mul(2).saturating_add(FORMS) {
                return Ok(work);
            }
        }
        let mut work = length;
        let mut known: HashMap<Vec<u8>, u64> = HashMap::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            let (name, kind) = match &operator {
                TypedInstruction::XObject(draw) => (draw.0, 0),
                TypedInstruction::SetGraphicsState(state) => (state.0, 1),
                TypedInstruction::Shading(shading) => (shading.0, 2),
                _ => continue,
            };
            let key = [&[kind], name.as_ref()].concat();
            let of_this = match known.get(&key) {
                Some(known) => *known,
                None => {
                    let stream = match kind {
                        0 => resources.get_x_object(name).filter(|stream| !is_image(stream)),
                        1 => resources.get_ext_g_state(name).and_then(|state| mask_of(&state)),
                        _ => resources.get_shading(name).and_then(Object::into_stream),
                    };
                    let found = match stream {
                        Some(stream) if kind == 0 => self.work_of_form(&stream, resources, open)?,
                        Some(stream) => stream.decoded_data().map_or(0, |data| u64::try_from(data.len()).unwrap_or(0)),
                        None => 0,
                    };
                    known.insert(key, found);
                    found
                }
            };
            work = work.saturating_add(of_this);
        }
        Ok(work)
    }

    /// The most work of any form among resources; `None` where forms are nested.
    fn most_work(&mut self, resources: &Resources<'a>) -> Option<u64> {
        let mut most = 0;
        for (name, _) in resources.x_objects.entries() {
            let Some(stream) = resources.x_objects.get::<Stream<'a>>(&*name) else { continue };
            if is_image(&stream) {
                continue;
            }
            let inner = stream.dict().get::<Dict<'a>>("Resources")?;
            let has_forms = inner.get::<Dict<'a>>("XObject").is_some_and(|inner| {
                inner.keys().any(|name| inner.get::<Stream<'a>>(&*name).is_some_and(|s| !is_image(&s)))
            });
            if has_forms || inner.contains_key("ExtGState") && has_masks(&Resources::new(inner)) {
                return None;
            }
            let id = stream.obj_id();
            let work = match self.forms.get(&id) {
                Some(known) => *known,
                None => {
                    let work = stream.decoded_data().map_or(0, |data| u64::try_from(data.len()).unwrap_or(0));
                    self.forms.insert(id, work);
                    work
                }
            };
            most = most.max(work);
        }
        if has_masks(resources) || !resources.shadings.is_empty() {
            return None;
        }
        Some(most)
    }

    fn work_of_form(
        &mut self,
        form: &Stream<'a>,
        resources: &Resources<'a>,
        open: &mut Vec<ObjectIdentifier>,
    ) -> Result<u64, Problem> {
        let id = form.obj_id();
        if open.contains(&id) {
            return Err("a form on it draws itself");
        }
        if open.len() >= DEPTH {
            return Ok(0);
        }
        let own = form.dict().get::<Dict<'a>>("Resources");
        // A form without resources has those of what draws it.
        if own.is_some()
            && let Some(known) = self.forms.get(&id)
        {
            return Ok(*known);
        }
        let Ok(content) = form.decoded_data() else { return Ok(0) };
        if texts::has_long_text(&content) {
            return Err("it has a text of more bytes than any reader shows");
        }
        open.push(id);
        let work = match own.clone().map(Resources::new) {
            Some(own) => self.work_of(&content, &own, open),
            None => self.work_of(&content, resources, open),
        };
        open.pop();
        let work = work?;
        if own.is_some() {
            self.forms.insert(id, work);
        }
        Ok(work)
    }

    fn has_own_marks(&self, resources: &Resources<'a>, depth: usize) -> bool {
        depth <= OBJECTS
            && resources.x_objects.keys().any(|name| {
                resources.x_objects.get_ref(&*name).is_some_and(|id| self.own_marks.contains(&id.into()))
                    || resources.x_objects.get::<Stream<'a>>(&*name).is_some_and(|stream| {
                        !is_image(&stream)
                            && stream
                                .dict()
                                .get::<Dict<'a>>("Resources")
                                .is_some_and(|own| self.has_own_marks(&Resources::new(own), depth + 1))
                    })
            })
    }

    fn is_first(&mut self, id: ObjectIdentifier) -> Result<bool, ReadError> {
        let is_first = self.seen.insert(id);
        if self.seen.len() > self.nodes {
            return Err(ReadError::too_large("objects", self.nodes, self.seen.len()));
        }
        Ok(is_first)
    }

    fn is_new(&mut self, dict: &Dict<'_>) -> bool {
        let data = dict.data();
        !data.is_empty() && self.met.insert((data.as_ptr().addr(), data.len()))
    }
}

fn contents<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    match page.raw().get::<Object<'a>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(all)) => all.iter::<Object<'a>>().filter_map(Object::into_stream).collect(),
        _ => Vec::new(),
    }
}

/// The appearance that an annotation shows (ISO 32000-1, 12.5.5).
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>("AP")?.get::<Object<'a>>("N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>("AS");
            state.and_then(|state| states.get::<Stream<'a>>(&*state)).or_else(|| states.get::<Stream<'a>>("Off"))
        }
        _ => None,
    }
}

fn is_image(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>("Subtype").is_none_or(|subtype| *subtype != *b"Form")
}

fn mask_of<'a>(state: &Dict<'a>) -> Option<Stream<'a>> {
    state.get::<Dict<'a>>("SMask")?.get::<Stream<'a>>("G")
}

fn has_masks(resources: &Resources<'_>) -> bool {
    let states = &resources.ext_g_states;
    states.keys().any(|name| states.get::<Dict<'_>>(&*name).is_some_and(|state| mask_of(&state).is_some()))
}
