//! Cells that stand beside several rows: their lines run on while the rows go by.

use std::collections::BTreeSet;

use super::Sheet;
use super::rows::{Rows, append};
use crate::Span;
use crate::tables::Grid;
use crate::tables::evidence::begins_entry;

/// The rows at which the cells of a column begin.
pub(super) fn starts(sheet: &Sheet, rows: &Rows, column: usize) -> Vec<usize> {
    let own = labelled_starts(sheet, rows, column);
    let mut found: BTreeSet<usize> = if own.len() >= 2 {
        own
    } else {
        match kin(sheet, rows, column) {
            Some(kin) => kin.into_iter().collect(),
            None => {
                block_starts(sheet, rows, column).into_iter().filter(|(_, exact)| *exact).map(|(row, _)| row).collect()
            }
        }
    };
    for coarser in 0..column.min(rows.finest) {
        found.extend(labelled_starts(sheet, rows, coarser));
    }
    let seconding: BTreeSet<usize> = (0..sheet.roles.len())
        .filter(|other| *other != column && *other != rows.finest && !super::rows::is_typed(sheet.roles[*other]))
        .flat_map(|other| block_starts(sheet, rows, other))
        .map(|(row, _)| row)
        .collect();
    found.extend(
        block_starts(sheet, rows, column).into_iter().map(|(row, _)| row).filter(|row| seconding.contains(row)),
    );
    let begins = |line: usize| sheet.lines[line][..=column].iter().any(|cell| !cell.is_blank());
    let bare = rows.starts.iter().enumerate().filter(|(_, start)| start.bare && begins(start.line));
    found.extend(bare.map(|(row, _)| row));
    found.insert(0);
    found.into_iter().collect()
}

/// Rows at which an entry with a label begins in a column.
fn labelled_starts(sheet: &Sheet, rows: &Rows, column: usize) -> BTreeSet<usize> {
    sheet
        .lines
        .iter()
        .enumerate()
        .filter(|(_, cells)| begins_entry(&cells[column]))
        .map(|(line, _)| rows.near(line).unwrap_or_else(|| rows.of_line(line)))
        .collect()
}

/// Rows at which a block of lines begins behind a gap, and whether on their very first line.
fn block_starts(sheet: &Sheet, rows: &Rows, column: usize) -> Vec<(usize, bool)> {
    let filled = |line: usize| sheet.lines.get(line).is_some_and(|cells| !cells[column].is_blank());
    (0..sheet.lines.len())
        .filter(|line| filled(*line) && line.checked_sub(1).is_none_or(|before| !filled(before)))
        .filter_map(|line| {
            let row = rows.near(line)?;
            Some((row, rows.starts[row].line == line))
        })
        .collect()
}

/// The group starts of the column whose groups begin where the blocks of this one do.
pub(super) fn kin(sheet: &Sheet, rows: &Rows, column: usize) -> Option<Vec<usize>> {
    let blocks: BTreeSet<usize> = block_starts(sheet, rows, column).into_iter().map(|(row, _)| row).collect();
    (0..rows.finest)
        .filter(|other| *other != column)
        .map(|other| labelled_starts(sheet, rows, other))
        .filter(|groups| groups.len() >= 2)
        .map(|groups| (groups.iter().filter(|group| blocks.contains(group)).count(), groups))
        .filter(|(shared, groups)| shared * 2 > groups.len())
        .max_by_key(|(shared, _)| *shared)
        .map(|(_, groups)| groups.into_iter().collect())
}

/// Gives the lines of a column to its groups.
pub(super) fn fill(
    sheet: &Sheet,
    rows: &Rows,
    column: usize,
    starts: &[usize],
    grid: &mut Grid,
    spans: &mut Vec<Span>,
) {
    let first_line =
        |group: usize| starts.get(group).and_then(|row| rows.starts.get(*row)).map_or(usize::MAX, |start| start.line);
    let mut group = 0;
    for (line, cells) in sheet.lines.iter().enumerate() {
        let text = &cells[column];
        if text.is_blank() {
            continue;
        }
        let gap = line.checked_sub(1).is_none_or(|before| sheet.lines[before][column].is_blank());
        let labelled = begins_entry(text);
        while group + 1 < starts.len() {
            let next = first_line(group + 1);
            let early = line + 1 == next && first_line(group) != line && (labelled || gap);
            let reached = line >= next || early;
            if !reached {
                break;
            }
            group += 1;
        }
        let Some(cell) =
            starts.get(group).and_then(|row| grid.rows.get_mut(*row)).and_then(|cells| cells.get_mut(column))
        else {
            continue;
        };
        append(cell, text, true);
    }
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(rows.starts.len());
        let filled = grid.rows.get(*start).and_then(|cells| cells.get(column)).is_some_and(|cell| !cell.is_empty());
        if filled && end > start + 1 {
            spans.push(Span { row: *start, column, rows: end - start, columns: 1 });
        }
    }
}
