//! Records and comparisons in formats that others read.
//!
//! The Word file of a record is made in three steps: *layout* decides what stands in it, paragraph by paragraph and cell by cell, *docx*
//! says the same in WordprocessingML, *package* puts the parts into a zip. Nothing in it depends on the clock, so that a
//! record gives the same bytes on every run.
//!
//! What a Word file holds of a record: front and sections with their labels, items, tables with their merges, nested
//! tables, captions, figures. What a reader of the file finds again by itself is not written: keys, kinds, roles, deadlines,
//! units, citations. What is not the plan is left out: origins, furniture, diagnostics.
//!
//! A comparison is laid out once, as a *sheet*: divisions with the lines and tables of both plans beside each other, in both scripts,
//! with what differs marked and said. *html* makes a page of it, *docx* a Word file of what changed.

mod docx;
mod html;
mod label;
mod layout;
mod nested;
mod package;
mod phrase;
mod sheet;
mod table;
mod words;

use std::{fmt, io};

use corpus::Record;
use diff::Comparison;
use diff::series::History;
use script::Script;

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

/// A web page of a comparison of two records.
///
/// It is one file that needs nothing else and lets nothing else in. Both scripts are in it, and all of both plans; what did not
/// change is folded.
#[must_use]
pub fn comparison_page(old: &Record, new: &Record, comparison: &Comparison<'_>) -> String {
    html::page(&sheet::Sheet::of(old, new, comparison))
}

/// A web page of a series: a row for each goal and action, a column for each year, texts in `script`. `link` gives the address of the page
/// that [`comparison_page`] made of the plans of two years, one after the other.
#[must_use]
pub fn series_page(history: &History, script: Script, link: &dyn Fn(i32, i32) -> String) -> String {
    html::series_page(history, script, link)
}

/// A Word file (.docx) of what changed between two records: counts, and for each division a table of its changes.
///
/// # Errors
///
/// [`ExportError`] where the zip can't be written.
pub fn comparison_docx(old: &Record, new: &Record, comparison: &Comparison<'_>) -> Result<Vec<u8>, ExportError> {
    package::zip(docx::changes(&sheet::Sheet::of(old, new, comparison)))
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
