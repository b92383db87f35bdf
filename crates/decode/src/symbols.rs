//! Symbol fonts: what their codes show, as characters that every font shows.
//!
//! Word processors write a sign of such a font as a code of one byte, or as the private use character U+F000 plus that code.
//! What the codes of Wingdings and Webdings show is that of the document L2/12-368 of the Unicode Technical Committee, and
//! those of Symbol that of Adobe's `symbol.txt`. Where a character of the same look is in common use (✓ ☑ □ ➢ →), it stands
//! instead of the one that Unicode has for the font alone.

/// A symbol font whose signs are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolFont {
    /// Greek letters and mathematics.
    Symbol,
    /// Boxes, bullets, hands, arrows.
    Wingdings,
    /// Check marks, boxes, circled numbers, stars.
    Wingdings2,
    /// Arrows.
    Wingdings3,
    /// Pictures.
    Webdings,
}

/// Characters of a font's name that are looked at.
const NAME: usize = 64;

/// The code of the first sign in a table.
const FIRST: u8 = 0x20;

/// Signs in a line of a table.
const LINE: u8 = 16;

/// Where a font has no sign, or one that Unicode has no character for.
const NONE: char = '\u{FFFD}';

impl SymbolFont {
    /// The font of a name, which may have quotes, any case, blanks or hyphens, and alternatives behind a comma or semicolon;
    /// also a PostScript name such as `Wingdings-Regular`. `None` for every other font, such as Symbola and OpenSymbol,
    /// whose characters are those of Unicode.
    pub fn of_name(name: &str) -> Option<Self> {
        let first = name.chars().take(NAME).take_while(|c| !matches!(c, ',' | ';'));
        let letters = first.filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '"' | '-'));
        let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        match name.as_str() {
            "symbol" | "symbolmt" | "standardsymbolsl" => Some(Self::Symbol),
            "wingdings" | "wingdingsregular" => Some(Self::Wingdings),
            "wingdings2" => Some(Self::Wingdings2),
            "wingdings3" => Some(Self::Wingdings3),
            "webdings" => Some(Self::Webdings),
            _ => None,
        }
    }

    /// What the font shows for a code. Codes up to 0x20 are the blank and control characters that they are in all fonts;
    /// `None` where it shows nothing, or what no character shows.
    pub fn character(self, code: u8) -> Option<char> {
        let Some(place) = code.checked_sub(FIRST) else { return Some(char::from(code)) };
        let line = self.table().lines().nth(usize::from(place / LINE))?;
        line.chars().nth(usize::from(place % LINE)).filter(|&c| c != NONE)
    }

    /// What the font shows for a character of a text: one up to U+00FF by its own code, one from U+F020 to U+F0FF by the code
    /// that it stands for (ECMA-376-1, 17.3.3.30). `None` for every other character, and where there is no sign.
    pub fn shown(self, c: char) -> Option<char> {
        let code = match u32::from(c) {
            code @ 0x20..=0xFF => code,
            private @ 0xF020..=0xF0FF => private - 0xF000,
            _ => return None,
        };
        self.character(u8::try_from(code).ok()?)
    }

    /// Lines of sixteen signs.
    fn table(self) -> &'static str {
        match self {
            Self::Symbol => include_str!("../data/symbol.txt"),
            Self::Wingdings => include_str!("../data/wingdings.txt"),
            Self::Wingdings2 => include_str!("../data/wingdings-2.txt"),
            Self::Wingdings3 => include_str!("../data/wingdings-3.txt"),
            Self::Webdings => include_str!("../data/webdings.txt"),
        }
    }
}

#[cfg(test)]
mod tests;
