//! What a reader of the file sees, as an indented dump: `^` a gap before it, `h2` a heading, `[1.]` a label, `F3` the fourth
//! paragraph of the footnotes.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;

use document::{Block, Limits, Origin, Paragraph, Part, ReadError, Reading};

mod bounds;
mod build;
mod damaged;
mod everything;
mod labels;
mod pieces;
mod real;
mod stories;
mod tables;
mod text;
mod word6;

fn read(bytes: &[u8]) -> Reading {
    crate::read(bytes, &Limits::DEFAULT).unwrap()
}

fn error(bytes: &[u8]) -> ReadError {
    crate::read(bytes, &Limits::DEFAULT).unwrap_err()
}

/// The dump of a file without warnings.
fn dump(bytes: &[u8]) -> String {
    let reading = read(bytes);
    assert_eq!(reading.warnings, [], "{reading:?}");
    let mut dump = String::new();
    blocks(&reading.document.blocks, 0, &mut dump);
    dump
}

/// The labels of the paragraphs, in order; `-` where there is none.
fn labels(bytes: &[u8]) -> Vec<String> {
    let blocks = read(bytes).document.blocks;
    let labels = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.label.clone().unwrap_or_else(|| "-".to_owned())),
        _ => None,
    });
    labels.collect()
}

fn blocks(blocks: &[Block], depth: usize, dump: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(found) => paragraph(found, depth, dump),
            Block::Table(table) => {
                writeln!(dump, "{:1$}table", "", 2 * depth).unwrap();
                for cell in &table.cells {
                    let header = if cell.header { " header" } else { "" };
                    let (row, column) = (cell.row, cell.column);
                    let indent = 2 * depth + 2;
                    writeln!(dump, "{:indent$}{row},{column} {}x{}{header}", "", cell.rows, cell.columns).unwrap();
                    self::blocks(&cell.blocks, depth + 2, dump);
                }
            }
            Block::Embedded(_) => writeln!(dump, "{:1$}embedded", "", 2 * depth).unwrap(),
        }
    }
}

fn paragraph(paragraph: &Paragraph, depth: usize, dump: &mut String) {
    write!(dump, "{:1$}", "", 2 * depth).unwrap();
    if paragraph.gap_before {
        dump.push_str("^ ");
    }
    if let Some(level) = paragraph.heading {
        write!(dump, "h{level} ").unwrap();
    }
    if let Some(label) = &paragraph.label {
        write!(dump, "[{label}] ").unwrap();
    }
    let origin = paragraph.runs.first().map(|run| run.origin.clone()).unwrap_or_default();
    writeln!(dump, "{}{:?}", place(&origin), paragraph.text()).unwrap();
}

fn place(origin: &Origin) -> String {
    let part = match origin.part {
        Part::Body => return String::new(),
        Part::Header => "H",
        Part::Footer => "f",
        Part::Footnote => "F",
        Part::Textbox => "T",
        Part::Comment => "C",
    };
    format!("{part}{} ", origin.paragraph.unwrap())
}
