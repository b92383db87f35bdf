//! Reads images of pages: a file is a document, and so are the pages of a TIFF file and the images in a zip package.
//!
//! Covered: PNG, JPEG, GIF, BMP; TIFF of one or many pages, bilevel (CCITT), gray or in colours; a package of such images, whose order is that
//! of its directory.
//!
//! Not covered: TIFF with a palette; how large a page is on paper. Its longest side is taken for that of A4.

mod pages;
mod tiff_pages;

use document::{Block, Document, Flow, Limits, ReadError, Reading, Warning};
use layout::Tags;
use ocr::{HARD_TO_READ, Placed, Recognition, Seen};

/// Points of the longest side of A4.
const LONGEST_SIDE: f32 = 841.89;

/// Reads an image, or a package of images, as a document of as many pages.
///
/// # Errors
///
/// [`ReadError::NoText`] where nobody recognizes, or nothing could be read; [`ReadError::Malformed`] where nothing can be decoded;
/// [`ReadError::TooLarge`] by `limits.bytes`, or by `limits.inflated` for the pixels of a page and `limits.embedded` for the pages.
pub fn read(bytes: &[u8], limits: &Limits, recognition: &Recognition<'_>) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    let pages = pages::open(bytes, limits)?;
    let count = pages.len();
    let noun = if count == 1 { "an image".to_owned() } else { format!("{count} images") };
    let Some(by) = recognition.asked() else {
        return Err(ReadError::NoText { found: noun + recognition.hint() });
    };
    let mut seen = by.recognize(count, &|index| pages.picture(index, limits));
    ocr::restore(seen.iter_mut().flatten());

    let (mut placed, mut noise, mut damaged, mut unreadable) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (number, seen) in (1..).zip(&seen) {
        let Some(seen) = seen else {
            damaged.push(number);
            continue;
        };
        let Placed { page, noise: lines } = ocr::place(seen, number, size(seen));
        noise.extend(lines);
        match page {
            Some(page) => placed.push(page),
            None => unreadable.push(number),
        }
    }
    if damaged.len() == count {
        return Err(ReadError::Malformed { expected: "an image", found: format!("{noun} that can't be decoded") });
    }
    if placed.iter().all(|page| page.characters.is_empty()) {
        let why = if unreadable.is_empty() { "without text" } else { HARD_TO_READ };
        return Err(ReadError::NoText { found: format!("{noun}; {why}") });
    }
    let mut warnings = Vec::new();
    for (pages, problem) in [(damaged, "they can't be decoded"), (unreadable, HARD_TO_READ)] {
        if !pages.is_empty() {
            warnings.push(Warning::unread_pages(pages, problem));
        }
    }
    let mut blocks = layout::read(&placed, &Tags::default(), limits);
    blocks.extend(noise.into_iter().map(Block::Paragraph));
    Ok(Reading {
        document: Document { blocks, flow: Flow::Paragraphs },
        warnings,
        encoding: None,
        pages: u32::try_from(count).ok(),
    })
}

/// The page in points, as the image lies.
fn size(seen: &Seen) -> (f32, f32) {
    let (width, height) = (seen.width.max(1) as f32, seen.height.max(1) as f32);
    let scale = LONGEST_SIDE / width.max(height);
    if seen.quarters.is_multiple_of(2) { (width * scale, height * scale) } else { (height * scale, width * scale) }
}

#[cfg(test)]
mod tests;
