//! Plain text, as exports and copies of a document flatten it.

use std::iter;

use corpus::{Block, Record, Table};
use script::Script;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::grid;
use super::{opening, typed};

/// Half widths of a line of 34 Chinese characters.
const LINE: usize = 2 * 34;

/// Lines of a page.
const PAGE: usize = 40;

/// Columns of the widest table that is set in columns of blanks.
const MOST_COLUMNS: usize = 5;

/// What stands below one another.
enum Piece<'r> {
    /// A labelled line or a paragraph: how many items it stands in, whether it has a label, its words.
    Line {
        depth: usize,
        kind: Kind,
        text: String,
    },
    Table(&'r Table),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Labelled,
    Plain,
    Figure,
}

/// Cells parted by tabs, a row on a line. A merged cell stands where it begins, empty ones are below it.
pub(super) fn tabs(record: &Record) -> String {
    let table = |table: &Table| rows(table, true).iter().map(|row| row.join("\t") + "\n").collect::<String>();
    write(record, table)
}

/// Every cell on a line of its own, an empty line for an empty one and for what a merged one covers below.
pub(super) fn cell_a_line(record: &Record) -> String {
    let table = |table: &Table| rows(table, false).iter().flatten().map(|cell| cell.clone() + "\n").collect::<String>();
    write(record, table)
}

/// One line for all.
pub(super) fn one_line(record: &Record) -> String {
    let table = |table: &Table| rows(table, false).iter().flatten().map(|cell| cell.clone() + "\n").collect::<String>();
    let lines = write(record, table);
    lines.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ") + "\n"
}

/// Lines broken at 34 Chinese characters and set off by full-width blanks, with numbers of pages.
pub(super) fn wrapped(record: &Record) -> String {
    let mut lines = Vec::new();
    for piece in pieces(record) {
        match piece {
            Piece::Line { kind: Kind::Figure, text, .. } => lines.extend(text.lines().map(str::to_owned)),
            Piece::Line { depth, kind, text } => {
                let indent = "\u{3000}".repeat(depth * 2);
                let (first, others) = match kind {
                    Kind::Head | Kind::Figure => (String::new(), "\u{3000}".repeat(2)),
                    Kind::Labelled => (indent.clone(), indent + "\u{3000}\u{3000}"),
                    Kind::Plain => (format!("{indent}\u{3000}\u{3000}"), indent),
                };
                for line in text.lines() {
                    lines.extend(break_line(line, &first, &others));
                }
            }
            Piece::Table(table) if table.columns.len() <= MOST_COLUMNS => lines.extend(in_columns(table)),
            Piece::Table(table) => lines.extend(rows(table, true).iter().map(|row| row.join("\t"))),
        }
    }
    let pages: Vec<&[String]> = lines.chunks(PAGE).collect();
    let number = |page: usize| match record.script {
        Script::Hans => format!("第 {page} 页 共 {} 页", pages.len()),
        Script::Hant | Script::Mixed => format!("第 {page} 頁，共 {} 頁", pages.len()),
    };
    iter::zip(1.., &pages)
        .map(|(page, lines)| lines.join("\n") + "\n\n" + &"\u{3000}".repeat(13) + &number(page) + "\n\n")
        .collect()
}

fn write(record: &Record, table: impl Fn(&Table) -> String) -> String {
    let mut text = String::new();
    for piece in pieces(record) {
        match piece {
            Piece::Line { text: line, .. } => text.extend([line.as_str(), "\n"]),
            Piece::Table(found) => text += &table(found),
        }
    }
    text
}

fn pieces(record: &Record) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    take(&record.front, 0, &mut pieces);
    for section in &record.sections {
        let (text, _, blocks) = opening(section);
        pieces.push(Piece::Line { depth: 0, kind: Kind::Head, text });
        take(blocks, 0, &mut pieces);
    }
    pieces
}

fn take<'r>(blocks: &'r [Block], depth: usize, pieces: &mut Vec<Piece<'r>>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                pieces.push(Piece::Line { depth, kind: Kind::Plain, text: paragraph.text.clone() });
            }
            Block::Figure(figure) => {
                pieces.push(Piece::Line { depth, kind: Kind::Figure, text: figure.text.clone() });
            }
            Block::Item(item) => {
                let text = typed(&item.label) + &item.text;
                pieces.push(Piece::Line { depth, kind: Kind::Labelled, text });
                take(&item.children, depth + 1, pieces);
            }
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    pieces.push(Piece::Line { depth: 0, kind: Kind::Head, text: caption.clone() });
                }
                pieces.push(Piece::Table(table));
            }
        }
    }
}

/// The rows of a table, header first. What a merged cell covers below it is empty, and what it covers beside it too where the
/// rows must stay `whole`. Paragraphs of a cell are joined by a blank.
fn rows(table: &Table, whole: bool) -> Vec<Vec<String>> {
    let height = grid::header_rows(table);
    let width = table.columns.len();
    let mut rows: Vec<Vec<Option<String>>> = vec![vec![Some(String::new()); width]; height + table.rows.len()];
    let body = grid::body(table);
    let header = grid::header(table).into_iter().map(|cell| (0, cell));
    for (above, cell) in header.chain(body.into_iter().flatten().map(|cell| (height, cell))) {
        for (row, cells) in rows.iter_mut().enumerate().skip(above + cell.row).take(cell.rows) {
            for (column, at) in cells.iter_mut().enumerate().skip(cell.column).take(cell.columns) {
                *at = match (row == above + cell.row, column == cell.column) {
                    (true, true) => Some(cell.text.replace('\n', " ")),
                    (_, false) if !whole => None,
                    _ => Some(String::new()),
                };
            }
        }
    }
    rows.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
}

/// A line in as many as it needs.
fn break_line(text: &str, first: &str, others: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    for c in text.chars() {
        if line.width() + c.width().unwrap_or(0) > LINE {
            lines.push(std::mem::replace(&mut line, others.to_owned()));
        }
        line.push(c);
    }
    lines.push(line);
    lines
}

/// A table set in columns of full-width blanks, cells broken in the width of their column, an empty line behind each row.
fn in_columns(table: &Table) -> Vec<String> {
    let rows = rows(table, true);
    let columns = table.columns.len();
    let room = LINE - 2 * (columns - 1);
    let longest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0).max(4);
    let all: usize = (0..columns).map(|column| longest(column).isqrt()).sum();
    let widths: Vec<usize> = (0..columns)
        .map(|column| (room * longest(column).isqrt() / all / 2 * 2).clamp(4, longest(column).max(4) + 1))
        .collect();
    let mut lines = vec![String::new()];
    for row in &rows {
        let cells: Vec<Vec<String>> = iter::zip(row, &widths).map(|(cell, width)| broken_at(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (cell, width) in iter::zip(&cells, &widths) {
                let text = cell.get(at).map_or("", String::as_str);
                line += text;
                let left = width.saturating_sub(text.width());
                line += &" ".repeat(left % 2);
                line += &"\u{3000}".repeat(left / 2 + 1);
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.push(String::new());
    }
    lines
}

fn broken_at(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        if lines.last().is_some_and(|line| line.width() + c.width().unwrap_or(0) > width) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}
