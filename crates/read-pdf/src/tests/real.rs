//! Real files, where they are at hand.

use std::path::PathBuf;

use document::Limits;

/// The share of characters that may be undecodable: one in so many.
const UNDECODABLE: usize = 200;

#[test]
fn real_files_are_read_and_decoded() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/pdf-tw"));
    let Ok(folder) = std::fs::read_dir(&root) else {
        #[expect(clippy::print_stdout, reason = "the reader of a test's output has to know")]
        {
            println!("skipped: no real files at hand");
        }
        return;
    };
    for entry in folder {
        let path = entry.unwrap().path();
        let found = crate::pages(&std::fs::read(&path).unwrap(), &Limits::DEFAULT).unwrap();
        let characters = || found.pages.iter().flat_map(|page| &page.characters);
        let visible = characters().filter(|character| !character.text.is_whitespace()).count();
        let unknown = characters().filter(|character| character.text == '\u{FFFD}').count();
        assert!(visible > 100 && unknown * UNDECODABLE <= visible, "{path:?}: {unknown} of {visible}");
    }
}
