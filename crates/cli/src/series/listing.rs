//! Series and their histories for a terminal.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use diff::series::{Cell, Fate, History, RowKind, Series};

use crate::terminal::{padded, printable, width, wrapped};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const NEW: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// The fewest columns that text is given.
const NARROWEST: usize = 16;
/// Columns of a year: 2014 and a blank.
const YEAR: usize = 5;
/// Years that stand side by side at most; the last ones.
const MOST_YEARS: usize = 20;

/// The series of a corpus: their years, and what they were called.
pub(super) fn series(all: &[&Series], columns: usize, out: &mut dyn Write) -> io::Result<()> {
    for series in all {
        for line in wrapped(&series.name, columns.max(NARROWEST)) {
            writeln!(out, "{BOLD}{line}{BOLD:#}")?;
        }
        let plans: usize = series.years.iter().map(|year| 1 + year.others.len()).sum();
        let count = if plans == 1 { "1 plan".to_owned() } else { format!("{plans} plans") };
        let mut about = vec![format!("{}, {count}", years(series))];
        about.extend(series.names.iter().filter(|name| **name != series.name).map(|name| format!("was {name}")));
        for about in about {
            for line in wrapped(&about, columns.saturating_sub(2).max(NARROWEST)) {
                writeln!(out, "  {DIM}{line}{DIM:#}")?;
            }
        }
    }
    let count = all.len();
    writeln!(out, "\n{count} series")
}

/// 2010 to 2014, 2016
fn years(series: &Series) -> String {
    let years: Vec<i32> = series.years.iter().map(|year| year.year).collect();
    crate::stats::runs(&years)
}

/// What became of the goals and actions of a series.
pub(super) fn history(history: &History, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let series = &history.series;
    for line in wrapped(&series.name, columns.max(NARROWEST)) {
        writeln!(out, "{BOLD}{line}{BOLD:#}")?;
    }
    for year in &series.years {
        writeln!(out, "  {} {}", year.year, printable(&year.speaker.path))?;
        for other in &year.others {
            let what = match other.is_same_plan() {
                Some(true) => "the same plan",
                _ => "another plan of the year",
            };
            writeln!(out, "       {DIM}{} ({what}){DIM:#}", printable(&other.path))?;
        }
    }
    let room = columns.saturating_sub(NARROWEST) / YEAR;
    let shown = series.years.len().min(room.clamp(1, MOST_YEARS));
    let skipped = series.years.len() - shown;
    let mut kind = None;
    for row in &history.rows {
        if row.cells[skipped..].iter().all(Option::is_none) {
            continue;
        }
        if kind != Some(row.kind) {
            kind = Some(row.kind);
            let name = match row.kind {
                RowKind::Goal => "goals",
                RowKind::Action => "actions",
            };
            let head: String =
                series.years[skipped..].iter().map(|year| padded(&year.year.to_string(), YEAR)).collect();
            writeln!(out, "\n{head}{BOLD}{name}{BOLD:#}")?;
        }
        let signs: String = row.cells[skipped..].iter().map(|cell| sign(cell.as_ref())).collect();
        let indent = YEAR * shown;
        let last = row.cells.iter().flatten().next_back();
        let text = last.map(told).unwrap_or_default();
        for (number, line) in wrapped(&text, columns.saturating_sub(indent).max(NARROWEST)).iter().enumerate() {
            if number == 0 { writeln!(out, "{signs}{line}")? } else { writeln!(out, "{:indent$}{line}", "")? }
        }
    }
    writeln!(out)?;
    let more = (skipped > 0).then(|| format!("{skipped} earlier years have no room here; --width gives more"));
    for note in more.into_iter().chain(["+ new  = the same  y only the year  ~ changed  < back".to_owned()]) {
        for line in wrapped(&note, columns.max(NARROWEST)) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
    }
    Ok(())
}

fn sign(cell: Option<&Cell>) -> String {
    let (style, sign) = match cell.map(|cell| cell.fate) {
        None => return " ".repeat(YEAR),
        Some(Fate::New) => (NEW, "+"),
        Some(Fate::Same) => (DIM, "="),
        Some(Fate::Rolled) => (DIM, "y"),
        Some(Fate::Changed) => (CHANGED, "~"),
        Some(Fate::Back) => (NEW, "<"),
    };
    format!("{style}{sign}{style:#}{}", " ".repeat(YEAR - width(sign)))
}

/// What a goal or an action says, and who does it.
fn told(cell: &Cell) -> String {
    let text = cell.text.replace('\n', " ");
    if cell.units.is_empty() { text } else { format!("{text} ({})", cell.units.join(", ")) }
}
