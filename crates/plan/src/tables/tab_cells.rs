//! Exports that put a tab before every cell and each cell on lines of its own.

use numerals::label::Class;

use super::header::likeness;
use super::{Found, Grid, GridCell, GridColumn, cell_of, flow, is_key, merge, outer_end};
use crate::lines::{Break, Line, Piece};
use crate::outline::trail::Trail;
use crate::text::Text;
use crate::{Lexicon, ReadFrom, Role, RowRule, TableRule};

/// A table of tabbed cells that begins at `pieces[at]`.
pub(super) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    let first = pieces.get(at)?.line().filter(|line| begins_cell(line))?;
    let end = outer_end(pieces, at, trail, top);
    let cells = cells(&pieces[at..end], first)?;
    let width = header_width(&cells, lexicon)?;
    let (header, body) = cells.split_at(width);
    let columns =
        header.iter().map(|cell| GridColumn::new(vec![cell.lines.iter().map(|line| line.text.trimmed()).collect()]));
    let mut grid = Grid::new(TableRule::TabbedCells, columns.collect());
    grid.rows_by = RowRule::Width;
    let mut next = cells.last().map_or(at, |cell| at + cell.end);
    let names: Vec<String> = grid.columns.iter().map(GridColumn::name).collect();
    let is_header = |row: &&[Cell<'_>]| row.iter().map(Cell::name).eq(names.iter().cloned());
    let (again, rows): (Vec<&[Cell<'_>]>, Vec<&[Cell<'_>]>) = body.chunks(width).partition(is_header);
    grid.repeated.extend(again.into_iter().flatten().flat_map(|cell| cell.lines.iter().map(|line| line.text.clone())));
    let fill = |roles: &[Role]| -> Vec<Vec<GridCell>> {
        let content = |row: &[Cell<'_>], column: usize| row.get(column).map(|cell| cell.content(roles[column]));
        rows.iter().map(|row| (0..width).map(|column| content(row, column).unwrap_or_default()).collect()).collect()
    };
    grid.rows = fill(&vec![Role::Other; width]);
    grid.assign_roles(lexicon);
    if periodic(&grid) {
        let roles: Vec<Role> = grid.columns.iter().map(|column| column.role).collect();
        grid.rows = fill(&roles);
        let keys = roles.iter().take_while(|role| is_key(**role)).count();
        if keys > 0 {
            merge::down(&mut grid, 0..=keys - 1);
        }
    } else {
        grid.rows.clear();
        let lines: Vec<&Line> = body.iter().flat_map(|cell| cell.lines.iter().copied()).collect();
        let (taken, _) = flow::fill(&mut grid, &lines, &mut flow::Pairs::default())?;
        grid.read_from = ReadFrom::Flattened;
        if let Some(last) = taken.checked_sub(1).and_then(|last| lines.get(last)) {
            let same = |piece: &Piece| piece.line().is_some_and(|line| line.text == last.text);
            next = pieces[at..end].iter().rposition(same).map_or(next, |position| at + position + 1);
        }
    }
    Some(Found { grid, next })
}

/// A cell, and the offset of the first piece behind it.
struct Cell<'l> {
    lines: Vec<&'l Line>,
    end: usize,
}

impl Cell<'_> {
    fn name(&self) -> String {
        self.lines.iter().map(|line| line.text.closed()).collect()
    }

    fn content(&self, role: Role) -> GridCell {
        cell_of(self.lines.iter().copied(), role)
    }
}

fn begins_cell(line: &Line) -> bool {
    let chars = line.text.chars();
    chars.first() == Some(&'\t') && !chars[1..].contains(&'\t')
}

/// Cuts the pieces into cells; `None` where there are too few.
fn cells<'l>(pieces: &'l [Piece], first: &'l Line) -> Option<Vec<Cell<'l>>> {
    let mut cells = vec![Cell { lines: vec![first], end: 1 }];
    let last_tab = pieces.iter().rposition(|piece| piece.line().is_some_and(begins_cell))?;
    for (index, piece) in pieces.iter().enumerate().skip(1) {
        let line = piece.line()?;
        if begins_cell(line) {
            cells.push(Cell { lines: vec![line], end: index + 1 });
        } else if index > last_tab && line.before == Break::Blank {
            break;
        } else if let Some(cell) = cells.last_mut() {
            cell.lines.push(line);
            cell.end = index + 1;
        }
    }
    (cells.len() >= 4).then_some(cells)
}

/// How many of the first cells are the header.
fn header_width(cells: &[Cell<'_>], lexicon: &Lexicon) -> Option<usize> {
    let named = |cell: &Cell<'_>| likeness(&cell.name(), lexicon) >= 0.5;
    let end = cells
        .iter()
        .position(|cell| cell.name().chars().count() > 14 || cell.lines.iter().any(|line| line.label.is_some()))?;
    let width = cells[..end].iter().rposition(named)? + 1;
    let known = cells[..width].iter().filter(|cell| named(cell)).count();
    (width >= 2 && known >= 2 && known * 2 >= width).then_some(width)
}

/// Whether the typed columns hold what they should, row by row.
fn periodic(grid: &Grid) -> bool {
    let (mut good, mut all) = (0, 0);
    for row in &grid.rows {
        for (cell, column) in row.iter().zip(&grid.columns) {
            let text: String = cell.paragraphs.iter().map(Text::closed).collect::<Vec<_>>().join("\n");
            if text.is_empty() {
                continue;
            }
            let fits = match column.role {
                Role::Deadline => crate::fields::due::looks_like_due(&text) || text.chars().count() <= 12,
                Role::Unit => text.chars().count() <= 60 && !text.ends_with('。'),
                _ => continue,
            };
            all += 1;
            good += usize::from(fits);
        }
    }
    good * 5 >= all * 4
}
