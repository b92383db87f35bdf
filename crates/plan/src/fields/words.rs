//! The word lists in `data/`: tab-separated, the first line names the columns.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Folded;

/// The word lists by name.
#[cfg(test)]
pub(super) const TABLES: &[(&str, &str)] = &[
    ("roles", include_str!("../../data/roles.tsv")),
    ("units", include_str!("../../data/units.tsv")),
    ("agencies", include_str!("../../data/agencies.tsv")),
    ("verbs", include_str!("../../data/verbs.tsv")),
    ("front", include_str!("../../data/front.tsv")),
    ("times", include_str!("../../data/times.tsv")),
    ("kinds", include_str!("../../data/kinds.tsv")),
    ("sentences", include_str!("../../data/sentences.tsv")),
    ("subjects", include_str!("../../data/subjects.tsv")),
    ("groups", include_str!("../../data/groups.tsv")),
];

/// The rows of a word list.
pub(super) fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

/// Words with what each means, to be found in folded text.
#[derive(Debug, Clone)]
pub(crate) struct Words<V> {
    of: BTreeMap<Vec<char>, V>,
    first: BTreeSet<char>,
    last: BTreeSet<char>,
    longest: usize,
}

impl<V> Default for Words<V> {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl<V> Words<V> {
    /// The words of `pairs`, folded; of equal ones the first.
    pub(crate) fn new<'w>(pairs: impl Iterator<Item = (&'w str, V)>) -> Self {
        let mut of = BTreeMap::new();
        for (word, value) in pairs {
            let word = Folded::new(word).chars;
            if !word.is_empty() {
                of.entry(word).or_insert(value);
            }
        }
        let longest = of.keys().map(Vec::len).max().unwrap_or(0);
        let first = of.keys().filter_map(|word| word.first().copied()).collect();
        let last = of.keys().filter_map(|word| word.last().copied()).collect();
        Self { of, first, last, longest }
    }

    /// Whether there is no word in the list.
    pub(crate) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// What a whole text means.
    pub(crate) fn get(&self, text: &[char]) -> Option<&V> {
        self.of.get(text)
    }

    /// The longest word that begins at `at`: its length and meaning.
    pub(super) fn longest_at(&self, text: &[char], at: usize) -> Option<(usize, &V)> {
        let rest = text.get(at..)?;
        if !self.first.contains(rest.first()?) {
            return None;
        }
        (1..=self.longest.min(rest.len())).rev().find_map(|length| Some((length, self.of.get(&rest[..length])?)))
    }

    /// The longest word that ends at `end`: its length and meaning.
    pub(super) fn longest_ending(&self, text: &[char], end: usize) -> Option<(usize, &V)> {
        let before = text.get(..end)?;
        if !self.last.contains(before.last()?) {
            return None;
        }
        (1..=self.longest.min(end)).rev().find_map(|length| Some((length, self.of.get(&before[end - length..])?)))
    }

    /// Whether words of the list, one behind the other, make up the whole text.
    pub(super) fn make_up(&self, text: &[char]) -> bool {
        let mut reached = vec![false; text.len() + 1];
        reached[0] = true;
        for at in 0..text.len() {
            if reached[at] {
                for length in 1..=self.longest.min(text.len() - at) {
                    if self.of.contains_key(&text[at..at + length]) {
                        reached[at + length] = true;
                    }
                }
            }
        }
        reached[text.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_word_wins() {
        let words = Words::new([("單位", 1), ("承辦單位", 2)].into_iter());
        assert_eq!(words.longest_ending(&chars("承办单位"), 4), Some((4, &2)));
        assert_eq!(words.longest_at(&chars("承办单位"), 2), Some((2, &1)));
        assert_eq!(words.longest_at(&chars("承办单位"), 9), None);
    }

    #[test]
    fn words_make_up_a_text_without_gaps() {
        let words = Words::new([("具體", ()), ("推動", ()), ("具體推", ())].into_iter());
        assert!(words.make_up(&chars("具体推动")));
        assert!(!words.make_up(&chars("具体推行")));
        assert!(words.make_up(&[]));
    }

    #[test]
    fn every_row_of_every_list_is_whole() {
        for (name, tsv) in TABLES {
            let columns = tsv.lines().next().unwrap_or("").split('\t').count();
            for row in rows(tsv) {
                assert_eq!(row.len(), columns, "{name}: {row:?}");
                assert!(row.iter().all(|cell| !cell.is_empty()), "{name}: {row:?}");
            }
        }
    }
}
