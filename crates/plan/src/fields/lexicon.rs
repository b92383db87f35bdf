//! The word lists of public plans, where they are at hand: what share of them is read right.
#![expect(clippy::print_stderr, reason = "the shares are for the person who runs the tests")]

use std::collections::BTreeMap;

use super::{citation, due, kind, role, units};
use crate::{Date, Due, Lexicon};

/// Where the lists stand beside the repository; they are no part of it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/facts/lexicon");

type Row = BTreeMap<String, String>;

/// The rows of a list by column name; `None`, with a line that says so, where the list is absent.
fn rows(name: &str) -> Option<Vec<Row>> {
    let Ok(text) = std::fs::read_to_string(format!("{FOLDER}/{name}")) else {
        eprintln!("{name} is not at hand: skipped");
        return None;
    };
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next()?.split('\t').collect();
    let row = |line: &str| columns.iter().map(|c| (*c).to_owned()).zip(line.split('\t').map(str::to_owned)).collect();
    Some(lines.map(row).collect())
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

/// Tells the share of right answers, and the wrong ones.
struct Share {
    name: &'static str,
    right: usize,
    all: usize,
}

impl Share {
    fn of(name: &'static str) -> Self {
        Self { name, right: 0, all: 0 }
    }

    fn count(&mut self, right: bool, wrong: impl FnOnce() -> String) {
        self.all += 1;
        if right {
            self.right += 1;
        } else {
            eprintln!("  {}: {}", self.name, wrong());
        }
    }

    fn at_least(&self, percent: usize) {
        eprintln!("{}: {} of {}", self.name, self.right, self.all);
        assert!(self.right * 100 >= self.all * percent, "{}: {} of {}", self.name, self.right, self.all);
    }
}

#[test]
fn columns_have_their_roles() {
    let Some(rows) = rows("columns.tsv") else { return };
    let (mut sure, mut seen, mut all) =
        (Share::of("columns, sure"), Share::of("columns, sure and seen"), Share::of("columns, all"));
    for row in &rows {
        let header = cell(row, "header").replace('⏎', "\n");
        let found = role::role(&header, &Lexicon::default()).map_or("none", crate::Role::name);
        let right = found == cell(row, "role") || found == "none" && cell(row, "role") == "other";
        let wrong = || format!("{header} is {}, not {found} ({})", cell(row, "role"), cell(row, "script"));
        if cell(row, "sure") == "high" {
            sure.count(right, wrong);
            if cell(row, "count") != "0" {
                seen.count(right, wrong);
            }
        }
        all.count(right, wrong);
    }
    seen.at_least(97);
    sure.at_least(97);
    all.at_least(90);
}

#[test]
fn units_keep_their_names() {
    let Some(rows) = rows("units.tsv") else { return };
    let (mut names, mut looks) = (Share::of("units, names"), Share::of("units, looks"));
    for row in rows.iter().filter(|row| matches!(cell(row, "group"), "collective" | "office")) {
        let form = cell(row, "form");
        let expected: Vec<&str> = form.split('、').collect();
        let found = units::units(form);
        names.count(found == expected, || format!("{form} gives {found:?}"));
        looks.count(units::looks_like_units(form), || format!("{form} {}", units::units_score(form)));
    }
    names.at_least(97);
    looks.at_least(95);
}

#[test]
fn headings_have_their_kinds() {
    let Some(rows) = rows("headings.tsv") else { return };
    let (mut seen, mut sure, mut all) =
        (Share::of("headings, sure and seen"), Share::of("headings, sure"), Share::of("headings, all"));
    for row in &rows {
        let heading = cell(row, "heading");
        let sentence =
            heading.strip_prefix('（').and_then(|text| text.strip_suffix('）')).filter(|text| text.contains('…'));
        let found = match sentence {
            Some(sentence) => kind::kind_of_sentence(sentence, &Lexicon::default()),
            None => kind::kind(heading, &Lexicon::default()),
        };
        let name = found.as_ref().map_or("other", |(kind, _)| kind.name());
        let right = name == cell(row, "kind");
        let term = found.as_ref().map_or("", |(_, term)| term.as_str());
        let wrong = || format!("{heading} is {}, not {name} ({term}) {}", cell(row, "kind"), cell(row, "sure"));
        if cell(row, "sure") == "high" {
            if cell(row, "count") != "0" {
                seen.count(right, wrong);
            }
            sure.count(right, String::new);
        }
        all.count(right, wrong);
    }
    seen.at_least(97);
    sure.at_least(97);
    all.at_least(93);
}

/// The list was made before the record had ranges: what its row means by the contract of today.
fn in_ranges(expression: &str, due: &str) -> String {
    let of = |from: &str, to: &str| format!(r#"[{{"from": "{from}", "to": "{to}"}}]"#);
    let months = |first: u8, last: u8| of(&format!("2014-{first:02}"), &format!("2014-{last:02}"));
    match expression {
        "第1季" | "第一季" | "第一季度" | "一季度" => months(1, 3),
        "第4季" | "第四季度" => months(10, 12),
        "第1、3季" => r#"[{"from": "2014-01", "to": "2014-03"}, {"from": "2014-07", "to": "2014-09"}]"#.to_owned(),
        "上半年" | "前半年" => months(1, 6),
        "下半年" => months(7, 12),
        "103年1月1日至12月31日"
        | "自103年1月1日起至12月31日止"
        | "103年1月1日至103年12月31日"
        | "103.01.01-103.12.31"
        | "103.1.1~12.31" => of("2014-01-01", "2014-12-31"),
        "103年1月至12月" | "103年1-12月" | "1月至12月" | "1-12月" | "1月~12月" => months(1, 12),
        "10、11月" => r#"[{"month": "2014-10"}, {"month": "2014-11"}]"#.to_owned(),
        "10月至11月" | "10-11月" => months(10, 11),
        "102年8月1日至103年7月31日" | "102學年度" => of("2013-08-01", "2014-07-31"),
        "102學年度至104學年度" => of("2013-08-01", "2016-07-31"),
        "103至106年度" => of("2014", "2017"),
        "104-107年" => of("2015", "2018"),
        "105年至107年" => of("2016", "2018"),
        "5月上旬至9月" => months(5, 9),
        "2018年2月至12月" => of("2018-02", "2018-12"),
        "2018—2020年" => of("2018", "2020"),
        "7月及次年1月" => r#"[{"month": "2014-07"}, {"month": "2015-01"}]"#.to_owned(),
        _ => due.to_owned(),
    }
}

/// A list of deadlines as the record writes it.
fn written(dues: &[Due]) -> String {
    let key = |date: &Date| match (date.month, date.day) {
        (_, Some(_)) => "date",
        (Some(_), None) => "month",
        (None, None) => "year",
    };
    let one = |due: &Due| match due {
        Due::On(date) if date.month.is_none() => format!(r#"{{"year": {}}}"#, date.year),
        Due::On(date) => format!(r#"{{"{}": "{date}"}}"#, key(date)),
        Due::Between { from, to } => format!(r#"{{"from": "{from}", "to": "{to}"}}"#),
        Due::Every(frequency) => format!(r#"{{"every": "{}"}}"#, frequency.name()),
        Due::Ongoing => r#"{"ongoing": true}"#.to_owned(),
        Due::Text(text) => format!(r#"{{"text": "{text}"}}"#),
    };
    format!("[{}]", dues.iter().map(one).collect::<Vec<_>>().join(", "))
}

#[test]
fn deadlines_are_read() {
    let Some(rows) = rows("deadlines.tsv") else { return };
    let (mut sure, mut all, mut looks) =
        (Share::of("deadlines, sure"), Share::of("deadlines, all"), Share::of("deadlines, looks"));
    for row in &rows {
        let expression = cell(row, "expression");
        let mut expected = in_ranges(expression, cell(row, "due"));
        if expected.contains("text") {
            expected = script::close_up(&expected);
        }
        let found = script::close_up(&written(&due::due(expression, Some(2014))));
        let right = found == script::close_up(&expected);
        let wrong = || format!("{expression} is {expected}, not {found} ({})", cell(row, "sure"));
        if cell(row, "sure") == "high" {
            sure.count(right, String::new);
        }
        all.count(right, wrong);
        looks.count(due::looks_like_due(expression), || expression.to_owned());
    }
    sure.at_least(97);
    all.at_least(95);
    looks.at_least(95);
}

#[test]
fn citations_of_every_form_are_found() {
    let Some(rows) = rows("citations.tsv") else { return };
    let (mut numbers, mut prefixes, mut shapes, mut verbs) = (
        Share::of("citations, numbers of the skeletons"),
        Share::of("citations, prefixes"),
        Share::of("citations, shapes of numbers"),
        Share::of("citations, verbs"),
    );
    let only = |text: &str| match &citation::citations(text)[..] {
        [one] => Some((one.number.clone().unwrap_or_default(), one.verb.clone().unwrap_or_default())),
        _ => None,
    };
    let closed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for row in &rows {
        let number = closed(cell(row, "number_form"));
        match cell(row, "row") {
            "skeleton" if number.contains("字第") && !number.contains(['…', '/']) && cell(row, "note") != "chrome" =>
            {
                let date = cell(row, "date_form");
                let date = if date.starts_with('(') { "" } else { date };
                let agency = cell(row, "agency").split(' ').next().unwrap_or("").split('(').next().unwrap_or("");
                let agency = if agency.chars().count() > 1 { agency } else { "" };
                let text = format!("一、依{agency}{date}{number}函辦理。");
                let found = only(&text);
                numbers.count(found.is_some_and(|(found, _)| found == number), || {
                    format!("{text} {:?}", citation::citations(&text))
                });
            }
            "prefix" => {
                let number = format!("{number}第1030004263號");
                let text = format!("依青川縣政府103年4月9日{number}函頒「服務計畫」辦理");
                prefixes.count(only(&text).is_some_and(|(found, _)| found == number), || text.clone());
            }
            "number" if number != "漢字" => {
                let number = format!("青計字第{}號", number.replace('9', "1"));
                let text = format!("青川縣政府103年4月9日{number}令");
                shapes.count(only(&text).is_some_and(|(found, _)| found == number), || text.clone());
            }
            "verb" => {
                for verb in cell(row, "verb").split(' ') {
                    let text = format!("青川縣政府103年4月9日青計字第1030004263號{verb}「服務計畫」");
                    verbs.count(only(&text).is_some_and(|(_, found)| found == verb), || {
                        format!("{text} {:?}", only(&text))
                    });
                }
            }
            _ => {}
        }
    }
    numbers.at_least(97);
    prefixes.at_least(97);
    shapes.at_least(97);
    verbs.at_least(95);
}
