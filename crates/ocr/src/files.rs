//! The files that the models are in: opened, compared with what they should be, told apart from others.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::models::{ModelFile, Models, ModelsError, model_files};

/// The files of the models, open. They can be loaded where nothing can be opened any more.
#[derive(Debug)]
pub struct OpenModels {
    /// In the order of [`model_files`].
    files: [(PathBuf, File); 2],
}

impl OpenModels {
    /// Those in a folder, if they have the size that they should have; more is not looked at yet.
    ///
    /// # Errors
    /// Where a file is missing, or is not the one that is meant.
    pub fn open(folder: &Path) -> Result<Self, ModelsError> {
        let [finder, reader] = model_files().map(|file| open(folder, file));
        Ok(Self { files: [finder?, reader?] })
    }

    /// Looks whether each is the one that is meant.
    ///
    /// # Errors
    /// Where one can't be read, or is another.
    pub fn check(&self) -> Result<(), ModelsError> {
        self.bytes().map(|_| ())
    }

    /// Reads, checks and loads them.
    ///
    /// # Errors
    /// Where one can't be read, is not the one that is meant, or is no model.
    pub fn load(&self) -> Result<Models, ModelsError> {
        Models::of_bytes(self.bytes()?)
    }

    fn bytes(&self) -> Result<[Vec<u8>; 2], ModelsError> {
        let [finder, reader] = model_files();
        let [of_finder, of_reader] = &self.files;
        Ok([checked(finder, of_finder)?, checked(reader, of_reader)?])
    }
}

impl ModelFile {
    /// Looks whether bytes are this file. `path` is where they come from.
    ///
    /// # Errors
    /// [`ModelsError::Another`] where they are not.
    pub fn check(&self, bytes: &[u8], path: &Path) -> Result<(), ModelsError> {
        let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found == self.sha256 {
            return Ok(());
        }
        Err(ModelsError::Another { path: path.to_owned(), found, expected: self.sha256 })
    }
}

/// By what pages are recognized: the models and the version of what is around them. 16 hexadecimal digits.
pub fn fingerprint() -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&crate::VERSION.to_le_bytes());
    for file in model_files() {
        hasher.update(file.sha256.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

fn open(folder: &Path, expected: ModelFile) -> Result<(PathBuf, File), ModelsError> {
    let path = folder.join(expected.name);
    let missing = |error| ModelsError::Missing { path: path.clone(), error };
    let file = File::open(&path).map_err(missing)?;
    let found = file.metadata().map_err(missing)?.len();
    if found != expected.bytes {
        let error = format!("it has {found} bytes, not {}", expected.bytes);
        return Err(missing(io::Error::new(io::ErrorKind::InvalidData, error)));
    }
    Ok((path, file))
}

fn checked(expected: ModelFile, (path, file): &(PathBuf, File)) -> Result<Vec<u8>, ModelsError> {
    let mut file = file;
    let missing = |error| ModelsError::Missing { path: path.clone(), error };
    let mut bytes = Vec::with_capacity(usize::try_from(expected.bytes).unwrap_or(0));
    file.rewind().map_err(missing)?;
    file.take(expected.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(missing)?;
    expected.check(&bytes, path)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_another_is_named() {
        let nowhere = OpenModels::open(Path::new("nowhere")).map(|_| ()).map_err(|error| error.to_string());
        assert!(nowhere.is_err_and(|said| said.starts_with("nowhere/PP-OCRv6_det_small.onnx: ")));
        let [finder, _] = model_files();
        let said = finder.check(b"", Path::new("a")).map_err(|error| error.to_string());
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(said, Err(format!("a is another file: its SHA-256 is {empty}, not {}", finder.sha256)));
    }

    #[test]
    fn a_fingerprint_is_16_digits() {
        assert!(fingerprint().len() == 16 && fingerprint().chars().all(|c| c.is_ascii_hexdigit()));
    }
}
