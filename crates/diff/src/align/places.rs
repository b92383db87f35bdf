//! What of the pairs stands elsewhere, and which letters belong together.

use std::collections::{BTreeMap, BTreeSet};

use corpus::{Citation, Record};

use super::Alignment;
use crate::assign::in_order;
use crate::comparable::{Comparable, same};
use crate::outline::{Class, Outline};

/// What a piece that keeps its place counts for, beside its length.
const ONE: u64 = 1 << 32;

/// What one with the same number counts for besides. No text is as long.
const SAME: u64 = 1 << 31;

/// An order of two records that does not depend on which is called the old one.
pub(super) fn comes_before(old: &Record, new: &Record) -> bool {
    let key = |record: &Record| (record.year, record.id.clone(), record.source.path.clone());
    let (a, b) = (key(old), key(new));
    // Of one file and one id in two scripts.
    if a == b { format!("{:?}", old.sections) <= format!("{:?}", new.sections) } else { a <= b }
}

/// Old nodes that stand elsewhere: out of the order of their siblings, or in another piece that was there before. What stands in a
/// piece that came, or stood in one that went, has moved only if it is out of the order of the plan: a heading between
/// two items moves neither.
pub(super) fn moved(found: &Alignment, old: &Outline<'_>, new: &Outline<'_>) -> BTreeSet<usize> {
    let mut moved = BTreeSet::new();
    // As few as can be have moved; of as many, those with another number, then the shorter.
    let weight = |at: usize, counterpart: usize| {
        let is_same = old.nodes[at].number() == new.nodes[counterpart].number();
        ONE + if is_same { SAME } else { 0 } + old.nodes[at].whole.len() as u64
    };
    for (parent, counterpart) in found.old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
        let pairs: Vec<(usize, usize)> = old.nodes[parent]
            .children
            .iter()
            .filter_map(|at| found.old[*at].map(|new| (*at, new)))
            .filter(|(_, at)| new.nodes[*at].parent == counterpart)
            .collect();
        let weighed: Vec<(usize, u64)> = pairs.iter().map(|(old, new)| (*new, weight(*old, *new))).collect();
        moved.extend(pairs.iter().zip(in_order(&weighed)).filter(|(_, kept)| !kept).map(|((old, _), _)| *old));
    }
    // What stands in a piece that moved went with it.
    let mut carried = vec![false; old.nodes.len()];
    for at in 0..old.nodes.len() {
        carried[at] = moved.contains(&at) || carried[old.nodes[at].parent];
    }
    let pairs: Vec<(usize, usize)> = found
        .old
        .iter()
        .enumerate()
        .filter_map(|(old, new)| Some((old, (*new)?)))
        .filter(|(old, _)| !carried[*old])
        .collect();
    let own = |at: usize| ONE + old.nodes[at].own.len() as u64;
    let weighed: Vec<(usize, u64)> = pairs.iter().map(|(old, new)| (*new, own(*old))).collect();
    for ((old_at, new_at), kept) in pairs.iter().zip(in_order(&weighed)) {
        let (stood, stands) = (old.nodes[*old_at].parent, new.nodes[*new_at].parent);
        if found.old[stood] == Some(stands) || old.nodes[*old_at].class() == Class::Plan {
            continue;
        }
        let both_there = found.old[stood].is_some() && found.new[stands].is_some();
        if both_there || !kept {
            moved.insert(*old_at);
        }
    }
    moved
}

/// The letters that two plans name.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    /// Those that are the same, by their places in the two records' lists.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// The node in which each letter of the old list is named.
    pub(crate) old_nodes: Vec<Option<usize>>,
    /// The node in which each letter of the new list is named.
    pub(crate) new_nodes: Vec<Option<usize>>,
}

impl Letters {
    pub(super) fn mirrored(self) -> Self {
        Self { pairs: super::mirrored(self.pairs), old_nodes: self.new_nodes, new_nodes: self.old_nodes }
    }
}

/// The letters of both lists, and which are the same: by number, then by the sentence that they stand in.
pub(super) fn letters(found: &Alignment, old: &Outline<'_>, new: &Outline<'_>) -> Letters {
    let (olds, news) = (&old.record.citations, &new.record.citations);
    let (old_nodes, new_nodes) = (nodes_of_letters(old), nodes_of_letters(new));
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let beside =
        |i: usize, j: usize| old_nodes[i].and_then(|at| found.old[at]).is_some_and(|at| new_nodes[j] == Some(at));
    let number = |a: &Citation, b: &Citation| a.number.as_ref().zip(b.number.as_ref()).is_some_and(|(a, b)| same(a, b));
    let rules: [&dyn Fn(usize, usize) -> bool; 4] = [
        &|i, j| beside(i, j) && number(&olds[i], &news[j]),
        &|i, j| number(&olds[i], &news[j]),
        &|i, j| beside(i, j) && olds[i].date.is_some() && olds[i].date == news[j].date,
        &|i, j| beside(i, j),
    ];
    for rule in rules {
        for i in 0..olds.len() {
            if pairs.contains_key(&i) {
                continue;
            }
            if let Some(j) = (0..news.len()).find(|j| !taken.contains(j) && rule(i, *j)) {
                pairs.insert(i, j);
                taken.insert(j);
            }
        }
    }
    Letters { pairs: pairs.into_iter().collect(), old_nodes, new_nodes }
}

/// The node in which each letter of a record's list is named.
fn nodes_of_letters(outline: &Outline<'_>) -> Vec<Option<usize>> {
    let mut from = 0;
    let citations = outline.record.citations.iter();
    citations
        .map(|citation| {
            let text = Comparable::new(&citation.text).chars;
            let holds = |chars: &[char]| !text.is_empty() && chars.windows(text.len()).any(|window| window == text);
            let names = |at: &usize| {
                let node = &outline.nodes[*at];
                holds(&node.text.chars) || node.cells.iter().any(|cell| holds(&cell.text.chars))
            };
            // The list is in the order of the text.
            let at = (from..outline.nodes.len()).find(names).or_else(|| (0..from).find(names));
            from = at.unwrap_or(from);
            at
        })
        .collect()
}
