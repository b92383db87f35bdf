//! Real Word files: what is read of them, exported and read again.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that can't go on fails; one that is left out says so"
)]

mod support;

use export::Labels;
use std::fs;
use std::path::Path;

use corpus::Record;
use support::{difference, import, kept, without_messages};

#[test]
fn real_files_are_exported_soundly() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real/docx"));
    let Ok(files) = fs::read_dir(folder) else {
        println!("left out: there is no {}", folder.display());
        return;
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let (mut same, mut all) = (0, 0);
    for file in &files {
        let Ok(reading) = read_docx::read(&fs::read(file).unwrap(), &document::Limits::DEFAULT) else { continue };
        for record in support::records(&reading) {
            all += 1;
            // Reading it asserts that the file has nothing odd in it.
            let back = import(&export::docx(&record, Labels::Generated).unwrap());
            let is_same = |back: &Record| difference(&bare(&record), &bare(back)).is_empty();
            same += usize::from(back.len() == 1 && back.iter().all(is_same));
        }
    }
    println!("{same} of {all} come back the same");
}

fn bare(record: &Record) -> Record {
    without_messages(kept(record))
}
