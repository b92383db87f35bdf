//! Real files, where they are at hand.

use std::path::Path;

use document::Limits;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/docx");

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn real_files_are_read() {
    let Ok(entries) = std::fs::read_dir(Path::new(FILES)) else {
        println!("skipped: {FILES} is not there");
        return;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "docx")) {
        let reading = crate::read(&std::fs::read(&path).unwrap(), &Limits::DEFAULT).unwrap();
        assert!(!reading.document.blocks.is_empty(), "{}", path.display());
        assert!(!reading.warnings.iter().any(document::Warning::loses_text), "{}", path.display());
    }
}
