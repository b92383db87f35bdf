//! The numbering of Word 6 and 95, `ANLD`, which Word 97 keeps in documents of theirs.

use crate::parse::bytes::{u16_at, units};
use crate::properties::Numbering;

/// Bytes before the texts.
const TEXTS: usize = 20;

/// An `ANLD` with texts in UTF-16.
pub(crate) fn of_word97(bytes: &[u8]) -> Option<Numbering> {
    let text = |units: &[u16]| String::from_utf16_lossy(units);
    let characters: Vec<u16> = units(bytes.get(TEXTS..)?).collect();
    with_texts(bytes, &characters, text)
}

/// The fields before the texts, and the texts by their lengths.
pub(crate) fn with_texts<T>(bytes: &[u8], characters: &[T], text: impl Fn(&[T]) -> String) -> Option<Numbering> {
    let length = |at: usize| bytes.get(at).copied().map(usize::from);
    let before = length(1)?.min(characters.len());
    let after = (before + length(2)?).min(characters.len());
    Some(Numbering {
        format: *bytes.first()?,
        start: u16_at(bytes, 10)?.into(),
        before: text(characters.get(..before).unwrap_or_default()),
        after: text(characters.get(before..after).unwrap_or_default()),
        previous: bytes.get(3)? & 0x04 != 0,
        font: u16_at(bytes, 6),
    })
}
