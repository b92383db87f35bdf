//! Tables without upright rules: columns of text below a line of names.
//!
//! Nothing but where text stands says that there is a table, so much is asked of it: a line of short names, far apart, and lines
//! below whose pieces each stand in one of the columns so named, with nothing across the gaps between them. Between level rules
//! of one width (a table with three rules) less is asked.

mod pieces;
mod rows;

#[cfg(test)]
mod tests;

use std::ops::Range;

use document::TableSource;
use numerals::label;

use self::pieces::{COLUMN_GAP, Piece, pieces, shared_lefts, split};
use super::Table;
use super::cell::{Cell, fill};
use crate::guide::Guide;
use crate::lines::{self, Line};
use crate::{Character, Direction, Page, Rect};

/// The longest name of a column, in characters.
const LONGEST_NAME: usize = 12;

/// Columns of a table without any rule at least.
const FEWEST_COLUMNS: usize = 3;

/// Rows below the names at least.
const FEWEST_ROWS: usize = 2;

/// How far the pieces of a column may be off at their left, middle or right, in ems.
const ALIGNED: f32 = 0.75;

/// The part of a column's pieces that must be aligned, in percent.
const LEAST_ALIGNED: usize = 80;

/// The widest gap between lines of one table, in ems of the text.
const WIDEST_LEADING: f32 = 2.5;

/// How far ends of rules of one table may be off, in points.
const SAME_EDGE: f32 = 4.0;

/// Tables among the lines of a region, from top to bottom.
pub(crate) fn aligned(lines: &[Line], page: &Page, guide: &Guide<'_>) -> Vec<(Range<usize>, Table)> {
    let pieces: Vec<Vec<Piece>> = lines.iter().map(pieces).collect();
    let bars = bars(page);
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match table_at(lines, &pieces, at, &bars) {
            Some(columns) => {
                let end = at + columns.pieces.len();
                tables.push((at..end, table(&lines[at..end], &columns, page, guide)));
                at = end;
            }
            None => at += 1,
        }
    }
    tables
}

/// Level rules of one width, each with those of the same width, from top to bottom.
fn bars(page: &Page) -> Vec<Rect> {
    let mut bars: Vec<Rect> = page.rules.iter().filter(|rule| !rule.is_vertical).map(|rule| rule.bbox).collect();
    bars.retain(|bar| bar.x0.is_finite() && bar.y0.is_finite() && bar.x1.is_finite() && bar.y1.is_finite());
    bars.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    bars
}

/// Whether a line stands between a rule right above it and one below it of the same width: the head of a table with three rules.
fn has_bars(line: &Line, bars: &[Rect]) -> bool {
    let reach = WIDEST_LEADING * line.size;
    let near = |from: f32, to: f32| {
        let first = bars.partition_point(|bar| bar.y0 < from);
        bars[first..]
            .iter()
            .take_while(move |bar| bar.y0 <= to)
            .filter(|bar| bar.x0 <= line.bbox.x0 + line.size && bar.x1 >= line.bbox.x1 - line.size)
    };
    let middle = line.bbox.center().y;
    near(middle - reach, middle).any(|above| {
        near(middle, middle + reach)
            .any(|below| (above.x0 - below.x0).abs() <= SAME_EDGE && (above.x1 - below.x1).abs() <= SAME_EDGE)
    })
}

/// The columns of a table.
struct Columns {
    /// From where to where each reaches.
    spans: Vec<(f32, f32)>,
    /// The pieces of its lines, each in one column.
    pieces: Vec<Vec<Piece>>,
}

/// The table whose names stand in a line.
fn table_at(lines: &[Line], pieces: &[Vec<Piece>], at: usize, bars: &[Rect]) -> Option<Columns> {
    let (line, names) = (lines.get(at)?, pieces.get(at)?);
    if names.len() < 2 {
        return None;
    }
    let lefts = shared_lefts(lines, pieces, at);
    below(names.clone(), lines, pieces, at, &lefts, bars).or_else(|| {
        let parted = split(line, names, &lefts);
        (parted.len() > names.len()).then(|| below(parted, lines, pieces, at, &lefts, bars)).flatten()
    })
}

/// The table below some names.
fn below(
    names: Vec<Piece>,
    lines: &[Line],
    pieces: &[Vec<Piece>],
    at: usize,
    lefts: &[f32],
    bars: &[Rect],
) -> Option<Columns> {
    let line = lines.get(at)?;
    if !is_header(line, &names) {
        return None;
    }
    let is_ruled = has_bars(line, bars);
    if !is_ruled && names.len() < FEWEST_COLUMNS {
        return None;
    }
    let mut columns: Vec<(f32, f32)> = names.iter().map(|name| (name.bbox.x0, name.bbox.x1)).collect();
    let mut members: Vec<Vec<Rect>> = vec![Vec::new(); names.len()];
    let mut placed = vec![names];
    let mut rows = 0;
    while let (Some(next), Some(found)) = (lines.get(at + placed.len()), pieces.get(at + placed.len())) {
        let before = lines.get(at + placed.len() - 1)?;
        if next.direction != Direction::Horizontal
            || next.bbox.y0 - before.bbox.y1 > WIDEST_LEADING * line.size
            || (next.size - line.size).abs() > line.size * 0.4
            || is_leader(next)
        {
            break;
        }
        let whole = assign(found, &columns, line.size).map(|places| (found.clone(), places));
        let Some((found, places)) = whole.or_else(|| {
            let parted = split(next, found, lefts);
            assign(&parted, &columns, line.size).map(|places| (parted, places))
        }) else {
            break;
        };
        if places.len() == 1
            && places.first() == Some(&0)
            && found.iter().any(|piece| piece.bbox.x1 > gap_end(&columns, 0))
        {
            break;
        }
        for (piece, place) in found.iter().zip(&places) {
            if let (Some(column), Some(members)) = (columns.get_mut(*place), members.get_mut(*place)) {
                *column = (column.0.min(piece.bbox.x0), column.1.max(piece.bbox.x1));
                members.push(piece.bbox);
            }
        }
        rows += usize::from(places.len() >= 2);
        placed.push(found);
    }
    // What stands alone at the end in the first column is the paragraph behind the table.
    while placed.len() > 1 && placed.last().is_some_and(|found| found.len() == 1 && is_in(found, &columns, 0)) {
        placed.pop();
        if let Some(first) = members.first_mut() {
            first.pop();
        }
    }
    let is_column = |members: &Vec<Rect>| members.len() >= rows.div_ceil(2).max(1) && is_straight(members, line.size);
    let filled = members.iter().filter(|members| is_column(members)).count();
    let is_table = rows >= FEWEST_ROWS && filled == members.len()
        || is_ruled && rows >= FEWEST_ROWS && filled * 2 >= members.len();
    is_table.then_some(Columns { spans: columns, pieces: placed })
}

fn gap_end(columns: &[(f32, f32)], column: usize) -> f32 {
    columns.get(column + 1).map_or(f32::MAX, |next| next.0)
}

fn is_in(found: &[Piece], columns: &[(f32, f32)], column: usize) -> bool {
    found.iter().all(|piece| columns.get(column).is_some_and(|column| piece.bbox.x0 < column.1))
}

/// Whether a line is of names: short, all different, none with what a sentence or a form has.
fn is_header(line: &Line, names: &[Piece]) -> bool {
    let mut seen: Vec<String> = Vec::with_capacity(names.len());
    names.iter().all(|name| {
        let characters = line.characters.get(name.characters.clone()).unwrap_or_default();
        let text: String = characters.iter().map(|character| character.text).filter(|c| !lines::is_white(*c)).collect();
        let count = text.chars().count();
        let is_name = (2..=LONGEST_NAME).contains(&count)
            && text.chars().any(char::is_alphabetic)
            && !text
                .chars()
                .any(|c| matches!(c, '。' | '；' | '，' | '：' | ':' | '！' | '？' | '…' | '_' | '＿' | '□' | '■'));
        let start: Vec<char> = text.chars().collect();
        let is_new = !seen.contains(&text);
        seen.push(text);
        is_name && is_new && label::at(&start, 0).is_none()
    })
}

/// Whether a line has the dots of a table of contents.
fn is_leader(line: &Line) -> bool {
    let mut run = 0;
    line.characters.iter().any(|character| {
        run = if matches!(character.text, '.' | '…' | '·' | '‧' | '．' | '⋯') { run + 1 } else { 0 };
        run >= 4 || run >= 2 && matches!(character.text, '…' | '⋯')
    })
}

/// In which column each piece of a line stands; `None` where one reaches over a gap, or two stand in one.
fn assign(found: &[Piece], columns: &[(f32, f32)], size: f32) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(found.len());
    for piece in found {
        let bbox = piece.bbox;
        let mut touched = columns.iter().enumerate().filter(|(_, column)| column.0 < bbox.x1 && bbox.x0 < column.1);
        let (place, _) = match (touched.next(), touched.next()) {
            (Some(only), None) => only,
            (None, _) => columns
                .iter()
                .enumerate()
                .map(|(place, column)| (place, (column.0 - bbox.x1).max(bbox.x0 - column.1)))
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .filter(|(_, gap)| *gap <= COLUMN_GAP * size)
                .map(|(place, _)| (place, columns.get(place).unwrap_or(&(0.0, 0.0))))?,
            _ => return None,
        };
        let clears = |other: usize| columns.get(other).is_none_or(|other| bbox.x0 >= other.1 || bbox.x1 <= other.0);
        let is_apart = (place == 0 || clears(place - 1)) && clears(place + 1);
        if !is_apart || places.last().is_some_and(|last| *last >= place) {
            return None;
        }
        places.push(place);
    }
    (!places.is_empty()).then_some(places)
}

/// Whether the pieces of a column stand straight below each other, at their left, their right or their middle.
fn is_straight(members: &[Rect], size: f32) -> bool {
    let agree = |at: fn(&Rect) -> f32| {
        let mut values: Vec<f32> = members.iter().map(at).collect();
        values.sort_by(f32::total_cmp);
        let Some(middle) = values.get(values.len() / 2).copied() else { return false };
        let near = values.iter().filter(|value| (**value - middle).abs() <= ALIGNED * size).count();
        near * 100 >= values.len() * LEAST_ALIGNED
    };
    agree(|bbox| bbox.x0) || agree(|bbox| bbox.x1) || agree(|bbox| bbox.center().x)
}

fn table(lines: &[Line], columns: &Columns, page: &Page, guide: &Guide<'_>) -> Table {
    let Columns { spans: columns, pieces } = columns;
    let bbox = lines.iter().map(|line| line.bbox).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let mut edges: Vec<f32> = vec![bbox.x0];
    edges.extend(columns.windows(2).map(|pair| match pair {
        [left, right] => (left.1 + right.0) / 2.0,
        _ => bbox.x1,
    }));
    edges.push(bbox.x1);
    let starts = rows::starts(lines, pieces, &edges);
    let mut cells = Vec::with_capacity(starts.len() * columns.len());
    for (row, range) in rows::ranges(&starts, lines.len()).enumerate() {
        let of_row = lines.get(range).unwrap_or_default();
        let (top, bottom) = of_row
            .iter()
            .fold((f32::MAX, f32::MIN), |(top, bottom), line| (top.min(line.bbox.y0), bottom.max(line.bbox.y1)));
        for (column, edge) in edges.windows(2).enumerate() {
            let (left, right) = (edge.first().copied().unwrap_or(0.0), edge.last().copied().unwrap_or(0.0));
            let is_here = |character: &&Character| {
                let x = character.bbox.center().x;
                (column == 0 || x >= left) && (column + 2 == edges.len() || x < right)
            };
            let characters = of_row.iter().flat_map(|line| line.characters.iter().filter(is_here)).copied().collect();
            let mut cell = Cell {
                row,
                column,
                rows: 1,
                columns: 1,
                header: row == 0,
                bbox: Rect::new(left, top, right, bottom),
                ..Cell::default()
            };
            fill(&mut cell, characters, Vec::new(), page.number, guide);
            cells.push(cell);
        }
    }
    Table {
        bbox,
        source: TableSource::Alignment,
        columns: edges.iter().map(|edge| edge - bbox.x0).collect(),
        rows: starts.len(),
        cells,
        is_headed: false,
        tag: None,
    }
}
