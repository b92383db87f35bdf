//! What documents name outside of themselves: nothing of it is opened, read or asked for. Files are read in the process of the run, where
//! nothing but the readers stands between a document and the machine.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;
use std::net::TcpListener;

use support::House;
use tests::office::{content_xml, document_xml, docx_of, package, text_p, w_p};

const SECRET: &str = "the secret of another file";

/// A name, and what is to be read of it all the same.
type Case = (&'static str, Vec<u8>);

/// All ways to name `target` in a .docx.
fn docx(target: &str) -> Vec<Case> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |mode: &str| {
        let kinds = [
            "aFChunk",
            "subDocument",
            "image",
            "hyperlink",
            "attachedTemplate",
            "oleObject",
            "header",
            "footnotes",
            "styles",
            "numbering",
            "settings",
            "comments",
        ];
        let each = kinds.iter().enumerate().map(|(number, kind)| {
            format!("<Relationship Id='r{number}' Type='{OFFICE}/{kind}' Target='{target}' {mode}/>")
        });
        let relations: String = each.collect();
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
        )
    };
    let field = |code: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin' w:dirty='true'/></w:r><w:r><w:instrText>{code} \"{target}\" </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>計畫</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
    };
    let body = [
        w_p("壹、計畫依據"),
        ["INCLUDETEXT", "INCLUDEPICTURE", "LINK Word.Document.8", "DDEAUTO cmd", "HYPERLINK", "RD", "DATABASE \\d"].map(field).concat(),
        format!("<w:altChunk xmlns:r='{OFFICE}' r:id='r0'/><w:p><w:subDoc xmlns:r='{OFFICE}' r:id='r1'/></w:p>"),
        format!(
            "<w:p><w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:r='{OFFICE}' r:link='r2'/>\
             </w:drawing></w:r><w:hyperlink xmlns:r='{OFFICE}' r:id='r3'><w:r><w:t>計畫</w:t></w:r></w:hyperlink></w:p>\
             <w:sectPr><w:headerReference xmlns:r='{OFFICE}' w:type='default' r:id='r6'/></w:sectPr>"
        ),
    ]
    .concat();
    let xml = document_xml(&body);
    let entities = format!(
        "<?xml version='1.0'?><!DOCTYPE a PUBLIC 'a' '{target}' [<!ENTITY x SYSTEM '{target}'><!ENTITY % p SYSTEM '{target}'> %p;]>{}",
        document_xml(&(w_p("計畫") + &w_p("&x;")))
    );
    // Without the relations that the helper writes.
    let whole = |relations: &str| {
        let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
        let first = format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='r1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>"
        );
        package(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", first.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/_rels/settings.xml.rels", relations.as_bytes()),
            (
                "word/settings.xml",
                b"<w:settings xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
            ),
            ("word/document.xml", xml.as_bytes()),
        ])
    };
    let main_outside = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r0' Type='{OFFICE}/officeDocument' Target='{target}' TargetMode='External'/>\
         <Relationship Id='r1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>"
    );
    vec![
        ("external.docx", whole(&relations("TargetMode='External'"))),
        ("internal.docx", whole(&relations(""))),
        ("entities.docx", docx_of(&[("word/document.xml", entities.as_bytes())])),
        ("main.docx", package(&[("_rels/.rels", main_outside.as_bytes()), ("word/document.xml", xml.as_bytes())])),
    ]
}

fn open_document(target: &str) -> Vec<Case> {
    let link = format!("xlink:href='{target}' xlink:type='simple' xlink:show='embed' xlink:actuate='onLoad'");
    let body = format!(
        "{}<text:section text:name='a'><text:section-source {link}/>{}</text:section>\
         <text:p><draw:frame><draw:image {link}/></draw:frame><draw:frame><draw:object {link}/></draw:frame>\
         <draw:frame><draw:object-ole {link}/></draw:frame><draw:frame><draw:plugin {link}/></draw:frame><text:a {link}>計畫</text:a></text:p>\
         <text:dde-connection text:connection-name='a'>計畫</text:dde-connection>",
        text_p("壹、計畫依據"),
        text_p("計畫")
    );
    let xml = content_xml(&body);
    let entities = format!(
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM '{target}' [<!ENTITY x SYSTEM '{target}'>]>{}",
        content_xml(&(text_p("計畫") + &text_p("&x;")))
    );
    let mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice());
    vec![
        ("links.odt", package(&[mimetype, ("content.xml", xml.as_bytes())])),
        ("entities.odt", package(&[mimetype, ("content.xml", entities.as_bytes())])),
    ]
}

fn texts(target: &str) -> Vec<Case> {
    let word = |doctype: &str, body: &str| {
        format!(
            "<?xml version='1.0'?>{doctype}<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' \
             xmlns:xi='http://www.w3.org/2001/XInclude'><w:docPr><w:attachedTemplate w:val='{target}'/></w:docPr><w:body>{body}</w:body></w:wordDocument>"
        )
        .into_bytes()
    };
    let inclusion = format!(
        "{}<xi:include href='{target}' parse='text'/><w:p><w:subDoc w:link='{target}'/></w:p>",
        w_p("壹、計畫依據")
    );
    let html = format!(
        "<?xml version='1.0'?><!DOCTYPE html SYSTEM '{target}' [<!ENTITY x SYSTEM '{target}'>]><html><head><meta charset=utf-8>\
         <base href='{target}'><meta http-equiv=refresh content='0;url={target}'><link rel=stylesheet href='{target}'>\
         <style>@import url('{target}');</style><script src='{target}'></script></head><body background='{target}'><p>壹、計畫依據</p>&x;\
         <img src='{target}'><iframe src='{target}'></iframe><object data='{target}'></object><embed src='{target}'>\
         <video src='{target}'></video><svg><image href='{target}'/><use href='{target}#a'/></svg><input type=image src='{target}'>\
         <p>計畫</p></body></html>"
    );
    let field =
        |code: &str| format!("{{\\field{{\\*\\fldinst {code} \"{target}\"}}{{\\fldrslt \\u35336 \\u30059 }}}}\\par ");
    let rtf = format!(
        "{{\\rtf1\\ansi\\uc0 {{\\*\\template {target}}}{{\\*\\filetbl{{\\file\\fid1 {target};}}}}\\u22777 \\u12289 \\u20381 \\u25818 \\par \
         {}{{\\object\\objautlink\\objupdate{{\\*\\objclass Word.Document.8}}{{\\*\\objname {target}}}{{\\result \\u35336 }}}}\\subdocument1 }}",
        ["INCLUDETEXT", "INCLUDEPICTURE", "LINK Word.Document.8", "DDEAUTO cmd", "HYPERLINK"].map(field).concat()
    );
    let mht = format!(
        "MIME-Version: 1.0\r\nContent-Location: {target}\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; \
         charset=utf-8\r\n\r\n<p>壹、計畫依據</p><img src='{target}'><iframe src='{target}'></iframe>\r\n--b\r\nContent-Type: message/external-body; \
         access-type=local-file; name=\"{target}\"\r\n\r\nContent-Type: text/html\r\n\r\n--b--\r\n"
    );
    vec![
        ("links.xml", word("", &inclusion)),
        (
            "entities.xml",
            word(
                &format!("<!DOCTYPE a SYSTEM '{target}' [<!ENTITY x SYSTEM '{target}'>]>"),
                &(w_p("計畫") + &w_p("&x;")),
            ),
        ),
        ("links.html", html.into_bytes()),
        ("links.rtf", rtf.into_bytes()),
        ("links.mht", mht.into_bytes()),
        (
            "links.txt",
            format!("壹、計畫依據\n![計畫]({target})\n<{target}>\n.so {target}\n#include \"{target}\"\n").into_bytes(),
        ),
    ]
}

/// ISO 32000-1, 7.11 (file specifications), 12.6 (actions), 7.3.8.2 (streams whose data is in a file), 8.10.4 (reference XObjects).
fn pdf(target: &str) -> Vec<Case> {
    let file = format!("<< /Type /Filespec /FS /URL /F ({target}) /UF ({target}) >>");
    let actions = [
        format!("/S /GoToR /D [0 /Fit] /F {file}"),
        format!("/S /Launch /F {file}"),
        format!("/S /URI /URI ({target})"),
        format!("/S /ImportData /F {file}"),
        format!("/S /SubmitForm /F {file}"),
        format!("/S /GoToE /F {file} /T << /R /C /N (a) >>"),
    ];
    let next = actions[1..].iter().map(|action| format!("<< {action} >> ")).collect::<String>();
    let content = "BT /F 12 Tf 72 700 Td <8A08756B> Tj ET /X Do /Y Do";
    let to_unicode =
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <8A08> <8A08> <756B> <756B> endbfchar";
    let stream =
        |entries: &str, data: &str| format!("<< /Length {} {entries} >>\nstream\n{data}\nendstream", data.len());
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R /OpenAction << {} /Next [ {next}] >> /Names << /EmbeddedFiles << /Names [(a) {file}] >> >> /AcroForm << /XFA 7 0 R /Fields [] >> >>", actions[0]),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 7 0 R] /Resources << /Font << /F 5 0 R >> /XObject << /X 7 0 R /Y 8 0 R >> >> /Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS {file} >>] >>"),
        stream("", content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Invented /Flags 4 /FontFile2 7 0 R /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] >>".to_owned(),
        stream("", to_unicode),
        stream(&format!("/F {file} /FFilter /ASCIIHexDecode"), ""),
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F {file} /Page 0 >>"), " "),
    ];
    let mut bytes = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(format!("{:010} 00000 n \n", bytes.len()));
        bytes += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = bytes.len();
    bytes += &format!(
        "xref\n0 {0}\n0000000000 65535 f \n{1}trailer\n<< /Size {0} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1,
        offsets.concat()
    );
    vec![("links.pdf", bytes.into_bytes())]
}

#[test]
fn nothing_that_a_document_names_is_opened_or_asked_for() {
    let house = House::new(&[("secret.txt", SECRET.as_bytes()), ("in/plain/secret.html", SECRET.as_bytes())]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let secret = house.path("secret.txt").canonicalize().unwrap();
    let targets = [
        ("url", format!("file://{}", secret.display())),
        ("path", secret.display().to_string()),
        ("relative", "../../secret.txt".to_owned()),
        ("far", "../../../../../../../../../../../../etc/passwd".to_owned()),
        ("web", format!("http://{}/plan", listener.local_addr().unwrap())),
        ("share", r"\\127.0.0.1\share\plan.doc".to_owned()),
        ("device", "/dev/zero".to_owned()),
    ];
    fs::remove_file(house.path("in/plain/secret.html")).unwrap();
    let mut count = 0;
    for (kind, target) in &targets {
        for (name, bytes) in [docx(target), open_document(target), texts(target), pdf(target)].concat() {
            house.write(format!("in/{kind}/{name}"), bytes);
            count += 1;
        }
    }
    let before = house.files("in");
    for isolation in ["none", "process"] {
        let done = house.run(["import", "in", "--out", isolation, "--isolation", isolation]);
        assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
        for (path, bytes) in house.files(isolation) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET) && !text.contains("root:"), "{}: {text}", path.display());
        }
    }
    assert!(house.files("none") == house.files("process"));
    let engine = house.run(["import", "in", "--out", "out", "--pdf-engine", "pdf-extract"]);
    assert_eq!(engine.code, Some(0), "{}{}", engine.out, engine.err);

    let lines = house.manifest();
    assert_eq!(lines.len(), count);
    for line in &lines {
        assert!(["ok", "partial", "duplicate"].contains(&line.text("status")), "{line:?}");
    }
    assert!(!house.files("out").into_values().any(|bytes| String::from_utf8_lossy(&bytes).contains(SECRET)));
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "somebody has asked for what a document names");
    assert!(house.files("in") == before, "nothing is written beside the documents");
}
