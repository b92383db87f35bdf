use crate::testing::{dump, han, lines_at, page, text_line};
use crate::{Character, Page};

fn askew(text: &str) -> Vec<Character> {
    text.chars()
        .enumerate()
        .flat_map(|(at, c)| text_line(150.0 + 70.0 * at as f32, 300.0 - 60.0 * at as f32, 72.0, &c.to_string()))
        .collect()
}

#[test]
fn a_large_mark_on_every_page_is_set_apart() {
    let text = han(36);
    let pages: Vec<Page> = (1..=3)
        .map(|number| {
            let mut characters = askew("草案");
            characters.extend(lines_at(72.0, &[text.as_str(); 20]));
            Page { characters, ..page(number) }
        })
        .collect();
    let dump = dump(&pages);
    assert_eq!(dump.lines().filter(|line| *line == "[Watermark] 草案").count(), 3, "{dump}");
    assert_eq!(dump.matches("草案").count(), 3);
}

#[test]
fn a_large_title_on_one_page_stays() {
    let mut first = Page { characters: lines_at(200.0, &["內文文字。", "內文文字。"]), ..page(1) };
    first.characters.extend(text_line(72.0, 72.0, 48.0, "封面標題"));
    let second = Page { characters: lines_at(200.0, &["內文文字。"]), ..page(2) };
    assert!(dump(&[first, second]).starts_with("封面標題\n"));
}
