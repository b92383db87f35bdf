//! Stories while they are being read: where paragraphs, cells and rows end.

use std::mem;

use document::{Part, ReadError};

use crate::parse::row::RowBuilder;
use crate::parse::state::Properties;
use crate::parse::{Entry, Interpreter, Paragraph, Story};

/// What a story counts as among paragraphs and cells.
const STORY: usize = 8;

/// A story that is being read.
#[derive(Debug)]
pub(crate) struct Builder {
    /// Its index in the file.
    pub(crate) index: usize,
    /// What it belongs to.
    pub(crate) part: Part,
    entries: Vec<Entry>,
    /// The paragraph that is being read.
    pub(crate) text: String,
    label: Option<String>,
    anchors: Vec<usize>,
    /// A page or column ends here, if text stood before and stands after.
    pending_break: bool,
    /// The rows that are begun outside of the story.
    outer_rows: (RowBuilder, RowBuilder),
}

impl Builder {
    /// An empty story.
    pub(crate) fn new(index: usize, part: Part) -> Self {
        let (text, label, anchors, outer_rows) = Default::default();
        Self { index, part, entries: Vec::new(), text, label, anchors, pending_break: false, outer_rows }
    }

    /// Adds to the text of the paragraph; the number of characters added.
    pub(crate) fn push(&mut self, text: &str) -> usize {
        let mut added = text.chars().count();
        if mem::take(&mut self.pending_break) && !self.text.is_empty() {
            self.text.push('\n');
            added += 1;
        }
        self.text.push_str(text);
        added
    }

    /// A page or a column ends.
    pub(crate) fn break_page(&mut self) {
        self.pending_break = true;
    }

    /// The label that the writer showed.
    pub(crate) fn set_label(&mut self, label: String) {
        self.label = Some(label);
    }

    /// The mark of the paragraph doesn't show: it is one with the next.
    fn join(&mut self) {
        if self.text.trim().is_empty() {
            self.label = None;
        }
    }

    /// A note or text box belongs to the paragraph.
    pub(crate) fn anchor(&mut self, story: usize) {
        self.anchors.push(story);
    }

    fn is_empty(&self, properties: &Properties) -> bool {
        let has_number = properties.list.is_some_and(|list| list > 0) || properties.legacy.is_some();
        self.text.trim().is_empty() && self.label.is_none() && self.anchors.is_empty() && !has_number
    }
}

impl Interpreter<'_> {
    /// Begins a story of its own within a group.
    pub(super) fn begin_story(&mut self, part: Part) {
        // It weighs as much as several paragraphs.
        self.nodes += STORY;
        let index = self.file.stories.len();
        self.file.stories.push(Story { part, entries: Vec::new() });
        match part {
            Part::Header => self.file.headers.push(index),
            Part::Footer => self.file.footers.push(index),
            Part::Comment => self.file.comments.push(index),
            Part::Footnote | Part::Textbox => {
                if let Some(story) = self.stories.last_mut() {
                    story.anchor(index);
                }
            }
            Part::Body => {}
        }
        let mut builder = Builder::new(index, part);
        builder.outer_rows = (mem::take(&mut self.row), mem::take(&mut self.nested_row));
        self.stories.push(builder);
        self.state.paragraph = Properties::default();
    }

    /// Ends a story with its group.
    pub(super) fn end_story(&mut self) {
        let Some(builder) = self.stories.pop() else { return };
        (self.row, self.nested_row) = builder.outer_rows;
        if let Some(story) = self.file.stories.get_mut(builder.index) {
            story.entries = builder.entries;
        }
    }

    /// Ends a paragraph that has something in it, as the end of a story, of a section or of a row does.
    pub(super) fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let has_text = self
            .stories
            .last()
            .is_some_and(|story| !story.text.trim().is_empty() || story.label.is_some() || !story.anchors.is_empty());
        if has_text { self.paragraph(None) } else { Ok(()) }
    }

    /// `\par`, and what ends with a cell: ends the paragraph. `cell` is the depth of the table whose cell ends.
    pub(super) fn paragraph(&mut self, cell: Option<usize>) -> Result<(), ReadError> {
        self.end_text();
        let properties = self.state.paragraph;
        let in_row = self.row.open;
        let Some(story) = self.stories.last_mut() else { return Ok(()) };
        let index = self.paragraphs.get_mut(part_index(story.part)).map_or(0, |count| {
            let index = *count;
            *count = count.saturating_add(1);
            index
        });
        if cell.is_none() && !self.state.characters.shows() {
            story.join();
            return Ok(());
        }
        story.pending_break = false;
        let depth = cell.unwrap_or_else(|| properties.depth());
        if story.is_empty(&properties) {
            story.text.clear();
            // A paragraph that is only the end of a cell leaves no gap.
            let is_known = matches!(story.entries.last(),
                Some(Entry::Gap { depth: known, in_row: was }) if (*known, *was) == (depth, in_row));
            if cell.is_none() && !is_known {
                story.entries.push(Entry::Gap { depth, in_row });
            }
        } else {
            // The paragraph and its text.
            self.nodes += 2;
            story.entries.push(Entry::Paragraph(Box::new(Paragraph {
                index,
                depth,
                in_row,
                text: mem::take(&mut story.text),
                label: story.label.take(),
                list: properties.list.map(|list| (list, properties.level)),
                style: properties.style,
                outline: properties.outline,
                legacy: properties.legacy,
                anchors: mem::take(&mut story.anchors),
            })));
        }
        if let Some(depth) = cell {
            self.nodes += 1;
            story.entries.push(Entry::Cell(depth));
        }
        Ok(())
    }

    /// `\row`, `\nestrow`
    pub(super) fn end_row(&mut self, depth: usize) -> Result<(), ReadError> {
        self.end_paragraph()?;
        let builder = if depth > 1 { &mut self.nested_row } else { &mut self.row };
        let definition = builder.end(&mut self.file.rows);
        let deleted = self.state.characters.deleted;
        if let Some(story) = self.stories.last_mut() {
            // A row end after a row end ends nothing.
            if !matches!(story.entries.last(), Some(Entry::Row { depth: ended, .. }) if *ended == depth) {
                self.nodes += 1;
                story.entries.push(Entry::Row { depth, definition, deleted });
            }
        }
        Ok(())
    }
}

/// Parts as indices.
pub(crate) fn part_index(part: Part) -> usize {
    match part {
        Part::Body => 0,
        Part::Header => 1,
        Part::Footer => 2,
        Part::Footnote => 3,
        Part::Textbox => 4,
        Part::Comment => 5,
    }
}
