//! What two texts have to share to be the same: their characters, whatever script, width and spacing they are written in.

use std::sync::LazyLock;

use script::Converter;
use unicode_normalization::UnicodeNormalization;

/// The first of the characters that both scripts are written in.
const FIRST: u32 = 0x4e00;
/// One past the last of them.
const END: u32 = 0xa000;

/// What each of these characters is compared by. A converter leaves document numbers in their script, and where it has a choice it
/// may not find the way back: 账 becomes 帳, and that 帐. What is the same in Traditional Chinese is the same.
static CLASSES: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: String = (FIRST..END).filter_map(char::from_u32).flat_map(|c| [c, '。']).collect();
    let converter = Converter::new();
    converter.to_hans(&converter.to_hant(&all)).chars().step_by(2).collect()
});

fn class(c: char) -> char {
    let at = u32::from(c).checked_sub(FIRST).filter(|_| u32::from(c) < END);
    at.and_then(|at| CLASSES.get(at as usize)).copied().unwrap_or(c)
}

/// A text without what never counts as a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Comparable {
    /// Simplified characters of ordinary width, without white space.
    pub(crate) chars: Vec<char>,
    /// The char of the text that each of them is or is part of.
    at: Vec<u32>,
}

impl Comparable {
    pub(crate) fn new(text: &str) -> Self {
        let mut comparable = Self::default();
        for (at, c) in (0..).zip(Converter::new().to_hans(text).chars()) {
            for c in std::iter::once(class(c)).nfkc().filter(|c| !c.is_whitespace()) {
                comparable.chars.push(if c == 'ㄧ' { '一' } else { c });
                comparable.at.push(at);
            }
        }
        comparable
    }

    /// Chars of the text that a range of its characters covers, first and one past the last.
    pub(crate) fn source(&self, start: usize, end: usize) -> [usize; 2] {
        let place = |at: usize| self.at.get(at).map(|at| *at as usize);
        let behind = |at: usize| at.checked_sub(1).and_then(place).map_or(0, |at| at + 1);
        if start < end { [place(start).unwrap_or(0), behind(end)] } else { [behind(start), behind(start)] }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }
}

/// Whether two texts are the same.
pub(crate) fn same(old: &str, new: &str) -> bool {
    old == new || Comparable::new(old).chars == Comparable::new(new).chars
}

/// Whether two lists of texts are the same.
pub(crate) fn same_texts(old: &[String], new: &[String]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
}

/// How often which pairs of neighbouring characters stand in a text, sorted: what its likeness to others is told by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile(Vec<u64>);

impl Profile {
    pub(crate) fn of(chars: &[char]) -> Self {
        let pair = |first: char, second: char| u64::from(first) << 32 | u64::from(second);
        let mut pairs: Vec<u64> = match chars {
            [only] => vec![pair(*only, '\0')],
            chars => chars.windows(2).map(|chars| pair(chars[0], chars[1])).collect(),
        };
        pairs.sort_unstable();
        Self(pairs)
    }

    pub(crate) fn joined<'p>(profiles: impl Iterator<Item = &'p Self>) -> Self {
        let mut pairs: Vec<u64> = profiles.flat_map(|profile| profile.0.iter().copied()).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Dice's coefficient: 1 for the same pairs, 0 for none in common. Two empty texts are the same.
    pub(crate) fn likeness(&self, other: &Self) -> f32 {
        let (a, b) = (&self.0, &other.0);
        if a.is_empty() && b.is_empty() {
            return 1.0;
        }
        let (mut i, mut j, mut common) = (0, 0, 0_usize);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        (2 * common) as f32 / (a.len() + b.len()) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_the_same_also_in_numbers_and_where_one_character_is_written_in_two_ways() {
        for (hant, hans) in [
            ("濱府研展字第1030288001號函", "滨府研展字第1030288001号函"),
            ("臺北市政府臺府研字第1020000001號", "台北市政府台府研字第1020000001號"),
            ("工作台帳", "工作台账"),
            ("乾淨、瞭解、著名", "干净、了解、著名"),
        ] {
            assert!(same(hant, hans), "{hant}");
        }
    }

    #[test]
    fn other_words_are_not_the_same() {
        for (old, new) in [("每月", "每季"), ("企劃課", "企劃科"), ("10", "5"), ("", "無")] {
            assert!(!same(old, new), "{old}");
        }
    }
}
