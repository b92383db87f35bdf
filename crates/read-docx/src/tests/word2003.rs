use document::Limits;

use super::dump_of;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:own="urn:example:plan""#;

fn shown(before: &str, body: &str) -> String {
    let text =
        format!("<w:wordDocument {NAMESPACES} xml:space=\"preserve\">{before}<w:body>{body}</w:body></w:wordDocument>");
    dump_of(&crate::read_xml(text.as_bytes(), &Limits::DEFAULT).unwrap())
}

fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn lists_count_by_their_codes() {
    let level = |at: u32, code: &str, text: &str| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/>{code}<w:lvlText w:val=\"{text}\"/></w:lvl>")
    };
    let levels = level(0, "<w:nfc w:val=\"35\"/>", "%1、") + &level(1, "", "%2.");
    let lists = format!(
        "<w:lists><w:listDef w:listDefId=\"0\">{levels}</w:listDef><w:list w:ilfo=\"1\"><w:ilst w:val=\"0\"/></w:list></w:lists>"
    );
    let item = |at: u32, text: &str| {
        p(&format!("<w:listPr><w:ilvl w:val=\"{at}\"/><w:ilfo w:val=\"1\"/><wx:t wx:val=\"?\"/></w:listPr>"), text)
    };
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"S\"><w:pPr><w:listPr><w:ilfo w:val=\"1\"/></w:listPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>";
    let body = [item(0, "目的"), item(1, "甲"), item(1, "乙"), p("<w:pStyle w:val=\"S\"/>", "依據")].concat();
    let shown = shown(&(lists + styles), &format!("<wx:sect><wx:sub-section>{body}</wx:sub-section></wx:sect>"));
    assert_eq!(shown, "[一、] 目的\n[1.] 甲\n[2.] 乙\nh1 [二、] 依據\n");
}

#[test]
fn changes_are_taken_and_comments_come_last() {
    let change = |kind: &str, text: &str| {
        format!(
            "<aml:annotation aml:id=\"1\" w:type=\"Word.{kind}\"><aml:content>{text}</aml:content></aml:annotation>"
        )
    };
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let comment = change("Comment", &p("", "請補"));
    let body = format!(
        "<w:p>{}{}{}<w:r>{comment}</w:r></w:p>",
        run("文"),
        change("Deletion", "<w:r><w:delText>刪</w:delText></w:r>"),
        change("Insertion", &run("增"))
    );
    assert_eq!(shown("", &body), "文增\nComment: 請補\n");
}

#[test]
fn notes_headers_boxes_and_merges_are_read() {
    let note = format!("<w:r><w:footnote>{}</w:footnote></w:r>", p("", "註"));
    let picture = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        p("", "框")
    );
    let cell = |merge: &str, text: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", p("", text));
    let rows = [
        format!("<w:tr>{}{}</w:tr>", cell("<w:vmerge w:val=\"restart\"/>", "甲"), cell("", "乙")),
        format!("<w:tr>{}{}</w:tr>", cell("<w:vmerge/>", ""), cell("", "丙")),
    ];
    let section = format!(
        "<w:sectPr><w:hdr w:type=\"odd\">{}</w:hdr><w:ftr w:type=\"odd\">{}</w:ftr></w:sectPr>",
        p("", "上"),
        p("", "下")
    );
    let body = format!(
        "<w:p><w:r><w:t>文</w:t></w:r>{note}{picture}</w:p><own:part><w:tbl>{}</w:tbl></own:part>{section}",
        rows.concat()
    );
    assert_eq!(
        shown("", &body),
        "文\nTextbox: 框\nFootnote: 註\ntable 2x2\n  0,0 spans 2x1\n    甲\n  0,1\n    乙\n  1,1\n    丙\nHeader: 上\nFooter: 下\n"
    );
}
