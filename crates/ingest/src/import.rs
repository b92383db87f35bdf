//! A run: from the inputs to the corpus.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use corpus::{Earlier, Folder, FolderError, Line, Status, Vanished};
use plan::Known;
use rayon::prelude::*;
use rayon::{ThreadPoolBuilder, current_num_threads, current_thread_index};
use script::Target;

use crate::catalogue::{Catalogue, UnusedRow};
use crate::engines::{Process, Readers, own};
use crate::inputs::{Input, InputError, LeftOut, Roots, reason};
use crate::inspect::{STACK, too_large};
use crate::process::{Options, Outcome, PlanJson, Source};
use crate::recognition::{Progress, Shared, page_threads};
use crate::survey::{Group, survey};
use crate::worker::Unanswered;

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// The folder of the corpus.
    pub out: PathBuf,
    /// How many files are worked on at a time; 0 for as many as the machine has cores.
    pub jobs: usize,
    /// What bears on the content.
    pub options: Options,
    /// What is known of the plans by the paths of their files.
    pub catalogue: Option<Catalogue>,
    /// Whether what an earlier run has read is left as it is: the same bytes under the same path, read by the same version with
    /// the same options.
    pub resume: bool,
    /// What happens to the records of files that are no longer among the inputs.
    pub vanished: Vanished,
    /// Set by whoever wants the run to end before it is done, and by the run itself where it can't go on.
    pub stop: Arc<AtomicBool>,
}

impl Request {
    /// To read these into a corpus there, as the program does where nothing else is asked of it.
    pub fn new(inputs: Vec<PathBuf>, out: PathBuf) -> Self {
        Self {
            inputs,
            out,
            jobs: 0,
            options: Options::default(),
            catalogue: None,
            resume: false,
            vanished: Vanished::Keep,
            stop: Arc::default(),
        }
    }
}

/// What is told while a run goes on, from any thread.
#[derive(Debug)]
pub enum Event<'a> {
    /// The inputs are known.
    Found {
        /// How many files there are.
        files: usize,
    },
    /// One of them has been hashed.
    Hashed,
    /// A page of one of them has been recognized, or recalled from an earlier run.
    Page {
        /// As in the manifest.
        path: &'a str,
        /// How many pages of it that are.
        page: usize,
        /// How many there will be.
        of: usize,
    },
    /// One of them is done.
    Done(&'a Line),
}

/// What a run did.
#[derive(Debug)]
pub struct Report {
    /// What became of the inputs, sorted by path.
    pub lines: Vec<Line>,
    /// How many inputs there are; more than lines where the run was stopped.
    pub files: usize,
    /// How many of the lines are an earlier run's, and were not read again.
    pub unchanged: usize,
    /// Folders that were left out.
    pub left_out: Vec<LeftOut>,
    /// Rows of the catalogue that speak of no record, by their lines; none where the run was stopped.
    pub unused_rows: Vec<UnusedRow>,
    /// Plans of an earlier run that were removed.
    pub removed: usize,
    /// Paths that an earlier run has records of, and that are no longer among the inputs.
    pub vanished: Vec<String>,
    /// Whether the run was stopped before it was done; then the manifest is still that of the run before.
    pub interrupted: bool,
    /// The path of the manifest.
    pub manifest: PathBuf,
}

/// Reads all inputs and writes the corpus.
///
/// The same inputs and options give the same corpus byte for byte, whatever the number of jobs, wherever files are read, and however
/// often the run was stopped and resumed. Memory grows by a line of the manifest for each file, not by what the files hold.
///
/// # Errors
/// Where an input is not there, where the output folder can't be used, or where no worker process can be started. A file that can't be
/// read is no error but a line of the manifest.
pub fn import(request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) -> Result<Report, ImportError> {
    import_with(&own, request, tell)
}

fn import_with(
    process: &Process<'_>,
    request: &Request,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<Report, ImportError> {
    let roots = Roots::resolve(&request.inputs)?;
    roots.keep_clear_of(&request.out)?;
    let folder = Folder::open(&request.out, &request.options.key())?;
    let pool = ThreadPoolBuilder::new()
        .num_threads(request.jobs)
        .stack_size(STACK)
        .thread_name(|number| format!("import-{number}"))
        .build()
        .map_err(|error| ImportError::Threads(error.to_string()))?;

    let (mut inputs, left_out) = roots.walk(&request.out);
    let files = inputs.len();
    tell(Event::Found { files });
    let unchanged = AtomicUsize::new(0);
    let lines = pool.install(|| {
        let groups = survey(&mut inputs, &request.stop, &|| tell(Event::Hashed));
        let threads = current_num_threads();
        let shared = Shared::new(&request.options, page_threads(threads.min(groups.len())));
        let readers = (0..threads).map(|_| Mutex::new(Readers::new(process, &request.options, &shared)));
        let run = Run {
            inputs: &inputs,
            folder: &folder,
            options: &request.options,
            catalogue: request.catalogue.as_ref(),
            resume: request.resume,
            stop: &request.stop,
            readers: readers.collect(),
            unchanged: &unchanged,
            tell,
        };
        let refused = inputs.iter().filter_map(|input| run.refused(input));
        let mut lines: Vec<Line> = refused.inspect(|line| tell(Event::Done(line))).collect();
        let read = groups.par_iter().map(|group| {
            // What ends the run ends it for all threads.
            run.group(group).inspect_err(|_| request.stop.store(true, Ordering::Relaxed))
        });
        lines.extend(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten());
        lines.sort_by(|a, b| a.path.cmp(&b.path));
        Ok::<_, ImportError>(lines)
    })?;
    let manifest = folder.manifest();
    let interrupted = lines.len() < files;
    let finished = if interrupted { Default::default() } else { folder.finish(&lines, request.vanished)? };
    // What is not read yet may have a record still.
    let catalogue = request.catalogue.as_ref().filter(|_| !interrupted);
    let unused_rows = catalogue.map(|catalogue| catalogue.unused(&lines)).unwrap_or_default();
    Ok(Report {
        lines,
        files,
        unchanged: unchanged.into_inner(),
        left_out,
        unused_rows,
        removed: finished.removed,
        vanished: finished.vanished,
        interrupted,
        manifest,
    })
}

struct Run<'a> {
    inputs: &'a [Input],
    folder: &'a Folder,
    options: &'a Options,
    catalogue: Option<&'a Catalogue>,
    resume: bool,
    stop: &'a AtomicBool,
    /// Those of each thread.
    readers: Vec<Mutex<Readers<'a>>>,
    unchanged: &'a AtomicUsize,
    tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Run<'_> {
    /// The line of an input that has no bytes to read.
    fn refused(&self, input: &Input) -> Option<Line> {
        let why = input.bytes.as_ref().err()?;
        Some(Line { detail: Some(why.clone()), ..line(input, Status::Unreadable) })
    }

    /// The lines of inputs with the same bytes. The first of them that gives a record has it, those after it are its
    /// duplicates; those before it differ from it by extension. Fewer where the run is stopped.
    fn group(&self, group: &Group) -> Result<Vec<Line>, ImportError> {
        let mut bytes = None;
        let mut owner: Option<Line> = None;
        let mut failures: Vec<(Option<&str>, Line)> = Vec::new();
        let mut lines = Vec::with_capacity(group.members.len());
        for input in group.members.iter().filter_map(|index| self.inputs.get(*index)) {
            let extension = Path::new(&input.path).extension().and_then(|extension| extension.to_str());
            let line = if let Some(owner) = &owner {
                Line {
                    format: owner.format.clone(),
                    id: owner.id.clone(),
                    ids: owner.ids.clone(),
                    detail: Some(format!("same bytes as {}", owner.path)),
                    blake3: owner.blake3.clone(),
                    ..line(input, Status::Duplicate)
                }
            } else if let Some((_, known)) = failures.iter().find(|(other, _)| *other == extension) {
                Line { path: input.path.clone(), ..known.clone() }
            } else {
                let told = self.told(input, group);
                let line = match self.earlier(input, group, told.as_ref()) {
                    Some(line) => {
                        self.unchanged.fetch_add(1, Ordering::Relaxed);
                        line
                    }
                    None => match self.read(input, group, told.as_ref(), &mut bytes)? {
                        Some(line) => line,
                        None => break,
                    },
                };
                match line.status {
                    Status::Ok | Status::Partial => owner = Some(line.clone()),
                    // The system's refusal says nothing about the other paths.
                    Status::Unreadable => {}
                    _ => failures.push((extension, line.clone())),
                }
                line
            };
            (self.tell)(Event::Done(&line));
            lines.push(line);
        }
        Ok(lines)
    }

    /// What the catalogue says of an input.
    fn told(&self, input: &Input, group: &Group) -> Option<Known> {
        let same = group.members.iter().filter_map(|index| Some(self.inputs.get(*index)?.path.as_str()));
        self.catalogue.and_then(|catalogue| catalogue.of_path(catalogue.speaker(&input.path, same)?))
    }

    /// What an earlier run has found out about an input, where it need not be read again. What is told of it has a say in its
    /// records, and none in whether it gives some.
    fn earlier(&self, input: &Input, group: &Group, told: Option<&Known>) -> Option<Line> {
        let Earlier { line, same_key, interrupted } = self.folder.earlier(&input.path).filter(|_| self.resume)?;
        let format = line.format.as_deref().unwrap_or_default();
        let is_valid = line.blake3.as_ref() == Some(&group.blake3)
            && match line.status {
                Status::Ok | Status::Partial => {
                    let (version, options) = (env!("CARGO_PKG_VERSION"), self.options.digest(format, told));
                    line.id.as_ref() == Some(&group.id) && self.folder.holds(line, version, &options)
                }
                // Of which record, the group says; what the system refused once, it may give now.
                Status::Duplicate | Status::Unreadable => false,
                // The machine may have been busy; but a run that is taken up has waited for them already.
                Status::Timeout | Status::Crashed => *same_key && *interrupted,
                _ => *same_key,
            };
        is_valid.then(|| line.clone())
    }

    /// Reads one input and writes its records; `None` where the run is stopped.
    fn read(
        &self,
        input: &Input,
        group: &Group,
        told: Option<&Known>,
        bytes: &mut Option<Vec<u8>>,
    ) -> Result<Option<Line>, ImportError> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let limit = self.options.limits.bytes;
        let known = Line { blake3: Some(group.blake3.clone()), ..line(input, Status::Ok) };
        let refused = |detail: String| Ok(Some(Line { detail: Some(detail), ..line(input, Status::Unreadable) }));
        if let Ok(found) = &input.bytes
            && *found > limit
        {
            let detail = Some(too_large(*found, limit).to_string());
            return Ok(Some(Line { status: Status::TooLarge, detail, ..known }));
        }
        if bytes.is_none() {
            match input.load(limit) {
                Ok(loaded) if blake3::hash(&loaded).to_hex().as_str() == group.blake3 => *bytes = Some(loaded),
                Ok(_) => return refused("it changed while it was being read".to_owned()),
                Err(error) => return refused(format!("can't be read: {}", reason(error.kind()))),
            }
        }
        let source = Source {
            path: &input.path,
            id: &group.id,
            blake3: &group.blake3,
            bytes: bytes.as_deref().unwrap_or_default(),
            known: told,
        };
        let Some(outcome) = self.outcome(&source)? else { return Ok(None) };
        let line = outcome.told(known);
        // The journal names records before they are there, so that none is there that nobody knows of.
        self.folder.note(&line)?;
        for PlanJson { id, hant, hans, .. } in &outcome.plans {
            self.folder.write(id, Target::Hant, hant)?;
            self.folder.write(id, Target::Hans, hans)?;
        }
        Ok(Some(line))
    }

    /// What the readers of this thread make of a file; `None` where the run is stopped.
    fn outcome(&self, source: &Source<'_>) -> Result<Option<Outcome<PlanJson>>, ImportError> {
        let readers = current_thread_index().and_then(|index| self.readers.get(index));
        let readers = readers.ok_or_else(|| ImportError::Threads("a thread of another pool".to_owned()))?;
        // Nobody else asks for them; a panic leaves nothing half done in them.
        let mut readers = readers.lock().unwrap_or_else(PoisonError::into_inner);
        let tell = |Progress { page, of }| (self.tell)(Event::Page { path: source.path, page, of });
        match readers.read(source, self.stop, &tell) {
            Ok(outcome) => Ok(Some(outcome)),
            Err(Unanswered::Stopped) => Ok(None),
            Err(Unanswered::Unavailable(why)) => Err(ImportError::Workers(why)),
        }
    }
}

/// A line that says no more than which file it is about, and how it ended.
fn line(input: &Input, status: Status) -> Line {
    Line { bytes: input.bytes.as_ref().ok().copied(), ..Line::new(&input.path, status) }
}

/// Why there was no run, or why it ended early.
#[derive(Debug)]
pub enum ImportError {
    /// An input that can't be one.
    Input(InputError),
    /// An output folder that can't be used.
    Folder(FolderError),
    /// The system gives no threads.
    Threads(String),
    /// The system starts no worker processes, or the program is none.
    Workers(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Folder(error) => error.fmt(f),
            Self::Threads(error) => write!(f, "can't start the threads: {error}"),
            Self::Workers(error) => write!(f, "no worker process: {error}"),
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::Folder(error) => Some(error),
            Self::Threads(_) | Self::Workers(_) => None,
        }
    }
}

impl From<InputError> for ImportError {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}

impl From<FolderError> for ImportError {
    fn from(error: FolderError) -> Self {
        Self::Folder(error)
    }
}

#[cfg(test)]
mod tests;
