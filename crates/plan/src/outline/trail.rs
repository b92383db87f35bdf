//! The labels that are open at a place of a document, and how a further label goes with them.

use numerals::label::{Class, Label};

/// How a label goes with those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The next of its class.
    Next,
    /// The first of a class that is not open.
    First,
    /// The same value again.
    Repeat,
    /// A later one, values between are missing.
    Gap,
    /// An earlier one.
    Back,
    /// Not the first of a class that is not open.
    Headless,
}

impl Fit {
    /// As a reader would number.
    pub(crate) fn is_regular(self) -> bool {
        matches!(self, Self::Next | Self::First)
    }
}

/// An open label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) class: Class,
    pub(crate) ordinal: Option<u32>,
    /// Signs between the numbers of a label: 2.1.1 numbers a list within that of 2.1.
    depth: u8,
    /// The sign of a bullet: another sign is another list.
    glyph: Option<char>,
}

impl Open {
    /// Whether a label of one of the numbered classes goes with it.
    pub(crate) fn is_kin(&self, label: &Label) -> bool {
        self.class == label.class && self.depth == label.depth
    }
}

/// The open labels, from the outermost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trail {
    open: Vec<Open>,
}

/// The rank of a class among divisions and items, the outermost least; `None` for those that take theirs from where they
/// stand. Finer than the contract's levels, which give 第一條 and 一, or (1) and ①, the same.
pub(crate) fn rank(class: Class) -> Option<u8> {
    match class {
        Class::Attachment => Some(0),
        Class::Part => Some(1),
        Class::Chapter => Some(2),
        Class::Section => Some(3),
        Class::Formal => Some(4),
        Class::Article | Class::Point => Some(5),
        Class::Han => Some(6),
        Class::HanBracket => Some(7),
        Class::ArabicDot => Some(8),
        Class::ArabicBracket => Some(9),
        Class::Circled => Some(10),
        Class::Stem
        | Class::Branch
        | Class::StemBracket
        | Class::Decimal
        | Class::Latin
        | Class::LatinSmall
        | Class::LatinBracket
        | Class::Noun
        | Class::Bullet
        | Class::Other => None,
    }
}

impl Trail {
    pub(crate) fn open(&self) -> &[Open] {
        &self.open
    }

    fn position(&self, label: &Label, glyph: Option<char>) -> Option<usize> {
        self.open.iter().rposition(|open| open.is_kin(label) && open.glyph == glyph)
    }

    pub(crate) fn fit(&self, label: &Label) -> Fit {
        let Some(ordinal) = label.ordinal else { return Fit::Next };
        match self.position(label, None).and_then(|position| self.open[position].ordinal) {
            Some(last) if ordinal == last + 1 => Fit::Next,
            Some(last) if ordinal == last => Fit::Repeat,
            Some(last) if ordinal > last => Fit::Gap,
            Some(_) => Fit::Back,
            None if ordinal == 1 => Fit::First,
            None => Fit::Headless,
        }
    }

    /// Whether the decimal is open into whose list this one goes: 2.1 for 2.1.1.
    pub(crate) fn has_parent(&self, label: &Label) -> bool {
        let is_parent = |open: &Open| open.class == Class::Decimal && open.depth + 1 == label.depth;
        label.class == Class::Decimal && self.open.iter().any(is_parent)
    }

    /// How many open labels stay above a label; a bullet's class is told further by its sign, a decimal's by its dots.
    pub(crate) fn depth(&self, label: &Label, glyph: Option<char>) -> usize {
        if let Some(position) = self.position(label, glyph) {
            return position;
        }
        let deeper = |open: &Open| match rank(label.class) {
            Some(own) => rank(open.class).is_some_and(|rank| rank >= own),
            None => open.class == label.class && open.glyph == glyph && open.depth > label.depth,
        };
        self.open.iter().position(deeper).unwrap_or(self.open.len())
    }

    /// Opens a label; closes its kin and what stands below.
    pub(crate) fn enter(&mut self, label: &Label, glyph: Option<char>) {
        self.enter_at(self.depth(label, glyph), label, glyph);
    }

    /// Opens a label where so many stay open above it.
    pub(crate) fn enter_at(&mut self, depth: usize, label: &Label, glyph: Option<char>) {
        self.close_to(depth);
        self.open.push(Open { class: label.class, ordinal: label.ordinal, depth: label.depth, glyph });
    }

    /// Closes all but so many of the outermost labels.
    pub(crate) fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth);
    }
}
