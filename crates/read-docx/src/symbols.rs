//! Fonts whose characters are pictures: what they show, as Unicode.

/// A font of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbols {
    Symbol,
    Wingdings,
    Wingdings2,
}

/// Which font a run has, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    Letters,
    Pictures(Symbols),
}

/// Signs from code 0x20 to 0xFF, sixteen in a line; U+FFFD where there is none. Where Unicode has a sign of the same look
/// that is in common use (✓ ☑ □), it stands instead of the one that was encoded for the font.
const SYMBOL: &str = include_str!("../data/symbol.txt");
const WINGDINGS: &str = include_str!("../data/wingdings.txt");
const WINGDINGS_2: &str = include_str!("../data/wingdings-2.txt");

const FIRST: u32 = 0x20;
const IN_A_LINE: usize = 16;

impl Font {
    /// A font by its name.
    pub(crate) fn of_name(name: &str) -> Self {
        let is = |known: &str| name.trim().eq_ignore_ascii_case(known);
        if is("Symbol") {
            Self::Pictures(Symbols::Symbol)
        } else if is("Wingdings") {
            Self::Pictures(Symbols::Wingdings)
        } else if is("Wingdings 2") {
            Self::Pictures(Symbols::Wingdings2)
        } else {
            Self::Letters
        }
    }
}

/// The sign that a font of pictures shows for a character: one of its own codes, or of the private use area in which
/// Word keeps them (ECMA-376-1, 17.3.3.30).
pub(crate) fn sign(font: Symbols, character: char) -> Option<char> {
    let code = match u32::from(character) {
        code @ (0x20..=0xFF) => code,
        code @ (0xF020..=0xF0FF) => code - 0xF000,
        _ => return None,
    };
    let table = match font {
        Symbols::Symbol => SYMBOL,
        Symbols::Wingdings => WINGDINGS,
        Symbols::Wingdings2 => WINGDINGS_2,
    };
    let place = usize::try_from(code - FIRST).ok()?;
    let sign = table.lines().nth(place / IN_A_LINE)?.chars().nth(place % IN_A_LINE)?;
    (sign != '\u{FFFD}').then_some(sign)
}

/// Whether only some font can say what a character shows.
pub(crate) fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}
