//! Where in the source a text stands that comes out of the tokenizer.

use crate::dom::Place;

/// How far from where it is expected a text is looked for, in bytes.
const REACH: usize = 256;

/// A position in a source that follows the tokenizer.
pub(super) struct Follow<'a> {
    source: &'a str,
    /// The first byte and scalar that no token accounts for.
    next: Position,
    chunk: Position,
    /// The end of what the tokenizer was given.
    fed: Position,
    /// The start of the last character reference.
    reference: Option<Position>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Position {
    byte: usize,
    scalar: u32,
}

impl Position {
    fn behind(self, text: &str) -> Self {
        let scalars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Self { byte: self.byte + text.len(), scalar: self.scalar.saturating_add(scalars) }
    }
}

impl<'a> Follow<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let start = Position::default();
        Self { source, next: start, chunk: start, fed: start, reference: None }
    }

    /// Another chunk goes to the tokenizer.
    pub(super) fn fed(&mut self, length: usize) {
        self.chunk = self.fed;
        self.fed = self.fed.behind(self.source.get(self.fed.byte..self.fed.byte + length).unwrap_or_default());
    }

    /// The place of the chunk.
    pub(super) fn chunk(&self) -> Place {
        (self.chunk.scalar, self.fed.scalar)
    }

    /// The chunk turned out to be a tag or a comment.
    pub(super) fn tag(&mut self) -> Place {
        self.next = self.fed;
        self.reference = None;
        self.chunk()
    }

    /// A zero character was read, which is no text.
    pub(super) fn null(&mut self) {
        if self.rest().starts_with('\0') {
            self.next = self.next.behind("\0");
        }
    }

    /// The place of a text, and whether the two correspond scalar by scalar.
    pub(super) fn text(&mut self, text: &str) -> (Place, bool) {
        let rest = self.rest();
        if let Some(reference) = reference(rest)
            && (text != "&" || is_ampersand(reference))
        {
            self.reference = Some(self.next);
            return (self.take(self.next, reference), false);
        }
        if rest.starts_with(text) {
            return (self.take(self.next, text), true);
        }
        // The tokenizer makes every line end a line feed, and an odd zero character U+FFFD.
        match (text, rest.as_bytes()) {
            ("\n", [b'\r', b'\n', ..]) => return (self.take(self.next, "\r\n"), false),
            ("\n", [b'\r', ..]) => return (self.take(self.next, "\r"), true),
            ("\u{FFFD}", [0, ..]) => return (self.take(self.next, "\0"), true),
            _ => {}
        }
        let from = self.reference.unwrap_or(self.next);
        let near = self.source.get(from.byte..self.fed.byte).unwrap_or_default();
        let near = near.get(..near.floor_char_boundary(text.len() + REACH)).unwrap_or(near);
        if let Some(at) = near.find(text) {
            let from = from.behind(near.get(..at).unwrap_or_default());
            return (self.take(from, text), true);
        }
        ((from.scalar, self.fed.scalar), false)
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.next.byte..self.fed.byte).unwrap_or_default()
    }

    fn take(&mut self, from: Position, text: &str) -> Place {
        self.next = from.behind(text);
        (from.scalar, self.next.scalar)
    }
}

/// The character reference at the start of a text, by its form.
fn reference(text: &str) -> Option<&str> {
    let body = text.strip_prefix('&')?;
    let digits = body.strip_prefix('#').unwrap_or(body);
    let end = digits.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(digits.len());
    if end == 0 {
        return None;
    }
    let semicolon = digits.get(end..).is_some_and(|rest| rest.starts_with(';'));
    text.get(..text.len() - digits.len() + end + usize::from(semicolon))
}

fn is_ampersand(reference: &str) -> bool {
    let body = reference.trim_start_matches('&').trim_end_matches(';');
    body.starts_with("amp") || body.starts_with("AMP") || matches!(body, "#38" | "#x26" | "#X26" | "#038")
}

#[cfg(test)]
mod tests {
    use super::Follow;

    fn follow(source: &str, texts: &[&str]) -> Vec<String> {
        let mut follow = Follow::new(source);
        follow.fed(source.len());
        let places = texts.iter().map(|text| {
            let ((from, to), exact) = follow.text(text);
            let at: String = source.chars().skip(from as usize).take((to - from) as usize).collect();
            format!("{at}{}", if exact { "" } else { "~" })
        });
        places.collect()
    }

    #[test]
    fn follows_text_through_references_and_line_ends() {
        for (source, texts, places) in [
            ("依據計畫", vec!["依據", "計畫"], vec!["依據", "計畫"]),
            ("甲&nbsp;乙", vec!["甲", "\u{A0}", "乙"], vec!["甲", "&nbsp;~", "乙"]),
            ("甲&nbsp乙", vec!["甲", "\u{A0}", "乙"], vec!["甲", "&nbsp~", "乙"]),
            ("&amp;甲", vec!["&", "甲"], vec!["&amp;~", "甲"]),
            ("&#38;甲", vec!["&", "甲"], vec!["&#38;~", "甲"]),
            ("A & B", vec!["A ", "&", " B"], vec!["A ", "&", " B"]),
            ("&foo;甲", vec!["&", "foo;甲"], vec!["&", "foo;甲"]),
            ("&nbspab甲", vec!["\u{A0}", "ab", "甲"], vec!["&nbspab~", "ab", "甲"]),
            ("甲\r\n乙\r丙", vec!["甲", "\n", "乙", "\n", "丙"], vec!["甲", "\r\n~", "乙", "\r", "丙"]),
            ("甲\0乙", vec!["甲", "\u{FFFD}", "乙"], vec!["甲", "\0", "乙"]),
            ("&#x4E00;&#x4E8C;", vec!["一", "二"], vec!["&#x4E00;~", "&#x4E8C;~"]),
        ] {
            assert_eq!(follow(source, &texts), places, "{source:?}");
        }
    }

    #[test]
    fn gives_the_whole_chunk_where_the_trace_is_lost() {
        assert_eq!(follow("甲乙丙", &["丁", "乙"]), ["甲乙丙~", "乙"]);
    }
}
