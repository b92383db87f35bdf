//! The pages of a TIFF file (TIFF 6.0).

use std::io::Cursor;

use document::Limits;
use ocr::Picture;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits as Bounds};

pub(crate) fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// How many pages a file has, as far as they can be found; one more than `most` at the most.
pub(crate) fn count(bytes: &[u8], most: usize) -> usize {
    let Ok(mut decoder) = Decoder::new(Cursor::new(bytes)) else { return 0 };
    let mut count = 1;
    while count <= most && decoder.more_images() && decoder.next_image().is_ok() {
        count += 1;
    }
    count
}

/// A page as a picture; `None` where it can't be decoded, or is too large.
pub(crate) fn picture(bytes: &[u8], page: usize, limits: &Limits) -> Option<Picture> {
    let mut bounds = Bounds::default();
    bounds.decoding_buffer_size = usize::try_from(limits.inflated).ok()?;
    let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?.with_limits(bounds);
    decoder.seek_to_image(page).ok()?;
    let (width, height) = decoder.dimensions().ok()?;
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let color = decoder.colortype().ok()?;
    let samples = match decoder.read_image().ok()? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| sample.to_be_bytes()[0]).collect(),
        _ => return None,
    };
    match color {
        // Rows of bits begin with a byte of their own. What is white where it is zero has been inverted.
        ColorType::Gray(1) => {
            let row = width.div_ceil(8);
            let bit = |row: &[u8], x: usize| row.get(x / 8).is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1);
            let shade = |is_set: bool| if is_set { u8::MAX } else { 0 };
            let luma: Vec<u8> =
                samples.chunks(row).flat_map(|row| (0..width).map(move |x| shade(bit(row, x)))).collect();
            Picture::new(width, height, luma)
        }
        ColorType::Gray(8 | 16) => Picture::new(width, height, samples),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => Picture::of_rgb(width, height, &samples),
        ColorType::RGBA(8 | 16) => {
            let rgb: Vec<u8> = samples.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
            Picture::of_rgb(width, height, &rgb)
        }
        _ => None,
    }
}
