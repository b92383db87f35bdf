//! Real files, where they are at hand.

use std::path::Path;

use document::{Limits, ReadError};

const FOLDERS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/doc"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/doc-tw"),
];

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn real_files_are_read_or_say_why_not() {
    for folder in FOLDERS {
        let Ok(entries) = std::fs::read_dir(Path::new(folder)) else {
            println!("skipped: {folder} is not there");
            continue;
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "doc")) {
            match crate::read(&std::fs::read(&path).unwrap(), &Limits::DEFAULT) {
                Ok(reading) => assert!(!reading.document.blocks.is_empty(), "{}", path.display()),
                Err(ReadError::NoText { .. } | ReadError::Encrypted | ReadError::Malformed { .. }) => {}
                Err(error) => panic!("{}: {error}", path.display()),
            }
        }
    }
}
