//! `plancorpus import`

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use corpus::Vanished;
use ingest::{Request, import};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::args::{ImportArgs, Summary};
use crate::progress::Progress;
use crate::{Ending, INTERRUPTED, complain, options, summary, terminal};

pub(crate) fn run(args: &ImportArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let (options, catalogue) = match options::with_catalogue(&args.engine, &args.known) {
        Ok(resolved) => resolved,
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    let request = Request {
        jobs: args.jobs.map_or(0, Into::into),
        options,
        catalogue,
        resume: args.resume,
        vanished: if args.prune { Vanished::Prune } else { Vanished::Keep },
        ..Request::new(args.inputs.clone(), args.out.clone())
    };
    listen(&request.stop);
    let progress = Progress::new(args.quiet);
    let report = import(&request, &|event| progress.tell(&event));
    progress.end();
    let report = match report {
        Ok(report) => report,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Ending::Unusable);
        }
    };
    let ending = if report.interrupted {
        Ending::Interrupted
    } else if report.lines.iter().any(|line| line.status.is_failure()) {
        Ending::Failures
    } else {
        Ending::Good
    };
    let ignored = request.catalogue.as_ref().map(|catalogue| catalogue.ignored_columns.as_slice());
    let printed = match args.summary {
        Summary::Table => summary::table(&report, args.prune, ignored, terminal::columns(None), out),
        Summary::Json => summary::json(&report, ignored, out),
    };
    match printed {
        // The corpus is there, whoever has stopped reading about it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ending),
        printed => printed.map(|()| ending),
    }
}

/// Ends the run on Ctrl-C or where the system asks for it; at once where that is asked a second time.
fn listen(stop: &Arc<AtomicBool>) {
    for signal in [SIGINT, SIGTERM] {
        // Where signals can't be heard, they end the process: the journal bears that too.
        let _ = flag::register_conditional_shutdown(signal, i32::from(INTERRUPTED), Arc::clone(stop))
            .and_then(|_| flag::register(signal, Arc::clone(stop)));
    }
}
