//! Text folded for matching: blanks dropped, widths and scripts made one, positions kept.

use std::ops::Range;
use std::sync::LazyLock;

use super::words;

/// For each character of the basic plane the one that it folds to.
static FOLDING: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut folding: Vec<char> =
        (0..=0xFFFF_u32).map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let rows = words::rows(include_str!("../../data/folding.tsv"));
    for (folded, from) in rows.filter_map(|row| Some((row.first()?.chars().next()?, *row.get(1)?))) {
        for c in from.chars() {
            if let Some(slot) = folding.get_mut(c as usize) {
                *slot = folded;
            }
        }
    }
    for (code, slot) in (0_u32..).zip(&mut folding) {
        if let Some(sign) = char::from_u32(code).and_then(shape) {
            *slot = sign;
        }
    }
    folding
});

/// The character that stands for `c` in matching: half width, Simplified, one form for variants.
pub(super) fn fold(c: char) -> char {
    FOLDING.get(c as usize).copied().unwrap_or(c)
}

/// The sign that `c` is another form of.
fn shape(c: char) -> Option<char> {
    Some(match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0)?,
        '﹑' | '､' | '丶' => '、',
        '∕' | '⁄' => '/',
        '〜' | '∼' | '˜' => '~',
        '–' | '—' | '―' | '─' | '﹣' | '−' | '‐' | '‑' => '-',
        '︰' | '﹕' | '∶' => ':',
        '﹔' => ';',
        '﹐' => ',',
        'ㄧ' => '一',
        '○' | '◯' => '〇',
        '‧' | '・' | '•' => '·',
        '﹁' => '「',
        '﹂' => '」',
        '“' => '「',
        '”' => '」',
        '〝' => '「',
        '〞' => '」',
        _ => return None,
    })
}

/// A text folded for matching.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Folded {
    /// Its characters without blanks.
    pub(crate) chars: Vec<char>,
    /// The place of each in the text.
    at: Vec<usize>,
}

impl Folded {
    /// `text` without blanks and line breaks.
    pub(crate) fn new(text: &str) -> Self {
        let shown = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace() && !script::is_invisible(*c));
        let (at, chars) = shown.map(|(at, c)| (at, fold(c))).unzip();
        Self { chars, at }
    }

    /// Those of its characters that `keep` keeps, asked in order.
    pub(super) fn retained(&self, mut keep: impl FnMut(char) -> bool) -> Self {
        let (chars, at) = self.chars.iter().zip(&self.at).filter(|(c, _)| keep(**c)).unzip();
        Self { chars, at }
    }

    /// The characters of the source that a range of folded ones stands for, as a range of its chars.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.at.get(range.start).copied();
        let last = range.end.checked_sub(1).and_then(|last| self.at.get(last)).copied();
        match (start, last) {
            (Some(start), Some(last)) if last >= start => start..last + 1,
            (Some(start), _) => start..start,
            _ => 0..0,
        }
    }

    /// What stands in `source` where a range of folded characters was read, blanks that are layout closed up.
    pub(super) fn words(&self, source: &str, range: Range<usize>) -> String {
        let range = self.source(range);
        script::close_up(&source.chars().skip(range.start).take(range.len()).collect::<String>())
    }
}

/// Where `needle` stands in `text`, at or behind `from`.
pub(crate) fn find(text: &[char], needle: &[char], from: usize) -> Option<usize> {
    if needle.is_empty() || text.len() < needle.len() {
        return None;
    }
    (from..=text.len() - needle.len()).find(|&at| text[at..].starts_with(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_widths_fold_to_one() {
        let folded = |text: &str| Folded::new(text).chars.iter().collect::<String>();
        assert_eq!(folded("實 施　對象："), folded("实施对象:"));
        assert_eq!(folded("計劃"), folded("計畫"));
        assert_eq!(folded("１０３年１２月"), "103年12月");
    }

    #[test]
    fn positions_are_those_of_the_source() {
        let folded = Folded::new("承辦\n 單位");
        assert_eq!(folded.chars.len(), 4);
        assert_eq!(folded.source(1..3), 1..5);
        assert_eq!(folded.source(9..12), 0..0);
    }

    #[test]
    fn every_character_of_the_word_lists_folds_from_both_scripts() {
        let converter = script::Converter::new();
        for (name, tsv) in words::TABLES {
            for c in words::rows(tsv).flatten().flat_map(str::chars) {
                for other in converter.to_hans(&c.to_string()).chars() {
                    assert_eq!(fold(other), fold(c), "{c} {other} in {name}");
                }
            }
        }
    }
}
