//! A table as its writers need it: the rows of its header, and which cells merged ones cover.

use std::iter;

use corpus::{Block, Record, Table};

/// A cell where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    pub(super) text: &'t str,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// The cells of the header: what neighbouring names share stands once above them, and a name without a lower part goes down to
/// the body.
pub(super) fn header(table: &Table) -> Vec<Cell<'_>> {
    let names: Vec<Vec<&str>> = table.columns.iter().map(|column| column.name.split(" / ").collect()).collect();
    let height = header_rows(table);
    let mut cells = Vec::new();
    for row in 0..height {
        let mut column = 0;
        while let Some(name) = names.get(column) {
            let same = |other: &&Vec<&str>| row + 1 < name.len() && other.get(..=row) == name.get(..=row);
            let columns = names[column..].iter().take_while(|other| same(other)).count().max(1);
            if let Some(text) = name.get(row) {
                let rows = if row + 1 == name.len() { height - row } else { 1 };
                cells.push(Cell { text, row, column, rows, columns });
            }
            column += columns;
        }
    }
    cells
}

/// How many rows the header has; none where no column has a name.
pub(super) fn header_rows(table: &Table) -> usize {
    if table.columns.iter().all(|column| column.name.is_empty()) {
        return 0;
    }
    table.columns.iter().map(|column| column.name.split(" / ").count()).max().unwrap_or(0)
}

/// The cells of the body that begin somewhere, row by row.
pub(super) fn body(table: &Table) -> Vec<Vec<Cell<'_>>> {
    let span = |row: usize, column: usize| {
        table
            .spans
            .iter()
            .find(|span| {
                (span.row..span.row + span.rows).contains(&row)
                    && (span.column..span.column + span.columns).contains(&column)
            })
            .map_or((row, column, 1, 1), |span| (span.row, span.column, span.rows, span.columns))
    };
    iter::zip(0.., &table.rows)
        .map(|(row, record)| {
            iter::zip(0.., &record.cells)
                .filter_map(|(column, text)| {
                    let (top, left, rows, columns) = span(row, column);
                    ((top, left) == (row, column)).then_some(Cell { text, row, column, rows, columns })
                })
                .collect()
        })
        .collect()
}

/// The tables that stand in cells of a table.
pub(super) fn inside<'r>(record: &'r Record, outer: &'r Table) -> Vec<&'r Table> {
    fn of<'r>(blocks: &'r [Block], key: &str, found: &mut Vec<&'r Table>) {
        for block in blocks {
            match block {
                Block::Table(table) if table.within.as_ref().is_some_and(|within| within.key == key) => {
                    found.push(table);
                }
                Block::Item(item) => of(&item.children, key, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    of(&record.front, &outer.key, &mut found);
    record.sections.iter().for_each(|section| of(&section.blocks, &outer.key, &mut found));
    found
}
