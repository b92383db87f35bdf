//! Any bytes as a Word file: an answer, the same one each time, and in no more than the memory that its size allows.
#![no_main]

use document::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let first = read_doc::read(bytes, &Limits::DEFAULT);
    assert_eq!(first, read_doc::read(bytes, &Limits::DEFAULT));
});
