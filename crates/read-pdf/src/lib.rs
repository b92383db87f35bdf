//! Reads PDF files that have a text layer.
//!
//! Covered: characters with their boxes, by the character map of the file, the predefined ones (Big5, GBK, Unicode and their
//! kin, embedded fonts included), the collection of the font's glyphs, and the font program itself; horizontal and vertical
//! writing, turned pages and text, slanted text; ligatures; text that is drawn twice; text behind an image, of a text
//! recognition; clips; ruled lines as strokes, thin boxes and thin images; forms; fields and annotations with an appearance;
//! hidden layers; replacement text; the structure of tagged files; files encrypted with an empty password; damaged files, as
//! far as hayro repairs them.
//!
//! Pages that are images are recognized, where there is somebody who can ([`ocr::Recognize`]): scans, and pages whose fonts or whose hidden
//! text say something else than they show.
//!
//! Not covered: codes of fonts that nothing in the file explains, which
//! are U+FFFD; text in tiling patterns and in the glyphs of Type 3 fonts; replacement text and marked content of structure
//! elements and of forms with a structure of their own; signs of fonts like Wingdings where they are neither embedded nor
//! described; a password, also one that a program could find.

mod absurd;
mod budget;
mod open;
mod outcome;
mod raster;
mod reach;
mod recognized;
mod scan;
mod tags;
mod unicode;

use document::{Block, Document, Flow, Limits, ReadError, Reading, Warning};
use hayro_interpret::InterpreterCache;
use hayro_syntax::Pdf;
use layout::{Page, Tags};
use ocr::Recognition;

use budget::Budget;
use outcome::Doubts;
use reach::Reach;
use unicode::Unicode;

/// What stands where on the pages of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// All pages, also those without text.
    pub pages: Vec<Page>,
    /// The structure that the file states, and the one element for what it marks as no text of the document.
    pub tags: Tags,
    /// Numbers of the pages that show images and no text: what a text recognition has to read.
    pub images_only: Vec<u32>,
    /// Numbers of the pages of which too many characters could not be decoded to understand the rest.
    pub undecodable: Vec<u32>,
    /// Numbers of the pages whose text is hidden behind images: what some text recognition made of them.
    pub hidden_text: Vec<u32>,
    /// What was unreadable or doubtful.
    pub warnings: Vec<Warning>,
}

/// Reads a PDF file.
///
/// # Errors
///
/// [`ReadError::NoText`] where no page has a character, with the number of pages; [`ReadError::Garbled`] where those of every
/// page are undecodable; and those of [`pages`].
pub fn read(bytes: &[u8], limits: &Limits, recognition: &Recognition<'_>) -> Result<Reading, ReadError> {
    let (pdf, mut found) = open_pages(bytes, limits)?;
    let unreadable = recognized::put(&pdf, &mut found, recognition);
    outcome::admit(&found, &unreadable, recognition)?;
    let warnings = outcome::losses(&mut found, &unreadable, recognition);
    let mut blocks = layout::read(&found.pages, &found.tags, limits);
    blocks.extend(unreadable.lines.into_iter().map(Block::Paragraph));
    Ok(Reading {
        document: Document { blocks, flow: Flow::Paragraphs },
        warnings,
        encoding: None,
        pages: u32::try_from(found.pages.len()).ok(),
    })
}

/// Reads what stands on the pages of a PDF file, whether it is text or not.
///
/// # Errors
///
/// [`ReadError::Malformed`] where no page can be found; [`ReadError::Encrypted`] where a password is needed;
/// [`ReadError::Unsupported`] for an encryption that nobody knows; [`ReadError::TooLarge`] by `limits.bytes`,
/// `limits.inflated`, `limits.characters`, or `limits.nodes` pages.
pub fn pages(bytes: &[u8], limits: &Limits) -> Result<Pages, ReadError> {
    Ok(open_pages(bytes, limits)?.1)
}

fn open_pages(bytes: &[u8], limits: &Limits) -> Result<(Pdf, Pages), ReadError> {
    let mut budget = Budget::new(limits);
    let (pdf, mut warnings) = open::open(bytes, &mut budget, limits)?;
    let mut found = scan_all(&pdf, budget, limits)?;
    warnings.append(&mut found.warnings);
    found.warnings = warnings;
    Ok((pdf, found))
}

fn scan_all(pdf: &Pdf, mut budget: Budget, limits: &Limits) -> Result<Pages, ReadError> {
    let cache = InterpreterCache::new();
    let mut reach = Reach::new(pdf.xref(), limits);
    let mut unicode = Unicode::default();
    let mut structure = tags::read(pdf, limits);
    let mut paper = scan::Paper::default();
    let mut doubts = Doubts::default();
    let mut found = Pages::default();
    let mut characters = 0;
    for (index, page) in pdf.pages().iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let content = match reach.page(page, &mut budget)? {
            Ok(content) => content,
            Err(problem) => {
                doubts.unread.push((number, problem));
                found.pages.push(scan::blank(page, number));
                continue;
            }
        };
        unicode.meet(reach.new_fonts());
        let marks = structure.of_page(index, content.has_own_marks);
        let left = limits.characters.saturating_sub(characters);
        let scanned = scan::page(page, number, &content, &cache, marks, &mut unicode, &mut paper, left);
        characters += scanned.page.characters.len();
        if scanned.is_full {
            return Err(ReadError::too_large("characters", limits.characters, limits.characters.saturating_add(1)));
        }
        doubts.meet(&scanned);
        found.pages.push(scanned.page);
    }
    found.tags = structure.into_tags();
    doubts.report(&mut found);
    Ok(found)
}

#[cfg(test)]
mod tests;
