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

#[test]
fn stories_without_their_tables_are_read() {
    let mut doc = Doc::new([para("本文")]);
    doc.stories[1] = vec![para("附註"), para("")];
    doc.stories[2] = vec![para("頁首"), para("")];
    doc.stories[4] = vec![para("註解"), para("")];
    doc.stories[5] = vec![para("尾註"), para("")];
    doc.stories[6] = vec![para("框"), para("")];
    doc.stories[7] = vec![para("頁首的框"), para("")];
    let blocks = read(&doc.bytes()).document.blocks;
    let texts = blocks.iter().filter_map(|block| match block {
        document::Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["本文", "附註", "尾註", "框", "頁首的框", "頁首", "註解"]);
}

#[test]
fn text_that_belongs_to_no_story_is_reported() {
    let (mut document, table) = Doc::new([para("甲"), para("乙"), para("丙")]).streams();
    // ccpText
    document[0x4C..0x50].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(text(&compound(&[("WordDocument", document), ("1Table", table)])), ["甲"]);
}
