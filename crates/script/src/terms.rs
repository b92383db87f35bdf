//! Protected terms: words of the administration that an engine's dictionary gets wrong.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::dictionary::{DEFAULTS, DICTIONARY};

/// A table of protected terms: lines of a term, a tab and the same term in the other script.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table(&'static str);

/// Simplified to Traditional.
pub(crate) const TO_HANT: Table = Table(include_str!("../data/to_hant.tsv"));

/// Traditional to Simplified.
pub(crate) const TO_HANS: Table = Table(include_str!("../data/to_hans.tsv"));

impl Table {
    /// The rows, in the order of the file.
    pub(crate) fn rows(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
    }

    /// FNV-1a of the rows and of the changed defaults: two programs with the same digest convert with the same terms.
    pub(crate) fn digest(self) -> u64 {
        self.rows()
            .chain(DEFAULTS)
            .flat_map(|(from, to)| [from, "\t", to, "\n"])
            .flat_map(str::bytes)
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

/// The terms of [`TO_HANT`], ready to search.
pub(crate) static HANT_TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::new(TO_HANT, &[]));

/// The terms of [`TO_HANS`] and the phrases that are Simplified as they stand, ready to search.
pub(crate) static HANS_TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::new(TO_HANS, &DICTIONARY.settled));

/// Terms to search for in a text.
pub(crate) struct Terms {
    automaton: AhoCorasick,
    replacements: Vec<String>,
}

impl Terms {
    /// The rows of `table`; each row's result and each of `settled` stay as they are.
    fn new(table: Table, settled: &'static [String]) -> Self {
        let mut terms: BTreeMap<&str, &str> = settled.iter().map(|term| (&**term, &**term)).collect();
        terms.extend(table.rows().map(|(_, to)| (to, to)));
        terms.extend(table.rows());
        #[expect(clippy::expect_used, reason = "some thousand short terms: far below the automaton's limits")]
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(terms.keys())
            .expect("an automaton of the protected terms");
        Self { automaton, replacements: terms.into_values().map(str::to_owned).collect() }
    }

    /// Where the terms stand in `text` (the leftmost first, of those the longest) and what they become, in bytes.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        self.automaton.find_iter(text).filter_map(|found| {
            let replacement = self.replacements.get(found.pattern().as_usize())?;
            Some((found.range(), replacement.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_a_comment_or_a_row_of_two_terms_of_one_length() {
        for (name, table) in [("to_hant", TO_HANT), ("to_hans", TO_HANS)] {
            let mut seen = BTreeSet::new();
            for (index, line) in table.0.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                assert!(cells.len() == 2 && cells.iter().all(|c| !c.is_empty()), "{name}.tsv:{}: {line}", index + 1);
                assert_eq!(cells[0].chars().count(), cells[1].chars().count(), "{name}.tsv:{}", index + 1);
                assert!(!line.contains(['。', '，', '、', '；']), "{name}.tsv:{}: a clause ends in it", index + 1);
                assert!(seen.insert(cells[0]), "{name}.tsv:{}: {} twice", index + 1, cells[0]);
            }
            assert!(seen.len() >= 50, "{name}.tsv is read");
        }
        assert!(TO_HANT.rows().count() >= 150);
    }

    #[test]
    fn the_longest_of_the_leftmost_terms_wins() {
        let found: Vec<&str> = HANT_TERMS.find("设计划分计划").map(|(_, to)| to).collect();
        assert_eq!(found, ["設計劃分", "計畫"]);
    }
}
