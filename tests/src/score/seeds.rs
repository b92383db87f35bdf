//! Gold records that are kept outside of the repository, beside what the program reads.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ingest::{Options, Source, process};
use serde_json::Value;

/// A gold record, and a record that the program made of its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Seed {
    /// The name of both files, without extension.
    pub name: String,
    /// The gold record.
    pub gold: Value,
    /// The record in the script of the gold; `None` where the source gave none.
    pub plan: Option<Value>,
}

/// Each record of `gold` in a folder with a record of the file of the same name in `seeds`, by name; of several records of one
/// file, each. `None` where the folder has no `gold`.
///
/// # Errors
///
/// What the system says of a file, with its path; a gold record that is not JSON, or without a file in `seeds`.
pub fn seeds(shared: &Path) -> io::Result<Option<Vec<Seed>>> {
    if !shared.join("gold").is_dir() {
        return Ok(None);
    }
    let sources = files(&shared.join("seeds"))?;
    let mut seeds = Vec::new();
    for path in files(&shared.join("gold"))?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let gold: Value = serde_json::from_slice(&read(&path)?).map_err(|error| at(&path, &error))?;
        let source = sources.iter().find(|source| source.file_stem() == path.file_stem());
        let source = source.ok_or_else(|| at(&path, &"no file of this name among the seeds"))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let plans = plans(source, gold["script"] == "hans")?;
        if plans.is_empty() {
            seeds.push(Seed { name, gold, plan: None });
            continue;
        }
        let seed = |plan| Seed { name: name.clone(), gold: gold.clone(), plan: Some(plan) };
        seeds.extend(plans.into_iter().map(seed));
    }
    Ok(Some(seeds))
}

/// The records of a file in one script.
fn plans(path: &Path, simplified: bool) -> io::Result<Vec<Value>> {
    let bytes = read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source { path: &name, id: "0000000000000000", blake3: "0", bytes: &bytes, known: None };
    let records = process(&source, &Options::default()).plans.into_iter();
    let own = records.map(|plan| if simplified { plan.hans } else { plan.hant });
    own.map(|record| serde_json::to_value(record).map_err(|error| at(path, &error))).collect()
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, &error))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|error| at(path, &error))
}

fn at(path: &Path, what: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {what}", path.display()))
}
