//! What stands for the programs of fonts that are not embedded. Nothing is drawn with them, so that they need no glyphs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use hayro_interpret::font::{FontData, FontQuery};

/// Gives every font that is asked for a program of its own, without glyphs and widths: hayro stretches the glyphs of a
/// substitute that has widths, and with them their boxes.
pub(crate) fn resolver() -> hayro_interpret::FontResolverFn {
    let known: Mutex<BTreeMap<String, FontData>> = Mutex::default();
    Arc::new(move |query| {
        let name = match query {
            FontQuery::Standard(standard) => format!("{standard:?}"),
            FontQuery::Fallback(query) => format!("{query:?}"),
        };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let program = known.entry(name).or_insert_with_key(|name| Arc::new(program(name)));
        Some((program.clone(), 0))
    })
}

/// A TrueType font of one empty glyph. `name` stands behind its tables, so that no two are equal.
fn program(name: &str) -> Vec<u8> {
    let mut head = vec![0; 54];
    for (at, value) in [(0, 1_u16), (12, 0x5F0F), (14, 0x3CF5), (18, 1000)] {
        if let Some(place) = head.get_mut(at..at + 2) {
            place.copy_from_slice(&value.to_be_bytes());
        }
    }
    let maxp = [0, 0, 0x50, 0, 0, 1].to_vec();
    let mut hhea = vec![0; 36];
    for at in [1, 35] {
        if let Some(place) = hhea.get_mut(at) {
            *place = 1;
        }
    }
    let tables = [(b"head", head), (b"hhea", hhea), (b"hmtx", vec![0; 4]), (b"maxp", maxp)];
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let mut font = [&[0, 1, 0, 0][..], &count.to_be_bytes(), &[0, 64, 0, 2, 0, 0]].concat();
    let mut offset = u32::from(count) * 16 + 12;
    for (tag, table) in &tables {
        let length = u32::try_from(table.len()).unwrap_or(0);
        font.extend(*tag);
        font.extend(0_u32.to_be_bytes());
        font.extend(offset.to_be_bytes());
        font.extend(length.to_be_bytes());
        offset += length.next_multiple_of(4);
    }
    for (_, table) in tables {
        font.extend(&table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font.extend(name.as_bytes());
    font
}
