//! The word lists in `data/`: tab-separated, the first line names the columns.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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
    /// By their characters.
    words: Vec<(Vec<char>, V)>,
    first: ByChar,
    last: ByChar,
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
        let words: Vec<(Vec<char>, V)> = of.into_iter().collect();
        let first = ByChar::new(&words, |word| word.first());
        let last = ByChar::new(&words, |word| word.last());
        Self { words, first, last }
    }

    /// Whether there is no word in the list.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether one of the words begins with a character.
    pub(super) fn begin_with(&self, c: char) -> bool {
        !self.first.of(c).is_empty()
    }

    /// What a whole text means.
    pub(crate) fn get(&self, text: &[char]) -> Option<&V> {
        let at = self.words.binary_search_by(|(word, _)| word.as_slice().cmp(text)).ok()?;
        self.words.get(at).map(|(_, value)| value)
    }

    /// The longest word that begins at `at`: its length and meaning.
    pub(super) fn longest_at(&self, text: &[char], at: usize) -> Option<(usize, &V)> {
        self.beginning(text.get(at..)?).next()
    }

    /// The longest word that ends at `end`: its length and meaning.
    pub(super) fn longest_ending(&self, text: &[char], end: usize) -> Option<(usize, &V)> {
        let before = text.get(..end)?;
        let words = self.last.of(*before.last()?).iter().filter_map(|index| self.words.get(*index));
        words.filter(|(word, _)| before.ends_with(word)).map(|(word, value)| (word.len(), value)).next()
    }

    /// Whether words of the list, one behind the other, make up the whole text.
    pub(super) fn make_up(&self, text: &[char]) -> bool {
        let mut reached = vec![false; text.len() + 1];
        reached[0] = true;
        for at in 0..text.len() {
            if reached[at] {
                for (length, _) in self.beginning(&text[at..]) {
                    reached[at + length] = true;
                }
            }
        }
        reached[text.len()]
    }

    /// The words that a text begins with, the longest first: their lengths and meanings.
    fn beginning(&self, text: &[char]) -> impl Iterator<Item = (usize, &V)> {
        let begins = text.first().map_or(&[][..], |first| self.first.of(*first));
        let words = begins.iter().filter_map(|index| self.words.get(*index));
        words.filter(|(word, _)| text.starts_with(word)).map(|(word, value)| (word.len(), value))
    }
}

/// The indices of words by one of their characters, those of the longest first.
#[derive(Debug, Clone)]
struct ByChar {
    words: BTreeMap<char, Vec<usize>>,
    /// A bit for each remainder of a code point: most characters of a text are told by it to have no word.
    bits: [u64; BITS / 64],
}

/// Bits of [`ByChar`]: some times as many as the longest lists have words.
const BITS: usize = 2048;

impl ByChar {
    fn new<V>(words: &[(Vec<char>, V)], char_of: impl Fn(&[char]) -> Option<&char>) -> Self {
        let mut by_char = Self { words: BTreeMap::new(), bits: [0; BITS / 64] };
        for (index, (word, _)) in words.iter().enumerate() {
            if let Some(c) = char_of(word) {
                by_char.words.entry(*c).or_default().push(index);
                let (at, bit) = Self::bit(*c);
                by_char.bits[at] |= bit;
            }
        }
        for indices in by_char.words.values_mut() {
            indices.sort_by_key(|index| Reverse(words[*index].0.len()));
        }
        by_char
    }

    fn of(&self, c: char) -> &[usize] {
        let (at, bit) = Self::bit(c);
        if self.bits[at] & bit == 0 {
            return &[];
        }
        self.words.get(&c).map_or(&[], Vec::as_slice)
    }

    fn bit(c: char) -> (usize, u64) {
        let place = c as usize % BITS;
        (place / 64, 1 << (place % 64))
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
