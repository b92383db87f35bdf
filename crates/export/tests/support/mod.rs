//! What the tests of exports share: a Word file read back, and records compared.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(dead_code, reason = "each test file uses its share")]

pub(crate) mod browser;
pub(crate) mod pairs;

use corpus::{Block, Diagnostic, Origin, ProducedBy, Record, Section, Source};
use document::{Limits, Part, Reading};
use plan::ReadFrom;

/// The records that a Word file gives, in its own script.
pub(crate) fn import(docx: &[u8]) -> Vec<Record> {
    let reading = read_docx::read(docx, &Limits::DEFAULT).unwrap();
    assert_eq!(reading.warnings, [], "a file of ours has nothing odd in it");
    records(&reading)
}

/// The records of what was read.
pub(crate) fn records(reading: &Reading) -> Vec<Record> {
    plan::structure(reading, &plan::Lexicon::default(), &plan::Known::default())
        .iter()
        .map(|plan| Record::of_plan(plan, "0123456789abcdef".to_owned(), source(), produced_by()))
        .collect()
}

/// The first of them, which should be the only one.
pub(crate) fn import_one(docx: &[u8]) -> Record {
    let mut records = import(docx);
    assert_eq!(records.len(), 1, "a file of ours holds one plan");
    records.remove(0)
}

pub(crate) fn source() -> Source {
    Source {
        path: "a.docx".to_owned(),
        format: "docx".to_owned(),
        bytes: 1,
        blake3: "0".repeat(64),
        encoding: None,
        pages: None,
    }
}

pub(crate) fn produced_by() -> ProducedBy {
    ProducedBy { version: "0.1.0".to_owned(), reader: "read-docx".to_owned(), options: "0".repeat(16), converter: None }
}

/// What an export keeps of a record: all but id, source, `produced_by`, origins and furniture. Where the grid of a table was
/// found is a matter of its source as well: in a Word file all are cells.
pub(crate) fn kept(record: &Record) -> Record {
    let mut kept = Record { id: "0".repeat(16), source: source(), produced_by: produced_by(), ..record.clone() };
    kept.furniture.clear();
    bare(&mut kept.front);
    for Section { blocks, origin, .. } in &mut kept.sections {
        *origin = nowhere();
        bare(blocks);
    }
    kept.citations.iter_mut().for_each(|citation| citation.origin = nowhere());
    kept.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.origin = nowhere());
    kept
}

fn bare(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) | Block::Figure(paragraph) => paragraph.origin = nowhere(),
            Block::Item(item) => {
                item.origin = nowhere();
                bare(&mut item.children);
            }
            Block::Table(table) => {
                table.origin = nowhere();
                table.read_from = ReadFrom::Cells;
                table.spans.sort_by_key(|span| (span.column, span.row));
                table.rows.iter_mut().for_each(|row| row.origin = nowhere());
            }
        }
    }
}

pub(crate) fn nowhere() -> Origin {
    Origin { part: Part::Body, regions: None, lines: None, chars: None, paragraph: None, ocr: None }
}

/// The lines of the records' JSON that differ, with the lines before them; empty where they are equal.
pub(crate) fn difference(expected: &Record, found: &Record) -> String {
    let json = |record: &Record| String::from_utf8(record.to_json().unwrap()).unwrap();
    let (expected, found) = (json(expected), json(found));
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let Some(at) = (0..expected.len().max(found.len())).find(|at| expected.get(*at) != found.get(*at)) else {
        return String::new();
    };
    let excerpt = |lines: &[&str]| lines[at.saturating_sub(6).min(lines.len())..lines.len().min(at + 4)].join("\n");
    format!("line {at}, expected\n{}\nfound\n{}", excerpt(&expected), excerpt(&found))
}

/// Diagnostics without their messages, which quote the source.
pub(crate) fn without_messages(mut record: Record) -> Record {
    record.diagnostics.iter_mut().for_each(|Diagnostic { message, .. }| message.clear());
    record
}
