//! Which elements show, which are blocks, which never have content: the default style sheet of HTML.

use crate::dom::Element;
use crate::style;

/// Elements that start and end a paragraph. All others are part of a line, also `o:p`, `svg` and what nobody knows.
const BLOCKS: [&str; 58] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
    "marquee",
    "isindex",
];

const VOID: [&str; 20] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr", "isindex",
];

/// Nothing within them shows: scripts, styles, what browsers of today don't need, what they load from elsewhere.
const INVISIBLE: [&str; 22] = [
    "audio", "basefont", "canvas", "datalist", "embed", "frameset", "head", "iframe", "link", "meta", "meter",
    "noembed", "noframes", "noscript", "object", "progress", "rp", "script", "style", "template", "title", "video",
];

/// Blocks with a margin above and below them.
const SPACED: [&str; 18] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "figure",
    "hr",
    "fieldset",
    "dir",
    "menu",
];

pub(crate) fn is_block_tag(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(crate) fn is_spaced(name: &str) -> bool {
    SPACED.contains(&name)
}

/// How an element is shown, by its name and its attributes: of what a browser computes, as much as changes what is text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Computed {
    /// It starts and ends a paragraph.
    pub(crate) is_block: bool,
    /// Nothing of it shows.
    pub(crate) is_hidden: bool,
    /// White space and line ends within it stand as they are.
    pub(crate) keeps_space: bool,
    /// It leads to another page. A table of contents leads to places of its own.
    pub(crate) is_link: bool,
}

impl Computed {
    pub(crate) fn of(element: &Element) -> Self {
        let style = element.attribute("style").filter(|style| !style.is_empty());
        Self {
            is_block: is_block(element, style),
            is_hidden: is_hidden(element, style),
            keeps_space: keeps_space(element, style),
            is_link: element.tag() == "a" && element.attribute("href").is_some_and(|href| href != OWN_PLACE),
        }
    }
}

fn is_block(element: &Element, style: Option<&str>) -> bool {
    let by_style = |display: String| {
        matches!(display.as_str(), "block" | "flex" | "grid" | "list-item" | "table" | "table-row" | "flow-root")
    };
    is_block_tag(element.tag()) || style.and_then(|style| style::value(style, "display")).is_some_and(by_style)
}

fn is_hidden(element: &Element, style: Option<&str>) -> bool {
    let tag = element.tag();
    let by_attribute = element.attribute("hidden").is_some()
        || (tag == "input" && element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")))
        || (tag == "dialog" && element.attribute("open").is_none());
    // A change that the word processor tracked; without its date, `del` is a line through words that are read.
    let deleted = tag == "del" && (element.attribute("datetime").is_some() || element.attribute("cite").is_some());
    // Titles and descriptions of drawings; TeX and such behind a formula.
    let foreign = tag.is_empty()
        && matches!(
            &*element.name.local,
            "title" | "desc" | "metadata" | "style" | "script" | "annotation" | "annotation-xml" | "defs"
        );
    INVISIBLE.contains(&tag) || by_attribute || deleted || foreign || style.is_some_and(style::hides)
}

fn keeps_space(element: &Element, style: Option<&str>) -> bool {
    matches!(element.tag(), "pre" | "listing" | "xmp" | "plaintext" | "textarea")
        || style
            .and_then(|style| style::value(style, "white-space"))
            .is_some_and(|value| matches!(value.as_str(), "pre" | "pre-wrap" | "pre-line" | "break-spaces"))
}

/// What is left of an address that is a place of the same page.
pub(crate) const OWN_PLACE: &str = "#";

/// The rank of a heading.
pub(crate) fn heading(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}
