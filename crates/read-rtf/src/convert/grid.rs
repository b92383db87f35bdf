//! The grid of a table: columns from the edges of cells, merges resolved.

use std::collections::BTreeMap;

use document::{Block, Cell, Limits, Part, Table, Warning};

use crate::convert::origin;
use crate::parse::{CellDefinition, RowDefinition};

/// A row as the flow gives it.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// What stands in its cells.
    pub(crate) cells: Vec<Vec<Block>>,
    /// The index of its definition.
    pub(crate) definition: Option<usize>,
}

/// A cell of one row, merged with those behind it.
struct Placed {
    start: usize,
    end: usize,
    definition: CellDefinition,
    blocks: Vec<Block>,
}

/// Twips up to which two edges are one: a point.
const TOLERANCE: i64 = 20;

/// Makes a table of its rows. What is beyond the bounds follows it as paragraphs.
pub(crate) fn make(
    rows: Vec<Row>,
    definitions: &[RowDefinition],
    part: Part,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Vec<Block> {
    let definition_of = |row: &Row| row.definition.and_then(|index| definitions.get(index));
    let columns = columns(rows.iter().filter_map(|row| edges(row, definition_of(row)?)));
    let mut cells: Vec<Cell> = Vec::new();
    let mut rest = Vec::new();
    let mut slots = 0_usize;
    let mut span = None;
    // Cells of the row above that may be merged downwards, by their columns.
    let mut open: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut number = 0;
    for row in rows {
        let definition = definition_of(&row).cloned().unwrap_or_default();
        let edges = edges(&row, &definition);
        let mut below = BTreeMap::new();
        for mut cell in place(row, &definition, edges, &columns) {
            if cell.end - cell.start > limits.span {
                span.get_or_insert(cell.end - cell.start);
                cell.end = cell.start + limits.span;
            }
            slots = slots.saturating_add(cell.end - cell.start);
            if slots > limits.cells {
                rest.extend(cell.blocks);
                continue;
            }
            let key = (cell.start, cell.end);
            let above = open.get(&key).copied().filter(|_| cell.definition.continues_above);
            if let Some(index) = above
                && let Some(above) = cells.get_mut(index).filter(|above| above.rows < limits.span)
            {
                above.rows += 1;
                above.blocks.extend(cell.blocks);
                below.insert(key, index);
                continue;
            }
            if cell.definition.begins_below || cell.definition.continues_above {
                below.insert(key, cells.len());
            }
            cells.push(Cell {
                row: number,
                column: cell.start,
                rows: 1,
                columns: cell.end - cell.start,
                header: definition.header,
                blocks: cell.blocks,
            });
        }
        open = below;
        number += 1;
    }
    let mut warn = |what, found: usize| {
        warnings.push(Warning::OutOfBounds { what, found: found.to_string(), origin: origin(part, None) });
    };
    if let Some(found) = span {
        warn("columns of a cell (\\cellx)", found);
    }
    if !rest.is_empty() {
        warn("cells of a table (\\cell)", slots);
    }
    let table = Table { cells, ..Table::default() };
    std::iter::once(Block::Table(table)).chain(rest).collect()
}

/// The edges of a row's cells, one more than it has of them; `None` where they don't go from left to right.
fn edges(row: &Row, definition: &RowDefinition) -> Option<Vec<i32>> {
    let rights = definition.cells.iter().take(row.cells.len()).map(|cell| cell.right);
    let edges: Vec<i32> = std::iter::once(definition.left).chain(rights).collect();
    edges.is_sorted_by(|a, b| a < b).then_some(edges)
}

/// The left edges of the columns of a table.
fn columns(rows: impl Iterator<Item = Vec<i32>>) -> Vec<i32> {
    let mut edges: Vec<i32> = rows.flatten().collect();
    edges.sort_unstable();
    let mut columns: Vec<i32> = Vec::new();
    for edge in edges {
        if columns.last().is_none_or(|&last| i64::from(edge) - i64::from(last) > TOLERANCE) {
            columns.push(edge);
        }
    }
    columns
}

fn place(row: Row, definition: &RowDefinition, edges: Option<Vec<i32>>, columns: &[i32]) -> Vec<Placed> {
    let column_of = |edge: i32| columns.partition_point(|&column| column <= edge).saturating_sub(1);
    let edges = edges.unwrap_or_default();
    let mut placed: Vec<Placed> = Vec::new();
    let mut column = 0;
    for (index, blocks) in row.cells.into_iter().enumerate() {
        let definition = definition.cells.get(index).copied().unwrap_or_default();
        // A cell without edges takes one column.
        let (start, end) = match (edges.get(index), edges.get(index + 1)) {
            (Some(&left), Some(&right)) => (column_of(left).max(column), column_of(right)),
            _ => (column, 0),
        };
        let end = end.max(start + 1);
        column = end;
        match placed.last_mut() {
            Some(before) if definition.continues_before => {
                before.end = end;
                before.blocks.extend(blocks);
            }
            _ => placed.push(Placed { start, end, definition, blocks }),
        }
    }
    placed
}
