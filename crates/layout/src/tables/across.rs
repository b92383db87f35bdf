//! Tables that go on over pages.

mod cut;
mod fit;

#[cfg(test)]
mod tests;

use document::{Limits, Paragraph, Part};

use super::Table;
use super::cell::{Cell, Content};
use crate::paragraphs;

/// The most rows of a header that is repeated.
const MOST_HEADER_ROWS: usize = 8;

/// Title rows above the header, which are not repeated with it, at most.
const MOST_TITLE_ROWS: usize = 3;

/// Takes in the part of a table that stands first on the next page; gives it back where it is another table. Rows of the header
/// that are repeated there are pushed to `aside` as paragraphs of the part [`Part::Header`].
pub(crate) fn across(before: &mut Table, after: Table, aside: &mut Vec<Paragraph>) -> Option<Table> {
    let Some(fit) = fit::fit(before, &after) else { return Some(after) };
    let (mut head, mut rest) = (before.clone_heads(), after);
    head.spread(&fit.before);
    rest.spread(&fit.after);
    let repeated = repeated_rows(&head, &rest);
    if repeated.is_none() && !fit.is_sure && !cut::goes_on(before, &fit, &rest) {
        rest.gather(&fit.after);
        return Some(rest);
    }
    let columns = fit.columns.len().saturating_sub(1);
    if (before.rows + rest.rows).saturating_mul(columns) > Limits::DEFAULT.cells {
        rest.gather(&fit.after);
        return Some(rest);
    }
    if !fit.is_same_before() {
        before.spread(&fit.before);
    }
    before.columns = fit.columns;
    if let Some((title, count)) = repeated {
        for cell in before.cells.iter_mut().take_while(|cell| cell.row < title + count) {
            cell.header |= cell.row >= title;
        }
        set_aside(&mut rest, count, aside);
    }
    join(before, rest);
    None
}

impl Table {
    /// Its first rows alone.
    fn clone_heads(&self) -> Self {
        let most = MOST_HEADER_ROWS + MOST_TITLE_ROWS;
        let end = self.cells.partition_point(|cell| cell.row < most);
        Self {
            bbox: self.bbox,
            source: self.source,
            columns: Vec::new(),
            rows: self.rows,
            cells: self.cells.get(..end).unwrap_or_default().to_vec(),
            is_headed: self.is_headed,
            tag: self.tag,
        }
    }

    /// Renumbers its columns: each edge is the edge of the new grid that `new` says.
    fn spread(&mut self, new: &[usize]) {
        let at = |edge: usize| new.get(edge).copied().unwrap_or(edge);
        for cell in &mut self.cells {
            let end = at(cell.column + cell.columns);
            cell.column = at(cell.column);
            cell.columns = end.saturating_sub(cell.column).max(1);
        }
    }

    /// The inverse of [`Table::spread`].
    fn gather(&mut self, new: &[usize]) {
        let at = |edge: usize| new.partition_point(|new| *new < edge);
        for cell in &mut self.cells {
            let end = at(cell.column + cell.columns);
            cell.column = at(cell.column);
            cell.columns = end.saturating_sub(cell.column).max(1);
        }
    }

    /// The cells that reach its last row, by column.
    fn floor(&self) -> Vec<usize> {
        let mut floor: Vec<usize> = Vec::new();
        let mut width = 0;
        let whole = self.columns.len().saturating_sub(1);
        for (index, cell) in self.cells.iter().enumerate().rev() {
            if cell.row + cell.rows == self.rows {
                floor.push(index);
                width += cell.columns;
            }
            if width >= whole {
                break;
            }
        }
        floor.sort_by_key(|index| self.cells.get(*index).map(|cell| cell.column));
        floor
    }
}

/// What identifies a row: where its cells begin and end, and their text.
fn signature(table: &Table, row: usize) -> Option<Vec<(usize, usize, usize, String)>> {
    let from = table.cells.partition_point(|cell| cell.row < row);
    let of_row = table.cells[from..].iter().take_while(|cell| cell.row == row);
    let cells: Vec<_> = of_row.map(|cell| (cell.column, cell.columns, cell.rows, cell.text())).collect();
    (!cells.is_empty()).then_some(cells)
}

/// How many rows at the top of a part repeat rows of the table before it, and behind how many title rows those stand.
fn repeated_rows(before: &Table, after: &Table) -> Option<(usize, usize)> {
    (0..=MOST_TITLE_ROWS).take_while(|title| *title == 0 || is_title(before, title - 1)).find_map(|title| {
        let most = MOST_HEADER_ROWS.min(before.rows.saturating_sub(title)).min(after.rows.saturating_sub(1));
        let equal = (0..most)
            .take_while(|row| {
                let (here, there) = (signature(before, title + row), signature(after, *row));
                here == there
            })
            .count();
        let is_closed = |count: &usize| {
            let whole = |cell: &Cell| cell.row + cell.rows <= *count;
            after.cells.iter().take_while(|cell| cell.row < *count).all(whole)
        };
        let count = (1..=equal).rev().find(is_closed)?;
        let mut cells = after.cells.iter().take_while(|cell| cell.row < count);
        cells.any(|cell| !cell.is_empty()).then_some((title, count))
    })
}

/// Whether one cell fills a row.
fn is_title(table: &Table, row: usize) -> bool {
    let from = table.cells.partition_point(|cell| cell.row < row);
    let mut cells = table.cells[from..].iter().take_while(|cell| cell.row == row);
    cells.next().is_some_and(|cell| cell.column == 0 && cell.rows == 1) && cells.next().is_none()
}

/// Takes rows from the top of a table as paragraphs of a running head.
fn set_aside(table: &mut Table, count: usize, aside: &mut Vec<Paragraph>) {
    let end = table.cells.partition_point(|cell| cell.row < count);
    let mut contents: Vec<Content> = table.cells.drain(..end).flat_map(|cell| cell.content).collect();
    contents.reverse();
    while let Some(content) = contents.pop() {
        match content {
            Content::Text(drafts) => {
                for mut paragraph in paragraphs::finish(drafts) {
                    for run in &mut paragraph.runs {
                        run.origin.part = Part::Header;
                    }
                    aside.push(paragraph);
                }
            }
            Content::Table(inner) => {
                contents.extend(inner.cells.into_iter().rev().flat_map(|cell| cell.content.into_iter().rev()))
            }
        }
    }
    for cell in &mut table.cells {
        cell.row = cell.row.saturating_sub(count);
    }
    table.rows = table.rows.saturating_sub(count);
    table.is_headed = true;
}

/// Puts the rows of the next page below those before: the first of them may be the rest of the last row, and cells of it the rest
/// of cells above.
fn join(before: &mut Table, mut after: Table) {
    let floor = before.floor();
    let seam = cut::seam(before, &floor, &after);
    let shift = if seam.is_cut { before.rows.saturating_sub(1) } else { before.rows };
    let mut rests = seam.joins.into_iter().peekable();
    for (index, mut cell) in std::mem::take(&mut after.cells).into_iter().enumerate() {
        cell.row += shift;
        match rests.next_if(|(below, _)| *below == index) {
            Some((_, above)) => {
                if let Some(above) = before.cells.get_mut(above) {
                    above.rows = (cell.row + cell.rows).saturating_sub(above.row).max(above.rows);
                    above.append(cell);
                }
            }
            None => before.cells.push(cell),
        }
    }
    before.rows = shift + after.rows;
    before.bbox = after.bbox;
    before.tag = before.tag.or(after.tag);
    before.cells.sort_by_key(|cell| (cell.row, cell.column));
}
