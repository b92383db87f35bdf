//! The dates of a text, those too that lost their signs.

use std::ops::Range;

use numerals::date::{self, BEFORE_REPUBLIC};
use numerals::number;

use crate::Date;

/// A date and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) start: usize,
    pub(super) end: usize,
    /// `None` where it leans on a date that the text does not have.
    pub(super) date: Option<Date>,
}

/// Every date of a text, those too that lost 年 and 月 (1021028日) and those that lean on one before (同年8月21日).
pub(super) fn dates(chars: &[char]) -> Vec<Dated> {
    let mut dates: Vec<Dated> = date::find(chars, None)
        .into_iter()
        .map(|found| Dated { start: found.start, end: found.end, date: Some(found.date) })
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
            dates.push(Dated { start: at, end: end + 1, date: Some(date) });
        }
        at = end.max(at + 1);
    }
    dates.sort_by_key(|date| date.start);
    lean(chars, &mut dates);
    dates
}

/// 同年8月21日, 同月5日, 同日: read by the date before them.
fn lean(chars: &[char], dates: &mut Vec<Dated>) {
    let mut found: Vec<Dated> = Vec::new();
    let mut at = 0;
    while let Some(start) = chars.get(at..).and_then(|rest| rest.iter().position(|c| *c == '同')).map(|next| at + next)
    {
        at = start + 1;
        let whole = dates[..dates.partition_point(|date| date.end <= start)].last();
        let before = whole.into_iter().chain(found.last()).max_by_key(|date| date.end);
        let day = before.and_then(|date| date.date).filter(|date| date.day.is_some());
        if let Some(dated) = leaning(chars, start, day) {
            at = dated.end;
            found.push(dated);
        }
    }
    dates.retain(|date| ending_behind(&found, date.start).first().is_none_or(|other| other.start >= date.end));
    dates.extend(found);
    dates.sort_by_key(|date| date.start);
}

/// The date at 同 by the one before it.
fn leaning(chars: &[char], start: usize, before: Option<Date>) -> Option<Dated> {
    // Any year and month serve where there is no date before it.
    let base = before.unwrap_or(Date { year: 2000, month: Some(1), day: Some(1) });
    let same = |at: usize, unit: char| chars.get(at) == Some(&'同') && chars.get(at + 1) == Some(&unit);
    let dated = |end: usize, date: Date| Some(Dated { start, end, date: before.and(Some(date)) });
    let at = if same(start, '年') { start + 2 } else { start };
    if same(at, '日') {
        return dated(at + 2, base);
    }
    if same(at, '月') {
        let (day, length) = number::prefix(chars.get(at + 2..)?)?;
        let end = at + 2 + length;
        let date = Date::new(base.year, base.month, Some(u8::try_from(day).ok()?))?;
        return if chars.get(end) == Some(&'日') { dated(end + 1, date) } else { None };
    }
    let found = date::at(chars, at, Some(base.year)).filter(|found| at > start && found.start == at)?;
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
    let year = value(0..length - 4)? + BEFORE_REPUBLIC;
    let month = u8::try_from(value(length - 4..length - 2)?).ok()?;
    let day = u8::try_from(value(length - 2..length)?).ok()?;
    Date::new(year, Some(month), Some(day))
}
