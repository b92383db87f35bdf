use super::{dump, shows};

/// The slots of a table's cells as `row,column+rows×columns text`.
fn slots(table: &str) -> Vec<String> {
    let reading = super::read(table);
    let Some(document::Block::Table(table)) = reading.document.blocks.into_iter().next() else { panic!("no table") };
    let slot = |cell: &document::Cell| {
        let text = super::texts(&cell.blocks).join("|");
        let span = if (cell.rows, cell.columns) == (1, 1) {
            String::new()
        } else {
            format!("+{}x{}", cell.rows, cell.columns)
        };
        format!("{},{}{span} {text}", cell.row, cell.column)
    };
    table.cells.iter().map(slot).collect()
}

#[test]
fn cells_stand_where_spans_leave_room() {
    assert_eq!(
        slots("<table border=1><tr><th>甲<th colspan=2>乙<tr><td rowspan=2>丙<td>丁<td>戊<tr><td>己<td>庚</table>"),
        ["0,0 甲", "0,1+1x2 乙", "1,0+2x1 丙", "1,1 丁", "1,2 戊", "2,1 己", "2,2 庚"]
    );
}

#[test]
fn a_rowspan_of_zero_reaches_to_the_end_of_its_group() {
    assert_eq!(
        slots("<table border=1><tbody><tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁<tbody><tr><td>戊<td>己</table>"),
        ["0,0+3x1 甲", "0,1 乙", "1,1 丙", "2,1 丁", "3,0 戊", "3,1 己"]
    );
    assert_eq!(
        slots("<table border=1><tbody><tr><td rowspan=9>甲<td>乙<tr><td>丙<tbody><tr><td>丁<td>戊</table>"),
        ["0,0+2x1 甲", "0,1 乙", "1,1 丙", "2,0 丁", "2,1 戊"]
    );
}

#[test]
fn of_two_cells_on_one_slot_the_earlier_keeps_it() {
    assert_eq!(
        slots("<table border=1><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=2>丁<td>戊</table>"),
        ["0,0 甲", "0,1+2x1 乙", "0,2 丙", "1,0 丁", "1,2 戊"]
    );
}

#[test]
fn head_and_foot_stand_where_a_browser_puts_them() {
    assert_eq!(
        slots("<table border=1><tfoot><tr><td>己<td>庚<tbody><tr><td>丙<td>丁<thead><tr><td>甲<td>乙</table>"),
        ["0,0 甲", "0,1 乙", "1,0 丙", "1,1 丁", "2,0 己", "2,1 庚"]
    );
}

#[test]
fn rows_may_be_ragged_and_cells_empty() {
    assert_eq!(
        slots("<table border=1><tr><th>甲<th>乙<th>丙<tr><td>丁<tr><td><td>&nbsp;<td>戊<td>己</table>"),
        ["0,0 甲", "0,1 乙", "0,2 丙", "1,0 丁", "2,0 ", "2,1 ", "2,2 戊", "2,3 己"]
    );
}

#[test]
fn rows_and_columns_that_nobody_sees_are_left_out() {
    assert_eq!(
        slots(
            "<table border=1><tr><th colspan=3>甲<th>乙<tr></tr><tr><td colspan=3 rowspan=2>丙<td>丁<tr><td>戊</table>"
        ),
        ["0,0 甲", "0,1 乙", "1,0+2x1 丙", "1,1 丁", "2,1 戊"]
    );
    assert_eq!(
        slots("<table border=1><tr><th>甲<th>乙<tr><td rowspan=2>丙<td rowspan=2>丁<tr></tr></table>"),
        ["0,0 甲", "0,1 乙", "1,0 丙", "1,1 丁"]
    );
}

#[test]
fn headers_captions_and_nested_tables() {
    shows(
        "<table border=1><caption>表一<br>分工</caption><tr><th>甲<th>乙<tr><td>丙<td>丁<table border=1><tr><th>戊<th>己<tr><td>庚<td>辛</table>壬</table>",
        &[
            "table 2x2 表一⏎分工",
            "  0,0 header",
            "    甲",
            "  0,1 header",
            "    乙",
            "  1,0",
            "    丙",
            "  1,1",
            "    丁",
            "    table 2x2",
            "      0,0 header",
            "        戊",
            "      0,1 header",
            "        己",
            "      1,0",
            "        庚",
            "      1,1",
            "        辛",
            "    ^ 壬",
        ],
    );
}

#[test]
fn a_table_within_a_caption_stands_before_it() {
    shows(
        "<table border=1><caption>甲<table border=1><tr><th>乙<th>丙<tr><td>丁<td>戊</table></caption><tr><th>己<th>庚<tr><td>辛<td>壬</table>",
        &[
            "table 2x2",
            "  0,0 header",
            "    乙",
            "  0,1 header",
            "    丙",
            "  1,0",
            "    丁",
            "  1,1",
            "    戊",
            "table 2x2 甲",
            "  0,0 header",
            "    己",
            "  0,1 header",
            "    庚",
            "  1,0",
            "    辛",
            "  1,1",
            "    壬",
        ],
    );
}

const STEPS: &str = "<p>一、設置單一窗口，由專人全程引導民眾申辦。</p><p>二、每月召開檢討會，追蹤改善情形。</p>\
                     <ol><li>蒐集意見。</li><li>訂定措施。</li></ol><p>三、辦理教育訓練，提升同仁服務知能。</p>";

#[test]
fn a_data_table_with_long_cells_stays_a_table() {
    for table in [
        // A header.
        format!("<table><tr><th>項目<th>具體作法<th>期限<tr><td>服務流程<td>{STEPS}<td>經常性</table>"),
        // Names of columns without lines or header.
        format!("<table><tr><td>項目<td>具體作法<td>期限<tr><td>服務流程<td>{STEPS}<td>經常性</table>"),
        // Two columns, with lines around them.
        format!("<table border=1><tr><td>項目<td>具體作法<tr><td>服務流程<td>{STEPS}<tr><td>資訊<td>{STEPS}</table>"),
        // No names of columns, but rows that share the text.
        format!(
            "<table><tr><td>一、服務流程<td>{STEPS}<tr><td>二、資訊流通<td>{STEPS}<tr><td>三、創新服務<td>{STEPS}</table>"
        ),
        // Lines by style, as word processors save them.
        format!("<table><tr><td style='border:solid windowtext 1.0pt'>項目<td>作法<tr><td>服務流程<td>{STEPS}</table>"),
        // A caption.
        format!("<table><caption>分工</caption><tr><td>甲<td>{STEPS}</table>"),
    ] {
        assert!(dump(&table).starts_with("table "), "{table}");
    }
}

#[test]
fn a_table_that_arranges_a_page_is_its_text() {
    let menu = "<a href=1>首頁</a><br><a href=2>網站導覽</a><br><a href=3>聯絡我們</a>";
    for table in [
        format!("<table><tr><td>{STEPS}</table>"),
        format!("<table border=1><tr><td>{STEPS}</table>"),
        format!("<table width=100%><tr><td>壹、依據<tr><td>{STEPS}<tr><td>貳、目標</table>"),
        format!("<table><tr><td>{menu}<td>{STEPS}</table>"),
        format!("<table><tr><td colspan=2>青川市政府<tr><td>{menu}<td>{STEPS}{STEPS}<tr><td colspan=2>地址：青川市一路一號</table>"),
        format!("<table><tr><td><h2>計畫</h2><td>圖<tr><td>{STEPS}<td>旁</table>"),
        format!("<table role=presentation border=1><tr><th>甲<th>乙<tr><td>{STEPS}<td>丁</table>"),
        "<table><tr><td><a href=1>首頁</a><td><a href=2>網站導覽</a><tr><td><a href=3>聯絡</a><td><a href=4>意見</a></table>".to_owned(),
        format!("<table><tr><td>左<td><table border=1><tr><th>甲<th>乙<tr><td>丙<td>丁</table>{STEPS}</table>"),
    ] {
        let dump = dump(&table);
        assert!(!dump.lines().any(|line| line.starts_with("table") && !line.starts_with("table 2x2")), "{table}\n{dump}");
        let tables = dump.matches("table").count();
        assert_eq!(tables, table.matches("<table border=1><tr><th>甲").count(), "{table}\n{dump}");
    }
}

#[test]
fn a_layout_table_keeps_the_order_of_its_rows() {
    shows(
        "<table><tr><td>甲<tr><td><p>乙</p>丙<tr><td><table><tr><td>丁</table></table>戊",
        &["^ 甲", "^ 乙", "^ 丙", "^ 丁", "^ 戊"],
    );
}

#[test]
fn a_table_that_shows_nothing_is_none() {
    shows("甲<table border=1><tr><td><img src=x><td>&nbsp;</table>乙", &["甲", "^ 乙"]);
}
