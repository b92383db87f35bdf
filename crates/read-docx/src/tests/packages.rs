use document::{Limits, ReadError, Warning};

use super::build::zipped;
use super::{Docx, dump_of, error, p, read};

#[test]
fn strict_namespaces_and_any_prefix_are_the_same() {
    let transitional = Docx::new(&p("文")).build();
    let text = "<word:p><word:r><word:t>文</word:t></word:r></word:p>";
    let prefixed = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let mut strict = Docx::new("");
    strict.parts[0].1 =
        format!("<word:document xmlns:word=\"{prefixed}\"><word:body>{text}</word:body></word:document>").into_bytes();
    let mut default = Docx::new("");
    default.parts[0].1 =
        format!("<document xmlns=\"{prefixed}\"><body><p><r><t>文</t></r></p></body></document>").into_bytes();
    for bytes in [strict.build(), default.build()] {
        assert_eq!(read(&bytes), read(&transitional));
    }
}

#[test]
fn parts_in_utf_16_are_read() {
    let mut docx = Docx::new(&p("文"));
    let text = format!("\u{FEFF}{}", String::from_utf8(docx.parts[0].1.clone()).unwrap());
    docx.parts[0].1 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(dump_of(&read(&docx.build())), "文\n");
}

#[test]
fn the_document_is_found_under_another_name() {
    let parts: Vec<_> = Docx::new(&p("文"))
        .all_parts()
        .into_iter()
        .map(|(name, content)| {
            let content = String::from_utf8(content).unwrap().replace("word/document.xml", "doc/Text%201.xml");
            (name.replace("word/document.xml", "doc/Text 1.xml"), content.into_bytes())
        })
        .collect();
    assert_eq!(dump_of(&read(&zipped(&parts))), "文\n");
}

#[test]
fn without_relationships_parts_are_found_by_convention() {
    let docx = Docx::new(&super::item(1, 0, "甲")).numbering(&super::build::list(1, &[("decimal", "%1.")]));
    let parts: Vec<_> = docx.all_parts().into_iter().filter(|(name, _)| !name.ends_with(".rels")).collect();
    assert_eq!(dump_of(&read(&zipped(&parts))), "[1.] 甲\n");
}

#[test]
fn a_document_that_is_cut_off_gives_what_stands_before() {
    let mut docx = Docx::new(&[p("前"), p("後")].concat());
    let text = String::from_utf8(docx.parts[0].1.clone()).unwrap();
    docx.parts[0].1.truncate(text.find('後').unwrap());
    let reading = read(&docx.build());
    assert_eq!(reading.document.blocks.len(), 1);
    let is_damage =
        |warning: &Warning| matches!(warning, Warning::DamagedPart { part, .. } if part == "word/document.xml");
    assert!(reading.warnings.iter().any(is_damage), "{:?}", reading.warnings);
}

#[test]
fn a_damaged_part_beside_the_document_costs_a_warning() {
    let docx = Docx::new(&p("文")).part("styles", "styles.xml", "<w:styles").part("numbering", "numbering.xml", "");
    let reading = read(&docx.build());
    assert_eq!(reading.document.blocks.len(), 1);
    assert_eq!(reading.warnings.len(), 2, "{:?}", reading.warnings);
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes() {
    let body: String = (0..2000).map(|n| p(&format!("第{n}案，內容{}", n * 7919 % 1000))).collect();
    let bytes = Docx::new(&body).build();
    let reading = read(&bytes[..bytes.len() * 3 / 4]);
    assert!(reading.document.blocks.len() > 500);
    assert!(reading.warnings.iter().any(Warning::loses_text));
}

#[test]
fn other_packages_are_no_word_documents() {
    let one = |name: &str| zipped(&[(name.to_owned(), b"<a/>".to_vec())]);
    for (name, found) in [
        ("xl/workbook.xml", "a workbook (.xlsx)"),
        ("ppt/presentation.xml", "a presentation (.pptx)"),
        ("content.xml", "an OpenDocument file"),
        ("photo.jpg", "a package of 1 other parts, such as photo.jpg"),
        ("word/document.xml", "a package of 1 other parts, such as word/document.xml"),
    ] {
        let ReadError::Malformed { found: told, .. } = error(&one(name)) else { panic!("{name}") };
        assert_eq!(told, found);
    }
    assert!(matches!(error(b"PK\x03\x04"), ReadError::Malformed { .. }));
}

#[test]
fn a_document_without_text_has_none() {
    assert!(matches!(error(&Docx::new("<w:p/>").build()), ReadError::NoText { .. }));
    assert!(matches!(error(&Docx::new("").build()), ReadError::NoText { .. }));
}

#[test]
fn too_much_text_is_too_large() {
    let limits = Limits { characters: 10, ..Limits::DEFAULT };
    let error = crate::read(&Docx::new(&p("一二三四五六七八九十甲")).build(), &limits).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { bound: "characters", .. }));
}

#[test]
fn a_package_in_one_xml_file_is_the_same() {
    let docx = Docx::new(&[super::item(1, 0, "甲"), "<w:altChunk r:id=\"chunk\"/>".to_owned()].concat())
        .numbering(&super::build::list(1, &[("decimal", "%1.")]))
        .part("aFChunk", "chunk.htm", "<p>x</p>");
    let parts = docx.all_parts().into_iter().filter(|(name, _)| name != "[Content_Types].xml").map(|(name, content)| {
        if name.ends_with(".htm") {
            return format!("<pkg:part pkg:name=\"/{name}\" pkg:contentType=\"text/html\"><pkg:binaryData>PHA+\neDwvcD4=</pkg:binaryData></pkg:part>");
        }
        let content = String::from_utf8(content).unwrap();
        format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    });
    let parts: String = parts.collect();
    let flat = format!(
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">{parts}</pkg:package>"
    );
    let reading = crate::read_xml(flat.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(reading, read(&docx.build()));
}

#[test]
fn other_xml_is_no_word_document() {
    let error = crate::read_xml(b"<html/>", &Limits::DEFAULT).unwrap_err();
    assert!(matches!(error, ReadError::Malformed { .. }));
}
