//! Whole pages, each with the dump of what is read.

use std::path::Path;

use super::dump_of;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/html").join(name);
    let bytes = std::fs::read(&path).unwrap();
    let reading = crate::read(&bytes, &document::Limits::DEFAULT).unwrap();
    dump_of(&reading)
}

#[test]
fn a_page_of_a_site() {
    insta::assert_snapshot!(fixture("site-page.html"));
}

#[test]
fn a_page_saved_by_a_word_processor() {
    insta::assert_snapshot!(fixture("word-export.html"));
}

#[test]
fn a_page_arranged_with_tables() {
    insta::assert_snapshot!(fixture("layout-tables.html"));
}
