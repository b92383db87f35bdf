//! What two texts have to share to be the same: their characters, whatever script, width and spacing they are written in.

use script::Converter;
use unicode_normalization::UnicodeNormalization;

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
            for c in std::iter::once(c).nfkc().filter(|c| !c.is_whitespace()) {
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
