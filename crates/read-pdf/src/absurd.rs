//! Absurd numbers in entries that a whole page or font hangs on. hayro gives up a dictionary for one number that is none,
//! and believes a number that no page has.

use memchr::memmem;

/// Names of entries of one number or an array of them, and the greatest magnitude that has a sense: of boxes in points, of
/// widths in thousandths of an em.
const ENTRIES: [(&[u8], f64); 5] =
    [(b"/MediaBox", 1e6), (b"/CropBox", 1e6), (b"/UserUnit", 1e6), (b"/DW2", 1e5), (b"/DW", 1e5)];

/// Bytes of the longest value that is looked at.
const VALUE: usize = 256;

/// A copy in which blanks stand for the entries with such numbers, so that their defaults are taken: an inherited box or A4,
/// the widths of an em. Entries in object streams stay as they are.
pub(crate) fn without_absurd_numbers(bytes: &[u8]) -> Vec<u8> {
    let mut repaired = bytes.to_vec();
    for (key, greatest) in ENTRIES {
        for at in memmem::find_iter(bytes, key) {
            let value = at + key.len();
            let rest = bytes.get(value..).unwrap_or_default();
            if let Some(length) = absurd_value(rest.get(..VALUE).unwrap_or(rest), greatest)
                && let Some(entry) = repaired.get_mut(at..value + length)
            {
                entry.fill(b' ');
            }
        }
    }
    repaired
}

/// The length of a value with an absurd number.
fn absurd_value(rest: &[u8], greatest: f64) -> Option<usize> {
    let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let value = rest.get(blanks..)?;
    let (numbers, length) = if value.first() == Some(&b'[') {
        let end = value.iter().position(|byte| *byte == b']')?;
        (value.get(1..end)?, blanks + end + 1)
    } else if blanks > 0 {
        let end = value.iter().position(|byte| byte.is_ascii_whitespace() || b"/<>[]()".contains(byte))?;
        (value.get(..end)?, blanks + end)
    } else {
        return None;
    };
    let mut numbers = numbers.split(u8::is_ascii_whitespace).filter(|number| !number.is_empty() && *number != b"R");
    // Anything else is none of these entries: `/DW` may stand in the data of a stream.
    if !numbers.clone().flatten().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)) {
        return None;
    }
    numbers.any(|number| is_absurd(number, greatest)).then_some(length)
}

// There are no exponents (ISO 32000-1, 7.3.3).
fn is_absurd(number: &[u8], greatest: f64) -> bool {
    number.iter().any(u8::is_ascii_alphabetic)
        || std::str::from_utf8(number)
            .ok()
            .and_then(|number| number.parse::<f64>().ok())
            .is_some_and(|number| number.abs() > greatest)
}
