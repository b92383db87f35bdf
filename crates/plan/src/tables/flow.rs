//! Tables that were flattened into running text, or exported as one cell a line: the cells are there in reading order, the
//! grid is lost. Each piece is given the column that makes the whole sequence most plausible (a Viterbi search over
//! columns): by what the piece shows, by its label, and by what a step from column to column would leave out.

use std::collections::BTreeMap;

use numerals::label::Class;

use super::evidence::{Evidence, numbers_entries};
use super::header::{self, Header};
use super::{Found, Grid, GridCell, GridColumn, joins, outer_end};
use crate::lines::{Break, Line, Piece, wrap};
use crate::outline::trail::{Trail, rank};
use crate::{ReadFrom, Role};

/// Pieces on which the columns of the label classes are tried out.
const TRIAL_PIECES: usize = 160;

/// Label classes that are told apart; more than these share columns in real tables.
const MOST_CLASSES: usize = 5;

/// Where each label class stands.
type ClassColumns = BTreeMap<Class, usize>;

/// Readings of a header that are tried out, the longest first.
const MOST_READINGS: usize = 6;

/// What a piece counts where it is read as a column's name rather than as a cell.
const NAME_GAIN: i32 = 6;

/// A flattened table that begins with a header at `pieces[at]`. Where the header may end earlier, the reading under which the
/// body fits best is taken.
pub(super) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>) -> Option<Found> {
    let readings = header::readings(pieces, at);
    let end = outer_end(pieces, readings.first()?.next, trail, top);
    let mut best: Option<(i32, Found)> = None;
    for header in readings.into_iter().take(MOST_READINGS) {
        let names = i32::try_from(header.next - at).unwrap_or(i32::MAX);
        let Some((score, found)) = read(pieces, end, header) else { continue };
        let score = score.saturating_add(names.saturating_mul(NAME_GAIN));
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Reads the body behind a header, up to `end` or the next other header; how well it fits.
fn read(pieces: &[Piece], end: usize, header: Header) -> Option<(i32, Found)> {
    let Header { columns, next } = header;
    let mut lines: Vec<&Line> = Vec::new();
    let mut repeated = Vec::new();
    let names: Vec<String> = columns.iter().map(GridColumn::name).collect();
    let mut index = next;
    while let Some(line) = pieces[..end].get(index).and_then(Piece::line) {
        let again = header::readings(&pieces[..end], index);
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
    let mut grid = Grid::new(ReadFrom::Flattened, columns);
    grid.repeated = repeated;
    grid.assign_roles();
    let (taken, score) = fill(&mut grid, &lines)?;
    let next = index - (lines.len() - taken);
    Some((score, Found { grid, next }))
}

/// Gives the lines to the cells of the grid; how many of them are the table's and how well
/// they fit, or `None` where they make no table.
pub(super) fn fill(grid: &mut Grid, lines: &[&Line]) -> Option<(usize, i32)> {
    let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
    let search = Search::new(&roles, lines);
    let columns = search.class_columns();
    let path = search.run(lines.len(), &columns);
    let taken = search.plausible(&path);
    if taken == 0 || path.score <= 0 {
        return None;
    }
    for step in path.steps[..taken].iter().zip(lines) {
        let (step, line) = step;
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
    super::merge::down(grid, 0..=search.finest);
    grid.rows.iter().any(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).then_some((taken, path.score))
}

/// A step of the search.
#[derive(Debug, Clone, Copy)]
struct Step {
    column: usize,
    new_row: bool,
    /// What the step adds.
    gain: i32,
}

/// A way through the table.
struct Path {
    steps: Vec<Step>,
    score: i32,
}

struct Search<'l> {
    roles: &'l [Role],
    lines: &'l [&'l Line],
    evidence: Vec<Evidence>,
    /// Whether each piece counts a row: the next number in a table that has a column for it.
    counts: Vec<bool>,
    /// Whether each piece goes on names of units that the one before has begun.
    goes_on_units: Vec<bool>,
    /// The last column that tells rows apart.
    finest: usize,
}

impl<'l> Search<'l> {
    fn new(roles: &'l [Role], lines: &'l [&'l Line]) -> Self {
        let is_key = |role: &Role| matches!(role, Role::Item | Role::Indicator | Role::Check);
        let typed = roles.iter().position(|role| matches!(role, Role::Deadline | Role::Unit | Role::Score));
        let finest = roles[..typed.unwrap_or(roles.len())].iter().rposition(is_key).unwrap_or(0);
        let evidence = lines.iter().map(|line| Evidence::of(&line.text)).collect();
        let counts = if roles.contains(&Role::Number) { counting(lines) } else { vec![false; lines.len()] };
        let goes_on_units = std::iter::once(false).chain(lines.windows(2).map(|pair| goes_on_units(pair[0], pair[1]))).collect();
        Self { roles, lines, evidence, counts, goes_on_units, finest }
    }

    fn is_key(&self, column: usize) -> bool {
        super::is_key(self.roles[column])
    }

    /// The columns of the label classes under which the beginning of the table reads best.
    fn class_columns(&self) -> ClassColumns {
        let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
        for label in self.evidence.iter().filter_map(|evidence| evidence.label) {
            if numbers_entries(label.class) && label.separator != Some(' ') {
                *counts.entry(label.class).or_default() += 1;
            }
        }
        let mut classes: Vec<Class> =
            counts.iter().filter(|(_, count)| **count >= 2).map(|(class, _)| *class).collect();
        classes.sort_by_key(|class| (rank(*class).unwrap_or(u8::MAX), *class));
        classes.truncate(MOST_CLASSES);
        let targets: Vec<usize> = (0..self.roles.len())
            .filter(|column| {
                matches!(
                    self.roles[*column],
                    Role::Item | Role::Indicator | Role::Check | Role::Action | Role::Other | Role::Benefit
                )
            })
            .collect();
        let pieces = self.lines.len().min(TRIAL_PIECES);
        let mut best: Option<(i32, ClassColumns)> = None;
        for choice in rising(classes.len(), targets.len()) {
            let columns: ClassColumns =
                classes.iter().zip(&choice).map(|(class, target)| (*class, targets[*target])).collect();
            let score = self.run(pieces, &columns).score;
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, columns));
            }
        }
        best.map(|(_, columns)| columns).unwrap_or_default()
    }

    /// The best way for the first `pieces` pieces.
    fn run(&self, pieces: usize, columns: &ClassColumns) -> Path {
        let width = self.roles.len();
        let mut table: Vec<Vec<(i32, usize, bool, i32)>> = Vec::with_capacity(pieces);
        for piece in 0..pieces {
            let row = (0..width)
                .map(|column| {
                    let fit = self.fit(piece, column, columns);
                    let Some(before) = piece.checked_sub(1).and_then(|before| table.get(before)) else {
                        let missing: i32 = (0..column).map(|left| if self.is_key(left) { 3 } else { self.skip(left) }).sum();
                        return (fit - missing, column, true, fit - missing);
                    };
                    let mut best = (i32::MIN, 0, false, 0);
                    for (from, known) in before.iter().enumerate() {
                        for new_row in [false, true] {
                            let Some(cost) = self.step(piece, from, column, new_row, columns) else { continue };
                            let gain = if from == column && !new_row { self.further(piece, column, fit) } else { fit } - cost;
                            if known.0.saturating_add(gain) > best.0 {
                                best = (known.0.saturating_add(gain), from, new_row, gain);
                            }
                        }
                    }
                    best
                })
                .collect();
            table.push(row);
        }
        let Some(last) = table.last() else { return Path { steps: Vec::new(), score: 0 } };
        let rest = |column: usize| ((column + 1)..width).map(|left| self.skip(left)).sum::<i32>() / 4;
        let Some((mut column, score)) =
            last.iter().enumerate().map(|(column, cell)| (column, cell.0 - rest(column))).max_by_key(|(column, score)| (*score, usize::MAX - column))
        else {
            return Path { steps: Vec::new(), score: 0 };
        };
        let mut steps = Vec::with_capacity(pieces);
        for row in table.iter().rev() {
            let (_, from, new_row, gain) = row[column];
            steps.push(Step { column, new_row, gain });
            column = from;
        }
        steps.reverse();
        Path { steps, score }
    }

    /// How well a piece stands in a column.
    fn fit(&self, piece: usize, column: usize, columns: &ClassColumns) -> i32 {
        let evidence = &self.evidence[piece];
        let role = self.roles[column];
        let own = match (self.counts[piece], role) {
            (true, Role::Number) => evidence.fit(role) + 4,
            (true, _) => evidence.fit(role) - 2,
            _ => evidence.fit(role),
        };
        let open = !self.is_key(column);
        match evidence.label.and_then(|label| columns.get(&label.class)) {
            Some(home) if *home == column => own + 5,
            Some(_) if open => own - 1,
            Some(_) => own - 6,
            None if columns.values().any(|home| *home == column) && self.is_key(column) => own - 3,
            None => own,
        }
    }

    /// How well a piece goes on a cell that it does not begin.
    fn further(&self, piece: usize, column: usize, fit: i32) -> i32 {
        let evidence = &self.evidence[piece];
        match self.roles[column] {
            Role::Action | Role::Benefit | Role::Note | Role::Other if !evidence.due && evidence.units < 0.9 => fit.max(1),
            Role::Unit if self.goes_on_units[piece] => fit.max(4),
            _ => fit,
        }
    }

    /// What leaving a column empty costs.
    fn skip(&self, column: usize) -> i32 {
        match self.roles[column] {
            Role::Deadline | Role::Unit => 5,
            Role::Action => 6,
            _ if column == self.finest => 7,
            Role::Benefit | Role::Number => 3,
            Role::Item | Role::Indicator | Role::Check | Role::Score | Role::Other => 2,
            Role::Note => 1,
        }
    }

    /// What a step between columns costs; `None` where there is no such step.
    fn step(&self, piece: usize, from: usize, to: usize, new_row: bool, columns: &ClassColumns) -> Option<i32> {
        let width = self.roles.len();
        match (new_row, to.cmp(&from)) {
            (false, std::cmp::Ordering::Greater) => Some(((from + 1)..to).map(|left| self.skip(left)).sum()),
            (false, std::cmp::Ordering::Equal) => Some(self.stay(piece, to, columns)),
            (false, std::cmp::Ordering::Less) => None,
            (true, std::cmp::Ordering::Greater) => None,
            (true, _) => {
                let rest: i32 = ((from + 1)..width).map(|left| self.skip(left)).sum();
                let before: i32 = (0..to)
                    .map(|left| if self.is_key(left) && left != self.finest { 0 } else { self.skip(left) })
                    .sum();
                Some(1 + rest + before)
            }
        }
    }

    /// What it costs to stay in a cell.
    fn stay(&self, piece: usize, column: usize, columns: &ClassColumns) -> i32 {
        let (Some(last), line) = (piece.checked_sub(1).map(|last| self.lines[last]), self.lines[piece]) else { return 0 };
        let evidence = &self.evidence[piece];
        let labelled = evidence.label.filter(|label| numbers_entries(label.class));
        let bound = wrap::continues(&last.text, &line.text);
        let before = piece.checked_sub(1).and_then(|before| self.evidence[before].label);
        let restarts = labelled.zip(before).is_some_and(|(label, before)| {
            label.class == before.class && label.ordinal.zip(before.ordinal).is_some_and(|(now, then)| now != then + 1)
        });
        match self.roles[column] {
            _ if restarts => 7,
            Role::Action | Role::Benefit | Role::Note | Role::Other => match labelled {
                Some(label) if columns.get(&label.class).is_some_and(|home| *home == column) => 0,
                Some(_) => 2,
                None if bound || line.before == Break::Inline && !wrap::ends_sentence(&last.text) => 0,
                None => 2,
            },
            Role::Unit | Role::Deadline => {
                let answers = labelled.is_some() && self.evidence[piece - 1].label.is_some();
                if bound || answers || self.goes_on_units[piece] { 1 } else { 3 }
            }
            _ if labelled.is_some() => 6,
            _ if bound => -2,
            _ if line.before == Break::Inline && !wrap::ends_sentence(&last.text) && last.text.visible() <= 3 => 1,
            _ => 5,
        }
    }

    /// How many pieces are the table's: what does not fit any cell at its end is not.
    fn plausible(&self, path: &Path) -> usize {
        let mut taken = path.steps.len();
        while let Some(step) = taken.checked_sub(1).and_then(|last| path.steps.get(last)) {
            let line = self.lines[taken - 1];
            if step.gain > -6 || line.before == Break::Inline {
                break;
            }
            taken -= 1;
        }
        taken
    }
}

/// Which pieces are 1, 2, 3 and so on, one after the other.
fn counting(lines: &[&Line]) -> Vec<bool> {
    let mut next = 1;
    lines
        .iter()
        .map(|line| {
            let counts = line.text.closed().parse() == Ok(next);
            next += u32::from(counts);
            counts
        })
        .collect()
}

/// Whether two pieces are names of units together, and no less so than the first alone.
fn goes_on_units(first: &Line, second: &Line) -> bool {
    if second.before != Break::Inline || second.text.visible() > 20 || first.text.visible() > 20 {
        return false;
    }
    let mut text = first.text.clone();
    text.append(&second.text);
    let together = crate::fields::units::units_score(&text.closed());
    together >= 0.5 && together >= crate::fields::units::units_score(&first.text.closed())
}

/// Every way to give `count` classes a column each out of `targets`, none before the one of the class above it.
fn rising(count: usize, targets: usize) -> Vec<Vec<usize>> {
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        ways = ways
            .into_iter()
            .flat_map(|way| {
                let least = way.last().copied().unwrap_or(0);
                (least..targets).map(move |target| way.iter().copied().chain([target]).collect())
            })
            .collect();
    }
    ways
}
