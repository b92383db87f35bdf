//! Who issues a plan.

use std::ops::Range;
use std::sync::LazyLock;

use numerals::date;

use super::fold::Folded;
use super::front::{self, FRONT};
use super::title::FrontLine;
use super::words::{self, Words};
use crate::AgencyRule;

struct Lists {
    tail: Words<bool>,
    own: Words<()>,
    lead: Words<()>,
    start: Words<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/agencies.tsv")).collect();
    let of = |kind: &'static str| {
        rows.iter().filter(move |row| row.get(1) == Some(&kind)).filter_map(|row| row.first().copied())
    };
    let list = |kind| Words::new(of(kind).map(|word| (word, ())));
    Lists {
        tail: Words::new(of("not").map(|word| (word, false)).chain(of("tail").map(|word| (word, true)))),
        own: list("self"),
        lead: list("lead"),
        start: list("start"),
    }
});

/// Characters of the longest name of an agency.
const LONGEST_NAME: usize = 40;
/// Characters of the shortest name of an office within an agency: 警察局.
const SHORTEST_OFFICE: usize = 3;
/// Characters of the longest name of an office within an agency.
const LONGEST_OFFICE: usize = 16;
/// Characters of the longest last word of a name that begins like a shorter one.
const LONGEST_TAIL: usize = 3;
/// Characters of the longest line that is a name.
const LONGEST_LINE: usize = 30;

/// Whether folded text is the name of an agency, by its last word.
pub(super) fn is_agency(text: &[char]) -> bool {
    if is_own(text) {
        return true;
    }
    let is_name = |c: &char| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '(' | ')' | '·');
    text.len() >= 3
        && text.len() <= LONGEST_NAME
        && text.iter().all(is_name)
        && text.iter().filter(|c| **c == '(').count() == text.iter().filter(|c| **c == ')').count()
        && matches!(LISTS.tail.longest_ending(text, text.len()), Some((length, true)) if length < text.len())
}

/// Whether folded text is a name that is known as a whole: 本府, 行政院.
pub(super) fn is_own(text: &[char]) -> bool {
    LISTS.own.get(text).is_some()
}

/// Whether a word that leads to a source (依, 根據) ends at a place of folded text.
pub(super) fn is_led(text: &[char], at: usize) -> bool {
    LISTS.lead.longest_ending(text, at).is_some()
}

/// Behind the words that lead to a name (依據, 配合, 及) within a range of folded text.
pub(super) fn lead_end(text: &[char], range: Range<usize>) -> usize {
    let mut start = range.start;
    for at in range.clone() {
        if let Some((length, ())) = LISTS.lead.longest_at(text, at).filter(|(length, ())| at + length <= range.end) {
            start = start.max(at + length);
        }
    }
    while let Some((length, ())) =
        LISTS.start.longest_at(text, start).filter(|(length, ())| start + length <= range.end)
    {
        start += length;
    }
    behind_provision(text, start..range.end)
}

/// Behind a provision that stands before the name: 第七條規定及海門縣政府.
fn behind_provision(text: &[char], range: Range<usize>) -> usize {
    let is_provision = |at: &usize| {
        matches!(text[*at], '及' | '与' | '暨' | '和')
            && matches!(text[at - 1], '条' | '项' | '款' | '点' | '定' | '法')
            && text[range.start..*at].contains(&'第')
    };
    (range.start + 1..range.end).rev().find(is_provision).map_or(range.start, |at| at + 1)
}

/// The agency at the beginning of a folded title, or of what follows a year at its beginning.
pub(super) fn of_title(title: &[char]) -> Option<Range<usize>> {
    let years = date::year_in(title);
    let opening = years.first().filter(|year| year.start == 0).map_or(0, |year| year.end);
    let next_year = years.iter().map(|year| year.start).find(|start| *start > opening).unwrap_or(title.len());
    let member =
        (opening + 2..next_year).find(|at| FRONT.membership.longest_at(title, *at).is_some()).unwrap_or(next_year);
    let about = (opening + 2..member).find(|at| title[*at..].starts_with(&['关', '于'])).unwrap_or(member);
    // 監 of 監理站 and 處 of 案件處理 are no ends; 議會 before 議員 is one, for all of 會議.
    let is_cut = |end: usize| {
        let tail = LISTS.tail.longest_ending(title, end).map_or(0, |(length, _)| length);
        let own = LISTS.own.longest_ending(title, end).map_or(0, |(length, ())| length);
        let last_word = end - tail.max(own);
        (opening.max(end.saturating_sub(LONGEST_TAIL))..end).any(|at| {
            LISTS
                .tail
                .longest_at(title, at)
                .is_some_and(|(length, ends_name)| at + length > end && (*ends_name || at <= last_word))
        })
    };
    let names = |end: usize| is_agency(&title[opening..end]) && !is_self(&title[opening..end]) && !is_cut(end);
    if about < title.len() && names(about) {
        return Some(opening..about);
    }
    // The shortest name, and the offices in it that follow: 青川縣政府 警察局 海門分局.
    let mut end = (opening + 3..=about).find(|end| names(*end))?;
    loop {
        let within = |longer: &usize| {
            let office = &title[end..*longer];
            office.len() >= SHORTEST_OFFICE && names(*longer) && front::first(&FRONT.action, office).is_none()
        };
        match (end + SHORTEST_OFFICE..=about.min(end + LONGEST_OFFICE)).find(within) {
            Some(longer) => end = longer,
            None => return Some(opening..end),
        }
    }
}

/// 本府, 各級機關 and their like name nobody to a reader of the title.
fn is_self(text: &[char]) -> bool {
    matches!(text.first(), Some('本' | '我' | '钧' | '各'))
}

/// The issuing agency as written: the beginning of the title, a line of the front, a signature (`tail`,
/// the last lines of the document), or what an aside names where the name stands in `body` too. `None`
/// where it can't be told.
pub fn agency(title: Option<&str>, lines: &[FrontLine<'_>], tail: &[&str], body: &[&str]) -> Option<String> {
    found(title, lines, tail, body).map(|found| found.name)
}

/// An agency and what it is known by.
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) rule: AgencyRule,
    /// The line that names it: of the last ones under [`AgencyRule::Signature`], else of the front.
    pub(crate) line: Option<usize>,
}

/// The issuing agency with the rule that found it.
pub(crate) fn found(title: Option<&str>, lines: &[FrontLine<'_>], tail: &[&str], body: &[&str]) -> Option<Found> {
    let at_line = |rule: AgencyRule| move |(at, name): (usize, String)| Found { name, rule, line: Some(at) };
    let by_title = || {
        let title = title?;
        let folded = Folded::new(title);
        let name = of_title(&folded.chars).map(|range| folded.words(title, range))?;
        Some(Found { name, rule: AgencyRule::Title, line: None })
    };
    let numbered = || lines.iter().enumerate();
    let own = || numbered().filter(|(_, line)| !line.aside).map(|(at, line)| (at, line.text));
    let by_line = || {
        let mut names = own().filter_map(|(at, line)| Some((at, whole_line(line)?)));
        names.next().map(at_line(AgencyRule::Line))
    };
    // 云山区人民政府办公室关于印发…的通知
    let by_notice = || {
        let mut names = own().filter_map(|(at, line)| {
            let folded = Folded::new(line);
            let about = super::fold::find(&folded.chars, &['关', '于'], 2)?;
            let range = lead_end(&folded.chars, 0..about)..about;
            let is_name = is_agency(&folded.chars[range.clone()]) && !is_self(&folded.chars);
            is_name.then(|| (at, folded.words(line, range)))
        });
        names.next().map(at_line(AgencyRule::Notice))
    };
    let by_signature = || {
        let mut names = tail.iter().enumerate().rev().filter_map(|(at, line)| Some((at, whole_line(line)?)));
        names.next().map(at_line(AgencyRule::Signature))
    };
    let by_field = || {
        let named = |names: &[&Words<()>]| own().find_map(|(at, line)| Some((at, field(line, names)?)));
        let issuer = named(&[&FRONT.issuer]).or_else(|| named(&[&FRONT.issuer, &FRONT.organizer]));
        issuer.map(at_line(AgencyRule::Field))
    };
    let place = title.map(|title| Folded::new(title).chars).and_then(|title| place_of(&title));
    let by_aside = || {
        let stands = |name: &str| {
            let name = Folded::new(name).chars;
            place.as_ref().is_some_and(|place| name.starts_with(place))
                || body.iter().any(|text| super::fold::find(&Folded::new(text).chars, &name, 0).is_some())
        };
        let asides = || numbered().filter(|(_, line)| line.aside);
        let fields = asides().filter_map(|(at, line)| Some((at, field(line.text, &[&FRONT.issuer])?)));
        let sites = asides().filter_map(|(at, line)| Some((at, whole_line(line.text)?)));
        fields.chain(sites).find(|(_, name)| stands(name)).map(at_line(AgencyRule::Aside))
    };
    by_title().or_else(by_notice).or_else(by_line).or_else(by_field).or_else(by_signature).or_else(by_aside)
}

/// The place that a folded title begins with, behind a year: 云山区.
fn place_of(title: &[char]) -> Option<Vec<char>> {
    const LONGEST_PLACE: usize = 8;
    let start = date::year_in(title).first().filter(|year| year.start == 0).map_or(0, |year| year.end);
    let name = title.get(start..title.len().min(start + LONGEST_PLACE))?;
    let end = name.iter().skip(2).position(|c| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '乡' | '镇'))?;
    Some(name[..end + 3].to_vec())
}

/// A line that is the name of an agency and nothing else, a year or date behind it aside.
fn whole_line(line: &str) -> Option<String> {
    let folded = Folded::new(line);
    if folded.chars.len() > 2 * LONGEST_LINE {
        return None;
    }
    let end = date::year_in(&folded.chars)
        .first()
        .map(|year| year.start)
        .into_iter()
        .chain(date::find(&folded.chars, None).first().map(|found| found.start))
        .min()
        .unwrap_or(folded.chars.len());
    let name = &folded.chars[..end];
    let is_name =
        name.len() <= LONGEST_LINE && is_agency(name) && !is_self(name) && front::first(&FRONT.action, name).is_none();
    let whole = end == folded.chars.len() || date_closes(&folded.chars[end..]);
    (is_name && whole).then(|| folded.words(line, 0..end))
}

fn date_closes(text: &[char]) -> bool {
    let year = date::year_in(text).first().is_some_and(|year| year.end == text.len());
    year || date::find(text, None).first().is_some_and(|found| found.end_with_tail == text.len())
}

/// The agency in a field such as 發布單位：…, of several the first.
fn field(line: &str, names: &[&Words<()>]) -> Option<String> {
    let folded = Folded::new(line);
    let chars = &folded.chars;
    let colon = chars.iter().position(|c| *c == ':')?;
    names.iter().find_map(|words| words.longest_ending(chars, colon))?;
    let is_end = |c: char| matches!(c, ':' | ',' | '。' | ';' | '|' | '、');
    let name = colon + 1..(colon + 1..chars.len()).find(|at| is_end(chars[*at])).unwrap_or(chars.len());
    let words = &chars[name.clone()];
    (is_agency(words) && !is_self(words)).then(|| folded.words(line, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::testing::lines;

    #[test]
    fn the_title_begins_with_its_agency() {
        for (title, expected) in [
            ("青川縣政府103年度提升服務品質實施計畫", Some("青川縣政府")),
            ("103年度青川縣政府提升服務品質實施計畫", Some("青川縣政府")),
            ("青川縣政府警察局海門分局提升服務品質實施計畫", Some("青川縣政府警察局海門分局")),
            ("海門市立圖書館推動閱讀計畫", Some("海門市立圖書館")),
            ("北部地區巡防局第三二岸巡大隊103年提升服務品質細部執行計畫", Some("北部地區巡防局第三二岸巡大隊")),
            ("法務部行政執行署海門分署一○三年度為民服務工作計畫", Some("法務部行政執行署海門分署")),
            ("青川縣政府暨所屬機關提升服務品質計畫", Some("青川縣政府")),
            ("云山区人民政府办公室2021年政务公开工作方案", Some("云山区人民政府办公室")),
            ("海門國民小學103學年度校園安全計畫", Some("海門國民小學")),
            ("青川縣政府社會處104至107年度社會福利計畫", Some("青川縣政府社會處")),
            ("云山区2021年政务公开工作方案", None),
            ("本署97年提升服務品質實施計畫", None),
            ("提升服務品質實施計畫", None),
            ("海山區戶政事務所到府(院)服務實施計畫", Some("海山區戶政事務所")),
            ("青川縣動物防疫所103年度服務計畫", Some("青川縣動物防疫所")),
            ("青川縣殯葬管理所103年度服務計畫", Some("青川縣殯葬管理所")),
            ("青川縣海門地政事務所提升服務品質計畫", Some("青川縣海門地政事務所")),
            ("青川縣海門鎮衛生所提升服務品質計畫", Some("青川縣海門鎮衛生所")),
            ("青川縣立海門幼兒園校園安全計畫", Some("青川縣立海門幼兒園")),
            ("海門區監理所青川監理站提升服務品質計畫", Some("海門區監理所青川監理站")),
            ("青川監理站提升服務品質計畫", Some("青川監理站")),
            ("青川監獄提升服務品質計畫", Some("青川監獄")),
            ("海門林區管理處青川工作站為民服務計畫", Some("海門林區管理處青川工作站")),
            ("青川縣立圖書館海門分館推動閱讀計畫", Some("青川縣立圖書館海門分館")),
            ("青川縣政府消防局第一大隊為民服務計畫", Some("青川縣政府消防局第一大隊")),
            ("青川縣政府稅務局海門分局為民服務計畫", Some("青川縣政府稅務局海門分局")),
            ("青川縣政府地方稅務局所得稅宣導計畫", Some("青川縣政府地方稅務局")),
            ("公共場所安全推動計畫", None),
            ("青川縣政府人民陳情案件處理要點", Some("青川縣政府")),
            ("公文處理作業要點", None),
            ("突發事件應急處置預案", None),
            ("2021年重点工作部署方案", None),
            ("獨居老人關懷訪視計畫", None),
            ("醫療院所感染管制計畫", None),
            ("青川縣運動會實施計畫", None),
            ("青川縣政府廉政會報設置要點", Some("青川縣政府")),
            ("青川縣政府會計處為民服務計畫", Some("青川縣政府會計處")),
            ("青川縣政府處理陳情案件要點", Some("青川縣政府")),
            ("青川縣議會議員參訪計畫", Some("青川縣議會")),
            ("青川縣政府衛生局長期照顧計畫", Some("青川縣政府衛生局")),
            ("行政院所屬機關服務計畫", Some("行政院")),
            ("青川縣國中學生輔導計畫", None),
        ] {
            assert_eq!(agency(Some(title), &[], &[], &[]).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn where_the_title_does_not_say_a_line_or_signature_does() {
        let title = Some("提升服務品質實施計畫");
        assert_eq!(agency(title, &lines(&["青川縣海門鎮公所"]), &[], &[]).as_deref(), Some("青川縣海門鎮公所"));
        assert_eq!(
            agency(title, &[], &["以上。", "云山区教育局", "2021年3月5日"], &[]).as_deref(),
            Some("云山区教育局")
        );
        let front = lines(&["云山区教育局关于印发《平安校园实施方案》的通知"]);
        assert_eq!(agency(Some("平安校园实施方案"), &front, &[], &[]).as_deref(), Some("云山区教育局"));
        assert_eq!(agency(title, &lines(&["本所同仁"]), &["各課室"], &[]), None);
        for line in
            ["主辦單位：青川縣政府文化局", "主辦機關: 青川縣政府文化局、海門鎮公所", "執行單位：青川縣政府文化局"]
        {
            assert_eq!(agency(title, &lines(&[line]), &[], &[]).as_deref(), Some("青川縣政府文化局"), "{line}");
        }
        let titled = Some("海門鎮公所提升服務品質實施計畫");
        let front = lines(&["主辦單位：青川縣政府文化局"]);
        assert_eq!(agency(titled, &front, &[], &[]).as_deref(), Some("海門鎮公所"));
        assert_eq!(agency(title, &lines(&["主辦單位：各課室", "執行單位：本局"]), &[], &[]), None);
    }

    #[test]
    fn a_place_is_no_agency_until_one_is_named() {
        let title = Some("云山区2021年政务公开工作方案");
        let name = Some("云山区人民政府办公室");
        assert_eq!(agency(title, &lines(&["云山区"]), &["2021年3月5日"], &[]), None);
        assert_eq!(agency(title, &[], &["云山区人民政府办公室", "2021年3月5日"], &[]).as_deref(), name);
        for line in ["发文机关：云山区人民政府办公室", "~发文机关： 云山区人民政府办公室"]
        {
            assert_eq!(agency(title, &lines(&[line]), &[], &[]).as_deref(), name, "{line}");
        }
        assert_eq!(agency(title, &lines(&["~发布机构：青川市大数据局"]), &[], &[]), None);
    }

    #[test]
    fn an_aside_counts_where_its_name_stands_in_the_text() {
        let front = lines(&["~首頁", "~發布單位：青川縣稅務局", "~友善列印"]);
        assert_eq!(agency(None, &front, &[], &["青川縣稅務局為提升服務"]).as_deref(), Some("青川縣稅務局"));
        assert_eq!(agency(None, &front, &[], &["本局為提升服務"]), None);
    }
}
