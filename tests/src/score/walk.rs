//! What stands where in a record.

use std::collections::BTreeSet;

use serde_json::Value;

use super::text::{bare_label, plain};

/// How many characters of an item's text tell it from others.
const ITEM_BEGINNING: usize = 12;

/// How many characters of a table's text tell it from others.
const TABLE_BEGINNING: usize = 20;

/// A block by what tells it from others: the labels above, its type, level, ordinal and text.
pub(super) type Known = (Vec<String>, String, Option<i64>, Option<i64>, String);

/// A text of a record; empty where it is null or missing.
pub(super) fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_default()
}

/// A list of a record; empty where it is null or missing.
pub(super) fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

/// The whole text of a plan, furniture aside.
pub(super) fn plan_text(plan: &Value) -> String {
    let pieces = list(plan, "front").iter().map(block_text).chain(list(plan, "sections").iter().map(section_text));
    pieces.collect::<Vec<_>>().join("\n")
}

/// The whole text of a section, its label and heading first.
pub(super) fn section_text(section: &Value) -> String {
    let head = [text(section, "label"), text(section, "heading")].concat();
    let pieces = [head].into_iter().chain(list(section, "blocks").iter().map(block_text));
    pieces.collect::<Vec<_>>().join("\n")
}

/// The whole text of a block. The text of a merged cell stands once; each column has its whole name.
pub(super) fn block_text(block: &Value) -> String {
    if text(block, "type") != "table" {
        let own = [text(block, "label"), text(block, "text")].concat();
        let pieces = [own].into_iter().chain(list(block, "children").iter().map(block_text));
        return pieces.collect::<Vec<_>>().join("\n");
    }
    let mut pieces = vec![text(block, "caption")];
    pieces.extend(list(block, "columns").iter().map(|column| text(column, "name")));
    let repeated = repeated(block);
    for (row, cells) in (0..).zip(list(block, "rows")) {
        let own = (0..).zip(list(cells, "cells")).filter(|(column, _)| !repeated.contains(&(row, *column)));
        pieces.extend(own.map(|(_, cell)| cell.as_str().unwrap_or_default()));
    }
    pieces.join("\n")
}

/// Row and column of the cells that repeat the text of a merged one.
fn repeated(table: &Value) -> BTreeSet<(u64, u64)> {
    let mut repeated = BTreeSet::new();
    for span in list(table, "spans") {
        let number = |key: &str, missing| span[key].as_u64().unwrap_or(missing);
        let (row, column) = (number("row", 0), number("column", 0));
        let columns = column..column + number("columns", 1);
        let covered = (row..row + number("rows", 1)).flat_map(|row| columns.clone().map(move |column| (row, column)));
        repeated.extend(covered.filter(|cell| *cell != (row, column)));
    }
    repeated
}

/// The tables of a plan, those of front first.
pub(super) fn tables(plan: &Value) -> Vec<&Value> {
    fn within<'a>(blocks: &'a [Value], found: &mut Vec<&'a Value>) {
        for block in blocks {
            if text(block, "type") == "table" {
                found.push(block);
            }
            within(list(block, "children"), found);
        }
    }
    let mut found = Vec::new();
    within(list(plan, "front"), &mut found);
    list(plan, "sections").iter().for_each(|section| within(list(section, "blocks"), &mut found));
    found
}

/// The items of the sections of a plan, each as the bare labels from its section down and the beginning of its text.
pub(super) fn items(plan: &Value) -> Vec<Vec<String>> {
    fn within(blocks: &[Value], above: &[String], found: &mut Vec<Vec<String>>) {
        for item in blocks.iter().filter(|block| text(block, "type") == "item") {
            let path = [above, &[bare_label(text(item, "label"))]].concat();
            let beginning: String = plain(text(item, "text")).chars().take(ITEM_BEGINNING).collect();
            found.push([path.as_slice(), &[beginning]].concat());
            within(list(item, "children"), &path, found);
        }
    }
    let mut found = Vec::new();
    for section in list(plan, "sections") {
        within(list(section, "blocks"), &[bare_label(text(section, "label"))], &mut found);
    }
    found
}

/// Blocks and those in them.
pub(super) fn blocks(blocks: &[Value]) -> Vec<Known> {
    fn within(blocks: &[Value], above: &[String], found: &mut Vec<Known>) {
        for block in blocks {
            let kind = text(block, "type");
            let (level, ordinal, known) = match kind {
                "item" => (block["level"].as_i64(), block["ordinal"].as_i64(), plain(text(block, "text"))),
                "table" => (None, None, plain(&block_text(block)).chars().take(TABLE_BEGINNING).collect()),
                _ => (None, None, plain(text(block, "text"))),
            };
            found.push((above.to_vec(), kind.to_owned(), level, ordinal, known));
            if kind == "item" {
                let label = plain(text(block, "label")).trim_matches(['(', ')']).to_owned();
                within(list(block, "children"), &[above, &[label]].concat(), found);
            }
        }
    }
    let mut found = Vec::new();
    within(blocks, &[], &mut found);
    found
}

/// All blocks of a plan, those of front first.
pub(super) fn each_block(plan: &Value) -> Vec<Known> {
    let sections = list(plan, "sections").iter().flat_map(|section| blocks(list(section, "blocks")));
    blocks(list(plan, "front")).into_iter().chain(sections).collect()
}
