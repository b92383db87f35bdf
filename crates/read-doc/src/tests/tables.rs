//! Tables: the grid from the edges of cells, merges, nesting, rows that were changed.

use super::build::{Doc, Para, cell, para, row_end, sprm};
use super::dump;

#[test]
fn cells_stand_in_the_grid_of_all_rows_edges() {
    let doc = Doc::new([
        cell("項目"),
        cell("說明"),
        row_end(&[0, 1000, 3000], &[]),
        cell("一"),
        cell("二"),
        cell("三"),
        row_end(&[0, 1000, 2000, 3000], &[]),
        para("後"),
    ]);
    let expected = "table\n  0,0 1x1\n    \"項目\"\n  0,1 1x2\n    \"說明\"\n  1,0 1x1\n    \"一\"\n  1,1 1x1\n    \"二\"\n  1,2 1x1\n    \"三\"\n\"後\"\n";
    assert_eq!(dump(&doc.bytes()), expected);
}

#[test]
fn cells_that_go_on_from_the_row_above_are_one() {
    // sprmTVertMerge: the cell, and 3 to begin, 1 to go on.
    let merge = |flag| sprm(0xD62B, &[2, 0, flag]);
    let doc = Doc::new([
        cell("工作項目"),
        cell("一月"),
        row_end(&[0, 1000, 2000], &merge(3)),
        cell(""),
        cell("二月"),
        row_end(&[0, 1000, 2000], &merge(1)),
        para("後"),
    ]);
    let expected = "table\n  0,0 2x1\n    \"工作項目\"\n  0,1 1x1\n    \"一月\"\n  1,1 1x1\n    \"二月\"\n\"後\"\n";
    assert_eq!(dump(&doc.bytes()), expected);
}

#[test]
fn a_merge_that_goes_on_from_nothing_is_a_cell() {
    let doc = Doc::new([cell("甲"), row_end(&[0, 1000], &sprm(0xD62B, &[2, 0, 1])), para("後")]);
    assert_eq!(dump(&doc.bytes()), "table\n  0,0 1x1\n    \"甲\"\n\"後\"\n");
}

#[test]
fn rows_that_are_repeated_are_headers() {
    let doc = Doc::new([
        cell("項目"),
        row_end(&[0, 1000], &sprm(0x3404, &[1])),
        cell("一"),
        row_end(&[0, 1000], &[]),
        para("後"),
    ]);
    assert_eq!(dump(&doc.bytes()), "table\n  0,0 1x1 header\n    \"項目\"\n  1,0 1x1\n    \"一\"\n\"後\"\n");
}

#[test]
fn cells_were_merged_inserted_and_deleted_after_the_row_was_defined() {
    // sprmTMerge: the first two cells.
    let doc = Doc::new([
        cell("甲"),
        cell(""),
        cell("乙"),
        row_end(&[0, 500, 1000, 2000], &sprm(0x5624, &[0, 2])),
        para("後"),
    ]);
    let merged = dump(&doc.bytes());
    assert!(merged.contains("\"甲\"") && merged.contains("\"乙\""), "{merged}");
    assert_eq!(merged.matches("1x1").count() + merged.matches("1x2").count(), 2, "{merged}");
    // sprmTInsert: a cell before the second; sprmTDelete: the first.
    let doc = Doc::new([cell("甲"), cell("乙"), row_end(&[0, 500], &sprm(0x7621, &[1, 1, 0xE8, 3])), para("後")]);
    assert_eq!(dump(&doc.bytes()), "table\n  0,0 1x1\n    \"甲\"\n  0,1 1x1\n    \"乙\"\n\"後\"\n");
    let doc = Doc::new([cell("甲"), row_end(&[0, 500, 1000], &sprm(0x5622, &[0, 1])), para("後")]);
    assert_eq!(dump(&doc.bytes()), "table\n  0,0 1x1\n    \"甲\"\n\"後\"\n");
}

/// A paragraph in tables so deep.
fn deep(text: &str, depth: u32) -> Para {
    para(text).with(sprm(0x2416, &[1])).with(sprm(0x6649, &depth.to_le_bytes()))
}

#[test]
fn a_table_in_a_cell_is_a_table_of_its_own() {
    let inner_cell = |text| deep(text, 2).with(sprm(0x244B, &[1]));
    let definition = [&[14_u8, 0, 2, 0, 0, 0xE8, 3, 0xD0, 7][..], &[0; 6]].concat();
    let inner_end = deep("", 2).with(sprm(0x244B, &[1])).with(sprm(0x244C, &[1])).with(sprm(0xD608, &definition));
    let doc = Doc::new([
        deep("外", 1),
        inner_cell("內一"),
        inner_cell("內二"),
        inner_end,
        cell("尾"),
        row_end(&[0, 2000], &[]),
        para("後"),
    ]);
    let expected = "table\n  0,0 1x1\n    \"外\"\n    table\n      0,0 1x1\n        \"內一\"\n      0,1 1x1\n        \"內二\"\n    \"尾\"\n\"後\"\n";
    assert_eq!(dump(&doc.bytes()), expected);
}

#[test]
fn a_table_that_ends_with_the_text_is_whole() {
    let doc = Doc::new([cell("甲"), cell("乙"), row_end(&[0, 1000, 2000], &[])]);
    assert_eq!(dump(&doc.bytes()), "table\n  0,0 1x1\n    \"甲\"\n  0,1 1x1\n    \"乙\"\n");
}

#[test]
fn cells_without_a_row_end_keep_their_text() {
    let doc = Doc::new([cell("甲"), cell("乙"), para("後")]);
    let dump = dump(&doc.bytes());
    for text in ["甲", "乙", "後"] {
        assert!(dump.contains(text), "{dump}");
    }
}

#[test]
fn rows_of_a_table_at_the_right_margin_end_at_one_edge() {
    let right = sprm(0x548A, &[2, 0]);
    let doc =
        Doc::new([cell("乙"), row_end(&[0, 1000], &right), cell("甲"), cell("乙"), row_end(&[0, 1000, 2000], &right)]);
    let expected = "table\n  0,1 1x1\n    \"乙\"\n  1,0 1x1\n    \"甲\"\n  1,1 1x1\n    \"乙\"\n";
    assert_eq!(dump(&doc.bytes()), expected);
}
