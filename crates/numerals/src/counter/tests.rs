//! Counters: what each style writes, both ways, and what files call it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod names;
mod series;
mod tables;

use proptest::prelude::*;

use super::{Style, format, parse};

/// Every style, and the last value that it writes otherwise than its first values; `u32::MAX` where it writes all.
pub(super) const STYLES: [(Style, u32); 61] = [
    (Style::Decimal, u32::MAX),
    (Style::DecimalLeadingZero, u32::MAX),
    (Style::DecimalPadded(3), u32::MAX),
    (Style::DecimalPadded(200), u32::MAX),
    (Style::DecimalFullWidth, u32::MAX),
    (Style::DecimalInDashes, u32::MAX),
    (Style::Hex, u32::MAX),
    (Style::Han, u32::MAX),
    (Style::HanThousand, u32::MAX),
    (Style::HanThousandSimplified, u32::MAX),
    (Style::HanCounting, u32::MAX),
    (Style::HanDigits, u32::MAX),
    (Style::HanDigitsCircle, u32::MAX),
    (Style::HanDigitsZero, u32::MAX),
    (Style::Formal, u32::MAX),
    (Style::FormalTraditional, u32::MAX),
    (Style::FormalSimplified, u32::MAX),
    (Style::JapaneseCounting, u32::MAX),
    (Style::JapaneseLegal, u32::MAX),
    (Style::KoreanDigits, u32::MAX),
    (Style::KoreanCounting, u32::MAX),
    (Style::KoreanNative, u32::MAX),
    (Style::Stem, u32::MAX),
    (Style::Branch, u32::MAX),
    (Style::StemBranch, 60),
    (Style::Circled, u32::MAX),
    (Style::CircledTo20, u32::MAX),
    (Style::CircledTo10, u32::MAX),
    (Style::Parenthesized, u32::MAX),
    (Style::FullStop, u32::MAX),
    (Style::ParenthesizedHan, u32::MAX),
    (Style::KatakanaAiueo, 46),
    (Style::KatakanaAiueoHalfWidth, 46),
    (Style::KatakanaIroha, 48),
    (Style::KatakanaIrohaHalfWidth, 48),
    (Style::HangulSyllable, u32::MAX),
    (Style::HangulJamo, u32::MAX),
    (Style::LatinLower, u32::MAX),
    (Style::LatinUpper, u32::MAX),
    (Style::LatinLowerRepeated, u32::MAX),
    (Style::LatinUpperRepeated, u32::MAX),
    (Style::RomanLower, u32::MAX),
    (Style::RomanUpper, u32::MAX),
    (Style::Ordinal, u32::MAX),
    (Style::CardinalText, u32::MAX),
    (Style::OrdinalText, u32::MAX),
    (Style::Chicago, u32::MAX),
    (Style::RussianLower, u32::MAX),
    (Style::RussianUpper, u32::MAX),
    (Style::HebrewNumeral, u32::MAX),
    (Style::HebrewLetter, u32::MAX),
    (Style::ArabicAlpha, u32::MAX),
    (Style::ArabicAbjad, u32::MAX),
    (Style::HindiConsonant, u32::MAX),
    (Style::HindiVowel, u32::MAX),
    (Style::HindiDigits, u32::MAX),
    (Style::ThaiLetter, u32::MAX),
    (Style::ThaiDigits, u32::MAX),
    (Style::DecimalPadded(0), u32::MAX),
    (Style::DecimalPadded(9), u32::MAX),
    (Style::DecimalPadded(1), u32::MAX),
];

#[test]
fn every_value_to_10_000_is_read_back() {
    for (style, last) in STYLES {
        for n in 0..=10_000.min(last) {
            let text = format(n, style);
            assert_eq!(parse(&text, style), Some(n), "{text} as {style:?}");
        }
    }
}

#[test]
fn a_series_that_starts_again_is_read_as_its_first_round() {
    assert_eq!(format(47, Style::KatakanaAiueo), "ア");
    assert_eq!(parse("ア", Style::KatakanaAiueo), Some(1));
    assert_eq!(format(61, Style::StemBranch), "甲子");
    assert_eq!(parse("甲子", Style::StemBranch), Some(1));
}

#[test]
fn zero_is_written_with_the_zero_of_a_style_or_in_decimal_digits() {
    let table = [
        (Style::Decimal, "0"),
        (Style::DecimalLeadingZero, "00"),
        (Style::Han, "零"),
        (Style::HanThousand, "零"),
        (Style::HanCounting, "○"),
        (Style::HanDigits, "〇"),
        (Style::FormalTraditional, "零"),
        (Style::Stem, "0"),
        (Style::Circled, "0"),
        (Style::LatinLowerRepeated, "0"),
        (Style::RomanUpper, "0"),
        (Style::CardinalText, "0"),
    ];
    for (style, text) in table {
        assert_eq!(format(0, style), text, "{style:?}");
    }
}

#[test]
fn no_value_makes_a_long_label() {
    for (style, _) in STYLES {
        for n in [780, 781, 9999, 1_000_000, 99_999_999, 100_000_000, u32::MAX] {
            let length = format(n, style).chars().count();
            assert!(length <= 64, "{n} as {style:?} has {length} characters");
        }
    }
}

#[test]
fn each_zero_is_read_for_the_others() {
    for zero in ['〇', '○', '零'] {
        assert_eq!(parse(&format!("一百{zero}一"), Style::HanThousand), Some(101), "{zero}");
        assert_eq!(parse(&format!("一{zero}一"), Style::HanDigitsCircle), Some(101), "{zero}");
    }
}

#[test]
fn what_a_style_never_writes_is_not_read() {
    let table = [
        ("一十", Style::HanThousand),
        ("一百一", Style::HanThousand),
        ("一百零一十", Style::HanThousand),
        ("十", Style::FormalTraditional),
        ("拾", Style::FormalTraditional),
        ("一百", Style::HanCounting),
        ("二三十", Style::HanCounting),
        ("IIII", Style::RomanUpper),
        ("iv", Style::RomanUpper),
        ("ab", Style::LatinLowerRepeated),
        ("①①", Style::CircledTo20),
        ("①", Style::Stem),
        ("1", Style::HanThousand),
        ("1", Style::CircledTo20),
        ("01", Style::Decimal),
        ("+1", Style::Decimal),
        ("1th", Style::Ordinal),
        ("Twenty one", Style::CardinalText),
        ("", Style::Decimal),
        ("", Style::HanDigits),
        ("", Style::HanThousand),
        ("", Style::LatinLower),
        ("", Style::RomanLower),
        ("", Style::HebrewNumeral),
        ("", Style::Ordinal),
    ];
    for (text, style) in table {
        assert_eq!(parse(text, style), None, "{text} as {style:?}");
    }
}

proptest! {
    #[test]
    fn every_value_is_read_back(n: u32, index in 0..STYLES.len()) {
        let (style, last) = STYLES[index];
        prop_assume!(n <= last);
        prop_assert_eq!(parse(&format(n, style), style), Some(n));
    }

    #[test]
    fn what_is_read_is_written_so(text in "[一二三十百千万萬〇零○壹拾0-9a-zA-Z①甲ア가 -]{0,12}", index in 0..STYLES.len()) {
        let (style, _) = STYLES[index];
        if let Some(n) = parse(&text, style) {
            let fold = |text: &str| text.replace(['零', '○'], "〇");
            prop_assert_eq!(fold(&format(n, style)), fold(&text));
        }
    }

    #[test]
    fn any_text_can_be_asked_for(text: String, index in 0..STYLES.len()) {
        let (style, _) = STYLES[index];
        let _ = parse(&text, style);
        let _ = super::of_odf(&text);
        let _ = super::of_custom(&text);
    }
}
