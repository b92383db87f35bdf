//! Word files: one for each record.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use corpus::{Corpus, Record, is_obeyed, printable, write_atomically};
use script::Target;

use crate::args::{ExportArgs, Labels, Script};
use crate::{Ending, complain};

/// What the name of a Word file ends in.
const DOCX: &str = "docx";
/// Bytes of a title in the name of a file. With the id behind it the name stays below the 255 of most systems.
const LONGEST_TITLE: usize = 180;

pub(super) fn run(args: &ExportArgs, of_corpus: Option<&Corpus>, out: &mut dyn Write) -> io::Result<Ending> {
    let Some(folder) = &args.out else {
        complain("--out names the folder for the Word files");
        return Ok(Ending::Unusable);
    };
    if args.card || args.bom || args.name.is_some() {
        complain("--card, --name and --bom go with tables: --to parquet, csv or jsonl");
        return Ok(Ending::Unusable);
    }
    let wanted = match wanted(args, of_corpus) {
        Ok(wanted) => wanted,
        Err(message) => {
            complain(&message);
            return Ok(Ending::Unusable);
        }
    };
    let to_file = of_corpus.is_none() && wanted.len() == 1 && has_extension(folder, DOCX);
    if !to_file && let Err(error) = fs::create_dir_all(folder) {
        complain(&format!("can't make the folder {}: {error}", folder.display()));
        return Ok(Ending::Unusable);
    }
    let mut written: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    let mut failures = 0;
    for source in &wanted {
        let exported = source.read().and_then(|(path, record)| {
            let target = if to_file { folder.clone() } else { folder.join(file_name(&record)) };
            let bytes = write(&record, args.labels)?;
            let twice = written.get(&target).filter(|_| !holds(&target, &bytes));
            if let Some(earlier) = twice {
                return Err(format!("its file {} holds {} already", target.display(), earlier.display()));
            }
            put(&target, &bytes, args.force)?;
            written.insert(target, path);
            Ok(())
        });
        if let Err(message) = exported {
            complain(&format!("{}: {message}", source.path().display()));
            failures += 1;
        }
    }
    if !to_file {
        let (count, files) = (written.len(), if written.len() == 1 { "file" } else { "files" });
        writeln!(out, "{count} {files} in {}", printable(&folder.to_string_lossy()))?;
    }
    Ok(if failures == 0 { Ending::Good } else { Ending::Failures })
}

/// A record to export.
enum Source {
    /// In a file.
    File(PathBuf),
    /// One of the two of a plan, in its own script: the Traditional one, the Simplified one.
    Own(PathBuf, PathBuf),
}

impl Source {
    fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Own(path, _) => path,
        }
    }

    fn read(&self) -> Result<(PathBuf, Record), String> {
        let read = |path: &Path| Record::read(path).map_err(|error| error.to_string());
        let record = read(self.path())?;
        match self {
            Self::Own(_, hans) if record.script == script::Script::Hans => Ok((hans.clone(), read(hans)?)),
            _ => Ok((self.path().to_owned(), record)),
        }
    }
}

/// The records that the command line names, or those of the corpus that it does.
fn wanted(args: &ExportArgs, of_corpus: Option<&Corpus>) -> Result<Vec<Source>, String> {
    let Some(corpus) = of_corpus else {
        return match args.script {
            Some(_) => Err("a record is in a script already: --script goes with a corpus".to_owned()),
            None => Ok(args.records.iter().cloned().map(Source::File).collect()),
        };
    };
    let mut sources = Vec::new();
    for line in corpus.lines().map_err(|error| error.to_string())? {
        sources.extend(line.own_records().iter().map(|id| {
            let [hant, hans] = [Target::Hant, Target::Hans].map(|script| corpus.record(id, script));
            match args.script {
                Some(Script::Hant) => Source::File(hant),
                Some(Script::Hans) => Source::File(hans),
                None => Source::Own(hant, hans),
            }
        }));
    }
    Ok(sources)
}

fn write(record: &Record, labels: Labels) -> Result<Vec<u8>, String> {
    let labels = match labels {
        Labels::Generated => ::export::Labels::Generated,
        Labels::Typed => ::export::Labels::Typed,
    };
    ::export::docx(record, labels).map_err(|error| error.to_string())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The title, as far as it can stand in the name of a file, and the id.
fn file_name(record: &Record) -> String {
    let mut name = String::new();
    for c in record.title.iter().flat_map(|title| title.chars()) {
        let c = if is_obeyed(c) || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
        if name.len() + c.len_utf8() > LONGEST_TITLE {
            break;
        }
        // A name that begins with a dot is hidden.
        if !(name.is_empty() && (c == '.' || c.is_whitespace())) {
            name.push(c);
        }
    }
    let separator = if name.is_empty() { "" } else { "-" };
    format!("{name}{separator}{}.{DOCX}", record.id)
}

/// Writes a file, whole or not at all. What stands there already is left alone, unless `force` says otherwise.
fn put(path: &Path, bytes: &[u8], force: bool) -> Result<(), String> {
    if holds(path, bytes) {
        return Ok(());
    }
    if !force && fs::symlink_metadata(path).is_ok() {
        return Err(format!("{} is there already; --force overwrites it", path.display()));
    }
    write_atomically(path, bytes).map_err(|error| format!("can't write {}: {error}", path.display()))
}

/// Whether a file has just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == length)
        && fs::read(path).is_ok_and(|there| there == bytes)
}
