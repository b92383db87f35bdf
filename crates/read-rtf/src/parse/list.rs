//! The list table, the list override table, and the numbering of Word 6 and 95.

use decode::symbols::SymbolFont;

use crate::parse::font::Fonts;
use crate::parse::symbol::Symbols;

/// Lists and what paragraphs refer to.
#[derive(Debug, Default)]
pub(crate) struct ListTables {
    /// `\list`
    pub(crate) lists: Vec<ListDefinition>,
    /// `\listoverride`
    pub(crate) overrides: Vec<ListOverride>,
    in_overrides: bool,
}

/// A list.
#[derive(Debug, Default)]
pub(crate) struct ListDefinition {
    /// `\listid`
    pub(crate) id: i32,
    /// The list whose levels it has, where it has none of its own (`\liststyleid`).
    pub(crate) style_id: Option<i32>,
    /// Its levels, from the outermost.
    pub(crate) levels: Vec<ListLevel>,
}

/// What a paragraph's `\ls` stands for.
#[derive(Debug, Default)]
pub(crate) struct ListOverride {
    /// `\ls`
    pub(crate) number: i32,
    /// `\listid`
    pub(crate) list_id: i32,
    /// What it says otherwise than its list, by level.
    pub(crate) levels: Vec<LevelOverride>,
}

/// `\lfolevel`
#[derive(Debug, Default)]
pub(crate) struct LevelOverride {
    /// `\listoverridestartat`
    pub(crate) overrides_start: bool,
    /// `\levelstartat`
    pub(crate) start: Option<i32>,
    /// `\listoverrideformat`
    pub(crate) overrides_format: bool,
    /// `\listlevel`
    pub(crate) level: Option<ListLevel>,
}

/// A level of a list.
#[derive(Debug, Default, Clone)]
pub(crate) struct ListLevel {
    /// `\levelstartat`
    pub(crate) start: i32,
    /// `\levelnfcn` or `\levelnfc`
    pub(crate) format: i32,
    /// `\levellegal`
    pub(crate) legal: bool,
    /// `\levelnorestart`
    pub(crate) never_restarts: bool,
    /// The label, `%1` for the value of the outermost level.
    pub(crate) text: String,
    has_new_format: bool,
    font: Option<i32>,
    pieces: Vec<Piece>,
    /// Characters of the label as the file states them; unknown until the first byte is read.
    length: Option<usize>,
    /// Bytes of the label beyond ASCII.
    raw: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    Character(char),
    Level(u8),
}

/// Characters that a label can have: its length is a byte.
const LABEL: usize = 256;

/// Levels of a list, lists of a file.
const LEVELS: usize = 9;
const LISTS: usize = 1 << 16;

impl ListTables {
    /// A control word within one of the two tables.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) {
        let value = parameter.unwrap_or(0);
        match name {
            b"listtable" => self.in_overrides = false,
            b"listoverridetable" => self.in_overrides = true,
            b"list" if self.lists.len() < LISTS => self.lists.push(ListDefinition::default()),
            b"listoverride" if self.overrides.len() < LISTS => self.overrides.push(ListOverride::default()),
            b"listid" if self.in_overrides => self.with_override(|list| list.list_id = value),
            b"listid" => self.with_list(|list| list.id = value),
            b"liststyleid" => self.with_list(|list| list.style_id = parameter),
            b"ls" => self.with_override(|list| list.number = value),
            b"lfolevel" => self.with_override(|list| {
                if list.levels.len() < LEVELS {
                    list.levels.push(LevelOverride::default());
                }
            }),
            b"listoverridestartat" => self.with_level_override(|level| level.overrides_start = true),
            b"listoverrideformat" => self.with_level_override(|level| level.overrides_format = true),
            b"listlevel" => {
                let level = ListLevel { start: 1, ..ListLevel::default() };
                if self.in_overrides {
                    self.with_level_override(|over| over.level = Some(level));
                } else {
                    self.with_list(|list| {
                        if list.levels.len() < LEVELS {
                            list.levels.push(level);
                        }
                    });
                }
            }
            b"levelstartat" => {
                if self.in_overrides {
                    self.with_level_override(|level| level.start = Some(value));
                }
                self.with_level(|level| level.start = value);
            }
            b"levelnfcn" => self.with_level(|level| {
                level.format = value;
                level.has_new_format = true;
            }),
            b"levelnfc" => self.with_level(|level| {
                if !level.has_new_format {
                    level.format = value;
                }
            }),
            b"levellegal" => self.with_level(|level| level.legal = parameter != Some(0)),
            b"levelnorestart" => self.with_level(|level| level.never_restarts = parameter != Some(0)),
            b"f" => self.with_level(|level| level.font = parameter),
            _ => {}
        }
    }

    /// A byte `\'xx` of a level's text; whether it is no character but a length or the place of a value.
    pub(crate) fn byte(&mut self, byte: u8) -> bool {
        let mut is_control = false;
        self.with_level(|level| {
            if level.length.is_none() {
                level.length = Some(byte.into());
                is_control = true;
            } else if usize::from(byte) < LEVELS {
                if level.pieces.len() < LABEL {
                    level.pieces.push(Piece::Level(byte));
                }
                is_control = true;
            } else if !byte.is_ascii() && level.raw.len() < LABEL {
                level.raw.push(byte);
            }
        });
        is_control
    }

    /// A character of a level's text.
    pub(crate) fn character(&mut self, c: char) {
        self.with_level(|level| {
            if level.pieces.len() < LABEL {
                level.pieces.push(Piece::Character(c));
            }
        });
    }

    /// The texts of the levels, once their fonts are known.
    pub(crate) fn resolve(&mut self, fonts: &Fonts) {
        let own = self.lists.iter_mut().flat_map(|list| &mut list.levels);
        let other =
            self.overrides.iter_mut().flat_map(|list| &mut list.levels).filter_map(|level| level.level.as_mut());
        for level in own.chain(other) {
            level.text = level.template(level.font.and_then(|font| fonts.symbol(font)));
        }
    }

    fn with_list(&mut self, change: impl FnOnce(&mut ListDefinition)) {
        if let Some(list) = self.lists.last_mut() {
            change(list);
        }
    }

    fn with_override(&mut self, change: impl FnOnce(&mut ListOverride)) {
        if let Some(list) = self.overrides.last_mut() {
            change(list);
        }
    }

    fn with_level_override(&mut self, change: impl FnOnce(&mut LevelOverride)) {
        self.with_override(|list| {
            if let Some(level) = list.levels.last_mut() {
                change(level);
            }
        });
    }

    fn with_level(&mut self, change: impl FnOnce(&mut ListLevel)) {
        if self.in_overrides {
            self.with_level_override(|over| {
                if let Some(level) = &mut over.level {
                    change(level);
                }
            });
        } else {
            self.with_list(|list| {
                if let Some(level) = list.levels.last_mut() {
                    change(level);
                }
            });
        }
    }
}

impl ListLevel {
    fn template(&self, symbol: Option<Symbols>) -> String {
        if let (Some(font), [byte], Some(1)) = (symbol, self.raw.as_slice(), self.length) {
            return font.character(*byte).unwrap_or(char::from(*byte)).to_string();
        }
        let mut pieces = self.pieces.as_slice();
        match self.length {
            Some(length) if length <= pieces.len() => pieces = pieces.get(..length).unwrap_or_default(),
            _ => {
                if let [text @ .., Piece::Character(';')] = pieces {
                    pieces = text;
                }
            }
        }
        let mut template = String::new();
        for &piece in pieces {
            match piece {
                Piece::Level(level) => {
                    template.push('%');
                    template.push(char::from(b'1' + level.min(8)));
                }
                Piece::Character(c) => template.push(glyph(c, symbol)),
            }
        }
        template
    }
}

/// The character that a private code 0xF000 to 0xF0FF, or a byte, shows in a font of symbols. Writers that leave the font of
/// a bullet out mean Wingdings, save for the bullet of Symbol.
pub(crate) fn glyph(c: char, font: Option<Symbols>) -> char {
    let private = u32::from(c).checked_sub(0xF000).and_then(|code| u8::try_from(code).ok());
    let code = private.or_else(|| u8::try_from(u32::from(c)).ok().filter(|_| font.is_some()));
    let Some(code) = code else { return c };
    match font {
        Some(font) => font.character(code).unwrap_or(c),
        None if code == 0xB7 => '•',
        None => SymbolFont::Wingdings.character(code).unwrap_or(c),
    }
}

/// `\pn`: how Word 6 and 95, and the editors that write as they do, number a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LegacyNumbering {
    /// Its level, 0 for the simple numbering of `\pnlvlbody`.
    pub(crate) level: usize,
    /// The paragraph goes on in its list without a label (`\pnlvlcont`).
    pub(crate) continues: bool,
    /// The label is a glyph (`\pnlvlblt`).
    pub(crate) bullet: bool,
    /// The number format, by the codes of `\levelnfc`.
    pub(crate) format: i32,
    /// `\pnstart`
    pub(crate) start: i32,
    /// The labels of outer levels stand before it (`\pnprev`).
    pub(crate) previous: bool,
    /// `\pntxtb`
    pub(crate) before: String,
    /// `\pntxta`
    pub(crate) after: String,
}

impl LegacyNumbering {
    /// A control word of the numbering.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) {
        match name {
            b"pnlvl" => self.level = usize::try_from(parameter.unwrap_or(1)).unwrap_or(0).min(LEVELS),
            b"pnlvlbody" => self.level = 0,
            b"pnlvlblt" => self.bullet = true,
            b"pnlvlcont" => self.continues = true,
            b"pnprev" => self.previous = true,
            b"pnstart" => self.start = parameter.unwrap_or(1),
            _ => {
                if let Some(format) = legacy_format(name) {
                    self.format = format;
                }
            }
        }
    }
}

// The formats of Word 6 and 95 and of its East Asian versions, by the codes of `\levelnfc`.
fn legacy_format(name: &[u8]) -> Option<i32> {
    Some(match name {
        b"pndec" => 0,
        b"pnucrm" => 1,
        b"pnlcrm" => 2,
        b"pnucltr" => 3,
        b"pnlcltr" => 4,
        b"pnord" => 5,
        b"pncard" => 6,
        b"pnordt" => 7,
        b"pndbnum" => 10,
        b"pndbnumd" => 11,
        b"pnaiu" => 12,
        b"pniroha" => 13,
        b"pndbnuml" | b"pndbnumt" => 16,
        b"pndbnumk" => 17,
        b"pncnum" => 18,
        b"pndecd" => 19,
        b"pnaiud" => 20,
        b"pnirohad" => 21,
        b"pnganada" => 24,
        b"pnchosung" => 25,
        b"pngbnum" => 26,
        b"pngbnumd" => 27,
        b"pngbnuml" => 28,
        b"pngbnumk" => 29,
        b"pnzodiac" => 30,
        b"pnzodiacd" => 31,
        b"pnzodiacl" => 32,
        _ => return None,
    })
}
