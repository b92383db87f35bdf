//! A catalogue of the user's: what is known of plans by the paths of their files.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use corpus::{Line, Status};
use csv::ReaderBuilder;
use plan::{Facts, Known, KnownYear};
use serde::{Deserialize, Serialize};

use crate::names::portable;

/// What stands between a path and the number of a plan in its file.
const NUMBER_SIGN: char = '#';

/// Bytes of the longest cell: no title has so many, but all of a file behind a quote that is not closed.
const LONGEST_CELL: usize = 64 << 10;

/// Bytes of all that may be said of one file: it goes to whoever reads it, in one message with other things.
const MOST_OF_FILE: usize = 1 << 20;

/// Bytes that a row is counted for beside its cells.
const ROW: usize = 128;

/// Columns that are read.
const COLUMNS: [&str; 5] = ["path", "title", "agency", "year", "series"];

/// A catalogue: rows that say of the plans of a path what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// By path, with the number of the plan where it names one.
    rows: BTreeMap<String, Row>,
    /// Columns that it has and that mean nothing here, as written.
    pub ignored_columns: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Where it stands, from 1.
    line: u64,
    facts: Facts,
}

/// A row that speaks of no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedRow {
    /// As in the catalogue.
    pub path: String,
    /// Where it stands, from 1.
    pub line: u64,
    /// A sentence for a person.
    pub why: &'static str,
}

impl Catalogue {
    /// Bytes of the longest file that is read.
    pub const MOST_BYTES: u64 = 64 << 20;

    /// Reads a table with a header row: `path`, and what there is of `title`, `agency`, `year` and `series`, in any order. An empty cell
    /// says nothing.
    ///
    /// # Errors
    /// Where there is no column `path`, a column stands twice, a row has another number of cells than the header, no path or a path
    /// that another row has, a year is no number, a cell is longer than 64 KiB, or more than 1 MiB is said of one file.
    pub fn from_csv(text: &str) -> Result<Self, CatalogueError> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| CatalogueError::of_csv(&error))?.clone();
        let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
        let mut places = BTreeMap::new();
        let mut ignored_columns = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if !COLUMNS.contains(&name.as_str()) {
                ignored_columns.push(header.get(at).unwrap_or_default().trim().to_owned());
            } else if places.insert(name.as_str(), at).is_some() {
                return Err(CatalogueError::new(1, format!("two columns are called {name}; one is enough")));
            }
        }
        if !places.contains_key("path") {
            let message = format!("no column is called path; the columns are {}", COLUMNS.join(", "));
            return Err(CatalogueError::new(1, message));
        }
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        let mut said_of: BTreeMap<String, usize> = BTreeMap::new();
        let mut counted = (0, 1);
        for record in reader.records() {
            let record = record.map_err(|error| CatalogueError::of_csv(&error))?;
            // The position of a record is the end of the line before it: CR LF and blank lines still stand between.
            let before = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let start = before + text.as_bytes().iter().skip(before).take_while(is_end).count();
            let ends = text.as_bytes().iter().take(start).skip(counted.0).filter(|byte| **byte == b'\n').count();
            counted = (start, counted.1 + ends as u64);
            let line = counted.1;
            if let Some((at, long)) = record.iter().enumerate().find(|(_, cell)| cell.len() > LONGEST_CELL) {
                let (bytes, column) = (long.len(), header.get(at).map_or("cell", str::trim));
                let bound = format!("{bytes} bytes in the column {column:?}, and a cell has at most {LONGEST_CELL}");
                return Err(CatalogueError::new(line, format!("{bound}; is a quote before it not closed?")));
            }
            if record.len() != header.len() {
                let (cells, columns) = (record.len(), header.len());
                return Err(CatalogueError::new(line, format!("{cells} cells, and the header has {columns}")));
            }
            let cell = |name: &str| places.get(name).and_then(|at| record.get(*at)).unwrap_or_default();
            let path = cell("path").to_owned();
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if path.is_empty() {
                return Err(CatalogueError::new(line, "no path; write it as in source.path of a record".to_owned()));
            }
            if let Some(first) = rows.get(&path) {
                let message = format!("{path:?} stands on line {} already; a path has one row", first.line);
                return Err(CatalogueError::new(line, message));
            }
            let file = numbered(&path).map_or(path.as_str(), |(file, _)| file);
            let said = said_of.entry(file.to_owned()).or_default();
            *said += ROW + COLUMNS.iter().map(|name| cell(name).len()).sum::<usize>();
            if *said > MOST_OF_FILE {
                let message =
                    format!("more than {MOST_OF_FILE} bytes are said of {file:?}, here and in the rows before");
                return Err(CatalogueError::new(line, message));
            }
            let year = year(cell("year")).map_err(|message| CatalogueError::new(line, message))?;
            let said = |name: &str| Some(script::close_up(cell(name).trim())).filter(|said| !said.is_empty());
            let facts = Facts { title: said("title"), agency: said("agency"), year, series: said("series") };
            rows.insert(path, Row { line, facts });
        }
        Ok(Self { rows, ignored_columns })
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is known of a file by itself: by the longest path that its own ends in; `None` where no row speaks of it.
    pub fn of_file(&self, file: &Path) -> Option<Known> {
        let name = portable(file);
        let starts = [0].into_iter().chain(name.match_indices('/').map(|(at, _)| at + 1));
        starts.filter_map(|start| self.of_path(name.get(start..)?)).next()
    }

    /// What is known of the plans of a path; `None` where no row speaks of it.
    pub(crate) fn of_path(&self, path: &str) -> Option<Known> {
        let file = self.rows.get(path).map(|row| row.facts.clone());
        let prefix = format!("{path}{NUMBER_SIGN}");
        let plans: BTreeMap<usize, Facts> = self
            .rows
            .range(prefix.clone()..)
            .take_while(|(row, _)| row.starts_with(&prefix))
            .filter_map(|(row, of)| Some((number(row.strip_prefix(&prefix)?)?, of.facts.clone())))
            .collect();
        (file.is_some() || !plans.is_empty()).then(|| Known { file: file.unwrap_or_default(), plans })
    }

    /// The path whose rows speak of a record: its own, else the first, in order, of those with the same bytes.
    pub(crate) fn speaker<'p>(&self, own: &'p str, same: impl IntoIterator<Item = &'p str>) -> Option<&'p str> {
        [own].into_iter().chain(same).find(|path| self.of_path(path).is_some())
    }

    /// The rows that speak of no record of a run, by their lines.
    pub(crate) fn unused(&self, lines: &[Line]) -> Vec<UnusedRow> {
        let by_path: BTreeMap<&str, &Line> = lines.iter().map(|line| (line.path.as_str(), line)).collect();
        let mut same: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in lines {
            same.entry(line.blake3.as_deref().unwrap_or_default()).or_default().push(&line.path);
        }
        let owners: BTreeMap<&str, &str> = lines
            .iter()
            .filter(|line| matches!(line.status, Status::Ok | Status::Partial))
            .filter_map(|line| Some((line.blake3.as_deref()?, line.path.as_str())))
            .collect();
        let why = |row: &str| {
            let numbered = || {
                let (path, number) = numbered(row)?;
                Some((*by_path.get(path)?, number))
            };
            let (line, number) = match by_path.get(row) {
                Some(line) => (*line, 1),
                None => match numbered() {
                    Some(found) => found,
                    None => return Some("no input has this path"),
                },
            };
            let hash = line.blake3.as_deref()?;
            let owner = owners.get(hash)?;
            if self.speaker(owner, same.get(hash)?.iter().copied()) != Some(&line.path) {
                return Some("the row of another path with the same bytes counts");
            }
            (number > line.records().len()).then_some("its file has no such plan")
        };
        let mut unused: Vec<UnusedRow> = self
            .rows
            .iter()
            .filter_map(|(path, row)| Some(UnusedRow { path: path.clone(), line: row.line, why: why(path)? }))
            .collect();
        unused.sort_by_key(|row| row.line);
        unused
    }
}

/// A path that names a plan of a file: the file, and the plan's number.
fn numbered(path: &str) -> Option<(&str, usize)> {
    let (file, digits) = path.rsplit_once(NUMBER_SIGN)?;
    Some((file, number(digits)?))
}

fn number(digits: &str) -> Option<usize> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| is_plain)
}

fn year(cell: &str) -> Result<Option<KnownYear>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let year = cell.parse().ok().and_then(KnownYear::of_number);
    year.map(Some).ok_or_else(|| format!("the year {cell:?} is none; write 103 or 2014"))
}

/// What is known of a file's plans, as it is sent to a worker and counted in the digest of the options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sent {
    file: SentFacts,
    plans: BTreeMap<usize, SentFacts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SentFacts {
    title: Option<String>,
    agency: Option<String>,
    year: Option<i32>,
    series: Option<String>,
}

impl From<&Known> for Sent {
    fn from(known: &Known) -> Self {
        let facts = |facts: &Facts| {
            let Facts { title, agency, year, series } = facts.clone();
            SentFacts { title, agency, year: year.map(KnownYear::number), series }
        };
        let plans = known.plans.iter().map(|(number, plan)| (*number, facts(plan)));
        Self { file: facts(&known.file), plans: plans.collect() }
    }
}

impl From<Sent> for Known {
    fn from(sent: Sent) -> Self {
        let facts = |facts: SentFacts| {
            let SentFacts { title, agency, year, series } = facts;
            Facts { title, agency, year: year.and_then(KnownYear::of_number), series }
        };
        Self { file: facts(sent.file), plans: sent.plans.into_iter().map(|(at, plan)| (at, facts(plan))).collect() }
    }
}

/// What is wrong with a catalogue, for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// The line where it is, from 1.
    pub line: u64,
    /// A sentence that says what would be right.
    pub message: String,
}

impl CatalogueError {
    fn new(line: u64, message: String) -> Self {
        Self { line, message }
    }

    fn of_csv(error: &csv::Error) -> Self {
        Self::new(error.position().map_or(1, csv::Position::line), error.to_string())
    }
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for CatalogueError {}

#[cfg(test)]
mod tests;
