//! Reads OpenDocument text files: packages (.odt, .ott) and single XML files (.fodt).
//!
//! Covered: paragraphs and headings with white space after ODF 1.3 part 3, 6.1.2; the labels of lists (nesting, list styles of
//! lists, items and paragraphs, continued lists, start values, list headers, outer levels in a label, `loext:num-list-format`,
//! bullets of symbol fonts), of numbered paragraphs and of the outline; tables with merged, covered and repeated cells, header
//! rows and tables within; sections, indexes, fields, ruby, formulas; footnotes and endnotes; text boxes and shapes with text;
//! the headers and footers of the pages that are used; comments; hidden text; tracked changes as they stand when accepted.
//!
//! Not covered: images; charts and other embedded objects than formulas; files that a section or a master document links to;
//! database fields beyond the text they last showed; what a style's conditions would change; OpenOffice.org 1.0 (.sxw).

mod convert;
mod parse;
mod source;
mod symbols;

use document::{Limits, ReadError, Reading};

use crate::source::Source;

/// Reads an OpenDocument text package.
///
/// # Errors
///
/// [`ReadError::Malformed`] where there is no text document in the package or nothing of it can be read;
/// [`ReadError::Encrypted`]; [`ReadError::NoText`] for a sound document that shows nothing; [`ReadError::TooLarge`] by
/// `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let parts = source::open(bytes, limits)?;
    let source = Source::of_package(&parts)?;
    convert::convert(&source, parts.warnings.clone(), limits)
}

/// Reads an OpenDocument text in a single XML file.
///
/// # Errors
///
/// Those of [`read`], encryption aside.
pub fn read_flat(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let (tree, warnings) = source::open_flat(bytes, limits)?;
    let source = Source::of_flat(&tree)?;
    convert::convert(&source, warnings, limits)
}

#[cfg(test)]
mod tests;
