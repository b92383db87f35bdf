//! Body rows of tables.

use corpus::{Due, Named, Row, Table, Within};
use numerals::date::Date;
use plan::Role;

use super::dates;
use super::items::{caption, path, section};
use crate::schema::{Field, fields};
use crate::walk::RowAt;
use crate::{Column, Kind, Value};

/// What a column has of a row.
type Rule = fn(&RowAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "key", Kind::Text, "Key of the row: `s5.t1.r3`", |at| Value::text(&at.row.hant.key);
    ! "table_key", Kind::Text, "Key of its table, as in `items`", |at| Value::text(&at.table.hant.key);
    ! "table_id", Kind::Text, "Number of the table through the plan: `t1`", |at| Value::text(&at.table.hant.id);
    ! "row", Kind::Integer, "Row of the table's body, from 0", |at| Value::integer(at.index);
    ! "section_key", Kind::Text, "The division that it stands in; `f` in front of the first", |at| Value::text(at.around.section_key());
    ? "section_kind", Kind::Text, "What that is about", |at| section(&at.around, |section| Value::text(section.kind.word()));
    ! "parent_key", Kind::Text, "The item or division that its table belongs to", |at| Value::text(at.around.parent);
    ! "label_path_hant", Kind::Text, "The labels from the division down to the table: `壹/一/(一)`", |at| path(&at.around, None, |label| label.hant);
    ! "label_path_hans", Kind::Text, "The same in Simplified Chinese", |at| path(&at.around, None, |label| label.hans);
    ? "caption_hant", Kind::Text, "Caption of the table", |at| caption(at.table.hant);
    ? "caption_hans", Kind::Text, "The same in Simplified Chinese", |at| caption(at.table.hans);
    ! "read_from", Kind::Text, "How the grid was found: cells, rules, alignment or flattened", |at| Value::text(at.table.hant.read_from.word());
    ? "within_key", Kind::Text, "Key of the outer table, where its table stands in a cell", |at| within(at, |within| Value::text(&within.key));
    ? "within_row", Kind::Integer, "Row of that cell, from 0", |at| within(at, |within| Value::integer(within.row));
    ? "within_column", Kind::Integer, "Column of that cell, from 0", |at| within(at, |within| Value::integer(within.column));
    ! "columns_hant", Kind::Texts, "The header, a name for each column; empty where there is none", |at| names(at.table.hant);
    ! "columns_hans", Kind::Texts, "The same in Simplified Chinese", |at| names(at.table.hans);
    ! "roles", Kind::Texts, "What stands in each column", |at| Value::Texts(at.table.hant.columns.iter().map(|column| column.role.word().to_owned()).collect());
    ! "cells_hant", Kind::Texts, "The cells, one for each column; a merged cell on each row and column that it covers", |at| Value::Texts(at.row.hant.cells.clone());
    ! "cells_hans", Kind::Texts, "The same in Simplified Chinese", |at| Value::Texts(at.row.hans.cells.clone());
    ? "item_hant", Kind::Text, "What is to be done; cells of several columns with one role, a line each", |at| cell(at.table.hant, at.row.hant, Role::Item);
    ? "item_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Item);
    ? "indicator_hant", Kind::Text, "By what strategy or indicator", |at| cell(at.table.hant, at.row.hant, Role::Indicator);
    ? "indicator_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Indicator);
    ? "check_hant", Kind::Text, "What is checked", |at| cell(at.table.hant, at.row.hant, Role::Check);
    ? "check_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Check);
    ? "action_hant", Kind::Text, "How it is done", |at| cell(at.table.hant, at.row.hant, Role::Action);
    ? "action_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Action);
    ? "deadline_hant", Kind::Text, "Until when, as written; typed in `due`", |at| cell(at.table.hant, at.row.hant, Role::Deadline);
    ? "deadline_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Deadline);
    ? "unit_hant", Kind::Text, "By whom, as written; the names alone in `units`", |at| cell(at.table.hant, at.row.hant, Role::Unit);
    ? "unit_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Unit);
    ? "benefit_hant", Kind::Text, "What it is good for", |at| cell(at.table.hant, at.row.hant, Role::Benefit);
    ? "benefit_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Benefit);
    ? "score_hant", Kind::Text, "Points", |at| cell(at.table.hant, at.row.hant, Role::Score);
    ? "score_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Score);
    ? "number_hant", Kind::Text, "Number of the row", |at| cell(at.table.hant, at.row.hant, Role::Number);
    ? "number_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Number);
    ? "note_hant", Kind::Text, "Remarks", |at| cell(at.table.hant, at.row.hant, Role::Note);
    ? "note_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Note);
    ? "other_hant", Kind::Text, "Columns of no known role", |at| cell(at.table.hant, at.row.hant, Role::Other);
    ? "other_hans", Kind::Text, "The same in Simplified Chinese", |at| cell(at.table.hans, at.row.hans, Role::Other);
    ! "due", Kind::Groups(DUE), "The deadlines and frequencies, typed", |at| due(at);
    ? "due_start", Kind::Date, "The earliest day of all of them", |at| Value::or_null(days(at).map(|[first, _]| first).min(), day);
    ? "due_end", Kind::Date, "The last day of all of them: until when", |at| Value::or_null(days(at).map(|[_, last]| last).max(), day);
    ! "units_hant", Kind::Texts, "Who does it, each name once", |at| Value::Texts(at.row.hant.units.clone());
    ! "units_hans", Kind::Texts, "The same in Simplified Chinese", |at| Value::Texts(at.row.hans.units.clone());
};

const DUE: &[Column] = &[
    Column {
        name: "type",
        kind: Kind::Text,
        optional: false,
        about: "date, month, year, range, every, ongoing or text",
    },
    Column { name: "start", kind: Kind::Date, optional: true, about: "First day that it covers" },
    Column { name: "end", kind: Kind::Date, optional: true, about: "Last day that it covers" },
    Column { name: "every", kind: Kind::Text, optional: true, about: "day, week, month, quarter, half-year or year" },
    Column { name: "text_hant", kind: Kind::Text, optional: true, about: "The words, where it is none of these" },
    Column { name: "text_hans", kind: Kind::Text, optional: true, about: "The same in Simplified Chinese" },
];

fn within(at: &RowAt<'_>, of: impl Fn(&Within) -> Value) -> Value {
    Value::or_null(at.table.hant.within.as_ref(), of)
}

fn names(table: &Table) -> Value {
    Value::Texts(table.columns.iter().map(|column| column.name.clone()).collect())
}

/// The cells of the columns with a role; none where the table has no such column.
fn cell(table: &Table, row: &Row, role: Role) -> Value {
    let columns = table.columns.iter().zip(&row.cells).filter(|(column, _)| column.role == role);
    let cells: Vec<&str> = columns.map(|(_, cell)| cell.as_str()).collect();
    if cells.is_empty() {
        return Value::Null;
    }
    let said: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    Value::Text(said.join("\n"))
}

/// First and last day of each deadline that has days.
fn days(at: &RowAt<'_>) -> impl Iterator<Item = [Date; 2]> {
    at.row.hant.due.iter().filter_map(dates::days)
}

fn day(date: Date) -> Value {
    Value::Date(date.to_string())
}

fn due(at: &RowAt<'_>) -> Value {
    let one = |(hant, hans): (&Due, &Due)| {
        let (start, end) =
            dates::days(hant).map_or((Value::Null, Value::Null), |[first, last]| (day(first), day(last)));
        let text = |due: &Due| match due {
            Due::Text { text } => Value::text(text),
            _ => Value::Null,
        };
        let every = match hant {
            Due::Every { every } => Value::text(every.word()),
            _ => Value::Null,
        };
        let kind = match hant {
            Due::Date { .. } => "date",
            Due::Month { .. } => "month",
            Due::Year { .. } => "year",
            Due::Range { .. } => "range",
            Due::Every { .. } => "every",
            Due::Ongoing { .. } => "ongoing",
            Due::Text { .. } => "text",
        };
        vec![Value::text(kind), start, end, every, text(hant), text(hans)]
    };
    Value::Groups(at.row.hant.due.iter().zip(&at.row.hans.due).map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_columns() {
        for role in Role::ALL {
            for script in ["hant", "hans"] {
                let name = format!("{}_{script}", role.word());
                assert!(FIELDS.iter().any(|field| field.column.name == name), "{name}");
            }
        }
    }
}
