//! List styles and the outline style: ODF 1.3 part 3, 16.30 to 16.34.

use numerals::counter;
use office_package::xml::Element;

use super::short;
use crate::symbols;

/// Levels of a list; deeper ones are the last, as LibreOffice has it.
pub(crate) const LEVELS: usize = 10;

/// `text:list-style` or `text:outline-style`.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListStyle<'t> {
    levels: [Option<Level<'t>>; LEVELS],
    /// `text:consecutive-numbering`: all levels count on together.
    pub(crate) consecutive: bool,
}

/// How the items of a level are labelled.
#[derive(Debug, Clone)]
pub(crate) struct Level<'t> {
    /// How the number is written.
    pub(crate) format: Format,
    /// `style:num-prefix`.
    pub(crate) prefix: &'t str,
    /// `style:num-suffix`.
    pub(crate) suffix: &'t str,
    /// `loext:num-list-format`, which stands for prefix, suffix and the separators of outer numbers: `第%1%條`.
    pub(crate) template: Option<&'t str>,
    /// `text:display-levels`: numbers shown, its own included.
    pub(crate) shown: usize,
    /// `text:start-value`.
    pub(crate) start: u32,
}

/// How a number is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Format {
    /// By a counter.
    Counter(counter::Style),
    /// Not at all: a glyph.
    Bullet(char),
    /// Not at all: what stands around it.
    None,
}

/// What an application takes for a level that a list style says nothing of.
const UNDEFINED: &Level<'static> = &Level {
    format: Format::Counter(counter::Style::Decimal),
    prefix: "",
    suffix: ".",
    template: None,
    shown: 1,
    start: 1,
};

impl<'t> ListStyle<'t> {
    pub(crate) fn of(element: Element<'t>, font_of: impl Fn(&str) -> Option<&'t str>) -> Self {
        let mut style = Self {
            levels: Default::default(),
            consecutive: element.attribute("text:consecutive-numbering") == Some("true"),
        };
        for child in element.children() {
            let number = child.attribute("text:level").and_then(|level| level.trim().parse::<usize>().ok());
            let slot = number.and_then(|number| style.levels.get_mut(number.checked_sub(1)?));
            if let (Some(slot), Some(level)) = (slot, level(child, &font_of)) {
                *slot = Some(level);
            }
        }
        style
    }

    /// A level by its index from 0.
    pub(crate) fn level(&self, index: usize) -> &Level<'t> {
        self.levels.get(index).and_then(Option::as_ref).unwrap_or(UNDEFINED)
    }
}

fn level<'t>(element: Element<'t>, font_of: &impl Fn(&str) -> Option<&'t str>) -> Option<Level<'t>> {
    let number = |name: &str| element.attribute(name).and_then(|value| value.trim().parse().ok());
    let format = match element.name() {
        "text:list-level-style-number" | "text:outline-level-style" => numbered(element),
        "text:list-level-style-bullet" => {
            let properties = element.child("style:text-properties");
            let own = properties.and_then(font);
            let font = own.or_else(|| element.attribute("text:style-name").and_then(font_of));
            match element.attribute("text:bullet-char").and_then(|bullet| bullet.chars().next()) {
                Some(c) => Format::Bullet(symbols::bullet(c, font)),
                None => Format::None,
            }
        }
        "text:list-level-style-image" => Format::Bullet('•'),
        _ => return None,
    };
    Some(Level {
        format,
        prefix: short(element, "style:num-prefix").unwrap_or_default(),
        suffix: short(element, "style:num-suffix").unwrap_or_default(),
        template: short(element, "loext:num-list-format"),
        shown: number("text:display-levels").map_or(1, |shown: u32| shown as usize).clamp(1, LEVELS),
        start: number("text:start-value").unwrap_or(1),
    })
}

fn numbered(element: Element<'_>) -> Format {
    let format = element.attribute("style:num-format").unwrap_or_default();
    if format.is_empty() {
        return Format::None;
    }
    // A format that an application does not know is written in decimals.
    let style = style_of(format).unwrap_or(counter::Style::Decimal);
    let is_synced = element.attribute("style:num-letter-sync") == Some("true");
    Format::Counter(if is_synced { counter::synced(style) } else { style })
}

/// LibreOffice writes its full-width digits as a series of common ones, and common digits as `1`.
fn style_of(format: &str) -> Option<counter::Style> {
    match format {
        "1, 2, 3, ..." => counter::of_odf("１, ２, ３, ..."),
        _ => counter::of_odf(format),
    }
}

/// The font of `style:text-properties`.
pub(super) fn font<'t>(properties: Element<'t>) -> Option<&'t str> {
    short(properties, "style:font-name").or_else(|| short(properties, "fo:font-family"))
}
