//! The style sheet: what paragraphs get from their styles.

use std::collections::BTreeMap;

/// The styles of paragraphs and of characters.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    paragraph: BTreeMap<i32, Style>,
    character: BTreeMap<i32, Style>,
    current: Option<(Kind, i32, Style)>,
}

/// What a style says; what it leaves open is said by the one that it is based on.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<i32>,
    list: Option<i32>,
    level: Option<i32>,
    outline: Option<i32>,
    hidden: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Character,
    Other,
}

/// Styles of a file.
const STYLES: usize = 1 << 16;

/// Styles that are looked through, one based on another.
const CHAIN: usize = 32;

impl Styles {
    /// Begins a style; one without a number is the default, 0.
    pub(crate) fn begin(&mut self) {
        self.current = Some((Kind::Paragraph, 0, Style::default()));
    }

    /// A control word of the style that is being read.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) {
        let Some((kind, number, style)) = &mut self.current else { return };
        match name {
            b"s" => (*kind, *number) = (Kind::Paragraph, parameter.unwrap_or(0)),
            b"cs" => (*kind, *number) = (Kind::Character, parameter.unwrap_or(0)),
            b"ds" | b"ts" => *kind = Kind::Other,
            b"sbasedon" => style.based_on = parameter,
            b"ls" => style.list = parameter,
            b"ilvl" => style.level = parameter,
            b"outlinelevel" => style.outline = parameter,
            b"v" => style.hidden = Some(parameter != Some(0)),
            _ => {}
        }
    }

    /// Ends the style that is being read.
    pub(crate) fn end(&mut self) {
        let is_full = self.paragraph.len() + self.character.len() >= STYLES;
        match self.current.take().filter(|_| !is_full) {
            Some((Kind::Paragraph, number, style)) => _ = self.paragraph.insert(number, style),
            Some((Kind::Character, number, style)) => _ = self.character.insert(number, style),
            Some((Kind::Other, ..)) | None => {}
        }
    }

    /// The list and level that a paragraph style numbers its paragraphs with.
    pub(crate) fn list(&self, number: i32) -> Option<(i32, usize)> {
        let list = inherited(&self.paragraph, number, |style| style.list).filter(|&list| list > 0)?;
        let level = inherited(&self.paragraph, number, |style| style.level).unwrap_or(0);
        Some((list, usize::try_from(level).unwrap_or(0)))
    }

    /// The outline level of a paragraph style.
    pub(crate) fn outline(&self, number: i32) -> Option<i32> {
        inherited(&self.paragraph, number, |style| style.outline)
    }

    /// Whether text in a paragraph style is hidden.
    pub(crate) fn hides_paragraph(&self, number: i32) -> bool {
        inherited(&self.paragraph, number, |style| style.hidden).unwrap_or(false)
    }

    /// Whether text in a character style is hidden.
    pub(crate) fn hides_characters(&self, number: i32) -> bool {
        inherited(&self.character, number, |style| style.hidden).unwrap_or(false)
    }
}

fn inherited<T>(styles: &BTreeMap<i32, Style>, number: i32, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
    let mut number = number;
    for _ in 0..CHAIN {
        let style = styles.get(&number)?;
        if let Some(value) = of(style) {
            return Some(value);
        }
        number = style.based_on.filter(|&base| base != number)?;
    }
    None
}
