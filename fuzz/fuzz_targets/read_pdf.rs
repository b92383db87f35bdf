//! Any bytes as a PDF file: an answer, the same one each time, within limits; each character of its pages finds its place in the layout.
#![no_main]

use fuzz::LIMITS;
use libfuzzer_sys::fuzz_target;
use tests::mutants::{check_pages, check_reading};

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(check_reading(bytes, &LIMITS, read_pdf::read), Ok(()));
    assert_eq!(check_pages(bytes, &LIMITS), Ok(()));
});
