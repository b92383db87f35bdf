//! The fonts of symbols that a font table may have.

use decode::symbols::SymbolFont;

/// A font of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbols {
    /// One whose glyphs are known.
    Of(SymbolFont),
    /// One whose glyphs nobody knows.
    Unknown,
}

impl Symbols {
    /// The font of a name, where that alone says that it is one of symbols.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        SymbolFont::of_name(name).map(Self::Of)
    }

    /// The character of a code; `None` where nobody knows it.
    pub(crate) fn character(self, code: u8) -> Option<char> {
        match self {
            Self::Of(font) => font.character(code),
            Self::Unknown => (code <= 0x20).then_some(char::from(code)),
        }
    }
}
