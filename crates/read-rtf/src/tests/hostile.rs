use document::{Limits, ReadError};
use proptest::prelude::*;

use super::{dump_of, error, file, read, texts};

/// What fits on the small stack of a thread.
fn on_a_small_stack(bytes: Vec<u8>) -> Result<document::Reading, ReadError> {
    let run = move || crate::read(&bytes, &Limits::DEFAULT);
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap()
}

#[test]
fn groups_nest_as_deep_as_they_like() {
    let mut bytes = br"{\rtf1 a".to_vec();
    bytes.extend(std::iter::repeat_n(b'{', 400_000));
    bytes.extend_from_slice(b"b");
    bytes.extend(std::iter::repeat_n(b'}', 400_000));
    bytes.extend_from_slice(br"c\par}");
    assert_eq!(dump_of(&on_a_small_stack(bytes).unwrap()), "0 abc\n");
}

#[test]
fn text_boxes_nest_as_deep_as_they_like() {
    let mut body = r"甲{\shp{\*\shpinst{\shptxt ".repeat(3000);
    body.push_str("deep");
    body.push_str(&"}}}".repeat(3000));
    let dump = dump_of(&on_a_small_stack(file(&body)).unwrap());
    assert!(dump.contains("deep"));
    assert_eq!(dump.matches('甲').count(), 3000);
}

#[test]
fn a_million_empty_paragraphs_cost_nothing() {
    let mut body = "a\\par".to_owned();
    body.push_str(&"\\par\n".repeat(1_000_000));
    body.push_str("b\\par");
    assert_eq!(read(&file(&body)).document.blocks.len(), 2);
}

#[test]
fn numbers_beyond_sense_are_bounded() {
    let body = r"\trowd\trleft-2147483648\cellx1000000000\cellx99999999999999\pard\intbl\itap1000000000\ls999999999\ilvl999999999\s-5\outlinelevel-3 a\cell\uc999999999\u99999999999 ?b\fs\f999999999 c\cell\row\pard d\par";
    assert!(dump_of(&read(&file(body))).contains(" d\n"));
}

#[test]
fn styles_based_on_each_other_end() {
    let body = r"{\stylesheet{\s1\sbasedon2 a;}{\s2\sbasedon1 b;}}\pard\s1 x\par";
    assert_eq!(texts(&file(body)), ["x"]);
}

#[test]
fn cells_and_paragraphs_are_bounded() {
    let limits = Limits { nodes: 100, ..Limits::DEFAULT };
    let found = crate::read(&file(&r"\cell".repeat(1000)), &limits);
    assert!(matches!(found, Err(ReadError::TooLarge { bound: "paragraphs and cells", .. })));
}

#[test]
fn characters_end_the_reading_early() {
    let limits = Limits { characters: 1000, ..Limits::DEFAULT };
    let found = crate::read(&file(&r"{\listtext 1.}\emdash x\par".repeat(1000)), &limits);
    assert!(matches!(found, Err(ReadError::TooLarge { .. })));
    assert!(matches!(error(b"{\\rtf1"), ReadError::Malformed { .. }));
}

/// What a writer of the format could have meant, in any order.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "{",
        "}",
        "\\par ",
        "\\cell ",
        "\\row ",
        "\\trowd ",
        "\\cellx500 ",
        "\\cellx900 ",
        "\\intbl ",
        "\\itap3 ",
        "\\nestcell ",
        "{\\*\\nesttableprops\\trowd\\cellx5\\nestrow}",
        "\\pard ",
        "\\plain ",
        "{\\footnote ",
        "{\\shp{\\*\\shpinst{\\shptxt ",
        "{\\header ",
        "{\\*\\annotation ",
        "{\\listtext 1.\\tab}",
        "\\ls1 ",
        "{\\field{\\*\\fldinst SYMBOL 183 \\\\f Symbol}{\\fldrslt ",
        "\\'a4",
        "\\'",
        "@",
        "\\u20013?",
        "\\u-10000 ",
        "\\uc9 ",
        "\\bin3 ",
        "\\f1 ",
        "\\f2 ",
        "\\dbch\\af1 ",
        "\\v ",
        "\\deleted ",
        "\\*",
        "\\\\",
        "text",
        "{\\upr",
        "{\\*\\ud ",
        "{\\*\\listtable{\\list{\\listlevel{\\leveltext\\'02\\'00.;}}\\listid1}}",
        "{\\*\\listoverridetable{\\listoverride\\listid1\\ls1}}",
        "{\\stylesheet{\\s1\\ls1 x;}}",
        "{\\*\\pn\\pndec ",
        "\\clvmgf ",
        "\\clvmrg ",
        "\\clmrg ",
        "\\lastrow ",
        "{\\fonttbl{\\f1\\fcharset136 a;}}",
        "\\page ",
        "\\sect ",
    ]);
    prop::collection::vec(words, 0..80).prop_map(|words| {
        let mut bytes = br"{\rtf1\ansicpg950 ".to_vec();
        words.iter().for_each(|word| bytes.extend_from_slice(word.as_bytes()));
        bytes
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(tail in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = br"{\rtf1".to_vec();
        bytes.extend(tail);
        prop_assert_eq!(crate::read(&bytes, &Limits::DEFAULT), crate::read(&bytes, &Limits::DEFAULT));
    }

    #[test]
    fn any_control_words_are_read_or_refused(bytes in soup()) {
        prop_assert_eq!(crate::read(&bytes, &Limits::DEFAULT), crate::read(&bytes, &Limits::DEFAULT));
    }

    #[test]
    fn cells_never_overlap(bytes in soup()) {
        let Ok(reading) = crate::read(&bytes, &Limits::DEFAULT) else { return Ok(()) };
        let mut blocks: Vec<&document::Block> = reading.document.blocks.iter().collect();
        while let Some(block) = blocks.pop() {
            let document::Block::Table(table) = block else { continue };
            let mut taken = std::collections::BTreeSet::new();
            for cell in &table.cells {
                for row in cell.row..cell.row + cell.rows {
                    for column in cell.column..cell.column + cell.columns {
                        prop_assert!(taken.insert((row, column)));
                    }
                }
                blocks.extend(&cell.blocks);
            }
        }
    }

    #[test]
    fn changed_bytes_are_read_or_refused(at in 0..super::all_features::BODY.len(), byte in any::<u8>()) {
        let mut bytes = file(super::all_features::BODY);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = crate::read(&bytes, &Limits::DEFAULT);
    }
}
