//! `plancorpus import`

use std::io::{self, Write};

use ingest::{Request, import};

use crate::args::{ImportArgs, Summary};
use crate::progress::Progress;
use crate::{Ending, complain, options, summary, terminal};

pub(crate) fn run(args: &ImportArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let options = match options::resolve(&args.engine, &args.known) {
        Ok(options) => options,
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    let request =
        Request { inputs: args.inputs.clone(), out: args.out.clone(), jobs: args.jobs.map_or(0, Into::into), options };
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
    let ending = if report.lines.iter().any(|line| line.status.is_failure()) { Ending::Failures } else { Ending::Good };
    let printed = match args.summary {
        Summary::Table => summary::table(&report, terminal::columns(None), out),
        Summary::Json => summary::json(&report, out),
    };
    match printed {
        // The corpus is there, whoever has stopped reading about it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ending),
        printed => printed.map(|()| ending),
    }
}
