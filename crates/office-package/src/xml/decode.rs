//! The bytes of a part as text. XML 1.0, appendix F: byte order mark, then what the declaration looks like, then what it says.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which a declaration is looked for.
const DECLARATION: usize = 256;

/// The text, and whether some of the bytes mean nothing.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (sniff(bytes), 0),
    };
    let bytes = bytes.get(start..).unwrap_or_default();
    encoding.decode_without_bom_handling(bytes)
}

fn sniff(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared(bytes).unwrap_or(UTF_8),
    }
}

/// A declaration that can be read byte by byte does not speak of UTF-16, whatever it says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let end = head.windows(2).position(|window| window == b"?>")?;
    let declaration = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, rest) = declaration.trim_start().strip_prefix("<?xml")?.split_once("encoding")?;
    let label = rest.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}
