//! Reads web archives: mail messages that hold a page with its parts. RFC 2557.
//!
//! Covered: the page that the archive starts with, by the `start` of its related parts, else the first page in it; the pages of
//! a frameset; of alternatives, the page rather than its plain text; quoted-printable and Base64, also damaged.
//!
//! Not covered: style sheets, images and attachments, which hold no text of the page.

use document::{Block, Document, Embedded, Limits, Origin, ReadError, Reading};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Reads a web archive: its pages, for the reader of their type.
///
/// # Errors
///
/// [`ReadError::Malformed`] where it is no message; [`ReadError::NoText`] where no part of it is text;
/// [`ReadError::TooLarge`] by `limits.bytes`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    let no_message = || ReadError::Malformed { expected: "a mail message", found: "no headers".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(no_message)?;
    let pages = pages(&message, bytes);
    if pages.is_empty() {
        return Err(ReadError::NoText { found: "a message without a page".to_owned() });
    }
    let blocks = pages.into_iter().map(Block::Embedded).collect();
    Ok(Reading { document: Document { blocks, ..Document::default() }, ..Reading::default() })
}

/// The first page; with a frameset, the other pages behind it, since one of them or all are what it shows.
fn pages(message: &Message<'_>, bytes: &[u8]) -> Vec<Embedded> {
    let texts: Vec<&MessagePart<'_>> = message.parts.iter().filter(|part| media_type(part).is_some()).collect();
    let html: Vec<&MessagePart<'_>> = texts.iter().filter(|part| is_page(part)).copied().collect();
    let stated = start(message).and_then(|id| html.iter().find(|part| part.content_id() == Some(id)));
    let Some(first) = stated.or(html.first()).or(texts.first()) else { return Vec::new() };
    let page = embedded(first, bytes);
    if !has_frameset(&page.bytes) {
        return vec![page];
    }
    let others = html.iter().filter(|part| part.offset_header != first.offset_header);
    others.map(|part| embedded(part, bytes)).collect()
}

/// The type of a part that is a text in itself; style sheets and scripts are not.
fn media_type(part: &MessagePart<'_>) -> Option<String> {
    if matches!(part.body, PartType::Multipart(_) | PartType::Message(_)) {
        return None;
    }
    let Some(stated) = part.content_type() else { return Some("text/plain".to_owned()) };
    let name = format!("{}/{}", stated.ctype(), stated.subtype().unwrap_or_default()).to_ascii_lowercase();
    matches!(name.as_str(), "text/html" | "text/plain" | "application/xhtml+xml").then_some(name)
}

fn is_page(part: &MessagePart<'_>) -> bool {
    media_type(part).is_some_and(|name| name != "text/plain")
}

/// RFC 2387, 3.2: the content id of the part that the others belong to.
fn start<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    let id = message.content_type()?.attribute("start")?;
    Some(id.trim().trim_start_matches('<').trim_end_matches('>'))
}

fn embedded(part: &MessagePart<'_>, bytes: &[u8]) -> Embedded {
    let name = part.content_location().or_else(|| part.attachment_name()).unwrap_or("the page").to_owned();
    let stated = part.content_type().and_then(|stated| stated.attribute("charset")).map(str::to_owned);
    let (bytes, charset) = match content(part, bytes) {
        Some(bytes) => (bytes, stated),
        None => (part.contents().to_vec(), Some("utf-8".to_owned())),
    };
    Embedded { name, media_type: media_type(part), charset, bytes, origin: Origin::default() }
}

/// The bytes of a part before its encoding is looked at; `None` where they are not what its transfer encoding says. What is
/// cut off in the middle of a character of it loses that.
fn content(part: &MessagePart<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.get(part.offset_body as usize..part.offset_end as usize)?;
    let decode = match part.content_transfer_encoding().map(str::to_ascii_lowercase).as_deref() {
        Some("quoted-printable") => quoted_printable_decode,
        Some("base64") => base64_decode,
        _ => return Some(body.to_vec()),
    };
    (0..4).find_map(|cut| decode(body.get(..body.len().checked_sub(cut)?)?))
}

fn has_frameset(bytes: &[u8]) -> bool {
    bytes.windows(9).any(|window| window.eq_ignore_ascii_case(b"<frameset"))
}

#[cfg(test)]
mod tests;
