//! The structure that a tagged file states (ISO 32000-1, 14.7 and 14.8).

use std::collections::{HashMap, HashSet};

use document::Limits;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};
use layout::{Role, Tag, TagId, Tags};

/// Types that stand for types before a standard one has to come.
const ROLES: usize = 8;

/// The structure of a file, and which marks of which page belong to which element.
#[derive(Default)]
pub(crate) struct Structure {
    tags: Tags,
    by_mark: HashMap<(usize, u32), TagId>,
    has_artifact: bool,
}

/// The marks of one page.
pub(crate) struct Marks<'s> {
    page: usize,
    by_mark: Option<&'s HashMap<(usize, u32), TagId>>,
    artifact: TagId,
    has_artifact: &'s mut bool,
}

impl Structure {
    /// The marks of a page by its index. A form with marked content of its own counts its marks from 0 again, and nobody says
    /// which of them are drawn: such a page has none.
    pub(crate) fn of_page(&mut self, page: usize, has_own_marks: bool) -> Marks<'_> {
        let artifact = TagId(u32::try_from(self.tags.elements.len()).unwrap_or(u32::MAX));
        let by_mark = (!has_own_marks && !self.by_mark.is_empty()).then_some(&self.by_mark);
        Marks { page, by_mark, artifact, has_artifact: &mut self.has_artifact }
    }

    pub(crate) fn into_tags(mut self) -> Tags {
        if self.has_artifact {
            self.tags.elements.push(Tag { role: Role::Artifact, parent: None, columns: 1, rows: 1 });
        }
        self.tags
    }
}

impl Marks<'_> {
    pub(crate) fn element(&self, mark: u32) -> Option<TagId> {
        self.by_mark?.get(&(self.page, mark)).copied()
    }

    /// The element of all that is no text of the document.
    pub(crate) fn artifact(&mut self) -> TagId {
        *self.has_artifact = true;
        self.artifact
    }
}

/// What is still to be looked at: an element or a mark, and what holds it.
struct Held<'a> {
    object: MaybeRef<Object<'a>>,
    parent: Option<TagId>,
    page: Option<usize>,
    depth: usize,
}

pub(crate) fn read(pdf: &Pdf, limits: &Limits) -> Structure {
    let mut structure = Structure::default();
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalog| catalog.get::<Dict<'_>>("StructTreeRoot"));
    let Some(root) = root else { return structure };
    let pages: HashMap<ObjectIdentifier, usize> =
        pdf.pages().iter().enumerate().filter_map(|(index, page)| Some((page.raw().obj_id()?, index))).collect();
    let roles = root.get::<Dict<'_>>("RoleMap").unwrap_or_default();
    let mut known_roles: HashMap<Vec<u8>, Role> = HashMap::new();
    let mut visited: HashSet<ObjectIdentifier> = HashSet::new();
    let mut held = Vec::new();
    hold(&root, None, None, 0, &mut held);
    while let Some(next) = held.pop() {
        let object = match next.object {
            MaybeRef::Ref(id) => {
                if !visited.insert(id.into()) {
                    continue;
                }
                xref.get::<Object<'_>>(id.into())
            }
            MaybeRef::NotRef(object) => Some(object),
        };
        match object {
            Some(Object::Number(number)) => {
                if let (Some(page), Some(parent), Ok(mark)) = (next.page, next.parent, u32::try_from(number.as_i64())) {
                    structure.by_mark.entry((page, mark)).or_insert(parent);
                }
            }
            Some(Object::Dict(dict)) => {
                let page = dict.get_ref("Pg").and_then(|id| pages.get(&id.into())).copied().or(next.page);
                if let Some(mark) = dict.get::<u32>("MCID") {
                    // Those of a form are numbered apart from the page's (14.7.4.2).
                    if let (Some(page), Some(parent), false) = (page, next.parent, dict.contains_key("Stm")) {
                        structure.by_mark.entry((page, mark)).or_insert(parent);
                    }
                    continue;
                }
                let Some(name) = dict.get::<Name<'_>>("S") else { continue };
                if structure.tags.elements.len() >= limits.nodes {
                    return Structure::default();
                }
                let role = *known_roles
                    .entry(name.to_vec())
                    .or_insert_with(|| role(standard(name.to_vec(), &roles).as_slice()));
                let (columns, rows) = match role {
                    Role::Cell | Role::HeaderCell => (span(&dict, "ColSpan", limits), span(&dict, "RowSpan", limits)),
                    _ => (1, 1),
                };
                let id = TagId(u32::try_from(structure.tags.elements.len()).unwrap_or(u32::MAX));
                structure.tags.elements.push(Tag { role, parent: next.parent, columns, rows });
                // What is nested deeper than anyone follows belongs to the last that is not.
                let parent = if next.depth < limits.depth { Some(id) } else { next.parent };
                hold(&dict, parent, page, next.depth + 1, &mut held);
            }
            _ => {}
        }
    }
    structure
}

/// Puts what an element holds on the stack, the first on top.
fn hold<'a>(element: &Dict<'a>, parent: Option<TagId>, page: Option<usize>, depth: usize, held: &mut Vec<Held<'a>>) {
    let held_before = held.len();
    match element.get_raw::<Object<'a>>("K") {
        Some(MaybeRef::NotRef(Object::Array(all))) => {
            held.extend(all.raw_iter().map(|object| Held { object, parent, page, depth }));
        }
        Some(MaybeRef::Ref(id)) => match element.get::<Object<'a>>("K") {
            Some(Object::Array(all)) => {
                held.extend(all.raw_iter().map(|object| Held { object, parent, page, depth }));
            }
            _ => held.push(Held { object: MaybeRef::Ref(id), parent, page, depth }),
        },
        Some(object) => held.push(Held { object, parent, page, depth }),
        None => {}
    }
    if let Some(new) = held.get_mut(held_before..) {
        new.reverse();
    }
}

fn standard(mut name: Vec<u8>, roles: &Dict<'_>) -> Vec<u8> {
    for _ in 0..ROLES {
        match roles.get::<Name<'_>>(&name) {
            Some(meant) if *meant != *name => name = meant.to_vec(),
            _ => break,
        }
    }
    name
}

/// Standard structure types (14.8.4).
fn role(name: &[u8]) -> Role {
    match name {
        b"H" | b"H1" | b"Title" => Role::Heading(1),
        b"H2" => Role::Heading(2),
        b"H3" => Role::Heading(3),
        b"H4" => Role::Heading(4),
        b"H5" => Role::Heading(5),
        b"H6" => Role::Heading(6),
        b"P" | b"BlockQuote" | b"Caption" | b"TOCI" | b"BibEntry" => Role::Paragraph,
        b"L" | b"TOC" | b"Index" => Role::List,
        b"LI" => Role::Item,
        b"Lbl" => Role::Label,
        b"LBody" => Role::Body,
        b"Table" => Role::Table,
        b"TR" => Role::Row,
        b"TH" => Role::HeaderCell,
        b"TD" => Role::Cell,
        b"Note" | b"FENote" => Role::Note,
        b"Artifact" => Role::Artifact,
        _ => Role::Other,
    }
}

/// A table attribute of a cell (14.8.5.7), which stands in a dictionary or in several with revision numbers among them.
fn span(element: &Dict<'_>, key: &str, limits: &Limits) -> u32 {
    let value = match element.get::<Object<'_>>("A") {
        Some(Object::Dict(attributes)) => attributes.get::<u32>(key),
        Some(Object::Array(all)) => all.iter::<Object<'_>>().find_map(|object| object.into_dict()?.get::<u32>(key)),
        _ => None,
    };
    value.unwrap_or(1).clamp(1, u32::try_from(limits.span).unwrap_or(u32::MAX).max(1))
}
