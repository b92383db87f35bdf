//! The folder of a corpus: what lies where, and what may be written or removed.

mod error;
mod files;
mod journal;
mod sums;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use blake3::Hash;
use script::Target;
use serde::Deserialize;

use crate::{Line, ProducedBy, Record, SCHEMA_VERSION, Source};
use files::{put, remove_record, remove_temporary, sync_folder};
use journal::Journal;
pub(crate) use sums::{SUMS, Sums};

pub use error::FolderError;
pub use files::write_atomically;
pub use journal::RunKey;

pub(crate) const MANIFEST: &str = "manifest.jsonl";
const PLANS: &str = "plans";
/// What the name of a record ends in, behind its id.
const EXTENSION: &[u8; 5] = b".json";
/// Lies there while a run goes on.
pub(crate) const JOURNAL: &str = ".journal.jsonl";
/// By what the manifest was made.
pub(crate) const LAST_RUN: &str = ".last-run.json";

/// Both scripts of a plan.
pub(crate) const SCRIPTS: [Target; 2] = [Target::Hant, Target::Hans];

/// Where everything in a corpus lies. Nothing here changes it.
#[derive(Debug, Clone)]
pub struct Corpus {
    root: PathBuf,
}

impl Corpus {
    /// The corpus in a folder, whether there is one or not.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of its manifest.
    pub fn manifest(&self) -> PathBuf {
        self.root.join(MANIFEST)
    }

    /// The folder of its records.
    pub(crate) fn plans(&self) -> PathBuf {
        self.root.join(PLANS)
    }

    /// The path of a record.
    pub fn record(&self, id: &str, script: Target) -> PathBuf {
        self.root.join(name(id, script))
    }

    /// The manifest, line by line.
    ///
    /// # Errors
    /// Where there is none, where it is none of this program's, or where the system refuses.
    pub fn lines(&self) -> Result<Vec<Line>, FolderError> {
        let path = self.manifest();
        let no_corpus = |why: String| FolderError::NoCorpus { folder: self.root.clone(), why };
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(no_corpus(format!("it has no {MANIFEST}")));
            }
            Err(error) => return Err(FolderError::io("open", &path, error)),
        };
        let mut lines = Vec::new();
        for (number, text) in iter::zip(1.., BufReader::new(file).lines()) {
            let bad =
                |why: String| no_corpus(format!("line {number} of its {MANIFEST} is none of this program's: {why}"));
            let text = text.map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData => bad(error.to_string()),
                _ => FolderError::io("read", &path, error),
            })?;
            let line: Line = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
            // An id names a file that may be removed: nothing but an id of ours will do.
            if let Some(id) = line.records().iter().find(|id| !is_id(id)) {
                return Err(bad(format!("{id:?} is no id")));
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// What tells this corpus from one with other records: a digest of its manifest, and of the hashes of its records.
    ///
    /// # Errors
    /// Where it has no manifest, or the system refuses.
    pub fn digest(&self) -> io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(self.manifest())?)?;
        match File::open(self.root.join(SUMS)) {
            Ok(sums) => hasher.update_reader(sums)?,
            // Of a run that did not end.
            Err(error) if error.kind() == io::ErrorKind::NotFound => &mut hasher,
            Err(error) => return Err(error),
        };
        Ok(hasher.finalize())
    }

    /// Whether all records of a line are there, whatever is in them.
    fn has_records(&self, line: &Line) -> bool {
        let is_there = |path: PathBuf| fs::symlink_metadata(path).is_ok_and(|there| there.is_file());
        line.records().iter().all(|id| SCRIPTS.iter().all(|script| is_there(self.record(id, *script))))
    }
}

/// The path of a record from the folder of its corpus on.
pub(crate) fn name(id: &str, script: Target) -> String {
    let script = match script {
        Target::Hant => "hant",
        Target::Hans => "hans",
    };
    let shard = id.get(..2).unwrap_or(id);
    format!("{PLANS}/{script}/{shard}/{id}.json")
}

/// A folder that a run writes its corpus to, and nobody else at the same time.
///
/// Nothing in it is overwritten or removed but what this program wrote: the records that its manifest and the journal of an
/// interrupted run list, and files that are records of the same id.
#[derive(Debug)]
pub struct Folder {
    corpus: Corpus,
    key: RunKey,
    journal: Journal,
    /// The last that is known of each path.
    earlier: BTreeMap<String, Earlier>,
    /// Every record that manifest and journal name.
    listed: BTreeSet<String>,
    /// What the records of the last run that ended well were.
    last: Sums,
    /// What records that this run has written, or found as they should be, are: Traditional and Simplified.
    current: Mutex<BTreeMap<String, [Option<Hash>; 2]>>,
}

/// What an earlier run has found out about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its line.
    pub line: Line,
    /// By this version, with these options.
    pub same_key: bool,
    /// The run did not end well.
    pub interrupted: bool,
}

/// What happens to the records of files that are no longer among the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vanished {
    /// They stay, with their lines of the manifest.
    #[default]
    Keep,
    /// They go.
    Prune,
}

/// What the end of a run came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finished {
    /// Plans that were removed.
    pub removed: usize,
    /// Paths of records that are no longer among the inputs.
    pub vanished: Vec<String>,
}

impl Folder {
    /// Opens the corpus in a folder for a run, or makes one where there is no folder yet or an empty one (names that begin with a
    /// dot aside).
    ///
    /// # Errors
    /// Where the folder holds something else, where another run has it, or where the system refuses.
    pub fn open(root: &Path, key: &RunKey) -> Result<Self, FolderError> {
        fs::create_dir_all(root).map_err(|error| FolderError::io("make the folder", root, error))?;
        let corpus = Corpus::at(root);
        let manifest = corpus.manifest();
        // Before anything is written: whose folder is it?
        let is_new = match fs::symlink_metadata(&manifest) {
            Ok(_) => false,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(name) = first_visible(root)? {
                    let why = format!("it holds {name:?} and no {MANIFEST}");
                    return Err(FolderError::NoCorpus { folder: root.to_owned(), why });
                }
                true
            }
            Err(error) => return Err(FolderError::io("open", &manifest, error)),
        };
        let (journal, left) = Journal::open(root, root.join(JOURNAL), key)?;
        let lines = if is_new { Ok(Vec::new()) } else { corpus.lines() };
        let lines = match lines {
            Ok(lines) => lines,
            Err(error) => {
                if left.lines.is_empty() {
                    journal.remove()?;
                }
                return Err(error);
            }
        };
        if is_new {
            // The mark by which an interrupted first run is known as a corpus.
            put(&manifest, &mut |_| Ok(()))?;
        }
        journal.begin(key, &left)?;

        let same_key = last_run(root).is_some_and(|last| last == *key);
        // Hashes that can't be read are none: what they would tell is found by reading everything again.
        let last = Sums::read(root).ok().flatten().unwrap_or_default();
        let (earlier, listed) = (BTreeMap::new(), BTreeSet::new());
        let mut folder = Self { corpus, key: key.clone(), journal, earlier, listed, last, current: Mutex::default() };
        for line in lines {
            folder.remember(Earlier { line, same_key, interrupted: false });
        }
        for (same_key, line) in left.lines {
            for id in line.records() {
                SCRIPTS.iter().try_for_each(|script| remove_temporary(&folder.corpus.record(id, *script)))?;
            }
            folder.remember(Earlier { line, same_key, interrupted: true });
        }
        Ok(folder)
    }

    fn remember(&mut self, earlier: Earlier) {
        self.listed.extend(earlier.line.records().iter().cloned());
        // The journal names records before they are there.
        if !earlier.interrupted || self.corpus.has_records(&earlier.line) {
            self.earlier.insert(earlier.line.path.clone(), earlier);
        }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        self.corpus.root()
    }

    /// The path of its manifest.
    pub fn manifest(&self) -> PathBuf {
        self.corpus.manifest()
    }

    /// The path of a record.
    pub fn record(&self, id: &str, script: Target) -> PathBuf {
        self.corpus.record(id, script)
    }

    /// What the last run that came to it has found out about a path.
    pub fn earlier(&self, path: &str) -> Option<&Earlier> {
        self.earlier.get(path)
    }

    /// Whether all records of a line are there, made of the same file by the same version and options, and nothing in them has changed
    /// since the run that wrote them ended.
    pub fn holds(&self, line: &Line, version: &str, options: &str) -> bool {
        /// The beginning of a record. The rest must be JSON, and is not looked at.
        #[derive(Deserialize)]
        struct Head {
            schema_version: u32,
            id: String,
            source: Source,
            produced_by: ProducedBy,
        }
        let interrupted = self.earlier(&line.path).is_some_and(|earlier| earlier.interrupted);
        let is_intact = |id: &String, script: &Target| {
            let Ok(json) = fs::read(self.record(id, *script)) else { return false };
            let hash = blake3::hash(&json);
            // A run that did not end has not said what it wrote.
            if !interrupted && self.last.of.get(&name(id, *script)) != Some(&hash) {
                return false;
            }
            self.take_down(id, *script, hash);
            serde_json::from_slice(&json).is_ok_and(|head: Head| {
                head.schema_version == SCHEMA_VERSION
                    && head.id == *id
                    && head.source.path == line.path
                    && Some(&head.source.blake3) == line.blake3.as_ref()
                    && head.produced_by.version == version
                    && head.produced_by.options == options
            })
        };
        !line.records().is_empty() && line.records().iter().all(|id| SCRIPTS.iter().all(|script| is_intact(id, script)))
    }

    /// Takes down what has become of a file, before its records are written.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn note(&self, line: &Line) -> Result<(), FolderError> {
        self.journal.note(line)
    }

    /// Writes the JSON of a record, whole or not at all. A file that already has these bytes stays as it is.
    ///
    /// # Errors
    /// Where a file that this program did not write stands there, or the system refuses.
    pub fn write(&self, id: &str, script: Target, json: &[u8]) -> Result<(), FolderError> {
        self.take_down(id, script, blake3::hash(json));
        let path = self.record(id, script);
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
        put(&path, &mut |file| file.write_all(json))
    }

    fn take_down(&self, id: &str, script: Target, hash: Hash) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let [hant, hans] = current.entry(id.to_owned()).or_default();
        *(if script == Target::Hant { hant } else { hans }) = Some(hash);
    }

    /// Ends a run: removes the records that are no longer given, and puts the new manifest in the old one's place.
    ///
    /// # Errors
    /// Where the system refuses; the old manifest and the journal then still list everything that may be left.
    pub fn finish(self, lines: &[Line], vanished: Vanished) -> Result<Finished, FolderError> {
        let given: BTreeSet<&str> = lines.iter().flat_map(Line::records).map(String::as_str).collect();
        let gone = self.gone(lines, &given);
        let mut finished = Finished { removed: 0, vanished: gone.iter().map(|line| line.path.clone()).collect() };
        let kept = if vanished == Vanished::Keep { gone } else { Vec::new() };
        let current: BTreeSet<&str> =
            given.into_iter().chain(kept.iter().flat_map(|line| line.records()).map(String::as_str)).collect();
        for id in self.listed.iter().filter(|id| !current.contains(id.as_str())) {
            let [hant, hans] = SCRIPTS.map(|script| remove_record(&self.record(id, script)));
            finished.removed += usize::from(hant? | hans?);
        }
        self.sync(&current)?;

        let mut all: Vec<&Line> = lines.iter().chain(kept).collect();
        all.sort_by(|a, b| a.path.cmp(&b.path));
        let key = serde_json::to_string(&self.key)
            .map_err(|error| FolderError::io("write", &self.root().join(LAST_RUN), error.into()))?;
        let key = key + "\n";
        let manifest = |out: &mut dyn Write| all.iter().try_for_each(|line| out.write_all(line.to_json()?.as_bytes()));
        let sums = self.sums(&current)?;
        let mut hasher = blake3::Hasher::new();
        manifest(&mut hasher).map_err(|error| FolderError::io("write", &self.manifest(), error))?;
        let own = [(LAST_RUN, blake3::hash(key.as_bytes())), (MANIFEST, hasher.finalize())];
        put(&self.root().join(LAST_RUN), &mut |file| file.write_all(key.as_bytes()))?;
        put(&self.root().join(SUMS), &mut |file| {
            own.iter().try_for_each(|(name, hash)| file.write_all(sums::line(name, hash).as_bytes()))?;
            sums.iter()
                .try_for_each(|(id, script, hash)| file.write_all(sums::line(&name(id, *script), hash).as_bytes()))
        })?;
        put(&self.manifest(), &mut |file| manifest(file))?;
        // Only now nothing is to be taken up any more.
        sync_folder(self.root())?;
        self.journal.remove()?;
        Ok(finished)
    }

    /// What the records are that the new manifest lists, by their paths.
    fn sums<'i>(&self, ids: &BTreeSet<&'i str>) -> Result<Vec<(&'i str, Target, Hash)>, FolderError> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let left_by_a_run: BTreeSet<&String> = self
            .earlier
            .values()
            .filter(|earlier| earlier.interrupted)
            .flat_map(|earlier| earlier.line.records())
            .collect();
        // As paths are in order: the extension stands behind the id.
        let mut in_order: Vec<&'i str> = ids.iter().copied().collect();
        in_order.sort_by(|a, b| a.bytes().chain(*EXTENSION).cmp(b.bytes().chain(*EXTENSION)));
        let mut sums = Vec::with_capacity(2 * in_order.len());
        for script in [Target::Hans, Target::Hant] {
            for id in &in_order {
                let [hant, hans] = current.get(*id).copied().unwrap_or_default();
                let known = if script == Target::Hant { hant } else { hans };
                let last = || {
                    let said = self.last.of.get(&name(id, script));
                    said.filter(|_| !left_by_a_run.contains(&(*id).to_owned())).copied()
                };
                // What nobody has looked at in this run, and no run that ended has said.
                let there = || {
                    let path = self.record(id, script);
                    fs::read(&path)
                        .map(|json| blake3::hash(&json))
                        .map_err(|error| FolderError::io("read", &path, error))
                };
                sums.push((*id, script, known.or_else(last).map_or_else(there, Ok)?));
            }
        }
        Ok(sums)
    }

    /// What earlier runs have records of, and this one neither reads nor gives again, by path.
    fn gone(&self, lines: &[Line], given: &BTreeSet<&str>) -> Vec<&Line> {
        let paths: BTreeSet<&str> = lines.iter().map(|line| line.path.as_str()).collect();
        let mut gone: Vec<&Earlier> = self
            .earlier
            .values()
            .filter(|earlier| earlier.line.status.has_record() && !paths.contains(earlier.line.path.as_str()))
            .filter(|earlier| self.corpus.has_records(&earlier.line))
            .collect();
        // Of two with the same bytes, the one that was read last has the record.
        gone.sort_by_key(|earlier| !earlier.interrupted);
        let mut taken = given.clone();
        gone.retain(|earlier| earlier.line.records().iter().all(|id| taken.insert(id)));
        let mut lines: Vec<&Line> = gone.into_iter().map(|earlier| &earlier.line).collect();
        lines.sort_by(|a, b| a.path.cmp(&b.path));
        lines
    }

    /// Makes the names of the records last before a manifest lists them.
    fn sync(&self, ids: &BTreeSet<&str>) -> Result<(), FolderError> {
        let shards: BTreeSet<PathBuf> = ids
            .iter()
            .flat_map(|id| SCRIPTS.map(|script| self.record(id, script)))
            .filter_map(|path| path.parent().map(Path::to_owned))
            .collect();
        shards.iter().try_for_each(|shard| sync_folder(shard))
    }
}

/// By what the manifest of a corpus was made, where that is known.
fn last_run(root: &Path) -> Option<RunKey> {
    serde_json::from_slice(&fs::read(root.join(LAST_RUN)).ok()?).ok()
}

/// 16 to 64 hexadecimal digits, and `-2`, `-3`, … for further plans of one file.
pub(crate) fn is_id(id: &str) -> bool {
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
