//! Reads Rich Text Format, version 1.9.1, as Word, `WordPad`, LibreOffice, WPS and older exporters write it.
//!
//! Covered: code pages of documents and fonts, double bytes in any spelling, Unicode with its fallbacks; the fonts of
//! symbols; labels as the writer showed them, or counted by the list tables, by styles, or by the numbering of Word 6 and
//! 95; outline levels; tables with their merges, tables in tables, deleted rows; hidden and deleted text; fields and what
//! Word draws from their instructions (`SYMBOL`, `EQ`, check boxes); footnotes and endnotes, text boxes, headers, footers,
//! comments; formulas as the text of their parts; damaged and cut off files.
//!
//! Not covered: pictures, embedded objects but for the text that stands for them, `WordArt`; `EQ` fields other than
//! readings and characters in circles; the numbering of sections (`\pnseclvl`), labels of Word 6 lists converted by Word 97
//! (`\levelold`) that take in those of outer levels; what the encapsulated HTML of mail hides.

mod convert;
mod parse;

use document::{Document, Flow, Limits, ReadError, Reading, Warning};

use crate::convert::Content;

/// Reads a Rich Text Format file.
///
/// # Errors
///
/// [`ReadError::Malformed`] for what doesn't begin as RTF does; [`ReadError::TooLarge`] by `limits.bytes`,
/// `limits.characters`, or `limits.nodes` paragraphs and cells; [`ReadError::NoText`] where nothing shows.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    let file = parse::parse(bytes, limits)?;
    let Content { blocks, warnings, characters, shows } = convert::convert(file, limits);
    limits.admit_characters(characters)?;
    if !shows && warnings.iter().any(|warning| matches!(warning, Warning::DamagedPart { .. })) {
        return Err(ReadError::Malformed { expected: "text", found: "a file that breaks off before any".into() });
    }
    if !shows {
        return Err(ReadError::NoText { found: "a document without text".into() });
    }
    let document = Document { blocks, flow: Flow::Paragraphs };
    Ok(Reading { document, warnings, encoding: None, pages: None })
}

#[cfg(test)]
mod tests;
