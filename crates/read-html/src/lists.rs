//! The labels that a browser puts before list items.

use numerals::counter::{self, Style};

use crate::dom::{Dom, Element, Id};
use crate::style;

/// A list whose items are being read.
pub(crate) struct List {
    pub(crate) id: Id,
    marker: Marker,
    next: i64,
    step: i64,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Marker {
    None,
    Glyph(String),
    Counter(Counter),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counter {
    style: Style,
    suffix: &'static str,
    simplified: bool,
}

/// A label, and whether it says more than that there is an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) counts: bool,
}

/// CSS `list-style-type`: a name, its counter and what follows the number.
const COUNTERS: [(&str, Style, &str); 19] = [
    ("decimal", Style::Decimal, "."),
    ("decimal-leading-zero", Style::DecimalLeadingZero, "."),
    ("lower-alpha", Style::LatinLower, "."),
    ("lower-latin", Style::LatinLower, "."),
    ("upper-alpha", Style::LatinUpper, "."),
    ("upper-latin", Style::LatinUpper, "."),
    ("lower-roman", Style::RomanLower, "."),
    ("upper-roman", Style::RomanUpper, "."),
    ("cjk-ideographic", Style::Han, "、"),
    ("trad-chinese-informal", Style::Han, "、"),
    ("simp-chinese-informal", Style::Han, "、"),
    ("japanese-informal", Style::Han, "、"),
    ("trad-chinese-formal", Style::Formal, "、"),
    ("simp-chinese-formal", Style::Formal, "、"),
    ("japanese-formal", Style::Formal, "、"),
    ("cjk-decimal", Style::HanDigits, "、"),
    ("cjk-heavenly-stem", Style::Stem, "、"),
    ("cjk-earthly-branch", Style::Branch, "、"),
    ("circled-decimal", Style::Circled, ""),
];

const GLYPHS: [(&str, &str); 3] = [("disc", "•"), ("circle", "◦"), ("square", "▪")];

impl List {
    /// The list that an element opens, if it opens one.
    pub(crate) fn open(dom: &Dom, id: Id) -> Option<Self> {
        let element = dom.element(id)?;
        let ordered = match element.tag() {
            "ol" => true,
            "ul" | "menu" | "dir" => false,
            _ => return None,
        };
        let default = if ordered { counter_named("decimal") } else { glyph("•") };
        let marker = marker(element).or(default).unwrap_or(Marker::None);
        let reversed = ordered && element.attribute("reversed").is_some();
        let start = || {
            let items = dom.children(id).filter(|&child| dom.tag(child) == "li").count();
            if reversed { i64::try_from(items).unwrap_or(i64::MAX) } else { 1 }
        };
        let next = element.attribute("start").filter(|_| ordered).and_then(integer).unwrap_or_else(start);
        Some(Self { id, marker, next, step: if reversed { -1 } else { 1 } })
    }

    /// The label of the next item.
    pub(crate) fn item(&mut self, item: &Element) -> Option<Label> {
        let number = item.attribute("value").and_then(integer).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        marker(item).as_ref().unwrap_or(&self.marker).label(number)
    }
}

/// The label of an item that stands in no list.
pub(crate) fn stray_item(item: &Element) -> Option<Label> {
    marker(item).or_else(|| glyph("•")).and_then(|marker| marker.label(1))
}

impl Marker {
    fn label(&self, number: i64) -> Option<Label> {
        match self {
            Self::None => None,
            Self::Glyph(text) => Some(Label { text: text.clone(), counts: false }),
            Self::Counter(counter) => Some(Label { text: counter.format(number), counts: true }),
        }
    }
}

impl Counter {
    fn format(self, number: i64) -> String {
        let text = match u32::try_from(number) {
            Ok(0) if !matches!(self.style, Style::Decimal | Style::DecimalLeadingZero | Style::Han | Style::Formal) => {
                "0".to_owned()
            }
            Ok(number) => counter::format(number, self.style),
            Err(_) => number.to_string(),
        };
        let text = if self.simplified { text.chars().map(simplified).collect() } else { text };
        text + self.suffix
    }
}

/// The formal digits and units that are written otherwise in Simplified Chinese.
fn simplified(digit: char) -> char {
    match digit {
        '貳' => '贰',
        '參' => '叁',
        '陸' => '陆',
        '萬' => '万',
        other => other,
    }
}

/// What an element's style or type asks for.
fn marker(element: &Element) -> Option<Marker> {
    let style = element.attribute("style").unwrap_or_default();
    let by_style = style::value(style, "list-style-type").or_else(|| style::value(style, "list-style"));
    if let Some(value) = by_style {
        let quoted = value.split(['"', '\'']).nth(1).map(|text| Marker::Glyph(text.to_owned()));
        return quoted.or_else(|| value.split_whitespace().find_map(named));
    }
    match element.attribute("type")?.trim() {
        "1" => counter_named("decimal"),
        "a" => counter_named("lower-alpha"),
        "A" => counter_named("upper-alpha"),
        "i" => counter_named("lower-roman"),
        "I" => counter_named("upper-roman"),
        other => named(&other.to_ascii_lowercase()),
    }
}

fn named(name: &str) -> Option<Marker> {
    if name == "none" {
        return Some(Marker::None);
    }
    let glyph = GLYPHS.iter().find(|(known, _)| *known == name);
    glyph.map(|(_, glyph)| Marker::Glyph((*glyph).to_owned())).or_else(|| counter_named(name))
}

fn counter_named(name: &str) -> Option<Marker> {
    let &(_, style, suffix) = COUNTERS.iter().find(|(known, ..)| *known == name)?;
    Some(Marker::Counter(Counter { style, suffix, simplified: name == "simp-chinese-formal" }))
}

fn glyph(glyph: &str) -> Option<Marker> {
    Some(Marker::Glyph(glyph.to_owned()))
}

/// HTML, "rules for parsing integers": what follows the digits does not matter.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let text = text.trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let value = digits.get(..end).filter(|digits| !digits.is_empty())?.parse().unwrap_or(i64::MAX);
    Some(if text.starts_with('-') { -value } else { value })
}
