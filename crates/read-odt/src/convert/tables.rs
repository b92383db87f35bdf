//! Tables: ODF 1.3 part 3, 9.1.

use std::ops::Range;

use document::{Block, Cell, Table};
use office_package::xml::Element;

use super::Converter;
use super::elements::Open;
use crate::parse::Family;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Building {
    cells: Vec<Cell>,
    row: usize,
    column: usize,
    width: usize,
    in_row: bool,
    in_cell: bool,
    /// Open `table:table-header-rows`.
    header_rows: usize,
    /// For each column, the cell that covers it and the row at which that ends.
    cover: Vec<(usize, usize)>,
    /// Empty cells that a repeated one stands for; they count only where another follows.
    pending: usize,
    row_start: usize,
    row_repeated: usize,
    /// Rows like the last that count only where another follows, and its cells.
    pending_rows: Option<(usize, Range<usize>)>,
    /// Text of cells for which the table has no place.
    overflow: Vec<Block>,
}

/// What a cell says of its place.
pub(super) struct CellSpan {
    rows: usize,
    columns: usize,
    repeated: usize,
    is_covered: bool,
}

const SPANNED_ROWS: &str = "rows of a cell (table:number-rows-spanned)";
const SPANNED_COLUMNS: &str = "columns of a cell (table:number-columns-spanned)";
const REPEATED_ROWS: &str = "repeated rows (table:number-rows-repeated)";
const REPEATED_COLUMNS: &str = "repeated cells (table:number-columns-repeated)";
const CELLS: &str = "cells of a table";

/// Blocks and cells that repeats may add to a document are this part of the cells of one table.
const SHARE_OF_COPIES: usize = 4;

impl<'t> Converter<'_, 't> {
    pub(super) fn open_table(&mut self, element: Element<'t>) -> Open<'t> {
        let name = element.attribute("table:style-name").unwrap_or_default();
        self.begins_page(self.sheet.style(Family::Table, name).master);
        if self.tables.len() >= self.limits.depth {
            self.too_deep();
            self.flattened += 1;
            return Open::Flattened;
        }
        self.tables.push(Building::default());
        Open::Table
    }

    pub(super) fn close_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        let rows = table.row;
        for cell in &mut table.cells {
            cell.rows = cell.rows.min(rows.saturating_sub(cell.row)).max(1);
        }
        table.cells.sort_by_key(|cell| (cell.row, cell.column));
        if !table.cells.is_empty() {
            self.add(Block::Table(Table { cells: table.cells, ..Table::default() }));
        }
        for block in table.overflow {
            self.add(block);
        }
    }

    pub(super) fn open_header_rows(&mut self) -> Open<'t> {
        match self.tables.last_mut().filter(|table| !table.in_row) {
            Some(table) => table.header_rows += 1,
            None => return Open::Plain,
        }
        Open::HeaderRows
    }

    pub(super) fn close_header_rows(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.header_rows = table.header_rows.saturating_sub(1);
        }
    }

    /// A row that stands in none of this table's places (malformed) is as if it were not there; what it holds is read.
    pub(super) fn open_row(&mut self, element: Element<'t>) -> Open<'t> {
        if self.flattened > 0 || self.tables.last().is_none_or(|table| table.in_row) {
            return Open::Plain;
        }
        self.expand_rows();
        let most = self.limits.span;
        let repeated = self.count(element, "table:number-rows-repeated", REPEATED_ROWS, most);
        if let Some(table) = self.tables.last_mut() {
            table.in_row = true;
            table.column = 0;
            table.pending = 0;
            table.row_start = table.cells.len();
            table.row_repeated = repeated;
        }
        Open::Row
    }

    pub(super) fn close_row(&mut self) {
        self.place_pending(1);
        let Some(table) = self.tables.last_mut() else { return };
        table.in_row = false;
        table.row += 1;
        let cells = table.row_start..table.cells.len();
        let further = table.row_repeated.saturating_sub(1);
        if further > 0 {
            table.pending_rows = Some((further, cells.clone()));
            let has_content =
                table.cells.get(cells).is_some_and(|cells| cells.iter().any(|cell| !cell.blocks.is_empty()));
            if has_content {
                self.expand_rows();
            }
        }
    }

    pub(super) fn open_cell(&mut self, element: Element<'t>, is_covered: bool) -> Open<'t> {
        if self.flattened > 0 || self.tables.last().is_none_or(|table| !table.in_row || table.in_cell) {
            return Open::Plain;
        }
        let most = self.limits.span;
        let repeated = self.count(element, "table:number-columns-repeated", REPEATED_COLUMNS, usize::MAX);
        let (rows, columns) = if is_covered {
            (1, 1)
        } else {
            let rows = self.count(element, "table:number-rows-spanned", SPANNED_ROWS, most);
            (rows, self.count(element, "table:number-columns-spanned", SPANNED_COLUMNS, most))
        };
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = true;
        }
        self.begin(self.part());
        Open::Cell(CellSpan { rows, columns, repeated, is_covered })
    }

    pub(super) fn close_cell(&mut self, span: CellSpan) {
        let blocks = self.end();
        let most = self.limits.span;
        let Some(table) = self.tables.last_mut() else { return };
        table.in_cell = false;
        let is_empty = blocks.is_empty();
        if is_empty && span.repeated > 1 && span.rows == 1 && span.columns == 1 && !span.is_covered {
            table.pending = table.pending.saturating_add(span.repeated);
            return;
        }
        self.place_pending(most);
        if span.repeated > most && !span.is_covered {
            self.out_of_bounds(REPEATED_COLUMNS, &span.repeated.to_string());
        }
        if span.is_covered {
            return self.cover(blocks, span.repeated.min(most));
        }
        for _ in 1..span.repeated.min(most) {
            if !self.admits_copy(&blocks) {
                break;
            }
            self.place(span.rows, span.columns, blocks.clone());
        }
        self.place(span.rows, span.columns, blocks);
    }

    /// Places empty cells that a repeated one stands for.
    fn place_pending(&mut self, most: usize) {
        let Some(table) = self.tables.last_mut() else { return };
        let pending = std::mem::take(&mut table.pending);
        if pending > most && most > 1 {
            self.out_of_bounds(REPEATED_COLUMNS, &pending.to_string());
        }
        for _ in 0..pending.min(most) {
            self.place(1, 1, Vec::new());
        }
    }

    /// Cells that are covered go on in the one that covers them, where a producer has left text there; those that nothing
    /// covers are cells.
    fn cover(&mut self, mut blocks: Vec<Block>, repeated: usize) {
        for _ in 0..repeated {
            let Some(table) = self.tables.last_mut() else { return };
            match table.owner(table.column) {
                Some(owner) => {
                    table.column += 1;
                    if let Some(cell) = table.cells.get_mut(owner) {
                        cell.blocks.append(&mut blocks);
                    }
                }
                None => self.place(1, 1, std::mem::take(&mut blocks)),
            }
        }
    }

    /// Puts a cell on the first free column. A producer that leaves covered cells out is understood too.
    fn place(&mut self, rows: usize, columns: usize, mut blocks: Vec<Block>) {
        let most = self.limits.cells;
        let Some(table) = self.tables.last_mut() else { return };
        while table.owner(table.column).is_some() {
            table.column += 1;
        }
        let column = table.column;
        let free = (column + 1..column + columns).take_while(|column| table.owner(*column).is_none()).count();
        let columns = free + 1;
        let width = table.width.max(column + columns);
        let height = table.height().max(table.row + rows);
        if width.saturating_mul(height) > most {
            table.overflow.append(&mut blocks);
            return self.out_of_bounds(CELLS, &width.saturating_mul(height).to_string());
        }
        table.width = width;
        if table.cover.len() < width {
            table.cover.resize(width, (0, 0));
        }
        for covered in table.cover.iter_mut().skip(column).take(columns) {
            *covered = (table.cells.len(), table.row + rows);
        }
        let header = table.header_rows > 0;
        table.cells.push(Cell { row: table.row, column, rows, columns, header, blocks });
        table.column = column + 1;
    }

    /// Repeats the last row as often as it says.
    fn expand_rows(&mut self) {
        let Some((further, cells)) = self.tables.last_mut().and_then(|table| table.pending_rows.take()) else { return };
        for _ in 0..further {
            let Some(table) = self.tables.last() else { return };
            let row = table.cells.get(cells.clone()).map(<[Cell]>::to_vec).unwrap_or_default();
            if !row.iter().all(|cell| self.admits_copy(&cell.blocks)) {
                return;
            }
            for cell in row {
                if let Some(table) = self.tables.last_mut() {
                    table.column = cell.column;
                }
                self.place(1, cell.columns, cell.blocks);
            }
            if let Some(table) = self.tables.last_mut() {
                table.row += 1;
            }
        }
    }

    /// Whether blocks may stand there once more: what is repeated is bounded as what is written.
    fn admits_copy(&mut self, blocks: &[Block]) -> bool {
        let (copies, characters) = weight(blocks);
        let (copies, characters) = (self.copies.saturating_add(copies + 1), self.characters.saturating_add(characters));
        if copies > self.limits.cells / SHARE_OF_COPIES || characters > self.limits.characters {
            self.out_of_bounds(REPEATED_ROWS, "more than all text together may be");
            return false;
        }
        (self.copies, self.characters) = (copies, characters);
        true
    }
}

impl Building {
    /// The cell that covers a column of the row.
    fn owner(&self, column: usize) -> Option<usize> {
        self.cover.get(column).filter(|(_, until)| *until > self.row).map(|(owner, _)| *owner)
    }

    fn height(&self) -> usize {
        self.row + 1
    }
}

/// Blocks with cells, and characters. Bounded by the depth of tables.
fn weight(blocks: &[Block]) -> (usize, usize) {
    let mut sum = (blocks.len(), 0);
    for block in blocks {
        let (count, characters) = match block {
            Block::Paragraph(paragraph) => (0, paragraph.runs.iter().map(|run| run.text.chars().count()).sum()),
            Block::Table(table) => table
                .cells
                .iter()
                .map(|cell| weight(&cell.blocks))
                .fold((table.cells.len(), 0), |(count, characters), (more, text)| (count + more, characters + text)),
            Block::Embedded(embedded) => (0, embedded.bytes.len()),
        };
        sum = (sum.0 + count, sum.1 + characters);
    }
    sum
}
