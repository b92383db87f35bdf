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
  plancorpus export --to docx --corpus corpus --out word  every plan as a Word file
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
    /// Show a plan in the terminal: its outline, tables and diagnostics
    Show(ShowArgs),
    /// Write records in a format that others read
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Look whether a corpus is whole: manifest, records, and that the two agree
    #[command(after_help = VERIFY_HELP)]
    Verify(VerifyArgs),
    /// Print the JSON Schema of a plan record
    Schema,
    /// List the formats and which of them are read
    Formats,
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
    /// Where files are read
    #[arg(long, value_name = "WHERE", default_value = if cfg!(unix) { "process" } else { "none" })]
    pub(crate) isolation: Isolation,
    /// Seconds by the clock that a worker process has for a file [default: 300]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) limit_wall: Option<NonZeroU64>,
    /// Seconds of processor time that it has [default: 60]
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

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// A file with a plan, or a record of a corpus
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
A Word file has the plan's headings, numbering and tables; read again, it gives the same plan. It is named by title and id.

A file that is there already with other content is left alone, and the command ends with status 1.

Examples:
  plancorpus export --to docx corpus/plans/hant/9f/*.json --out word
  plancorpus export --to docx corpus/plans/hant/9f/9f2c41d07be6a355.json --out keelung.docx
  plancorpus export --to docx --corpus corpus --script hans --out word";

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// Records to write
    #[arg(value_name = "RECORD", required_unless_present = "corpus", conflicts_with = "corpus")]
    pub(crate) records: Vec<PathBuf>,
    /// Write the records of a corpus
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// Script of the corpus's records to write [default: each plan's own]
    #[arg(long, value_name = "SCRIPT", requires = "corpus", conflicts_with = "records")]
    pub(crate) script: Option<Script>,
    /// Format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Format,
    /// Who writes the numbers of a Word file's headings and items
    #[arg(long, value_name = "LABELS", default_value = "generated")]
    pub(crate) labels: Labels,
    /// Folder to write to; for one record, a file with the format's extension too
    #[arg(short, long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Overwrite files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Word, one file for each plan
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
