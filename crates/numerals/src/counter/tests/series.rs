//! Series of signs, letters, Roman numerals and words.

use super::super::{Style, format};

/// A style, its source, and values with what is written.
type Row = (Style, &'static str, &'static [(u32, &'static str)]);

const ROWS: [Row; 38] = [
    (Style::Decimal, "ECMA-376-1, 17.18.59, decimal", &[(7, "7"), (1011, "1011")]),
    (Style::DecimalLeadingZero, "LibreOffice 7.4, decimalZero", &[(7, "07"), (10, "10"), (100, "100")]),
    (Style::DecimalPadded(3), "[MS-DOCX] 2.4", &[(1, "001"), (12, "012"), (1234, "1234")]),
    (Style::DecimalInDashes, "ECMA-376-1, 17.18.59, numberInDash", &[(1, "- 1 -"), (20, "- 20 -")]),
    (Style::Hex, "ECMA-376-1, 17.18.59, hex", &[(9, "9"), (10, "A"), (16, "10"), (255, "FF")]),
    (
        Style::Han,
        "CSS Counter Styles 3, 6.1",
        &[
            (3, "三"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (103, "一百零三"),
            (110, "一百一十"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (2100, "二千一百"),
            (12_003, "一二〇〇三"),
        ],
    ),
    (Style::Formal, "plans", &[(3, "參"), (10, "拾"), (11, "拾壹"), (110, "壹佰壹拾"), (10_000, "10000")]),
    (
        Style::HanThousand,
        "values beyond 20,000, by the same rule",
        &[
            (20_000, "二萬"),
            (10_010, "一萬零一十"),
            (100_000, "十萬"),
            (110_000, "十一萬"),
            (1_001_000, "一百萬一千"),
            (20_000_300, "二千萬零三百"),
            (99_999_999, "九千九百九十九萬九千九百九十九"),
            (100_000_000, "100000000"),
        ],
    ),
    (
        Style::KoreanNative,
        "LibreOffice 7.4, koreanLegal",
        &[(1, "하나"), (10, "열"), (21, "스물하나"), (35, "서른다섯"), (99, "아흔아홉")],
    ),
    (Style::Stem, "LibreOffice 7.4, ideographTraditional", &[(1, "甲"), (2, "乙"), (10, "癸"), (11, "11")]),
    (Style::Branch, "LibreOffice 7.4, ideographZodiac", &[(1, "子"), (12, "亥"), (13, "13")]),
    (
        Style::StemBranch,
        "ECMA-376-1, 17.18.59, ideographZodiacTraditional",
        &[(1, "甲子"), (2, "乙丑"), (11, "甲戌"), (13, "丙子"), (60, "癸亥"), (61, "甲子")],
    ),
    (
        Style::Circled,
        "LibreOffice 7.4, decimalEnclosedCircle; CSS circled-decimal",
        &[(20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "51")],
    ),
    (Style::CircledTo20, "ECMA-376-1, 17.18.59, decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "21")]),
    (Style::CircledTo10, "ECMA-376-1, 17.18.59, decimalEnclosedCircleChinese", &[(1, "①"), (10, "⑩"), (11, "11")]),
    (Style::Parenthesized, "ECMA-376-1, 17.18.59, decimalEnclosedParen", &[(1, "⑴"), (20, "⒇"), (21, "21")]),
    (Style::FullStop, "ECMA-376-1, 17.18.59, decimalEnclosedFullstop", &[(1, "⒈"), (20, "⒛"), (21, "21")]),
    (Style::ParenthesizedHan, "[MS-OI29500] 2.1.540 a", &[(1, "㈠"), (9, "㈨"), (10, "㈩"), (11, "11")]),
    (
        Style::KatakanaAiueo,
        "LibreOffice 7.4, aiueoFullWidth",
        &[(1, "ア"), (10, "コ"), (21, "ナ"), (40, "リ"), (46, "ン"), (50, "エ"), (101, "ケ")],
    ),
    (
        Style::KatakanaAiueoHalfWidth,
        "LibreOffice 7.4, aiueo",
        &[(1, "ｱ"), (10, "ｺ"), (41, "ﾙ"), (50, "ｴ"), (99, "ｷ"), (1011, "ｦ")],
    ),
    (
        Style::KatakanaIroha,
        "LibreOffice 7.4, irohaFullWidth",
        &[(1, "イ"), (13, "ワ"), (21, "ナ"), (35, "テ"), (41, "ミ"), (50, "ロ"), (99, "ハ")],
    ),
    (Style::KatakanaIrohaHalfWidth, "LibreOffice 7.4, iroha", &[(1, "ｲ"), (12, "ｦ"), (30, "ﾏ"), (40, "ﾒ"), (101, "ﾎ")]),
    (Style::HangulSyllable, "ECMA-376-1, 17.18.59, ganada", &[(1, "가"), (14, "하"), (15, "가가"), (421, "421")]),
    (Style::HangulJamo, "ECMA-376-1, 17.18.59, chosung", &[(1, "ㄱ"), (14, "ㅎ"), (16, "ㄴㄴ")]),
    (Style::LatinLower, "CSS Counter Styles 3, 6.2", &[(1, "a"), (26, "z"), (27, "aa"), (28, "ab"), (703, "aaa")]),
    (Style::LatinUpper, "CSS Counter Styles 3, 6.2", &[(28, "AB"), (703, "AAA")]),
    (
        Style::LatinLowerRepeated,
        "LibreOffice 7.4, lowerLetter",
        &[(1, "a"), (26, "z"), (30, "dd"), (60, "hhh"), (99, "uuuu"), (210, "bbbbbbbbb")],
    ),
    (Style::LatinUpperRepeated, "LibreOffice 7.4, upperLetter", &[(21, "U"), (35, "II"), (120, "PPPPP")]),
    (
        Style::RomanLower,
        "LibreOffice 7.4, lowerRoman",
        &[(4, "iv"), (9, "ix"), (40, "xl"), (199, "cxcix"), (999, "cmxcix")],
    ),
    (Style::RomanUpper, "CSS Counter Styles 3, 6.1", &[(1994, "MCMXCIV"), (3999, "MMMCMXCIX"), (4000, "4000")]),
    (
        Style::Ordinal,
        "LibreOffice 7.4, ordinal",
        &[(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st"), (101, "101st"), (111, "111th")],
    ),
    (
        Style::CardinalText,
        "LibreOffice 7.4, cardinalText",
        &[
            (1, "One"),
            (12, "Twelve"),
            (21, "Twenty-one"),
            (110, "One hundred ten"),
            (999, "Nine hundred ninety-nine"),
            (12_345, "Twelve thousand three hundred forty-five"),
        ],
    ),
    (
        Style::OrdinalText,
        "LibreOffice 7.4, ordinalText",
        &[
            (1, "First"),
            (12, "Twelfth"),
            (20, "Twentieth"),
            (21, "Twenty-first"),
            (100, "One hundredth"),
            (1000, "One thousandth"),
        ],
    ),
    (Style::Chicago, "LibreOffice 7.4, chicago", &[(1, "*"), (2, "†"), (9, "***"), (12, "§§§")]),
    (
        Style::RussianUpper,
        "ECMA-376-1, 17.18.59, russianUpper",
        &[(1, "А"), (9, "И"), (10, "К"), (21, "Х"), (30, "АА")],
    ),
    (
        Style::HebrewNumeral,
        "LibreOffice 7.4, hebrew1",
        &[(1, "א"), (11, "יא"), (15, "טו"), (16, "טז"), (99, "צט"), (115, "קטו"), (201, "רא"), (999, "תתקצט")],
    ),
    (Style::HindiConsonant, "[MS-OI29500] 2.1.540 b, hindiVowels", &[(1, "क"), (10, "ञ"), (20, "न"), (37, "ह")]),
    (Style::ThaiDigits, "ECMA-376-1, 17.18.59, thaiNumbers", &[(10, "๑๐")]),
];

#[test]
fn series_write_what_their_sources_say() {
    for (style, source, row) in ROWS {
        for (n, text) in row {
            assert_eq!(format(*n, style), *text, "{n} as {style:?}: {source}");
        }
    }
}
