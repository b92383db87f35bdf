//! Labels that the source generates: whatever they look like, they are labels, all of them.

use std::collections::BTreeMap;

use numerals::label::{self, Class, Label, is_blank, is_sign, skip_blanks};

use super::{Line, Piece};
use crate::text::Text;

/// What stands behind a generated label where its shape is looked at: no sign, no numeral, and no word of a label.
const TEXT: char = '某';

/// A generated label; `None` where it is blank.
pub(super) fn generated(text: &Text) -> Option<Label> {
    let chars = text.chars();
    let end = chars.iter().rposition(|c| !is_blank(*c))? + 1;
    let start = chars.iter().position(|c| !is_blank(*c))?;
    let whole = Label {
        class: Class::Bullet,
        ordinal: None,
        start,
        end,
        body: text.len(),
        separator: None,
        misspelt: false,
        depth: 0,
    };
    // ○ alone is a round bullet, and so is the o that word processors have for one.
    if chars[start..end].iter().all(|c| !c.is_alphanumeric()) || chars[start..end] == ['o'] {
        return Some(whole);
    }
    let shaped = |behind: &[char]| {
        let text = [chars, behind].concat();
        label::at(&text, 0).filter(|label| !label.misspelt && label.body + 1 == text.len() && label.end <= end)
    };
    let sign = chars.get(end - 1).copied().filter(|c| is_sign(*c));
    let parted = Label { end: end - usize::from(sign.is_some()), separator: sign, ..whole };
    shaped(&[TEXT])
        .or_else(|| shaped(&['、', TEXT]).map(|label| Label { separator: None, body: text.len(), ..label }))
        .or_else(|| lettered(&chars[start..parted.end], parted))
        .or_else(|| Some(Label { class: Class::Other, depth: joints(&chars[start..parted.end]), ..parted }))
}

/// Signs between the numbers of a label: 2 in 貳-1-1.
fn joints(chars: &[char]) -> u8 {
    let is_joint = |three: &&[char]| matches!(three, [a, b, c] if a.is_alphanumeric() && c.is_alphanumeric() && !b.is_alphanumeric() && !is_blank(*b));
    u8::try_from(chars.windows(3).filter(is_joint).count()).unwrap_or(u8::MAX)
}

/// I, l, ii), (iv): letters that are numerals, or look like one.
fn lettered(chars: &[char], whole: Label) -> Option<Label> {
    let letters = letters(chars)?;
    let ordinal = Some(roman(&letters).or_else(|| rank(&letters))?);
    let is_closed = chars.last().is_some_and(|c| !c.is_alphanumeric());
    let signs = chars.len() - letters.len();
    let is_plain = signs == 0 || is_closed && (signs == 1 || signs == 2 && !chars[0].is_alphanumeric());
    let class = match letters.first()? {
        _ if is_closed => Class::LatinBracket,
        'A'..='Z' => Class::Latin,
        _ => Class::LatinSmall,
    };
    is_plain.then_some(Label { class, ordinal, ..whole })
}

/// The letters of a label that has nothing else but signs.
fn letters(chars: &[char]) -> Option<Vec<char>> {
    let letters: Vec<char> = chars.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    (!letters.is_empty() && letters.iter().all(char::is_ascii_alphabetic)).then_some(letters)
}

/// The place of a single letter in the alphabet.
fn rank(letters: &[char]) -> Option<u32> {
    match letters {
        [letter] => letter.to_ascii_uppercase().to_digit(36).map(|digit| digit - 9),
        _ => None,
    }
}

/// The value of a Roman numeral.
fn roman(letters: &[char]) -> Option<u32> {
    const SIGNS: [(&str, u32); 9] =
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let upper = letters.iter().collect::<String>().to_ascii_uppercase();
    let (mut rest, mut value) = (upper.as_str(), 0);
    for (sign, worth) in SIGNS {
        let most = if matches!(sign, "C" | "X" | "I") { 3 } else { 1 };
        for _ in 0..most {
            if let Some(behind) = rest.strip_prefix(sign) {
                (rest, value) = (behind, value + worth);
            }
        }
    }
    rest.is_empty().then_some(value)
}

/// Settles what a letter means that is a Roman numeral too: the value that goes on the list, else the numeral 1, else the
/// letter.
pub(super) fn settle_letters(pieces: &mut [Piece]) {
    let mut last: BTreeMap<Class, u32> = BTreeMap::new();
    let lines = pieces.iter_mut().filter_map(|piece| match piece {
        Piece::Line(line) if line.has_generated_label() => Some(line),
        _ => None,
    });
    for Line { text, label, .. } in lines {
        let Some(label) = label else { continue };
        if !matches!(label.class, Class::Latin | Class::LatinSmall | Class::LatinBracket) {
            continue;
        }
        if let Some(letters) = letters(&text.chars()[label.start..label.end]) {
            let values: Vec<u32> = [rank(&letters), roman(&letters)].into_iter().flatten().collect();
            let next = last.get(&label.class).map_or(1, |last| last + 1);
            label.ordinal = values
                .iter()
                .find(|value| **value == next)
                .or(values.iter().find(|value| **value == 1))
                .or(values.first())
                .copied();
        }
        if let Some(ordinal) = label.ordinal {
            last.insert(label.class, ordinal);
        }
    }
}

/// Behind a number without a sign of its own the author may have typed one: it parts label and text as any other does.
pub(super) fn with_typed_separator(label: Label, text: &Text) -> Label {
    let at = skip_blanks(text.chars(), label.body.min(text.len()));
    let is_decimal = matches!(text.get(at), Some('.' | '．')) && text.get(at + 1).is_some_and(|c| c.is_ascii_digit());
    if label.separator.is_some() || label.class == Class::Bullet || !text.get(at).is_some_and(is_sign) || is_decimal {
        return label;
    }
    Label { separator: text.get(at), body: skip_blanks(text.chars(), at + 1), ..label }
}
