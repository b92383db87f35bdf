use std::path::Path;

use super::*;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/docx");

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests without the samples should know")]
fn real_files_are_read_without_warnings() {
    if !Path::new(SAMPLES).is_dir() {
        eprintln!("skipped: no {SAMPLES}");
        return;
    }
    for entry in std::fs::read_dir(SAMPLES).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "odt") {
            let reading = read(&std::fs::read(&path).unwrap()).unwrap();
            assert_eq!(reading.warnings, [], "{}", path.display());
            assert!(!reading.document.blocks.is_empty(), "{}", path.display());
        }
    }
}
