//! Which column of one table is which of the other, and what that says of their rows.

use std::collections::BTreeSet;

use corpus::Column;
use plan::Role;

use crate::assign::assign;
use crate::comparable::{Comparable, Profile};
use crate::outline::{Node, Outline, Piece};

/// Least likeness of two columns that are the same one.
const COLUMNS: f32 = 0.45;

/// The pairs of columns of two tables.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Old and new column, in the order of the old ones, and how much it says of what a row is about.
    pairs: Vec<(usize, usize, f32)>,
}

/// A column with all that stands in it.
struct Whole<'c> {
    column: &'c Column,
    name: Comparable,
    name_profile: Profile,
    content: Profile,
}

impl Columns {
    pub(super) fn of(old: &Outline<'_>, old_table: usize, new: &Outline<'_>, new_table: usize) -> Self {
        let (olds, news) = (wholes(old, old_table), wholes(new, new_table));
        let pairs = assign(olds.len(), news.len(), COLUMNS, |i, j| {
            likeness(&olds[i], &news[j]) + super::likeness::place(i, olds.len(), j, news.len())
        });
        let weight = |i: usize, j: usize| weight(olds[i].column.role).min(weight(news[j].column.role));
        Self { pairs: pairs.into_iter().map(|(i, j)| (i, j, weight(i, j))).collect() }
    }

    /// Old and new column of each pair, in the order of the new ones.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<_> = self.pairs.iter().map(|(old, new, _)| (*old, *new)).collect();
        pairs.sort_unstable_by_key(|(_, new)| *new);
        pairs
    }

    /// How much alike two rows are in what tells rows apart.
    pub(super) fn likeness(&self, old: &Node<'_>, new: &Node<'_>) -> f32 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (i, j, weight) in &self.pairs {
            let (Some(a), Some(b)) = (old.cells.get(*i), new.cells.get(*j)) else { continue };
            if a.text.is_empty() && b.text.is_empty() {
                continue;
            }
            let weight = weight * (1.0 / a.rows + 1.0 / b.rows) / 2.0;
            sum += weight * if a.text.chars == b.text.chars { 1.0 } else { a.profile.likeness(&b.profile) };
            weights += weight;
        }
        if weights > 0.0 { sum / weights } else { old.own.likeness(&new.own) }
    }
}

/// What a column counts for when rows are told apart: deadlines and units are shared by many rows and change from year to year.
fn weight(role: Role) -> f32 {
    match role {
        Role::Item | Role::Indicator | Role::Check | Role::Action | Role::Other => 1.0,
        Role::Benefit => 0.5,
        Role::Deadline | Role::Unit | Role::Score | Role::Note => 0.15,
        Role::Number => 0.0,
    }
}

fn likeness(old: &Whole<'_>, new: &Whole<'_>) -> f32 {
    let content = old.content.likeness(&new.content);
    if old.name.chars == new.name.chars {
        return if old.name.is_empty() { 0.4 + 0.5 * content } else { 0.9 + 0.1 * content };
    }
    let name = old.name_profile.likeness(&new.name_profile);
    if old.column.role == new.column.role && old.column.role != Role::Other {
        0.4 + 0.4 * content + 0.2 * name
    } else {
        0.35 * name + 0.65 * content
    }
}

fn wholes<'r>(outline: &Outline<'r>, table: usize) -> Vec<Whole<'r>> {
    let Piece::Table(source) = outline.nodes[table].piece else { return Vec::new() };
    let rows = || outline.nodes[table].children.iter().map(|row| &outline.nodes[*row]);
    let whole = |(at, column): (usize, &'r Column)| {
        let name = Comparable::new(&column.name);
        let cells = || rows().filter_map(move |row| row.cells.get(at));
        let mut seen = BTreeSet::new();
        let own = cells().filter(|cell| seen.insert(cell.corner));
        Whole {
            column,
            name_profile: Profile::of(&name.chars),
            name,
            content: Profile::joined(own.map(|cell| &cell.profile)),
        }
    };
    source.columns.iter().enumerate().map(whole).collect()
}
