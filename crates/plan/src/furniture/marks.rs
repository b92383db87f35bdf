//! Lines that sites put around a text, by their wording. The list is `data/chrome.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// How surely a line is chrome by its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Wherever it stands.
    Always,
    /// At the top or bottom of a page.
    Edge,
    /// Beside other chrome only.
    NeverAlone,
}

struct Marks {
    lines: BTreeMap<String, Mark>,
    patterns: Vec<(RegexSet, Mark)>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut lines = BTreeMap::new();
    let mut patterns: BTreeMap<Mark, Vec<&str>> = BTreeMap::new();
    for row in include_str!("../../data/chrome.tsv").lines().skip(1) {
        let mut fields = row.split('\t');
        let (Some(sure), Some(form), Some(pattern)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let mark = match sure {
            "always" => Mark::Always,
            "edge" => Mark::Edge,
            _ => Mark::NeverAlone,
        };
        if form == "regex" {
            patterns.entry(mark).or_default().push(pattern);
        } else {
            lines.entry(plain(pattern)).or_insert(mark);
        }
    }
    let patterns = patterns.into_iter().filter_map(|(mark, set)| Some((RegexSet::new(set).ok()?, mark))).collect();
    Marks { lines, patterns }
});

static PAGE_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(第 ?[0-9]+ ?[頁页][，,]? ?([共/] ?[0-9]+ ?[頁页]?)?|[-–—] ?[0-9]+ ?[-–—]|PAGE( ?[0-9]+)?( ?\\\* ?MERGEFORMAT ?[0-9]*)?|NUMPAGES)$").ok()
});

/// The mark that a line bears, if it does.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let text = plain(line);
    if text.is_empty() || text.chars().count() > 80 {
        return None;
    }
    let listed = MARKS.lines.get(&text).copied();
    let matched = MARKS.patterns.iter().find(|(set, _)| set.is_match(&text)).map(|(_, mark)| *mark);
    listed.into_iter().chain(matched).min()
}

/// A page number, or what is left of its field.
pub(super) fn is_page_number(line: &str) -> bool {
    PAGE_NUMBER.as_ref().is_some_and(|pattern| pattern.is_match(line.trim()))
}

/// Without a bullet, brackets and colons of half width, blanks of one kind.
fn plain(line: &str) -> String {
    let line = line.trim().trim_start_matches(['•', '·', '‧']).trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '：' => ':',
            '，' => ',',
            c => c,
        })
        .collect()
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

    #[test]
    fn marks_of_sites() {
        assert_eq!(mark("• 友善列印"), Some(Mark::Always));
        assert_eq!(mark("最後異動時間：2019-03-02"), Some(Mark::Always));
        assert_eq!(mark("發布單位：青川縣圖書館"), Some(Mark::Edge));
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
}
