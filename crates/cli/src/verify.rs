//! `plancorpus verify`

use std::io::{self, Write};

use crate::args::VerifyArgs;
use crate::summary::counted;
use crate::terminal::{padded, printable, width};
use crate::{Ending, complain};

/// Columns for the name of a file; a longer one pushes what is said about it aside.
const NAME: usize = 48;

pub(crate) fn run(args: &VerifyArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let verified = match corpus::verify(&args.corpus) {
        Ok(verified) => verified,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Ending::Unusable);
        }
    };
    let names: Vec<String> = verified.problems.iter().map(|problem| printable(&problem.file)).collect();
    let longest = names.iter().map(|name| width(name)).max().unwrap_or(0).min(NAME);
    for (problem, name) in verified.problems.iter().zip(&names) {
        writeln!(out, "{}  {}", padded(name, longest), printable(&problem.what))?;
    }
    let (lines, records) = (counted(verified.lines, "line"), counted(verified.records, "record"));
    let problems = match verified.problems.len() {
        0 => "no problems".to_owned(),
        some => counted(some, "problem"),
    };
    writeln!(out, "{lines} and {records} looked at: {problems}")?;
    Ok(if verified.problems.is_empty() { Ending::Good } else { Ending::Failures })
}
