use decode::is_private_use;
use decode::symbols::SymbolFont;
use document::{ReadError, Warning};
use office_package::xml::{Element, Node};

use super::boxes::Anchored;
use super::paragraphs::Style;
use super::{Converter, Note, NoteSort, boxes, field_codes};
use crate::markup;
use crate::parse::properties::{self, Font, RunProperties};
use crate::parse::styles::Settled;

/// The text of a paragraph that is being read.
#[derive(Default)]
pub(super) struct Line<'t> {
    pub(super) text: String,
    /// What is anchored in it.
    pub(super) boxes: Vec<Anchored<'t>>,
    index: u32,
    /// A page or column ended here; a line break if text follows.
    is_broken: bool,
}

/// How a run is shown.
struct Look {
    is_hidden: bool,
    font: Option<Font>,
}

impl Line<'_> {
    pub(super) fn new(index: u32) -> Self {
        Self { index, ..Self::default() }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_broken) && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }
}

impl<'t> Converter<'t, '_> {
    /// Reads what stands in a line.
    pub(super) fn inline(
        &mut self,
        parent: Element<'t>,
        style: &Style<'t>,
        line: &mut Line<'t>,
        depth: usize,
    ) -> Result<(), ReadError> {
        for item in markup::items(parent) {
            match item.name() {
                "w:r" => self.run(item, style, line, depth)?,
                "m:oMath" | "m:oMathPara" => {
                    for text in markup::search(item, |name| name == "m:t" || name == "w:t", |_| false) {
                        self.text(text, &Look { is_hidden: false, font: None }, line);
                    }
                }
                "w:subDoc" => self.sub_document(item),
                "aml:annotation" => self.comments.push(item),
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, run: Element<'t>, style: &Style<'t>, line: &mut Line<'t>, depth: usize) -> Result<(), ReadError> {
        let mut look = self.look(&RunProperties::default(), &style.settled);
        for item in markup::items(run) {
            match item.name() {
                "w:rPr" => look = self.look(&properties::of_run(item), &style.settled),
                "w:t" => self.text(item, &look, line),
                // Fields are kept account of where they are hidden, too.
                "w:fldChar" => self.field(item, &look, line),
                "w:instrText" => self.fields.add_code(&item.text()),
                "aml:annotation" => self.comments.push(item),
                _ if look.is_hidden => {}
                "w:tab" | "w:ptab" => self.show("\t", line),
                "w:br" if matches!(item.attribute("w:type"), Some("page" | "column")) => line.is_broken = true,
                "w:br" | "w:cr" => self.show("\n", line),
                "w:noBreakHyphen" => self.show("-", line),
                "w:sym" => self.symbol(item, line),
                "w:ruby" => self.ruby(item, style, line, depth)?,
                "w:footnoteReference" => self.note(item, NoteSort::Footnote),
                "w:endnoteReference" => self.note(item, NoteSort::Endnote),
                "w:footnote" | "w:endnote" => self.notes.push_back(Note { element: item, part: self.part }),
                "w:drawing" | "w:pict" | "w:object" if self.fields.is_shown() => {
                    boxes::find(item, self.part, self.source.parts, &mut self.diagrams, &mut line.boxes);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn look(&self, own: &RunProperties<'_>, paragraph: &Settled) -> Look {
        let character = own.style.and_then(|id| self.source.styles.of_run(id));
        let font = own.font.or(character.and_then(|style| style.font)).or(paragraph.font);
        Look { is_hidden: self.is_hidden(own, paragraph), font }
    }

    /// ECMA-376-1, 17.7.3: hidden is a toggle. What a run itself says holds; the styles of paragraph and run cancel each
    /// other; what the defaults hide stays hidden.
    pub(super) fn is_hidden(&self, own: &RunProperties<'_>, paragraph: &Settled) -> bool {
        if own.special_vanish {
            return true;
        }
        let of_style = || {
            let character = own.style.and_then(|id| self.source.styles.of_run(id));
            let is_on = |style: Option<bool>| style == Some(true);
            self.source.styles.hides_all() || is_on(paragraph.vanish) != is_on(character.and_then(|style| style.vanish))
        };
        own.vanish.unwrap_or_else(of_style)
    }

    fn show(&mut self, text: &str, line: &mut Line<'t>) {
        if self.fields.is_shown() {
            line.push(text);
        } else {
            self.fields.add_hidden(text);
        }
    }

    fn text(&mut self, element: Element<'t>, look: &Look, line: &mut Line<'t>) {
        if look.is_hidden {
            return;
        }
        let mut nodes = element.nodes().filter_map(|node| match node {
            Node::Text(text) => Some(text),
            Node::Element(_) => None,
        });
        let (Some(first), rest) = (nodes.next(), nodes.next()) else { return };
        let joined;
        let text = match rest {
            None => first,
            Some(_) => {
                joined = element.text();
                &joined
            }
        };
        let text = self.without_blanks(element, text);
        let is_plain = |character| !is_private_use(character) && character != '\n';
        if !matches!(look.font, Some(Font::Symbols(_))) && text.chars().all(is_plain) {
            return self.show(text, line);
        }
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            match look.font {
                Some(Font::Symbols(font)) => shown.push(font.shown(character).unwrap_or(character)),
                _ if character == '\n' => shown.push(' '),
                _ => shown.push(character),
            }
        }
        self.note_private(&shown, line.index);
        self.show(&shown, line);
    }

    /// XML 1.0, 2.10: white space at the ends is the text's own where the file says so.
    fn without_blanks<'a>(&self, element: Element<'t>, text: &'a str) -> &'a str {
        let blanks = [' ', '\t', '\n', '\r'];
        if !text.starts_with(blanks) && !text.ends_with(blanks) {
            return text;
        }
        let space = element.attribute("xml:space").or_else(|| self.source.root.attribute("xml:space"));
        if space == Some("preserve") { text } else { text.trim_matches(blanks) }
    }

    fn note_private(&mut self, text: &str, index: u32) {
        let count = text.chars().filter(|character| is_private_use(*character)).count();
        if count > 0 && self.fields.is_shown() {
            let origin = self.origin(index);
            self.private.get_or_insert((0, origin)).0 += count;
        }
    }

    /// 17.3.3.30: a character of a font, by its code.
    fn symbol(&mut self, element: Element<'t>, line: &mut Line<'t>) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let Some(character) = code.and_then(char::from_u32) else { return };
        let font = element.attribute("w:font").and_then(SymbolFont::of_name);
        let sign = font.and_then(|font| font.shown(character));
        let mut buffer = [0; 4];
        let text: &str = sign.unwrap_or(character).encode_utf8(&mut buffer);
        self.note_private(text, line.index);
        self.show(text, line);
    }

    /// 17.3.3.25: the text, and its reading in brackets behind it.
    fn ruby(
        &mut self,
        element: Element<'t>,
        style: &Style<'t>,
        line: &mut Line<'t>,
        depth: usize,
    ) -> Result<(), ReadError> {
        if depth >= self.limits.depth.min(MOST_RUBY) {
            for text in markup::search(element, |name| name == "w:t", |_| false) {
                self.text(text, &Look { is_hidden: false, font: None }, line);
            }
            return Ok(());
        }
        if let Some(base) = element.child("w:rubyBase") {
            self.inline(base, style, line, depth + 1)?;
        }
        if let Some(reading) = element.child("w:rt") {
            let before = line.text.len();
            self.show("（", line);
            let opened = line.text.len();
            self.inline(reading, style, line, depth + 1)?;
            if line.text.len() > opened {
                self.show("）", line);
            } else {
                line.text.truncate(before);
            }
        }
        Ok(())
    }

    fn note(&mut self, reference: Element<'t>, sort: NoteSort) {
        let Some(id) = reference.attribute("w:id") else { return };
        if !self.fields.is_shown() {
            return;
        }
        let (notes, name) = match sort {
            NoteSort::Footnote => (&self.source.footnotes, "word/footnotes.xml"),
            NoteSort::Endnote => (&self.source.endnotes, "word/endnotes.xml"),
        };
        let Some(notes) = notes else { return self.missing(name.to_owned()) };
        let Some(element) = notes.get(id) else {
            return self.missing(format!("note {id} of {}", notes.part.name));
        };
        if self.known_notes.insert((sort, id)) {
            self.notes.push_back(Note { element, part: Some(notes.part) });
        }
    }

    /// 17.16.18: where the code of a field begins, its result, and where it ends.
    fn field(&mut self, element: Element<'t>, look: &Look, line: &mut Line<'t>) {
        match element.attribute("w:fldCharType") {
            Some("begin") => {
                let form = element.child("w:ffData").and_then(field_codes::of_form);
                self.fields.begin(form);
            }
            Some("separate") => self.fields.separate(),
            Some("end") => {
                if let Some(shown) = self.fields.end().filter(|_| !look.is_hidden) {
                    self.show(&shown, line);
                }
            }
            _ => {}
        }
    }

    /// A number of the file without sense, or beyond a bound.
    pub(super) fn out_of_bounds(&mut self, what: &'static str, found: &str) {
        let is_known =
            |warning: &Warning| matches!(warning, Warning::OutOfBounds { what: known, .. } if *known == what);
        if !self.warnings.iter().any(is_known) {
            let found = found.chars().take(40).collect();
            self.warnings.push(Warning::OutOfBounds { what, found, origin: self.here() });
        }
    }
}

/// Readings of readings that are told apart.
const MOST_RUBY: usize = 8;
