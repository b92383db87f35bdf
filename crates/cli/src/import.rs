//! `plancorpus import`

use std::io::{self, Write};

use ingest::{Request, import};

use crate::args::{ImportArgs, Summary};
use crate::progress::Progress;
use crate::{Ending, complain, options, summary, terminal};

pub(crate) fn run(args: &ImportArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let resolved = options::resolve(&args.engine, &args.known);
    let resolved = resolved.and_then(|options| Ok((options, options::catalogue(&args.known)?)));
    let (options, catalogue) = match resolved {
        Ok(resolved) => resolved,
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    let request = Request {
        inputs: args.inputs.clone(),
        out: args.out.clone(),
        jobs: args.jobs.map_or(0, Into::into),
        options,
        catalogue,
    };
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
    let ignored = request.catalogue.as_ref().map(|catalogue| catalogue.ignored_columns.as_slice());
    let printed = match args.summary {
        Summary::Table => summary::table(&report, ignored, terminal::columns(None), out),
        Summary::Json => summary::json(&report, ignored, out),
    };
    match printed {
        // The corpus is there, whoever has stopped reading about it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ending),
        printed => printed.map(|()| ending),
    }
}
