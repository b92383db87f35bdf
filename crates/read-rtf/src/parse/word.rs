//! Control words and symbols.

use document::ReadError;

use crate::parse::code_page::CodePage;
use crate::parse::destination::{Kind, kind};
use crate::parse::state::{Characters, Class, Destination, Properties};
use crate::parse::{Interpreter, character};

/// Characters that may stand for one of Unicode.
const FALLBACK: usize = 64;

impl Interpreter<'_> {
    /// A control word.
    pub(super) fn word(&mut self, name: &[u8], parameter: Option<i32>) -> Result<(), ReadError> {
        let fresh = std::mem::take(&mut self.state.fresh);
        let starred = std::mem::take(&mut self.state.starred);
        if self.state.destination == Destination::Skip {
            return Ok(());
        }
        if (fresh || starred) && self.begins_destination(name, starred) {
            return Ok(());
        }
        match self.state.destination {
            Destination::Skip | Destination::Fallback | Destination::StyleSheet => {}
            Destination::Fonts => self.fonts.word(name, parameter),
            Destination::Style => self.file.styles.word(name, parameter),
            Destination::Lists => self.file.lists.word(name, parameter),
            Destination::FormField => {
                if let Some(field) = self.fields.last_mut() {
                    field.word(name, parameter);
                }
            }
            Destination::Legacy if name == b"pnf" => self.state.characters.set_font(parameter),
            Destination::Legacy => self.legacy.word(name, parameter),
            Destination::Text
            | Destination::Container
            | Destination::LevelText
            | Destination::Label
            | Destination::LegacyBefore
            | Destination::LegacyAfter
            | Destination::Instruction => self.text_word(name, parameter)?,
        }
        Ok(())
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) -> Result<(), ReadError> {
        if symbol == b'*' {
            self.state.starred = true;
            return Ok(());
        }
        self.state.fresh = false;
        match symbol {
            b'\\' | b'{' | b'}' => self.escaped(symbol),
            b'\r' | b'\n' => self.end_of_paragraph(None)?,
            _ => {
                if let Some(c) = character::of_symbol(symbol) {
                    self.character(c);
                } else if self.skip > 0 {
                    self.skip -= 1;
                }
            }
        }
        Ok(())
    }

    fn begins_destination(&mut self, name: &[u8], starred: bool) -> bool {
        let is_style = self.state.destination == Destination::Style && matches!(name, b"cs" | b"ds" | b"ts" | b"s");
        if is_style {
            return false;
        }
        let is_math_property = self.state.in_math && name.ends_with(b"Pr");
        let known = if is_math_property { Some(Kind::Skip) } else { kind(name) };
        match known {
            Some(Kind::Unicode) if self.state.destination != Destination::Fallback && !starred => false,
            Some(kind) => {
                if kind == Kind::Lists {
                    self.file.lists.word(name, None);
                }
                self.enter_destination(kind);
                true
            }
            None if starred && !(self.state.in_math && self.state.destination == Destination::Text) => {
                self.state.destination = Destination::Skip;
                true
            }
            None => false,
        }
    }

    fn text_word(&mut self, name: &[u8], parameter: Option<i32>) -> Result<(), ReadError> {
        if name == b"u" {
            self.unicode(parameter.unwrap_or(0));
            return Ok(());
        }
        if let Some(c) = character::of_word(name) {
            self.character(c);
            return Ok(());
        }
        self.skip = self.skip.saturating_sub(1);
        if self.character_property(name, parameter) || self.paragraph_property(name, parameter) {
            return Ok(());
        }
        if matches!(self.state.destination, Destination::Text | Destination::Container)
            && (self.row_word(name, parameter)? || self.document_word(name, parameter))
        {
            return Ok(());
        }
        if self.state.destination == Destination::Text {
            self.structure(name)?;
        }
        Ok(())
    }

    fn character_property(&mut self, name: &[u8], parameter: Option<i32>) -> bool {
        let is_on = parameter != Some(0);
        let characters = &mut self.state.characters;
        match name {
            b"plain" => *characters = Characters::default(),
            b"f" => characters.set_font(parameter),
            b"af" => characters.associate(parameter),
            b"loch" => characters.set_class(Class::Low),
            b"hich" => characters.set_class(Class::High),
            b"dbch" => characters.set_class(Class::DoubleByte),
            b"ltrch" | b"rtlch" | b"fcs" => characters.associates = false,
            b"v" => characters.hidden = is_on,
            b"deleted" => characters.deleted = is_on,
            b"mvf" => characters.moved = is_on,
            b"cs" => characters.hidden |= parameter.is_some_and(|style| self.file.styles.hides_characters(style)),
            b"uc" => {
                let fallback = parameter.and_then(|count| usize::try_from(count).ok()).unwrap_or(1);
                self.state.fallback = fallback.min(FALLBACK);
            }
            _ => return false,
        }
        true
    }

    fn paragraph_property(&mut self, name: &[u8], parameter: Option<i32>) -> bool {
        let paragraph = &mut self.state.paragraph;
        match name {
            b"pard" => *paragraph = Properties::default(),
            b"intbl" => paragraph.in_table = true,
            b"itap" => paragraph.nesting = Some(parameter.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0)),
            b"ls" => paragraph.list = parameter,
            b"ilvl" => paragraph.level = parameter.and_then(|level| usize::try_from(level).ok()).unwrap_or(0),
            b"outlinelevel" => paragraph.outline = parameter,
            b"s" => {
                paragraph.style = parameter;
                let hides = parameter.is_some_and(|style| self.file.styles.hides_paragraph(style));
                self.state.characters.hidden |= hides;
            }
            _ => return false,
        }
        true
    }

    fn row_word(&mut self, name: &[u8], parameter: Option<i32>) -> Result<bool, ReadError> {
        let depth = if self.state.in_nested_row { self.state.paragraph.depth().max(2) } else { 1 };
        let row = if self.state.in_nested_row { &mut self.nested_row } else { &mut self.row };
        match name {
            b"trowd" => row.begin(),
            b"nestrow" => self.end_row(self.state.paragraph.depth().max(2))?,
            b"row" => self.end_row(depth)?,
            _ => return Ok(row.word(name, parameter)),
        }
        Ok(true)
    }

    fn document_word(&mut self, name: &[u8], parameter: Option<i32>) -> bool {
        let number = parameter.unwrap_or(0);
        let of_number = |number: i32| CodePage::of_number(number);
        match name {
            // `\ansicpg` stands after `\ansi` and says more.
            b"ansi" => {}
            b"ansicpg" => self.fonts.document = of_number(number).or(self.fonts.document),
            b"mac" => self.fonts.document = self.fonts.document.or(of_number(10000)),
            b"pc" => self.fonts.document = self.fonts.document.or(of_number(437)),
            b"pca" => self.fonts.document = self.fonts.document.or(of_number(850)),
            b"deff" => self.fonts.default = parameter,
            b"stshfdbch" => self.fonts.default_double_byte = parameter,
            b"deflang" | b"deflangfe" => {
                self.fonts.language = CodePage::of_language(number).or(self.fonts.language);
            }
            _ => return false,
        }
        true
    }

    fn structure(&mut self, name: &[u8]) -> Result<(), ReadError> {
        let known = [&b"par"[..], b"cell", b"nestcell", b"sect", b"line", b"page", b"column"];
        if known.contains(&name) {
            // A fallback doesn't go beyond the paragraph.
            self.skip = 0;
        }
        match name {
            b"par" => self.end_of_paragraph(None)?,
            b"cell" => self.end_of_paragraph(Some(1))?,
            b"nestcell" => {
                let depth = self.state.paragraph.depth().max(2);
                self.end_of_paragraph(Some(depth))?;
            }
            b"sect" => self.end_paragraph()?,
            b"line" if self.takes_text() => {
                self.end_text();
                self.put("\n");
            }
            b"page" | b"column" => {
                self.end_text();
                if let Some(story) = self.stories.last_mut() {
                    story.break_page();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_paragraph(&mut self, cell: Option<usize>) -> Result<(), ReadError> {
        if self.state.destination == Destination::Text { self.paragraph(cell) } else { Ok(()) }
    }
}
