//! Whether a corpus is what it should be: its manifest, its records, and that the two agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::{io, iter};

use script::Target;

use crate::folder::{JOURNAL, LAST_RUN, MANIFEST, SCRIPTS, SUMS, Sums};
use crate::{Corpus, FolderError, Line, Record, RunKey, Status};

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
    let interrupted = fs::symlink_metadata(root.join(JOURNAL)).is_ok();
    if interrupted {
        let what = "a run is going on, or was interrupted: import with --resume ends it";
        problems.add(&root.join(JOURNAL), what.to_owned());
    }
    manifest(&corpus, &lines, &mut problems);
    let mut listed = BTreeSet::new();
    for line in lines.iter().filter(|line| line.status.has_record()) {
        let (mut diagnostics, mut characters, mut missing) = (0, 0, false);
        for id in line.records() {
            let [hant, hans] = SCRIPTS.map(|script| record(&corpus, line, id, script, &mut problems));
            missing |= hant.is_none();
            diagnostics += hant.as_ref().map_or(0, |record| record.diagnostics.len() as u64);
            characters += hant.as_ref().map_or(0, Record::characters);
            if let (Some(hant), Some(hans)) = (hant, hans) {
                both(&corpus, id, &hant, &hans, &mut problems);
            }
            listed.extend(SCRIPTS.map(|script| corpus.record(id, script)));
        }
        let counts = [("diagnostics", line.diagnostics, diagnostics), ("characters", line.characters, characters)];
        for (what, said, counted) in counts {
            if let Some(said) = said.filter(|said| *said != counted && !missing) {
                let what = format!("{}: the line counts {said} {what}, its records {counted}", line.path);
                problems.add(&corpus.manifest(), what);
            }
        }
    }
    for file in files(&corpus.plans())? {
        if !listed.contains(&file) {
            problems.add(&file, "the manifest does not list it".to_owned());
        }
    }
    last_run(root, &mut problems);
    // A run that did not end may have written other records since.
    if !interrupted {
        sums(root, &listed, &mut problems)?;
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
        let is_number = |(number, id): (usize, &String)| {
            line.id
                .as_ref()
                .is_some_and(|first| if number == 1 { id == first } else { *id == format!("{first}-{number}") })
        };
        if line.ids.as_ref().is_some_and(|ids| ids.len() < 2 || !iter::zip(1.., ids).all(is_number)) {
            add(line, "its ids are not those of several plans".to_owned());
        }
        let is_hash = |hash: &String| hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if line.blake3.as_ref().is_some_and(is_hash) == (line.status == Status::Unreadable) {
            let what = if line.blake3.is_some() { "a hash that is none of its bytes" } else { "no hash" };
            add(line, format!("its status is {}, and it has {what}", line.status));
        }
        if line.detail.as_deref().unwrap_or_default().is_empty() != (line.status == Status::Ok) {
            let what = if line.detail.is_some() { "says what was wrong" } else { "does not say what was wrong" };
            add(line, format!("its status is {}, and it {what}", line.status));
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

/// By what the manifest was made.
fn last_run(root: &Path, problems: &mut Problems) {
    let path = root.join(LAST_RUN);
    match fs::read(&path) {
        Ok(json) if serde_json::from_slice::<RunKey>(&json).is_ok() => {}
        Ok(_) => problems.add(&path, "it does not say by what the manifest was made".to_owned()),
        // Without it, the next run reads everything.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => problems.add(&path, format!("it can't be read: {error}")),
    }
}

/// What the last run wrote against what is there. Of a file with which something else is wrong, that says more.
fn sums(root: &Path, listed: &BTreeSet<PathBuf>, problems: &mut Problems) -> Result<(), FolderError> {
    let path = root.join(SUMS);
    let sums = match Sums::read(root) {
        Ok(Some(Sums { of })) => of,
        Ok(None) => {
            problems.add(&path, "it is missing: nobody can tell whether a byte has changed".to_owned());
            return Ok(());
        }
        Err(error) => {
            problems.add(&path, error.to_string());
            return Ok(());
        }
    };
    let named: BTreeSet<String> = problems.found.iter().map(|problem| problem.file.clone()).collect();
    let records =
        listed.iter().filter_map(|file| Some(file.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/")));
    let mut expected: BTreeSet<String> = records.collect();
    expected.insert(MANIFEST.to_owned());
    if root.join(LAST_RUN).exists() {
        expected.insert(LAST_RUN.to_owned());
    }
    for file in &expected {
        let there = root.join(file);
        let hash = match fs::read(&there) {
            Ok(bytes) => blake3::hash(&bytes),
            Err(_) if named.contains(file) => continue,
            Err(error) => return Err(FolderError::io("read", &there, error)),
        };
        match sums.get(file) {
            Some(said) if *said == hash || named.contains(file) => {}
            Some(_) => problems.add(&there, "its bytes are not those that the last run wrote".to_owned()),
            None => problems.add(&path, format!("it does not list {file}")),
        }
    }
    for file in sums.keys().filter(|file| !expected.contains(*file) && !named.contains(*file)) {
        problems.add(&path, format!("it lists {file}, which is none of the corpus's files"));
    }
    Ok(())
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
