//! Where the program keeps what belongs to its user and to no corpus.

use std::env;
use std::path::PathBuf;

/// The folder of the models, where the command line names none: `$PLANCORPUS_MODELS`, else where the system has the data of programs.
pub(crate) fn models() -> Option<PathBuf> {
    named("PLANCORPUS_MODELS").or_else(|| Some(data()?.join("plancorpus").join("models")))
}

/// The folder of recognized pages, where the command line names none.
pub(crate) fn pages() -> Option<PathBuf> {
    Some(cache()?.join("plancorpus").join("ocr"))
}

fn data() -> Option<PathBuf> {
    of_user("XDG_DATA_HOME", ".local/share", "Library/Application Support")
}

fn cache() -> Option<PathBuf> {
    of_user("XDG_CACHE_HOME", ".cache", "Library/Caches")
}

/// By the XDG Base Directory Specification, a variable or else a folder in that of the user, and what other systems have in its place.
fn of_user(variable: &str, usual: &str, of_apple: &str) -> Option<PathBuf> {
    if cfg!(windows) {
        return named("LOCALAPPDATA");
    }
    let usual = if cfg!(target_vendor = "apple") { of_apple } else { usual };
    absolute(variable).or_else(|| Some(named("HOME")?.join(usual)))
}

/// A folder that a variable names; an empty one names none.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// A path that is not absolute is to be ignored, says the specification.
fn absolute(variable: &str) -> Option<PathBuf> {
    named(variable).filter(|path| path.is_absolute())
}
