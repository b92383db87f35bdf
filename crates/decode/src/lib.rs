//! Bytes, and the codes of symbol fonts, as characters.
//!
//! A crate of its own because several readers need it, those of plain text and web pages for the encoding of a whole file,
//! those of word processors for what their symbol fonts show, and readers never depend on each other; the detection of
//! formats needs it too, to look for markup in UTF-16.

mod big5;
mod detect;
mod garbled;
mod lines;
pub mod symbols;

use encoding_rs::{DecoderResult, Encoding};

pub use big5::user_defined as user_defined_big5;
pub use garbled::garbled;
pub use lines::{Lines, is_line_end};

/// A text and what it cost to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding by its WHATWG name in lower case.
    pub encoding: &'static str,
    /// Places whose bytes mean nothing in the encoding; each is U+FFFD in the text.
    pub undecodable: Option<Found>,
    /// Pairs of bytes from the user-defined areas of Big5, which decode to unrelated characters or to nothing.
    pub user_defined: Option<Found>,
}

/// Where something was found in a text, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// How often, at least 1.
    pub count: usize,
    /// The Unicode scalar where it was found first.
    pub first: u32,
}

/// Bytes to text. `declared` is the label of an encoding that the file names itself; what the bytes say outweighs it
/// where the two can't both be right.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let (encoding, bom) = detect::detect(bytes, declared.and_then(|label| Encoding::for_label(label.as_bytes())));
    let bytes = bytes.get(bom..).unwrap_or_default();
    let (text, malformed) = decode_as(encoding, bytes);
    let user_defined = if encoding == encoding_rs::BIG5 { big5::user_defined(bytes) } else { None };
    Decoded { text, encoding: name(encoding), undecodable: malformed, user_defined }
}

/// The start of a text, from its first `length` bytes; enough to look for a signature.
pub fn head(bytes: &[u8], length: usize) -> String {
    decode(bytes.get(..length).unwrap_or(bytes), None).text
}

/// Private use characters, which only the font of whoever wrote the file can show.
pub fn private_use(text: &str) -> Option<Found> {
    let mut found: Option<Found> = None;
    for (index, c) in text.chars().enumerate() {
        if is_private_use(c) {
            let first = found.map_or(scalar(index), |found| found.first);
            found = Some(Found { count: found.map_or(0, |found| found.count) + 1, first });
        }
    }
    found
}

/// Whether a character belongs to a private use area.
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether a character shows nothing and means nothing in a text: control characters that are neither a tab nor the end
/// of a line, and byte order marks that stand inside it.
pub fn is_noise(c: char) -> bool {
    c == '\u{FEFF}' || (c.is_control() && c != '\t' && !is_line_end(c))
}

pub(crate) fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Option<Found>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut rest = bytes;
    let mut count = 0;
    let mut first = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len() + 16),
            DecoderResult::Malformed(..) => {
                if count == 0 {
                    first = text.chars().count();
                }
                count += 1;
                text.push('\u{FFFD}');
            }
        }
    }
    (text, (count > 0).then(|| Found { count, first: scalar(first) }))
}

fn name(encoding: &'static Encoding) -> &'static str {
    // `Encoding::name` is in the capitals of the standard.
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "Big5" => "big5",
        "GBK" => "gbk",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "Shift_JIS" => "shift_jis",
        "ISO-2022-JP" => "iso-2022-jp",
        "IBM866" => "ibm866",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-3" => "iso-8859-3",
        "ISO-8859-4" => "iso-8859-4",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-6" => "iso-8859-6",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-8" => "iso-8859-8",
        "ISO-8859-8-I" => "iso-8859-8-i",
        "ISO-8859-10" => "iso-8859-10",
        "ISO-8859-13" => "iso-8859-13",
        "ISO-8859-14" => "iso-8859-14",
        "ISO-8859-15" => "iso-8859-15",
        "ISO-8859-16" => "iso-8859-16",
        "KOI8-R" => "koi8-r",
        "KOI8-U" => "koi8-u",
        // The rest (windows-125x, macintosh, gb18030, …) is in lower case already.
        other => other,
    }
}

/// A position as `document::Origin` holds it.
pub(crate) fn scalar(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
