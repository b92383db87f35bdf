//! Counters with signs for ten, hundred, thousand and ten thousand.

use super::digits::{self, Digits};

/// How such a counter is made.
pub(super) struct Grouped {
    digits: &'static Digits,
    /// Ten, hundred, thousand.
    units: [char; 3],
    /// Ten thousand.
    myriad: char,
    one: One,
    /// Whether places that are skipped leave a zero.
    zeros: bool,
    /// The last value; below 100,000,000, so that no further sign is needed.
    last: u32,
    /// What writes the values beyond, where not decimal digits do.
    beyond: Option<&'static Digits>,
}

/// Where a unit stands without a one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum One {
    /// Nowhere: 壹拾.
    Kept,
    /// In 10 to 19 at the beginning: 十一, but 一百一十一.
    LeadingTen,
    /// Before ten, hundred, thousand: 百十一, 一万.
    BelowMyriad,
    /// Everywhere: 만.
    Left,
}

const HAN_UNITS: [char; 3] = ['十', '百', '千'];
const FORMAL_UNITS: [char; 3] = ['拾', '佰', '仟'];
const FORMAL_DIGITS: Digits = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const FORMAL_DIGITS_SIMPLIFIED: Digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const JAPANESE_LEGAL_DIGITS: Digits = ['零', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'];
const LAST: u32 = 99_999_999;

/// CSS Counter Styles 3, 6.1, `trad-chinese-informal`: to 9999, then `cjk-decimal`.
pub(super) const HAN: Grouped = Grouped { last: 9999, beyond: Some(&digits::HAN), ..HAN_THOUSAND };

/// ECMA-376-1, 17.18.59, `taiwaneseCountingThousand`.
pub(super) const HAN_THOUSAND: Grouped = Grouped {
    digits: &digits::HAN_ZERO,
    units: HAN_UNITS,
    myriad: '萬',
    one: One::LeadingTen,
    zeros: true,
    last: LAST,
    beyond: None,
};

/// ECMA-376-1, 17.18.59, `chineseCountingThousand`.
pub(super) const HAN_THOUSAND_SIMPLIFIED: Grouped = Grouped { myriad: '万', ..HAN_THOUSAND };

/// ECMA-376-1, 17.18.59, `taiwaneseCounting` and `chineseCounting`; \[MS-DOCX\] 2.4 names the latter 一, 十, 一○○.
pub(super) const HAN_COUNTING: Grouped =
    Grouped { digits: &digits::HAN_CIRCLE, last: 99, beyond: Some(&digits::HAN_CIRCLE), ..HAN_THOUSAND };

/// As plans write it, with 拾 for 10.
pub(super) const FORMAL: Grouped = Grouped {
    digits: &FORMAL_DIGITS,
    units: FORMAL_UNITS,
    myriad: '萬',
    one: One::LeadingTen,
    zeros: true,
    last: 9999,
    beyond: None,
};

/// ECMA-376-1, 17.18.59, `ideographLegalTraditional`.
pub(super) const FORMAL_TRADITIONAL: Grouped = Grouped { one: One::Kept, last: LAST, ..FORMAL };

/// ECMA-376-1, 17.18.59, `chineseLegalSimplified`, which has 萬 among its signs all the same.
pub(super) const FORMAL_SIMPLIFIED: Grouped = Grouped { digits: &FORMAL_DIGITS_SIMPLIFIED, ..FORMAL_TRADITIONAL };

/// ECMA-376-1, 17.18.59, `japaneseCounting`.
pub(super) const JAPANESE: Grouped =
    Grouped { digits: &digits::HAN, myriad: '万', one: One::BelowMyriad, zeros: false, ..HAN_THOUSAND };

/// ECMA-376-1, 17.18.59, `japaneseLegal`.
pub(super) const JAPANESE_LEGAL: Grouped =
    Grouped {
        digits: &JAPANESE_LEGAL_DIGITS, units: ['拾', '百', '阡'], one: One::Kept, zeros: false, ..HAN_THOUSAND
    };

/// ECMA-376-1, 17.18.59, `koreanCounting`.
pub(super) const KOREAN: Grouped = Grouped {
    digits: &digits::KOREAN,
    units: ['십', '백', '천'],
    myriad: '만',
    one: One::Left,
    zeros: false,
    ..HAN_THOUSAND
};

pub(super) fn format(n: u32, grouped: &Grouped) -> Option<String> {
    if n > grouped.last {
        return grouped.beyond.map(|digits| digits::format(n, digits));
    }
    if n == 0 {
        return Some(grouped.digits[0].to_string());
    }
    let (high, low) = (n / 10_000, n % 10_000);
    let mut text = String::new();
    if high > 0 {
        if !(high == 1 && grouped.one == One::Left) {
            group(&mut text, high, grouped);
        }
        text.push(grouped.myriad);
    }
    if high > 0 && (1..1000).contains(&low) && grouped.zeros {
        text.push(grouped.digits[0]);
    }
    group(&mut text, low, grouped);
    Some(text)
}

/// The four places below a myriad.
fn group(text: &mut String, n: u32, grouped: &Grouped) {
    let [ten, hundred, thousand] = grouped.units;
    let mut begun = false;
    let mut skipped = false;
    for (value, unit) in [(1000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)] {
        let digit = n / value % 10;
        if digit == 0 {
            skipped = begun;
            continue;
        }
        if skipped && grouped.zeros {
            text.push(grouped.digits[0]);
        }
        let bare = match grouped.one {
            One::Kept => false,
            One::LeadingTen => value == 10 && text.is_empty(),
            One::BelowMyriad | One::Left => unit.is_some(),
        };
        if !(digit == 1 && bare) {
            text.extend(grouped.digits.get(digit as usize));
        }
        text.extend(unit);
        (begun, skipped) = (true, false);
    }
}

/// A value that may be meant; whether it is written so is for the caller to check.
pub(super) fn parse(text: &str, grouped: &Grouped) -> Option<u32> {
    let mut high = 0_u32;
    let mut group = 0_u32;
    let mut digit: Option<u32> = None;
    for c in text.chars() {
        if let Some(place) = grouped.units.iter().position(|&unit| unit == c) {
            let unit = [10, 100, 1000].get(place)?;
            group = group.checked_add(digit.take().unwrap_or(1).checked_mul(*unit)?)?;
        } else if c == grouped.myriad {
            high = group.checked_add(digit.take().unwrap_or(0))?.max(1).checked_mul(10_000)?;
            group = 0;
        } else if let Some(next) = digits::digit(c, grouped.digits) {
            if digit.is_some_and(|digit| digit > 0) {
                return grouped.beyond.and_then(|digits| digits::parse(text, digits));
            }
            digit = Some(next);
        } else {
            return grouped.beyond.and_then(|digits| digits::parse(text, digits));
        }
    }
    high.checked_add(group)?.checked_add(digit.unwrap_or(0))
}

const KOREAN_ONES: [&str; 10] = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"];
const KOREAN_TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

/// ECMA-376-1, 17.18.59, `koreanLegal`: words of its own to 99, then as [`KOREAN`].
pub(super) fn korean_native(n: u32) -> Option<String> {
    if n > 99 {
        return format(n, &KOREAN);
    }
    let (ten, one) = (KOREAN_TENS.get((n / 10) as usize)?, KOREAN_ONES.get((n % 10) as usize)?);
    (n > 0).then(|| format!("{ten}{one}"))
}

/// A value that may be meant.
pub(super) fn parse_korean_native(text: &str) -> Option<u32> {
    (1..=99).find(|&n| korean_native(n).as_deref() == Some(text)).or_else(|| parse(text, &KOREAN))
}
