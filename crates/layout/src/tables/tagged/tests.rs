use super::super::testing::{Style, dump, read_tagged, table_page};
use crate::testing::{page, text_line};
use crate::{Page, Role, Tag, TagId, Tags};

/// The elements of a table: rows of cells with their spans.
fn table_tags(rows: &[&[(Role, u32, u32)]]) -> Tags {
    let element = |role, parent, rows, columns| Tag { role, parent, rows, columns };
    let mut elements = vec![element(Role::Table, None, 1, 1)];
    for cells in rows {
        let row = TagId(u32::try_from(elements.len()).unwrap_or(0));
        elements.push(element(Role::Row, Some(TagId(0)), 1, 1));
        elements.extend(cells.iter().map(|(role, rows, columns)| element(*role, Some(row), *rows, *columns)));
    }
    Tags { elements }
}

/// Text that belongs to an element.
fn add(page: &mut Page, x: f32, y: f32, text: &str, tag: Option<u32>) {
    page.characters.extend(text_line(x, y, 12.0, text).into_iter().map(|mut character| {
        character.tag = tag.map(TagId);
        character
    }));
}

const HEAD: (Role, u32, u32) = (Role::HeaderCell, 1, 1);
const CELL: (Role, u32, u32) = (Role::Cell, 1, 1);

#[test]
fn a_stated_table_without_rules_has_its_stated_cells_and_spans() {
    let tags = table_tags(&[&[HEAD, HEAD], &[(Role::Cell, 2, 1), CELL], &[CELL]]);
    let mut page = page(1);
    for (x, y, text, tag) in [
        (72.0, 100.0, "單位", 2),
        (200.0, 100.0, "事項", 3),
        (72.0, 120.0, "秘書室", 5),
        (200.0, 120.0, "檢討", 6),
        (200.0, 140.0, "公告", 8),
    ] {
        add(&mut page, x, y, text, Some(tag));
    }
    assert_eq!(dump(read_tagged(&page, &tags)), "3x2\n0,0 H 單位\n0,1 H 事項\n1,0 2x1 秘書室\n1,1 檢討\n2,1 公告\n");
}

#[test]
fn a_stated_table_whose_cells_stand_elsewhere_is_none() {
    let tags = table_tags(&[&[CELL, CELL], &[CELL, CELL]]);
    let mut page = page(1);
    for (x, y, text, tag) in
        [(200.0, 100.0, "甲", 2), (72.0, 100.0, "乙", 3), (72.0, 80.0, "丙", 5), (200.0, 300.0, "丁", 6)]
    {
        add(&mut page, x, y, text, Some(tag));
    }
    assert_eq!(dump(read_tagged(&page, &tags)), "");
}

#[test]
fn header_cells_that_are_stated_are_headers_between_rules_too() {
    let tags = table_tags(&[&[HEAD, HEAD], &[CELL, CELL]]);
    let cells = [(0, 0, 1, 1, "單位"), (0, 1, 1, 1, "事項"), (1, 0, 1, 1, "秘書"), (1, 1, 1, 1, "檢討")];
    let mut page = table_page(1, (2, 2), &cells, Style::Strokes);
    for (index, character) in page.characters.iter_mut().enumerate() {
        character.tag = [2, 3, 5, 6].get(index / 2).copied().map(TagId);
    }
    assert_eq!(dump(read_tagged(&page, &tags)), "2x2\n0,0 H 單位\n0,1 H 事項\n1,0 秘書\n1,1 檢討\n");
}

#[test]
fn text_between_the_rules_that_no_stated_cell_holds_leaves_the_say_to_the_rules() {
    let tags = table_tags(&[&[(Role::Cell, 1, 2)]]);
    let cells = [(0, 0, 1, 1, "單位"), (0, 1, 1, 1, "事項"), (1, 0, 1, 1, "秘書"), (1, 1, 1, 1, "檢討")];
    let mut page = table_page(1, (2, 2), &cells, Style::Strokes);
    for character in page.characters.iter_mut().take(2) {
        character.tag = Some(TagId(2));
    }
    assert!(dump(read_tagged(&page, &tags)).starts_with("2x2\n"));
}

#[test]
fn structures_without_sense_are_not_followed() {
    let element = |role, parent| Tag { role, parent, rows: u32::MAX, columns: u32::MAX };
    let tags = Tags {
        elements: vec![
            element(Role::Table, Some(TagId(3))),
            element(Role::Row, Some(TagId(0))),
            element(Role::Cell, Some(TagId(1))),
            element(Role::Cell, Some(TagId(2))),
            element(Role::Cell, Some(TagId(99))),
        ],
    };
    let mut page = page(1);
    for (index, tag) in [0, 1, 2, 3, 4, 77].into_iter().enumerate() {
        add(&mut page, 72.0 + 40.0 * index as f32, 100.0, "文", Some(tag));
    }
    assert_eq!(dump(read_tagged(&page, &tags)), "");
}
