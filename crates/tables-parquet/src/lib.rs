//! The flat tables of a corpus as Parquet files, one for each table.
//!
//! Texts are UTF-8 strings, days `date32`, lists `list`, groups `list<struct>`; nothing is partitioned. Rows are written down in groups, so
//! that memory does not grow with the corpus. The same rows give the same bytes.

mod arrays;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use tables::{Sink, SinkError, TABLES_VERSION, Table, Value};

/// Rows that become columns together.
const ROWS_IN_BATCH: usize = 1024;
/// Bytes of text that do, about.
const BYTES_IN_BATCH: usize = 1 << 20;
/// Bytes of memory that the rows of a table take before they are written down as a row group, about.
const BYTES_OF_ROW_GROUP: usize = 16 << 20;

/// The files of all tables, being written.
pub struct Parquet {
    files: BTreeMap<Table, Open>,
}

struct Open {
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    /// What is not in columns yet.
    pending: Vec<Vec<Value>>,
    pending_bytes: usize,
}

impl Parquet {
    /// Begins a file for each table in a folder: `plans.parquet`, `sections.parquet`, ….
    ///
    /// # Errors
    /// Where one is there already, or the system refuses.
    pub fn create(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for table in Table::ALL {
            let file = File::create_new(folder.join(format!("{}.parquet", table.name())))?;
            let fields: Vec<_> = table.columns().into_iter().map(arrays::field).collect();
            let schema = Arc::new(Schema::new(fields));
            let version = KeyValue::new("plancorpus.tables_version".to_owned(), TABLES_VERSION.to_string());
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_created_by(format!("plancorpus {}", env!("CARGO_PKG_VERSION")))
                .set_key_value_metadata(Some(vec![version]))
                .build();
            let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
            files.insert(*table, Open { schema, writer, pending: Vec::new(), pending_bytes: 0 });
        }
        Ok(Self { files })
    }

    /// Ends the files and has the system write them down.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn finish(self) -> Result<(), SinkError> {
        for (table, mut open) in self.files {
            open.encode(table)?;
            open.writer.into_inner()?.sync_all()?;
        }
        Ok(())
    }
}

impl Sink for Parquet {
    fn take(&mut self, table: Table, rows: Vec<Vec<Value>>) -> Result<(), SinkError> {
        let Some(open) = self.files.get_mut(&table) else { return Ok(()) };
        for row in rows {
            open.pending_bytes += row.iter().map(weight).sum::<usize>();
            open.pending.push(row);
            if open.pending.len() >= ROWS_IN_BATCH || open.pending_bytes >= BYTES_IN_BATCH {
                open.encode(table)?;
            }
        }
        Ok(())
    }
}

impl Open {
    /// Makes columns of what is pending.
    fn encode(&mut self, table: Table) -> Result<(), SinkError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let columns = table.columns();
        let mut arrays = Vec::with_capacity(columns.len());
        for (index, column) in columns.into_iter().enumerate() {
            let cells: Vec<&Value> = self.pending.iter().filter_map(|row| row.get(index)).collect();
            arrays.push(arrays::array(column, &cells)?);
        }
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?;
        self.pending.clear();
        self.pending_bytes = 0;
        if self.writer.memory_size() >= BYTES_OF_ROW_GROUP {
            self.writer.flush()?;
        }
        Ok(())
    }
}

/// Bytes of text in a value.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) | Value::Date(text) => text.len(),
        Value::Texts(texts) => texts.iter().map(String::len).sum(),
        Value::Groups(groups) => groups.iter().flatten().map(weight).sum(),
        Value::Null | Value::Integer(_) | Value::Real(_) => size_of::<Value>(),
    }
}
