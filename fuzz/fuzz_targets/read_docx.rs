//! Any bytes as a Word package, as the parts of one, or as Word XML: an answer, the same one each time, within limits.
#![no_main]

use fuzz::LIMITS;
use libfuzzer_sys::fuzz_target;
use tests::mutants::{check_reading, of_parts};

fuzz_target!(|bytes: &[u8]| {
    let checked = match of_parts(bytes) {
        Some(package) => check_reading(&package, &LIMITS, read_docx::read),
        None if bytes.starts_with(b"PK") => check_reading(bytes, &LIMITS, read_docx::read),
        None => check_reading(bytes, &LIMITS, read_docx::read_xml),
    };
    assert_eq!(checked, Ok(()));
});
