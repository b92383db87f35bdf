//! Merged cells that a flattening has left as empty ones.

use std::ops::RangeInclusive;

use super::{Grid, GridCell, GridColumn, is_key};
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

/// Finds the merged cells of a grid in which each row was given as it is, empty cells included: keys and what the rows of a group
/// share reach down, a total reaches to its first sum.
pub(super) fn whole_rows(grid: &mut Grid) {
    let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
    spread_totals(grid);
    let action = roles.iter().position(|role| *role == Role::Action);
    let keys = action.or_else(|| roles.iter().rposition(|role| is_key(*role)).map(|last| last + 1)).unwrap_or(0);
    if let Some(last) = keys.checked_sub(1) {
        down(grid, 0..=last);
    }
    let group = roles.iter().position(|role| *role != Role::Number && is_key(*role)).filter(|group| *group < keys);
    for role in [Role::Deadline, Role::Unit, Role::Benefit] {
        if let (Some(group), Some(column)) = (group, roles.iter().position(|other| *other == role)) {
            within_groups(grid, group, column);
        }
    }
    grid.spans.sort_by_key(|span| (span.column, span.row));
}

/// 合計 reaches over the empty cells before the first sum.
pub(super) fn spread_totals(grid: &mut Grid) {
    let is_merged = |row: usize| grid.spans.iter().any(|span| span.row == row && span.columns > 1);
    let mut spans = Vec::new();
    for (row, cells) in grid.rows.iter().enumerate().filter(|(row, _)| !is_merged(*row)) {
        let Some(total) = cells.iter().position(|cell| !cell.is_empty()).filter(|first| is_total(&cells[*first]))
        else {
            continue;
        };
        let beside = cells[total + 1..].iter().take_while(|cell| cell.is_empty()).count();
        if beside > 0 && total + 1 + beside < cells.len() {
            spans.push(Span { row, column: total, rows: 1, columns: beside + 1 });
        }
    }
    grid.spans.extend(spans);
}

/// Lets the cells of a column reach down over the empty ones in rows that go on a group: what a group shares is said once.
fn within_groups(grid: &mut Grid, group: usize, column: usize) {
    let height = grid.rows.len();
    let goes_on = |row: usize| {
        let cells = &grid.rows[row];
        cells[column].is_empty()
            && cells[group].is_empty()
            && cells.iter().any(|cell| !cell.is_empty())
            && !cells.iter().any(is_total)
    };
    let mut spans = Vec::new();
    let mut row = 0;
    while row < height {
        let rows = 1 + (row + 1..height).take_while(|below| goes_on(*below)).count();
        if rows > 1 && !grid.rows[row][column].is_empty() {
            spans.push(Span { row, column, rows, columns: 1 });
        }
        row += rows;
    }
    grid.spans.extend(spans);
}

/// The first word of a row that sums the others up.
pub(super) fn is_total(cell: &GridCell) -> bool {
    says_total(cell.paragraphs.iter().flat_map(Text::chars))
}

/// The same of the characters of a cell.
pub(super) fn says_total<'c>(chars: impl Iterator<Item = &'c char>) -> bool {
    let mut shown = chars.filter(|c| !c.is_whitespace());
    let (Some(first), Some(second), None) = (shown.next(), shown.next(), shown.next()) else { return false };
    let text = String::from_iter([first, second]);
    is_grand_total(&text) || matches!(text.as_str(), "小計" | "共計" | "小计" | "共计")
}

/// The first word of a row that sums the whole table up.
pub(super) fn is_grand_total(text: &str) -> bool {
    matches!(text, "合計" | "總計" | "總分" | "合计" | "总计" | "总分")
}

/// A column that counts the rows says nothing of what they are about.
fn counts(column: &GridColumn) -> bool {
    column.role == Role::Number
}

/// Lets the key cells in row `above`, the last before a page has broken the table, reach down over the empty ones behind the break.
pub(super) fn over_page(grid: &mut Grid, above: usize) {
    let start = above + 1;
    let owners = grid.owners_in(above..grid.rows.len());
    let keys = grid.columns.iter().take_while(|column| is_key(column.role)).count();
    for column in 0..keys {
        let (top, owner) = owners[0][column];
        let own = grid.spans.iter().position(|span| (span.row, span.column) == (top, column));
        let right = column + own.map_or(1, |own| grid.spans[own].columns);
        let merged = grid.rows[start..]
            .iter()
            .take_while(|row| {
                row[column..right].iter().all(GridCell::is_empty) && row[right..].iter().any(|finer| !finer.is_empty())
            })
            .count();
        let covered = (start..start + merged)
            .any(|row| (column..right).any(|column| owners[row - above][column] != (row, column)));
        if merged == 0 || owner != column || covered || grid.rows[top][column].is_empty() {
            continue;
        }
        let rows = start + merged - top;
        match own {
            Some(own) => grid.spans[own].rows = rows,
            None => grid.spans.push(Span { row: top, column, rows, columns: 1 }),
        }
    }
}

fn close(spans: &mut Vec<Span>, start: Option<usize>, end: usize, column: usize) {
    if let Some(row) = start
        && end > row + 1
    {
        spans.push(Span { row, column, rows: end - row, columns: 1 });
    }
}
