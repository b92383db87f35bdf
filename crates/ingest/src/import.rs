//! A run: from the inputs to the corpus.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{cmp, fmt, thread};

use corpus::{Folder, FolderError, Line, Status};
use document::ReadError;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use script::Target;

use crate::catalogue::{Catalogue, UnusedRow};
use crate::engines::{self, Process};
use crate::inputs::{Input, InputError, LeftOut, Roots};
use crate::names::portable;
use crate::process::{Options, Outcome, Source, failure, process};
use crate::survey::{Group, first_id, survey};

/// Bytes of stack of each worker thread. The system gives them as they are used.
pub(crate) const STACK: usize = 64 << 20;

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
    /// One of them is done.
    Done(&'a Line),
}

/// What a run did.
#[derive(Debug)]
pub struct Report {
    /// The manifest, sorted by path.
    pub lines: Vec<Line>,
    /// Folders that were left out.
    pub left_out: Vec<LeftOut>,
    /// Rows of the catalogue that speak of no record, by their lines.
    pub unused_rows: Vec<UnusedRow>,
    /// Plans of an earlier run that this one did not give any more, removed.
    pub removed: usize,
    /// The path of the manifest.
    pub manifest: PathBuf,
}

/// Reads all inputs and writes the corpus.
///
/// The same inputs and options give the same corpus byte for byte, whatever the number of jobs. Memory grows by a line of
/// the manifest for each file, not by what the files hold.
///
/// # Errors
/// Where an input is not there, or the output folder can't be used. A file that can't be read is no error but a line of
/// the manifest.
pub fn import(request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) -> Result<Report, ImportError> {
    import_with(&process, request, tell)
}

fn import_with(process: &Process, request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) -> Result<Report, ImportError> {
    let roots = Roots::resolve(&request.inputs)?;
    roots.keep_clear_of(&request.out)?;
    let folder = Folder::open(&request.out)?;
    let pool = ThreadPoolBuilder::new()
        .num_threads(request.jobs)
        .stack_size(STACK)
        .thread_name(|number| format!("import-{number}"))
        .build()
        .map_err(|error| ImportError::Threads(error.to_string()))?;

    let (mut inputs, left_out) = roots.walk(&request.out);
    tell(Event::Found { files: inputs.len() });
    let lines = pool.install(|| {
        let groups = survey(&mut inputs, &|| tell(Event::Hashed));
        let run = Run {
            process,
            inputs: &inputs,
            folder: &folder,
            options: &request.options,
            catalogue: request.catalogue.as_ref(),
            tell,
        };
        let refused = inputs.iter().filter_map(|input| run.refused(input));
        let mut lines: Vec<Line> = refused.inspect(|line| tell(Event::Done(line))).collect();
        let read = groups.par_iter().map(|group| run.group(group)).collect::<Result<Vec<_>, _>>()?;
        lines.extend(read.into_iter().flatten());
        lines.sort_by(|a, b| a.path.cmp(&b.path));
        Ok::<_, FolderError>(lines)
    })?;
    let manifest = folder.manifest();
    let removed = folder.finish(&lines)?;
    let unused_rows = request.catalogue.as_ref().map(|catalogue| catalogue.unused(&lines)).unwrap_or_default();
    Ok(Report { lines, left_out, unused_rows, removed, manifest })
}

struct Run<'a> {
    process: &'a Process,
    inputs: &'a [Input],
    folder: &'a Folder,
    options: &'a Options,
    catalogue: Option<&'a Catalogue>,
    tell: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Run<'_> {
    /// The line of an input that has no bytes to read.
    fn refused(&self, input: &Input) -> Option<Line> {
        let why = input.bytes.as_ref().err()?;
        Some(Line { detail: Some(why.clone()), ..line(input, Status::Unreadable) })
    }

    /// The lines of inputs with the same bytes. The first of them that gives a record has it, those after it are its
    /// duplicates; those before it differ from it by extension.
    fn group(&self, group: &Group) -> Result<Vec<Line>, FolderError> {
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
                let line = self.read(input, group, &mut bytes)?;
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

    /// Reads one input and writes its records.
    fn read(&self, input: &Input, group: &Group, bytes: &mut Option<Vec<u8>>) -> Result<Line, FolderError> {
        let limit = self.options.limits.bytes;
        let known = Line { blake3: Some(group.blake3.clone()), ..line(input, Status::Ok) };
        if let Ok(found) = &input.bytes
            && *found > limit
        {
            let detail = Some(too_large(*found, limit).to_string());
            return Ok(Line { status: Status::TooLarge, detail, ..known });
        }
        if bytes.is_none() {
            match load(&input.file, limit) {
                Ok(loaded) if blake3::hash(&loaded).to_hex().as_str() == group.blake3 => *bytes = Some(loaded),
                Ok(_) => {
                    let detail = "it changed while it was being read".to_owned();
                    return Ok(Line { detail: Some(detail), ..line(input, Status::Unreadable) });
                }
                Err(error) => {
                    let detail = format!("can't be read: {}", error.kind());
                    return Ok(Line { detail: Some(detail), ..line(input, Status::Unreadable) });
                }
            }
        }
        let source = Source {
            path: &input.path,
            id: &group.id,
            blake3: &group.blake3,
            bytes: bytes.as_deref().unwrap_or_default(),
        };
        let outcome = engines::read(self.process, &source, &self.options_for(input, group));
        self.write(&outcome)?;
        let ids: Vec<String> = outcome.plans.iter().map(|plan| plan.id.clone()).collect();
        let diagnostics = outcome.plans.iter().map(|plan| plan.hant.diagnostics.len() as u64).sum();
        Ok(Line {
            format: outcome.format.map(str::to_owned),
            status: outcome.status,
            id: ids.first().cloned(),
            ids: (ids.len() > 1).then_some(ids),
            detail: outcome.detail,
            pages: outcome.pages,
            characters: outcome.characters,
            diagnostics: outcome.status.has_record().then_some(diagnostics),
            ..known
        })
    }

    /// The options with what the catalogue says of a file.
    fn options_for(&self, input: &Input, group: &Group) -> Cow<'_, Options> {
        let same = group.members.iter().filter_map(|index| Some(self.inputs.get(*index)?.path.as_str()));
        let known = self.catalogue.and_then(|catalogue| catalogue.of_path(catalogue.speaker(&input.path, same)?));
        match known {
            Some(known) => Cow::Owned(Options { known, ..self.options.clone() }),
            None => Cow::Borrowed(self.options),
        }
    }

    fn write(&self, outcome: &Outcome) -> Result<(), FolderError> {
        for plan in &outcome.plans {
            self.folder.write(Target::Hant, &plan.hant)?;
            self.folder.write(Target::Hans, &plan.hans)?;
        }
        Ok(())
    }
}

/// Reads one file by itself, as a run would, and writes nothing.
///
/// # Errors
/// Where the system refuses.
pub fn inspect(file: &Path, options: &Options) -> io::Result<Outcome> {
    let (metadata, limit) = (file.metadata()?, options.limits.bytes);
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    if metadata.len() > limit {
        return Ok(failure(Status::TooLarge, None, too_large(metadata.len(), limit).to_string()));
    }
    let bytes = load(file, limit)?;
    let blake3 = blake3::hash(&bytes).to_hex();
    let path = portable(Path::new(file.file_name().unwrap_or_default()));
    thread::scope(|scope| {
        let read = || {
            let source = Source { path: &path, id: first_id(&blake3), blake3: &blake3, bytes: &bytes };
            engines::read(&process, &source, options)
        };
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read)?;
        reader.join().map_err(|_| io::Error::other("the reader failed"))
    })
}

/// A line that says no more than which file it is about, and how it ended.
fn line(input: &Input, status: Status) -> Line {
    Line {
        path: input.path.clone(),
        bytes: input.bytes.as_ref().ok().copied(),
        blake3: None,
        format: None,
        status,
        id: None,
        ids: None,
        detail: None,
        pages: None,
        characters: None,
        diagnostics: None,
    }
}

fn too_large(found: u64, limit: u64) -> ReadError {
    ReadError::TooLarge { bound: "bytes", limit, found }
}

/// The bytes of a file; one more than the limit where it has grown beyond it.
///
/// # Errors
///
/// Where the system refuses.
pub fn load(file: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(file)?;
    let expected = cmp::min(file.metadata()?.len(), limit);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
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
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Folder(error) => error.fmt(f),
            Self::Threads(error) => write!(f, "can't start the worker threads: {error}"),
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::Folder(error) => Some(error),
            Self::Threads(_) => None,
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
