//! Pairs of records that are compared.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::Path;

use corpus::Record;
use diff::side_by_side;
use document::Limits;

/// The record of a plan in plain text.
pub(crate) fn record(text: &str) -> Record {
    let reading = read_text::read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let mut records = super::records(&reading);
    assert_eq!(records.len(), 1);
    records.remove(0)
}

/// Two plans with every kind of change between them.
pub(crate) fn pair() -> (Record, Record) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparison");
    let read = |name: &str| record(&std::fs::read_to_string(folder.join(name)).unwrap());
    (read("old.txt"), read("new.txt"))
}

pub(crate) fn page(old: &Record, new: &Record) -> String {
    export::comparison_page(old, new, &side_by_side(old, new))
}
