//! A page as a picture that a browser shows (SVG 1.1), with nothing in it that is loaded from elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use corpus::is_obeyed;
use layout::{Character, Page, Rect};

/// Something that was read on the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Its kind, of [`KINDS`].
    pub(crate) kind: &'static str,
    /// Its place in the order of reading.
    pub(crate) number: Option<usize>,
    /// Where it stands.
    pub(crate) bbox: Rect,
    /// What a person is told who points at it.
    pub(crate) text: String,
}

/// Kinds of marks with their colours, in the order of the legend.
const KINDS: [(&str, &str); 7] = [
    ("heading", "#c0392b"),
    ("paragraph", "#1f618d"),
    ("item", "#1e8449"),
    ("table", "#7d3c98"),
    ("cell", "#b07cc6"),
    ("figure", "#b9770e"),
    ("furniture", "#616a6b"),
];

/// Height of the legend below the page, in points.
const LEGEND: f32 = 44.0;
/// Columns of an entry of the legend, in points.
const ENTRY: f32 = 78.0;

/// Writes the page: its characters and rules in grey, what was read over them, a legend below.
pub(crate) fn write(page: &Page, marks: &[Mark], title: &str, out: &mut dyn Write) -> io::Result<()> {
    let legend_width = ENTRY * KINDS.len() as f32 + 16.0;
    let (width, height) = (page.width.max(legend_width), page.height + LEGEND);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2}" height="{height:.2}" viewBox="0 0 {width:.2} {height:.2}">"#
    )?;
    writeln!(out, "<title>{}</title>", escaped(title))?;
    writeln!(out, "<style>{}</style>", style())?;
    writeln!(out, r##"<rect width="{width:.2}" height="{height:.2}" fill="#f4f4f4"/>"##)?;
    writeln!(out, r##"<rect width="{:.2}" height="{:.2}" fill="#fff" stroke="#999"/>"##, page.width, page.height)?;
    for image in &page.images {
        writeln!(out, r#"<rect class="image" {}/>"#, at(image))?;
    }
    for rule in &page.rules {
        writeln!(out, r#"<rect class="rule" {}/>"#, at(&rule.bbox))?;
    }
    writeln!(out, r#"<g class="text">"#)?;
    for character in page.characters.iter().filter(|character| !character.text.is_whitespace()) {
        write_character(character, out)?;
    }
    writeln!(out, "</g>")?;
    for mark in marks {
        let text = escaped(&mark.text);
        writeln!(out, r#"<g class="{}"><rect {}><title>{text}</title></rect>"#, mark.kind, at(&mark.bbox))?;
        if let Some(number) = mark.number {
            writeln!(out, r#"<text x="{:.2}" y="{:.2}">{number}</text>"#, mark.bbox.x0 - 1.5, mark.bbox.y0 + 6.0)?;
        }
        writeln!(out, "</g>")?;
    }
    write_legend(page, marks, title, out)?;
    writeln!(out, "</svg>")
}

fn style() -> String {
    let mut style = String::from(
        "text{font-family:'Noto Sans CJK TC','Noto Serif CJK TC','PingFang TC','Microsoft JhengHei',sans-serif}\
         .text text{fill:#8a8a8a;text-anchor:middle;dominant-baseline:central}\
         .rule{fill:#bdbdbd}.image{fill:#ececec;stroke:#c8c8c8}\
         g>rect{fill-opacity:.07;stroke-width:.7}\
         g>rect+text{font-size:6.5px;font-weight:bold;text-anchor:end;paint-order:stroke;stroke:#fff;stroke-width:1.5px}\
         .legend text{font-size:9px;fill:#333}\
         .cell>rect{stroke-dasharray:2 1.5;fill-opacity:0}",
    );
    for (kind, colour) in KINDS {
        // A string takes whatever is written to it.
        let _ = write!(style, ".{kind}>rect{{fill:{colour};stroke:{colour}}}.{kind}>text{{fill:{colour}}}");
    }
    style
}

/// A character in the middle of its box, turned as it is on the page.
fn write_character(character: &Character, out: &mut dyn Write) -> io::Result<()> {
    let middle = character.bbox.center();
    let turned = character.direction.quarters() * 90;
    write!(out, r#"<text x="{:.2}" y="{:.2}" font-size="{:.2}""#, middle.x, middle.y, character.size)?;
    if turned > 0 {
        write!(out, r#" transform="rotate({turned} {:.2} {:.2})""#, middle.x, middle.y)?;
    }
    writeln!(out, ">{}</text>", escaped(character.text.encode_utf8(&mut [0; 4])))
}

fn write_legend(page: &Page, marks: &[Mark], title: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    marks.iter().for_each(|mark| *counts.entry(mark.kind).or_default() += 1);
    let (first, second) = (page.height + 15.0, page.height + 33.0);
    writeln!(out, r#"<g class="legend">"#)?;
    let about = format!("{title}: {} characters, {} rules", page.characters.len(), page.rules.len());
    writeln!(out, r#"<text x="8" y="{first:.2}">{}</text>"#, escaped(&about))?;
    for (index, (kind, _)) in KINDS.iter().enumerate() {
        let x = 8.0 + ENTRY * index as f32;
        let count = counts.get(kind).unwrap_or(&0);
        let sample = Rect { x0: x, y0: second - 7.0, x1: x + 8.0, y1: second + 1.0 };
        writeln!(out, r#"<g class="{kind}"><rect {}/></g>"#, at(&sample))?;
        writeln!(out, r#"<text x="{:.2}" y="{second:.2}">{kind} {count}</text>"#, x + 11.0)?;
    }
    writeln!(out, "</g>")
}

fn at(bbox: &Rect) -> String {
    format!(r#"x="{:.2}" y="{:.2}" width="{:.2}" height="{:.2}""#, bbox.x0, bbox.y0, bbox.width(), bbox.height())
}

/// Text as the content of an element; what XML 1.0 (2.2) has no place for, and what a terminal would obey, becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push(char::REPLACEMENT_CHARACTER),
            c if is_obeyed(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use layout::Direction;

    use super::*;

    fn drawn(text: &str, title: &str) -> String {
        let bbox = Rect { x0: 10.0, y0: 20.0, x1: 22.0, y1: 32.0 };
        let direction = Direction::TurnedRight;
        let character = |c| Character { text: c, bbox, size: 12.0, direction, font: 0, tag: None, ocr: None };
        let characters = text.chars().map(character).collect();
        let page = Page { number: 1, width: 595.0, height: 842.0, characters, ..Page::default() };
        let marks = [Mark { kind: "item", number: Some(7), bbox, text: text.to_owned() }];
        let mut out = Vec::new();
        write(&page, &marks, title, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_of_a_document_becomes_markup() {
        let svg = drawn("<script>&\"'\u{0}\u{1b}\u{FFFF}\u{202e}", "</title><script>");
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("&lt;script&gt;&amp;&quot;'\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), "{svg}");
        assert!(svg.chars().all(|c| !c.is_control() || c == '\n'));
    }

    #[test]
    fn characters_and_marks_stand_at_their_places() {
        let svg = drawn("計", "a.pdf");
        assert!(svg.contains(r#"<text x="16.00" y="26.00" font-size="12.00" transform="rotate(90 16.00 26.00)">計<"#));
        assert!(svg.contains(r#"<g class="item"><rect x="10.00" y="20.00" width="12.00" height="12.00"><title>計"#));
        assert!(svg.contains(">7</text>") && svg.contains("item 1</text>"), "{svg}");
    }
}
