//! Exports with a cell on each line and an empty line for an empty one: the width of the header tells the rows apart.

use std::collections::BTreeMap;

use numerals::label::Class;

use super::evidence::numbers_entries;
use super::header;
use super::merge::{self, is_total};
use super::{Found, Grid, GridCell, GridColumn, outer_end};
use crate::lines::{Break, Line, Piece};
use crate::outline::trail::Trail;
use crate::text::Text;
use crate::{Lexicon, Role, RowRule, Span, TableRule};

/// Names that are known in a header of two rows at least.
const LEAST_NAMES: usize = 2;

/// Characters of the longest name.
const LONGEST_NAME: usize = 14;

/// What a row costs, so that lines that fit no better than any others make none.
const ROW: i32 = 3;

/// What an empty cell costs that must count its row.
const UNCOUNTED: i32 = 4;

/// What a cell over several columns costs; over columns of one role, as 主辦 and 協辦 are; and a total at the beginning of a row.
const MERGE: i32 = 9;
const MERGE_ALIKE: i32 = 6;
const MERGED_TOTAL: i32 = 2;

/// What a further paragraph of a cell costs, and how many a cell has at most.
const PARAGRAPH: i32 = 3;
const MOST_PARAGRAPHS: usize = 4;

/// How well the word of a total fits a column, whatever it is.
const TOTAL: i32 = 2;

/// A fit below this says that the cell is of another column.
const CONTRADICTION: i32 = -7;

/// Lines that are read at most as one table.
const MOST_SLOTS: usize = 20_000;

/// A header: its columns, the first piece behind it, and the empty lines there that are its own.
struct Header {
    columns: Vec<GridColumn>,
    next: usize,
    blanks: usize,
}

/// A line of the source behind the header, or an empty one.
type Slot<'p> = Option<(usize, &'p Line)>;

/// The table whose header begins at `pieces[at]`.
pub(super) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    let first = pieces.get(at)?.line()?;
    first.source_lines?;
    if first.label.is_some() || first.text.visible() > LONGEST_NAME {
        return None;
    }
    let headers = headers(pieces, at, lexicon);
    let next = headers.iter().map(|header| header.next).min()?;
    let end = outer_end(pieces, next.max(at + 1), trail, top);
    let mut best: Option<(i32, Found)> = None;
    for header in headers {
        let Some((score, found)) = read(pieces, end, header, lexicon) else { continue };
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// The lines from `pieces[at]` on, empty ones among them, as far as the source has lines one below the other.
fn slots(pieces: &[Piece], at: usize) -> Vec<Slot<'_>> {
    let mut slots: Vec<Slot<'_>> = Vec::new();
    let mut last = None;
    for (index, piece) in pieces.iter().enumerate().skip(at) {
        let Some((line, (from, to))) = piece.line().and_then(|line| Some((line, line.source_lines?))) else { break };
        let blank = last.map_or(0, |last: u32| from.saturating_sub(last + 1)) as usize;
        if line.before == Break::Inline || slots.len() + blank > MOST_SLOTS {
            break;
        }
        slots.extend(std::iter::repeat_n(None, blank));
        slots.push(Some((index, line)));
        last = Some(to);
    }
    slots
}

/// The headers that may stand at `pieces[at]`.
fn headers(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Vec<Header> {
    let in_a_row = |next: usize| {
        pieces[at..next].windows(2).all(|pair| match (pair[0].line(), pair[1].line()) {
            (Some(above), Some(below)) => {
                above.source_lines.zip(below.source_lines).is_some_and(|(a, b)| a.1 + 1 == b.0)
            }
            _ => false,
        })
    };
    let single = header::readings(pieces, at, lexicon).into_iter().filter(|header| in_a_row(header.next));
    let single = single.map(|header| Header { columns: header.columns, next: header.next, blanks: 0 });
    two_rows(pieces, at, lexicon).into_iter().chain(single).collect()
}

/// A header of two rows: names, then for each of them an empty line or its parts.
fn two_rows(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Header> {
    let limit = pieces.len().min(at + 4 * LONGEST_NAME);
    let slots = slots(&pieces[..limit], at);
    let is_name = |slot: &Slot<'_>| {
        slot.is_some_and(|(_, line)| {
            let likely = line.label.is_none() && (1..=LONGEST_NAME).contains(&line.text.visible());
            likely && !crate::lines::shape::is_sentence(&line.text)
        })
    };
    let names: Vec<&Line> = slots.iter().take_while(|slot| is_name(slot)).flatten().map(|(_, line)| *line).collect();
    let known = names.iter().filter(|line| line.shown.likeness(&line.text, lexicon) >= 0.5).count();
    if known < LEAST_NAMES || names.len() == slots.len() {
        return None;
    }
    let mut columns = Vec::new();
    let mut rest = &slots[names.len()..];
    let mut next = at + names.len();
    let mut blanks = 0;
    for (named, name) in names.iter().enumerate() {
        match rest.first()? {
            None => {
                columns.push(GridColumn::new(vec![vec![name.text.trimmed()]]));
                rest = &rest[1..];
                blanks += 1;
            }
            Some(_) => {
                let to_blank = rest.iter().take_while(|slot| is_name(slot)).count();
                let parts = parts_of_name(rest, to_blank, names.len() - named - 1)?;
                for slot in &rest[..parts] {
                    let (index, line) = (*slot)?;
                    columns.push(GridColumn::new(vec![vec![name.text.trimmed()], vec![line.text.trimmed()]]));
                    next = index + 1;
                }
                blanks = 0;
                rest = &rest[parts..];
            }
        }
    }
    (columns.len() > names.len()).then_some(Header { columns, next, blanks })
}

/// How many of the `names` lines in a row are the parts of one name, when as many names as `left` are to come: all where an
/// empty line ends them, else as many as are short words of one kind.
fn parts_of_name(rest: &[Slot<'_>], names: usize, left: usize) -> Option<usize> {
    const LONGEST_PART: usize = 6;
    let ends_in_blank = rest.get(names).is_some_and(Option::is_none);
    if left > 0 {
        return (ends_in_blank && names >= 2).then_some(names);
    }
    let short = rest[..names]
        .iter()
        .flatten()
        .take_while(|(_, line)| line.text.visible() <= LONGEST_PART && line.label.is_none())
        .take_while(|(_, line)| !line.text.chars().iter().all(char::is_ascii_digit))
        .count();
    (short >= 2).then_some(short)
}

/// A row of the best reading: how many slots it takes, and the cell of it that spans columns.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    slots: usize,
    /// Its first column and how many it covers.
    merged: Option<(usize, usize)>,
    /// A column of which the cell holds several paragraphs, and how many.
    paragraphs: Option<(usize, usize)>,
}

impl Row {
    /// The columns of its slots.
    fn columns(self) -> impl Iterator<Item = usize> {
        let mut column = 0;
        let mut left = self.paragraphs.map_or(0, |(_, count)| count);
        (0..self.slots).map(move |_| {
            let at = column;
            left -= usize::from(self.paragraphs.is_some_and(|(several, _)| several == at) && left > 0);
            let stays = left > 0 && self.paragraphs.is_some_and(|(several, _)| several == at);
            column += match self.merged {
                Some((first, covered)) if first == at => covered,
                _ if stays => 0,
                _ => 1,
            };
            at
        })
    }
}

/// Reads the rows behind a header; how well they fit.
fn read(pieces: &[Piece], end: usize, header: Header, lexicon: &Lexicon) -> Option<(i32, Found)> {
    let Header { columns, next, blanks } = header;
    let slots = body(pieces, next..end, blanks)?;
    let width = columns.len();
    let mut grid = Grid::new(TableRule::CellLines, columns);
    grid.rows_by = RowRule::Width;
    let cell = |slot: &Slot<'_>| GridCell { paragraphs: slot.iter().map(|(_, line)| line.text.trimmed()).collect() };
    grid.rows = slots
        .chunks(width)
        .take(12)
        .filter(|row| row.len() == width)
        .map(|row| row.iter().map(cell).collect())
        .collect();
    grid.assign_roles(lexicon);
    let counted: Vec<bool> = (0..width).map(|column| is_counted(&grid, column)).collect();
    grid.rows.clear();
    let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
    let totals: Vec<bool> = slots.iter().map(|slot| is_total(&cell(slot))).collect();
    let shown: Vec<Role> =
        roles.iter().zip(counted).map(|(role, counted)| if counted { Role::Score } else { *role }).collect();
    let fits: Vec<Vec<i32>> = slots
        .iter()
        .zip(&totals)
        .map(|(slot, total)| if *total { vec![TOTAL; width] } else { fits_of(slot, &shown) })
        .collect();
    let (rows, score) = best_rows(&slots, &fits, &totals, &roles);
    let mut at = 0;
    let mut contradicted = 0;
    let mut last = next;
    for (number, row) in rows.iter().enumerate() {
        let mut cells = vec![GridCell::default(); width];
        for (slot, column) in (at..).zip(row.columns()) {
            contradicted += usize::from(fits[slot][column] <= CONTRADICTION);
            cells[column].paragraphs.append(&mut cell(&slots[slot]).paragraphs);
            if let Some((index, _)) = slots[slot] {
                last = index + 1;
            }
        }
        if let Some((column, columns)) = row.merged {
            grid.spans.push(Span { row: number, column, rows: 1, columns });
        }
        grid.rows.push(cells);
        at += row.slots;
    }
    let is_plain = |row: &Row, at: usize| {
        row.merged.is_none_or(|(first, covered)| {
            totals[at] || roles[first..first + covered].iter().all(|role| *role == roles[first])
        })
    };
    let starts = rows.iter().scan(0, |at, row| Some(std::mem::replace(at, *at + row.slots)));
    let odd = rows.iter().zip(starts).filter(|(row, at)| !is_plain(row, *at)).count();
    let shows_empty = blanks > 0 || slots[..at].iter().any(Option::is_none);
    if grid.rows.len() < 2 || !shows_empty || (contradicted + odd) * 10 > grid.rows.len() || !labels_agree(&grid) {
        return None;
    }
    set_header_aside(&mut grid);
    merge::whole_rows(&mut grid);
    Some((score, Found { grid, next: last }))
}

/// Whether labels of a class stand in one column, nearly all of them.
fn labels_agree(grid: &Grid) -> bool {
    let mut counts: BTreeMap<Class, BTreeMap<usize, usize>> = BTreeMap::new();
    for (column, cell) in grid.rows.iter().flat_map(|row| row.iter().enumerate()) {
        let label = cell.paragraphs.first().and_then(|text| numerals::label::at(text.chars(), 0));
        if let Some(label) = label.filter(|label| numbers_entries(label.class) && label.separator != Some(' ')) {
            *counts.entry(label.class).or_default().entry(column).or_default() += 1;
        }
    }
    let agree = |columns: &BTreeMap<usize, usize>| {
        let all: usize = columns.values().sum();
        columns.values().max().is_none_or(|most| (all - most) * 10 <= all)
    };
    counts.values().all(agree)
}

/// Takes rows out that repeat the header.
fn set_header_aside(grid: &mut Grid) {
    let names: Vec<String> = grid.columns.iter().map(GridColumn::name).collect();
    let is_header = |row: &Vec<GridCell>| {
        row.iter().map(|cell| cell.paragraphs.iter().map(Text::closed).collect::<String>()).eq(names.iter().cloned())
    };
    let again: Vec<usize> = (0..grid.rows.len()).filter(|row| is_header(&grid.rows[*row])).collect();
    for row in again.into_iter().rev() {
        let cells = grid.rows.remove(row);
        grid.repeated.extend(cells.into_iter().flat_map(|cell| cell.paragraphs));
        for span in &mut grid.spans {
            span.row -= usize::from(span.row > row);
        }
    }
}

/// What stands between a header and the end of what may be its table, the empty lines behind that included.
fn body(pieces: &[Piece], range: std::ops::Range<usize>, blanks: usize) -> Option<Vec<Slot<'_>>> {
    let last = (range.end + 1).min(pieces.len());
    let mut slots = slots(&pieces[..last], range.start.checked_sub(1)?);
    if slots.last().is_some_and(|slot| slot.is_some_and(|(index, _)| index == range.end)) {
        slots.pop();
    }
    (slots.len() > 1 + blanks).then(|| slots.split_off(1 + blanks))
}

/// Whether most cells of a column of no known role are numbers.
fn is_counted(grid: &Grid, column: usize) -> bool {
    let cells = || grid.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    let number = |cell: &&GridCell| {
        cell.paragraphs
            .iter()
            .all(|text| text.chars().iter().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%')))
    };
    grid.columns[column].role == Role::Other && cells().filter(number).count() * 2 > cells().count()
}

/// How well a line, or an empty one, fits each column.
fn fits_of(slot: &Slot<'_>, roles: &[Role]) -> Vec<i32> {
    let evidence = slot.map(|(_, line)| line.shown.by(&line.text));
    let fit = |role: &Role| match &evidence {
        Some(evidence) => evidence.fit(*role),
        None if *role == Role::Number => -UNCOUNTED,
        None => 0,
    };
    roles.iter().map(fit).collect()
}

/// The rows that fit best, from the first slot on, and how well they do.
fn best_rows(slots: &[Slot<'_>], fits: &[Vec<i32>], totals: &[bool], roles: &[Role]) -> (Vec<Row>, i32) {
    let shapes: Vec<Shape> = shapes(roles.len()).map(|row| Shape::new(row, roles)).collect();
    // Lines before each slot.
    let lines: Vec<usize> = std::iter::once(0)
        .chain(slots.iter().scan(0, |lines, slot| {
            *lines += usize::from(slot.is_some());
            Some(*lines)
        }))
        .collect();
    // From each slot on: the best score, and the row with which it begins.
    let mut best: Vec<(i32, Row)> = vec![(0, Row::default()); slots.len() + 1];
    for from in (0..slots.len()).rev() {
        for Shape { row, columns, merge } in &shapes {
            let to = from + row.slots;
            if to > slots.len() || lines[to] - lines[from] < 2 {
                continue;
            }
            if let Some((column, count)) = row.paragraphs
                && lines[from + column + count] - lines[from + column] < count
            {
                continue;
            }
            let fit: i32 = columns
                .iter()
                .zip(&fits[from..to])
                .map(|((column, is_further), fits)| {
                    let fit = fits[*column];
                    // A further paragraph of a cell shows no more than that it is none of another one.
                    if *is_further { fit.min(0) - PARAGRAPH } else { fit }
                })
                .sum();
            let merge = match row.merged {
                Some((0, _)) if totals[from] => MERGED_TOTAL,
                _ => *merge,
            };
            let whole = fit - ROW - merge + best[to].0;
            if whole > best[from].0 {
                best[from] = (whole, *row);
            }
        }
    }
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some((_, row)) = best.get(at).filter(|(_, row)| row.slots > 0) {
        rows.push(*row);
        at += row.slots;
    }
    (rows, best.first().map_or(0, |(score, _)| *score))
}

/// A shape of a row, with what is the same wherever it is tried out.
struct Shape {
    row: Row,
    /// The column of each of its slots, and whether the slot is a further paragraph of the cell before.
    columns: Vec<(usize, bool)>,
    /// What its merged cell costs.
    merge: i32,
}

impl Shape {
    fn new(row: Row, roles: &[Role]) -> Self {
        let mut before = None;
        let columns = row.columns().map(|column| (column, before.replace(column) == Some(column))).collect();
        let merge = row.merged.map_or(0, |(first, covered)| {
            let alike = roles[first..first + covered].iter().all(|role| *role == roles[first]);
            if alike { MERGE_ALIKE } else { MERGE }
        });
        Self { row, columns, merge }
    }
}

/// The shapes of a row: a cell in each column, one that covers several, or one of several paragraphs.
fn shapes(width: usize) -> impl Iterator<Item = Row> {
    let plain = Row { slots: width, merged: None, paragraphs: None };
    let merged = (0..width)
        .flat_map(move |first| (2..=width - first).map(move |covered| (first, covered)))
        .map(move |(first, covered)| Row { slots: width - covered + 1, merged: Some((first, covered)), ..plain })
        .filter(|row| row.slots >= 2);
    let several = (0..width)
        .flat_map(|column| (2..=MOST_PARAGRAPHS).map(move |count| (column, count)))
        .map(move |(column, count)| Row { slots: width + count - 1, paragraphs: Some((column, count)), ..plain });
    std::iter::once(plain).chain(merged).chain(several)
}
