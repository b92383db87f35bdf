//! What files call the styles.

use super::super::{Style, name_of, named, of_custom, of_name, of_nfc, of_odf, synced};

#[test]
fn every_name_leads_to_a_style_that_leads_to_a_name_for_it() {
    for (name, style) in named() {
        assert_eq!(of_name(name), Some(style), "{name}");
        assert_eq!(of_name(name_of(style).unwrap()), Some(style), "{name}");
    }
}

#[test]
fn names_that_write_no_value_or_that_nobody_knows_have_no_style() {
    for name in ["bullet", "none", "custom", "", "Decimal", "taiwanese"] {
        assert_eq!(of_name(name), None, "{name}");
    }
}

#[test]
fn styles_of_web_pages_alone_have_no_name() {
    for style in [Style::Han, Style::Formal, Style::LatinLower, Style::LatinUpper, Style::Circled] {
        assert_eq!(name_of(style), None, "{style:?}");
    }
}

#[test]
fn codes_are_those_of_ms_oshared_2_2_1_3() {
    let table = [
        (0, Some(Style::Decimal)),
        (1, Some(Style::RomanUpper)),
        (4, Some(Style::LatinLowerRepeated)),
        (10, Some(Style::HanDigits)),
        (11, Some(Style::JapaneseCounting)),
        (18, Some(Style::CircledTo20)),
        (22, Some(Style::DecimalLeadingZero)),
        (23, None),
        (29, Some(Style::ParenthesizedHan)),
        (30, Some(Style::Stem)),
        (33, Some(Style::HanCounting)),
        (34, Some(Style::FormalTraditional)),
        (35, Some(Style::HanThousand)),
        (36, Some(Style::HanDigitsCircle)),
        (37, Some(Style::HanCounting)),
        (38, Some(Style::FormalSimplified)),
        (39, Some(Style::HanThousandSimplified)),
        (44, Some(Style::HanDigitsZero)),
        (45, Some(Style::HebrewNumeral)),
        (57, Some(Style::DecimalInDashes)),
        (59, Some(Style::RussianUpper)),
        (60, None),
        (255, None),
        (u16::MAX, None),
    ];
    for (nfc, style) in table {
        assert_eq!(of_nfc(nfc), style, "{nfc}");
    }
}

#[test]
fn formats_of_opendocument_are_those_that_libreoffice_writes() {
    let table = [
        ("1", Some(Style::Decimal)),
        ("a", Some(Style::LatinLower)),
        ("A", Some(Style::LatinUpper)),
        ("i", Some(Style::RomanLower)),
        ("I", Some(Style::RomanUpper)),
        ("", None),
        ("1, 2, 3, ...", Some(Style::Decimal)),
        ("01, 02, 03, ...", Some(Style::DecimalLeadingZero)),
        ("001, 002, 003, ...", Some(Style::DecimalPadded(3))),
        ("0001, 0002, 0003, ...", Some(Style::DecimalPadded(4))),
        ("１, ２, ３, ...", Some(Style::DecimalFullWidth)),
        ("一, 二, 三, ...", Some(Style::HanThousandSimplified)),
        ("一, 二, 三, ... (ko)", Some(Style::HanDigitsZero)),
        ("壹, 貳, 參, ...", Some(Style::FormalTraditional)),
        ("壹, 贰, 叁, ...", Some(Style::FormalSimplified)),
        ("甲, 乙, 丙, ...", Some(Style::Stem)),
        ("子, 丑, 寅, ...", Some(Style::Branch)),
        ("①, ②, ③, ...", Some(Style::Circled)),
        ("壱, 弐, 参, ...", Some(Style::JapaneseLegal)),
        ("ア, イ, ウ, ...", Some(Style::KatakanaAiueo)),
        ("ｱ, ｲ, ｳ, ...", Some(Style::KatakanaAiueoHalfWidth)),
        ("イ, ロ, ハ, ...", Some(Style::KatakanaIroha)),
        ("ｲ, ﾛ, ﾊ, ...", Some(Style::KatakanaIrohaHalfWidth)),
        ("가, 나, 다, ...", Some(Style::HangulSyllable)),
        ("ㄱ, ㄴ, ㄷ, ...", Some(Style::HangulJamo)),
        ("일, 이, 삼, ...", Some(Style::KoreanCounting)),
        ("일, 이, 삼, ... (ko-x-digital)", Some(Style::KoreanDigits)),
        ("하나, 둘, 셋, ...", Some(Style::KoreanNative)),
        ("1st", Some(Style::Ordinal)),
        ("One", Some(Style::CardinalText)),
        ("First", Some(Style::OrdinalText)),
        ("*, †, ‡, §, **, ††, ...", Some(Style::Chicago)),
        ("а, б, .., аа, аб, ... (ru)", Some(Style::RussianLower)),
        ("А, Б, .., Аа, Аб, ... (ru)", Some(Style::RussianUpper)),
        ("א, ב, ג, ...", Some(Style::HebrewLetter)),
        ("א, י, ק, ...", Some(Style::HebrewNumeral)),
        ("أ, ب, ت, ...", Some(Style::ArabicAlpha)),
        ("ا, ب, ج, ...", Some(Style::ArabicAbjad)),
        ("ก, ข, ค, ...", Some(Style::ThaiLetter)),
        ("क, ख, ग, ...", Some(Style::HindiConsonant)),
        ("壹", Some(Style::FormalTraditional)),
        ("⑴", Some(Style::Parenthesized)),
        ("ஒன்று", None),
        (",", None),
        ("...", None),
    ];
    for (num_format, style) in table {
        assert_eq!(of_odf(num_format), style, "{num_format}");
    }
}

#[test]
fn letters_in_sync_are_repeated() {
    assert_eq!(synced(Style::LatinLower), Style::LatinLowerRepeated);
    assert_eq!(synced(Style::LatinUpper), Style::LatinUpperRepeated);
    assert_eq!(synced(Style::Stem), Style::Stem);
}

#[test]
fn custom_formats_are_the_series_of_ms_docx_2_4() {
    let table = [
        ("001, 002, 003, ...", Some(Style::DecimalPadded(3))),
        ("00001, 00002, 00003, ...", Some(Style::DecimalPadded(5))),
        ("①, ②, ③, ...", Some(Style::CircledTo20)),
        ("壹, 貳, 參, ...", Some(Style::FormalTraditional)),
        ("一, 十, 一百(繁), ...", Some(Style::HanThousand)),
        ("一, 十, 一百(简), ...", Some(Style::HanThousandSimplified)),
        ("一, 十, 一○○(繁), ...", Some(Style::HanCounting)),
        ("一, 十, 一○○(简), ...", Some(Style::HanCounting)),
        ("一, 一〇, 一〇〇, ...", Some(Style::HanDigits)),
        ("甲, 乙, 丙, ...", Some(Style::Stem)),
        ("002, 003, 004, ...", None),
        ("α, β, γ, ...", None),
    ];
    for (series, style) in table {
        assert_eq!(of_custom(series), style, "{series}");
    }
}
