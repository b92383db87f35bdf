//! CSV and JSON Lines: a file for each table.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::value::Object;
use crate::{Column, Sink, SinkError, Table, Value};

/// A format of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values (RFC 4180, lines ended by a line feed) in UTF-8; lists as JSON. With the mark at the beginning by which
    /// Excel knows UTF-8.
    Csv {
        /// Whether there is that mark.
        bom: bool,
    },
    /// JSON Lines: an object a line.
    Jsonl,
}

impl Form {
    /// What the names of its files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// U+FEFF in UTF-8.
const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// The files of all tables, being written.
#[derive(Debug)]
pub struct Text {
    files: BTreeMap<Table, (Vec<&'static Column>, Writer)>,
}

#[derive(Debug)]
enum Writer {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Jsonl(BufWriter<File>),
}

impl Text {
    /// Begins a file for each table in a folder.
    ///
    /// # Errors
    /// Where one is there already, or the system refuses.
    pub fn create(folder: &Path, form: Form) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for table in Table::ALL {
            let columns = table.columns();
            let path = folder.join(format!("{}.{}", table.name(), form.extension()));
            let mut file = BufWriter::new(File::create_new(path)?);
            let writer = match form {
                Form::Csv { bom } => {
                    if bom {
                        file.write_all(BOM)?;
                    }
                    let mut csv = csv::Writer::from_writer(file);
                    csv.write_record(columns.iter().map(|column| column.name))?;
                    Writer::Csv(Box::new(csv))
                }
                Form::Jsonl => Writer::Jsonl(file),
            };
            files.insert(*table, (columns, writer));
        }
        Ok(Self { files })
    }

    /// Ends the files and has the system write them down.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn finish(self) -> io::Result<()> {
        for (_, writer) in self.files.into_values() {
            let file = match writer {
                Writer::Csv(csv) => csv.into_inner().map_err(|error| io::Error::from(error.error().kind()))?,
                Writer::Jsonl(file) => file,
            };
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        Ok(())
    }
}

impl Sink for Text {
    fn take(&mut self, table: Table, rows: Vec<Vec<Value>>) -> Result<(), SinkError> {
        let Some((columns, writer)) = self.files.get_mut(&table) else { return Ok(()) };
        for row in &rows {
            match writer {
                Writer::Csv(csv) => csv.write_record(csv_cells(columns, row)?)?,
                Writer::Jsonl(file) => {
                    serde_json::to_writer(&mut *file, &Object { columns: columns.iter().copied(), values: row })?;
                    file.write_all(b"\n")?;
                }
            }
        }
        Ok(())
    }
}

fn csv_cells(columns: &[&Column], row: &[Value]) -> serde_json::Result<Vec<String>> {
    let cell = |(column, value): (&&Column, &Value)| {
        Ok(match value {
            Value::Null => String::new(),
            Value::Text(text) | Value::Date(text) => text.clone(),
            Value::Integer(_) | Value::Real(_) | Value::Texts(_) | Value::Groups(_) => {
                serde_json::to_string(&value.json(column.kind))?
            }
        })
    };
    columns.iter().zip(row).map(cell).collect()
}
