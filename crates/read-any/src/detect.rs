use std::cell::LazyCell;

use crate::{
    Format,
    signatures::{self, Signature},
};

/// Bytes of a text-like file in which markup and mail headers are looked for.
const HEAD: usize = 8 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detected {
    /// A format of the table.
    Format(Format),
    /// A format of the table behind a password.
    Encrypted(Format),
    /// Something else, by a name that a person understands.
    Other(&'static str),
}

impl Detected {
    /// The format, if the file has one of the table.
    pub fn format(self) -> Option<Format> {
        match self {
            Self::Format(format) | Self::Encrypted(format) => Some(format),
            Self::Other(_) => None,
        }
    }
}

/// What a file is: by its signature first, then by the extension of its name, and plain text where neither says more.
///
/// An extension counts only where the content does not speak against it: `.doc` is also what people call a text or a web
/// page that Word opens.
pub fn detect(bytes: &[u8], extension: Option<&str>) -> Detected {
    let named = extension.and_then(Format::of_extension);
    match signatures::binary(bytes) {
        Some(Signature::Is(detected)) => return detected,
        Some(Signature::Compound) if named == Some(Format::Doc) => return Detected::Format(Format::Doc),
        Some(Signature::Compound) => return Detected::Other("OLE compound file"),
        None => {}
    }
    let head = LazyCell::new(|| decode::head(bytes, HEAD));
    if may_be_markup(bytes)
        && let Some(detected) = markup(&head)
    {
        return detected;
    }
    match named {
        Some(Format::Doc | Format::WordXml) if decode::garbled(&head).is_none() => Detected::Format(Format::Text),
        Some(format) => Detected::Format(format),
        None => Detected::Format(Format::Text),
    }
}

/// U+3000 in Big5, GB 18030 and UTF-8: titles are centred with it.
const WIDE_BLANKS: [&[u8]; 3] = [b"\xA1\x40", b"\xA1\xA1", b"\xE3\x80\x80"];

/// Whether the first byte behind blanks leaves it open that a text starts as [`markup`] does: with a sign or a letter of ASCII.
fn may_be_markup(bytes: &[u8]) -> bool {
    let mut rest = bytes.trim_ascii_start();
    while let Some(behind) = WIDE_BLANKS.iter().find_map(|blank| rest.strip_prefix(*blank)) {
        rest = behind.trim_ascii_start();
    }
    // Behind a byte order mark of any kind everything is open.
    rest.first().is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_digit() || matches!(byte, 0xEF | 0xFE | 0xFF))
}

/// What a text is that starts as markup, as a mail or as Rich Text.
fn markup(head: &str) -> Option<Detected> {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if starts_with(start, "{\\rtf") {
        return Some(Detected::Format(Format::Rtf));
    }
    if is_mail(start) {
        return Some(Detected::Format(Format::Mht));
    }
    let start = skip_comments(start);
    if starts_with(start, "<?xml") || starts_with(start, "<?mso-application") {
        return Some(xml(start));
    }
    if starts_with(start, "<!doctype html") || starts_with(start, "<html") {
        return Some(Detected::Format(Format::Html));
    }
    if !starts_with(start, "<!doctype ") {
        return is_html(start).then_some(Detected::Format(Format::Html));
    }
    Some(Detected::Other("SGML or XML document"))
}

fn xml(head: &str) -> Detected {
    let says = |name: &str| head.contains(name);
    // A page may show drawings and name feeds.
    let page = head.find("<html").or_else(|| head.find("<HTML"));
    let begins = |name: &str| page.and_then(|page| head.get(..page)).unwrap_or(head).contains(name);
    if is_word_xml(head) {
        Detected::Format(Format::WordXml)
    } else if says("opendocument:xmlns:office") {
        let text = says("application/vnd.oasis.opendocument.text") || !says("office:mimetype");
        if text { Detected::Format(Format::Odt) } else { Detected::Other("OpenDocument file in flat XML") }
    } else if says("urn:schemas-microsoft-com:office:spreadsheet") {
        Detected::Other("Excel 2003 XML")
    } else if begins("<svg") {
        Detected::Other("SVG image")
    } else if begins("<rss") || begins("http://www.w3.org/2005/Atom") {
        Detected::Other("news feed")
    } else if page.is_some() {
        Detected::Format(Format::Html)
    } else {
        Detected::Other("XML document")
    }
}

/// WordprocessingML 2003, or the parts of a .docx in one XML file.
fn is_word_xml(head: &str) -> bool {
    ["progid=\"Word.Document\"", "http://schemas.microsoft.com/office/word/2003/wordml", "office/2006/xmlPackage"]
        .iter()
        .any(|sign| head.contains(sign))
}

/// A mail message that holds a page: headers up to the first empty line, MIME and several parts, or a page alone.
fn is_mail(start: &str) -> bool {
    let mut headers = start.lines().take_while(|line| !line.is_empty());
    let is_header = |line: &str| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !headers.clone().next().is_some_and(is_header) {
        return false;
    }
    let mime = headers.clone().any(|line| starts_with(line, "mime-version:"));
    let parts = headers.any(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("multipart/") || line.contains("text/html")
    });
    mime && parts
}

/// Tags that begin a page; no text begins with one of them.
const PAGE_TAGS: [&str; 8] = ["head", "body", "title", "meta", "script", "style", "link", "frameset"];

/// Tags that begin a fragment of a page, if more of them follow.
const FRAGMENT_TAGS: [&str; 40] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "center",
    "div",
    "dl",
    "em",
    "fieldset",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "tr",
    "u",
    "ul",
    "iframe",
];

/// Whether a text is a page or a fragment of one: it starts with a tag, and is not a text that merely mentions one.
fn is_html(start: &str) -> bool {
    let Some(first) = tag(start) else { return false };
    if PAGE_TAGS.contains(&first.as_str()) {
        return true;
    }
    let tags = start.split('<').skip(1).filter(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        tag_name(rest).is_some_and(|name| FRAGMENT_TAGS.contains(&name.as_str()))
    });
    FRAGMENT_TAGS.contains(&first.as_str()) && tags.take(4).count() == 4
}

/// The name of the tag that a text starts with.
fn tag(text: &str) -> Option<String> {
    tag_name(text.strip_prefix('<')?)
}

fn tag_name(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, rest) = text.split_at(end);
    rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).then(|| name.to_ascii_lowercase())
}

fn skip_comments(text: &str) -> &str {
    let mut text = text;
    while let Some((_, rest)) = text.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        text = rest.trim_start();
    }
    text
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
