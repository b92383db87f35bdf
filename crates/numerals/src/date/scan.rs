//! One date.

use std::sync::LazyLock;

use super::words::{
    BOUNDS, DATE_SIGNS, ERAS, EVERY, FIRST_CHARS, FROM, JOINERS, MEASURES, NO_BOUNDS, PARTS, RELATIVE_YEARS,
    SECOND_CHARS, YEAR_ENDS,
};
use super::{BEFORE_REPUBLIC, Calendar, Date, Found};
use crate::chars::Chars;
use crate::label::is_blank;
use crate::number::{self, arabic_digit, is_numeral, numerals};

/// What a date may leave out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) year: i32,
    pub(super) calendar: Calendar,
    /// The month, where a day may stand alone: 5月1日至31日.
    pub(super) month: Option<u8>,
}

impl Context {
    pub(super) fn of_plan(year: Option<i32>) -> Option<Self> {
        year.map(|year| Self { year, calendar: Calendar::Understood, month: None })
    }

    pub(super) fn behind(found: &Found) -> Self {
        Self { year: found.date.year, calendar: found.calendar, month: found.date.month }
    }
}

/// Where a date stands, and so which forms are sure enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In running text.
    Text,
    /// At an end of a range.
    Range,
    /// It is the whole text.
    Whole,
}

/// A year and where its numeral ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct YearNumber {
    pub(super) year: i32,
    pub(super) calendar: Calendar,
    /// Whether 民國 or 西元 stands before it.
    pub(super) has_era: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The date at `start`, without its tail.
pub(super) fn date_at(text: &[char], start: usize, context: Option<Context>, place: Place) -> Option<Found> {
    let found = with_year(text, start, place)
        .or_else(|| compact(text, start, place))
        .or_else(|| relative(text, start, context))
        .or_else(|| month_and_day(text, start, context?, place))?;
    Some(Found { end_with_tail: end_of_tail(text, found.end, found.date), ..found })
}

/// What a date or what leads to one can begin with.
static FIRST: LazyLock<Chars> = LazyLock::new(|| Chars::of(numerals().chain(FROM).chain(FIRST_CHARS)));

/// Whether a date or what leads to one can begin at `start`, and not in the middle of another.
pub(super) fn can_start(text: &[char], start: usize) -> bool {
    let Some(&first) = text.get(start).filter(|first| FIRST.contains(**first)) else { return false };
    if !is_numeral(first) && !FROM.contains(&first) && !begins_word(text, start) {
        return false;
    }
    let Some(&last) = start.checked_sub(1).and_then(|i| text.get(i)) else { return true };
    if arabic_digit(first).is_some() {
        arabic_digit(last).is_none() && !last.is_ascii_alphabetic()
    } else {
        !(is_numeral(first) && is_numeral(last))
    }
}

/// Whether the first two chars of a word that names a calendar, a year or a month stand at `start`, blanks between them allowed.
fn begins_word(text: &[char], start: usize) -> bool {
    text.get(start).is_some_and(|c| FIRST_CHARS.contains(c))
        && text.get(skip_blanks(text, start + 1)).is_some_and(|c| SECOND_CHARS.contains(c))
}

/// The year at `start`: 民國103, 一○三, 2014. Whether it is one is for what stands behind it to say.
pub(super) fn year_number(text: &[char], start: usize) -> Option<YearNumber> {
    let leads = text.get(start).is_some_and(|c| FIRST_CHARS.contains(c));
    let era =
        ERAS.iter().filter(|_| leads).find_map(|&(word, calendar)| Some((calendar, spaced_word(text, start, word)?)));
    let from = era.map_or(start, |(_, end)| skip_blanks(text, end));
    if matches!(era, Some((Calendar::Roc, _))) && text.get(from) == Some(&'元') {
        return Some(YearNumber { year: 1912, calendar: Calendar::Roc, has_era: true, start, end: from + 1 });
    }
    let (value, length) = text.get(from..).and_then(number::prefix)?;
    // 08年 is no year of the Republic; 098 is.
    let is_short = length == 2 && text.get(from).copied().and_then(arabic_digit) == Some(0);
    let value = i32::try_from(value).ok().filter(|_| !is_short)?;
    let calendar = match (era.map(|(calendar, _)| calendar), value) {
        (None | Some(Calendar::Roc), 1..=199) => Calendar::Roc,
        (None | Some(Calendar::Gregorian), 1900..=2100) => Calendar::Gregorian,
        _ => return None,
    };
    let year = if calendar == Calendar::Roc { value + BEFORE_REPUBLIC } else { value };
    Some(YearNumber { year, calendar, has_era: era.is_some(), start, end: from + length })
}

fn with_year(text: &[char], start: usize, place: Place) -> Option<Found> {
    let year = year_number(text, start)?;
    let found = |date, end| Found { start, end, end_with_tail: end, date, calendar: year.calendar };
    let mut i = skip_blanks(text, year.end);
    if text.get(i) != Some(&'年') {
        return dotted(text, year, place);
    }
    i = skip_blanks(text, i + 1);
    if text.get(i) == Some(&'度') {
        i = skip_blanks(text, i + 1);
    }
    if text.get(i).is_some_and(|&c| YEAR_ENDS.contains(c)) {
        return Some(found(Date::new(year.year, Some(12), None)?, i + 1));
    }
    let (date, end) = month_with_day(text, i, year.year)?;
    Some(found(date, end))
}

/// 12月, 12月31日, 元月, or the 3 of 3、6月. `None` also for a day that the month does not have.
fn month_with_day(text: &[char], start: usize, year: i32) -> Option<(Date, usize)> {
    let (month, end) = month_number(text, start)?;
    let Some(month_end) = month_sign(text, end) else {
        return Some((Date::new(year, Some(month), None)?, end)).filter(|_| lists_months(text, end));
    };
    if let Some((day, day_end)) = day_with_sign(text, month_end) {
        return Some((Date::new(year, Some(month), Some(day))?, day_end));
    }
    let with_part = month_end + usize::from(matches!(text.get(month_end), Some('份')));
    Some((Date::new(year, Some(month), None)?, with_part))
}

/// The number of a month, without its 月.
pub(super) fn month_number(text: &[char], start: usize) -> Option<(u8, usize)> {
    if text.get(start) == Some(&'元') && text.get(skip_blanks(text, start + 1)) == Some(&'月') {
        return Some((1, start + 1));
    }
    small_number(text, start, 12)
}

/// A day with its 日.
pub(super) fn day_with_sign(text: &[char], start: usize) -> Option<(u8, usize)> {
    let (day, end) = small_number(text, skip_blanks(text, start), u8::MAX)?;
    let sign = skip_blanks(text, end);
    text.get(sign).is_some_and(|c| "日號号".contains(*c)).then_some((day, sign + 1))
}

/// A number from 1 of at most two Arabic digits.
pub(super) fn small_number(text: &[char], start: usize, most: u8) -> Option<(u8, usize)> {
    let (value, length) = text.get(start..).and_then(number::prefix)?;
    let value = u8::try_from(value).ok().filter(|value| (1..=most).contains(value))?;
    let is_arabic = text.get(start).copied().and_then(arabic_digit).is_some();
    (!is_arabic || length <= 2).then_some((value, start + length))
}

/// The end of 月 behind a number; a stray dot before it where nothing follows (9. 6.月).
fn month_sign(text: &[char], end: usize) -> Option<usize> {
    let i = skip_blanks(text, end);
    match text.get(i)? {
        '月' => Some(i + 1),
        '.' if text.get(i + 1) == Some(&'月') && text.get(i + 2).is_none_or(|c| !c.is_alphanumeric()) => Some(i + 2),
        _ => None,
    }
}

/// Whether numbers of months up to one with 月 follow: the rest of 3、6、9、12月.
fn lists_months(text: &[char], mut end: usize) -> bool {
    let mut is_dotted = false;
    for _ in 1..12 {
        let sign = skip_blanks(text, end);
        match text.get(sign) {
            Some('.') => is_dotted = true,
            Some(&c) if JOINERS.contains(c) => {}
            _ => return false,
        }
        let Some((_, next)) = month_number(text, skip_blanks(text, sign + 1)) else { return false };
        if let Some(month_end) = month_sign(text, next) {
            // 1. 6月 is a label and a month.
            let has_dot = text.get(skip_blanks(text, next)) == Some(&'.');
            return day_with_sign(text, month_end).is_none() && (has_dot || !is_dotted);
        }
        end = next;
    }
    false
}

/// 103.01.01, 103/12/31, 2014-06-30; 104.12 and 2014-06.
fn dotted(text: &[char], year: YearNumber, place: Place) -> Option<Found> {
    let sign = *text.get(year.end).filter(|&&c| DATE_SIGNS.contains(c))?;
    let digits: usize = text.get(year.start..year.end)?.iter().filter(|&&c| arabic_digit(c).is_some()).count();
    if digits < 2 || (place != Place::Range && is_behind_number(text, year.start)) {
        return None;
    }
    let (month, month_end) = dotted_number(text, year.end + 1, 12)?;
    let found = |date, end| Found { start: year.start, end, end_with_tail: end, date, calendar: year.calendar };
    let is_gregorian = year.calendar == Calendar::Gregorian;
    let day_start = month_end + 1;
    if text.get(month_end) == Some(&sign)
        && text.get(skip_blanks(text, day_start)).is_some_and(|&c| arabic_digit(c).is_some())
    {
        let (day, end) = dotted_number(text, day_start, 31)?;
        // Before 38 (1949) stand section numbers and versions.
        let is_plausible = year.has_era || is_gregorian || year.year >= 38 + BEFORE_REPUBLIC;
        let goes_on = text.get(end).is_some_and(|&c| c == sign || "%％".contains(c) || c.is_ascii_alphanumeric());
        let goes_on = goes_on && text.get(end) != Some(&sign)
            || text.get(end) == Some(&sign) && text.get(end + 1).copied().and_then(arabic_digit).is_some();
        if !is_plausible || goes_on {
            return None;
        }
        let end = end + usize::from(text.get(end) == Some(&'日'));
        return Some(found(Date::new(year.year, Some(month), Some(day))?, end));
    }
    let is_two_digits = month_end - skip_blanks(text, year.end + 1) == 2;
    let is_plausible = match place {
        Place::Whole => year.year >= 50 + BEFORE_REPUBLIC,
        Place::Range => year.year >= 50 + BEFORE_REPUBLIC && (digits > 2 || is_two_digits),
        // Two digits and one are a score (95.5); a dash joins years (103-12) unless four digits stand before it.
        Place::Text => {
            is_gregorian || (".．".contains(sign) && year.year >= 50 + BEFORE_REPUBLIC && (digits > 2 || is_two_digits))
        }
    };
    let end = month_end + usize::from(text.get(month_end) == Some(&'月'));
    let goes_on = text
        .get(end)
        .is_some_and(|&c| c == sign || c.is_ascii_alphanumeric() || (end == month_end && MEASURES.contains(c)));
    (is_plausible && !goes_on).then_some(found(Date::new(year.year, Some(month), None)?, end))
}

/// One or two Arabic digits behind a sign, a blank between.
pub(super) fn dotted_number(text: &[char], start: usize, most: u8) -> Option<(u8, usize)> {
    let start = if text.get(start) == Some(&' ') { start + 1 } else { start };
    text.get(start).copied().and_then(arabic_digit)?;
    small_number(text, start, most)
}

/// Whether a dot or stroke with a digit before it stands there: the middle of a longer number.
pub(super) fn is_behind_number(text: &[char], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).and_then(|i| text.get(i)).copied();
    before(1).is_some_and(|c| DATE_SIGNS.contains(c)) && before(2).is_some_and(|c| arabic_digit(c).is_some())
}

/// 1031231, 970630, 20140630, 10312, 201406; in running text only with 日 behind (1021028日, where 年 and 月 are lost).
fn compact(text: &[char], start: usize, place: Place) -> Option<Found> {
    let length = text.iter().skip(start).take(9).take_while(|&&c| arabic_digit(c).is_some()).count();
    let end = start + length;
    let has_sign = length >= 6 && text.get(end) == Some(&'日');
    if !has_sign && (place == Place::Text || (place == Place::Range && length < 7)) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(start + from..start + to).and_then(number::parse);
    let (year_length, has_day) = match length {
        5 => (3, false),
        6 if number(0, 2)? >= 50 => (2, true),
        6 => (4, false),
        7 => (3, true),
        8 => (4, true),
        _ => return None,
    };
    let year = i32::try_from(number(0, year_length)?).ok()?;
    let (year, calendar) = match (year_length, year) {
        (2 | 3, 50..=199) => (year + BEFORE_REPUBLIC, Calendar::Roc),
        (4, 1900..=2100) => (year, Calendar::Gregorian),
        _ => return None,
    };
    let month = u8::try_from(number(year_length, year_length + 2)?).ok()?;
    let day = if has_day { Some(u8::try_from(number(length - 2, length)?).ok()?) } else { None };
    let end = end + usize::from(has_sign);
    Some(Found { start, end, end_with_tail: end, date: Date::new(year, Some(month), day)?, calendar })
}

/// 次年1月, 當年12月31日.
fn relative(text: &[char], start: usize, context: Option<Context>) -> Option<Found> {
    text.get(start).filter(|c| FIRST_CHARS.contains(c))?;
    let (word_end, distance) =
        RELATIVE_YEARS.iter().find_map(|&(word, distance)| Some((spaced_word(text, start, word)?, distance)))?;
    let context = context?;
    let (date, end) = month_with_day(text, skip_blanks(text, word_end), context.year.checked_add(distance)?)?;
    Some(Found { start, end, end_with_tail: end, date, calendar: context.calendar })
}

/// 12月31日, 12月; 12/31 and 12.31 where nothing else can be meant.
fn month_and_day(text: &[char], start: usize, context: Context, place: Place) -> Option<Found> {
    let found = |date, end| Found { start, end, end_with_tail: end, date, calendar: context.calendar };
    if EVERY.iter().any(|word| ends_with(text, start, word)) {
        return None;
    }
    if let Some((date, end)) = month_with_day(text, start, context.year) {
        return Some(found(date, end));
    }
    if place == Place::Text || (place == Place::Whole && is_behind_number(text, start)) {
        return None;
    }
    let (month, month_end) = dotted_number(text, start, 12)?;
    let sign = *text.get(month_end)?;
    let (day, end) = dotted_number(text, month_end + 1, 31)?;
    let is_plausible = match sign {
        '/' | '／' => true,
        '.' | '．' => place == Place::Range || end - month_end > 2,
        _ => false,
    };
    let goes_on =
        text.get(end).is_some_and(|&c| c == sign || c.is_ascii_alphanumeric() || (MEASURES.contains(c) && c != '日'));
    let end = end + usize::from(text.get(end) == Some(&'日'));
    (is_plausible && !goes_on).then_some(found(Date::new(context.year, Some(month), Some(day))?, end))
}

/// The end of what narrows and bounds a date: (星期一), 底, 上旬, 前, 止.
fn end_of_tail(text: &[char], end: usize, date: Date) -> usize {
    let mut tail = end;
    if date.day.is_some() {
        tail = weekday(text, end).unwrap_or(end);
    } else if let Some(length) = word_at(text, skip_blanks(text, end), PARTS) {
        tail = skip_blanks(text, end) + length;
    } else if text.get(end) == Some(&'中') && text.get(end + 1).is_none_or(|&c| !c.is_alphanumeric() || c == '前') {
        tail = end + 1;
    }
    let bound = skip_blanks(text, tail);
    match word_at(text, bound, BOUNDS) {
        Some(length) if word_at(text, bound, NO_BOUNDS).is_none() => bound + length,
        _ => tail,
    }
}

/// The end of (星期一), （週三）.
fn weekday(text: &[char], end: usize) -> Option<usize> {
    let word = skip_blanks(text, end) + 1;
    if !matches!(text.get(word - 1)?, '(' | '（') {
        return None;
    }
    word_at(text, word, &["星期", "週", "周", "禮拜", "礼拜"])?;
    let close = text.iter().skip(word).take(5).position(|c| matches!(c, ')' | '）'))?;
    Some(word + close + 1)
}

pub(super) fn skip_blanks(text: &[char], i: usize) -> usize {
    i + text.iter().skip(i).take_while(|&&c| is_blank(c)).count()
}

/// The end of a word at `start`, blanks between its chars allowed: 中 華 民 國.
fn spaced_word(text: &[char], start: usize, word: &str) -> Option<usize> {
    let mut end = start;
    for (i, c) in word.chars().enumerate() {
        if i > 0 {
            end = skip_blanks(text, end);
        }
        if text.get(end) != Some(&c) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Length of the longest of the words that stands at `start`.
pub(super) fn word_at(text: &[char], start: usize, words: &[&str]) -> Option<usize> {
    let stands = |word: &&&str| word.chars().enumerate().all(|(i, c)| text.get(start + i) == Some(&c));
    words.iter().filter(stands).map(|word| word.chars().count()).max()
}

fn ends_with(text: &[char], end: usize, word: &str) -> bool {
    let length = word.chars().count();
    end.checked_sub(length).is_some_and(|start| word.chars().enumerate().all(|(i, c)| text.get(start + i) == Some(&c)))
}
