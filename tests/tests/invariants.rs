//! Nothing is lost and nothing is doubled; the same document gives the same plans; nothing panics.

use document::{Block, Document, Flow, Origin, Paragraph, Reading};
use plan::Code;
use proptest::prelude::*;
use tests::lines::{LABELS, WORDS};
use tests::{difference, plan_fixtures, read};

#[test]
fn each_visible_character_of_a_fixture_stands_once() {
    for path in plan_fixtures() {
        let Ok(reading) = read(&path) else { continue };
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        let (lost, doubled) = difference(&reading.document, &plans);
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
    let (label, words) = (prop::sample::select(&LABELS), prop::sample::select(&WORDS));
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
        let (lost, doubled) = difference(&reading.document, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }

    #[test]
    fn one_long_line_is_read_like_any_other(words in prop::collection::vec(line(), 1..80)) {
        let reading = reading_of(&[(words.join(" "), false)]);
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        let (lost, doubled) = difference(&reading.document, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }

    #[test]
    fn any_characters_are_a_document(text in "\\PC{0,400}") {
        let reading = reading_of(&[(text, false)]);
        let plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
        prop_assert!(!plans.is_empty());
        let (lost, doubled) = difference(&reading.document, &plans);
        prop_assert!(lost.is_empty(), "lost {lost:?}");
        prop_assert!(doubled.is_empty(), "doubled {doubled:?}");
    }
}
