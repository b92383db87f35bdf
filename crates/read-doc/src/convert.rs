//! From text with properties to blocks, in the order in which a reader of the file comes upon them.

mod auto_numbers;
mod field_codes;
mod fields;
mod flow;
mod grid;
mod inline;
mod labels;

use std::collections::{BTreeMap, BTreeSet};

use document::{Block, Limits, Origin, Part, ReadError, Warning};

use crate::model::{Anchored, File};
use auto_numbers::AutoNumbers;
use labels::Labels;

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
/// [`ReadError::TooLarge`] by `limits.characters`, or `limits.nodes` paragraphs and texts.
pub(crate) fn document(file: &File, limits: &Limits) -> Result<Content, ReadError> {
    let mut converter = Converter {
        file,
        limits,
        warnings: Vec::new(),
        paragraphs: BTreeMap::new(),
        unused: Labels::of(file),
        labels: BTreeMap::new(),
        numbers: AutoNumbers::default(),
        notes: by_place(&file.stories.notes),
        boxes: by_place(&file.stories.boxes),
        characters: 0,
        private: None,
        is_too_deep: false,
        nodes: 0,
        tables: 0,
    };
    let blocks = converter.stories()?;
    if let Some((count, origin)) = converter.private {
        converter.warnings.push(Warning::UserDefinedCharacters { count, origin });
    }
    Ok(Content { blocks, warnings: converter.warnings, characters: converter.characters })
}

/// By the position of what refers to it, stories by their order.
type Places = BTreeMap<u32, Vec<usize>>;

fn by_place(stories: &[Anchored]) -> Places {
    let mut places = Places::new();
    for (index, story) in stories.iter().enumerate() {
        if let Some(at) = story.at {
            places.entry(at).or_default().push(index);
        }
    }
    places
}

struct Converter<'f> {
    file: &'f File,
    limits: &'f Limits,
    warnings: Vec<Warning>,
    /// By the sort of story, the paragraphs that were met.
    paragraphs: BTreeMap<Part, u32>,
    /// The lists, before any paragraph.
    unused: Labels,
    /// By the sort of story, how far the lists have counted.
    labels: BTreeMap<Part, Labels>,
    /// How far the fields that number paragraphs have counted.
    numbers: AutoNumbers,
    /// Notes and boxes that have not been read.
    notes: Places,
    boxes: Places,
    characters: usize,
    /// Characters of the private use areas: how many, and the first.
    private: Option<(usize, Origin)>,
    is_too_deep: bool,
    /// Paragraphs and texts of blocks.
    nodes: usize,
    /// Tables that were opened.
    tables: usize,
}

impl Converter<'_> {
    fn stories(&mut self) -> Result<Vec<Block>, ReadError> {
        let stories = &self.file.stories;
        let mut blocks = self.story(&stories.body, Part::Body)?;
        for (known, part) in [(&stories.notes, Part::Footnote), (&stories.boxes, Part::Textbox)] {
            // Malformed: nothing refers to it.
            for story in known.iter().filter(|story| story.at.is_none()) {
                blocks.append(&mut self.story(&story.text, part)?);
            }
        }
        for (running, part) in [(&stories.headers, Part::Header), (&stories.footers, Part::Footer)] {
            let mut known = BTreeSet::new();
            for story in running {
                let found = self.story(story, part)?;
                // Sections may repeat those of the section before.
                let mut signature = String::new();
                sign(&found, &mut signature);
                if known.insert(signature) {
                    blocks.extend(found);
                }
            }
        }
        for story in &stories.comments {
            blocks.append(&mut self.story(story, Part::Comment)?);
        }
        Ok(blocks)
    }

    fn origin(&self, part: Part, paragraph: u32) -> Origin {
        Origin { part, paragraph: Some(paragraph), ..Origin::default() }
    }
}

/// What blocks show, for comparison. Tables are at most `limits.depth` deep.
fn sign(blocks: &[Block], signature: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                signature.push('\u{1}');
                signature.push_str(paragraph.label.as_deref().unwrap_or_default());
                signature.push('\u{2}');
                paragraph.runs.iter().for_each(|run| signature.push_str(&run.text));
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    signature.push('\u{3}');
                    sign(&cell.blocks, signature);
                }
            }
            Block::Embedded(_) => {}
        }
    }
}
