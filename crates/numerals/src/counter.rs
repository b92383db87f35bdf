//! List counters as HTML and word processors generate them.

/// How a counter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `1`; also what a number out of a style's range falls back to.
    Decimal,
    /// `01`, CSS `decimal-leading-zero`.
    DecimalLeadingZero,
    /// `一` … `十一`, CSS `trad-chinese-informal` and `cjk-ideographic`; from 10,000 as [`Style::HanDigits`].
    Han,
    /// `壹` … `拾壹`, as plans number their divisions (CSS `trad-chinese-formal` writes 壹拾壹); 0 to 9999.
    Formal,
    /// `一〇`, digit by digit, CSS `cjk-decimal`.
    HanDigits,
    /// `甲` … `癸`, CSS `cjk-heavenly-stem`; 1 to 10.
    Stem,
    /// `子` … `亥`, CSS `cjk-earthly-branch`; 1 to 12.
    Branch,
    /// `a` … `z`, `aa`; from 1.
    LatinLower,
    /// `A` … `Z`, `AA`; from 1.
    LatinUpper,
    /// `i`, `ii`; 1 to 3999.
    RomanLower,
    /// `I`, `II`; 1 to 3999.
    RomanUpper,
    /// `①` … `㊿`; 1 to 50.
    Circled,
}

/// The counter `n` in a style; in decimal digits where `n` is out of the style's range.
pub fn format(n: u32, style: Style) -> String {
    let written = match style {
        Style::Decimal => None,
        Style::DecimalLeadingZero => Some(format!("{n:02}")),
        Style::Han if n > 9999 => Some(digit_by_digit(n)),
        Style::Han => Some(with_units(n, &HAN_DIGITS, &['十', '百', '千'])),
        Style::Formal => (n <= 9999).then(|| with_units(n, &FORMAL_DIGITS, &['拾', '佰', '仟'])),
        Style::HanDigits => Some(digit_by_digit(n)),
        Style::Stem => nth(&STEMS, n),
        Style::Branch => nth(&BRANCHES, n),
        Style::LatinLower => latin(n, 'a'),
        Style::LatinUpper => latin(n, 'A'),
        Style::RomanLower => roman(n).map(|roman| roman.to_ascii_lowercase()),
        Style::RomanUpper => roman(n),
        Style::Circled => circled(n).map(String::from),
    };
    written.unwrap_or_else(|| n.to_string())
}

/// 甲 to 癸.
pub const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];
const HAN_DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL_DIGITS: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn nth(signs: &[char], n: u32) -> Option<String> {
    let index = usize::try_from(n).ok()?.checked_sub(1)?;
    signs.get(index).map(char::to_string)
}

/// CSS Counter Styles 3, 6.1: zeros between digits collapse into one, those at the end vanish, and 10 to 19 begin with the unit.
fn with_units(n: u32, digits: &[char; 10], units: &[char; 3]) -> String {
    if n == 0 {
        return digits[0].to_string();
    }
    let mut text = String::new();
    let mut skipped = false;
    for place in (0..4).rev() {
        let digit = (n / 10_u32.pow(place) % 10) as usize;
        if digit == 0 {
            skipped = true;
            continue;
        }
        if skipped && !text.is_empty() {
            text.push(digits[0]);
        }
        skipped = false;
        if !(digit == 1 && place == 1 && text.is_empty()) {
            text.push(digits[digit]);
        }
        if let Some(unit) = (place as usize).checked_sub(1).and_then(|unit| units.get(unit)) {
            text.push(*unit);
        }
    }
    text
}

fn digit_by_digit(n: u32) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(0) | None => '〇',
        Some(digit) => HAN_DIGITS[digit as usize % 10],
    };
    n.to_string().chars().map(digit).collect()
}

fn latin(mut n: u32, first: char) -> Option<String> {
    if n == 0 {
        return None;
    }
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(char::from_u32(u32::from(first) + n % 26)?);
        n /= 26;
    }
    Some(letters.iter().rev().collect())
}

fn roman(mut n: u32) -> Option<String> {
    if n == 0 || n > 3999 {
        return None;
    }
    let mut text = String::new();
    for (value, letters) in ROMAN {
        while n >= value {
            text.push_str(letters);
            n -= value;
        }
    }
    Some(text)
}

fn circled(n: u32) -> Option<char> {
    match n {
        1..=20 => char::from_u32(0x2460 + n - 1),
        21..=35 => char::from_u32(0x3251 + n - 21),
        36..=50 => char::from_u32(0x32B1 + n - 36),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters() {
        let table = [
            (7, Style::Decimal, "7"),
            (7, Style::DecimalLeadingZero, "07"),
            (0, Style::Han, "零"),
            (3, Style::Han, "三"),
            (10, Style::Han, "十"),
            (11, Style::Han, "十一"),
            (20, Style::Han, "二十"),
            (103, Style::Han, "一百零三"),
            (110, Style::Han, "一百一十"),
            (1001, Style::Han, "一千零一"),
            (1010, Style::Han, "一千零一十"),
            (2100, Style::Han, "二千一百"),
            (12_003, Style::Han, "一二〇〇三"),
            (3, Style::Formal, "參"),
            (11, Style::Formal, "拾壹"),
            (20, Style::HanDigits, "二〇"),
            (10, Style::Stem, "癸"),
            (11, Style::Stem, "11"),
            (12, Style::Branch, "亥"),
            (1, Style::LatinLower, "a"),
            (26, Style::LatinLower, "z"),
            (27, Style::LatinLower, "aa"),
            (703, Style::LatinUpper, "AAA"),
            (0, Style::LatinUpper, "0"),
            (4, Style::RomanLower, "iv"),
            (1994, Style::RomanUpper, "MCMXCIV"),
            (4000, Style::RomanUpper, "4000"),
            (20, Style::Circled, "⑳"),
            (21, Style::Circled, "㉑"),
            (50, Style::Circled, "㊿"),
            (51, Style::Circled, "51"),
        ];
        for (n, style, text) in table {
            assert_eq!(format(n, style), text, "{n} {style:?}");
        }
    }
}
