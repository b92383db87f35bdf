//! The Word file of a comparison, read back.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::io::{Cursor, Read};

use corpus::Record;
use diff::side_by_side;
use document::{Block, Limits, Reading};
use support::pairs::{pair, record};
use zip::ZipArchive;

fn docx(old: &Record, new: &Record) -> Vec<u8> {
    export::comparison_docx(old, new, &side_by_side(old, new)).unwrap()
}

fn read(docx: &[u8]) -> Reading {
    let reading = read_docx::read(docx, &Limits::DEFAULT).unwrap();
    assert_eq!(reading.warnings, [], "a file of ours has nothing odd in it");
    reading
}

fn part(docx: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(docx)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The words of the file: a line for each paragraph and each row of a table.
fn told(docx: &[u8]) -> String {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text(),
        Block::Table(_) | Block::Embedded(_) => "a table in a table".to_owned(),
    };
    let mut told = String::new();
    for block in &read(docx).document.blocks {
        let Block::Table(table) = block else {
            told.push_str(&format!("{}\n", text(block)));
            continue;
        };
        for row in 0..table.size().0 {
            let cells = table.cells.iter().filter(|cell| cell.row == row);
            let cells = cells.map(|cell| cell.blocks.iter().map(text).collect::<Vec<_>>().join("¶"));
            told.push_str(&format!("{}\n", cells.collect::<Vec<_>>().join(" | ")));
        }
    }
    told
}

/// The texts of the runs that have a property.
fn runs<'x>(document: &'x str, property: &str) -> Vec<&'x str> {
    let runs = document.split("<w:r>").skip(1).filter_map(|run| run.split("</w:r>").next());
    runs.filter(|run| run.contains(property)).filter_map(|run| run.split('>').rev().nth(1)?.split('<').next()).collect()
}

#[test]
fn what_changed_stands_in_a_table_for_each_division() {
    let (old, new) = pair();
    insta::assert_snapshot!(told(&docx(&old, &new)));
}

#[test]
fn what_went_is_struck_through_and_what_came_is_underlined() {
    let (old, new) = pair();
    let document = part(&docx(&old, &new), "word/document.xml");
    let (struck, underlined) = (runs(&document, "<w:strike"), runs(&document, "<w:u "));
    for gone in ["研考", "由各局處年度預算相關科目支應。", "2013-12-31", "員工訓練"] {
        assert!(struck.contains(&gone) && !underlined.contains(&gone), "{gone}: {struck:?}");
    }
    for came in ["計畫", "推動跨機關資料介接，減少民眾檢附書證謄本。", "2014-09-30", "預期效益"]
    {
        assert!(underlined.contains(&came) && !struck.contains(&came), "{came}: {underlined:?}");
    }
}

#[test]
fn pages_lie_on_their_side_and_are_numbered_and_tables_repeat_their_headers() {
    let (old, new) = pair();
    let docx = docx(&old, &new);
    let document = part(&docx, "word/document.xml");
    assert!(document.contains(r#"w:orient="landscape""#) && document.contains("<w:footerReference"));
    assert!(part(&docx, "word/footer1.xml").contains("PAGE"));
    assert_eq!(document.matches("<w:tblHeader />").count(), document.matches("<w:tbl>").count());
}

#[test]
fn plans_that_say_the_same_give_a_file_that_says_so() {
    let (old, _) = pair();
    let told = told(&docx(&old, &old));
    assert!(told.contains("兩份計畫的內容相同。\n") && !told.contains("新增"), "{told}");
}

#[test]
fn simplified_plans_give_a_simplified_file() {
    let old = record("望海市优化政务服务实施方案\n一、工作目标\n(一)简化审批手续。\n(二)公开政务信息。\n");
    let new = record("望海市优化政务服务实施方案\n一、工作目标\n(一)简化审批手续。\n(二)公开全部政务信息。\n");
    let told = told(&docx(&old, &new));
    assert!(told.starts_with("计划变动对照\n"), "{told}");
    assert_eq!(told.chars().filter(|c| script::count(&c.to_string()).hant > 0).collect::<String>(), "");
}

#[test]
fn a_file_is_the_same_on_every_run() {
    let (old, new) = pair();
    assert!(docx(&old, &new) == docx(&old, &new));
}

#[test]
fn texts_that_xml_can_not_hold_do_not_break_the_file() {
    let (old, mut new) = pair();
    new.sections[0].heading = "依\u{0}據<w:r>&\u{1b}\"\u{202e}".to_owned();
    let told = told(&docx(&old, &new));
    assert!(told.contains("依\u{fffd}據<w:r>&\u{fffd}\"\u{fffd}"), "{told}");
}
