//! The source in chunks that end where a tag ends.

/// Attributes of one tag beyond which the rest of the tag is left out: the tokenizer compares each with all before it.
const ATTRIBUTES: usize = 1_000;

/// The next piece of a source.
pub(super) struct Chunk {
    /// Bytes of the source that it stands for.
    pub(super) length: usize,
    /// Bytes of it that are fed.
    keep: usize,
    /// What is fed behind them.
    pub(super) end: &'static str,
}

impl Chunk {
    fn whole(length: usize) -> Self {
        Self { length, keep: length, end: "" }
    }

    /// The bytes to feed.
    pub(super) fn kept<'a>(&self, rest: &'a str) -> &'a str {
        rest.get(..self.keep).unwrap_or(rest)
    }
}

/// The first piece of what is left of a source. `raw` says that tags mean nothing there.
pub(super) fn next(rest: &str, raw: bool) -> Chunk {
    let through = |end: Option<usize>| Chunk::whole(end.unwrap_or(rest.len()));
    if raw {
        return through(rest.find('>').map(|at| at + 1));
    }
    let Some(markup) = rest.strip_prefix('<') else { return through(rest.find('<')) };
    if markup.starts_with("!--") {
        // `<!-->` is a whole comment.
        let closed = |sign: &str| rest.get(2..).and_then(|text| text.find(sign)).map(|at| 2 + at + sign.len());
        let end = closed("-->");
        let bang = rest.get(..end.unwrap_or(rest.len())).and_then(|text| text.find("--!>")).map(|at| at + 4);
        return through(bang.or(end));
    }
    if markup.starts_with(['!', '?']) {
        return through(rest.find('>').map(|at| at + 1));
    }
    let name = markup.strip_prefix('/').unwrap_or(markup);
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return tag(rest);
    }
    if name.len() < markup.len() {
        return through(rest.find('>').map(|at| at + 1));
    }
    through(markup.find('<').map(|at| at + 1))
}

/// A tag up to its `>`, quoted values minded (HTML, "tag open state" to "after attribute value (quoted) state").
fn tag(rest: &str) -> Chunk {
    let bytes = rest.as_bytes();
    let find = |from: usize, stop: fn(u8) -> bool| {
        bytes.get(from..).unwrap_or_default().iter().position(|&byte| stop(byte)).map(|at| from + at)
    };
    let skip = |from: usize| find(from, |byte| !byte.is_ascii_whitespace());
    let mut cut = None;
    let mut attributes = 0;
    let mut at = find(1, |byte| byte.is_ascii_whitespace() || (byte == b'/') || byte == b'>');
    // `</p>`: the slash belongs to the name.
    if at == Some(1) {
        at = find(2, |byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
    }
    loop {
        at = at.and_then(|from| find(from, |byte| !byte.is_ascii_whitespace() && byte != b'/'));
        let Some(start) = at else { return Chunk { length: rest.len(), keep: cut.unwrap_or(rest.len()), end: "" } };
        if bytes.get(start) == Some(&b'>') {
            return match cut {
                Some(keep) => Chunk { length: start + 1, keep, end: ">" },
                None => Chunk::whole(start + 1),
            };
        }
        attributes += 1;
        if attributes > ATTRIBUTES && cut.is_none() {
            cut = Some(start);
        }
        let name_ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=');
        at = find(start + 1, name_ends);
        if let Some(equals) = at.and_then(skip)
            && bytes.get(equals) == Some(&b'=')
        {
            let value = skip(equals + 1);
            at = match value.and_then(|value| bytes.get(value)) {
                Some(b'"') => value.and_then(|value| find(value + 1, |byte| byte == b'"')).map(|end| end + 1),
                Some(b'\'') => value.and_then(|value| find(value + 1, |byte| byte == b'\'')).map(|end| end + 1),
                _ => value.and_then(|value| find(value, |byte| byte.is_ascii_whitespace() || byte == b'>')),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, next};

    #[test]
    fn ends_a_chunk_where_a_tag_ends() {
        for (source, chunk) in [
            ("計畫<p>", "計畫"),
            ("<p>計畫", "<p>"),
            ("</p >計畫", "</p >"),
            (r#"<a title="x > y" b='>' c>計畫"#, r#"<a title="x > y" b='>' c>"#),
            ("<a b=c/d>計畫", "<a b=c/d>"),
            ("<a b = \"1\"c>計畫", "<a b = \"1\"c>"),
            ("<a b=>計畫", "<a b=>"),
            ("<a/>計畫", "<a/>"),
            ("<!-- <p> > -->計畫", "<!-- <p> > -->"),
            ("<!-->計畫-->", "<!-->"),
            ("<!-- a --!>計畫 -->", "<!-- a --!>"),
            ("<!doctype html>計畫", "<!doctype html>"),
            ("<?xml?>計畫", "<?xml?>"),
            ("</ 計畫>計畫", "</ 計畫>"),
            ("<3 計畫<p>", "<3 計畫"),
            ("<計畫>", "<計畫>"),
            ("<a b=\"計畫", "<a b=\"計畫"),
            ("<!-- 計畫", "<!-- 計畫"),
        ] {
            assert_eq!(&source[..next(source, false).length], chunk, "{source}");
        }
        assert_eq!(next("if (a<b && c>d)", true).length, "if (a<b && c>".len());
    }

    #[test]
    fn leaves_out_attributes_beyond_the_bound() {
        let source = format!("<p{} title='>'>計畫", " x".repeat(ATTRIBUTES + 5));
        let chunk = next(&source, false);
        assert_eq!(chunk.kept(&source), format!("<p{} ", " x".repeat(ATTRIBUTES)));
        assert_eq!((chunk.end, chunk.length), (">", source.len() - "計畫".len()));
    }
}
