//! `plancorpus stats`

use std::io::{self, Write};

use clap::builder::styling::Style;
use corpus::{Corpus, Status, printable_json};
use describe::{Agency, Coverage, DiagnosticCount, FormatCount, Place, Stats, StatusCount, YearCount};

use crate::args::StatsArgs;
use crate::summary::counted;
use crate::terminal::{columns, padded, printable, shortened, width};
use crate::{Ending, complain};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Agencies and diagnostics that the tables name; `--json` names them all.
const NAMED: usize = 15;
/// Plans that are named where a section is missing.
const EXAMPLES: usize = 3;
/// The most columns for a name.
const NAME: usize = 40;
/// The fewest columns that text is given.
const NARROWEST: usize = 40;

pub(crate) fn run(args: &StatsArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let stats = match Stats::of(&Corpus::at(&args.corpus)) {
        Ok(stats) => stats,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Ending::Unusable);
        }
    };
    if args.json {
        let json = serde_json::to_string_pretty(&stats)?;
        writeln!(out, "{}", printable_json(json))?;
    } else {
        let mut page = Page { columns: columns(args.width).max(NARROWEST), out };
        page.print(&stats)?;
    }
    Ok(Ending::Good)
}

struct Page<'o> {
    columns: usize,
    out: &'o mut dyn Write,
}

impl Page<'_> {
    fn print(&mut self, stats: &Stats) -> io::Result<()> {
        let parts = [
            counted(stats.files, "file"),
            counted(stats.plans, "plan"),
            counted(stats.sections, "section"),
            counted(stats.table_rows, "table row"),
            format!("{} characters", stats.characters),
        ];
        writeln!(self.out, "{BOLD}{}{BOLD:#}", shortened(&parts.join(", "), self.columns))?;

        self.heading("Files by status")?;
        let meaning =
            |name: &str| Status::ALL.iter().find(|status| status.name() == name).map_or("", |status| status.meaning());
        let status = |count: &StatusCount| (count.status.to_owned(), count.files, meaning(count.status).to_owned());
        self.rows(stats.statuses.iter().map(status).collect())?;

        self.heading("Files by format")?;
        let format = |count: &FormatCount| {
            let told: Vec<String> =
                count.statuses.iter().map(|StatusCount { status, files }| format!("{files} {status}")).collect();
            (count.format.clone().unwrap_or_else(|| "unknown".to_owned()), count.files, told.join(", "))
        };
        self.rows(stats.formats.iter().map(format).collect())?;

        self.heading("Plans by year")?;
        let year = |count: &YearCount| {
            (count.year.map_or_else(|| "none".to_owned(), |year| year.to_string()), count.plans, String::new())
        };
        self.rows(stats.years.iter().map(year).collect())?;

        self.heading("Plans by agency")?;
        let agency = |agency: &Agency| {
            let years: Vec<i32> = agency.years.covered.iter().copied().collect();
            let mut told = runs(&years);
            if !agency.years.missing.is_empty() {
                told += &format!(", none for {}", runs(&agency.years.missing));
            }
            (agency.name.clone().unwrap_or_else(|| "none told".to_owned()), agency.plans, told)
        };
        self.rows(stats.agencies.iter().take(NAMED).map(agency).collect())?;
        self.more(stats.agencies.len(), "agencies")?;

        self.heading("Sections")?;
        let kinds: Vec<&Coverage> = stats.coverage.iter().filter(|kind| kind.with > 0).collect();
        let rows = kinds.iter().map(|kind| {
            let told = match (kind.expected, kind.without) {
                (true, 0) => "in every plan".to_owned(),
                (true, some) => format!("missing in {some}: {}", names(&kind.missing)),
                (false, _) => String::new(),
            };
            (kind.kind.clone(), kind.with, told)
        });
        self.rows(rows.collect())?;

        if !stats.diagnostics.is_empty() {
            self.heading("What looked wrong")?;
            let row = |found: &DiagnosticCount| {
                (
                    found.code.clone(),
                    found.count,
                    format!("in {}: {}", counted(found.plans, "plan"), found.example.path),
                )
            };
            self.rows(stats.diagnostics.iter().take(NAMED).map(row).collect())?;
            self.more(stats.diagnostics.len(), "kinds")?;
        }
        Ok(())
    }

    fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out, "\n{BOLD}{heading}{BOLD:#}")
    }

    /// A name, a count and what is said of it, in columns.
    fn rows(&mut self, rows: Vec<(String, usize, String)>) -> io::Result<()> {
        let names: Vec<String> = rows.iter().map(|(name, ..)| shortened(&printable(name), NAME)).collect();
        let longest = names.iter().map(|name| width(name)).max().unwrap_or(0);
        let digits = rows.iter().map(|(_, count, _)| count.to_string().len()).max().unwrap_or(0);
        let room = self.columns.saturating_sub(longest + digits + 6);
        for (name, (_, count, told)) in names.iter().zip(&rows) {
            write!(self.out, "  {}  {count:>digits$}", padded(name, longest))?;
            match shortened(&printable(told), room).as_str() {
                "" => writeln!(self.out)?,
                told => writeln!(self.out, "  {DIM}{told}{DIM:#}")?,
            }
        }
        Ok(())
    }

    fn more(&mut self, all: usize, what: &str) -> io::Result<()> {
        if all > NAMED { writeln!(self.out, "  and {} more {what}; --json has them all", all - NAMED) } else { Ok(()) }
    }
}

fn names(places: &[Place]) -> String {
    let named: Vec<&str> = places.iter().take(EXAMPLES).map(|place| place.path.as_str()).collect();
    format!("{}{}", named.join(", "), if places.len() > EXAMPLES { ", …" } else { "" })
}

/// 2010 to 2014, 2016
pub(crate) fn runs(years: &[i32]) -> String {
    describe::year_runs(years)
        .into_iter()
        .map(|[first, last]| if first == last { first.to_string() } else { format!("{first} to {last}") })
        .collect::<Vec<_>>()
        .join(", ")
}
