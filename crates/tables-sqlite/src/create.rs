//! Making the database.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use corpus::Corpus;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params};
use tables::{Column, Kind, Sink, SinkError, TABLES_VERSION, Table, Value};

use crate::tokens;

/// The version of `passages` and its index.
const INDEX_VERSION: u32 = 1;

/// The passages that are searched: of which table and which row of it.
const PASSAGES: &str = "
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (plan_id),
    table_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    section_kind TEXT
);
CREATE VIRTUAL TABLE passages_index USING fts5 (hant, hans, content = '', tokenize = 'ascii');
CREATE TABLE made_of (name TEXT PRIMARY KEY, value TEXT NOT NULL);
";

/// What is looked up by it.
const INDEXES: &str = "
CREATE INDEX plans_by_series ON plans (series, year);
CREATE INDEX sections_by_kind ON sections (kind);
";

/// A database, being written.
pub struct Database {
    connection: Connection,
    statements: BTreeMap<Table, String>,
}

/// What a database was made of: another corpus, or another version of this program, makes another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    of: String,
}

impl Made {
    /// What a database of this corpus is made of.
    ///
    /// # Errors
    /// Where there is no corpus, or the system refuses.
    pub fn of(corpus: &Corpus) -> io::Result<Self> {
        let digest = corpus.digest()?;
        let version = env!("CARGO_PKG_VERSION");
        Ok(Self { of: format!("{version} {TABLES_VERSION} {INDEX_VERSION} {digest}") })
    }
}

/// Whether a file is a database made of just this.
#[must_use]
pub fn is_current(path: &Path, made: &Made) -> bool {
    let read = || -> rusqlite::Result<String> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.query_row("SELECT value FROM made_of WHERE name = 'made_of'", [], |row| row.get(0))
    };
    read().is_ok_and(|found| found == made.of)
}

impl Database {
    /// Begins a database in a new file.
    ///
    /// # Errors
    /// Where the file is there already, or the system refuses.
    pub fn create(path: &Path) -> Result<Self, SinkError> {
        File::create_new(path)?;
        let connection = Connection::open(path)?;
        // Nobody sees the file before it is whole: what would make good a crash is not needed.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
        let mut statements = BTreeMap::new();
        for table in Table::ALL {
            let columns = table.columns();
            connection.execute_batch(&definition(*table, &columns))?;
            let marks = vec!["?"; columns.len()].join(", ");
            statements.insert(*table, format!("INSERT INTO {} VALUES ({marks})", table.name()));
        }
        connection.execute_batch(PASSAGES)?;
        Ok(Self { connection, statements })
    }

    /// Ends the database and has the system write it down.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn finish(self, made: &Made) -> Result<(), SinkError> {
        let connection = self.connection;
        connection.execute("INSERT INTO made_of VALUES ('made_of', ?)", [&made.of])?;
        connection.execute_batch(INDEXES)?;
        connection.execute_batch("INSERT INTO passages_index (passages_index) VALUES ('optimize'); COMMIT;")?;
        let path = connection.path().map(str::to_owned);
        connection.close().map_err(|(_, error)| error)?;
        match path {
            Some(path) => Ok(File::open(path)?.sync_all()?),
            None => Ok(()),
        }
    }

    fn index(&self, table: Table, row: &[Value], columns: &[&Column]) -> rusqlite::Result<()> {
        let Some(texts) = passage(table, row, columns) else { return Ok(()) };
        let text_of = |name: &str| match value(row, columns, name) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let position = match value(row, columns, "position") {
            Some(Value::Integer(position)) => *position,
            _ => 0,
        };
        let kind = text_of(if table == Table::Sections { "kind" } else { "section_kind" });
        let mut passages = self
            .connection
            .prepare_cached("INSERT INTO passages (plan_id, table_name, position, section_kind) VALUES (?, ?, ?, ?)")?;
        let id = passages.insert(params![text_of("plan_id"), table.name(), position, kind])?;
        let mut index =
            self.connection.prepare_cached("INSERT INTO passages_index (rowid, hant, hans) VALUES (?, ?, ?)")?;
        let [hant, hans] = texts.map(|text| tokens::indexed(&text));
        index.execute(params![id, hant, hans])?;
        Ok(())
    }
}

impl Sink for Database {
    fn take(&mut self, table: Table, rows: Vec<Vec<Value>>) -> Result<(), SinkError> {
        let columns = table.columns();
        let Some(statement) = self.statements.get(&table) else { return Ok(()) };
        let mut statement = self.connection.prepare_cached(statement)?;
        for row in &rows {
            for (index, (column, value)) in columns.iter().zip(row).enumerate() {
                statement.raw_bind_parameter(index + 1, Cell::of(column, value)?)?;
            }
            statement.raw_execute()?;
            self.index(table, row, &columns)?;
        }
        Ok(())
    }
}

fn definition(table: Table, columns: &[&Column]) -> String {
    let types = columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text | Kind::Date | Kind::Texts | Kind::Groups(_) => "TEXT",
            Kind::Integer => "INTEGER",
            Kind::Real => "REAL",
        };
        format!("\"{}\" {kind}{}", column.name, if column.optional { "" } else { " NOT NULL" })
    });
    let mut lines: Vec<String> = types.collect();
    lines.push(format!("PRIMARY KEY ({})", table.key().join(", ")));
    if table.key().first() == Some(&"plan_id") && table != Table::Plans {
        lines.push("FOREIGN KEY (plan_id) REFERENCES plans (plan_id)".to_owned());
    }
    format!("CREATE TABLE {} (\n    {}\n);", table.name(), lines.join(",\n    "))
}

/// A value as SQLite has it.
enum Cell<'v> {
    Borrowed(ValueRef<'v>),
    Json(String),
}

impl<'v> Cell<'v> {
    fn of(column: &Column, value: &'v Value) -> serde_json::Result<Self> {
        Ok(match value {
            Value::Null => Self::Borrowed(ValueRef::Null),
            Value::Text(text) | Value::Date(text) => Self::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Integer(number) => Self::Borrowed(ValueRef::Integer(*number)),
            Value::Real(number) => Self::Borrowed(ValueRef::Real(*number)),
            Value::Texts(_) | Value::Groups(_) => Self::Json(serde_json::to_string(&value.json(column.kind))?),
        })
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Borrowed(value) => ToSqlOutput::Borrowed(*value),
            Self::Json(json) => ToSqlOutput::Borrowed(ValueRef::Text(json.as_bytes())),
        })
    }
}

fn value<'v>(row: &'v [Value], columns: &[&Column], name: &str) -> Option<&'v Value> {
    columns.iter().position(|column| column.name == name).and_then(|at| row.get(at))
}

/// The columns of a table whose texts are searched, for one script (`_hant` or `_hans` behind each); a line each.
pub(crate) fn searched(table: Table) -> &'static [&'static str] {
    match table {
        Table::Plans => &["title", "agency"],
        Table::Sections => &["label", "heading"],
        Table::Items => &["label", "text"],
        Table::TableRows => &["cells"],
        // A citation stands in an item or paragraph, too; the others are not the plan.
        Table::Files | Table::Citations | Table::Diagnostics => &[],
    }
}

/// What is searched of a row, in Traditional and in Simplified Chinese; `None` where it says nothing.
fn passage(table: Table, row: &[Value], columns: &[&Column]) -> Option<[String; 2]> {
    let texts = ["hant", "hans"].map(|script| {
        let mut lines: Vec<&str> = Vec::new();
        for name in searched(table) {
            match value(row, columns, &format!("{name}_{script}")) {
                Some(Value::Text(text)) => lines.push(text),
                Some(Value::Texts(texts)) => lines.extend(texts.iter().map(String::as_str)),
                _ => {}
            }
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    });
    (!texts.iter().all(String::is_empty)).then_some(texts)
}
