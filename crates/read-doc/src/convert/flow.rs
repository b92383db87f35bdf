//! The flow of a story: paragraphs, the tables in which they stand, and what is anchored in them.

use std::mem;
use std::ops::Range;

use document::{Block, Origin, Paragraph, Part, ReadError, Run, Warning};

use super::fields::Fields;
use super::grid::{self, Row};
use super::inline::{Mark, part_of_box};
use super::{Converter, inline};
use crate::model;
use crate::parse::bytes::index;

/// The tables that are open, one in another, and what stands around them.
struct Place {
    part: Part,
    blocks: Vec<Block>,
    gap: bool,
    tables: Vec<OpenTable>,
    /// A paragraph that goes on with the next one.
    open: Open,
    /// Notes that were referred to.
    notes: Vec<usize>,
    fields: Fields,
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Row>,
    cells: Vec<Vec<Block>>,
    cell: Vec<Block>,
    gap: bool,
}

/// A paragraph whose mark is hidden or deleted.
#[derive(Default)]
struct Open {
    runs: Vec<Run>,
    label: Option<String>,
    heading: Option<u8>,
    boxes: Vec<usize>,
}

const CELL_MARK: u16 = 0x07;

impl Converter<'_> {
    /// The blocks of a story, each note after the outermost block that refers to it.
    pub(super) fn story(&mut self, story: &Range<u32>, part: Part) -> Result<Vec<Block>, ReadError> {
        let file = self.file;
        let first = file.paragraphs.partition_point(|paragraph| paragraph.start < story.start);
        let paragraphs = file.paragraphs.get(first..).unwrap_or_default();
        let paragraphs = paragraphs.iter().take_while(|paragraph| paragraph.start < story.end);
        let text = file.text.get(index(story.start)..index(story.end)).unwrap_or_default();
        let mut place = Place {
            part,
            blocks: Vec::new(),
            gap: false,
            tables: Vec::new(),
            open: Open::default(),
            notes: Vec::new(),
            fields: Fields::of_story(text, story.start),
        };
        for paragraph in paragraphs {
            self.paragraph(paragraph, &mut place)?;
        }
        self.end_open(&mut place)?;
        self.close_tables(0, &mut place);
        self.add_notes(&mut place)?;
        Ok(place.blocks)
    }

    fn paragraph(&mut self, paragraph: &model::Paragraph, place: &mut Place) -> Result<(), ReadError> {
        let pap = &paragraph.pap;
        let mark = self.file.text.get(index(paragraph.end.saturating_sub(1))).copied();
        let origin = self.here(place.part);
        let mut depth = pap.depth();
        // Malformed: tables opened again and again at great depths.
        let most = if self.tables > self.limits.nodes { 1 } else { self.limits.depth };
        if depth > most {
            depth = most;
            if !mem::replace(&mut self.is_too_deep, true) {
                self.warnings.push(Warning::TooDeep { origin: origin.clone() });
            }
        }
        // 2.4.3: marks of the outermost table are of their own, those of inner ones are paragraph marks.
        let ends_row = depth > 0 && if mark == Some(CELL_MARK) { pap.row_end } else { pap.inner_row_end };
        let ends_cell = depth > 0 && !ends_row && (mark == Some(CELL_MARK) || pap.inner_cell);
        if mark == Some(CELL_MARK) {
            depth = depth.min(1);
        }
        if depth != place.tables.len() {
            self.end_open(place)?;
            self.set_depth(depth, place);
        }
        if place.tables.is_empty() {
            self.add_notes(place)?;
        }
        let line = self.line(paragraph, &mut place.fields, &origin)?;
        let mark = line.mark;
        if !ends_row {
            *self.paragraphs.entry(place.part).or_insert(0) += 1;
        }
        place.notes.extend(&line.notes);
        self.finish_paragraph(paragraph, line, origin, ends_row, ends_cell, place)?;
        if ends_cell || ends_row {
            self.end_open(place)?;
        }
        let row = pap.row;
        if let Some(table) = place.tables.last_mut() {
            if ends_cell {
                table.end_cell();
            } else if ends_row {
                table.end_row(row, mark.is_deleted || mark.is_hidden);
            }
        } else {
            self.add_notes(place)?;
        }
        Ok(())
    }

    fn finish_paragraph(
        &mut self,
        paragraph: &model::Paragraph,
        line: inline::Line,
        origin: Origin,
        ends_row: bool,
        ends_cell: bool,
        place: &mut Place,
    ) -> Result<(), ReadError> {
        let inline::Line { mut text, boxes, mark: Mark { is_hidden, is_deleted, separates_styles }, .. } = line;
        let is_end = ends_row || ends_cell;
        let is_joined = (is_hidden || is_deleted) && !is_end;
        place.open.boxes.extend(boxes);
        if is_hidden
            && !is_end
            && text.trim().is_empty()
            && place.open.runs.is_empty()
            && place.open.label.is_none()
            && !separates_styles
        {
            // All of it is hidden: it is not there.
            return Ok(());
        }
        if !text.is_empty() {
            text.shrink_to_fit();
            if place.open.runs.is_empty() {
                place.open.runs.reserve_exact(1);
            }
            place.open.runs.push(Run { text, origin });
        }
        let deleted_cell = ends_cell && is_deleted && place.open.runs.is_empty();
        if (is_deleted && !is_end) || deleted_cell {
            return Ok(());
        }
        let is_shown = !(is_joined && is_hidden) || separates_styles;
        if is_shown && !ends_row {
            let labels = self.labels.entry(place.part).or_insert_with(|| self.unused.clone());
            let label = labels.label(&paragraph.pap, self.file);
            place.open.label = place.open.label.take().or(label);
            let heading = paragraph.pap.outline.filter(|level| *level < 9).map(|level| level + 1);
            place.open.heading = place.open.heading.or(heading);
        }
        if is_joined { Ok(()) } else { self.end_open(place) }
    }

    /// Puts the paragraph that is open into its place, unless it shows nothing, and what is anchored in it behind it.
    fn end_open(&mut self, place: &mut Place) -> Result<(), ReadError> {
        let Open { runs, label, heading, boxes } = mem::take(&mut place.open);
        let is_shown = label.is_some() || runs.iter().any(|run| !run.text.trim().is_empty());
        let part = place.part;
        if is_shown {
            self.count(&runs, label.as_deref())?;
        }
        let (blocks, gap) = place.current();
        if is_shown {
            let gap_before = mem::take(gap);
            blocks.push(Block::Paragraph(Paragraph { runs, label, heading, gap_before, ..Paragraph::default() }));
        } else if boxes.is_empty() {
            *gap = true;
        }
        for number in boxes {
            let Some(text) = self.file.stories.boxes.get(number).map(|known| known.text.clone()) else { continue };
            let mut found = self.story(&text, part_of_box(part))?;
            place.current().0.append(&mut found);
        }
        Ok(())
    }

    fn add_notes(&mut self, place: &mut Place) -> Result<(), ReadError> {
        for number in mem::take(&mut place.notes) {
            let Some(text) = self.file.stories.notes.get(number).map(|known| known.text.clone()) else { continue };
            let mut found = self.story(&text, Part::Footnote)?;
            place.blocks.append(&mut found);
        }
        Ok(())
    }

    /// The place of the next paragraph.
    fn here(&self, part: Part) -> Origin {
        self.origin(part, self.paragraphs.get(&part).copied().unwrap_or(0))
    }

    fn set_depth(&mut self, depth: usize, place: &mut Place) {
        self.close_tables(depth, place);
        while place.tables.len() < depth {
            place.tables.push(OpenTable::default());
            self.tables += 1;
        }
    }

    fn close_tables(&mut self, depth: usize, place: &mut Place) {
        while place.tables.len() > depth
            && let Some(mut table) = place.tables.pop()
        {
            if table.rows.is_empty() && table.cells.is_empty() {
                // Malformed: paragraphs of a table in which no cell ends.
                let (blocks, gap) = place.current();
                *gap |= table.gap;
                blocks.append(&mut table.cell);
                continue;
            }
            let last = table.rows.last().and_then(|row| row.format);
            table.end_row(last, false);
            let origin = self.here(place.part);
            let found = grid::make(table.rows, &self.file.rows, &origin, self.limits, &mut self.warnings);
            let (blocks, gap) = place.current();
            *gap = found.is_empty();
            blocks.extend(found);
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
    fn end_cell(&mut self) {
        self.gap = false;
        let mut cell = mem::take(&mut self.cell);
        cell.shrink_to_fit();
        self.cells.push(cell);
    }

    fn end_row(&mut self, format: Option<u32>, is_gone: bool) {
        let mut cells = mem::take(&mut self.cells);
        let rest = mem::take(&mut self.cell);
        self.gap = false;
        if !rest.is_empty() {
            // Malformed: text behind the last cell of a row.
            match cells.last_mut() {
                Some(last) => last.extend(rest),
                None => cells.push(rest),
            }
        }
        if cells.is_empty() || (is_gone && cells.iter().all(Vec::is_empty)) {
            return;
        }
        cells.shrink_to_fit();
        self.rows.push(Row { cells, format });
    }
}
