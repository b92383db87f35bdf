//! What the command line says about reading, and how this program starts itself as a worker.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, io};

use ingest::worker::{Launch, Locks, ResourceLimits, Trial, serve};
use ingest::{Catalogue, Lexicon, Options, When, has_models};

use crate::args::{self, EngineArgs, Isolation, KnownArgs, Ocr, PdfEngine, WorkerArgs};
use crate::{Ending, complain, folders};

/// The options of a run, and the user's catalogue, where there is one; what is wrong with the files that they name is a sentence for a
/// person.
pub(crate) fn with_catalogue(args: &EngineArgs, known: &KnownArgs) -> Result<(Options, Option<Catalogue>), String> {
    Ok((resolve(args, known)?, catalogue(known)?))
}

/// The options of a run; what is wrong with the files that they name is a sentence for a person.
pub(crate) fn resolve(args: &EngineArgs, known: &KnownArgs) -> Result<Options, String> {
    let pdf_engine = match args.pdf_engine {
        PdfEngine::Auto => ingest::PdfEngine::Auto,
        PdfEngine::Hayro => ingest::PdfEngine::Hayro,
        PdfEngine::PdfExtract => ingest::PdfEngine::PdfExtract,
    };
    let ResourceLimits { wall, cpu, memory } = ResourceLimits::DEFAULT;
    let limits = ResourceLimits {
        wall: args.limit_wall.map_or(wall, |seconds| Duration::from_secs(seconds.get())),
        cpu: args.limit_cpu.map_or(cpu, |seconds| Duration::from_secs(seconds.get())),
        memory: args.limit_memory.map_or(memory, |mebibytes| mebibytes.get().saturating_mul(1 << 20)),
    };
    let arguments = ["worker"].into_iter().chain(args.poison.then_some("--poison")).map(Into::into).collect();
    // A program that doesn't know where it is starts no workers; what needs one says so.
    let worker = program().map(|(program, name)| Launch {
        program,
        name: Some(name.into()),
        arguments,
        limits,
        documents: Launch::DOCUMENTS,
    });
    let isolation = match args.isolation {
        Isolation::Process => ingest::Isolation::Process,
        Isolation::None => ingest::Isolation::None,
    };
    let lexicon = known.lexicon.as_deref().map_or_else(|| Ok(Lexicon::default()), lexicon)?;
    let recognition = match args.ocr {
        Ocr::Auto => When::Auto,
        Ocr::Never => When::Never,
        Ocr::Always => When::Always,
    };
    let models = models(args)?;
    if recognition == When::Always && models.is_none() {
        return Err("--ocr always needs the models; `plancorpus models install` fetches them".to_owned());
    }
    let page_cache = args.ocr_cache.clone().or_else(folders::pages).filter(|_| !args.no_ocr_cache);
    Ok(Options { pdf_engine, lexicon, recognition, models, page_cache, isolation, worker, ..Options::default() })
}

/// The folder of the models, where they are there. Those that somebody names must be.
fn models(args: &EngineArgs) -> Result<Option<PathBuf>, String> {
    match &args.models {
        None => Ok(folders::models().filter(|folder| has_models(folder))),
        Some(folder) if has_models(folder) => Ok(Some(folder.clone())),
        Some(folder) => Err(format!("{}: no models in it; `plancorpus models install` fetches them", folder.display())),
    }
}

/// This program as it can be started again, and its name.
fn program() -> Option<(PathBuf, PathBuf)> {
    /// On Linux the program that runs, also where another has been installed in its place in the meantime.
    const RUNNING: &str = "/proc/self/exe";

    let name = env::current_exe().ok()?;
    let program = if Path::new(RUNNING).exists() { RUNNING.into() } else { name.clone() };
    Some((program, name))
}

/// The catalogue of the user's, where one is named.
pub(crate) fn catalogue(known: &KnownArgs) -> Result<Option<Catalogue>, String> {
    let Some(file) = &known.metadata else { return Ok(None) };
    let text = text_of(file, Catalogue::MOST_BYTES)?;
    Catalogue::from_csv(&text).map(Some).map_err(|error| format!("{}: {error}", file.display()))
}

/// The lexicon that a file adds to.
fn lexicon(file: &Path) -> Result<Lexicon, String> {
    let text = text_of(file, Lexicon::MOST_BYTES)?;
    Lexicon::from_toml(&text).map_err(|error| format!("{}: {error}", file.display()))
}

/// The text of a file in UTF-8 of at most so many bytes.
pub(crate) fn text_of(file: &Path, limit: u64) -> Result<String, String> {
    let name = file.display();
    let read = || {
        let mut bytes = Vec::new();
        File::open(file)?.take(limit + 1).read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    let bytes = read().map_err(|error| format!("{name}: {error}"))?;
    if bytes.len() as u64 > limit {
        return Err(format!("{name}: it is longer than {limit} bytes"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count();
        format!("{name}: line {}: not UTF-8; save the file as UTF-8", line + 1)
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// `plancorpus worker`
pub(crate) fn work(args: &WorkerArgs) -> Ending {
    let locks = match args.locks {
        args::Locks::Both => Locks::Both,
        args::Locks::Landlock => Locks::Landlock,
        args::Locks::Seccomp => Locks::Seccomp,
        args::Locks::None => Locks::None,
    };
    match serve(Trial { poisonous: args.poison, locks }) {
        Ok(()) => Ending::Good,
        Err(error) => {
            complain(&format!("as a worker: {error}"));
            Ending::Unusable
        }
    }
}
