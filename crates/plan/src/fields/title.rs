//! The title of a plan and what its years share.

use std::ops::Range;

use numerals::{date, label};
use script::Script;

use super::agency;
use super::fold::Folded;
use super::front::{self, FRONT};
use crate::TitleRule;

/// A line of the front of a document, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontLine<'a> {
    /// Its text.
    pub text: &'a str,
    /// Site chrome or another aside: never the title, but it may name the agency.
    pub aside: bool,
}

/// The plan's own title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Closed up over its lines.
    pub text: String,
    /// The lines of the front that it takes: first, and one past the last.
    pub lines: Range<usize>,
    /// What it is known by.
    pub rule: TitleRule,
}

/// Characters of the longest line of a title.
const LONGEST_LINE: usize = 70;
/// Lines of the longest title above its last.
const LINES_ABOVE: usize = 3;
/// Lines between a page's heading and the title, and around a title that repeat it.
const NEAR: usize = 8;
/// Lines of the front, asides apart, among which the title stands.
const LINES_OF_FRONT: usize = 40;
/// Characters of the longest bracket with a version.
const LONGEST_VERSION: usize = 30;
/// Characters of a line that can't be a whole plan's name: 實施計畫.
const BARE_TAIL: usize = 6;

/// The title among the lines of the front; `None` where none of them is one.
pub fn title(lines: &[FrontLine<'_>]) -> Option<Title> {
    let own = lines.iter().enumerate().filter(|(_, line)| !line.aside).map(|(at, _)| at);
    let lines = &lines[..own.take(LINES_OF_FRONT).last().map_or(0, |last| last + 1)];
    let folded: Vec<Folded> = lines.iter().map(|line| Folded::new(line.text)).collect();
    let front = Lines { lines, folded: &folded };
    let ends = |at: &usize| {
        let chars = front.body(*at);
        front.is_free(*at) && title_end(chars).is_some() && notice(chars).is_none()
    };
    let mut found = (0..lines.len()).filter(ends).filter_map(|last| front.title_that_ends_in(last));
    let first = found.next();
    // A page's own heading (服務品質計畫) stands before the title that says whose and when.
    let better = || found.take_while(|title| title.lines.start <= NEAR).find(|title| says_whose_or_when(&title.text));
    match first {
        Some(title) if says_whose_or_when(&title.text) => Some(title),
        Some(title) => better().or(Some(title)),
        None => front.notice().or_else(|| front.other_title()),
    }
}

fn says_whose_or_when(title: &str) -> bool {
    let chars = Folded::new(title).chars;
    agency::of_title(&chars).is_some() || !date::year_in(&chars).is_empty()
}

/// The lines of a front with their folded texts.
struct Lines<'l> {
    lines: &'l [FrontLine<'l>],
    folded: &'l [Folded],
}

impl Lines<'_> {
    fn is_free(&self, at: usize) -> bool {
        !self.lines[at].aside && is_title_line(self.body(at))
    }

    /// A line without the label or field before its title.
    fn body(&self, at: usize) -> &[char] {
        let chars = &self.folded[at].chars;
        &chars[body_start(chars)..]
    }

    /// What stands in a line at a range of its body.
    fn words(&self, at: usize, range: Range<usize>) -> String {
        let start = body_start(&self.folded[at].chars);
        self.folded[at].words(self.lines[at].text, start + range.start..start + range.end)
    }

    /// The title that ends in a line, with the lines above that begin it and the version below.
    fn title_that_ends_in(&self, last: usize) -> Option<Title> {
        let end = title_end(self.body(last))?;
        let mut start = last;
        while start > 0
            && last - start < LINES_ABOVE
            && self.is_free(start - 1)
            && (begins_title(self.body(start - 1), self.body(start)) || self.stands_elsewhere(start - 1, last))
        {
            start -= 1;
        }
        let mut text: String = (start..last).map(|at| self.words(at, 0..self.body(at).len())).collect();
        text.push_str(&self.words(last, 0..end));
        let mut until = last + 1;
        // (草案) may stand on a line of its own.
        if until < self.lines.len()
            && self.is_free(until)
            && bracketed_version(self.body(until), 0) == Some(self.body(until).len())
        {
            text.push_str(&self.words(until, 0..self.body(until).len()));
            until += 1;
        }
        Some(Title { text: script::close_up(&text), lines: start..until, rule: TitleRule::PlanEnding })
    }

    /// Whether lines, read as one, stand within another line: the notice that brought the plan, or the page's heading.
    fn stands_elsewhere(&self, first: usize, last: usize) -> bool {
        let whole: Vec<char> = (first..=last).flat_map(|at| self.body(at).iter().copied()).collect();
        let near = 0..self.lines.len().min(last + NEAR);
        near.filter(|at| !(first..=last).contains(at))
            .any(|at| super::fold::find(&self.folded[at].chars, &whole, 0).is_some())
    }

    /// The plan that a notice brought, where it has no line of its own.
    fn notice(&self) -> Option<Title> {
        (0..self.lines.len()).filter(|at| self.is_free(*at)).find_map(|at| {
            let about = notice(self.body(at))?;
            Some(Title { text: self.words(at, about), lines: at..at + 1, rule: TitleRule::Notice })
        })
    }

    /// The title of what is called neither plan nor scheme: one of the first lines, where it names an agency or a year.
    fn other_title(&self) -> Option<Title> {
        let first = (0..self.lines.len()).find(|at| !self.lines[*at].aside && !self.folded[*at].chars.is_empty())?;
        (first..self.lines.len().min(first + LINES_ABOVE)).find_map(|at| {
            let chars = self.body(at);
            if !self.is_free(at) {
                return None;
            }
            let by_end = document_end(chars).map(|end| (end, TitleRule::DocumentEnding));
            let (end, rule) = by_end.or_else(|| names_plan(chars).then_some((chars.len(), TitleRule::NamesPlan)))?;
            let above = (first..at).find(|above| agency::of_title(self.body(*above)).is_some());
            let start = above.filter(|above| (*above..at).all(|line| self.is_free(line))).unwrap_or(at);
            let mut text: String = (start..at).map(|line| self.words(line, 0..self.body(line).len())).collect();
            text.push_str(&self.words(at, 0..end));
            says_whose_or_when(&text).then(|| Title { text: script::close_up(&text), lines: start..at + 1, rule })
        })
    }
}

/// Where the title of a document that is no plan ends in a line: behind 手冊, 規定 and a bracket with its version.
fn document_end(line: &[char]) -> Option<usize> {
    let end = (1..=line.len()).rev().find(|end| {
        let ends = FRONT.document.longest_ending(line, *end).is_some();
        ends && (*end == line.len() || bracketed_version(line, *end) == Some(line.len()))
    })?;
    Some(bracketed_version(line, end).unwrap_or(end))
}

/// Whether a line that ends otherwise still is a title: an agency, a year and a plan. 青川縣政府101年度施政計畫目標與重點
fn names_plan(line: &[char]) -> bool {
    let year = date::year_in(line).first().map(|year| year.end);
    let plan = (1..=line.len()).find(|end| FRONT.title.longest_ending(line, *end).is_some());
    agency::of_title(line).is_some() && year.zip(plan).is_some_and(|(year, plan)| year < plan)
}

/// The title without its year, blanks and 臺/台 folded, in Traditional Chinese; `None` where nothing is
/// left. `to_hant` converts a text to Traditional Chinese.
pub fn series(title: &str, to_hant: impl Fn(&str) -> String) -> Option<String> {
    let chars: Vec<char> = title.chars().filter(|c| !c.is_whitespace()).collect();
    let mut cut: Vec<Range<usize>> = date::year_in(&chars).into_iter().map(|year| year.start..year.end).collect();
    cut.extend(date::find(&chars, None).into_iter().map(|found| found.start..found.end_with_tail));
    let mut left: Vec<char> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some(year) = cut.iter().find(|range| range.contains(&at)) {
            at = year.end;
        } else {
            left.push(chars[at]);
            at += 1;
        }
    }
    let left = without_versions(&left);
    let own = if script::detect(&left) == Some(Script::Hant) { left } else { to_hant(&left) };
    let folded: String = own.chars().map(|c| if c == '臺' { '台' } else { c }).collect();
    (!folded.is_empty()).then_some(folded)
}

/// A title without brackets that are empty or tell its version.
fn without_versions(title: &[char]) -> String {
    let folded: Vec<char> = title.iter().map(|c| super::fold::fold(*c)).collect();
    let (mut kept, mut at) = (String::new(), 0);
    while at < title.len() {
        match bracketed_version(&folded, at) {
            Some(end) => at = end,
            None => {
                kept.push(title[at]);
                at += 1;
            }
        }
    }
    kept
}

/// Whether a line could be part of a title: short, no sentence, no label, nothing about the file or its promulgation.
fn is_title_line(line: &[char]) -> bool {
    if line.is_empty() || line.len() > LONGEST_LINE {
        return false;
    }
    let has_label = label::at(line, 0).is_some_and(|label| {
        label.body < line.len()
            && !matches!(label.class, label::Class::Attachment | label::Class::Latin | label::Class::LatinSmall)
    });
    let begins_year = date::year_in(line).first().is_some_and(|year| year.start == 0);
    (!has_label || begins_year)
        && !line.iter().any(|c| matches!(c, '。' | ';' | '!' | '?' | ','))
        && !line.ends_with(&[':'])
        && FRONT
            .meta
            .longest_at(line, 0)
            .is_none_or(|(length, ())| line.get(length) != Some(&':') && length < line.len())
        && !front::is_promulgation(line)
        && !matches!(line.first(), Some('依' | '为' | '奉'))
}

/// Where the title ends in its last line: behind 計畫, 方案 and a bracket with its version or year. What may follow is a promulgation.
fn title_end(line: &[char]) -> Option<usize> {
    (1..=line.len()).rev().find_map(|end| {
        let (length, ()) = FRONT.title.longest_ending(line, end)?;
        // 本計畫 names no plan.
        let before = line[..end - length].last();
        if length == line.len() || matches!(before, Some('本' | '此' | '该' | '各')) {
            return None;
        }
        let end = bracketed_version(line, end).unwrap_or(end);
        (end == line.len() || front::is_promulgation(&line[end..])).then_some(end)
    })
}

/// The end of a bracket at `from` that holds a version, a year or nothing: (草案), (103年度).
fn bracketed_version(line: &[char], from: usize) -> Option<usize> {
    if !matches!(line.get(from)?, '(' | '[' | '【' | '〔') {
        return None;
    }
    let close =
        (from..line.len().min(from + LONGEST_VERSION)).find(|at| matches!(line[*at], ')' | ']' | '】' | '〕'))?;
    let inner = &line[from + 1..close];
    let is_year = date::year_in(inner).first().is_some_and(|year| year.start == 0 && year.end == inner.len());
    let is_date = date::find(inner, None).first().is_some_and(|found| found.start == 0);
    (inner.is_empty() || is_year || is_date || FRONT.version.make_up(inner)).then_some(close + 1)
}

/// Whether `line` begins the title that `next` goes on with.
fn begins_title(line: &[char], next: &[char]) -> bool {
    if title_end(line).is_some() || notice(line).is_some() {
        return false;
    }
    let years = date::year_in(line);
    let is_year = years.first().is_some_and(|year| year.start == 0 && year.end == line.len());
    let begins_with_agency = agency::of_title(line).is_some();
    let is_unfinished = next.len() <= BARE_TAIL && !line.contains(&':');
    is_year || begins_with_agency || is_unfinished || years.first().is_some_and(|year| year.start == 0)
}

/// Where a line begins behind a label or field that says what it is: 附件一：, 法規名稱：.
fn body_start(line: &[char]) -> usize {
    let label = label::at(line, 0).filter(|label| label.class == label::Class::Attachment && label.body < line.len());
    let field = FRONT.name.longest_at(line, 0).filter(|(length, ())| line.get(*length) == Some(&':'));
    label.map(|label| label.body).or(field.map(|(length, ())| length + 1)).unwrap_or(0)
}

/// What a notice is about: the plan in 关于印发《…》的通知.
fn notice(line: &[char]) -> Option<Range<usize>> {
    let find = |word: &str, from| super::fold::find(line, &Folded::new(word).chars, from);
    let brings = ["印發", "轉發", "下發", "發布", "頒發"];
    let about = brings.iter().filter_map(|word| Some(find(word, 0)? + word.chars().count())).min()?;
    let end = find("的通知", about).or_else(|| find("通知", about))?;
    let is_quoted = line.get(about) == Some(&'《') && line[about..end].last() == Some(&'》');
    let is_subject = find("關於", 0).is_some_and(|subject| subject < about);
    match is_quoted {
        true if about + 1 < end - 1 => Some(about + 1..end - 1),
        _ => (is_subject && about < end).then_some(about..end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::testing::lines;

    #[test]
    fn the_title_among_other_lines() {
        for (front, expected, range) in [
            (&["青川縣政府 103 年度提升服務品質實施計畫"][..], "青川縣政府103年度提升服務品質實施計畫", 0..1),
            (
                &["~首頁", "~青川縣政府103年度提升服務品質實施計畫", "青川縣政府103年度提升服務品質實施計畫"],
                "青川縣政府103年度提升服務品質實施計畫",
                2..3,
            ),
            (
                &[
                    "附件一",
                    "密等：普通",
                    "青川縣稅務局",
                    "103年度提升服務品質",
                    "實施計畫",
                    "103年2月19日青稅秘字第1030001234號函訂定",
                ],
                "青川縣稅務局103年度提升服務品質實施計畫",
                2..5,
            ),
            (
                &["青川縣政府103年度提升服務", "品質實施計畫（草案）"],
                "青川縣政府103年度提升服務品質實施計畫（草案）",
                0..2,
            ),
            (
                &["海門市立圖書館提升服務品質計畫", "（修正版）", "為提升服務品質，特訂定本計畫。"],
                "海門市立圖書館提升服務品質計畫（修正版）",
                0..2,
            ),
            (&["附件：海門市立圖書館101至104年度服務躍升計畫"], "海門市立圖書館101至104年度服務躍升計畫", 0..1),
            (&["海門市提升服務品質計畫103年2月19日修訂"], "海門市提升服務品質計畫", 0..1),
            (&["海門市提升服務品質計畫（103年2月19日修訂）"], "海門市提升服務品質計畫（103年2月19日修訂）", 0..1),
            (
                &["云山区教育局关于印发《云山区平安校园实施方案》的通知", "各学校：", "云山区平安校园实施方案"],
                "云山区平安校园实施方案",
                2..3,
            ),
            (&["云山区教育局关于印发《云山区平安校园实施方案》的通知"], "云山区平安校园实施方案", 0..1),
            (&["青川縣政府為民服務工作手冊"], "青川縣政府為民服務工作手冊", 0..1),
            (
                &["服務品質計畫", "青川縣政府106年度提升服務計畫", "106年4月26日青地秘字第10631078900號函核備"],
                "青川縣政府106年度提升服務計畫",
                1..2,
            ),
            (
                &["法規名稱: 青川縣執行教育計畫實施要點", "公發布日: 民國 98 年 01 月 21 日"],
                "青川縣執行教育計畫實施要點",
                0..1,
            ),
            (
                &[
                    "中共云山区委办公室 云山区人民政府办公室印发《云山区打响服务品牌加快建设行动计划》的通知",
                    "云山区打响服务品牌",
                    "加快建设行动计划",
                    "(2018—2020年)",
                ],
                "云山区打响服务品牌加快建设行动计划(2018—2020年)",
                1..4,
            ),
            (
                &["青川縣政府 101 年度施政計畫目標與重點及衡量指標"],
                "青川縣政府101年度施政計畫目標與重點及衡量指標",
                0..1,
            ),
            (&["103年度", "提升服務品質實施計畫"], "103年度提升服務品質實施計畫", 0..2),
        ] {
            let found = title(&lines(front)).map(|title| (title.text, title.lines));
            assert_eq!(found, Some((expected.to_owned(), range)), "{front:?}");
        }
        for front in [
            &[][..],
            &["~青川縣政府實施計畫"],
            &["依據縣政府服務計畫"],
            &["一、服務計畫"],
            &["103年2月19日修正實施計畫"],
            &["首頁"],
            &["注意事項"],
        ] {
            assert_eq!(title(&lines(front)), None, "{front:?}");
        }
    }

    #[test]
    fn a_series_has_no_year_no_version_and_one_script() {
        let same = |text: &str| text.to_owned();
        for title in [
            "臺山縣政府97年度提升服務品質實施計畫",
            "台山縣政府 一○三年度提升服務品質實施計畫(草案)",
            "臺山縣政府提升服務品質實施計畫（103年度）",
            "民國103年臺山縣政府提升服務品質實施計畫",
        ] {
            assert_eq!(series(title, same).as_deref(), Some("台山縣政府提升服務品質實施計畫"), "{title}");
        }
        assert_eq!(series("海門市立圖書館101至104年度服務計畫", same).as_deref(), Some("海門市立圖書館服務計畫"));
        assert_eq!(series("103年度", same), None);
        assert_eq!(series("云山区工作方案", |_| "雲山區工作方案".to_owned()).as_deref(), Some("雲山區工作方案"));
    }
}
