use super::super::super::testing::{Style, draw, dump, edges, line, read, sides, write};
use crate::testing::page;
use crate::{Page, Rect};

const OUTER: [(usize, usize, usize, usize, &str); 6] = [
    (0, 0, 1, 1, "類別"),
    (0, 1, 1, 1, "執行內容"),
    (0, 2, 1, 1, "期程"),
    (1, 0, 1, 1, "水災"),
    (1, 1, 1, 1, "收容所如下"),
    (1, 2, 1, 1, "汛期前"),
];

const INNER: [(usize, usize, usize, usize, &str); 4] =
    [(0, 0, 1, 1, "地點"), (0, 1, 1, 1, "人數"), (1, 0, 1, 1, "活動中心"), (1, 1, 1, 1, "320")];

const NESTED: &str = "2x3\n0,0 類別\n0,1 執行內容\n0,2 期程\n1,0 水災\n1,1 收容所如下\n  2x2\n  0,0 地點\n  0,1 人數\n  1,0 活動中心\n  1,1 320\n1,2 汛期前\n";

/// A table of which a cell holds a text and, so far from its left, right and bottom, another table.
fn nested(left: f32, right: f32, bottom: f32, style: Style) -> Page {
    let mut page = page(1);
    draw(&mut page, &[50.0, 150.0, 350.0, 450.0], &[100.0, 130.0, 230.0], &OUTER, style);
    let (from, to) = (150.0 + left, 350.0 - right);
    let last = 230.0 - bottom;
    draw(&mut page, &[from, (from + to) / 2.0, to], &[last - 50.0, last - 25.0, last], &INNER, style);
    page
}

#[test]
fn a_table_in_a_cell_is_a_table_of_its_own_however_near_its_rules_are() {
    for (left, right, bottom) in [(9.0, 9.0, 9.0), (5.4, 5.4, 0.3), (5.4, 60.0, 0.0), (3.0, 3.0, 3.0), (1.5, 1.5, 1.5)]
    {
        for style in [Style::Strokes, Style::PerCell] {
            let read = dump(read(&nested(left, right, bottom, style)));
            assert_eq!(read, NESTED, "{left} {right} {bottom} {style:?}");
        }
    }
}

#[test]
fn text_below_a_table_in_a_cell_stays_below_it() {
    let mut page = nested(3.0, 3.0, 20.0, Style::Strokes);
    write(&mut page, Rect::new(150.0, 212.0, 350.0, 230.0), "以上每半年檢查");
    let read = dump(read(&page));
    assert!(read.contains("1,1 收容所如下/以上每半年檢查\n  2x2\n"), "{read}");
}

#[test]
fn a_table_in_a_table_in_a_cell_is_one_in_it() {
    let mut page = nested(3.0, 3.0, 3.0, Style::Strokes);
    draw(
        &mut page,
        &[253.0, 275.0, 297.0],
        &[205.0, 214.0, 224.0],
        &[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")],
        Style::Strokes,
    );
    let read = dump(read(&page));
    assert!(read.starts_with("2x3\n") && read.contains("\n  2x2\n") && read.contains("\n    2x2\n"), "{read}");
}

#[test]
fn cells_with_frames_of_their_own_are_cells_of_one_table() {
    let mut page = page(1);
    page.rules.extend(sides(Rect::new(48.0, 98.0, 352.0, 192.0)));
    for (row, y) in edges(100.0, 30.5, 2).into_iter().enumerate() {
        for (column, x) in edges(50.0, 100.5, 2).into_iter().enumerate() {
            let cell = Rect::new(x, y, x + 98.5, y + 28.5);
            page.rules.extend(sides(cell));
            write(&mut page, cell, &format!("{row}{column}"));
        }
    }
    assert_eq!(dump(read(&page)), "3x3\n0,0 00\n0,1 01\n0,2 02\n1,0 10\n1,1 11\n1,2 12\n2,0 20\n2,1 21\n2,2 22\n");
}

#[test]
fn lines_that_part_a_cell_from_side_to_side_are_of_its_table() {
    let mut page = page(1);
    draw(&mut page, &[50.0, 150.0, 350.0, 450.0], &[100.0, 130.0, 230.0], &OUTER, Style::Strokes);
    page.rules.push(line(150.0, 180.0, 350.0, 180.0));
    page.rules.push(line(250.0, 180.0, 250.0, 230.0));
    write(&mut page, Rect::new(150.0, 180.0, 250.0, 230.0), "地點");
    write(&mut page, Rect::new(250.0, 180.0, 350.0, 230.0), "人數");
    assert_eq!(
        dump(read(&page)),
        "3x4\n0,0 類別\n0,1 1x2 執行內容\n0,3 期程\n1,0 2x1 水災\n1,1 1x2 收容所如下\n1,3 2x1 汛期前\n2,1 地點\n2,2 人數\n"
    );
}
