//! What stands in the Word file of a record.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on fails")]

mod support;

use corpus::{Block, Column, Item, Paragraph, Record, Row, Section, Span, Table, Within};
use document::{Limits, Reading};
use export::Labels;
use plan::{Kind, ReadFrom, Role};
use proptest::prelude::*;
use support::{import_one, kept, nowhere, produced_by, source};

fn record(front: Vec<Block>, sections: Vec<Section>) -> Record {
    Record {
        schema_version: corpus::SCHEMA_VERSION,
        id: "0123456789abcdef".to_owned(),
        source: source(),
        produced_by: produced_by(),
        title: None,
        agency: None,
        series: None,
        read: None,
        roc_year: None,
        year: None,
        period: None,
        script: script::Script::Hant,
        front,
        sections,
        citations: Vec::new(),
        furniture: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn section(label: &str, ordinal: u32, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        key: String::new(),
        kind: Kind::Other,
        kind_from: None,
        label: (!label.is_empty()).then(|| label.to_owned()),
        ordinal: (!label.is_empty()).then_some(ordinal),
        heading: heading.to_owned(),
        blocks,
        origin: nowhere(),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), origin: nowhere() })
}

fn item(label: &str, ordinal: impl Into<Option<u32>>, text: &str, children: Vec<Block>) -> Block {
    let (label, text) = (label.to_owned(), text.to_owned());
    Block::Item(Item {
        key: String::new(),
        label,
        ordinal: ordinal.into(),
        level: 1,
        text,
        children,
        origin: nowhere(),
    })
}

fn table(key: &str, names: &[&str], rows: &[&[&str]], spans: &[[usize; 4]]) -> Table {
    Table {
        key: key.to_owned(),
        id: String::new(),
        caption: None,
        within: None,
        read_from: ReadFrom::Cells,
        columns: names.iter().map(|name| Column { name: (*name).to_owned(), role: Role::Other }).collect(),
        rows: rows
            .iter()
            .map(|cells| Row {
                key: String::new(),
                cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
                due: Vec::new(),
                units: Vec::new(),
                origin: nowhere(),
            })
            .collect(),
        spans: spans
            .iter()
            .map(|[row, column, rows, columns]| Span { row: *row, column: *column, rows: *rows, columns: *columns })
            .collect(),
        origin: nowhere(),
    }
}

fn read(record: &Record) -> Reading {
    read_docx::read(&export::docx(record, Labels::Generated).unwrap(), &Limits::DEFAULT).unwrap()
}

/// The paragraphs of the file: the label that Word generates, `|`, the text; a heading with its rank before it.
fn lines(record: &Record) -> Vec<String> {
    let line = |block: &document::Block| match block {
        document::Block::Paragraph(paragraph) => {
            let rank = paragraph.heading.map(|rank| format!("{rank} ")).unwrap_or_default();
            format!("{rank}{}|{}", paragraph.label.as_deref().unwrap_or_default(), paragraph.text())
        }
        _ => "table".to_owned(),
    };
    read(record).document.blocks.iter().map(line).collect()
}

/// The cells of the only table of the file: place, extent, `#` for a header, texts.
fn cells(record: &Record) -> Vec<String> {
    let reading = read(record);
    let [document::Block::Table(table)] = &reading.document.blocks[..] else {
        panic!("{:?}", reading.document.blocks);
    };
    cells_of(table)
}

fn cells_of(table: &document::Table) -> Vec<String> {
    let text = |block: &document::Block| match block {
        document::Block::Paragraph(paragraph) => paragraph.text(),
        document::Block::Table(inner) => format!("[{}]", cells_of(inner).join(", ")),
        document::Block::Embedded(_) => String::new(),
    };
    let cell = |cell: &document::Cell| {
        let header = if cell.header { "#" } else { "" };
        let texts: Vec<String> = cell.blocks.iter().map(text).collect();
        format!("{},{} {}x{} {header}{}", cell.row, cell.column, cell.rows, cell.columns, texts.join("/"))
    };
    table.cells.iter().map(cell).collect()
}

#[test]
fn labels_are_generated_where_word_can() {
    let items = vec![
        item("(一)", 1, "訂定作業規定。", vec![item("1", 1, "受理。", vec![]), item("2", 2, "審查。", vec![])]),
        item("(二)", 2, "辦理訓練。", vec![item("①", 1, "甲班。", vec![])]),
        item("甲", 1, "評分。", vec![item("A", 1, "上午。", vec![]), item("b", 2, "下午。", vec![])]),
        item("•", None, "其他。", vec![item("第三條", 3, "本要點自公布日施行。", vec![])]),
    ];
    let record = record(vec![], vec![section("壹", 1, "計畫依據", items), section("貳", 2, "計畫目標", vec![])]);
    let expected = [
        "1 壹、|計畫依據",
        "(一)|訂定作業規定。",
        "1.|受理。",
        "2.|審查。",
        "(二)|辦理訓練。",
        "①|甲班。",
        "甲、|評分。",
        "A.|上午。",
        "b.|下午。",
        "•|其他。",
        "第三條|本要點自公布日施行。",
        "1 貳、|計畫目標",
    ];
    assert_eq!(lines(&record), expected);
}

#[test]
fn labels_that_word_can_t_generate_are_typed() {
    let items = vec![
        item("ㄧ", 1, "訂定作業規定。", vec![]),
        item("第三條之一", 3, "本要點自公布日施行。", vec![]),
        item("拾壹", 11, "其他。", vec![]),
        item("㈠", 1, "乙班。", vec![]),
        item("2.1", 1, "受理。", vec![]),
    ];
    let record = record(vec![], vec![section("壹", 1, "計畫依據", items)]);
    let expected = [
        "1 壹、|計畫依據",
        "|ㄧ、訂定作業規定。",
        "|第三條之一\u{3000}本要點自公布日施行。",
        "|拾壹、其他。",
        "|㈠乙班。",
    ];
    assert_eq!(lines(&record)[..5], expected);
    assert!(lines(&record)[5].starts_with("|2.1"), "{:?}", lines(&record));
}

#[test]
fn numbering_that_does_not_count_up_is_kept() {
    let ordinals = [1, 2, 2, 5, 3, 4, 6];
    let label = |ordinal: u32| ["", "一", "二", "三", "四", "五", "六"][ordinal as usize];
    let items = |text: &str| ordinals.map(|ordinal| item(label(ordinal), ordinal, text, vec![])).to_vec();
    let sections = vec![
        section("一", 1, "工作項目", items("辦理。")),
        section("二", 2, "工作項目", items("訂定。")),
        section("四", 4, "工作項目", vec![]),
    ];
    let found: Vec<String> = lines(&record(vec![], sections))
        .iter()
        .map(|line| line.trim_start_matches("1 ").chars().take(1).collect())
        .collect();
    let own = ordinals.map(|ordinal| label(ordinal).to_owned());
    let expected: Vec<String> =
        [&["一".to_owned()], &own[..], &["二".to_owned()], &own[..], &["四".to_owned()]].concat();
    assert_eq!(found, expected);
}

#[test]
fn divisions_without_labels_are_headings() {
    let sections = vec![section("", 0, "計畫目標", vec![paragraph("提升效率。")]), section("", 0, "經費來源", vec![])];
    assert_eq!(lines(&record(vec![], sections)), ["2 |計畫目標", "|提升效率。", "2 |經費來源"]);
}

#[test]
fn a_division_that_is_only_a_sentence_is_no_heading() {
    let sections = vec![section("捌", 8, "", vec![paragraph("本計畫奉核定後實施。"), paragraph("附則。")])];
    assert_eq!(lines(&record(vec![], sections)), ["捌、|本計畫奉核定後實施。", "|附則。"]);
}

#[test]
fn merged_cells_are_merged() {
    let rows: &[&[&str]] = &[&["甲", "一\n二", "x", "x"], &["甲", "三", "x", "x"], &["乙", "四", "五", ""]];
    let table = table("t", &["項目", "作法", "期限", "單位"], rows, &[[0, 0, 2, 1], [0, 2, 2, 2]]);
    let expected = [
        "0,0 1x1 #項目",
        "0,1 1x1 #作法",
        "0,2 1x1 #期限",
        "0,3 1x1 #單位",
        "1,0 2x1 甲",
        "1,1 1x1 一/二",
        "1,2 2x2 x",
        "2,1 1x1 三",
        "3,0 1x1 乙",
        "3,1 1x1 四",
        "3,2 1x1 五",
        "3,3 1x1 ",
    ];
    assert_eq!(cells(&record(vec![Block::Table(table)], vec![])), expected);
}

#[test]
fn a_header_of_several_rows_is_merged() {
    let names = ["項目", "單位 / 主辦", "單位 / 協辦", ""];
    let table = table("t", &names, &[&["甲", "乙", "丙", "丁"]], &[]);
    let expected = [
        "0,0 2x1 #項目",
        "0,1 1x2 #單位",
        "0,3 2x1 #",
        "1,1 1x1 #主辦",
        "1,2 1x1 #協辦",
        "2,0 1x1 甲",
        "2,1 1x1 乙",
        "2,2 1x1 丙",
        "2,3 1x1 丁",
    ];
    assert_eq!(cells(&record(vec![Block::Table(table)], vec![])), expected);
}

#[test]
fn a_caption_stands_above_the_table_or_in_its_first_row() {
    let named = |caption: &str| {
        let mut table = table("t", &["項目", "期限"], &[&["甲", "乙"]], &[]);
        table.caption = Some(caption.to_owned());
        record(vec![Block::Table(table)], vec![])
    };
    assert_eq!(lines(&named("表1 工作期程")), ["|表1 工作期程", "table"]);
    assert_eq!(cells(&named("工作期程"))[..2], ["0,0 1x2 #工作期程", "1,0 1x1 #項目"]);
}

#[test]
fn a_table_within_a_table_stands_in_its_cell() {
    let outer = table("t1", &["項目", "內容"], &[&["甲", "時間如下"], &["甲", "乙"]], &[[0, 0, 2, 1]]);
    let mut inner = table("t2", &["館別", "時間"], &[&["一館", "九時"]], &[]);
    inner.within = Some(Within { key: "t1".to_owned(), row: 0, column: 1 });
    let found = cells(&record(vec![Block::Table(outer), Block::Table(inner)], vec![]));
    assert_eq!(found[3], "1,1 1x1 時間如下/[0,0 1x1 #館別, 0,1 1x1 #時間, 1,0 1x1 一館, 1,1 1x1 九時]");
}

#[test]
fn tables_that_claim_to_stand_in_themselves_stand_alone() {
    let mut tables = [table("t1", &["甲"], &[&["乙"]], &[]), table("t2", &["丙"], &[&["丁"]], &[])];
    tables[0].within = Some(Within { key: "t2".to_owned(), row: 0, column: 0 });
    tables[1].within = Some(Within { key: "t2".to_owned(), row: 0, column: 0 });
    assert_eq!(lines(&record(tables.map(Block::Table).to_vec(), vec![])), ["table", "table"]);
}

#[test]
fn merges_that_overlap_or_leave_the_table_are_cut() {
    let spans = [[0, 0, 9, 1], [1, 0, 1, 2], [7, 7, 2, 2], [0, 2, 0, usize::MAX]];
    let table = table("t", &[], &[&["甲", "乙", "丙"], &["甲", "乙", "丁"]], &spans);
    assert_eq!(
        cells(&record(vec![Block::Table(table)], vec![])),
        ["0,0 2x1 甲", "0,1 1x1 乙", "0,2 1x1 丙", "1,1 1x1 乙", "1,2 1x1 丁"]
    );
}

#[test]
fn a_figure_keeps_its_lines() {
    let figure = "┌──┐\n│受理│\n└──┘";
    let block = Block::Figure(Paragraph { text: figure.to_owned(), origin: nowhere() });
    assert_eq!(lines(&record(vec![block], vec![])), [format!("|{figure}")]);
}

#[test]
fn page_numbers_of_contents_stand_behind_a_tab() {
    let front = ["一、計畫依據1", "二、計畫目標2", "三、經費來源13", "共3頁"].map(paragraph).to_vec();
    let expected = ["|一、計畫依據\t1", "|二、計畫目標\t2", "|三、經費來源\t13", "|共3頁"];
    assert_eq!(lines(&record(front, vec![])), expected);
}

#[test]
fn marks_of_xml_are_text() {
    let items = vec![item("<一>", 1, "A&B \"甲\" <w:cantSplit /> \u{1}\u{FFFE}'乙'", vec![])];
    assert_eq!(
        lines(&record(vec![], vec![section("壹", 1, "a<b>", items)])),
        ["1 壹、|a<b>", "<一>|A&B \"甲\" <w:cantSplit /> '乙'"]
    );
}

#[test]
fn a_paragraph_behind_the_items_stays_outside_of_them() {
    let inner = vec![item("(一)", 1, "受理申請案件。", vec![]), paragraph("前項申請以書面為之。")];
    let blocks = vec![
        item("一", 1, "訂定作業規定。", inner),
        item("二", 2, "辦理訓練。", vec![]),
        paragraph("以上各項按月檢討。"),
    ];
    let plan = record(
        vec![paragraph("望海市政府97年度提升服務品質實施計畫")],
        vec![section("壹", 1, "實施要領", blocks), section("貳", 2, "計畫目標", vec![paragraph("提升效率。")])],
    );
    let back = import_one(&export::docx(&plan, Labels::Generated).unwrap());
    let shape = |record: &Record| record.sections.iter().map(|section| outline(&section.blocks)).collect::<Vec<_>>();
    assert_eq!(shape(&back), shape(&plan));
    assert_eq!(back.texts(), plan.texts());
}

fn outline(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Paragraph(_) => "p".to_owned(),
        Block::Item(item) => format!("{}({})", item.label, outline(&item.children)),
        Block::Table(_) => "t".to_owned(),
        Block::Figure(_) => "f".to_owned(),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_record_gives_the_same_bytes_whatever_was_written_before() {
    let plan = record(vec![paragraph("甲")], vec![section("壹", 1, "計畫依據", vec![])]);
    let first = export::docx(&plan, Labels::Generated).unwrap();
    export::docx(&record(vec![paragraph("乙"), paragraph("丙")], vec![]), Labels::Generated).unwrap();
    assert_eq!(export::docx(&plan, Labels::Generated).unwrap(), first);
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let text = "[一二壹甲子計畫A1a. 、()<&%\\n\\t\u{1}─│]{0,12}";
    let label = prop_oneof!["[一二三]", "\\([一二1a]\\)", "[0-9A-Z%<•－]{0,3}", "第[一二]條", "附件[一二]?"];
    let cells = prop::collection::vec(prop::collection::vec(text, 0..4), 0..4);
    let spans = prop::collection::vec([0_usize..5, 0..5, 0..5, 0..5], 0..3);
    let within = prop::option::of(("t[1-3]", 0_usize..5, 0_usize..5));
    let tables = ("t[1-3]", prop::collection::vec("[甲乙 /]{0,5}", 0..4), cells, spans, within);
    let leaf = prop_oneof![
        text.prop_map(|text| paragraph(&text)),
        text.prop_map(|text| Block::Figure(Paragraph { text, origin: nowhere() })),
        tables.prop_map(|(key, names, rows, spans, within)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let mut table = table(&key, &names, &rows, &spans);
            table.within = within.map(|(key, row, column)| Within { key, row, column });
            Block::Table(table)
        }),
    ];
    let block = leaf.prop_recursive(3, 16, 4, move |inner| {
        (label.clone(), prop::option::of(0_u32..4), text, prop::collection::vec(inner, 0..4))
            .prop_map(|(label, ordinal, text, children)| item(&label, ordinal, &text, children))
    });
    prop::collection::vec(block, 0..6)
}

proptest! {
    /// Whatever a record holds, its file is read without a warning, and has its words.
    #[test]
    fn any_record_gives_a_sound_file(front in blocks(), inside in blocks(), heading in "[甲乙：]{0,6}") {
        let plan = record(front, vec![section("壹", 1, &heading, inside)]);
        let file = export::docx(&plan, Labels::Generated).unwrap();
        prop_assert_eq!(&export::docx(&plan, Labels::Generated).unwrap(), &file);
        let reading = read_docx::read(&file, &Limits::DEFAULT).unwrap();
        prop_assert_eq!(&reading.warnings, &[]);
    }
}

#[test]
fn what_is_no_part_of_the_plan_is_left_out() {
    let mut plan = record(vec![paragraph("甲")], vec![]);
    plan.furniture.push(corpus::Furniture {
        kind: plan::FurnitureKind::SiteChrome,
        text: "友善列印".to_owned(),
        origin: nowhere(),
    });
    assert_eq!(lines(&plan), ["|甲"]);
    assert_eq!(kept(&plan).furniture, []);
}
