//! What a reader of the file sees, as an indented dump: `^` a gap before it, `h2` a heading, `[1.]` a label, `F3` the fourth
//! paragraph of the footnotes.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;

use document::{Block, Limits, Origin, Paragraph, Part, ReadError, Reading};
use encoding_rs::BIG5;

mod all_features;
mod damaged;
mod encodings;
mod fields;
mod hidden;
mod hostile;
mod labels;
mod parts;
mod tables;

/// A file with some fonts, whose text is this.
fn file(body: &str) -> Vec<u8> {
    let fonts = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset136{\*\panose 02}\'b7\'73\'b2\'d3;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset2 Symbol;}{\f4\fnil\fcharset134 SimSun;}{\f5\fnil\fcharset128 MS Mincho;}{\f6\fnil\fcharset204 Arial Cyr;}}";
    let mut bytes = Vec::new();
    bytes.extend_from_slice(br"{\rtf1\ansi\ansicpg950\deff1");
    bytes.extend_from_slice(fonts.as_bytes());
    bytes.extend_from_slice(&encoded(body));
    bytes.push(b'}');
    bytes
}

/// ASCII as it is, all else as Word writes it: `\'xx` in code page 950, the second byte as it is where it is ASCII.
fn encoded(body: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in body.chars() {
        if c.is_ascii() {
            bytes.push(c as u8);
            continue;
        }
        let text = c.to_string();
        let (double_bytes, _, unmappable) = BIG5.encode(&text);
        assert!(!unmappable, "{c}");
        for &byte in double_bytes.iter() {
            match byte {
                b'\\' | b'{' | b'}' => bytes.extend_from_slice(&[b'\\', byte]),
                0x20..=0x7F => bytes.push(byte),
                _ => bytes.extend_from_slice(format!("\\'{byte:02x}").as_bytes()),
            }
        }
    }
    bytes
}

fn read(bytes: &[u8]) -> Reading {
    crate::read(bytes, &Limits::DEFAULT).unwrap()
}

fn error(bytes: &[u8]) -> ReadError {
    crate::read(bytes, &Limits::DEFAULT).unwrap_err()
}

fn dump(body: &str) -> String {
    dump_of(&read(&file(body)))
}

#[track_caller]
fn shows(body: &str, expected: &[&str]) {
    let dump = dump(body);
    let lines: Vec<&str> = dump.lines().collect();
    assert_eq!(lines, expected, "\n{dump}");
}

/// The texts of the paragraphs outside of tables, without their labels.
fn texts(bytes: &[u8]) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    };
    read(bytes).document.blocks.iter().filter_map(text).collect()
}

fn dump_of(reading: &Reading) -> String {
    let mut out = String::new();
    for block in &reading.document.blocks {
        dump_block(block, 0, &mut out);
    }
    for warning in &reading.warnings {
        writeln!(out, "! {warning} ({})", place(warning.origin())).unwrap();
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
                let span = if (cell.rows, cell.columns) == (1, 1) {
                    String::new()
                } else {
                    format!(" spans {}x{}", cell.rows, cell.columns)
                };
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
    let mut line = paragraph.runs.first().map(|run| place(&run.origin)).unwrap_or_default();
    if paragraph.gap_before {
        line.push('^');
    }
    if let Some(rank) = paragraph.heading {
        write!(line, " h{rank}").unwrap();
    }
    if let Some(label) = &paragraph.label {
        write!(line, " [{label}]").unwrap();
    }
    let text = paragraph.text().replace('\n', "\\n").replace('\t', "\\t");
    if !text.is_empty() {
        write!(line, " {text}").unwrap();
    }
    line
}

fn place(origin: &Origin) -> String {
    let part = match origin.part {
        Part::Body => "",
        Part::Header => "H",
        Part::Footer => "f",
        Part::Footnote => "F",
        Part::Textbox => "T",
        Part::Comment => "C",
    };
    format!("{part}{}", origin.paragraph.map_or("-".into(), |index| index.to_string()))
}
