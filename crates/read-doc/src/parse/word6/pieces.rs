//! The pieces of which the text consists: one where the file was saved whole, those of a `CLX` where it was saved fast.

use crate::parse::bytes::{position, u16_at, u32_at};
use crate::parse::clx::{self, Modifiers, Piece};
use crate::parse::fib::FibBase;
use crate::parse::plc::Plc;

/// The text of a file that was saved whole: from `fcMin` on.
pub(super) fn of_simple<'a>(base: &FibBase, width: u32, positions: u32, available: usize) -> Option<Piece<'a>> {
    let end = base.text_end.min(position(available));
    let end = end.checked_sub(base.text_start).map_or(0, |bytes| bytes / width);
    // Malformed: a `fcMac` that is too low, though the text is there.
    let rest = position(available).saturating_sub(base.text_start) / width;
    let end = if end == 0 { positions.min(rest) } else { end.min(positions.max(1)) };
    (end > 0).then_some(Piece { start: 0, end, offset: base.text_start, width, modifiers: Modifiers::None })
}

/// The pieces of a `CLX`; whether its structure was sound to its end.
pub(super) fn of_complex(clx: &[u8], width: u32) -> (Vec<Piece<'_>>, bool) {
    clx::pieces_by(clx, |table, groups| of_table(table, groups, width))
}

fn of_table<'a>(table: &'a [u8], groups: &[&'a [u8]], width: u32) -> (Vec<Piece<'a>>, bool) {
    let plc = Plc::new(table, 8);
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (start, end, data) in plc.iter() {
        let known = pieces.last().map_or(0, |piece| piece.end);
        let (Some(offset), Some(prm)) = (u32_at(data, 2), u16_at(data, 6)) else { break };
        if start != known {
            return (pieces, false);
        }
        if start < end {
            pieces.push(Piece { start, end, offset, width, modifiers: modifiers(prm, groups) });
        }
    }
    let is_sound = plc.position(plc.len()) == Some(pieces.last().map_or(0, |piece| piece.end));
    (pieces, is_sound)
}

/// `PRM`: a group by its number, or a modifier with one byte of operand.
fn modifiers<'a>(prm: u16, groups: &[&'a [u8]]) -> Modifiers<'a> {
    let [low, operand] = prm.to_le_bytes();
    match (low & 1 != 0, low >> 1) {
        (true, _) => groups.get(usize::from(prm >> 1)).map_or(Modifiers::None, |group| Modifiers::Many(group)),
        (false, 0) => Modifiers::None,
        // The modifier 0 at its end does nothing.
        (false, code) => Modifiers::One([code, operand, 0]),
    }
}
