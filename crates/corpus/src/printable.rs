//! Text of files and documents where people see it: on a terminal, and in the manifest, which is looked at on one.

use std::fmt::Write;

/// Whether a terminal would obey a character instead of showing it: control characters, C1 among them (ECMA-48, 5.3), ends of lines and
/// paragraphs, and what turns the direction of writing (Unicode Standard Annex 9, 2).
pub fn is_obeyed(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

/// Text without what a terminal would obey: in its place stands how Rust writes it, `\u{1b}`. Line breaks and tabs among them: they are
/// the caller's to lay out.
pub fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// The same JSON without what a terminal would obey: in its strings stands `\u202e` (RFC 8259, 7). Line breaks between its tokens stay.
pub fn printable_json(json: String) -> String {
    let is_odd = |c: char| is_obeyed(c) && c != '\n';
    if !json.contains(is_odd) {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_odd(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // A string takes whatever is written to it.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(printable("計畫\u{1b}[2J\u{7}\u{9b}\u{202e}a"), "計畫\\u{1b}[2J\\u{7}\\u{9b}\\u{202e}a");
        assert_eq!(printable("a\nb\t\u{7f}\u{2066}\u{2029}"), "a\\nb\\t\\u{7f}\\u{2066}\\u{2029}");
        assert_eq!(printable("一般文字, as it is"), "一般文字, as it is");
    }

    #[test]
    fn json_says_the_same() {
        let all: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
        let json = serde_json::to_string(&[&all]).unwrap();
        let safe = printable_json(json.clone() + "\n");
        assert!(safe.strip_suffix('\n').is_some_and(|safe| !safe.contains(is_obeyed)));
        assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap(), [all]);
        assert_eq!(printable_json("{\n \"計畫\": 1\n}".to_owned()), "{\n \"計畫\": 1\n}");
    }
}
