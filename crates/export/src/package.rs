//! The parts of a Word file, zipped.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::ExportError;

/// A part of the file: its name in the zip, and its bytes.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Zips the parts in their order. Every entry bears the zip format's own first day.
pub(crate) fn zip(parts: Vec<Part>) -> Result<Vec<u8>, ExportError> {
    let failed = |error: zip::result::ZipError| ExportError::Package(io::Error::other(error));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(part.name, options).map_err(failed)?;
        zip.write_all(&part.bytes).map_err(ExportError::Package)?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
