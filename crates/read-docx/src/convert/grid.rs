//! Where the cells of a table stand.

use document::{Block, Cell, Limits};

/// A cell as its row gives it.
pub(super) struct CellParts {
    /// At least 1.
    pub(super) columns: usize,
    pub(super) merge: Merge,
    /// It goes on with the cell before it in the row (17.4.22).
    pub(super) continues_left: bool,
    pub(super) is_header: bool,
    pub(super) blocks: Vec<Block>,
}

impl Default for CellParts {
    fn default() -> Self {
        Self { columns: 1, merge: Merge::None, continues_left: false, is_header: false, blocks: Vec::new() }
    }
}

/// ECMA-376-1, 17.4.84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    None,
    Begins,
    /// It goes on with the cell above it that has the same columns; where there is none that does, it begins.
    Continues,
}

/// The cells of a table.
pub(super) struct Grid {
    cells: Vec<Cell>,
    rows: usize,
    /// The cells of the row above that may go on: first column, columns, index. By columns.
    above: Vec<(usize, usize, usize)>,
    /// Slots of the grid that cells cover.
    slots: usize,
    limit: usize,
    /// What stands beyond the bound of cells.
    rest: Vec<Block>,
}

impl Grid {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { cells: Vec::new(), rows: 0, above: Vec::new(), slots: 0, limit: limits.cells, rest: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, before: usize, cells: Vec<CellParts>) {
        let mut column = before;
        let mut merging: Vec<(usize, usize, usize)> = Vec::new();
        let mut last = None;
        for cell in merged_to_the_left(cells) {
            self.slots = self.slots.saturating_add(cell.columns);
            if self.slots > self.limit {
                self.rest.extend(cell.blocks);
                continue;
            }
            let above = match cell.merge {
                Merge::Continues => self.above(column, cell.columns),
                Merge::None | Merge::Begins => None,
            };
            let index = match above {
                Some(index) => {
                    if let Some(above) = self.cells.get_mut(index) {
                        above.rows = self.rows + 1 - above.row;
                        above.blocks.extend(cell.blocks);
                    }
                    index
                }
                None => {
                    let (row, header) = (self.rows, cell.is_header);
                    let (columns, blocks) = (cell.columns, cell.blocks);
                    self.cells.push(Cell { row, column, rows: 1, columns, header, blocks });
                    self.cells.len() - 1
                }
            };
            if cell.merge != Merge::None {
                merging.push((column, cell.columns, index));
            }
            last = Some(column);
            column += cell.columns;
        }
        if last.is_some() || before > 0 {
            self.rows += 1;
            self.above = merging;
        }
    }

    fn above(&self, column: usize, columns: usize) -> Option<usize> {
        let place = self.above.binary_search_by_key(&column, |(first, ..)| *first).ok()?;
        self.above.get(place).filter(|(_, known, _)| *known == columns).map(|(.., index)| *index)
    }

    /// How many slots there would be, where that is beyond the bound.
    pub(super) fn overflow(&self) -> Option<usize> {
        (self.slots > self.limit).then_some(self.slots)
    }

    /// The cells, none where all are empty, and what stands behind them.
    pub(super) fn finish(self) -> (Vec<Cell>, Vec<Block>) {
        if self.cells.iter().all(|cell| cell.blocks.is_empty()) {
            return (Vec::new(), self.rest);
        }
        (compressed(self.cells), self.rest)
    }
}

fn merged_to_the_left(cells: Vec<CellParts>) -> Vec<CellParts> {
    let mut merged: Vec<CellParts> = Vec::with_capacity(cells.len());
    for cell in cells {
        match merged.last_mut().filter(|_| cell.continues_left) {
            Some(left) => {
                left.columns = left.columns.saturating_add(cell.columns);
                left.blocks.extend(cell.blocks);
            }
            None => merged.push(cell),
        }
    }
    merged
}

/// Leaves out rows and columns in which no cell starts: nobody sees them.
fn compressed(mut cells: Vec<Cell>) -> Vec<Cell> {
    let starts = |of: fn(&Cell) -> usize| {
        let mut starts: Vec<usize> = cells.iter().map(of).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    };
    let (rows, columns) = (starts(|cell| cell.row), starts(|cell| cell.column));
    let index = |starts: &[usize], at: usize| starts.partition_point(|start| *start < at);
    for cell in &mut cells {
        let (row, column) = (index(&rows, cell.row), index(&columns, cell.column));
        cell.rows = index(&rows, cell.row + cell.rows) - row;
        cell.columns = index(&columns, cell.column + cell.columns) - column;
        (cell.row, cell.column) = (row, column);
    }
    cells
}
