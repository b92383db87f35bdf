//! The text of a line up to its numbers.

use numerals::{label, number};

use crate::lines::{self, Line};

/// Characters beyond which no line is a running head.
const LONGEST: usize = 120;

/// Characters of a page number with the name of a part before it, at most.
const LONGEST_SUFFIXED: usize = 10;

/// Letters beside a number at least, in a line that is no page number in any of the usual forms.
const LEAST_LETTERS: usize = 4;

/// Letters before a number at least, in a line that repeats with another number on each page: more than the names of tables
/// and figures have.
const LEAST_WORDS: usize = 8;

/// A line up to its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Its text without white space, each number one `#`.
    pub(super) text: String,
    /// The numbers.
    pub(super) numbers: Vec<i64>,
    /// A number in it may be that of the page: the line is one of the usual forms of page numbers, or long and without a label.
    pub(super) may_count: bool,
    /// It ends in a dash and a number, as the pages of an attachment do: 審一-3, 附一-3頁.
    pub(super) is_suffixed: bool,
    /// Words without a label, and one number behind them.
    pub(super) is_numbered: bool,
    /// Nothing but a number of at most three figures.
    pub(super) is_number: bool,
    /// A number in one of the forms that only page numbers have: - 3 -, 第 3 頁, 3/9.
    pub(super) is_page_number: bool,
}

pub(super) fn of(line: &Line) -> Key {
    let chars: Vec<char> =
        line.characters.iter().filter(|c| lines::is_visible(c)).take(LONGEST).map(|c| c.text).collect();
    let mut text = String::with_capacity(chars.len() * 3);
    let mut numbers = Vec::new();
    let (mut letters, mut marks, mut page_words) = (0, 0, 0);
    let mut figures = 0;
    let mut at = 0;
    if let Some(value) = roman(&chars) {
        numbers.push(value);
        text.push('#');
        at = chars.len();
        figures = 1;
    }
    while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let found = if digits > 0 {
            let value =
                rest.iter().take(digits.min(15)).fold(0, |n, c| n * 10 + i64::from(c.to_digit(10).unwrap_or(0)));
            Some((value, digits))
        } else {
            number::prefix(rest).map(|(value, length)| (i64::from(value), length))
        };
        match found {
            Some((value, length)) if length > 0 => {
                numbers.push(value);
                text.push('#');
                figures = figures.max(length);
                at += length;
            }
            _ => {
                if let Some(&c) = rest.first() {
                    text.push(c);
                    match c {
                        '頁' | '页' | '第' | '共' | '/' | '／' => page_words += 1,
                        '-' | '–' | '—' | '－' | '~' | '～' | '─' => marks += 1,
                        '(' | ')' | '（' | '）' | '[' | ']' | '·' | '•' | '|' | '，' | ',' | '.' => {}
                        _ => letters += 1,
                    }
                }
                at += 1;
            }
        }
    }
    let count = numbers.len();
    let is_page_word =
        letters == 0 || text.eq_ignore_ascii_case("page#") || text.eq_ignore_ascii_case("page#of#") || text == "p.#";
    let is_label = label::at(&chars, 0).is_some_and(|label| label.body < chars.len());
    let (first, last) = (text.chars().next(), text.chars().next_back());
    Key {
        may_count: is_page_word
            || text.ends_with(['頁', '页'])
            || letters >= LEAST_LETTERS && !is_label && (first == Some('#') || last == Some('#')),
        is_suffixed: text.trim_end_matches(['頁', '页']).ends_with("-#") && text.chars().count() <= LONGEST_SUFFIXED,
        is_numbered: letters >= LEAST_WORDS && !is_label && count == 1 && last == Some('#'),
        is_number: text == "#" && figures <= 3,
        is_page_number: letters == 0
            && (1..=2).contains(&count)
            && (text.contains(['頁', '页']) && page_words >= 1
                || marks == 2 && count == 1 && text.chars().count() == 3
                || text == "#/#"),
        text,
        numbers,
    }
}

/// The value of a line that is one Roman number.
fn roman(chars: &[char]) -> Option<i64> {
    let is_roman = |c: &char| "ivxIVX".contains(*c);
    if chars.is_empty() || chars.len() > 8 || !chars.iter().all(is_roman) {
        return None;
    }
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => 1,
        'v' => 5,
        _ => 10,
    };
    let mut total = 0;
    for (at, c) in chars.iter().enumerate() {
        let own = value(*c);
        let is_less = chars.get(at + 1).is_some_and(|next| value(*next) > own);
        total += if is_less { -own } else { own };
    }
    Some(total)
}
