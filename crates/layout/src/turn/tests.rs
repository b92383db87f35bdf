use document::{Block, Limits};

use super::*;
use crate::testing::{directed_line, dump, page, text_line};
use crate::{Tags, read};

#[test]
fn a_page_on_its_side_is_read_upright_and_its_places_are_those_of_the_page() {
    for direction in [Direction::TurnedRight, Direction::UpsideDown, Direction::TurnedLeft] {
        let (x, y) = match direction {
            Direction::TurnedRight => (72.0, -500.0),
            Direction::UpsideDown => (-500.0, -700.0),
            _ => (-700.0, 72.0),
        };
        let first = directed_line(direction, x, y, 12.0, "第一行。");
        let bbox = first.iter().map(|c| c.bbox).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let mut page = Page { characters: first, ..page(1) };
        page.characters.extend(directed_line(direction, x, y + 20.0, 12.0, "第二行的文字。"));
        assert_eq!(dump(std::slice::from_ref(&page)), "第一行。\n第二行的文字。\n", "{direction:?}");
        let layout = read(&[page], &Tags::default(), &Limits::DEFAULT);
        let Some(Block::Paragraph(paragraph)) = layout.first() else { panic!("a paragraph") };
        let [x0, y0, x1, y1] = paragraph.runs[0].origin.regions[0].bbox;
        let close = |a: f32, b: f32| (a - b).abs() < 0.01;
        assert!(close(x0, bbox.x0) && close(y0, bbox.y0) && close(x1, bbox.x1) && close(y1, bbox.y1), "{direction:?}");
    }
}

#[test]
fn a_few_turned_lines_stay_with_an_upright_page() {
    let mut page = Page { characters: text_line(72.0, 72.0, 12.0, "正文的文字一行。"), ..page(1) };
    page.characters.extend(directed_line(Direction::TurnedLeft, -300.0, 20.0, 12.0, "側邊"));
    assert_eq!(upright(&page).1, Direction::Horizontal);
    assert!(dump(&[page]).contains("側邊"));
}
