//! Generated labels: formats that no other program writes, styles, overrides, counters.

use super::build::{Doc, Level, List, Override, Style, in_list, lists, para, sprm};
use super::labels;

fn over(id: i32) -> Override {
    Override { id, levels: Vec::new() }
}

#[test]
fn chinese_formats_write_their_own_numerals() {
    let cases = [
        (10, ["一", "一一", "一〇三"]),
        (11, ["一", "十一", "百三"]),
        (30, ["甲", "11", "103"]),
        (33, ["一", "十一", "一○三"]),
        (34, ["壹", "壹拾壹", "壹佰零參"]),
        (35, ["一", "十一", "一百零三"]),
        (36, ["一", "一一", "一○三"]),
        (37, ["一", "十一", "一○三"]),
        (38, ["壹", "壹拾壹", "壹佰零叁"]),
        (39, ["一", "十一", "一百零三"]),
    ];
    for (nfc, expected) in cases {
        let levels = [1, 11, 103].map(|start| Level { start, ..Level::new(nfc, "%1、") });
        let mut doc = Doc::new((1..=3).map(|ilfo| para("甲").with(in_list(ilfo, 0))));
        let definitions: Vec<List> =
            (1..).zip(&levels).map(|(id, level)| List::new(id, std::slice::from_ref(level))).collect();
        lists(&mut doc, &definitions, &[over(1), over(2), over(3)]);
        assert_eq!(labels(&doc.bytes()), expected.map(|numeral| format!("{numeral}、")), "nfc {nfc}");
    }
}

#[test]
fn the_levels_of_an_outline_count_and_start_again() {
    let levels = [Level::new(34, "%1、"), Level::new(35, "%2、"), Level::new(35, "（%3）"), Level::new(0, "%4.")];
    let order = [0, 1, 2, 2, 3, 1, 2, 0, 1];
    let mut doc = Doc::new(order.map(|level| para("甲").with(in_list(1, level))));
    lists(&mut doc, &[List::new(1, &levels)], &[over(1)]);
    let expected = ["壹、", "一、", "（一）", "（二）", "1.", "二、", "（一）", "貳、", "一、"];
    assert_eq!(labels(&doc.bytes()), expected);
}

#[test]
fn a_style_that_is_linked_with_a_level_numbers_its_paragraphs() {
    let mut doc = Doc::new([para("甲").style(1), para("乙").style(2), para("丙").style(3), para("丁").style(1)]);
    doc.styles = vec![
        Style::default(),
        Style { known: 1, base: Some(0), papx: sprm(0x460B, &1_u16.to_le_bytes()), ..Style::default() },
        Style { base: Some(0), papx: in_list(1, 1), ..Style::default() },
        // Its numbering is that of the style that it is based on.
        Style { base: Some(2), ..Style::default() },
    ];
    let mut list = List::new(1, &[Level::new(37, "%1、"), Level::new(35, "（%2）")]);
    list.styles[0] = 1;
    list.styles[1] = 2;
    lists(&mut doc, &[list], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["一、", "（一）", "（二）", "二、"]);
}

#[test]
fn a_paragraph_may_have_no_number_though_its_style_has() {
    let mut doc = Doc::new([para("甲").style(1), para("乙").style(1).with(in_list(0, 0)), para("丙").style(1)]);
    doc.styles.push(Style { base: Some(0), papx: in_list(1, 0), ..Style::default() });
    lists(&mut doc, &[List::new(1, &[Level::new(0, "%1.")])], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["1.", "-", "2."]);
}

#[test]
fn styles_that_are_based_on_each_other_in_a_circle_end() {
    let mut doc = Doc::new([para("甲").style(1)]);
    doc.styles.push(Style { base: Some(2), papx: in_list(1, 0), ..Style::default() });
    doc.styles.push(Style { base: Some(1), ..Style::default() });
    lists(&mut doc, &[List::new(1, &[Level::new(0, "%1.")])], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["1."]);
}

#[test]
fn lists_of_one_definition_count_on_together() {
    let mut doc = Doc::new([1, 2, 1].map(|ilfo| para("甲").with(in_list(ilfo, 0))));
    lists(&mut doc, &[List::new(1, &[Level::new(0, "%1.")])], &[over(1), over(1)]);
    assert_eq!(labels(&doc.bytes()), ["1.", "2.", "3."]);
}

#[test]
fn an_override_starts_a_list_again() {
    let mut doc = Doc::new([1, 1, 2, 2].map(|ilfo| para("甲").with(in_list(ilfo, 0))));
    let again = Override { id: 1, levels: vec![(0, Some(5), None)] };
    lists(&mut doc, &[List::new(1, &[Level::new(35, "%1、")])], &[over(1), again]);
    assert_eq!(labels(&doc.bytes()), ["一、", "二、", "五、", "六、"]);
}

#[test]
fn an_override_puts_another_level_in_place() {
    let mut doc = Doc::new([1, 2].map(|ilfo| para("甲").with(in_list(ilfo, 0))));
    let other = Override { id: 1, levels: vec![(0, None, Some(Level::new(30, "（%1）")))] };
    lists(&mut doc, &[List::new(1, &[Level::new(35, "%1、")])], &[over(1), other]);
    let found = labels(&doc.bytes());
    assert_eq!(found.first().unwrap(), "一、");
    assert!(["（甲）", "（乙）"].contains(&found.last().unwrap().as_str()), "{found:?}");
}

#[test]
fn a_legal_level_writes_all_values_as_decimals() {
    let levels = [Level::new(34, "%1、"), Level { legal: true, ..Level::new(35, "%1.%2") }];
    let mut doc = Doc::new([0, 1, 1].map(|level| para("甲").with(in_list(1, level))));
    lists(&mut doc, &[List::new(1, &levels)], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["壹、", "1.1", "1.2"]);
}

#[test]
fn a_level_that_does_not_start_again_counts_on() {
    let levels = [Level::new(0, "%1."), Level { restart: Some(0), ..Level::new(0, "(%2)") }];
    let mut doc = Doc::new([0, 1, 1, 0, 1].map(|level| para("甲").with(in_list(1, level))));
    lists(&mut doc, &[List::new(1, &levels)], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["1.", "(1)", "(2)", "2.", "(3)"]);
}

#[test]
fn a_bullet_of_a_symbol_font_is_a_unicode_glyph() {
    let font = |name: &str| {
        let mut ffn = vec![0; 39];
        ffn.extend(super::build::utf16(name));
        ffn.extend([0, 0]);
        [&[u8::try_from(ffn.len()).unwrap()], &ffn[..]].concat()
    };
    let mut doc = Doc::new([para("甲").with(in_list(1, 0))]);
    doc.part(15, [&[2, 0, 0, 0], &font("Serif")[..], &font("Wingdings")].concat());
    let level = Level { chpx: sprm(0x4A4F, &1_u16.to_le_bytes()), ..Level::new(23, "\u{F06C}") };
    lists(&mut doc, &[List::new(1, &[level])], &[over(1)]);
    assert_eq!(labels(&doc.bytes()), ["●"]);
}

#[test]
fn a_list_that_is_not_there_labels_nothing() {
    let mut doc = Doc::new([para("甲").with(in_list(9, 0)), para("乙").with(in_list(1, 8))]);
    lists(&mut doc, &[List::new(1, &[Level::new(0, "%1.")])], &[over(2)]);
    assert_eq!(labels(&doc.bytes()), ["-", "-"]);
}
