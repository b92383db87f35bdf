//! Mutants: fixtures that chance has damaged, and documents that chance has made, each by its number. Whoever reads one must come back
//! with an answer, the same one each time, in bounded time and memory, and structure must lose and double nothing of it.
//!
//! The same number is the same mutant as long as the fixtures are the same.

mod bytes;
mod chance;
mod check;
mod documents;
mod package;
mod pages;
mod run;
mod seeds;
mod shrink;

pub use check::{Checked, check, check_document, check_pages, check_reading, check_structure};
pub use documents::document;
pub use package::{of_parts, to_parts};
pub use run::{Bounds, Report, run};
pub use seeds::{Seed, Seeds};

use chance::Chance;
use document::Document;

/// What mutants are made of: the formats, and documents that no reader has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Plain text.
    Text,
    /// Web pages.
    Html,
    /// Web archives.
    Mht,
    /// Word 97-2003 and Word 6/95.
    Doc,
    /// Word packages.
    Docx,
    /// OpenDocument packages.
    Odt,
    /// Word XML and OpenDocument in one flat file.
    Xml,
    /// Rich Text Format.
    Rtf,
    /// PDF, and PDF whose pages are not compressed.
    Pdf,
    /// Documents for structure alone.
    Document,
}

impl Sort {
    /// Every sort, in the order in which mutants take turns.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Html,
        Self::Mht,
        Self::Doc,
        Self::Docx,
        Self::Odt,
        Self::Xml,
        Self::Rtf,
        Self::Pdf,
        Self::Document,
    ];

    /// Its name, which is the extension of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Mht => "mht",
            Self::Doc => "doc",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Xml => "xml",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Document => "document",
        }
    }

    /// The sort of a file with this extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "fodt" => Some(Self::Xml),
            _ => Self::ALL.into_iter().find(|sort| sort.name() == extension),
        }
    }

    /// The sort of a mutant by its number.
    fn of_number(number: u64) -> Self {
        let sorts = u64::try_from(Self::ALL.len()).unwrap_or(1);
        usize::try_from(number % sorts).ok().and_then(|at| Self::ALL.get(at)).copied().unwrap_or(Self::Text)
    }
}

/// A file or a document that chance has made.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutant {
    /// What it is known by.
    pub number: u64,
    /// What it is made of.
    pub sort: Sort,
    /// The fixture that it was; empty for a document.
    pub of: String,
    /// What it is now.
    pub body: Body,
}

/// What a mutant is.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A file.
    File(Vec<u8>),
    /// A document.
    Document(Document),
}

impl Mutant {
    /// The mutant of a number.
    pub fn new(seeds: &Seeds, number: u64) -> Self {
        let sort = Sort::of_number(number);
        let mut chance = Chance::new(number);
        let Some((seed, other)) = seeds.two(sort, &mut chance) else {
            let document = document(&mut |limit| chance.below(limit));
            return Self { number, sort, of: String::new(), body: Body::Document(document) };
        };
        let bytes = match sort {
            Sort::Docx | Sort::Odt if !chance.one_in(4) => package::mutate(&seed.bytes, &other.bytes, &mut chance),
            // What stands elsewhere is found by its place: a file that has moved is mostly no file at all.
            Sort::Doc if !chance.one_in(8) => bytes::mutate_in_place(&seed.bytes, &mut chance),
            _ => bytes::mutate(&seed.bytes, &other.bytes, &mut chance),
        };
        Self { number, sort, of: seed.name.clone(), body: Body::File(bytes) }
    }

    /// Whether it has the more expensive looks taken at it, too.
    fn thorough(&self) -> bool {
        (self.number / 10).is_multiple_of(8)
    }

    fn check(&self) -> Result<Checked, String> {
        match &self.body {
            Body::File(bytes) => check(bytes, self.sort.name(), self.thorough()),
            Body::Document(document) => check_document(document),
        }
    }
}
