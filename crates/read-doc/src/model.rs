//! What both generations of the format say, in one form: text by character position, and what holds for it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use decode::symbols::SymbolFont;
use document::Warning;

use crate::properties::{Chp, Numbering, Pap, Tap};

/// Stands in [`File::text`] at a position that has no character of its own: the second byte of a double-byte character.
pub(crate) const NOTHING: u16 = 0xFFFF;

/// A Word file. Positions are character positions (\[MS-DOC\] 1.3.1), which count through all stories.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// One UTF-16 unit for each position.
    pub(crate) text: Vec<u16>,
    /// Without gaps, in order; each ends behind its mark.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// In order. Where there is none, characters are as their styles say.
    pub(crate) runs: Vec<Run>,
    /// What [`Pap::row`] refers to.
    pub(crate) rows: Vec<Tap>,
    /// What [`Pap::numbering`] refers to.
    pub(crate) numberings: Vec<Numbering>,
    pub(crate) styles: Styles,
    pub(crate) lists: ListTables,
    /// The fonts by `ftc`; `None` for one of letters.
    pub(crate) fonts: Vec<Option<SymbolFont>>,
    pub(crate) stories: Stories,
    /// What the fields of forms show, by the position of their data.
    pub(crate) forms: BTreeMap<u32, Rc<str>>,
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Paragraph {
    pub(crate) start: u32,
    /// Behind its mark.
    pub(crate) end: u32,
    pub(crate) pap: Pap,
}

/// Characters with the same properties.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What is said beyond the styles of paragraph and characters.
    pub(crate) chp: Chp,
}

/// Where the stories stand in the text.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    pub(crate) body: Range<u32>,
    /// Footnotes and endnotes.
    pub(crate) notes: Vec<Anchored>,
    /// Text boxes of the body and of headers.
    pub(crate) boxes: Vec<Anchored>,
    /// Those that some page shows.
    pub(crate) headers: Vec<Range<u32>>,
    pub(crate) footers: Vec<Range<u32>>,
    pub(crate) comments: Vec<Range<u32>>,
}

/// A story that belongs to a place in another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anchored {
    /// Where it is referred to; `None` where nothing does.
    pub(crate) at: Option<u32>,
    pub(crate) text: Range<u32>,
}

/// The styles by `istd`, with what they inherit.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    pub(crate) styles: Vec<Style>,
}

/// A style with what it inherits. One that the file lacks says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    pub(crate) pap: Pap,
    pub(crate) chp: Chp,
}

impl Styles {
    /// A style; one that says nothing where there is none.
    pub(crate) fn get(&self, istd: u16) -> Style {
        self.styles.get(usize::from(istd)).copied().unwrap_or_default()
    }
}

/// The lists of Word 97 and later: \[MS-DOC\] 2.4.6.3.
#[derive(Debug, Default)]
pub(crate) struct ListTables {
    pub(crate) definitions: Vec<ListDefinition>,
    /// By `ilfo`, from 1.
    pub(crate) lists: Vec<ListOverride>,
}

/// `LSTF` and its `LVL`s.
#[derive(Debug, Default)]
pub(crate) struct ListDefinition {
    pub(crate) id: i32,
    /// The styles that are linked with the levels.
    pub(crate) styles: [u16; numerals::lists::LEVELS],
    pub(crate) levels: Vec<ListLevel>,
}

/// `LVL`
#[derive(Debug, Default, Clone)]
pub(crate) struct ListLevel {
    pub(crate) start: u32,
    /// `nfc`
    pub(crate) format: u8,
    pub(crate) legal: bool,
    pub(crate) restart: numerals::lists::Restart,
    /// The label, `%1` for the value of the outermost level.
    pub(crate) text: String,
    /// The label's characters.
    pub(crate) chp: Chp,
}

/// `LFO` and its `LFOData`.
#[derive(Debug, Default)]
pub(crate) struct ListOverride {
    /// [`ListDefinition::id`]
    pub(crate) definition: i32,
    pub(crate) levels: Vec<LevelOverride>,
}

/// `LFOLVL`
#[derive(Debug, Default)]
pub(crate) struct LevelOverride {
    pub(crate) level: usize,
    pub(crate) start: Option<u32>,
    pub(crate) format: Option<ListLevel>,
}
