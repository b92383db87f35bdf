//! The widths of a composite font's glyphs (ISO 32000-1, 9.7.4.3), whose ranges are counted out when the font is loaded.

use document::ReadError;
use hayro_syntax::object::{Array, Object};

/// Glyphs of all ranges of one font. A font has 65,536 of them, each once.
const GLYPHS: f64 = 1_000_000.0;

/// Bytes of an array in which a range can't cover more glyphs than all fonts have, if no number has more digits than five.
const SHORT: usize = 256;

/// Refuses ranges that cover more glyphs than there are. A range is its first and last glyph and `values` numbers: one of `W`,
/// three of `W2`.
pub(crate) fn check(array: &Array<'_>, values: usize) -> Result<(), ReadError> {
    if array.data().len() <= SHORT && !has_long_number(array.data()) {
        return Ok(());
    }
    let mut covered = 0.0;
    let mut first = 0.0;
    let mut numbers = 0;
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Number(number) => {
                match numbers {
                    0 => first = number.as_f64(),
                    1 => covered += (number.as_f64() - first).max(0.0) + 1.0,
                    _ => {}
                }
                numbers = (numbers + 1) % (2 + values);
            }
            _ => numbers = 0,
        }
        if covered > GLYPHS || covered.is_nan() {
            return Err(ReadError::TooLarge { bound: "glyphs of a font's ranges", limit: 1_000_000, found: 1_000_001 });
        }
    }
    Ok(())
}

fn has_long_number(data: &[u8]) -> bool {
    let mut digits = 0;
    data.iter().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits > 5 || *byte == b'R'
    })
}
