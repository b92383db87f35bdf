//! A table as a grid of characters.

use std::iter;

use corpus::{Due, Table};

use crate::due;
use crate::terminal::{padded, width, wrapped};

/// The fewest columns of the terminal that a column of the table is given: two Chinese characters.
const NARROWEST: usize = 4;
/// Columns that a cell needs besides its text: a blank on each side and a rule.
const FRAME: usize = 3;

/// The lines of a table, at most `columns` wide. Where not even the narrowest grid has room, its rows as lists.
pub(crate) fn lines(table: &Table, columns: usize) -> Vec<String> {
    let cells = Cells::of(table);
    match column_widths(&cells, columns) {
        Some(widths) => grid(&cells, &widths),
        None => lists(&cells, columns),
    }
}

/// What stands in the grid: header and rows, each with as many cells.
struct Cells {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// For each row and column, whether the cell goes on from the row above.
    goes_on: Vec<Vec<bool>>,
}

impl Cells {
    fn of(table: &Table) -> Self {
        let read = table.rows.iter().any(|row| !row.due.is_empty() || !row.units.is_empty());
        let count = table.rows.iter().map(|row| row.cells.len()).fold(table.columns.len(), usize::max);
        let mut header: Vec<String> =
            table.columns.iter().map(|column| format!("{}\n{}", column.name, column.role.name())).collect();
        header.resize(count, String::new());
        header.extend(read.then(|| "\nread as".to_owned()));

        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &table.rows {
            let mut cells = row.cells.clone();
            cells.resize(count, String::new());
            cells.extend(
                read.then(|| row.due.iter().map(due).chain(row.units.iter().cloned()).collect::<Vec<_>>().join("\n")),
            );
            rows.push(cells);
        }
        let width = header.len();
        let mut goes_on = vec![vec![false; width]; rows.len()];
        for (row, column) in table.repeated() {
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                cell.clear();
            }
        }
        for span in &table.spans {
            let covered = goes_on.iter_mut().skip(span.row.saturating_add(1)).take(span.rows.saturating_sub(1));
            covered.for_each(|row| row.iter_mut().skip(span.column).take(span.columns).for_each(|cell| *cell = true));
        }
        Self { header, rows, goes_on }
    }

    fn all(&self) -> impl Iterator<Item = &Vec<String>> {
        iter::once(&self.header).chain(&self.rows)
    }
}

/// What stands in the table as a text is quoted.
fn due(due: &Due) -> String {
    let words = due::in_words(due);
    if matches!(due, Due::Text { .. }) { format!("“{words}”") } else { words }
}

/// Columns of the terminal for each column of the table: its longest line where all have room, else a fair share.
fn column_widths(cells: &Cells, columns: usize) -> Option<Vec<usize>> {
    let count = cells.header.len();
    let room = columns.checked_sub(count * FRAME + 1).filter(|room| count > 0 && *room >= count * NARROWEST)?;
    let longest = |column: usize| {
        let texts = cells.all().filter_map(|row| row.get(column));
        texts.flat_map(|text| text.split('\n').map(width)).max().unwrap_or(0).max(1)
    };
    let wanted: Vec<usize> = (0..count).map(longest).collect();
    // The widest line that any column may have, so that all together have room: those that want less leave more.
    let total = |limit: usize| wanted.iter().map(|want| *want.min(&limit)).sum::<usize>();
    let limit = (NARROWEST..=room).rev().find(|limit| total(*limit) <= room).unwrap_or(NARROWEST);
    Some(wanted.into_iter().map(|want| want.min(limit)).collect())
}

fn grid(cells: &Cells, widths: &[usize]) -> Vec<String> {
    let none = vec![false; widths.len()];
    let mut lines = vec![rule(widths, &none, Edge::Top)];
    lines.extend(row(&cells.header, widths));
    for (texts, goes_on) in cells.rows.iter().zip(&cells.goes_on) {
        lines.push(rule(widths, goes_on, Edge::Inner));
        lines.extend(row(texts, widths));
    }
    lines.push(rule(widths, &none, Edge::Bottom));
    lines
}

fn row(texts: &[String], widths: &[usize]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> =
        texts.iter().zip(widths).map(|(text, columns)| wrapped(text.trim_matches('\n'), *columns)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let cells = wrapped
                .iter()
                .zip(widths)
                .map(|(lines, columns)| format!(" {} │", padded(lines.get(line).map_or("", String::as_str), *columns)));
            iter::once("│".to_owned()).chain(cells).collect()
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Edge {
    Top,
    Inner,
    Bottom,
}

/// The rule above a row, open where a cell goes on from the row above.
fn rule(widths: &[usize], open: &[bool], edge: Edge) -> String {
    let joint = |left: bool, right: bool| match (edge, left, right) {
        (Edge::Top, false, _) => '┌',
        (Edge::Top, true, true) => '┬',
        (Edge::Top, true, false) => '┐',
        (Edge::Bottom, false, _) => '└',
        (Edge::Bottom, true, true) => '┴',
        (Edge::Bottom, true, false) => '┘',
        (Edge::Inner, false, false) => '│',
        (Edge::Inner, false, true) => '├',
        (Edge::Inner, true, false) => '┤',
        (Edge::Inner, true, true) => '┼',
    };
    let mut line = String::new();
    let mut left = false;
    for (columns, open) in widths.iter().zip(open) {
        line.push(joint(left, !open));
        line.extend(iter::repeat_n(if *open { ' ' } else { '─' }, columns + 2));
        left = !open;
    }
    line.push(joint(left, false));
    line
}

/// Row by row, each cell below its column's name.
fn lists(cells: &Cells, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, texts) in iter::zip(1.., &cells.rows) {
        lines.push(format!("row {number}"));
        for (name, text) in cells.header.iter().zip(texts).filter(|(_, text)| !text.is_empty()) {
            let name = name.trim_matches('\n').replace('\n', ", ");
            lines.extend(
                wrapped(&name, columns.saturating_sub(2).max(NARROWEST)).into_iter().map(|line| format!("  {line}")),
            );
            lines.extend(
                wrapped(text, columns.saturating_sub(4).max(NARROWEST)).into_iter().map(|line| format!("    {line}")),
            );
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use corpus::{Column, Origin, Row, Span};
    use plan::{ReadFrom, Role};

    use super::*;

    fn table() -> Table {
        let origin =
            Origin { part: document::Part::Body, regions: None, lines: None, chars: None, paragraph: None, ocr: None };
        let row = |cells: [&str; 3], due: Vec<Due>| Row {
            key: String::new(),
            cells: cells.map(str::to_owned).into(),
            due,
            units: vec![],
            origin: origin.clone(),
        };
        Table {
            key: "s1.t1".into(),
            id: "t1".into(),
            caption: None,
            within: None,
            read_from: ReadFrom::Cells,
            columns: [("實施要項", Role::Item), ("方法 ABC", Role::Action), ("期限", Role::Deadline)]
                .map(|(name, role)| Column { name: name.into(), role })
                .into(),
            rows: vec![
                row(
                    ["便民服務", "1.電話禮貌。\n2.單一窗口。", "97年10月"],
                    vec![Due::Month { month: "2008-10".into() }],
                ),
                row(["便民服務", "網路申辦", "經常"], vec![Due::Ongoing { ongoing: true }]),
                row(["e化", "", ""], vec![]),
            ],
            spans: vec![Span { row: 0, column: 0, rows: 2, columns: 1 }],
            origin,
        }
    }

    #[test]
    fn a_wide_terminal_shows_every_cell_on_its_lines() {
        let expected = "\
┌──────────┬──────────────┬──────────┬─────────┐
│ 實施要項 │ 方法 ABC     │ 期限     │ read as │
│ item     │ action       │ deadline │         │
├──────────┼──────────────┼──────────┼─────────┤
│ 便民服務 │ 1.電話禮貌。 │ 97年10月 │ 2008-10 │
│          │ 2.單一窗口。 │          │         │
│          ├──────────────┼──────────┼─────────┤
│          │ 網路申辦     │ 經常     │ ongoing │
├──────────┼──────────────┼──────────┼─────────┤
│ e化      │              │          │         │
└──────────┴──────────────┴──────────┴─────────┘";
        assert_eq!(lines(&table(), 80).join("\n"), expected);
    }

    #[test]
    fn a_narrower_one_wraps_the_widest_cells() {
        let expected = "\
┌────────┬────────┬────────┬────────┐
│ 實施要 │ 方法   │ 期限   │ read   │
│ 項     │ ABC    │ deadli │ as     │
│ item   │ action │ ne     │        │
├────────┼────────┼────────┼────────┤
│ 便民服 │ 1.電話 │ 97年10 │ 2008-1 │
│ 務     │ 禮貌。 │ 月     │ 0      │
│        │ 2.單一 │        │        │
│        │ 窗口。 │        │        │
│        ├────────┼────────┼────────┤
│        │ 網路申 │ 經常   │ ongoin │
│        │ 辦     │        │ g      │
├────────┼────────┼────────┼────────┤
│ e化    │        │        │        │
└────────┴────────┴────────┴────────┘";
        assert_eq!(lines(&table(), 40).join("\n"), expected);
    }

    #[test]
    fn where_no_grid_has_room_the_rows_are_lists() {
        let lines = lines(&table(), 20);
        assert_eq!(lines.first().map(String::as_str), Some("row 1"));
        assert_eq!(
            lines.get(1..5),
            Some(
                ["  實施要項, item", "    便民服務", "  方法 ABC, action", "    1.電話禮貌。"]
                    .map(str::to_owned)
                    .as_slice()
            )
        );
        assert!(lines.iter().all(|line| width(line) <= 20));
    }

    #[test]
    fn a_table_without_rows_or_columns_is_still_shown() {
        let mut empty = table();
        empty.rows.clear();
        assert_eq!(lines(&empty, 60).len(), 4);
        empty.columns.clear();
        empty.spans = vec![Span { row: usize::MAX, column: 7, rows: usize::MAX, columns: usize::MAX }];
        assert!(lines(&empty, 60).is_empty());
    }
}
