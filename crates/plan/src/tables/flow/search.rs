//! The Viterbi search: which column each piece stands in.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ptr;

use numerals::label::{Class, Label};

use crate::Role;
use crate::fields::due;
use crate::fields::units::units_score;
use crate::lines::{Break, Line, wrap};
use crate::outline::trail::rank;
use crate::tables::evidence::{Evidence, numbers_entries};
use crate::tables::is_key;

/// Pieces on which the columns of the label classes are tried out.
const TRIAL_PIECES: usize = 120;

/// Label classes that are told apart; more than these share columns in real tables.
const MOST_CLASSES: usize = 4;

/// What a row costs that is only the heading of those below it.
const PARENT_ROW: i32 = 4;

/// What leaving out a column costs that is merged where several rows are about one thing.
const MERGED: i32 = 1;

/// Where each label class stands.
type ClassColumns = BTreeMap<Class, usize>;

/// A step of the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) column: usize,
    pub(super) new_row: bool,
    /// What the step adds.
    gain: i32,
}

/// A way through the table.
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
    pub(super) score: i32,
}

/// What two lines are together, found out when it is first asked for: many readings of a table ask for the same ones.
#[derive(Default)]
pub(in crate::tables) struct Pairs<'p> {
    /// By the identity of both, which stays what it is while they are borrowed.
    known: BTreeMap<[*const Line; 2], Together>,
    lines: PhantomData<&'p Line>,
}

#[derive(Clone, Copy, Default)]
struct Together {
    /// The second goes on names of units that the first has begun.
    goes_on_units: bool,
    /// The second goes on a time that the first has begun.
    goes_on_time: bool,
    /// The second goes on a clause of the first.
    bound: bool,
    /// A blank parts the second from the first, which does not end a sentence.
    runs_on: bool,
}

impl<'p> Pairs<'p> {
    fn of(&mut self, first: &'p Line, second: &'p Line) -> Together {
        let both = || Together {
            goes_on_units: goes_on_units(first, second),
            goes_on_time: goes_on_time(first, second),
            bound: wrap::continues(&first.text, &second.text),
            runs_on: second.before == Break::Inline && !wrap::ends_sentence(&first.text),
        };
        *self.known.entry([ptr::from_ref(first), ptr::from_ref(second)]).or_insert_with(both)
    }
}

/// The columns of a table and the pieces that are given to them.
pub(super) struct Search<'r, 'l> {
    roles: &'r [Role],
    pieces: Vec<Piece<'l>>,
    /// The last column that tells rows apart.
    pub(super) finest: usize,
    /// What leaving each column empty costs.
    skips: Vec<i32>,
    steps: Steps,
}

/// A piece, and how it goes with the one before.
struct Piece<'l> {
    line: &'l Line,
    evidence: &'l Evidence,
    label: Option<Label>,
    /// How well it stands in each column by itself.
    fits: Vec<i32>,
    /// With the piece before; the first piece is together with nothing.
    together: Together,
    /// Numbered like the piece before, but not the next number.
    restarts: bool,
    /// Numbered behind a numbered one.
    answers: bool,
    /// Its label is of a class below that of the piece before.
    under: bool,
    /// The piece before is three characters long at most.
    behind_short: bool,
}

impl<'r, 'l> Search<'r, 'l> {
    pub(super) fn new(roles: &'r [Role], lines: &[&'l Line], pairs: &mut Pairs<'l>) -> Self {
        let typed = roles.iter().position(|role| matches!(role, Role::Deadline | Role::Unit | Role::Score));
        let names = |role: &Role| matches!(role, Role::Item | Role::Indicator | Role::Check);
        let finest = roles[..typed.unwrap_or(roles.len())].iter().rposition(names).unwrap_or(0);
        let finest_skip = match roles.iter().filter(|role| names(role)).count() {
            _ if roles.contains(&Role::Number) => 2,
            0 | 1 => 4,
            _ => 7,
        };
        // A coarser column is left out more often than the finest: a merged cell reaches down over it.
        let skips = (0..roles.len())
            .map(|column| match skip(roles[column]) {
                _ if column == finest => finest_skip,
                cost if column < finest && names(&roles[column]) => cost.min(MERGED),
                cost => cost,
            })
            .collect::<Vec<_>>();
        let steps = Steps::new(roles, &skips, finest);
        let mut counted = if roles.contains(&Role::Number) { Some(0) } else { None };
        let mut pieces: Vec<Piece<'l>> = Vec::with_capacity(lines.len());
        for line in lines {
            let piece = Piece::new(line, roles, pieces.last(), &mut counted, pairs);
            pieces.push(piece);
        }
        Self { roles, pieces, finest, skips, steps }
    }

    /// The best way for all pieces.
    pub(super) fn best(&self) -> Path {
        self.run(self.pieces.len(), &self.class_columns())
    }

    /// The columns of the label classes under which the beginning of the table reads best.
    fn class_columns(&self) -> ClassColumns {
        let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
        for label in self.pieces.iter().filter_map(|piece| piece.label).filter(|label| label.separator != Some(' ')) {
            *counts.entry(label.class).or_default() += 1;
        }
        let mut classes: Vec<Class> =
            counts.iter().filter(|(_, count)| **count >= 2).map(|(class, _)| *class).collect();
        classes.sort_by_key(|class| (rank(*class).unwrap_or(u8::MAX), *class));
        classes.truncate(MOST_CLASSES);
        let homes = |role: &Role| {
            matches!(role, Role::Item | Role::Indicator | Role::Check | Role::Action | Role::Other | Role::Benefit)
        };
        let targets: Vec<usize> = (0..self.roles.len()).filter(|column| homes(&self.roles[*column])).collect();
        let trial = self.pieces.len().min(TRIAL_PIECES);
        let mut best: Option<(i32, ClassColumns)> = None;
        for choice in rising(classes.len(), targets.len()) {
            let columns: ClassColumns =
                classes.iter().zip(&choice).map(|(class, target)| (*class, targets[*target])).collect();
            let score = self.run(trial, &columns).score;
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, columns));
            }
        }
        best.map(|(_, columns)| columns).unwrap_or_default()
    }

    /// The best way for the first `count` pieces.
    fn run(&self, count: usize, columns: &ClassColumns) -> Path {
        let width = self.roles.len();
        let homes: Vec<bool> = (0..width).map(|column| columns.values().any(|home| *home == column)).collect();
        let mut reached: Vec<Reached> = Vec::with_capacity(count * width);
        for piece in &self.pieces[..count] {
            let home = piece.label.and_then(|label| columns.get(&label.class)).copied();
            let before = reached.len().checked_sub(width);
            for (column, is_home) in homes.iter().enumerate() {
                let fit = self.fit(piece, column, home, *is_home);
                let best = match before {
                    Some(before) => self.enter(&reached[before..before + width], piece, column, home, fit),
                    None => {
                        let gain = fit - self.missing(column);
                        Reached { score: gain, from: column, step: Step { column, new_row: true, gain } }
                    }
                };
                reached.push(best);
            }
        }
        self.trace(&reached)
    }

    /// The best way to a column for a piece, from where the one before it stands.
    fn enter(&self, before: &[Reached], piece: &Piece<'_>, column: usize, home: Option<usize>, fit: i32) -> Reached {
        let stay = self.further(piece, column, fit) - self.stay(piece, column, home);
        let below = (piece.under && is_key(self.roles[column])).then(|| fit - PARENT_ROW);
        let mut best = Reached { score: i32::MIN, from: 0, step: Step { column, new_row: false, gain: 0 } };
        for (from, reached) in before.iter().enumerate() {
            let (along, anew) = if from == column {
                (Some(stay), below.or_else(|| self.steps.anew(from, column).map(|cost| fit - cost)))
            } else {
                let cost = |cost: i32| fit - cost;
                (self.steps.along(from, column).map(cost), self.steps.anew(from, column).map(cost))
            };
            for (new_row, gain) in [(false, along), (true, anew)] {
                let Some(gain) = gain else { continue };
                let score = reached.score.saturating_add(gain);
                if score > best.score {
                    best = Reached { score, from, step: Step { column, new_row, gain } };
                }
            }
        }
        best
    }

    /// The way that ends best, of what was reached by each piece in each column.
    fn trace(&self, reached: &[Reached]) -> Path {
        let mut rows = reached.chunks_exact(self.roles.len().max(1)).rev();
        let rest = |column: usize| self.skips[column + 1..].iter().sum::<i32>() / 4;
        let last = rows.clone().next().into_iter().flatten();
        let ends = last.enumerate().map(|(column, reached)| (column, reached.score - rest(column)));
        let Some((mut column, score)) = ends.max_by_key(|(column, score)| (*score, usize::MAX - column)) else {
            return Path { steps: Vec::new(), score: 0 };
        };
        let mut steps = Vec::with_capacity(rows.len());
        for row in rows.by_ref() {
            let Reached { from, step, .. } = row[column];
            steps.push(step);
            column = from;
        }
        steps.reverse();
        Path { steps, score }
    }

    /// What the columns left of the first piece cost: a first row has nothing above it to be merged with.
    fn missing(&self, column: usize) -> i32 {
        (0..column).map(|left| if is_key(self.roles[left]) { 3 } else { self.skips[left] }).sum()
    }

    /// How well a piece stands in a column. `home` is the column of its label's class; `is_home` tells that some class has this one.
    fn fit(&self, piece: &Piece<'_>, column: usize, home: Option<usize>, is_home: bool) -> i32 {
        let own = piece.fits[column];
        match home {
            Some(home) if home == column => own + 5,
            Some(_) if !is_key(self.roles[column]) => own - 1,
            Some(_) => own - 6,
            None if is_home && is_key(self.roles[column]) => own - 3,
            None => own,
        }
    }

    /// How well a piece goes on a cell that it does not begin.
    fn further(&self, piece: &Piece<'_>, column: usize, fit: i32) -> i32 {
        match self.roles[column] {
            Role::Action | Role::Benefit | Role::Note | Role::Other
                if !piece.evidence.due && piece.evidence.units < 0.9 =>
            {
                fit.max(1)
            }
            Role::Unit if piece.together.goes_on_units => fit.max(4),
            Role::Deadline if piece.together.goes_on_time => fit.max(6),
            _ => fit,
        }
    }

    /// What it costs to stay in a cell.
    fn stay(&self, piece: &Piece<'_>, column: usize, home: Option<usize>) -> i32 {
        match self.roles[column] {
            _ if piece.restarts => 7,
            Role::Action | Role::Benefit | Role::Note | Role::Other => match piece.label {
                Some(_) if home == Some(column) => 0,
                Some(_) => 2,
                None if piece.together.bound || piece.together.runs_on => 0,
                None => 2,
            },
            Role::Unit | Role::Deadline if piece.answers => -2,
            Role::Unit | Role::Deadline
                if piece.together.bound || piece.together.goes_on_units || piece.together.goes_on_time =>
            {
                1
            }
            Role::Unit | Role::Deadline => 3,
            _ if piece.label.is_some() => 6,
            _ if piece.together.bound => -2,
            _ if piece.together.runs_on && piece.behind_short => 1,
            _ => 5,
        }
    }

    /// How many pieces are the table's: what does not fit any cell at its end is not.
    pub(super) fn plausible(&self, path: &Path) -> usize {
        let fits = |(step, piece): (&Step, &Piece<'_>)| step.gain > -6 || piece.line.before == Break::Inline;
        path.steps.iter().zip(&self.pieces).rposition(fits).map_or(0, |last| last + 1)
    }
}

/// How a piece came to stand in a column.
#[derive(Debug, Clone, Copy)]
struct Reached {
    /// Of the whole way.
    score: i32,
    /// The column of the piece before.
    from: usize,
    step: Step,
}

/// What a step from a column to another costs; `None` where there is no such step.
struct Steps {
    width: usize,
    along: Vec<Option<i32>>,
    anew: Vec<Option<i32>>,
}

impl Steps {
    /// Of columns with these roles, and what leaving each of them empty costs.
    fn new(roles: &[Role], skips: &[i32], finest: usize) -> Self {
        let width = roles.len();
        let merged = |column: usize| is_key(roles[column]) && column != finest;
        let before: Vec<i32> =
            (0..width).map(|to| (0..to).filter(|left| !merged(*left)).map(|left| skips[left]).sum()).collect();
        let along = |from: usize, to: usize| (to > from).then(|| skips[from + 1..to].iter().sum());
        let anew =
            |from: usize, to: usize| (to <= from).then(|| 1 + skips[from + 1..].iter().sum::<i32>() + before[to]);
        let all = |cost: &dyn Fn(usize, usize) -> Option<i32>| {
            (0..width * width).map(|pair| cost(pair / width, pair % width)).collect()
        };
        Self { width, along: all(&along), anew: all(&anew) }
    }

    /// Within a row.
    fn along(&self, from: usize, to: usize) -> Option<i32> {
        self.along[from * self.width + to]
    }

    /// To a new row.
    fn anew(&self, from: usize, to: usize) -> Option<i32> {
        self.anew[from * self.width + to]
    }
}

impl<'l> Piece<'l> {
    /// `counted` is the last number of those that count rows, where a column does.
    fn new(
        line: &'l Line,
        roles: &[Role],
        before: Option<&Self>,
        counted: &mut Option<u32>,
        pairs: &mut Pairs<'l>,
    ) -> Self {
        let evidence = line.shown.by(&line.text);
        let label = evidence.label.filter(|label| numbers_entries(label.class));
        let next = counted.map(|last| last + 1);
        let counts = next.is_some() && line.text.closed().parse().ok() == next;
        if counts {
            *counted = next;
        }
        // The next number in a table that has a column for it.
        let number = |role: &Role| if *role == Role::Number { 4 } else { -2 };
        let fits = roles.iter().map(|role| evidence.fit(*role) + if counts { number(role) } else { 0 }).collect();
        let last = before.map(|before| before.line);
        let together = last.map(|last| pairs.of(last, line)).unwrap_or_default();
        let pair = label.zip(before.and_then(|before| before.label));
        Self {
            together,
            restarts: pair.is_some_and(|(label, before)| {
                let values = label.ordinal.zip(before.ordinal);
                label.class == before.class && values.is_some_and(|(now, then)| now != then + 1)
            }),
            answers: pair.is_some(),
            under: pair.is_some_and(|(label, before)| {
                rank(label.class).zip(rank(before.class)).is_some_and(|(own, above)| own > above)
            }),
            behind_short: last.is_some_and(|last| last.text.visible() <= 3),
            line,
            evidence,
            label,
            fits,
        }
    }
}

/// What leaving a column empty costs; the column that tells rows apart has a price of its own.
fn skip(role: Role) -> i32 {
    match role {
        Role::Deadline | Role::Unit => 5,
        Role::Action => 6,
        Role::Benefit | Role::Number => 3,
        Role::Item | Role::Indicator | Role::Check | Role::Score | Role::Other => 2,
        Role::Note => 1,
    }
}

/// Whether two pieces are names of units together, and no less so than the first alone.
fn goes_on_units(first: &Line, second: &Line) -> bool {
    if second.text.visible() > 20 || first.text.visible() > 20 {
        return false;
    }
    if second.before != Break::Inline {
        let bracketed = matches!(second.text.first_visible(), Some('(' | '（'));
        return bracketed && units_score(&second.text.closed()) >= 0.5 && units_score(&first.text.closed()) >= 0.5;
    }
    let mut text = first.text.clone();
    text.append(&second.text);
    let together = units_score(&text.closed());
    together >= 0.5 && together >= units_score(&first.text.closed())
}

/// Whether two pieces are a time together, and the second none by itself.
fn goes_on_time(first: &Line, second: &Line) -> bool {
    if first.text.visible() > 12 || second.text.visible() > 8 || due::looks_like_due(&second.text.closed()) {
        return false;
    }
    let mut text = first.text.clone();
    text.append(&second.text);
    due::looks_like_due(&text.closed())
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
