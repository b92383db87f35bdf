use std::fmt;

use crate::{Document, Origin, Region};

/// What a reader made of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What the file holds.
    pub document: Document,
    /// What was unreadable or doubtful, in the order in which it was met.
    pub warnings: Vec<Warning>,
    /// The encoding of a text-like file, by its WHATWG name in lower case.
    pub encoding: Option<&'static str>,
    /// Pages of a paged file.
    pub pages: Option<u32>,
}

/// Trouble that did not keep a reader from reading.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// Bytes that mean nothing in the file's encoding; each stands as U+FFFD in the text.
    UndecodableBytes {
        /// How many places.
        count: usize,
        /// The first of them.
        origin: Origin,
    },
    /// Characters that only the agency's own fonts can show: private use code points, or the user-defined areas of Big5,
    /// which decode to unrelated characters.
    UserDefinedCharacters {
        /// How many.
        count: usize,
        /// The first of them.
        origin: Origin,
    },
    /// Something nested deeper than [`crate::Limits`] allows; its text is kept, its structure is not.
    TooDeep {
        /// Where.
        origin: Origin,
    },
    /// A number in the file beyond [`crate::Limits`], or without sense: read as the nearest that has some.
    OutOfBounds {
        /// What it counts, with its name in the file: `columns of a cell (w:gridSpan)`.
        what: &'static str,
        /// As it stands in the file.
        found: String,
        /// Where.
        origin: Origin,
    },
    /// A part that the file refers to is not in it.
    MissingPart {
        /// Its name, and what it would hold: `word/numbering.xml`.
        part: String,
        /// Where it is referred to.
        origin: Origin,
    },
    /// A part is damaged; what stands before the damage is read.
    DamagedPart {
        /// Its name: `word/document.xml`.
        part: String,
        /// What is wrong with it.
        problem: String,
        /// Where.
        origin: Origin,
    },
    /// Pages of which nothing, or too little to understand, could be read.
    UnreadPages {
        /// Their numbers, ascending, 1-based.
        pages: Vec<u32>,
        /// Why.
        problem: String,
        /// The first of them.
        origin: Origin,
    },
    /// A part that no reader reads.
    UnreadPart {
        /// Its name.
        part: String,
        /// Why.
        problem: String,
        /// Where.
        origin: Origin,
    },
}

impl Warning {
    /// Pages that could not be read; it was met on the first of them.
    pub fn unread_pages(pages: Vec<u32>, problem: impl Into<String>) -> Self {
        let first = pages.first().map(|page| Region { page: *page, bbox: [0.0; 4] });
        let origin = Origin { regions: first.into_iter().collect(), ..Origin::default() };
        Self::UnreadPages { pages, problem: problem.into(), origin }
    }

    /// Whether something of the file could not be read, so that its record is only part of it.
    pub fn loses_text(&self) -> bool {
        match self {
            Self::UndecodableBytes { .. }
            | Self::MissingPart { .. }
            | Self::DamagedPart { .. }
            | Self::UnreadPages { .. }
            | Self::UnreadPart { .. } => true,
            Self::UserDefinedCharacters { .. } | Self::TooDeep { .. } | Self::OutOfBounds { .. } => false,
        }
    }

    /// Where it was met first.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::UndecodableBytes { origin, .. }
            | Self::UserDefinedCharacters { origin, .. }
            | Self::TooDeep { origin }
            | Self::OutOfBounds { origin, .. }
            | Self::MissingPart { origin, .. }
            | Self::DamagedPart { origin, .. }
            | Self::UnreadPages { origin, .. }
            | Self::UnreadPart { origin, .. } => origin,
        }
    }

    /// The same, to be changed where a file stands in another.
    pub fn origin_mut(&mut self) -> &mut Origin {
        match self {
            Self::UndecodableBytes { origin, .. }
            | Self::UserDefinedCharacters { origin, .. }
            | Self::TooDeep { origin }
            | Self::OutOfBounds { origin, .. }
            | Self::MissingPart { origin, .. }
            | Self::DamagedPart { origin, .. }
            | Self::UnreadPages { origin, .. }
            | Self::UnreadPart { origin, .. } => origin,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UndecodableBytes { count, .. } => {
                write!(f, "{count} places hold bytes that mean nothing in the encoding")
            }
            Self::UserDefinedCharacters { count, .. } => {
                write!(f, "{count} characters are user-defined and show only with the agency's own font")
            }
            Self::TooDeep { .. } => write!(f, "nested too deeply; the text is kept, its structure is not"),
            Self::OutOfBounds { what, found, .. } => write!(f, "{what}: {found} is out of bounds"),
            Self::MissingPart { part, .. } => write!(f, "{part} is missing"),
            Self::DamagedPart { part, problem, .. } => write!(f, "{part} is damaged: {problem}"),
            Self::UnreadPages { pages, problem, .. } => {
                let noun = if pages.len() == 1 { "page" } else { "pages" };
                write!(f, "{noun} {} could not be read: {problem}", ranges(pages))
            }
            Self::UnreadPart { part, problem, .. } => write!(f, "{part} was not read: {problem}"),
        }
    }
}

/// Ascending numbers as `1, 3–5`.
fn ranges(numbers: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let names = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Why nothing usable could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no text in the file.
    NoText {
        /// What there is instead.
        found: String,
    },
    /// A password is needed.
    Encrypted,
    /// A format that no reader reads.
    Unsupported {
        /// What the file is, as far as its first bytes tell.
        found: String,
    },
    /// Not what its signature says.
    Malformed {
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// Beyond a bound of [`crate::Limits`].
    TooLarge {
        /// Which bound, with its unit.
        bound: &'static str,
        /// Its value.
        limit: u64,
        /// What the file has.
        found: u64,
    },
    /// Bytes that decode to no sensible text.
    Garbled {
        /// What speaks against it.
        found: String,
    },
}

impl ReadError {
    /// More than a bound allows. Where counting ends at the bound, `found` is one more.
    pub fn too_large(bound: &'static str, limit: usize, found: usize) -> Self {
        let count = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
        Self::TooLarge { bound, limit: count(limit), found: count(found) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText { found } => write!(f, "no text in it: {found}"),
            Self::Encrypted => write!(f, "a password is needed to read it; saved without one it is read"),
            Self::Unsupported { found } => write!(f, "no reader for this format: {found}"),
            Self::Malformed { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::TooLarge { bound, limit, found } => write!(f, "too large: {found} {bound}, at most {limit} are read"),
            Self::Garbled { found } => write!(f, "not sensible text: {found}"),
        }
    }
}

impl std::error::Error for ReadError {}
