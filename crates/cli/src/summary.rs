//! What a run comes to.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use corpus::{Line, Status, printable_json};
use ingest::{Report, UnusedRow};
use serde::{Serialize, Serializer};

use crate::terminal::{padded, printable, shortened, width};

/// Failures that the table names; the manifest names them all.
const NAMED: usize = 10;
/// Columns for the name of a file that failed.
const NAME: usize = 40;

const BOLD: Style = Style::new().bold();
const BAD: Style = AnsiColor::Red.on_default();

/// A table for people: statuses with their counts, the first failures, where the corpus is. `ignored` are columns of the catalogue, where
/// there is one, that mean nothing.
pub(crate) fn table(
    report: &Report,
    pruned: bool,
    ignored: Option<&[String]>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let plans = plans(report);
    if report.interrupted {
        writeln!(out, "{BOLD}Stopped: {} of {} done{BOLD:#}", report.lines.len(), counted(report.files, "file"))?;
    } else {
        writeln!(out, "{BOLD}{}, {}{BOLD:#}", counted(report.files, "file"), counted(plans, "plan"))?;
    }
    for status in Status::ALL {
        let count = count(report, *status);
        if count > 0 {
            let style = if status.is_failure() { BAD } else { Style::new() };
            writeln!(out, "  {style}{count:>7}  {status:<11}{style:#}  {}", status.meaning())?;
        }
    }
    let beside = [
        (report.unchanged, "unchanged", "of these: the same as in an earlier run, not read again"),
        (
            if pruned { 0 } else { report.vanished.len() },
            "vanished",
            "in the corpus, not among these inputs; --prune removes them",
        ),
        (report.removed, "removed", "plans in the corpus before, no longer given"),
    ];
    for (count, what, meaning) in beside.iter().filter(|(count, ..)| *count > 0) {
        writeln!(out, "  {count:>7}  {what:<11}  {meaning}")?;
    }

    let failures: Vec<&Line> = report.lines.iter().filter(|line| line.status.is_failure()).collect();
    if !failures.is_empty() {
        writeln!(out, "\n{BOLD}Failed{BOLD:#}")?;
        let names: Vec<String> = failures.iter().take(NAMED).map(|line| ending(&printable(&line.path), NAME)).collect();
        let longest = names.iter().map(|name| width(name)).max().unwrap_or(0);
        for (line, name) in failures.iter().zip(&names) {
            let sentence = format!("{}: {}", line.status, printable(line.detail.as_deref().unwrap_or_default()));
            let room = columns.saturating_sub(longest + 4).max(20);
            writeln!(out, "  {}  {}", padded(name, longest), shortened(&sentence, room))?;
        }
        if failures.len() > NAMED {
            writeln!(out, "  and {} more, named in the manifest", failures.len() - NAMED)?;
        }
    }
    let ignored = ignored.unwrap_or_default();
    if !report.unused_rows.is_empty() || !ignored.is_empty() {
        writeln!(out, "\n{BOLD}Metadata{BOLD:#}")?;
        if !report.unused_rows.is_empty() {
            writeln!(out, "  {} without a record", counted(report.unused_rows.len(), "row"))?;
        }
        for UnusedRow { path, line, why } in report.unused_rows.iter().take(NAMED) {
            writeln!(out, "    line {line}: {}  {why}", printable(path))?;
        }
        if report.unused_rows.len() > NAMED {
            writeln!(out, "    and {} more", report.unused_rows.len() - NAMED)?;
        }
        if !ignored.is_empty() {
            writeln!(out, "  columns not used: {}", printable(&ignored.join(", ")))?;
        }
    }
    if !report.left_out.is_empty() {
        writeln!(out, "\n{BOLD}Left out{BOLD:#}")?;
        for left_out in &report.left_out {
            writeln!(out, "  {}  {}", printable(&left_out.path), left_out.why)?;
        }
    }
    if report.interrupted {
        return writeln!(out, "\nThe same command with --resume goes on from here.");
    }
    writeln!(out, "\n{BOLD}Manifest{BOLD:#}  {}", printable(&report.manifest.to_string_lossy()))
}

/// One JSON object.
pub(crate) fn json(report: &Report, ignored: Option<&[String]>, out: &mut dyn Write) -> io::Result<()> {
    let summary = Summary {
        manifest: report.manifest.to_string_lossy().into_owned(),
        files: report.files,
        done: report.lines.len(),
        interrupted: report.interrupted,
        plans: plans(report),
        unchanged: report.unchanged,
        removed: report.removed,
        statuses: Status::ALL.iter().map(|status| (status.name(), count(report, *status))).collect(),
        vanished: report.vanished.iter().map(String::as_str).collect(),
        metadata: ignored.map(|ignored| Metadata {
            unused: report.unused_rows.len(),
            first_unused: report.unused_rows.iter().take(NAMED).map(|row| row.path.as_str()).collect(),
            ignored_columns: ignored,
        }),
        left_out: report.left_out.iter().map(|left_out| left_out.path.as_str()).collect(),
    };
    writeln!(out, "{}", printable_json(serde_json::to_string(&summary)?))
}

#[derive(Serialize)]
struct Summary<'a> {
    manifest: String,
    files: usize,
    done: usize,
    interrupted: bool,
    plans: usize,
    unchanged: usize,
    removed: usize,
    #[serde(serialize_with = "in_order")]
    statuses: Vec<(&'static str, usize)>,
    vanished: Vec<&'a str>,
    left_out: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata<'a>>,
}

/// What of the catalogue was not used.
#[derive(Serialize)]
struct Metadata<'a> {
    /// Rows without a record.
    unused: usize,
    first_unused: Vec<&'a str>,
    ignored_columns: &'a [String],
}

fn in_order<S: Serializer>(pairs: &[(&'static str, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}

fn plans(report: &Report) -> usize {
    report.lines.iter().flat_map(Line::records).collect::<BTreeSet<_>>().len()
}

fn count(report: &Report, status: Status) -> usize {
    report.lines.iter().filter(|line| line.status == status).count()
}

/// A number of things.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A path cut to so many columns at its beginning: its end tells more.
fn ending(path: &str, columns: usize) -> String {
    let backwards = |text: &str| text.chars().rev().collect::<String>();
    backwards(&shortened(&backwards(path), columns))
}
