//! The rows of each table: one file for each, with its columns.

pub(crate) mod citations;
pub(crate) mod common;
mod dates;
pub(crate) mod diagnostics;
pub(crate) mod files;
pub(crate) mod items;
pub(crate) mod plans;
pub(crate) mod sections;
pub(crate) mod table_rows;

use corpus::Line;

use crate::schema::Field;
use crate::walk::{Both, CitationAt, DiagnosticAt, Place, Walk};
use crate::{Pair, Table, Value};

/// What a column has of a row.
type Rule<R> = fn(&R) -> Value;

/// The rows of a plan by table, in the order of [`Table::ALL`]; tables of which it has none are left out.
pub type PlanRows = Vec<(Table, Vec<Vec<Value>>)>;

/// The row of a file.
#[must_use]
pub fn of_file(line: &Line) -> Vec<Value> {
    files::FIELDS.iter().map(|field| (field.value)(line)).collect()
}

/// The rows of a plan; `line` is that of its file.
#[must_use]
pub fn of_plan(plan: &Pair, line: &Line) -> PlanRows {
    let walk = Walk::of(plan);
    let of_plan = plans::PlanAt { plan, line, walk: &walk };
    let one = plans::FIELDS.iter().map(|field| (field.value)(&of_plan)).collect();
    let Pair { hant, hans } = plan;
    let citations: Vec<CitationAt<'_>> = hant
        .citations
        .iter()
        .zip(&hans.citations)
        .zip(1..)
        .map(|((hant, hans), position)| CitationAt {
            place: Place { plan, position, origin: &hant.origin },
            citation: Both { hant, hans },
        })
        .collect();
    let diagnostics: Vec<DiagnosticAt<'_>> = hant
        .diagnostics
        .iter()
        .zip(1..)
        .map(|(diagnostic, position)| DiagnosticAt {
            place: Place { plan, position, origin: &diagnostic.origin },
            diagnostic,
        })
        .collect();
    let mut rows = vec![
        (Table::Plans, vec![one]),
        (Table::Sections, each(sections::FIELDS, &walk.sections, |row| &row.place)),
        (Table::Items, each(items::FIELDS, &walk.pieces, |row| &row.place)),
        (Table::TableRows, each(table_rows::FIELDS, &walk.rows, |row| &row.place)),
        (Table::Citations, each(citations::FIELDS, &citations, |row| &row.place)),
        (Table::Diagnostics, each(diagnostics::FIELDS, &diagnostics, |row| &row.place)),
    ];
    rows.retain(|(_, rows)| !rows.is_empty());
    rows
}

/// The rows of a table: what all tables begin with, its own columns, what all tables end with.
fn each<R>(own: &[Field<Rule<R>>], rows: &[R], place: impl Fn(&R) -> &Place<'_>) -> Vec<Vec<Value>> {
    let row = |row: &R| {
        let common = |fields: &[Field<common::Rule>]| -> Vec<Value> {
            fields.iter().map(|field| (field.value)(place(row))).collect()
        };
        let mut values = common(common::LEADING);
        values.extend(own.iter().map(|field| (field.value)(row)));
        values.extend(common(common::TRAILING));
        values
    };
    rows.iter().map(row).collect()
}
