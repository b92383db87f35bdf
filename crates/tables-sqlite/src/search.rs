//! Looking for words.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use plan::Kind;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, ToSql, named_params, params};
use script::{Converter, Target};
use serde_json::Value;
use tables::Table;

use crate::create::searched;
use crate::tokens;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Texts that all stand in one passage, in either script.
    pub texts: Vec<String>,
    /// A part of the name of who issues the plan.
    pub agency: Option<String>,
    /// A part of what the plans are called without their year.
    pub series: Option<String>,
    /// The plan's Gregorian year.
    pub year: Option<i32>,
    /// What the division is about that the passage stands in.
    pub kind: Option<Kind>,
    /// The script to quote in; the plan's own where `None`.
    pub script: Option<Target>,
    /// At most so many passages.
    pub limit: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many passages there are.
    pub total: u64,
    /// How many plans they stand in.
    pub plans: u64,
    /// The best of them first.
    pub hits: Vec<Hit>,
}

/// A passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The plan.
    pub plan_id: String,
    /// Its title.
    pub title: Option<String>,
    /// Who issues it.
    pub agency: Option<String>,
    /// Its year of the Republic of China.
    pub roc_year: Option<i32>,
    /// Its Gregorian year.
    pub year: Option<i32>,
    /// Its file.
    pub source_path: String,
    /// The flat table that has the passage: `plans`, `sections`, `items` or `table_rows`.
    pub table: String,
    /// Its position there; 0 in `plans`.
    pub position: i64,
    /// Its key in the record; `None` for the plan itself and for paragraphs.
    pub key: Option<String>,
    /// What the division is about that it stands in.
    pub section_kind: Option<String>,
    /// The labels down to it.
    pub label_path: Option<String>,
    /// Its text, a line for each label, heading, paragraph or cell.
    pub text: String,
    /// Where what was looked for stands in it: characters from 0, end excluded; in order, none within another.
    pub marks: Vec<[usize; 2]>,
    /// How well it fits, by BM25: the higher the better.
    pub score: f64,
}

/// Looks for passages in a database that this crate made. The best come first: those in which the words are a larger part, and rarer ones
/// before common ones; equals in the order of the corpus.
///
/// # Errors
/// Where nothing is asked, or the file is no such database.
pub fn search(database: &Path, query: &Query) -> Result<Found, SearchError> {
    let asked: Vec<BTreeSet<String>> = query.texts.iter().map(|text| forms(text)).collect();
    let expression = expression(&query.texts, &asked)?;
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("says", 2, flags, |context| {
        let (text, part) = (context.get::<Option<String>>(0)?, context.get::<String>(1)?);
        Ok(text.is_some_and(|text| !tokens::places(&text, &part).is_empty()))
    })?;
    let agencies = query.agency.as_deref().map(in_both_scripts);
    let agency = |at: usize| agencies.as_ref().map(|agencies| agencies[at].as_str());
    let series = query.series.as_deref().map(|series| Converter::new().to_hant(series).into_owned());
    let kind = query.kind.map(Kind::name);
    let filters: &[(&str, &dyn ToSql)] = named_params! {
        ":asked": expression, ":year": query.year, ":kind": kind, ":agency_hant": agency(0), ":agency_hans": agency(1), ":series": series,
    };
    let count = format!("SELECT count(*), count(DISTINCT passages.plan_id) {FROM}");
    let (total, plans) = connection.query_row(&count, filters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let best = format!(
        "SELECT passages.table_name, passages.position, passages.section_kind, bm25(passages_index), plans.* {FROM}
         ORDER BY bm25(passages_index), passages.id LIMIT :limit"
    );
    let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
    let mut with_limit = filters.to_vec();
    with_limit.push((":limit", &limit));
    let mut best = connection.prepare(&best)?;
    let mut rows = best.query(with_limit.as_slice())?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        hits.push(hit(&connection, row, query.script, &asked)?);
    }
    Ok(Found { total, plans, hits })
}

const FROM: &str = "
    FROM passages_index
    JOIN passages ON passages.id = passages_index.rowid
    JOIN plans ON plans.plan_id = passages.plan_id
    WHERE passages_index MATCH :asked
      AND (:year IS NULL OR plans.year = :year)
      AND (:kind IS NULL OR passages.section_kind = :kind)
      AND (:series IS NULL OR says(plans.series, :series))
      AND (:agency_hant IS NULL OR says(plans.agency_hant, :agency_hant) OR says(plans.agency_hans, :agency_hans))";

fn in_both_scripts(text: &str) -> [String; 2] {
    [Target::Hant, Target::Hans].map(|script| Converter::new().convert(text, script).into_owned())
}

/// A text as it was typed, and as it is in either script.
fn forms(text: &str) -> BTreeSet<String> {
    in_both_scripts(text).into_iter().chain([text.to_owned()]).collect()
}

/// What FTS5 is asked.
fn expression(texts: &[String], asked: &[BTreeSet<String>]) -> Result<String, SearchError> {
    let mut all = Vec::new();
    for (text, forms) in texts.iter().zip(asked) {
        let phrases: BTreeSet<String> = forms.iter().filter_map(|form| tokens::phrase(form)).collect();
        if phrases.is_empty() {
            return Err(SearchError::Nothing(text.clone()));
        }
        all.push(format!("({})", phrases.into_iter().collect::<Vec<_>>().join(" OR ")));
    }
    if all.is_empty() { Err(SearchError::Nothing(String::new())) } else { Ok(all.join(" AND ")) }
}

fn hit(
    connection: &Connection,
    row: &Row<'_>,
    script: Option<Target>,
    asked: &[BTreeSet<String>],
) -> rusqlite::Result<Hit> {
    let table_name: String = row.get("table_name")?;
    let position: i64 = row.get("position")?;
    let plan_id: String = row.get("plan_id")?;
    let own: String = row.get("script")?;
    let script = script.unwrap_or(if own == "hans" { Target::Hans } else { Target::Hant });
    let (suffix, other) = match script {
        Target::Hant => ("hant", "hans"),
        Target::Hans => ("hans", "hant"),
    };
    let table = Table::ALL.iter().copied().find(|table| table.name() == table_name);
    let passage = table.map(|table| Passage { table, plan_id: &plan_id, position });
    let read = |suffix| passage.as_ref().map_or(Ok(String::new()), |passage| passage.text(connection, suffix));
    let text = read(suffix)?;
    let mut marks = marks(&text, asked);
    if marks.is_empty() {
        // Conversion keeps the number of characters: what was found in the other script stands at the same place.
        let fellow = read(other)?;
        if fellow.chars().count() == text.chars().count() {
            marks = self::marks(&fellow, asked);
        }
    }
    let (key, label_path) = match &passage {
        Some(passage) => passage.names(connection, suffix)?,
        None => (None, None),
    };
    Ok(Hit {
        title: row.get(format!("title_{suffix}").as_str())?,
        agency: row.get(format!("agency_{suffix}").as_str())?,
        roc_year: row.get("roc_year")?,
        year: row.get("year")?,
        source_path: row.get("source_path")?,
        section_kind: row.get("section_kind")?,
        score: -row.get::<_, f64>(3)?,
        plan_id,
        table: table_name,
        position,
        key,
        label_path,
        text,
        marks,
    })
}

/// A row of a flat table.
struct Passage<'a> {
    table: Table,
    plan_id: &'a str,
    position: i64,
}

impl Passage<'_> {
    fn row<T>(
        &self,
        connection: &Connection,
        columns: &[String],
        of: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        let position = if self.table == Table::Plans { "?2 = 0" } else { "position = ?2" };
        let columns = columns.join(", ");
        let sql = format!("SELECT {columns} FROM {} WHERE plan_id = ?1 AND {position}", self.table.name());
        connection.prepare_cached(&sql)?.query_row(params![self.plan_id, self.position], of).optional()
    }

    /// Its text in a script, as it was indexed.
    fn text(&self, connection: &Connection, suffix: &str) -> rusqlite::Result<String> {
        let columns: Vec<String> = searched(self.table).iter().map(|name| format!("{name}_{suffix}")).collect();
        let lines = self.row(connection, &columns, |row| {
            let mut lines = Vec::new();
            for at in 0..columns.len() {
                let Some(text) = row.get::<_, Option<String>>(at)? else { continue };
                match serde_json::from_str(&text) {
                    Ok(Value::Array(cells)) if self.table == Table::TableRows => {
                        lines.extend(cells.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => lines.push(text),
                }
            }
            lines.retain(|line| !line.is_empty());
            Ok(lines.join("\n"))
        })?;
        Ok(lines.unwrap_or_default())
    }

    /// Its key, and the labels down to it.
    fn names(&self, connection: &Connection, suffix: &str) -> rusqlite::Result<(Option<String>, Option<String>)> {
        let path = match self.table {
            Table::Items | Table::TableRows => format!("label_path_{suffix}"),
            Table::Sections => format!("label_{suffix}"),
            _ => return Ok((None, None)),
        };
        let names = self.row(connection, &["key".to_owned(), path], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(names.unwrap_or_default())
    }
}

fn marks(text: &str, asked: &[BTreeSet<String>]) -> Vec<[usize; 2]> {
    let mut places: Vec<_> = asked.iter().flatten().flat_map(|form| tokens::places(text, form)).collect();
    places.sort_unstable();
    let mut marks: Vec<[usize; 2]> = Vec::new();
    for [start, end] in places {
        match marks.last_mut() {
            Some([_, last]) if start <= *last => *last = end.max(*last),
            _ => marks.push([start, end]),
        }
    }
    marks
}

/// Why nothing could be looked for.
#[derive(Debug)]
pub enum SearchError {
    /// A text without a letter, digit or character to look for.
    Nothing(String),
    /// The database can't be asked.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for SearchError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(text) if text.trim().is_empty() => write!(f, "there is nothing to look for"),
            Self::Nothing(text) => write!(f, "{text:?} has no letter, digit or character to look for"),
            Self::Database(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Nothing(_) => None,
            Self::Database(error) => Some(error),
        }
    }
}
