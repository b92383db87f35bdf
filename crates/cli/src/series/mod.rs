//! `plancorpus series`

mod held;
mod listing;
mod pages;

use std::io::{self, Write};
use std::path::Path;

use diff::series::{Series, history};
use script::Target;
use serde::Serialize;

use crate::args::{SeriesArgs, SeriesFormat};
use crate::terminal::printable;
use crate::{Ending, complain, terminal};

pub(crate) use held::Held;

pub(crate) fn run(args: &SeriesArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let held = match Held::of(&args.corpus, args.succession.as_deref()) {
        Ok(held) => held,
        Err(wrong) => return Ok(trouble(&wrong)),
    };
    let matching = held.matching(args.name.as_deref(), args.agency.as_deref());
    let columns = terminal::columns(args.width);
    match (matching.as_slice(), &args.name) {
        ([], _) => Ok(trouble(&format!("{}: no series is called so", args.corpus.display()))),
        ([series], Some(_)) => {
            let read = |edition: &diff::series::Edition| held.record(&edition.id, Target::Hant);
            let mut series = (*series).clone();
            let found = series.tell_apart(read).and_then(|()| history(series, read));
            match (found, args.format) {
                (Err(wrong), _) => return Ok(trouble(&wrong)),
                (Ok(history), SeriesFormat::Json) => json(&history, out)?,
                (Ok(history), SeriesFormat::Terminal) => listing::history(&history, columns, out)?,
                (Ok(history), SeriesFormat::Html) => {
                    let folder = args.out.as_deref().unwrap_or(Path::new("."));
                    if let Err(wrong) = pages::write(&history, &held, folder) {
                        return Ok(trouble(&wrong));
                    }
                    writeln!(
                        out,
                        "{} pages in {}",
                        history.series.years.len(),
                        printable(&folder.display().to_string())
                    )?;
                }
            }
            Ok(Ending::Good)
        }
        (several, name) => {
            match args.format {
                SeriesFormat::Json => json(&Listed { schema_version: diff::SCHEMA_VERSION, series: several }, out)?,
                SeriesFormat::Html if name.is_none() => return Ok(trouble("pages are made of one series: name it")),
                SeriesFormat::Terminal | SeriesFormat::Html => listing::series(several, columns, out)?,
            }
            if name.is_some() {
                return Ok(trouble(&format!("{} series are called so; the whole name says which", several.len())));
            }
            Ok(Ending::Good)
        }
    }
}

/// The series of a corpus as data.
#[derive(Serialize)]
struct Listed<'s> {
    schema_version: u32,
    series: &'s [&'s Series],
}

fn json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn trouble(wrong: &str) -> Ending {
    complain(wrong);
    Ending::Unusable
}
