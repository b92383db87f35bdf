#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use document::{Paragraph, Part};

use super::super::testing::{Drawn, Style, draw, dump, edges, line, read, table_page, write};
use super::super::{Table, finish};
use super::across;
use crate::testing::page;
use crate::{Page, Rect};

/// The tables of pages, put together, and the repeated headers.
fn joined(pages: &[Page]) -> (Vec<Table>, Vec<Paragraph>) {
    let (mut tables, mut aside) = (Vec::<Table>::new(), Vec::new());
    for page in pages {
        for table in read(page) {
            let rest = match tables.last_mut() {
                Some(before) => across(before, table, &mut aside),
                None => Some(table),
            };
            tables.extend(rest);
        }
    }
    (tables, aside)
}

fn joined_dump(pages: &[Page]) -> String {
    dump(joined(pages).0)
}

const HEAD: [Drawn<'_>; 3] = [(0, 0, 1, 1, "工作項目"), (0, 1, 1, 1, "具體作法"), (0, 2, 1, 1, "承辦單位")];

fn with_head<'t>(rows: &[Drawn<'t>]) -> Vec<Drawn<'t>> {
    HEAD.iter().chain(rows).copied().collect()
}

#[test]
fn a_repeated_header_is_set_aside_once_each_and_marks_the_header() {
    let first = table_page(
        1,
        (2, 3),
        &with_head(&[(1, 0, 1, 1, "甲案"), (1, 1, 1, 1, "檢討。"), (1, 2, 1, 1, "秘書室")]),
        Style::Strokes,
    );
    let second = table_page(
        2,
        (2, 3),
        &with_head(&[(1, 0, 1, 1, "乙案"), (1, 1, 1, 1, "公告。"), (1, 2, 1, 1, "人事室")]),
        Style::Strokes,
    );
    let (tables, aside) = joined(&[first, second]);
    assert_eq!(
        dump(tables),
        "3x3\n0,0 H 工作項目\n0,1 H 具體作法\n0,2 H 承辦單位\n1,0 甲案\n1,1 檢討。\n1,2 秘書室\n2,0 乙案\n2,1 公告。\n2,2 人事室\n"
    );
    let texts: Vec<String> = aside.iter().map(Paragraph::text).collect();
    assert_eq!(texts, ["工作項目", "具體作法", "承辦單位"]);
    let places: Vec<_> = aside
        .iter()
        .flat_map(|paragraph| &paragraph.runs)
        .map(|run| (run.origin.part, run.origin.regions[0].page))
        .collect();
    assert_eq!(places, [(Part::Header, 2); 3]);
}

#[test]
fn a_table_with_other_columns_is_another_one() {
    let first = table_page(1, (1, 3), &HEAD, Style::Strokes);
    let mut second = page(2);
    draw(&mut second, &[50.0, 90.0, 290.0, 350.0], &[100.0, 140.0], &HEAD, Style::Strokes);
    let (tables, _) = joined(&[first.clone(), second]);
    assert_eq!(tables.len(), 2);
    let wider = table_page(2, (1, 4), &[(0, 0, 1, 2, "甲"), (0, 2, 1, 2, "乙")], Style::Strokes);
    assert_eq!(joined(&[first, wider]).0.len(), 2);
}

#[test]
fn margins_of_odd_and_even_pages_may_differ() {
    let first = table_page(1, (1, 3), &HEAD, Style::Strokes);
    let mut second = page(2);
    draw(
        &mut second,
        &edges(80.0, 100.0, 3),
        &[100.0, 140.0],
        &[(0, 0, 1, 1, "乙案"), (0, 1, 1, 1, "公告"), (0, 2, 1, 1, "人事室")],
        Style::Strokes,
    );
    assert_eq!(joined(&[first, second]).0.len(), 1);
}

#[test]
fn columns_that_only_one_page_shows_are_columns_of_the_whole() {
    let first = table_page(1, (1, 3), &[(0, 0, 1, 1, "甲"), (0, 1, 1, 2, "乙")], Style::Strokes);
    let second = table_page(2, (1, 3), &[(0, 0, 1, 1, "丙"), (0, 1, 1, 1, "丁"), (0, 2, 1, 1, "戊")], Style::Strokes);
    assert_eq!(joined_dump(&[first, second]), "2x3\n0,0 甲\n0,1 1x2 乙\n1,0 丙\n1,1 丁\n1,2 戊\n");
}

/// A page whose last row is cut: no rule below it.
fn cut_below(cells: &[Drawn<'_>], rows: usize) -> Page {
    let mut page = table_page(1, (rows, 3), cells, Style::Strokes);
    let bottom = 100.0 + 40.0 * rows as f32;
    page.rules.retain(|rule| rule.is_vertical || (rule.bbox.y0 - bottom).abs() > 1.0);
    page
}

fn cut_above(cells: &[Drawn<'_>], rows: usize) -> Page {
    let mut page = table_page(2, (rows, 3), cells, Style::Strokes);
    page.rules.retain(|rule| rule.is_vertical || (rule.bbox.y0 - 100.0).abs() > 1.0);
    page
}

#[test]
fn a_row_without_a_rule_at_the_page_break_goes_on() {
    let first =
        cut_below(&with_head(&[(1, 0, 1, 1, "甲案"), (1, 1, 1, 1, "一、檢討表單。"), (1, 2, 1, 1, "秘書室")]), 2);
    let second = cut_above(&[(0, 0, 1, 1, ""), (0, 1, 1, 1, "二、公告流程。"), (0, 2, 1, 1, "")], 1);
    assert_eq!(
        joined_dump(&[first, second]),
        "2x3\n0,0 工作項目\n0,1 具體作法\n0,2 承辦單位\n1,0 甲案\n1,1 一、檢討表單。/二、公告流程。\n1,2 秘書室\n"
    );
}

#[test]
fn a_row_with_borders_on_both_sides_of_the_page_break_goes_on_where_its_key_is_empty() {
    let body = [(1, 0, 1, 1, "甲案"), (1, 1, 1, 1, "檢討各項申請表單並逐步簡化作業流程及"), (1, 2, 1, 1, "秘書室")];
    let first = table_page(1, (2, 3), &with_head(&body), Style::Strokes);
    let second = table_page(
        2,
        (2, 3),
        &[
            (0, 0, 1, 1, ""),
            (0, 1, 1, 1, "公告結果。"),
            (0, 2, 1, 1, ""),
            (1, 0, 1, 1, "乙案"),
            (1, 1, 1, 1, "訓練。"),
            (1, 2, 1, 1, "人事室"),
        ],
        Style::Strokes,
    );
    assert_eq!(
        joined_dump(&[first, second]),
        "3x3\n0,0 工作項目\n0,1 具體作法\n0,2 承辦單位\n1,0 甲案\n1,1 檢討各項申請表單並逐步簡化作業流程及公告結果。\n1,2 秘書室\n2,0 乙案\n2,1 訓練。\n2,2 人事室\n"
    );
}

#[test]
fn a_new_row_behind_a_page_break_is_a_row() {
    let first = table_page(
        1,
        (2, 3),
        &with_head(&[(1, 0, 1, 1, "1"), (1, 1, 1, 1, "檢討。"), (1, 2, 1, 1, "秘書室")]),
        Style::Strokes,
    );
    let second =
        table_page(2, (1, 3), &[(0, 0, 1, 1, "2"), (0, 1, 1, 1, "公告。"), (0, 2, 1, 1, "人事室")], Style::Strokes);
    assert!(joined_dump(&[first, second]).starts_with("3x3\n"));
}

#[test]
fn a_cell_that_spans_rows_over_the_page_break_is_one() {
    let body = [
        (1, 0, 2, 1, "甲案"),
        (1, 1, 1, 1, "檢討。"),
        (1, 2, 1, 1, "秘書室"),
        (2, 1, 1, 1, "公告。"),
        (2, 2, 1, 1, "人事室"),
    ];
    let first = table_page(1, (3, 3), &with_head(&body), Style::Strokes);
    let rest = [
        (0, 0, 2, 1, ""),
        (0, 1, 1, 1, "訓練。"),
        (0, 2, 1, 1, "主計室"),
        (1, 1, 1, 1, "考核。"),
        (1, 2, 1, 1, "政風室"),
    ];
    let second = table_page(2, (2, 3), &rest, Style::Strokes);
    assert_eq!(
        joined_dump(&[first, second]),
        "5x3\n0,0 工作項目\n0,1 具體作法\n0,2 承辦單位\n1,0 4x1 甲案\n1,1 檢討。\n1,2 秘書室\n2,1 公告。\n2,2 人事室\n3,1 訓練。\n3,2 主計室\n4,1 考核。\n4,2 政風室\n"
    );
}

#[test]
fn a_cell_that_alone_is_open_at_the_page_break_goes_on_and_its_row_does_not() {
    let body = [(1, 0, 1, 1, "甲案"), (1, 1, 1, 1, "檢討。"), (1, 2, 1, 1, "秘書室")];
    let mut first = page(1);
    draw(&mut first, &edges(50.0, 100.0, 3), &edges(700.0, 40.0, 2), &with_head(&body), Style::PerCell);
    first.rules.retain(|rule| rule.is_vertical || (rule.bbox.y0 - 780.0).abs() > 1.0 || rule.bbox.x0 > 100.0);
    let mut second =
        table_page(2, (1, 3), &[(0, 0, 1, 1, ""), (0, 1, 1, 1, "公告。"), (0, 2, 1, 1, "人事室")], Style::PerCell);
    second.rules.retain(|rule| rule.is_vertical || (rule.bbox.y0 - 100.0).abs() > 1.0 || rule.bbox.x0 > 100.0);
    assert_eq!(
        joined_dump(&[first, second]),
        "3x3\n0,0 工作項目\n0,1 具體作法\n0,2 承辦單位\n1,0 2x1 甲案\n1,1 檢討。\n1,2 秘書室\n2,1 公告。\n2,2 人事室\n"
    );
}

#[test]
fn a_row_higher_than_a_page_is_one_row_on_three_pages() {
    let first = cut_below(&with_head(&[(1, 0, 1, 1, "甲案"), (1, 1, 1, 1, "一、檢討。"), (1, 2, 1, 1, "秘書室")]), 2);
    let mut second = page(2);
    second.rules.extend(edges(50.0, 100.0, 3).into_iter().map(|x| line(x, 60.0, x, 780.0)));
    write(&mut second, Rect::new(150.0, 60.0, 250.0, 780.0), "二、公告。");
    let mut third = cut_above(&[(0, 0, 1, 1, ""), (0, 1, 1, 1, "三、考核。"), (0, 2, 1, 1, "")], 1);
    third.number = 3;
    let (mut tables, _) = joined(&[first, second, third]);
    let table = finish(tables.pop().unwrap(), &document::Limits::DEFAULT);
    assert!(tables.is_empty());
    assert_eq!(table.size(), (2, 3));
    let text = &table.cells[4].blocks;
    assert_eq!(text.len(), 3);
    let pages: Vec<u32> = text
        .iter()
        .filter_map(|block| match block {
            document::Block::Paragraph(paragraph) => Some(paragraph.runs[0].origin.regions[0].page),
            _ => None,
        })
        .collect();
    assert_eq!(pages, [1, 2, 3]);
}

#[test]
fn an_empty_cell_behind_the_page_break_goes_on_a_merged_one_where_its_column_has_no_other() {
    let body = [
        (1, 0, 1, 1, "1"),
        (1, 1, 2, 1, "甲案"),
        (1, 2, 1, 1, "檢討。"),
        (2, 0, 1, 1, "2"),
        (2, 2, 1, 1, "公告。"),
        (3, 0, 1, 1, "3"),
        (3, 1, 1, 1, "乙案"),
        (3, 2, 1, 1, "訓練。"),
    ];
    let head = [(0, 0, 1, 1, "序號"), (0, 1, 1, 1, "工作項目"), (0, 2, 1, 1, "具體作法")];
    let first: Vec<Drawn<'_>> = head.iter().chain(&body).copied().collect();
    let rest = [(0, 0, 1, 1, "4"), (0, 1, 1, 1, ""), (0, 2, 1, 1, "考核。")];
    let joined =
        joined_dump(&[table_page(1, (4, 3), &first, Style::Strokes), table_page(2, (1, 3), &rest, Style::Strokes)]);
    assert!(joined.starts_with("5x3\n") && joined.contains("3,1 2x1 乙案\n"), "{joined}");

    let blank: Vec<Drawn<'_>> =
        first.iter().map(|cell| if cell.4 == "甲案" { (1, 1, 2, 1, "") } else { *cell }).collect();
    let joined =
        joined_dump(&[table_page(1, (4, 3), &blank, Style::Strokes), table_page(2, (1, 3), &rest, Style::Strokes)]);
    assert!(joined.contains("3,1 乙案\n") && joined.contains("4,1\n"), "{joined}");
}

#[test]
fn a_merged_cell_of_a_header_ends_with_it_at_the_page_break() {
    let head = [(0, 0, 1, 2, "評分"), (0, 2, 2, 1, "備註"), (1, 0, 1, 1, "配分"), (1, 1, 1, 1, "自評")];
    let rest = [(0, 0, 1, 1, "10"), (0, 1, 1, 1, "9"), (0, 2, 1, 1, "")];
    let mut before = read(&table_page(1, (2, 3), &head, Style::Strokes)).pop().unwrap();
    before.cells.iter_mut().for_each(|cell| cell.header = true);
    let after = read(&table_page(2, (1, 3), &rest, Style::Strokes)).pop().unwrap();
    assert_eq!(across(&mut before, after, &mut Vec::new()), None);
    assert_eq!(dump(vec![before]), "3x3\n0,0 1x2 H 評分\n0,2 2x1 H 備註\n1,0 H 配分\n1,1 H 自評\n2,0 10\n2,1 9\n2,2\n");
}

#[test]
fn cells_that_span_the_same_rows_end_together_at_the_page_break() {
    let head = [
        (0, 0, 2, 1, "評核項目"),
        (0, 1, 1, 2, "評分"),
        (0, 3, 2, 1, "備註"),
        (1, 1, 1, 1, "配分"),
        (1, 2, 1, 1, "自評"),
    ];
    let rest = [(0, 0, 1, 1, "一、服務場所"), (0, 1, 1, 1, "10"), (0, 2, 1, 1, "9"), (0, 3, 1, 1, "")];
    let joined =
        joined_dump(&[table_page(1, (2, 4), &head, Style::Strokes), table_page(2, (1, 4), &rest, Style::Strokes)]);
    assert!(joined.contains("0,3 2x1 備註\n") && joined.contains("2,0 一、服務場所\n"), "{joined}");
}
