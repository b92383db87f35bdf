//! `plancorpus stream`

use std::io::{self, BufReader};

use ingest::{Stream, StreamError, is_closed, stream};

use crate::args::StreamArgs;
use crate::{Ending, complain, options};

/// Bytes that are taken from the input at a time: most requests have fewer.
const INPUT: usize = 64 << 10;

pub(crate) fn run(args: &StreamArgs) -> io::Result<Ending> {
    let (options, catalogue) = match options::with_catalogue(&args.engine, &args.known) {
        Ok(resolved) => resolved,
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    let asked = Stream { jobs: args.jobs.map_or(0, Into::into), ordered: !args.unordered, options, catalogue };
    let input = BufReader::with_capacity(INPUT, io::stdin());
    let mut output = io::stdout();
    match stream(&asked, input, &mut output, &|| is_closed(&io::stdout())) {
        Ok(answered) if answered.wrong > 0 => Ok(Ending::Failures),
        Ok(_) => Ok(Ending::Good),
        Err(StreamError::Output(error)) => Err(error),
        Err(error) => {
            complain(&error.to_string());
            Ok(Ending::Unusable)
        }
    }
}
