//! Digit by digit.

/// The signs of 0 to 9.
pub(super) type Digits = [char; 10];

pub(super) const FULL_WIDTH: Digits = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];
/// U+3007 for zero: `ideographDigital`, `japaneseDigitalTenThousand`.
pub(super) const HAN: Digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// U+25CB for zero: `taiwaneseDigital`.
pub(super) const HAN_CIRCLE: Digits = ['○', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// U+96F6 for zero: `koreanDigital2`.
pub(super) const HAN_ZERO: Digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
pub(super) const KOREAN: Digits = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
pub(super) const DEVANAGARI: Digits = ['०', '१', '२', '३', '४', '५', '६', '७', '८', '९'];
pub(super) const THAI: Digits = ['๐', '๑', '๒', '๓', '๔', '๕', '๖', '๗', '๘', '๙'];

pub(super) fn format(n: u32, digits: &Digits) -> String {
    n.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
}

pub(super) fn parse(text: &str, digits: &Digits) -> Option<u32> {
    let mut value = 0_u32;
    for c in text.chars() {
        value = value.checked_mul(10)?.checked_add(digit(c, digits)?)?;
    }
    Some(value)
}

/// The value of a sign; each Chinese zero counts for the others.
pub(super) fn digit(c: char, digits: &Digits) -> Option<u32> {
    if is_zero(c) && is_zero(digits[0]) {
        return Some(0);
    }
    digits.iter().position(|&digit| digit == c).and_then(|index| u32::try_from(index).ok())
}

/// Whether a sign is one of the Chinese zeros.
pub(super) fn is_zero(c: char) -> bool {
    matches!(c, '〇' | '○' | '零')
}
