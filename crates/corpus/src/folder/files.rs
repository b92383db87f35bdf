//! Files that are there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::FolderError;

/// Writes a file so that others see the old one or the new one, and nothing between. It is on the disk then.
///
/// # Errors
/// Where the system refuses; the old file is still there.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_pieces(path, &mut |file| file.write_all(bytes))
}

/// A file of a corpus, piece by piece: some are large.
pub(super) fn put(path: &Path, pieces: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), FolderError> {
    write_pieces(path, pieces).map_err(|error| FolderError::io("write", path, error))
}

fn write_pieces(path: &Path, pieces: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let temporary = temporary(path);
    let mut write = || {
        // What an interrupted run left; never followed, should it be a link.
        remove_if_there(&temporary)?;
        let mut file = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&temporary)?);
        pieces(&mut file)?;
        file.into_inner()?.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().inspect_err(|_| {
        // The error at hand says more than one of the cleaning.
        let _ = fs::remove_file(&temporary);
    })
}

/// Where a file is written before it takes its place.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.tmp"))
}

/// Removes what a killed run may have left beside a file.
pub(super) fn remove_temporary(path: &Path) -> Result<(), FolderError> {
    let temporary = temporary(path);
    remove_if_there(&temporary).map(drop).map_err(|error| FolderError::io("remove", &temporary, error))
}

/// Removes a record, and its folder where that is left empty; whether it was there.
pub(super) fn remove_record(path: &Path) -> Result<bool, FolderError> {
    let was_there = remove_if_there(path).map_err(|error| FolderError::io("remove", path, error))?;
    if let Some(shard) = path.parent() {
        match fs::remove_dir(shard) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound) => {
                return Err(FolderError::io("remove", shard, error));
            }
            _ => {}
        }
    }
    Ok(was_there)
}

pub(super) fn remove_if_there(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes the names in a folder last.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> Result<(), FolderError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| FolderError::io("sync", folder, error))
}

/// Elsewhere a folder can't be opened as a file, and a rename lasts by itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> Result<(), FolderError> {
    Ok(())
}
