//! The card of a data set: a README in Markdown, its head in the YAML that model hubs read.

use std::fmt::Write;
use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};
use tables::{Kind, Table};

use crate::{Stats, StatusCount, year_runs};

/// Agencies that the card names; the tables name them all.
const NAMED: usize = 20;

/// A file of a data set: one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Which.
    pub table: Table,
    /// Its name.
    pub name: String,
    /// Its type (RFC 6838).
    pub media_type: &'static str,
    /// Whether lists are lists in it, and not JSON in a cell of text.
    pub has_lists: bool,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Its rows.
    pub rows: u64,
}

impl DataFile {
    /// The file of a table in a folder; `name` ends in what says its format: `parquet`, `csv`, `jsonl`.
    ///
    /// # Errors
    /// Where the system refuses, or the format is none of these.
    pub fn of(folder: &Path, table: Table, extension: &str, rows: u64) -> io::Result<Self> {
        let media_type = match extension {
            // As Croissant names it; the type that is registered since is not known to its readers.
            "parquet" => "application/x-parquet",
            "csv" => "text/csv",
            "jsonl" => "application/jsonlines",
            other => {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("a data set has no {other} files")));
            }
        };
        let name = format!("{}.{extension}", table.name());
        let mut file = File::open(folder.join(&name))?;
        let mut hasher = Sha256::new();
        let bytes = io::copy(&mut file, &mut hasher)?;
        let sha256 = hasher.finalize().iter().fold(String::new(), |mut digits, byte| {
            // Writing to a string does not fail.
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        Ok(Self { table, name, media_type, has_lists: extension != "csv", bytes, sha256, rows })
    }
}

/// The card of a data set.
#[must_use]
pub fn card(name: &str, version: &str, stats: &Stats, files: &[DataFile]) -> String {
    let mut card = String::new();
    let sections = [
        head(name, stats, files),
        summary(name, version, stats),
        contents(files),
        coverage(stats),
        columns(files),
        notes(),
    ];
    for section in sections {
        card.push_str(&section);
        card.push('\n');
    }
    card.pop();
    card
}

/// The YAML head of cards on model hubs.
fn head(name: &str, stats: &Stats, files: &[DataFile]) -> String {
    let size = match stats.plans {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "n>1M",
    };
    let mut head = format!(
        "---\npretty_name: {}\nlanguage:\n- zh\ntags:\n- public-administration\n- government-plans\nsize_categories:\n- {size}\nconfigs:\n",
        // JSON's strings are YAML's.
        serde_json::Value::from(name)
    );
    for file in files {
        let default = if file.table == Table::Plans { "  default: true\n" } else { "" };
        let _ = write!(head, "- config_name: {}\n  data_files: {}\n{default}", file.table.name(), file.name);
    }
    head + "---\n"
}

fn summary(name: &str, version: &str, stats: &Stats) -> String {
    let years: Vec<i32> = stats.years.iter().filter_map(|year| year.year).collect();
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!(" of the years {first} to {last}"),
        (Some(year), _) => format!(" of the year {year}"),
        _ => String::new(),
    };
    let named = stats.agencies.iter().filter(|agency| agency.name.is_some()).count();
    format!(
        "# {}\n\nPlans of public agencies{span}, read from {} by plancorpus {version}: {} of {}, with {}, {} and {}. Each text is there \
         in Traditional and in Simplified Chinese (columns `…_hant` and `…_hans`); the one that is not the source's script was converted \
         word by word.\n",
        escaped(name),
        counted(stats.files as u64, "file"),
        counted(stats.plans as u64, "plan"),
        match named {
            1 => "1 agency".to_owned(),
            some => format!("{} agencies", grouped(some as u64)),
        },
        counted(stats.sections as u64, "section"),
        counted(stats.table_rows as u64, "table row"),
        counted(stats.characters, "character"),
    )
}

fn contents(files: &[DataFile]) -> String {
    let mut text = "## Files\n\n| File | Rows | Bytes | A row is |\n|---|--:|--:|---|\n".to_owned();
    for file in files {
        let (rows, bytes) = (grouped(file.rows), grouped(file.bytes));
        let _ = writeln!(text, "| `{}` | {rows} | {bytes} | {} |", file.name, file.table.about());
    }
    text
}

fn coverage(stats: &Stats) -> String {
    let mut text = "## What it covers\n\n| Agency | Plans | Years | Missing between |\n|---|--:|---|---|\n".to_owned();
    for agency in stats.agencies.iter().take(NAMED) {
        let name = agency.name.as_deref().map_or_else(|| "*none told*".to_owned(), escaped);
        let covered: Vec<i32> = agency.years.covered.iter().copied().collect();
        let (plans, covered, missing) = (grouped(agency.plans as u64), runs(&covered), runs(&agency.years.missing));
        let _ = writeln!(text, "| {name} | {plans} | {covered} | {missing} |");
    }
    if stats.agencies.len() > NAMED {
        let _ = writeln!(text, "\nand {} more.", stats.agencies.len() - NAMED);
    }
    text.push_str("\n| Section | Plans with | without |\n|---|--:|--:|\n");
    for kind in stats.coverage.iter().filter(|kind| kind.with > 0) {
        let _ =
            writeln!(text, "| `{}` | {} | {} |", kind.kind, grouped(kind.with as u64), grouped(kind.without as u64));
    }
    text.push_str("\n| Outcome | Files |\n|---|--:|\n");
    for StatusCount { status, files } in &stats.statuses {
        let _ = writeln!(text, "| `{status}` | {} |", grouped(*files as u64));
    }
    if !stats.diagnostics.is_empty() {
        text.push_str("\n| Looked wrong | Times | In plans |\n|---|--:|--:|\n");
        for found in &stats.diagnostics {
            let (times, plans) = (grouped(found.count as u64), grouped(found.plans as u64));
            let _ = writeln!(text, "| `{}` | {times} | {plans} |", found.code);
        }
    }
    text
}

fn columns(files: &[DataFile]) -> String {
    let mut text = "## Columns\n".to_owned();
    for file in files {
        let table = file.table;
        let _ = write!(text, "\n### {}\n\n{}. Key: `{}`.\n\n", table.name(), table.about(), table.key().join("`, `"));
        text.push_str("| Column | Type | |\n|---|---|---|\n");
        for column in table.columns() {
            let kind = match (column.kind, file.has_lists) {
                (Kind::Text, _) => "text",
                (Kind::Integer, _) => "integer",
                (Kind::Real, _) => "number",
                (Kind::Date, _) => "date",
                (Kind::Texts, true) => "list of texts",
                (Kind::Groups(_), true) => "list of groups",
                (Kind::Texts | Kind::Groups(_), false) => "JSON",
            };
            let optional = if column.optional { ", or none" } else { "" };
            let _ = writeln!(text, "| `{}` | {kind}{optional} | {} |", column.name, column.about.replace('|', "\\|"));
        }
    }
    text
}

fn notes() -> String {
    "## Rights\n\nThe plans are the agencies' own; their terms decide what may be done with the texts. `files` and `source_path` say which \
     file each row was read from.\n"
        .to_owned()
}

/// 2010–2014, 2016
fn runs(years: &[i32]) -> String {
    let run = |[first, last]: [i32; 2]| if first == last { first.to_string() } else { format!("{first}–{last}") };
    year_runs(years).into_iter().map(run).collect::<Vec<_>>().join(", ")
}

/// 12,345
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn counted(number: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A text of the corpus, safe in Markdown.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in corpus::printable(text).chars() {
        if c.is_ascii_punctuation() && c != '.' && c != ',' && c != '-' {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
