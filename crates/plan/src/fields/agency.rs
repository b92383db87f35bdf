//! Who issues a plan.

use std::ops::Range;
use std::sync::LazyLock;

use super::fold::Folded;
use super::title::FrontLine;
use super::words::{self, Words};

struct Lists {
    tail: Words<bool>,
    own: Words<()>,
    lead: Words<()>,
    start: Words<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/agencies.tsv")).collect();
    let of = |kind: &'static str| {
        rows.iter().filter(move |row| row.get(1) == Some(&kind)).filter_map(|row| row.first().copied())
    };
    let list = |kind| Words::new(of(kind).map(|word| (word, ())));
    Lists {
        tail: Words::new(of("not").map(|word| (word, false)).chain(of("tail").map(|word| (word, true)))),
        own: list("self"),
        lead: list("lead"),
        start: list("start"),
    }
});

/// Characters of the longest name of an agency.
const LONGEST_NAME: usize = 40;

/// Whether folded text is the name of an agency, by its last word.
pub(super) fn is_agency(text: &[char]) -> bool {
    if is_own(text) {
        return true;
    }
    let is_name = |c: &char| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '(' | ')' | '·');
    text.len() >= 3
        && text.len() <= LONGEST_NAME
        && text.iter().all(is_name)
        && matches!(LISTS.tail.longest_ending(text, text.len()), Some((length, true)) if length < text.len())
}

/// Whether folded text is a name that is known as a whole: 本府, 行政院.
pub(super) fn is_own(text: &[char]) -> bool {
    LISTS.own.get(text).is_some()
}

/// Behind the words that lead to a name (依據, 配合, 及) within a range of folded text.
pub(super) fn lead_end(text: &[char], range: Range<usize>) -> usize {
    let mut start = range.start;
    for at in range.clone() {
        if let Some((length, ())) = LISTS.lead.longest_at(text, at).filter(|(length, ())| at + length <= range.end) {
            start = start.max(at + length);
        }
    }
    while let Some((length, ())) = LISTS.start.longest_at(text, start).filter(|(length, ())| start + length <= range.end) {
        start += length;
    }
    start
}

/// The issuing agency as written: the beginning of the title, a line of the front, a signature (`tail`,
/// the last lines of the document), or what an aside names where the name stands in `body` too. `None`
/// where it can't be told.
pub fn agency(
    _title: Option<&str>,
    _lines: &[FrontLine<'_>],
    _tail: &[&str],
    _body: &[&str],
) -> Option<String> {
    let _ = Folded::new("");
    None
}
