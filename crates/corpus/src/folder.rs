//! The folder of a corpus: what lies where, and what may be written or removed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::{fmt, iter};

use script::Target;

use crate::{Line, Record};

const MANIFEST: &str = "manifest.jsonl";
const PLANS: &str = "plans";

/// A folder that holds a corpus.
///
/// Nothing in it is overwritten or removed but what this program wrote: the records that its manifest lists, and files
/// that are records of the same id.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// The records that the manifest lists, as the last run left it.
    listed: BTreeSet<String>,
}

impl Folder {
    /// Opens the corpus in a folder, or makes one where there is no folder yet or an empty one (names that begin with a
    /// dot aside).
    ///
    /// # Errors
    /// Where the folder holds something else, or the system refuses.
    pub fn open(root: &Path) -> Result<Self, FolderError> {
        fs::create_dir_all(root).map_err(|error| FolderError::io("make the folder", root, error))?;
        let manifest = root.join(MANIFEST);
        match File::open(&manifest) {
            Ok(file) => Ok(Self { root: root.to_owned(), listed: listed(&manifest, file)? }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(name) = first_visible(root)? {
                    return Err(FolderError::NoCorpus {
                        folder: root.to_owned(),
                        why: format!("it holds {name:?} and no {MANIFEST}"),
                    });
                }
                // The mark by which an interrupted first run is known as a corpus.
                write_atomically(&manifest, b"")?;
                Ok(Self { root: root.to_owned(), listed: BTreeSet::new() })
            }
            Err(error) => Err(FolderError::io("open", &manifest, error)),
        }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of its manifest.
    pub fn manifest(&self) -> PathBuf {
        self.root.join(MANIFEST)
    }

    /// The path of a record.
    pub fn record(&self, id: &str, script: Target) -> PathBuf {
        let script = match script {
            Target::Hant => "hant",
            Target::Hans => "hans",
        };
        let shard = id.get(..2).unwrap_or(id);
        self.root.join(PLANS).join(script).join(shard).join(format!("{id}.json"))
    }

    /// Writes a record, whole or not at all. A file that already has these bytes stays as it is.
    ///
    /// # Errors
    /// Where a file that this program did not write stands there, or the system refuses.
    pub fn write(&self, script: Target, record: &Record) -> Result<(), FolderError> {
        let id = &record.id;
        let path = self.record(id, script);
        let json = record.to_json().map_err(|error| FolderError::io("write", &path, io::Error::other(error)))?;
        match fs::read(&path) {
            Ok(there) if there == json => return Ok(()),
            Ok(there)
                if !self.listed.contains(id) && !Record::from_json(&there).is_ok_and(|record| record.id == *id) =>
            {
                return Err(FolderError::Foreign { path });
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(shard) = path.parent() {
                    fs::create_dir_all(shard).map_err(|error| FolderError::io("make the folder", shard, error))?;
                }
            }
            Err(error) => return Err(FolderError::io("read", &path, error)),
        }
        write_atomically(&path, &json)
    }

    /// Ends a run: removes the records that the old manifest lists and `lines` do not, and puts the new manifest in the
    /// old one's place. Returns how many plans were removed.
    ///
    /// # Errors
    /// Where the system refuses; the old manifest then still lists everything that may be left.
    pub fn finish(self, lines: &[Line]) -> Result<usize, FolderError> {
        let current: BTreeSet<&String> = lines.iter().flat_map(Line::records).collect();
        let stale: Vec<&String> = self.listed.iter().filter(|id| !current.contains(id)).collect();
        for id in &stale {
            for script in [Target::Hant, Target::Hans] {
                remove(&self.record(id, script))?;
            }
        }
        self.sync(&current)?;

        let mut lines: Vec<&Line> = lines.iter().collect();
        lines.sort_by(|a, b| a.path.cmp(&b.path));
        let mut text = String::new();
        for line in lines {
            text += &line.to_json().map_err(|error| FolderError::io("write", &self.manifest(), error.into()))?;
        }
        write_atomically(&self.manifest(), text.as_bytes())?;
        Ok(stale.len())
    }

    /// Makes the names of the records last before a manifest lists them.
    fn sync(&self, ids: &BTreeSet<&String>) -> Result<(), FolderError> {
        let shards: BTreeSet<PathBuf> = ids
            .iter()
            .flat_map(|id| [self.record(id, Target::Hant), self.record(id, Target::Hans)])
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        shards.iter().try_for_each(|shard| sync_folder(shard))
    }
}

/// The ids that a manifest lists.
fn listed(path: &Path, file: File) -> Result<BTreeSet<String>, FolderError> {
    let no_corpus = |number: usize, why: String| FolderError::NoCorpus {
        folder: path.parent().unwrap_or(path).to_owned(),
        why: format!("line {number} of its {MANIFEST} is none of this program's: {why}"),
    };
    let mut ids = BTreeSet::new();
    for (number, text) in iter::zip(1.., BufReader::new(file).lines()) {
        let text = text.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => no_corpus(number, error.to_string()),
            _ => FolderError::io("read", path, error),
        })?;
        let line: Line = serde_json::from_str(&text).map_err(|error| no_corpus(number, error.to_string()))?;
        for id in line.records() {
            // An id names a file that may be removed: nothing but an id of ours will do.
            if !is_id(id) {
                return Err(no_corpus(number, format!("{id:?} is no id")));
            }
            ids.insert(id.clone());
        }
    }
    Ok(ids)
}

/// 16 to 64 hexadecimal digits, and `-2`, `-3`, … for further plans of one file.
fn is_id(id: &str) -> bool {
    let (digits, number) = match id.split_once('-') {
        Some((digits, number)) => (digits, Some(number)),
        None => (id, None),
    };
    (16..=64).contains(&digits.len())
        && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        && number.is_none_or(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn first_visible(folder: &Path) -> Result<Option<String>, FolderError> {
    let error = |error| FolderError::io("list", folder, error);
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        names.insert(entry.map_err(error)?.file_name().to_string_lossy().into_owned());
    }
    Ok(names.into_iter().find(|name| !name.starts_with('.')))
}

/// Removes a record, and its folder where that is left empty.
fn remove(path: &Path) -> Result<(), FolderError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FolderError::io("remove", path, error)),
        _ => {
            let Some(shard) = path.parent() else { return Ok(()) };
            match fs::remove_dir(shard) {
                Err(error) if !matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound) => {
                    Err(FolderError::io("remove", shard, error))
                }
                _ => Ok(()),
            }
        }
    }
}

/// Writes a file so that others see the old one or the new one, and nothing between.
fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.tmp"));
    let write = || {
        // What an interrupted run left; never followed, should it be a link.
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().map_err(|error| {
        // The error at hand says more than one of the cleaning.
        let _ = fs::remove_file(&temporary);
        FolderError::io("write", path, error)
    })
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), FolderError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| FolderError::io("sync", folder, error))
}

/// Elsewhere a folder can't be opened as a file, and a rename lasts by itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), FolderError> {
    Ok(())
}

/// Why a folder can't be used, or no longer.
#[derive(Debug)]
pub enum FolderError {
    /// It holds something else than a corpus.
    NoCorpus {
        /// The folder.
        folder: PathBuf,
        /// What speaks against it.
        why: String,
    },
    /// A file that is no record stands where a record belongs.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    Io {
        /// To do what.
        doing: &'static str,
        /// With which path.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl FolderError {
    fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), error }
    }
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCorpus { folder, why } => write!(f, "{} is not a corpus, and not empty: {why}", folder.display()),
            Self::Foreign { path } => {
                write!(f, "{} was not written by this program and stands where a record belongs", path.display())
            }
            Self::Io { doing, path, error } => write!(f, "can't {doing} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for FolderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::NoCorpus { .. } | Self::Foreign { .. } => None,
        }
    }
}
