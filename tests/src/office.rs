//! Office files made from snippets.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip package.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // ODF 1.3 part 2, 3.3: the media type is stored, so that it can be read without unpacking.
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let started = writer.start_file(*name, SimpleFileOptions::default().compression_method(method));
        assert!(started.and_then(|()| Ok(writer.write_all(bytes)?)).is_ok(), "a package in memory takes {name}");
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A .docx with this in its body, and a list 1 that counts 壹、 一、.
pub fn docx(body: &str) -> Vec<u8> {
    docx_of(&[("word/document.xml", document_xml(body).as_bytes()), ("word/numbering.xml", numbering_xml().as_bytes())])
}

/// A .docx of these parts, beside those that every one has.
pub fn docx_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
                 <Default Extension='xml' ContentType='application/xml'/>\
                 <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
                 <Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    let package_relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='{OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>"
    );
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='r1' Type='{OFFICE}/numbering' Target='numbering.xml'/></Relationships>"
    );
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", package_relations.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    all.extend(parts);
    package(&all)
}

/// The main part of a .docx.
pub fn document_xml(body: &str) -> String {
    format!("<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
}

/// A list 1 that counts 壹、 and 一、.
pub fn numbering_xml() -> String {
    format!(
        "<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='1'>\
         <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='ideographLegalTraditional'/><w:lvlText w:val='%1、'/></w:lvl>\
         <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='taiwaneseCountingThousand'/><w:lvlText w:val='%2、'/></w:lvl>\
         </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
}

/// A paragraph of a .docx.
pub fn w_p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An .odt with this as its text.
pub fn odt(text: &str) -> Vec<u8> {
    let mimetype = "application/vnd.oasis.opendocument.text";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
         <manifest:file-entry manifest:full-path='/' manifest:media-type='{mimetype}'/></manifest:manifest>"
    );
    package(&[
        ("mimetype", mimetype.as_bytes()),
        ("content.xml", content_xml(text).as_bytes()),
        ("styles.xml", styles_xml().as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// The main part of an .odt.
pub fn content_xml(text: &str) -> String {
    format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
}

fn styles_xml() -> &'static str {
    "<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
}

/// A paragraph of an .odt.
pub fn text_p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}
