//! Files that lack what should be there.

use document::{ReadError, Warning};

use super::build::{Doc, compound, para};
use super::{error, read};

fn text(bytes: &[u8]) -> Vec<String> {
    let reading = read(bytes);
    assert!(reading.warnings.iter().any(Warning::loses_text), "{reading:?}");
    let texts = reading.document.blocks.iter().filter_map(|block| match block {
        document::Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn text_is_read_without_the_table_stream() {
    let (document, _) = Doc::new([para("甲"), para("乙")]).streams();
    assert_eq!(text(&compound(&[("WordDocument", document)])), ["甲", "乙"]);
}

#[test]
fn text_is_read_without_its_pieces() {
    let (document, mut table) = Doc::new([para("甲"), para("乙")]).streams();
    table.truncate(4);
    assert_eq!(text(&compound(&[("WordDocument", document), ("1Table", table)])), ["甲", "乙"]);
}

#[test]
fn text_is_read_though_the_directory_is_cut_off() {
    let (document, _) = Doc::new([para("甲"), para("乙")]).streams();
    let mut bytes = compound(&[]);
    bytes.truncate(512);
    bytes.extend(document);
    // The first sector of the directory.
    bytes[0x30..0x34].copy_from_slice(&0x00FF_FFFF_u32.to_le_bytes());
    assert_eq!(text(&bytes), ["甲", "乙"]);
}

#[test]
fn a_compound_file_of_something_else_is_named() {
    let bytes = compound(&[("Workbook", vec![0; 5000])]);
    let ReadError::Malformed { found, .. } = error(&bytes) else { panic!("malformed") };
    assert!(found.contains("Workbook"), "{found}");
}

#[test]
fn an_encrypted_package_needs_a_password() {
    assert_eq!(error(&compound(&[("EncryptedPackage", vec![0; 5000])])), ReadError::Encrypted);
}
