//! Tables as others read them from their files, as the JSON that JSON Lines has of them.

use std::fs::{self, File};
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch, StructArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};
use tables::{Kind, Table};

pub(crate) fn jsonl(folder: &Path, table: Table) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(format!("{}.jsonl", table.name()))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A row whose empty texts are nothing.
pub(crate) fn without_empty(row: &Value) -> Value {
    let value = |value: &Value| if value.as_str() == Some("") { Value::Null } else { value.clone() };
    row.as_object().unwrap().iter().map(|(name, found)| (name.clone(), value(found))).collect::<Map<_, _>>().into()
}

pub(crate) fn csv(folder: &Path, table: Table) -> Vec<Value> {
    let bytes = fs::read(folder.join(format!("{}.csv", table.name()))).unwrap();
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    let columns = table.columns();
    assert!(reader.headers().unwrap().iter().eq(columns.iter().map(|column| column.name)));
    let row = |record: csv::StringRecord| {
        let cells = columns.iter().zip(record.iter()).map(|(column, cell)| {
            let value = match column.kind {
                _ if cell.is_empty() => Value::Null,
                Kind::Text | Kind::Date => cell.into(),
                _ => serde_json::from_str(cell).unwrap(),
            };
            (column.name.to_owned(), value)
        });
        cells.collect::<Map<_, _>>().into()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

pub(crate) fn sqlite(path: &Path, table: Table) -> Vec<Value> {
    let connection = Connection::open(path).unwrap();
    let columns = table.columns();
    let mut statement = connection.prepare(&format!("SELECT * FROM {} ORDER BY rowid", table.name())).unwrap();
    assert!(statement.column_names().eq(columns.iter().map(|column| column.name)));
    let rows = statement.query_map([], |row| {
        let cell = |at: usize, kind: Kind| match (row.get_ref(at).unwrap(), kind) {
            (ValueRef::Null, _) => Value::Null,
            (ValueRef::Integer(number), _) => number.into(),
            (ValueRef::Real(number), _) => number.into(),
            (ValueRef::Text(text), Kind::Text | Kind::Date) => std::str::from_utf8(text).unwrap().into(),
            (ValueRef::Text(text), _) => serde_json::from_slice(text).unwrap(),
            (ValueRef::Blob(_), _) => panic!("there are no blobs"),
        };
        let cells = columns.iter().enumerate().map(|(at, column)| (column.name.to_owned(), cell(at, column.kind)));
        Ok(cells.collect::<Map<_, _>>().into())
    });
    rows.unwrap().map(Result::unwrap).collect()
}

pub(crate) fn parquet(folder: &Path, table: Table) -> Vec<Value> {
    let file = File::open(folder.join(format!("{}.parquet", table.name()))).unwrap();
    let batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let columns = table.columns();
    let mut rows = Vec::new();
    for batch in batches {
        let batch: RecordBatch = batch.unwrap();
        assert!(
            batch
                .schema()
                .fields()
                .iter()
                .map(|field| field.name().as_str())
                .eq(columns.iter().map(|column| column.name))
        );
        rows.extend((0..batch.num_rows()).map(|row| {
            let cells =
                batch.columns().iter().zip(&columns).map(|(array, column)| (column.name.to_owned(), value(array, row)));
            Value::Object(cells.collect())
        }));
    }
    rows
}

fn value(array: &dyn Array, row: usize) -> Value {
    use arrow_schema::DataType;
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Date32 => {
            Date32Type::to_naive_date_opt(array.as_primitive::<Date32Type>().value(row)).unwrap().to_string().into()
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>().value(row);
            (0..list.len()).map(|at| value(&list, at)).collect()
        }
        DataType::Struct(fields) => {
            let group: &StructArray = array.as_struct();
            let cells =
                fields.iter().zip(group.columns()).map(|(field, column)| (field.name().clone(), value(column, row)));
            Value::Object(cells.collect())
        }
        other => panic!("no column is of {other}"),
    }
}
