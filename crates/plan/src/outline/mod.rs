//! From lines to divisions and items: which labels are labels, what they head, what belongs to them.

pub(crate) mod assemble;
pub(crate) mod contents;
pub(crate) mod heading;
#[cfg(test)]
mod tests;
mod top;
pub(crate) mod trail;
pub(crate) mod tree;

use numerals::label::{Class, Label};

use crate::tables::Grid;
use crate::text::{GENERATED, Text, is_blank};
use crate::{SectionRule, TopRule};

/// A piece of the plan in reading order.
#[derive(Debug, Clone)]
pub(crate) enum Chunk {
    Paragraph(Paragraph),
    Table(Box<Grid>),
    Figure(Text),
}

/// A paragraph, its lines joined.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) label: Option<Labelled>,
    /// The text behind the label.
    pub(crate) text: Text,
    /// Columns by which its first line is indented.
    pub(crate) indent: usize,
    /// Rank of a heading, where the format says so.
    pub(crate) heading: Option<u8>,
    /// Lists in which it stands, where the format has lists.
    pub(crate) lists: Option<usize>,
    /// Why a division begins with it although it has no label; `None` where none does.
    pub(crate) divides: Option<SectionRule>,
    /// Stands off from what precedes.
    pub(crate) apart: bool,
}

/// A label as it stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) label: Label,
    /// With brackets, without the separator.
    pub(crate) text: Text,
    /// The separator, blanks included.
    pub(crate) separator: Text,
}

impl Labelled {
    /// Whether the source generates the label rather than holding it as text.
    pub(crate) fn is_generated(&self) -> bool {
        self.text.positions().first() == Some(&GENERATED)
    }

    /// What tells the lists of a class apart that has no numbers: the sign of a bullet, what is no number in another label.
    pub(crate) fn glyph(&self) -> Option<char> {
        let sign = |c: &char| !is_blank(*c) && !c.is_ascii_alphanumeric() && numerals::number::prefix(&[*c]).is_none();
        match self.label.class {
            Class::Bullet => self.text.first_visible(),
            Class::Other => self.text.chars().iter().copied().find(sign).or(self.text.first_visible()),
            _ => None,
        }
    }
}

/// What the divisions of a plan are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The class of their labels, and why it is that; `None` where they have none.
    pub(crate) top: Option<(Class, TopRule)>,
}

impl Outline {
    pub(crate) fn class(&self) -> Option<Class> {
        self.top.map(|(class, _)| class)
    }
}
