//! From bytes to a file whose pages are known.

use document::{Limits, Origin, ReadError, Warning};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use crate::absurd;
use crate::budget::Budget;

/// Bytes at the end of a file among which `startxref` has to stand. Readers look for it in the last 1024 (ISO 32000-1, annex
/// H, note 18); mail programs add more.
const TAIL: usize = 2048;

pub(crate) fn open(bytes: &[u8], budget: &mut Budget, limits: &Limits) -> Result<(Pdf, Vec<Warning>), ReadError> {
    limits.admit_bytes(bytes)?;
    budget.admit_object_streams(bytes)?;
    let pdf = Pdf::new(absurd::without_absurd_numbers(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Unsupported { found: "a PDF file with an encryption that is no standard one".to_owned() }
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => malformed("a file whose encryption is damaged"),
        LoadPdfError::Invalid => malformed(if memmem::find(bytes, b"%PDF-").is_some() {
            "a file without readable pages"
        } else {
            "bytes without the signature of one"
        }),
    })?;
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(malformed("a file without readable pages"));
    }
    if pages > limits.nodes {
        return Err(ReadError::too_large("pages", limits.nodes, pages));
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let is_whole = memmem::find(tail, b"startxref").is_some() || memmem::find(tail, b"%%EOF").is_some();
    let damage = (!is_whole).then(|| Warning::DamagedPart {
        part: "the file".to_owned(),
        problem: "its end is missing".to_owned(),
        origin: Origin::default(),
    });
    Ok((pdf, damage.into_iter().collect()))
}

fn malformed(found: &str) -> ReadError {
    ReadError::Malformed { expected: "a PDF file", found: found.to_owned() }
}
