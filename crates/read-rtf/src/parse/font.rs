//! The font table: which code page the text in a font has.

use std::collections::BTreeMap;

use crate::parse::code_page::{CodePage, WESTERN};
use crate::parse::symbol::Symbols;

/// The fonts of a file and its character set.
#[derive(Debug, Default)]
pub(crate) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// The font whose entry is being read.
    current: Option<i32>,
    /// `\ansicpg`, `\mac`, `\pc`, `\pca`.
    pub(crate) document: Option<CodePage>,
    /// The code page of `\deflangfe` or `\deflang`.
    pub(crate) language: Option<CodePage>,
    /// `\deff`
    pub(crate) default: Option<i32>,
    /// `\stshfdbch`, the font of East Asian text.
    pub(crate) default_double_byte: Option<i32>,
    has_double_byte: bool,
}

#[derive(Debug, Default)]
struct Font {
    charset: Option<i32>,
    code_page: Option<CodePage>,
    /// What of the name is ASCII: enough to know the fonts of symbols.
    name: String,
    named: bool,
}

/// How the bytes of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextEncoding {
    /// As characters of a code page.
    CodePage(CodePage),
    /// As glyphs.
    Symbol(Symbols),
}

/// Fonts of a file.
const FONTS: usize = 1 << 16;

/// Characters of a font's name that matter.
const NAME: usize = 64;

impl Fonts {
    /// Begins the entry of a font.
    pub(crate) fn begin(&mut self, number: i32) {
        self.current = (self.fonts.len() < FONTS).then_some(number);
        if self.current.is_some() {
            self.fonts.insert(number, Font::default());
        }
    }

    /// A control word within an entry.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) {
        match (name, parameter) {
            (b"f", Some(number)) => self.begin(number),
            (b"fcharset", Some(charset)) => {
                let code_page = CodePage::of_charset(charset);
                self.has_double_byte |= code_page.is_some_and(CodePage::is_double_byte);
                if let Some(font) = self.current() {
                    font.charset = Some(charset);
                }
            }
            (b"cpg", Some(number)) => {
                let code_page = CodePage::of_number(number);
                self.has_double_byte |= code_page.is_some_and(CodePage::is_double_byte);
                if let Some(font) = self.current() {
                    font.code_page = code_page;
                }
            }
            _ => {}
        }
    }

    /// A byte of a font's name.
    pub(crate) fn name(&mut self, byte: u8) {
        let Some(font) = self.current() else { return };
        if byte == b';' {
            font.named = true;
        } else if !font.named && byte.is_ascii() && font.name.len() < NAME {
            font.name.push(char::from(byte));
        }
    }

    fn current(&mut self) -> Option<&mut Font> {
        self.fonts.get_mut(&self.current?)
    }

    /// How the document reads text for which no font says otherwise.
    pub(crate) fn document(&self) -> CodePage {
        self.document.or(self.language).unwrap_or(WESTERN)
    }

    /// How text in a font is read.
    pub(crate) fn encoding(&self, number: Option<i32>) -> TextEncoding {
        let Some(font) = number.or(self.default).and_then(|number| self.fonts.get(&number)) else {
            return TextEncoding::CodePage(self.document());
        };
        if let Some(symbol) = symbol(font) {
            return TextEncoding::Symbol(symbol);
        }
        let of_charset = font.charset.and_then(CodePage::of_charset);
        TextEncoding::CodePage(match font.code_page.or(of_charset) {
            // A writer that knows charsets gives its East Asian fonts one; another one writes all text in the code page
            // of the document, whatever it says of the fonts.
            Some(page) if page == WESTERN && !self.has_double_byte && self.document().is_double_byte() => {
                self.document()
            }
            Some(code_page) => code_page,
            None => self.document(),
        })
    }

    /// The font of symbols that a number stands for, if it is one.
    pub(crate) fn symbol(&self, number: i32) -> Option<Symbols> {
        symbol(self.fonts.get(&number)?)
    }
}

// Charset 2 is that of symbols; old writers give such fonts none.
fn symbol(font: &Font) -> Option<Symbols> {
    let by_name = Symbols::of_name(&font.name);
    match font.charset {
        Some(2) => Some(by_name.unwrap_or(Symbols::Unknown)),
        None | Some(0 | 1) => by_name,
        Some(_) => None,
    }
}
