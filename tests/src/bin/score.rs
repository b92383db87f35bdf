//! Prints how much of the gold records the program reads right: `score [--misses] [--shared FOLDER]`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use tests::agreement::{Copy, copies};
use tests::repository;
use tests::score::{Figures, grouped, misses, score, seeds, table};

/// What the command line asks for.
struct Asked {
    /// Whether each piece that was missed is printed.
    misses: bool,
    /// The folder with `gold` and `seeds`.
    shared: PathBuf,
}

fn main() -> ExitCode {
    match asked(std::env::args().skip(1)).and_then(|asked| print(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Where stderr is gone, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "score: {error}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> io::Result<Asked> {
    let mut asked = Asked { misses: false, shared: repository().join("../shared") };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => asked.misses = true,
            "--shared" => {
                let folder = arguments.next().ok_or_else(|| io::Error::other("--shared needs a folder"))?;
                asked.shared = PathBuf::from(folder);
            }
            _ => return Err(io::Error::other(format!("{argument} is neither --misses nor --shared FOLDER"))),
        }
    }
    Ok(asked)
}

fn print(asked: &Asked) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let copies = copies().map_err(io::Error::other)?;
    if asked.misses {
        for copy in copies.iter().filter(|copy| !copy.differences.is_empty()) {
            writeln!(out, "{}/{}", copy.plan, copy.file)?;
            copy.differences.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
            writeln!(out)?;
        }
    }
    let scored: Vec<_> = copies.iter().map(Copy::scored).collect();
    writeln!(out, "Files of fixtures/agreement\n\n{}", grouped(&scored))?;
    let Some(seeds) = seeds(&asked.shared)? else {
        return writeln!(out, "no gold records in {}", asked.shared.display());
    };
    let mut rows = Vec::new();
    for seed in seeds {
        let figures = seed.plan.as_ref().map_or(Figures::NO_RECORD, |plan| score(&seed.gold, plan));
        if asked.misses {
            writeln!(out, "{}", seed.name)?;
            let found =
                seed.plan.as_ref().map_or_else(|| vec!["no record".to_owned()], |plan| misses(&seed.gold, plan));
            found.iter().try_for_each(|miss| writeln!(out, "  {miss}"))?;
            writeln!(out)?;
        }
        rows.push((seed.name, figures));
    }
    writeln!(out, "Gold records\n\n{}", table(&rows))
}
