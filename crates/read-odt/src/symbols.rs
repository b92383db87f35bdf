//! Characters of symbol fonts, which show another glyph than their code point's.

/// The glyph of a character in a symbol font, as a character that shows it in any font; `None` where the font is not one of
/// those, or shows something that Unicode has no character for. The upper half of the private use code points U+F0xx
/// stands for the byte xx in the encoding of the font.
pub(crate) fn glyph(c: char, font: &str) -> Option<char> {
    let code = u32::from(c);
    let byte = match code {
        0x20..=0xFF => code,
        0xF020..=0xF0FF => code - 0xF000,
        _ => return None,
    };
    let font = font.trim_matches(['\'', '"', ' ']);
    let table = match font {
        _ if font.starts_with("Wingdings 2") => WINGDINGS_2,
        _ if font.starts_with("Wingdings 3") => return None,
        _ if font.starts_with("Wingdings") => WINGDINGS,
        _ if font.starts_with("Symbol") => SYMBOL,
        _ => return None,
    };
    if table == WINGDINGS {
        match byte {
            0x81..=0x8A => return char::from_u32(0x2460 + byte - 0x81),
            0x8C..=0x95 => return char::from_u32(0x2776 + byte - 0x8C),
            _ => {}
        }
    }
    table.iter().find(|(known, _)| *known == byte).map(|(_, glyph)| *glyph)
}

/// The glyph of a bullet; one that only its font can show is a `•`.
pub(crate) fn bullet(c: char, font: Option<&str>) -> char {
    let shown = font.and_then(|font| glyph(c, font)).or_else(|| glyph(c, "Wingdings").filter(|_| is_private(c)));
    match shown {
        Some(glyph) => glyph,
        None if is_private(c) => '•',
        None => c,
    }
}

/// Whether Unicode leaves a code point to private agreement.
pub(crate) fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x3F, '✍'),
    (0x41, '✌'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x47, '☝'),
    (0x48, '☟'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x52, '☼'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '❐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '☒'),
    (0x80, '⓪'),
    (0x8B, '⓿'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA4, '◉'),
    (0xA5, '◎'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xAA, '✦'),
    (0xAB, '★'),
    (0xAC, '✶'),
    (0xAD, '✴'),
    (0xAE, '✹'),
    (0xAF, '✵'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u32, char)] = &[
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0x98, '●'),
    (0xA2, '■'),
    (0xA3, '□'),
];

const SYMBOL: &[(u32, char)] = &[
    (0xA7, '♣'),
    (0xA8, '♦'),
    (0xA9, '♥'),
    (0xAA, '♠'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xA3, '≤'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xDE, '⇒'),
];
