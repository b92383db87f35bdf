//! The flat tables of a corpus.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use corpus::Corpus;
use describe::{DataFile, Stats};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tables::{Counts, FeedError, Sink, SinkError, Table, Text, Whole, feed};
use tables_parquet::Parquet;
use tables_sqlite::{Database, Made};

use crate::args::{ExportArgs, Format};
use crate::terminal::printable;
use crate::{Ending, complain};

/// The folder in that of a corpus where tables go that nobody has named another place for.
const TABLES: &str = "tables";
/// The name of the database there.
pub(crate) const SQLITE: &str = "corpus.sqlite";

const CARD: &str = "README.md";
const CROISSANT: &str = "croissant.json";

const STYLE: &str = "{wide_bar} {human_pos}/{human_len} plans  {eta} left";
const TICK: Duration = Duration::from_millis(200);

/// Where the tables of a corpus go that nobody has named another place for.
pub(crate) fn default_place(corpus: &Corpus, name: &str) -> PathBuf {
    corpus.root().join(TABLES).join(name)
}

pub(super) fn run(args: &ExportArgs, form: Format, corpus: &Corpus, out: &mut dyn Write) -> io::Result<Ending> {
    if let Err(message) = fits(args, form) {
        complain(&message);
        return Ok(Ending::Unusable);
    }
    let done = match form {
        Format::Sqlite => {
            let target = args.out.clone().unwrap_or_else(|| default_place(corpus, SQLITE));
            may_replace_file(&target).and_then(|()| write_database(corpus, &target)).map(|counts| (target, counts))
        }
        form => {
            let target = args.out.clone().unwrap_or_else(|| default_place(corpus, form.extension()));
            let card = args.card.then(|| card_name(args, corpus));
            write_folder(corpus, &target, form, args.bom, card.as_deref()).map(|counts| (target, counts))
        }
    };
    match done {
        Ok((target, counts)) => {
            let longest = Table::ALL.iter().map(|table| table.name().len()).max().unwrap_or(0);
            for (table, rows) in counts {
                writeln!(out, "{:longest$}  {rows:>9} rows", table.name())?;
            }
            writeln!(out, "\nin {}", printable(&target.to_string_lossy()))?;
            Ok(Ending::Good)
        }
        Err(message) => {
            complain(&message);
            Ok(Ending::Unusable)
        }
    }
}

/// Whether what was asked for goes with tables.
fn fits(args: &ExportArgs, form: Format) -> Result<(), String> {
    if args.script.is_some() {
        return Err("tables have both scripts, a column each: --script goes with --to docx".to_owned());
    }
    if args.bom && form != Format::Csv {
        return Err("--bom goes with --to csv".to_owned());
    }
    if args.card && form == Format::Sqlite {
        return Err("--card goes with --to parquet, csv or jsonl".to_owned());
    }
    Ok(())
}

/// What the data set is called: by the user, or by the folder of the corpus.
fn card_name(args: &ExportArgs, corpus: &Corpus) -> String {
    let folder = || {
        let root = fs::canonicalize(corpus.root()).unwrap_or_else(|_| corpus.root().to_owned());
        root.file_name().map_or_else(|| "plans".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    args.name.clone().unwrap_or_else(folder)
}

/// Writes the database of a corpus to a file, whole or not at all.
pub(crate) fn write_database(corpus: &Corpus, target: &Path) -> Result<Counts, String> {
    let failed = |error: io::Error| format!("can't write {}: {error}", target.display());
    let made = Made::of(corpus).map_err(|_| no_corpus(corpus))?;
    let whole = Whole::begin(target).map_err(failed)?;
    let mut database = Database::create(&whole.path()).map_err(said(target))?;
    let counts = fill(corpus, &mut database, target)?;
    database.finish(&made).map_err(said(target))?;
    whole.put().map_err(failed)?;
    Ok(counts)
}

/// What is wrong with a folder that is taken for a corpus.
fn no_corpus(corpus: &Corpus) -> String {
    match corpus.lines() {
        Err(error) => error.to_string(),
        Ok(_) => format!("{} can't be read", corpus.root().display()),
    }
}

/// Writes a file for each table to a folder, all of them or none.
fn write_folder(corpus: &Corpus, target: &Path, form: Format, bom: bool, card: Option<&str>) -> Result<Counts, String> {
    corpus.lines().map_err(|error| error.to_string())?;
    may_replace_folder(target, form)?;
    let failed = |error: io::Error| format!("can't write {}: {error}", target.display());
    let whole = Whole::begin(target).map_err(failed)?;
    let folder = whole.path();
    fs::create_dir(&folder).map_err(failed)?;
    let counts = match form {
        Format::Parquet => {
            let mut sink = Parquet::create(&folder).map_err(failed)?;
            let counts = fill(corpus, &mut sink, target)?;
            sink.finish().map_err(said(target))?;
            counts
        }
        form => {
            let form = if form == Format::Csv { tables::Form::Csv { bom } } else { tables::Form::Jsonl };
            let mut sink = Text::create(&folder, form).map_err(failed)?;
            let counts = fill(corpus, &mut sink, target)?;
            sink.finish().map_err(failed)?;
            counts
        }
    };
    if let Some(name) = card {
        let stats = Stats::of(corpus).map_err(|error| error.to_string())?;
        write_card(&folder, name, form, &stats, &counts).map_err(failed)?;
    }
    whole.put().map_err(failed)?;
    Ok(counts)
}

fn write_card(folder: &Path, name: &str, form: Format, stats: &Stats, counts: &Counts) -> io::Result<()> {
    let file = |(table, rows): (&Table, &u64)| DataFile::of(folder, *table, form.extension(), *rows);
    let files = counts.iter().map(file).collect::<io::Result<Vec<_>>>()?;
    let version = env!("CARGO_PKG_VERSION");
    let card = describe::card(name, version, stats, &files);
    fs::write(folder.join(CARD), card)?;
    let about = format!("{} plans of public agencies, as tables, in Traditional and Simplified Chinese.", stats.plans);
    let croissant = describe::croissant(name, &about, version, &files);
    fs::write(folder.join(CROISSANT), serde_json::to_string_pretty(&croissant)? + "\n")
}

fn fill(corpus: &Corpus, sink: &mut dyn Sink, target: &Path) -> Result<Counts, String> {
    // A bar knows by itself that stderr is no terminal.
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    // The pattern is checked by a test of the command.
    if let Ok(style) = ProgressStyle::with_template(STYLE) {
        bar.set_style(style);
    }
    if !bar.is_hidden() {
        bar.enable_steady_tick(TICK);
    }
    let told = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let counts = feed(corpus, sink, &told);
    bar.finish_and_clear();
    counts.map_err(|error| match error {
        FeedError::Sink(error) => said(target)(error),
        other => other.to_string(),
    })
}

fn said(target: &Path) -> impl Fn(SinkError) -> String {
    move |error| format!("can't write {}: {error}", target.display())
}

/// A file that is no database is none that an earlier run has made.
fn may_replace_file(target: &Path) -> Result<(), String> {
    /// How every SQLite database begins (Database File Format, 1.3.1).
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let refuse = |what: &str| Err(format!("{} {what}; it is left alone", target.display()));
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("can't look at {}: {error}", target.display())),
        Ok(there) if !there.is_file() => refuse("is there already and no file"),
        Ok(_) => {
            let mut begins = [0; 16];
            let read = fs::File::open(target).and_then(|mut file| io::Read::read_exact(&mut file, &mut begins));
            if read.is_ok() && begins == *MAGIC { Ok(()) } else { refuse("is there already and no database") }
        }
    }
}

/// A folder with anything but tables in it is none that an earlier run has made.
fn may_replace_folder(target: &Path, form: Format) -> Result<(), String> {
    let failed = |error: io::Error| format!("can't look at {}: {error}", target.display());
    let entries = match fs::read_dir(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    let tables = Table::ALL.iter().map(|table| format!("{}.{}", table.name(), form.extension()));
    let ours: BTreeSet<OsString> = tables.chain([CARD.to_owned(), CROISSANT.to_owned()]).map(OsString::from).collect();
    let names: Vec<OsString> =
        entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<_>>().map_err(failed)?;
    let is_ours = names.is_empty() || names.iter().any(|name| *name == *format!("plans.{}", form.extension()));
    match names.iter().find(|name| !ours.contains(*name)) {
        None if is_ours => Ok(()),
        None => Err(format!("{} holds no tables of ours; name a new folder with --out", target.display())),
        Some(name) => Err(format!(
            "{} holds {:?}, which is no table; name a new folder with --out",
            target.display(),
            name.to_string_lossy()
        )),
    }
}

impl Format {
    /// What the names of its files end in.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}
