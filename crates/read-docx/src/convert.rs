//! From what the document consists of to blocks, in the order in which a reader of the file comes upon them.

mod blocks;
mod boxes;
mod field_codes;
mod fields;
mod grid;
mod inline;
mod labels;
mod paragraphs;
mod sections;
mod tables;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use document::{Block, Limits, Origin, Part, ReadError, Warning};
use numerals::lists::Lists;
use office_package::xml::Element;

use crate::parse;
use crate::parse::Source;
use fields::Fields;
use sections::Running;

/// What a document shows.
pub(crate) struct Content {
    pub(crate) blocks: Vec<Block>,
    pub(crate) warnings: Vec<Warning>,
    /// Characters of text, labels included.
    pub(crate) characters: usize,
}

/// Converts a document: its body with the notes and boxes at their places, then headers, footers and comments.
///
/// # Errors
///
/// [`ReadError::TooLarge`] by `limits.characters`.
pub(crate) fn document(source: &Source<'_>, limits: &Limits) -> Result<Content, ReadError> {
    let mut converter = Converter::new(source, limits, BTreeSet::new());
    let mut blocks = converter.document()?;
    if !converter.fields.unended.is_empty() {
        // The codes of fields that never end hide all text behind them: those are no fields.
        let unended = std::mem::take(&mut converter.fields.unended);
        converter = Converter::new(source, limits, unended);
        blocks = converter.document()?;
    }
    Ok(converter.finish(blocks))
}

struct Converter<'t, 's> {
    source: &'s Source<'t>,
    limits: &'s Limits,
    warnings: Vec<Warning>,
    /// The sort of story that is being read, and the part of the package with its relationships.
    story: Part,
    part: Option<&'t parse::parts::Part<'t>>,
    /// Tables, boxes and notes around what is being read.
    depth: usize,
    /// By the sort of story, the paragraphs that were met.
    paragraphs: BTreeMap<Part, u32>,
    /// By the sort of story, how far the lists have counted.
    lists: BTreeMap<Part, Lists>,
    fields: Fields,
    /// Notes that were referred to and have not been read.
    notes: VecDeque<Note<'t>>,
    /// The notes of the two parts that have been referred to.
    known_notes: BTreeSet<(NoteSort, &'t str)>,
    /// Comments in the text itself, as Word 2003 has them.
    comments: Vec<Element<'t>>,
    /// The properties of the sections.
    sections: Vec<Element<'t>>,
    characters: usize,
    /// Bytes of imported parts.
    embedded: u64,
    /// The diagrams that have been met, by the names of their parts.
    diagrams: BTreeSet<&'t str>,
    /// Characters of the private use areas: how many, and the first.
    private: Option<(usize, Origin)>,
    is_too_deep: bool,
    misses_lists: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NoteSort {
    Footnote,
    Endnote,
}

/// A note that is still to be read.
struct Note<'t> {
    element: Element<'t>,
    part: Option<&'t parse::parts::Part<'t>>,
}

impl<'t, 's> Converter<'t, 's> {
    fn new(source: &'s Source<'t>, limits: &'s Limits, ignored_fields: BTreeSet<usize>) -> Self {
        Self {
            source,
            limits,
            warnings: Vec::new(),
            story: Part::Body,
            part: source.main,
            depth: 0,
            paragraphs: BTreeMap::new(),
            lists: BTreeMap::new(),
            fields: Fields::new(ignored_fields),
            notes: VecDeque::new(),
            known_notes: BTreeSet::new(),
            comments: Vec::new(),
            sections: Vec::new(),
            characters: 0,
            embedded: 0,
            diagrams: BTreeSet::new(),
            private: None,
            is_too_deep: false,
            misses_lists: false,
        }
    }

    fn document(&mut self) -> Result<Vec<Block>, ReadError> {
        let Some(body) = self.source.root.child("w:body") else { return Ok(Vec::new()) };
        let mut blocks = self.story(body, Part::Body, self.part)?;
        let (headers, footers) = sections::shown(self.source, &std::mem::take(&mut self.sections));
        for (running, part) in [(headers, Part::Header), (footers, Part::Footer)] {
            for Running { root, part: of } in running {
                blocks.append(&mut self.story(root, part, of)?);
            }
        }
        if let Some(part) = self.source.comments {
            for comment in part.root().into_iter().flat_map(Element::children) {
                if comment.name() == "w:comment" {
                    blocks.append(&mut self.story(comment, Part::Comment, Some(part))?);
                }
            }
        }
        for comment in std::mem::take(&mut self.comments) {
            blocks.append(&mut self.story(comment, Part::Comment, self.part)?);
        }
        Ok(blocks)
    }

    /// Reads a story apart from the one that is being read: fields don't reach from one into another.
    fn story(
        &mut self,
        root: Element<'t>,
        story: Part,
        part: Option<&'t parse::parts::Part<'t>>,
    ) -> Result<Vec<Block>, ReadError> {
        let outer_story = std::mem::replace(&mut self.story, story);
        let outer_part = std::mem::replace(&mut self.part, part);
        let outer_fields = self.fields.enter();
        let blocks = self.blocks(root);
        self.fields.leave(outer_fields);
        self.part = outer_part;
        self.story = outer_story;
        blocks
    }

    fn origin(&self, paragraph: u32) -> Origin {
        Origin { part: self.story, paragraph: Some(paragraph), ..Origin::default() }
    }

    /// The place of the next paragraph.
    fn here(&self) -> Origin {
        self.origin(self.paragraphs.get(&self.story).copied().unwrap_or(0))
    }

    fn count_paragraphs(&mut self, count: usize) -> u32 {
        let known = self.paragraphs.entry(self.story).or_insert(0);
        let first = *known;
        *known = known.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        first
    }

    fn finish(mut self, blocks: Vec<Block>) -> Content {
        if let Some((count, origin)) = self.private {
            self.warnings.push(Warning::UserDefinedCharacters { count, origin });
        }
        Content { blocks, warnings: self.warnings, characters: self.characters }
    }
}
