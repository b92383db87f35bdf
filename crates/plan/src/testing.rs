//! Documents, pieces and plans from string literals, and plans as strings: what the tests of the structure share.

use document::{Cell, Document, Flow, Origin, Paragraph, Reading};

use crate::lines::{self, Piece};
use crate::text::{Sources, Text};
use crate::{Block, Code, FurnitureKind, Lexicon, Plan, Table};

/// A text whose characters stand at 0, 1, 2 and so on.
pub(crate) fn text(of: &str) -> Text {
    let mut text = Text::default();
    for (at, c) in (0..).zip(of.chars()) {
        text.push(c, at);
    }
    text
}

/// A plain text file: a line is a line, blank ones are gaps.
pub(crate) fn document(of: &str) -> Document {
    let mut blocks = Vec::new();
    let (mut from, mut gap_before) = (0, false);
    for (number, line) in (1..).zip(of.split('\n')) {
        let end = (from..).zip(line.chars()).last().map_or(from, |(at, _)| at + 1);
        if line.chars().all(|c| c != '\t' && c.is_whitespace()) {
            gap_before = true;
        } else {
            let place = Origin::of_text((number, number), (from, end));
            blocks.push(document::Block::Paragraph(Paragraph { gap_before, ..Paragraph::new(line, place) }));
            gap_before = false;
        }
        from = end + 1;
    }
    Document { blocks, flow: Flow::Lines }
}

/// A paragraph that its author ended.
pub(crate) fn paragraph(of: &str) -> document::Block {
    document::Block::Paragraph(Paragraph::new(of, Origin::default()))
}

/// A table of the source without merged cells; `\n` parts the paragraphs of a cell.
pub(crate) fn source_table(rows: &[&[&str]]) -> document::Table {
    let cells = rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, text)| cell((row, column), (1, 1), text)));
    document::Table { cells: cells.collect(), ..document::Table::default() }
}

/// A cell of the source: row and column, rows and columns that it covers.
pub(crate) fn cell((row, column): (usize, usize), (rows, columns): (usize, usize), text: &str) -> Cell {
    let blocks = text.split('\n').filter(|text| !text.is_empty()).map(paragraph).collect();
    Cell { row, column, rows, columns, header: false, blocks }
}

/// The pieces of a plain text file.
pub(crate) fn pieces(of: &str) -> Vec<Piece> {
    lines::take(&document(of), &Lexicon::default(), &mut Sources::default())
}

/// The plans of a plain text file.
pub(crate) fn plans_of(of: &str) -> Vec<Plan> {
    crate::structure(
        &Reading { document: document(of), ..Reading::default() },
        &Lexicon::default(),
        &crate::Known::default(),
    )
}

/// The plan of a plain text file.
pub(crate) fn plan_of(of: &str) -> Plan {
    first(plans_of(of))
}

/// The plan of a file whose paragraphs are its author's.
pub(crate) fn plan_from(blocks: Vec<document::Block>) -> Plan {
    let document = Document { blocks, flow: Flow::Paragraphs };
    first(crate::structure(&Reading { document, ..Reading::default() }, &Lexicon::default(), &crate::Known::default()))
}

fn first(plans: Vec<Plan>) -> Plan {
    assert_eq!(plans.len(), 1);
    let Some(plan) = plans.into_iter().next() else { unreachable!("one plan at least") };
    plan
}

/// The plan as lines: `§` a section, `¶` a paragraph, label and text of an item, `#` a table with its cells between bars, `~` a
/// figure; what belongs to an item is indented, a line break in a text is `⏎`.
pub(crate) fn outline(plan: &Plan) -> String {
    let mut lines = Vec::new();
    write_blocks(&plan.front, 0, &mut lines);
    for section in &plan.sections {
        lines.push(format!("§ {} {}", section.label.as_deref().unwrap_or("–"), section.heading).trim_end().to_owned());
        write_blocks(&section.blocks, 1, &mut lines);
    }
    lines.join("\n")
}

fn write_blocks(blocks: &[Block], depth: usize, lines: &mut Vec<String>) {
    let indented = |line: String| format!("{}{}", "  ".repeat(depth), line.trim_end().replace('\n', "⏎"));
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } => lines.push(indented(format!("¶ {text}"))),
            Block::Figure { text, .. } => lines.push(indented(format!("~ {text}"))),
            Block::Table(table) => {
                lines.push(indented(format!("# {}", names(table))));
                lines.extend(rows(table).into_iter().map(|row| indented(format!("| {row}"))));
            }
            Block::Item(item) => {
                lines.push(indented(format!("{} {}", item.label, item.text)));
                write_blocks(&item.children, depth + 1, lines);
            }
        }
    }
}

/// The names of the columns between bars.
pub(crate) fn names(table: &Table) -> String {
    table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("|")
}

/// The rows of a table, each with its cells between bars.
pub(crate) fn rows(table: &Table) -> Vec<String> {
    table.rows.iter().map(|row| row.cells.join("|").replace('\n', "⏎")).collect()
}

/// Every table of the plan, in reading order.
pub(crate) fn tables(plan: &Plan) -> Vec<&Table> {
    let mut found = Vec::new();
    find_tables(&plan.front, &mut found);
    for section in &plan.sections {
        find_tables(&section.blocks, &mut found);
    }
    found
}

fn find_tables<'p>(blocks: &'p [Block], found: &mut Vec<&'p Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.push(table),
            Block::Item(item) => find_tables(&item.children, found),
            Block::Paragraph { .. } | Block::Figure { .. } => {}
        }
    }
}

/// The only table of the plan.
pub(crate) fn table_of(plan: &Plan) -> &Table {
    let found = tables(plan);
    assert_eq!(found.len(), 1, "{}", outline(plan));
    found[0]
}

/// Labels and levels of the items, in reading order.
pub(crate) fn levels(plan: &Plan) -> Vec<(&str, u8)> {
    let mut found = Vec::new();
    find_levels(&plan.front, &mut found);
    for section in &plan.sections {
        find_levels(&section.blocks, &mut found);
    }
    found
}

fn find_levels<'p>(blocks: &'p [Block], found: &mut Vec<(&'p str, u8)>) {
    for block in blocks {
        if let Block::Item(item) = block {
            found.push((&item.label, item.level));
            find_levels(&item.children, found);
        }
    }
}

/// Codes of the diagnostics.
pub(crate) fn codes(plan: &Plan) -> Vec<Code> {
    plan.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The furniture of a kind.
pub(crate) fn furniture(plan: &Plan, kind: FurnitureKind) -> Vec<&str> {
    plan.furniture.iter().filter(|furniture| furniture.kind == kind).map(|furniture| furniture.text.as_str()).collect()
}

/// A paragraph in a part of the file.
pub(crate) fn in_part(part: document::Part, of: &str) -> document::Block {
    document::Block::Paragraph(Paragraph::new(of, Origin { part, ..Origin::default() }))
}
