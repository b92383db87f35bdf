//! Reads legacy Word files: Word 97 to 2003, and Word 6 and 95.
//!
//! Covered: compound files with damaged tables; text in pieces of both widths, files saved by appending; properties through
//! styles, pages, pieces and the Data stream; the labels of lists from the paragraph or its style, with overrides, restarts
//! and links between levels and styles, and those of Word 6 and 95; headings; numbers of AUTONUM fields; tables with merges of every kind and tables
//! within; revisions as if they were accepted; hidden text; fields' results and the fields that show something without one;
//! check boxes and lists of forms; symbols; notes behind the block that refers to them; text boxes at their anchors, those
//! in groups, too; headers and footers that some page shows; comments.
//!
//! Not covered: numbers that only LISTNUM fields generate; text in `WordArt`, charts and embedded objects;
//! styles of tables; a password, also one that a program could find.

mod convert;
mod model;
mod parse;
mod properties;

use document::{Document, Flow, Limits, ReadError, Reading, Warning};

use convert::Content;

/// Reads a Word file (.doc, .dot).
///
/// # Errors
///
/// [`ReadError::Malformed`] where the file is no compound file, has no Word document, or only a damaged one without text;
/// [`ReadError::NoText`] where the document shows none; [`ReadError::Encrypted`]; [`ReadError::Unsupported`] for what is
/// older than Word 6; [`ReadError::TooLarge`] by `limits.bytes`, `limits.characters`, or `limits.nodes` paragraphs and
/// texts.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    let mut file = parse::parse(bytes, limits)?;
    let mut warnings = std::mem::take(&mut file.warnings);
    let Content { blocks, warnings: found, characters } = convert::document(&file, limits)?;
    if characters == 0 {
        let damage = warnings.iter().find(|warning| warning.loses_text());
        return Err(match damage {
            Some(damage) => ReadError::Malformed { expected: "a Word document", found: damage.to_string() },
            None => ReadError::NoText { found: "a document that shows no text".to_owned() },
        });
    }
    warnings.extend(found);
    let mut known: Vec<Warning> = Vec::new();
    for warning in warnings {
        if !known.contains(&warning) {
            known.push(warning);
        }
    }
    Ok(Reading { document: Document { blocks, flow: Flow::Paragraphs }, warnings: known, ..Reading::default() })
}

#[cfg(test)]
mod tests;
