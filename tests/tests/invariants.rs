//! Nothing is lost and nothing is doubled; the same document gives the same plans; nothing panics.

use document::{Block, Document, Flow, Origin, Paragraph, Reading};
use plan::{Code, Plan};
use proptest::prelude::*;
use tests::{Characters, of_plan, of_source, plan_fixtures, read};

/// Signs that the contract lets go: separators behind labels, colons behind headings, marks of Markdown, rules of tables.
fn may_go(c: char) -> bool {
    "、.．,，:：。·‧˙﹑､丶;；-|｜#*>=+<br/>".contains(c) || ('\u{2500}'..='\u{257F}').contains(&c)
}

type Counts = Vec<(char, i64)>;

/// What the plans have lost of a source, and what they have more than once.
fn difference(reading: &Reading, plans: &[Plan]) -> (Counts, Counts) {
    let source = of_source(&reading.document);
    let mut made = Characters::new();
    plans.iter().for_each(|plan| of_plan(plan, &mut made));
    let missing = |(c, count): (&char, &i64), in_other: &Characters| {
        let rest = count - in_other.get(c).copied().unwrap_or(0);
        (rest > 0).then_some((*c, rest))
    };
    let lost = source.iter().filter_map(|entry| missing(entry, &made)).filter(|(c, _)| !may_go(*c)).collect();
    let doubled = made.iter().filter_map(|entry| missing(entry, &source)).collect();
    (lost, doubled)
}

#[test]
fn each_visible_character_of_a_fixture_stands_once() {
    for path in plan_fixtures() {
        let Ok(reading) = read(&path) else { continue };
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        let (lost, doubled) = difference(&reading, &plans);
        assert!(lost.is_empty(), "{} lost {lost:?}", path.display());
        assert!(doubled.is_empty(), "{} doubled {doubled:?}", path.display());
        let unplaced = plans.iter().flat_map(|plan| &plan.diagnostics).find(|remark| remark.code == Code::UnplacedText);
        assert!(unplaced.is_none(), "{}: {unplaced:?}", path.display());
    }
}

#[test]
fn a_fixture_gives_the_same_plans_again() {
    for path in plan_fixtures() {
        let (Ok(first), Ok(second)) = (read(&path), read(&path)) else { continue };
        assert_eq!(
            plan::structure(&first, &plan::Lexicon::default(), &plan::Known::default()),
            plan::structure(&second, &plan::Lexicon::default(), &plan::Known::default()),
            "{}",
            path.display()
        );
    }
}

/// A line of the sort that plans are made of.
fn line() -> impl Strategy<Value = String> {
    let label = prop::sample::select(vec![
        "",
        "",
        "壹、",
        "貳、",
        "參、",
        "一、",
        "二、",
        "(一)",
        "（二）",
        "1.",
        "2.",
        "(1)",
        "①",
        "A.",
        "第一條 ",
        "附件一 ",
        "● ",
        "- ",
    ]);
    let words = prop::sample::select(vec![
        "計畫依據",
        "實施對象：本所各課室。",
        "實施要項\t完成期限\t承辦單位",
        "項次",
        "工作項目",
        "完成期限",
        "承辦單位",
        "預期效益",
        "103年12月",
        "每月",
        "秘書室、人事室",
        "本計畫奉核定後實施，修正時亦同。",
        "依行政院103年4月9日院授字第1030004263號函頒「要點」辦理",
        "加強櫃檯人員訓練，提升服務態度",
        "┌──┬──┐",
        "│甲  │乙  │",
        "└──┴──┘",
        "| 甲 | 乙 |",
        "|---|---|",
        "\t",
        "\t甲",
        "PAGE",
        "第 3 頁",
        "青川縣政府103年度提升服務品質實施計畫",
        "友善列印",
        "3",
        "***",
        "「未完",
        "Plan B of 2014",
    ]);
    (label, words, 0..3_usize).prop_map(|(label, words, blanks)| format!("{}{label}{words}", "　".repeat(blanks)))
}

/// A document of lines, with their places.
fn reading_of(lines: &[(String, bool)]) -> Reading {
    let (mut at, mut number) = (0, 0);
    let mut blocks = Vec::new();
    for (text, gap_before) in lines {
        let length = u32::try_from(text.chars().count()).unwrap_or(0);
        number += 1;
        let origin = Origin::of_text((number, number), (at, at + length));
        blocks.push(Block::Paragraph(Paragraph { gap_before: *gap_before, ..Paragraph::new(text.clone(), origin) }));
        at += length + 1;
    }
    Reading { document: Document { blocks, flow: Flow::Lines }, ..Reading::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_or_doubled_whatever_the_lines(lines in prop::collection::vec((line(), any::<bool>()), 0..40)) {
        let reading = reading_of(&lines);
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        let (lost, doubled) = difference(&reading, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }

    #[test]
    fn one_long_line_is_read_like_any_other(words in prop::collection::vec(line(), 1..80)) {
        let reading = reading_of(&[(words.join(" "), false)]);
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        let (lost, doubled) = difference(&reading, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }

    #[test]
    fn any_characters_are_a_document(text in "\\PC{0,400}") {
        let reading = reading_of(&[(text, false)]);
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        prop_assert!(!plans.is_empty());
        let (lost, doubled) = difference(&reading, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }
}
