//! Protected terms: words of the administration that an engine's dictionary gets wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::dictionary::DICTIONARY;

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

    /// FNV-1a of the rows and of `more` of them: two programs with the same digest convert with the same terms.
    pub(crate) fn digest(self, more: &[(&'static str, &'static str)]) -> u64 {
        self.rows()
            .chain(more.iter().copied())
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
    /// The number of the group of terms that begin with a character, by code point; 0 for none.
    group_of: Vec<u16>,
    /// Terms that begin with one character, the longest first, each with what it becomes.
    groups: Vec<Vec<(&'static str, &'static str)>>,
}

impl Terms {
    /// The rows of `table`; each row's result and each of `settled` stay as they are.
    fn new(table: Table, settled: &'static [String]) -> Self {
        let mut rows: BTreeMap<&str, &str> = settled.iter().map(|term| (&**term, &**term)).collect();
        rows.extend(table.rows().map(|(_, to)| (to, to)));
        rows.extend(table.rows());

        let mut terms = Self { group_of: Vec::new(), groups: vec![Vec::new()] };
        for (from, to) in rows {
            let Some(first) = from.chars().next().map(|c| c as usize) else { continue };
            if terms.group_of.len() <= first {
                terms.group_of.resize(first + 1, 0);
            }
            if terms.group_of[first] == 0 {
                terms.group_of[first] = u16::try_from(terms.groups.len()).unwrap_or(0);
                terms.groups.push(Vec::new());
            }
            terms.groups[usize::from(terms.group_of[first])].push((from, to));
        }
        for group in &mut terms.groups {
            group.sort_by_key(|(from, _)| Reverse(from.len()));
        }
        terms
    }

    /// Where the terms stand in `text` (the leftmost first, of those the longest) and what they become, in bytes.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
        let mut chars = text.char_indices();
        let mut read = 0;
        std::iter::from_fn(move || {
            chars
                .by_ref()
                .filter(|&(at, _)| at >= read)
                .find_map(|(at, c)| {
                    let group = self.group_of.get(c as usize).filter(|&&group| group != 0)?;
                    let terms = self.groups.get(usize::from(*group))?;
                    let &(from, to) = terms.iter().find(|(from, _)| text[at..].starts_with(from))?;
                    Some((at..at + from.len(), to))
                })
                .inspect(|(span, _)| read = span.end)
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
