//! Tables that are no tables: frames drawn around a document, its title, a heading or another table.

use std::collections::{BTreeMap, BTreeSet};

use document::{Block, Cell, Flow, Table};
use numerals::label::Class;

use super::shape::is_title;
use super::{Line, lines_of};
use crate::Lexicon;
use crate::fields::kind;
use crate::outline::assemble::heads_attachment;
use crate::outline::heading;
use crate::text::Sources;

/// A part of a frame, in reading order.
pub(super) enum Content<'t> {
    /// What a frame is drawn around.
    Blocks(&'t [Block]),
    /// Rows of several columns.
    Table(Table),
}

/// What a frame holds; `None` for a table that is one. `in_front` says that no title and no label stands before it.
///
/// A table of one column is a frame where it holds what a table does not: a title in front, a heading, labels of divisions, a
/// table. One of several is where a row that one cell fills holds divisions, and such rows hold most of the text.
pub(super) fn contents<'t>(
    table: &'t Table,
    flow: Flow,
    in_front: bool,
    lexicon: &Lexicon,
) -> Option<Vec<Content<'t>>> {
    let (_, width) = table.size();
    let is_wide = |cell: &Cell| cell.column == 0 && cell.columns == width;
    if table.cells.iter().all(is_wide) {
        let blocks = || table.cells.iter().flat_map(|cell| &cell.blocks);
        let lines = lines(blocks(), flow);
        let is_frame = blocks().any(|block| matches!(block, Block::Table(_)))
            || in_front && holds_title(&lines)
            || lines.iter().any(|line| line.heading.is_some())
            || is_attachment(&lines)
            || divides(&lines, lexicon);
        return is_frame.then(|| table.cells.iter().map(|cell| Content::Blocks(&cell.blocks)).collect());
    }
    let wide: Vec<(&Cell, Vec<Line>)> = table
        .cells
        .iter()
        .filter(|cell| is_wide(cell))
        .map(|cell| (cell, lines(&cell.blocks, flow)))
        .filter(|(_, lines)| divides(lines, lexicon) || in_front && holds_title(lines))
        .collect();
    if !wide.iter().any(|(_, lines)| labels(lines) >= 2 && divides(lines, lexicon)) {
        return None;
    }
    let rows: BTreeSet<usize> = wide.iter().map(|(cell, _)| cell.row).collect();
    let framed = |cell: &Cell| rows.contains(&cell.row);
    let within: usize = wide.iter().flat_map(|(_, lines)| lines).map(|line| line.text.visible()).sum();
    let beside: usize = table
        .cells
        .iter()
        .filter(|cell| !framed(cell))
        .flat_map(|cell| lines(&cell.blocks, flow))
        .map(|line| line.text.visible())
        .sum();
    (within > beside).then(|| parts(table, framed))
}

/// The rows that hold a part of the document as its blocks, those between them as tables.
fn parts(table: &Table, framed: impl Fn(&Cell) -> bool) -> Vec<Content<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for cell in &table.cells {
        if framed(cell) {
            parts.push(Content::Blocks(&cell.blocks));
            start = cell.row + 1;
            continue;
        }
        let shifted = Cell { row: cell.row.saturating_sub(start), ..cell.clone() };
        match parts.last_mut() {
            Some(Content::Table(rows)) => rows.cells.push(shifted),
            _ => parts.push(Content::Table(Table { caption: None, cells: vec![shifted], ..*table })),
        }
    }
    parts
}

/// The lines of blocks, nested tables left out.
fn lines<'b>(blocks: impl IntoIterator<Item = &'b Block>, flow: Flow) -> Vec<Line> {
    let mut sources = Sources::default();
    blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(lines_of(paragraph, flow, &mut sources)),
            Block::Table(_) | Block::Embedded(_) => None,
        })
        .flatten()
        .collect()
}

/// The plan's title is one of the lines, or all of them together.
fn holds_title(lines: &[Line]) -> bool {
    let whole: String = lines.iter().take(4).map(|line| line.text.closed()).collect();
    is_title(&whole) || lines.iter().any(|line| line.label.is_none() && is_title(&line.text.closed()))
}

/// Begins with the label of an attachment, and lists no others.
fn is_attachment(lines: &[Line]) -> bool {
    lines.first().is_some_and(heads_attachment) && lines.iter().filter(|line| heads_attachment(line)).count() == 1
}

fn labels(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.label.is_some_and(|label| label.ordinal.is_some())).count()
}

/// Whether the lines bear labels of divisions: a class that numbers nothing else, or headings of known kinds. A note with
/// points of its own begins with its own word, or its points are sentences.
fn divides(lines: &[Line], lexicon: &Lexicon) -> bool {
    let Some(first) = lines.first().filter(|line| line.label.is_some() || is_title(&line.text.closed())) else {
        return false;
    };
    let mut seen: BTreeMap<Class, (usize, usize, usize)> = BTreeMap::new();
    for line in lines {
        let is_sure = line.has_generated_label();
        let Some(label) = line.label.filter(|label| is_sure || label.separator != Some(' ')) else { continue };
        if label.ordinal.is_none() {
            continue;
        }
        let (heading, _) = heading::parts(&line.body(), lexicon);
        let (count, headings, known) = seen.entry(label.class).or_default();
        *count += 1;
        *headings += usize::from(!heading.is_blank());
        *known += usize::from(!heading.is_blank() && kind::kind(&heading.closed(), lexicon).is_some());
    }
    let alone = lines.len() == 1 && first.label.is_some();
    seen.into_iter().any(|(class, (count, headings, known))| match class {
        Class::Part | Class::Chapter | Class::Formal => headings >= 1,
        Class::Article | Class::Point => count >= 2,
        Class::Han => known >= 2 || alone && known == 1,
        Class::Section | Class::HanBracket | Class::ArabicDot | Class::Noun => known >= 2,
        _ => false,
    })
}
