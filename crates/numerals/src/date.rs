//! Dates as public plans write them: of the Republic of China and of the Gregorian calendar.

mod range;
mod scan;
mod words;
mod year;

use std::fmt;
use std::ops::Range;

use self::scan::{Context, Place};

/// The year before the first of the Republic of China: what its years are to the Gregorian ones.
pub const BEFORE_REPUBLIC: i32 = 1911;

/// A date of the Gregorian calendar, as precise as the source states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Gregorian year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day, 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// A date that exists; `None` for month 13, 31 February, or a day without a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let exists = match (month, day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day),
            (None, Some(_)) => false,
        };
        exists.then_some(Self { year, month, day })
    }

    /// The first day of what the date covers: 2014-06 is 2014-06-01, 2014 is 2014-01-01.
    pub fn first_day(self) -> Self {
        Self { year: self.year, month: self.month.or(Some(1)), day: self.day.or(Some(1)) }
    }

    /// The last day of what the date covers: 2014-06 is 2014-06-30, 2014 is 2014-12-31.
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { year: self.year, month: Some(month), day: self.day.or(Some(days_in_month(self.year, month))) }
    }

    /// The year of the Republic of China; 0 and below before 1912.
    pub fn roc_year(self) -> i32 {
        self.year - BEFORE_REPUBLIC
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2014-01-01`, `2014-01`, `2014`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// What the year of a date was counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// Years of the Republic of China.
    Roc,
    /// Gregorian years.
    Gregorian,
    /// The year is left out: the context's.
    Understood,
}

/// A date of day or month precision in a text. Indices count chars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First char: of 民國 or 中華民國 where they stand before it.
    pub start: usize,
    /// End of the date itself: behind 日, or behind 月.
    pub end: usize,
    /// End with what narrows or bounds it: 底, 上旬, 前, 以前, 止; the same as `end` where nothing does.
    pub end_with_tail: usize,
    /// The date; 6月底 is the month.
    pub date: Date,
    /// What its year was counted in.
    pub calendar: Calendar,
}

impl Found {
    /// Whether 底, 前, 止 or the like stands behind the date.
    pub fn has_tail(&self) -> bool {
        self.end_with_tail > self.end
    }
}

/// A range of dates in a text: 104年1月1日至12月31日止. Indices count chars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundRange {
    /// First char, with a 自, 從 or 由 before it.
    pub start: usize,
    /// End, with a 止 behind it.
    pub end: usize,
    /// Its beginning, as precise as the source.
    pub from: Date,
    /// Its end, as precise as the source; never before `from`.
    pub to: Date,
    /// What the year of its beginning was counted in.
    pub calendar: Calendar,
}

/// Kinds of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearKind {
    /// 103年, 103年度: from 1 January.
    Calendar,
    /// 103學年度: from 1 August to 31 July of the next.
    School,
}

/// A year or a range of years in a text. Indices count chars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundYear {
    /// First char: of 民國 or 中華民國 where they stand before it.
    pub start: usize,
    /// End, behind 年 or 年度.
    pub end: usize,
    /// Gregorian year, of a range the first.
    pub first: i32,
    /// Gregorian year, of a range the last; else the same as `first`.
    pub last: i32,
    /// What it was counted in; never [`Calendar::Understood`].
    pub calendar: Calendar,
    /// Whether it is a school year.
    pub kind: YearKind,
}

/// The date of day or month precision behind the blanks at `from`. Forms without a year (6月30日, 12月底) need `year`, the plan's Gregorian
/// year. Forms that could be other numbers as well (1031231, 103/12, 12/31) count only where the whole text is one.
pub fn at(text: &[char], from: usize, year: Option<i32>) -> Option<Found> {
    let start = scan::skip_blanks(text, from);
    let context = Context::of_plan(year);
    if let Some(found) = whole(text, context).filter(|found| found.start == start) {
        return Some(found);
    }
    if !scan::can_start(text, start) {
        return None;
    }
    scan::date_at(text, start, context, Place::Text)
}

/// Every date of a text, in order and without overlap; the ends of ranges too. Dates without a year only where `year` is given or a list
/// or range has named one before. A list of months (3、6、9、12月) gives one date for each.
pub fn find(text: &[char], year: Option<i32>) -> Vec<Found> {
    let plan = Context::of_plan(year);
    if let Some(found) = whole(text, plan) {
        return vec![found];
    }
    let mut dates: Vec<Found> = Vec::new();
    // Where the next date of a list may begin.
    let mut goes_on = 0..0;
    let ranges = 0..range::last_joiner(text);
    let mut i = 0;
    while i < text.len() {
        // What a list leaves out stands in front of it: 103年6月及12月.
        let listed = dates.last().filter(|_| goes_on.contains(&i)).map(Context::behind);
        let context = listed.or(plan);
        if !scan::can_start(text, i) {
            i += 1;
        } else if let Some(ends) = ranges.contains(&i).then(|| range::range(text, i, context)).flatten() {
            i = ends.to.end;
            dates.extend([ends.from, ends.to].iter().filter(|found| found.date.month.is_some()));
            goes_on = dates.last().map_or(0..0, |last| list_behind(text, last.end_with_tail));
        } else if let Some(found) = scan::date_at(text, i, context, Place::Text) {
            i = found.end;
            goes_on = list_behind(text, found.end_with_tail);
            dates.push(found);
        } else {
            i += 1;
        }
    }
    dates
}

/// The range of dates or years behind the blanks at `from`. What its end leaves out is that of its beginning.
pub fn range_at(text: &[char], from: usize, year: Option<i32>) -> Option<FoundRange> {
    let start = scan::skip_blanks(text, from);
    range::range(text, start, Context::of_plan(year)).map(FoundRange::from)
}

/// Every range of dates or years of a text, in order and without overlap.
pub fn find_ranges(text: &[char], year: Option<i32>) -> Vec<FoundRange> {
    let context = Context::of_plan(year);
    let mut ranges = Vec::new();
    let mut i = 0;
    let end = range::last_joiner(text);
    while i < end {
        match range::range(text, i, context) {
            Some(ends) => {
                i = ends.end;
                ranges.push(FoundRange::from(ends));
            }
            None => i += 1,
        }
    }
    ranges
}

/// Every year or range of years of a text that is no part of a date with a month, in order and without overlap: 103年, 103年度, 民國103年,
/// 一○三年, 2014年, 101至104年度, 2018—2020年.
pub fn year_in(text: &[char]) -> Vec<FoundYear> {
    year_beside(text, &find(text, None))
}

/// The same where the dates of the text are known: all that [`find`] gives without a year.
pub fn year_beside(text: &[char], dates: &[Found]) -> Vec<FoundYear> {
    if !text.contains(&year::SIGN) {
        return Vec::new();
    }
    let mut dates = dates.iter().peekable();
    let mut years = Vec::new();
    let mut i = 0;
    while i < text.len() {
        if let Some(date) = dates.next_if(|date| date.start <= i) {
            i = i.max(date.end);
        } else if let Some(found) =
            year::year_at(text, i).filter(|found| dates.peek().is_none_or(|date| found.end <= date.start))
        {
            i = found.end;
            years.push(found);
        } else {
            i += 1;
        }
    }
    years
}

impl From<range::Ends> for FoundRange {
    fn from(ends: range::Ends) -> Self {
        Self { start: ends.start, end: ends.end, from: ends.from.date, to: ends.to.date, calendar: ends.from.calendar }
    }
}

/// The date that is the whole text, blanks and its tail aside.
fn whole(text: &[char], context: Option<Context>) -> Option<Found> {
    let start = scan::skip_blanks(text, 0);
    let found = scan::can_start(text, start).then(|| scan::date_at(text, start, context, Place::Whole)).flatten()?;
    text.get(found.end_with_tail..)?.iter().all(|c| c.is_whitespace()).then_some(found)
}

/// Where the next date of a list begins whose last one ends here: behind a joiner, with nothing but joiners and blanks before it.
fn list_behind(text: &[char], end: usize) -> Range<usize> {
    let is_joiner = |c: &&char| words::JOINERS.contains(**c);
    let behind = text.get(end..).unwrap_or_default();
    let blanks = behind.iter().take_while(|c| **c == ' ' && !is_joiner(c)).count();
    let joined = behind.iter().take_while(|c| **c == ' ' || is_joiner(c)).count();
    if joined > blanks { end + blanks + 1..end + joined + 1 } else { 0..0 }
}

#[cfg(test)]
mod tests;
