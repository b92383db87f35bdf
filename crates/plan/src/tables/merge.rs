//! Merged cells that a flattening has left as empty ones.

use std::ops::RangeInclusive;

use super::Grid;
use crate::Span;

/// Lets each cell of the key columns reach down over the empty ones below it, as long as the row has something finer and
/// nothing coarser begins there.
pub(super) fn down(grid: &mut Grid, keys: RangeInclusive<usize>) {
    for column in keys {
        let mut start: Option<usize> = None;
        let mut spans = Vec::new();
        for row in 0..grid.rows.len() {
            let cells = &grid.rows[row];
            let Some(cell) = cells.get(column) else { continue };
            let goes_on = cell.is_empty()
                && cells[column + 1..].iter().any(|finer| !finer.is_empty())
                && cells[..column].iter().all(super::GridCell::is_empty);
            if goes_on {
                continue;
            }
            close(&mut spans, start, row, column);
            start = (!cell.is_empty()).then_some(row);
        }
        close(&mut spans, start, grid.rows.len(), column);
        grid.spans.extend(spans);
    }
}

fn close(spans: &mut Vec<Span>, start: Option<usize>, end: usize, column: usize) {
    if let Some(row) = start
        && end > row + 1
    {
        spans.push(Span { row, column, rows: end - row, columns: 1 });
    }
}
