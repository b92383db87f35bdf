//! Separators, letters and words around labels.

use super::words::{COLONS, COMMAS, DOTS};
use super::{Class, is_blank};
use crate::counter::{BRANCH_SIGNS, STEMS};

/// The separator at `end`, `' '` for blanks only, and where the text behind it begins.
pub(super) fn separator(text: &[char], end: usize) -> (Option<char>, usize) {
    let i = skip_blanks(text, end);
    match text.get(i) {
        Some(&sign) if is_sign(sign) => {
            let second = DOTS.contains(sign) && text.get(i + 1).is_some_and(|&c| "、﹑､，,".contains(c));
            (Some(sign), skip_blanks(text, i + if second { 2 } else { 1 }))
        }
        _ => ((i > end).then_some(' '), i),
    }
}

/// Whether a char parts a label from its text: 、 in 一、依據.
#[must_use]
pub fn is_sign(c: char) -> bool {
    COMMAS.contains(c) || DOTS.contains(c) || COLONS.contains(c)
}

/// The first index at or behind `i` that is no blank.
pub fn skip_blanks(text: &[char], i: usize) -> usize {
    i + text.iter().skip(i).take_while(|&&c| is_blank(c)).count()
}

/// Whether text stands at `body`, on the same line.
pub(super) fn has_text(text: &[char], body: usize) -> bool {
    text.get(body).is_some_and(|&c| c != '\n' && c != '\r')
}

/// The rank of 甲 to 癸.
pub(super) fn stem(c: char) -> Option<u32> {
    STEMS.iter().zip(1..).find_map(|(&stem, ordinal)| (stem == c).then_some(ordinal))
}

/// 子 1 … 亥 12.
pub(super) fn branch(c: char) -> Option<u32> {
    BRANCH_SIGNS.chars().zip(1..).find_map(|(branch, ordinal)| (branch == c).then_some(ordinal))
}

/// 甲 to 癸 and 子 to 亥.
pub(super) fn stems_and_branches() -> impl Iterator<Item = char> {
    STEMS.iter().copied().chain(BRANCH_SIGNS.chars())
}

/// Class and rank of a Latin letter of either width.
pub(super) fn latin_letter(c: char) -> Option<(Class, u32)> {
    let (first, class) = match c {
        'A'..='Z' => ('A', Class::Latin),
        'a'..='z' => ('a', Class::LatinSmall),
        'Ａ'..='Ｚ' => ('Ａ', Class::Latin),
        'ａ'..='ｚ' => ('ａ', Class::LatinSmall),
        _ => return None,
    };
    Some((class, u32::from(c) - u32::from(first) + 1))
}

/// Class and value of a Roman numeral that is one char.
pub(super) fn roman_numeral(c: char) -> Option<(Class, u32)> {
    match c {
        'Ⅰ'..='Ⅻ' => Some((Class::Latin, u32::from(c) - u32::from('Ⅰ') + 1)),
        'ⅰ'..='ⅻ' => Some((Class::LatinSmall, u32::from(c) - u32::from('ⅰ') + 1)),
        _ => None,
    }
}

/// Whether one of the words stands at `start`.
pub(super) fn starts_with_any(text: &[char], start: usize, words: &[&str]) -> bool {
    prefix_length(text, start, words).is_some()
}

/// Length of the longest of the words that stands at `start`.
pub(super) fn prefix_length(text: &[char], start: usize, words: &[&str]) -> Option<usize> {
    let first = *text.get(start)?;
    let stands = |word: &&&str| {
        word.starts_with(first) && word.chars().enumerate().all(|(i, c)| text.get(start + i) == Some(&c))
    };
    words.iter().filter(stands).map(|word| word.chars().count()).max()
}
