//! Reads PDF files by pdf-extract: the second engine, for what the first can't open.
//!
//! Covered: text in its place with the fonts that pdf-extract knows; strokes and thin boxes as rules; rotated pages, crop boxes; files
//! that open with an empty password. A page at which pdf-extract panics costs that page.
//!
//! Not covered, since pdf-extract has none of it: predefined Chinese character maps, vertical writing, matrices of forms, clips,
//! paths closed or filled by `s`, `b`, `B` and `f*`, structure elements, render modes.
//!
//! pdf-extract also loops and overflows its stack on some files. So [`read`] is to be called in a process that may die.

mod device;
mod images;
mod page_box;

use std::panic::{self, AssertUnwindSafe};

use document::{Document, Flow, Limits, ReadError, Reading, Warning};
use layout::{Page, Tags};
use pdf_extract::{Document as Pdf, output_doc_page};

use device::Device;
use images::has_images;
use page_box::page_box;

/// A page is garbled where more than one visible character in so many could not be decoded.
const GARBLED_SHARE: usize = 10;

/// Reads a PDF file.
///
/// # Errors
///
/// [`ReadError::Malformed`] where it can't be opened, or pdf-extract gives up on each of its pages; [`ReadError::Encrypted`] where the
/// empty password doesn't open it; [`ReadError::NoText`] with the number of pages where none has text; [`ReadError::Garbled`] where
/// that of each page is undecodable; [`ReadError::TooLarge`] beyond the limits.
///
/// # Panics
///
/// Where pdf-extract panics while it opens the file, or at every page. It may also not return, or overflow the stack.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let pdf = open(bytes)?;
    let Drawn { pages, unread, images_only } = draw(&pdf, limits)?;
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let told = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
    let with_text = pages.iter().filter(|page| visible(page).next().is_some()).count();
    if with_text == 0 {
        return Err(match unread.into_iter().next() {
            None => ReadError::NoText { found: format!("{told} without text") },
            Some((page, problem)) => {
                ReadError::Malformed { expected: "pages that can be read", found: format!("page {page}: {problem}") }
            }
        });
    }
    let undecodable: Vec<u32> = pages.iter().filter(|page| is_garbled(page)).map(|page| page.number).collect();
    if undecodable.len() == with_text {
        return Err(ReadError::Garbled { found: format!("{told}; pdf-extract knows no characters for their fonts") });
    }
    let mut warnings: Vec<Warning> =
        unread.into_iter().map(|(page, problem)| Warning::unread_pages(vec![page], problem)).collect();
    if !images_only.is_empty() {
        warnings.push(Warning::unread_pages(images_only, "images without a text layer"));
    }
    if !undecodable.is_empty() {
        warnings.push(Warning::unread_pages(undecodable, "pdf-extract knows no characters for their fonts"));
    }
    let blocks = layout::read(&pages, &Tags::default(), limits);
    let document = Document { blocks, flow: Flow::Paragraphs };
    Ok(Reading { document, warnings, encoding: None, pages: Some(count) })
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    let mut pdf = Pdf::load_mem(bytes).map_err(|error| malformed(&error))?;
    if pdf.is_encrypted() {
        // ISO 32000-1, 7.6.3.3: the empty user password opens what anyone may read.
        pdf.decrypt("").map_err(|_| ReadError::Encrypted)?;
    }
    Ok(pdf)
}

fn malformed(error: &pdf_extract::Error) -> ReadError {
    ReadError::Malformed { expected: "a PDF file that pdf-extract opens", found: error.to_string() }
}

/// All pages of a file.
struct Drawn {
    /// Those that could not be read are as far as they were drawn.
    pages: Vec<Page>,
    /// Which these are, and why.
    unread: Vec<(u32, String)>,
    /// Those that show images and no text.
    images_only: Vec<u32>,
}

fn draw(pdf: &Pdf, limits: &Limits) -> Result<Drawn, ReadError> {
    let ids = pdf.get_pages();
    if ids.is_empty() {
        return Err(ReadError::Malformed { expected: "pages (ISO 32000-1, 7.7.3)", found: "none".to_owned() });
    }
    let mut drawn = Drawn { pages: Vec::new(), unread: Vec::new(), images_only: Vec::new() };
    let mut first_panic = None;
    let mut left = limits.characters;
    for (number, id) in ids {
        let mut device = Device::new(number, page_box(pdf, id), left, limits.nodes);
        // The device is sound after each of its calls.
        let ended = panic::catch_unwind(AssertUnwindSafe(|| output_doc_page(pdf, &mut device, number)));
        let (page, beyond) = device.finish();
        if let Some(error) = beyond {
            return Err(error);
        }
        left = left.saturating_sub(page.characters.len());
        let is_blank = visible(&page).next().is_none();
        drawn.pages.push(page);
        match ended {
            Ok(Ok(())) if is_blank && has_images(pdf, id) => drawn.images_only.push(number),
            Ok(Ok(())) => {}
            Ok(Err(error)) => drawn.unread.push((number, error.to_string())),
            Err(panicked) => {
                first_panic.get_or_insert(panicked);
                drawn.unread.push((number, "pdf-extract fails on it".to_owned()));
            }
        }
    }
    match first_panic {
        Some(panicked) if drawn.pages.iter().all(|page| visible(page).next().is_none()) => {
            panic::resume_unwind(panicked)
        }
        _ => Ok(drawn),
    }
}

fn visible(page: &Page) -> impl Iterator<Item = char> {
    page.characters.iter().map(|character| character.text).filter(|c| !c.is_whitespace())
}

fn is_garbled(page: &Page) -> bool {
    let (count, lost) = visible(page)
        .fold((0, 0), |(count, lost), c| (count + 1, lost + usize::from(c == char::REPLACEMENT_CHARACTER)));
    lost * GARBLED_SHARE > count
}

#[cfg(test)]
mod tests;
