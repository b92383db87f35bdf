use document::Block;

use super::{GridColumn, header};
use crate::testing::{
    cell, furniture, names, outline, paragraph, pieces, plan_from, plan_of, rows, source_table, table_of, tables,
};
use crate::{Code, Due, FurnitureKind, Plan, ReadFrom, Role, Span, Table};

/// A plan with these lines in its second division, and a third behind it.
fn plan(lines: &str) -> Plan {
    plan_of(&format!(
        "青川縣政府105年度提升服務品質實施計畫\n壹、依據：縣政府函頒之方案辦理。\n貳、工作項目：\n{lines}\n參、本計畫奉核定後實施。"
    ))
}

/// A plan with a table of the source in its second division.
fn plan_with(table: document::Table) -> Plan {
    plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案辦理。"),
        paragraph("貳、工作項目"),
        Block::Table(table),
        paragraph("參、本計畫奉核定後實施。"),
    ])
}

fn span(row: usize, column: usize, rows: usize, columns: usize) -> Span {
    Span { row, column, rows, columns }
}

fn roles(table: &Table) -> Vec<Role> {
    table.columns.iter().map(|column| column.role).collect()
}

/// Names and end of each reading of a header.
fn readings(of: &str) -> Vec<(String, usize)> {
    let name = |columns: &[GridColumn]| columns.iter().map(GridColumn::name).collect::<Vec<_>>().join("|");
    header::readings(&pieces(of), 0, &crate::Lexicon::default())
        .iter()
        .map(|header| (name(&header.columns), header.next))
        .collect()
}

// Headers in text

#[test]
fn three_names_of_columns_are_a_header() {
    assert_eq!(
        readings("工作項目\n完成期限\n承辦單位\n一、簡化流程。")[0],
        ("工作項目|完成期限|承辦單位".to_owned(), 3)
    );
}

#[test]
fn two_names_of_columns_are_none() {
    assert_eq!(readings("工作項目\n完成期限\n一、簡化流程。"), []);
}

#[test]
fn a_header_may_end_earlier_than_it_could() {
    let ends: Vec<usize> =
        readings("工作項目\n完成期限\n承辦單位\n備註\n簡化流程。").iter().map(|(_, next)| *next).collect();
    assert!(ends.contains(&3) && ends.contains(&4), "{ends:?}");
}

#[test]
fn broken_names_are_read_as_one_too() {
    let found = readings("實施\n要項\n具體作法\n完成\n期限\n承辦\n單位\n一、簡化流程。");
    assert!(found.contains(&("實施要項|具體作法|完成期限|承辦單位".to_owned(), 7)), "{found:?}");
}

#[test]
fn a_labelled_line_is_no_name() {
    assert_eq!(readings("一、工作項目\n二、完成期限\n三、承辦單位"), []);
}

// Cells of the source

#[test]
fn the_first_row_is_the_header_where_it_is_named_like_columns() {
    let plan = plan_with(source_table(&[&["工作項目", "完成期限", "承辦單位"], &["簡化流程", "每月", "秘書室"]]));
    let table = table_of(&plan);
    assert_eq!(names(table), "工作項目|完成期限|承辦單位");
    assert_eq!(rows(table), ["簡化流程|每月|秘書室"]);
    assert_eq!(table.read_from, ReadFrom::Cells);
    assert_eq!(roles(table), [Role::Item, Role::Deadline, Role::Unit]);
}

#[test]
fn a_table_without_names_is_all_body() {
    let plan = plan_with(source_table(&[&["房屋稅", "王小明"], &["地價稅", "李大同"]]));
    assert_eq!(names(table_of(&plan)), "|");
    assert_eq!(rows(table_of(&plan)), ["房屋稅|王小明", "地價稅|李大同"]);
}

#[test]
fn a_row_of_one_cell_above_the_header_is_the_caption() {
    let mut table = source_table(&[&[], &["工作項目", "完成期限"], &["簡化流程", "每月"]]);
    table.cells.insert(0, cell((0, 0), (1, 2), "工作分工表"));
    let plan = plan_with(table);
    assert_eq!(table_of(&plan).caption.as_deref(), Some("工作分工表"));
    assert_eq!(names(table_of(&plan)), "工作項目|完成期限");
}

#[test]
fn several_header_rows_are_joined() {
    let table = document::Table {
        cells: vec![
            cell((0, 0), (2, 1), "工作項目"),
            cell((0, 1), (1, 2), "承辦單位"),
            cell((1, 1), (1, 1), "主辦單位"),
            cell((1, 2), (1, 1), "協辦單位"),
            cell((2, 0), (1, 1), "簡化流程"),
            cell((2, 1), (1, 1), "秘書室"),
            cell((2, 2), (1, 1), "人事室"),
        ],
        ..document::Table::default()
    };
    let plan = plan_with(table);
    assert_eq!(names(table_of(&plan)), "工作項目|承辦單位 / 主辦單位|承辦單位 / 協辦單位");
    assert_eq!(rows(table_of(&plan)), ["簡化流程|秘書室|人事室"]);
}

#[test]
fn a_merged_cell_is_filled_in_where_it_covers() {
    let mut table = source_table(&[&["工作項目", "具體作法", "承辦單位"]]);
    table.cells.extend([
        cell((1, 0), (2, 1), "簡化流程"),
        cell((1, 1), (1, 1), "檢討表單。"),
        cell((1, 2), (1, 1), "秘書室"),
        cell((2, 1), (1, 2), "公布結果。"),
    ]);
    let plan = plan_with(table);
    assert_eq!(rows(table_of(&plan)), ["簡化流程|檢討表單。|秘書室", "簡化流程|公布結果。|公布結果。"]);
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1), span(1, 1, 1, 2)]);
}

#[test]
fn paragraphs_of_a_cell_are_kept() {
    let plan = plan_with(source_table(&[&["工作項目", "具體作法"], &["簡化流程", "1.檢討表單。\n2.公布結果。"]]));
    assert_eq!(rows(table_of(&plan)), ["簡化流程|1.檢討表單。⏎2.公布結果。"]);
}

#[test]
fn a_header_read_again_within_a_table_is_a_running_head() {
    let header: &[&str] = &["工作項目", "完成期限"];
    let plan = plan_with(source_table(&[header, &["甲業務", "每月"], header, &["乙業務", "每季"]]));
    assert_eq!(rows(table_of(&plan)), ["甲業務|每月", "乙業務|每季"]);
    assert_eq!(furniture(&plan, FurnitureKind::RunningHead), ["工作項目", "完成期限"]);
}

#[test]
fn a_table_in_a_cell_stands_behind_the_outer_one() {
    let mut outer = source_table(&[&["工作項目", "具體作法"], &["簡化流程", "如下表"]]);
    outer.cells[3].blocks.push(Block::Table(source_table(&[&["月份", "件數"], &["一月", "30"]])));
    let plan = plan_with(outer);
    let found = tables(&plan);
    assert_eq!(
        found.iter().map(|table| (table.key.as_str(), table.id.as_str())).collect::<Vec<_>>(),
        [("s2.t1", "t1"), ("s2.t2", "t2")]
    );
    assert_eq!(rows(found[0]), ["簡化流程|如下表"]);
    let within = found[1].within.as_ref().map(|within| (within.key.as_str(), within.row, within.column));
    assert_eq!(within, Some(("s2.t1", 0, 1)));
}

#[test]
fn a_table_without_cells_is_none() {
    assert_eq!(tables(&plan_with(document::Table::default())).len(), 0);
}

// Tables over pages

fn two_tables(first: &[&[&str]], second: &[&[&str]]) -> Plan {
    plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案辦理。"),
        paragraph("貳、工作項目"),
        Block::Table(source_table(first)),
        Block::Table(source_table(second)),
        paragraph("參、本計畫奉核定後實施。"),
    ])
}

#[test]
fn a_table_that_repeats_the_header_goes_on() {
    let header: &[&str] = &["工作項目", "具體作法", "完成期限"];
    let plan = two_tables(&[header, &["甲", "檢討表單。", "每月"]], &[header, &["乙", "公布結果。", "每季"]]);
    assert_eq!(rows(table_of(&plan)), ["甲|檢討表單。|每月", "乙|公布結果。|每季"]);
    assert_eq!(furniture(&plan, FurnitureKind::RunningHead), ["工作項目", "具體作法", "完成期限"]);
}

#[test]
fn a_table_with_a_caption_that_only_goes_on_another_goes_on() {
    let of = |first: &str, second: &str| {
        let table = |of: &str| source_table(&[&["工作項目", "完成期限"], &[of, "每月"]]);
        plan_from(vec![
            paragraph("青川縣政府105年度提升服務品質實施計畫"),
            paragraph("壹、依據：縣政府函頒之方案辦理。"),
            paragraph("貳、工作項目"),
            paragraph(first),
            Block::Table(table("甲")),
            paragraph(second),
            Block::Table(table("乙")),
            paragraph("參、本計畫奉核定後實施。"),
        ])
    };
    for mark in ["表1 分工表（續）", "表1（續1）", "（續）", "（續前頁）", "續表1", "續上頁"] {
        let plan = of("表1 分工表", mark);
        assert_eq!(rows(table_of(&plan)), ["甲|每月", "乙|每月"], "{mark}");
        assert_eq!(table_of(&plan).caption.as_deref(), Some("表1分工表"), "{mark}");
        assert_eq!(
            furniture(&plan, FurnitureKind::RunningHead),
            [&mark.replace("表1 ", "表1"), "工作項目", "完成期限"]
        );
    }
    for other in ["表2 分工表（續）", "表2 經費表", "續辦事項", "（續辦）事項"] {
        assert_eq!(tables(&of("表1 分工表", other)).len(), 2, "{other}");
    }
}

#[test]
fn a_table_with_another_header_is_another_table() {
    let plan = two_tables(&[&["工作項目", "完成期限"], &["甲", "每月"]], &[&["評核項目", "配分"], &["電話禮貌", "20"]]);
    assert_eq!(tables(&plan).len(), 2);
}

#[test]
fn a_row_that_a_page_has_cut_is_one_row() {
    let header: &[&str] = &["工作項目", "具體作法", "完成期限"];
    let plan = two_tables(
        &[header, &["甲", "檢討各項申請", "每月"]],
        &[header, &["", "表單。", ""], &["乙", "公布結果。", "每季"]],
    );
    assert_eq!(rows(table_of(&plan)), ["甲|檢討各項申請表單。|每月", "乙|公布結果。|每季"]);
}

#[test]
fn a_key_cell_reaches_over_the_page() {
    let header: &[&str] = &["工作項目", "具體作法", "完成期限"];
    let plan = two_tables(&[header, &["甲", "檢討表單。", "每月"]], &[header, &["", "公布結果。", ""]]);
    assert_eq!(rows(table_of(&plan)), ["甲|檢討表單。|每月", "甲|公布結果。|"]);
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
}

// Bars

#[test]
fn a_table_of_markdown_has_cells() {
    let plan = plan("| 工作項目 | 完成期限 |\n|---|:--:|\n| 甲 | 每月 |\n| 乙 | 每季 |");
    assert_eq!(names(table_of(&plan)), "工作項目|完成期限");
    assert_eq!(rows(table_of(&plan)), ["甲|每月", "乙|每季"]);
    assert_eq!(table_of(&plan).read_from, ReadFrom::Cells);
}

#[test]
fn a_break_in_a_cell_of_markdown_parts_paragraphs() {
    let plan = plan("| 工作項目 | 具體作法 |\n|---|---|\n| 甲 | 1.檢討。<br>2.公布。<br/>3.彙整。 |");
    assert_eq!(rows(table_of(&plan)), ["甲|1.檢討。⏎2.公布。⏎3.彙整。"]);
}

#[test]
fn a_table_between_bars_goes_on_behind_a_page_number() {
    let header = "| 項次 | 工作項目 | 完成期限 |\n";
    let plan = plan(&format!("{header}| 1 | 甲業務 | 每月 |\n\n第 1 頁\n\n{header}| 2 | 乙業務 | 每季 |"));
    assert_eq!(rows(table_of(&plan)), ["1|甲業務|每月", "2|乙業務|每季"]);
}

#[test]
fn empty_key_cells_between_bars_are_merged_with_those_above() {
    let plan = plan("| 工作項目 | 具體作法 |\n|---|---|\n| 甲 | 檢討。 |\n|  | 公布。 |\n| 乙 | 彙整。 |");
    assert_eq!(rows(table_of(&plan)), ["甲|檢討。", "甲|公布。", "乙|彙整。"]);
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
}

#[test]
fn a_short_row_between_bars_is_filled_up() {
    let plan = plan("| 工作項目 | 具體作法 | 備註 |\n|---|---|---|\n| 甲 | 檢討。 |\n| 乙 | 彙整。 | 試辦 |");
    assert_eq!(rows(table_of(&plan)), ["甲|檢討。|", "乙|彙整。|試辦"]);
}

#[test]
fn bars_and_dashes_stand_nowhere() {
    let plan = plan("| 工作項目 | 完成期限 |\n|---|---|\n| 甲 | 每月 |");
    assert_eq!(plan.furniture, []);
    assert!(!outline(&plan).contains("---"));
}

// Box drawing

#[test]
fn a_table_drawn_in_boxes_has_rows_and_columns() {
    let plan = plan(
        "┌────┬────┐\n│工作項目│完成期限│\n├────┼────┤\n│甲      │每月    │\n├────┼────┤\n│乙      │每季    │\n└────┴────┘",
    );
    assert_eq!(names(table_of(&plan)), "工作項目|完成期限");
    assert_eq!(rows(table_of(&plan)), ["甲|每月", "乙|每季"]);
    assert_eq!(table_of(&plan).read_from, ReadFrom::Rules);
}

#[test]
fn strokes_of_a_box_may_be_half_as_wide_as_characters() {
    let plan = plan(
        "┌────────┬────────┐\n│工作項目│完成期限│\n├────────┼────────┤\n│甲 A①   │每月    │\n│        ├────────┤\n\
         │        │每季    │\n└────────┴────────┘",
    );
    assert_eq!(rows(table_of(&plan)), ["甲A①|每月", "甲A①|每季"]);
}

#[test]
fn a_box_that_has_lost_blanks_has_its_columns() {
    let plan = plan("┌──┬──┐\n│工作項目│完成期限│\n├──┼──┤\n│甲│每月│\n├──┼──┤\n│乙業務│每季 │\n└──┴──┘");
    assert_eq!(names(table_of(&plan)), "工作項目|完成期限");
    assert_eq!(rows(table_of(&plan)), ["甲|每月", "乙業務|每季"]);
}

#[test]
fn a_drawing_with_crooked_rules_is_a_figure() {
    let plan = plan("┌──┬──┐\n│組長│\n├──┼──┤\n│行政組│考核組│\n└──┴──┘");
    assert_eq!(tables(&plan).len(), 0);
}

#[test]
fn a_full_line_in_a_box_goes_on_with_the_next() {
    let plan =
        plan("┌────┬────┐\n│工作項目│完成期限│\n├────┼────┤\n│簡化申請│每月    │\n│流程    │        │\n└────┴────┘");
    assert_eq!(rows(table_of(&plan)), ["簡化申請流程|每月"]);
}

#[test]
fn a_box_without_a_rule_below_it_is_merged_down() {
    let plan = plan(
        "┌────┬────┐\n│工作項目│完成期限│\n├────┼────┤\n│甲      │每月    │\n│        ├────┤\n│        │每季    │\n└────┴────┘",
    );
    assert_eq!(rows(table_of(&plan)), ["甲|每月", "甲|每季"]);
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
}

#[test]
fn a_box_over_two_columns_is_merged_across() {
    let plan = plan(
        "┌────┬────┐\n│工作項目│完成期限│\n├────┼────┤\n│甲      │每月    │\n├────┴────┤\n│以下空白          │\n└─────────┘",
    );
    assert_eq!(rows(table_of(&plan)), ["甲|每月", "以下空白|以下空白"]);
    assert_eq!(table_of(&plan).spans, [span(1, 0, 1, 2)]);
}

// Tabs

#[test]
fn tabbed_lines_are_rows_by_their_enumerators() {
    let plan = plan(
        "工作項目\t具體作法\t完成期限\t承辦單位\n一、簡化流程\t檢討各項申請\t每月\t秘書室\n\t表單之必要性。\t\t\n二、美化環境\t更換盆栽。\t每季\t總務課",
    );
    assert_eq!(
        rows(table_of(&plan)),
        ["一、簡化流程|檢討各項申請表單之必要性。|每月|秘書室", "二、美化環境|更換盆栽。|每季|總務課"]
    );
    assert_eq!(table_of(&plan).read_from, ReadFrom::Alignment);
}

#[test]
fn tabbed_lines_are_rows_by_their_numbers() {
    let plan = plan(
        "項次\t工作項目\t具體作法\t完成期限\n1\t簡化流程\t檢討各項申請\t每月\n\t\t表單之必要性。\t\n2\t美化環境\t更換盆栽。\t每季",
    );
    assert_eq!(rows(table_of(&plan)), ["1|簡化流程|檢討各項申請表單之必要性。|每月", "2|美化環境|更換盆栽。|每季"]);
}

#[test]
fn tabbed_lines_are_rows_by_their_deadlines() {
    let plan = plan(
        "工作項目\t具體作法\t完成期限\n簡化流程\t檢討各項申請\t每月\n\t表單之必要性。\t\n美化環境\t更換盆栽。\t每季\n推動電子化\t提供線上申辦。\t105年6月",
    );
    assert_eq!(
        rows(table_of(&plan)),
        ["簡化流程|檢討各項申請表單之必要性。|每月", "美化環境|更換盆栽。|每季", "推動電子化|提供線上申辦。|105年6月"]
    );
}

#[test]
fn an_empty_key_cell_below_another_is_merged_with_it() {
    let plan = plan(
        "課別\t工作項目\t具體作法\t完成期限\n登記課\t跨所登記\t受理他所案件。\t每月\n\t權狀到府\t專人送達權狀。\t每季\n測量課\t預約測量\t提供電話預約。\t每月",
    );
    assert_eq!(
        rows(table_of(&plan)),
        [
            "登記課|跨所登記|受理他所案件。|每月",
            "登記課|權狀到府|專人送達權狀。|每季",
            "測量課|預約測量|提供電話預約。|每月"
        ]
    );
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
}

#[test]
fn a_header_over_two_lines_is_one_header() {
    let plan = plan(
        "工作\t具體\t完成\t承辦\n項目\t作法\t期限\t單位\n一、甲\t檢討。\t每月\t秘書室\n二、乙\t公布。\t每季\t總務課",
    );
    assert_eq!(names(table_of(&plan)), "工作項目|具體作法|完成期限|承辦單位");
    assert_eq!(rows(table_of(&plan)), ["一、甲|檢討。|每月|秘書室", "二、乙|公布。|每季|總務課"]);
}

#[test]
fn a_header_completed_by_the_next_line_is_one_header() {
    let plan = plan(
        "工作項目\t具體作法\t完成期限\t承辦\n\t\t\t單位\n一、甲\t檢討。\t每月\t秘書室\n二、乙\t公布。\t每季\t總務課",
    );
    assert_eq!(names(table_of(&plan)), "工作項目|具體作法|完成期限|承辦單位");
    assert_eq!(rows(table_of(&plan)), ["一、甲|檢討。|每月|秘書室", "二、乙|公布。|每季|總務課"]);
}

#[test]
fn a_tabbed_header_read_again_is_a_running_head() {
    let header = "工作項目\t具體作法\t完成期限";
    let plan = plan(&format!("{header}\n一、甲\t檢討。\t每月\n{header}\n二、乙\t公布。\t每季"));
    assert_eq!(rows(table_of(&plan)), ["一、甲|檢討。|每月", "二、乙|公布。|每季"]);
    assert_eq!(furniture(&plan, FurnitureKind::RunningHead), ["工作項目", "具體作法", "完成期限"]);
}

#[test]
fn a_total_is_a_row_of_its_own() {
    let plan = plan("評核項目\t評核指標\t配分\n一、服務環境\t櫃檯整潔\t60\n二、電話禮貌\t應對得體\t40\n合計\t\t100");
    assert_eq!(rows(table_of(&plan)), ["一、服務環境|櫃檯整潔|60", "二、電話禮貌|應對得體|40", "合計|合計|100"]);
    assert_eq!(table_of(&plan).spans, [span(2, 0, 1, 2)]);
}

#[test]
fn lines_that_are_whole_rows_stay_apart_without_labels() {
    let plan = plan(
        "項目\t來源\t112年\t113年\n課程\t縣款\t1,200\t1,500\n\t補助\t2,400\t3,000\n場域\t縣款\t800\t2,600\n合計\t\t4,400\t7,100",
    );
    let made = rows(table_of(&plan));
    assert_eq!(
        made,
        ["課程|縣款|1,200|1,500", "課程|補助|2,400|3,000", "場域|縣款|800|2,600", "合計|合計|4,400|7,100"]
    );
}

#[test]
fn names_over_parts_are_a_header_of_two_rows() {
    let plan = plan(
        "工作項目\t期限\t執行單位\t\n\t\t主辦\t協辦\n窗口服務\t每月\t民政課\t秘書室\n電話禮貌\t每季\t行政課\t人事室",
    );
    assert_eq!(names(table_of(&plan)), "工作項目|期限|執行單位 / 主辦|執行單位 / 協辦");
    assert_eq!(rows(table_of(&plan)), ["窗口服務|每月|民政課|秘書室", "電話禮貌|每季|行政課|人事室"]);
}

#[test]
fn what_the_rows_of_a_group_share_is_said_once() {
    let plan = plan(
        "實施要項\t具體作法\t完成期限\t承辦單位\n便民服務\t受理他所案件。\t每月\t登記課\n\t專人送達權狀。\t每季\t\n\t到府收件。\t每年\t\n資訊服務\t更新網頁。\t隨時\t",
    );
    let units: Vec<Vec<String>> = table_of(&plan).rows.iter().map(|row| row.units.clone()).collect();
    assert_eq!(units, [vec!["登記課"], vec!["登記課"], vec!["登記課"], vec![]]);
}

#[test]
fn another_number_of_cells_under_a_header_is_another_table() {
    let plan = plan(
        "類別\t執行內容\t辦理期程\t負責單位\n水災\t演練疏散。\t每月\t救災科\n工廠\t設置警戒。\t每季\t大隊\n地點\t人數\t負責人\n石門國小\t320\t主任\n活動中心\t150\t幹事",
    );
    let tables: Vec<_> = plan
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter(|block| matches!(block, crate::Block::Table(_)))
        .collect();
    assert_eq!(tables.len(), 2);
}

#[test]
fn rules_between_columns_of_blanks_are_no_text() {
    let header = "工作項目          承辦單位      完成期限          備註\n";
    let rows_of = "系統清冊更新      資訊室        112/3/31\n風險評鑑          資訊室、各課室 112/6/30         委外\n";
    let rule = "────────────────────────────────\n";
    let expected = ["系統清冊更新|資訊室|112/3/31|", "風險評鑑|資訊室、各課室|112/6/30|委外"];
    for lines in [
        format!("{header}{rule}{rows_of}"),
        format!("{rule}{header}{rule}{rows_of}{rule}期限以核定者為準"),
        format!("{header}--------------------------------\n{rows_of}"),
        format!("{rule}{header}{rule}{}", rows_of.replace("\n風", &format!("\n{rule}風"))),
    ] {
        let plan = plan(lines.trim_end());
        assert_eq!(rows(table_of(&plan)), expected, "{lines}");
        assert!(!outline(&plan).contains(['─', '-']), "{}", outline(&plan));
        assert_eq!(outline(&plan).contains("¶ 期限以核定者為準"), lines.contains("期限以"));
    }
}

#[test]
fn two_columns_of_blanks_are_a_table_where_every_line_has_both() {
    let lines = "       項目            配分\n       計畫內容        50%\n       執行能力          30%\n       經費合理性      20%";
    assert_eq!(rows(table_of(&plan(lines))), ["計畫內容|50%", "執行能力|30%", "經費合理性|20%"]);
    for other in
        ["項目            配分\n計畫內容        50%", "項目    配分\n計畫內容以五十分計，執行能力\n以三十分計。"]
    {
        assert_eq!(tables(&plan(other)).len(), 0, "{other}");
    }
}

#[test]
fn a_total_below_numbered_rows_is_a_row_of_its_own() {
    let plan = plan(
        "  項次  項目        單價   數量  小計     備註\n  1     講師鐘點費  2,000  6     12,000   外聘\n  2     贈書        300    \
         300   90,000\n        合計                      102,000",
    );
    assert_eq!(
        rows(table_of(&plan)),
        ["1|講師鐘點費|2,000|6|12,000|外聘", "2|贈書|300|300|90,000|", "|合計|合計|合計|102,000|"]
    );
}

#[test]
fn a_tabbed_table_ends_where_the_numbering_around_it_goes_on() {
    let plan = plan("工作項目\t完成期限\t承辦單位\n甲業務\t每月\t秘書室\n乙業務\t每季\t總務課");
    assert_eq!(plan.sections.len(), 3);
    assert_eq!(rows(table_of(&plan)).len(), 2);
}

#[test]
fn tabs_before_every_cell_make_a_table_with_empty_merged_cells() {
    let plan = plan(
        "\t工作項目\n\t推動方法\n\t具體作法\n\t完成期限\n\n\t一、簡化流程\n\t(一)檢討表單\n\t1.刪除欄位。\n2.合併書表。\n\t每月\n\n\t\n\t(二)公布流程\n\t登載於網站。\n\t每季",
    );
    assert_eq!(
        rows(table_of(&plan)),
        ["一、簡化流程|(一)檢討表單|1.刪除欄位。⏎2.合併書表。|每月", "一、簡化流程|(二)公布流程|登載於網站。|每季"]
    );
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
    assert_eq!(table_of(&plan).read_from, ReadFrom::Alignment);
}

#[test]
fn a_tab_after_a_heading_makes_no_table() {
    let plan = plan("一、簡化流程\t檢討表單。\n二、美化環境\t更換盆栽。");
    assert_eq!(tables(&plan).len(), 0);
}

// Blanks

#[test]
fn columns_kept_apart_by_blanks_are_a_table() {
    let plan = plan(
        "  工作項目         辦理內容                     辦理期程       主辦單位\n  一、加強服務     受理各項規費繳納及證明之     每日           服務台\n                   核發。\n  二、美化環境     定期更換植栽。               每月           總務組",
    );
    assert_eq!(names(table_of(&plan)), "工作項目|辦理內容|辦理期程|主辦單位");
    assert_eq!(
        rows(table_of(&plan)),
        ["一、加強服務|受理各項規費繳納及證明之核發。|每日|服務台", "二、美化環境|定期更換植栽。|每月|總務組"]
    );
}

#[test]
fn blanks_in_prose_make_no_table() {
    let plan = plan("工作項目  及  辦理內容  如下，由各單位依權責辦理，並按季檢討改進。\n各單位  應  確實辦理。");
    assert_eq!(tables(&plan).len(), 0);
}

#[test]
fn gaps_part_the_rows_of_a_table_laid_out_with_blanks() {
    let plan = plan(
        "  工作項目       辦理內容                   完成期限\n\n  加強櫃檯       受理各項規費繳納及         每日\n  服務           證明之核發。\n\n  美化洽公       定期更換植栽。             每月\n  環境\n",
    );
    assert_eq!(
        rows(table_of(&plan)),
        ["加強櫃檯服務|受理各項規費繳納及證明之核發。|每日", "美化洽公環境|定期更換植栽。|每月"]
    );
}

// Flattened

#[test]
fn cells_one_a_line_are_given_to_their_columns() {
    let plan = plan(
        "實施要項\n具體作法\n完成期限\n承辦單位\n一、簡化流程\n1.檢討各項申請表單之必要性，刪除不必要之欄位。\n2.提供線上填寫。\n每月\n秘書室\n二、美化環境\n更換盆栽，並保持櫃檯整潔。\n105年6月\n總務課",
    );
    assert_eq!(
        rows(table_of(&plan)),
        [
            "一、簡化流程|1.檢討各項申請表單之必要性，刪除不必要之欄位。⏎2.提供線上填寫。|每月|秘書室",
            "二、美化環境|更換盆栽，並保持櫃檯整潔。|105年6月|總務課"
        ]
    );
    assert_eq!(table_of(&plan).read_from, ReadFrom::Flattened);
}

#[test]
fn a_coarser_entry_of_a_flattened_table_reaches_over_the_finer_ones() {
    let plan = plan(
        "實施要項\n執行策略\n具體作法\n完成期限\n承辦單位\n一、優化環境\n(一)改善設施\n每月巡檢照明，並填具巡檢表。\n每月\n總務課\n(二)訓練同仁\n辦理禮儀訓練，並測試電話禮貌。\n每季\n人事室\n二、簡化流程\n(一)檢討表單\n刪除欄位，並提供線上填寫。\n6月底前\n秘書室",
    );
    assert_eq!(
        rows(table_of(&plan)),
        [
            "一、優化環境|(一)改善設施|每月巡檢照明，並填具巡檢表。|每月|總務課",
            "一、優化環境|(二)訓練同仁|辦理禮儀訓練，並測試電話禮貌。|每季|人事室",
            "二、簡化流程|(一)檢討表單|刪除欄位，並提供線上填寫。|6月底前|秘書室"
        ]
    );
    assert_eq!(table_of(&plan).spans, [span(0, 0, 2, 1)]);
}

#[test]
fn a_flattened_table_keeps_a_column_empty_that_a_row_leaves_out() {
    let plan = plan(
        "實施要項\n具體作法\n完成期限\n承辦單位\n備註\n一、簡化流程\n檢討各項申請表單，刪除不必要之欄位。\n每月\n秘書室\n二、美化環境\n更換盆栽，並保持櫃檯整潔。\n105年6月\n總務課\n三、充實網站\n定期更新網頁，並提供線上申辦。\n每週\n資訊室",
    );
    let last: Vec<&str> = table_of(&plan).rows.iter().filter_map(|row| row.cells.last()).map(String::as_str).collect();
    assert_eq!(last, ["", "", ""]);
}

/// A document on one line with a table of typed columns.
const FLATTENED: &str = "青川縣政府105年度提升服務品質實施計畫 壹、計畫依據 縣政府函頒之方案辦理。 貳、工作項目 \
    項次 工作項目 具體作法 完成期限 主辦單位 1 落實走動服務 由主管輪值於服務區引導民眾，遇有疑難即時協調處理。 每日 服務課 \
    2 檢討作業流程 檢討各項申請案件之處理期限，以縮短百分之十為目標。 105.06.30 登記課 \
    3 充實網站資訊 公告資訊應即時更新，並提供圖文並茂之說明。 經常辦理 資訊課 參、本計畫奉核定後實施。";

#[test]
fn a_flattened_table_is_found_by_what_its_columns_hold() {
    let plan = plan_of(FLATTENED);
    let table = table_of(&plan);
    assert_eq!(names(table), "項次|工作項目|具體作法|完成期限|主辦單位");
    assert_eq!(
        rows(table),
        [
            "1|落實走動服務|由主管輪值於服務區引導民眾，遇有疑難即時協調處理。|每日|服務課",
            "2|檢討作業流程|檢討各項申請案件之處理期限，以縮短百分之十為目標。|105.06.30|登記課",
            "3|充實網站資訊|公告資訊應即時更新，並提供圖文並茂之說明。|經常辦理|資訊課"
        ]
    );
}

#[test]
fn a_flattened_table_ends_at_the_next_division() {
    let plan = plan_of(FLATTENED);
    assert_eq!(plan.sections.iter().filter_map(|section| section.ordinal).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_row_of_a_flattened_table_knows_its_characters() {
    let plan = plan_of(FLATTENED);
    let row = &table_of(&plan).rows[1];
    let (start, end) = row.origin.chars.unwrap_or_default();
    let of: String = FLATTENED.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(of.trim_end(), "2 檢討作業流程 檢討各項申請案件之處理期限，以縮短百分之十為目標。 105.06.30 登記課");
    assert_eq!(row.origin.lines, Some((1, 1)));
}

#[test]
fn a_flattened_header_read_again_is_a_running_head() {
    let header = "實施要項\n具體作法\n完成期限\n承辦單位\n";
    let plan = plan(&format!(
        "{header}一、簡化流程\n檢討各項表單，刪除不必要之欄位。\n每月\n秘書室\n{header}二、美化環境\n更換盆栽，並保持櫃檯整潔。\n105年6月\n總務課"
    ));
    assert_eq!(rows(table_of(&plan)).len(), 2);
    assert_eq!(furniture(&plan, FurnitureKind::RunningHead), ["實施要項", "具體作法", "完成期限", "承辦單位"]);
}

// Typed cells

#[test]
fn deadlines_and_units_are_read_out_of_their_cells() {
    let plan = plan_with(source_table(&[
        &["工作項目", "完成期限", "承辦單位"],
        &["甲", "每月", "主辦：秘書室\n協辦：人事室、總務課"],
        &["乙", "6月底", "各單位"],
    ]));
    let table = table_of(&plan);
    assert_eq!(table.rows[0].due, [Due::Every(crate::Frequency::Month)]);
    assert_eq!(table.rows[0].units, ["秘書室", "人事室", "總務課"]);
    assert_eq!(table.rows[1].due, [Due::On(crate::Date { year: 2016, month: Some(6), day: None })]);
}

#[test]
fn a_row_has_the_deadline_of_the_merged_cell_that_covers_it() {
    let mut table = source_table(&[&["工作項目", "完成期限"], &["甲"], &["乙"]]);
    table.cells.push(cell((1, 1), (2, 1), "每季"));
    let plan = plan_with(table);
    assert_eq!(table_of(&plan).rows[1].due, [Due::Every(crate::Frequency::Quarter)]);
}

#[test]
fn rows_are_keyed_by_their_position() {
    let plan = plan_with(source_table(&[&["工作項目", "完成期限"], &["甲", "每月"], &["乙", "每季"]]));
    assert_eq!(table_of(&plan).rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["s2.t1.r1", "s2.t1.r2"]);
}

#[test]
fn a_last_row_that_breaks_off_is_remarked() {
    let lines = "青川縣政府105年度提升服務品質實施計畫\n壹、依據：縣政府函頒之方案辦理。\n貳、工作項目：\n| 工作項目 | 具體作法 | 完成期限 |\n|---|---|---|\n| 甲 | 檢討。 | 每月 |\n| 乙 | 公布。 | 每季 |\n| 丙 | 辦理 |";
    assert_eq!(crate::testing::codes(&plan_of(lines)), [Code::TruncatedSource]);
    assert_eq!(crate::testing::codes(&plan_of(lines.trim_end_matches("\n| 丙 | 辦理 |"))), []);
}

#[test]
fn a_table_belongs_to_the_item_before_it() {
    let plan = plan("一、分工如下：\n| 工作項目 | 完成期限 |\n|---|---|\n| 甲 | 每月 |\n二、按季檢討。");
    assert!(
        outline(&plan).contains("  一 分工如下：\n    # 工作項目|完成期限\n    | 甲|每月\n  二 按季檢討。"),
        "{}",
        outline(&plan)
    );
}

#[test]
fn empty_lines_are_empty_cells_where_each_line_is_one() {
    let plan = plan(
        "項次\n工作項目\n具體作法\n期限\n單位\n備註\n1\n便民\n受理他所案件。\n每月\n登記課\n\n2\n\n專人送達權狀。\n113/11\n登記課\n限本縣\n3\n\n到府收件。\n每季\n\n\n",
    );
    assert_eq!(
        rows(table_of(&plan)),
        [
            "1|便民|受理他所案件。|每月|登記課|",
            "2|便民|專人送達權狀。|113/11|登記課|限本縣",
            "3|便民|到府收件。|每季|登記課|",
        ]
    );
}

#[test]
fn names_over_empty_lines_and_parts_are_a_header_of_two_rows() {
    let plan = plan(
        "計畫項目\n經費來源\n年度\n小計\n\n\n111年\n112年\n\n課程\n縣款\n1,200\n1,500\n2,700\n\n補助\n2,400\n3,000\n5,400\n合計\n3,600\n4,500\n8,100\n",
    );
    let table = table_of(&plan);
    assert_eq!(names(table), "計畫項目|經費來源|年度 / 111年|年度 / 112年|小計");
    assert_eq!(
        rows(table),
        ["課程|縣款|1,200|1,500|2,700", "課程|補助|2,400|3,000|5,400", "合計|合計|3,600|4,500|8,100"]
    );
    assert_eq!(table.spans, [span(0, 0, 2, 1), span(2, 0, 1, 2)]);
}
