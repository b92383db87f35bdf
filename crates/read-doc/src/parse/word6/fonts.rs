//! The fonts: `STTBF` of `FFN`s.

use decode::symbols::SymbolFont;
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::parse::bytes::u16_at;
use crate::parse::word6::code_page;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    /// Whose codes are signs.
    pub(super) symbols: Option<SymbolFont>,
    /// The code page of its character set, where it has one of its own.
    pub(super) encoding: Option<&'static Encoding>,
    /// `chs` is that of Windows' Western fonts.
    pub(super) is_western: bool,
}

/// Bytes of an `FFN` behind its length and before its name.
const NAME: usize = 5;
/// The one of them that has the character set.
const CHARACTER_SET: usize = 3;

/// Reads a table, whose first number counts its bytes.
pub(super) fn read(table: &[u8]) -> Vec<Font> {
    let length = u16_at(table, 0).map_or(0, usize::from);
    let table = table.get(..length).unwrap_or(table);
    let mut fonts = Vec::new();
    let mut at = 2;
    while let Some(length) = table.get(at).copied().map(usize::from) {
        let rest = table.get(at + 1..).unwrap_or_default();
        fonts.push(font(rest.get(..length).unwrap_or(rest)));
        at += 1 + length;
    }
    fonts
}

fn font(bytes: &[u8]) -> Font {
    let set = bytes.get(CHARACTER_SET).copied();
    let name = bytes.get(NAME..).unwrap_or_default();
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    Font {
        symbols: SymbolFont::of_name(&code_page::text(WINDOWS_1252, name)),
        encoding: set.and_then(code_page::of_character_set),
        is_western: set == Some(0),
    }
}
