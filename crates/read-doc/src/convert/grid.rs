//! The grid of a table: columns from the edges of cells, merges resolved.

use std::borrow::Cow;
use std::collections::BTreeMap;

use document::{Block, Cell, Limits, Origin, Table, Warning};

use crate::parse::bytes::index;
use crate::properties::{CellFormat, Tap, Vertical};

/// A row as the flow gives it.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// What stands in its cells.
    pub(super) cells: Vec<Vec<Block>>,
    /// The index of its format.
    pub(super) format: Option<u32>,
}

/// A cell of one row, merged with those behind it.
struct Placed {
    start: usize,
    end: usize,
    vertical: Vertical,
    blocks: Vec<Block>,
}

/// Twips up to which two edges are one.
const TOLERANCE: i64 = 10;

/// Makes a table of its rows; none of one whose cells are all empty. What is beyond the bounds follows it as paragraphs.
pub(super) fn make(
    rows: Vec<Row>,
    formats: &[Tap],
    origin: &Origin,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Vec<Block> {
    let nothing = Tap::default();
    let format_of = |row: &Row| row.format.and_then(|format| formats.get(index(format))).unwrap_or(&nothing);
    let is_right_aligned = rows.iter().all(|row| format_of(row).is_right_aligned);
    let columns = columns(rows.iter().filter_map(|row| edges(row, format_of(row), is_right_aligned)));
    let mut cells: Vec<Cell> = Vec::new();
    let mut rest = Vec::new();
    let mut slots = 0_usize;
    // Cells of the row above that may go on below, by their columns.
    let mut open: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut is_head = true;
    let mut widest = None;
    for (number, row) in rows.into_iter().enumerate() {
        let format = format_of(&row);
        is_head &= format.header;
        let mut below = BTreeMap::new();
        for mut cell in place(row, format, is_right_aligned, &columns) {
            if cell.end - cell.start > limits.span {
                widest.get_or_insert(cell.end - cell.start);
                cell.end = cell.start + limits.span;
            }
            slots = slots.saturating_add(cell.end - cell.start);
            if slots > limits.cells {
                rest.extend(cell.blocks);
                continue;
            }
            let key = (cell.start, cell.end);
            let above = open.get(&key).copied().filter(|_| cell.vertical == Vertical::Continues);
            if let Some(above) = above.filter(|above| cells.get(*above).is_some_and(|above| above.rows < limits.span)) {
                if let Some(cell_above) = cells.get_mut(above) {
                    cell_above.rows += 1;
                    cell_above.blocks.extend(cell.blocks);
                }
                below.insert(key, above);
                continue;
            }
            if cell.vertical != Vertical::None {
                below.insert(key, cells.len());
            }
            cells.push(Cell {
                row: number,
                column: cell.start,
                rows: 1,
                columns: cell.end - cell.start,
                header: is_head,
                blocks: cell.blocks,
            });
        }
        open = below;
    }
    let mut warn = |what, found: usize| {
        warnings.push(Warning::OutOfBounds { what, found: found.to_string(), origin: origin.clone() });
    };
    if let Some(found) = widest {
        warn("columns of a cell (sprmTDefTable)", found);
    }
    if slots > limits.cells {
        warn("cells of a table (sprmTDefTable)", slots);
    }
    if cells.iter().all(|cell| cell.blocks.is_empty()) {
        return rest;
    }
    let table = Table { cells, ..Table::default() };
    std::iter::once(Block::Table(table)).chain(rest).collect()
}

/// The edges of a row's cells, one more than it has of them; `None` where they don't go from left to right.
///
/// Edges count from where the row begins; in a table that is aligned to the right, from where it ends.
fn edges<'t>(row: &Row, format: &'t Tap, is_right_aligned: bool) -> Option<Cow<'t, [i32]>> {
    let edges = format.edges.get(..format.edges.len().min(row.cells.len() + 1))?;
    let [.., end] = edges else { return None };
    if edges.len() < 2 || !edges.is_sorted_by(|a, b| a < b) {
        return None;
    }
    Some(match is_right_aligned {
        true => edges.iter().map(|edge| edge.saturating_sub(*end)).collect(),
        false => Cow::Borrowed(edges),
    })
}

/// The left edges of the columns of a table.
fn columns<'t>(rows: impl Iterator<Item = Cow<'t, [i32]>>) -> Vec<i32> {
    let mut edges: Vec<i32> = Vec::new();
    let mut last: Cow<'t, [i32]> = Cow::Borrowed(&[]);
    for row in rows {
        if row != last {
            edges.extend(row.iter());
            last = row;
        }
    }
    edges.sort_unstable();
    let mut columns: Vec<i32> = Vec::new();
    for edge in edges {
        if columns.last().is_none_or(|&last| i64::from(edge) - i64::from(last) > TOLERANCE) {
            columns.push(edge);
        }
    }
    columns
}

fn place(row: Row, format: &Tap, is_right_aligned: bool, columns: &[i32]) -> Vec<Placed> {
    let column_of = |edge: i32| columns.partition_point(|&column| column <= edge).saturating_sub(1);
    let edges = edges(&row, format, is_right_aligned).unwrap_or_default();
    let mut placed: Vec<Placed> = Vec::new();
    let mut column = 0;
    for (number, blocks) in row.cells.into_iter().enumerate() {
        let format = format.cells.get(number).copied().unwrap_or_default();
        let CellFormat { continues_left, vertical } = format;
        // A cell without edges takes one column.
        let (start, end) = match (edges.get(number), edges.get(number + 1)) {
            (Some(&left), Some(&right)) => (column_of(left).max(column), column_of(right)),
            _ => (column, 0),
        };
        let end = end.max(start + 1);
        column = end;
        match placed.last_mut() {
            Some(before) if continues_left => {
                before.end = end;
                before.blocks.extend(blocks);
            }
            _ => placed.push(Placed { start, end, vertical, blocks }),
        }
    }
    placed
}
