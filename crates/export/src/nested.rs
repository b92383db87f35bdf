//! Which tables stand in cells of others.

use std::collections::BTreeMap;
use std::ptr;

use corpus::{Block, Record, Table};

/// Tables in tables; one that would stand deeper stands behind its outer table.
const MOST_NESTED: usize = 32;

/// The tables of a record that stand in a cell of an earlier one, each in one only.
#[derive(Debug, Default)]
pub(crate) struct Nested<'r> {
    /// By its key the first table that has it.
    outer: BTreeMap<&'r str, Outer<'r>>,
}

#[derive(Debug)]
struct Outer<'r> {
    table: &'r Table,
    /// How many tables are around it.
    depth: usize,
    inside: Vec<&'r Table>,
}

impl<'r> Nested<'r> {
    pub(crate) fn of(record: &'r Record) -> Self {
        let mut nested = Self::default();
        nested.take(&record.front);
        record.sections.iter().for_each(|section| nested.take(&section.blocks));
        nested
    }

    fn take(&mut self, blocks: &'r [Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.take_table(table),
                Block::Item(item) => self.take(&item.children),
                Block::Paragraph(_) | Block::Figure(_) => {}
            }
        }
    }

    fn take_table(&mut self, table: &'r Table) {
        // A key that is another table's as well names that one alone: this one holds nothing and stands in nothing.
        if self.outer.contains_key(table.key.as_str()) {
            return;
        }
        let outer = table.within.as_ref().and_then(|within| self.outer.get_mut(within.key.as_str()));
        let depth = match outer.filter(|outer| outer.depth < MOST_NESTED && !outer.table.rows.is_empty()) {
            Some(outer) => {
                outer.inside.push(table);
                outer.depth + 1
            }
            None => 0,
        };
        self.outer.insert(&table.key, Outer { table, depth, inside: Vec::new() });
    }

    /// The tables that stand in cells of this one.
    pub(crate) fn inside(&self, table: &Table) -> &[&'r Table] {
        match self.outer.get(table.key.as_str()) {
            Some(outer) if ptr::eq(outer.table, table) => &outer.inside,
            _ => &[],
        }
    }

    /// Whether a table stands in a cell of another one.
    pub(crate) fn has(&self, table: &Table) -> bool {
        match self.outer.get(table.key.as_str()) {
            Some(outer) => ptr::eq(outer.table, table) && outer.depth > 0,
            None => false,
        }
    }
}
