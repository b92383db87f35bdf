//! Which tables there are, and what their columns are.

use crate::rows::{citations, common, diagnostics, files, items, plans, sections, table_rows};

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The files of the manifest.
    Files,
    /// The plans.
    Plans,
    /// Their divisions.
    Sections,
    /// Items, paragraphs, figures, and where tables stand.
    Items,
    /// Body rows of tables.
    TableRows,
    /// Official letters, orders and announcements.
    Citations,
    /// What looked wrong.
    Diagnostics,
}

impl Table {
    /// Every table; what a row names stands in a table before its own.
    pub const ALL: &'static [Self] =
        &[Self::Files, Self::Plans, Self::Sections, Self::Items, Self::TableRows, Self::Citations, Self::Diagnostics];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Plans => "plans",
            Self::Sections => "sections",
            Self::Items => "items",
            Self::TableRows => "table_rows",
            Self::Citations => "citations",
            Self::Diagnostics => "diagnostics",
        }
    }

    /// What a row of it is, for a person.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Files => "An input file and what became of it: a line of the manifest",
            Self::Plans => "A plan",
            Self::Sections => "A top-level division of a plan",
            Self::Items => {
                "A labelled item, a paragraph, a figure, or the place of a table with its caption and header"
            }
            Self::TableRows => "A body row of a table",
            Self::Citations => "An official letter, order or announcement that a plan refers to",
            Self::Diagnostics => "Something in a plan that looked wrong",
        }
    }

    /// The columns that tell its rows apart.
    #[must_use]
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Files => &["path"],
            Self::Plans => &["plan_id"],
            _ => &["plan_id", "position"],
        }
    }

    /// Its columns, in their order.
    #[must_use]
    pub fn columns(self) -> Vec<&'static Column> {
        fn of<F>(fields: &'static [Field<F>]) -> impl Iterator<Item = &'static Column> {
            fields.iter().map(|field| &field.column)
        }
        let own: Vec<&Column> = match self {
            Self::Files => return of(files::FIELDS).collect(),
            Self::Plans => return of(plans::FIELDS).collect(),
            Self::Sections => of(sections::FIELDS).collect(),
            Self::Items => of(items::FIELDS).collect(),
            Self::TableRows => of(table_rows::FIELDS).collect(),
            Self::Citations => of(citations::FIELDS).collect(),
            Self::Diagnostics => of(diagnostics::FIELDS).collect(),
        };
        of(common::LEADING).chain(own).chain(of(common::TRAILING)).collect()
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether a row may have none.
    pub optional: bool,
    /// What it says, for a person.
    pub about: &'static str,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Characters.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A number of double precision.
    Real,
    /// A day of the Gregorian calendar.
    Date,
    /// Any number of texts.
    Texts,
    /// Any number of groups of values, with these columns.
    Groups(&'static [Column]),
}

/// A column, and the rule by which a row fills it.
pub(crate) struct Field<F> {
    pub(crate) column: Column,
    pub(crate) value: F,
}

/// Columns with rules of one type: `! name, kind, about, rule` where every row has a value, `?` where a row may have none.
macro_rules! fields {
    ($rule:ty: $($need:tt $name:literal, $kind:expr, $about:literal, $value:expr;)*) => {
        &[$($crate::schema::Field::<$rule> {
            column: $crate::Column {
                name: $name,
                kind: $kind,
                optional: $crate::schema::fields!(@optional $need),
                about: $about,
            },
            value: $value,
        }),*]
    };
    (@optional !) => { false };
    (@optional ?) => { true };
}
pub(crate) use fields;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_of_columns_are_those_that_every_format_can_have() {
        for table in Table::ALL {
            let columns = table.columns();
            let names: BTreeSet<&str> = columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), columns.len(), "{} has a name twice", table.name());
            for name in names {
                assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
            }
            for key in table.key() {
                assert!(columns.iter().any(|column| column.name == *key && !column.optional), "{}.{key}", table.name());
            }
        }
    }

    #[test]
    fn every_text_of_one_script_has_its_fellow() {
        for table in Table::ALL {
            let columns = table.columns();
            for column in &columns {
                if let Some(name) = column.name.strip_suffix("_hant") {
                    let fellow = columns.iter().find(|other| other.name.strip_suffix("_hans") == Some(name));
                    assert_eq!(
                        fellow.map(|fellow| (fellow.kind, fellow.optional)),
                        Some((column.kind, column.optional))
                    );
                }
            }
        }
    }
}
