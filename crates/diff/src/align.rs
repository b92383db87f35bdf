//! Which piece of one plan is which piece of the other.
//!
//! From the top down: divisions by heading, kind and content; then, within each pair, what stands in it, and rows by their columns. What
//! is left over is looked for anywhere in the plan (it moved, or its division was split or merged), and a pair of pieces
//! that hold the same things are the same piece, whatever they are called now. Numbers are looked at only to say which of two that changed
//! places has moved.

mod broken;
mod columns;
mod likeness;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use crate::assign::{assign, in_order};
use crate::outline::{Class, FRONT, Outline, PLAN};

use columns::Columns;
pub(crate) use places::Letters;

/// Least likeness of two divisions that are the same one.
const SECTIONS: f32 = 0.4;
/// Least likeness of two pieces of the same surroundings.
const NEIGHBOURS: f32 = 0.4;
/// Of two texts that stand alone between the same neighbours.
const ALONE: f32 = 0.2;
/// Of two that have changed places with others around them.
const CROSSED: f32 = 0.6;
/// What two that stand elsewhere may differ by, as a part of what tells either from the next most alike: rows and sentences of one
/// wording are much alike, and none of them is another.
const CLEARLY: f32 = 0.5;
/// Of two pieces of different surroundings.
const ANYWHERE: f32 = 0.75;
/// Fewest pairs of characters of a piece that is looked for in other surroundings: shorter ones are the same by chance.
const LONG: usize = 7;
/// Turns of looking for what is left over. Each can only pair more; one or two pair all.
const TURNS: usize = 4;

/// Which piece of one plan is which of the other, and what of it stands elsewhere.
#[derive(Debug, Default)]
pub(crate) struct Alignment {
    /// The counterpart of each old node.
    pub(crate) old: Vec<Option<usize>>,
    /// The counterpart of each new node.
    pub(crate) new: Vec<Option<usize>>,
    /// Old nodes that stand elsewhere.
    pub(crate) moved: BTreeSet<usize>,
    /// Old and new columns of tables with rows in common, by the old and the new table; in the order of the new columns.
    columns: BTreeMap<(usize, usize), Vec<(usize, usize)>>,
    /// The letters that the two plans name.
    pub(crate) letters: Letters,
}

impl Alignment {
    /// Aligns two plans, and joins what is broken into lines in one of them. The same pairs come out whichever of the two is called the
    /// old one.
    pub(crate) fn of(old: &mut Outline<'_>, new: &mut Outline<'_>) -> Self {
        if places::comes_before(old.record, new.record) {
            let whole = broken::join(old, new);
            Self::forwards(old, new, &whole)
        } else {
            let whole = broken::join(new, old);
            Self::forwards(new, old, &whole).mirrored()
        }
    }

    fn forwards(old: &Outline<'_>, new: &Outline<'_>, whole: &[(usize, usize)]) -> Self {
        let mut aligner = Aligner {
            old,
            new,
            columns: BTreeMap::new(),
            found: Self { old: vec![None; old.nodes.len()], new: vec![None; new.nodes.len()], ..Self::default() },
        };
        aligner.pair(PLAN, PLAN);
        aligner.pair(FRONT, FRONT);
        whole.iter().for_each(|(old, new)| aligner.pair(*old, *new));
        aligner.sections();
        for at in 0..old.nodes.len() {
            if let Some(counterpart) = aligner.found.old[at].filter(|_| old.nodes[at].parent == PLAN) {
                aligner.children(at, counterpart);
            }
        }
        for _ in 0..TURNS {
            let before = aligner.pairs();
            aligner.anywhere(Class::Text);
            aligner.anywhere(Class::Table);
            aligner.anywhere(Class::Row);
            aligner.linked();
            aligner.holders();
            if aligner.pairs() == before {
                break;
            }
        }
        let mut found = aligner.found;
        found.columns = aligner.columns.iter().map(|(tables, columns)| (*tables, columns.pairs())).collect();
        found.moved = places::moved(&found, old, new);
        found.letters = places::letters(&found, old, new);
        found
    }

    fn mirrored(self) -> Self {
        let moved = self.moved.iter().filter_map(|at| self.old[*at]).collect();
        let columns = self.columns.into_iter().map(|((old, new), pairs)| ((new, old), mirrored(pairs))).collect();
        Self { old: self.new, new: self.old, moved, columns, letters: self.letters.mirrored() }
    }

    /// Which column of an old table is which of a new one, in the order of the new columns; none of tables without rows in common.
    pub(crate) fn columns(&self, old_table: usize, new_table: usize) -> &[(usize, usize)] {
        self.columns.get(&(old_table, new_table)).map_or(&[], Vec::as_slice)
    }
}

/// The same pairs seen from the other side, in the order of what is the new one there.
fn mirrored(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(old, new)| (new, old)).collect();
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

struct Aligner<'a, 'r> {
    old: &'a Outline<'r>,
    new: &'a Outline<'r>,
    /// By the old and the new table.
    columns: BTreeMap<(usize, usize), Columns>,
    found: Alignment,
}

impl Aligner<'_, '_> {
    fn pair(&mut self, old: usize, new: usize) {
        (self.found.old[old], self.found.new[new]) = (Some(new), Some(old));
    }

    fn pairs(&self) -> usize {
        self.found.old.iter().flatten().count()
    }

    fn sections(&mut self) {
        let all = |outline: &Outline<'_>| -> Vec<usize> { outline.nodes[PLAN].children[1..].to_vec() };
        let (olds, news) = (all(self.old), all(self.new));
        // A heading says more than what has come to stand under it: parts of a division that was split look like the whole.
        self.identical(&olds, &news);
        let (olds, news) = (free(&self.found.old, &olds), free(&self.found.new, &news));
        let likeness = |i: usize, j: usize| {
            likeness::sections(&self.old.nodes[olds[i].1], &self.new.nodes[news[j].1])
                + likeness::place(i, olds.len(), j, news.len())
        };
        for (i, j) in assign(olds.len(), news.len(), SECTIONS, likeness) {
            self.pair(olds[i].1, news[j].1);
        }
    }

    /// Pairs what stands in two pieces, and what stands in that.
    fn children(&mut self, old: usize, new: usize) {
        for class in [Class::Text, Class::Table, Class::Row] {
            self.siblings(old, new, class);
        }
        for at in self.old.nodes[old].children.clone() {
            let inside = self.found.old[at].filter(|counterpart| self.new.nodes[*counterpart].parent == new);
            if let Some(counterpart) = inside {
                self.children(at, counterpart);
            }
        }
    }

    /// Pairs the pieces of a class that stand in two pieces and have no counterpart yet.
    fn siblings(&mut self, old: usize, new: usize, class: Class) {
        let all_olds = of_class(self.old, old, class);
        let all_news = of_class(self.new, new, class);
        if all_olds.is_empty() || all_news.is_empty() {
            return;
        }
        if class == Class::Row {
            self.columns(old, new);
        }
        self.identical(&all_olds, &all_news);
        let (olds, news) = (free(&self.found.old, &all_olds), free(&self.found.new, &all_news));
        let likeness = |i: usize, j: usize| {
            let ((old_place, old), (new_place, new)) = (olds[i], news[j]);
            self.likeness(old, new) + likeness::place(old_place, all_olds.len(), new_place, all_news.len())
        };
        for (i, j) in assign(olds.len(), news.len(), NEIGHBOURS, likeness) {
            self.pair(olds[i].1, news[j].1);
        }
        let place_of: BTreeMap<usize, usize> = all_news.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        self.part_crossed(&all_olds, &all_news, &place_of);
        // Of rows, merged cells make even those alike that have nothing else in common.
        if class != Class::Row {
            self.lonely(&all_olds, &all_news, &place_of);
        }
    }

    /// Pairs what is the same to the letter and stands once on each side.
    fn identical(&mut self, olds: &[usize], news: &[usize]) {
        let mut places: BTreeMap<Vec<&[char]>, [Vec<usize>; 2]> = BTreeMap::new();
        for at in olds.iter().filter(|at| self.found.old[**at].is_none()) {
            places.entry(likeness::words(&self.old.nodes[*at])).or_default()[0].push(*at);
        }
        for at in news.iter().filter(|at| self.found.new[**at].is_none()) {
            places.entry(likeness::words(&self.new.nodes[*at])).or_default()[1].push(*at);
        }
        let pairs: Vec<(usize, usize)> = places
            .iter()
            .filter(|(words, _)| words.iter().any(|words| !words.is_empty()))
            .filter_map(|(_, [olds, news])| Some((*single(olds)?, *single(news)?)))
            .collect();
        for (old, new) in pairs {
            self.pair(old, new);
        }
    }

    /// What has changed places and is not much alike was not the same. `place_of` are the places of the new ones.
    fn part_crossed(&mut self, olds: &[usize], news: &[usize], place_of: &BTreeMap<usize, usize>) {
        let pairs: Vec<(usize, usize, usize)> = olds
            .iter()
            .filter_map(|old| self.found.old[*old].map(|new| (*old, new)))
            .filter_map(|(old, new)| Some((old, new, *place_of.get(&new)?)))
            .collect();
        let alike: Vec<f32> = pairs.iter().map(|(old, new, _)| self.likeness(*old, *new)).collect();
        let weighed: Vec<(usize, u64)> =
            pairs.iter().zip(&alike).map(|((.., place), alike)| (*place, (alike * 1_000.0) as u64 + 1)).collect();
        for ((pair, alike), kept) in pairs.iter().zip(&alike).zip(in_order(&weighed)) {
            let (old, new, _) = *pair;
            if !kept && (*alike < CROSSED || !self.is_clear(old, new, olds, news)) {
                (self.found.old[old], self.found.new[new]) = (None, None);
            }
        }
    }

    /// Whether two pieces are clearly more alike than either is to any other.
    fn is_clear(&self, old: usize, new: usize, olds: &[usize], news: &[usize]) -> bool {
        let alike = self.wording(old, new);
        let rivals = olds.iter().filter(|at| **at != old).map(|at| self.wording(*at, new));
        let mut next = rivals.chain(news.iter().filter(|at| **at != new).map(|at| self.wording(old, *at)));
        alike >= 1.0 || next.all(|next| 1.0 - alike <= CLEARLY * (1.0 - next))
    }

    /// Between two pairs of neighbours, one text on each side is the same one unless it has nothing in common.
    fn lonely(&mut self, olds: &[usize], news: &[usize], place_of: &BTreeMap<usize, usize>) {
        let (mut gap, mut from) = (Vec::new(), 0);
        let mut pairs = Vec::new();
        for old in olds.iter().map(Some).chain([None]) {
            let end = match old.map(|old| self.found.old[*old]) {
                None => news.len(),
                Some(None) => {
                    gap.extend(old.copied());
                    continue;
                }
                Some(Some(new)) => match place_of.get(&new).filter(|place| **place >= from) {
                    Some(place) => *place,
                    None => continue,
                },
            };
            let between: Vec<usize> =
                news[from..end].iter().copied().filter(|new| self.found.new[*new].is_none()).collect();
            if let (Some(old), Some(new)) = (single(&gap), single(&between))
                && self.wording(*old, *new) >= ALONE
            {
                pairs.push((*old, *new));
            }
            gap.clear();
            from = end + 1;
            if from > news.len() {
                break;
            }
        }
        for (old, new) in pairs {
            self.pair(old, new);
        }
    }

    fn likeness(&self, old: usize, new: usize) -> f32 {
        let (old_node, new_node) = (&self.old.nodes[old], &self.new.nodes[new]);
        match self.columns.get(&(old_node.parent, new_node.parent)) {
            Some(columns) if old_node.class() == Class::Row => columns.likeness(old_node, new_node),
            _ => likeness::pieces(old_node, new_node),
        }
    }

    /// Likeness by a piece's own words, without what stands in it.
    fn wording(&self, old: usize, new: usize) -> f32 {
        let (old_node, new_node) = (&self.old.nodes[old], &self.new.nodes[new]);
        if old_node.class() == Class::Row { self.likeness(old, new) } else { likeness::wording(old_node, new_node) }
    }

    fn columns(&mut self, old: usize, new: usize) {
        let columns = || Columns::of(self.old, old, self.new, new);
        self.columns.entry((old, new)).or_insert_with(columns);
    }

    /// Pairs what is left over of a class wherever it stands.
    fn anywhere(&mut self, class: Class) {
        let all = |outline: &Outline<'_>| -> Vec<usize> {
            let nodes = outline.nodes.iter().enumerate();
            let long = nodes.filter(|(_, node)| node.class() == class && !node.is_title && node.whole.len() >= LONG);
            long.map(|(at, _)| at).collect()
        };
        let (all_olds, all_news) = (all(self.old), all(self.new));
        let (olds, news) = (free(&self.found.old, &all_olds), free(&self.found.new, &all_news));
        let likeness = |i: usize, j: usize| {
            let (old, new) = (&self.old.nodes[olds[i].1], &self.new.nodes[news[j].1]);
            // Of the same surroundings: judged there.
            if self.found.old[old.parent] == Some(new.parent) { 0.0 } else { likeness::pieces(old, new) }
        };
        let pairs = assign(olds.len(), news.len(), ANYWHERE, likeness);
        let clear = |(old, new): &(usize, usize)| self.is_clear(*old, *new, &all_olds, &all_news);
        let pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(i, j)| (olds[i].1, news[j].1)).filter(clear).collect();
        for (old, new) in pairs {
            self.pair(old, new);
            if class == Class::Row {
                self.columns(self.old.nodes[old].parent, self.new.nodes[new].parent);
            }
            self.children(old, new);
        }
    }

    /// Where something has gone from one place to another because its surroundings were split or merged, its old neighbours
    /// may have gone with it.
    fn linked(&mut self) {
        let links: BTreeSet<(usize, usize)> = self
            .crossings()
            .filter(|(old, new)| self.found.old[*old].is_none() || self.found.new[*new].is_none())
            .collect();
        for (old, new) in links {
            self.children(old, new);
        }
    }

    /// Two pieces without counterparts that hold mostly the same are the same.
    fn holders(&mut self) {
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for link in self.crossings() {
            *shared.entry(link).or_default() += 1;
        }
        for ((old, new), count) in shared {
            let (old_node, new_node) = (&self.old.nodes[old], &self.new.nodes[new]);
            let free = self.found.old[old].is_none() && self.found.new[new].is_none();
            let most = 2 * count > old_node.children.len().max(new_node.children.len());
            // An item says what it is about, a division may be called otherwise.
            let is_about = old_node.class() != Class::Text || old_node.own.likeness(&new_node.own) >= NEIGHBOURS;
            if free && most && is_about && old_node.class() == new_node.class() {
                self.pair(old, new);
                self.children(old, new);
            }
        }
    }

    /// What pieces stood in and stand in, where that is not the same thing.
    fn crossings(&self) -> impl Iterator<Item = (usize, usize)> {
        let pairs = self.found.old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)));
        let parents = pairs.map(|(old, new)| (self.old.nodes[old].parent, self.new.nodes[new].parent));
        parents.filter(|(old, new)| self.found.old[*old] != Some(*new))
    }
}

fn of_class(outline: &Outline<'_>, parent: usize, class: Class) -> Vec<usize> {
    let is_of = |at: &usize| outline.nodes[*at].class() == class && !outline.nodes[*at].is_continued;
    outline.nodes[parent].children.iter().copied().filter(is_of).collect()
}

/// Those without a counterpart, with their places.
fn free(found: &[Option<usize>], all: &[usize]) -> Vec<(usize, usize)> {
    all.iter().copied().enumerate().filter(|(_, at)| found[*at].is_none()).collect()
}

fn single<T>(of: &[T]) -> Option<&T> {
    if let [only] = of { Some(only) } else { None }
}
