//! Which format a file is, and the reader that it needs.
//!
//! Detection never tries readers: the signature decides, then the extension, and what is left is plain text.

mod detect;
mod embedded;
mod formats;
mod signatures;

use document::{Limits, ReadError, Reading};
use ocr::Recognition;

pub use detect::{Detected, detect};
pub use formats::{Format, FormatInfo, formats};

/// Detects the format of a file and reads it.
///
/// The format is given also where reading fails, as far as the file tells it. `extension` is that of the file's name,
/// without its dot, in any case. Pages that are pictures are recognized as `recognition` says.
///
/// # Errors
///
/// Those of the format's reader; [`ReadError::Unsupported`] where there is none; [`ReadError::NoText`] for an empty file;
/// [`ReadError::TooLarge`] by `limits.bytes` before anything is read.
pub fn read(
    bytes: &[u8],
    extension: Option<&str>,
    limits: &Limits,
    recognition: &Recognition<'_>,
) -> (Option<Format>, Result<Reading, ReadError>) {
    let detected = detect(bytes, extension);
    let reading = read_as(detected, bytes, None, limits, recognition);
    (detected.format(), reading.and_then(|reading| embedded::resolve(reading, detected.format(), limits, recognition)))
}

/// What the reader of a format makes of a file; files within it are left as they are.
fn read_as(
    detected: Detected,
    bytes: &[u8],
    charset: Option<&str>,
    limits: &Limits,
    recognition: &Recognition<'_>,
) -> Result<Reading, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::NoText { found: "an empty file".to_owned() });
    }
    limits.admit_bytes(bytes)?;
    let format = match detected {
        Detected::Format(format) => format,
        Detected::Encrypted(_) => return Err(ReadError::Encrypted),
        Detected::Other(found) => return Err(ReadError::Unsupported { found: found.to_owned() }),
    };
    match format {
        Format::Doc => read_doc::read(bytes, limits),
        Format::Docx => read_docx::read(bytes, limits),
        Format::WordXml => read_docx::read_xml(bytes, limits),
        Format::Odt if bytes.starts_with(b"PK") => read_odt::read(bytes, limits),
        Format::Odt => read_odt::read_flat(bytes, limits),
        Format::Rtf => read_rtf::read(bytes, limits),
        Format::Html => read_html::read_as(bytes, charset, limits),
        Format::Mht => read_mht::read(bytes, limits),
        Format::Text => read_text::read(bytes, limits),
        Format::Pdf => read_pdf::read(bytes, limits, recognition),
        Format::Image => read_image::read(bytes, limits, recognition),
    }
}

#[cfg(test)]
mod tests;
