//! What of a record belongs to what of the gold, and when the two are the same.

use std::collections::BTreeMap;

use serde_json::Value;

use super::align::align;
use super::text::{Text, bare_label, plain, similarity};
use super::walk::{block_text, list, tables, text};

/// What a table scores beside one that shares nothing with it: enough for the only tables of two plans to be compared.
const ANY_TABLE: f64 = 1e-6;

/// Gold and record, with what belongs together in the order of both.
pub(super) struct Compared<'a> {
    /// Sections of gold and record.
    pub(super) sections: Vec<(&'a Value, &'a Value)>,
    /// Tables of gold and record.
    pub(super) tables: Vec<TablePair<'a>>,
}

/// Two tables that belong together.
pub(super) struct TablePair<'a> {
    pub(super) gold: &'a Value,
    pub(super) plan: &'a Value,
    /// Rows of the two that belong together, and how similar they are.
    pub(super) rows: Vec<(&'a Value, &'a Value, f64)>,
}

/// A field of a record's title page.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) equal: bool,
}

impl<'a> Compared<'a> {
    pub(super) fn of(gold: &'a Value, plan: &'a Value) -> Self {
        Self {
            sections: section_pairs(list(gold, "sections"), list(plan, "sections")),
            tables: table_pairs(gold, plan),
        }
    }
}

fn section_pairs<'a>(golds: &'a [Value], plans: &'a [Value]) -> Vec<(&'a Value, &'a Value)> {
    let ready = |section: &Value| (bare_label(text(section, "label")), Text::new(text(section, "heading")));
    let gold_heads: Vec<_> = golds.iter().map(ready).collect();
    let plan_heads: Vec<_> = plans.iter().map(ready).collect();
    // The kind counts half, label and heading a quarter each.
    let pairs = align([golds.len(), plans.len()], |i, j| {
        let ((label, heading), (other_label, other_heading)) = (&gold_heads[i], &plan_heads[j]);
        let kind = if is_right_kind(&golds[i], &plans[j]) { 0.5 } else { 0.0 };
        let label = if label == other_label { 0.25 } else { 0.0 };
        kind + label + 0.25 * similarity(heading, other_heading)
    });
    pairs.into_iter().map(|(i, j, _)| (&golds[i], &plans[j])).collect()
}

fn table_pairs<'a>(gold: &'a Value, plan: &'a Value) -> Vec<TablePair<'a>> {
    let [golds, plans] = [gold, plan].map(tables);
    let [gold_texts, plan_texts] =
        [&golds, &plans].map(|tables| tables.iter().map(|table| Text::new(&block_text(table))).collect::<Vec<_>>());
    let pairs =
        align([golds.len(), plans.len()], |i, j| ANY_TABLE + similarity(&gold_texts[i], &plan_texts[j])).into_iter();
    pairs.map(|(i, j, _)| TablePair { gold: golds[i], plan: plans[j], rows: row_pairs(golds[i], plans[j]) }).collect()
}

fn row_pairs<'a>(gold: &'a Value, plan: &'a Value) -> Vec<(&'a Value, &'a Value, f64)> {
    let [golds, plans] = [gold, plan].map(|table| list(table, "rows"));
    let ready = |rows: &[Value]| -> Vec<Vec<Text>> {
        let cells = |row| list(row, "cells").iter().map(|cell| Text::new(cell.as_str().unwrap_or_default())).collect();
        rows.iter().map(cells).collect()
    };
    let [gold_cells, plan_cells] = [golds, plans].map(ready);
    let pairs = align([golds.len(), plans.len()], |i, j| {
        let (cells, others) = (&gold_cells[i], &plan_cells[j]);
        let similar: f64 = cells.iter().zip(others).map(|(a, b)| similarity(a, b)).sum();
        // Rows of no cells share none.
        similar / cells.len().max(others.len()).max(1) as f64
    });
    pairs.into_iter().map(|(i, j, similar)| (&golds[i], &plans[j], similar)).collect()
}

fn is_right_kind(gold: &Value, plan: &Value) -> bool {
    gold["kind"] == plan["kind"] || list(gold, "kind_alt").contains(&plan["kind"])
}

/// Whether kind, label and heading equal; a colon behind the heading doesn't matter.
pub(super) fn is_same_section(gold: &Value, plan: &Value) -> bool {
    let [(label, heading), (other_label, other_heading)] =
        [gold, plan].map(|section| (bare_label(text(section, "label")), plain(text(section, "heading"))));
    is_right_kind(gold, plan)
        && label == other_label
        && heading.trim_end_matches(':') == other_heading.trim_end_matches(':')
}

/// Whether every cell equals.
pub(super) fn is_same_row(gold: &Value, plan: &Value) -> bool {
    cells(gold) == cells(plan)
}

/// The cells of a row as they are compared.
pub(super) fn cells(row: &Value) -> Vec<String> {
    list(row, "cells").iter().map(|cell| plain(cell.as_str().unwrap_or_default())).collect()
}

/// What the title page says of the plan, and whether the record says the same.
pub(super) fn title_page(gold: &Value, plan: &Value) -> [Field; 5] {
    let same_text = |key: &str| plain(text(gold, key)) == plain(text(plan, key));
    let [gold_period, plan_period] = [gold, plan].map(|of| ["start", "end"].map(|key| &of["period"][key]));
    [
        Field { name: "title", equal: same_text("title") },
        Field { name: "agency", equal: same_text("agency") },
        Field { name: "roc_year", equal: gold["roc_year"] == plan["roc_year"] },
        Field { name: "period", equal: gold_period == plan_period },
        Field { name: "script", equal: gold["script"] == plan["script"] },
    ]
}

/// The columns of a table by name and role.
pub(super) fn columns(table: &Value) -> Vec<(String, &str)> {
    list(table, "columns").iter().map(|column| (plain(text(column, "name")), text(column, "role"))).collect()
}

/// The deadlines of a row, each by its keys and their values.
pub(super) fn deadlines(row: &Value) -> Vec<BTreeMap<&str, String>> {
    let fields = list(row, "due").iter().map(|due| due.as_object().into_iter().flatten());
    fields.map(|fields| fields.map(|(key, value)| (key.as_str(), value.to_string())).collect()).collect()
}

/// The responsible units of a row.
pub(super) fn units(row: &Value) -> Vec<String> {
    list(row, "units").iter().map(|unit| plain(unit.as_str().unwrap_or_default())).collect()
}

/// The citations of a plan that have a date or a number, by the two.
pub(super) fn cites(plan: &Value) -> Vec<(Option<&str>, String)> {
    let known = list(plan, "citations").iter().map(|cited| (cited["date"].as_str(), plain(text(cited, "number"))));
    known.filter(|(date, number)| date.is_some_and(|date| !date.is_empty()) || !number.is_empty()).collect()
}
