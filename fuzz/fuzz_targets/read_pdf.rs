//! Any bytes as a PDF file: an answer, the same one each time, within limits; each character of its pages finds its place in the layout.
#![no_main]

use fuzz::LIMITS;
use libfuzzer_sys::fuzz_target;
use ocr::Recognition;
use tests::mutants::{check_pages, check_reading};

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(check_reading(bytes, &LIMITS, |bytes, limits| read_pdf::read(bytes, limits, &Recognition::NEVER)), Ok(()));
    assert_eq!(check_pages(bytes, &LIMITS), Ok(()));
});
