//! Pages that would take time or memory by the square of their size, or more stack than there is.

use document::{Limits, ReadError};
use proptest::prelude::*;

use super::{error, has_too_deep, read, texts};

const MANY: usize = 100_000;

/// Enough to show what grows by the square, where a tag costs a look through all open elements.
const SOME: usize = 10_000;

#[test]
fn nesting_without_end_keeps_the_text() {
    for (times, open) in [
        (MANY, "<div>"),
        (MANY, "<b>"),
        (MANY, "<table><tr><td>"),
        (MANY, "<font size=1>"),
        (SOME, "<ul><li>"),
        (SOME, "<svg>"),
        (SOME, "<table>"),
        (SOME, "<p><b>"),
        (SOME, "<a href=x><div>"),
        (SOME, "<blockquote><i>"),
        (SOME, "<form><div></form>"),
        (SOME, "<select><optgroup><option>"),
    ] {
        let page = format!("{}計畫", open.repeat(times));
        let reading = read(&page);
        assert_eq!(texts(&reading.document.blocks).concat(), "計畫", "{open}");
    }
    assert!(has_too_deep(&read(&"<div>計".repeat(SOME))));
    assert!(!has_too_deep(&read(&"<div>計</div>".repeat(1000))));
    assert!(!has_too_deep(&read(&"<p>計<li>畫<table><tr><td>書</table>".repeat(1000))));
}

#[test]
fn text_beyond_the_bound_of_depth_stays_apart_and_whole() {
    let limits = Limits { depth: 20, ..Limits::DEFAULT };
    let page = format!("{}甲<div>乙</div><p>丙</p><b>丁</b>戊{}己", "<div>".repeat(30), "</div>".repeat(30));
    let reading = crate::read(page.as_bytes(), &limits).unwrap();
    assert_eq!(texts(&reading.document.blocks), ["甲", "乙", "丙", "丁戊", "己"]);
    assert!(has_too_deep(&reading));
}

#[test]
fn formatting_left_open_does_not_multiply() {
    let fonts: String = (0..SOME).map(|n| format!("<p><font size={n}>計")).collect();
    assert_eq!(texts(&read(&fonts).document.blocks).concat().chars().count(), SOME);
    assert_eq!(texts(&read(&"<b><p>計</b>".repeat(SOME)).document.blocks).len(), SOME);
}

#[test]
fn spans_cost_nothing() {
    let page = "<table border=1><tr><td colspan=1000000000 rowspan=4294967297>甲<td>乙<tr><td>丙<td>丁</table>";
    assert_eq!(super::dump(page).lines().next(), Some("table 2x3"));
    let single = "<table border=1><tr><th colspan=1000000000>甲<tr><td>乙</table>";
    assert_eq!(super::dump(single).lines().next(), Some("table 2x1"));
}

#[test]
fn cells_and_elements_are_bounded() {
    let wide = format!("<table>{}</table>", "<tr><td colspan=1000 rowspan=1000>計".repeat(1100));
    assert!(matches!(error(wide.as_bytes()), ReadError::TooLarge { bound: "cells in one table", .. }));
    let limits = Limits { nodes: 1000, ..Limits::DEFAULT };
    let many = "<i></i>".repeat(2000);
    assert!(matches!(crate::read(many.as_bytes(), &limits), Err(ReadError::TooLarge { bound: "elements", .. })));
    let limits = Limits { bytes: 10, ..Limits::DEFAULT };
    assert!(matches!(crate::read(many.as_bytes(), &limits), Err(ReadError::TooLarge { bound: "bytes", .. })));
    assert_eq!(texts(&read(&format!("<table><tr>{}", "<td>計".repeat(MANY))).document.blocks).len(), MANY);
}

#[test]
fn a_tag_with_attributes_without_end_is_a_tag() {
    let attributes: String = (0..MANY).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(texts(&read(&format!("<p{attributes} title='>'>計畫")).document.blocks), ["計畫"]);
}

#[test]
fn tags_that_never_end_are_no_text() {
    for page in ["計畫<p title=\"", "計畫<!-- ", "計畫<", "計畫</", "計畫<script>", "計畫<?", "計畫<![CDATA["]
    {
        let text = texts(&read(page).document.blocks).concat();
        assert!(text.starts_with("計畫"), "{page}: {text}");
    }
}

/// Everything that sends the tree builder into another mode.
const TAGS: [&str; 60] = [
    "a",
    "b",
    "body",
    "br",
    "button",
    "caption",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "font",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "head",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "input",
    "li",
    "link",
    "math",
    "mi",
    "annotation-xml",
    "meta",
    "nobr",
    "noframes",
    "noscript",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "ruby",
    "rt",
    "script",
    "select",
    "style",
    "svg",
    "foreignObject",
    "desc",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
    "x-y",
];

fn soup() -> impl Strategy<Value = String> {
    let tag = (prop::sample::select(TAGS.to_vec()), 0..6).prop_map(|(name, form)| match form {
        0 | 1 => format!("</{name}>"),
        2 => format!("<{name} type=hidden rowspan=0 style='display:block;white-space:pre' href=x>"),
        3 => format!("<{name} colspan=3 start=-4 role=main border=1 /"),
        _ => format!("<{name}>"),
    });
    let text = "[甲乙 \t\r\n&<>;#x0-9\"'=\u{0}\u{fffd}\u{e000}/!-]{0,4}";
    prop::collection::vec(prop_oneof![4 => tag, 1 => text], 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(page in soup(), depth in 0usize..40) {
        let _ = crate::read(page.as_bytes(), &Limits { depth, ..Limits::DEFAULT });
    }
}
