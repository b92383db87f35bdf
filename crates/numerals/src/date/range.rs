//! Ranges of dates.

use super::scan::{
    Context, Place, can_start, date_at, day_with_sign, dotted_number, is_behind_number, month_number, skip_blanks,
    small_number, word_at, year_number,
};
use super::words::{FROM, MEASURES, STROKES, TO};
use super::year::{self, end_of_sign};
use super::{Date, Found, YearKind};
use crate::number::arabic_digit;

/// Both ends of a range and the place of the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) from: Found,
    pub(super) to: Found,
}

/// The range at `start`.
pub(super) fn range(text: &[char], start: usize, context: Option<Context>) -> Option<Ends> {
    let has_from = text.get(start).is_some_and(|c| FROM.contains(c));
    let first = if has_from { skip_blanks(text, start + 1) } else { start };
    if !can_start(text, first) {
        return None;
    }
    let ends = between_dates(text, first, context)
        .or_else(|| between_months(text, first, context))
        .or_else(|| between_days(text, first, context))
        .or_else(|| between_years(text, first))?;
    let is_forward =
        ends.1.date.last_day() > ends.0.date.last_day() && ends.1.date.first_day() >= ends.0.date.first_day();
    let (from, to) = ends;
    is_forward.then_some(Ends { start, end: to.end_with_tail, from, to })
}

/// The last char that can join the ends of a range, 0 where there is none: no range begins there or behind it.
pub(super) fn last_joiner(text: &[char]) -> usize {
    text.iter().rposition(|&c| TO.contains(&c) || STROKES.contains(&c)).unwrap_or(0)
}

/// Where what stands between the ends of a range is over: 至, 起至, ~, 起，至.
pub(super) fn joiner(text: &[char], end: usize) -> Option<usize> {
    let mut i = skip_blanks(text, end);
    if text.get(i) == Some(&'起') {
        i = skip_blanks(text, i + 1);
    }
    if matches!(text.get(i), Some('，' | ',')) {
        i = skip_blanks(text, i + 1);
        text.get(i).filter(|&&c| TO.contains(&c))?;
    }
    let length = text.iter().skip(i).take(2).take_while(|&&c| TO.contains(&c) || STROKES.contains(&c)).count();
    (length > 0).then(|| skip_blanks(text, i + length))
}

/// 104年1月1日至12月31日, 103.1.1~12.31, 5月上旬至9月, 5月1日至31日.
fn between_dates(text: &[char], start: usize, context: Option<Context>) -> Option<(Found, Found)> {
    let from = date_at(text, start, context, Place::Range)
        .filter(|from| !(ends_in_digit(text, from) && is_behind_number(text, start)))?;
    let second = joiner(text, from.end_with_tail)?;
    let behind = Context::behind(&from);
    let to = date_at(text, second, Some(behind), Place::Range)
        .or_else(|| day_alone(text, second, behind, from.date.day?))
        .or_else(|| last_number(text, second, &from))?;
    Some((from, to))
}

/// 31日 behind 5月1日至.
fn day_alone(text: &[char], start: usize, context: Context, first: u8) -> Option<Found> {
    let (day, end) = day_with_sign(text, start)?;
    let date = Date::new(context.year, context.month, Some(day)).filter(|_| day > first)?;
    Some(with_bound(text, Found { start, end, end_with_tail: end, date, calendar: context.calendar }))
}

/// The 12 of 103.1~12, the 31 of 103.12.1~31.
fn last_number(text: &[char], start: usize, from: &Found) -> Option<Found> {
    let (number, end) = dotted_number(text, start, 31).filter(|_| ends_in_digit(text, from))?;
    let goes_on =
        text.get(end).is_some_and(|&c| MEASURES.contains(c) || ".．/／-－、".contains(c) || c.is_ascii_alphanumeric());
    let date = match from.date.day {
        Some(_) => Date::new(from.date.year, from.date.month, Some(number)),
        None => Date::new(from.date.year, Some(number), None),
    };
    let found = Found { start, end, end_with_tail: end, date: date?, calendar: from.calendar };
    (!goes_on).then(|| with_bound(text, found))
}

/// Whether a date is a dotted one.
fn ends_in_digit(text: &[char], date: &Found) -> bool {
    text.get(date.end - 1).is_some_and(|&c| arabic_digit(c).is_some())
}

/// 103年1-12月, 一—三月, 10-11月.
fn between_months(text: &[char], start: usize, context: Option<Context>) -> Option<(Found, Found)> {
    let year = year_number(text, start).filter(|year| text.get(skip_blanks(text, year.end)) == Some(&'年'));
    let (context, month_start) = match year {
        Some(year) => {
            let mut i = skip_blanks(text, skip_blanks(text, year.end) + 1);
            if text.get(i) == Some(&'度') {
                i = skip_blanks(text, i + 1);
            }
            (Context { year: year.year, calendar: year.calendar, month: None }, i)
        }
        None => (context?, start),
    };
    let (month, end) = month_number(text, month_start)?;
    let second = joiner(text, end)?;
    if year.is_none() && start.checked_sub(1).and_then(|i| text.get(i)).is_some_and(|c| "第每.．/-".contains(*c)) {
        return None;
    }
    let to = date_at(text, second, Some(context), Place::Text)
        .filter(|to| to.date.year == context.year && to.date.day.is_none())?;
    let from = Found {
        start,
        end,
        end_with_tail: end,
        date: Date::new(context.year, Some(month), None)?,
        calendar: context.calendar,
    };
    Some((from, to))
}

/// 5月1-3日, 103年5月1至3日.
fn between_days(text: &[char], start: usize, context: Option<Context>) -> Option<(Found, Found)> {
    let month = date_at(text, start, context, Place::Text)
        .filter(|found| found.date.day.is_none() && text.get(found.end - 1) == Some(&'月'))?;
    let (day, end) = small_number(text, skip_blanks(text, month.end), 31)?;
    let second = joiner(text, end)?;
    let from =
        Found { end, end_with_tail: end, date: Date::new(month.date.year, month.date.month, Some(day))?, ..month };
    let to = day_alone(text, second, Context::behind(&month), day)?;
    Some((from, to))
}

/// 104-107年, 105年至107年, 104年至107年6月.
fn between_years(text: &[char], start: usize) -> Option<(Found, Found)> {
    let first = year_number(text, start)?;
    let sign = end_of_sign(text, first.end);
    let end = sign.map_or(first.end, |(end, _)| end);
    let second = joiner(text, end)?;
    let found = |start, end, year| {
        Some(Found { start, end, end_with_tail: end, date: Date::new(year, None, None)?, calendar: first.calendar })
    };
    let from = found(start, end, first.year)?;
    if matches!(sign, Some((_, YearKind::Calendar)))
        && let Some(to) = date_at(text, second, None, Place::Text)
    {
        return Some((from, to));
    }
    let years = year::range(text, start).filter(|years| years.kind == YearKind::Calendar)?;
    Some((from, with_bound(text, found(second, years.end, years.last)?)))
}

/// With a 止 or 前 behind it.
fn with_bound(text: &[char], found: Found) -> Found {
    let i = skip_blanks(text, found.end);
    match word_at(text, i, &["為止", "为止", "止", "前", "以前", "之前"]) {
        Some(length) => Found { end_with_tail: i + length, ..found },
        None => found,
    }
}
