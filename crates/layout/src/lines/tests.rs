use super::*;
use crate::testing::{directed_line, spread_line, text, text_line};

fn texts(characters: Vec<Character>) -> Vec<String> {
    of(characters).iter().map(text).collect()
}

#[test]
fn the_order_of_drawing_is_not_the_order_of_reading() {
    let mut characters = text_line(72.0, 100.0, 12.0, "第二行文字");
    characters.extend(text_line(72.0, 80.0, 12.0, "第一行文字"));
    characters.reverse();
    assert_eq!(texts(characters), ["第一行文字", "第二行文字"]);
}

#[test]
fn spread_characters_are_one_line() {
    assert_eq!(texts(spread_line(72.0, 80.0, 12.0, 30.0, "主辦單位")), ["主辦單位"]);
}

#[test]
fn a_gap_between_words_is_a_blank_and_one_between_chinese_characters_is_not() {
    let mut characters = text_line(72.0, 80.0, 12.0, "Open");
    characters.extend(text_line(72.0 + 24.0 + 3.0, 80.0, 12.0, "Data資料"));
    characters.extend(text_line(150.0, 80.0, 12.0, "平台"));
    assert_eq!(texts(characters), ["Open Data資料平台"]);
}

#[test]
fn letters_that_are_all_set_apart_are_one_word() {
    assert_eq!(texts(spread_line(72.0, 80.0, 12.0, 3.0, "PLAN")), ["PLAN"]);
}

#[test]
fn a_raised_figure_stands_in_its_line() {
    let mut characters = text_line(72.0, 80.0, 12.0, "面積");
    characters.extend(text_line(96.0, 80.0, 6.0, "2"));
    characters.extend(text_line(99.0, 80.0, 12.0, "公尺"));
    characters.extend(text_line(72.0, 98.0, 12.0, "第二行"));
    assert_eq!(texts(characters), ["面積2公尺", "第二行"]);
}

#[test]
fn sizes_mix_on_one_baseline() {
    let mut characters = text_line(72.0, 80.0, 20.0, "大字");
    // The baseline is 0.12 em above the lower edge.
    characters.extend(text_line(112.0, 80.0 + 17.6 - 8.8, 10.0, "小字"));
    assert_eq!(texts(characters), ["大字小字"]);
}

#[test]
fn small_type_below_a_title_is_a_line_of_its_own() {
    let mut characters = text_line(72.0, 80.0, 24.0, "大標題");
    characters.extend(text_line(72.0, 106.0, 10.0, "小標題的文字"));
    assert_eq!(texts(characters), ["大標題", "小標題的文字"]);
}

#[test]
fn lines_of_vertical_writing_go_from_right_to_left() {
    let mut characters = directed_line(Direction::Vertical, 80.0, -500.0, 12.0, "右行先讀");
    characters.extend(directed_line(Direction::Vertical, 80.0, -480.0, 12.0, "左行後讀"));
    assert_eq!(texts(characters), ["右行先讀", "左行後讀"]);
}

#[test]
fn figures_upright_in_a_vertical_line_stay_in_it() {
    let mut characters = directed_line(Direction::Vertical, 80.0, -500.0, 12.0, "民國");
    characters.extend(text_line(491.0, 104.0, 6.0, "99"));
    characters.extend(directed_line(Direction::Vertical, 110.0, -500.0, 12.0, "年度"));
    assert_eq!(texts(characters), ["民國99年度"]);
}

#[test]
fn lines_of_another_direction_stand_behind() {
    let mut characters = directed_line(Direction::TurnedLeft, -300.0, 20.0, 10.0, "側邊");
    characters.extend(text_line(72.0, 80.0, 12.0, "正文文字"));
    assert_eq!(texts(characters), ["正文文字", "側邊"]);
}

#[test]
fn a_blank_under_the_next_word_does_not_part_it() {
    let mut characters = text_line(72.0, 80.0, 12.0, "ab");
    let blank = Rect { x0: 84.0, y0: 80.0, x1: 90.0, y1: 92.0 };
    characters.push(Character { text: ' ', bbox: blank, ..characters[0] });
    characters.extend(text_line(84.0, 80.0, 12.0, "cd"));
    assert_eq!(texts(characters), ["abcd"]);
}

#[test]
fn blanks_at_the_ends_are_dropped_and_those_within_are_kept() {
    let mut characters = Vec::new();
    for (at, c) in "　前言 說明 ".chars().enumerate() {
        let mut character = text_line(72.0 + at as f32 * 12.0, 80.0, 12.0, "字")[0];
        character.text = c;
        characters.push(character);
    }
    assert_eq!(texts(characters), ["前言 說明"]);
}

#[test]
fn a_line_parts_at_a_gutter() {
    let mut characters = text_line(72.0, 80.0, 12.0, "左欄");
    characters.extend(text_line(300.0, 80.0, 12.0, "右欄"));
    let line = of(characters).remove(0);
    let (left, right) = split(line, 200.0);
    assert_eq!((left.as_ref().map(text).as_deref(), right.as_ref().map(text).as_deref()), (Some("左欄"), Some("右欄")));
    assert_eq!(right.map(|line| line.bbox.x0), Some(300.0));
}
