//! A plan in both scripts.

use std::fmt;
use std::path::PathBuf;

use corpus::{Block, Corpus, Record, RecordError};
use script::Target;

/// The two records of a plan, of the same shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub(crate) hant: Record,
    pub(crate) hans: Record,
}

impl Pair {
    /// Two records as one plan.
    ///
    /// # Errors
    /// Where they are not of the same shape: another id, other sections, items, tables, rows or columns.
    pub fn new(hant: Record, hans: Record) -> Result<Self, PairError> {
        let same = hant.id == hans.id
            && same_blocks(&hant.front, &hans.front)
            && same_length(&hant.sections, &hans.sections)
            && hant.sections.iter().zip(&hans.sections).all(|(a, b)| same_blocks(&a.blocks, &b.blocks))
            && same_length(&hant.citations, &hans.citations)
            && same_length(&hant.diagnostics, &hans.diagnostics);
        if same { Ok(Self { hant, hans }) } else { Err(PairError::Shape { id: hant.id }) }
    }

    /// The plan of an id.
    ///
    /// # Errors
    /// Where a record can't be read, or the two are not of the same shape.
    pub fn read(corpus: &Corpus, id: &str) -> Result<Self, PairError> {
        let read = |script| {
            let path = corpus.record(id, script);
            Record::read(&path).map_err(|error| PairError::Record { path, error })
        };
        Self::new(read(Target::Hant)?, read(Target::Hans)?)
    }

    /// Its record in a script.
    #[must_use]
    pub fn record(&self, script: Target) -> &Record {
        match script {
            Target::Hant => &self.hant,
            Target::Hans => &self.hans,
        }
    }
}

fn same_length<T>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len()
}

fn same_blocks(hant: &[Block], hans: &[Block]) -> bool {
    same_length(hant, hans)
        && hant.iter().zip(hans).all(|blocks| match blocks {
            (Block::Paragraph(_), Block::Paragraph(_)) | (Block::Figure(_), Block::Figure(_)) => true,
            (Block::Item(a), Block::Item(b)) => a.key == b.key && same_blocks(&a.children, &b.children),
            (Block::Table(a), Block::Table(b)) => {
                a.key == b.key
                    && same_length(&a.columns, &b.columns)
                    && same_length(&a.rows, &b.rows)
                    && a.rows
                        .iter()
                        .zip(&b.rows)
                        .all(|(a, b)| same_length(&a.cells, &b.cells) && same_length(&a.due, &b.due))
            }
            _ => false,
        })
}

/// Why there is no plan of an id.
#[derive(Debug)]
pub enum PairError {
    /// A record can't be read.
    Record {
        /// Its path.
        path: PathBuf,
        /// Why.
        error: RecordError,
    },
    /// The two records are not of one plan.
    Shape {
        /// The id of the plan.
        id: String,
    },
}

impl fmt::Display for PairError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Shape { id } => write!(f, "the two records {id} are not of one plan"),
        }
    }
}

impl std::error::Error for PairError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Record { error, .. } => Some(error),
            Self::Shape { .. } => None,
        }
    }
}
