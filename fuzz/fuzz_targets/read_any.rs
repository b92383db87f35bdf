//! Any bytes under any extension, from detection to both records: files in files among them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tests::mutants::check;

fuzz_target!(|bytes: &[u8]| {
    let formats = read_any::formats();
    let extensions = bytes.last().and_then(|byte| formats.get(usize::from(*byte) % formats.len()));
    let extension = extensions.and_then(|format| format.extensions.first()).copied().unwrap_or("txt");
    assert!(check(bytes, extension, true).is_ok(), "{:?}", check(bytes, extension, true));
});
