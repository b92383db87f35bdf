use proptest::prelude::*;

use super::SymbolFont::{self, Symbol, Webdings, Wingdings, Wingdings2, Wingdings3};
use crate::is_private_use;

const FONTS: [SymbolFont; 5] = [Symbol, Wingdings, Wingdings2, Wingdings3, Webdings];

fn shows(font: SymbolFont, signs: &[(u8, char)]) {
    for &(code, sign) in signs {
        assert_eq!(font.character(code), Some(sign), "{font:?} {code:#X}");
        assert_eq!(font.shown(char::from(code)), Some(sign), "{font:?} {code:#X}");
        assert_eq!(
            char::from_u32(0xF000 + u32::from(code)).and_then(|c| font.shown(c)),
            Some(sign),
            "{font:?} {code:#X}"
        );
    }
}

#[test]
fn signs_of_symbol() {
    let greek_and_arrows = [(b'a', 'α'), (b'W', 'Ω'), (0xAC, '←'), (0xAE, '→'), (0xDE, '⇒'), (b'-', '−')];
    shows(Symbol, &greek_and_arrows);
    shows(Symbol, &[(0xB7, '•'), (0xA3, '≤'), (0xB3, '≥'), (0xB4, '×'), (0xB0, '°'), (0xD6, '√'), (0xFE, '⎭')]);
    assert_eq!([0x7F, 0x80, 0x9F, 0xF0, 0xFF].map(|code| Symbol.character(code)), [None; 5]);
}

#[test]
fn signs_of_wingdings() {
    shows(Wingdings, &[(0xFE, '☑'), (0xFC, '✓'), (0xFD, '☒'), (0xFB, '✗'), (0x78, '☒'), (0xA8, '□'), (0x6F, '□')]);
    shows(Wingdings, &[(b'l', '●'), (b'n', '■'), (b'u', '◆'), (b'v', '❖'), (b'q', '❑'), (0xA7, '▪'), (0x9F, '•')]);
    shows(Wingdings, &[(0xD8, '➢'), (0xE0, '→'), (0xE8, '➔'), (0xF0, '⇨'), (b'F', '☞'), (b'(', '☎'), (0xAB, '★')]);
    shows(Wingdings, &[(0x81, '①'), (0x8A, '⑩'), (0x8C, '❶'), (0x95, '❿'), (0xA1, '○'), (0xA4, '◉')]);
    assert_eq!(Wingdings.character(0xFF), None);
}

#[test]
fn signs_of_wingdings_2() {
    shows(Wingdings2, &[(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒')]);
    shows(Wingdings2, &[(0x69, '⓪'), (0x6A, '①'), (0x73, '⑩'), (0x75, '❶'), (0x7E, '❿'), (0xF8, '※')]);
    shows(Wingdings2, &[(0x98, '●'), (0x99, '○'), (0xA2, '■'), (0xA3, '□'), (0xAE, '◆'), (0xAF, '◇'), (0x96, '•')]);
    assert_eq!([0x7F, 0xFA, 0xFF].map(|code| Wingdings2.character(code)), [None; 3]);
}

#[test]
fn signs_of_wingdings_3() {
    shows(Wingdings3, &[(0x21, '←'), (0x22, '→'), (0x66, '←'), (0x67, '→'), (0x68, '↑'), (0x69, '↓'), (0x6E, '↔')]);
    shows(Wingdings3, &[(0x70, '▲'), (0x71, '▼'), (0x75, '▶'), (0x77, '▷'), (0x7D, '▶'), (0x84, '▶'), (0x86, '➤')]);
    shows(Wingdings3, &[(0x99, '←'), (0xB2, '➔'), (0xC9, '⮨'), (0xDA, '→'), (0xF0, '🢗')]);
    assert_eq!([0x7F, 0xF1, 0xFF].map(|code| Wingdings3.character(code)), [None; 3]);
}

#[test]
fn signs_of_webdings() {
    shows(Webdings, &[(b'4', '▶'), (b'a', '✓'), (b'c', '□'), (b'g', '■'), (b'n', '●'), (b'r', '✗'), (b's', '❓')]);
    shows(Webdings, &[(0x80, '🚹'), (0xA5, '🗒'), (0xCF, '🔒'), (0xFF, '🕊')]);
    assert_eq!(Webdings.character(0x7F), None);
}

#[test]
fn tables_have_a_place_for_every_code() {
    for font in FONTS {
        let lines: Vec<usize> = font.table().lines().map(|line| line.chars().count()).collect();
        assert_eq!(lines, [16; 14], "{font:?}");
        assert!(!font.table().contains(is_private_use), "{font:?}");
        assert_eq!((font.character(b' '), font.character(b'\t')), (Some(' '), Some('\t')), "{font:?}");
    }
}

#[test]
fn names_are_matched_loosely() {
    for (name, font) in [
        ("Symbol", Some(Symbol)),
        (" SYMBOL ", Some(Symbol)),
        ("SymbolMT", Some(Symbol)),
        ("Standard Symbols L", Some(Symbol)),
        ("wingdings", Some(Wingdings)),
        ("'Wingdings'", Some(Wingdings)),
        ("Wingdings-Regular", Some(Wingdings)),
        ("Wingdings, fantasy", Some(Wingdings)),
        ("Wingdings;Symbol", Some(Wingdings)),
        ("Wingdings 2", Some(Wingdings2)),
        ("\"Wingdings  2\" ", Some(Wingdings2)),
        ("Wingdings2", Some(Wingdings2)),
        ("WINGDINGS 3", Some(Wingdings3)),
        ("Webdings", Some(Webdings)),
        ("Wingdings 4", None),
        ("Symbola", None),
        ("OpenSymbol", None),
        ("新細明體", None),
        ("", None),
    ] {
        assert_eq!(SymbolFont::of_name(name), font, "{name:?}");
    }
}

#[test]
fn characters_that_are_no_codes_of_a_font_show_nothing_else() {
    for font in FONTS {
        for c in ['•', '計', '\u{1F}', '\u{100}', '\u{E06C}', '\u{F01F}', '\u{F100}', '\u{F006C}'] {
            assert_eq!(font.shown(c), None, "{font:?} {c:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_name_and_any_character_are_harmless(name in ".{0,80}", c: char) {
        let _ = SymbolFont::of_name(&name);
        for font in FONTS {
            prop_assert!(font.shown(c).is_none_or(|shown| !is_private_use(shown)));
        }
    }
}
