//! What the tests in `tests/tests` and the benches in `tests/benches` share: where the repository is, a plan as text, its
//! characters, documents that are made for them.

pub mod agreement;
mod bare;
pub mod changes;
mod characters;
mod dump;
pub mod gold;
pub mod lines;
pub mod listing;
pub mod measured;
pub mod mutants;
pub mod office;
pub mod score;
pub mod written;

use std::path::{Path, PathBuf};

use document::{Limits, ReadError, Reading};

pub use bare::{bare, with_cells};
pub use characters::{Characters, Counts, difference, of_source};
pub use dump::dump;

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, PathBuf::from)
}

/// Reads a file as the program does.
///
/// # Errors
///
/// What the reader says of it; a file that the system does not give is [`ReadError::NoText`].
pub fn read(path: &Path) -> Result<Reading, ReadError> {
    let bytes = std::fs::read(path).map_err(|error| ReadError::NoText { found: error.to_string() })?;
    read_any::read(
        &bytes,
        path.extension().and_then(|extension| extension.to_str()),
        &Limits::DEFAULT,
        &ocr::Recognition::NEVER,
    )
    .1
}

/// The plans of `fixtures/plans`, in order.
pub fn plan_fixtures() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(repository().join("fixtures/plans"));
    let mut paths: Vec<PathBuf> = folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
