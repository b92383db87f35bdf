//! The numbering of Word 6 and 95: `ANLD` of a paragraph, `OLST` of a section.
//!
//! The texts stay bytes at first, each as the character of its number, because a modifier does not know its code page;
//! [`decode()`] makes characters of them.

use encoding_rs::Encoding;

use crate::parse::bytes::u16_at;
use crate::parse::word6::code_page;
use crate::properties::Numbering;

/// Where the texts of an `ANLD` begin.
const TEXTS: usize = 20;
/// The size of an `ANLV`, of which an `OLST` has nine before its texts.
const LEVEL: usize = 16;
const LEVELS: usize = 9;
const OUTLINE_TEXTS: usize = LEVEL * LEVELS + 4;

/// An `ANLD`.
pub(super) fn of_paragraph(bytes: &[u8]) -> Option<Numbering> {
    level(bytes, bytes.get(TEXTS..).unwrap_or_default()).map(|(numbering, _)| numbering)
}

/// The levels of an `OLST`, whose texts follow each other.
pub(super) fn of_section(bytes: &[u8]) -> Vec<Numbering> {
    let mut texts = bytes.get(OUTLINE_TEXTS..).unwrap_or_default();
    let levels = bytes.chunks_exact(LEVEL).take(LEVELS).map_while(|bytes| {
        let (numbering, rest) = level(bytes, texts)?;
        texts = rest;
        Some(numbering)
    });
    levels.collect()
}

/// A level with the texts before and behind its number, and the texts that remain.
fn level<'a>(bytes: &[u8], texts: &'a [u8]) -> Option<(Numbering, &'a [u8])> {
    let length = |at: usize| bytes.get(at).copied().map(usize::from);
    let (before, rest) = texts.split_at(length(1)?.min(texts.len()));
    let (after, rest) = rest.split_at(length(2)?.min(rest.len()));
    let raw = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
    let numbering = Numbering {
        format: *bytes.first()?,
        start: u16_at(bytes, 10)?.into(),
        before: raw(before),
        after: raw(after),
        previous: bytes.get(3)? & 0x04 != 0,
        font: u16_at(bytes, 6),
    };
    Some((numbering, rest))
}

/// Makes characters of the texts of a numbering. Those of a symbol font are its codes.
pub(super) fn decode(numbering: &mut Numbering, encoding: Option<&'static Encoding>) {
    for text in [&mut numbering.before, &mut numbering.after] {
        let bytes: Vec<u8> = text.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        *text = match encoding {
            Some(encoding) => code_page::text(encoding, &bytes),
            None => bytes.iter().filter_map(|byte| char::from_u32(0xF000 + u32::from(*byte))).collect(),
        };
    }
}
