//! A value of a cell.

use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::{Column, Kind};

/// A value of a cell; which it is, its column's [`Kind`] says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// For [`Kind::Text`].
    Text(String),
    /// For [`Kind::Integer`].
    Integer(i64),
    /// For [`Kind::Real`].
    Real(f64),
    /// For [`Kind::Date`]: a day that there is, by ISO 8601 (`2014-01-01`), of the years 0 to 9999.
    Date(String),
    /// For [`Kind::Texts`].
    Texts(Vec<String>),
    /// For [`Kind::Groups`]: each with a value for each of its columns.
    Groups(Vec<Vec<Value>>),
}

impl Value {
    /// What a column of this kind has of it as JSON.
    #[must_use]
    pub fn json(&self, kind: Kind) -> Json<'_> {
        Json { value: self, kind }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count or an index; one beyond 64 bits with a sign does not occur in memory.
    pub(crate) fn integer(number: impl TryInto<i64>) -> Self {
        Self::Integer(number.try_into().unwrap_or(i64::MAX))
    }

    /// The number that a person reads: 12.3 and not 12.300000190734863.
    pub(crate) fn real(number: f32) -> Self {
        number.to_string().parse().map_or(Self::Null, Self::Real)
    }

    pub(crate) fn or_null<T>(value: Option<T>, of: impl Fn(T) -> Self) -> Self {
        value.map_or(Self::Null, of)
    }
}

/// A value as JSON: dates as text, groups as objects.
#[derive(Debug, Clone, Copy)]
pub struct Json<'v> {
    value: &'v Value,
    kind: Kind,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.value, self.kind) {
            (Value::Null, _) => serializer.serialize_none(),
            (Value::Text(text) | Value::Date(text), _) => serializer.serialize_str(text),
            (Value::Integer(number), _) => serializer.serialize_i64(*number),
            (Value::Real(number), _) => serializer.serialize_f64(*number),
            (Value::Texts(texts), _) => texts.serialize(serializer),
            (Value::Groups(groups), Kind::Groups(columns)) => {
                let mut list = serializer.serialize_seq(Some(groups.len()))?;
                for group in groups {
                    list.serialize_element(&Object { columns: columns.iter(), values: group })?;
                }
                list.end()
            }
            (Value::Groups(_), kind) => Err(S::Error::custom(format_args!("groups in a column of {kind:?}"))),
        }
    }
}

/// Values with the names of their columns.
pub(crate) struct Object<'v, C> {
    pub(crate) columns: C,
    pub(crate) values: &'v [Value],
}

impl<'c, C: Iterator<Item = &'c Column> + Clone> Serialize for Object<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (column, value) in self.columns.clone().zip(self.values) {
            map.serialize_entry(column.name, &value.json(column.kind))?;
        }
        map.end()
    }
}
