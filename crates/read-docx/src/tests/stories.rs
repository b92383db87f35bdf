use super::build::NAMESPACES;
use super::{Docx, dump_of, p, read};

fn reference(sort: &str, id: u32) -> String {
    format!("<w:r><w:{sort}Reference w:id=\"{id}\"/></w:r>")
}

fn note(sort: &str, id: u32, text: &str) -> String {
    format!("<w:{sort} w:id=\"{id}\"><w:p><w:r><w:{sort}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{sort}>")
}

fn shown(docx: &Docx) -> String {
    dump_of(&read(&docx.build()))
}

#[test]
fn notes_stand_behind_the_block_that_refers_to_them() {
    let cell = format!("<w:tc><w:p><w:r><w:t>格</w:t></w:r>{}</w:p></w:tc>", reference("endnote", 2));
    let body = [
        format!("<w:p><w:r><w:t>甲</w:t></w:r>{}{}</w:p>", reference("footnote", 3), reference("footnote", 1)),
        format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>"),
        p("末"),
    ];
    let separator = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
    let notes = [separator.to_owned(), note("footnote", 1, "註一"), note("footnote", 3, "註三")].concat();
    let docx = Docx::new(&body.concat()).xml("footnotes", "footnotes.xml", "footnotes", &notes).xml(
        "endnotes",
        "endnotes.xml",
        "endnotes",
        &note("endnote", 2, "尾註"),
    );
    assert_eq!(shown(&docx), "甲\nFootnote: 註三\nFootnote: 註一\ntable 1x1\n  0,0\n    格\nFootnote: 尾註\n末\n");
}

#[test]
fn a_mark_of_the_author_is_text() {
    let mark = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/><w:t>※</w:t></w:r>";
    let docx = Docx::new(&format!("<w:p>{mark}</w:p>")).xml(
        "footnotes",
        "footnotes.xml",
        "footnotes",
        &note("footnote", 1, "※說明"),
    );
    assert_eq!(shown(&docx), "※\nFootnote: ※說明\n");
}

#[test]
fn a_note_that_refers_to_itself_is_read_once() {
    let looped =
        format!("<w:footnote w:id=\"1\"><w:p><w:r><w:t>註</w:t></w:r>{}</w:p></w:footnote>", reference("footnote", 1));
    let body = format!("<w:p><w:r><w:t>甲</w:t></w:r>{}</w:p>", reference("footnote", 1));
    let docx = Docx::new(&body).xml("footnotes", "footnotes.xml", "footnotes", &looped);
    assert_eq!(shown(&docx), "甲\nFootnote: 註\n");
}

#[test]
fn notes_that_are_missing_are_reported() {
    let body = format!("<w:p><w:r><w:t>甲</w:t></w:r>{}</w:p>", reference("footnote", 1));
    assert_eq!(shown(&Docx::new(&body)), "甲\n! word/footnotes.xml is missing\n");
}

pub(super) fn section(content: &str) -> String {
    format!("<w:sectPr>{content}</w:sectPr>")
}

pub(super) fn running(sort: &str, kind: &str, id: &str) -> String {
    format!("<w:{sort}Reference w:type=\"{kind}\" r:id=\"{id}\"/>")
}

#[test]
fn headers_and_footers_come_behind_the_text_each_once() {
    let first = section(&(running("footer", "default", "footer1") + &running("header", "default", "header1")));
    let last = section(&running("header", "default", "header2"));
    let body = format!("<w:p><w:pPr>{first}</w:pPr><w:r><w:t>文</w:t></w:r></w:p>{}{last}", p("末"));
    let docx = Docx::new(&body)
        .xml("header", "header1.xml", "hdr", &p("上一"))
        .xml("header", "header2.xml", "hdr", &p("上二"))
        .xml("footer", "footer1.xml", "ftr", &p("下"));
    assert_eq!(shown(&docx), "文\n末\nHeader: 上一\nHeader: 上二\nFooter: 下\n");
}

#[test]
fn headers_that_no_page_shows_are_not_there() {
    let all = ["first", "even", "default"].map(|kind| running("header", kind, kind)).concat();
    let with = |extra: &str, settings: &str| {
        let docx = ["first", "even", "default"]
            .iter()
            .fold(Docx::new(&(p("文") + &section(&(all.clone() + extra)))), |docx, kind| {
                docx.xml("header", &format!("{kind}.xml"), "hdr", &p(kind))
            });
        shown(&docx.xml("settings", "settings.xml", "settings", settings))
    };
    assert_eq!(with("", ""), "文\nHeader: default\n");
    assert_eq!(with("<w:titlePg/>", ""), "文\nHeader: first\nHeader: default\n");
    assert_eq!(with("<w:titlePg w:val=\"0\"/>", "<w:evenAndOddHeaders/>"), "文\nHeader: even\nHeader: default\n");
}

#[test]
fn comments_come_last() {
    let comment =
        "<w:comment w:id=\"1\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>請補</w:t></w:r></w:p></w:comment>";
    let body = "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>文</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>";
    let docx = Docx::new(body).xml("comments", "comments.xml", "comments", comment);
    assert_eq!(shown(&docx), "文\nComment: 請補\n");
}

#[test]
fn imported_parts_stand_in_their_place() {
    let body = [p("前"), "<w:altChunk r:id=\"chunk\"/>".to_owned(), p("後")].concat();
    let docx = Docx::new(&body).part("aFChunk", "chunk.htm", "<p>匯入</p>");
    assert_eq!(shown(&docx), "前\nembedded word/chunk.htm text/html: <p>匯入</p>\n後\n");
    let missing = Docx::new(&body).related("aFChunk", "chunk.htm");
    assert_eq!(shown(&missing), "前\n後\n! word/chunk.htm is missing\n");
    let outside = Docx::new(&body).external("aFChunk", "chunk");
    assert_eq!(shown(&outside), "前\n後\n! file:///chunk was not read: it lies outside of the file\n");
}

#[test]
fn documents_outside_of_the_file_are_reported() {
    let docx = Docx::new(&format!("{}<w:p><w:subDoc r:id=\"sub\"/></w:p>", p("文"))).external("subDocument", "sub");
    assert_eq!(shown(&docx), "文\n! file:///sub was not read: a document outside of the file\n");
}

#[test]
fn a_header_has_relationships_of_its_own() {
    let header = format!("<w:hdr {NAMESPACES}><w:altChunk r:id=\"own\"/></w:hdr>");
    let mut docx = Docx::new(&(p("文") + &section(&running("header", "default", "header1")))).part(
        "header",
        "header1.xml",
        header,
    );
    let relationship = "<Relationship Id=\"own\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/aFChunk\" Target=\"/word/own.htm\"/>";
    let relationships = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationship}</Relationships>"
    );
    docx.parts.push(("word/_rels/header1.xml.rels".into(), relationships.into_bytes()));
    docx.parts.push(("word/own.htm".into(), b"<p>x</p>".to_vec()));
    assert_eq!(shown(&docx), "文\nembedded word/own.htm text/html: <p>x</p>\n");
}
