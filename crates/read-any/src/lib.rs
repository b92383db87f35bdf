//! Which format a file is, and the reader that it needs.
//!
//! Detection never tries readers: the signature decides, then the extension, and what is left is plain text.

mod detect;
mod formats;
mod signatures;

use document::{Limits, ReadError, Reading};

pub use detect::{Detected, detect};
pub use formats::{Format, FormatInfo, formats};

/// Detects the format of a file and reads it.
///
/// The format is given also where reading fails, as far as the file tells it. `extension` is that of the file's name,
/// without its dot, in any case.
///
/// # Errors
///
/// Those of the format's reader; [`ReadError::Unsupported`] where there is none; [`ReadError::NoText`] for an empty file;
/// [`ReadError::TooLarge`] by `limits.bytes` before anything is read.
pub fn read(bytes: &[u8], extension: Option<&str>, limits: &Limits) -> (Option<Format>, Result<Reading, ReadError>) {
    let detected = detect(bytes, extension);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let reading = if bytes.is_empty() {
        Err(ReadError::NoText { found: "an empty file".to_owned() })
    } else if size > limits.bytes {
        Err(ReadError::TooLarge { bound: "bytes", limit: limits.bytes, found: size })
    } else {
        match detected {
            Detected::Format(Format::Text) => read_text::read(bytes, limits),
            Detected::Format(Format::Html) => read_html::read(bytes, limits),
            Detected::Format(format) => Err(ReadError::Unsupported { found: format.info().english.to_owned() }),
            Detected::Encrypted(_) => Err(ReadError::Encrypted),
            Detected::Other(found) => Err(ReadError::Unsupported { found: found.to_owned() }),
        }
    };
    (detected.format(), reading)
}

#[cfg(test)]
mod tests;
