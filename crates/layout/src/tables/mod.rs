//! Tables: between ruled lines, stated by the file's own structure, or by columns of text; and those that go on over pages.
//!
//! A table is kept as a [`Table`] until no page can go on with it any more; its paragraphs are drafts until then.

pub(crate) mod across;
mod aligned;
mod cell;
mod ink;
mod ruled;
mod tagged;

#[cfg(test)]
mod testing;

use document::{Block, Limits, TableSource};

use crate::guide::Guide;
use crate::tags::TagId;
use crate::{Page, Rect, paragraphs};

pub(crate) use across::across;
pub(crate) use aligned::aligned;
use cell::{Cell, Content};

/// A table in the making.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// Its box on the last page that it has reached.
    pub(crate) bbox: Rect,
    source: TableSource,
    /// Where its columns begin and end, from its left edge, in points: one more than there are columns, ascending.
    columns: Vec<f32>,
    rows: usize,
    /// By row and column; no two cover the same place of the grid.
    cells: Vec<Cell>,
    /// Whether rows of a repeated header stood above it.
    is_headed: bool,
    /// The table of the file's own structure that it is.
    tag: Option<TagId>,
}

/// A table of a page, and what it takes from the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) table: Table,
    /// Indices in [`Page::characters`], ascending.
    pub(crate) characters: Vec<usize>,
}

/// The tables of a page that are ruled or stated by the file's own structure, by their top edge. No character is taken twice.
pub(crate) fn ruled(page: &Page, guide: &Guide) -> Vec<Found> {
    let mut found = tagged::merge(ruled::tables(page, guide), page, guide);
    found.sort_by(|a, b| a.table.bbox.y0.total_cmp(&b.table.bbox.y0).then(a.table.bbox.x0.total_cmp(&b.table.bbox.x0)));
    found
}

/// The table of the document that one in the making comes to. A cell of more rows or columns than allowed is parted into
/// several, of which the first holds its text; tables deeper in one another than allowed come as the text of the cell.
pub(crate) fn finish(table: Table, limits: &Limits) -> document::Table {
    nested(table, limits, 1)
}

fn nested(table: Table, limits: &Limits, depth: usize) -> document::Table {
    let span = limits.span.max(1);
    let mut cells = Vec::with_capacity(table.cells.len());
    let mut is_parted = false;
    for cell in table.cells {
        let mut blocks: Vec<Block> =
            cell.content.into_iter().flat_map(|content| blocks(content, limits, depth)).collect();
        is_parted |= cell.rows > span || cell.columns > span;
        for row in (0..cell.rows.max(1)).step_by(span) {
            for column in (0..cell.columns.max(1)).step_by(span) {
                cells.push(document::Cell {
                    row: cell.row + row,
                    column: cell.column + column,
                    rows: (cell.rows.max(1) - row).min(span),
                    columns: (cell.columns.max(1) - column).min(span),
                    header: cell.header,
                    blocks: std::mem::take(&mut blocks),
                });
            }
        }
    }
    if is_parted {
        cells.sort_by_key(|cell| (cell.row, cell.column));
    }
    document::Table { cells, source: table.source, ..document::Table::default() }
}

fn blocks(content: Content, limits: &Limits, depth: usize) -> Vec<Block> {
    match content {
        Content::Text(drafts) => paragraphs::finish(drafts).into_iter().map(Block::Paragraph).collect(),
        Content::Table(table) if depth < limits.depth => vec![Block::Table(nested(table, limits, depth + 1))],
        Content::Table(table) => {
            let contents = table.cells.into_iter().flat_map(|cell| cell.content);
            contents.flat_map(|content| blocks(content, limits, depth)).collect()
        }
    }
}
