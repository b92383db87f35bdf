//! The dates of a text, those too that lost their signs.

use std::ops::Range;

use numerals::{date, number};

use crate::Date;

/// A date and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Date,
}

/// Every date of a text, those too that lost 年 and 月 (1021028日) and those that lean on one before (同年8月21日).
pub(super) fn dates(chars: &[char]) -> Vec<Dated> {
    let mut dates: Vec<Dated> = date::find(chars, None)
        .into_iter()
        .map(|found| Dated { start: found.start, end: found.end, date: found.date })
        .collect();
    let read = dates.len();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let end = at + length;
        if matches!(length, 6 | 7)
            && chars.get(end) == Some(&'日')
            && let Some(date) = compact(&chars[at..end])
            && ending_behind(&dates[..read], at).first().is_none_or(|other| other.start >= end)
        {
            dates.push(Dated { start: at, end: end + 1, date });
        }
        at = end.max(at + 1);
    }
    dates.sort_by_key(|date| date.start);
    lean(chars, &mut dates);
    dates
}

/// 同年8月21日, 同月5日, 同日: read by the date before them.
fn lean(chars: &[char], dates: &mut Vec<Dated>) {
    let mut at = 0;
    while let Some(start) = chars.get(at..).and_then(|rest| rest.iter().position(|c| *c == '同')).map(|next| at + next) {
        at = start + 1;
        let behind = dates.partition_point(|date| date.end <= start);
        let Some(before) = dates[..behind].last().filter(|date| date.date.day.is_some()).copied() else { continue };
        if let Some(dated) = leaning(chars, start, before.date).filter(|dated| {
            dates.get(behind).is_none_or(|next| next.start >= dated.start && (next.start >= dated.end || next.end <= dated.end))
        }) {
            dates.retain(|other| other.end <= dated.start || other.start >= dated.end);
            at = dated.end;
            dates.insert(behind, dated);
        }
    }
}

/// The date at 同 by the one before it.
fn leaning(chars: &[char], start: usize, before: Date) -> Option<Dated> {
    let same = |at: usize, unit: char| chars.get(at) == Some(&'同') && chars.get(at + 1) == Some(&unit);
    let dated = |end: usize, date: Date| Some(Dated { start, end, date });
    let at = if same(start, '年') { start + 2 } else { start };
    if same(at, '日') {
        return dated(at + 2, before);
    }
    if same(at, '月') {
        let (day, length) = number::prefix(chars.get(at + 2..)?)?;
        let end = at + 2 + length;
        let date = Date::new(before.year, before.month, Some(u8::try_from(day).ok()?))?;
        return if chars.get(end) == Some(&'日') { dated(end + 1, date) } else { None };
    }
    let found = date::at(chars, at, Some(before.year)).filter(|found| at > start && found.start == at)?;
    if found.date.day.is_some() { dated(found.end, found.date) } else { None }
}

/// The dates, sorted, that end behind a place.
pub(super) fn ending_behind(dates: &[Dated], at: usize) -> &[Dated] {
    &dates[dates.partition_point(|date| date.end <= at)..]
}

/// The dates, sorted, that begin at a place or behind it.
pub(super) fn starting_at(dates: &[Dated], at: usize) -> &[Dated] {
    &dates[dates.partition_point(|date| date.start < at)..]
}

/// 1021028 of the Republic: 102年10月28日.
fn compact(digits: &[char]) -> Option<Date> {
    let value = |range: Range<usize>| digits.get(range)?.iter().collect::<String>().parse::<i32>().ok();
    let length = digits.len();
    let year = value(0..length - 4)? + 1911;
    let month = u8::try_from(value(length - 4..length - 2)?).ok()?;
    let day = u8::try_from(value(length - 2..length)?).ok()?;
    Date::new(year, Some(month), Some(day))
}
