//! Labels at the start of a paragraph: 壹、 一、 (一) 1. 第三條 附件二 ●.

mod shape;
mod sign;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

pub use sign::{is_sign, skip_blanks};

use crate::chars::Chars;
use crate::number::{arabic_digit, is_numeral, numerals};

/// The class of a label. Labels of one class number one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 第一部分, 第一篇.
    Part,
    /// 第一章.
    Chapter,
    /// 第一節.
    Section,
    /// 第一條.
    Article,
    /// 第一點.
    Point,
    /// 壹.
    Formal,
    /// 甲.
    Stem,
    /// 子, 丑 … 亥: below 甲.
    Branch,
    /// 一.
    Han,
    /// (一), （一）, 〈一〉, ㈠, (壹).
    HanBracket,
    /// (甲).
    StemBracket,
    /// 1. 1、 1． ⒈.
    ArabicDot,
    /// 2.1, 2.1.1.
    Decimal,
    /// (1), 1), （1）, ⑴.
    ArabicBracket,
    /// ①, ❶.
    Circled,
    /// A. Ⅱ、
    Latin,
    /// a.
    LatinSmall,
    /// (A), (a).
    LatinBracket,
    /// 構面一、 目標一、 策略1：.
    Noun,
    /// 附件一, 附表2, 附錄, 附圖三, 附件1-1.
    Attachment,
    /// • ● ■ □ ◆ ◎ ※ ★ ➢ – - * · ▪ …
    Bullet,
    /// None of these, and a label all the same, since a word processor has generated it: A-1, 註1, 第一款. [`at`] gives none.
    Other,
}

impl Class {
    /// The rank that the plan record gives the class; `None` for those that are one more than what they stand in.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Formal => Some(0),
            Self::Han | Self::Article | Self::Point => Some(1),
            Self::HanBracket => Some(2),
            Self::ArabicDot => Some(3),
            Self::ArabicBracket | Self::Circled => Some(4),
            _ => None,
        }
    }
}

/// A label and the place where it stands. Indices count chars of the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Its class.
    pub class: Class,
    /// Its value: of 第三十五條之一 35, of 2.1 the last number, of 附件1-1 the first; `None` for bullets, a bare 附件, and a numeral
    /// that a converter lost (`()` for (二), `?、` for 叁、).
    pub ordinal: Option<u32>,
    /// First char of the label, behind blanks.
    pub start: usize,
    /// End of the label: brackets and 第…章 in, separator out.
    pub end: usize,
    /// Where the text begins, behind separator and blanks.
    pub body: usize,
    /// The sign behind it; `' '` where a label that needs one has blanks only; `None` where brackets, 第…章, 附件 or a bullet need
    /// none and have none.
    pub separator: Option<char>,
    /// Written with a char that only looks like the numeral meant (ㄧ, — or ー for 一, l or I for 1), or without the numeral.
    pub misspelt: bool,
    /// Number of dots in a [`Class::Decimal`]: 1 in 2.1, 2 in 2.1.1; signs between the numbers of [`Class::Other`]; 0 in the others.
    pub depth: u8,
}

/// The label behind the blanks at `from`, judged by its shape and its immediate neighbourhood.
///
/// Whether it is one in its place is for the caller to say: a label follows others of its class, and one whose separator is
/// blanks only needs more evidence than its shape.
pub fn at(text: &[char], from: usize) -> Option<Label> {
    let start = skip_blanks(text, from);
    if !can_begin(*text.get(start)?) || start == from && joins_what_precedes(text, start) {
        return None;
    }
    SHAPES.iter().find_map(|shape| shape(text, start))
}

/// Every place of a range at which a label could stand, in order and without overlap: at its start, behind a blank, behind the end
/// of a sentence or a clause (。；：！？), behind a closing bracket or quote, behind another label.
///
/// Inside a line, numbers and letters with blanks only behind them and the bullets that are dashes too are left out.
pub fn find(text: &[char], range: Range<usize>) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut i = range.start;
    let mut behind_label = true;
    while i < range.end.min(text.len()) {
        let at_start = i == range.start || matches!(text.get(i.wrapping_sub(1)), Some('\n' | '\r'));
        let found = if text.get(i).is_some_and(|&c| is_blank(c))
            || !(at_start || behind_label || is_behind_boundary(text, i))
        {
            None
        } else {
            at(text, i)
                .filter(|label| label.end <= range.end && (at_start || behind_label || stands_inside_line(text, label)))
        };
        match found {
            Some(label) => {
                i = label.body;
                labels.push(label);
                behind_label = true;
            }
            None => {
                behind_label = behind_label && text.get(i).is_some_and(|&c| is_blank(c));
                i += 1;
            }
        }
    }
    labels
}

/// Whether a char is a blank of a line: ASCII space and tab, U+3000, NBSP, zero-width space and their kin; no line break.
pub fn is_blank(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}') || (c != '\n' && c != '\r' && c.is_whitespace())
}

/// Recognizes one shape at an index.
type Shape = fn(&[char], usize) -> Option<Label>;

const SHAPES: [Shape; 11] = [
    shape::enclosed,
    shape::bracketed,
    shape::division,
    shape::attachment,
    shape::decimal,
    shape::numbered,
    shape::stemmed,
    shape::lettered,
    shape::noun,
    shape::lost,
    shape::bullet,
];

/// Whether one of [`SHAPES`] may begin with a char: most ideographs begin none.
fn can_begin(c: char) -> bool {
    static IDEOGRAPHS: LazyLock<Chars> =
        LazyLock::new(|| Chars::of(numerals().chain(sign::stems_and_branches()).chain(words::first_chars())));
    !matches!(c, '\u{4E00}'..='\u{9FFF}') || IDEOGRAPHS.contains(c)
}

/// The middle of a number or a word, or a number behind 第.
fn joins_what_precedes(text: &[char], start: usize) -> bool {
    let Some(&last) = start.checked_sub(1).and_then(|i| text.get(i)) else { return false };
    let Some(&first) = text.get(start) else { return false };
    let joins_numeral = is_numeral(first)
        && (last == '第' || (is_numeral(last) && arabic_digit(first).is_some() == arabic_digit(last).is_some()));
    joins_numeral || (first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric())
}

fn is_behind_boundary(text: &[char], i: usize) -> bool {
    let Some(&last) = i.checked_sub(1).and_then(|i| text.get(i)) else { return false };
    is_blank(last) || words::ENDS.contains(last) || words::CLOSING_IN_TEXT.contains(last)
}

fn stands_inside_line(text: &[char], label: &Label) -> bool {
    let before: Option<char> = text.iter().take(label.start).rev().copied().find(|&c| !is_blank(c));
    // 第 一、二項 and 9:30.
    if before == Some('第') || (label.class == Class::ArabicDot && is_behind_clock_colon(text, label.start)) {
        return false;
    }
    match label.class {
        Class::ArabicDot | Class::Stem | Class::Branch | Class::Noun => label.separator != Some(' '),
        Class::Decimal => label.depth > 1 || label.separator != Some(' '),
        // 民國一百零三年 三 四月.
        Class::Han => label.separator != Some(' ') || text.get(label.body).is_some_and(|&c| !is_numeral(c)),
        Class::Bullet => text.get(label.start).is_some_and(|&c| !words::WEAK_BULLETS.contains(c)),
        _ => true,
    }
}

fn is_behind_clock_colon(text: &[char], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).and_then(|i| text.get(i)).copied();
    matches!(before(1), Some(':' | '：')) && before(2).is_some_and(|c| arabic_digit(c).is_some())
}

#[cfg(test)]
mod tests;
