//! Text: bytes in the code pages of their fonts, Unicode characters with their fallbacks.

use decode::is_private_use;
use document::Origin;

use crate::parse::code_page::CodePage;
use crate::parse::font::TextEncoding;
use crate::parse::list::glyph;
use crate::parse::state::{Class, Destination};
use crate::parse::story::part_index;
use crate::parse::symbol::Symbols;
use crate::parse::{Found, Interpreter};

/// Bytes that are not decoded yet: the two of a character may stand in two tokens.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    bytes: Vec<u8>,
    code_page: Option<CodePage>,
    /// The last byte is the first of two.
    lead: bool,
    /// The first of two `\u`.
    surrogate: Option<u32>,
    /// The fallback of `\u` ended with the first of two bytes, though it was to be one byte long.
    fallback_lead: bool,
}

/// Bytes that are decoded at once, where two to a character say where it may end.
const PENDING: usize = 1 << 12;

/// Characters before and after the number of a label that matter.
const LABEL: usize = 256;

/// Bytes of the instruction of a field that matter.
const INSTRUCTION: usize = 4096;

impl Interpreter<'_> {
    /// Bytes of text as they stand in the file.
    pub(super) fn text(&mut self, bytes: &[u8]) {
        self.state.fresh = false;
        self.state.starred = false;
        self.pending.fallback_lead = false;
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let bytes = bytes.get(skipped..).unwrap_or_default();
        if self.state.destination == Destination::Fonts {
            bytes.iter().for_each(|&byte| self.fonts.name(byte));
            return;
        }
        if bytes.is_empty() || !self.takes_text() {
            return;
        }
        let encoding = self.encoding();
        if let TextEncoding::CodePage(_) = encoding
            && !self.pending.lead
            && bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            self.end_text();
            self.put(text);
            return;
        }
        bytes.iter().for_each(|&byte| self.byte(byte, encoding));
        self.take_unescaped_trail(encoding);
    }

    /// `\'xx`
    pub(super) fn hex(&mut self, byte: u8) {
        self.state.fresh = false;
        self.state.starred = false;
        if self.skip > 0 {
            self.skip -= 1;
            // Malformed: `\uc1` before a fallback of two bytes.
            self.pending.fallback_lead = self.skip == 0
                && self.state.fallback == 1
                && matches!(self.encoding(), TextEncoding::CodePage(page) if page.is_lead(byte));
            return;
        }
        if std::mem::take(&mut self.pending.fallback_lead) {
            return;
        }
        match self.state.destination {
            Destination::Fonts => self.fonts.name(byte),
            Destination::LevelText => {
                if byte < 0x20 {
                    self.end_text();
                }
                if !self.file.lists.byte(byte) {
                    let encoding = self.encoding();
                    self.byte(byte, encoding);
                }
            }
            _ if self.takes_text() => {
                let encoding = self.encoding();
                self.byte(byte, encoding);
            }
            _ => {}
        }
    }

    /// A byte of text that has been a control symbol: `\\`, `\{`, `\}`.
    pub(super) fn escaped(&mut self, byte: u8) {
        self.text(&[byte]);
    }

    /// `\u`
    pub(super) fn unicode(&mut self, value: i32) {
        self.skip = self.state.fallback;
        self.pending.fallback_lead = false;
        if !self.takes_text() {
            return;
        }
        // 16 bits with a sign; some writers give them without, or more.
        let code = u32::try_from(value).unwrap_or_else(|_| value.rem_euclid(0x1_0000).unsigned_abs());
        self.end_bytes();
        match (code, self.pending.surrogate.take()) {
            (0xD800..=0xDBFF, before) => {
                if before.is_some() {
                    self.put_undecodable();
                }
                self.pending.surrogate = Some(code);
            }
            (0xDC00..=0xDFFF, Some(high)) => {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00);
                self.put_character(char::from_u32(code).unwrap_or('\u{FFFD}'));
            }
            (_, before) => {
                if before.is_some() {
                    self.put_undecodable();
                }
                match char::from_u32(code) {
                    Some(c) => self.put_unicode(c),
                    None => self.put_undecodable(),
                }
            }
        }
    }

    /// A character that a control word or symbol stands for.
    pub(super) fn character(&mut self, c: char) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.takes_text() {
            self.end_text();
            self.put_character(c);
        }
    }

    /// Decodes what is pending, before something that is no text.
    pub(super) fn end_text(&mut self) {
        self.end_bytes();
        if self.pending.surrogate.take().is_some() {
            self.put_undecodable();
        }
    }

    /// Whether text here goes anywhere.
    pub(super) fn takes_text(&self) -> bool {
        match self.state.destination {
            Destination::Text | Destination::Label => self.state.characters.shows(),
            Destination::LevelText
            | Destination::LegacyBefore
            | Destination::LegacyAfter
            | Destination::Instruction => true,
            _ => false,
        }
    }

    /// Adds text where it belongs.
    pub(super) fn put(&mut self, text: &str) {
        let is_noise = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
        if text.contains(is_noise) {
            let text: String = text.chars().filter(|&c| !is_noise(c)).collect();
            return self.put_sound(&text);
        }
        self.put_sound(text);
    }

    fn put_sound(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text => {
                if let Some(story) = self.stories.last_mut() {
                    self.characters += story.push(text);
                }
            }
            Destination::Label => {
                self.characters += text.chars().count();
                self.label.push_str(text);
            }
            Destination::LevelText => text.chars().for_each(|c| self.file.lists.character(c)),
            Destination::LegacyBefore => push_bounded(&mut self.legacy.before, text),
            Destination::LegacyAfter => push_bounded(&mut self.legacy.after, text),
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut()
                    && field.instruction.len() < INSTRUCTION
                {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8, encoding: TextEncoding) {
        let code_page = match encoding {
            TextEncoding::CodePage(code_page) => code_page,
            TextEncoding::Symbol(font) => {
                self.end_text();
                return self.put_glyph(byte, font);
            }
        };
        if byte == 0 {
            return;
        }
        if self.pending.code_page != Some(code_page) || self.pending.surrogate.is_some() {
            self.end_text();
            self.pending.code_page = Some(code_page);
        }
        self.pending.bytes.push(byte);
        self.pending.lead = !self.pending.lead && code_page.is_lead(byte);
        if self.pending.bytes.len() >= PENDING && !self.pending.lead && code_page.is_double_byte() {
            self.end_bytes();
        }
    }

    // Malformed: raw bytes of two to a character, whose second is `\`, `{` or `}` and isn't escaped. A first byte alone
    // would mean nothing, so that what follows it belongs to it, unless it is an escape itself.
    fn take_unescaped_trail(&mut self, encoding: TextEncoding) {
        let TextEncoding::CodePage(code_page) = encoding else { return };
        if !self.pending.lead || code_page == CodePage::Web(encoding_rs::EUC_KR) {
            return;
        }
        let is_trail = match self.tokens.rest() {
            [b'{' | b'}', ..] => true,
            [b'\\', next, ..] => next.is_ascii_alphabetic(),
            _ => false,
        };
        if is_trail && let Some(byte) = self.tokens.take_raw() {
            self.byte(byte, encoding);
        }
    }

    fn end_bytes(&mut self) {
        self.pending.lead = false;
        if self.pending.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending.bytes);
        if let Some(code_page) = self.pending.code_page.take() {
            let mut text = String::with_capacity(bytes.len());
            let undecodable = code_page.decode(&bytes, &mut text);
            let user_defined = code_page.user_defined(&bytes) + text.chars().filter(|&c| is_private_use(c)).count();
            self.put(&text);
            if self.reaches_reader() {
                let origin = self.origin();
                self.undecodable.add(undecodable, &origin);
                self.user_defined.add(user_defined, &origin);
            }
        }
        self.pending.bytes = bytes;
        self.pending.bytes.clear();
    }

    fn put_unicode(&mut self, c: char) {
        let is_private_glyph = matches!(c, '\u{F000}'..='\u{F0FF}');
        self.put_character(if is_private_glyph { glyph(c, self.symbol_font()) } else { c });
    }

    fn put_glyph(&mut self, code: u8, font: Symbols) {
        match font.character(code) {
            Some(c) => self.put_character(c),
            None if code.is_ascii() => self.put_character(char::from(code)),
            None => self.put_character(char::from_u32(0xF000 + u32::from(code)).unwrap_or('\u{FFFD}')),
        }
    }

    pub(super) fn put_character(&mut self, c: char) {
        if is_private_use(c) && self.reaches_reader() {
            let origin = self.origin();
            self.user_defined.add(1, &origin);
        }
        self.put(c.encode_utf8(&mut [0; 4]));
    }

    fn put_undecodable(&mut self) {
        if self.reaches_reader() {
            let origin = self.origin();
            self.undecodable.add(1, &origin);
        }
        self.put("\u{FFFD}");
    }

    fn reaches_reader(&self) -> bool {
        matches!(self.state.destination, Destination::Text | Destination::Label)
    }

    /// The place of the paragraph that is being read.
    pub(super) fn origin(&self) -> Origin {
        let part = self.stories.last().map(|story| story.part).unwrap_or_default();
        Origin { part, paragraph: self.paragraphs.get(part_index(part)).copied(), ..Origin::default() }
    }

    fn encoding(&self) -> TextEncoding {
        let characters = &self.state.characters;
        if self.state.destination == Destination::LevelText {
            return TextEncoding::CodePage(self.fonts.document());
        }
        let mut font = characters.text_font();
        if characters.class == Class::DoubleByte && font.is_none() {
            font = self.fonts.default_double_byte;
        }
        let encoding = self.fonts.encoding(font);
        let document = self.fonts.document();
        match encoding {
            TextEncoding::CodePage(page)
                if characters.class == Class::DoubleByte && !page.is_double_byte() && document.is_double_byte() =>
            {
                TextEncoding::CodePage(document)
            }
            encoding => encoding,
        }
    }

    fn symbol_font(&self) -> Option<Symbols> {
        let characters = &self.state.characters;
        let fonts = [characters.text_font(), characters.font, characters.low, characters.high, characters.double_byte];
        fonts.into_iter().flatten().find_map(|font| self.fonts.symbol(font))
    }
}

impl Found {
    fn add(&mut self, count: usize, origin: &Origin) {
        if count > 0 {
            self.count += count;
            self.first.get_or_insert_with(|| origin.clone());
        }
    }
}

fn push_bounded(label: &mut String, text: &str) {
    let room = LABEL.saturating_sub(label.chars().count());
    label.extend(text.chars().take(room));
}
