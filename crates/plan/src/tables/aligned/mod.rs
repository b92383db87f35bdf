//! Tables of which the lines of a page are left, the columns kept apart by tabs: a row may take several lines, a merged cell
//! its own lines beside those of many rows.

mod groups;
mod noise;
mod rows;
mod spaces;
mod whole;

use std::collections::BTreeSet;

use numerals::label::Class;

use super::evidence::Evidence;
use super::header::likeness;
use super::{Found, Grid, GridCell, GridColumn, outer_end};
use crate::fields::due;
use crate::lines::{Break, Line, Piece};
use crate::outline::trail::Trail;
use crate::text::Text;
use crate::{Lexicon, Role, TableRule};

/// Lines above the header that may still be a second reading of it.
const LINES_ABOVE_HEADER: usize = 2;

/// The lines of a table, each cut at the columns.
struct Sheet {
    roles: Vec<Role>,
    lines: Vec<Vec<Text>>,
    /// Lines behind a gap, where gaps part rows.
    parts: Vec<usize>,
    /// The table shows that it was recognized badly.
    garbled: bool,
}

/// A table of tabbed lines that begins at `pieces[at]`.
pub(super) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    let line = tabbed_line(pieces.get(at)?)?;
    let first = cells_in(line);
    let head = pieces[at..]
        .iter()
        .take(LINES_ABOVE_HEADER + 1)
        .map_while(tabbed_line)
        .position(|line| is_header(&split_cells(&line.text), lexicon))
        .filter(|head| pieces[at..at + head].iter().filter_map(Piece::line).all(|line| is_bare_row(line, top)));
    let names = head.and_then(|head| pieces[at + head].line()).map(|line| split_cells(&line.text));
    let is_row = |index: &usize| match (head, &names) {
        (Some(head), Some(names)) => {
            let other = |line: &Line| {
                let cells = split_cells(&line.text);
                is_header(&cells, lexicon) && closed(&cells) != closed(names)
            };
            let is_row = |line: &Line| (*index <= at + head || !other(line)) && !is_labelled_text(line, names.len());
            let ends = *index > at + head && begins_other(&pieces[*index..], names.len());
            !ends && (is_first_cell(pieces, *index, lexicon) || tabbed_line(&pieces[*index]).is_some_and(is_row))
        }
        _ => tabbed_line(&pieces[*index]).is_some_and(|line| cells_in(line) == first && is_bare_row(line, top)),
    };
    let limit = if head.is_some() { outer_end(pieces, at + 1, trail, top) } else { pieces.len() };
    let end = at + (at..limit).take_while(is_row).count();
    let lines: Vec<&Line> = pieces[at..end].iter().filter_map(Piece::line).collect();
    let cells: Vec<Vec<Text>> = lines.iter().map(|line| split_cells(&line.text)).collect();
    let (columns, body) = match head {
        Some(head) if head < cells.len() => header(&cells, head, lexicon),
        None if cells.len() >= 3 && first >= 2 && filled(&cells[0]) >= 2 => {
            if heads_body(&cells) {
                header(&cells, 0, lexicon)
            } else if line.before == Break::Paragraph && !lines.iter().any(|line| has_three_cells(line)) {
                return None;
            } else {
                (vec![GridColumn::new(Vec::new()); first], 0)
            }
        }
        _ => return None,
    };
    let gaps: Vec<bool> = lines.iter().map(|line| line.before >= Break::Blank).collect();
    let grid = grid(cells, &gaps, Gap::Page, columns, head.unwrap_or(0), body, lexicon)?;
    Some(Found { grid, next: end })
}

/// Whether another table begins: several lines of a number of cells of their own, the first of them their header.
fn begins_other(pieces: &[Piece], width: usize) -> bool {
    const LEAST_LINES: usize = 3;
    let cells = |piece: &Piece| tabbed_line(piece).map(|line| split_cells(&line.text));
    let Some(first) = pieces.first().and_then(tabbed_line) else { return false };
    let count = cells_in(first);
    if count == width {
        return false;
    }
    let rows: Vec<Vec<Text>> = pieces.iter().map_while(cells).take_while(|row| row.len() == count).collect();
    rows.len() >= LEAST_LINES && heads_body(&rows)
}

/// Whether a line can be a row without a header above it: a tab parts its text, and no label of the outline stands before it.
fn is_bare_row(line: &Line, top: Option<Class>) -> bool {
    let numbers = |class: Class| !matches!(class, Class::Bullet | Class::Other) && top == Some(class);
    let leads = line.text.chars().first() == Some(&'\t');
    let is_outline = line.has_generated_label() || line.label.is_some_and(|label| numbers(label.class));
    let body = line.label.map_or(0, |label| label.body);
    !is_outline && (leads || line.text.from(body).chars().contains(&'\t'))
}

/// An author's label and text under a header of more than two columns: the tab between them parts no cells.
fn is_labelled_text(line: &Line, columns: usize) -> bool {
    columns > 2 && line.before == Break::Paragraph && line.label.is_some() && line.inner_tabs() == 0
}

/// Whether tabs part three texts of a line: a single tab, or several in a row, may only set off what stands behind a colon.
fn has_three_cells(line: &Line) -> bool {
    filled(&split_cells(&line.body())) >= 3
}

/// A table laid out with blanks that begins at `pieces[at]`.
pub(super) fn spaced_at(
    pieces: &[Piece],
    at: usize,
    trail: &Trail,
    top: Option<Class>,
    lexicon: &Lexicon,
) -> Option<Found> {
    let line = pieces.get(at)?.line()?;
    let is_text = line.label.is_some() || line.text.visible() > 60 || line.text.chars().contains(&'\t');
    if is_text && !spaces::is_rule(line) {
        return None;
    }
    let found = spaces::find(pieces, at, &|| outer_end(pieces, at + 1, trail, top), lexicon)?;
    let behind_gap = |at: &usize| {
        let ruled = at.checked_sub(1).is_some_and(|above| found.rules.binary_search(&above).is_ok());
        ruled || pieces[*at].line().is_some_and(|line| line.before >= Break::Blank)
    };
    let gaps: Vec<bool> = found.rows.iter().map(|(at, _)| behind_gap(at)).collect();
    let cells: Vec<Vec<Text>> = found.rows.into_iter().map(|(_, row)| row).collect();
    let (columns, body) = header(&cells, 0, lexicon);
    let mut grid = grid(cells, &gaps, Gap::Row, columns, 0, body, lexicon)?;
    grid.marks = found.rules.iter().filter_map(|rule| Some(pieces[*rule].line()?.text.clone())).collect();
    Some(Found { grid, next: found.next })
}

/// What a gap between the lines of a table may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// The end of a page; the next one may have lost columns.
    Page,
    /// The end of a row.
    Row,
}

/// The grid of lines that are cut at the columns: a header, and from `body` on the lines of the rows.
fn grid(
    cells: Vec<Vec<Text>>,
    gaps: &[bool],
    gap: Gap,
    columns: Vec<GridColumn>,
    head: usize,
    body: usize,
    lexicon: &Lexicon,
) -> Option<Grid> {
    let found = match gap {
        Gap::Page => TableRule::Tabs,
        Gap::Row => TableRule::Blanks,
    };
    let mut grid = Grid::new(found, columns);
    let header: Vec<Vec<String>> = cells[head..body].iter().map(|row| closed(row)).collect();
    let mut in_header = false;
    grid.noise.extend(cells[..head].iter().flatten().filter(|cell| !cell.is_blank()).cloned());
    grid.rows = cells[body..].iter().take(40).map(|row| sample(row, grid.columns.len())).collect();
    grid.assign_roles(lexicon);
    grid.rows.clear();
    let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
    let mut sheet = Sheet { roles, lines: Vec::new(), parts: Vec::new(), garbled: false };
    let mut chunk: Vec<Vec<Text>> = Vec::new();
    for (row, behind_gap) in cells.into_iter().zip(gaps).skip(body) {
        in_header = header.contains(&closed(&row)) && (in_header || filled(&row) >= 2);
        if in_header {
            grid.repeated.extend(row);
            continue;
        }
        if *behind_gap {
            match gap {
                Gap::Page => sheet.take(std::mem::take(&mut chunk)),
                Gap::Row => sheet.parts.push(chunk.len()),
            }
        }
        chunk.push(row);
    }
    sheet.take(chunk);
    if gap == Gap::Page && sheet.is_whole() {
        sheet.into_whole_rows(&mut grid);
    } else {
        sheet.into_rows(&mut grid);
    }
    (!grid.rows.is_empty()).then_some(grid)
}

/// A line with a tab inside or several at its start.
fn tabbed_line(piece: &Piece) -> Option<&Line> {
    let line = piece.line()?;
    let chars = line.text.chars();
    let tabs = chars.iter().filter(|c| **c == '\t').count();
    (tabs >= 2 || tabs == 1 && chars.first() != Some(&'\t')).then_some(line)
}

/// Whether the first row can only be a header: short different words in all columns, or times over numbers, and longer texts or
/// numbers below.
pub(super) fn heads_body(rows: &[Vec<Text>]) -> bool {
    let Some((head, body)) = rows.split_first() else { return false };
    let names = closed(head);
    let distinct: BTreeSet<&String> = names.iter().collect();
    let is_word = |name: &str| name.chars().count() <= 8 && name.chars().all(char::is_alphabetic);
    let over_numbers = |column: usize| {
        let mut cells = body.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_blank()).peekable();
        cells.peek().is_some() && cells.all(|cell| !cell.chars().iter().any(|c| c.is_alphabetic()))
    };
    let is_time = |name: &str| name.chars().count() <= 8 && due::looks_like_due(name);
    let is_name = |(column, name): (usize, &String)| is_word(name) || is_time(name) && over_numbers(column);
    let heavier = |row: &Vec<Text>| {
        row.iter()
            .zip(head)
            .any(|(cell, name)| cell.visible() >= name.visible() + 3 || cell.chars().iter().any(char::is_ascii_digit))
    };
    names.len() == head.len()
        && names.len() >= 2
        && distinct.len() == names.len()
        && names.iter().enumerate().all(is_name)
        && names.iter().any(|name| is_word(name))
        && body.iter().filter(|row| heavier(row)).count() * 2 > body.len()
}

/// What stands in the cells of a line, empty ones left out.
fn closed(row: &[Text]) -> Vec<String> {
    row.iter().map(Text::closed).filter(|cell| !cell.is_empty()).collect()
}

/// A line of which the first cell alone is left, the tabs behind it trimmed away: short, between two tabbed lines.
fn is_first_cell(pieces: &[Piece], index: usize, lexicon: &Lexicon) -> bool {
    let short =
        |line: &Line| line.before == Break::Line && line.text.visible() <= 8 && !line.text.chars().contains(&'。');
    pieces[index].line().is_some_and(short)
        && index.checked_sub(1).is_some_and(|before| tabbed_line(&pieces[before]).is_some())
        && pieces
            .get(index + 1)
            .and_then(tabbed_line)
            .is_some_and(|next| next.before != Break::Blank && !is_header(&split_cells(&next.text), lexicon))
}

fn filled(row: &[Text]) -> usize {
    row.iter().filter(|cell| !cell.is_blank()).count()
}

fn is_header(row: &[Text], lexicon: &Lexicon) -> bool {
    let named = row.iter().filter(|cell| likeness(&cell.closed(), lexicon) >= 0.5).count();
    named >= 2 && named * 2 >= filled(row)
}

/// The columns that the header line makes, further lines that complete its names taken in, and the first line of the body.
fn header(cells: &[Vec<Text>], head: usize, lexicon: &Lexicon) -> (Vec<GridColumn>, usize) {
    let width = cells[head].len();
    let cell = |row: &[Text], column: usize| row.get(column).map(Text::trimmed).unwrap_or_default();
    if let Some(parts) = cells.get(head + 1).and_then(|next| parts_of_names(&cells[head], next)) {
        return (parts, head + 2);
    }
    let mut names: Vec<Vec<Text>> = cells[head].iter().map(|cell| vec![cell.trimmed()]).collect();
    let mut body = head + 1;
    while let Some(next) = cells.get(body).filter(|next| next.len() <= width) {
        let joined: Vec<Vec<Text>> = names
            .iter()
            .enumerate()
            .map(|(column, name)| name.iter().cloned().chain([cell(next, column)]).collect())
            .collect();
        let whole = |name: &[Text]| likeness(&name.iter().map(Text::raw).collect::<String>(), lexicon);
        let completes = next.iter().zip(&joined).zip(&names).all(|((cell, joined), name)| {
            let (before, after) = (whole(name), whole(joined));
            cell.is_blank() || cell.visible() <= 6 && (after >= 0.5 || after > before)
        });
        if !completes || next.iter().all(Text::is_blank) {
            break;
        }
        names = joined;
        body += 1;
    }
    let columns = names
        .into_iter()
        .map(|name| {
            let lines: Vec<Text> = name.into_iter().filter(|line| !line.is_blank()).collect();
            GridColumn::new(if lines.is_empty() { Vec::new() } else { vec![lines] })
        })
        .collect();
    (columns, body)
}

/// The columns of a header of two rows: below each name with empty cells beside it stands one part in each of its columns, and
/// nothing below the others. `None` where the rows are no such header.
fn parts_of_names(names: &[Text], parts: &[Text]) -> Option<Vec<GridColumn>> {
    if parts.len() > names.len() || names.first()?.is_blank() {
        return None;
    }
    let mut columns: Vec<GridColumn> = Vec::with_capacity(names.len());
    let mut at = 0;
    while let Some(name) = names.get(at) {
        let columns_of_name = 1 + names[at + 1..].iter().take_while(|cell| cell.is_blank()).count();
        let mut below = (at..at + columns_of_name).map(|column| parts.get(column).filter(|part| !part.is_blank()));
        if columns_of_name == 1 {
            if below.next().flatten().is_some() {
                return None;
            }
            columns.push(GridColumn::new(vec![vec![name.trimmed()]]));
        } else {
            for part in below {
                columns.push(GridColumn::new(vec![vec![name.trimmed()], vec![part?.trimmed()]]));
            }
        }
        at += columns_of_name;
    }
    parts.iter().any(|part| !part.is_blank()).then_some(columns)
}

fn sample(row: &[Text], width: usize) -> Vec<GridCell> {
    (0..width)
        .map(|column| GridCell {
            paragraphs: row.get(column).filter(|cell| !cell.is_blank()).cloned().into_iter().collect(),
        })
        .collect()
}

/// How many pieces of a line its tabs part.
fn cells_in(line: &Line) -> usize {
    line.text.chars().iter().filter(|c| **c == '\t').count() + 1
}

/// The pieces of a line between its tabs, empty ones included.
fn split_cells(text: &Text) -> Vec<Text> {
    text.parts(|c| c == '\t').iter().map(Text::trimmed).collect()
}

impl Sheet {
    /// Takes the lines of a page in: those of a page that has lost columns are laid under the columns that they fit best.
    fn take(&mut self, mut chunk: Vec<Vec<Text>>) {
        let width = self.roles.len();
        let Some(widest) = chunk.iter().map(Vec::len).max() else { return };
        if widest > width {
            let kept: Vec<usize> = (0..widest)
                .filter(|column| chunk.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_blank())))
                .collect();
            if kept.len() <= width {
                chunk = chunk
                    .into_iter()
                    .map(|row| kept.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect())
                    .collect();
            }
        }
        let widest = chunk.iter().map(Vec::len).max().unwrap_or_default();
        let places: Vec<usize> =
            if widest < width && chunk.len() > 1 { self.lay(&chunk, widest) } else { (0..widest).collect() };
        for row in chunk {
            let mut line = vec![Text::default(); width];
            for (cell, place) in row.into_iter().zip(&places) {
                match line.get_mut((*place).min(width - 1)) {
                    Some(slot) if slot.is_blank() => *slot = cell,
                    Some(slot) => slot.append(&cell),
                    None => {}
                }
            }
            self.lines.push(line);
        }
    }

    /// The columns, in order, under which `count` columns of a page fit best.
    fn lay(&self, chunk: &[Vec<Text>], count: usize) -> Vec<usize> {
        let classes = self.classes();
        let fits: Vec<Vec<i32>> = (0..count)
            .map(|from| {
                let cells = chunk.iter().filter_map(|row| row.get(from)).filter(|cell| !cell.is_blank());
                let shown: Vec<Evidence> = cells.map(Evidence::of).collect();
                let fit = |evidence: &Evidence, to: usize| {
                    let home = evidence.label.and_then(|label| classes.iter().find(|(class, _)| *class == label.class));
                    evidence.fit(self.roles[to]) + home.map_or(0, |(_, home)| if *home == to { 6 } else { -6 })
                };
                (0..self.roles.len()).map(|to| shown.iter().map(|evidence| fit(evidence, to)).sum()).collect()
            })
            .collect();
        let mut best = (i32::MIN, (0..count).collect::<Vec<_>>());
        for places in rising(count, self.roles.len()) {
            let score = places.iter().enumerate().map(|(from, to)| fits[from][*to]).sum();
            if score > best.0 {
                best = (score, places);
            }
        }
        best.1
    }

    /// Label classes and the column in which each is commonest.
    fn classes(&self) -> Vec<(Class, usize)> {
        let mut counts: std::collections::BTreeMap<(Class, usize), usize> = std::collections::BTreeMap::new();
        for line in &self.lines {
            for (column, cell) in line.iter().enumerate() {
                if let Some(label) =
                    numerals::label::at(cell.chars(), 0).filter(|label| super::evidence::numbers_entries(label.class))
                {
                    *counts.entry((label.class, column)).or_default() += 1;
                }
            }
        }
        let mut best: std::collections::BTreeMap<Class, (usize, usize)> = std::collections::BTreeMap::new();
        for ((class, column), count) in counts {
            let known = best.entry(class).or_insert((count, column));
            if count > known.0 {
                *known = (count, column);
            }
        }
        best.into_iter().filter(|(_, (count, _))| *count >= 2).map(|(class, (_, column))| (class, column)).collect()
    }
}

/// Every way to lay `count` columns under `width`, in order.
fn rising(count: usize, width: usize) -> Vec<Vec<usize>> {
    const MOST_WAYS: usize = 5_000;
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for placed in 0..count {
        ways = ways
            .into_iter()
            .flat_map(|way| {
                let least = way.last().map_or(0, |last| last + 1);
                (least..=(width - (count - placed))).map(move |to| way.iter().copied().chain([to]).collect())
            })
            .take(MOST_WAYS)
            .collect();
    }
    ways
}
