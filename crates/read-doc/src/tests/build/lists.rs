//! The tables of lists: `PlfLst` with the levels behind it, and `PlfLfo`.

use super::{Doc, utf16};

/// A level.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub(crate) start: u32,
    pub(crate) nfc: u8,
    /// The label with `%1` to `%9` for the values of the levels.
    pub(crate) text: &'static str,
    pub(crate) legal: bool,
    /// `ilvlRestartLim` where it says otherwise than the rule.
    pub(crate) restart: Option<u8>,
    pub(crate) chpx: Vec<u8>,
}

impl Level {
    pub(crate) fn new(nfc: u8, text: &'static str) -> Self {
        Self { start: 1, nfc, text, legal: false, restart: None, chpx: Vec::new() }
    }
}

/// A definition: one level (`fSimpleList`) or nine.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) id: i32,
    pub(crate) levels: Vec<Level>,
    /// Styles that levels are linked with.
    pub(crate) styles: [u16; 9],
}

impl List {
    pub(crate) fn new(id: i32, levels: &[Level]) -> Self {
        let mut levels = levels.to_vec();
        let wanted = if levels.len() == 1 { 1 } else { 9 };
        levels.resize(wanted, Level::new(255, ""));
        Self { id, levels, styles: [0x0FFF; 9] }
    }
}

/// An entry of `PlfLfo`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Override {
    pub(crate) id: i32,
    /// The level, another start, another level in its place.
    pub(crate) levels: Vec<(u8, Option<u32>, Option<Level>)>,
}

/// Puts lists into a document.
pub(crate) fn lists(doc: &mut Doc, definitions: &[List], overrides: &[Override]) {
    let mut table = u16::try_from(definitions.len()).unwrap().to_le_bytes().to_vec();
    for list in definitions {
        table.extend(list.id.to_le_bytes());
        table.extend(list.id.to_le_bytes());
        table.extend(list.styles.iter().flat_map(|style| style.to_le_bytes()));
        table.extend([u8::from(list.levels.len() == 1), 0]);
    }
    doc.part(73, table);
    doc.behind(73, definitions.iter().flat_map(|list| list.levels.iter().flat_map(level)).collect());
    let mut table = u32::try_from(overrides.len()).unwrap().to_le_bytes().to_vec();
    for over in overrides {
        table.extend(over.id.to_le_bytes());
        table.extend([0; 8]);
        table.extend([u8::try_from(over.levels.len()).unwrap(), 0, 0, 0]);
    }
    for over in overrides {
        table.extend([0xFF; 4]);
        for (place, start, format) in &over.levels {
            table.extend(start.unwrap_or(0).to_le_bytes());
            let flags = place | u8::from(start.is_some()) << 4 | u8::from(format.is_some()) << 5;
            table.extend([flags, 0, 0, 0]);
            table.extend(format.iter().flat_map(level));
        }
    }
    doc.part(74, table);
}

/// `LVL`
fn level(level: &Level) -> Vec<u8> {
    let mut text: Vec<u16> = Vec::new();
    let mut places = Vec::new();
    let mut characters = level.text.chars();
    while let Some(c) = characters.next() {
        if c == '%' {
            let place = characters.next().and_then(|digit| digit.to_digit(10)).unwrap();
            text.push(u16::try_from(place - 1).unwrap());
            places.push(u8::try_from(text.len()).unwrap());
        } else {
            text.extend(c.encode_utf16(&mut [0; 2]).iter());
        }
    }
    places.resize(9, 0);
    let flags = u8::from(level.legal) << 2 | u8::from(level.restart.is_some()) << 3;
    let mut bytes = level.start.to_le_bytes().to_vec();
    bytes.extend([level.nfc, flags]);
    bytes.extend(places);
    // ixchFollow: a tab
    bytes.push(0);
    bytes.extend([0; 8]);
    bytes.extend([u8::try_from(level.chpx.len()).unwrap(), 0, level.restart.unwrap_or(0), 0]);
    bytes.extend(&level.chpx);
    bytes.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
    bytes.extend(utf16(&String::from_utf16(&text).unwrap()));
    bytes
}
