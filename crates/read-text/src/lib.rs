//! Reads plain text: one paragraph per line, exactly as it stands, with its place.

use decode::{Decoded, Found, Lines, is_line_end, is_noise};
use document::{Block, Document, Flow, Limits, Origin, Paragraph, ReadError, Reading, Run, Warning};

/// Reads a plain text.
///
/// Every line that is not blank is a paragraph; a line with tabs is never blank, since it may be the empty cells of a
/// tab-separated table. A run holds the line as it stands; control characters that show nothing are left out between
/// two runs, so that each run corresponds to its place scalar by scalar.
///
/// # Errors
///
/// [`ReadError::TooLarge`] by `limits.bytes`, or by `limits.nodes` lines; [`ReadError::NoText`] for an empty file or
/// white space; [`ReadError::Garbled`] for bytes that decode to no sensible text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    if bytes.is_empty() {
        return Err(ReadError::NoText { found: "an empty file".into() });
    }
    let decoded = decode::decode(bytes, None);
    if let Some(found) = decode::garbled(&decoded.text) {
        return Err(ReadError::Garbled { found });
    }
    limits.admit_characters(decoded.text.chars().count())?;
    let blocks = paragraphs(&decoded.text, limits)?;
    if blocks.is_empty() || decoded.text.chars().all(|c| c.is_whitespace() || is_noise(c)) {
        return Err(ReadError::NoText { found: "nothing but white space".into() });
    }
    Ok(Reading {
        document: Document { blocks, flow: Flow::Lines },
        warnings: warnings(&decoded),
        encoding: Some(decoded.encoding),
        pages: None,
    })
}

fn paragraphs(text: &str, limits: &Limits) -> Result<Vec<Block>, ReadError> {
    let mut blocks = Vec::new();
    let mut gap = false;
    let mut line = 1;
    let mut from = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (content, end) = split_line(rest);
        let runs = runs(content, line, from);
        if runs.iter().all(|run| is_blank(&run.text)) {
            gap = true;
        } else if blocks.len() < limits.nodes {
            blocks.push(Block::Paragraph(Paragraph { runs, gap_before: gap, ..Paragraph::default() }));
            gap = false;
        } else {
            return Err(ReadError::too_large("lines", limits.nodes, limits.nodes.saturating_add(1)));
        }
        line += 1;
        from += length(content) + length(end);
        rest = rest.get(content.len() + end.len()..).unwrap_or_default();
    }
    Ok(blocks)
}

/// The first line of a text and what ends it.
fn split_line(text: &str) -> (&str, &str) {
    let Some((end, c)) = text.char_indices().find(|&(_, c)| is_line_end(c)) else { return (text, "") };
    let (content, rest) = text.split_at(end);
    let end = if rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
    (content, rest.get(..end).unwrap_or(rest))
}

fn runs(content: &str, line: u32, from: u32) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = from;
    for piece in content.split_inclusive(is_noise) {
        let text = piece.trim_end_matches(is_noise);
        if !text.is_empty() {
            let origin = Origin::of_text((line, line), (at, at + length(text)));
            runs.push(Run { text: text.to_owned(), origin });
        }
        at += length(piece);
    }
    runs
}

/// Zero-width characters are white space here: nothing shows.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c != '\t' && (c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}')))
}

/// Scalars of a text; the limit of bytes keeps them within 32 bits.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn warnings(decoded: &Decoded) -> Vec<Warning> {
    let private = decode::private_use(&decoded.text);
    if decoded.undecodable.or(decoded.user_defined).or(private).is_none() {
        return Vec::new();
    }
    let lines = Lines::of(&decoded.text);
    let origin = |found: &Found| lines.origin(found.first, found.first + 1);
    let undecodable =
        decoded.undecodable.map(|found| Warning::UndecodableBytes { count: found.count, origin: origin(&found) });
    let user_defined = [decoded.user_defined, private]
        .into_iter()
        .flatten()
        .map(|found| Warning::UserDefinedCharacters { count: found.count, origin: origin(&found) });
    undecodable.into_iter().chain(user_defined).collect()
}

#[cfg(test)]
mod tests;
