//! The parts of a document, whatever holds them: a zip package or one XML file.

use std::collections::BTreeMap;

use office_package::xml::{Element, Tree};

use super::relationships::Relationship;

/// A part.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub(crate) name: &'t str,
    /// In lower case, without parameters.
    pub(crate) media_type: Option<&'t str>,
    pub(crate) content: Content<'t>,
    /// In the order of their ids.
    pub(crate) relationships: &'t [Relationship],
}

/// What a part holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'t> {
    Xml(Element<'t>),
    Bytes(&'t [u8]),
    /// `pkg:binaryData`.
    Base64(Element<'t>),
}

/// The parts by their names.
#[derive(Debug, Default)]
pub(crate) struct Parts<'t> {
    parts: BTreeMap<String, Part<'t>>,
}

/// A part that has been read from a package.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) content: LoadedContent,
    pub(crate) relationships: Vec<Relationship>,
}

/// What a part of a package holds.
#[derive(Debug)]
pub(crate) enum LoadedContent {
    Xml(Tree),
    Bytes(Vec<u8>),
}

impl<'t> Parts<'t> {
    /// Parts without regard to the case of ASCII letters in their names (ECMA-376-2, 6.2.2.3).
    pub(crate) fn new(parts: impl Iterator<Item = Part<'t>>) -> Self {
        let mut by_name = BTreeMap::new();
        for part in parts {
            by_name.entry(part.name.to_ascii_lowercase()).or_insert(part);
        }
        Self { parts: by_name }
    }

    /// The parts that a package has.
    pub(crate) fn of_package(loaded: &'t [Loaded]) -> Self {
        Self::new(loaded.iter().map(|part| Part {
            name: &part.name,
            media_type: part.media_type.as_deref(),
            content: match &part.content {
                LoadedContent::Xml(tree) => Content::Xml(tree.root()),
                LoadedContent::Bytes(bytes) => Content::Bytes(bytes),
            },
            relationships: &part.relationships,
        }))
    }

    /// A part by its name.
    pub(crate) fn get(&self, name: &str) -> Option<&Part<'t>> {
        self.parts.get(&name.to_ascii_lowercase())
    }
}

impl<'t> Part<'t> {
    /// Its outermost element.
    pub(crate) fn root(&self) -> Option<Element<'t>> {
        match self.content {
            Content::Xml(root) => Some(root),
            Content::Bytes(_) | Content::Base64(_) => None,
        }
    }

    /// Its relationship of an id.
    pub(crate) fn relationship(&self, id: &str) -> Option<&'t Relationship> {
        let place = self.relationships.partition_point(|known| *known.id < *id);
        self.relationships.get(place).filter(|known| known.id == id)
    }
}
