use crate::{Block, Paragraph};

/// A table: cells of the source, or read from its pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its caption, where the format has one.
    pub caption: Option<Paragraph>,
    /// The cells by their top left corner, row by row; what a cell spans has no cell of its own.
    pub cells: Vec<Cell>,
    /// Lists of the source in which it stands, as [`Paragraph::lists`].
    pub lists: Option<usize>,
    /// What its grid was read from.
    pub source: TableSource,
}

/// What the grid of a [`Table`] was read from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TableSource {
    /// The source has cells, or states them.
    #[default]
    Cells,
    /// Ruled lines of a page.
    Rules,
    /// Text that stands in columns.
    Alignment,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// 0-based row of its top left corner.
    pub row: usize,
    /// 0-based column of its top left corner.
    pub column: usize,
    /// Rows that it covers, at least 1.
    pub rows: usize,
    /// Columns that it covers, at least 1.
    pub columns: usize,
    /// The format says that it is a header.
    pub header: bool,
    /// What stands in it; a table among them is nested.
    pub blocks: Vec<Block>,
}

impl Table {
    /// Rows and columns of the grid that the cells cover.
    pub fn size(&self) -> (usize, usize) {
        self.cells.iter().fold((0, 0), |(rows, columns), cell| {
            (rows.max(cell.row + cell.rows), columns.max(cell.column + cell.columns))
        })
    }
}
