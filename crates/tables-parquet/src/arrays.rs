//! Values of a column as an Arrow array.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, StringArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields};
use chrono::NaiveDate;
use tables::{Column, Kind, Value};

/// What the elements of a list are called (Parquet's LogicalTypes.md, Lists).
const ELEMENT: &str = "element";

pub(crate) fn field(column: &Column) -> Field {
    Field::new(column.name, data_type(column.kind), column.optional)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::Texts => DataType::List(element(DataType::Utf8)),
        Kind::Groups(columns) => DataType::List(element(DataType::Struct(fields(columns)))),
    }
}

fn element(of: DataType) -> FieldRef {
    Arc::new(Field::new(ELEMENT, of, false))
}

fn fields(columns: &[Column]) -> Fields {
    columns.iter().map(field).collect()
}

/// The array of a column's values.
///
/// # Errors
/// Where a value is of another kind than the column.
pub(crate) fn array(column: &Column, cells: &[&Value]) -> Result<ArrayRef, ArrowError> {
    let other = || ArrowError::InvalidArgumentError(format!("a value of {} is not {:?}", column.name, column.kind));
    macro_rules! values {
        ($($pattern:pat => $value:expr),+) => {
            cells
                .iter()
                .map(|cell| match cell {
                    Value::Null => Ok(None),
                    $($pattern => $value.map(Some),)+
                    _ => Err(other()),
                })
                .collect::<Result<Vec<_>, ArrowError>>()?
        };
    }
    Ok(match column.kind {
        Kind::Text => Arc::new(StringArray::from(values!(Value::Text(text) => Ok(text.as_str())))),
        Kind::Integer => Arc::new(Int64Array::from(values!(Value::Integer(number) => Ok(*number)))),
        Kind::Real => Arc::new(Float64Array::from(values!(Value::Real(number) => Ok(*number)))),
        Kind::Date => Arc::new(Date32Array::from(values!(Value::Date(date) => days(date)))),
        Kind::Texts => {
            let mut list = ListBuilder::new(StringBuilder::new()).with_field(element(DataType::Utf8));
            for cell in cells {
                match cell {
                    Value::Null => list.append_null(),
                    Value::Texts(texts) => list.append_value(texts.iter().map(Some)),
                    _ => return Err(other()),
                }
            }
            Arc::new(list.finish())
        }
        Kind::Groups(columns) => {
            let lists = values!(Value::Groups(groups) => Ok(groups));
            let lengths = lists.iter().map(|list| list.map_or(0, |list| list.len()));
            let offsets = OffsetBuffer::from_lengths(lengths);
            let nulls: NullBuffer = lists.iter().map(Option::is_some).collect::<Vec<_>>().into();
            let groups: Vec<&Vec<Value>> = lists.iter().flatten().flat_map(|list| list.iter()).collect();
            let mut arrays = Vec::with_capacity(columns.len());
            for (index, column) in columns.iter().enumerate() {
                let inside: Vec<&Value> = groups.iter().filter_map(|group| group.get(index)).collect();
                arrays.push(array(column, &inside)?);
            }
            let fields = fields(columns);
            let of = element(DataType::Struct(fields.clone()));
            let structs = StructArray::try_new(fields, arrays, None)?;
            Arc::new(ListArray::try_new(of, offsets, Arc::new(structs), Some(nulls))?)
        }
    })
}

/// Days since 1970.
fn days(date: &str) -> Result<i32, ArrowError> {
    let day: NaiveDate =
        date.parse().map_err(|error| ArrowError::ParseError(format!("{date:?} is no day: {error}")))?;
    Ok(Date32Type::from_naive_date(day))
}
