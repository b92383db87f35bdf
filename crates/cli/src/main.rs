//! The `plancorpus` command.
//!
//! [`args`] mirrors the command line and does nothing; each command resolves its own part of it. Only here is anything
//! printed.

mod args;
mod diff;
mod due;
mod export;
mod folders;
mod formats;
mod import;
mod marked;
mod models;
mod options;
mod progress;
mod search;
mod series;
mod show;
mod stats;
mod stream;
mod summary;
mod terminal;
mod verify;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use corpus::is_obeyed;
use mimalloc::MiMalloc;

/// A fifth of the work on a plan allocates and frees; [`ingest`] bounds what it reserves in a worker.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// All is well.
    Good,
    /// Some files failed.
    Failures,
    /// The plans that were compared differ.
    Different,
    /// What was looked for is not there.
    Nothing,
    /// Somebody stopped it.
    Interrupted,
    /// The command could not do what it was asked: wrong usage, or a folder that can't be used.
    Unusable,
}

/// The exit status of a command that was stopped: what shells give for Ctrl-C.
const INTERRUPTED: u8 = 130;

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Good => Self::from(0),
            Ending::Failures | Ending::Different | Ending::Nothing => Self::from(1),
            Ending::Unusable => Self::from(2),
            Ending::Interrupted => Self::from(INTERRUPTED),
        }
    }
}

fn main() -> ExitCode {
    // Not locked: the reader of a worker may print.
    let mut out = anstream::stdout();
    let command = match Args::try_parse() {
        Ok(Args { command }) => command,
        Err(error) => return refuse(&error),
    };
    let ending = match command {
        Command::Import(args) => import::run(&args, &mut out),
        Command::Stream(args) => stream::run(&args),
        Command::Show(args) => show::run(&args, &mut out),
        Command::Export(args) => export::run(&args, &mut out),
        Command::Diff(args) => diff::run(&args, &mut out),
        Command::Series(args) => series::run(&args, &mut out),
        Command::Search(args) => search::run(&args, &mut out),
        Command::Stats(args) => stats::run(&args, &mut out),
        Command::Verify(args) => verify::run(&args, &mut out),
        Command::Schema => schema(&mut out),
        Command::Models(args) => models::run(&args, &mut out),
        Command::Formats => formats::run(&mut out),
        Command::Worker(args) => Ok(options::work(&args)),
    };
    match ending.and_then(|ending| out.flush().map(|()| ending)) {
        Ok(ending) => ending.into(),
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ending::Good.into(),
        Err(error) => {
            complain(&format!("can't write the output: {error}"));
            Ending::Unusable.into()
        }
    }
}

/// Says what is wrong with the command line, or what it asked for where that was help. An argument may be the name of a hostile file that
/// a shell has put there.
fn refuse(error: &clap::Error) -> ExitCode {
    let mut said = error.to_string();
    let typed: Vec<String> = env::args_os().map(|typed| typed.to_string_lossy().into_owned()).collect();
    let hostile: Vec<&String> = typed.iter().filter(|typed| typed.contains(is_obeyed)).collect();
    if hostile.is_empty() {
        error.exit();
    }
    for typed in hostile {
        said = said.replace(typed, &terminal::printable(typed));
    }
    for line in said.lines() {
        // Where stderr is gone, there is nobody left to tell.
        let _ = writeln!(anstream::stderr(), "{}", terminal::printable(line));
    }
    Ending::Unusable.into()
}

fn schema(out: &mut dyn Write) -> io::Result<Ending> {
    out.write_all(corpus::schema()?.as_bytes())?;
    Ok(Ending::Good)
}

/// Says on stderr what is wrong.
fn complain(message: &str) {
    // Where stderr is gone, there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "plancorpus: {}", terminal::printable(message));
}
