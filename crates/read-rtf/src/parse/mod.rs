//! Bytes to the format's own types: stories of paragraphs, with the tables of fonts, styles, lists and rows.

mod character;
mod code_page;
mod destination;
mod field;
mod font;
mod list;
mod row;
mod state;
mod story;
mod style;
mod symbol;
mod text;
mod token;
mod word;

use document::{Limits, Origin, Part, ReadError, Warning};

pub(crate) use list::{LegacyNumbering, LevelOverride, ListLevel, ListTables};
pub(crate) use row::{CellDefinition, RowDefinition};
pub(crate) use style::Styles;

use crate::parse::field::Field;
use crate::parse::font::Fonts;
use crate::parse::row::RowBuilder;
use crate::parse::state::State;
use crate::parse::story::Builder;
use crate::parse::text::Pending;
use crate::parse::token::{Token, Tokens};

/// A file as its groups and control words give it.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// Running text, notes, text boxes, headers, footers, comments; the first is the running text.
    pub(crate) stories: Vec<Story>,
    /// Headers, in the order of the file.
    pub(crate) headers: Vec<usize>,
    /// Footers, in the order of the file.
    pub(crate) footers: Vec<usize>,
    /// Comments, in the order of the file.
    pub(crate) comments: Vec<usize>,
    /// The definitions of rows, by the index that an [`Entry::Row`] has.
    pub(crate) rows: Vec<RowDefinition>,
    /// The numberings of Word 6 and 95, by the index that [`Paragraph::legacy`] has.
    pub(crate) legacy: Vec<LegacyNumbering>,
    /// The list table and the list override table.
    pub(crate) lists: ListTables,
    /// The style sheet.
    pub(crate) styles: Styles,
    /// Some paragraph states the label that it shows: this writer does so for all that have one.
    pub(crate) states_labels: bool,
    /// Trouble met on the way.
    pub(crate) warnings: Vec<Warning>,
}

/// A text of its own.
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// What it belongs to.
    pub(crate) part: Part,
    /// Its paragraphs and the ends of cells and rows.
    pub(crate) entries: Vec<Entry>,
}

/// What a story consists of.
#[derive(Debug)]
pub(crate) enum Entry {
    /// A paragraph that shows something.
    Paragraph(Box<Paragraph>),
    /// Paragraphs that show nothing, however many.
    Gap {
        /// Tables around them.
        depth: usize,
        /// As [`Paragraph::in_row`].
        in_row: bool,
    },
    /// The end of a cell, of a table nested so deep (1 is the outermost).
    Cell(usize),
    /// The end of a row.
    Row {
        /// Tables around it and its own.
        depth: usize,
        /// Index of its definition.
        definition: Option<usize>,
        /// Deleted by a tracked change.
        deleted: bool,
    },
}

/// A paragraph.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// Its index in its part.
    pub(crate) index: u32,
    /// Tables around it (`\intbl`, `\itap`).
    pub(crate) depth: usize,
    /// A row was begun before it and has not ended (`\trowd` … `\row`).
    pub(crate) in_row: bool,
    /// The text.
    pub(crate) text: String,
    /// The label that the writer of the file showed, where it says (`\listtext`, `\pntext`).
    pub(crate) label: Option<String>,
    /// The list and the level that number it (`\ls`, `\ilvl`).
    pub(crate) list: Option<(i32, usize)>,
    /// Its style (`\s`).
    pub(crate) style: Option<i32>,
    /// Its outline level as it stands (`\outlinelevel`).
    pub(crate) outline: Option<i32>,
    /// Its numbering in the manner of Word 6 and 95 (`\pn`).
    pub(crate) legacy: Option<usize>,
    /// Notes and text boxes that are anchored in it, as indices of stories.
    pub(crate) anchors: Vec<usize>,
}

/// Groups that are told apart; what is nested deeper has the properties of the deepest.
const GROUPS: usize = 1 << 18;

/// Reads the structure of a file.
///
/// # Errors
///
/// [`ReadError::Malformed`] where it doesn't begin as RTF does; [`ReadError::TooLarge`] by `limits.characters` and
/// `limits.nodes` paragraphs and cells.
pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<File, ReadError> {
    let begins = |byte: &u8| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF) && !byte.is_ascii_whitespace();
    let start = bytes.iter().position(begins).unwrap_or(bytes.len());
    let sound = bytes.get(start..).unwrap_or_default();
    let signature = sound.strip_prefix(b"{").unwrap_or(sound);
    if ![&b"\\rtf"[..], b"\\urtf", b"\\pwd"].iter().any(|known| signature.starts_with(known)) {
        let head = signature.get(..16).unwrap_or(signature);
        let found = if head.is_empty() { "nothing".into() } else { head.escape_ascii().to_string() };
        return Err(ReadError::Malformed { expected: "{\\rtf", found });
    }
    let mut interpreter = Interpreter::new(sound, limits);
    interpreter.run()?;
    Ok(interpreter.finish())
}

/// What the tokens before the next one have made.
struct Interpreter<'a> {
    tokens: Tokens<'a>,
    limits: &'a Limits,
    state: State,
    outer: Vec<State>,
    /// Open groups beyond [`GROUPS`].
    untracked: usize,
    /// Some group has ended the file before its end.
    surplus_close: bool,
    cut_off: bool,
    fonts: Fonts,
    pending: Pending,
    /// Characters or controls of a fallback still to be skipped after `\u`.
    skip: usize,
    /// The label of the paragraph, while its group is open.
    label: String,
    /// The numbering of `\pn`, while its group is open.
    legacy: LegacyNumbering,
    fields: Vec<Field>,
    stories: Vec<Builder>,
    row: RowBuilder,
    nested_row: RowBuilder,
    /// Paragraphs so far, by part.
    paragraphs: [u32; 6],
    characters: usize,
    nodes: usize,
    undecodable: Found,
    user_defined: Found,
    file: File,
}

/// How often something was met, and where first.
#[derive(Default)]
struct Found {
    count: usize,
    first: Option<Origin>,
}

impl<'a> Interpreter<'a> {
    fn new(bytes: &'a [u8], limits: &'a Limits) -> Self {
        Self {
            tokens: Tokens::of(bytes),
            limits,
            state: State::default(),
            outer: Vec::new(),
            untracked: 0,
            surplus_close: false,
            cut_off: false,
            fonts: Fonts::default(),
            pending: Pending::default(),
            skip: 0,
            label: String::new(),
            legacy: LegacyNumbering::default(),
            fields: Vec::new(),
            stories: vec![Builder::new(0, Part::Body)],
            row: RowBuilder::default(),
            nested_row: RowBuilder::default(),
            paragraphs: [0; 6],
            characters: 0,
            nodes: 0,
            undecodable: Found::default(),
            user_defined: Found::default(),
            file: File { stories: vec![Story::default()], ..File::default() },
        }
    }

    fn run(&mut self) -> Result<(), ReadError> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => self.open(),
                Token::Close => self.close()?,
                Token::Word(name, parameter) => self.word(name, parameter)?,
                Token::Symbol(symbol) => self.symbol(symbol)?,
                Token::Hex(byte) => self.hex(byte),
                Token::Text(bytes) => self.text(bytes),
                Token::Binary { complete } => self.cut_off |= !complete,
            }
            self.limits.admit_characters(self.characters)?;
            if self.nodes > self.limits.nodes {
                return Err(ReadError::too_large("paragraphs and cells", self.limits.nodes, self.nodes));
            }
        }
        Ok(())
    }

    fn open(&mut self) {
        self.end_text();
        if self.outer.len() >= GROUPS {
            self.untracked += 1;
            return;
        }
        self.outer.push(self.state.clone());
        self.state.enter();
        self.enter_table_group();
    }

    fn close(&mut self) -> Result<(), ReadError> {
        self.end_text();
        if self.untracked > 0 {
            self.untracked -= 1;
            return Ok(());
        }
        // Malformed: a brace too many. What follows is read on, in case it was not the last one that was too many.
        if self.outer.len() <= 1 && self.tokens.rest().iter().any(|byte| matches!(byte, b'\\' | b'{')) {
            self.surplus_close = true;
            return Ok(());
        }
        self.leave()?;
        if let Some(outer) = self.outer.pop() {
            self.state = outer;
        }
        if self.outer.is_empty() {
            // What follows the last brace is no text: zeros, the rest of a sector.
            self.tokens = Tokens::of(&[]);
        }
        Ok(())
    }

    fn finish(mut self) -> File {
        self.end_text();
        let is_open = !self.outer.is_empty() || self.untracked > 0;
        while let Some(outer) = self.outer.pop() {
            // The bounds are kept by the caller; the rest of an open group can't be worse than what it holds already.
            let _ = self.leave();
            self.state = outer;
        }
        while !self.stories.is_empty() {
            let _ = self.end_paragraph();
            self.end_story();
        }
        let mut file = self.file;
        file.lists.resolve(&self.fonts);
        let mut warn = |found: Found, warning: fn(usize, Origin) -> Warning| {
            if found.count > 0 {
                file.warnings.push(warning(found.count, found.first.unwrap_or_default()));
            }
        };
        warn(self.undecodable, |count, origin| Warning::UndecodableBytes { count, origin });
        warn(self.user_defined, |count, origin| Warning::UserDefinedCharacters { count, origin });
        let last = self.paragraphs.first().copied().unwrap_or(0).checked_sub(1);
        let mut damaged = |problem: &str| {
            let origin = Origin { paragraph: last, ..Origin::default() };
            file.warnings.push(Warning::DamagedPart { part: "document".into(), problem: problem.into(), origin });
        };
        if self.surplus_close {
            damaged("a group is closed that was never opened");
        }
        if is_open || self.cut_off {
            damaged("the file ends inside a group");
        }
        file
    }
}
