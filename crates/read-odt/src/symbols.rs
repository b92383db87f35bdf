//! Characters of symbol fonts, which show another glyph than their code point's.

use decode::is_private_use;
use decode::symbols::SymbolFont;

/// The glyph of a character in a symbol font, as a character that shows it in any font; `None` where the font is not one of
/// those, or shows something that Unicode has no character for.
pub(crate) fn glyph(c: char, font: &str) -> Option<char> {
    SymbolFont::of_name(family(font))?.shown(c)
}

/// The glyph of a bullet; one that only its font can show is a `•`.
pub(crate) fn bullet(c: char, font: Option<&str>) -> char {
    let shown =
        font.and_then(|font| glyph(c, font)).or_else(|| SymbolFont::Wingdings.shown(c).filter(|_| is_private_use(c)));
    match shown {
        Some(glyph) => glyph,
        None if is_private_use(c) => '•',
        None => c,
    }
}

/// The family of a font's name in a file. LibreOffice counts the faces of a family without a blank between: `Wingdings1` is
/// Wingdings, and `Wingdings 21` is Wingdings 2.
fn family(font: &str) -> &str {
    let font = font.trim_matches(['\'', '"', ' ']);
    let counted = font.trim_end_matches(|c: char| c.is_ascii_digit());
    let end = counted.len() + usize::from(counted.ends_with(' '));
    font.get(..end).unwrap_or(font)
}
