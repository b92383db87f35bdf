//! The definitions of rows: `\trowd` … `\cellx`.

/// How a row is laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RowDefinition {
    /// The left edge of its first cell, in twips from the margin (`\trleft`).
    pub(crate) left: i32,
    /// It stands again on each page (`\trhdr`).
    pub(crate) header: bool,
    /// The table ends with it (`\lastrow`).
    pub(crate) last: bool,
    /// Its cells.
    pub(crate) cells: Vec<CellDefinition>,
}

/// How a cell is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CellDefinition {
    /// Its right edge, in twips from the margin (`\cellx`).
    pub(crate) right: i32,
    /// The first of cells that are merged downwards (`\clvmgf`).
    pub(crate) begins_below: bool,
    /// Merged with the cell above (`\clvmrg`).
    pub(crate) continues_above: bool,
    /// Merged with the cell before (`\clmrg`).
    pub(crate) continues_before: bool,
    /// Deleted by a tracked change (`\cldel`).
    pub(crate) deleted: bool,
}

/// The definition that is being read, and the one that holds until there is another.
#[derive(Debug, Default)]
pub(crate) struct RowBuilder {
    row: RowDefinition,
    cells: Vec<CellDefinition>,
    cell: CellDefinition,
    /// Its index in the file, once a row has used it.
    index: Option<usize>,
    defined: bool,
    /// Whether a row is begun and not ended.
    pub(crate) open: bool,
}

/// Cells of one row that are told apart.
const CELLS: usize = 4096;

impl RowBuilder {
    /// `\trowd`
    pub(crate) fn begin(&mut self) {
        *self = Self { defined: true, open: true, ..Self::default() };
    }

    /// A control word of the definition; whether it was one.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) -> bool {
        match name {
            b"trleft" => self.row.left = parameter.unwrap_or(0),
            b"trhdr" => self.row.header = true,
            b"lastrow" => self.row.last = parameter != Some(0),
            b"clvmgf" => self.cell.begins_below = true,
            b"clvmrg" => self.cell.continues_above = true,
            b"clmrg" => self.cell.continues_before = true,
            b"cldel" => self.cell.deleted = true,
            b"cellx" => {
                let cell = CellDefinition { right: parameter.unwrap_or(0), ..self.cell };
                if self.cells.len() < CELLS {
                    self.cells.push(cell);
                }
                self.cell = CellDefinition::default();
            }
            _ => return false,
        }
        self.index = None;
        true
    }

    /// `\row`: the index of the definition, which is added to those of the file.
    pub(crate) fn end(&mut self, rows: &mut Vec<RowDefinition>) -> Option<usize> {
        self.open = false;
        if !self.defined {
            return None;
        }
        if self.index.is_none() {
            let row = RowDefinition { cells: self.cells.clone(), ..self.row.clone() };
            // Writers repeat the definition of a row before each.
            if rows.last() != Some(&row) {
                rows.push(row);
            }
            self.index = rows.len().checked_sub(1);
        }
        self.index
    }
}
