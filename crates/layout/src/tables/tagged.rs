//! Tables that the file's own structure states.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use document::TableSource;

use super::cell::{Cell, fill};
use super::{Found, Table};
use crate::guide::Guide;
use crate::{Character, Page, Rect, Role, TagId, lines};

/// How many elements a cell is above its characters at most, and a table above its cells.
const MOST_STEPS: usize = 64;

/// Columns of a stated table at most; where more are claimed, the claim means nothing.
const MOST_COLUMNS: usize = 500;

/// How far cells side by side, or one below the other, may overlap, in ems.
const OVERLAP: f32 = 0.5;

/// The element with one of some roles that holds another, or is it.
fn holder(tag: TagId, guide: &Guide<'_>, is_meant: impl Fn(Role) -> bool) -> Option<TagId> {
    let mut tag = tag;
    for _ in 0..MOST_STEPS {
        let element = guide.tags.elements.get(tag.0 as usize)?;
        if is_meant(element.role) {
            return Some(tag);
        }
        tag = element.parent?;
    }
    None
}

fn is_cell(role: Role) -> bool {
    matches!(role, Role::Cell | Role::HeaderCell)
}

/// The cell of the file's own structure that holds all visible characters of a cell.
pub(super) fn cell_of(characters: &[Character], guide: &Guide<'_>) -> Option<TagId> {
    if guide.tags.elements.is_empty() {
        return None;
    }
    let mut last: Option<(TagId, Option<TagId>)> = None;
    let mut found = None;
    for character in characters.iter().filter(|character| lines::is_visible(character)) {
        let tag = character.tag?;
        let cell = match last {
            Some((known, cell)) if known == tag => cell,
            _ => holder(tag, guide, is_cell),
        };
        last = Some((tag, cell));
        if found.is_some_and(|found| Some(found) != cell) {
            return None;
        }
        found = Some(cell?);
    }
    found
}

/// The table of the file's own structure to which cells belong; `None` where they belong to several or none.
pub(super) fn table_of(cells: impl Iterator<Item = TagId>, guide: &Guide<'_>) -> Option<TagId> {
    let mut found = None;
    for cell in cells {
        let table = holder(cell, guide, |role| role == Role::Table)?;
        if found.is_some_and(|found| found != table) {
            return None;
        }
        found = Some(table);
    }
    found
}

/// A cell that the structure states, and what of it stands on the page.
struct Stated {
    tag: TagId,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    characters: Vec<usize>,
    bbox: Option<Rect>,
}

/// Adds the tables that the structure states and no rules show, and lets it have the say where rules and structure part the same
/// text into cells in different ways.
pub(super) fn merge(mut ruled: Vec<Found>, page: &Page, guide: &Guide<'_>) -> Vec<Found> {
    if guide.tags.elements.iter().all(|element| element.role != Role::Table) {
        return ruled;
    }
    for (tag, cells) in stated(page, guide) {
        let Some(rows) = sound_rows(&cells, page) else { continue };
        let mut characters: Vec<usize> = cells.iter().flat_map(|cell| cell.characters.iter().copied()).collect();
        characters.sort_unstable();
        let takes = |found: &Found| found.characters.iter().any(|index| characters.binary_search(index).is_ok());
        let rivals: Vec<usize> =
            ruled.iter().enumerate().filter(|(_, found)| takes(found)).map(|(index, _)| index).collect();
        let is_agreed = match rivals.as_slice() {
            [] => false,
            // What stands between the rules and is in none of the stated cells shows that the structure leaves something out.
            [index] => ruled.get(*index).is_none_or(|found| {
                let is_stated = |index: &usize| {
                    characters.binary_search(index).is_ok()
                        || page.characters.get(*index).is_none_or(|character| !lines::is_visible(character))
                };
                found.table.tag == Some(tag) && parts_alike(&found.table, &cells)
                    || !found.characters.iter().all(is_stated)
            }),
            _ => true,
        };
        if is_agreed {
            continue;
        }
        if let [index] = rivals.as_slice() {
            let found = ruled.remove(*index);
            // White space goes with the table that it stood in.
            let known: std::collections::BTreeSet<usize> = characters.iter().copied().collect();
            characters.extend(found.characters.into_iter().filter(|index| !known.contains(index)));
            characters.sort_unstable();
        }
        ruled.push(Found { table: table(tag, &cells, rows, page, guide), characters });
    }
    ruled
}

/// Whether each stated cell with text is one cell between the rules.
fn parts_alike(table: &Table, cells: &[Stated]) -> bool {
    let filled = table.cells.iter().filter(|cell| !cell.is_empty()).count();
    let known = table.cells.iter().filter(|cell| cell.tag.is_some()).count();
    filled == known && filled == cells.iter().filter(|cell| !cell.characters.is_empty()).count()
}

/// The tables that the structure states, with those cells of them that have a place on the page or are empty. Tables within
/// others are left to the rules.
fn stated(page: &Page, guide: &Guide<'_>) -> Vec<(TagId, Vec<Stated>)> {
    let mut of_cell: BTreeMap<TagId, Vec<usize>> = BTreeMap::new();
    let mut last: Option<(TagId, Option<TagId>)> = None;
    for (index, character) in page.characters.iter().enumerate() {
        let Some(tag) = character.tag else { continue };
        let cell = match last {
            Some((known, cell)) if known == tag => cell,
            _ => holder(tag, guide, is_cell),
        };
        last = Some((tag, cell));
        if let Some(cell) = cell {
            of_cell.entry(cell).or_default().push(index);
        }
    }
    let mut tables: Vec<TagId> = of_cell
        .keys()
        .filter_map(|cell| holder(*cell, guide, |role| role == Role::Table))
        .filter(|table| {
            let parent = guide.tags.elements.get(table.0 as usize).and_then(|element| element.parent);
            parent.is_none_or(|parent| holder(parent, guide, is_cell).is_none())
        })
        .collect();
    tables.sort_unstable();
    tables.dedup();
    let mut grids: BTreeMap<TagId, Placer> = tables.into_iter().map(|table| (table, Placer::default())).collect();
    for (index, element) in guide.tags.elements.iter().enumerate() {
        let Ok(tag) = u32::try_from(index).map(TagId) else { break };
        let Some(parent) = element.parent.filter(|parent| (parent.0 as usize) < index) else { continue };
        match element.role {
            Role::Row => {
                let table = holder(parent, guide, |role| role == Role::Table || is_cell(role));
                if let Some(grid) = table.and_then(|table| grids.get_mut(&table)) {
                    grid.begin_row();
                }
            }
            Role::Cell | Role::HeaderCell => {
                let table = holder(parent, guide, |role| role == Role::Table || is_cell(role));
                if let Some(grid) = table.and_then(|table| grids.get_mut(&table)) {
                    let characters = of_cell.remove(&tag).unwrap_or_default();
                    grid.place(tag, (element.rows, element.columns), characters, page);
                }
            }
            _ => {}
        }
    }
    grids.into_iter().filter(|(_, grid)| grid.is_sound).map(|(tag, grid)| (tag, grid.cells)).collect()
}

/// Gives the cells of a table their places, row by row, as web browsers do.
struct Placer {
    row: Option<usize>,
    column: usize,
    /// For each column the first row that no cell above covers.
    free: Vec<usize>,
    cells: Vec<Stated>,
    is_sound: bool,
}

impl Default for Placer {
    fn default() -> Self {
        Self { row: None, column: 0, free: Vec::new(), cells: Vec::new(), is_sound: true }
    }
}

impl Placer {
    fn begin_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row + 1));
        self.column = 0;
    }

    fn place(&mut self, tag: TagId, (rows, columns): (u32, u32), characters: Vec<usize>, page: &Page) {
        let Some(row) = self.row else {
            self.is_sound = false;
            return;
        };
        while self.free.get(self.column).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        let (rows, columns) = (rows.max(1) as usize, columns.max(1) as usize);
        let end = self.column.saturating_add(columns);
        if end > MOST_COLUMNS {
            self.is_sound = false;
            return;
        }
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        for free in &mut self.free[self.column..end] {
            self.is_sound &= *free <= row;
            *free = row.saturating_add(rows);
        }
        let seen = characters.iter().filter_map(|index| page.characters.get(*index)).filter(|c| lines::is_visible(c));
        let bbox = seen.map(|character| character.bbox).reduce(|a, b| a.union(&b));
        self.cells.push(Stated { tag, row, column: self.column, rows, columns, characters, bbox });
        self.column = end;
    }
}

/// The rows of a stated table that stand on the page, end excluded; `None` where its cells don't stand as a table's do: those of
/// a row side by side, the rows one below the other, nothing else between them.
fn sound_rows(cells: &[Stated], page: &Page) -> Option<(usize, usize)> {
    let seen = || cells.iter().filter_map(|cell| Some((cell, cell.bbox?)));
    let first = seen().map(|(cell, _)| cell.row).min()?;
    let end = seen().map(|(cell, _)| cell.row + 1).max()?;
    let size = seen()
        .flat_map(|(cell, _)| cell.characters.first().and_then(|index| page.characters.get(*index)))
        .map(|character| character.size)
        .fold(0.0, f32::max);
    if seen().count() < 2 || cells.iter().map(|cell| cell.column + cell.columns).max()? < 2 {
        return None;
    }
    let slack = OVERLAP * size;
    let mut columns: BTreeMap<usize, f32> = BTreeMap::new();
    let mut bottom = f32::MIN;
    for row in first..end {
        let mut of_row: Vec<(&Stated, Rect)> = seen().filter(|(cell, _)| cell.row == row).collect();
        of_row.sort_by_key(|(cell, _)| cell.column);
        let is_apart = of_row.windows(2).all(|pair| match pair {
            [(_, left), (_, right)] => left.x1 <= right.x0 + slack,
            _ => true,
        });
        let single = || of_row.iter().filter(|(cell, _)| cell.rows == 1);
        let is_below = single().all(|(_, bbox)| bbox.y0 >= bottom - slack);
        if !is_apart || !is_below {
            return None;
        }
        bottom = single().map(|(_, bbox)| bbox.y1).fold(bottom, f32::max);
        for (cell, bbox) in &of_row {
            let right = columns.entry(cell.column + cell.columns).or_insert(f32::MIN);
            *right = right.max(bbox.x1);
        }
    }
    // What begins to the right of a column stands to the right of it.
    let is_right =
        |cell: &Stated, bbox: Rect| columns.range(..=cell.column).all(|(_, right)| bbox.x0 + slack >= *right);
    seen().all(|(cell, bbox)| is_right(cell, bbox)).then_some((first, end))
}

fn table(tag: TagId, cells: &[Stated], (first, end): (usize, usize), page: &Page, guide: &Guide<'_>) -> Table {
    let bbox = cells.iter().filter_map(|cell| cell.bbox).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let width = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(1);
    let edges: Vec<f32> = (0..=width)
        .map(|edge| {
            let right = cells.iter().filter(|cell| cell.column + cell.columns <= edge).filter_map(|cell| cell.bbox);
            let left = cells.iter().filter(|cell| cell.column >= edge).filter_map(|cell| cell.bbox);
            let right = right.map(|bbox| bbox.x1).fold(bbox.x0, f32::max);
            let left = left.map(|bbox| bbox.x0).fold(bbox.x1, f32::min);
            if edge == 0 {
                bbox.x0
            } else if edge == width {
                bbox.x1
            } else {
                (left + right) / 2.0
            }
        })
        .collect();
    let mut made = Vec::new();
    for stated in cells.iter().filter(|cell| cell.row < end && cell.row + cell.rows > first) {
        // What a cell that began on another page has here is a cell of its own until the pages are put together.
        let row = stated.row.max(first);
        let rows = (stated.row + stated.rows).min(end) - row;
        let characters: Vec<Character> =
            stated.characters.iter().filter_map(|index| page.characters.get(*index)).copied().collect();
        let at = |edge: usize| edges.get(edge).copied().unwrap_or(bbox.x1);
        let own = stated.bbox.unwrap_or(bbox);
        let mut cell = Cell {
            row: row - first,
            column: stated.column,
            rows,
            columns: stated.columns,
            header: guide.role(stated.tag) == Some(Role::HeaderCell),
            bbox: Rect::new(at(stated.column), own.y0, at(stated.column + stated.columns), own.y1),
            tag: Some(stated.tag),
            ..Cell::default()
        };
        fill(&mut cell, characters, Vec::new(), page.number, guide);
        made.push(cell);
    }
    made.sort_by_key(|cell| (cell.row, cell.column));
    Table {
        bbox,
        source: TableSource::Cells,
        columns: edges.iter().map(|edge| edge - bbox.x0).collect(),
        rows: end - first,
        cells: made,
        is_headed: false,
        tag: Some(tag),
    }
}
