//! The names of fonts: \[MS-DOC\], `SttbfFfn`, `FFN`.

use decode::symbols::SymbolFont;

use crate::parse::bytes::{u16_at, units};

/// Which fonts of a table (`SttbfFfn`) are of symbols.
pub(crate) fn read(table: &[u8]) -> Vec<Option<SymbolFont>> {
    /// Bytes of an `FFN` before the name.
    const NAME: usize = 39;
    let count = u16_at(table, 0).map_or(0, usize::from);
    let extra = u16_at(table, 2).map_or(0, usize::from);
    let mut fonts = Vec::new();
    let mut at = 4;
    while fonts.len() < count
        && let Some(length) = table.get(at).copied().map(usize::from)
    {
        let font = table.get(at + 1..).unwrap_or_default();
        let name = font.get(..length).unwrap_or(font).get(NAME..).unwrap_or_default();
        let name: Vec<u16> = units(name).take_while(|unit| *unit != 0).collect();
        fonts.push(SymbolFont::of_name(&String::from_utf16_lossy(&name)));
        at += 1 + length + extra;
    }
    fonts
}
