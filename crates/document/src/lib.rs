//! What a file holds, before anyone asks what it means.
//!
//! A [`Document`] is blocks of text and tables in reading order, each with the place where it was read. It knows nothing
//! of plans. A reader is a pure function from bytes to a [`Reading`] or a [`ReadError`]; it reports what it sees and
//! decides nothing about the plan.

mod embedded;
mod limits;
mod origin;
mod reading;
mod table;

pub use embedded::Embedded;
pub use limits::Limits;
pub use origin::{Confidence, Origin, Part, Region};
pub use reading::{ReadError, Reading, Warning};
pub use table::{Cell, Table, TableSource};

/// The blocks of a file, in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Everything that a reader of the file sees, in reading order.
    pub blocks: Vec<Block>,
    /// What the end of a paragraph means.
    pub flow: Flow,
}

/// What the end of a [`Paragraph`] means in this document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// A paragraph of the source: its author ended it.
    #[default]
    Paragraphs,
    /// A line of the source: it may have been wrapped by a page or a mail program.
    Lines,
}

/// A paragraph, a table, or a file within the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, or a line where [`Flow::Lines`] holds.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A file within the file, for another reader. Whoever knows all readers puts what it holds in its place.
    Embedded(Embedded),
}

/// A paragraph of text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// The text, in pieces that each have one place in the source. `\n` is a line break within the paragraph, `\t` a tab.
    pub runs: Vec<Run>,
    /// A list label that the source generates instead of holding it as text, with its separator (`1.`, `（一）`, `•`).
    pub label: Option<String>,
    /// The rank of a heading where the format states it, 1 the highest.
    pub heading: Option<u8>,
    /// Blank lines or a gap stand before it.
    pub gap_before: bool,
    /// Whether it belongs to the text or to what surrounds it.
    pub place: Place,
    /// Lists of the source in which it stands, one in another; `None` where the format numbers paragraphs without lists
    /// around them, as word processors do.
    pub lists: Option<usize>,
}

/// Whether a block belongs to the text of a file or to what a site puts around it, as far as the reader can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The text itself, or not known.
    #[default]
    Main,
    /// Navigation, page tools, a footer of the site.
    Aside,
    /// A mark behind the text of every page.
    Watermark,
    /// What a text recognition made of something that it can't read.
    Noise,
}

/// Text with one place in the source.
///
/// Where `origin.chars` is as long as `text` has characters, the two correspond one to one, and a part of the text has
/// the corresponding part of the place. Otherwise (entities, folded white space) every part has the whole place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// The text as it stands in the source.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

impl Paragraph {
    /// A paragraph of one run.
    pub fn new(text: impl Into<String>, origin: Origin) -> Self {
        Self { runs: vec![Run { text: text.into(), origin }], ..Self::default() }
    }

    /// The whole text, without the generated label.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}
