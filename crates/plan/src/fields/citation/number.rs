//! Numbers of official documents.

/// Signs that stand for zero in numbers, Latin, Greek and Cyrillic letters among them.
const ZEROS: &str = "〇○◯零OoΟοО";
/// Chinese digits in numbers.
const HAN_DIGITS: &str = "一二三四五六七八九十百千";
/// What else stands inside a number: brackets, serials, formal numerals.
const INSIDE: &str = "()-之壹贰参肆伍陆柒捌玖";
/// Characters of the longest number behind 字第.
const LONGEST_DIGITS: usize = 24;

/// Digits of the shortest number that counts without letters before it.
const SHORTEST_BARE: usize = 7;

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    /// 府研行字第1020016926號.
    Letter,
    /// 国发〔2021〕36号.
    Mainland,
    /// 国务院令第492号.
    Order,
    /// 第1125621001號, without the letters before it.
    Bare,
    /// The number of the document itself in a field of its own: 發文字號：…
    Field,
}

/// A document number: `prefix` is 字, 令 or the bracket of the year, `end` is behind 號.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) kind: NumberKind,
    pub(super) prefix: usize,
    pub(super) end: usize,
}

/// The first number at or behind a place.
pub(super) fn next_number(chars: &[char], from: usize) -> Option<Number> {
    (from..chars.len()).find_map(|at| match chars[at] {
        '字' => {
            let end = digits_of_letter(chars, at + 1)?;
            let start = (from..at).rev().take_while(|before| is_prefix(chars[*before])).last().unwrap_or(at);
            let named = start.checked_sub(1).and_then(|colon| (chars[colon] == ':').then_some(&chars[..colon]));
            let is_field = named.is_some_and(|field| field.ends_with(&['文', '号']) || field.ends_with(&['字', '号']));
            Some(Number { kind: if is_field { NumberKind::Field } else { NumberKind::Letter }, prefix: at, end })
        }
        '〔' | '[' | '(' | '【' | '〈' => {
            let end = digits_of_mainland(chars, at)?;
            Some(Number { kind: NumberKind::Mainland, prefix: at, end })
        }
        '令' if chars.get(at + 1) == Some(&'第') => {
            let end = digits_of_letter(chars, at + 1)?;
            Some(Number { kind: NumberKind::Order, prefix: at, end })
        }
        '第' if at.checked_sub(1).is_none_or(|before| chars[before] != '字' && chars[before] != '令') => {
            let end = digits_of_letter(chars, at)?;
            let long = chars[at..end].iter().filter(|c| is_digit(**c)).count() >= SHORTEST_BARE;
            long.then_some(Number { kind: NumberKind::Bare, prefix: at, end })
        }
        _ => None,
    })
}

fn is_prefix(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '(' | ')')
}

/// Behind 號 of 第0960162343號, and of numbers with suffixes, brackets and mixed digits.
fn digits_of_letter(chars: &[char], from: usize) -> Option<usize> {
    let mut at = from;
    let has_ordinal = chars.get(at) == Some(&'第');
    at += usize::from(has_ordinal);
    let start = at;
    let mut count = 0;
    while let Some(&c) = chars.get(at) {
        // Letters stand inside numbers (092B000059), brackets before and behind the digits.
        let is_part = is_digit(c) || c.is_ascii_alphabetic() || INSIDE.contains(c);
        if !is_part || at - start > LONGEST_DIGITS {
            break;
        }
        count += usize::from(is_digit(c));
        at += 1;
    }
    let closes = chars.get(at) == Some(&'号');
    // Without 第 only a long number is one.
    (closes && count >= if has_ordinal { 1 } else { 6 }).then_some(at + 1)
}

/// Digits of document numbers, the signs that stand for zero among them.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || HAN_DIGITS.contains(c) || ZEROS.contains(c)
}

/// Behind 号 of 〔2021〕36号, the bracket standing at `from`. Years may be masked: 20xx.
fn digits_of_mainland(chars: &[char], from: usize) -> Option<usize> {
    let year = chars.get(from + 1..from + 5)?;
    let is_year = matches!(year, ['1', '9', ..] | ['2', '0', ..])
        && year[2..].iter().all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'));
    let closes = matches!(chars.get(from + 5)?, '〕' | ']' | ')' | '】' | '〉');
    let mut at = from + 6 + usize::from(chars.get(from + 6) == Some(&'第'));
    let start = at;
    while chars.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    (is_year && closes && (1..=5).contains(&(at - start)) && chars.get(at) == Some(&'号')).then_some(at + 1)
}
