//! The grid of a table: where its cells stand, and whether it is a table at all.

use std::collections::BTreeSet;

use document::{Block, Cell, Limits, ReadError};

/// A table as its elements give it.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) groups: Vec<Group>,
    /// `role=presentation`.
    pub(crate) presentation: bool,
    /// It has lines around its cells.
    pub(crate) ruled: bool,
    /// A caption or a summary says what it shows.
    pub(crate) described: bool,
}

/// Rows that belong together: no cell reaches beyond them.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) kind: Kind,
    pub(crate) rows: Vec<Vec<CellParts>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    Head,
    #[default]
    Body,
    Foot,
}

/// A cell as its element gives it.
#[derive(Default)]
pub(crate) struct CellParts {
    /// As asked for; 0 is to the end of the group.
    pub(crate) rows: usize,
    /// As asked for, at least 1.
    pub(crate) columns: usize,
    pub(crate) header: bool,
    pub(crate) ruled: bool,
    pub(crate) blocks: Vec<Block>,
    /// Characters that show, also in tables within.
    pub(crate) characters: usize,
    /// Those of them that belong to links.
    pub(crate) linked: usize,
}

struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    parts: CellParts,
}

/// What a table turned out to be.
pub(crate) enum Made {
    /// Rows and columns of data.
    Table(Vec<Cell>),
    /// A means to arrange a page: its blocks, in the order of its rows.
    Layout(Vec<Block>),
    /// Nothing shows.
    Empty,
}

/// Makes a table of its parts.
pub(crate) fn make(parts: Parts, limits: &Limits) -> Result<Made, ReadError> {
    let Parts { groups, presentation, ruled, described } = parts;
    let cells = compress(place(groups, limits)?);
    if cells.iter().all(|cell| cell.parts.blocks.is_empty()) {
        return Ok(Made::Empty);
    }
    let ruled = ruled || cells.iter().any(|cell| cell.parts.ruled);
    if presentation || is_layout(&cells, ruled, described) {
        let mut blocks = Vec::new();
        let mut last_row = None;
        for cell in cells {
            let mut first = last_row.replace(cell.row) != Some(cell.row);
            for mut block in cell.parts.blocks {
                if let Block::Paragraph(paragraph) = &mut block {
                    paragraph.gap_before |= first;
                }
                first = false;
                blocks.push(block);
            }
        }
        return Ok(Made::Layout(blocks));
    }
    let cells = cells.into_iter().map(|Placed { row, column, rows, columns, parts }| Cell {
        row,
        column,
        rows,
        columns,
        header: parts.header,
        blocks: parts.blocks,
    });
    Ok(Made::Table(cells.collect()))
}

/// HTML, "forming a table": the cells by their slots. Where two cells would cover a slot, the later one is cut.
fn place(groups: Vec<Group>, limits: &Limits) -> Result<Vec<Placed>, ReadError> {
    let mut placed = Vec::new();
    let mut slots: usize = 0;
    let mut group_start = 0;
    for group in displayed(groups) {
        let group_end = group_start + group.rows.len();
        // By column, the row from which it is free again.
        let mut free_from: Vec<usize> = Vec::new();
        for (row, cells) in (group_start..).zip(group.rows) {
            let mut column = 0;
            for parts in cells {
                while free_from.get(column).is_some_and(|&free| free > row) {
                    column += 1;
                }
                let asked = parts.columns.clamp(1, limits.span);
                let left = group_end - row;
                let rows = if parts.rows == 0 { left } else { parts.rows.min(limits.span).min(left) };
                let is_free = |column: usize| free_from.get(column).is_none_or(|&free| free <= row);
                let columns = (column..column + asked).take_while(|&column| is_free(column)).count();
                slots = slots.saturating_add(rows.saturating_mul(asked));
                if slots > limits.cells {
                    return Err(ReadError::too_large("cells in one table", limits.cells, slots));
                }
                free_from.resize(free_from.len().max(column + asked), 0);
                for free in free_from.iter_mut().skip(column).take(columns) {
                    *free = row + rows;
                }
                placed.push(Placed { row, column, rows, columns, parts });
                column += asked;
            }
        }
        group_start = group_end;
    }
    Ok(placed)
}

/// The groups as a browser shows them: the first head on top, the first foot below.
fn displayed(groups: Vec<Group>) -> Vec<Group> {
    let first = |kind: Kind| groups.iter().position(|group| group.kind == kind);
    let (head, foot) = (first(Kind::Head), first(Kind::Foot));
    let mut order: Vec<(u8, Group)> = groups
        .into_iter()
        .enumerate()
        .map(|(index, group)| {
            (
                if Some(index) == head {
                    0
                } else if Some(index) == foot {
                    2
                } else {
                    1
                },
                group,
            )
        })
        .collect();
    order.sort_by_key(|&(rank, _)| rank);
    order.into_iter().map(|(_, group)| group).collect()
}

/// Leaves out rows and columns in which no cell starts: nobody sees them, but `colspan=1000` makes 999 of them.
fn compress(mut cells: Vec<Placed>) -> Vec<Placed> {
    let starts = |of: fn(&Placed) -> usize| -> Vec<usize> {
        cells.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let (rows, columns) = (starts(|cell| cell.row), starts(|cell| cell.column));
    let index = |starts: &[usize], at: usize| starts.partition_point(|&start| start < at);
    for cell in &mut cells {
        let (row, column) = (index(&rows, cell.row), index(&columns, cell.column));
        cell.rows = index(&rows, cell.row + cell.rows) - row;
        cell.columns = index(&columns, cell.column + cell.columns) - column;
        (cell.row, cell.column) = (row, column);
    }
    cells
}

/// Paragraphs from which the blocks of a cell are a text of their own rather than an entry.
const TEXT: usize = 4;

/// Characters up to which a cell can name a column.
const NAME: usize = 20;

/// Whether a table only arranges a page.
///
/// What speaks for data: a header, a caption, lines around the cells, a first row of short names with rows of the same
/// columns below it. What speaks against: one row or one column, headings and tables within, one cell that holds most of
/// the text.
fn is_layout(cells: &[Placed], ruled: bool, described: bool) -> bool {
    let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
    let columns = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
    let has_header = cells.iter().any(|cell| cell.parts.header && cell.parts.characters > 0);
    if rows * columns <= 1 || (columns == 1 && !has_header) {
        return true;
    }
    if has_header || described {
        return false;
    }
    let characters: usize = cells.iter().map(|cell| cell.parts.characters).sum();
    let linked: usize = cells.iter().map(|cell| cell.parts.linked).sum();
    let is_dominated = cells.iter().any(|cell| {
        cell.parts.characters * 10 >= characters * 6
            && (cell.parts.blocks.len() >= TEXT || has_structure(cell))
            && (!ruled || cell.columns == columns)
    });
    if names_columns(cells, columns) && (columns >= 3 || ruled || !is_dominated) {
        return false;
    }
    is_dominated
        || linked * 2 > characters
        || (!ruled && cells.iter().any(has_structure))
        || (rows == 1 && (!ruled || cells.iter().any(|cell| cell.parts.blocks.len() >= TEXT)))
}

fn has_structure(cell: &Placed) -> bool {
    cell.parts.blocks.iter().any(|block| match block {
        Block::Table(_) | Block::Embedded(_) => true,
        Block::Paragraph(paragraph) => paragraph.heading.is_some(),
    })
}

/// Whether the first row gives each column a short name, and a later row fills several of them.
fn names_columns(cells: &[Placed], columns: usize) -> bool {
    let first: Vec<&Placed> = cells.iter().filter(|cell| cell.row == 0).collect();
    let named = first.len() >= 2
        && first.iter().map(|cell| cell.columns).sum::<usize>() == columns
        && first.iter().all(|cell| {
            let Placed { parts, .. } = cell;
            (1..=NAME).contains(&parts.characters) && parts.blocks.len() == 1 && parts.linked * 2 <= parts.characters
        });
    let mut filled = cells.iter().filter(|cell| cell.row > 0 && cell.parts.characters > 0).map(|cell| cell.row);
    let mut previous = None;
    named && filled.any(|row| previous.replace(row) == Some(row))
}
