use document::{Block, Limits};
use proptest::prelude::*;

use crate::testing::{page, text_line};
use crate::{Character, Direction, Page, Rect, Role, Rule, Tag, TagId, Tags, read};

fn visible(blocks: &[Block]) -> Vec<char> {
    let mut found = Vec::new();
    let mut stack: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = stack.pop() {
        match block {
            Block::Paragraph(paragraph) => found.extend(paragraph.text().chars().filter(|c| !c.is_whitespace())),
            Block::Table(table) => stack.extend(table.cells.iter().flat_map(|cell| &cell.blocks)),
            Block::Embedded(_) => {}
        }
    }
    found.sort_unstable();
    found
}

fn given(pages: &[Page]) -> Vec<char> {
    let mut given: Vec<char> = pages.iter().flat_map(|page| &page.characters).map(|c| c.text).collect();
    given.sort_unstable();
    given
}

#[test]
fn text_of_which_nobody_can_say_where_it_stands_is_kept() {
    let mut page = Page { characters: text_line(72.0, 72.0, 12.0, "內文"), ..page(1) };
    for (index, value) in [f32::NAN, f32::INFINITY, -1e30].into_iter().enumerate() {
        let mut character = page.characters[0];
        character.text = "甲乙丙".chars().nth(index).unwrap_or('丁');
        character.bbox.x0 = value;
        page.characters.push(character);
    }
    page.characters[1].size = f32::NAN;
    page.width = f32::NAN;
    page.rules.push(Rule { bbox: Rect { x0: f32::NAN, ..Rect::default() }, is_vertical: false });
    let pages = [page];
    assert_eq!(visible(&read(&pages, &Tags::default(), &Limits::DEFAULT)), given(&pages));
}

#[test]
fn no_pages_and_empty_pages_have_no_text() {
    assert_eq!(read(&[], &Tags::default(), &Limits::DEFAULT), Vec::new());
    assert_eq!(read(&[page(1), Page::default()], &Tags::default(), &Limits::DEFAULT), Vec::new());
}

#[test]
fn many_characters_and_rules_in_one_place_are_read() {
    let mut page = page(1);
    let character = text_line(72.0, 72.0, 12.0, "字")[0];
    page.characters = vec![character; 50_000];
    page.rules = vec![Rule { bbox: Rect { x0: 10.0, y0: 10.0, x1: 20.0, y1: 10.5 }, is_vertical: false }; 100_000];
    let pages = [page];
    assert_eq!(visible(&read(&pages, &Tags::default(), &Limits::DEFAULT)).len(), 50_000);
}

fn coordinate() -> impl Strategy<Value = f32> {
    prop_oneof![8 => -50.0f32..900.0, 1 => Just(f32::NAN), 1 => Just(f32::NEG_INFINITY), 1 => Just(1e37f32), 4 => (0i32..40).prop_map(|n| n as f32 * 14.0)]
}

fn size() -> impl Strategy<Value = f32> {
    prop_oneof![8 => 1.0f32..80.0, 8 => Just(12.0), 1 => Just(f32::NAN), 1 => Just(0.0), 1 => Just(-3.0), 1 => Just(1e30f32)]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        8 => Just(Direction::Horizontal),
        2 => Just(Direction::Vertical),
        1 => Just(Direction::TurnedRight),
        1 => Just(Direction::UpsideDown),
        1 => Just(Direction::TurnedLeft),
    ]
}

fn character() -> impl Strategy<Value = Character> {
    let text =
        prop::sample::select("一二三、。，（）()1234567890-–/第頁案計畫abcXVI.…：●".chars().collect::<Vec<char>>());
    (text, coordinate(), coordinate(), size(), direction(), prop::option::of(0u32..8)).prop_map(
        |(text, x, y, size, direction, tag)| Character {
            text,
            bbox: Rect { x0: x, y0: y, x1: x + size, y1: y + size },
            size,
            direction,
            font: 0,
            tag: tag.map(TagId),
            ocr: None,
        },
    )
}

fn written_line() -> impl Strategy<Value = Vec<Character>> {
    (
        (0i32..40),
        (0i32..44),
        prop::sample::select(vec![9.0f32, 12.0, 16.0, 40.0]),
        "[一二三、。（）1-9第頁計畫a-c.…：●]{1,40}",
    )
        .prop_map(|(x, y, size, text)| text_line(x as f32 * 12.0, y as f32 * 18.0, size, &text))
}

fn any_rule() -> impl Strategy<Value = Rule> {
    (coordinate(), coordinate(), 0.0f32..500.0, any::<bool>()).prop_map(|(x, y, length, is_vertical)| {
        let (x1, y1) = if is_vertical { (x + 0.5, y + length) } else { (x + length, y + 0.5) };
        Rule { bbox: Rect { x0: x, y0: y, x1, y1 }, is_vertical }
    })
}

fn any_page() -> impl Strategy<Value = Page> {
    let characters = (prop::collection::vec(character(), 0..60), prop::collection::vec(written_line(), 0..30));
    (characters, prop::collection::vec(any_rule(), 0..30), 1u32..5).prop_map(|((loose, lines), rules, number)| Page {
        characters: loose.into_iter().chain(lines.into_iter().flatten()).collect(),
        rules,
        ..page(number)
    })
}

fn any_tags() -> impl Strategy<Value = Tags> {
    let role = prop::sample::select(vec![
        Role::Heading(1),
        Role::Paragraph,
        Role::List,
        Role::Item,
        Role::Label,
        Role::Body,
        Role::Note,
        Role::Artifact,
        Role::Table,
        Role::Row,
        Role::Cell,
        Role::Other,
    ]);
    prop::collection::vec(
        (role, prop::option::of(0u32..9)).prop_map(|(role, parent)| Tag {
            role,
            parent: parent.map(TagId),
            columns: 1,
            rows: 1,
        }),
        0..9,
    )
    .prop_map(|elements| Tags { elements })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_and_nothing_is_doubled_whatever_the_pages(
        pages in prop::collection::vec(any_page(), 0..4),
        tags in any_tags(),
    ) {
        let layout = read(&pages, &tags, &Limits::DEFAULT);
        prop_assert_eq!(visible(&layout), given(&pages));
        let again = read(&pages, &tags, &Limits::DEFAULT);
        prop_assert_eq!(format!("{:?}", layout), format!("{:?}", again));
    }
}
