//! The characters of a paragraph: marks, breaks, symbols, fields that show something without a result, forms.

use super::build::{Doc, Style, para, plc, sprm, utf16};
use super::dump;

/// `sprmCFVanish`
fn hidden(operand: u8) -> Vec<u8> {
    sprm(0x083C, &[operand])
}

/// `SttbfFfn` with fonts of these names.
fn fonts(names: &[&str]) -> Vec<u8> {
    let mut table = vec![u8::try_from(names.len()).unwrap(), 0, 0, 0];
    for name in names {
        let mut font = vec![0; 39];
        font.extend(utf16(name));
        font.extend([0, 0]);
        table.push(u8::try_from(font.len()).unwrap());
        table.extend(font);
    }
    table
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on_with_the_next() {
    let doc = Doc::new([para("前半").run(2, []).run(1, sprm(0x0800, &[1])), para("後半"), para("另")]);
    assert_eq!(dump(&doc.bytes()), "\"前半後半\"\n\"另\"\n");
}

#[test]
fn a_hidden_paragraph_is_not_there() {
    let doc = Doc::new([para("甲"), para("隱").run(2, hidden(1)), para("乙")]);
    assert_eq!(dump(&doc.bytes()), "\"甲\"\n\"乙\"\n");
}

#[test]
fn what_a_style_hides_may_be_shown_and_the_other_way_round() {
    let mut doc = Doc::new([
        para("隱示").style(1).run(1, []).run(1, hidden(0)).run(1, hidden(0x81)),
        para("示隱").run(1, hidden(0x80)).run(1, hidden(0x81)),
    ]);
    doc.styles.push(Style { base: Some(0), chpx: hidden(1), ..Style::default() });
    assert_eq!(dump(&doc.bytes()), "\"示\"\n\"示\"\n");
}

#[test]
fn breaks_stand_between_texts_only() {
    let doc = Doc::new([para("\u{C}甲\u{B}乙\u{C}\u{E}丙\u{C}"), para("一\t二\u{1E}三\u{1F}四")]);
    assert_eq!(dump(&doc.bytes()), "\"甲\\n乙\\n丙\"\n\"一\\t二-三四\"\n");
}

#[test]
fn symbols_are_what_their_font_shows() {
    // sprmCSymbol: the font, the character; sprmCRgFtc0 and sprmCRgFtc2: the font of the text.
    let symbol = [sprm(0x6A09, &[1, 0, 0xFE, 0xF0]), sprm(0x0855, &[1])].concat();
    let font = [sprm(0x4A4F, &[1, 0]), sprm(0x4A51, &[1, 0])].concat();
    let mut doc = Doc::new([para("(是\u{F0A8}否n").run(1, symbol).run(1, []).run(1, &font).run(1, []).run(1, &font)]);
    doc.part(15, fonts(&["標楷體", "Wingdings"]));
    assert_eq!(dump(&doc.bytes()), "\"☑是□否■\"\n");
}

#[test]
fn fields_without_a_result_show_what_they_stand_for() {
    let body =
        para("\u{13}EQ \\o\\ac(○,3)\u{15}，\u{13} EQ \\* jc2 \\o\\ad(\\s\\up 11(ㄏㄢˋ),漢) \u{15}，\u{13}PAGE\u{15}完");
    assert_eq!(dump(&Doc::new([body]).bytes()), "\"③，漢（ㄏㄢˋ），完\"\n");
}

#[test]
fn a_field_that_never_ends_hides_nothing() {
    assert_eq!(dump(&Doc::new([para("甲\u{13}乙"), para("丙")]).bytes()), "\"甲乙\"\n\"丙\"\n");
}

/// `NilPICFAndBinData` of a check box or of a list: its bits, its default, what follows.
fn form(bits: u16, default: u16, entries: &[&str]) -> Vec<u8> {
    let mut data = vec![0; 0x44];
    data[4] = 0x44;
    data.extend(u32::MAX.to_le_bytes());
    data.extend(bits.to_le_bytes());
    data.extend([0, 0, 0, 0]);
    // Xstz: the name.
    data.extend([0, 0, 0, 0]);
    data.extend(default.to_le_bytes());
    data.extend([0; 20]);
    data.extend([0xFF, 0xFF, u8::try_from(entries.len()).unwrap(), 0, 0, 0]);
    for entry in entries {
        data.extend([u8::try_from(entry.chars().count()).unwrap(), 0]);
        data.extend(utf16(entry));
    }
    let length = u32::try_from(data.len()).unwrap();
    data[..4].copy_from_slice(&length.to_le_bytes());
    data
}

#[test]
fn check_boxes_and_lists_of_forms_show_their_state() {
    // The sort in two bits, the result in five; 25 is the default.
    let cases = [
        (form(1 | 1 << 2, 0, &[]), "☒"),
        (form(1 | 25 << 2, 0, &[]), "☐"),
        (form(1 | 25 << 2, 1, &[]), "☒"),
        (form(2 | 1 << 2, 0, &["甲案", "乙案"]), "乙案"),
    ];
    let data = [sprm(0x6A03, &[0; 4]), sprm(0x0855, &[1]), sprm(0x0806, &[1])].concat();
    for (bytes, expected) in cases {
        let mut doc = Doc::new([para("\u{13}F\u{1}\u{14}\u{15}項").run(2, []).run(1, &data)]);
        doc.data = bytes;
        assert_eq!(dump(&doc.bytes()), format!("\"{expected}項\"\n"));
    }
}

#[test]
fn headings_have_the_level_of_the_paragraph_or_its_style() {
    let mut doc = Doc::new([
        para("章").style(1),
        para("節").style(2),
        para("款").with(sprm(0x2640, &[4])),
        para("文").style(1).with(sprm(0x2640, &[9])),
    ]);
    doc.styles.push(Style { known: 1, base: Some(0), ..Style::default() });
    doc.styles.push(Style { base: Some(1), papx: sprm(0x2640, &[1]), ..Style::default() });
    assert_eq!(dump(&doc.bytes()), "h1 \"章\"\nh2 \"節\"\nh5 \"款\"\n\"文\"\n");
}

/// A document with a header of even pages, of all pages, and of the first one.
fn with_headers(settings: u8, section: &[u8]) -> Vec<u8> {
    let mut doc = Doc::new([para("本文")]);
    doc.stories[2] = vec![para("偶"), para("常"), para("首"), para("")];
    doc.part(11, plc(&[0, 0, 0, 0, 0, 0, 0, 2, 4, 4, 4, 6, 6, 7], &[]));
    doc.part(31, vec![settings, 0]);
    let (document, _) = doc.streams();
    let at = u32::try_from(document.len()).unwrap();
    let sed = [&[0, 0][..], &at.to_le_bytes(), &[0; 6]].concat();
    doc.part(6, plc(&[0, 3], &[sed]));
    let (mut document, table) = doc.streams();
    document.extend(u16::try_from(section.len()).unwrap().to_le_bytes());
    document.extend(section);
    super::build::compound(&[("WordDocument", document), ("1Table", table)])
}

#[test]
fn headers_are_those_that_some_page_shows() {
    assert_eq!(dump(&with_headers(0, &[])), "\"本文\"\nH0 \"常\"\n");
    // fFacingPages
    assert_eq!(dump(&with_headers(1, &[])), "\"本文\"\nH0 \"偶\"\nH1 \"常\"\n");
    // sprmSFTitlePage
    assert_eq!(dump(&with_headers(0, &sprm(0x300A, &[1]))), "\"本文\"\nH0 \"常\"\nH1 \"首\"\n");
}

/// A record of OfficeArt.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&[0x0F, 0][..], &kind.to_le_bytes(), &u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat()
}

fn shape(number: u32) -> Vec<u8> {
    record(0xF004, &record(0xF00A, &[number.to_le_bytes(), [0; 4]].concat()))
}

#[test]
fn a_text_box_in_a_group_stands_where_the_group_is_anchored() {
    let mut doc = Doc::new([para("甲\u{8}").run(1, []).run(1, sprm(0x0855, &[1])), para("乙")]);
    doc.stories[6] = vec![para("框內"), para("")];
    let story = [&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &1028_u32.to_le_bytes(), &[0; 4]].concat();
    doc.part(56, plc(&[0, 3, 4], &[story, vec![0; 22]]));
    doc.part(40, plc(&[1, 5], &[[&1026_u32.to_le_bytes()[..], &[0; 22]].concat()]));
    let group =
        record(0xF003, &[shape(1026), shape(1027), record(0xF003, &[shape(1029), shape(1028)].concat())].concat());
    let drawing = record(0xF002, &record(0xF003, &[shape(1024), group].concat()));
    doc.part(50, [record(0xF000, &[]), vec![0], drawing].concat());
    assert_eq!(dump(&doc.bytes()), "\"甲\"\nT0 \"框內\"\n\"乙\"\n");
}

/// Paragraphs of styles of which each begins with a field.
fn numbered(code: &str, styles: &[u16]) -> Vec<String> {
    let paragraphs = styles.iter().map(|style| para(&format!("\u{13} {code} \u{15}\t甲")).style(*style));
    let mut doc = Doc::new(paragraphs);
    doc.styles.extend((1..=9).map(|known| Style { known, base: Some(0), ..Style::default() }));
    let blocks = super::read(&doc.bytes()).document.blocks;
    let texts = blocks.iter().filter_map(|block| match block {
        document::Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    });
    texts.map(|text| text.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn fields_number_paragraphs_by_the_levels_of_headings() {
    // Headings of levels 1 to 3; 0 is running text.
    let order = [1, 2, 2, 0, 0, 3, 1, 2, 0];
    assert_eq!(numbered("AUTONUM", &order), ["1.", "1.", "2.", "1.", "2.", "1.", "2.", "1.", "1."]);
    let legal = ["1.", "1.1.", "1.2.", "1.2.1.", "1.2.2.", "1.2.1.", "2.", "2.1.", "2.1.1."];
    assert_eq!(numbered("AUTONUMLGL", &order), legal);
    assert_eq!(numbered("AUTONUMLGL \\e \\s -", &order[..3]), ["1", "1-1", "1-2"]);
    assert_eq!(numbered("AUTONUMOUT", &order), ["I.", "A.", "B.", "1.", "2.", "1.", "II.", "A.", "1."]);
}

#[test]
fn fields_number_paragraphs_in_the_format_that_they_name() {
    assert_eq!(numbered("AUTONUM \\* CHINESENUM3 \\s 、", &[0; 11])[9..], ["十、", "十一、"]);
    assert_eq!(numbered("AUTONUM \\* ROMAN", &[0; 4])[3..], ["IV."]);
    assert_eq!(numbered("AUTONUM \\* roman \\s \")\"", &[0; 4])[3..], ["iv)"]);
}
