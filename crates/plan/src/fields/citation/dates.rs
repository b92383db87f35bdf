//! The dates of a text, those too that lost their signs.

use std::ops::Range;

use numerals::date;

use crate::Date;

/// A date and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Date,
}

/// Every date of a text, those that lost 年 and 月 (1021028日) too.
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
    dates
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
