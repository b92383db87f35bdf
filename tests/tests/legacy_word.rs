//! What LibreOffice writes as .doc, beside the .docx that it was made of.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use document::{Block, Limits, Reading};
use tests::repository;

/// The blocks as text, the numerals of labels as `#`: LibreOffice starts each list of a definition anew in a .doc, also where
/// the lists of the .docx count on together, and shows it so when it opens the .doc again.
fn without_counts(reading: &Reading) -> String {
    let mut shown = String::new();
    of_blocks(&reading.document.blocks, 0, &mut shown);
    shown
}

fn of_blocks(blocks: &[Block], depth: usize, shown: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let label = paragraph.label.as_deref().map(without_numerals);
                writeln!(shown, "{depth} {:?} {label:?} {:?}", paragraph.heading, paragraph.text()).unwrap();
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    let (row, column, rows, columns) = (cell.row, cell.column, cell.rows, cell.columns);
                    writeln!(shown, "{depth} {row},{column} {rows}x{columns} {}", cell.header).unwrap();
                    of_blocks(&cell.blocks, depth + 1, shown);
                }
            }
            Block::Embedded(_) => writeln!(shown, "{depth} embedded").unwrap(),
        }
    }
}

fn without_numerals(label: &str) -> String {
    const NUMERALS: &str = "0123456789〇○一二三四五六七八九十壹貳參肆伍陸柒捌玖拾甲乙丙丁戊己庚辛壬癸";
    let mut shape = String::new();
    for character in label.chars() {
        match NUMERALS.contains(character) {
            true if shape.ends_with('#') => {}
            true => shape.push('#'),
            false => shape.push(character),
        }
    }
    shape
}

fn files() -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let mut paths: Vec<_> =
        fs::read_dir(repository().join("fixtures/doc")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let office = repository().join("fixtures/office");
    let beside = |doc: &Path| office.join(doc.file_stem().unwrap()).with_extension("docx");
    let read = |path: &Path| fs::read(path).unwrap();
    paths.iter().map(|path| (path.display().to_string(), read(path), read(&beside(path)))).collect()
}

#[test]
fn a_doc_of_libreoffice_says_what_its_docx_says_but_for_the_counts() {
    let files = files();
    assert_eq!(files.len(), 5);
    for (name, doc, docx) in files {
        let doc = read_doc::read(&doc, &Limits::DEFAULT).unwrap();
        let docx = read_docx::read(&docx, &Limits::DEFAULT).unwrap();
        assert_eq!(doc.warnings, [], "{name}");
        assert_eq!(without_counts(&doc), without_counts(&docx), "{name}");
    }
}

/// The first label of each sort in a file: where LibreOffice starts anew, it starts as the .docx does.
#[test]
fn the_lists_of_a_doc_of_libreoffice_start_as_those_of_its_docx() {
    for (name, doc, docx) in files() {
        let doc = first_labels(&read_doc::read(&doc, &Limits::DEFAULT).unwrap());
        let docx = first_labels(&read_docx::read(&docx, &Limits::DEFAULT).unwrap());
        assert!(!doc.is_empty(), "{name}");
        assert_eq!(doc, docx, "{name}");
    }
}

fn first_labels(reading: &Reading) -> Vec<String> {
    let mut shapes = Vec::new();
    let mut labels = Vec::new();
    for block in &reading.document.blocks {
        if let Block::Paragraph(paragraph) = block
            && let Some(label) = &paragraph.label
        {
            let shape = without_numerals(label);
            if !shapes.contains(&shape) {
                shapes.push(shape);
                labels.push(label.clone());
            }
        }
    }
    labels
}
