//! What a corpus holds and lacks, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use corpus::{Corpus, FolderError, Line, Named, Record, RecordError, own_plans};
use plan::Kind;
use rayon::prelude::*;
use script::Target;
use serde::Serialize;

/// What a corpus holds and lacks. Every list is sorted; counts are of plans where nothing else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Files that went in.
    pub files: usize,
    /// Plans.
    pub plans: usize,
    /// Their top-level divisions.
    pub sections: usize,
    /// Body rows of their tables.
    pub table_rows: usize,
    /// Their characters, white space aside; those of a merged cell count once.
    pub characters: u64,
    /// Files by status, in the order of the contract; those that do not occur are left out.
    pub statuses: Vec<StatusCount>,
    /// Files by format.
    pub formats: Vec<FormatCount>,
    /// Plans by script of the source.
    pub scripts: Vec<ScriptCount>,
    /// Plans by year.
    pub years: Vec<YearCount>,
    /// By agency, those with most plans first; `null` is none that could be told.
    pub agencies: Vec<Agency>,
    /// By kind of section, in the order of the contract.
    pub coverage: Vec<Coverage>,
    /// By code, the commonest first.
    pub diagnostics: Vec<DiagnosticCount>,
}

/// The files with a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusCount {
    /// The status.
    pub status: &'static str,
    /// How many files.
    pub files: usize,
}

/// The files of a format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormatCount {
    /// The format; `null` is what no reader knows.
    pub format: Option<String>,
    /// How many files.
    pub files: usize,
    /// What became of them.
    pub statuses: Vec<StatusCount>,
}

/// The plans in a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScriptCount {
    /// The script: hant, hans or mixed.
    pub script: &'static str,
    /// How many plans.
    pub plans: usize,
}

/// The plans of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// The Gregorian year; `null` is none, or several.
    pub year: Option<i32>,
    /// How many plans.
    pub plans: usize,
}

/// The plans of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agency {
    /// Its name in Traditional Chinese, as the plans have it.
    pub name: Option<String>,
    /// Its plans.
    pub plans: usize,
    /// Their years, and those between that it has no plan for.
    pub years: Years,
}

/// Gregorian years.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Years {
    /// Those that there is a plan for.
    pub covered: BTreeSet<i32>,
    /// Those between the first and the last of them that there is none for.
    pub missing: Vec<i32>,
}

impl Years {
    fn of(covered: BTreeSet<i32>) -> Self {
        let missing = match (covered.first(), covered.last()) {
            (Some(first), Some(last)) => (*first..*last).filter(|year| !covered.contains(year)).collect(),
            _ => Vec::new(),
        };
        Self { covered, missing }
    }
}

/// Sorted years as first and last of those that follow each other.
#[must_use]
pub fn year_runs(years: &[i32]) -> Vec<[i32; 2]> {
    let mut runs: Vec<[i32; 2]> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some([_, last]) if *last + 1 == *year => *last = *year,
            _ => runs.push([*year; 2]),
        }
    }
    runs
}

/// How many plans have a section of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The kind.
    pub kind: String,
    /// Plans that have it.
    pub with: usize,
    /// Plans that have not.
    pub without: usize,
    /// Whether most plans have it, so that those without it are worth a look.
    pub expected: bool,
    /// The plans without it, of a kind that is expected.
    pub missing: Vec<Place>,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its file.
    pub path: String,
    /// Who issues it.
    pub agency: Option<String>,
    /// Its Gregorian year.
    pub year: Option<i32>,
}

/// How often something looked wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnosticCount {
    /// The code.
    pub code: String,
    /// How often.
    pub count: usize,
    /// In how many plans.
    pub plans: usize,
    /// The first plan that has it.
    pub example: Place,
}

/// What one plan counts for.
struct One {
    place: Place,
    script: &'static str,
    kinds: BTreeSet<Kind>,
    sections: usize,
    table_rows: usize,
    codes: BTreeMap<String, usize>,
}

impl Stats {
    /// Counts a corpus.
    ///
    /// # Errors
    /// Where there is no corpus, or a record can't be read.
    pub fn of(corpus: &Corpus) -> Result<Self, StatsError> {
        let lines = corpus.lines().map_err(StatsError::Folder)?;
        let plans: Vec<One> = own_plans(&lines).par_iter().map(|(_, id)| one(corpus, id)).collect::<Result<_, _>>()?;
        Ok(Self {
            files: lines.len(),
            plans: plans.len(),
            sections: plans.iter().map(|plan| plan.sections).sum(),
            table_rows: plans.iter().map(|plan| plan.table_rows).sum(),
            characters: lines.iter().filter(|line| line.status.has_record()).filter_map(|line| line.characters).sum(),
            statuses: statuses(lines.iter()),
            formats: formats(&lines),
            scripts: counted(plans.iter().map(|plan| plan.script))
                .map(|(script, plans)| ScriptCount { script, plans })
                .collect(),
            years: counted(plans.iter().map(|plan| plan.place.year))
                .map(|(year, plans)| YearCount { year, plans })
                .collect(),
            agencies: agencies(&plans),
            coverage: Kind::ALL.iter().map(|kind| coverage(*kind, &plans)).collect(),
            diagnostics: diagnostics(&plans),
        })
    }
}

fn one(corpus: &Corpus, id: &str) -> Result<One, StatsError> {
    let path = corpus.record(id, Target::Hant);
    let record = Record::read(&path).map_err(|error| StatsError::Record { path, error })?;
    let mut codes = BTreeMap::new();
    for diagnostic in &record.diagnostics {
        *codes.entry(diagnostic.code.word().to_owned()).or_default() += 1;
    }
    Ok(One {
        kinds: record.sections.iter().map(|section| section.kind).collect(),
        sections: record.sections.len(),
        table_rows: record.tables().iter().map(|table| table.rows.len()).sum(),
        codes,
        script: record.script.word(),
        place: Place { id: record.id, path: record.source.path, agency: record.agency, year: record.year },
    })
}

fn counted<T: Ord>(all: impl Iterator<Item = T>) -> impl Iterator<Item = (T, usize)> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter()
}

fn statuses<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<StatusCount> {
    let counts = counted(lines.map(|line| line.status));
    counts.map(|(status, files)| StatusCount { status: status.name(), files }).collect()
}

fn formats(lines: &[Line]) -> Vec<FormatCount> {
    let mut by_format: BTreeMap<Option<&String>, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_format.entry(line.format.as_ref()).or_default().push(line);
    }
    let format = |(format, lines): (Option<&String>, Vec<&Line>)| FormatCount {
        format: format.cloned(),
        files: lines.len(),
        statuses: statuses(lines.into_iter()),
    };
    by_format.into_iter().map(format).collect()
}

fn agencies(plans: &[One]) -> Vec<Agency> {
    let mut by_name: BTreeMap<Option<&String>, Vec<&One>> = BTreeMap::new();
    for plan in plans {
        by_name.entry(plan.place.agency.as_ref()).or_default().push(plan);
    }
    let agency = |(name, plans): (Option<&String>, Vec<&One>)| Agency {
        name: name.cloned(),
        plans: plans.len(),
        years: Years::of(plans.iter().filter_map(|plan| plan.place.year).collect()),
    };
    let mut agencies: Vec<Agency> = by_name.into_iter().map(agency).collect();
    agencies.sort_by_key(|agency| std::cmp::Reverse(agency.plans));
    agencies
}

fn coverage(kind: Kind, plans: &[One]) -> Coverage {
    let (with, without): (Vec<&One>, Vec<&One>) = plans.iter().partition(|plan| plan.kinds.contains(&kind));
    // A plan has an other division or an attachment where it has something to put there.
    let expected = with.len() > without.len() && !matches!(kind, Kind::Other | Kind::Attachment);
    let missing = if expected { without.iter().map(|plan| plan.place.clone()).collect() } else { Vec::new() };
    Coverage { kind: kind.word().to_owned(), with: with.len(), without: without.len(), expected, missing }
}

fn diagnostics(plans: &[One]) -> Vec<DiagnosticCount> {
    let mut by_code: BTreeMap<&String, DiagnosticCount> = BTreeMap::new();
    for plan in plans {
        for (code, count) in &plan.codes {
            let all = by_code.entry(code).or_insert_with(|| DiagnosticCount {
                code: code.clone(),
                count: 0,
                plans: 0,
                example: plan.place.clone(),
            });
            all.count += count;
            all.plans += 1;
        }
    }
    let mut diagnostics: Vec<DiagnosticCount> = by_code.into_values().collect();
    diagnostics.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.count));
    diagnostics
}

/// Why a corpus could not be counted.
#[derive(Debug)]
pub enum StatsError {
    /// There is no corpus, or it can't be read.
    Folder(FolderError),
    /// A record can't be read.
    Record {
        /// Its path.
        path: PathBuf,
        /// Why.
        error: RecordError,
    },
}

impl fmt::Display for StatsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(error) => write!(f, "{error}"),
            Self::Record { path, error } => {
                write!(f, "{}: {error}; `plancorpus verify` says what else is wrong with the corpus", path.display())
            }
        }
    }
}

impl std::error::Error for StatsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder(error) => Some(error),
            Self::Record { error, .. } => Some(error),
        }
    }
}
