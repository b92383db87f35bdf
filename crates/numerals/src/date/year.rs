//! Years without a month.

use super::range::joiner;
use super::scan::{YearNumber, can_start, skip_blanks, word_at, year_number};
use super::words::{JOINERS, SPANS_BEFORE, SPANS_BEHIND};
use super::{BEFORE_REPUBLIC, Calendar, FoundYear, YearKind};

/// What every year or range of years has behind its number.
pub(super) const SIGN: char = '年';

/// The year or the range of years at `start`.
pub(super) fn year_at(text: &[char], start: usize) -> Option<FoundYear> {
    if !can_start(text, start) {
        return None;
    }
    range(text, start).or_else(|| single(text, start))
}

/// 101至104年度, 2018—2020年, 105年至107年.
pub(super) fn range(text: &[char], start: usize) -> Option<FoundYear> {
    let first = year_number(text, start)?;
    let sign = end_of_sign(text, first.end);
    let second = joiner(text, sign.map_or(first.end, |(end, _)| end))?;
    let last = year_number(text, second)?;
    let (end, kind) = end_of_sign(text, last.end)?;
    let fits = first.calendar == last.calendar
        && first.year < last.year
        && (is_plausible(first) && is_plausible(last) || first.has_era)
        && sign.is_none_or(|(_, first_kind)| first_kind == kind)
        && word_at(text, end, SPANS_BEHIND).is_none();
    fits.then_some(FoundYear { start, end, first: first.year, last: last.year, calendar: first.calendar, kind })
}

/// 年, 年度, 學年度 behind a number, blanks between.
pub(super) fn end_of_sign(text: &[char], end: usize) -> Option<(usize, YearKind)> {
    let i = skip_blanks(text, end);
    let (year, kind) = match *text.get(i)? {
        SIGN => (i, YearKind::Calendar),
        '學' | '学' if text.get(i + 1) == Some(&SIGN) => (i + 1, YearKind::School),
        _ => return None,
    };
    let behind = skip_blanks(text, year + 1);
    Some((if text.get(behind) == Some(&'度') { behind + 1 } else { year + 1 }, kind))
}

fn single(text: &[char], start: usize) -> Option<FoundYear> {
    let year = year_number(text, start)?;
    let (end, kind) = match end_of_sign(text, year.end) {
        Some(sign) => sign,
        None => (year.end, kind_of_list(text, year)?),
    };
    let is_span = word_at(text, end, SPANS_BEHIND).is_some()
        || start.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|&c| SPANS_BEFORE.contains(c));
    let fits = year.has_era || (is_plausible(year) && !is_span);
    fits.then_some(FoundYear { start, end, first: year.year, last: year.year, calendar: year.calendar, kind })
}

/// 103、104年度: the first has no 年 of its own.
fn kind_of_list(text: &[char], first: YearNumber) -> Option<YearKind> {
    let mut last = first;
    loop {
        let sign = skip_blanks(text, last.end);
        text.get(sign).filter(|&&c| JOINERS.contains(c))?;
        let next = year_number(text, skip_blanks(text, sign + 1))?;
        if next.calendar != first.calendar || next.year <= last.year {
            return None;
        }
        if let Some((_, kind)) = end_of_sign(text, next.end) {
            return Some(kind);
        }
        last = next;
    }
}

/// Without 民國 before it a number below 50 is a span of time.
fn is_plausible(year: YearNumber) -> bool {
    year.has_era || year.calendar == Calendar::Gregorian || year.year >= 50 + BEFORE_REPUBLIC
}
