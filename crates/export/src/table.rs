//! Tables as Word has them: rows of cells that span columns and go on from the row above.

use std::iter;

use corpus::{Row, Table};
use unicode_width::UnicodeWidthStr;

use crate::layout::{Paragraph, Piece, Style};
use crate::nested::Nested;

/// What parts the rows of a header in the name of a column.
const HEADER_ROWS: &str = " / ";

/// Rows of a header that a reader looks for at most.
const MOST_HEADER_ROWS: usize = 4;

/// Characters of the longest line that is a caption by its form.
const LONGEST_CAPTION: usize = 40;

/// A table: its rows, each as wide as its columns.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// For each column how much room it wants, in no unit.
    pub(crate) widths: Vec<usize>,
    pub(crate) rows: Vec<GridRow>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct GridRow {
    /// Repeated on each page.
    pub(crate) header: bool,
    pub(crate) cells: Vec<GridCell>,
}

/// A cell, or what goes on of one from the row above.
#[derive(Debug, Clone)]
pub(crate) struct GridCell {
    pub(crate) columns: usize,
    pub(crate) merge: Merge,
    pub(crate) pieces: Vec<Piece>,
}

/// How a cell goes with those above and below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Not at all.
    None,
    /// It goes on in the row below.
    Begins,
    /// It is the rest of the one above.
    GoesOn,
}

/// A table and what stands above it.
pub(crate) struct LaidOut {
    /// A caption that stands above the table; any other is its first row.
    pub(crate) caption: Option<String>,
    pub(crate) grid: Grid,
}

/// Lays out a table, and those that stand in its cells.
pub(crate) fn lay_out(table: &Table, nested: &Nested<'_>) -> LaidOut {
    let width = table.rows.iter().map(|row| row.cells.len()).fold(table.columns.len(), usize::max).max(1);
    let (above, title) = match &table.caption {
        Some(caption) if width == 1 || is_numbered(caption) => (Some(caption.clone()), None),
        caption => (None, caption.as_deref()),
    };
    let title = title.map(|title| GridRow {
        header: true,
        cells: vec![GridCell { columns: width, merge: Merge::None, pieces: vec![paragraph(Style::Caption, title)] }],
    });
    let names: Vec<Vec<&str>> = (0..width)
        .map(|column| table.columns.get(column).map_or("", |column| column.name.as_str()))
        .map(|name| if name.is_empty() { Vec::new() } else { name.split(HEADER_ROWS).collect() })
        .collect();
    let rows = title.into_iter().chain(header(&names)).chain(body(table, width, nested)).collect();
    LaidOut { caption: above, grid: Grid { widths: widths(table, &names), rows } }
}

/// 表1 …, 表二、…: what a reader takes for the caption of the table below it.
fn is_numbered(caption: &str) -> bool {
    let Some(rest) = caption.strip_prefix('表') else { return false };
    let rest: Vec<char> = rest.trim_start().chars().collect();
    numerals::number::prefix(&rest).is_some()
        && rest.len() < LONGEST_CAPTION
        && !rest.iter().any(|c| matches!(c, '。' | '，' | ',' | '；' | ';'))
}

/// The rows of the header: what neighbouring columns share is one cell above them, and the last part of a shorter name goes
/// down to the body.
fn header(names: &[Vec<&str>]) -> Vec<GridRow> {
    let joined: Vec<Vec<String>> = match names.iter().map(Vec::len).max().unwrap_or(0) {
        0 => return Vec::new(),
        1..=MOST_HEADER_ROWS => names.iter().map(|parts| parts.iter().map(|&part| part.to_owned()).collect()).collect(),
        _ => names.iter().map(|parts| vec![parts.join(HEADER_ROWS)]).collect(),
    };
    let height = joined.iter().map(Vec::len).max().unwrap_or(0);
    let shares = |row: usize, a: &[String], b: &[String]| {
        a.len() > row + 1 && b.len() > row + 1 && a.get(..=row) == b.get(..=row)
    };
    (0..height)
        .map(|row| {
            // A row that is one cell would be a title.
            let whole = joined.windows(2).all(|pair| shares(row, &pair[0], &pair[1]));
            let groups = joined.chunk_by(|a, b| !whole && shares(row, a, b));
            let cells = groups.map(|group| header_cell(row, height, group)).collect();
            GridRow { header: true, cells }
        })
        .collect()
}

fn header_cell(row: usize, height: usize, group: &[Vec<String>]) -> GridCell {
    let parts = group.first().map_or(&[][..], Vec::as_slice);
    // A column without a name is one empty cell.
    let last = parts.len().saturating_sub(1);
    let merge = match row.cmp(&last) {
        std::cmp::Ordering::Less => Merge::None,
        std::cmp::Ordering::Equal if last + 1 < height => Merge::Begins,
        std::cmp::Ordering::Equal => Merge::None,
        std::cmp::Ordering::Greater => Merge::GoesOn,
    };
    let pieces = parts.get(row).map(|part| paragraph(Style::ColumnName, part)).into_iter().collect();
    GridCell { columns: group.len(), merge, pieces }
}

fn body(table: &Table, width: usize, nested: &Nested<'_>) -> Vec<GridRow> {
    let owners = owners(table, width);
    let owner = |row: usize, column: usize| owners.get(row).and_then(|owners| owners.get(column)).copied();
    let mut inside = vec![Vec::new(); table.rows.len()];
    for inner in nested.inside(table) {
        let Some(within) = &inner.within else { continue };
        // A row or column that does not exist is the last.
        let row = within.row.min(table.rows.len().saturating_sub(1));
        if let (Some(place), Some(inside)) = (owner(row, within.column.min(width - 1)), inside.get_mut(row)) {
            inside.push((place, *inner));
        }
    }
    let inside: Vec<((usize, usize), &Table)> = inside.into_iter().flatten().collect();
    let cell_at = |row: usize, column: usize, record: &Row| {
        let (top, left, rows, columns) = owner(row, column).map_or((row, column, 1, 1), |place| extent(&owners, place));
        if left != column {
            return None;
        }
        if top != row {
            return Some(GridCell { columns, merge: Merge::GoesOn, pieces: Vec::new() });
        }
        let text = record.cells.get(column).map_or("", String::as_str);
        let mut pieces: Vec<Piece> =
            text.split('\n').filter(|text| !text.is_empty()).map(|text| paragraph(Style::Cell, text)).collect();
        for (_, inner) in inside.iter().filter(|(place, _)| *place == (row, column)) {
            let laid = lay_out(inner, nested);
            pieces.extend(laid.caption.map(|caption| paragraph(Style::Caption, &caption)));
            pieces.push(Piece::Table(laid.grid));
        }
        let merge = if rows > 1 { Merge::Begins } else { Merge::None };
        Some(GridCell { columns, merge, pieces })
    };
    iter::zip(0.., &table.rows)
        .map(|(row, record)| GridRow {
            header: false,
            cells: (0..width).filter_map(|column| cell_at(row, column, record)).collect(),
        })
        .collect()
}

/// For each cell of the body the top left corner of the merged cell that covers it, or itself. A merge that leaves the table
/// is cut, one that overlaps an earlier one is none.
fn owners(table: &Table, width: usize) -> Vec<Vec<(usize, usize)>> {
    let height = table.rows.len();
    let mut owners: Vec<Vec<(usize, usize)>> =
        (0..height).map(|row| (0..width).map(|column| (row, column)).collect()).collect();
    let mut covered = vec![vec![false; width]; height];
    for span in &table.spans {
        let rows = span.row.min(height)..span.row.saturating_add(span.rows).min(height);
        let columns = span.column.min(width)..span.column.saturating_add(span.columns).min(width);
        let free = covered.get(rows.clone()).is_some_and(|rows| {
            rows.iter().all(|row| row.get(columns.clone()).is_some_and(|cells| cells.iter().all(|covered| !covered)))
        });
        if !free {
            continue;
        }
        for (row, covered) in owners.iter_mut().zip(&mut covered).skip(rows.start).take(rows.len()) {
            for (owner, covered) in row.iter_mut().zip(covered).skip(columns.start).take(columns.len()) {
                *owner = (span.row, span.column);
                *covered = true;
            }
        }
    }
    owners
}

/// Top, left, rows and columns of the merged cell with this top left corner.
fn extent(owners: &[Vec<(usize, usize)>], (top, left): (usize, usize)) -> (usize, usize, usize, usize) {
    let same = |owner: Option<&(usize, usize)>| owner == Some(&(top, left));
    let rows = owners.iter().skip(top).take_while(|row| same(row.get(left))).count();
    let columns = owners.get(top).map_or(1, |row| row.iter().skip(left).take_while(|owner| same(Some(*owner))).count());
    (top, left, rows.max(1), columns.max(1))
}

fn paragraph(style: Style, text: &str) -> Piece {
    Piece::Paragraph(Paragraph { style, depth: 0, list: None, text: text.to_owned() })
}

/// Columns with much text are wider, but less so than the text is longer.
fn widths(table: &Table, names: &[Vec<&str>]) -> Vec<usize> {
    const NARROWEST: usize = 8;
    const WIDEST: usize = 40;
    let longest = |text: &str| text.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0);
    iter::zip(0.., names)
        .map(|(column, parts)| {
            let cells: usize = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|text| text.width()).sum();
            let line = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|text| longest(text)).max();
            let name = parts.iter().map(|part| part.width()).max().unwrap_or(0).min(NARROWEST * 2);
            let mean = cells.isqrt() * 2;
            line.unwrap_or(0).min(mean).max(name).clamp(NARROWEST, WIDEST)
        })
        .collect()
}
