//! Word 6 and 95: code pages, modifiers of one byte, numbering without lists.

use document::{ReadError, Warning};

use super::build::{Para, Style, Word6, para, plc};
use super::{dump, error, labels, read};

/// `sprmCFtc`
fn font(number: u8) -> [u8; 3] {
    [93, number, 0]
}

/// `sprmCFSpec`
const SPECIAL: [u8; 2] = [117, 1];

/// `sprmPNLvlAnm`
fn level(number: u8) -> [u8; 2] {
    [13, number]
}

/// `sprmPAnld` with a format, a start and texts in code page 950.
fn numbering(nfc: u8, start: u8, before: &str, after: &str) -> Vec<u8> {
    let [before, after] = [before, after].map(|text| encoding_rs::BIG5.encode(text).0.into_owned());
    let mut anld = vec![0; 20];
    anld[0] = nfc;
    anld[1] = u8::try_from(before.len()).unwrap();
    anld[2] = u8::try_from(after.len()).unwrap();
    anld[10] = start;
    anld.extend([before, after].concat());
    anld.resize(52, 0);
    [&[12, 52], &anld[..]].concat()
}

fn cell(text: &str) -> Para {
    Para { text: format!("{text}\u{7}"), ..Para::default() }.with([24, 1])
}

/// `sprmTDefTable` with flags of cells; more modifiers.
fn row_end(edges: &[i16], flags: &[u8], more: &[u8]) -> Para {
    let mut operand = vec![u8::try_from(edges.len() - 1).unwrap()];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for place in 0..edges.len() - 1 {
        operand.push(flags.get(place).copied().unwrap_or(0));
        operand.extend([0; 9]);
    }
    let length = u16::try_from(operand.len() + 1).unwrap();
    cell("").with([25, 1, 190]).with(length.to_le_bytes()).with(operand).with(more)
}

#[test]
fn traditional_chinese_is_read_in_code_page_950() {
    let bytes = Word6::new([para("壹、計畫目標 Plan（許功蓋）"), para("二")]).bytes();
    assert_eq!(dump(&bytes), "\"壹、計畫目標 Plan（許功蓋）\"\n\"二\"\n");
}

#[test]
fn simplified_chinese_is_read_in_code_page_936() {
    let mut doc = Word6::new([para("一、规划")]);
    (doc.encoding, doc.language, doc.fonts) = (encoding_rs::GBK, 0x0804, vec![("Song", 134)]);
    assert_eq!(dump(&doc.bytes()), "\"一、规划\"\n");
}

#[test]
fn the_font_of_a_text_has_its_code_page() {
    // The last byte is another letter in a Western font.
    let mut doc = Word6::new([para("План\u{457}").run(5, font(1)), para("\u{457}")]);
    (doc.encoding, doc.language) = (encoding_rs::WINDOWS_1251, 0x0409);
    doc.fonts = vec![("Times New Roman", 0), ("Times New Roman Cyr", 204)];
    assert_eq!(dump(&doc.bytes()), "\"Планї\"\n\"¿\"\n");
}

#[test]
fn the_font_may_be_that_of_a_style() {
    let mut doc = Word6::new([para("漢字").style(2)]);
    doc.language = 0x0409;
    doc.styles.push(Style { base: Some(0), chpx: font(1).to_vec(), ..Style::default() });
    doc.styles.push(Style { base: Some(1), ..Style::default() });
    assert_eq!(dump(&doc.bytes()), "\"漢字\"\n");
}

#[test]
fn chinese_text_in_a_western_font_of_an_english_word_is_chinese() {
    let mut doc = Word6::new([para("壹、計畫目標"), para("貳、實施期程")]);
    doc.language = 0x0409;
    assert_eq!(dump(&doc.bytes()), "\"壹、計畫目標\"\n\"貳、實施期程\"\n");
}

#[test]
fn a_western_text_is_western_though_a_chinese_font_is_there() {
    let mut doc = Word6::new([para("déjà vu, é"), para("“Café”")]);
    (doc.encoding, doc.language) = (encoding_rs::WINDOWS_1252, 0x040C);
    assert_eq!(dump(&doc.bytes()), "\"déjà vu, é\"\n\"“Café”\"\n");
}

#[test]
fn a_file_that_was_saved_fast_is_read_in_the_order_of_its_pieces() {
    let mut doc = Word6::new([para("一、宗旨"), para("二、目標")]);
    // The first cut is within a character.
    doc.cuts = Some(vec![3, 9, 12]);
    assert_eq!(dump(&doc.bytes()), "\"一、宗旨\"\n\"二、目標\"\n");
}

#[test]
fn two_bytes_a_position_are_the_bytes_of_a_character() {
    let mut doc = Word6::new([para("甲 plan 計畫"), para("二")]);
    doc.is_extended = true;
    assert_eq!(dump(&doc.bytes()), "\"甲 plan 計畫\"\n\"二\"\n");
}

#[test]
fn a_file_of_word_for_macintosh_has_its_code_page_and_its_modifiers() {
    // 111 has two bytes there, of Windows so many as its first byte says.
    let mut doc = Word6::new([para("“Café” ").run(2, [111, 1, 0, 92, 0]).run(1, [111, 0, 0, 92, 1])]);
    (doc.encoding, doc.language) = (encoding_rs::MACINTOSH, 0x0409);
    (doc.signature, doc.character_set) = (0xA699, 256);
    doc.fonts = vec![("Times", 0), ("Geneva", 0)];
    assert_eq!(dump(&doc.bytes()), "\"“Cfé” \"\n");
}

#[test]
fn bytes_that_mean_nothing_are_reported() {
    let bytes = Word6::new([para("甲乙").run(2, font(1))]).bytes();
    // 乙 is A4 41.
    let at = bytes.windows(2).position(|pair| pair == [0xA4, 0x41]).unwrap();
    let mut damaged = bytes.clone();
    damaged[at..at + 2].copy_from_slice(&[0xA3, 0xFE]);
    let reading = read(&damaged);
    assert!(matches!(reading.warnings[..], [Warning::UndecodableBytes { .. }]), "{:?}", reading.warnings);
    // An area of the users' own.
    let mut own = bytes;
    own[at..at + 2].copy_from_slice(&[0xFA, 0x40]);
    let warnings = read(&own).warnings;
    assert!(warnings.iter().any(|w| matches!(w, Warning::UserDefinedCharacters { count: 1, .. })), "{warnings:?}");
}

#[test]
fn paragraphs_are_numbered_one_after_another() {
    let numbered = |text: &str| para(text).with(numbering(0, 3, "（", "）")).with(level(10));
    let doc = Word6::new([numbered("甲"), numbered("乙"), para("丙")]);
    assert_eq!(dump(&doc.bytes()), "[（3）] \"甲\"\n[（4）] \"乙\"\n\"丙\"\n");
}

#[test]
fn a_bullet_of_a_symbol_font_is_a_unicode_glyph() {
    let mut bullet = numbering(0, 1, "l", "");
    bullet[2 + 6] = 2;
    let mut doc = Word6::new([para("甲").with(bullet).with(level(11))]);
    doc.fonts.push(("Wingdings", 2));
    assert_eq!(labels(&doc.bytes()), ["●"]);
}

#[test]
fn an_outline_is_numbered_as_its_section_says() {
    let mut outline = vec![0; 212];
    // Roman before a point; the second level also shows the first.
    outline[..4].copy_from_slice(&[1, 0, 1, 0]);
    outline[10] = 1;
    outline[16..20].copy_from_slice(&[0, 0, 1, 4]);
    outline[26] = 1;
    outline[148..150].copy_from_slice(b".)");
    let order = [1, 2, 2, 1, 2];
    let mut doc = Word6::new(order.map(|number| para("A").with(level(number))));
    doc.sections = vec![(10, [&[133, 212], &outline[..]].concat())];
    assert_eq!(labels(&doc.bytes()), ["I.", "I.1)", "I.2)", "II.", "II.1)"]);
}

#[test]
fn a_heading_has_the_level_of_its_style() {
    let mut doc = Word6::new([para("總則").style(1), para("本文")]);
    doc.styles.push(Style { known: 2, base: Some(0), ..Style::default() });
    assert_eq!(dump(&doc.bytes()), "h2 \"總則\"\n\"本文\"\n");
}

#[test]
fn cells_of_tables_stand_in_their_grid() {
    let doc = Word6::new([
        cell("工作項目"),
        cell(""),
        row_end(&[0, 1000, 3000], &[1, 2], &[186, 1]),
        cell("一"),
        cell("二"),
        row_end(&[0, 1000, 3000], &[], &[]),
        para("後"),
    ]);
    let expected = "table\n  0,0 1x2 header\n    \"工作項目\"\n  1,0 1x1\n    \"一\"\n  1,1 1x1\n    \"二\"\n\"後\"\n";
    assert_eq!(dump(&doc.bytes()), expected);
}

#[test]
fn deleted_and_hidden_text_is_not_there() {
    let body = para("甲乙丙").run(1, [65, 1]).run(1, [92, 1]);
    assert_eq!(dump(&Word6::new([body]).bytes()), "\"丙\"\n");
}

#[test]
fn modifiers_behind_long_ones_are_found() {
    // sprmPChgTabs with a length that a byte can't say: 40 tabs deleted, 40 added.
    let mut tabs = vec![23, 255, 40];
    tabs.extend([0; 160]);
    tabs.push(40);
    tabs.extend([0; 120]);
    let doc = Word6::new([para("甲").with(tabs).with(numbering(0, 1, "", ".")).with(level(10))]);
    assert_eq!(labels(&doc.bytes()), ["1."]);
}

#[test]
fn a_symbol_is_the_glyph_of_its_font() {
    let mut doc =
        Word6::new([para("(甲l").run(1, [&[74, 3, 2, 0, 0xFC][..], &SPECIAL].concat()).run(1, []).run(1, font(2))]);
    doc.fonts.push(("Wingdings", 2));
    assert_eq!(dump(&doc.bytes()), "\"✓甲●\"\n");
}

#[test]
fn a_field_shows_its_result() {
    assert_eq!(dump(&Word6::new([para("第\u{13}PAGE\u{14}3\u{15}頁")]).bytes()), "\"第3頁\"\n");
}

#[test]
fn a_note_stands_after_the_paragraph_that_refers_to_it() {
    let mut doc = Word6::new([para("本文\u{2}").run(2, []).run(1, SPECIAL), para("後")]);
    doc.stories[1] = vec![para("\u{2}附註").run(1, SPECIAL), para("")];
    doc.part(0x068, plc(&[4, 9], &[vec![1, 0]]));
    doc.part(0x070, plc(&[0, 6, 7], &[]));
    assert_eq!(dump(&doc.bytes()), "\"本文\"\nF0 \"附註\"\n\"後\"\n");
}

#[test]
fn only_headers_that_bits_stand_for_are_in_the_file() {
    let mut doc = Word6::new([para("本文")]);
    doc.stories[2] = vec![para("分隔"), para("府頭"), para("首頁"), para("")];
    doc.part(0x0B0, plc(&[0, 5, 10, 15, 16], &[]));
    // DOP: a separator of notes. Section: a header of odd pages, and one of a first page that it doesn't have.
    doc.part(0x150, vec![0, 1]);
    doc.sections = vec![(5, vec![153, 0x02 | 0x10])];
    assert_eq!(dump(&doc.bytes()), "\"本文\"\nH0 \"府頭\"\n");
    doc.sections = vec![(5, vec![153, 0x02 | 0x10, 143, 1])];
    assert_eq!(dump(&doc.bytes()), "\"本文\"\nH0 \"府頭\"\nH1 \"首頁\"\n");
}

#[test]
fn a_text_box_stands_after_the_paragraph_of_its_drawing() {
    let mut doc = Word6::new([para("甲\u{8}").run(1, []).run(1, SPECIAL), para("乙")]);
    doc.stories[6] = vec![para("框內"), para("")];
    doc.part(0x222, plc(&[0, 5], &[]));
    doc.part(0x192, plc(&[2, 7], &[vec![0, 0, 0, 0, 1, 0]]));
    assert_eq!(dump(&doc.bytes()), "\"甲\"\nT0 \"框內\"\n\"乙\"\n");
}

#[test]
fn an_encrypted_document_says_so() {
    let mut doc = Word6::new([para("甲")]);
    doc.flags = 0x0100;
    assert_eq!(error(&doc.bytes()), ReadError::Encrypted);
}
