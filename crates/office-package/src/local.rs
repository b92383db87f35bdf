//! The parts of a package by their local headers, for one whose directory is cut off. APPNOTE.TXT, 4.3.7.

use std::ops::Range;

const SIGNATURE: &[u8] = b"PK\x03\x04";
const HEADER: usize = 30;

/// Characters of a name; no part of a document has a longer one.
const LONGEST_NAME: usize = 1024;

/// A part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) method: Method,
    /// Where its data stands. Where its size is not stated here, it ends before the next header, or where deflate ends it.
    pub(crate) data: Range<usize>,
    /// The file ends before it does.
    pub(crate) cut: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
    Encrypted,
    Other(u16),
}

/// The parts whose header is there, the first of each name first. `most` bounds them.
pub(crate) fn entries(bytes: &[u8], most: usize) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < most
        && let Some(start) = next(bytes, from)
    {
        from = start + SIGNATURE.len();
        if let Some(entry) = entry(bytes, start) {
            from = from.max(if entry.method == Method::Stored { entry.data.end } else { entry.data.start });
            found.push(entry);
        }
    }
    found
}

fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(SIGNATURE.len()).position(|window| window == SIGNATURE).map(|offset| from + offset)
}

fn entry(bytes: &[u8], start: usize) -> Option<Entry> {
    let short = |offset: usize| {
        let at = start + offset;
        bytes.get(at..at + 2).and_then(|field| Some(u16::from_le_bytes(field.try_into().ok()?)))
    };
    let (flags, method) = (short(6)?, short(8)?);
    let compressed = (usize::from(short(20)?) << 16) | usize::from(short(18)?);
    let (name, extra) = (usize::from(short(26)?), usize::from(short(28)?));
    let name_start = start + HEADER;
    let name_bytes = bytes.get(name_start..name_start + name).filter(|name| name.len() <= LONGEST_NAME)?;
    let data = name_start + name + extra;
    let stated = flags & 8 == 0 && compressed > 0;
    let end = match (stated, method) {
        (true, _) => data.saturating_add(compressed),
        (false, 8) => bytes.len(),
        (false, _) => next(bytes, data).unwrap_or(bytes.len()),
    };
    let method = match (flags & 1, method) {
        (1, _) => Method::Encrypted,
        (_, 0) => Method::Stored,
        (_, 8) => Method::Deflated,
        (_, other) => Method::Other(other),
    };
    let name = String::from_utf8_lossy(name_bytes).into_owned();
    let cut = end > bytes.len();
    Some(Entry { name, method, data: data.min(bytes.len())..end.min(bytes.len()), cut })
}
