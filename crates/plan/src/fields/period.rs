//! The time that a plan covers.

use std::ops::Range;

use numerals::date::{self, FoundRange, FoundYear, YearKind};

use super::fold::Folded;
use super::front::{self, FRONT};
use super::title::{self, FrontLine};
use super::year;
use crate::{Date, Kind, Period, PeriodRule};

/// A division of the plan, or its front (`kind` `None`), as far as its period goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division<'a> {
    /// What it is about; `None` for the front.
    pub kind: Option<Kind>,
    /// Its heading, empty where there is none.
    pub heading: &'a str,
    /// Its paragraphs, in order.
    pub texts: &'a [&'a str],
}

/// Characters between the beginning of a paragraph and the word that says that it tells the period.
const FARTHEST_WORD: usize = 8;
/// Characters of a paragraph in which its word and range stand.
const LONGEST_LINE: usize = 100;

/// The period that the plan states, else that of the several years in its title; `None` where only its year is known.
pub fn period(divisions: &[Division<'_>], plan_year: Option<i32>) -> Option<Period> {
    found(divisions, plan_year).map(|found| found.period)
}

/// A period and what it is known by.
pub(crate) struct Found {
    pub(crate) period: Period,
    pub(crate) rule: PeriodRule,
    /// The division that states it, and of its texts the one that does where it is one alone; `None` for the title.
    pub(crate) place: Option<(usize, Option<usize>)>,
}

/// The period of a plan with the rule that found it.
pub(crate) fn found(divisions: &[Division<'_>], plan_year: Option<i32>) -> Option<Found> {
    let numbered = || divisions.iter().enumerate();
    let by_section = || {
        let mut of_period = numbered().filter(|(_, division)| division.kind == Some(Kind::Period));
        of_period.find_map(|(at, division)| {
            let period = in_section(division, plan_year)?;
            Some(Found { period, rule: PeriodRule::Section, place: Some((at, None)) })
        })
    };
    let in_texts = |rule: PeriodRule, near: fn(Option<Kind>) -> bool, read: fn(&str, Option<i32>) -> Option<Period>| {
        let mut texts = numbered().filter(|(_, division)| near(division.kind)).flat_map(|(at, division)| {
            division.texts.iter().enumerate().map(move |(text_at, text)| (at, text_at, text))
        });
        texts.find_map(|(at, text_at, text)| {
            let period = read(text, plan_year)?;
            Some(Found { period, rule, place: Some((at, Some(text_at))) })
        })
    };
    // 實施期程：… as an item or a line of its own.
    let by_line = || in_texts(PeriodRule::Line, |_| true, in_line);
    let by_sentence =
        || in_texts(PeriodRule::Sentence, |kind| matches!(kind, None | Some(Kind::Supplement)), in_sentence);
    let by_title = || Some(Found { period: in_title(divisions)?, rule: PeriodRule::Title, place: None });
    by_section().or_else(by_line).or_else(by_sentence).or_else(by_title)
}

/// The period of a section on it: its one range, or from the first to the last where it tells phases.
fn in_section(division: &Division<'_>, plan_year: Option<i32>) -> Option<Period> {
    let texts: Vec<&str> = std::iter::once(division.heading).chain(division.texts.iter().copied()).collect();
    let mut ranges: Vec<(Date, Date, String)> = Vec::new();
    for text in &texts {
        let folded = Folded::new(text);
        ranges.extend(date::find_ranges(&folded.chars, plan_year).iter().map(|range| stated(&folded, text, range)));
    }
    let Some((first_start, first_end, words)) = ranges.first().cloned() else {
        return texts.iter().find_map(|text| only_date(text, plan_year));
    };
    let start = ranges.iter().map(|(start, _, _)| *start).min()?;
    let end = ranges.iter().map(|(_, end, _)| *end).max()?;
    let whole = ranges.iter().find(|(from, to, _)| *from == start && *to == end);
    let text = match whole {
        Some((_, _, words)) => words.clone(),
        None if (start, end) == (first_start, first_end) => words,
        None => ranges.iter().map(|(_, _, words)| words.as_str()).collect::<Vec<_>>().join("、"),
    };
    Some(Period { start, end, text })
}

/// The years of the title in front where they are several: 2021—2023年, 101至104年度.
fn in_title(divisions: &[Division<'_>]) -> Option<Period> {
    let front = divisions.iter().find(|division| division.kind.is_none())?;
    let lines: Vec<FrontLine<'_>> = front.texts.iter().map(|text| FrontLine { text, aside: false }).collect();
    let title = title::title(&lines)?.text;
    let folded = Folded::new(&title);
    let years = year::title_years(&folded.chars);
    let (first, last) = (years.first()?, years.last()?);
    let joined = |pair: &[FoundYear]| {
        let between = folded.chars.get(pair[0].end..pair[1].start);
        between.is_some_and(|words| matches!(words, [] | ['、' | '及' | '与' | '和' | '至' | '-' | '~']))
    };
    let (start, end) = (days_of(first).0, days_of(last).1);
    let text = folded.words(&title, first.start..last.end);
    (first.first < last.last && years.windows(2).all(joined)).then_some(Period { start, end, text })
}

/// First and last day of years.
fn days_of(years: &FoundYear) -> (Date, Date) {
    match years.kind {
        YearKind::Calendar => (day(years.first, 1, 1), day(years.last, 12, 31)),
        YearKind::School => (day(years.first, 8, 1), day(years.last + 1, 7, 31)),
    }
}

/// First day, last day and words of a range.
fn stated(folded: &Folded, text: &str, range: &FoundRange) -> (Date, Date, String) {
    (range.from.first_day(), range.to.last_day(), folded.words(text, range.start..range.end))
}

/// A section that names one year, month or day: all of it. 103年1月1日起 has no end, and 至103年底 no beginning.
fn only_date(text: &str, plan_year: Option<i32>) -> Option<Period> {
    let folded = Folded::new(text);
    let chars = &folded.chars;
    let found: Vec<(Range<usize>, Date, Date)> = date::find(chars, plan_year)
        .into_iter()
        .map(|found| (found.start..found.end, found.date.first_day(), found.date.last_day()))
        .chain(date::year_in(chars).into_iter().map(|found| {
            let (start, end) = days_of(&found);
            (found.start..found.end, start, end)
        }))
        .collect();
    let [(range, start, end)] = &found[..] else { return None };
    let open_before = range
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(chars[before], '至' | '到' | '迄' | '于' | '自' | '从' | '前'));
    let open_behind = chars
        .get(range.end)
        .is_some_and(|c| matches!(c, '起' | '前' | '以' | '底' | '开' | '后' | '止' | '之' | '核' | '函'));
    let few = chars.len() - range.len() <= 10;
    (few && !open_before && !open_behind).then(|| Period {
        start: *start,
        end: *end,
        text: folded.words(text, range.clone()),
    })
}

fn day(year: i32, month: u8, day: u8) -> Date {
    Date { year, month: Some(month), day: Some(day) }
}

/// A paragraph that begins with a word for the plan's period, and its range.
fn in_line(text: &str, plan_year: Option<i32>) -> Option<Period> {
    let beginning = text.char_indices().nth(LONGEST_LINE).map_or(text, |(end, _)| &text[..end]);
    let (text, folded) = (beginning, Folded::new(beginning));
    let (at, length) = front::first(&FRONT.period, folded.chars.get(..folded.chars.len().min(FARTHEST_WORD + 4))?)?;
    let behind = at + length;
    let range = date::find_ranges(&folded.chars, plan_year)
        .into_iter()
        .find(|range| range.start >= behind && range.start <= behind + FARTHEST_WORD)?;
    let (start, end, words) = stated(&folded, text, &range);
    (at <= FARTHEST_WORD).then_some(Period { start, end, text: words })
}

/// 本計畫自103年1月1日起至12月31日止實施: a sentence on the plan itself with a range.
fn in_sentence(text: &str, plan_year: Option<i32>) -> Option<Period> {
    let folded = Folded::new(text);
    let sentences = folded.chars.split(|c| matches!(c, '。' | ';'));
    let mut at = 0;
    for sentence in sentences {
        let start = at;
        at += sentence.len() + 1;
        let own = front::first(&FRONT.own, sentence).map(|(place, _)| place);
        let range = date::find_ranges(sentence, plan_year)
            .into_iter()
            .find(|range| matches!(sentence.get(range.start), Some('自' | '从' | '由')));
        if let (Some(own), Some(range)) = (own, range)
            && own < range.start
            && range.start - own <= 2 * FARTHEST_WORD
        {
            let words = folded.words(text, start + range.start..start + range.end);
            return Some(Period { start: range.from.first_day(), end: range.to.last_day(), text: words });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(division: Division<'_>, year: Option<i32>, expected: Option<(&str, &str, &str)>) {
        let found =
            period(&[division], year).map(|period| (period.start.to_string(), period.end.to_string(), period.text));
        let expected = expected.map(|(start, end, text)| (start.to_owned(), end.to_owned(), text.to_owned()));
        assert_eq!(found, expected, "{division:?}");
    }

    fn section<'a>(texts: &'a [&'a str]) -> Division<'a> {
        Division { kind: Some(Kind::Period), heading: "實施期程", texts }
    }

    #[test]
    fn a_section_on_the_period() {
        check(
            section(&["自106年1月1日至106年12月31日止。"]),
            None,
            Some(("2017-01-01", "2017-12-31", "自106年1月1日至106年12月31日止")),
        );
        check(
            section(&["104年1月1日至12月31日止。"]),
            None,
            Some(("2015-01-01", "2015-12-31", "104年1月1日至12月31日止")),
        );
        check(section(&["104 年 1 月至 12 月"]), None, Some(("2015-01-01", "2015-12-31", "104年1月至12月")));
        check(
            section(&["1月1日起至12月31日止"]),
            Some(2015),
            Some(("2015-01-01", "2015-12-31", "1月1日起至12月31日止")),
        );
        check(section(&["101至104年度"]), None, Some(("2012-01-01", "2015-12-31", "101至104年度")));
        check(section(&["103年度。"]), None, Some(("2014-01-01", "2014-12-31", "103年度")));
        check(
            section(&["一、準備：103年1月1日至3月31日。", "二、執行：103年4月1日至12月31日。"]),
            None,
            Some(("2014-01-01", "2014-12-31", "103年1月1日至3月31日、103年4月1日至12月31日")),
        );
        check(section(&["自103年1月1日起實施。"]), None, None);
        check(section(&["奉核定後實施。"]), None, None);
        check(
            Division { kind: Some(Kind::Period), heading: "實施期程:103年1月1日至12月31日", texts: &[] },
            None,
            Some(("2014-01-01", "2014-12-31", "103年1月1日至12月31日")),
        );
    }

    #[test]
    fn several_years_of_the_title_are_a_period() {
        fn front<'a>(texts: &'a [&'a str]) -> Division<'a> {
            Division { kind: None, heading: "", texts }
        }
        for (title, expected) in [
            ("云山区数字政务三年行动计划（2021—2023年）", Some(("2021-01-01", "2023-12-31", "2021—2023年"))),
            ("青川縣政府101至104年度社會福利計畫", Some(("2012-01-01", "2015-12-31", "101至104年度"))),
            ("青川縣政府101、102年度社會福利計畫", Some(("2012-01-01", "2013-12-31", "101、102年度"))),
            ("海門國民小學103至105學年度校園安全計畫", Some(("2014-08-01", "2017-07-31", "103至105學年度"))),
            ("青川縣政府103年度社會福利計畫", None),
            ("青川縣政府社會福利計畫", None),
        ] {
            let texts = [title, "103年3月5日訂定"];
            check(front(&texts), None, expected);
        }
        let title = ["青川縣政府101至104年度社會福利計畫"];
        let texts = ["自101年3月1日至104年12月31日止。"];
        let found = period(&[front(&title), section(&texts)], None);
        assert_eq!(found.map(|period| period.start.to_string()).as_deref(), Some("2012-03-01"));
    }

    #[test]
    fn lines_and_sentences_elsewhere() {
        let content = |texts| Division { kind: Some(Kind::Content), heading: "內容", texts };
        check(
            content(&["實施期程:自103年1月1日起至12月31日止。"]),
            None,
            Some(("2014-01-01", "2014-12-31", "自103年1月1日起至12月31日止")),
        );
        check(content(&["於103年1月1日至12月31日辦理講習。"]), None, None);
        check(content(&["辦理103年1月1日至3月31日之實施時間調查"]), None, None);
        let supplement = |texts| Division { kind: Some(Kind::Supplement), heading: "", texts };
        check(
            supplement(&["本計畫自103年1月1日起至103年12月31日止實施。"]),
            None,
            Some(("2014-01-01", "2014-12-31", "自103年1月1日起至103年12月31日止")),
        );
        check(supplement(&["本計畫奉核定後實施。"]), Some(2014), None);
    }
}
