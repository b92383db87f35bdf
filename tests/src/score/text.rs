//! Texts as they are compared.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What is not compared at both ends of a label.
const AROUND_LABEL: &[char] = &['(', ')', '、', '.', ',', ':', '。'];

/// The text in NFKC, without white space, and with the misprint ㄧ (U+3127) as 一.
pub(crate) fn plain(text: &str) -> String {
    // U+001C to U+001F separate too, though Unicode doesn't call them white space.
    let is_blank = |c: &char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c);
    text.nfkc().filter(|c| !is_blank(c)).map(|c| if c == 'ㄧ' { '一' } else { c }).collect()
}

/// A label without its brackets and the separator behind it.
pub(super) fn bare_label(label: &str) -> String {
    plain(label).trim_matches(AROUND_LABEL).to_owned()
}

/// A text, ready to be compared with many.
pub(super) struct Text {
    plain: String,
    /// Every two neighbours, sorted; of a single character itself.
    bigrams: Vec<u64>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let plain = plain(text);
        let code = |c: char| u64::from(u32::from(c));
        // No character is u32::MAX.
        let alone = plain.chars().next().map(|c| code(c) << 32 | u64::from(u32::MAX));
        let pairs = plain.chars().zip(plain.chars().skip(1));
        let mut bigrams: Vec<u64> = pairs.map(|(first, second)| code(first) << 32 | code(second)).collect();
        if bigrams.is_empty() {
            bigrams.extend(alone);
        }
        bigrams.sort_unstable();
        Self { plain, bigrams }
    }
}

/// Twice the bigrams that both have by all that either has; 1 for equal texts.
pub(super) fn similarity(a: &Text, b: &Text) -> f64 {
    if a.plain == b.plain {
        return 1.0;
    }
    let (mut left, mut right, mut both) = (0, 0, 0_usize);
    while left < a.bigrams.len() && right < b.bigrams.len() {
        match a.bigrams[left].cmp(&b.bigrams[right]) {
            Ordering::Less => left += 1,
            Ordering::Greater => right += 1,
            Ordering::Equal => {
                both += 1;
                left += 1;
                right += 1;
            }
        }
    }
    (2 * both) as f64 / (a.bigrams.len() + b.bigrams.len()).max(1) as f64
}

/// How many elements two bags share.
pub(super) fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    a.len() - without(a, b).len()
}

/// The elements of a bag that another has not, or not as often, in order.
pub(super) fn without<'a, T: Ord>(of: &'a [T], other: &[T]) -> Vec<&'a T> {
    let mut there: BTreeMap<&T, usize> = BTreeMap::new();
    other.iter().for_each(|element| *there.entry(element).or_default() += 1);
    let mut left = Vec::new();
    for element in of {
        match there.get_mut(element) {
            Some(count) if *count > 0 => *count -= 1,
            _ => left.push(element),
        }
    }
    left
}
