//! Records in formats that others read.
//!
//! A Word file is made in three steps: *layout* decides what stands in it, paragraph by paragraph and cell by cell, *docx*
//! says the same in WordprocessingML, *package* puts the parts into a zip. Nothing in it depends on the clock, so that a
//! record gives the same bytes on every run.
//!
//! What a Word file holds of a record: front and sections with their labels, items, tables with their merges, nested
//! tables, captions, figures. What a reader of the file finds again by itself is not written: keys, kinds, roles, deadlines,
//! units, citations. What is not the plan is left out: origins, furniture, diagnostics.

mod docx;
mod label;
mod layout;
mod nested;
mod package;
mod table;

use std::{fmt, io};

use corpus::Record;

pub use label::Labels;

/// A Word file (.docx) of a record.
///
/// Reading the file gives the record again, however its labels are written.
///
/// # Errors
///
/// [`ExportError`] where the zip can't be written.
pub fn docx(record: &Record, labels: Labels) -> Result<Vec<u8>, ExportError> {
    package::zip(docx::parts(&layout::layout(record, labels)))
}

/// Why a record could not be written.
#[derive(Debug)]
pub enum ExportError {
    /// The zip of the file could not be made.
    Package(io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Package(error) => write!(f, "can't pack the file: {error}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Package(error) => Some(error),
        }
    }
}
