//! Documents that the tests build, as an indented dump: `body 3` a part and the paragraph's index in it, `^` a gap before it,
//! `h2` a heading, `[1.]` a generated label.

#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use document::{Block, Limits, Paragraph, ReadError, Reading, Warning};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

mod bounds;
mod everything;
mod lists;
mod outline;
mod packages;
mod properties;
mod real;
mod stories;
mod tables;
mod text;

const NAMESPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' \
    xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
    xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0' \
    xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:math='http://www.w3.org/1998/Math/MathML' \
    xmlns:xlink='http://www.w3.org/1999/xlink' \
    xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'";

/// The parts of a document.
#[derive(Debug, Default, Clone)]
struct Odt {
    body: String,
    common: String,
    automatic: String,
    masters: String,
    more: Vec<(String, String)>,
}

fn odt(body: impl Into<String>) -> Odt {
    Odt { body: body.into(), ..Odt::default() }
}

impl Odt {
    fn common(mut self, styles: &str) -> Self {
        self.common.push_str(styles);
        self
    }

    fn automatic(mut self, styles: &str) -> Self {
        self.automatic.push_str(styles);
        self
    }

    fn masters(mut self, masters: &str) -> Self {
        self.masters.push_str(masters);
        self
    }

    fn part(mut self, name: &str, text: &str) -> Self {
        self.more.push((name.to_owned(), text.to_owned()));
        self
    }

    fn content(&self) -> String {
        let Self { body, automatic, .. } = self;
        format!(
            "<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
    }

    fn styles(&self) -> String {
        let Self { common, masters, .. } = self;
        format!(
            "<office:document-styles {NAMESPACES}><office:styles>{common}</office:styles>\
             <office:master-styles>{masters}</office:master-styles></office:document-styles>"
        )
    }

    fn flat(&self) -> String {
        let Self { body, common, automatic, masters, .. } = self;
        format!(
            "<office:document {NAMESPACES}><office:styles>{common}</office:styles>\
             <office:automatic-styles>{automatic}</office:automatic-styles>\
             <office:master-styles>{masters}</office:master-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document>"
        )
    }

    fn bytes(&self) -> Vec<u8> {
        self.bytes_by(CompressionMethod::Deflated)
    }

    fn bytes_by(&self, method: CompressionMethod) -> Vec<u8> {
        let (content, styles) = (self.content(), self.styles());
        let mut parts = vec![("content.xml", content.as_str()), ("styles.xml", styles.as_str())];
        parts.extend(self.more.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        package_by(method, &parts)
    }

    fn read(&self) -> Reading {
        read(&self.bytes()).unwrap()
    }

    fn dump(&self) -> String {
        dump(&self.read())
    }

    /// Labels and text alone.
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &self.read().document.blocks {
            collect_lines(block, &mut lines);
        }
        lines
    }
}

fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    crate::read(bytes, &Limits::DEFAULT)
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    package_by(CompressionMethod::Deflated, parts)
}

/// Stored parts are the same on every machine.
fn package_by(method: CompressionMethod, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<text:p text:style-name='{style}'>{text}</text:p>")
}

fn h(level: u8, text: &str) -> String {
    format!("<text:h text:outline-level='{level}'>{text}</text:h>")
}

fn item(content: &str) -> String {
    format!("<text:list-item>{content}</text:list-item>")
}

/// A list with attributes.
fn list(attributes: &str, content: &str) -> String {
    format!("<text:list {attributes}>{content}</text:list>")
}

fn table(content: &str) -> String {
    format!("<table:table>{content}</table:table>")
}

fn row(content: &str) -> String {
    format!("<table:table-row>{content}</table:table-row>")
}

/// A cell with attributes.
fn cell(attributes: &str, content: &str) -> String {
    format!("<table:table-cell {attributes}>{content}</table:table-cell>")
}

const COVERED: &str = "<table:covered-table-cell/>";

fn dump(reading: &Reading) -> String {
    let mut out = String::new();
    for block in &reading.document.blocks {
        dump_block(block, 0, &mut out);
    }
    for warning in &reading.warnings {
        writeln!(out, "! {warning}").unwrap();
    }
    out
}

fn dump_block(block: &Block, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match block {
        Block::Paragraph(paragraph) => {
            let origin = &paragraph.runs.first().unwrap().origin;
            let part = format!("{:?}", origin.part).to_lowercase();
            let index = origin.paragraph.unwrap();
            writeln!(out, "{indent}{part} {index}: {}", line(paragraph)).unwrap();
        }
        Block::Table(table) => {
            let (rows, columns) = table.size();
            writeln!(out, "{indent}table {rows}x{columns}").unwrap();
            for cell in &table.cells {
                let is_plain = (cell.rows, cell.columns) == (1, 1);
                let span = if is_plain { String::new() } else { format!(" spans {}x{}", cell.rows, cell.columns) };
                let header = if cell.header { " header" } else { "" };
                writeln!(out, "{indent}  {},{}{span}{header}", cell.row, cell.column).unwrap();
                for block in &cell.blocks {
                    dump_block(block, depth + 2, out);
                }
            }
        }
        Block::Embedded(embedded) => writeln!(out, "{indent}embedded {}", embedded.name).unwrap(),
    }
}

fn line(paragraph: &Paragraph) -> String {
    let gap = if paragraph.gap_before { "^ " } else { "" };
    let heading = paragraph.heading.map(|rank| format!("h{rank} ")).unwrap_or_default();
    let label = paragraph.label.as_ref().map(|label| format!("[{label}] ")).unwrap_or_default();
    let text = paragraph.text().replace('\n', "\\n").replace('\t', "\\t");
    format!("{gap}{heading}{label}{text}")
}

fn collect_lines(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(paragraph) => {
            let label = paragraph.label.as_ref().map(|label| format!("[{label}] ")).unwrap_or_default();
            lines.push(label + &paragraph.text());
        }
        Block::Table(table) => {
            for block in table.cells.iter().flat_map(|cell| &cell.blocks) {
                collect_lines(block, lines);
            }
        }
        Block::Embedded(_) => {}
    }
}
