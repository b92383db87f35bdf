//! `plancorpus show`

mod draw;
mod grid;
mod page;
mod svg;
mod why;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use corpus::Record;
use ingest::{Options, Outcome, inspect};

use crate::args::{Script, ShowArgs};
use crate::{Ending, complain, options, terminal};

pub(crate) fn run(args: &ShowArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let name = args.file.display();
    let columns = terminal::columns(args.width);
    let (options, known) = match options::with_catalogue(&args.engine, &args.known) {
        Ok((options, catalogue)) => {
            let file = args.file.canonicalize().unwrap_or_else(|_| args.file.clone());
            let known = catalogue.and_then(|catalogue| catalogue.of_file(&file));
            (Options { explain: args.why, ..options }, known)
        }
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    if let Some(page) = args.draw {
        return draw::run(args, page, known.as_ref(), &options, out);
    }
    match begins_with_brace(&args.file) {
        Err(error) => {
            complain(&format!("{name}: {error}"));
            return Ok(Ending::Unusable);
        }
        Ok(true) => match Record::read(&args.file) {
            Ok(_) if args.script.is_some() => {
                complain("a record is in one script; name the record in the other folder, plans/hant or plans/hans");
                return Ok(Ending::Unusable);
            }
            Ok(_) if args.known.lexicon.is_some() || args.known.metadata.is_some() => {
                complain(
                    "a record has been read already; --lexicon and --metadata are for the file that it was read from",
                );
                return Ok(Ending::Unusable);
            }
            Ok(_) if args.why => {
                complain("a record does not hold why it is as it is; --why is for the file that it was read from");
                return Ok(Ending::Unusable);
            }
            Ok(record) => {
                page::show(&record, None, columns, out)?;
                return Ok(Ending::Good);
            }
            Err(error) if args.file.extension().is_some_and(|extension| extension == "json") => {
                complain(&format!("{name}: {error}"));
                return Ok(Ending::Failures);
            }
            // Text that happens to begin like a record.
            Err(_) => {}
        },
        Ok(false) => {}
    }
    match inspect(&args.file, known.as_ref(), &options) {
        Ok(outcome) => show_outcome(&outcome, args, columns, out),
        Err(error) => {
            complain(&format!("{name}: {error}"));
            Ok(Ending::Unusable)
        }
    }
}

/// As a record does, and no plan in a format of its own. What is no regular file is not opened.
fn begins_with_brace(file: &Path) -> io::Result<bool> {
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    let mut first = [0];
    Ok(File::open(file)?.read(&mut first)? == 1 && first == *b"{")
}

fn show_outcome(outcome: &Outcome, args: &ShowArgs, columns: usize, out: &mut dyn Write) -> io::Result<Ending> {
    if let Some(detail) = &outcome.detail {
        complain(&format!("{}: {}: {detail}", args.file.display(), outcome.status));
    }
    for (number, plan) in outcome.plans.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let hans = match args.script {
            Some(script) => script == Script::Hans,
            None => plan.hant.script == script::Script::Hans,
        };
        page::show(if hans { &plan.hans } else { &plan.hant }, plan.reasons.as_ref(), columns, out)?;
    }
    let unexplained = args.why && outcome.plans.iter().any(|plan| plan.reasons.is_none());
    if unexplained {
        complain(&format!("{}: read in a process of its own, which does not say why", args.file.display()));
    }
    let failed = outcome.status.is_failure() || outcome.plans.is_empty() || unexplained;
    Ok(if failed { Ending::Failures } else { Ending::Good })
}
