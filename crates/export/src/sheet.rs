//! A comparison as it is shown, whatever it is written as: divisions, and in them the lines and tables of both plans beside each
//! other, with what differs marked and said.

mod facts;
mod lines;
mod place;
mod said;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use corpus::Record;
use diff::{Change, ChangeKind, Comparison, Part};
use script::Script;

use crate::phrase::{Pen, Phrase};
use crate::words::{self, Word};

pub(crate) use said::deadline;
pub(crate) use table::{Cell, Column, Row, Table};

/// What a change is to a reader who chooses among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Facet {
    Added,
    Removed,
    /// It reads otherwise, in more than the plan's year.
    Changed,
    /// Nothing but the plan's year moved on.
    Rolled,
    Moved,
    Renumbered,
}

impl Facet {
    pub(crate) const ALL: [Self; 6] =
        [Self::Added, Self::Removed, Self::Changed, Self::Rolled, Self::Moved, Self::Renumbered];

    pub(crate) fn of(change: &Change) -> Self {
        match change.kind {
            ChangeKind::Added => Self::Added,
            ChangeKind::Removed => Self::Removed,
            ChangeKind::Changed if change.rolled => Self::Rolled,
            ChangeKind::Changed => Self::Changed,
            ChangeKind::Moved => Self::Moved,
            ChangeKind::Renumbered => Self::Renumbered,
        }
    }

    /// Its name where programs read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Rolled => "rolled",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
        }
    }

    pub(crate) fn word(self) -> Word {
        match self {
            Self::Added => words::ADDED,
            Self::Removed => words::REMOVED,
            Self::Changed => words::CHANGED,
            Self::Rolled => words::ROLLED,
            Self::Moved => words::MOVED,
            Self::Renumbered => words::RENUMBERED,
        }
    }
}

/// How many changes there are of each facet.
pub(crate) type Tally = BTreeMap<Facet, usize>;

/// A comparison as it is shown.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The script that it is shown in at first: Traditional where either plan is.
    pub(crate) is_hans: bool,
    /// Title, agency, year, time and file of both plans.
    pub(crate) facts: Vec<Fact>,
    pub(crate) tally: Tally,
    /// All changes, which is what the facets add up to.
    pub(crate) total: usize,
    pub(crate) divisions: Vec<Division>,
}

/// A field of both plans.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) name: Word,
    pub(crate) old: Phrase,
    pub(crate) new: Phrase,
    pub(crate) facet: Option<Facet>,
}

/// A division of a plan, or what stands before the first.
#[derive(Debug, Default)]
pub(crate) struct Division {
    /// Its heading; `None` before the first.
    pub(crate) heading: Option<Line>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) tally: Tally,
}

/// What stands in a division.
#[derive(Debug)]
pub(crate) enum Entry {
    Line(Line),
    Table(Table),
    Away(Away),
}

/// A piece of one plan beside what it is in the other.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its place among the lines of the comparison.
    pub(crate) number: usize,
    pub(crate) depth: usize,
    /// Where in its division it stands, in words.
    pub(crate) place: Phrase,
    pub(crate) old: Option<Said>,
    pub(crate) new: Option<Said>,
    pub(crate) facets: BTreeSet<Facet>,
    pub(crate) notes: Vec<Note>,
    /// It goes on with the line before it, which is one paragraph in the other plan.
    pub(crate) is_continued: bool,
    /// It is shown although it did not change, since something that stands in it did.
    pub(crate) is_context: bool,
}

/// What a plan says in a line.
#[derive(Debug)]
pub(crate) struct Said {
    /// The key of the piece, where it has one of its own.
    pub(crate) key: Option<String>,
    pub(crate) label: Phrase,
    pub(crate) text: Phrase,
    /// Its lines are kept as they are.
    pub(crate) is_drawn: bool,
}

/// A change that is said beside the words.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) facet: Facet,
    pub(crate) words: Phrase,
    /// The line that it speaks of, where that is another.
    pub(crate) came_from: Option<usize>,
}

/// Where something stood that stands elsewhere now.
#[derive(Debug)]
pub(crate) struct Away {
    /// The line that it is now.
    pub(crate) number: usize,
    pub(crate) words: Phrase,
}

impl Entry {
    /// Whether it is folded away as long as only changes are shown.
    pub(crate) fn is_folded(&self) -> bool {
        match self {
            Self::Line(line) => line.facets.is_empty() && !line.is_context,
            Self::Table(table) => !table.is_changed(),
            Self::Away(_) => false,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Line(line) => line.depth,
            Self::Table(table) => table.line.depth,
            Self::Away(_) => 0,
        }
    }
}

impl Sheet {
    pub(crate) fn of(old: &Record, new: &Record, comparison: &Comparison<'_>) -> Self {
        let (was, is) = (old.text_script(), new.text_script());
        let mut keys = [BTreeMap::new(), BTreeMap::new()];
        for (number, line) in comparison.lines.iter().enumerate() {
            for (side, part) in [line.old, line.new].into_iter().enumerate() {
                keys[side].extend(part.and_then(key).map(|key| (key, number)));
            }
        }
        let layout = Layout { comparison, pens: [Pen::of(was), Pen::of(is)], keys };
        let mut tally = Tally::new();
        for change in &comparison.changes.changes {
            *tally.entry(Facet::of(change)).or_default() += 1;
        }
        Self {
            is_hans: was == Script::Hans && is == Script::Hans,
            facts: facts::facts(&layout, old, new),
            tally,
            total: comparison.changes.counts.total(),
            divisions: lines::divisions(&layout),
        }
    }
}

/// The key of a piece that has one of its own.
fn key(part: Part<'_>) -> Option<&str> {
    match part {
        Part::Plan | Part::Paragraph(_) => None,
        Part::Section(section) => Some(&section.key),
        Part::Item(item) => Some(&item.key),
        Part::Table(table) => Some(&table.key),
        Part::Row(table, row) => Some(&table.rows[row].key),
    }
}

/// Which of the two plans, as an index.
const OLD: usize = 0;
const NEW: usize = 1;

/// What the sheet is made from.
struct Layout<'a, 'r> {
    comparison: &'a Comparison<'r>,
    pens: [Pen; 2],
    /// The line of each key of the two plans.
    keys: [BTreeMap<&'r str, usize>; 2],
}

impl<'a> Layout<'a, '_> {
    /// What changed of a line.
    fn changes(&self, line: &diff::Line<'_>) -> Vec<&'a Change> {
        line.changes.iter().filter_map(|at| self.comparison.changes.changes.get(*at)).collect()
    }
}
