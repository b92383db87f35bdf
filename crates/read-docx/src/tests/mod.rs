//! What a reader of the file sees, as an indented dump: `^` a gap before it, `h2` a heading, `[1.]` a generated label, the
//! part where it is not the body.

#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use std::fmt::Write as _;

use document::{Block, Limits, Paragraph, Part, ReadError, Reading};

mod boxes;
mod build;
mod changes;
mod checklist;
mod hostile;
mod labels;
mod packages;
mod real;
mod stories;
mod tables;
mod text;
mod word2003;

use build::Docx;

fn read(bytes: &[u8]) -> Reading {
    crate::read(bytes, &Limits::DEFAULT).unwrap()
}

fn error(bytes: &[u8]) -> ReadError {
    crate::read(bytes, &Limits::DEFAULT).unwrap_err()
}

/// The dump of a document with this body.
fn dump(body: &str) -> String {
    dump_of(&read(&Docx::new(body).build()))
}

fn dump_of(reading: &Reading) -> String {
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
        Block::Paragraph(paragraph) => writeln!(out, "{indent}{}", line(paragraph)).unwrap(),
        Block::Table(table) => {
            let (rows, columns) = table.size();
            writeln!(out, "{indent}table {rows}x{columns}").unwrap();
            for cell in &table.cells {
                let span = match (cell.rows, cell.columns) {
                    (1, 1) => String::new(),
                    (rows, columns) => format!(" spans {rows}x{columns}"),
                };
                let header = if cell.header { " header" } else { "" };
                writeln!(out, "{indent}  {},{}{span}{header}", cell.row, cell.column).unwrap();
                for block in &cell.blocks {
                    dump_block(block, depth + 2, out);
                }
            }
        }
        Block::Embedded(embedded) => {
            let media_type = embedded.media_type.as_deref().unwrap_or("?");
            let text = String::from_utf8_lossy(&embedded.bytes);
            writeln!(out, "{indent}embedded {} {media_type}: {text}", embedded.name).unwrap();
        }
    }
}

fn line(paragraph: &Paragraph) -> String {
    let mut line = String::new();
    let part = paragraph.runs.first().map_or(Part::Body, |run| run.origin.part);
    if part != Part::Body {
        write!(line, "{part:?}: ").unwrap();
    }
    if paragraph.gap_before {
        line.push_str("^ ");
    }
    if let Some(rank) = paragraph.heading {
        write!(line, "h{rank} ").unwrap();
    }
    if let Some(label) = &paragraph.label {
        write!(line, "[{label}] ").unwrap();
    }
    line + &paragraph.text().replace('\n', "⏎").replace('\t', "⇥")
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    pp(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}
