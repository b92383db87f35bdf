//! Lists: the labels of the paragraphs of small documents.

use proptest::prelude::*;

use super::*;

fn level(text: &str, style: Style) -> Level {
    Level {
        start: 1,
        numbering: Numbering::Counter(style),
        text: text.to_owned(),
        restart: Restart::AfterOuter,
        legal: false,
    }
}

/// `1.`, `1.1.`, `1.1.1.`
fn decimals() -> Vec<Level> {
    ["%1.", "%1.%2.", "%1.%2.%3."].map(|text| level(text, Style::Decimal)).to_vec()
}

fn start(level: usize, start: u32) -> (usize, Override) {
    (level, Override { level: None, start: Some(start) })
}

/// The labels of paragraphs, each given by the number of its list and its level.
fn labels(levels: Vec<Level>, lists: Vec<Vec<(usize, Override)>>, paragraphs: &[(usize, usize)]) -> Vec<String> {
    let mut all = Lists::default();
    let definition = all.define(levels);
    let lists: Vec<ListId> = lists.into_iter().map(|overrides| all.list(definition, overrides)).collect();
    let label = |&(list, level): &(usize, usize)| all.label(lists[list], level).unwrap_or_default();
    paragraphs.iter().map(label).collect()
}

/// The labels of one list without overrides.
fn labels_of(levels: Vec<Level>, paragraphs: &[usize]) -> Vec<String> {
    let paragraphs: Vec<(usize, usize)> = paragraphs.iter().map(|&level| (0, level)).collect();
    labels(levels, vec![Vec::new()], &paragraphs)
}

#[test]
fn a_plan_of_five_levels_counts_each_within_the_one_above() {
    let levels = vec![
        level("%1、", Style::FormalTraditional),
        level("%2、", Style::HanThousand),
        level("（%3）", Style::HanThousand),
        level("%4.", Style::Decimal),
        level("(%5)", Style::Decimal),
    ];
    let paragraphs = [0, 1, 2, 2, 3, 4, 4, 3, 4, 2, 1, 2, 0, 1, 2, 3];
    let expected = [
        "壹、",
        "一、",
        "（一）",
        "（二）",
        "1.",
        "(1)",
        "(2)",
        "2.",
        "(1)",
        "（三）",
        "二、",
        "（一）",
        "貳、",
        "一、",
        "（一）",
        "1.",
    ];
    assert_eq!(labels_of(levels, &paragraphs), expected);
}

#[test]
fn a_label_shows_the_values_of_outer_levels_each_in_its_own_style() {
    let levels = vec![level("第%1章", Style::HanThousand), level("%1之%2", Style::Decimal)];
    assert_eq!(labels_of(levels, &[0, 1, 1, 0, 1]), ["第一章", "一之1", "一之2", "第二章", "二之1"]);
}

#[test]
fn a_skipped_level_shows_its_start_and_has_begun() {
    assert_eq!(labels_of(decimals(), &[2, 2, 0, 1, 2]), ["1.1.1.", "1.1.2.", "2.", "2.1.", "2.1.1."]);
    let mut levels = decimals();
    (levels[0].start, levels[1].start) = (5, 7);
    assert_eq!(labels_of(levels, &[2, 1, 0, 2, 1]), ["5.7.1.", "5.8.", "6.", "6.7.1.", "6.8."]);
}

#[test]
fn lists_of_one_definition_count_on_together() {
    let paragraphs = [(0, 0), (1, 0), (0, 0), (0, 1), (1, 1), (1, 0), (0, 1)];
    let expected = ["1.", "2.", "3.", "3.1.", "3.2.", "4.", "4.1."];
    assert_eq!(labels(decimals(), vec![Vec::new(), Vec::new()], &paragraphs), expected);
}

#[test]
fn lists_of_two_definitions_count_apart() {
    let mut all = Lists::default();
    let (first, second) = (all.define(decimals()), all.define(decimals()));
    let (first, second) = (all.list(first, Vec::new()), all.list(second, Vec::new()));
    let labels = [first, first, second, first].map(|list| all.label(list, 0));
    assert_eq!(labels.map(Option::unwrap_or_default), ["1.", "2.", "1.", "3."]);
}

#[test]
fn a_start_override_holds_for_the_first_paragraph_of_its_list_only() {
    let lists = vec![Vec::new(), vec![start(0, 1)], vec![start(0, 10)]];
    let paragraphs = [(0, 0), (0, 0), (1, 0), (1, 0), (0, 0), (2, 0), (2, 0), (1, 0), (0, 0)];
    let expected = ["1.", "2.", "1.", "2.", "3.", "10.", "11.", "12.", "13."];
    assert_eq!(labels(decimals(), lists, &paragraphs), expected);
}

#[test]
fn a_start_override_holds_level_by_level() {
    let lists = vec![Vec::new(), vec![start(0, 1), start(1, 4)]];
    let paragraphs = [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1), (1, 0), (1, 1)];
    assert_eq!(labels(decimals(), lists, &paragraphs), ["1.", "1.1.", "1.2.", "1.4.", "1.5.", "1.", "1.1."]);
}

#[test]
fn a_list_that_begins_below_its_overridden_level_shows_that_start() {
    let paragraphs = [(0, 1), (0, 0)];
    assert_eq!(labels(decimals(), vec![vec![start(0, 5)]], &paragraphs), ["5.1.", "6."]);
}

#[test]
fn a_whole_level_override_changes_the_label_and_counts_on() {
    let other = Override { level: Some(Level { start: 4, ..level("(%1)", Style::Decimal) }), start: None };
    let paragraphs = [(0, 0), (0, 0), (1, 0), (1, 0), (0, 0), (1, 0)];
    let expected = ["1.", "2.", "(3)", "(4)", "5.", "(6)"];
    assert_eq!(labels(decimals(), vec![Vec::new(), vec![(0, other.clone())]], &paragraphs), expected);

    let other = Override { start: Some(7), ..other };
    let expected = ["1.", "2.", "(7)", "(8)", "9.", "(10)"];
    assert_eq!(labels(decimals(), vec![Vec::new(), vec![(0, other)]], &paragraphs), expected);
}

#[test]
fn a_level_that_only_an_override_defines_is_labelled() {
    let other = Override { level: Some(level("%4)", Style::Decimal)), start: None };
    assert_eq!(labels(decimals(), vec![Vec::new(), vec![(3, other)]], &[(0, 3), (1, 3), (1, 3)]), ["", "1)", "2)"]);
}

#[test]
fn a_level_that_never_restarts_counts_on() {
    let mut levels = decimals();
    levels[1].restart = Restart::Never;
    let expected = ["1.", "1.1.", "1.1.1.", "1.2.", "2.", "2.3.", "2.3.1."];
    assert_eq!(labels_of(levels, &[0, 1, 2, 1, 0, 1, 2]), expected);
}

#[test]
fn a_level_restarts_after_the_level_that_it_names_or_one_outside() {
    let paragraphs = [0, 1, 2, 1, 2, 0, 1, 2];
    let mut levels = decimals();
    levels[2].restart = Restart::After(0);
    let expected = ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.", "2.1.1."];
    assert_eq!(labels_of(levels.clone(), &paragraphs), expected);

    for as_usual in [Restart::After(1), Restart::After(2), Restart::After(usize::MAX)] {
        levels[2].restart = as_usual;
        let expected = ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.1.", "2.", "2.1.", "2.1.1."];
        assert_eq!(labels_of(levels.clone(), &paragraphs), expected, "{as_usual:?}");
    }
}

#[test]
fn a_legal_level_shows_all_values_in_decimal_digits() {
    let mut levels = vec![level("%1.", Style::RomanUpper), level("%1.%2.", Style::HanThousand)];
    levels[1].legal = true;
    assert_eq!(labels_of(levels, &[0, 1, 0, 1]), ["I.", "1.1.", "II.", "2.1."]);
}

#[test]
fn a_bullet_is_its_text_and_shows_nothing_in_inner_labels() {
    let mut levels = vec![level("•%1", Style::Decimal), level("%1.%2", Style::Decimal)];
    levels[0].numbering = Numbering::Bullet;
    assert_eq!(labels_of(levels, &[0, 0, 1, 1]), ["•%1", "•%1", ".1", ".2"]);
}

#[test]
fn a_level_without_value_leaves_its_text() {
    let mut levels = vec![level("附註%1", Style::Decimal), level("%1%2.", Style::Decimal)];
    levels[0].numbering = Numbering::None;
    assert_eq!(labels_of(levels, &[0, 1, 0, 1]), ["附註", "1.", "附註", "1."]);
}

#[test]
fn a_paragraph_whose_label_is_empty_has_none_and_counts() {
    let mut levels = decimals();
    levels[0].text.clear();
    assert_eq!(labels_of(levels, &[0, 1, 0, 1]), ["", "1.1.", "", "2.1."]);
    let mut lists = Lists::default();
    let definition = lists.define(vec![level("", Style::Decimal)]);
    let list = lists.list(definition, Vec::new());
    assert_eq!(lists.label(list, 0), None);
}

#[test]
fn a_deeper_level_in_a_label_shows_its_start() {
    let mut levels = vec![level("%1.%2", Style::Decimal), level("%2)", Style::Decimal)];
    levels[1].start = 3;
    assert_eq!(labels_of(levels, &[0, 1, 1, 0]), ["1.3", "3)", "4)", "2.3"]);
}

#[test]
fn a_per_cent_sign_without_the_number_of_a_level_is_text() {
    for (text, label) in
        [("%1%", "1%"), ("%%1", "%1"), ("%0%1", "%01"), ("%", "%"), ("%a", "%a"), ("%12", "12"), ("%5", "")]
    {
        assert_eq!(labels_of(vec![level(text, Style::Decimal)], &[0]), [label], "{text}");
    }
}

#[test]
fn a_level_can_start_at_zero_and_never_overflows() {
    let mut levels = decimals();
    (levels[0].start, levels[1].start) = (0, 0);
    assert_eq!(labels_of(levels.clone(), &[0, 1, 0, 1]), ["0.", "0.0.", "1.", "1.0."]);
    levels[0].start = u32::MAX;
    assert_eq!(labels_of(levels, &[0, 0]), ["4294967295.", "4294967295."]);
}

#[test]
fn a_level_that_is_not_defined_labels_nothing_and_counts_nothing() {
    assert_eq!(labels_of(decimals(), &[0, 7, 8, 9, usize::MAX, 0]), ["1.", "", "", "", "", "2."]);
}

#[test]
fn levels_and_overrides_beyond_the_ninth_are_ignored() {
    let mut lists = Lists::default();
    let definition = lists.define(vec![level("x", Style::Decimal); 20]);
    let override_ = Override { level: Some(level("y", Style::Decimal)), start: Some(3) };
    let list = lists.list(definition, vec![(9, override_.clone()), (usize::MAX, override_)]);
    assert_eq!(lists.label(list, 8).as_deref(), Some("x"));
    assert_eq!(lists.label(list, 9), None);
}

#[test]
fn of_two_overrides_for_one_level_the_last_counts() {
    assert_eq!(labels(decimals(), vec![vec![start(0, 5), start(0, 8)]], &[(0, 0), (0, 0)]), ["8.", "9."]);
}

fn any_level() -> impl Strategy<Value = Level> {
    let numbering = prop_oneof![
        Just(Numbering::Counter(Style::HanThousand)),
        Just(Numbering::Counter(Style::LatinLowerRepeated)),
        Just(Numbering::Bullet),
        Just(Numbering::None),
    ];
    let restart = prop_oneof![Just(Restart::AfterOuter), any::<usize>().prop_map(Restart::After), Just(Restart::Never)];
    (any::<u32>(), numbering, "[%0-9a一]{0,8}", restart, any::<bool>())
        .prop_map(|(start, numbering, text, restart, legal)| Level { start, numbering, text, restart, legal })
}

proptest! {
    #[test]
    fn any_list_can_be_counted_and_counts_the_same_twice(
        levels in prop::collection::vec(any_level(), 0..12),
        overrides in prop::collection::vec((0_usize..12, prop::option::of(any_level()), prop::option::of(any::<u32>())), 0..6),
        paragraphs in prop::collection::vec((0_usize..2, 0_usize..12), 0..40),
    ) {
        let overrides: Vec<_> = overrides.into_iter().map(|(at, level, start)| (at, Override { level, start })).collect();
        let lists = vec![Vec::new(), overrides];
        prop_assert_eq!(labels(levels.clone(), lists.clone(), &paragraphs), labels(levels, lists, &paragraphs));
    }
}
