//! What a letter does, and the title of what it brings.

use std::ops::Range;
use std::sync::LazyLock;

use numerals::number;

use super::dates::{Dated, starting_at};
use crate::fields::front::FRONT;
use crate::fields::words::{self, Words};

/// Characters between a verb and the title that it brings: 函修正本校「…」.
const FARTHEST_TITLE: usize = 12;
/// Characters of the longest title in marks.
const LONGEST_TITLE: usize = 200;
/// Characters of the longest title without marks.
const LONGEST_BARE_TITLE: usize = 50;

struct Verbs {
    /// 函, 令, 公告: what a letter is.
    head: Words<()>,
    /// 頒, 修正, 核定: what it does.
    part: Words<()>,
    /// 頒布, 核定: what is said without naming the letter.
    plain: Words<()>,
    /// 計畫, 要點: the last word of a title without marks.
    title: Words<()>,
    /// 全文, 部分條文: what of a document is amended.
    scope: Words<()>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../../data/verbs.tsv")).collect();
    let list = |kind: &'static str| {
        let of = rows.iter().filter(|row| row.get(1) == Some(&kind));
        Words::new(of.filter_map(|row| Some((*row.first()?, ()))))
    };
    Verbs { head: list("head"), part: list("part"), plain: list("plain"), title: list("title"), scope: list("scope") }
});

/// The length of the verb at a place: a letter and what it does, 函, 函頒, 令修正發布.
pub(super) fn verb_at(chars: &[char], at: usize) -> Option<usize> {
    let (mut length, ()) = VERBS.head.longest_at(chars, at)?;
    // At most three: 函修正後備查.
    for _ in 0..3 {
        match VERBS.part.longest_at(chars, at + length) {
            Some((more, ())) if !begins_other_word(chars, at + length, more) => length += more,
            _ => break,
        }
    }
    Some(length)
}

/// The length of the verb of a letter that a plan names as its source: what the plan does by it (依…函訂定本計畫, 依…函訂定之。) is no part.
pub(super) fn verb_of_source(chars: &[char], at: usize) -> Option<usize> {
    let length = verb_at(chars, at)?;
    let end = at + length;
    let is_clause = FRONT.own.longest_at(chars, end).is_some()
        || chars.get(end) == Some(&'之') && chars.get(end + 1).is_none_or(|c| matches!(c, '。' | ',' | ';'));
    let (letter, ()) = VERBS.head.longest_at(chars, at)?;
    let done = (at + letter..end).find(|done| {
        ["订定", "制定", "修正", "修订", "订", "定"]
            .iter()
            .any(|word| word.chars().eq(chars[*done..end].iter().copied()))
    });
    Some(done.filter(|_| is_clause).map_or(length, |done| done - at))
}

/// Words that begin like a part of a verb and are none: 函發展…, 函訂於….
const OTHER_WORDS: &[(&str, &str)] = &[
    ("发", "展"),
    ("发", "文"),
    ("订", "于"),
    ("定", "期"),
    ("后", "续"),
    ("示", "范"),
    ("请", "本"),
    ("转", "型"),
    ("并", "副"),
    ("实施", "计"),
    ("公告", "事"),
    ("通知", "书"),
    ("送", "达"),
];

/// Whether the part of a verb at a place goes on as another word.
fn begins_other_word(chars: &[char], at: usize, length: usize) -> bool {
    let part = &chars[at..at + length];
    OTHER_WORDS.iter().any(|(word, next)| {
        word.chars().eq(part.iter().copied()) && chars.get(at + length) == next.chars().next().as_ref()
    })
}

/// The length of a verb that does not name the letter: 核定, 頒布.
pub(super) fn plain_verb_at(chars: &[char], at: usize) -> Option<usize> {
    let (mut length, ()) = VERBS.plain.longest_at(chars, at)?;
    if let Some((more, ())) = VERBS.part.longest_at(chars, at + length).filter(|(more, ())| *more > 1) {
        length += more;
    }
    Some(length)
}

/// The marked title right behind a verb, and the end of its mark.
pub(super) fn quoted_title(chars: &[char], dates: &[Dated], from: usize) -> Option<(Range<usize>, usize)> {
    let open = (from..chars.len().min(from + FARTHEST_TITLE + 1)).find(|at| closing(chars[*at]).is_some())?;
    let between = from..open;
    let stops = chars[between.clone()].iter().any(|c| matches!(c, '。' | ',' | ';' | '、' | ':'))
        || chars[between.clone()].starts_with(&['办', '理'])
        || starting_at(dates, between.start).first().is_some_and(|date| date.start < between.end);
    if stops {
        return None;
    }
    let close = closing(chars[open])?;
    let mut depth = 0usize;
    for (at, &c) in chars.iter().enumerate().skip(open).take(LONGEST_TITLE) {
        if c == chars[open] {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some((open + 1..at, at + 1));
            }
        }
    }
    None
}

fn closing(open: char) -> Option<char> {
    match open {
        '「' => Some('」'),
        '『' => Some('』'),
        '《' => Some('》'),
        '〈' => Some('〉'),
        _ => None,
    }
}

/// Whether what stands at a place is a part of a document: 全文, 部分條文, 第三點.
fn is_scope(chars: &[char], at: usize) -> bool {
    let numbered = || {
        let (_, length) = number::prefix(chars.get(at + 1..)?)?;
        chars.get(at + 1 + length).filter(|c| chars[at] == '第' && matches!(c, '点' | '条' | '项' | '款' | '章' | '、'))
    };
    VERBS.scope.longest_at(chars, at).is_some() || numbered().is_some()
}

/// A title without marks: up to the last 計畫, 要點 or the like of its clause. What the plan calls itself (本計畫) is none, nor is the part
/// of a document that was amended (全文, 第三點).
pub(super) fn bare_title(chars: &[char], dates: &[Dated], from: usize) -> Option<Range<usize>> {
    let start = from + usize::from(matches!(chars.get(from), Some('之' | '的')));
    if is_scope(chars, start) || FRONT.own.longest_at(chars, start).is_some() {
        return None;
    }
    let next_date = starting_at(dates, start).first().map_or(chars.len(), |date| date.start);
    let limit = chars.len().min(start + LONGEST_BARE_TITLE).min(next_date);
    let stop = (start..limit)
        .find(|at| {
            matches!(chars[*at], '。' | ',' | ';' | '、' | ':' | '「' | '」' | '(' | ')' | '《')
                || chars[*at..].starts_with(&['办', '理'])
        })
        .unwrap_or(limit);
    let end =
        (start + 3..=stop).rev().find(|end| VERBS.title.longest_ending(&chars[start..stop], end - start).is_some())?;
    Some(start..end)
}
