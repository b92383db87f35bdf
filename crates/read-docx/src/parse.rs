//! From the bytes of a file to what the document consists of; one file for each structure of the standard.

pub(crate) mod flat;
mod number_format;
pub(crate) mod numbering;
pub(crate) mod package;
pub(crate) mod parts;
pub(crate) mod properties;
pub(crate) mod relationships;
pub(crate) mod styles;

use std::collections::BTreeMap;

use office_package::xml::Element;

use numbering::Numbering;
use parts::{Part, Parts};
use styles::Styles;

/// A document and what decides how its text is shown.
#[derive(Debug)]
pub(crate) struct Source<'t> {
    /// `w:document` or `w:wordDocument`.
    pub(crate) root: Element<'t>,
    /// Its part; a file of one document has none.
    pub(crate) main: Option<&'t Part<'t>>,
    pub(crate) parts: &'t Parts<'t>,
    pub(crate) styles: Styles<'t>,
    /// `None` where the file has no lists.
    pub(crate) numbering: Option<Numbering<'t>>,
    pub(crate) footnotes: Option<Notes<'t>>,
    pub(crate) endnotes: Option<Notes<'t>>,
    pub(crate) comments: Option<&'t Part<'t>>,
    /// Pages with even numbers have headers and footers of their own (ECMA-376-1, 17.10.1).
    pub(crate) has_even_headers: bool,
}

/// A part with notes (ECMA-376-1, 17.11).
#[derive(Debug)]
pub(crate) struct Notes<'t> {
    pub(crate) part: &'t Part<'t>,
    by_id: BTreeMap<&'t str, Element<'t>>,
}

impl<'t> Source<'t> {
    /// The document of a package.
    pub(crate) fn of_parts(parts: &'t Parts<'t>, main: &'t Part<'t>, root: Element<'t>) -> Self {
        let related = |kind: &str| {
            let mut relationships = main.relationships.iter();
            let found = relationships.find(|known| known.kind == kind && !known.is_external)?;
            parts.get(&found.target)
        };
        let root_of = |kind: &str| related(kind).and_then(Part::root);
        let settings = root_of("settings");
        Self {
            main: Some(main),
            footnotes: related("footnotes").map(|part| Notes::new(part, "w:footnote")),
            endnotes: related("endnotes").map(|part| Notes::new(part, "w:endnote")),
            comments: related("comments"),
            ..Self::new(root, parts, root_of("styles"), root_of("numbering"), settings)
        }
    }

    /// A document that has all in itself: `w:wordDocument`, or a bare `w:document`.
    pub(crate) fn of_root(root: Element<'t>, parts: &'t Parts<'t>) -> Self {
        Self::new(root, parts, root.child("w:styles"), root.child("w:lists"), root.child("w:docPr"))
    }

    fn new(
        root: Element<'t>,
        parts: &'t Parts<'t>,
        styles: Option<Element<'t>>,
        numbering: Option<Element<'t>>,
        settings: Option<Element<'t>>,
    ) -> Self {
        let mut styles = styles.map(styles::parse).unwrap_or_default();
        let numbering = numbering.map(|root| Numbering::parse(root, &styles));
        styles.settle(numbering.as_ref());
        let even = settings.and_then(|settings| settings.child("w:evenAndOddHeaders"));
        Self {
            root,
            main: None,
            parts,
            styles,
            numbering,
            footnotes: None,
            endnotes: None,
            comments: None,
            has_even_headers: even.is_some_and(properties::is_on),
        }
    }
}

impl<'t> Notes<'t> {
    fn new(part: &'t Part<'t>, name: &str) -> Self {
        let notes = part.root().into_iter().flat_map(Element::children).filter(|note| note.name() == name);
        Self { part, by_id: notes.filter_map(|note| Some((note.attribute("w:id")?, note))).collect() }
    }

    /// A note by its id. What separates notes from the text is none.
    pub(crate) fn get(&self, id: &str) -> Option<Element<'t>> {
        let note = self.by_id.get(id).copied()?;
        matches!(note.attribute("w:type"), None | Some("normal")).then_some(note)
    }
}
