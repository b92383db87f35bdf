//! Numerals: Arabic, Chinese, formal, and the mixtures of them that plans hold.

use crate::counter;

/// The value of a text that is one numeral from its first char to its last.
///
/// Read as numerals: `103`, `１０３`, 一百零三, 一百一十, 一○三 (zero as 〇 ○ 零 0 ０ and the letters Ｏ Ο O), 九一, 廿一, 卅, 兩百, 壹拾壹, and ㄧ for 一.
/// Not read: 一百三 (103 or 130), 二三十, ○○ (a blank to fill in), digits of two scripts in one number.
pub fn parse(text: &[char]) -> Option<u32> {
    let (value, length) = prefix(text)?;
    (length == text.len()).then_some(value)
}

/// The longest numeral at the start of a text: its value and its length in chars. `None` also where the numeral runs on into
/// signs with which it makes no number (二三十), so that no part of it is taken for the whole.
pub fn prefix(text: &[char]) -> Option<(u32, usize)> {
    let first = sign(*text.first()?)?;
    if let Sign::Arabic(digit) = first
        && !(digit == 0 && matches!(at(text, 1), Some(Sign::Digit(_, Family::Han))))
    {
        return arabic(text);
    }
    let run = digit_run(text);
    let (value, length) = match with_units(text) {
        Some(units) if units.1 > run => units,
        _ if run > 0 => (digits(&text[..run])?, run),
        units => units?,
    };
    let runs_on = match (at(text, length), text.get(length - 1).and_then(|&c| sign(c))) {
        (Some(Sign::Digit(_, next)), Some(Sign::Digit(_, last))) => next == last,
        (Some(Sign::Arabic(_) | Sign::Letter), _) | (None, _) => false,
        _ => true,
    };
    (!runs_on).then_some((value, length))
}

/// `n` in everyday Chinese numerals: 三, 十一, 一百零三; digit by digit from 10,000.
pub fn han(n: u32) -> String {
    counter::format(n, counter::Style::Han)
}

/// What a numeral is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Arabic,
    Han,
    Formal,
}

/// What a numeral is written in, by its chars: formal where one of them is.
pub(crate) fn family(numeral: &[char]) -> Family {
    let mut family = Family::Arabic;
    for &c in numeral {
        match sign(c) {
            Some(Sign::Digit(_, Family::Formal) | Sign::Unit(_, Family::Formal)) => return Family::Formal,
            Some(Sign::Arabic(_) | Sign::Letter) | None => {}
            Some(_) => family = Family::Han,
        }
    }
    family
}

/// Whether a char can be part of a numeral: no letters, but ㄧ and every zero sign.
pub fn is_numeral(c: char) -> bool {
    !matches!(sign(c), None | Some(Sign::Letter))
}

/// Every char that can be part of a numeral.
pub(crate) fn numerals() -> impl Iterator<Item = char> {
    // No sign stands beyond the basic plane.
    ('\0'..='\u{FFFF}').filter(|c| is_numeral(*c))
}

/// The value of an Arabic digit of either width.
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Sign of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Arabic(u32),
    /// 1 to 9.
    Digit(u32, Family),
    /// 〇 and its kin.
    Zero,
    /// A letter that stands for a zero between other digits.
    Letter,
    /// 兩: before 百 千 萬, or alone.
    Pair,
    /// 10, 100, 1000.
    Unit(u32, Family),
    /// 廿 卅 卌: 20, 30, 40.
    Tens(u32),
    /// 萬.
    Myriad,
}

fn sign(c: char) -> Option<Sign> {
    if let Some(digit) = arabic_digit(c) {
        return Some(Sign::Arabic(digit));
    }
    Some(match c {
        // The second char of some rows is the compatibility ideograph or the Kangxi radical of the first.
        '一' | '⼀' | 'ㄧ' | '弌' => Sign::Digit(1, Family::Han),
        '二' | '⼆' => Sign::Digit(2, Family::Han),
        '三' => Sign::Digit(3, Family::Han),
        '四' => Sign::Digit(4, Family::Han),
        '五' => Sign::Digit(5, Family::Han),
        '六' | '\u{F9D1}' => Sign::Digit(6, Family::Han),
        '七' => Sign::Digit(7, Family::Han),
        '八' | '⼋' => Sign::Digit(8, Family::Han),
        '九' => Sign::Digit(9, Family::Han),
        '壹' | '壱' => Sign::Digit(1, Family::Formal),
        '貳' | '贰' | '貮' | '弍' | '弐' => Sign::Digit(2, Family::Formal),
        '參' | '\u{F96B}' | '叁' | '叄' | '参' | '弎' => Sign::Digit(3, Family::Formal),
        '肆' => Sign::Digit(4, Family::Formal),
        '伍' => Sign::Digit(5, Family::Formal),
        '陸' | '\u{F9D3}' | '陆' => Sign::Digit(6, Family::Formal),
        '柒' => Sign::Digit(7, Family::Formal),
        '捌' => Sign::Digit(8, Family::Formal),
        '玖' => Sign::Digit(9, Family::Formal),
        '零' | '\u{F9B2}' | '〇' | '○' | '◯' => Sign::Zero,
        'O' | 'Ｏ' | 'Ο' => Sign::Letter,
        '兩' | '\u{F978}' | '两' => Sign::Pair,
        '十' | '⼗' => Sign::Unit(10, Family::Han),
        '百' => Sign::Unit(100, Family::Han),
        '千' => Sign::Unit(1000, Family::Han),
        '拾' | '\u{F973}' => Sign::Unit(10, Family::Formal),
        '佰' => Sign::Unit(100, Family::Formal),
        '仟' => Sign::Unit(1000, Family::Formal),
        '廿' | '廾' | '卄' => Sign::Tens(20),
        '卅' | '丗' => Sign::Tens(30),
        '卌' => Sign::Tens(40),
        '萬' | '万' => Sign::Myriad,
        _ => return None,
    })
}

fn at(text: &[char], index: usize) -> Option<Sign> {
    text.get(index).and_then(|&c| sign(c))
}

fn arabic(text: &[char]) -> Option<(u32, usize)> {
    let mut value = 0_u32;
    let mut length = 0;
    loop {
        let digit = match at(text, length) {
            Some(Sign::Arabic(digit)) => digit,
            Some(Sign::Zero | Sign::Letter) if matches!(at(text, length + 1), Some(Sign::Arabic(_))) => 0,
            _ => return Some((value, length)),
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        length += 1;
    }
}

/// Length of a numeral written digit by digit: 一○三, 九一, 一0二; 0 where there is none.
fn digit_run(text: &[char]) -> usize {
    let in_run = |s| matches!(s, Sign::Digit(_, Family::Han) | Sign::Zero | Sign::Letter | Sign::Arabic(0));
    let mut length = (0..text.len()).take_while(|&i| at(text, i).is_some_and(in_run)).count();
    // What follows may claim the last zeros: 一OK, 表一01.
    let behind = text.get(length).copied().unwrap_or(' ');
    while length > 1
        && match at(text, length - 1) {
            Some(Sign::Letter) => behind.is_ascii_alphabetic(),
            Some(Sign::Arabic(_)) => arabic_digit(behind).is_some(),
            _ => false,
        }
    {
        length -= 1;
    }
    let has_digit = (0..length).any(|i| matches!(at(text, i), Some(Sign::Digit(..))));
    // Several circles without a digit are a blank to fill in.
    if has_digit || (length == 1 && at(text, 0) == Some(Sign::Zero)) { length } else { 0 }
}

fn digits(run: &[char]) -> Option<u32> {
    run.iter().try_fold(0_u32, |value, &c| {
        let digit = match sign(c) {
            Some(Sign::Digit(digit, _) | Sign::Arabic(digit)) => digit,
            _ => 0,
        };
        value.checked_mul(10)?.checked_add(digit)
    })
}

/// With 十 百 千 萬: 一百零三, 拾壹, 廿一; also a single digit.
fn with_units(text: &[char]) -> Option<(u32, usize)> {
    if matches!(at(text, 0), Some(Sign::Zero | Sign::Letter | Sign::Arabic(_))) {
        return None;
    }
    let (value, length) = section(text)?;
    if at(text, length) != Some(Sign::Myriad) {
        return Some((value, length));
    }
    let myriads = value * 10_000;
    let behind = length + 1;
    match text.get(behind..).and_then(section) {
        // 三萬五 is 35,000 to some and 30,005 to others.
        Some((rest, more)) if rest > 9 || at(text, behind) == Some(Sign::Zero) => Some((myriads + rest, behind + more)),
        _ => Some((myriads, behind)),
    }
}

/// A number below 10,000; a zero in front stands for skipped places behind 萬.
fn section(text: &[char]) -> Option<(u32, usize)> {
    let mut place = 10_000;
    let mut total = 0;
    let mut i = 0;
    let mut end = 0;
    let mut skipped = false;
    loop {
        // A zero skips at least one place: 一百零三, never 一百零三十.
        let limit = if skipped { place / 10 } else { place };
        let Some(first) = at(text, i) else {
            return (end > 0).then_some((total, end));
        };
        match (first, at(text, i + 1)) {
            (Sign::Digit(digit, _), Some(Sign::Unit(unit, _))) if unit < limit => {
                total += digit * unit;
                place = unit;
                i += 2;
            }
            (Sign::Pair, Some(Sign::Unit(unit, _))) if unit < limit && unit > 10 => {
                total += 2 * unit;
                place = unit;
                i += 2;
            }
            (Sign::Pair, Some(Sign::Myriad)) if end == 0 => return Some((2, 1)),
            (Sign::Unit(10, _), _) if !skipped && (end == 0 || place == 100) => {
                total += 10;
                place = 10;
                i += 1;
            }
            (Sign::Tens(tens), _) if limit > 10 => {
                total += tens;
                place = 10;
                i += 1;
            }
            (Sign::Digit(digit, _), _) if place == 10 || skipped || end == 0 => return Some((total + digit, i + 1)),
            (Sign::Pair, _) if end == 0 && !skipped => return Some((2, 1)),
            (Sign::Zero | Sign::Letter | Sign::Arabic(0), _) if place > 10 && !skipped => {
                skipped = true;
                i += 1;
                continue;
            }
            _ => return (end > 0).then_some((total, end)),
        }
        end = i;
        skipped = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn numerals_in_every_spelling() {
        let table = [
            ("7", 7),
            ("103", 103),
            ("１０３", 103),
            ("１Ｏ３", 103),
            ("1○3", 103),
            ("007", 7),
            ("一", 1),
            ("ㄧ", 1),
            ("兩", 2),
            ("九", 9),
            ("十", 10),
            ("十ㄧ", 11),
            ("十一", 11),
            ("二十", 20),
            ("廿", 20),
            ("廿一", 21),
            ("卅", 30),
            ("卅九", 39),
            ("卌二", 42),
            ("九一", 91),
            ("九十一", 91),
            ("二0", 20),
            ("二○", 20),
            ("二〇", 20),
            ("二Ｏ", 20),
            ("二Ο", 20),
            ("二零", 20),
            ("〇", 0),
            ("○五", 5),
            ("一○○", 100),
            ("一00", 100),
            ("一OO", 100),
            ("一百", 100),
            ("一百零三", 103),
            ("一百0三", 103),
            ("一○三", 103),
            ("一0二", 102),
            ("一百一十", 110),
            ("一百十", 110),
            ("一百十三", 113),
            ("一百廿三", 123),
            ("兩百", 200),
            ("一千零五", 1005),
            ("一千零三十", 1030),
            ("一千三十", 1030),
            ("二千零一十四", 2014),
            ("二○一四", 2014),
            ("二万", 20_000),
            ("三萬零五", 30_005),
            ("兩萬五千", 25_000),
            ("九千九百九十九", 9999),
            ("0九一00一六", 910_016),
            ("壹", 1),
            ("壱", 1),
            ("貳", 2),
            ("弍", 2),
            ("弐", 2),
            ("贰", 2),
            ("貮", 2),
            ("參", 3),
            ("叁", 3),
            ("叄", 3),
            ("参", 3),
            ("弎", 3),
            ("陆", 6),
            ("玖", 9),
            ("拾", 10),
            ("拾壹", 11),
            ("壹拾壹", 11),
            ("拾一", 11),
            ("貳拾參", 23),
            ("貳仟", 2000),
            ("壹拾萬", 100_000),
            ("伍佰零陸", 506),
        ];
        for (text, value) in table {
            assert_eq!(parse(&chars(text)), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral() {
        for text in [
            "",
            "O",
            "Ｏ",
            "○○",
            "年",
            "1二",
            "一1",
            "一百三",
            "二三十",
            "一百零三十",
            "十十",
            "百",
            "千五",
            "萬",
            "零十",
            "一二百",
            "三廿",
            "壹貳",
            "十○",
            "二十零",
            "一 二",
            "99999999999",
            "一二三四五六七八九一二",
            "三萬五",
            "兩三",
            "1千",
            "①",
        ] {
            assert_eq!(parse(&chars(text)), None, "{text}");
        }
    }

    #[test]
    fn the_longest_numeral_at_the_start() {
        let table = [
            ("十二月", Some((12, 2))),
            ("12月", Some((12, 2))),
            ("一百零三年", Some((103, 4))),
            ("一、二", Some((1, 1))),
            ("一1.", Some((1, 1))),
            ("表一01", None),
            ("一01", Some((1, 1))),
            ("一OK", Some((1, 1))),
            ("壹一、", Some((1, 1))),
            ("二三十歲", None),
            ("○○國小", None),
            ("萬一", None),
        ];
        for (text, expected) in table {
            assert_eq!(prefix(&chars(text)), expected, "{text}");
        }
    }

    #[test]
    fn what_is_formatted_is_read_back() {
        for n in 0..=9999 {
            for style in
                [counter::Style::Han, counter::Style::Formal, counter::Style::HanDigits, counter::Style::Decimal]
            {
                let text = counter::format(n, style);
                assert_eq!(parse(&chars(&text)), Some(n), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_prefix_is_a_numeral(text in "[0-9０-９一二三十百千萬兩廿零〇○OＯ壹貳拾佰年ㄧ ]{0,12}") {
            let text = chars(&text);
            if let Some((value, length)) = prefix(&text) {
                prop_assert!(length > 0 && length <= text.len());
                prop_assert_eq!(parse(&text[..length]), Some(value));
            }
        }

        #[test]
        fn any_text_is_safe(text in any::<String>()) {
            let text = chars(&text);
            let _ = parse(&text);
        }
    }
}
