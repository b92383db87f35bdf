//! The sample corpus, exported and read back.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use export::Labels;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::Record;
use support::{difference, import_one, kept, without_messages};

#[test]
fn a_record_comes_back_from_its_word_file() {
    let mut failures = Vec::new();
    let files = records();
    let count = files.len();
    for file in files {
        let record = Record::read(&file).unwrap();
        let docx = export::docx(&record, Labels::Generated).unwrap();
        let back = import_one(&docx);
        let difference = difference(&expected(&record, &back), &without_messages(kept(&back)));
        if !difference.is_empty() {
            failures.push(format!("{}\n{difference}", file.display()));
            continue;
        }
        let again = export::docx(&back, Labels::Generated).unwrap();
        assert!(again == docx, "{}: the file of what came back differs", file.display());
        assert_eq!(kept(&import_one(&again)), kept(&back), "{}", file.display());
    }
    assert!(failures.is_empty(), "{} of {count}\n{}", failures.len(), failures.join("\n\n"));
}

/// What should come back of a record.
fn expected(record: &Record, back: &Record) -> Record {
    let mut expected = without_messages(kept(record));
    if record.produced_by.converter.is_some() {
        // A converted record says what was read before the conversion: the script of the source, a series that is always
        // Traditional, and document numbers, with the agency's sign in them, as the source has them.
        expected.script = back.script;
        expected.series.clone_from(&back.series);
        expected.citations = kept(back).citations;
    }
    expected
}

fn records() -> Vec<PathBuf> {
    let plans = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/plans");
    let mut files: Vec<PathBuf> = ["hant", "hans"]
        .iter()
        .flat_map(|script| fs::read_dir(plans.join(script)).expect("the sample corpus"))
        .flat_map(|shard| fs::read_dir(shard.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}
