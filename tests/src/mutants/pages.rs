//! PDF files whose pages can be read as they stand in the file, so that what is damaged is what they say.

use std::io::Read;

use flate2::read::ZlibDecoder;

const FILTERS: [&[u8]; 3] = [b"/Filter/FlateDecode", b"/Filter /FlateDecode", b"/Filter [/FlateDecode]"];

/// The file with streams of text (pages, character maps) inflated. Its table of references is no longer right; who can't find an object
/// by it has to look for it.
pub(super) fn inflated(pdf: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pdf.len() * 4);
    let mut rest = pdf;
    while let Some(begin) = find(rest, b"stream") {
        let (before, behind) = rest.split_at(begin);
        let behind = behind.get(b"stream".len()..).unwrap_or_default();
        let line_end = behind.iter().take_while(|byte| b"\r\n".contains(byte)).count().min(2);
        let (Some(data), false) = (behind.get(line_end..), before.ends_with(b"end")) else {
            out.extend_from_slice(before);
            out.extend_from_slice(b"stream");
            rest = behind;
            continue;
        };
        let end = find(data, b"endstream").unwrap_or(data.len());
        let head = before.rsplit(|byte| *byte == b'\n').next().map_or(0, <[u8]>::len);
        let dictionary = before.windows(4).rposition(|window| window == b" obj").unwrap_or(before.len() - head);
        let (above, dictionary) = before.split_at(dictionary);
        let filter = FILTERS.into_iter().find_map(|filter| Some((find(dictionary, filter)?, filter.len())));
        let content = data.get(..end).and_then(inflate).filter(|content| is_text(content));
        out.extend_from_slice(above);
        match (filter, content) {
            (Some((at, length)), Some(content)) => {
                let (from, to) = (dictionary.get(..at), dictionary.get(at + length..));
                let dictionary = [from.unwrap_or_default(), to.unwrap_or_default()].concat();
                out.extend(with_length(&dictionary, content.len()));
                out.extend_from_slice(b"stream\n");
                out.extend(content);
                out.extend_from_slice(b"\nendstream");
            }
            _ => {
                out.extend_from_slice(dictionary);
                out.extend_from_slice(b"stream");
                out.extend_from_slice(behind.get(..line_end + end).unwrap_or(behind));
                out.extend_from_slice(if end < data.len() { b"endstream" } else { b"" });
            }
        }
        rest = data.get(end + b"endstream".len()..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

/// A dictionary with another length; one that has its length elsewhere gets its own.
fn with_length(dictionary: &[u8], length: usize) -> Vec<u8> {
    let key = b"/Length";
    let Some(at) = find(dictionary, key) else { return dictionary.to_vec() };
    let (before, value) = dictionary.split_at(at);
    let value = value.get(key.len()..).unwrap_or_default();
    let end = value.iter().position(|byte| b"/>".contains(byte)).unwrap_or(value.len());
    [before, format!("/Length {length} ").as_bytes(), value.get(end..).unwrap_or_default()].concat()
}

fn inflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    // What stands between the stream and its end is no part of it.
    ZlibDecoder::new(data).read_to_end(&mut content).ok()?;
    Some(content)
}

fn is_text(content: &[u8]) -> bool {
    let binary = content.iter().filter(|byte| !byte.is_ascii_graphic() && !byte.is_ascii_whitespace()).count();
    binary * 4 < content.len()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
