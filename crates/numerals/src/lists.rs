//! The multi-level lists of Word, as .docx, .doc, .rtf and Word 2003 XML define them: which label a paragraph shows.
//!
//! A *definition* has nine levels. A *list* takes its levels from a definition and may override some; lists of one
//! definition count on together. ECMA-376-1, 17.9; \[MS-DOC\] 2.4.6.3.

use crate::counter::{self, Style};

/// Levels of a definition.
pub const LEVELS: usize = 9;

/// How the paragraphs of a level are labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The first value (17.9.25).
    pub start: u32,
    /// How its value is written.
    pub numbering: Numbering,
    /// The label with `%1` … `%9` for the values of the levels, from the outermost (17.9.11): `第%1條`, `%1.%2`, `•`.
    pub text: String,
    /// When it starts again (17.9.10).
    pub restart: Restart,
    /// The values of all levels are written as decimals in this label (17.9.4).
    pub legal: bool,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// By a counter.
    Counter(Style),
    /// Not at all: the text is a glyph.
    Bullet,
    /// Not at all: the value leaves nothing in the label.
    None,
}

/// When a level starts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Restart {
    /// After any paragraph of an outer level.
    #[default]
    AfterOuter,
    /// After a paragraph of this level (0-based) or one outside of it.
    After(usize),
    /// Never.
    Never,
}

/// What a list says otherwise than its definition does, for one level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Override {
    /// Another level in its place (17.9.8).
    pub level: Option<Level>,
    /// The value at which the level starts with this list's first paragraph of it (17.9.26).
    pub start: Option<u32>,
}

/// A definition of [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefinitionId(usize);

/// A list of [`Lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListId(usize);

/// The lists of a document and how far each has counted.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    definitions: Vec<Definition>,
    lists: Vec<List>,
}

#[derive(Debug, Clone)]
struct Definition {
    levels: Vec<Level>,
    /// The value of each level's last paragraph; `None` where the next one starts it.
    values: [Option<u32>; LEVELS],
}

#[derive(Debug, Clone)]
struct List {
    definition: DefinitionId,
    /// At most one for each level.
    overrides: Vec<(usize, Override)>,
}

impl Lists {
    /// Adds a definition. Levels beyond [`LEVELS`] are ignored; one that is missing labels nothing.
    pub fn define(&mut self, mut levels: Vec<Level>) -> DefinitionId {
        levels.truncate(LEVELS);
        self.definitions.push(Definition { levels, values: [None; LEVELS] });
        DefinitionId(self.definitions.len() - 1)
    }

    /// Adds a list of a definition, with its overrides by level; of several for one level the last counts.
    pub fn list(&mut self, definition: DefinitionId, overrides: Vec<(usize, Override)>) -> ListId {
        let mut kept: Vec<(usize, Override)> = Vec::new();
        for (level, new) in overrides {
            match kept.iter_mut().find(|(known, _)| *known == level) {
                Some((_, old)) => *old = new,
                None if level < LEVELS => kept.push((level, new)),
                None => {}
            }
        }
        self.lists.push(List { definition, overrides: kept });
        ListId(self.lists.len() - 1)
    }

    /// Counts a paragraph of a list at a level (0-based) and gives the label that it shows; `None` where it shows none.
    ///
    /// Called once for each paragraph, in the order of the text.
    pub fn label(&mut self, list: ListId, level: usize) -> Option<String> {
        let list = self.lists.get_mut(list.0)?;
        let definition = self.definitions.get_mut(list.definition.0)?;
        list.level(level, &definition.levels)?;
        for outer in 0..level {
            list.begin(outer, definition);
        }
        list.count(level, definition);
        for inner in level + 1..LEVELS {
            if list.restarts(inner, level, &definition.levels) {
                definition.values[inner] = None;
            }
        }
        let text = list.text(level, definition);
        Some(text).filter(|text| !text.is_empty())
    }
}

impl List {
    /// What holds for a level in this list.
    fn level<'a>(&'a self, level: usize, definition: &'a [Level]) -> Option<&'a Level> {
        let overridden = self.overrides.iter().find(|(known, _)| *known == level).and_then(|(_, o)| o.level.as_ref());
        overridden.or_else(|| definition.get(level))
    }

    /// The start that is said for this list's first paragraph of a level; once only.
    fn take_start(&mut self, level: usize) -> Option<u32> {
        self.overrides.iter_mut().find(|(known, _)| *known == level)?.1.start.take()
    }

    fn start(&self, level: usize, definition: &[Level]) -> Option<u32> {
        self.level(level, definition).map(|level| level.start)
    }

    /// A level that is skipped begins all the same, so that its own first paragraph is its second value.
    fn begin(&mut self, level: usize, definition: &mut Definition) {
        if definition.values[level].is_none() {
            let said = self.take_start(level);
            definition.values[level] = said.or_else(|| self.start(level, &definition.levels));
        }
    }

    fn count(&mut self, level: usize, definition: &mut Definition) {
        let next = definition.values[level].map(|value| value.saturating_add(1));
        let said = self.take_start(level);
        definition.values[level] = said.or(next).or_else(|| self.start(level, &definition.levels));
    }

    /// Whether a paragraph of a level starts an inner level again (17.9.10).
    fn restarts(&self, inner: usize, level: usize, definition: &[Level]) -> bool {
        match self.level(inner, definition).map(|level| level.restart).unwrap_or_default() {
            Restart::After(outer) if outer < inner => level <= outer,
            Restart::AfterOuter | Restart::After(_) => true,
            Restart::Never => false,
        }
    }

    /// The text of a level with the values in it.
    fn text(&self, level: usize, definition: &Definition) -> String {
        let Some(own) = self.level(level, &definition.levels) else { return String::new() };
        if own.numbering == Numbering::Bullet {
            return own.text.clone();
        }
        let mut text = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            let place = (c == '%').then(|| chars.peek()?.to_digit(10)?.checked_sub(1)).flatten();
            match place {
                Some(place) => {
                    chars.next();
                    text.push_str(&self.value(place as usize, level, own.legal, definition));
                }
                None => text.push(c),
            }
        }
        text
    }

    /// The value of a level in the label of another, as written.
    fn value(&self, place: usize, level: usize, legal: bool, definition: &Definition) -> String {
        let Some(shown) = self.level(place, &definition.levels) else { return String::new() };
        let counted = definition.values.get(place).copied().flatten().filter(|_| place <= level);
        match shown.numbering {
            Numbering::Counter(style) => {
                counter::format(counted.unwrap_or(shown.start), if legal { Style::Decimal } else { style })
            }
            Numbering::Bullet | Numbering::None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests;
