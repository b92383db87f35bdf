use super::*;

const SMALL: Limits = Limits { characters: 2_000, cells: 50, span: 10, depth: 4, ..Limits::DEFAULT };

fn small(body: impl Into<String>) -> Result<Reading, ReadError> {
    crate::read(&odt(body).bytes(), &SMALL)
}

fn is_out_of_bounds(warning: &Warning, part: &str) -> bool {
    matches!(warning, Warning::OutOfBounds { what, .. } if what.contains(part))
}

#[test]
fn tables_nested_too_deeply_keep_their_text() {
    let mut body = p("innermost");
    for depth in 0..6 {
        body = table(&row(&cell("", &(p(&format!("at {depth}")) + &body))));
    }
    let reading = small(body).unwrap();
    assert!(matches!(reading.warnings.as_slice(), [Warning::TooDeep { .. }]));
    let dump = dump(&reading);
    assert_eq!(dump.matches("table ").count(), 4);
    assert!(dump.contains("innermost") && dump.contains("at 0"), "{dump}");
}

#[test]
fn two_thousand_nested_tables_keep_their_text() {
    let open: String = (0..2_000)
        .map(|n| format!("<table:table><table:table-row><table:table-cell>{}", p(&format!("t{n}"))))
        .collect();
    let close = "</table:table-cell></table:table-row></table:table>".repeat(2_000);
    let document = odt(open + &close + &p("end"));
    assert_eq!(document.lines().len(), 2_001);
    assert!(matches!(document.read().warnings.as_slice(), [Warning::TooDeep { .. }]));
}

#[test]
fn ten_thousand_nested_lists_and_boxes_keep_their_text() {
    let lists =
        "<text:list><text:list-item>".repeat(10_000) + &p("a") + &"</text:list-item></text:list>".repeat(10_000);
    let boxes = "<text:p>b<draw:frame><draw:text-box>".repeat(3_000) + &p("c");
    let boxes = boxes + &"</draw:text-box></draw:frame></text:p>".repeat(3_000);
    let text = odt(lists + &boxes + &p("end")).lines().concat();
    assert!(text.contains('a') && text.matches('b').count() == 3_000 && text.contains('c') && text.ends_with("end"));
}

#[test]
fn spans_beyond_the_bound_are_cut() {
    let body = table(&row(&cell("table:number-columns-spanned='1000000000' table:number-rows-spanned='99'", &p("a"))));
    let small = crate::read(&odt(body).bytes(), &Limits { cells: 200, ..SMALL }).unwrap();
    assert!(dump(&small).starts_with("table 1x10\n"), "{}", dump(&small));
    assert!(small.warnings.iter().any(|warning| is_out_of_bounds(warning, "columns-spanned")));
}

#[test]
fn cells_beyond_the_bound_are_paragraphs_after_the_table() {
    let body: String = (0..60).map(|n| row(&cell("", &p(&format!("r{n}"))))).collect();
    let reading = small(table(&body)).unwrap();
    let dump = dump(&reading);
    assert!(dump.starts_with("table 50x1\n") && dump.contains("\nbody 50: r50\n"), "{dump}");
    assert!(reading.warnings.iter().any(|warning| is_out_of_bounds(warning, "cells of a table")));
}

#[test]
fn numbers_of_repeats_reserve_nothing() {
    let many = "table:number-columns-repeated='1000000000'";
    let rows = [
        row(&(cell(many, "") + &cell("", &p("a")))),
        row(&cell(many, &p("b"))),
        format!("<table:table-row table:number-rows-repeated='1000000000'>{}</table:table-row>", cell("", &p("c"))),
        row(&format!("<table:covered-table-cell {many}/>")),
        row(&cell("", &p("d"))),
    ];
    let lines: Vec<_> = odt(table(&rows.concat())).lines();
    assert!(["a", "b", "c", "d"].iter().all(|text| lines.iter().any(|line| line == text)));
}

#[test]
fn repeated_rows_within_repeated_rows_are_bounded() {
    let mut body = p("x");
    for _ in 0..4 {
        body =
            table(&format!("<table:table-row table:number-rows-repeated='10'>{}</table:table-row>", cell("", &body)));
    }
    let reading = small(body).unwrap();
    assert!(reading.warnings.iter().any(|warning| is_out_of_bounds(warning, "rows-repeated")));
}

#[test]
fn blanks_beyond_the_bound_are_cut_and_all_text_is_bounded() {
    let lines = |count: &str| small(p(&format!("a<text:s text:c='{count}'/>b"))).map(|reading| dump(&reading));
    assert!(lines("1000000000").unwrap().starts_with("body 0: a          b\n! "));
    let body = "<text:s text:c='10'/>x".repeat(200);
    assert!(matches!(small(p(&body)), Err(ReadError::TooLarge { bound: "characters", .. })));
}

#[test]
fn empty_paragraphs_cost_nothing() {
    let reading = odt("<text:p/>".repeat(200_000) + &p("end")).read();
    assert_eq!(dump(&reading), "body 200000: ^ end\n");
}

#[test]
fn a_file_beyond_the_bound_is_not_read() {
    let limits = Limits { bytes: 10, ..Limits::DEFAULT };
    let is_too_large = |result| matches!(result, Err(ReadError::TooLarge { bound: "bytes", .. }));
    assert!(is_too_large(crate::read(&odt(p("a")).bytes(), &limits)));
    assert!(is_too_large(crate::read_flat(odt(p("a")).flat().as_bytes(), &limits)));
}

#[test]
fn names_and_labels_of_absurd_length_are_not_believed() {
    let long = "x".repeat(5_000);
    let style = format!(
        "<text:list-style style:name='{long}'><text:list-level-style-number text:level='1' style:num-format='1'/>\
         </text:list-style><text:list-style style:name='L'><text:list-level-style-number text:level='1' \
         style:num-format='1' style:num-suffix='.' style:num-prefix='{long}'/></text:list-style>"
    );
    let body =
        list("text:style-name='L'", &item(&p("a"))) + &list(&format!("text:style-name='{long}'"), &item(&p("b")));
    assert_eq!(odt(body).common(&style).lines(), ["[1.] a", "[•] b"]);
}
