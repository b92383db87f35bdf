//! Files of some hundred KB in which a few bytes stand for much: without bounds, each of them would take minutes.

use document::{Block, Limits, ReadError, Reading, Warning};

use super::build::{Doc, Level, List, Override, Para, Piece, Style, Width, Word6};
use super::build::{compound, in_list, lists, para, plc, sprm};

/// Paragraphs that refer to one thing.
const MANY: usize = 5_000;
/// Bytes of what they refer to: as many as a length of two bytes can say.
const LONG: usize = 0xFFF0;

fn many(paragraph: &Para) -> Doc {
    Doc::new(vec![paragraph.clone(); MANY])
}

/// The texts, after a check that the file says what is wrong with it.
fn texts(reading: &Reading, is_sound: bool) -> usize {
    let is_exhausted = |warning: &Warning| matches!(warning, Warning::DamagedPart { part, .. } if part == "properties");
    assert_eq!(reading.warnings.iter().any(is_exhausted), !is_sound, "{:?}", reading.warnings);
    let paragraphs = reading.document.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_)));
    paragraphs.count()
}

/// The modifiers that cost most: cells are put into a row and taken out again.
fn cells() -> Vec<u8> {
    [sprm(0x7621, &[0, 63, 1, 0]), sprm(0x5622, &[0, 63])].concat().repeat(LONG / 10)
}

/// `PrcData`
fn elsewhere(group: &[u8]) -> Vec<u8> {
    [&u16::try_from(group.len()).unwrap().to_le_bytes(), group].concat()
}

#[test]
fn paragraphs_that_share_a_long_group_elsewhere() {
    let mut doc = many(&para("甲").with(sprm(0x646B, &[0; 4])));
    doc.data = elsewhere(&cells());
    assert_eq!(texts(&super::read(&doc.bytes()), false), MANY);
}

#[test]
fn a_group_that_refers_to_a_long_one_again_and_again() {
    let mut doc = many(&para("甲").with(sprm(0x646B, &[0; 4]).repeat(70)));
    doc.data = elsewhere(&in_list(1, 0).repeat(LONG / 7));
    assert_eq!(texts(&super::read(&doc.bytes()), false), MANY);
}

#[test]
fn pieces_that_share_a_long_group() {
    let mut doc = many(&para("甲"));
    doc.groups = vec![cells()];
    doc.pieces = vec![Piece { characters: 2, width: Width::Utf16, prm: 1 }; MANY];
    assert_eq!(texts(&super::read(&doc.bytes()), false), MANY);
}

#[test]
fn styles_of_which_each_is_based_on_the_one_before() {
    let mut doc = Doc::new([para("甲").style(3_999)]);
    let group = in_list(1, 0).repeat(14);
    let style = |base| Style { base, papx: group.clone(), ..Style::default() };
    doc.styles = (0..4_000_u16).map(|istd| style(istd.checked_sub(1))).collect();
    assert_eq!(texts(&super::read(&doc.bytes()), true), 1);
}

#[test]
fn sections_that_share_their_modifiers() {
    let mut doc = many(&para("甲"));
    let (document, _) = doc.streams();
    let at = u32::try_from(document.len()).unwrap();
    let sed = [&[0, 0][..], &at.to_le_bytes(), &[0; 6]].concat();
    let ends: Vec<u32> = (0..=20_000).collect();
    doc.part(6, plc(&ends, &vec![sed; 20_000]));
    let (mut document, table) = doc.streams();
    document.extend(elsewhere(&sprm(0x300A, &[1]).repeat(LONG / 3)));
    let bytes = compound(&[("WordDocument", document), ("1Table", table)]);
    assert_eq!(texts(&super::read(&bytes), true), MANY);
}

#[test]
fn sections_of_word_6_that_share_their_modifiers() {
    let mut doc = Word6::new(vec![para("甲"); MANY]);
    let outline = [&[133, 212][..], &[1; 212]].concat();
    doc.sections = (1..=u32::try_from(MANY).unwrap()).map(|number| (number * 3, outline.clone())).collect();
    assert_eq!(texts(&super::read(&doc.bytes()), true), MANY);
}

#[test]
fn a_label_is_no_longer_than_places_in_it_can_be() {
    // Text that no paragraph shows: the label is hidden.
    let text: &'static str = Box::leak("號".repeat(LONG / 2).into_boxed_str());
    let hidden = Level { chpx: sprm(0x083C, &[1]), ..Level::new(0, text) };
    let shown = Level::new(0, text);
    for (level, is_shown) in [(hidden, false), (shown, true)] {
        let mut doc = many(&para("甲").with(in_list(1, 0)));
        lists(&mut doc, &[List::new(1, &[level])], &[Override { id: 1, levels: Vec::new() }]);
        let reading = super::read(&doc.bytes());
        let Some(Block::Paragraph(first)) = reading.document.blocks.first() else { panic!("a paragraph") };
        let expected = is_shown.then(|| "號".repeat(255));
        assert_eq!(first.label, expected);
    }
}

#[test]
fn fields_of_forms_that_share_a_list() {
    // NilPICFAndBinData, FFData: the last of 25 entries is chosen; the table claims 65,535.
    let mut data = vec![0; 0x44];
    data[4] = 0x44;
    data.extend([0xFF; 4]);
    data.extend([2 | 24 << 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    data.extend([0; 20]);
    data.extend([0xFF, 0xFF, 0xFF, 0xFF, 0, 0]);
    data.extend([0; 2 * 24]);
    data.extend(0xFFF0_u16.to_le_bytes());
    data.extend(super::build::utf16(&"甲".repeat(LONG)));
    let length = u32::try_from(data.len()).unwrap();
    data[..4].copy_from_slice(&length.to_le_bytes());
    let mark = [sprm(0x6A03, &[0; 4]), sprm(0x0855, &[1]), sprm(0x0806, &[1])].concat();
    let mut doc = many(&para("\u{13}F\u{1}\u{14}\u{15}").run(2, []).run(1, mark));
    doc.data = data;
    let reading = super::read(&doc.bytes());
    assert_eq!(texts(&reading, true), MANY);
    let Some(Block::Paragraph(first)) = reading.document.blocks.first() else { panic!("a paragraph") };
    assert_eq!(first.text(), "甲".repeat(255));
}

#[test]
fn boxes_in_headers_that_no_page_shows() {
    // Six separators; a header of even pages, which nothing shows, and one of all pages, as long.
    let special = sprm(0x0855, &[1]);
    let mut doc = Doc::new([para("本文")]);
    let header = Para { text: format!("{}\r", "\u{8}".repeat(MANY)), ..Para::default() }.run(MANY, special);
    doc.stories[2] = vec![header.clone(), header, para("")];
    let length = u32::try_from(MANY + 1).unwrap();
    doc.part(11, plc(&[0, 0, 0, 0, 0, 0, 0, length, 2 * length, 2 * length, 2 * length, 2 * length, 2 * length], &[]));
    doc.stories[7] = (0..2 * MANY).map(|_| para("框")).chain([para("")]).collect();
    let shape = |number: u32| 1_000 + number;
    let boxes = 2 * u32::try_from(MANY).unwrap();
    let anchors: Vec<u32> = (0..boxes).map(|number| if number < boxes / 2 { number } else { number + 1 }).collect();
    let spa = (0..boxes).map(|number| [&shape(number).to_le_bytes()[..], &[0; 22]].concat());
    doc.part(41, plc(&[&anchors[..], &[2 * length]].concat(), &spa.collect::<Vec<_>>()));
    let story = |number| [&[0; 14][..], &shape(number).to_le_bytes(), &[0; 4]].concat();
    let starts: Vec<u32> = (0..=boxes + 1).map(|number| 2 * number).collect();
    let stories: Vec<Vec<u8>> = (0..boxes).map(story).chain([vec![0; 22]]).collect();
    doc.part(58, plc(&starts, &stories));
    let reading = super::read(&doc.bytes());
    assert_eq!(texts(&reading, true), 1 + MANY);
}

#[test]
fn pieces_that_claim_more_text_than_the_file_has() {
    let mut doc = Doc::new([para("甲")]);
    doc.pieces = vec![Piece { characters: 1, width: Width::Utf16, prm: 0 }; 2];
    let (document, mut table) = doc.streams();
    // PlcPcd: the positions of the two pieces, their offsets behind them.
    let clx = table.windows(5).rposition(|window| window == [2, 28, 0, 0, 0]).unwrap();
    table[clx + 13..clx + 17].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    let bytes = compound(&[("WordDocument", document), ("1Table", table)]);
    let ReadError::TooLarge { bound, .. } = super::error(&bytes) else { panic!("too large") };
    assert_eq!(
        bound,
        Limits::DEFAULT.admit_characters(usize::MAX).map_or_else(
            |error| match error {
                ReadError::TooLarge { bound, .. } => bound,
                _ => "",
            },
            |()| ""
        )
    );
}
