//! The flow of a story: paragraphs, the tables that they stand in, and what is anchored in them.

use std::mem;

use document::{Block, Limits, Paragraph, Part, Run, Warning};

use crate::convert::grid::{self, Row};
use crate::convert::labels::Labels;
use crate::convert::origin;
use crate::parse::{self, Entry, File, RowDefinition, Story};

/// What is left of a file while its stories are put into blocks.
pub(crate) struct Flow<'a> {
    /// Stories that have not been read yet: each is read once.
    stories: Vec<Option<Story>>,
    rows: Vec<RowDefinition>,
    labels: Labels,
    limits: &'a Limits,
    /// Stories anchored too deeply, one in another.
    late: Vec<usize>,
    too_deep: bool,
    pub(crate) warnings: Vec<Warning>,
    /// Characters of text and labels so far.
    pub(crate) characters: usize,
}

/// The tables that are open, one in another, and what stands around them.
#[derive(Default)]
struct Place {
    part: Part,
    blocks: Vec<Block>,
    gap: bool,
    tables: Vec<OpenTable>,
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Row>,
    cells: Vec<Vec<Block>>,
    cell: Vec<Block>,
    gap: bool,
    /// Its last row has ended.
    ended: bool,
}

impl<'a> Flow<'a> {
    /// Takes a file's stories.
    pub(crate) fn new(mut file: File, limits: &'a Limits) -> Self {
        let labels = Labels::of(&mut file);
        Self {
            stories: file.stories.into_iter().map(Some).collect(),
            rows: file.rows,
            labels,
            limits,
            late: Vec::new(),
            too_deep: false,
            warnings: file.warnings,
            characters: 0,
        }
    }

    /// The blocks of a story, each note after the outermost block that refers to it.
    pub(crate) fn story(&mut self, index: usize) -> Vec<Block> {
        let mut notes = Vec::new();
        self.blocks(index, 0, &mut notes)
    }

    /// The blocks of the stories that are anchored too deeply.
    pub(crate) fn deferred(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(index) = self.late.pop() {
            blocks.extend(self.story(index));
        }
        blocks
    }

    // `level` counts the stories around: text boxes stand in text boxes.
    fn blocks(&mut self, index: usize, level: usize, notes: &mut Vec<usize>) -> Vec<Block> {
        let Some(mut story) = self.stories.get_mut(index).and_then(Option::take) else { return Vec::new() };
        if level > self.limits.depth {
            self.warn_too_deep(story.part, None);
            self.stories.get_mut(index).into_iter().for_each(|place| *place = Some(mem::take(&mut story)));
            self.late.push(index);
            return Vec::new();
        }
        put_into_rows(&mut story.entries);
        let mut place = Place { part: story.part, ..Place::default() };
        for entry in story.entries {
            // The caller refuses the file; labels may be much longer than what they are made of.
            if self.characters > self.limits.characters {
                break;
            }
            if level == 0 && self.ends_outermost(&entry, &mut place) {
                self.add_notes(notes, &mut place.blocks);
            }
            match entry {
                Entry::Paragraph(paragraph) => self.paragraph(*paragraph, &mut place, level, notes),
                Entry::Gap { depth, .. } => {
                    self.close_tables(depth.min(self.limits.depth), &mut place);
                    match place.tables.last_mut() {
                        Some(table) => table.gap = true,
                        None => place.gap = true,
                    }
                }
                Entry::Cell(depth) if depth > self.limits.depth => self.warn_too_deep(place.part, None),
                Entry::Cell(depth) => {
                    self.set_depth(depth, &mut place);
                    if let Some(table) = place.tables.last_mut() {
                        table.gap = false;
                        let mut cell = mem::take(&mut table.cell);
                        cell.shrink_to_fit();
                        table.cells.push(cell);
                    }
                }
                Entry::Row { depth, definition, deleted } => {
                    self.close_tables(depth, &mut place);
                    if place.tables.len() == depth
                        && let Some(table) = place.tables.last_mut()
                    {
                        let definition = definition.and_then(|index| Some((index, self.rows.get(index)?)));
                        table.end_row(definition, deleted);
                    }
                }
            }
            if level == 0 && place.tables.is_empty() {
                self.add_notes(notes, &mut place.blocks);
            }
        }
        self.close_tables(0, &mut place);
        if level == 0 {
            self.add_notes(notes, &mut place.blocks);
        }
        place.blocks
    }

    // Closes the outermost table where the entry stands outside of it.
    fn ends_outermost(&mut self, entry: &Entry, place: &mut Place) -> bool {
        let depth = match entry {
            Entry::Paragraph(paragraph) => paragraph.depth,
            Entry::Gap { depth, .. } => *depth,
            Entry::Cell(_) | Entry::Row { .. } => return false,
        };
        let is_next = depth == 1 && matches!(place.tables.as_slice(), [table] if table.ended);
        let ends = !place.tables.is_empty() && (depth == 0 || is_next);
        if ends {
            self.close_tables(0, place);
        }
        ends
    }

    fn add_notes(&mut self, notes: &mut Vec<usize>, blocks: &mut Vec<Block>) {
        let mut at = 0;
        while let Some(&note) = notes.get(at) {
            at += 1;
            // Whatever is anchored in a note joins the queue.
            blocks.extend(self.blocks(note, 1, notes));
        }
        notes.clear();
    }

    fn paragraph(&mut self, paragraph: parse::Paragraph, place: &mut Place, level: usize, notes: &mut Vec<usize>) {
        let origin = origin(place.part, Some(paragraph.index));
        if paragraph.depth > self.limits.depth {
            self.warn_too_deep(place.part, Some(paragraph.index));
        }
        self.set_depth(paragraph.depth.min(self.limits.depth), place);
        let label = self.labels.label(&paragraph, &origin, &mut self.warnings);
        let heading = self.labels.heading(&paragraph);
        let parse::Paragraph { text, anchors, .. } = paragraph;
        let shows = !text.trim().is_empty();
        if shows || label.is_some() {
            self.characters += text.chars().count() + label.as_ref().map_or(0, |label| label.chars().count());
            let runs = if shows { vec![Run { text, origin }] } else { Vec::new() };
            let block = Paragraph { runs, label, heading, ..Paragraph::default() };
            let (blocks, gap) = place.current();
            blocks.push(Block::Paragraph(Paragraph { gap_before: mem::take(gap), ..block }));
        } else if anchors.is_empty() {
            *place.current().1 = true;
        }
        for anchor in anchors {
            let part = self.stories.get(anchor).and_then(Option::as_ref).map(|story| story.part);
            match part {
                Some(Part::Textbox) => {
                    let found = self.blocks(anchor, level + 1, notes);
                    place.current().0.extend(found);
                }
                Some(_) => notes.push(anchor),
                None => {}
            }
        }
    }

    fn set_depth(&mut self, depth: usize, place: &mut Place) {
        self.close_tables(depth, place);
        if place.tables.len() == depth && place.tables.last().is_some_and(|table| table.ended) {
            self.close_tables(depth.saturating_sub(1), place);
        }
        while place.tables.len() < depth {
            place.tables.push(OpenTable::default());
        }
    }

    fn close_tables(&mut self, depth: usize, place: &mut Place) {
        while place.tables.len() > depth
            && let Some(mut table) = place.tables.pop()
        {
            if table.rows.is_empty() && table.cells.is_empty() {
                // Malformed: `\intbl` where no cell ends.
                let (blocks, gap) = place.current();
                *gap |= table.gap;
                blocks.append(&mut table.cell);
                continue;
            }
            let last = table.rows.last().and_then(|row| row.definition);
            let definition = last.and_then(|index| Some((index, self.rows.get(index)?)));
            table.end_row(definition, false);
            if table.rows.is_empty() {
                continue;
            }
            let found = grid::make(table.rows, &self.rows, place.part, self.limits, &mut self.warnings);
            let (blocks, gap) = place.current();
            *gap = false;
            blocks.extend(found);
        }
    }

    fn warn_too_deep(&mut self, part: Part, paragraph: Option<u32>) {
        if !mem::replace(&mut self.too_deep, true) {
            self.warnings.push(Warning::TooDeep { origin: origin(part, paragraph) });
        }
    }
}

impl Place {
    /// Where the next block belongs, and whether there is a gap before it.
    fn current(&mut self) -> (&mut Vec<Block>, &mut bool) {
        match self.tables.last_mut() {
            Some(table) => (&mut table.cell, &mut table.gap),
            None => (&mut self.blocks, &mut self.gap),
        }
    }
}

impl OpenTable {
    fn end_row(&mut self, definition: Option<(usize, &RowDefinition)>, deleted: bool) {
        let mut cells = mem::take(&mut self.cells);
        let rest = mem::take(&mut self.cell);
        self.gap = false;
        let (index, definition) = definition.unzip();
        if !rest.is_empty() {
            // Malformed: text after the last cell of a row.
            let is_cell = definition.is_none_or(|definition| cells.len() < definition.cells.len());
            match cells.last_mut() {
                Some(last) if !is_cell => last.extend(rest),
                _ => cells.push(rest),
            }
        }
        // Malformed: empty cells that the row does not define, as LibreOffice writes them behind a table in a cell.
        if let Some(defined) = definition.map(|definition| definition.cells.len()).filter(|defined| *defined > 0) {
            while cells.len() > defined && cells.last().is_some_and(Vec::is_empty) {
                cells.pop();
            }
        }
        let is_deleted =
            deleted || definition.is_some_and(|row| !row.cells.is_empty() && row.cells.iter().all(|cell| cell.deleted));
        let is_empty = cells.iter().all(Vec::is_empty);
        if cells.is_empty() || (is_deleted && is_empty) {
            return;
        }
        cells.shrink_to_fit();
        self.rows.push(Row { cells, definition: index });
        self.ended = definition.is_some_and(|definition| definition.last);
    }
}

// Malformed: paragraphs without `\intbl` between the beginning of a row and the end of its cells.
fn put_into_rows(entries: &mut [Entry]) {
    let mut cell_ahead = false;
    for entry in entries.iter_mut().rev() {
        let (depth, in_row) = match entry {
            Entry::Cell(1) => {
                cell_ahead = true;
                continue;
            }
            Entry::Row { depth: 1, .. } => {
                cell_ahead = false;
                continue;
            }
            Entry::Cell(_) | Entry::Row { .. } => continue,
            Entry::Paragraph(paragraph) => (&mut paragraph.depth, paragraph.in_row),
            Entry::Gap { depth, in_row } => (depth, *in_row),
        };
        if *depth == 0 {
            cell_ahead &= in_row;
            *depth = usize::from(cell_ahead);
        }
    }
}
