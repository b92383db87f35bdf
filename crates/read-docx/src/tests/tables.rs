use document::{Block, Limits};

use super::{Docx, dump, p, read};

fn cell(properties: &str, text: &str) -> String {
    let content = if text.is_empty() { "<w:p/>".to_owned() } else { p(text) };
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn row(cells: &[String]) -> String {
    row_with("", cells)
}

fn row_with(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

const BEGINS: &str = r#"<w:vMerge w:val="restart"/>"#;
const GOES_ON: &str = "<w:vMerge/>";

fn shown(rows: &[String]) -> String {
    dump(&table(rows))
}

/// The cells of the first table, without their text.
fn places(rows: &[String]) -> Vec<(usize, usize, usize, usize)> {
    let reading = read(&Docx::new(&table(rows)).build());
    let Some(Block::Table(table)) = reading.document.blocks.first() else { panic!("no table") };
    table.cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect()
}

#[test]
fn cells_merge_across_and_down() {
    let rows = [
        row(&[cell(r#"<w:gridSpan w:val="2"/>"#, "甲"), cell(BEGINS, "乙")]),
        row(&[cell("", "丙"), cell("", ""), cell(r#"<w:vMerge w:val="continue"/>"#, "")]),
        row(&[cell("", "丁"), cell("", "戊"), cell(GOES_ON, "己")]),
    ];
    assert_eq!(
        shown(&rows),
        "table 3x3\n  0,0 spans 1x2\n    甲\n  0,2 spans 3x1\n    乙\n    己\n  1,0\n    丙\n  1,1\n  2,0\n    丁\n  2,1\n    戊\n"
    );
}

#[test]
fn a_merge_that_continues_nothing_is_a_cell_and_begins_one() {
    let rows = [row(&[cell(GOES_ON, "甲"), cell("", "乙")]), row(&[cell(GOES_ON, ""), cell(GOES_ON, "丙")])];
    assert_eq!(places(&rows), [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]);
}

#[test]
fn a_merge_of_other_columns_is_not_continued() {
    let rows = [
        row(&[cell(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, "甲"), cell("", "乙")]),
        row(&[cell(GOES_ON, "丙"), cell("", "丁"), cell("", "戊")]),
    ];
    assert_eq!(places(&rows), [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
}

#[test]
fn a_merge_begun_again_ends_the_one_above() {
    let rows = [row(&[cell(BEGINS, "甲"), cell("", "乙")]), row(&[cell(BEGINS, "丙"), cell("", "丁")])];
    assert_eq!(places(&rows), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
}

#[test]
fn rows_may_begin_and_end_within_the_grid() {
    let rows = [
        row(&[cell("", "甲"), cell("", "乙"), cell("", "丙")]),
        row_with(r#"<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>"#, &[cell("", "丁")]),
    ];
    assert_eq!(places(&rows).last(), Some(&(1, 1, 1, 1)));
}

#[test]
fn legacy_merges_go_on_with_the_cell_to_the_left() {
    let rows = [
        row(&[cell(r#"<w:hMerge w:val="restart"/>"#, "甲"), cell("<w:hMerge/>", ""), cell("", "乙")]),
        row(&[cell("", "丙"), cell("", "丁"), cell("", "戊")]),
    ];
    assert_eq!(places(&rows).first(), Some(&(0, 0, 1, 2)));
    assert_eq!(places(&rows).get(1), Some(&(0, 2, 1, 1)));
}

#[test]
fn widths_say_what_a_row_without_spans_covers() {
    let wide = |width: u32, text: &str| cell(&format!(r#"<w:tcW w:w="{width}" w:type="dxa"/>"#), text);
    let grid = r#"<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/></w:tblGrid>"#;
    let rows = [
        grid.to_owned(),
        row(&[wide(1000, "甲"), wide(1000, "乙"), wide(2000, "丙")]),
        row(&[wide(2000, "丁"), wide(2010, "戊")]),
        row(&[wide(500, "己"), wide(2010, "庚")]),
    ];
    assert_eq!(places(&rows)[3..], [(1, 0, 1, 2), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)]);
}

#[test]
fn rows_cells_and_text_stand_in_content_controls() {
    let sdt = |content: &str| {
        format!("<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let in_cell = format!("<w:tc>{}</w:tc>", sdt(&p("丙")));
    let rows = [
        sdt(&row(&[cell("", "甲"), sdt(&cell("", "乙"))])),
        format!("<w:customXml w:element=\"a\"><w:customXmlPr/>{}</w:customXml>", row(&[in_cell, cell("", "丁")])),
    ];
    assert_eq!(shown(&rows), "table 2x2\n  0,0\n    甲\n  0,1\n    乙\n  1,0\n    丙\n  1,1\n    丁\n");
}

#[test]
fn repeated_rows_at_the_top_are_headers() {
    let header = "<w:tblHeader/>";
    let rows = [row_with(header, &[cell("", "項目")]), row(&[cell("", "甲")]), row_with(header, &[cell("", "乙")])];
    assert_eq!(shown(&rows), "table 3x1\n  0,0 header\n    項目\n  1,0\n    甲\n  2,0\n    乙\n");
}

#[test]
fn tables_nest() {
    let inner = table(&[row(&[cell("", "內")])]);
    let outer = format!("<w:tc>{}{inner}<w:p/></w:tc>", p("外"));
    assert_eq!(shown(&[row(&[outer])]), "table 1x1\n  0,0\n    外\n    table 1x1\n      0,0\n        內\n");
}

#[test]
fn deleted_rows_and_cells_are_not_there() {
    let rows = [
        row(&[cell("", "甲"), cell("<w:cellDel/>", "刪")]),
        row_with("<w:del w:id=\"1\"/>", &[cell("", "刪")]),
        row_with("<w:ins w:id=\"2\"/>", &[cell("", "增")]),
    ];
    assert_eq!(shown(&rows), "table 2x1\n  0,0\n    甲\n  1,0\n    增\n");
}

#[test]
fn a_table_without_anything_is_a_gap() {
    assert_eq!(dump(&[table(&[row(&[cell("", "")])]), p("文")].concat()), "^ 文\n");
}

#[test]
fn paragraphs_in_tables_have_their_place_among_all() {
    let rows = [row(&[cell("", "甲"), cell("", "")]), row_with("<w:del/>", &[cell("", "刪")])];
    let reading = read(&Docx::new(&[p("前"), table(&rows), p("後")].concat()).build());
    let Some(Block::Paragraph(last)) = reading.document.blocks.last() else { panic!("no paragraph") };
    assert_eq!(last.runs[0].origin.paragraph, Some(4));
}

#[test]
fn spans_without_sense_are_bounded() {
    let rows = [row(&[cell(r#"<w:gridSpan w:val="1000000000"/>"#, "甲")]), row(&[cell("", "乙"), cell("", "丙")])];
    assert_eq!(
        shown(&rows),
        "table 2x2\n  0,0 spans 1x2\n    甲\n  1,0\n    乙\n  1,1\n    丙\n! columns of a cell (w:gridSpan): 1000000000 is out of bounds\n"
    );
}

#[test]
fn cells_beyond_the_bound_stand_behind_the_table() {
    let rows = [row(&[cell("", "甲"), cell("", "乙")]), row(&[cell("", "丙"), cell("", "丁")])];
    let limits = Limits { cells: 2, ..Limits::DEFAULT };
    let reading = crate::read(&Docx::new(&table(&rows)).build(), &limits).unwrap();
    assert_eq!(
        super::dump_of(&reading),
        "table 1x2\n  0,0\n    甲\n  0,1\n    乙\n丙\n丁\n! cells of a table (w:tc): 4 is out of bounds\n"
    );
}
