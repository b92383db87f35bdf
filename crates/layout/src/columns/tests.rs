use crate::testing::{directed_line, dump, han, lines_at, page, text_line};
use crate::{Direction, Page};

fn column(x: f32, y: f32, lines: usize, text: &str) -> Vec<crate::Character> {
    (0..lines).flat_map(|line| text_line(x, y + 18.0 * line as f32, 12.0, text)).collect()
}

#[test]
fn two_columns_are_read_one_behind_the_other_and_the_text_goes_on_between_them() {
    let (left, right): (String, String) =
        ("左欄文字逐行排列內容說明事項續".into(), "右欄文字逐行排列內容說明事項續".into());
    let mut page = page(1);
    page.characters.extend(lines_at(60.0, &[&han(33)]));
    page.characters.extend(column(72.0, 100.0, 6, &left));
    page.characters.extend(column(72.0 + 12.0 * 18.0, 105.0, 6, &right));
    page.characters.extend(lines_at(240.0, &["以下單欄文字。"]));
    assert_eq!(dump(&[page]), format!("{}\n{}{}\n以下單欄文字。\n", han(33), left.repeat(6), right.repeat(6)));
}

#[test]
fn a_column_of_dates_is_no_column() {
    let mut page = page(1);
    for (row, date) in ["99.01.05", "99.02.10", "99.03.15", "99.04.20", "99.05.25"].iter().enumerate() {
        let y = 72.0 + 18.0 * row as f32;
        page.characters.extend(text_line(72.0, y, 12.0, date));
        page.characters.extend(text_line(180.0, y, 12.0, &han(20)));
    }
    let dump = dump(&[page]);
    assert_eq!(dump.lines().next(), Some(format!("99.01.05→{}", han(20)).as_str()));
}

#[test]
fn hanging_labels_are_no_column() {
    let mut page = page(1);
    for row in 0..6 {
        let y = 72.0 + 36.0 * row as f32;
        page.characters.extend(text_line(72.0, y, 12.0, ["一、", "二、", "三、", "四、", "五、", "六、"][row]));
        page.characters.extend(text_line(108.0, y, 12.0, &han(30)));
        page.characters.extend(text_line(108.0, y + 18.0, 12.0, &han(20)));
    }
    let dump = dump(&[page]);
    assert_eq!(dump.lines().count(), 6);
    assert_eq!(dump.lines().nth(1), Some(format!("二、 {}{}", han(30), han(20)).as_str()));
}

#[test]
fn vertical_writing_is_read_from_right_to_left() {
    let mut page = page(1);
    for line in 0..5 {
        page.characters.extend(directed_line(Direction::Vertical, 72.0, -500.0 + 20.0 * line as f32, 12.0, &han(50)));
    }
    page.characters.extend(directed_line(Direction::Vertical, 72.0, -400.0, 12.0, "末行。"));
    assert_eq!(dump(&[page]), format!("{}末行。\n", han(50).repeat(5)));
}

#[test]
fn upright_characters_set_one_below_the_other_are_vertical_writing() {
    let mut page = page(1);
    for line in 0..3 {
        page.characters.extend(
            directed_line(Direction::Vertical, 72.0, -500.0 + 20.0 * line as f32, 12.0, &han(50))
                .into_iter()
                .map(|character| crate::Character { direction: Direction::Horizontal, ..character }),
        );
    }
    assert_eq!(dump(&[page]), format!("{}\n", han(50).repeat(3)));
}

#[test]
fn a_few_lines_beside_each_other_are_no_columns() {
    let mut page = Page { characters: lines_at(72.0, &[&han(36), &han(36)]), ..page(1) };
    for row in 0..2 {
        page.characters.extend(text_line(72.0, 120.0 + 18.0 * row as f32, 12.0, "承辦人：王大明"));
        page.characters.extend(text_line(330.0, 120.0 + 18.0 * row as f32, 12.0, "電話：02-1234567"));
    }
    assert!(dump(&[page]).contains("承辦人：王大明→電話：02-1234567\n承辦人"));
}
