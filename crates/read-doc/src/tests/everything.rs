//! Files with everything, and files of any bytes: whatever a byte says, there is an answer, and the same one each time.

use document::Limits;
use proptest::prelude::*;

use super::build::{Doc, Level, List, Override, Para, Piece, Style, Width, Word6};
use super::build::{cell, compound, in_list, lists, para, plc, row_end, sprm};

/// A file that has everything.
fn word97() -> Vec<u8> {
    let special = sprm(0x0855, &[1]);
    let inner =
        |text| para(text).with(sprm(0x2416, &[1])).with(sprm(0x6649, &2_u32.to_le_bytes())).with(sprm(0x244B, &[1]));
    let definition = [&[14_u8, 0, 2, 0, 0, 0xE8, 3, 0xD0, 7][..], &[0; 6]].concat();
    let mut doc = Doc::new([
        para("壹、計畫\u{2}緣起").run(4, []).run(1, &special).style(1),
        para("目標").with(in_list(1, 1)),
        para("\u{13}HYPERLINK\u{14}結果\u{15}與刪除").run(15, []).run(2, sprm(0x0800, &[1])),
        cell("項目"),
        cell("說明"),
        row_end(&[0, 1000, 3000], &sprm(0xD62B, &[2, 0, 3])),
        inner("內"),
        inner("").with(sprm(0x244C, &[1])).with(sprm(0xD608, &definition)),
        cell(""),
        cell("二"),
        row_end(&[0, 1000, 3000], &sprm(0xD62B, &[2, 0, 1])),
        para("框\u{8}").run(1, []).run(1, &special).with(sprm(0x646B, &0_u32.to_le_bytes())),
    ]);
    doc.stories[1] = vec![para("\u{2}附註").run(1, &special), para("")];
    doc.stories[2] = vec![para("府頭"), para("")];
    doc.stories[4] = vec![para("\u{5}再查").run(1, &special), para("")];
    doc.stories[6] = vec![para("框內"), para("")];
    doc.styles.push(Style { known: 1, base: Some(0), papx: in_list(1, 0), ..Style::default() });
    doc.data = [&[7, 0][..], &in_list(1, 2)].concat();
    doc.groups = vec![sprm(0x2A33, &[])];
    let piece = |characters, width, prm| Piece { characters, width, prm };
    doc.pieces = vec![piece(20, Width::Utf16, 1), piece(7, Width::Utf16, 0), piece(0, Width::Utf16, 0)];
    let levels = [Level::new(34, "%1、"), Level::new(35, "%2、"), Level::new(0, "%1.%2.%3")];
    let again = Override { id: 1, levels: vec![(1, Some(4), Some(Level::new(30, "%2")))] };
    lists(&mut doc, &[List::new(1, &levels)], &[again]);
    doc.part(2, plc(&[4, 60], &[vec![1, 0]]));
    doc.part(3, plc(&[0, 4, 5], &[]));
    doc.part(5, plc(&[0, 4, 5], &[]));
    doc.part(6, plc(&[0, 60], &[[&[0, 0], &[0xFF; 4][..], &[0; 6]].concat()]));
    doc.part(11, plc(&[0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 4], &[]));
    let shape = 1026_u32.to_le_bytes();
    let story = [&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &shape, &[0; 4]].concat();
    doc.part(56, plc(&[0, 3, 4], &[story, vec![0; 22]]));
    doc.part(40, plc(&[40, 60], &[[&shape[..], &[0; 22]].concat()]));
    doc.bytes()
}

fn word6() -> Vec<u8> {
    let special = [117, 1];
    let cell = |text: &str| Para { text: format!("{text}\u{7}"), ..Para::default() }.with([24, 1]);
    let definition = [&[25, 1, 190, 28, 0, 2, 0, 0, 0xE8, 3, 0xD0, 7, 1][..], &[0; 9], &[2], &[0; 9]].concat();
    let mut anld = vec![12, 52, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0];
    anld.resize(22, 0);
    anld.extend(b"()");
    anld.resize(54, 0);
    let mut doc = Word6::new([
        para("壹、計畫\u{2}緣起").run(4, []).run(1, special).style(1),
        para("目標").with(anld).with([13, 10]),
        para("一").with([13, 1]),
        para("l\u{13}PAGE\u{14}三\u{15}").run(1, [93, 2, 0]).run(2, [65, 1]),
        cell("項目"),
        cell("說明"),
        cell("").with(definition),
        para("框\u{8}").run(1, []).run(1, special),
    ]);
    doc.fonts.push(("Wingdings", 2));
    doc.styles.push(Style { known: 1, base: Some(0), chpx: vec![93, 1, 0], ..Style::default() });
    doc.cuts = Some(vec![9, 30]);
    doc.sections = vec![(60, [&[153, 2, 133, 212][..], &[1; 212]].concat())];
    doc.stories[1] = vec![para("\u{2}附註").run(1, special), para("")];
    doc.stories[2] = vec![para("府頭"), para("")];
    doc.stories[6] = vec![para("框內"), para("")];
    doc.part(0x068, plc(&[8, 60], &[vec![1, 0]]));
    doc.part(0x070, plc(&[0, 6, 7], &[]));
    doc.part(0x0B0, plc(&[0, 5, 6], &[]));
    doc.part(0x150, vec![0, 0]);
    doc.part(0x222, plc(&[0, 5], &[]));
    doc.part(0x192, plc(&[50, 60], &[vec![0, 0, 0, 0, 1, 0]]));
    doc.bytes()
}

/// What everyone makes mutants of, and fuzzing begins with.
#[test]
fn the_files_with_everything_are_fixtures() {
    insta::with_settings!({ snapshot_path => "../../../../fixtures/everything", prepend_module_to_snapshot => false }, {
        insta::assert_binary_snapshot!("word97.doc", word97());
        insta::assert_binary_snapshot!("word6.doc", word6());
    });
}

#[test]
fn the_files_with_everything_are_whole() {
    for bytes in [word97(), word6()] {
        let reading = super::read(&bytes);
        assert_eq!(reading.warnings, [], "{reading:?}");
        for text in ["緣起", "附註", "府頭", "框內", "項目"] {
            let mut dump = String::new();
            super::blocks(&reading.document.blocks, 0, &mut dump);
            assert!(dump.contains(text), "{text}: {dump}");
        }
    }
}

#[test]
fn small_limits_end_in_an_error_and_not_beyond_them() {
    for bytes in [word97(), word6()] {
        for bound in [1, 8, 64] {
            let limits = Limits { characters: bound, nodes: bound, depth: 1, cells: bound, span: 1, ..Limits::DEFAULT };
            let _ = crate::read(&bytes, &limits);
        }
    }
}

proptest! {
    #[test]
    fn a_file_cut_anywhere_has_an_answer(part in 0.0..1.0_f64, is_word6: bool) {
        let bytes = if is_word6 { word6() } else { word97() };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a file")]
        let end = (bytes.len() as f64 * part) as usize;
        let _ = crate::read(&bytes[..end], &Limits::DEFAULT);
    }

    #[test]
    fn streams_of_any_bytes_have_an_answer(mut document in prop::collection::vec(any::<u8>(), 0..2_000), table in prop::collection::vec(any::<u8>(), 0..600), version in prop::sample::select(vec![101_u16, 104, 0xC1, 0x112])) {
        for (at, bytes) in [(0, [0xEC, 0xA5]), (2, version.to_le_bytes()), (10, [0, 0x12])] {
            if let Some(place) = document.get_mut(at..at + 2) {
                place.copy_from_slice(&bytes);
            }
        }
        let bytes = compound(&[("WordDocument", document), ("1Table", table.clone()), ("Data", table)]);
        let first = crate::read(&bytes, &Limits::DEFAULT);
        prop_assert_eq!(first, crate::read(&bytes, &Limits::DEFAULT));
    }

    #[test]
    fn bytes_of_any_sort_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = crate::read(&bytes, &Limits::DEFAULT);
    }
}
