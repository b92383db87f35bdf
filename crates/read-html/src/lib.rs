//! Reads web pages.
//!
//! Covered: encodings by byte order mark, declaration and content; blocks in reading order with white space after CSS;
//! preformatted text; headings; the labels of `ol` and `ul`; tables with merged cells, head and foot, captions and tables
//! within; tables that only arrange a page; what says that it does not show; form controls; what a site puts around its
//! content; the place of every text in the source.
//!
//! Not covered: style sheets and scripts, so that what they hide or show counts as shown or hidden; images; frames, whose
//! text is in other files.

mod blocks;
mod charset;
mod chrome;
mod dom;
mod elements;
mod grid;
mod inline;
mod lists;
mod parse;
mod style;

use decode::Lines;
use document::{Document, Flow, Limits, ReadError, Reading, Warning};

use crate::blocks::{Content, Seen};

/// Reads a web page.
///
/// # Errors
///
/// [`ReadError::TooLarge`] by `limits.bytes`, `limits.nodes` elements or `limits.cells` cells in one table;
/// [`ReadError::NoText`] where nothing shows, as in a frameset; [`ReadError::Garbled`] for bytes that decode to no
/// sensible text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    read_as(bytes, None, limits)
}

/// Reads a web page whose encoding is stated beside it, by any of its labels; that outweighs what the page declares.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_as(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    if bytes.is_empty() {
        return Err(ReadError::NoText { found: "an empty file".into() });
    }
    let declared = charset.map(str::to_owned).or_else(|| charset::declared(bytes));
    let decoded = decode::decode(bytes, declared.as_deref());
    if let Some(found) = decode::garbled(&decoded.text) {
        return Err(ReadError::Garbled { found });
    }
    let (dom, too_deep) = parse::parse(&decoded.text, limits)?;
    let chrome = chrome::judge(&dom);
    let lines = Lines::of(&decoded.text);
    let Content { blocks, characters, replaced, private } = blocks::blocks(&dom, &chrome, &lines, limits)?;
    limits.admit_characters(characters)?;
    if characters == 0 {
        let frames = (0..dom.len()).any(|id| dom.tag(id) == "frameset");
        let found = if frames { "frames, whose text is in other files" } else { "a page that shows no text" };
        return Err(ReadError::NoText { found: found.to_owned() });
    }
    let origin = |seen: &Seen| lines.origin(seen.first.0, seen.first.1);
    let mut warnings = Vec::new();
    if decoded.undecodable.is_some() && replaced.count > 0 {
        warnings.push(Warning::UndecodableBytes { count: replaced.count, origin: origin(&replaced) });
    }
    if let Some(found) = decoded.user_defined {
        let origin = lines.origin(found.first, found.first + 1);
        warnings.push(Warning::UserDefinedCharacters { count: found.count, origin });
    }
    if private.count > 0 {
        warnings.push(Warning::UserDefinedCharacters { count: private.count, origin: origin(&private) });
    }
    if let Some((from, to)) = too_deep {
        warnings.push(Warning::TooDeep { origin: lines.origin(from, to) });
    }
    let flow = if chrome.is_preformatted() { Flow::Lines } else { Flow::Paragraphs };
    Ok(Reading { document: Document { blocks, flow }, warnings, encoding: Some(decoded.encoding), pages: None })
}

#[cfg(test)]
mod tests;
