//! The images of a file, one after the other.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use document::{Limits, ReadError};
use image::{ImageReader, Limits as Bounds};
use ocr::Picture;
use zip::ZipArchive;

use crate::tiff_pages;

/// The images of a file, not decoded yet.
pub(crate) struct Pages<'b> {
    files: Vec<Cow<'b, [u8]>>,
    /// For each page its image file, and where that is a TIFF file, the page of it.
    pages: Vec<(usize, usize)>,
}

pub(crate) fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Pages<'b>, ReadError> {
    let mut found = Pages { files: Vec::new(), pages: Vec::new() };
    if bytes.starts_with(b"PK") {
        packed(bytes, limits, &mut found)?;
    } else {
        found.push(bytes.into(), limits)?;
    }
    Ok(found)
}

/// The pages of a TIFF file.
fn count(bytes: &[u8], limits: &Limits) -> Result<usize, ReadError> {
    match tiff_pages::count(bytes, limits.nodes) {
        0 => Err(ReadError::Malformed { expected: "a TIFF file", found: "a file without readable pages".to_owned() }),
        count if count > limits.nodes => Err(ReadError::too_large("pages", limits.nodes, count)),
        count => Ok(count),
    }
}

/// The images of a package in the order of its directory.
fn packed(bytes: &[u8], limits: &Limits, found: &mut Pages<'_>) -> Result<(), ReadError> {
    let malformed = |found: String| ReadError::Malformed { expected: "a package of images", found };
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| malformed(error.to_string()))?;
    let mut left = limits.inflated;
    for index in 0..package.len() {
        let part = package.by_index(index).map_err(|error| malformed(error.to_string()))?;
        if part.is_dir() {
            continue;
        }
        let mut image = Vec::new();
        part.take(left + 1).read_to_end(&mut image).map_err(|error| malformed(error.to_string()))?;
        let length = u64::try_from(image.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(length).ok_or(ReadError::TooLarge {
            bound: "bytes of the images in it",
            limit: limits.inflated,
            found: limits.inflated.saturating_add(1),
        })?;
        found.push(image.into(), limits)?;
    }
    if found.len() == 0 { Err(malformed("an empty one".to_owned())) } else { Ok(()) }
}

impl<'b> Pages<'b> {
    /// Takes in an image file with all of its pages.
    fn push(&mut self, image: Cow<'b, [u8]>, limits: &Limits) -> Result<(), ReadError> {
        let count = if tiff_pages::is_tiff(&image) { count(&image, limits)? } else { 1 };
        self.pages.extend((0..count).map(|page| (self.files.len(), page)));
        self.files.push(image);
        Ok(())
    }

    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    /// A page as a picture; `None` where it can't be decoded, or is too large.
    pub(crate) fn picture(&self, index: usize, limits: &Limits) -> Option<Picture> {
        let (file, page) = self.pages.get(index)?;
        let bytes = self.files.get(*file)?;
        if tiff_pages::is_tiff(bytes) { tiff_pages::picture(bytes, *page, limits) } else { decoded(bytes, limits) }
    }
}

fn decoded(bytes: &[u8], limits: &Limits) -> Option<Picture> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut bounds = Bounds::default();
    bounds.max_alloc = Some(limits.inflated.saturating_mul(4));
    reader.limits(bounds);
    let image = reader.decode().ok()?;
    // What is transparent shows the paper.
    if image.color().has_alpha() {
        let rgba = image.to_luma_alpha8();
        let (width, height) = (rgba.width() as usize, rgba.height() as usize);
        let over = |luma: u8, alpha: u8| {
            let alpha = u32::from(alpha);
            u8::try_from((u32::from(luma) * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        return Picture::new(width, height, rgba.pixels().map(|pixel| over(pixel.0[0], pixel.0[1])).collect());
    }
    let luma = image.into_luma8();
    Picture::new(luma.width() as usize, luma.height() as usize, luma.into_raw())
}
