//! Any document that a reader could give, with labels, parts, merged and nested tables: structure loses nothing and doubles nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tests::mutants::{check_document, document};

fuzz_target!(|bytes: &[u8]| {
    // Where the bytes end, all is as little as can be.
    let mut bytes = bytes.iter();
    let document = document(&mut |limit| {
        let number = [(); 2].map(|()| bytes.next().copied().unwrap_or(0));
        usize::from(u16::from_le_bytes(number)) % limit.max(1)
    });
    assert!(check_document(&document).is_ok(), "{:?} of {document:#?}", check_document(&document));
});
