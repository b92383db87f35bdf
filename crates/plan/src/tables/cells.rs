//! Tables with cells of their own in the source.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::iter;

use document::TableSource;

use super::header::likeness;
use super::{Grid, GridCell, GridColumn, cell_of};
use crate::fields::due;
use crate::lines::{CellTable, SourceCell};
use crate::text::{GENERATED, Text};
use crate::{Lexicon, Role, Span, TableRule};

/// Header rows that are looked for at most.
const MOST_HEADER_ROWS: usize = 4;

/// Characters of the longest word that is taken for a column's name by the shape of its row, brackets aside.
const LONGEST_WORD: usize = 12;

/// Characters by which the rows below a header are longer at least, where its shape alone shows it.
const LEAST_WEIGHT: usize = 3;

/// The table of the plan that a table of the source makes; `None` where it has no cells.
pub(crate) fn grids(table: &CellTable, lexicon: &Lexicon) -> Option<Grid> {
    let sheet = Sheet::new(table, lexicon)?;
    let title = sheet.title_rows();
    let body = sheet.header_end(title);
    let columns = (0..sheet.width).map(|column| GridColumn::new(sheet.header_of(column, title, body))).collect();
    let mut grid = Grid::new(rule(table.source), columns);
    let titles = sheet.rows[..title].iter().flatten().flat_map(|cell| cell.lines.iter().map(|line| &line.text));
    grid.caption = joined(table.caption.iter().chain(titles));
    let header: Vec<Vec<String>> = (title..body).map(|row| sheet.texts(row)).collect();
    let mut place = vec![None; sheet.rows.len()];
    for (row, place) in place.iter_mut().enumerate().skip(body) {
        let repeats =
            header.iter().any(|header| !header.is_empty() && sheet.filled(row).eq(header.iter().map(String::as_str)));
        if !repeats || holds_tables(&sheet.rows[row]) {
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
        for nested in cell.tables.iter().filter_map(|table| grids(table, lexicon)) {
            grid.nested.push((row, cell.column, nested));
        }
    }
    grid.spans.sort_by_key(|span| (span.column, span.row));
    grid.lists = table.lists;
    grid.is_form = sheet.is_form();
    grid.assign_roles(lexicon);
    // How several lines make paragraphs, the role of their column says.
    for cell in sheet.rows[body..].iter().flatten().filter(|cell| cell.lines.len() > 1) {
        if let (Some(row), Some(role)) = (place[cell.row], grid.columns.get(cell.column).map(|column| column.role)) {
            grid.rows[row][cell.column] = cell_of(&cell.lines, role);
        }
    }
    Some(grid)
}

fn rule(source: TableSource) -> TableRule {
    match source {
        TableSource::Cells => TableRule::Cells,
        TableSource::Rules => TableRule::Rules,
        TableSource::Alignment => TableRule::Columns,
    }
}

fn joined<'t>(mut lines: impl Iterator<Item = &'t Text>) -> Option<Text> {
    let mut text = lines.next()?.clone();
    for line in lines {
        text.push(' ', GENERATED);
        text.append(line);
    }
    Some(text)
}

/// Whether tables stand in a row: it is body, since a table can't stand in a title or in a header.
fn holds_tables(row: &[&SourceCell]) -> bool {
    row.iter().any(|cell| !cell.tables.is_empty())
}

/// Characters of a row.
fn weight(row: &[&SourceCell]) -> usize {
    row.iter().flat_map(|cell| &cell.lines).map(|line| line.text.visible()).sum()
}

/// Whether a number stands in a cell.
fn counts(cell: &SourceCell) -> bool {
    cell.lines.iter().any(|line| line.text.chars().iter().any(char::is_ascii_digit))
}

/// Whether a text can be a column's name by its shape: letters and the signs between two words, and whatever in brackets.
fn is_word(name: &str) -> bool {
    let mut depth = 0usize;
    let mut length = 0;
    for c in name.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ if c.is_alphabetic() || matches!(c, '/' | '／' | '、') => length += 1,
            _ => return false,
        }
    }
    depth == 0 && (1..=LONGEST_WORD).contains(&length)
}

fn lines_of(cell: &&SourceCell) -> Vec<Text> {
    cell.lines.iter().map(|line| line.text.clone()).collect()
}

/// How the entries of a column compare with its name.
#[derive(Debug, Clone, Copy, Default)]
struct Entries {
    filled: usize,
    longer: usize,
    shorter: usize,
}

/// The cells of a table by the row in which they begin.
struct Sheet<'t> {
    rows: Vec<Vec<&'t SourceCell>>,
    width: usize,
    lexicon: &'t Lexicon,
}

impl<'t> Sheet<'t> {
    fn new(table: &'t CellTable, lexicon: &'t Lexicon) -> Option<Self> {
        let height = table.cells.iter().map(|cell| cell.row + 1).max()?;
        let width = table.cells.iter().map(|cell| cell.column + cell.columns).max()?;
        let mut rows = vec![Vec::new(); height];
        for cell in &table.cells {
            rows[cell.row].push(cell);
        }
        for row in &mut rows {
            row.sort_by_key(|cell| cell.column);
        }
        Some(Self { rows, width, lexicon })
    }

    fn texts(&self, row: usize) -> Vec<String> {
        self.filled(row).collect()
    }

    /// The texts of the cells that are not empty.
    fn filled(&self, row: usize) -> impl Iterator<Item = String> {
        let filled = self.rows[row].iter().filter(|cell| !cell.lines.is_empty());
        filled.map(|cell| cell.lines.iter().map(|line| line.text.closed()).collect())
    }

    /// Rows at the top that one cell fills: a title, not a header.
    fn title_rows(&self) -> usize {
        let is_title = |row: &Vec<&SourceCell>| {
            matches!(row[..], [cell] if cell.columns == self.width && cell.rows == 1) && !holds_tables(row)
        };
        let count = self.rows.iter().take_while(|row| self.width > 1 && is_title(row)).count();
        if count < self.rows.len() { count } else { 0 }
    }

    /// The first row of the body: behind the rows that the format calls a header, or behind one that is named or shaped like
    /// one, with all rows that a header cell covers. A table that would be all header has none, and where the format calls
    /// more rows a header than one has, or all of them, it is the first. A row with numbers in it below names that are whole by
    /// themselves is body, whatever the format calls it.
    fn header_end(&self, title: usize) -> usize {
        let is_header =
            |row: &Vec<&SourceCell>| !row.is_empty() && row.iter().all(|cell| cell.header || cell.lines.is_empty());
        let whole = self.words(title).is_some_and(|_| self.rows[title].iter().all(|cell| cell.rows == 1));
        let stated = iter::zip(title.., &self.rows[title..])
            .take_while(|(at, row)| is_header(row) && !(whole && *at > title && row.iter().any(|cell| counts(cell))))
            .count();
        let end = match stated {
            0 => title + usize::from(self.is_named(title) || self.heads_body(title)),
            _ if stated > MOST_HEADER_ROWS || title + stated >= self.rows.len() => title + 1,
            _ => title + stated,
        };
        let covered = self.covered(title, end);
        let end = if covered <= title + MOST_HEADER_ROWS { end.max(covered) } else { end };
        let holds_tables = self.rows[title..end.min(self.rows.len())].iter().any(|row| holds_tables(row));
        let end = if holds_tables { title } else { end };
        if end < self.rows.len() { end } else { title }
    }

    /// The first row behind those that the cells of some rows cover.
    fn covered(&self, from: usize, to: usize) -> usize {
        self.rows[from..to].iter().flatten().map(|cell| cell.row + cell.rows).max().unwrap_or(to)
    }

    /// Whether a row can only be a header by its shape: a different short word in each column, and longer texts or numbers
    /// below them; where words over several columns have others below them, merged cells and shorter texts may follow too.
    fn heads_body(&self, row: usize) -> bool {
        let Some(names) = self.words(row) else { return false };
        let body = self.covered(row, row + 1);
        let mut columns = vec![Entries::default(); names.len()];
        for cell in self.rows.iter().skip(body).flatten().filter(|cell| cell.columns == 1 && !cell.lines.is_empty()) {
            if let (Some(entries), Some(name)) = (columns.get_mut(cell.column), names.get(cell.column)) {
                let length: usize = cell.lines.iter().map(|line| line.text.visible()).sum();
                let counts = counts(cell);
                entries.filled += 1;
                entries.longer += usize::from(counts || length > *name);
                entries.shorter += usize::from(!counts && length < *name);
            }
        }
        let grouped = self.is_grouped(row);
        if !grouped && columns.iter().any(|entries| entries.shorter * 5 > entries.filled) {
            return false;
        }
        let longer = columns.iter().filter(|entries| entries.longer * 2 > entries.filled).count();
        let total: usize = names.iter().sum();
        let below = || self.rows.iter().skip(body).map(|row| weight(row)).filter(|weight| *weight > 0);
        let heavier = below().filter(|weight| *weight >= total + LEAST_WEIGHT).count();
        longer >= 2 && (grouped || heavier * 2 > below().count())
    }

    /// Whether a word over several columns makes the row the first of several.
    fn is_grouped(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|cells| cells.iter().any(|cell| cell.columns > 1))
    }

    /// The lengths of the words of a row, one for each column; `None` where it holds anything else. Where a word stands over
    /// several columns, those of the rows below that the others cover name them.
    fn words(&self, row: usize) -> Option<Vec<usize>> {
        let cells = self.rows.get(row)?;
        let end = if self.is_grouped(row) { self.covered(row, row + 1).min(self.rows.len()) } else { row + 1 };
        if end > row + MOST_HEADER_ROWS {
            return None;
        }
        // For each column the words above each other, and the first column and the length of the last of them.
        let mut names: Vec<(String, Option<(usize, usize)>)> = vec![(String::new(), None); self.width];
        for cell in self.rows[row..end].iter().flatten() {
            let name: String = cell.lines.iter().map(|line| line.text.closed()).collect();
            let typed = cell.lines.iter().any(|line| line.label.is_some()) || due::looks_like_due(&name);
            if typed || !is_word(&name) {
                return None;
            }
            let names_columns = cell.columns == 1 || end > row + 1 && cell.row + cell.rows == end;
            let last = names_columns.then(|| (cell.column, name.chars().count()));
            for (path, finest) in names.iter_mut().skip(cell.column).take(cell.columns) {
                path.push('/');
                path.push_str(&name);
                *finest = last;
            }
        }
        let mut seen = BTreeMap::new();
        let lengths = names.iter().map(|(path, finest)| {
            let (first, length) = (*finest)?;
            (*seen.entry(path).or_insert(first) == first).then_some(length)
        });
        let lengths: Vec<usize> = lengths.collect::<Option<_>>()?;
        (self.width >= 2 && !cells.is_empty()).then_some(lengths)
    }

    /// Whether words stand in the first row and nothing below it: a form to fill in or to sign.
    fn is_form(&self) -> bool {
        self.rows.len() > 1 && self.words(0).is_some() && self.rows[1..].iter().all(|row| weight(row) == 0)
    }

    /// Whether a row is named like columns.
    fn is_named(&self, row: usize) -> bool {
        let Some(texts) = self.rows.get(row).map(|_| self.texts(row)) else { return false };
        let named = texts.iter().filter(|text| likeness(text, self.lexicon) >= 0.5).count();
        named >= 2.min(self.width) && named * 2 >= texts.len()
    }

    fn header_of(&self, column: usize, from: usize, to: usize) -> Vec<Vec<Text>> {
        let over =
            |cell: &&&SourceCell| (cell.column..cell.column + cell.columns).contains(&column) && !cell.lines.is_empty();
        self.rows[from..to].iter().flat_map(|row| row.iter().filter(over)).map(lines_of).collect()
    }
}
