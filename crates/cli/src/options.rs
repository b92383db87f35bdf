//! What the command line says about reading, and how this program starts itself as a worker.

use std::env;
use std::time::Duration;

use ingest::Options;
use ingest::worker::{Launch, ResourceLimits, serve};

use crate::args::{EngineArgs, PdfEngine, WorkerArgs};
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
    let worker = env::current_exe().ok().map(|program| Launch { program, arguments, limits });
    Options { pdf_engine, worker, ..Options::default() }
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
