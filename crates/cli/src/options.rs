//! What the command line says about reading, and how this program starts itself as a worker.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ingest::Options;
use ingest::worker::{Launch, ResourceLimits, serve};

use crate::args::{EngineArgs, Isolation, PdfEngine, WorkerArgs};
use crate::{Ending, complain};

/// The options of a run.
pub(crate) fn resolve(args: &EngineArgs) -> Options {
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
    let worker = program().map(|(program, name)| Launch { program, name: Some(name.into()), arguments, limits });
    let isolation = match args.isolation {
        Isolation::Process => ingest::Isolation::Process,
        Isolation::None => ingest::Isolation::None,
    };
    Options { pdf_engine, isolation, worker, ..Options::default() }
}

/// This program as it can be started again, and its name.
fn program() -> Option<(PathBuf, PathBuf)> {
    /// On Linux the program that runs, also where another has been installed in its place in the meantime.
    const RUNNING: &str = "/proc/self/exe";

    let name = env::current_exe().ok()?;
    let program = if Path::new(RUNNING).exists() { RUNNING.into() } else { name.clone() };
    Some((program, name))
}

/// `plancorpus worker`
pub(crate) fn work(args: &WorkerArgs) -> Ending {
    match serve(args.poison) {
        Ok(()) => Ending::Good,
        Err(error) => {
            complain(&format!("as a worker: {error}"));
            Ending::Unusable
        }
    }
}
