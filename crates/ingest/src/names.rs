//! Names of files as the corpus writes them.

use std::path::{Component, Path};

/// A relative path with `/` between its parts and bytes that are no UTF-8 as `\xNN`.
///
/// No two paths get the same name: a backslash that would read as such an escape is written as `\x5c`.
pub(crate) fn portable(path: &Path) -> String {
    let parts = path.components().filter_map(|component| match component {
        Component::Normal(part) => Some(escape(part.as_encoded_bytes())),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn escape(name: &[u8]) -> String {
    let mut escaped = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((before, after)) = rest.split_once('\\') {
            escaped += before;
            escaped += if reads_as_escape(after) { "\\x5c" } else { "\\" };
            rest = after;
        }
        escaped += rest;
        for byte in chunk.invalid() {
            escaped += &format!("\\x{byte:02x}");
        }
    }
    escaped
}

fn reads_as_escape(after: &str) -> bool {
    matches!(after.as_bytes(), [b'x', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_escaped_only_where_it_must_be() {
        let cases: [(&[u8], &str); 7] = [
            ("97/計畫.txt".as_bytes(), "97/計畫.txt"),
            (b"a b\tc", "a b\tc"),
            (b"\xadp\xb5e.txt", "\\xadp\\xb5e.txt"),
            (b"half \xe8\xa8", "half \\xe8\\xa8"),
            (b"back\\slash", "back\\slash"),
            (b"looks like \\xad", "looks like \\x5cxad"),
            (b"\\x", "\\x"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(bytes.split(|b| *b == b'/').map(escape).collect::<Vec<_>>().join("/"), expected);
        }
    }

    #[test]
    fn what_does_not_name_a_part_is_left_out() {
        assert_eq!(portable(Path::new("./a/./b")), "a/b");
        assert_eq!(portable(Path::new("")), "");
    }
}
