//! One file by itself.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::{cmp, thread};

use corpus::Status;
use document::ReadError;
use plan::Known;

use crate::engines::{Readers, own};
use crate::inputs::Input;
use crate::process::{Options, Outcome, PdfEngine, Source, failure};
use crate::recognition::{Shared, page_threads};
use crate::survey::first_id;

/// Bytes of stack of each thread that reads. The system gives them as they are used.
pub(crate) const STACK: usize = 64 << 20;

/// Reads one file by itself, or a folder of page images that is one document, as a run would that knows so much of it, and writes nothing.
///
/// # Errors
/// Where the system refuses.
pub fn inspect(file: &Path, known: Option<&Known>, options: &Options) -> io::Result<Outcome> {
    let (input, limit) = (Input::of(file)?, options.limits.bytes);
    if let Ok(size) = input.bytes
        && size > limit
    {
        return Ok(failure(Status::TooLarge, None, too_large(size, limit).to_string()));
    }
    let bytes = input.load(limit)?;
    let blake3 = blake3::hash(&bytes).to_hex();
    thread::scope(|scope| {
        let read = || {
            let source = Source { path: &input.path, id: first_id(&blake3), blake3: &blake3, bytes: &bytes, known };
            let shared = Shared::new(options, page_threads(1));
            // Reasons don't go through JSON: a file is explained in this process.
            if options.explain && options.pdf_engine != PdfEngine::PdfExtract {
                let outcome = shared.with(options, &|_| {}, |recognition| own(&source, options, recognition));
                return shared.failure().map_or(Ok(outcome), |why| Err(io::Error::other(why.to_owned())));
            }
            let outcome = Readers::new(&own, options, &shared).read(&source, &AtomicBool::new(false), &|_| {});
            outcome.map_err(io::Error::other)?.parsed().map_err(io::Error::other)
        };
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read)?;
        reader.join().map_err(|_| io::Error::other("the reader failed"))?
    })
}

pub(crate) fn too_large(found: u64, limit: u64) -> ReadError {
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
