#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use proptest::prelude::*;

use super::super::testing::{Drawn, Style, draw, dump, edges, line, read, sides, table_page, write};
use crate::guide::Guide;
use crate::lines::is_visible;
use crate::testing::{page, text_line};
use crate::{Direction, Page, Rect, Rule, Tags};

const MERGED: [Drawn<'_>; 6] = [
    (0, 0, 1, 3, "工作分工表"),
    (1, 0, 2, 1, "簡化流程"),
    (1, 1, 1, 1, "秘書室"),
    (1, 2, 1, 1, "六月"),
    (2, 1, 1, 1, ""),
    (2, 2, 1, 1, "七月"),
];

const MERGED_DUMP: &str = "3x3\n0,0 1x3 工作分工表\n1,0 2x1 簡化流程\n1,1 秘書室\n1,2 六月\n2,1\n2,2 七月\n";

#[test]
fn merged_cells_are_read_whatever_the_rules_are_drawn_with() {
    for style in [Style::Strokes, Style::PerCell, Style::Boxes, Style::Double, Style::Dashes, Style::Jitter(7)] {
        assert_eq!(dump(read(&table_page(1, (3, 3), &MERGED, style))), MERGED_DUMP, "{style:?}");
    }
}

#[test]
fn a_wrapped_line_in_a_cell_is_one_paragraph_and_a_label_begins_another() {
    let cells = [(0, 0, 1, 1, "一、檢討各項申請表單及流程\n二、公告"), (0, 1, 1, 1, "秘書室")];
    assert_eq!(
        dump(read(&table_page(1, (1, 2), &cells, Style::Strokes))),
        "1x2\n0,0 一、檢討各項申請表單及流程/二、公告\n0,1 秘書室\n"
    );
}

#[test]
fn sides_without_a_border_are_closed_where_the_level_rules_end() {
    let mut page = table_page(1, (2, 3), &[], Style::Strokes);
    let (columns, rows) = (edges(50.0, 100.0, 3), edges(100.0, 40.0, 2));
    page.rules.extend(rows.iter().map(|y| line(50.0, *y, 350.0, *y)));
    page.rules.extend(columns[1..3].iter().map(|x| line(*x, 100.0, *x, 180.0)));
    for (row, y) in rows[..2].iter().enumerate() {
        for (column, x) in columns[..3].iter().enumerate() {
            write(
                &mut page,
                Rect::new(*x, *y, x + 100.0, y + 40.0),
                ["甲乙丙", "丁戊己"][row].get(column * 3..column * 3 + 3).unwrap(),
            );
        }
    }
    assert_eq!(dump(read(&page)), "2x3\n0,0 甲\n0,1 乙\n0,2 丙\n1,0 丁\n1,1 戊\n1,2 己\n");
}

#[test]
fn a_single_box_around_text_is_a_table_of_one_cell() {
    let mut page = page(1);
    page.rules.extend(sides(Rect::new(50.0, 100.0, 400.0, 200.0)));
    write(&mut page, Rect::new(50.0, 100.0, 400.0, 200.0), "注意事項");
    assert_eq!(dump(read(&page)), "1x1\n0,0 注意事項\n");
}

#[test]
fn a_word_with_a_border_in_a_sentence_stays_in_it() {
    let mut page = page(1);
    page.characters = text_line(50.0, 100.0, 12.0, "本案列為最速件辦理");
    page.rules.extend(sides(Rect::new(97.0, 99.0, 135.0, 113.0)));
    assert_eq!(dump(read(&page)), "");
}

#[test]
fn boxes_of_a_flow_chart_are_no_table() {
    let mut page = page(1);
    for step in 0..4 {
        let y = 100.0 + 80.0 * step as f32;
        page.rules.extend(sides(Rect::new(200.0, y, 300.0, y + 40.0)));
        write(&mut page, Rect::new(200.0, y, 300.0, y + 40.0), "受理申請");
    }
    assert_eq!(dump(read(&page)), "");
    page.rules.extend((0..3).map(|step| line(250.0, 140.0 + 80.0 * step as f32, 250.0, 180.0 + 80.0 * step as f32)));
    assert_eq!(dump(read(&page)), "", "with arrows between them");
}

#[test]
fn a_page_border_is_no_table() {
    let mut page = page(1);
    page.rules.extend(sides(Rect::new(24.0, 24.0, 571.0, 818.0)));
    page.characters = text_line(72.0, 100.0, 12.0, "壹、依據");
    assert_eq!(dump(read(&page)), "");
    draw(
        &mut page,
        &edges(100.0, 100.0, 2),
        &edges(200.0, 40.0, 1),
        &[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")],
        Style::Strokes,
    );
    assert_eq!(dump(read(&page)), "1x2\n0,0 甲\n0,1 乙\n");
}

#[test]
fn underlines_and_blanks_to_fill_in_are_no_tables_and_part_no_cells() {
    let mut page = table_page(1, (1, 2), &[(0, 0, 1, 1, "姓名"), (0, 1, 1, 1, "日期")], Style::Strokes);
    page.rules.extend([line(60.0, 118.0, 130.0, 118.0), line(160.0, 125.0, 240.0, 125.0)]);
    page.characters.extend(text_line(50.0, 300.0, 12.0, "承辦人"));
    page.rules.push(line(90.0, 314.0, 200.0, 314.0));
    assert_eq!(dump(read(&page)), "1x2\n0,0 姓名\n0,1 日期\n");
}

#[test]
fn a_grid_within_a_cell_is_a_table_in_it() {
    let mut page = page(1);
    let cells = [(0, 0, 1, 1, "經費"), (0, 1, 1, 1, "明細如下")];
    draw(&mut page, &[50.0, 150.0, 450.0], &[100.0, 220.0], &cells, Style::Strokes);
    draw(
        &mut page,
        &edges(170.0, 100.0, 2),
        &edges(130.0, 30.0, 1),
        &[(0, 0, 1, 1, "人事"), (0, 1, 1, 1, "業務")],
        Style::Strokes,
    );
    page.characters.extend(text_line(152.0, 180.0, 10.0, "合計如上"));
    assert_eq!(dump(read(&page)), "1x2\n0,0 經費\n0,1 明細如下/合計如上\n  1x2\n  0,0 人事\n  0,1 業務\n");
}

#[test]
fn a_frame_around_a_table_is_not_another_one() {
    let mut page = table_page(1, (1, 2), &[(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")], Style::Strokes);
    page.rules.extend(sides(Rect::new(44.0, 94.0, 256.0, 146.0)));
    assert_eq!(dump(read(&page)), "1x2\n0,0 甲\n0,1 乙\n");
}

#[test]
fn characters_below_each_other_in_a_narrow_cell_are_one_word() {
    let mut page = page(1);
    draw(&mut page, &[50.0, 66.0, 200.0], &[100.0, 180.0], &[(0, 1, 1, 1, "秘書室"), (0, 0, 1, 1, "")], Style::Strokes);
    for (index, c) in ["承", "辦", "單", "位"].iter().enumerate() {
        page.characters.extend(text_line(53.0, 104.0 + 18.0 * index as f32, 10.0, c));
    }
    assert_eq!(dump(read(&page)), "1x2\n0,0 承辦單位\n0,1 秘書室\n");
}

#[test]
fn turned_text_in_a_cell_is_one_paragraph() {
    let mut page = table_page(1, (1, 2), &[(0, 0, 1, 1, ""), (0, 1, 1, 1, "秘書室")], Style::Strokes);
    page.characters.extend(crate::testing::directed_line(Direction::TurnedRight, 104.0, -90.0, 10.0, "承辦"));
    let dumped = dump(read(&page));
    assert!(dumped.contains("0,0 承辦") || dumped.contains("秘書室"), "{dumped}");
}

#[test]
fn a_gap_in_the_outline_is_an_empty_cell() {
    let cells = [(0, 1, 1, 1, "編號"), (1, 0, 1, 1, "姓名"), (1, 1, 1, 1, "職稱")];
    assert_eq!(dump(read(&table_page(1, (2, 2), &cells, Style::Strokes))), "2x2\n0,0\n0,1 編號\n1,0 姓名\n1,1 職稱\n");
}

#[test]
fn a_grid_without_text_is_a_drawing() {
    assert_eq!(dump(read(&table_page(1, (2, 2), &[(0, 0, 1, 1, ""), (1, 1, 1, 1, "")], Style::Strokes))), "");
}

#[test]
fn upright_lines_alone_are_the_columns_of_a_row_that_fills_the_page() {
    let mut page = page(1);
    page.rules.extend([50.0, 150.0, 400.0].map(|x| line(x, 60.0, x, 780.0)));
    write(&mut page, Rect::new(150.0, 60.0, 400.0, 780.0), "逐項檢討並公布結果");
    assert_eq!(dump(read(&page)), "1x2\n0,0\n0,1 逐項檢討並公布結果\n");
}

/// Row, column, rows, columns.
type Spanned = (usize, usize, usize, usize);

/// A grid cut into cells at random: cells of the grid, each merged with some to the right and below where those are free.
fn random_cells(rows: usize, columns: usize, merges: &[(usize, usize)]) -> Vec<Spanned> {
    let mut taken = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    let mut merges = merges.iter().cycle();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row][column] {
                continue;
            }
            let (height, width) = *merges.next().unwrap();
            let width = (column..columns.min(column + width)).take_while(|column| !taken[row][*column]).count();
            let height = height.min(rows - row);
            for row in &mut taken[row..row + height] {
                row[column..column + width].fill(true);
            }
            cells.push((row, column, height, width));
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_random_grid_with_merges_comes_back_exactly(
        rows in 1..9_usize,
        columns in 2..6_usize,
        merges in proptest::collection::vec((1..4_usize, 1..4_usize), 4..20),
        style in 0..6_usize,
        seed in any::<u32>(),
    ) {
        let style = [Style::Strokes, Style::PerCell, Style::Boxes, Style::Double, Style::Dashes, Style::Jitter(seed)][style];
        let cells = random_cells(rows, columns, &merges);
        let drawn: Vec<Drawn<'_>> = cells.iter().map(|cell| (cell.0, cell.1, cell.2, cell.3, "文字")).collect();
        // An edge of the grid along which all cells are merged is none.
        let ends = |at: usize, of: fn(&Spanned) -> (usize, usize)| {
            cells.iter().map(of).any(|(from, size)| from == at || from + size == at)
        };
        let row_of: Vec<usize> = (0..=rows).scan(0, |next, row| {
            let at = *next;
            *next += usize::from(ends(row, |cell| (cell.0, cell.2)));
            Some(at)
        }).collect();
        let column_of: Vec<usize> = (0..=columns).scan(0, |next, column| {
            let at = *next;
            *next += usize::from(ends(column, |cell| (cell.1, cell.3)));
            Some(at)
        }).collect();
        let page = table_page(1, (rows, columns), &drawn, style);
        let tables = read(&page);
        prop_assert_eq!(tables.len(), 1);
        let found: Vec<_> = tables[0].cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns, cell.text())).collect();
        let mut expected: Vec<_> = cells.iter().map(|(row, column, height, width)| {
            let (top, left) = (row_of[*row], column_of[*column]);
            (top, left, row_of[row + height] - top, column_of[column + width] - left, "文字".to_owned())
        }).collect();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn random_rules_never_panic_and_no_character_is_taken_twice(
        rules in proptest::collection::vec(
            (-50.0_f32..700.0, -50.0_f32..900.0, prop_oneof![Just(0.0_f32), -5.0_f32..400.0, Just(f32::NAN), Just(f32::INFINITY)], any::<bool>()), 0..80),
        texts in proptest::collection::vec((0.0_f32..590.0, 0.0_f32..840.0), 0..60),
    ) {
        let mut page: Page = page(1);
        page.rules = rules.iter().map(|(x, y, length, is_vertical)| {
            let bbox = if *is_vertical { Rect { x0: *x, y0: *y, x1: x + 0.5, y1: y + length } } else { Rect { x0: *x, y0: *y, x1: x + length, y1: y + 0.5 } };
            Rule { bbox, is_vertical: *is_vertical }
        }).collect();
        for (x, y) in &texts {
            page.characters.extend(text_line(*x, *y, 10.0, "文"));
        }
        let tags = Tags::default();
        let guide = Guide::new(std::slice::from_ref(&page), &tags);
        let found = super::super::ruled(&page, &guide);
        let mut taken: Vec<usize> = found.iter().flat_map(|found| found.characters.iter().copied()).collect();
        let visible = taken.iter().filter(|index| is_visible(&page.characters[**index])).count();
        let kept: usize = found.iter().map(|found| found.table.cells.iter().map(|cell| cell.text().chars().count()).sum::<usize>()).sum();
        prop_assert_eq!(visible, kept);
        let count = taken.len();
        taken.sort_unstable();
        taken.dedup();
        prop_assert_eq!(count, taken.len());
    }
}

#[test]
fn a_hundred_thousand_rules_are_read() {
    let mut page = page(1);
    page.rules = (0..50_000_u64)
        .flat_map(|index| {
            let (x, y) = ((index * 7919 % 5950) as f32 / 10.0, (index * 104_729 % 8420) as f32 / 10.0);
            [line(x, y, x + 60.0, y), line(x, y, x, y + 60.0)]
        })
        .collect();
    page.characters = text_line(100.0, 100.0, 12.0, "圖");
    let tables = read(&page);
    let text: String = tables.iter().flat_map(|table| &table.cells).map(super::Cell::text).collect();
    assert!(text == "圖" || text.is_empty());
}

#[test]
fn text_of_a_cell_that_a_page_break_leaves_open_goes_on_below_the_last_rules() {
    let cells = [(0, 0, 1, 1, "一"), (0, 1, 1, 1, "每日"), (0, 2, 1, 1, "提供整潔明亮之洽公空間縮短民眾尋找櫃檯")];
    let mut page = page(1);
    draw(&mut page, &[50.0, 150.0, 250.0, 330.0], &[700.0, 731.0], &cells, Style::PerCell);
    page.rules.retain(|rule| rule.is_vertical || rule.bbox.y0 < 720.0 || rule.bbox.x1 < 251.0);
    assert_eq!(dump(read(&page)), "1x3\n0,0 一\n0,1 每日\n0,2 提供整潔明亮之洽公空間縮短民眾尋找櫃檯\n");
    // What stands beside it is of no cell, and so are both.
    page.characters.extend(text_line(60.0, 729.0, 10.0, "附註"));
    assert!(!dump(read(&page)).contains("櫃檯"));
}
