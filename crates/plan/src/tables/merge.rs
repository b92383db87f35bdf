//! Merged cells that a flattening has left as empty ones.

use std::ops::RangeInclusive;

use super::{Grid, GridCell, GridColumn};
use crate::text::Text;
use crate::{Role, Span};

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
                && !cells.iter().any(is_total)
                && cells[column + 1..].iter().any(|finer| !finer.is_empty())
                && cells[..column].iter().zip(&grid.columns).all(|(cell, column)| cell.is_empty() || counts(column));
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

/// The first word of a row that sums the others up.
pub(super) fn is_total(cell: &GridCell) -> bool {
    let text: String = cell.paragraphs.iter().map(Text::closed).collect();
    matches!(text.as_str(), "合計" | "總計" | "小計" | "共計" | "总计" | "合计" | "小计" | "共计")
}

/// A column that counts the rows says nothing of what they are about.
fn counts(column: &GridColumn) -> bool {
    column.role == Role::Number
}

/// Lets the key cells above row `start`, where a page has broken the table, reach down over the empty ones behind the break.
pub(super) fn over_page(grid: &mut Grid, start: usize) {
    let owners = grid.owners();
    for column in 0..grid.columns.len() {
        let Some((top, owner)) =
            start.checked_sub(1).and_then(|above| owners.get(above)).and_then(|row| row.get(column)).copied()
        else {
            continue;
        };
        let merged = grid.rows[start..]
            .iter()
            .take_while(|row| row[column].is_empty() && row[column + 1..].iter().any(|finer| !finer.is_empty()))
            .count();
        let empty_keys = (0..=column).all(|key| super::is_key(grid.columns[key].role));
        let covered =
            grid.spans.iter().any(|span| span.row >= start && span.column == column && span.row < start + merged);
        if merged == 0 || !empty_keys || owner != column || covered || grid.rows[top][column].is_empty() {
            continue;
        }
        match grid.spans.iter_mut().find(|span| (span.row, span.column) == (top, column)) {
            Some(span) => span.rows = start + merged - top,
            None => grid.spans.push(Span { row: top, column, rows: start + merged - top, columns: 1 }),
        }
    }
    grid.spans.sort_by_key(|span| (span.column, span.row));
}

fn close(spans: &mut Vec<Span>, start: Option<usize>, end: usize, column: usize) {
    if let Some(row) = start
        && end > row + 1
    {
        spans.push(Span { row, column, rows: end - row, columns: 1 });
    }
}
