//! Whether a corpus is what it should be: its manifest, its records, and that the two agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use script::Target;

use crate::folder::{JOURNAL, SCRIPTS};
use crate::{Corpus, FolderError, Line, Record, Status};

/// Something in a corpus that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file of the corpus, from its folder on.
    pub file: String,
    /// A sentence for a person.
    pub what: String,
}

/// What was looked at, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Lines of the manifest.
    pub lines: usize,
    /// Records, of both scripts.
    pub records: usize,
    /// What is wrong, sorted by file.
    pub problems: Vec<Problem>,
}

/// Looks at everything in a corpus. What lies in its folder beside manifest and plans is not looked at.
///
/// # Errors
/// Where there is no corpus, or the system refuses.
pub fn verify(root: &Path) -> Result<Verified, FolderError> {
    let corpus = Corpus::at(root);
    let lines = corpus.lines()?;
    let mut problems = Problems { root: root.to_owned(), found: Vec::new() };
    if root.join(JOURNAL).exists() {
        let what = "a run is going on, or was interrupted: import with --resume ends it";
        problems.add(&root.join(JOURNAL), what.to_owned());
    }
    manifest(&corpus, &lines, &mut problems);
    let mut listed = BTreeSet::new();
    for line in lines.iter().filter(|line| line.status.has_record()) {
        let mut diagnostics = 0;
        for id in line.records() {
            let [hant, hans] = SCRIPTS.map(|script| record(&corpus, line, id, script, &mut problems));
            diagnostics += hant.as_ref().map_or(0, |record| record.diagnostics.len() as u64);
            if let (Some(hant), Some(hans)) = (hant, hans) {
                both(&corpus, id, &hant, &hans, &mut problems);
            }
            listed.extend(SCRIPTS.map(|script| corpus.record(id, script)));
        }
        if line.diagnostics.is_some_and(|said| said != diagnostics) {
            let said = line.diagnostics.unwrap_or(0);
            problems.add(
                &corpus.manifest(),
                format!("{}: the line counts {said} diagnostics, its records {diagnostics}", line.path),
            );
        }
    }
    for file in files(&corpus.plans())? {
        if !listed.contains(&file) {
            problems.add(&file, "the manifest does not list it".to_owned());
        }
    }
    let mut problems = problems.found;
    problems.sort();
    Ok(Verified { lines: lines.len(), records: listed.len(), problems })
}

struct Problems {
    root: PathBuf,
    found: Vec<Problem>,
}

impl Problems {
    fn add(&mut self, file: &Path, what: String) {
        let file = file.strip_prefix(&self.root).unwrap_or(file);
        let parts: Vec<_> = file.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        self.found.push(Problem { file: parts.join("/"), what });
    }
}

/// The lines by themselves, and among each other.
fn manifest(corpus: &Corpus, lines: &[Line], problems: &mut Problems) {
    let path = corpus.manifest();
    let mut add = |line: &Line, what: String| problems.add(&path, format!("{}: {what}", line.path));
    for pair in lines.windows(2) {
        if let [before, line] = pair
            && before.path >= line.path
        {
            let what =
                if before.path == line.path { "it has two lines" } else { "its line is not in the order of paths" };
            add(line, what.to_owned());
        }
    }
    let mut owners: BTreeMap<&str, &Line> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.status.has_record()) {
        for id in line.records() {
            if let Some(other) = owners.insert(id, line) {
                add(line, format!("it has the record {id}, which {} has too", other.path));
            }
        }
    }
    for line in lines {
        let has_ids = !line.records().is_empty();
        if has_ids != (line.status.has_record() || line.status == Status::Duplicate) {
            let has = if has_ids { "a record" } else { "no record" };
            add(line, format!("its status is {}, and it has {has}", line.status));
        }
        if line.ids.as_ref().is_some_and(|ids| ids.len() < 2 || ids.first() != line.id.as_ref()) {
            add(line, "its ids are not those of several plans".to_owned());
        }
        if let (Some(id), Some(hash)) = (&line.id, &line.blake3)
            && !hash.starts_with(id.as_str())
        {
            add(line, format!("its id {id} is not how its hash begins"));
        }
        if line.status == Status::Duplicate {
            match line.id.as_deref().and_then(|id| owners.get(id)) {
                Some(owner) if owner.blake3 == line.blake3 && owner.ids == line.ids => {}
                Some(owner) => add(line, format!("it is no duplicate of {}", owner.path)),
                None => add(line, "it is the duplicate of nothing".to_owned()),
            }
        }
    }
}

/// One record against its line.
fn record(corpus: &Corpus, line: &Line, id: &str, script: Target, problems: &mut Problems) -> Option<Record> {
    let path = corpus.record(id, script);
    let json = match fs::read(&path) {
        Ok(json) => json,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            problems.add(&path, format!("it is missing; the manifest lists it for {}", line.path));
            return None;
        }
        Err(error) => {
            problems.add(&path, format!("it can't be read: {error}"));
            return None;
        }
    };
    let record = match Record::from_json(&json) {
        Ok(record) => record,
        Err(error) => {
            problems.add(&path, error.to_string());
            return None;
        }
    };
    // What the shape does not have would not come back.
    if record.to_json().ok().as_deref() != Some(json.as_slice()) {
        problems.add(&path, "it holds what is not in the schema, or is not laid out as a record is".to_owned());
    }
    let source = &record.source;
    let differs = [
        ("id", record.id != id),
        ("source.path", source.path != line.path),
        ("source.blake3", Some(&source.blake3) != line.blake3.as_ref()),
        ("source.bytes", Some(source.bytes) != line.bytes),
        ("source.format", Some(&source.format) != line.format.as_ref()),
        ("source.pages", source.pages != line.pages),
    ];
    for (field, _) in differs.iter().filter(|(_, differs)| *differs) {
        problems.add(&path, format!("its {field} is not what the manifest says of {}", line.path));
    }
    Some(record)
}

/// The two records of a plan against each other.
fn both(corpus: &Corpus, id: &str, hant: &Record, hans: &Record, problems: &mut Problems) {
    let keys = |record: &Record| -> Vec<String> { record.sections.iter().map(|section| section.key.clone()).collect() };
    let same = (&hant.source, &hant.series, hant.year, hant.script)
        == (&hans.source, &hans.series, hans.year, hans.script)
        && keys(hant) == keys(hans)
        && hant.furniture == hans.furniture;
    if !same {
        let what = "it is of another plan than the record in Traditional Chinese";
        problems.add(&corpus.record(id, Target::Hans), what.to_owned());
    }
}

/// Every file below a folder. Links are files.
fn files(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |error| FolderError::io("list", &folder, error);
        let entries = match fs::read_dir(&folder) {
            // A corpus without plans.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}
