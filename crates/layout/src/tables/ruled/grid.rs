//! Edges to grids: which places of a grid are parted by edges, and which cells they make.

use super::edges::{Edge, Groups, SNAP, Web, edges};
use super::walls::Walls;
use crate::Rect;

/// How far ends of edges that lie one below another may differ, in points.
const ALIGNED: f32 = 4.0;

/// Cells that share sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Left edges of the columns and the right edge of the last, ascending.
    pub(super) columns: Vec<f32>,
    /// Top edges of the rows and the bottom edge of the last, ascending.
    pub(super) rows: Vec<f32>,
    /// By row and column; together they cover the grid.
    pub(super) cells: Vec<Span>,
    /// Cells among them that no edges enclose: gaps in the outline.
    pub(super) gaps: usize,
}

/// A cell of a [`Grid`], by places; ends excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_end: usize,
    pub(super) column_end: usize,
    /// Whether it is at the top, and at the bottom, of the grid and no edge closes it there.
    pub(super) is_open: (bool, bool),
}

impl Span {
    /// A single place.
    pub(super) fn of(row: usize, column: usize) -> Self {
        Self { row, column, row_end: row + 1, column_end: column + 1, is_open: (false, false) }
    }
}

impl Grid {
    pub(super) fn bbox(&self) -> Rect {
        let first = |of: &[f32]| of.first().copied().unwrap_or(0.0);
        let last = |of: &[f32]| of.last().copied().unwrap_or(0.0);
        Rect { x0: first(&self.columns), y0: first(&self.rows), x1: last(&self.columns), y1: last(&self.rows) }
    }

    pub(super) fn cell_bbox(&self, cell: &Span) -> Rect {
        let at = |of: &[f32], index: usize| of.get(index).copied().unwrap_or(0.0);
        Rect {
            x0: at(&self.columns, cell.column),
            y0: at(&self.rows, cell.row),
            x1: at(&self.columns, cell.column_end),
            y1: at(&self.rows, cell.row_end),
        }
    }
}

/// The grids of lines that touch each other, by their first cells. `has_text` says whether something stands in a box: where a
/// table has no outer border, its lines end beside text, and elsewhere lines that reach out of a grid are ornament.
/// `height` is that of the page.
pub(super) fn grids(web: Web, height: f32, has_text: impl Fn(Rect) -> bool) -> Vec<Grid> {
    walls(web, SNAP, height, has_text).map(|walls| walls.grids()).unwrap_or_default()
}

/// The walls between the lines of a web, of which those nearer than `snap` are one.
pub(super) fn walls(web: Web, snap: f32, height: f32, has_text: impl Fn(Rect) -> bool) -> Option<Walls> {
    let (mut horizontal, mut vertical) = (edges(web.horizontal, snap), edges(web.vertical, snap));
    if horizontal.is_empty() && vertical.len() < 3 || vertical.is_empty() {
        return None;
    }
    let is_open = close(&mut horizontal, &mut vertical, &has_text);
    Walls::new(&horizontal, &vertical, is_open, height)
}

/// Puts an edge where the ends of edges lie one below another, with text before them and no edge: the side of a table without an
/// outer border, or where a page break has cut it. Says whether it did so at the top and at the bottom.
fn close(horizontal: &mut Vec<Edge>, vertical: &mut Vec<Edge>, has_text: &impl Fn(Rect) -> bool) -> (bool, bool) {
    let (Some(first), Some(last)) = (vertical.first(), vertical.last()) else { return (false, false) };
    let (left, right) = (first.at, last.at);
    let sides = [(side(horizontal, left, true), left), (side(horizontal, right, false), right)];
    for (edge, near) in sides.into_iter().filter_map(|(edge, near)| Some((edge?, near))) {
        let beside = Rect::new(edge.at, edge.from(), near, edge.to());
        if has_text(beside) {
            vertical.push(edge);
        }
    }
    vertical.sort_by(|a, b| a.at.total_cmp(&b.at));
    let (above, below) = match (horizontal.first(), horizontal.last()) {
        (Some(top), Some(bottom)) => {
            let (top, bottom) = (top.at, bottom.at);
            let holds = |edge: &Edge, near: f32| has_text(Rect::new(edge.from(), edge.at, edge.to(), near));
            (
                side(vertical, top, true).filter(|edge| holds(edge, top)),
                side(vertical, bottom, false).filter(|edge| holds(edge, bottom)),
            )
        }
        _ => (side(vertical, f32::MAX, true), side(vertical, f32::MIN, false)),
    };
    let is_open = (above.is_some(), below.is_some());
    horizontal.extend(above);
    horizontal.extend(below);
    horizontal.sort_by(|a, b| a.at.total_cmp(&b.at));
    is_open
}

/// The edge across the ends of those that reach furthest beyond a place; `None` where fewer than two do.
fn side(edges: &[Edge], beyond: f32, is_low: bool) -> Option<Edge> {
    let end = |edge: &Edge| if is_low { edge.from() } else { edge.to() };
    let is_outside = |at: f32| if is_low { at < beyond - SNAP } else { at > beyond + SNAP };
    let furthest = edges.iter().map(end).reduce(if is_low { f32::min } else { f32::max })?;
    if !is_outside(furthest) {
        return None;
    }
    let mut reaching = edges.iter().filter(|edge| (end(edge) - furthest).abs() <= ALIGNED);
    let (first, last) = (reaching.next()?.at, reaching.next_back()?.at);
    Some(Edge { at: furthest, runs: vec![(first, last)] })
}

impl Walls {
    fn grids(&self) -> Vec<Grid> {
        let (of_place, cells) = self.cells();
        let width = self.width();
        let mut groups = Groups::new(cells.len());
        let mut meet = |a: Option<&Option<usize>>, b: Option<&Option<usize>>| {
            if let (Some(Some(a)), Some(Some(b))) = (a, b)
                && a != b
            {
                groups.join(*a, *b);
            }
        };
        for place in 0..of_place.len() {
            if place % width.max(1) != 0 {
                meet(of_place.get(place - 1), of_place.get(place));
            }
            if place >= width {
                meet(of_place.get(place - width), of_place.get(place));
            }
        }
        let mut place = vec![usize::MAX; cells.len()];
        let mut sets: Vec<Vec<Span>> = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let Some(slot) = place.get_mut(groups.root(index)) else { continue };
            if *slot == usize::MAX {
                *slot = sets.len();
                sets.push(Vec::new());
            }
            if let Some(set) = sets.get_mut(*slot) {
                set.push(*cell);
            }
        }
        sets.into_iter().map(|set| self.grid(self.trimmed(set))).collect()
    }

    /// Cells as a grid of those edges that bound some of them, gaps in its outline filled with cells.
    fn grid(&self, set: Vec<Span>) -> Grid {
        let (columns, rows, mut cells) = pressed(&self.columns, &self.rows, &set);
        let enclosed = cells.len();
        fill_gaps(&mut cells, rows.len().saturating_sub(1), columns.len().saturating_sub(1));
        let count = cells.len();
        close_holes(&mut cells, enclosed, rows.len().saturating_sub(1));
        let gaps = cells.len() - enclosed;
        let (columns, rows, mut cells) =
            if cells.len() < count { pressed(&columns, &rows, &cells) } else { (columns, rows, cells) };
        cells.sort();
        Grid { columns, rows, cells, gaps }
    }

    /// Cells with what a page break has left open. Where only some of the cells of a row reach on to the page break, the others
    /// reach there too: no row begins in between.
    fn trimmed(&self, mut set: Vec<Span>) -> Vec<Span> {
        for cell in &mut set {
            cell.is_open = self.is_open(cell);
        }
        let height = self.height();
        let begins = |set: &[Span], row: usize| set.iter().any(|cell| cell.row == row);
        let ends = |set: &[Span], row: usize| set.iter().any(|cell| cell.row_end == row);
        if height > 1 && set.iter().any(|cell| cell.row == 0 && cell.is_open.0) && !ends(&set, 1) {
            set.iter_mut().filter(|cell| cell.row == 1).for_each(|cell| cell.row = 0);
        }
        if height > 1 && set.iter().any(|cell| cell.is_open.1) && !begins(&set, height - 1) {
            set.iter_mut().filter(|cell| cell.row_end == height - 1).for_each(|cell| cell.row_end = height);
        }
        set
    }

    fn is_open(&self, cell: &Span) -> (bool, bool) {
        let over = self.open.get(cell.column..cell.column_end).unwrap_or_default();
        let (above, below) = (cell.row == 0, cell.row_end == self.height());
        (above && over.iter().any(|open| open.0), below && over.iter().any(|open| open.1))
    }
}

/// Cells by those edges alone that bound some of them, and these edges.
fn pressed(columns: &[f32], rows: &[f32], cells: &[Span]) -> (Vec<f32>, Vec<f32>, Vec<Span>) {
    let (columns, column_of) = used(columns, cells.iter().flat_map(|cell| [cell.column, cell.column_end]));
    let (rows, row_of) = used(rows, cells.iter().flat_map(|cell| [cell.row, cell.row_end]));
    let at = |of: &[usize], index: usize| of.get(index).copied().unwrap_or(0);
    let cells = cells.iter().map(|cell| Span {
        row: at(&row_of, cell.row),
        column: at(&column_of, cell.column),
        row_end: at(&row_of, cell.row_end),
        column_end: at(&column_of, cell.column_end),
        is_open: cell.is_open,
    });
    let cells = cells.collect();
    (columns, rows, cells)
}

/// Gives gaps between cells, all behind the first `enclosed`, to the cells above: behind a page break, web browsers close what
/// is left of a cell that spans rows where its text ends.
fn close_holes(cells: &mut Vec<Span>, enclosed: usize, height: usize) {
    let gaps = cells.split_off(enclosed);
    let mut by_end: Vec<(usize, usize, usize)> =
        cells.iter().enumerate().map(|(index, cell)| (cell.row_end, cell.column, index)).collect();
    by_end.sort_unstable();
    for gap in gaps {
        let from = by_end.partition_point(|(row, column, _)| (*row, *column) < (gap.row, gap.column));
        let mut column = gap.column;
        let above: Vec<usize> = by_end[from..]
            .iter()
            .take_while(|(row, start, _)| *row == gap.row && *start < gap.column_end)
            .take_while(|(_, start, index)| {
                let follows = *start == column;
                column = cells.get(*index).map_or(column, |cell| cell.column_end);
                follows
            })
            .map(|(_, _, index)| *index)
            .collect();
        if gap.row == 0 || gap.row_end == height || column != gap.column_end || above.is_empty() {
            cells.push(gap);
            continue;
        }
        for index in above {
            if let Some(cell) = cells.get_mut(index) {
                cell.row_end = gap.row_end;
            }
        }
    }
}

/// Those of some places that are used, and for each of them its index among these.
fn used(places: &[f32], indices: impl Iterator<Item = usize>) -> (Vec<f32>, Vec<usize>) {
    let mut is_used = vec![false; places.len()];
    for index in indices {
        if let Some(used) = is_used.get_mut(index) {
            *used = true;
        }
    }
    let mut kept = Vec::new();
    let mut new = Vec::with_capacity(places.len());
    for (place, used) in places.iter().zip(is_used) {
        new.push(kept.len());
        if used {
            kept.push(*place);
        }
    }
    (kept, new)
}

/// Fills what no cell covers with cells as wide and as high as they can be.
fn fill_gaps(cells: &mut Vec<Span>, height: usize, width: usize) {
    let mut is_taken = vec![false; height * width];
    for cell in cells.iter() {
        for row in cell.row..cell.row_end {
            if let Some(places) = is_taken.get_mut(row * width + cell.column..row * width + cell.column_end) {
                places.fill(true);
            }
        }
    }
    for row in 0..height {
        let mut column = 0;
        while column < width {
            let is_free =
                |row: usize, column: usize, taken: &[bool]| taken.get(row * width + column).is_some_and(|taken| !taken);
            let column_end = column + (column..width).take_while(|column| is_free(row, *column, &is_taken)).count();
            if column_end == column {
                column += 1;
                continue;
            }
            let is_whole = |row: &usize| {
                (column..column_end).all(|column| is_free(*row, column, &is_taken))
                    && !(column > 0 && is_free(*row, column - 1, &is_taken))
                    && (column_end == width || !is_free(*row, column_end, &is_taken))
            };
            let row_end = row + (row..height).take_while(is_whole).count().max(1);
            for row in row..row_end {
                if let Some(places) = is_taken.get_mut(row * width + column..row * width + column_end) {
                    places.fill(true);
                }
            }
            cells.push(Span { row, column, row_end, column_end, is_open: (false, false) });
            column = column_end;
        }
    }
}
