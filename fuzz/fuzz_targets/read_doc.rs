//! Any bytes as a Word file: an answer, the same one each time, within limits.
#![no_main]

use fuzz::LIMITS;
use libfuzzer_sys::fuzz_target;
use tests::mutants::check_reading;

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(check_reading(bytes, &LIMITS, read_doc::read), Ok(()));
});
