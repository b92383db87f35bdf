//! The year of a plan.

use numerals::date::{self, BEFORE_REPUBLIC, Calendar, FoundYear};
use script::Script;

use super::fold::Folded;
use super::front::{self, FRONT};
use super::title::FrontLine;
use crate::{KnownYear, YearRule};

/// The year that a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanYear {
    /// Of the Republic of China; `None` for the mainland and for plans of several years.
    pub roc: Option<i32>,
    /// Gregorian; `None` for plans of several years.
    pub gregorian: Option<i32>,
}

impl PlanYear {
    /// A year that is known beforehand. `mainland` tells that the plan as it was read is of the mainland.
    pub(crate) fn known(year: KnownYear, mainland: bool) -> Self {
        match year {
            KnownYear::Roc(_) => Self::of(year.gregorian(), false),
            KnownYear::Gregorian(_) => Self::of(year.gregorian(), mainland),
        }
    }

    fn of(gregorian: i32, mainland: bool) -> Self {
        let roc = (!mainland && gregorian > BEFORE_REPUBLIC).then_some(gregorian - BEFORE_REPUBLIC);
        Self { roc, gregorian: Some(gregorian) }
    }
}

/// Bytes of text that are asked whether the plan is of the mainland.
const MOST_BYTES: usize = 60_000;

/// Characters of the longest line that is a date.
const LONGEST_DATE: usize = 30;

/// The year of the title, else that of the latest promulgation or amendment date in front.
/// `mainland` tells that the plan is of the mainland.
pub fn plan_year(title: Option<&str>, lines: &[FrontLine<'_>], mainland: bool) -> PlanYear {
    found(title, lines, mainland).map(|found| found.years).unwrap_or_default()
}

/// A year and what it is known by.
pub(crate) struct Found {
    pub(crate) years: PlanYear,
    pub(crate) rule: YearRule,
    /// The line that says it; `None` for the title.
    pub(crate) line: Option<usize>,
}

/// The year of a plan with the rule that found it.
pub(crate) fn found(title: Option<&str>, lines: &[FrontLine<'_>], mainland: bool) -> Option<Found> {
    let titled = title.map(Folded::new).unwrap_or_default();
    let of_title = |years: PlanYear, rule: YearRule| Some(Found { years, rule, line: None });
    match title_years(&titled.chars)[..] {
        [year] if year.first == year.last => return of_title(PlanYear::of(year.first, mainland), YearRule::Title),
        [_, ..] => return of_title(PlanYear::default(), YearRule::SeveralInTitle),
        [] => {}
    }
    if let Some(found) = date::find(&titled.chars, None).first() {
        return of_title(PlanYear::of(found.date.year, mainland), YearRule::DateInTitle);
    }
    let front: Vec<(usize, Vec<char>)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.aside)
        .map(|(at, line)| (at, Folded::new(line.text).chars))
        .collect();
    let promulgated = front
        .iter()
        .filter(|(_, line)| front::is_promulgation(line))
        .flat_map(|(at, line)| date::find(line, None).into_iter().map(|found| (*at, found.date.year)))
        .max_by_key(|(_, year)| *year)
        .map(|latest| (latest, YearRule::Promulgation));
    let only_dated = || {
        let whole = front.iter().filter_map(|(at, line)| Some((*at, whole_date(line)?)));
        whole.max_by_key(|(_, year)| *year).map(|latest| (latest, YearRule::DatedLine))
    };
    let ((line, year), rule) = promulgated.or_else(only_dated)?;
    Some(Found { years: PlanYear::of(year, mainland), rule, line: Some(line) })
}

/// The years of a title; those of 101、102年度 are one range. A year in a bracket behind another tells of a version.
pub(super) fn title_years(title: &[char]) -> Vec<FoundYear> {
    let mut years = date::year_in(title);
    let bracket = title.iter().position(|c| *c == '(').unwrap_or(title.len());
    if years.first().is_some_and(|year| year.start < bracket) {
        years.retain(|year| year.start < bracket);
    }
    // 101、102年度: the first of them has no 年.
    if let [year] = years[..] {
        let joined = year.start >= 3 && matches!(title[year.start - 1], '、' | '及' | '-' | '~' | '至' | '和' | '与');
        if joined && title[year.start - 2].is_ascii_digit() {
            let digits = title[..year.start - 1].iter().rev().take_while(|c| c.is_ascii_digit()).count();
            return vec![FoundYear { start: year.start - 1 - digits, first: year.first - 1, ..year }];
        }
    }
    years.dedup_by_key(|year| (year.first, year.last));
    years
}

/// The year of a line that is a date or a year and nothing else.
fn whole_date(line: &[char]) -> Option<i32> {
    if line.len() > LONGEST_DATE {
        return None;
    }
    let year = date::year_in(line)
        .into_iter()
        .find(|year| year.start == 0 && year.end == line.len() && year.first == year.last);
    let day =
        date::find(line, None).into_iter().find(|found| found.start <= 1 && line.len() <= found.end_with_tail + 1);
    year.map(|year| year.first).or_else(|| day.map(|day| day.date.year))
}

/// Whether a plan in Simplified Chinese, or one that reads like one, is of the mainland: no year of
/// the Republic, agencies of the mainland.
pub fn is_mainland(title: Option<&str>, lines: &[FrontLine<'_>], body: &[&str]) -> bool {
    let texts = title
        .into_iter()
        .chain(lines.iter().filter(|line| !line.aside).map(|line| line.text))
        .chain(body.iter().copied());
    let (mut counts, mut mainland, mut taiwan, mut seen) = (script::Counts::default(), 0, 0, 0);
    for text in texts.take_while(|text| {
        seen += text.len();
        seen <= MOST_BYTES + text.len()
    }) {
        counts += script::count(text);
        let chars = Folded::new(text).chars;
        mainland += front::count(&FRONT.mainland, &chars);
        taiwan += front::count(&FRONT.taiwan, &chars);
        let dates = date::find(&chars, None);
        let years = date::year_beside(&chars, &dates).into_iter().map(|found| found.calendar);
        let calendars = dates.iter().map(|found| found.calendar).chain(years);
        taiwan += calendars.filter(|calendar| *calendar == Calendar::Roc).count();
    }
    match counts.script() {
        Some(Script::Hans) => mainland >= taiwan,
        _ => mainland > taiwan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::testing::lines;

    #[test]
    fn the_year_of_the_title_comes_first() {
        for (title, roc, gregorian) in [
            ("青川縣政府103年度提升服務品質實施計畫", Some(103), Some(2014)),
            ("青川縣政府一○三年度提升服務品質實施計畫", Some(103), Some(2014)),
            ("青川縣政府１０３年度提升服務品質實施計畫", Some(103), Some(2014)),
            ("民國103年青川縣政府實施計畫", Some(103), Some(2014)),
            ("青川縣政府2014年實施計畫", Some(103), Some(2014)),
            ("海門國民小學103學年度校園安全計畫", Some(103), Some(2014)),
            ("青川縣政府103年度實施計畫(102年修正版)", Some(103), Some(2014)),
            ("青川縣政府實施計畫（103年度）", Some(103), Some(2014)),
            ("青川縣政府101至104年度中程計畫", None, None),
            ("青川縣政府101-104年度中程計畫", None, None),
            ("青川縣政府101、102年度計畫", None, None),
        ] {
            assert_eq!(
                plan_year(Some(title), &lines(&["102年3月1日訂定"]), false),
                PlanYear { roc, gregorian },
                "{title}"
            );
        }
    }

    #[test]
    fn else_the_latest_promulgation_in_front() {
        let title = Some("青川縣政府提升服務品質實施計畫");
        let front = lines(&[
            "~最後異動：106年1月1日",
            "101年3月1日青府研字第1010001234號函訂定",
            "103年2月19日青府研字第1030001234號函修正",
            "102年5月5日修正",
        ]);
        assert_eq!(plan_year(title, &front, false).roc, Some(103));
        assert_eq!(plan_year(title, &lines(&["公發布日: 民國 98 年 01 月 21 日"]), false).roc, Some(98));
        assert_eq!(plan_year(title, &lines(&["中華民國104年3月"]), false).gregorian, Some(2015));
        assert_eq!(plan_year(title, &lines(&["提升服務"]), false), PlanYear::default());
    }

    #[test]
    fn a_plan_of_the_mainland_has_no_year_of_the_republic() {
        let title = "云山区2021年政务公开工作方案";
        let body = ["各街道办事处要落实责任。", "云山区人民政府"];
        assert!(is_mainland(Some(title), &[], &body));
        assert_eq!(plan_year(Some(title), &[], true), PlanYear { roc: None, gregorian: Some(2021) });
        assert_eq!(plan_year(Some("云山区2018—2020年行动计划"), &[], true), PlanYear::default());
        assert!(!is_mainland(Some("青川县政府103年度提升服务品质实施计划"), &[], &["各乡镇公所应配合办理"]));
        assert!(!is_mainland(Some("青川縣政府提升服務品質實施計畫"), &[], &["本府各單位"]));
    }
}
