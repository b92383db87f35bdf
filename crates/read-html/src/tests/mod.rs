//! What a browser would show, as an indented dump: `^` a gap before it, `h2` a heading, `[1.]` a generated label, `~` chrome.

#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use std::fmt::Write as _;

use document::{Block, Limits, Paragraph, Place, ReadError, Reading, Warning};

mod chrome;
mod encodings;
mod fixtures;
mod hidden;
mod hostile;
mod lists;
mod places;
mod tables;
mod text;

fn read(page: &str) -> Reading {
    crate::read(page.as_bytes(), &Limits::DEFAULT).unwrap()
}

fn dump(page: &str) -> String {
    dump_of(&read(page))
}

fn dump_of(reading: &Reading) -> String {
    let mut out = String::new();
    for block in &reading.document.blocks {
        dump_block(block, 0, &mut out);
    }
    for warning in &reading.warnings {
        writeln!(out, "! {warning} ({:?})", warning.origin().lines).unwrap();
    }
    out
}

fn dump_block(block: &Block, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match block {
        Block::Paragraph(paragraph) => writeln!(out, "{indent}{}", line(paragraph)).unwrap(),
        Block::Table(table) => {
            let (rows, columns) = table.size();
            let caption = table.caption.as_ref().map(|caption| format!(" {}", line(caption))).unwrap_or_default();
            writeln!(out, "{indent}table {rows}x{columns}{caption}").unwrap();
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
    let mut line = String::new();
    if paragraph.place == Place::Aside {
        line.push_str("~ ");
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
    line + &paragraph.text().replace('\n', "⏎").replace('\u{A0}', "␣")
}

/// All text, tables and all, without labels.
fn texts(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph.text()],
            Block::Table(table) => {
                let caption = table.caption.iter().map(Paragraph::text);
                caption.chain(table.cells.iter().flat_map(|cell| texts(&cell.blocks))).collect()
            }
            Block::Embedded(_) => Vec::new(),
        })
        .collect()
}

fn error(page: &[u8]) -> ReadError {
    crate::read(page, &Limits::DEFAULT).unwrap_err()
}

#[track_caller]
fn shows(page: &str, expected: &[&str]) {
    assert_eq!(dump(page).lines().collect::<Vec<_>>(), expected, "{page}");
}

fn has_too_deep(reading: &Reading) -> bool {
    reading.warnings.iter().any(|warning| matches!(warning, Warning::TooDeep { .. }))
}
