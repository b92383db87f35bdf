//! Lines that sites put around a text, by their wording. The list is `data/chrome.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use crate::fields::fold::{self, Folded};
use crate::fields::words::Words;
use crate::{FurnitureRule, Lexicon};

/// How surely a line is chrome by its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Wherever it stands.
    Always,
    /// At the top or bottom of a page.
    Edge,
    /// Beside other chrome only.
    NeverAlone,
}

struct Marks {
    lines: BTreeMap<String, Mark>,
    /// The surest first.
    patterns: RegexSet,
    /// How sure each of them is.
    sure: Vec<Mark>,
}

/// What the user has said of lines, over and above the list.
#[derive(Debug, Default)]
pub(crate) struct Chrome {
    whole: Words<Told>,
    /// Words of a line in their order, of which the first begins it and the last ends it.
    open: Vec<(Vec<Vec<char>>, Told)>,
}

/// What the user says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is chrome.
    Chrome(Mark),
    /// It is text of the plan, whatever the list says.
    Text,
}

impl Told {
    /// Every value and its name in a lexicon.
    pub(crate) const ALL: [(&str, Self); 4] = [
        ("always", Self::Chrome(Mark::Always)),
        ("edge", Self::Chrome(Mark::Edge)),
        ("never_alone", Self::Chrome(Mark::NeverAlone)),
        ("not_chrome", Self::Text),
    ];
}

impl Chrome {
    /// Lines and what they are; `…` stands for any words.
    pub(crate) fn new(lines: &[(&str, Told)]) -> Self {
        let is_open = |line: &str| line.contains(ANY_WORDS);
        let words = |line: &str| line.split(ANY_WORDS).map(folded).collect();
        Self {
            whole: Words::new(lines.iter().filter(|(line, _)| !is_open(line)).copied()),
            open: lines.iter().filter(|(line, _)| is_open(line)).map(|(line, told)| (words(line), *told)).collect(),
        }
    }

    /// What the user has said of a line.
    pub(super) fn told(&self, line: &str) -> Option<Told> {
        if self.whole.is_empty() && self.open.is_empty() {
            return None;
        }
        let line = folded(&plain(line));
        let open = || self.open.iter().find(|(words, _)| matches(&line, words)).map(|(_, told)| *told);
        self.whole.get(&line).copied().or_else(open)
    }

    fn is_chrome(&self, word: &str) -> bool {
        matches!(self.told(word), Some(Told::Chrome(_)))
    }
}

/// What stands for any words in a line of a lexicon.
pub(crate) const ANY_WORDS: char = '…';

fn folded(text: &str) -> Vec<char> {
    Folded::new(text).chars
}

/// Whether words stand in a line in their order, from its beginning to its end.
fn matches(line: &[char], words: &[Vec<char>]) -> bool {
    let [first, inner @ .., last] = words else { return false };
    let mut from = first.len();
    if !line.starts_with(first) {
        return false;
    }
    for word in inner.iter().filter(|word| !word.is_empty()) {
        match fold::find(line, word, from) {
            Some(at) => from = at + word.len(),
            None => return false,
        }
    }
    line.len() >= from + last.len() && line.ends_with(last)
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut lines = BTreeMap::new();
    let mut patterns = Vec::new();
    for row in include_str!("../../data/chrome.tsv").lines().skip(1) {
        let mut fields = row.split('\t');
        let (Some(sure), Some(form), Some(pattern)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let mark = match sure {
            "always" => Mark::Always,
            "edge" => Mark::Edge,
            _ => Mark::NeverAlone,
        };
        if form == "regex" {
            patterns.push((mark, pattern));
        } else {
            lines.entry(plain(pattern)).or_insert(mark);
        }
    }
    patterns.sort_by_key(|(mark, _)| *mark);
    let sure = patterns.iter().map(|(mark, _)| *mark).collect();
    #[expect(clippy::expect_used, reason = "compiled into the program: no input decides whether it is one")]
    let patterns = RegexSet::new(patterns.into_iter().map(|(_, pattern)| pattern)).expect("the patterns of the list");
    Marks { lines, patterns, sure }
});

/// `第 3 頁，共 9 頁`, `- 3 -`, and what is left of a page's fields: `PAGE \* MERGEFORMAT 3`.
const PAGE_NUMBER_FORM: &str = concat!(
    r"第 ?[0-9]+ ?[頁页]([，,]? ?[共/ ]+[0-9]+ ?[頁页]?)?",
    r"|((PAGE|NUMPAGES) *(\\\* ?MERGEFORMAT)? *)+([-–—]? ?[0-9]{1,3} ?[-–—]?)?",
    r"|[-–—] ?[0-9]{1,3} ?[-–—]",
);

/// What begins it.
const PAGE_NUMBER_STARTS: [char; 6] = ['第', 'P', 'N', '-', '–', '—'];

static PAGE_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^({PAGE_NUMBER_FORM})$")).ok());

static PAGE_NUMBER_WITHIN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?:^|\s)({PAGE_NUMBER_FORM})(?:\s|$)")).ok());

/// What can only be a page number where nothing but headers and footers stand: 3, ii, 3/9, Page 3, 第1页共67页, 審一-3.
static MARGIN_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const NUMBER: &str = r"(?:\d{1,4}|[ivx]{1,8})";
    const DASH: &str = r"[\p{Pd}~～|()（）\[\]\s]*";
    let of = format!(r"\s*(?:[/／,，、]\s*共?|of|共)\s*{NUMBER}\s*[頁页]?");
    let page = format!(r"(?:p(?:age|\.)?\s*)?第?\s*{NUMBER}\s*[頁页]?(?:{of})?");
    Regex::new(&format!(r"^(?i:{DASH}{page}{DASH}|\p{{Han}}{{1,2}}[一二三四五六七八九十]\p{{Pd}}\d{{1,3}}頁?|\p{{Han}}{{1,3}}\p{{Pd}}\d{{1,3}}頁)$")).ok()
});

/// The page numbers that stand in a line by themselves, parted by blanks: first character and one past the last.
pub(crate) fn page_numbers_within(line: &str) -> Vec<(usize, usize)> {
    let Some(pattern) = PAGE_NUMBER_WITHIN.as_ref() else { return Vec::new() };
    let place = |byte: usize| line[..byte].chars().count();
    pattern
        .captures_iter(line)
        .filter_map(|found| found.get(1))
        .map(|found| (place(found.start()), place(found.start()) + found.as_str().trim_end().chars().count()))
        .collect()
}

/// Characters of the longest line that bears a mark.
const LONGEST_MARK: usize = 80;

/// The mark that a line bears, if it does, and what it is known by.
pub(super) fn mark(line: &str, lexicon: &Lexicon) -> Option<(Mark, FurnitureRule)> {
    if visible(line).count() > LONGEST_MARK {
        return None;
    }
    let text = plain(line);
    if text.is_empty() || text.chars().count() > LONGEST_MARK || is_beyond_last(&text) {
        return None;
    }
    match lexicon.chrome().told(&text) {
        Some(Told::Chrome(mark)) => return Some((mark, FurnitureRule::Told)),
        Some(Told::Text) => return None,
        None => {}
    }
    if is_menu(&text, lexicon) {
        return Some((Mark::Edge, FurnitureRule::Menu));
    }
    let listed = MARKS.lines.get_key_value(&text).map(|(line, mark)| (*mark, FurnitureRule::Listed { line }));
    let matched = || {
        let first = MARKS.patterns.matches(&text).iter().next()?;
        Some((*MARKS.sure.get(first)?, FurnitureRule::Pattern { pattern: MARKS.patterns.patterns().get(first)? }))
    };
    let matched = MARKS.patterns.is_match(&text).then(matched).flatten();
    listed.into_iter().chain(matched).min_by_key(|(mark, _)| *mark)
}

/// Two or more words of sites and nothing else: 回首頁 | 網站地圖, 【打印本页】 【关闭窗口】.
fn is_menu(text: &str, lexicon: &Lexicon) -> bool {
    let is_known = |word: &str| {
        MARKS.lines.contains_key(word) || matches!(word, "大" | "中" | "小") || lexicon.chrome().is_chrome(word)
    };
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '【' | '】' | '[' | ']' | '>' | '/' | ':'))
        .filter(|word| !word.is_empty());
    words.next().is_some_and(is_known) && words.next().is_some_and(is_known) && words.all(is_known)
}

/// A page number, or what is left of its field.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(PAGE_NUMBER_STARTS) && PAGE_NUMBER.as_ref().is_some_and(|pattern| pattern.is_match(line))
}

/// A page number in a header or footer, in any form.
pub(super) fn is_page_number_of_part(line: &str) -> bool {
    let is_one = || MARGIN_NUMBER.as_ref().is_some_and(|pattern| pattern.is_match(line)) && !is_beyond_last(line);
    is_page_number(line) || is_one()
}

/// 113/11, a month: no page is behind the last one.
fn is_beyond_last(line: &str) -> bool {
    let number = |digits: &str| digits.trim().parse::<u32>().ok();
    line.split_once(['/', '／'])
        .and_then(|(page, last)| Some((number(page)?, number(last)?)))
        .is_some_and(|(page, last)| page > last)
}

/// Without a bullet, brackets and colons of half width, blanks of one kind.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for word in without_bullet(line).split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|c| match c {
            '（' => '(',
            '）' => ')',
            '：' => ':',
            '，' => ',',
            c => c,
        }));
    }
    plain
}

fn without_bullet(line: &str) -> &str {
    line.trim().trim_start_matches(['•', '·', '‧'])
}

/// The characters that [`plain`] keeps, blanks aside.
fn visible(line: &str) -> impl Iterator<Item = char> {
    without_bullet(line).chars().filter(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_list_is_a_pattern() {
        for row in include_str!("../../data/chrome.tsv").lines().skip(1) {
            let fields: Vec<&str> = row.split('\t').collect();
            assert_eq!(fields.len(), 3, "{row}");
            assert!(fields[1] != "regex" || Regex::new(fields[2]).is_ok(), "{row}");
        }
        assert!(PAGE_NUMBER.is_some());
    }

    fn mark(line: &str) -> Option<Mark> {
        super::mark(line, &Lexicon::default()).map(|(mark, _)| mark)
    }

    #[test]
    fn marks_of_sites() {
        assert_eq!(mark("• 友善列印"), Some(Mark::Always));
        assert_eq!(mark("最後異動時間：2019-03-02"), Some(Mark::Always));
        assert_eq!(mark("發布單位：青川縣圖書館"), Some(Mark::Edge));
        assert_eq!(mark("3/11"), Some(Mark::Always));
        assert_eq!(mark("113/11"), None);
        assert_eq!(mark("一、提供友善列印服務。"), None);
    }

    #[test]
    fn page_numbers() {
        for text in ["第 3 頁，共 12 頁", "- 4 -", "第3頁", "PAGE", "PAGE 7", "第3頁/共9頁"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["3", "第三章", "103.01", "第3季"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn page_numbers_of_headers_and_footers() {
        for text in [
            "3",
            "12",
            "ii",
            "IV",
            "- ii -",
            "-3-",
            "3/9",
            "3 / 9",
            "Page3",
            "page 3 of 9",
            "P.3",
            "第1页共67页",
            "第 1 頁，共 6 頁",
            "1，共3頁",
            "審一-3",
            "附一－3頁",
            "（3）",
            "３",
        ] {
            assert!(is_page_number_of_part(text), "{text}");
        }
        for text in [
            "113/11",
            "103.01.15",
            "20210105",
            "103年",
            "第3季",
            "附件一",
            "v2.1",
            "計畫-3",
            "海門市政府-3",
            "",
            "civil",
            "-",
        ] {
            assert!(!is_page_number_of_part(text), "{text}");
        }
    }
}
