//! What the formats of files call the styles.

use super::{Style, format};

/// The style that a value of ECMA-376's `ST_NumberFormat` names (ECMA-376-1, 17.18.59).
///
/// `None` for `bullet` and `none`, which write no value, for `custom`, which [`of_custom`] reads, and for what is no value of
/// it. The counting words of Thai, Hindi and Vietnamese and the amounts of money are written as [`Style::Decimal`].
pub fn of_name(name: &str) -> Option<Style> {
    named().find(|(known, _)| *known == name).map(|(_, style)| style)
}

/// The value of `ST_NumberFormat` that writes a style; `None` where none writes just so.
pub fn name_of(style: Style) -> Option<&'static str> {
    named().find(|(_, known)| *known == style).map(|(name, _)| name)
}

/// Every value of `ST_NumberFormat` that names a style; where several name the same, the most usual first.
pub fn named() -> impl Iterator<Item = (&'static str, Style)> {
    NAMES.into_iter()
}

/// The style of an MSONFC, as .doc files and RTF's `\levelnfc` have it (\[MS-OSHARED\] 2.2.1.3).
///
/// `None` for a bullet (23), for none (255) and for what is no code.
pub fn of_nfc(nfc: u16) -> Option<Style> {
    CODES.get(usize::from(nfc)).copied().flatten().and_then(of_name)
}

/// The style of an ODF `style:num-format` (ODF 1.3 part 3, 19.502): one of its letters, or the beginning of a series, as
/// LibreOffice writes it (`壹, 貳, 參, ...`).
///
/// `None` for the empty format, which writes no value, and for a series that begins like no style. With
/// `style:num-letter-sync` it is the [`synced`] one.
pub fn of_odf(num_format: &str) -> Option<Style> {
    match num_format {
        "1" => Some(Style::Decimal),
        "a" => Some(Style::LatinLower),
        "A" => Some(Style::LatinUpper),
        "i" => Some(Style::RomanLower),
        "I" => Some(Style::RomanUpper),
        "1st" => Some(Style::Ordinal),
        "One" => Some(Style::CardinalText),
        "First" => Some(Style::OrdinalText),
        "一, 二, 三, ... (ko)" => Some(Style::HanDigitsZero),
        "일, 이, 삼, ... (ko-x-digital)" => Some(Style::KoreanDigits),
        series => of_series(series, &ODF_SERIES),
    }
}

/// The letters that ODF's `style:num-letter-sync` asks for: `aa`, `bb` after `z`; any other style as it is.
pub fn synced(style: Style) -> Style {
    match style {
        Style::LatinLower => Style::LatinLowerRepeated,
        Style::LatinUpper => Style::LatinUpperRepeated,
        other => other,
    }
}

/// The style of a `w:numFmt` whose value is `custom`, by its `w:format` (\[MS-DOCX\] 2.4): `001, 002, 003, ...`.
pub fn of_custom(series: &str) -> Option<Style> {
    of_series(series, &[])
}

/// `ST_NumberFormat` by \[MS-OSHARED\] 2.2.1.3.
const CODES: [Option<&str>; 60] = [
    Some("decimal"),
    Some("upperRoman"),
    Some("lowerRoman"),
    Some("upperLetter"),
    Some("lowerLetter"),
    Some("ordinal"),
    Some("cardinalText"),
    Some("ordinalText"),
    Some("hex"),
    Some("chicago"),
    Some("ideographDigital"),
    Some("japaneseCounting"),
    Some("aiueo"),
    Some("iroha"),
    Some("decimalFullWidth"),
    Some("decimalHalfWidth"),
    Some("japaneseLegal"),
    Some("japaneseDigitalTenThousand"),
    Some("decimalEnclosedCircle"),
    Some("decimalFullWidth2"),
    Some("aiueoFullWidth"),
    Some("irohaFullWidth"),
    Some("decimalZero"),
    None,
    Some("ganada"),
    Some("chosung"),
    Some("decimalEnclosedFullstop"),
    Some("decimalEnclosedParen"),
    Some("decimalEnclosedCircleChinese"),
    Some("ideographEnclosedCircle"),
    Some("ideographTraditional"),
    Some("ideographZodiac"),
    Some("ideographZodiacTraditional"),
    Some("taiwaneseCounting"),
    Some("ideographLegalTraditional"),
    Some("taiwaneseCountingThousand"),
    Some("taiwaneseDigital"),
    Some("chineseCounting"),
    Some("chineseLegalSimplified"),
    Some("chineseCountingThousand"),
    Some("decimal"),
    Some("koreanDigital"),
    Some("koreanCounting"),
    Some("koreanLegal"),
    Some("koreanDigital2"),
    Some("hebrew1"),
    Some("arabicAlpha"),
    Some("hebrew2"),
    Some("arabicAbjad"),
    Some("hindiVowels"),
    Some("hindiConsonants"),
    Some("hindiNumbers"),
    Some("hindiCounting"),
    Some("thaiLetters"),
    Some("thaiNumbers"),
    Some("thaiCounting"),
    Some("vietnameseCounting"),
    Some("numberInDash"),
    Some("russianLower"),
    Some("russianUpper"),
];

const NAMES: [(&str, Style); 60] = [
    ("decimal", Style::Decimal),
    ("taiwaneseCountingThousand", Style::HanThousand),
    ("ideographLegalTraditional", Style::FormalTraditional),
    ("ideographTraditional", Style::Stem),
    ("ideographZodiac", Style::Branch),
    ("ideographZodiacTraditional", Style::StemBranch),
    ("taiwaneseCounting", Style::HanCounting),
    ("taiwaneseDigital", Style::HanDigitsCircle),
    ("chineseCounting", Style::HanCounting),
    ("chineseCountingThousand", Style::HanThousandSimplified),
    ("chineseLegalSimplified", Style::FormalSimplified),
    ("ideographDigital", Style::HanDigits),
    ("ideographEnclosedCircle", Style::ParenthesizedHan),
    ("decimalEnclosedCircle", Style::CircledTo20),
    ("decimalEnclosedCircleChinese", Style::CircledTo10),
    ("decimalEnclosedParen", Style::Parenthesized),
    ("decimalEnclosedFullstop", Style::FullStop),
    ("decimalFullWidth", Style::DecimalFullWidth),
    ("decimalFullWidth2", Style::DecimalFullWidth),
    ("decimalHalfWidth", Style::Decimal),
    ("decimalZero", Style::DecimalLeadingZero),
    ("numberInDash", Style::DecimalInDashes),
    ("hex", Style::Hex),
    ("upperRoman", Style::RomanUpper),
    ("lowerRoman", Style::RomanLower),
    ("upperLetter", Style::LatinUpperRepeated),
    ("lowerLetter", Style::LatinLowerRepeated),
    ("ordinal", Style::Ordinal),
    ("cardinalText", Style::CardinalText),
    ("ordinalText", Style::OrdinalText),
    ("chicago", Style::Chicago),
    ("japaneseCounting", Style::JapaneseCounting),
    ("japaneseLegal", Style::JapaneseLegal),
    ("japaneseDigitalTenThousand", Style::HanDigits),
    ("aiueo", Style::KatakanaAiueoHalfWidth),
    ("aiueoFullWidth", Style::KatakanaAiueo),
    ("iroha", Style::KatakanaIrohaHalfWidth),
    ("irohaFullWidth", Style::KatakanaIroha),
    ("koreanDigital", Style::KoreanDigits),
    ("koreanDigital2", Style::HanDigitsZero),
    ("koreanCounting", Style::KoreanCounting),
    ("koreanLegal", Style::KoreanNative),
    ("ganada", Style::HangulSyllable),
    ("chosung", Style::HangulJamo),
    ("russianLower", Style::RussianLower),
    ("russianUpper", Style::RussianUpper),
    ("hebrew1", Style::HebrewNumeral),
    ("hebrew2", Style::HebrewLetter),
    ("arabicAlpha", Style::ArabicAlpha),
    ("arabicAbjad", Style::ArabicAbjad),
    ("hindiVowels", Style::HindiConsonant),
    ("hindiConsonants", Style::HindiVowel),
    ("hindiNumbers", Style::HindiDigits),
    ("thaiLetters", Style::ThaiLetter),
    ("thaiNumbers", Style::ThaiDigits),
    ("hindiCounting", Style::Decimal),
    ("thaiCounting", Style::Decimal),
    ("vietnameseCounting", Style::Decimal),
    ("bahtText", Style::Decimal),
    ("dollarText", Style::Decimal),
];

/// Series of \[MS-DOCX\] 2.4 that don't begin with 1, 2, 3, or with which two styles begin.
const SAMPLES: [(&str, Style); 8] = [
    ("一, 十, 一百(繁)", Style::HanThousand),
    ("一, 十, 一百(简)", Style::HanThousandSimplified),
    ("一, 十, 一○○(繁)", Style::HanCounting),
    ("一, 十, 一○○(简)", Style::HanCounting),
    ("一, 一○, 一○○", Style::HanDigitsCircle),
    ("一, 一〇, 一〇〇", Style::HanDigits),
    ("א, י, ק", Style::HebrewNumeral),
    ("א, ב, ג", Style::HebrewLetter),
];

/// What LibreOffice writes where the first three signs leave it open, or where it counts otherwise than Word.
const ODF_SERIES: [Style; 3] = [Style::HanThousandSimplified, Style::Circled, Style::KoreanCounting];

/// The style whose first values a series gives, of those `first` and of those that Word knows.
fn of_series(series: &str, first: &[Style]) -> Option<Style> {
    if let Some((_, style)) = SAMPLES.iter().find(|(sample, _)| series.starts_with(sample)) {
        return Some(*style);
    }
    let signs: Vec<&str> =
        series.split(',').map(str::trim).take_while(|sign| !sign.starts_with("..")).take(3).collect();
    let begins =
        |style: &Style| !signs.is_empty() && signs.iter().zip(1..).all(|(sign, n)| same_sign(sign, &format(n, *style)));
    let padded = || {
        let width = signs.first().map(|sign| sign.len()).filter(|width| (3..=9).contains(width))?;
        Some(Style::DecimalPadded(u8::try_from(width).ok()?)).filter(begins)
    };
    let known = first.iter().copied().chain(named().map(|(_, style)| style)).find(begins);
    known.or_else(padded)
}

/// LibreOffice begins `arabicAbjad` with a bare alif.
fn same_sign(sign: &str, written: &str) -> bool {
    sign == written || (sign == "ا" && written == "أ")
}
