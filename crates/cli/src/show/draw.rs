//! `plancorpus show --draw`: a page of a PDF file with what was read from it, and where.

use std::io::{self, Write};

use corpus::{Block, Origin, Record, Status};
use document::{Limits, ReadError};
use ingest::{Known, Options, inspect, load};
use layout::{Page, Rect};
use read_any::{Detected, Format, detect};

use super::svg::{self, Mark};
use crate::args::ShowArgs;
use crate::{Ending, complain};

/// Draws page `number`, from 1.
pub(crate) fn run(
    args: &ShowArgs,
    number: u32,
    known: Option<&Known>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let name = args.file.display();
    let limits = Limits::DEFAULT;
    if args.file.is_dir() {
        complain(&format!("{name}: only pages of PDF files can be drawn; this is a folder"));
        return Ok(Ending::Unusable);
    }
    let read = inspect(&args.file, known, options).and_then(|outcome| Ok((outcome, load(&args.file, limits.bytes)?)));
    let (outcome, bytes) = match read {
        // What a worker did not survive is not tried in here.
        Ok((outcome, _)) if matches!(outcome.status, Status::TooLarge | Status::Timeout | Status::Crashed) => {
            complain(&format!("{name}: {}: {}", outcome.status, outcome.detail.unwrap_or_default()));
            return Ok(Ending::Failures);
        }
        Ok(read) => read,
        Err(error) => {
            complain(&format!("{name}: {error}"));
            return Ok(Ending::Unusable);
        }
    };
    let extension = args.file.extension().and_then(|extension| extension.to_str());
    if let Some(what) = other_than_pdf(detect(&bytes, extension)) {
        complain(&format!("{name}: only pages of PDF files can be drawn; this is: {what}"));
        return Ok(Ending::Unusable);
    }
    let read_pdf::Pages { pages, tags, .. } = match read_pdf::pages(&bytes, &limits) {
        Ok(pages) => pages,
        Err(error) => return Ok(refused(args, &error)),
    };
    let Some(page) = pages.iter().find(|page| page.number == number) else {
        let has = if pages.len() == 1 { "one page".to_owned() } else { format!("{} pages", pages.len()) };
        complain(&format!("{name}: there is no page {number}: it has {has}"));
        return Ok(Ending::Unusable);
    };
    if let Some(detail) = &outcome.detail {
        complain(&format!("{name}: {}: {detail}", outcome.status));
    }
    let mut marks = cells(&layout::read(&pages, &tags, &limits), page);
    marks.extend(blocks(outcome.plans.iter().map(|plan| &plan.hant), page));
    svg::write(page, &marks, &format!("{name}, page {number} of {}", pages.len()), out)?;
    Ok(if outcome.status.is_failure() { Ending::Failures } else { Ending::Good })
}

/// What a file is, unless it is a PDF.
fn other_than_pdf(detected: Detected) -> Option<&'static str> {
    match (detected.format(), detected) {
        (Some(Format::Pdf), _) => None,
        (Some(format), _) => Some(format.info().english),
        (None, Detected::Other(what)) => Some(what),
        (None, _) => Some("something else"),
    }
}

fn refused(args: &ShowArgs, error: &ReadError) -> Ending {
    complain(&format!("{}: {error}", args.file.display()));
    Ending::Failures
}

/// The blocks of plans that stand on a page, numbered through the file in reading order, and what is not the plan behind them.
fn blocks<'r>(records: impl Iterator<Item = &'r Record>, page: &Page) -> Vec<Mark> {
    let mut marks = Marks { page: page.number, number: 0, marks: Vec::new() };
    for record in records {
        marks.blocks(&record.front);
        for section in &record.sections {
            let label = section.label.as_deref().unwrap_or_default();
            marks.add("heading", &section.origin, &format!("{label} {}", section.heading));
            marks.blocks(&section.blocks);
        }
        for piece in &record.furniture {
            marks.add("furniture", &piece.origin, &format!("{}: {}", piece.kind.name(), piece.text));
        }
    }
    marks.marks
}

struct Marks {
    page: u32,
    number: usize,
    marks: Vec<Mark>,
}

impl Marks {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.add("paragraph", &paragraph.origin, &paragraph.text),
                Block::Figure(figure) => self.add("figure", &figure.origin, &figure.text),
                Block::Item(item) => {
                    self.add("item", &item.origin, &format!("{} {}", item.label, item.text));
                    self.blocks(&item.children);
                }
                Block::Table(table) => {
                    let size = format!("{} by {}", table.rows.len(), table.columns.len());
                    self.add(
                        "table",
                        &table.origin,
                        &format!("{} read from {}, {size}", table.id, table.read_from.name()),
                    );
                }
            }
        }
    }

    fn add(&mut self, kind: &'static str, origin: &Origin, text: &str) {
        self.number += 1;
        let regions = origin.regions.iter().flatten().filter(|region| region.page == self.page);
        self.marks.extend(regions.map(|region| {
            let [x0, y0, x1, y1] = region.bbox;
            Mark { kind, number: Some(self.number), bbox: Rect::new(x0, y0, x1, y1), text: text.to_owned() }
        }));
    }
}

/// The cells of the tables on a page, each as large as what stands in it.
fn cells(blocks: &[document::Block], page: &Page) -> Vec<Mark> {
    let mut marks = Vec::new();
    for block in blocks {
        let document::Block::Table(table) = block else { continue };
        for cell in &table.cells {
            let boxes = cell.blocks.iter().flat_map(|block| match block {
                document::Block::Paragraph(paragraph) => paragraph.runs.as_slice(),
                document::Block::Table(_) | document::Block::Embedded(_) => &[],
            });
            let boxes = boxes.flat_map(|run| &run.origin.regions).filter(|region| region.page == page.number);
            let boxes = boxes.map(|region| {
                let [x0, y0, x1, y1] = region.bbox;
                Rect::new(x0, y0, x1, y1)
            });
            let size = if (cell.rows, cell.columns) == (1, 1) {
                String::new()
            } else {
                format!(", {} by {}", cell.rows, cell.columns)
            };
            let text = format!("row {} column {}{size}", cell.row + 1, cell.column + 1);
            marks.extend(boxes.reduce(|a, b| a.union(&b)).map(|bbox| Mark { kind: "cell", number: None, bbox, text }));
            marks.extend(cells(&cell.blocks, page));
        }
    }
    marks
}
