//! Tables with cells of their own in the source.

use super::header::likeness;
use super::{Grid, GridCell, GridColumn, cell_of};
use crate::lines::{CellTable, SourceCell};
use crate::text::{GENERATED, Text};
use crate::{ReadFrom, Role, Span};

/// Header rows that are looked for at most.
const MOST_HEADER_ROWS: usize = 4;

/// The table of the plan that a table of the source makes; `None` where it has no cells.
pub(crate) fn grids(table: &CellTable) -> Option<Grid> {
    let sheet = Sheet::new(table)?;
    let title = sheet.title_rows();
    let body = sheet.header_end(title);
    let columns = (0..sheet.width).map(|column| GridColumn::new(sheet.header_of(column, title, body))).collect();
    let mut grid = Grid::new(ReadFrom::Cells, columns);
    let titles = sheet.rows[..title].iter().flatten().flat_map(|cell| cell.lines.iter().map(|line| &line.text));
    grid.caption = joined(table.caption.iter().chain(titles));
    let header: Vec<Vec<String>> = (title..body).map(|row| sheet.texts(row)).collect();
    let mut place = vec![None; sheet.rows.len()];
    for (row, place) in place.iter_mut().enumerate().skip(body) {
        let texts = sheet.texts(row);
        if texts.is_empty() || !header.contains(&texts) {
            *place = Some(grid.rows.len());
            grid.rows.push(vec![GridCell::default(); sheet.width]);
        } else {
            grid.repeated
                .extend(sheet.rows[row].iter().flat_map(|cell| cell.lines.iter().map(|line| line.text.clone())));
        }
    }
    for cell in sheet.rows[body..].iter().flatten() {
        let Some(row) = place[cell.row] else { continue };
        grid.rows[row][cell.column] = cell_of(&cell.lines, Role::Other);
        let end = (cell.row + cell.rows).min(sheet.rows.len());
        let rows = place[cell.row..end].iter().flatten().count();
        if rows > 1 || cell.columns > 1 {
            grid.spans.push(Span { row, column: cell.column, rows, columns: cell.columns });
        }
        for nested in cell.tables.iter().filter_map(grids) {
            grid.nested.push((row, cell.column, nested));
        }
    }
    grid.spans.sort_by_key(|span| (span.column, span.row));
    grid.lists = table.lists;
    grid.assign_roles();
    for cell in sheet.rows[body..].iter().flatten() {
        if let (Some(row), Some(role)) = (place[cell.row], grid.columns.get(cell.column).map(|column| column.role)) {
            grid.rows[row][cell.column] = cell_of(&cell.lines, role);
        }
    }
    Some(grid)
}

fn joined<'t>(mut lines: impl Iterator<Item = &'t Text>) -> Option<Text> {
    let mut text = lines.next()?.clone();
    for line in lines {
        text.push(' ', GENERATED);
        text.append(line);
    }
    Some(text)
}

fn lines_of(cell: &&SourceCell) -> Vec<Text> {
    cell.lines.iter().map(|line| line.text.clone()).collect()
}

/// The cells of a table by the row in which they begin.
struct Sheet<'t> {
    rows: Vec<Vec<&'t SourceCell>>,
    width: usize,
}

impl<'t> Sheet<'t> {
    fn new(table: &'t CellTable) -> Option<Self> {
        let height = table.cells.iter().map(|cell| cell.row + 1).max()?;
        let width = table.cells.iter().map(|cell| cell.column + cell.columns).max()?;
        let mut rows = vec![Vec::new(); height];
        for cell in &table.cells {
            rows[cell.row].push(cell);
        }
        for row in &mut rows {
            row.sort_by_key(|cell| cell.column);
        }
        Some(Self { rows, width })
    }

    fn texts(&self, row: usize) -> Vec<String> {
        let filled = self.rows[row].iter().filter(|cell| !cell.lines.is_empty());
        filled.map(|cell| cell.lines.iter().map(|line| line.text.closed()).collect()).collect()
    }

    /// Rows at the top that one cell fills: a title, not a header.
    fn title_rows(&self) -> usize {
        let is_title =
            |row: &Vec<&SourceCell>| matches!(row[..], [cell] if cell.columns == self.width && cell.rows == 1);
        let count = self.rows.iter().take_while(|row| self.width > 1 && is_title(row)).count();
        if count < self.rows.len() { count } else { 0 }
    }

    /// The first row of the body: behind the rows that the format calls a header, or behind one that is named like columns,
    /// with all rows that a header cell covers. A table that would be all header has none.
    fn header_end(&self, title: usize) -> usize {
        let stated = self.rows[title..]
            .iter()
            .take(MOST_HEADER_ROWS)
            .take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.header || cell.lines.is_empty()))
            .count();
        let end = if stated > 0 { title + stated } else { title + usize::from(self.is_named(title)) };
        let covered = self.rows[title..end].iter().flatten().map(|cell| cell.row + cell.rows).max().unwrap_or(end);
        let end = if covered <= title + MOST_HEADER_ROWS { end.max(covered) } else { end };
        if end < self.rows.len() { end } else { title }
    }

    /// Whether a row is named like columns.
    fn is_named(&self, row: usize) -> bool {
        let Some(texts) = self.rows.get(row).map(|_| self.texts(row)) else { return false };
        let named = texts.iter().filter(|text| likeness(text) >= 0.5).count();
        named >= 2.min(self.width) && named * 2 >= texts.len()
    }

    fn header_of(&self, column: usize, from: usize, to: usize) -> Vec<Vec<Text>> {
        let over =
            |cell: &&&SourceCell| (cell.column..cell.column + cell.columns).contains(&column) && !cell.lines.is_empty();
        self.rows[from..to].iter().flat_map(|row| row.iter().filter(over)).map(lines_of).collect()
    }
}
