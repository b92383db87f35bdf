//! Characters that the reader takes for others that look alike, put back by what stands around them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use encoding_rs::BIG5;
use script::{Converter, Script};

use crate::{Character, Seen};

/// Forms of other scripts and standards that the reader sees on pages in Traditional Chinese, and what is printed there. A line for each.
const VARIANTS: &str = include_str!("../data/glyphs.tsv");

static STANDARD: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = VARIANTS.lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(variant, standard)| Some((variant.parse().ok()?, standard.parse().ok()?))).collect()
});

/// Brackets, which stand in pairs.
const PAIRS: [(char, char); 12] = [
    ('（', '）'),
    ('(', ')'),
    ('〔', '〕'),
    ('[', ']'),
    ('［', '］'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('{', '}'),
    ('｛', '｝'),
];

/// Puts right what the reader is known to take for something else: Traditional characters for which it saw their Simplified twins or other
/// variants, if the pages are in Traditional Chinese; one bracket of a pair; dashes between figures.
pub fn restore<'s>(pages: impl IntoIterator<Item = &'s mut Seen>) {
    let mut pages: Vec<&mut Seen> = pages.into_iter().collect();
    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        pair(&mut line.characters);
        dashes(&mut line.characters);
    }
    let texts: Vec<String> = pages.iter().map(|page| page.text()).collect();
    if script::detect(&texts.concat()) == Some(Script::Hant) {
        let converter = Converter::new();
        pages.into_iter().zip(texts).for_each(|(page, text)| traditional(page, &text, &converter));
    }
}

/// The reader knows both scripts and slips from one into the other, the more so the worse a page is. What Big5 does not have, no page in
/// Traditional Chinese of an agency has either: there its conversion stands, which goes by the words around it.
fn traditional(page: &mut Seen, text: &str, converter: &Converter) {
    let converted = converter.to_hant(text);
    let is_aligned = converted.chars().count() == text.chars().count();
    let mut put = converted.chars();
    for line in &mut page.lines {
        for character in &mut line.characters {
            let meant = if is_aligned { put.next() } else { None };
            if let Some(standard) = STANDARD.get(&character.text) {
                character.text = *standard;
            } else if let Some(meant) = meant
                && is_ideograph(character.text)
                && !is_taiwanese(character.text)
                && is_taiwanese(meant)
            {
                character.text = meant;
            }
        }
        // The end of the line.
        let _ = put.next();
    }
}

/// Of two brackets that stand for a pair and are none, the one that was read with less confidence is that of the other: 〔2020].
fn pair(line: &mut [Character]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for at in 0..line.len() {
        let text = line[at].text;
        if let Some(kind) = PAIRS.iter().position(|pair| pair.0 == text) {
            open.push((at, kind));
        } else if let Some(kind) = PAIRS.iter().position(|pair| pair.1 == text)
            && let Some((start, opened)) = open.pop()
            && !is_same(kind, opened)
        {
            if open.iter().any(|(_, outer)| is_same(*outer, kind)) {
                // The inner one was never closed.
                while open.pop().is_some_and(|(_, outer)| !is_same(outer, kind)) {}
            } else if line[start].confidence < line[at].confidence {
                line[start].text = PAIRS[kind].0;
            } else {
                line[at].text = PAIRS[opened].1;
            }
        }
    }
}

/// Round brackets of both widths are read for one another all the time, and mean the same.
fn is_same(a: usize, b: usize) -> bool {
    a == b || a < 2 && b < 2
}

/// 2021一2023: a dash, since no figure and no word goes on so.
fn dashes(line: &mut [Character]) {
    for at in 1..line.len().saturating_sub(1) {
        let is_figure = |at: usize| line[at].text.is_ascii_digit();
        if line[at].text == '一' && is_figure(at - 1) && is_figure(at + 1) {
            line[at].text = '—';
        }
    }
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Whether Big5 has it.
fn is_taiwanese(c: char) -> bool {
    !BIG5.encode(c.encode_utf8(&mut [0; 4])).2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Line;

    fn line(text: &str, unsure: &str) -> Vec<Character> {
        let confidence = |c: char| if unsure.contains(c) { 0.4 } else { 0.9 };
        text.chars().map(|text| Character { text, bbox: [0.0; 4], confidence: confidence(text) }).collect()
    }

    fn restored(text: &str, unsure: &str) -> String {
        let mut page =
            Seen { lines: vec![Line { is_vertical: false, characters: line(text, unsure) }], ..Seen::default() };
        restore([&mut page]);
        page.text().trim_end().to_owned()
    }

    #[test]
    fn every_line_of_the_map_is_a_pair_of_characters_of_which_no_first_one_is_a_second() {
        assert_eq!(STANDARD.len(), VARIANTS.lines().count());
        assert!(STANDARD.values().all(|standard| !STANDARD.contains_key(standard)), "one step is enough");
    }

    #[test]
    fn variants_are_put_back_on_traditional_pages_alone() {
        assert_eq!(restored("啓用後减少民衆往返，凈零行動", ""), "啟用後減少民眾往返，淨零行動");
        assert_eq!(restored("启用后减少民众往返，减时间", ""), "启用后减少民众往返，减时间");
    }

    #[test]
    fn brackets_are_paired_by_the_surer_of_them() {
        assert_eq!(restored("（省政发〔2020]62号）", "]"), "（省政发〔2020〕62号）");
        assert_eq!(restored("（省政发[2020〕62号）", "["), "（省政发〔2020〕62号）");
        for kept in ["(一）", "（如附表「甲）及", "一、（二）甲）", "」及「", "（《办法》）"]
        {
            assert_eq!(restored(kept, ""), kept);
        }
    }

    #[test]
    fn a_dash_stands_between_figures() {
        assert_eq!(restored("（2021一2023年）第一章", ""), "（2021—2023年）第一章");
    }
}
