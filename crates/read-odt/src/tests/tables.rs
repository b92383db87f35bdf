use super::*;

#[test]
fn covered_cells_have_no_cell_of_their_own() {
    let first = row(&(cell("table:number-columns-spanned='2'", &p("a"))
        + COVERED
        + &cell("table:number-rows-spanned='2'", &p("b"))));
    let second = row(&(cell("", &p("c")) + &cell("", "") + COVERED));
    assert_eq!(
        odt(table(&(first + &second))).dump(),
        "table 2x3\n  0,0 spans 1x2\n    body 0: a\n  0,2 spans 2x1\n    body 1: b\n  1,0\n    body 2: c\n  1,1\n"
    );
}

#[test]
fn cells_may_be_missing_where_others_cover_their_place() {
    let first =
        row(&(cell("table:number-columns-spanned='2'", &p("a")) + &cell("table:number-rows-spanned='2'", &p("b"))));
    let second = row(&(cell("", &p("c")) + &cell("", &p("d")) + &cell("", &p("e"))));
    assert_eq!(
        odt(table(&(first + &second))).dump(),
        "table 2x4\n  0,0 spans 1x2\n    body 0: a\n  0,2 spans 2x1\n    body 1: b\n  1,0\n    body 2: c\n  1,1\n    \
         body 3: d\n  1,3\n    body 4: e\n"
    );
}

#[test]
fn text_of_a_covered_cell_goes_to_the_one_that_covers_it() {
    let covered = format!("<table:covered-table-cell>{}</table:covered-table-cell>", p("b"));
    let body = table(&row(&(cell("table:number-columns-spanned='2'", &p("a")) + &covered)));
    assert_eq!(odt(body).dump(), "table 1x2\n  0,0 spans 1x2\n    body 0: a\n    body 1: b\n");
}

#[test]
fn a_covered_cell_that_nothing_covers_is_a_cell() {
    let covered = format!("<table:covered-table-cell>{}</table:covered-table-cell>", p("a"));
    assert_eq!(
        odt(table(&row(&(covered + &cell("", &p("b")))))).dump(),
        "table 1x2\n  0,0\n    body 0: a\n  0,1\n    body 1: b\n"
    );
}

#[test]
fn spans_end_with_the_table_and_before_a_cell_in_their_way() {
    let first = row(&(cell("", &p("a")) + &cell("table:number-rows-spanned='9'", &p("b"))));
    let second = row(&cell("table:number-columns-spanned='2'", &p("c")));
    assert_eq!(
        odt(table(&(first + &second))).dump(),
        "table 2x2\n  0,0\n    body 0: a\n  0,1 spans 2x1\n    body 1: b\n  1,0\n    body 2: c\n"
    );
}

#[test]
fn header_rows_are_headers() {
    let head = format!("<table:table-header-rows>{}</table:table-header-rows>", row(&cell("", &p("項目"))));
    let rows = format!("<table:table-rows>{}</table:table-rows>", row(&cell("", &p("訓練"))));
    let columns = "<table:table-columns><table:table-column/></table:table-columns>";
    assert_eq!(
        odt(table(&format!("{columns}{head}{rows}"))).dump(),
        "table 2x1\n  0,0 header\n    body 0: 項目\n  1,0\n    body 1: 訓練\n"
    );
}

#[test]
fn repeated_cells_and_rows_stand_as_often_as_they_say() {
    let cells = cell("table:number-columns-repeated='2'", "") + &cell("table:number-columns-repeated='2'", &p("a"));
    let repeated = format!("<table:table-row table:number-rows-repeated='2'>{cells}</table:table-row>");
    assert_eq!(
        odt(table(&repeated)).dump(),
        "table 2x4\n  0,0\n  0,1\n  0,2\n    body 0: a\n  0,3\n    body 0: a\n  1,0\n  1,1\n  1,2\n    body 0: a\n  1,3\n    \
         body 0: a\n"
    );
}

#[test]
fn repeated_empty_cells_and_rows_at_the_end_stand_once() {
    let wide = row(&(cell("", &p("a")) + &cell("table:number-columns-repeated='16383'", "")));
    let tail = format!("<table:table-row table:number-rows-repeated='1048575'>{}</table:table-row>", cell("", ""));
    let dump = odt(table(&(wide + &tail))).dump();
    assert!(dump.starts_with("table 2x2\n  0,0\n    body 0: a\n  0,1\n  1,0\n"), "{dump}");
}

#[test]
fn repeated_empty_rows_between_others_count() {
    let empty = format!("<table:table-row table:number-rows-repeated='2'>{}</table:table-row>", cell("", ""));
    let body = table(&(empty + &row(&cell("", &p("a")))));
    assert_eq!(odt(body).dump(), "table 3x1\n  0,0\n  1,0\n  2,0\n    body 0: a\n");
}

#[test]
fn tables_nest() {
    let inner = table(&row(&cell("", &p("b"))));
    let body = table(&row(&cell("", &(p("a") + &inner + &p("c")))));
    assert_eq!(
        odt(body).dump(),
        "table 1x1\n  0,0\n    body 0: a\n    table 1x1\n      0,0\n        body 1: b\n    body 2: c\n"
    );
}

#[test]
fn tables_in_sections_and_groups_of_rows_are_tables() {
    let group = format!("<table:table-row-group>{}</table:table-row-group>", row(&cell("", &p("a"))));
    let body = format!("<text:section>{}</text:section>", table(&group));
    assert_eq!(odt(body).dump(), "table 1x1\n  0,0\n    body 0: a\n");
}

#[test]
fn a_row_within_a_cell_is_read_as_what_it_holds() {
    let body = table(&row(&cell("", &(p("a") + &row(&cell("", &p("b")))))));
    assert_eq!(odt(body).dump(), "table 1x1\n  0,0\n    body 0: a\n    body 1: b\n");
}

#[test]
fn counts_without_sense_are_one() {
    let body = table(&row(&cell(
        "table:number-columns-spanned='-3' table:number-rows-spanned='x' table:number-columns-repeated='0'",
        &p("a"),
    )));
    let dump = odt(body).dump();
    assert!(dump.starts_with("table 1x1\n  0,0\n    body 0: a\n! "), "{dump}");
    assert_eq!(dump.matches('!').count(), 3);
}
