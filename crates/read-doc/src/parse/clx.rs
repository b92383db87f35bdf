//! The pieces of which the text consists: \[MS-DOC\], `Clx`, `PlcPcd`.

use crate::parse::bytes::{index, u16_at, u32_at};
use crate::parse::plc::Plc;
use crate::parse::sprm;

/// Text that lies together in the file.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    /// Positions.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The offset of its first character in the document stream.
    pub(crate) offset: u32,
    /// Bytes of a character: 1 or 2.
    pub(crate) width: u32,
    /// What holds for all of it.
    pub(crate) modifiers: Modifiers<'a>,
}

/// The modifiers of a piece (`Prm`).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Modifiers<'a> {
    #[default]
    None,
    /// One, with its operand of one byte.
    One([u8; 3]),
    Many(&'a [u8]),
}

impl Modifiers<'_> {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::One(one) => one,
            Self::Many(many) => many,
        }
    }
}

impl Piece<'_> {
    /// The offset of a position in the document stream.
    pub(crate) fn offset_of(&self, position: u32) -> u32 {
        let characters = position.saturating_sub(self.start);
        self.offset.saturating_add(characters.saturating_mul(self.width))
    }
}

/// The pieces of a `Clx`; whether its structure was sound to its end.
pub(crate) fn pieces(clx: &[u8]) -> (Vec<Piece<'_>>, bool) {
    pieces_by(clx, of_table)
}

/// The same by what reads the table of pieces: Word 6/95 has modifiers and table in the same frame.
pub(crate) fn pieces_by<'a>(
    clx: &'a [u8],
    of_table: impl FnOnce(&'a [u8], &[&'a [u8]]) -> (Vec<Piece<'a>>, bool),
) -> (Vec<Piece<'a>>, bool) {
    let mut groups: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    loop {
        match clx.get(at) {
            // `Prc`
            Some(1) => {
                let Some(length) = u16_at(clx, at + 1).map(usize::from) else { return (Vec::new(), false) };
                let Some(group) = clx.get(at + 3..at + 3 + length) else { return (Vec::new(), false) };
                groups.push(group);
                at += 3 + length;
            }
            // `Pcdt`
            Some(2) => {
                let length = u32_at(clx, at + 1).map_or(0, index);
                let rest = clx.get(at + 5..).unwrap_or_default();
                let table = rest.get(..length).unwrap_or(rest);
                let (pieces, is_sound) = of_table(table, &groups);
                return (pieces, is_sound && table.len() == length);
            }
            _ => return (Vec::new(), false),
        }
    }
}

/// `PlcPcd`, `Pcd`
fn of_table<'a>(table: &'a [u8], groups: &[&'a [u8]]) -> (Vec<Piece<'a>>, bool) {
    let plc = Plc::new(table, 8);
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (start, end, data) in plc.iter() {
        let known = pieces.last().map_or(0, |piece| piece.end);
        let (Some(place), Some(prm)) = (u32_at(data, 2), u16_at(data, 6)) else { break };
        if start != known {
            return (pieces, false);
        }
        // `FcCompressed`
        let is_compressed = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        let (offset, width) = if is_compressed { (place / 2, 1) } else { (place, 2) };
        if start < end {
            pieces.push(Piece { start, end, offset, width, modifiers: modifiers(prm, groups) });
        }
    }
    let is_sound = plc.position(plc.len()) == Some(pieces.last().map_or(0, |piece| piece.end));
    (pieces, is_sound)
}

fn modifiers<'a>(prm: u16, groups: &[&'a [u8]]) -> Modifiers<'a> {
    let [low, high] = prm.to_le_bytes();
    if prm & 1 != 0 {
        return groups.get(usize::from(prm >> 1)).map_or(Modifiers::None, |group| Modifiers::Many(group));
    }
    match sprm::of_isprm(low >> 1) {
        Some(code) => {
            let [first, second] = code.to_le_bytes();
            Modifiers::One([first, second, high])
        }
        None => Modifiers::None,
    }
}
