use std::path::{Path, PathBuf};
use std::{fmt, io};

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
    /// Another run is writing to it.
    InUse {
        /// The folder.
        folder: PathBuf,
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
    pub(crate) fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), error }
    }
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCorpus { folder, why } => write!(f, "{} is not a corpus: {why}", folder.display()),
            Self::InUse { folder } => {
                write!(f, "another run is writing to {}; try again when it has ended", folder.display())
            }
            Self::Foreign { path } => {
                write!(
                    f,
                    "{} was not written by this program and stands where one of its files belongs",
                    path.display()
                )
            }
            Self::Io { doing, path, error } => write!(f, "can't {doing} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for FolderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::NoCorpus { .. } | Self::InUse { .. } | Self::Foreign { .. } => None,
        }
    }
}
