//! What a font program says of its glyphs: its own character map, backwards, and the names of its glyphs.

use std::collections::HashMap;

use skrifa::{FontRef, MetadataProvider};

/// Entries of a character map that are looked at.
const ENTRIES: usize = 200_000;

/// The characters of glyphs, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Characters(HashMap<u32, char>);

impl Characters {
    pub(super) fn get(&self, glyph: u32) -> Option<char> {
        self.0.get(&glyph).copied()
    }
}

pub(super) fn read(bytes: &[u8]) -> Characters {
    let mut characters = HashMap::new();
    let Ok(font) = FontRef::new(bytes) else { return Characters(characters) };
    for (code, glyph) in font.charmap().mappings().take(ENTRIES) {
        let Some(c) = char::from_u32(code).filter(|c| !super::means_nothing(*c) && !c.is_whitespace()) else {
            continue;
        };
        let known = characters.entry(glyph.to_u32()).or_insert(c);
        if rank(c) < rank(*known) {
            *known = c;
        }
    }
    for (glyph, name) in font.glyph_names().iter().take(ENTRIES) {
        if glyph.to_u32() != 0
            && !characters.contains_key(&glyph.to_u32())
            && let Some(c) = of_name(name.as_str())
        {
            characters.insert(glyph.to_u32(), c);
        }
    }
    Characters(characters)
}

// Of several characters with one glyph the plainest is meant: no radical, compatibility form or private one.
fn rank(c: char) -> (u8, char) {
    let rank = match c {
        '\u{2E80}'..='\u{2FDF}' => 2,
        '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{2F800}'..='\u{2FA1F}' => 1,
        c if decode::is_private_use(c) => 3,
        _ => 0,
    };
    (rank, c)
}

// `uni4E00` and `u20000` (Adobe Glyph List Specification, 2).
fn of_name(name: &str) -> Option<char> {
    let base = name.split('.').next()?;
    let digits = match base.strip_prefix("uni") {
        Some(digits) if digits.len() == 4 => digits,
        Some(_) => return None,
        None => base.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?,
    };
    let is_hex = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'));
    is_hex.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32))?.filter(|c| !super::means_nothing(*c))
}
