use super::build::list;
use super::{Docx, dump, dump_of, item, p, pp, read};

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn inserted_text_is_kept_and_deleted_text_is_not() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>刪</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins w:id=\"2\">{}</w:ins>", run("增"));
    assert_eq!(dump(&format!("<w:p>{}{deleted}{inserted}</w:p>", run("原"))), "原增\n");
}

#[test]
fn moved_text_stands_where_it_was_moved_to() {
    let from = format!("<w:p><w:moveFrom w:id=\"1\">{}</w:moveFrom>{}</w:p>", run("移"), run("前"));
    let to = format!("<w:p><w:moveTo w:id=\"2\">{}</w:moveTo></w:p>", run("移"));
    assert_eq!(dump(&(from + &to)), "前\n移\n");
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on_with_the_next() {
    let body = [pp("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "前"), pp("<w:outlineLvl w:val=\"1\"/>", "後")].concat();
    let reading = read(&Docx::new(&body).build());
    assert_eq!(dump_of(&reading), "h2 前後\n");
    let document::Block::Paragraph(joined) = &reading.document.blocks[0] else { panic!("no paragraph") };
    let places: Vec<_> = joined.runs.iter().map(|run| run.origin.paragraph).collect();
    assert_eq!(places, [Some(0), Some(1)]);
}

#[test]
fn a_deleted_paragraph_of_a_list_is_not_counted() {
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"1\"/></w:rPr>";
    let deleted =
        format!("<w:p><w:pPr>{numbered}</w:pPr><w:del w:id=\"2\"><w:r><w:delText>刪</w:delText></w:r></w:del></w:p>");
    let body = [item(1, 0, "甲"), deleted, item(1, 0, "乙")].concat();
    let reading = read(&Docx::new(&body).numbering(&list(1, &[("decimal", "%1.")])).build());
    assert_eq!(dump_of(&reading), "[1.] 甲\n[2.] 乙\n");
}

#[test]
fn a_paragraph_whose_mark_is_deleted_ends_before_a_table() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("格"));
    let body = pp("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "前") + &table;
    assert_eq!(dump(&body), "前\ntable 1x1\n  0,0\n    格\n");
}

#[test]
fn former_properties_do_not_count() {
    let changed = "<w:pPrChange w:id=\"1\"><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>";
    let run = "<w:r><w:rPr><w:rPrChange w:id=\"2\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>文</w:t></w:r>";
    assert_eq!(dump(&format!("<w:p><w:pPr>{changed}</w:pPr>{run}</w:p>")), "文\n");
}
