//! Tables between ruled lines.
//!
//! Rules are put together to edges by what touches ([`edges`]), edges to a grid and the grid to cells by which of its sides are
//! drawn ([`walls`], [`grid`]), but first those of tables that stand in cells are set apart ([`nested`]). Then it is asked which of the grids are tables: frames of pages, charts, drawn figures, boxes around words
//! and boxes to tick are none.

mod edges;
mod grid;
mod nested;
mod walls;

#[cfg(test)]
mod tests;

use document::TableSource;

use self::edges::{Web, webs};
use self::grid::{Grid, Span, grids};
use super::cell::{Cell, fill};
use super::ink::{Dot, Ink};
use super::{Found, Table};
use crate::guide::Guide;
use crate::{Page, Point, Rect, Role};

/// Grids of one page at most; a page of more is a drawing, of which the largest may still be tables.
const MOST_GRIDS: usize = 1_000;

/// How deep tables may stand in one another; the text of those beyond is that of the cell.
const DEEPEST: usize = 8;

/// Single boxes on a page from which on they are a figure.
const FIGURE_BOXES: usize = 3;

/// Grids of one or two cells, held together by lines between them, from which on they are a figure.
const FIGURE_GRIDS: usize = 3;

/// Gaps in the outline of a grid from which on it is a figure, where they are a quarter of its cells: boxes and the lines between.
const FIGURE_GAPS: usize = 4;

/// How far a page border is from the edge of the page at most, in points: Word's is 24 points from it, 31 at most.
const PAGE_BORDER_MARGIN: f32 = 45.0;

/// How far a table may reach over the cell in which it stands, in points.
const OVERHANG: f32 = 2.0;

/// How far the step to a line behind those of a cell may differ from theirs, as a part of it.
const OFF_STEP: f32 = 0.1;

/// How far the middles of characters of one line may differ, in points: the smallest text has lines of twice as much.
const SAME_LEVEL: f32 = 3.0;

/// A grid, and where it stands among the others.
struct Candidate {
    grid: Grid,
    bbox: Rect,
    /// The grid and the cell in which it stands.
    parent: Option<(usize, usize)>,
    depth: usize,
}

/// The tables between the ruled lines of a page, and the characters that each takes.
pub(super) fn tables(page: &Page, guide: &Guide<'_>) -> Vec<Found> {
    if page.rules.len() < 3 {
        return Vec::new();
    }
    let ink = Ink::new(page);
    let mut candidates = candidates(page, &ink);
    nest(&mut candidates);
    let owners = owners(&candidates, &ink, page.characters.len());
    build(candidates, &owners, page, guide)
}

/// The grids of a page that may be tables, from the largest on.
fn candidates(page: &Page, ink: &Ink) -> Vec<Candidate> {
    let mut all: Vec<Grid> = Vec::new();
    let webs = bundled(webs(page)).into_iter().flat_map(|web| nested::part(web, page.height, |bbox| ink.marks(bbox)));
    for web in webs {
        let found = grids(web, page.height, |bbox| ink.marks(bbox));
        let is_figure = found.len() >= FIGURE_GRIDS;
        all.extend(found.into_iter().filter(|grid| !is_figure || grid.cells.len() > 2));
    }
    all.retain(|grid| grid.gaps < FIGURE_GAPS || grid.gaps * 4 < grid.cells.len());
    all.retain(|grid| grid.cells.iter().any(|cell| ink.marks(grid.cell_bbox(cell))));
    let area = |grid: &Grid| grid.bbox().width() * grid.bbox().height();
    all.sort_by(|a, b| area(b).total_cmp(&area(a)).then(a.bbox().y0.total_cmp(&b.bbox().y0)));
    all.truncate(MOST_GRIDS);
    all.retain(|grid| grid.cells.len() > 1 || !is_page_border(grid.bbox(), page));
    let holds = |outer: &Grid| all.iter().any(|grid| area(grid) < area(outer) && within(grid.bbox(), outer.bbox()));
    let lone: Vec<bool> = all.iter().map(|grid| grid.cells.len() == 1 && !holds(grid)).collect();
    let is_figure = lone.iter().filter(|lone| **lone).count() >= FIGURE_BOXES;
    all.into_iter()
        .zip(lone)
        .filter(|(grid, lone)| !lone || !is_figure && !is_in_line(grid.bbox(), ink, page))
        .map(|(grid, _)| Candidate { bbox: grid.bbox(), grid, parent: None, depth: 0 })
        .collect()
}

/// Upright lines that no level line holds together and that begin and end at the same heights are one grid: what is left of a
/// table on a page that a single row fills.
fn bundled(webs: Vec<Web>) -> Vec<Web> {
    let (mut bars, mut others): (Vec<Web>, Vec<Web>) = webs.into_iter().partition(|web| web.horizontal.is_empty());
    let ends = |web: &Web| {
        web.vertical.iter().fold((f32::MAX, f32::MIN), |(from, to), piece| (from.min(piece.from), to.max(piece.to)))
    };
    bars.sort_by(|a, b| ends(a).0.total_cmp(&ends(b).0).then(ends(a).1.total_cmp(&ends(b).1)));
    let mut bundles: Vec<((f32, f32), Web)> = Vec::new();
    for web in bars {
        let (from, to) = ends(&web);
        match bundles.last_mut() {
            Some(((first, last), bundle))
                if (from - *first).abs() <= edges::SNAP && (to - *last).abs() <= edges::SNAP =>
            {
                bundle.vertical.extend(web.vertical);
            }
            _ => bundles.push(((from, to), web)),
        }
    }
    others.extend(bundles.into_iter().map(|(_, web)| web));
    others
}

/// Whether a box is drawn around all that the page holds.
fn is_page_border(bbox: Rect, page: &Page) -> bool {
    let (left, right) = (bbox.x0, page.width - bbox.x1);
    let (top, bottom) = (bbox.y0, page.height - bbox.y1);
    [left, right, top, bottom].iter().all(|margin| *margin <= PAGE_BORDER_MARGIN)
}

fn within(inner: Rect, outer: Rect) -> bool {
    inner.x0 >= outer.x0 - OVERHANG
        && inner.y0 >= outer.y0 - OVERHANG
        && inner.x1 <= outer.x1 + OVERHANG
        && inner.y1 <= outer.y1 + OVERHANG
}

/// Whether a box of one line has text right beside it: a word with a border, within a sentence.
fn is_in_line(bbox: Rect, ink: &Ink, page: &Page) -> bool {
    let size = ink
        .within(bbox)
        .filter_map(|dot| page.characters.get(dot.index))
        .map(|character| character.size)
        .fold(0.0, f32::max);
    let beside = |x0: f32, x1: f32| ink.marks(Rect::new(x0, bbox.y0, x1, bbox.y1));
    bbox.height() < size * 2.2 && (beside(bbox.x0 - size, bbox.x0 - 0.1) || beside(bbox.x1 + 0.1, bbox.x1 + size))
}

/// Finds the cells in which grids stand. A grid in a box of its own that holds nothing else takes the place of the box.
fn nest(candidates: &mut Vec<Candidate>) {
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for mut candidate in candidates.drain(..) {
        let middle = candidate.bbox.center();
        let holder = kept.iter().enumerate().rev().find(|(_, outer)| within(candidate.bbox, outer.bbox));
        let parent = holder.and_then(|(index, outer)| {
            let cell = cell_at(&outer.grid, middle)?;
            let bbox = outer.grid.cell_bbox(outer.grid.cells.get(cell)?);
            within(candidate.bbox, bbox).then_some((index, cell, outer.depth + 1))
        });
        if let Some((index, cell, depth)) = parent {
            if depth > DEEPEST {
                continue;
            }
            candidate.parent = Some((index, cell));
            candidate.depth = depth;
        }
        kept.push(candidate);
    }
    *candidates = kept;
}

/// The cell of a grid at a place.
fn cell_at(grid: &Grid, at: Point) -> Option<usize> {
    let place = |of: &[f32], at: f32| {
        let next = of.partition_point(|edge| *edge <= at);
        (next > 0 && (next < of.len() || of.last() == Some(&at))).then(|| (next - 1).min(of.len().saturating_sub(2)))
    };
    let (row, column) = (place(&grid.rows, at.y)?, place(&grid.columns, at.x)?);
    let holds =
        |cell: &Span| (cell.row..cell.row_end).contains(&row) && (cell.column..cell.column_end).contains(&column);
    grid.cells.iter().position(holds)
}

/// Which cell of a grid covers each of its places.
fn places(grid: &Grid) -> Vec<usize> {
    let width = grid.columns.len().saturating_sub(1);
    let mut places = vec![usize::MAX; width * grid.rows.len().saturating_sub(1)];
    for (index, cell) in grid.cells.iter().enumerate() {
        for row in cell.row..cell.row_end {
            if let Some(row) = places.get_mut(row * width + cell.column..row * width + cell.column_end) {
                row.fill(index);
            }
        }
    }
    places
}

/// For each character the grid and the cell that hold it: of several the innermost.
fn owners(candidates: &[Candidate], ink: &Ink, characters: usize) -> Vec<Option<(usize, usize)>> {
    let mut owners = vec![None; characters];
    for (index, candidate) in candidates.iter().enumerate().rev() {
        let grid = &candidate.grid;
        let places = places(grid);
        let width = grid.columns.len().saturating_sub(1);
        for Dot { center, index: character, .. } in ink.within(candidate.bbox) {
            let Some(owner) = owners.get_mut(*character).filter(|owner| owner.is_none()) else { continue };
            let column = grid.columns.partition_point(|edge| *edge <= center.x).clamp(1, width.max(1)) - 1;
            let row = grid.rows.partition_point(|edge| *edge <= center.y).clamp(1, grid.rows.len().max(2) - 1) - 1;
            *owner = places.get(row * width + column).filter(|cell| **cell != usize::MAX).map(|cell| (index, *cell));
        }
    }
    let outermost = candidates.iter().enumerate().filter(|(_, candidate)| candidate.parent.is_none());
    for (index, candidate) in outermost {
        overrun(index, &candidate.grid, ink, &mut owners);
    }
    owners
}

/// Gives a cell that a page break leaves open the lines that follow its own below the last rules drawn: browsers end the rules of
/// a cell that spans rows where the last of these rows ends, and its text where the page does.
fn overrun(index: usize, grid: &Grid, ink: &Ink, owners: &mut [Option<(usize, usize)>]) {
    let open = |cell: &Span| cell.is_open.1 && cell.row_end + 1 == grid.rows.len();
    if !grid.cells.iter().any(open) {
        return;
    }
    let bbox = grid.bbox();
    for (cell, span) in grid.cells.iter().enumerate().filter(|(_, span)| open(span)) {
        let Rect { x0, x1, y0, y1 } = grid.cell_bbox(span);
        let mut lines = levels(ink.within(Rect { x0, x1, y0, y1 }));
        while let [.., before, last] = lines.as_slice() {
            let step = last - before;
            let next = Rect {
                x0: f32::MIN,
                x1: f32::MAX,
                y0: last + step * (1.0 - OFF_STEP),
                y1: last + step * (1.0 + OFF_STEP),
            };
            let found: Vec<&Dot> = ink.within(next).filter(|dot| dot.visible && dot.center.y > bbox.y1).collect();
            let is_own = |dot: &&Dot| dot.center.x > x0 && dot.center.x < x1;
            let is_of_open = |dot: &Dot| {
                grid.cells
                    .iter()
                    .filter(|span| open(span))
                    .map(|span| grid.cell_bbox(span))
                    .any(|bbox| dot.center.x > bbox.x0 && dot.center.x < bbox.x1)
            };
            let own: Vec<&Dot> = found.iter().copied().filter(is_own).collect();
            let is_free = |dot: &Dot| owners.get(dot.index).is_some_and(Option::is_none);
            let Some(level) = own.first().map(|dot| dot.center.y) else { break };
            if !found.iter().all(|dot| is_of_open(dot)) || !own.iter().all(|dot| is_free(dot)) {
                break;
            }
            for dot in own {
                if let Some(owner) = owners.get_mut(dot.index) {
                    *owner = Some((index, cell));
                }
            }
            lines.push(level);
        }
    }
}

/// Where the middles of lines of characters lie, from the top.
fn levels<'d>(dots: impl Iterator<Item = &'d Dot>) -> Vec<f32> {
    let mut levels: Vec<f32> = Vec::new();
    for dot in dots.filter(|dot| dot.visible) {
        if levels.last().is_none_or(|last| dot.center.y - last > SAME_LEVEL) {
            levels.push(dot.center.y);
        }
    }
    levels
}

/// The tables with what stands in their cells, those in cells of others within them.
fn build(candidates: Vec<Candidate>, owners: &[Option<(usize, usize)>], page: &Page, guide: &Guide<'_>) -> Vec<Found> {
    let mut characters: Vec<Vec<Vec<usize>>> =
        candidates.iter().map(|candidate| vec![Vec::new(); candidate.grid.cells.len()]).collect();
    for (character, owner) in owners.iter().enumerate() {
        if let Some((table, cell)) = owner
            && let Some(cell) = characters.get_mut(*table).and_then(|cells| cells.get_mut(*cell))
        {
            cell.push(character);
        }
    }
    let mut inner: Vec<Vec<(usize, Found)>> = candidates.iter().map(|_| Vec::new()).collect();
    let mut found = Vec::new();
    for (index, candidate) in candidates.into_iter().enumerate().rev() {
        let within = inner.pop().unwrap_or_default();
        let characters = characters.pop().unwrap_or_default();
        let parent = candidate.parent;
        let is_bare = characters.iter().flatten().all(|index| is_blank(page, *index));
        let made = if candidate.grid.cells.len() == 1 && is_bare && within.len() == 1 {
            let mut within = within;
            within.pop().map(|(_, mut found)| {
                found.characters.extend(characters.into_iter().flatten());
                found.characters.sort_unstable();
                found
            })
        } else {
            Some(table(&candidate.grid, characters, within, page, guide))
        };
        debug_assert!(parent.is_none_or(|(parent, _)| parent < index));
        match (made, parent) {
            (Some(made), Some((parent, cell))) if inner.get(parent).is_some() => {
                if let Some(inner) = inner.get_mut(parent) {
                    inner.push((cell, made));
                }
            }
            (made, _) => found.extend(made),
        }
    }
    found
}

fn is_blank(page: &Page, character: usize) -> bool {
    page.characters.get(character).is_none_or(|character| !crate::lines::is_visible(character))
}

fn table(
    grid: &Grid,
    mut characters: Vec<Vec<usize>>,
    within: Vec<(usize, Found)>,
    page: &Page,
    guide: &Guide<'_>,
) -> Found {
    let mut inner: Vec<Vec<Table>> = grid.cells.iter().map(|_| Vec::new()).collect();
    let mut taken: Vec<usize> = characters.iter().flatten().copied().collect();
    for (cell, found) in within {
        taken.extend(found.characters);
        if let Some(inner) = inner.get_mut(cell) {
            inner.push(found.table);
        }
    }
    taken.sort_unstable();
    let mut cells = Vec::with_capacity(grid.cells.len());
    for (index, span) in grid.cells.iter().enumerate() {
        let mut cell = Cell {
            row: span.row,
            column: span.column,
            rows: span.row_end - span.row,
            columns: span.column_end - span.column,
            is_open: span.is_open,
            bbox: grid.cell_bbox(span),
            ..Cell::default()
        };
        let own = characters.get_mut(index).map(std::mem::take).unwrap_or_default();
        let own: Vec<crate::Character> = own.iter().filter_map(|index| page.characters.get(*index)).copied().collect();
        cell.tag = super::tagged::cell_of(&own, guide);
        cell.header = cell.tag.is_some_and(|tag| guide.role(tag) == Some(Role::HeaderCell));
        let inner = inner.get_mut(index).map(std::mem::take).unwrap_or_default();
        fill(&mut cell, own, inner, page.number, guide);
        cells.push(cell);
    }
    let left = grid.columns.first().copied().unwrap_or(0.0);
    let tag = super::tagged::table_of(cells.iter().filter_map(|cell| cell.tag), guide);
    Found {
        table: Table {
            bbox: grid.bbox(),
            source: TableSource::Rules,
            columns: grid.columns.iter().map(|edge| edge - left).collect(),
            rows: grid.rows.len().saturating_sub(1),
            cells,
            is_headed: false,
            tag,
        },
        characters: taken,
    }
}
