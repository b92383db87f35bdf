//! The areas of Big5 that code page 950 leaves to its users.
//!
//! The WHATWG decoder fills them with the characters of Hong Kong's supplement and of the ETEN extension, which are not
//! what the agency's own font showed.

use encoding_rs::BIG5;

use crate::{Found, decode_as, scalar};

/// Pairs of bytes from the user-defined areas: how many of them, and after how many characters the first stands.
pub fn user_defined(bytes: &[u8]) -> Option<Found> {
    let mut count = 0;
    let mut first = None;
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let trail = bytes.get(at + 1).copied().filter(|trail| matches!(trail, 0x40..=0x7E | 0xA1..=0xFE));
        match trail {
            Some(trail) if matches!(lead, 0x81..=0xFE) => {
                if is_user_defined(lead, trail) {
                    count += 1;
                    first.get_or_insert(at);
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    let before = bytes.get(..first?)?;
    Some(Found { count, first: scalar(decode_as(BIG5, before).0.chars().count()) })
}

// 8140–8DFE, 8E40–A0FE, C6A1–C8FE, FA40–FEFE.
fn is_user_defined(lead: u8, trail: u8) -> bool {
    match lead {
        0x81..=0xA0 | 0xC7 | 0xC8 | 0xFA..=0xFE => true,
        0xC6 => trail >= 0xA1,
        _ => false,
    }
}
