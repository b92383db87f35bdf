//! Tables that were flattened into running text, or exported as one cell a line: the cells are there in reading order, the
//! grid is lost. Each piece is given the column that makes the whole sequence most plausible (a Viterbi search over
//! columns): by what the piece shows, by its label, and by what a step from column to column would leave out.

mod search;

use std::collections::BTreeMap;

use numerals::label::Class;

pub(super) use search::Pairs;
use search::Search;

use super::header::{self, Header};
use super::merge::{self, is_grand_total};
use super::{Found, Grid, GridCell, GridColumn, joins, outer_end};
use crate::lines::{Line, Piece};
use crate::outline::trail::Trail;
use crate::{Lexicon, Role, RowRule, TableRule};

/// Readings of a header that are tried out, the longest first.
const MOST_READINGS: usize = 6;

/// What a piece counts where it is read as a column's name rather than as a cell.
const NAME_GAIN: i32 = 6;

/// A flattened table that begins with a header at `pieces[at]`. Where the header may end earlier, the reading under which the
/// body fits best is taken.
pub(super) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    let readings = header::readings(pieces, at, lexicon);
    let end = outer_end(pieces, readings.first()?.next, trail, top);
    let mut best: Option<(i32, Found)> = None;
    let mut body = Body { pieces: &pieces[..end], headers: BTreeMap::new(), pairs: Pairs::default() };
    let both = |header: Header| header::parted(&header, lexicon).into_iter().chain([header]).collect::<Vec<_>>();
    for header in readings.into_iter().take(MOST_READINGS).flat_map(both) {
        let names = i32::try_from(header.next - at).unwrap_or(i32::MAX);
        let Some((score, found)) = read(&mut body, header, lexicon) else { continue };
        let score = score.saturating_add(names.saturating_mul(NAME_GAIN));
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// What may be the body of a table, and what its readings under several headers have found out about its lines.
struct Body<'p> {
    /// All pieces up to where it must end.
    pieces: &'p [Piece],
    /// The headers that may begin at a piece.
    headers: BTreeMap<usize, Vec<Header>>,
    pairs: Pairs<'p>,
}

/// Reads the body behind a header, up to its end or the next other header; how well it fits.
fn read(body: &mut Body<'_>, header: Header, lexicon: &Lexicon) -> Option<(i32, Found)> {
    let Body { pieces, headers, pairs } = body;
    let Header { columns, next } = header;
    let mut lines: Vec<&Line> = Vec::new();
    let mut repeated = Vec::new();
    let names: Vec<String> = columns.iter().map(GridColumn::name).collect();
    let mut index = next;
    while let Some(line) = pieces.get(index).and_then(Piece::line) {
        let again = headers.entry(index).or_insert_with(|| header::readings(pieces, index, lexicon));
        let same = again.iter().find(|again| again.columns.iter().map(GridColumn::name).eq(names.iter().cloned()));
        if let Some(same) = same {
            repeated.extend(same.columns.iter().flat_map(|column| column.lines().cloned()));
            index = same.next;
            continue;
        }
        if again.first().is_some_and(|again| again.next - index >= names.len()) {
            break;
        }
        lines.push(line);
        index += 1;
    }
    let behind_total = end_behind_total(&lines);
    index -= lines.len() - behind_total;
    lines.truncate(behind_total);
    let mut grid = Grid::new(TableRule::RunningText, columns);
    grid.repeated = repeated;
    grid.assign_roles(lexicon);
    let (taken, score) = fill(&mut grid, &lines, pairs)?;
    let next = index - (lines.len() - taken);
    Some((score, Found { grid, next }))
}

/// Where the table ends at the latest: a numbered sentence behind a total is no row.
fn end_behind_total(lines: &[&Line]) -> usize {
    let total = |line: &&Line| is_grand_total(&line.text.closed());
    let Some(total) = lines.iter().rposition(total) else { return lines.len() };
    let is_sentence = |line: &&Line| line.label.is_some() && crate::lines::shape::is_sentence(&line.body());
    lines[total..].iter().position(is_sentence).map_or(lines.len(), |behind| total + behind)
}

/// Gives the lines to the cells of the grid; how many of them are the table's and how well
/// they fit, or `None` where they make no table.
pub(super) fn fill<'p>(grid: &mut Grid, lines: &[&'p Line], pairs: &mut Pairs<'p>) -> Option<(usize, i32)> {
    let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
    grid.rows_by = RowRule::BestFit;
    let search = Search::new(&roles, lines, pairs);
    let path = search.best();
    let taken = search.plausible(&path);
    if taken == 0 || path.score <= 0 {
        return None;
    }
    for (step, line) in path.steps[..taken].iter().zip(lines) {
        if step.new_row || grid.rows.is_empty() {
            grid.rows.push(vec![GridCell::default(); roles.len()]);
        }
        let Some(cell) = grid.rows.last_mut().and_then(|row| row.get_mut(step.column)) else { continue };
        let role = roles[step.column];
        match cell.paragraphs.last_mut() {
            Some(last) if joins(last, line, role) => crate::lines::join(last, line),
            _ => cell.paragraphs.push(line.text.clone()),
        }
    }
    merge::down(grid, 0..=search.finest);
    grid.rows.iter().any(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).then_some((taken, path.score))
}
