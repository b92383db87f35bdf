//! The journal of a run: what has become of which file, line by line, so that a run that is killed at any moment can be taken up.
//!
//! It lies in the folder while a run goes on and is gone when the run has ended well. Who holds its lock writes to the folder,
//! and nobody else does. A line is there before the records that it names are written: whoever takes the run up looks whether
//! they are there, and no record is ever there that no line names. Lines are not synced to the disk one by one: a process that is
//! killed loses none, and a machine that fails loses only the work of the last seconds.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::FolderError;
use crate::Line;

/// What a run was made by: with the same, the same file has the same outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunKey {
    /// The version of plancorpus.
    pub version: String,
    /// A digest of all its options.
    pub options: String,
}

/// A line that says by what those behind it were made.
#[derive(Serialize, Deserialize)]
struct Header {
    run: RunKey,
}

/// How such a line begins. Those of files begin with their paths.
const HEADER: &[u8] = b"{\"run\":";

/// The journal, locked.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    written: Mutex<Written>,
}

#[derive(Debug)]
struct Written {
    file: File,
    /// Bytes of whole lines.
    length: u64,
}

/// What a run that did not end well has left.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Left {
    /// The lines of files in their order, and whether they were made by the key that was asked for.
    pub(super) lines: Vec<(bool, Line)>,
    /// The key of the last line.
    last: Option<RunKey>,
    /// Bytes of whole lines.
    length: usize,
}

impl Journal {
    /// Opens and locks the journal, or makes one, and reads what it holds.
    pub(super) fn open(folder: &Path, path: PathBuf, key: &RunKey) -> Result<(Self, Left), FolderError> {
        let failed = |error: io::Error| FolderError::io("write", &path, error);
        let mut file = loop {
            // Never followed, should it be a link.
            match fs::symlink_metadata(&path) {
                Ok(there) if !there.is_file() => return Err(FolderError::Foreign { path }),
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
            let file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(FolderError::InUse { folder: folder.to_owned() }),
                Err(TryLockError::Error(error)) => return Err(FolderError::io("lock", &path, error)),
            }
            // A run that ended between the two steps has removed the file that we have locked.
            if is_still(&file, &path).map_err(failed)? {
                break file;
            }
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| FolderError::io("read", &path, error))?;
        let left = Left::of(&bytes, key);
        let length = u64::try_from(left.length).unwrap_or(u64::MAX);
        // A line that was torn, and whatever stands behind it.
        file.set_len(length).map_err(failed)?;
        Ok((Self { path, written: Mutex::new(Written { file, length }) }, left))
    }

    /// Says by what the lines from here on are made.
    pub(super) fn begin(&self, key: &RunKey, left: &Left) -> Result<(), FolderError> {
        if left.last.as_ref() == Some(key) {
            return Ok(());
        }
        let json = serde_json::to_string(&Header { run: key.clone() });
        self.append(&(json.map_err(|error| FolderError::io("write", &self.path, error.into()))? + "\n"))
    }

    /// Adds the line of a file.
    pub(super) fn note(&self, line: &Line) -> Result<(), FolderError> {
        self.append(&line.to_json().map_err(|error| FolderError::io("write", &self.path, error.into()))?)
    }

    fn append(&self, line: &str) -> Result<(), FolderError> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let length = written.length;
        written.file.write_all(line.as_bytes()).map_err(|error| {
            // Half a line would be the end of all behind it. Where even that fails, the error at hand ends the run.
            let _ = written.file.set_len(length);
            FolderError::io("write", &self.path, error)
        })?;
        written.length += u64::try_from(line.len()).unwrap_or(0);
        Ok(())
    }

    /// Ends the run, and with it the journal.
    pub(super) fn remove(self) -> Result<(), FolderError> {
        fs::remove_file(&self.path).map_err(|error| FolderError::io("remove", &self.path, error))
    }
}

impl Left {
    /// What whole lines say, as far as they can be read.
    fn of(bytes: &[u8], key: &RunKey) -> Self {
        let mut left = Self::default();
        for text in bytes.split_inclusive(|byte| *byte == b'\n').filter(|text| text.ends_with(b"\n")) {
            if text.starts_with(HEADER) {
                let Ok(Header { run }) = serde_json::from_slice(text) else { break };
                left.last = Some(run);
            } else {
                let Ok(line) = serde_json::from_slice::<Line>(text) else { break };
                if left.last.is_none() || !line.records().iter().all(|id| super::is_id(id)) {
                    break;
                }
                left.lines.push((left.last.as_ref() == Some(key), line));
            }
            left.length += text.len();
        }
        left
    }
}

/// Whether an open file is the one that has this name.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;

    let ours = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (ours.dev(), ours.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;
    use crate::Status;

    fn key(options: &str) -> RunKey {
        RunKey { version: "0".to_owned(), options: options.to_owned() }
    }

    fn line(path: &str) -> Line {
        Line { id: Some("0123456789abcdef".to_owned()), ..Line::new(path, Status::Ok) }
    }

    fn open(folder: &Path, options: &str) -> Result<(Journal, Left), FolderError> {
        Journal::open(folder, folder.join("journal"), &key(options))
    }

    fn told(left: &Left) -> Vec<(bool, &str)> {
        left.lines.iter().map(|(same, line)| (*same, line.path.as_str())).collect()
    }

    #[test]
    fn what_was_noted_is_there_when_it_is_opened_again_and_tells_its_run() {
        let dir = tempfile::tempdir().unwrap();
        for (options, path) in [("a", "1"), ("b", "2"), ("b", "3"), ("a", "4")] {
            let (journal, left) = open(dir.path(), options).unwrap();
            journal.begin(&key(options), &left).unwrap();
            journal.note(&line(path)).unwrap();
        }
        let (journal, left) = open(dir.path(), "b").unwrap();
        assert_eq!(told(&left), [(false, "1"), (true, "2"), (true, "3"), (false, "4")]);
        journal.remove().unwrap();
        assert_eq!(open(dir.path(), "b").unwrap().1, Left::default());
    }

    #[test]
    fn a_journal_that_is_torn_anywhere_holds_its_whole_lines_and_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, left) = open(dir.path(), "a").unwrap();
        journal.begin(&key("a"), &left).unwrap();
        ["1", "2"].iter().for_each(|path| journal.note(&line(path)).unwrap());
        drop(journal);
        let path = dir.path().join("journal");
        let whole = fs::read(&path).unwrap();
        for length in 0..=whole.len() {
            let lines = whole.get(..length).unwrap().iter().filter(|byte| **byte == b'\n').count();
            fs::write(&path, whole.get(..length).unwrap()).unwrap();
            let (journal, left) = open(dir.path(), "a").unwrap();
            assert_eq!(left.lines.len(), lines.saturating_sub(1), "{length}");
            journal.begin(&key("a"), &left).unwrap();
            journal.note(&line("3")).unwrap();
            drop(journal);
            assert_eq!(open(dir.path(), "a").unwrap().1.lines.last().unwrap().1.path, "3", "{length}");
        }
    }

    #[test]
    fn what_is_no_line_of_ours_ends_it() {
        let id = "../../../etc/passwd";
        let mut foreign = line("b");
        foreign.id = Some(id.to_owned());
        let header = "{\"run\":{\"version\":\"0\",\"options\":\"a\"}}\n".to_owned();
        for bad in [foreign.to_json().unwrap(), "{}\n".to_owned(), "\n".to_owned(), "{\"run\":1}\n".to_owned()] {
            let text = header.clone() + &line("a").to_json().unwrap() + &bad + &line("c").to_json().unwrap();
            assert_eq!(told(&Left::of(text.as_bytes(), &key("a"))), [(true, "a")], "{bad}");
        }
        assert_eq!(Left::of(line("a").to_json().unwrap().as_bytes(), &key("a")), Left::default(), "of no run");
    }

    #[test]
    fn only_one_has_it() {
        let dir = tempfile::tempdir().unwrap();
        let (journal, _) = open(dir.path(), "a").unwrap();
        assert!(matches!(open(dir.path(), "a"), Err(FolderError::InUse { .. })));
        drop(journal);
        assert!(open(dir.path(), "a").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mine"), "mine").unwrap();
        std::os::unix::fs::symlink(dir.path().join("mine"), dir.path().join("journal")).unwrap();
        assert!(matches!(open(dir.path(), "a"), Err(FolderError::Foreign { .. })));
        assert_eq!(fs::read_to_string(dir.path().join("mine")).unwrap(), "mine");
    }
}
