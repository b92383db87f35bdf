use super::*;

fn note(class: &str, citation: &str, text: &str) -> String {
    format!("<text:note text:note-class='{class}'>{citation}<text:note-body>{}</text:note-body></text:note>", p(text))
}

const NUMBER: &str = "<text:note-citation>1</text:note-citation>";

fn boxed(content: &str) -> String {
    format!("<draw:frame><draw:text-box>{content}</draw:text-box></draw:frame>")
}

#[test]
fn notes_stand_after_the_block_that_refers_to_them() {
    let body = p(&format!("a{}b{}c", note("footnote", NUMBER, "first"), note("endnote", NUMBER, "second"))) + &p("d");
    assert_eq!(odt(body).dump(), "body 0: abc\nfootnote 0: first\nfootnote 1: second\nbody 1: d\n");
}

#[test]
fn notes_of_a_table_stand_after_the_outermost() {
    let inner = table(&row(&cell("", &p(&format!("a{}", note("footnote", NUMBER, "note"))))));
    let body = table(&row(&cell("", &(inner + &p("b"))))) + &p("c");
    assert_eq!(
        odt(body).dump(),
        "table 1x1\n  0,0\n    table 1x1\n      0,0\n        body 0: a\n    body 1: b\nfootnote 0: note\nbody 2: c\n"
    );
}

#[test]
fn a_typed_mark_of_a_note_is_text_in_both_places() {
    let mark = "<text:note-citation text:label='＊'>＊</text:note-citation>";
    assert_eq!(odt(p(&format!("a{}b", note("footnote", mark, "note")))).lines(), ["a＊b", "＊note"]);
}

#[test]
fn a_box_stands_after_the_paragraph_of_its_anchor() {
    let body = p(&format!("a{}b", boxed(&(p("c") + &p("d"))))) + &p("e");
    assert_eq!(odt(body).dump(), "body 0: ab\ntextbox 0: c\ntextbox 1: d\nbody 1: e\n");
}

#[test]
fn a_box_in_a_cell_stays_in_the_cell() {
    let body = table(&row(&(cell("", &p(&format!("a{}", boxed(&p("b"))))) + &cell("", &p("c")))));
    assert_eq!(odt(body).dump(), "table 1x2\n  0,0\n    body 0: a\n    textbox 0: b\n  0,1\n    body 1: c\n");
}

#[test]
fn a_box_may_hold_a_table_and_another_box() {
    let inner = p(&format!("b{}", boxed(&p("c")))) + &table(&row(&cell("", &p("d"))));
    let body = p(&format!("a{}", boxed(&inner)));
    assert_eq!(odt(body).dump(), "body 0: a\ntextbox 0: b\ntextbox 1: c\ntable 1x1\n  0,0\n    textbox 2: d\n");
}

#[test]
fn a_frame_of_a_page_stands_where_the_document_has_it() {
    assert_eq!(odt(boxed(&p("a")) + &p("b")).dump(), "textbox 0: a\nbody 0: b\n");
}

#[test]
fn of_several_renditions_of_a_frame_the_first_is_read() {
    let rendition = |text: &str| format!("<draw:text-box>{}</draw:text-box>", p(text));
    let body = p(&format!("a<draw:frame>{}{}</draw:frame>", rendition("b"), rendition("c")));
    assert_eq!(odt(body).lines(), ["a", "b"]);
}

#[test]
fn shapes_show_their_text() {
    let shape = |name: &str| format!("<draw:{name}>{}</draw:{name}>", p(name));
    let body = p(&format!("<draw:g>{}{}</draw:g>{}", shape("custom-shape"), shape("rect"), shape("connector")));
    assert_eq!(odt(body).lines(), ["custom-shape", "rect", "connector"]);
}

#[test]
fn comments_stand_at_the_end() {
    let comment = format!(
        "<office:annotation><dc:creator>某人</dc:creator><dc:date>2020-01-01</dc:date>{}</office:annotation>",
        p("請確認")
    );
    let body = p(&format!("a{comment}b<office:annotation-end/>")) + &p("c");
    assert_eq!(odt(body).dump(), "body 0: ab\nbody 1: c\ncomment 0: 請確認\n");
}

fn page(name: &str, attributes: &str, content: &str) -> String {
    format!("<style:master-page style:name='{name}' {attributes}>{content}</style:master-page>")
}

fn head(name: &str, text: &str) -> String {
    format!("<style:{name}>{}</style:{name}>", p(text))
}

#[test]
fn heads_of_the_pages_that_are_used_stand_at_the_end() {
    let masters =
        page("Standard", "", &(head("footer", "第1頁") + &head("header", "某機關") + &head("header-left", "左頁")))
            + &page("Unused", "", &head("header", "unused"));
    assert_eq!(odt(p("a")).masters(&masters).dump(), "body 0: a\nheader 0: 某機關\nheader 1: 左頁\nfooter 0: 第1頁\n");
}

#[test]
fn pages_are_used_by_styles_and_by_following_another() {
    let styles = "<style:style style:name='P1' style:family='paragraph' style:master-page-name='First'/>\
        <style:style style:name='T1' style:family='table' style:master-page-name='Wide'/>";
    let masters = page("Standard", "", &head("header", "unused"))
        + &page("Wide", "", &head("header", "wide"))
        + &page("First", "style:next-style-name='Second'", &head("header", "first"))
        + &page("Second", "style:next-style-name='First'", &head("header", "second"));
    let body =
        styled("P1", "a") + &format!("<table:table table:style-name='T1'>{}</table:table>", row(&cell("", &p("b"))));
    assert_eq!(odt(body).automatic(styles).masters(&masters).lines(), ["a", "b", "first", "second", "wide"]);
}

#[test]
fn heads_that_repeat_stand_once_and_hidden_ones_not_at_all() {
    let styles = "<style:style style:name='P1' style:family='paragraph' style:master-page-name='Other'/>";
    let hidden = format!("<style:footer style:display='false'>{}</style:footer>", p("hidden"));
    let masters =
        page("Standard", "", &head("header", "某機關")) + &page("Other", "", &(head("header", "某機關") + &hidden));
    assert_eq!(odt(p("a") + &styled("P1", "b")).automatic(styles).masters(&masters).lines(), ["a", "b", "某機關"]);
}

#[test]
fn heads_that_differ_by_their_page_number_are_one() {
    let styles = "<style:style style:name='P1' style:family='paragraph' style:master-page-name='Other'/>";
    let number = |n: u8| head("footer", &format!("第<text:page-number>{n}</text:page-number>頁"));
    let masters = page("Standard", "", &number(1)) + &page("Other", "", &number(2));
    assert_eq!(odt(p("a") + &styled("P1", "b")).automatic(styles).masters(&masters).lines(), ["a", "b", "第1頁"]);
}

#[test]
fn a_paragraph_that_only_anchors_a_box_is_no_gap() {
    let body = p("a") + &p(&boxed(&p("b"))) + &p("c");
    assert_eq!(odt(body).dump(), "body 0: a\ntextbox 0: b\nbody 2: c\n");
}

#[test]
fn a_box_in_a_header_belongs_to_the_header() {
    let masters = page("Standard", "", &head("header", &format!("a{}", boxed(&p("b")))));
    assert_eq!(odt(p("x")).masters(&masters).dump(), "body 0: x\nheader 0: a\nheader 1: b\n");
}
