use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The namespaces of Transitional, with the prefixes that Word writes.
pub(super) const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:example:unknown""#;

const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A .docx that is being built.
pub(super) struct Docx {
    pub(super) parts: Vec<(String, Vec<u8>)>,
    relationships: Vec<String>,
}

impl Docx {
    /// A document with this body.
    pub(super) fn new(body: &str) -> Self {
        let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        Self { parts: vec![("word/document.xml".into(), document.into_bytes())], relationships: Vec::new() }
    }

    /// A part beside the document, related to it by an id that is its name without extension.
    pub(super) fn part(mut self, kind: &str, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self = self.related(kind, name);
        self.parts.push((format!("word/{name}"), content.into()));
        self
    }

    /// An XML part: the content of its outermost element.
    pub(super) fn xml(self, kind: &str, name: &str, root: &str, content: &str) -> Self {
        let content = format!("<w:{root} {NAMESPACES}>{content}</w:{root}>");
        self.part(kind, name, content)
    }

    /// A relationship whose part is not there.
    pub(super) fn related(mut self, kind: &str, name: &str) -> Self {
        let id = name.split('.').next().unwrap_or_default();
        self.relationships.push(format!(r#"<Relationship Id="{id}" Type="{RELATIONSHIP}/{kind}" Target="{name}"/>"#));
        self
    }

    /// A relationship to what lies outside of the file.
    pub(super) fn external(mut self, kind: &str, id: &str) -> Self {
        let target = format!(r#"Target="file:///{id}" TargetMode="External""#);
        self.relationships.push(format!(r#"<Relationship Id="{id}" Type="{RELATIONSHIP}/{kind}" {target}/>"#));
        self
    }

    pub(super) fn styles(self, content: &str) -> Self {
        self.xml("styles", "styles.xml", "styles", content)
    }

    pub(super) fn numbering(self, content: &str) -> Self {
        self.xml("numbering", "numbering.xml", "numbering", content)
    }

    /// All parts with those that relate them.
    pub(super) fn all_parts(&self) -> Vec<(String, Vec<u8>)> {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="htm" ContentType="Text/HTML; charset=utf-8"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
        let root = format!(
            r#"<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="a" Type="{RELATIONSHIP}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let relationships = self.relationships.concat();
        let related = format!(r#"<Relationships xmlns="{RELATIONSHIPS}">{relationships}</Relationships>"#);
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.as_bytes().to_vec()),
            ("_rels/.rels".to_owned(), root.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), related.into_bytes()),
        ];
        parts.extend(self.parts.iter().cloned());
        parts
    }

    pub(super) fn build(&self) -> Vec<u8> {
        zipped(&self.all_parts())
    }
}

/// A zip of these parts.
pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    zipped_by(CompressionMethod::Deflated, parts)
}

/// A zip of these parts as the method writes them; stored ones are the same on every machine.
pub(super) fn zipped_by(method: CompressionMethod, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A definition of levels, each with its format and its text, and the list of the same number.
pub(super) fn list(id: u32, levels: &[(&str, &str)]) -> String {
    format!("{}{}", definition(id, "", levels), num(id, id, ""))
}

/// A definition of levels.
pub(super) fn definition(id: u32, extra: &str, levels: &[(&str, &str)]) -> String {
    let levels: String = (0..).zip(levels).map(|(at, (format, text))| level(at, format, text, "")).collect();
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{extra}{levels}</w:abstractNum>"#)
}

/// A level that starts with 1.
pub(super) fn level(at: u32, format: &str, text: &str, extra: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

/// A list of a definition.
pub(super) fn num(id: u32, definition: u32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>"#)
}

/// A style of paragraphs.
pub(super) fn style(id: &str, based_on: &str, content: &str) -> String {
    let based_on = if based_on.is_empty() { String::new() } else { format!(r#"<w:basedOn w:val="{based_on}"/>"#) };
    format!(r#"<w:style w:type="paragraph" w:styleId="{id}">{based_on}{content}</w:style>"#)
}
