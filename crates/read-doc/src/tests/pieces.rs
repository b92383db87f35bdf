//! Text in pieces of both kinds, and what holds for pieces.

use document::Warning;

use super::build::{Doc, Piece, Width, in_list, para, sprm};
use super::build::{Level, List, Override, Style, lists};
use super::{dump, labels, read};

/// `sprmCFVanish`
const HIDDEN: [u8; 3] = [0x3C, 0x08, 1];

fn piece(characters: usize, width: Width) -> Piece {
    Piece { characters, width, prm: 0 }
}

#[test]
fn pieces_of_one_and_of_two_bytes_are_one_text() {
    let mut doc = Doc::new([para("Plan 1 – 計畫"), para("caf\u{e9}")]);
    doc.pieces = vec![piece(9, Width::Compressed), piece(2, Width::Utf16), piece(0, Width::Compressed)];
    assert_eq!(dump(&doc.bytes()), "\"Plan 1 – 計畫\"\n\"café\"\n");
}

#[test]
fn pieces_stand_in_the_order_of_the_text_and_not_of_the_file() {
    let mut doc = Doc::new([para("一、宗旨"), para("二、目標"), para("三、方法")]);
    doc.pieces = vec![piece(3, Width::Utf16), piece(6, Width::Utf16), piece(0, Width::Utf16)];
    doc.is_scrambled = true;
    assert_eq!(dump(&doc.bytes()), "\"一、宗旨\"\n\"二、目標\"\n\"三、方法\"\n");
}

#[test]
fn the_properties_of_a_paragraph_in_several_pieces_are_those_of_its_mark() {
    let mut doc = Doc::new([para("甲乙丙丁"), para("戊")]);
    doc.stories[0][0] = para("甲乙丙丁").with(in_list(1, 0));
    lists(&mut doc, &[List::new(7, &[Level::new(0, "%1.")])], &[Override { id: 7, levels: Vec::new() }]);
    doc.pieces = vec![piece(2, Width::Utf16), piece(1, Width::Utf16), piece(0, Width::Utf16)];
    doc.is_scrambled = true;
    assert_eq!(dump(&doc.bytes()), "[1.] \"甲乙丙丁\"\n\"戊\"\n");
}

#[test]
fn a_modifier_in_a_piece_hides_its_text() {
    let mut doc = Doc::new([para("甲乙丙丁")]);
    // Prm0: sprmCFVanish by its number of 7 bits, and its operand.
    let hidden = Piece { characters: 2, width: Width::Utf16, prm: 0x5C << 1 | 1 << 8 };
    doc.pieces = vec![piece(1, Width::Utf16), hidden, piece(0, Width::Utf16)];
    assert_eq!(dump(&doc.bytes()), "\"甲丁\"\n");
}

#[test]
fn modifiers_that_a_piece_refers_to_hold_for_it() {
    let mut doc = Doc::new([para("甲乙"), para("丙丁")]);
    doc.groups = vec![sprm(0x2A33, &[]), HIDDEN.to_vec(), in_list(1, 0)];
    lists(&mut doc, &[List::new(7, &[Level::new(35, "%1、")])], &[Override { id: 7, levels: Vec::new() }]);
    let of_group = |characters, group: u16| Piece { characters, width: Width::Utf16, prm: group << 1 | 1 };
    doc.pieces = vec![of_group(1, 1), piece(2, Width::Utf16), of_group(0, 2)];
    assert_eq!(dump(&doc.bytes()), "\"乙\"\n[一、] \"丙丁\"\n");
}

#[test]
fn more_modifiers_stand_in_the_data_stream() {
    for code in [0x6646, 0x646B] {
        let mut doc = Doc::new([para("甲").with(sprm(code, &8_u32.to_le_bytes()))]);
        let group = in_list(1, 0);
        doc.data = [&[0; 8], &u16::try_from(group.len()).unwrap().to_le_bytes()[..], &group].concat();
        lists(&mut doc, &[List::new(7, &[Level::new(37, "（%1）")])], &[Override { id: 7, levels: Vec::new() }]);
        assert_eq!(labels(&doc.bytes()), ["（一）"], "{code:#06X}");
    }
}

#[test]
fn modifiers_in_the_data_stream_that_refer_to_themselves_end() {
    let mut doc = Doc::new([para("甲").with(sprm(0x646B, &0_u32.to_le_bytes()))]);
    let group = sprm(0x646B, &0_u32.to_le_bytes());
    doc.data = [&u16::try_from(group.len()).unwrap().to_le_bytes()[..], &group].concat();
    assert_eq!(dump(&doc.bytes()), "\"甲\"\n");
}

#[test]
fn deleted_and_hidden_text_is_not_there_and_inserted_text_is() {
    let body = para("甲乙丙丁").run(1, sprm(0x0800, &[1])).run(1, sprm(0x0801, &[1])).run(1, HIDDEN);
    assert_eq!(dump(&Doc::new([body]).bytes()), "\"乙丁\"\n");
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes_with_a_warning() {
    let bytes = Doc::new((0..800).map(|_| para("一、計畫目標"))).bytes();
    let cut = bytes.get(..512 + 0x400 + 2_000).unwrap();
    // What is at its end, the directory and the pieces of its text, may be lost.
    match crate::read(cut, &document::Limits::DEFAULT) {
        Ok(reading) => assert!(reading.warnings.iter().any(Warning::loses_text), "{:?}", reading.warnings),
        Err(error) => assert!(matches!(error, document::ReadError::Malformed { .. }), "{error}"),
    }
}

#[test]
fn text_that_is_shorter_than_its_length_is_read_with_a_warning() {
    let mut doc = Doc::new([para("甲"), para("乙")]);
    doc.stories[1] = vec![para("丙")];
    let (mut stream, table) = doc.streams();
    // ccpText
    stream[0x4C] = 200;
    let bytes = super::build::compound(&[("WordDocument", stream), ("1Table", table)]);
    let reading = read(&bytes);
    assert!(reading.warnings.iter().any(Warning::loses_text), "{:?}", reading.warnings);
    assert!(reading.document.blocks.len() >= 2);
}

/// A document of headings in a piece with modifiers.
fn headings(group: Vec<u8>) -> Doc {
    let mut doc = Doc::new([para("甲").style(1), para("乙").style(2), para("丙").style(9), para("丁").style(10)]);
    doc.styles.extend((1..=9).map(|known| Style { known, base: Some(0), ..Style::default() }));
    doc.styles.push(Style { base: Some(0), ..Style::default() });
    doc.groups = vec![group];
    doc.pieces = vec![Piece { characters: usize::MAX, width: Width::Utf16, prm: 1 }];
    doc
}

#[test]
fn a_piece_may_move_its_headings_to_other_levels() {
    let expected = "h3 \"甲\"\nh4 \"乙\"\nh9 \"丙\"\n\"丁\"\n";
    assert_eq!(dump(&headings(sprm(0x2602, &[2])).bytes()), expected);
    // Prm0 with its operand.
    let mut doc = headings(Vec::new());
    doc.pieces[0].prm = 0x04 << 1 | 0xFF << 8;
    assert_eq!(dump(&doc.bytes()), "h1 \"甲\"\nh1 \"乙\"\nh8 \"丙\"\n\"丁\"\n");
}

#[test]
fn a_piece_may_give_other_styles_to_its_paragraphs() {
    // The first style, the last one, and those in their places, behind one byte or two.
    let permuted = [1, 0, 2, 0, 2, 0, 10, 0];
    for length in [9, 10] {
        let operand = [&[length][..], &vec![0; usize::from(length) - 8], &permuted].concat();
        let doc = headings(sprm(0xC601, &operand));
        assert_eq!(dump(&doc.bytes()), "h2 \"甲\"\n\"乙\"\nh9 \"丙\"\n\"丁\"\n");
    }
}
