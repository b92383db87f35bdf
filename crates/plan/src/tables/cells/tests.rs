use document::{Block, Table};

use crate::Plan;
use crate::testing::{cell, names, paragraph, plan_from, rows, source_table, table_of, tables};

fn plan_with(of: Vec<Table>) -> Plan {
    let mut blocks = vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案辦理。"),
        paragraph("貳、工作分工"),
    ];
    blocks.extend(of.into_iter().map(Block::Table));
    plan_from(blocks)
}

fn flagged(mut table: Table, rows: usize) -> Table {
    table.cells.iter_mut().for_each(|cell| cell.header = cell.row < rows);
    table
}

/// The names of the columns, and the rows.
fn read(table: Table) -> (String, Vec<String>) {
    let plan = plan_with(vec![table]);
    (names(table_of(&plan)), rows(table_of(&plan)))
}

// Headers by their shape

#[test]
fn short_different_words_over_longer_rows_are_the_header() {
    let groups: &[&[&str]] =
        &[&["組別", "組長", "任務"], &["行政組", "行政處長", "總務。"], &["考核組", "研考處長", "考核。"]];
    assert_eq!(read(source_table(groups)).0, "組別|組長|任務");
    let members: &[&[&str]] = &[&["組別", "成員"], &["行政組", "行政處全體人員"], &["考核組", "研考處全體人員"]];
    assert_eq!(read(source_table(members)).0, "組別|成員");
    let counted: &[&[&str]] = &[&["站名", "里別", "人次"], &["東門站", "東門里", "1200"], &["西門站", "西門里", "900"]];
    assert_eq!(read(source_table(counted)).0, "站名|里別|人次");
}

/// Row and column, rows and columns that it covers, text.
type Merged<'t> = ((usize, usize), (usize, usize), &'t str);

fn merged(cells: &[Merged<'_>]) -> Table {
    Table { cells: cells.iter().map(|(at, size, text)| cell(*at, *size, text)).collect(), ..Table::default() }
}

#[test]
fn words_over_several_columns_are_the_header_with_those_below_them() {
    let mut cells = vec![
        ((0, 0), (2, 1), "設施"),
        ((0, 1), (1, 2), "土地"),
        ((0, 3), (1, 2), "維護"),
        ((0, 5), (2, 1), "備考"),
        ((1, 1), (1, 1), "徵購"),
        ((1, 2), (1, 1), "撥用"),
        ((1, 3), (1, 1), "徵購"),
        ((1, 4), (1, 1), "人力"),
    ];
    let body = [["園", "1.2", "0.3", "10", "3", "104年編列"], ["停車場", "2.0", "0.5", "20", "ν", "105年編列"]];
    for (row, texts) in body.iter().enumerate() {
        cells.extend(texts.iter().enumerate().map(|(column, text)| ((row + 2, column), (1, 1), *text)));
    }
    let (names, rows) = read(merged(&cells));
    assert_eq!(names, "設施|土地 / 徵購|土地 / 撥用|維護 / 徵購|維護 / 人力|備考");
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_form_with_merged_words_has_no_header() {
    let form = merged(&[
        ((0, 0), (2, 1), "申請人"),
        ((0, 1), (1, 2), "姓名"),
        ((1, 1), (1, 1), "電話"),
        ((1, 2), (1, 1), ""),
        ((2, 0), (1, 1), "地址"),
        ((2, 1), (1, 2), "青川縣海門鎮海門路1號"),
    ]);
    let (names, rows) = read(form);
    assert_eq!((names.as_str(), rows.len()), ("||", 3));
}

#[test]
fn rows_of_one_sort_have_no_header() {
    for of in [
        &[&["召集人", "縣長"] as &[&str], &["副召集人", "副縣長"], &["委員", "秘書處處長"]] as &[&[&str]],
        &[&["機關", "青川縣政府"], &["承辦人", "王小明"], &["電話", "分機三二一"]],
        &[&["東門里", "王小明", "里長"], &["西門里", "李大同", "里長"], &["南門里", "陳中平", "里幹事"]],
        &[&["一、東門", "王小明"], &["二、西門里", "歐陽大同先生"]],
        &[&["東門", "東門"], &["西門里辦公處", "南門里辦公處"]],
    ] {
        let (names, rows) = read(source_table(of));
        assert!(names.chars().all(|c| c == '|'), "{names}");
        assert_eq!(rows.len(), of.len());
    }
}

// Tables one behind the other

#[test]
fn a_table_with_a_header_of_unknown_names_stands_alone() {
    let first: &[&[&str]] = &[&["工作項目", "承辦單位", "完成期限"], &["電話測試", "秘書室", "每月"]];
    let second: &[&[&str]] = &[&["組別", "組長", "任務"], &["行政組", "行政處長", "總務。"]];
    let plan = plan_with(vec![source_table(first), source_table(second)]);
    assert_eq!(
        tables(&plan).into_iter().map(rows).collect::<Vec<_>>(),
        [["電話測試|秘書室|每月"], ["行政組|行政處長|總務。"]]
    );
}

#[test]
fn words_over_empty_cells_are_a_table_of_their_own() {
    let first: &[&[&str]] = &[&["檢核項目", "檢核結果", "備註"], &["櫃檯整潔", "符合", ""]];
    let second: &[&[&str]] = &[&["承辦人", "科長", "處長"], &["", "", ""]];
    assert_eq!(tables(&plan_with(vec![source_table(first), source_table(second)])).len(), 2);
}

#[test]
fn rows_without_a_header_go_on_the_table_before() {
    let first: &[&[&str]] = &[&["工作項目", "承辦單位", "完成期限"], &["電話測試", "秘書室", "每月"]];
    for second in [
        &[&["問卷調查", "民政處", "每季"] as &[&str], &["教育訓練", "人事處", "每季"]] as &[&[&str]],
        &[&["問卷調查", "民政處", "每季"], &["服務人員教育訓練", "人事處、各鄉鎮公所", "105年12月31日"]],
        &[&["問卷調查", "民政處", "每季"]],
    ] {
        let plan = plan_with(vec![source_table(first), source_table(second)]);
        assert_eq!(rows(table_of(&plan)).len(), 1 + second.len());
    }
}

// Merged cells at a page break

#[test]
fn a_cell_over_two_columns_reaches_over_a_page_break_only_where_both_are_empty() {
    let above = || {
        let mut table = source_table(&[&["實施要項", "執行策略", "具體作法"], &["整體作法", "", "按月檢討。"]]);
        table.cells.retain(|cell| (cell.row, cell.column) != (1, 1));
        table.cells.iter_mut().filter(|cell| (cell.row, cell.column) == (1, 0)).for_each(|cell| cell.columns = 2);
        table
    };
    let goes_on = plan_with(vec![above(), source_table(&[&["", "", "按季公告。"]])]);
    assert_eq!(rows(table_of(&goes_on)), ["整體作法|整體作法|按月檢討。", "整體作法|整體作法|按季公告。"]);
    let another = plan_with(vec![above(), source_table(&[&["", "簡化流程", "按季公告。"]])]);
    assert_eq!(rows(table_of(&another)), ["整體作法|整體作法|按月檢討。", "|簡化流程|按季公告。"]);
}

#[test]
fn the_rest_of_a_row_behind_a_page_break_is_not_joined_to_what_a_merged_cell_covers() {
    let mut above = source_table(&[
        &["實施要項", "具體作法", "辦理情形"],
        &["電話測試", "按月辦理。", "列入年度報告。"],
        &["問卷調查", "由各科室按季", ""],
    ]);
    above.cells.retain(|cell| (cell.row, cell.column) != (2, 2));
    above.cells.iter_mut().filter(|cell| (cell.row, cell.column) == (1, 2)).for_each(|cell| cell.rows = 2);
    let plan = plan_with(vec![above, source_table(&[&["", "辦理並檢討。", "另行通知"]])]);
    let found = rows(table_of(&plan)).join("\n");
    assert!(found.contains("辦理並檢討。") && found.contains("另行通知"), "{found}");
}

// Rows that the format calls a header

#[test]
fn where_every_row_is_called_a_header_the_first_is_it() {
    let of: Vec<&[&str]> = [&["工作項目", "承辦單位", "完成期限"] as &[&str]]
        .into_iter()
        .chain([&["電話測試", "秘書室", "每月"] as &[&str]; 6])
        .collect();
    for height in [2, 4, 7] {
        let (names, rows) = read(flagged(source_table(&of[..height]), height));
        assert_eq!(names, "工作項目|承辦單位|完成期限");
        assert_eq!(rows.len(), height - 1);
    }
}

#[test]
fn a_merged_header_ends_where_its_cells_do_though_every_row_is_called_one() {
    let mut table = source_table(&[&[], &[], &["電話測試", "秘書室", "人事室"], &["問卷調查", "民政處", "主計室"]]);
    table.cells.splice(
        0..0,
        [
            cell((0, 0), (2, 1), "工作項目"),
            cell((0, 1), (1, 2), "承辦單位"),
            cell((1, 1), (1, 1), "主辦單位"),
            cell((1, 2), (1, 1), "協辦單位"),
        ],
    );
    let (names, rows) = read(flagged(table, 4));
    assert_eq!(names, "工作項目|承辦單位 / 主辦單位|承辦單位 / 協辦單位");
    assert_eq!(rows, ["電話測試|秘書室|人事室", "問卷調查|民政處|主計室"]);
}

#[test]
fn several_rows_that_the_format_calls_a_header_are_it() {
    let of: &[&[&str]] = &[&["甲部分", "乙部分"], &["細目", "說明文字"], &["電話", "測試"]];
    assert_eq!(read(flagged(source_table(of), 2)).1, ["電話|測試"]);
}

// Tables in cells

/// A table of one cell whose only text is a generated label.
fn with_a_label() -> Block {
    let mut inner = source_table(&[&["測試"]]);
    if let Some(Block::Paragraph(paragraph)) = inner.cells[0].blocks.first_mut() {
        paragraph.label = Some("一、".to_owned());
        paragraph.runs.clear();
    }
    Block::Table(inner)
}

#[test]
fn a_table_in_a_row_that_looks_like_a_title_is_kept_with_its_labels() {
    let mut table = source_table(&[&[""], &["電話測試", "每月"], &["櫃檯服務", "每季"]]);
    table.cells[0].columns = 2;
    table.cells[0].blocks.push(with_a_label());
    let plan = plan_with(vec![table]);
    let found = tables(&plan);
    assert_eq!(rows(found[0]), ["|", "電話測試|每月", "櫃檯服務|每季"]);
    assert_eq!(rows(found[1]), ["一、"]);
    assert!(plan.furniture.is_empty(), "{:?}", plan.furniture);
}

#[test]
fn a_table_in_a_row_that_looks_like_a_header_is_kept_with_its_labels() {
    let mut stated = flagged(source_table(&[&["工作項目", "完成期限"], &["電話測試", "每月"]]), 1);
    stated.cells[1].blocks.push(with_a_label());
    let mut empty = source_table(&[&["", ""], &["電話測試", "每月"]]);
    empty.cells[1].blocks.push(with_a_label());
    for table in [stated, empty] {
        let plan = plan_with(vec![table]);
        let found = tables(&plan);
        assert_eq!((found.len(), rows(found[1])), (2, vec!["一、".to_owned()]));
        assert!(plan.furniture.is_empty(), "{:?}", plan.furniture);
    }
}

#[test]
fn a_header_again_that_holds_a_table_is_a_row() {
    let mut table = source_table(&[&["工作項目", "完成期限"], &["電話測試", "每月"], &["工作項目", "完成期限"]]);
    table.cells[5].blocks.push(with_a_label());
    let plan = plan_with(vec![table]);
    let found = tables(&plan);
    assert_eq!(rows(found[0]), ["電話測試|每月", "工作項目|完成期限"]);
    assert_eq!(rows(found[1]), ["一、"]);
}
