use document::{Block, Limits, Warning};

use super::{dump, file, read, shows};

#[test]
fn columns_are_the_edges_of_all_rows() {
    shows(
        r"\trowd\trhdr\cellx1000\cellx2000\cellx3000\pard\intbl A\cell B\cell C\cell\row\trowd\cellx2008\cellx3000\pard\intbl D\cell E\par F\cell\row\trowd\trleft1000\cellx3000\intbl G\cell\row\pard after\par",
        &[
            "table 3x3",
            "  0,0 header",
            "    0 A",
            "  0,1 header",
            "    1 B",
            "  0,2 header",
            "    2 C",
            "  1,0 spans 1x2",
            "    3 D",
            "  1,2",
            "    4 E",
            "    5 F",
            "  2,1 spans 1x2",
            "    6 G",
            "7 after",
        ],
    );
}

#[test]
fn the_definition_may_follow_the_cells() {
    shows(
        r"\pard\intbl A\cell B\cell{\trowd\cellx100\cellx900\row}\pard\intbl C\cell D\cell{\trowd\cellx100\cellx900\row}\pard",
        &["table 2x2", "  0,0", "    0 A", "  0,1", "    1 B", "  1,0", "    2 C", "  1,1", "    3 D"],
    );
}

#[test]
fn cells_are_merged_both_ways() {
    shows(
        r"\trowd\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300\intbl A\cell B\cell b\cell\row\trowd\clvmrg\cellx100\cellx200\clvmrg\cellx300\intbl a\cell C\cell D\cell\row\trowd\clvmrg\cellx100\cellx200\cellx300\intbl\cell E\cell F\cell\row\pard",
        &[
            "table 3x3",
            "  0,0 spans 3x1",
            "    0 A",
            "    3 a",
            "  0,1 spans 1x2",
            "    1 B",
            "    2 b",
            "  1,1",
            "    4 C",
            "  1,2",
            "    5 D",
            "  2,1",
            "    7 E",
            "  2,2",
            "    8 F",
        ],
    );
}

#[test]
fn tables_stand_in_tables() {
    shows(
        r"\trowd\cellx1000\cellx2000\pard\intbl A\par\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx300\cellx900\nestrow}{\nonesttables\par skipped}\pard\intbl\itap1 B\cell C\cell\row\pard",
        &[
            "table 1x2",
            "  0,0",
            "    0 A",
            "    table 1x2",
            "      0,0",
            "        1 n1",
            "      0,1",
            "        2 n2",
            "    3 B",
            "  0,1",
            "    4 C",
        ],
    );
}

#[test]
fn a_paragraph_between_two_tables_parts_them_and_so_does_the_last_row() {
    let row = |text: &str| format!(r"\trowd\cellx100\pard\intbl {text}\cell\row");
    let last = r"\trowd\lastrow\cellx100\pard\intbl C\cell\row";
    let body = format!("{}{}\\pard\\par {}{last}{}\\pard", row("A"), row("B"), row("b"), row("D"));
    let tables = read(&file(&body)).document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    assert_eq!(tables, 3, "{}", dump(&body));
}

#[test]
fn a_table_without_edges_has_a_column_for_each_cell() {
    shows(
        r"\trowd\cellx0\cellx0\intbl A\cell B\cell C\cell\row\trowd\intbl D\cell\row\pard",
        &["table 2x3", "  0,0", "    0 A", "  0,1", "    1 B", "  0,2", "    2 C", "  1,0", "    3 D"],
    );
}

#[test]
fn empty_cells_that_the_row_does_not_define_are_none() {
    shows(
        r"\trowd\cellx100\cellx200\intbl A\cell B\cell\cell\cell\row\trowd\cellx100\cellx200\intbl C\cell D\cell E\cell\row\pard",
        &[
            "table 2x3",
            "  0,0",
            "    0 A",
            "  0,1",
            "    1 B",
            "  1,0",
            "    4 C",
            "  1,1",
            "    5 D",
            "  1,2",
            "    6 E",
        ],
    );
}

#[test]
fn cells_without_intbl_are_cells() {
    shows(
        r"before\par\trowd\cellx100\cellx200\pard A\par A2\cell B\cell\row\pard after\par",
        &["0 before", "table 1x2", "  0,0", "    1 A", "    2 A2", "  0,1", "    3 B", "4 after"],
    );
}

#[test]
fn paragraphs_that_are_in_no_cell_are_paragraphs() {
    shows(r"\pard\intbl A\par\intbl B\par\pard C\par", &["0 A", "1 B", "2 C"]);
}

#[test]
fn empty_cells_stand_and_empty_paragraphs_in_them_do_not() {
    shows(r"\trowd\cellx100\cellx200\intbl\cell\par\par A\cell\row\pard", &["table 1x2", "  0,0", "  0,1", "    3^ A"]);
}

#[test]
fn deleted_rows_are_dropped() {
    shows(
        r"\trowd\cellx100\intbl A\cell\row\trowd\cellx100\intbl{\deleted B}\cell{\deleted\row}\trowd\cldel\cellx100\intbl\cell\row\trowd\cellx100\intbl C\cell\row\pard",
        &["table 2x1", "  0,0", "    0 A", "  1,0", "    3 C"],
    );
}

#[test]
fn a_row_that_never_ends_keeps_its_text() {
    shows(
        r"\trowd\cellx100\cellx200\intbl A\cell B\par\pard C\par",
        &["table 1x2", "  0,0", "    0 A", "  0,1", "    1 B", "2 C"],
    );
}

#[test]
fn labels_count_through_cells() {
    let numbering = r"{\*\pn\pnlvlbody\pndec\pnstart1{\pntxta .}}";
    shows(
        &format!(r"\trowd\cellx100\cellx200\pard\intbl{numbering}A\cell B\cell\row\pard"),
        &["table 1x2", "  0,0", "    0 [1.] A", "  0,1", "    1 [2.] B"],
    );
}

#[test]
fn spans_are_bounded() {
    let limits = Limits { span: 3, ..Limits::DEFAULT };
    let edges: String = (1..=9).map(|edge| format!(r"\cellx{edge}00")).collect();
    let cells = r"x\cell ".repeat(9);
    let body = format!(r"\trowd{edges}\intbl {cells}\row\trowd\cellx900\intbl y\cell\row\pard");
    let reading = crate::read(&file(&body), &limits).unwrap();
    assert!(matches!(reading.warnings[..], [Warning::OutOfBounds { .. }]), "{:?}", reading.warnings);
}

#[test]
fn rows_beyond_the_bound_of_cells_are_paragraphs() {
    let limits = Limits { cells: 4, ..Limits::DEFAULT };
    let body = r"\trowd\cellx100\cellx200\intbl a\cell b\cell\row".repeat(5);
    let reading = crate::read(&file(&body), &limits).unwrap();
    assert_eq!(reading.document.blocks.len(), 7, "{}", super::dump_of(&reading));
    assert!(matches!(reading.warnings[..], [Warning::OutOfBounds { .. }]));
}

#[test]
fn tables_beyond_the_bound_of_depth_keep_their_text() {
    let mut body = String::new();
    for depth in 1..=2000 {
        body.push_str(&format!(r"\pard\intbl\itap{depth} x\par"));
    }
    body.push_str(r"\pard\intbl\itap2000 deep\nestcell\pard\intbl top\cell\trowd\cellx9\row");
    let reading = read(&file(&body));
    let dump = super::dump_of(&reading);
    assert!(dump.contains("deep") && dump.contains("top"), "text is lost");
    assert!(reading.warnings.iter().any(|warning| matches!(warning, Warning::TooDeep { .. })));
}
