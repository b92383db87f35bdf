//! What must hold of every file and every document, whatever is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use document::{Block, Document, Limits, Origin, Paragraph, ReadError, Reading, Table};
use ingest::{Options, Source, process};
use plan::{Known, Lexicon};

use crate::characters::difference;

/// Positions of a table beyond which nobody looks whether two cells share one.
const POSITIONS: usize = 100_000;

/// The id that records of mutants have.
const ID: &str = "0123456789abcdef";

/// What became of a file of which all held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Whether a reader made something of it.
    pub is_read: bool,
}

/// Reads a file as the program does, finds its plans, and looks whether all holds. `thorough` looks also whether it gives the same
/// again, and at its records.
///
/// # Errors
///
/// What does not hold.
pub fn check(bytes: &[u8], extension: &str, thorough: bool) -> Result<Checked, String> {
    let limits = Limits::DEFAULT;
    let (_, reading) = read_any::read(bytes, Some(extension), &limits, &ocr::Recognition::NEVER);
    if thorough {
        if read_any::read(bytes, Some(extension), &limits, &ocr::Recognition::NEVER).1 != reading {
            return Err("it is read otherwise when it is read again".to_owned());
        }
        check_records(bytes, extension)?;
        if extension == "pdf" {
            check_pages(bytes, &limits)?;
        }
    }
    let Ok(reading) = reading else { return Ok(Checked { is_read: false }) };
    check_document_of(&reading)?;
    check_structure(&reading)?;
    Ok(Checked { is_read: true })
}

/// Looks whether a reader gives one answer, in bounds, to any bytes.
///
/// # Errors
///
/// What does not hold.
pub fn check_reading(
    bytes: &[u8],
    limits: &Limits,
    read: fn(&[u8], &Limits) -> Result<Reading, ReadError>,
) -> Result<(), String> {
    let reading = read(bytes, limits);
    if read(bytes, limits) != reading {
        return Err("it is read otherwise when it is read again".to_owned());
    }
    reading.map_or(Ok(()), |reading| check_document_of(&reading))
}

/// Looks whether structure loses or doubles something of a document.
///
/// # Errors
///
/// What is lost or doubled.
pub fn check_document(document: &Document) -> Result<Checked, String> {
    let reading = Reading { document: document.clone(), ..Reading::default() };
    check_structure(&reading)?;
    Ok(Checked { is_read: true })
}

/// Looks whether each visible character of a reading stands in its plans once.
///
/// # Errors
///
/// What is lost or doubled.
pub fn check_structure(reading: &Reading) -> Result<(), String> {
    let plans = plan::structure(reading, &Lexicon::default(), &Known::default());
    let (lost, doubled) = difference(&reading.document, &plans);
    match (lost.as_slice(), doubled.as_slice()) {
        ([], []) => Ok(()),
        _ => Err(format!("structure has lost {lost:?} and doubled {doubled:?}")),
    }
}

/// Looks whether boxes on the pages of a PDF file are boxes, and whether each of its characters finds its place in the layout.
///
/// # Errors
///
/// What does not hold.
pub fn check_pages(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let Ok(found) = read_pdf::pages(bytes, limits) else { return Ok(()) };
    let mut given: BTreeMap<char, i64> = BTreeMap::new();
    for page in &found.pages {
        let boxes = page.characters.iter().map(|character| character.bbox);
        for bbox in boxes.chain(page.rules.iter().map(|rule| rule.bbox)).chain(page.images.iter().copied()) {
            let is_finite = [bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|side| side.is_finite());
            if !is_finite || bbox.x0 > bbox.x1 || bbox.y0 > bbox.y1 {
                return Err(format!("a box on page {} is none: {bbox:?}", page.number));
            }
        }
        for character in page.characters.iter().filter(|character| !character.text.is_whitespace()) {
            *given.entry(character.text).or_default() += 1;
        }
    }
    let blocks = layout::read(&found.pages, &found.tags, limits);
    each_paragraph(&blocks, &mut |paragraph| {
        for c in paragraph.text().chars().filter(|c| !c.is_whitespace()) {
            *given.entry(c).or_default() -= 1;
        }
    });
    given.retain(|_, count| *count != 0);
    if given.is_empty() { Ok(()) } else { Err(format!("the layout has lost (or, below 0, doubled) {given:?}")) }
}

fn check_records(bytes: &[u8], extension: &str) -> Result<(), String> {
    let path = format!("a.{extension}");
    let source = Source { path: &path, id: ID, blake3: ID, bytes, known: None };
    let outcome = process(&source, &Options::default());
    if outcome.status.has_record() == outcome.plans.is_empty() {
        return Err(format!("{:?} with {} plans", outcome.status, outcome.plans.len()));
    }
    let wrong = |error: &dyn Debug| format!("a record can't be written, or read again: {error:?}");
    let written = outcome.written().map_err(|error| wrong(&error))?;
    let parsed = written.clone().parsed().map_err(|error| wrong(&error))?;
    let again = parsed.written().map_err(|error| wrong(&error))?;
    if again == written { Ok(()) } else { Err("a record is another when it has been read".to_owned()) }
}

fn check_document_of(reading: &Reading) -> Result<(), String> {
    let mut wrong = None;
    each_paragraph(&reading.document.blocks, &mut |paragraph| {
        let run = paragraph.runs.iter().find(|run| !is_place(&run.origin));
        wrong = wrong.take().or_else(|| run.map(|run| format!("a place that is none: {:?}", run.origin)));
    });
    let warned = reading.warnings.iter().find(|warning| !is_place(warning.origin()));
    wrong = wrong.or_else(|| warned.map(|warning| format!("a place that is none: {warning:?}")));
    wrong.map_or_else(|| check_tables(&reading.document.blocks), Err)
}

fn is_place(origin: &Origin) -> bool {
    let is_span = |span: Option<(u32, u32)>| span.is_none_or(|(from, to)| from <= to);
    let is_box = |[x0, y0, x1, y1]: [f32; 4]| x0 <= x1 && y0 <= y1 && [x0, y0, x1, y1].iter().all(|x| x.is_finite());
    is_span(origin.lines) && is_span(origin.chars) && origin.regions.iter().all(|region| is_box(region.bbox))
}

fn check_tables(blocks: &[Block]) -> Result<(), String> {
    let mut stack: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = stack.pop() {
        let Block::Table(table) = block else { continue };
        check_table(table)?;
        stack.extend(table.cells.iter().flat_map(|cell| &cell.blocks));
    }
    Ok(())
}

/// Each cell covers something, and no two cover the same.
fn check_table(table: &Table) -> Result<(), String> {
    let area: usize = table.cells.iter().map(|cell| cell.rows.saturating_mul(cell.columns)).sum();
    if table.cells.iter().any(|cell| cell.rows == 0 || cell.columns == 0) {
        return Err("a cell covers nothing".to_owned());
    }
    if area > POSITIONS {
        return Ok(());
    }
    let mut covered = BTreeSet::new();
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                if !covered.insert((row, column)) {
                    return Err(format!("two cells share row {row}, column {column}"));
                }
            }
        }
    }
    Ok(())
}

fn each_paragraph(blocks: &[Block], meet: &mut dyn FnMut(&Paragraph)) {
    let mut stack: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = stack.pop() {
        match block {
            Block::Paragraph(paragraph) => meet(paragraph),
            Block::Table(table) => {
                table.caption.iter().for_each(&mut *meet);
                stack.extend(table.cells.iter().flat_map(|cell| &cell.blocks));
            }
            Block::Embedded(_) => {}
        }
    }
}
