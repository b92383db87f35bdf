//! Properties of paragraphs and runs, as far as they decide what is shown: ECMA-376-1, 17.3.1 and 17.3.2.

use decode::symbols::SymbolFont;
use office_package::xml::Element;

use crate::markup;

/// What `w:pPr` says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ParagraphProperties<'t> {
    pub(crate) style: Option<&'t str>,
    pub(crate) list: ListProperties,
    /// 1 to 9; 10 is body text, which outranks the style's.
    pub(crate) outline: Option<u8>,
    /// Of the paragraph mark.
    pub(crate) mark: RunProperties<'t>,
    /// The mark has been deleted or moved away: the next paragraph goes on with this one.
    pub(crate) is_mark_deleted: bool,
    /// The section that ends with the paragraph.
    pub(crate) section: Option<Element<'t>>,
}

/// What `w:numPr` says; each of the two may be inherited without the other.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ListProperties {
    /// 0 is no list.
    pub(crate) list: Option<i64>,
    pub(crate) level: Option<usize>,
}

/// What `w:rPr` says.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RunProperties<'t> {
    pub(crate) style: Option<&'t str>,
    pub(crate) vanish: Option<bool>,
    pub(crate) special_vanish: bool,
    pub(crate) font: Option<Font>,
}

/// Which font a run has, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    Letters,
    Symbols(SymbolFont),
}

/// The outline level of body text.
pub(crate) const BODY_TEXT: u8 = 10;

/// Reads `w:pPr`.
pub(crate) fn of_paragraph(properties: Element<'_>) -> ParagraphProperties<'_> {
    let mut read = ParagraphProperties::default();
    for child in properties.children() {
        match child.name() {
            "w:pStyle" => read.style = child.attribute("w:val"),
            "w:numPr" | "w:listPr" => read.list = list(child),
            "w:outlineLvl" => {
                read.outline = number(child).filter(|level| (0..=9).contains(level)).map(|level| level as u8 + 1);
            }
            "w:rPr" => {
                read.mark = of_run(child);
                read.is_mark_deleted = is_deleted(child);
            }
            "w:sectPr" => read.section = Some(child),
            _ => {}
        }
    }
    read
}

fn list(properties: Element<'_>) -> ListProperties {
    let value = |names: [&str; 2]| properties.children().find(|child| names.contains(&child.name())).and_then(number);
    let level = value(["w:ilvl", "w:ilvl"]).map(|level| usize::try_from(level).unwrap_or(0));
    ListProperties { list: value(["w:numId", "w:ilfo"]), level }
}

/// Whether properties of a paragraph mark or a row say that it has been deleted or moved away (17.13.5).
pub(crate) fn is_deleted(properties: Element<'_>) -> bool {
    properties.children().any(|child| match child.name() {
        "w:del" | "w:moveFrom" => true,
        "aml:annotation" => child.attribute("w:type") == Some("Word.Deletion"),
        _ => false,
    })
}

/// Reads `w:rPr`.
pub(crate) fn of_run(properties: Element<'_>) -> RunProperties<'_> {
    let mut read = RunProperties::default();
    for child in properties.children() {
        match child.name() {
            "w:rStyle" => read.style = child.attribute("w:val"),
            "w:vanish" => read.vanish = Some(is_on(child)),
            "w:specVanish" => read.special_vanish = is_on(child),
            "w:rFonts" => read.font = font(child).or(read.font),
            _ => {}
        }
    }
    read
}

/// The font of characters that are not East Asian (17.3.2.26).
fn font(fonts: Element<'_>) -> Option<Font> {
    let mut found = None;
    for (name, value) in fonts.attributes() {
        match name {
            "w:ascii" | "w:hAnsi" | "w:h-ansi" => match SymbolFont::of_name(value) {
                Some(font) => return Some(Font::Symbols(font)),
                None => found = Some(Font::Letters),
            },
            "w:asciiTheme" | "w:hAnsiTheme" => found = Some(Font::Letters),
            _ => {}
        }
    }
    found
}

/// A property that is on or off (17.17.4): on where nothing is said.
pub(crate) fn is_on(property: Element<'_>) -> bool {
    !matches!(property.attribute("w:val"), Some("0" | "false" | "off"))
}

/// The number that a property has.
pub(crate) fn number(property: Element<'_>) -> Option<i64> {
    property.attribute("w:val")?.trim().parse().ok()
}

/// A child, also where alternatives stand around it.
pub(crate) fn child<'t>(parent: Element<'t>, name: &str) -> Option<Element<'t>> {
    markup::items(parent).find(|child| child.name() == name)
}
