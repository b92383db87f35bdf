//! Which characters the codes of fonts are.

use document::Warning;

use super::build::{File, composite, embedded, helvetica, hex, to_unicode, true_type};
use super::{assert_near, page, pages, text};

/// A file of one composite font, not embedded.
fn shown(encoding: &str, ordering: &str, codes: &str) -> String {
    let font = composite(&format!("/{encoding}"), ordering, "");
    text(&File::of(&[("F", font)], format!("BT /F 10 Tf 100 700 Td <{codes}> Tj ET")).bytes())
}

/// A file of one composite font with an embedded program that knows no characters.
fn shown_embedded(encoding: &str, ordering: &str, codes: &str) -> String {
    shown_by(encoding, ordering, codes, "", &[])
}

fn shown_by(encoding: &str, ordering: &str, codes: &str, more: &str, map: &[(char, u16)]) -> String {
    let mut file = File::new();
    let program = file.stream("", true_type(200, map));
    let font = embedded("Kai", &format!("/{encoding}"), ordering, program, more);
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, format!("BT /F 10 Tf 100 700 Td <{codes}> Tj ET"));
    text(&file.bytes())
}

#[test]
fn codes_of_big5_are_characters_embedded_or_not() {
    for encoding in ["ETen-B5-H", "ETenms-B5-H", "ETen-B5-V", "ETenms-B5-V", "B5pc-H", "HKscs-B5-H"] {
        assert_eq!(shown(encoding, "CNS1", "AD70B565A44031"), "計畫一1", "{encoding}");
        assert_eq!(shown_embedded(encoding, "CNS1", "AD70B565A44031"), "計畫一1", "{encoding}");
    }
}

#[test]
fn codes_of_unicode_maps_are_characters() {
    for encoding in ["UniCNS-UCS2-H", "UniCNS-UTF16-H", "UniCNS-UCS2-V", "UniCNS-UTF16-V"] {
        assert_eq!(shown(encoding, "CNS1", &hex("計畫")), "計畫", "{encoding}");
        assert_eq!(shown_embedded(encoding, "CNS1", &hex("計畫")), "計畫", "{encoding}");
    }
    // A character beyond the first plane.
    assert_eq!(shown_embedded("UniCNS-UTF16-H", "CNS1", &hex("𠀋一")), "𠀋一");
    assert_eq!(shown("UniCNS-UTF16-H", "CNS1", &hex("𠀋一")), "𠀋一");
    // One that the collection lacks shifts nothing.
    assert_eq!(shown_embedded("UniCNS-UCS2-H", "CNS1", &hex("ꀀ一")), "ꀀ一");
    assert_eq!(shown_embedded("UniGB-UCS2-H", "GB1", &hex("计划")), "计划");
    assert_eq!(shown_embedded("UniJIS-UTF16-H", "Japan1", &hex("計画")), "計画");
    assert_eq!(shown_embedded("UniKS-UCS2-H", "Korea1", &hex("계획")), "계획");
}

#[test]
fn codes_of_gbk_and_its_kin_are_characters() {
    for encoding in ["GBK-EUC-H", "GBKp-EUC-H", "GB-EUC-H", "GBpc-EUC-H", "GBK2K-H", "GBK-EUC-V"] {
        assert_eq!(shown(encoding, "GB1", "BCC6BBAE31"), "计划1", "{encoding}");
        assert_eq!(shown_embedded(encoding, "GB1", "BCC6BBAE31"), "计划1", "{encoding}");
    }
    assert_eq!(shown_embedded("KSCms-UHC-H", "Korea1", "B0E8C8B9"), "계획");
    assert_eq!(shown_embedded("90ms-RKSJ-H", "Japan1", "8C76"), "計");
}

#[test]
fn user_defined_codes_are_counted_and_shift_nothing() {
    // FA40 is the first of the user-defined codes, A140 the full-width blank behind it.
    for is_embedded in [true, false] {
        let codes = "A440FA40A4A4FA41FAA1A4E5";
        let shown = if is_embedded { shown_embedded } else { shown };
        assert_eq!(shown("ETenms-B5-H", "CNS1", codes), "一\u{E000}中\u{E001}\u{E03F}文");
    }
    let font = composite("/ETenms-B5-H", "CNS1", "");
    let found = pages(&File::of(&[("F", font)], "BT /F 10 Tf 100 700 Td <A440FA40A4A4FA40> Tj ET").bytes());
    let [Warning::UserDefinedCharacters { count: 2, origin }] = found.warnings.as_slice() else {
        panic!("{:?}", found.warnings)
    };
    assert_eq!(origin.regions[0].page, 1);
    assert_eq!(shown_embedded("GBK-EUC-H", "GB1", "BCC6F8A1BBAE"), "计\u{E234}划");
}

#[test]
fn glyphs_of_a_collection_are_characters_without_any_map() {
    // CIDs of Adobe-CNS1 and Adobe-GB1, by the UCS2 tables.
    assert_eq!(shown_embedded("Identity-H", "CNS1", "0253"), "一");
    assert_eq!(shown("Identity-H", "CNS1", "0253"), "一");
    assert_eq!(shown_embedded("Identity-V", "CNS1", "0253"), "一");
}

#[test]
fn glyphs_without_a_collection_are_what_the_font_program_says() {
    let map = [('計', 1), ('畫', 2), ('\u{F900}', 3), ('豈', 3), ('\u{2F00}', 4), ('一', 4)];
    assert_eq!(shown_by("Identity-H", "Identity", "0001000200030004", "", &map), "計畫豈一");
}

#[test]
fn what_nothing_explains_is_undecodable() {
    assert_eq!(shown_by("Identity-H", "Identity", "00010009", "", &[('計', 1)]), "計\u{FFFD}");
    assert_eq!(shown_embedded("Identity-H", "Identity", "00010002"), "\u{FFFD}\u{FFFD}");
}

#[test]
fn a_character_map_of_the_font_comes_first() {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[('錯', 1)]));
    let map =
        file.stream("", to_unicode(&[("0001", "8A08"), ("0002", "00660066"), ("0003", "FFFD"), ("0004", "0007")]));
    let font = embedded("Kai", "/Identity-H", "Identity", program, &format!("/ToUnicode {map} 0 R"));
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td <00010002000300040001> Tj ET");
    let page = page(&file.bytes());
    assert_eq!(super::text_of(&page), "計ff\u{FFFD}\u{FFFD}計");
    assert_near(page.characters[1].bbox, [110.0, 91.2, 115.0, 101.2]);
    assert_near(page.characters[2].bbox, [115.0, 91.2, 120.0, 101.2]);
}

#[test]
fn a_character_map_that_lacks_a_code_leaves_it_to_the_next() {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[]));
    let map = file.stream("", to_unicode(&[("A440", "4E8C")]));
    let font = embedded("Kai", "/ETen-B5-H", "CNS1", program, &format!("/ToUnicode {map} 0 R"));
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td <A440A4A4> Tj ET");
    assert_eq!(text(&file.bytes()), "二中");
}

#[test]
fn to_unicode_by_the_name_of_identity_says_that_codes_are_characters() {
    assert_eq!(shown_by("Identity-H", "Identity", &hex("計畫"), "/ToUnicode /Identity-H", &[]), "計畫");
}

#[test]
fn an_encoding_stream_may_go_on_from_a_predefined_map() {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[]));
    let encoding = file.stream(
        "/Type /CMap /CMapName /Own /UseCMap /ETen-B5-H",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/ETen-B5-H usecmap\n/CIDSystemInfo 3 dict dup begin \
         /Registry (Adobe) def /Ordering (CNS1) def /Supplement 0 def end def\n/CMapName /Own def\n/WMode 0 def\n\
         1 begincidrange\n<FA40> <FA40> 595\nendcidrange\nendcmap\n",
    );
    for font in [
        embedded("Kai", &format!("{encoding} 0 R"), "CNS1", program, ""),
        composite(&format!("{encoding} 0 R"), "CNS1", ""),
    ] {
        let mut file = file.clone();
        let fonts = file.fonts(&[("F", font)]);
        file.page(&fonts, "BT /F 10 Tf 100 700 Td <AD70FA40B565> Tj ET");
        assert_eq!(text(&file.bytes()), "計一畫");
    }
}

#[test]
fn fonts_of_one_name_and_different_encodings_are_told_apart() {
    let mut file = File::new();
    let first = file.stream("", true_type(9, &[('甲', 1)]));
    let second = file.stream("", true_type(10, &[('乙', 1)]));
    let a = embedded("Kai", "/Identity-H", "Identity", first, "");
    let b = embedded("Kai", "/ETen-B5-H", "CNS1", second, "");
    let c = embedded("Kai", "/Identity-V", "Identity", first, "");
    let fonts = file.fonts(&[("A", a), ("B", b), ("C", c)]);
    file.page(
        &fonts,
        "BT /A 10 Tf 100 700 Td <0001> Tj /B 10 Tf 0 -20 Td <A4A4> Tj /C 10 Tf 0 -20 Td <0001> Tj /A 10 Tf 0 -20 Td <0001> Tj ET",
    );
    assert_eq!(text(&file.bytes()), "甲中甲甲");
}

#[test]
fn glyphs_of_type_3_fonts_are_what_their_map_says() {
    let mut file = File::new();
    let glyph = file.stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
    let map = file.stream("", to_unicode(&[("01", "8A08"), ("02", "756B")]));
    let font = format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 2 \
         /Widths [1000 500] /Encoding << /Differences [1 /g1 /g2] >> /CharProcs << /g1 {glyph} 0 R /g2 {glyph} 0 R >> \
         /ToUnicode {map} 0 R >>"
    );
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td <0102> Tj ET");
    let page = page(&file.bytes());
    assert_eq!(super::text_of(&page), "計畫");
    assert_near(page.characters[0].bbox, [100.0, 91.2, 110.0, 101.2]);
    assert_near(page.characters[1].bbox, [110.0, 91.2, 115.0, 101.2]);
    assert_eq!(page.rules, []);
}

#[test]
fn signs_of_symbol_fonts_are_signs() {
    let mut file = File::new();
    let program = file.stream("", true_type(200, &[('\u{F06C}', 1), ('\u{F0FC}', 2)]));
    let font = embedded("Wingdings-Regular", "/Identity-H", "Identity", program, "");
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td <00010002> Tj ET");
    let expected = |code| decode::symbols::SymbolFont::Wingdings.character(code).unwrap();
    assert_eq!(text(&file.bytes()), String::from_iter([expected(0x6C), expected(0xFC)]));
}

#[test]
fn white_space_that_controls_is_a_blank() {
    let mut file = File::new();
    let map = file.stream("", to_unicode(&[("41", "0009"), ("42", "00A0"), ("43", "000D000A")]));
    let font = helvetica().replace(" >>", &format!(" /ToUnicode {map} 0 R >>"));
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td (ABC) Tj ET");
    assert_eq!(text(&file.bytes()), " \u{A0}  ");
}

#[test]
fn fonts_have_numbers_that_tell_them_apart() {
    let fonts = [
        ("A", helvetica()),
        ("B", helvetica().replace("Helvetica", "Times-Bold")),
        ("C", composite("/UniCNS-UCS2-H", "CNS1", "")),
    ];
    let content = "BT /A 10 Tf 100 700 Td (A) Tj /B 10 Tf (B) Tj /C 10 Tf <4E00> Tj /A 10 Tf (C) Tj ET";
    let page = page(&File::of(&fonts, content).bytes());
    let numbers: Vec<u32> = page.characters.iter().map(|character| character.font).collect();
    let [a, b, c, again] = numbers[..] else { panic!() };
    assert!(a == again && a != b && b != c && a != c, "{numbers:?}");
}
