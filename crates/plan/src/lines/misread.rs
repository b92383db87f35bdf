//! Labels that a recognition has misread: the sign behind them is lost, or a numeral was taken for a character that looks like it.

use std::collections::BTreeMap;

use numerals::label::{Class, Label, is_sign, skip_blanks};
use numerals::number;

use super::{Line, Piece};
use crate::outline::trail::rank;

/// Numerals, and what they are taken for.
const TWINS: [(char, &str); 27] = [
    ('一', "—－-_ー"),
    ('二', "ニ=工"),
    ('三', "ミ彡"),
    ('四', "囚西"),
    ('五', "王玉"),
    ('六', "大穴"),
    ('七', "匕乂"),
    ('八', "人入"),
    ('九', "丸力"),
    ('十', "千干士土"),
    ('壹', "壺臺壶"),
    ('貳', "貢賦"),
    ('參', "滲慘"),
    ('肆', "肄隸"),
    ('伍', "任"),
    ('陸', "陛"),
    ('柒', "染"),
    ('捌', "別拐"),
    ('玖', "政致"),
    ('拾', "捨"),
    ('0', "OoQ"),
    ('1', "lI|!"),
    ('2', "Z"),
    ('5', "S"),
    ('6', "b"),
    ('8', "B"),
    ('9', "g"),
];

const FORMAL: &str = "壹貳參肆伍陸柒捌玖拾";

/// Numerals of one label, at most: 二十三.
const LONGEST: usize = 3;

/// Gives labels to recognized lines that stand where one of a list is missing: between the one before it and the one behind it, where a single
/// line begins nearly like it.
pub(super) fn settle(pieces: &mut [Piece]) {
    if !pieces.iter().filter_map(Piece::line).any(|line| line.is_recognized) {
        return;
    }
    // Of each class, the last label with its place; what stands above a class ends its list.
    let mut open: BTreeMap<Class, (usize, u32)> = BTreeMap::new();
    for at in 0..pieces.len() {
        let Some(Label { class, ordinal: Some(ordinal), .. }) = pieces[at].line().and_then(|line| line.label) else {
            continue;
        };
        let Some(own) = rank(class) else { continue };
        let (last, before) = open.get(&class).map_or((0, 0), |(last, before)| (last + 1, *before));
        if ordinal == before + 2 && (before > 0 || open.keys().any(|class| rank(*class) < Some(own))) {
            let from = if before > 0 { last } else { open.values().map(|(at, _)| at + 1).max().unwrap_or(0) };
            let missing = before + 1;
            let labels = (from..at).filter_map(|place| Some((place, misread(pieces[place].line()?, class, missing)?)));
            let found: Vec<(usize, Label)> = labels.collect();
            if let [(place, label)] = found[..]
                && let Piece::Line(line) = &mut pieces[place]
            {
                line.label = Some(label);
            }
        }
        open.retain(|other, _| rank(*other) <= Some(own));
        open.insert(class, (at, ordinal));
    }
}

/// The label of a class and value, if a line begins nearly like it.
fn misread(line: &Line, class: Class, ordinal: u32) -> Option<Label> {
    let is_bracketed = matches!(class, Class::HanBracket | Class::ArabicBracket);
    if !line.is_recognized
        || !(is_bracketed || matches!(class, Class::Formal | Class::Han | Class::ArabicDot))
        || line.label.is_some_and(|label| !is_slip(label, class, ordinal))
    {
        return None;
    }
    let text = line.text.chars();
    let start = skip_blanks(text, 0);
    let is_open = is_bracketed && matches!(text.get(start), Some('（' | '('));
    let first = start + usize::from(is_open);
    let (length, is_twin) = (1..=LONGEST).rev().find_map(|length| {
        let read = text.get(first..first + length)?;
        let meant: Vec<char> = read.iter().map(|c| meant(*c, class)).collect::<Option<_>>()?;
        (number::parse(&meant) == Some(ordinal)).then_some((length, meant != read))
    })?;
    let numeral = first + length;
    let is_closed = is_bracketed && matches!(text.get(numeral), Some('）' | ')'));
    let end = numeral + usize::from(is_closed);
    let separator = text.get(end).copied().filter(|c| is_sign(*c));
    let body = skip_blanks(text, end + usize::from(separator.is_some()));
    let next = text.get(body)?;
    let is_label = match (is_bracketed, is_twin) {
        (true, true) => is_open && is_closed,
        (true, false) => is_open || is_closed,
        (false, true) => separator.is_some(),
        // 2月底, 三年: a date.
        (false, false) => separator.is_none() && next.is_alphabetic() && !matches!(next, '年' | '月' | '日'),
    };
    is_label.then_some(Label { class, ordinal: Some(ordinal), start, end, body, separator, misspelt: true, depth: 0 })
}

/// Whether a label may be another one misread: of the same class with another value, or a letter for a figure.
fn is_slip(label: Label, class: Class, ordinal: u32) -> bool {
    let is_letter = matches!(label.class, Class::Latin | Class::LatinSmall);
    label.class == class && label.ordinal != Some(ordinal) || class == Class::ArabicDot && is_letter
}

/// The numeral of a class that a character is, or is taken for.
fn meant(c: char, class: Class) -> Option<char> {
    let belongs = |numeral: char| match class {
        Class::Formal => FORMAL.contains(numeral),
        Class::Han | Class::HanBracket => !numeral.is_ascii_digit() && !FORMAL.contains(numeral),
        _ => numeral.is_ascii_digit(),
    };
    if number::is_numeral(c) && belongs(c) {
        return Some(c);
    }
    TWINS.iter().find(|(numeral, twins)| belongs(*numeral) && twins.contains(c)).map(|(numeral, _)| *numeral)
}

#[cfg(test)]
mod tests {
    use document::{Block, Confidence, Document, Flow, Origin, Paragraph};

    use crate::Lexicon;
    use crate::lines::take;
    use crate::text::Sources;

    /// Class, value and text of each line, of paragraphs that were recognized or not.
    fn labels(text: &str, is_recognized: bool) -> String {
        let ocr = is_recognized.then_some(Confidence { mean: 0.9, least: 0.8 });
        let paragraph = |text: &str| Block::Paragraph(Paragraph::new(text, Origin { ocr, ..Origin::default() }));
        let document = Document { blocks: text.split('／').map(paragraph).collect(), flow: Flow::Paragraphs };
        let pieces = take(&document, &Lexicon::default(), &mut Sources::default());
        let shown = pieces.iter().filter_map(|piece| piece.line()).map(|line| {
            let ordinal =
                line.label.and_then(|label| label.ordinal).map_or("–".to_owned(), |ordinal| ordinal.to_string());
            format!("{ordinal} {}", line.body().chars().iter().collect::<String>())
        });
        shown.collect::<Vec<_>>().join("／")
    }

    #[test]
    fn a_label_without_its_sign_is_one_where_it_is_missing() {
        let text = "一、依據／二、目標／三實施對象／四、內容";
        assert_eq!(labels(text, true), "1 依據／2 目標／3 實施對象／4 內容");
        assert_eq!(labels(text, false), "1 依據／2 目標／– 三實施對象／4 內容", "no recognition, no slips of it");
        assert_eq!(labels("1.甲類／2辦理／3.丙類", true), "1 甲類／2 辦理／3 丙類");
        assert_eq!(labels("（一）甲類／二）乙類／（三）丙類", true), "1 甲類／2 乙類／3 丙類");
        assert_eq!(labels("一、依據／1辦理／2.檢討／二、目標", true), "1 依據／1 辦理／2 檢討／2 目標");
    }

    #[test]
    fn a_twin_of_a_numeral_is_it_where_it_is_missing() {
        assert_eq!(labels("七、甲／入、乙／九、丙", true), "7 甲／8 乙／9 丙");
        assert_eq!(labels("貳、甲／參、乙／肄、丙／伍、丁", true), "2 甲／3 乙／4 丙／5 丁");
        assert_eq!(labels("（五）甲／（大）乙／（七）丙", true), "5 甲／6 乙／7 丙");
        assert_eq!(labels("4.甲／S.乙／6.丙", true), "4 甲／5 乙／6 丙");
    }

    #[test]
    fn nothing_is_one_where_none_is_missing_or_two_lines_may_be_it() {
        for text in [
            "一、依據／二、目標／三實施對象",
            "1.甲／2月底前完成／3.丙",
            "一、甲／二類／二級／三、丙",
            "一、甲／人力／三、丙",
        ] {
            assert_eq!(labels(text, true), labels(text, false), "{text}");
        }
    }
}
