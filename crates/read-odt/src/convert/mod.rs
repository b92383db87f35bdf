//! The elements of a document to blocks.
//!
//! One walk over the elements without recursion: whatever the nesting, the stack is on the heap. A place that collects
//! blocks (the body, a cell, a note, a text box, a comment) is a [`Story`]; the innermost one gets what is read.

mod elements;
mod labels;
mod paragraphs;
mod running;
mod tables;

use std::collections::BTreeMap;

use document::{Block, Document, Flow, Limits, Origin, Part, ReadError, Reading, Warning};
use office_package::xml::{Element, Node};

use crate::convert::elements::Open;
use crate::convert::labels::Lists;
use crate::convert::paragraphs::Building;
use crate::convert::running::Pages;
use crate::convert::tables::Building as Table;
use crate::parse::Sheet;
use crate::source::Source;

/// Reads the text, what stands around it, and the comments.
pub(crate) fn convert(source: &Source<'_>, warnings: Vec<Warning>, limits: &Limits) -> Result<Reading, ReadError> {
    let sheet = Sheet::of(source.common, source.automatic);
    let running = Sheet::of(source.common, source.running_automatic);
    let mut converter = Converter::new(source, &sheet, limits);
    let mut blocks = converter.story(source.text, Part::Body)?;
    converter.sheet = &running;
    blocks.extend(running::heads(&mut converter)?);
    blocks.append(&mut converter.comments);
    limits.admit_characters(converter.characters)?;
    let found = blocks.iter().any(has_text);
    let warnings: Vec<_> = warnings.into_iter().chain(converter.finish()).collect();
    if found {
        return Ok(Reading { document: Document { blocks, flow: Flow::Paragraphs }, warnings, ..Reading::default() });
    }
    Err(match warnings.into_iter().find(|warning| matches!(warning, Warning::DamagedPart { .. })) {
        Some(damage) => ReadError::Malformed { expected: "an OpenDocument text", found: damage.to_string() },
        None => ReadError::NoText { found: "a document that shows no text".to_owned() },
    })
}

/// Bounded by the depth of tables.
fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::Embedded(_) => true,
        Block::Table(table) => table.cells.iter().any(|cell| cell.blocks.iter().any(has_text)),
    }
}

struct Converter<'s, 't> {
    source: &'s Source<'t>,
    sheet: &'s Sheet<'t>,
    limits: &'s Limits,
    stories: Vec<Story<'t>>,
    tables: Vec<Table>,
    /// Tables that are open beyond the depth allowed.
    flattened: usize,
    lists: Lists<'t>,
    pages: Pages<'t>,
    /// Whether the renditions of the frames that are open have been found: the first that can be shown is shown.
    frames: Vec<bool>,
    /// A typed mark of the note that is being read.
    mark: Option<String>,
    /// Notes whose block goes on.
    notes: Vec<Block>,
    comments: Vec<Block>,
    /// Paragraphs that have been met in each part.
    counts: BTreeMap<Part, u32>,
    characters: usize,
    /// Blocks and cells that repeated cells and rows have added.
    copies: usize,
    warnings: Vec<Warning>,
    /// Characters that only a font of the document shows, and where the first is.
    private: (usize, Option<Origin>),
}

/// A place that collects blocks.
#[derive(Default)]
struct Story<'t> {
    part: Part,
    blocks: Vec<Block>,
    /// A paragraph without text was left out after the last block.
    gap: bool,
    paragraph: Option<Building<'t>>,
    /// What is anchored in the paragraph and stands after it.
    anchored: Vec<Block>,
    lists: Vec<labels::Frame<'t>>,
    /// A typed mark with which its first paragraph begins.
    lead: Option<String>,
}

impl<'s, 't> Converter<'s, 't> {
    fn new(source: &'s Source<'t>, sheet: &'s Sheet<'t>, limits: &'s Limits) -> Self {
        Self {
            source,
            sheet,
            limits,
            stories: Vec::new(),
            tables: Vec::new(),
            flattened: 0,
            lists: Lists::default(),
            pages: Pages::default(),
            frames: Vec::new(),
            mark: None,
            notes: Vec::new(),
            comments: Vec::new(),
            counts: BTreeMap::new(),
            characters: 0,
            copies: 0,
            warnings: Vec::new(),
            private: (0, None),
        }
    }

    /// The blocks within an element.
    fn story(&mut self, root: Element<'t>, part: Part) -> Result<Vec<Block>, ReadError> {
        self.stories.push(Story { part, ..Story::default() });
        let mut open = vec![(root.nodes(), Open::Plain)];
        while let Some((nodes, _)) = open.last_mut() {
            match nodes.next() {
                Some(Node::Text(text)) => self.text(text),
                Some(Node::Element(element)) => {
                    if let Some(opened) = self.enter(element) {
                        open.push((element.nodes(), opened));
                    }
                }
                None => {
                    if let Some((_, opened)) = open.pop() {
                        self.leave(opened);
                    }
                }
            }
            self.limits.admit_characters(self.characters)?;
        }
        self.settle();
        Ok(self.stories.pop().map(|story| story.blocks).unwrap_or_default())
    }

    fn part(&self) -> Part {
        self.stories.last().map_or(Part::Body, |story| story.part)
    }

    fn begin(&mut self, part: Part) {
        let lead = if part == Part::Footnote { self.mark.take() } else { None };
        self.stories.push(Story { part, lead, ..Story::default() });
    }

    /// Most places hold one block or two: no room is kept for more.
    fn end(&mut self) -> Vec<Block> {
        let mut blocks = self.stories.pop().map(|story| story.blocks).unwrap_or_default();
        blocks.shrink_to_fit();
        blocks
    }

    /// Adds a block to the innermost place.
    fn add(&mut self, block: Block) {
        let Some(story) = self.stories.last_mut() else { return };
        story.gap = false;
        story.blocks.push(block);
        self.settle();
    }

    /// Adds what stands in a box: after the paragraph that holds its anchor.
    fn add_anchored(&mut self, blocks: Vec<Block>) {
        let Some(story) = self.stories.last_mut() else { return };
        match story.paragraph {
            Some(_) => story.anchored.extend(blocks),
            None => story.blocks.extend(blocks),
        }
    }

    /// Puts the notes of an outermost block after it.
    fn settle(&mut self) {
        if let [story] = self.stories.as_mut_slice()
            && story.paragraph.is_none()
        {
            story.blocks.append(&mut self.notes);
        }
    }

    fn origin(&self) -> Origin {
        let part = self.part();
        let paragraph = self.counts.get(&part).map(|count| count.saturating_sub(1));
        Origin { part, paragraph, ..Origin::default() }
    }

    /// Says once for each `what` that a number is out of bounds.
    fn out_of_bounds(&mut self, what: &'static str, found: &str) {
        let is_known = |known: &Warning| matches!(known, Warning::OutOfBounds { what: known, .. } if *known == what);
        if !self.warnings.iter().any(is_known) {
            let origin = self.origin();
            self.warnings.push(Warning::OutOfBounds { what, found: found.chars().take(40).collect(), origin });
        }
    }

    fn too_deep(&mut self) {
        if !self.warnings.iter().any(|warning| matches!(warning, Warning::TooDeep { .. })) {
            let origin = self.origin();
            self.warnings.push(Warning::TooDeep { origin });
        }
    }

    /// A number of an attribute, from 1 to a bound.
    fn count(&mut self, element: Element<'_>, name: &str, what: &'static str, most: usize) -> usize {
        let Some(value) = element.attribute(name) else { return 1 };
        let written = value.trim();
        let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
        match written.parse::<usize>() {
            Ok(number) if (1..=most).contains(&number) => number,
            // A number that does not fit is a great one.
            Ok(_) | Err(_) => {
                self.out_of_bounds(what, value);
                if is_number && written.parse::<usize>() != Ok(0) { most.max(1) } else { 1 }
            }
        }
    }

    fn finish(mut self) -> Vec<Warning> {
        if let (count, Some(origin)) = self.private {
            self.warnings.push(Warning::UserDefinedCharacters { count, origin });
        }
        self.warnings
    }
}
