use std::collections::HashMap;
use std::io::{Cursor, Read};

use document::{Limits, ReadError};
use flate2::read::DeflateDecoder;
use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::local::{self, Method};

/// Entries of a directory; one with more of them is not believed.
const MOST_ENTRIES: usize = 20_000;

/// A zip package.
pub struct Package<'b> {
    entries: Entries<'b>,
    names: Vec<String>,
    /// By the name that [`folded`] gives.
    places: HashMap<String, usize>,
    limits: Limits,
    /// Bytes that may still be inflated.
    left: u64,
}

/// A part of a package, as far as it could be inflated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name as the package has it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What cut them off, or shows that they are not what was written (a checksum).
    pub damage: Option<String>,
}

enum Entries<'b> {
    /// As the central directory lists them.
    Directory(Box<ZipArchive<Cursor<&'b [u8]>>>),
    /// As their own headers name them.
    Local(&'b [u8], Vec<local::Entry>),
}

impl<'b> Package<'b> {
    /// Opens a package. Where its directory is cut off or wrong, the parts are found by their local headers.
    ///
    /// # Errors
    ///
    /// [`ReadError::Malformed`] where no part is found; [`ReadError::TooLarge`] by `limits.bytes`.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        limits.admit_bytes(bytes)?;
        let (entries, names) = match directory(bytes) {
            Some((archive, names)) => (Entries::Directory(Box::new(archive)), names),
            None => {
                let found = local::entries(bytes, MOST_ENTRIES);
                let names = found.iter().map(|entry| entry.name.clone()).collect();
                (Entries::Local(bytes, found), names)
            }
        };
        if names.is_empty() {
            return Err(ReadError::Malformed { expected: "a zip package", found: "no part in it".to_owned() });
        }
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            places.entry(folded(name)).or_insert(place);
        }
        Ok(Self { entries, names, places, limits: *limits, left: limits.inflated })
    }

    /// The names of the parts, in the order of the package, without a leading `/`.
    pub fn names(&self) -> Vec<&str> {
        self.names.iter().map(|name| name.trim_start_matches('/')).collect()
    }

    /// A part by its name: without regard to a leading `/`, `\` for `/`, or the case of ASCII letters (ECMA-376-2, 6.2.2.3).
    /// `None` where the package has none of that name.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLarge`] where the parts that were read so far inflate beyond `limits.inflated`, whatever sizes they
    /// declare; [`ReadError::Encrypted`] where the part needs a password.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let Some(place) = self.places.get(&folded(name)).copied() else { return Ok(None) };
        let name = self.names.get(place).cloned().unwrap_or_default();
        let unread = |problem: String| Part { name: name.clone(), bytes: Vec::new(), damage: Some(problem) };
        let (bytes, damage) = match &mut self.entries {
            Entries::Directory(archive) => match archive.by_index(place) {
                Ok(file) => inflate(file, self.left),
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(ReadError::Encrypted),
                Err(error) => return Ok(Some(unread(error.to_string()))),
            },
            Entries::Local(bytes, entries) => {
                let Some(entry) = entries.get(place) else { return Ok(None) };
                let data = bytes.get(entry.data.clone()).unwrap_or_default();
                match entry.method {
                    Method::Stored => {
                        let (bytes, damage) = inflate(data, self.left);
                        (bytes, damage.or_else(|| entry.cut.then(|| "cut off".to_owned())))
                    }
                    Method::Deflated => inflate(DeflateDecoder::new(data), self.left),
                    Method::Encrypted => return Err(ReadError::Encrypted),
                    Method::Other(method) => return Ok(Some(unread(format!("compression method {method}")))),
                }
            }
        };
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match self.left.checked_sub(size) {
            Some(left) => self.left = left,
            None => {
                let limit = self.limits.inflated;
                return Err(ReadError::TooLarge { bound: "bytes unpacked", limit, found: limit.saturating_add(1) });
            }
        }
        Ok(Some(Part { name, bytes, damage }))
    }
}

type Directory<'b> = (ZipArchive<Cursor<&'b [u8]>>, Vec<String>);

fn directory(bytes: &[u8]) -> Option<Directory<'_>> {
    let listed = memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_ENTRIES + 1).count();
    if listed > MOST_ENTRIES {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).ok().filter(|archive| !archive.is_empty())?;
    let names = archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    Some((archive, names))
}

/// What can be read up to one byte beyond the bound, and what ended it otherwise than the end.
fn inflate(source: impl Read, left: u64) -> (Vec<u8>, Option<String>) {
    let mut bytes = Vec::new();
    let damage = source.take(left.saturating_add(1)).read_to_end(&mut bytes).err().map(|error| error.to_string());
    (bytes, damage)
}

fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
