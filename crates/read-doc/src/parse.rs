//! Bytes to text with properties, by the structures of \[MS-CFB\] and \[MS-DOC\].

pub(crate) mod assemble;
pub(crate) mod bytes;
pub(crate) mod cfb;
pub(crate) mod clx;
mod drawing;
pub(crate) mod fib;
pub(crate) mod fkp;
mod fonts;
mod forms;
mod lists;
pub(crate) mod numbering;
pub(crate) mod plc;
pub(crate) mod sprm;
pub(crate) mod stories;
pub(crate) mod stsh;
mod word6;
mod word97;

use document::{Limits, Origin, ReadError, Warning};

use crate::model::File;
use cfb::{Compound, Stream};
use fib::FibBase;

/// Reads a file.
///
/// # Errors
///
/// [`ReadError::Malformed`] where there is no Word document in it; [`ReadError::Encrypted`]; [`ReadError::Unsupported`]
/// for what is older than Word 6; [`ReadError::TooLarge`].
pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<File, ReadError> {
    let compound = Compound::open(bytes);
    let stream = compound.as_ref().ok().and_then(|compound| compound.stream("WordDocument"));
    let Some(document) = stream.or_else(|| first_sectors(bytes)) else {
        return Err(compound.map_or_else(|error| error, |compound| no_document(&compound)));
    };
    let Some(base) = FibBase::read(&document.bytes) else {
        return Err(ReadError::Malformed { expected: "a Word document", found: "an empty one".to_owned() });
    };
    if !SIGNATURES.contains(&base.signature) {
        let found = format!("a document with the signature {:04X}", base.signature);
        return Err(ReadError::Malformed { expected: "a Word document", found });
    }
    if base.version < OLDEST {
        return Err(ReadError::Unsupported { found: format!("a document of Word 2 or older ({})", base.version) });
    }
    if base.is_encrypted {
        return Err(ReadError::Encrypted);
    }
    let mut file = match base.is_word6() {
        true => word6::file(base, &document.bytes, limits)?,
        false => word97::file(base, &document.bytes, compound.as_ref().ok(), limits)?,
    };
    if document.is_cut {
        file.warnings.push(damaged("WordDocument", "it is cut off".to_owned()));
    }
    Ok(file)
}

/// Malformed: a file that is cut off before its directory, or has lost it. Word mostly puts the document first.
fn first_sectors(bytes: &[u8]) -> Option<Stream<'_>> {
    const FIRST: usize = 512;
    let document = bytes.get(FIRST..).filter(|_| bytes.starts_with(&cfb::SIGNATURE))?;
    let base = FibBase::read(document)?;
    SIGNATURES.contains(&base.signature).then(|| Stream { bytes: document.into(), is_cut: true })
}

fn no_document(compound: &Compound<'_>) -> ReadError {
    if compound.names().any(|name| name == "EncryptedPackage") {
        return ReadError::Encrypted;
    }
    let names: Vec<&str> = compound.names().take(3).collect();
    let found = format!("a compound file with {}", names.join(", "));
    ReadError::Malformed { expected: "a Word document", found }
}

/// `wIdent`: of Word 97, of Word 6 and 95, of Word 6 on the Macintosh.
const SIGNATURES: [u16; 5] = [0xA5EC, 0xA5DC, 0xA697, 0xA698, 0xA699];

/// `nFib` of Word 6.
const OLDEST: u16 = 0x0065;

fn missing(part: &str) -> Warning {
    Warning::MissingPart { part: part.to_owned(), origin: Origin::default() }
}

fn damaged(part: &str, problem: String) -> Warning {
    Warning::DamagedPart { part: part.to_owned(), problem, origin: Origin::default() }
}
