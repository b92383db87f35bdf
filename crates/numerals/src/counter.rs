//! List counters as HTML and word processors generate them, both ways.
//!
//! [`format`] writes a value, [`parse`] reads it back; [`of_name`], [`of_nfc`], [`of_odf`] and [`of_custom`] say which [`Style`]
//! a file means. What a style writes follows ECMA-376-1, 17.18.59; where Word is known to differ from it (\[MS-OI29500\]
//! 2.1.540), what a reader of the document sees.

mod digits;
mod grouped;
mod latin;
mod names;
mod sequence;
#[cfg(test)]
mod tests;

use digits::Digits;
use grouped::Grouped;
use sequence::Sequence;

pub use names::{name_of, named, of_custom, of_name, of_nfc, of_odf, synced};
pub(crate) use sequence::BRANCH_SIGNS;
pub use sequence::STEMS;

/// How a counter is written.
///
/// Each says for which values; any other is written in decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `1`.
    Decimal,
    /// `01`, CSS `decimal-leading-zero`, Word `decimalZero`.
    DecimalLeadingZero,
    /// `001`: at least so many digits, up to 9; Word `custom`, \[MS-DOCX\] 2.4.
    DecimalPadded(u8),
    /// `１０`, Word `decimalFullWidth`.
    DecimalFullWidth,
    /// `- 1 -`, Word `numberInDash`.
    DecimalInDashes,
    /// `A`, `1F`, Word `hex`.
    Hex,

    /// `一` … `十一`, CSS `trad-chinese-informal` and `cjk-ideographic`; from 10,000 as [`Style::HanDigits`].
    Han,
    /// `十一`, `一百零一`, `一萬零一`, Word `taiwaneseCountingThousand`; below 100,000,000.
    HanThousand,
    /// `十一`, `一百零一`, `一万零一`, Word `chineseCountingThousand`; below 100,000,000.
    HanThousandSimplified,
    /// `十一`, `九十九`, from 100 digit by digit `一○○`, Word `taiwaneseCounting` and `chineseCounting`.
    HanCounting,
    /// `一〇`, digit by digit, CSS `cjk-decimal`, Word `ideographDigital`.
    HanDigits,
    /// `一○`, digit by digit, Word `taiwaneseDigital`.
    HanDigitsCircle,
    /// `一零`, digit by digit, Word `koreanDigital2`.
    HanDigitsZero,
    /// `壹` … `拾壹`, as plans number their divisions (CSS `trad-chinese-formal` writes 壹拾壹); 0 to 9999.
    Formal,
    /// `壹拾壹`, `壹佰零壹`, `壹萬`, Word `ideographLegalTraditional`; below 100,000,000.
    FormalTraditional,
    /// `壹拾贰`, `叁佰零陆`, `壹萬`, Word `chineseLegalSimplified`; below 100,000,000.
    FormalSimplified,
    /// `十一`, `百一`, `二千十`, Word `japaneseCounting`; below 100,000,000.
    JapaneseCounting,
    /// `壱拾壱`, `壱百壱`, `壱阡`, Word `japaneseLegal`; below 100,000,000.
    JapaneseLegal,
    /// `일영`, digit by digit, Word `koreanDigital`.
    KoreanDigits,
    /// `십일`, `백일`, Word `koreanCounting`; below 100,000,000.
    KoreanCounting,
    /// `하나`, `열하나`, from 100 as [`Style::KoreanCounting`], Word `koreanLegal`; from 1.
    KoreanNative,

    /// `甲` … `癸`, CSS `cjk-heavenly-stem`, Word `ideographTraditional`; 1 to 10.
    Stem,
    /// `子` … `亥`, CSS `cjk-earthly-branch`, Word `ideographZodiac`; 1 to 12.
    Branch,
    /// `甲子` … `癸亥`, Word `ideographZodiacTraditional`; 1 to 60, then again from `甲子`.
    StemBranch,
    /// `①` … `㊿`, CSS `circled-decimal`, LibreOffice `①, ②, ③, ...`; 1 to 50.
    Circled,
    /// `①` … `⑳`, Word `decimalEnclosedCircle`; 1 to 20.
    CircledTo20,
    /// `①` … `⑩`, Word `decimalEnclosedCircleChinese`; 1 to 10.
    CircledTo10,
    /// `⑴` … `⒇`, Word `decimalEnclosedParen`; 1 to 20.
    Parenthesized,
    /// `⒈` … `⒛`, Word `decimalEnclosedFullstop`; 1 to 20.
    FullStop,
    /// `㈠` … `㈩`, Word `ideographEnclosedCircle`; 1 to 10.
    ParenthesizedHan,
    /// `ア`, `イ`, `ウ`, Word `aiueoFullWidth`; 1 to 46, then again from `ア`.
    KatakanaAiueo,
    /// `ｱ`, `ｲ`, `ｳ`, Word `aiueo`; 1 to 46, then again from `ｱ`.
    KatakanaAiueoHalfWidth,
    /// `イ`, `ロ`, `ハ`, Word `irohaFullWidth`; 1 to 48, then again from `イ`.
    KatakanaIroha,
    /// `ｲ`, `ﾛ`, `ﾊ`, Word `iroha`; 1 to 48, then again from `ｲ`.
    KatakanaIrohaHalfWidth,
    /// `가`, `나`, `다`, from 15 `가가`, Word `ganada`; 1 to 420.
    HangulSyllable,
    /// `ㄱ`, `ㄴ`, `ㄷ`, from 15 `ㄱㄱ`, Word `chosung`; 1 to 420.
    HangulJamo,

    /// `a` … `z`, `aa`, `ab`, CSS `lower-alpha`; from 1.
    LatinLower,
    /// `A` … `Z`, `AA`, `AB`, CSS `upper-alpha`; from 1.
    LatinUpper,
    /// `a` … `z`, `aa`, `bb`, Word `lowerLetter`; 1 to 780.
    LatinLowerRepeated,
    /// `A` … `Z`, `AA`, `BB`, Word `upperLetter`; 1 to 780.
    LatinUpperRepeated,
    /// `i`, `ii`; 1 to 3999.
    RomanLower,
    /// `I`, `II`; 1 to 3999.
    RomanUpper,
    /// `1st`, Word `ordinal`.
    Ordinal,
    /// `Twenty-one`, Word `cardinalText`; 1 to 999,999.
    CardinalText,
    /// `Twenty-first`, Word `ordinalText`; 1 to 999,999.
    OrdinalText,
    /// `*`, `†`, `‡`, `§`, `**`, Word `chicago`; 1 to 120.
    Chicago,
    /// `а`, `б`, from 30 `аа`, Word `russianLower`; 1 to 870.
    RussianLower,
    /// `А`, `Б`, from 30 `АА`, Word `russianUpper`; 1 to 870.
    RussianUpper,
    /// `א`, `י`, `יא`, Word `hebrew1`; 1 to 999.
    HebrewNumeral,
    /// `א` … `ת`, then `אא`, Word `hebrew2`; 1 to 660.
    HebrewLetter,
    /// `أ`, `ب`, `ت`, Word `arabicAlpha`; 1 to 840.
    ArabicAlpha,
    /// `أ`, `ب`, `ج`, Word `arabicAbjad`; 1 to 840.
    ArabicAbjad,
    /// `क`, `ख`, Word `hindiVowels`; 1 to 1110.
    HindiConsonant,
    /// `अ`, `आ`, Word `hindiConsonants`; 1 to 480.
    HindiVowel,
    /// `१०`, Word `hindiNumbers`.
    HindiDigits,
    /// `ก`, `ข`, Word `thaiLetters`; 1 to 1230.
    ThaiLetter,
    /// `๑๐`, Word `thaiNumbers`.
    ThaiDigits,
}

/// The counter `n` in a style; in decimal digits where `n` is out of the style's range.
pub fn format(n: u32, style: Style) -> String {
    let written = match system(style) {
        System::Decimal { width } => Some(format!("{n:0width$}")),
        System::InDashes => Some(format!("- {n} -")),
        System::Hex => Some(format!("{n:X}")),
        System::Digits(digits) => Some(digits::format(n, digits)),
        System::Grouped(grouped) => grouped::format(n, grouped),
        System::Sequence(sequence) => sequence::format(n, sequence),
        System::StemBranch => sequence::stem_branch(n),
        System::KoreanNative => grouped::korean_native(n),
        System::Hebrew => sequence::hebrew(n),
        System::Alphabetic(first) => latin::alphabetic(n, first),
        System::Roman { lower } => latin::roman(n, lower),
        System::Ordinal => Some(latin::ordinal(n)),
        System::Cardinal => latin::cardinal_text(n),
        System::OrdinalText => latin::ordinal_text(n),
    };
    written.unwrap_or_else(|| n.to_string())
}

/// The value that [`format`] writes so; the first, where a style starts again. `None` where no value is written so.
///
/// Of the Chinese zeros `〇`, `○` and `零` each is read for the others.
pub fn parse(text: &str, style: Style) -> Option<u32> {
    let value = match system(style) {
        System::Decimal { .. } => None,
        System::InDashes => {
            text.strip_prefix("- ").and_then(|rest| rest.strip_suffix(" -")).and_then(|n| n.parse().ok())
        }
        System::Hex => u32::from_str_radix(text, 16).ok(),
        System::Digits(digits) => digits::parse(text, digits),
        System::Grouped(grouped) => grouped::parse(text, grouped),
        System::Sequence(sequence) => sequence::parse(text, sequence),
        System::StemBranch => (1..=60).find(|&n| sequence::stem_branch(n).as_deref() == Some(text)),
        System::KoreanNative => grouped::parse_korean_native(text),
        System::Hebrew => sequence::parse_hebrew(text),
        System::Alphabetic(first) => latin::parse_alphabetic(text, first),
        System::Roman { .. } => latin::parse_roman(text),
        System::Ordinal => text.get(..text.len().saturating_sub(2)).and_then(|digits| digits.parse().ok()),
        System::Cardinal | System::OrdinalText => latin::parse_text(text),
    };
    let folded = fold_zeros(text);
    let writes = |n: &u32| fold_zeros(&format(*n, style)) == folded;
    value.filter(writes).or_else(|| text.parse().ok().filter(writes))
}

fn fold_zeros(text: &str) -> String {
    text.chars().map(|c| if digits::is_zero(c) { '〇' } else { c }).collect()
}

/// How the counters of a style are made.
enum System {
    Decimal { width: usize },
    InDashes,
    Hex,
    Digits(&'static Digits),
    Grouped(&'static Grouped),
    Sequence(&'static Sequence),
    StemBranch,
    KoreanNative,
    Hebrew,
    Alphabetic(char),
    Roman { lower: bool },
    Ordinal,
    Cardinal,
    OrdinalText,
}

fn system(style: Style) -> System {
    match style {
        Style::Decimal => System::Decimal { width: 1 },
        Style::DecimalLeadingZero => System::Decimal { width: 2 },
        Style::DecimalPadded(width) => System::Decimal { width: usize::from(width.min(9)) },
        Style::DecimalInDashes => System::InDashes,
        Style::Hex => System::Hex,
        Style::DecimalFullWidth => System::Digits(&digits::FULL_WIDTH),
        Style::HanDigits => System::Digits(&digits::HAN),
        Style::HanDigitsCircle => System::Digits(&digits::HAN_CIRCLE),
        Style::HanDigitsZero => System::Digits(&digits::HAN_ZERO),
        Style::KoreanDigits => System::Digits(&digits::KOREAN),
        Style::HindiDigits => System::Digits(&digits::DEVANAGARI),
        Style::ThaiDigits => System::Digits(&digits::THAI),
        Style::Han => System::Grouped(&grouped::HAN),
        Style::HanThousand => System::Grouped(&grouped::HAN_THOUSAND),
        Style::HanThousandSimplified => System::Grouped(&grouped::HAN_THOUSAND_SIMPLIFIED),
        Style::HanCounting => System::Grouped(&grouped::HAN_COUNTING),
        Style::Formal => System::Grouped(&grouped::FORMAL),
        Style::FormalTraditional => System::Grouped(&grouped::FORMAL_TRADITIONAL),
        Style::FormalSimplified => System::Grouped(&grouped::FORMAL_SIMPLIFIED),
        Style::JapaneseCounting => System::Grouped(&grouped::JAPANESE),
        Style::JapaneseLegal => System::Grouped(&grouped::JAPANESE_LEGAL),
        Style::KoreanCounting => System::Grouped(&grouped::KOREAN),
        Style::KoreanNative => System::KoreanNative,
        Style::Stem => System::Sequence(&sequence::STEM),
        Style::Branch => System::Sequence(&sequence::BRANCH),
        Style::StemBranch => System::StemBranch,
        Style::Circled => System::Sequence(&sequence::CIRCLED),
        Style::CircledTo20 => System::Sequence(&sequence::CIRCLED_TO_20),
        Style::CircledTo10 => System::Sequence(&sequence::CIRCLED_TO_10),
        Style::Parenthesized => System::Sequence(&sequence::PARENTHESIZED),
        Style::FullStop => System::Sequence(&sequence::FULL_STOP),
        Style::ParenthesizedHan => System::Sequence(&sequence::PARENTHESIZED_HAN),
        Style::KatakanaAiueo => System::Sequence(&sequence::AIUEO),
        Style::KatakanaAiueoHalfWidth => System::Sequence(&sequence::AIUEO_HALF_WIDTH),
        Style::KatakanaIroha => System::Sequence(&sequence::IROHA),
        Style::KatakanaIrohaHalfWidth => System::Sequence(&sequence::IROHA_HALF_WIDTH),
        Style::HangulSyllable => System::Sequence(&sequence::HANGUL_SYLLABLE),
        Style::HangulJamo => System::Sequence(&sequence::HANGUL_JAMO),
        Style::LatinLower => System::Alphabetic('a'),
        Style::LatinUpper => System::Alphabetic('A'),
        Style::LatinLowerRepeated => System::Sequence(&sequence::LATIN_LOWER),
        Style::LatinUpperRepeated => System::Sequence(&sequence::LATIN_UPPER),
        Style::RomanLower => System::Roman { lower: true },
        Style::RomanUpper => System::Roman { lower: false },
        Style::Ordinal => System::Ordinal,
        Style::CardinalText => System::Cardinal,
        Style::OrdinalText => System::OrdinalText,
        Style::Chicago => System::Sequence(&sequence::CHICAGO),
        Style::RussianLower => System::Sequence(&sequence::RUSSIAN_LOWER),
        Style::RussianUpper => System::Sequence(&sequence::RUSSIAN_UPPER),
        Style::HebrewNumeral => System::Hebrew,
        Style::HebrewLetter => System::Sequence(&sequence::HEBREW),
        Style::ArabicAlpha => System::Sequence(&sequence::ARABIC_ALPHA),
        Style::ArabicAbjad => System::Sequence(&sequence::ARABIC_ABJAD),
        Style::HindiConsonant => System::Sequence(&sequence::HINDI_CONSONANT),
        Style::HindiVowel => System::Sequence(&sequence::HINDI_VOWEL),
        Style::ThaiLetter => System::Sequence(&sequence::THAI),
    }
}
