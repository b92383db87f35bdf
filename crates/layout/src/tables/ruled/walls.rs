//! Which places of a grid are parted by edges, and the areas that edges enclose.

use super::edges::{Edge, Groups, JOIN};
use super::grid::Span;

/// How far an edge may end before the corner of a cell, in points.
const CORNER: f32 = JOIN + 0.5;

/// The same against the length of the side, for small cells.
const CORNER_PART: f32 = 0.35;

/// How near to the top or bottom of a page what a page break cuts must reach, as a part of its height: margins and running heads
/// take less.
const PAGE_BREAK: f32 = 0.25;

/// Places of one grid at most: as many as a page of 2 by 2 metres has at a distance of 5 points.
pub(super) const MOST_PLACES: usize = 1_000_000;

/// Between which neighbouring places of a grid there are edges.
pub(super) struct Walls {
    pub(super) columns: Vec<f32>,
    pub(super) rows: Vec<f32>,
    /// Left of each place, and right of the last of each row.
    upright: Vec<bool>,
    /// Above each place, and below those of the last row.
    level: Vec<bool>,
    /// For each column, whether no edge closes it at the top, and at the bottom.
    pub(super) open: Vec<(bool, bool)>,
}

/// What edges enclose.
pub(super) struct Areas {
    /// For each place the area of which it is a part; that of places that no edges enclose is no index of `bounds`.
    pub(super) of_place: Vec<usize>,
    /// The smallest cell around each area, and how many places are in it.
    pub(super) bounds: Vec<Option<(Span, usize)>>,
}

impl Walls {
    pub(super) fn new(horizontal: &[Edge], vertical: &[Edge], is_open: (bool, bool), page_height: f32) -> Option<Self> {
        let columns: Vec<f32> = vertical.iter().map(|edge| edge.at).collect();
        let rows: Vec<f32> = horizontal.iter().map(|edge| edge.at).collect();
        let places = columns.len().checked_mul(rows.len())?;
        if columns.len() < 2 || rows.len() < 2 || places > MOST_PLACES {
            return None;
        }
        let (width, height) = (columns.len() - 1, rows.len() - 1);
        let mut walls = Self {
            upright: vec![false; columns.len() * height],
            level: vec![false; width * rows.len()],
            open: vec![is_open; width],
            columns,
            rows,
        };
        for (row, edge) in horizontal.iter().enumerate() {
            for column in covered(edge, &walls.columns) {
                if let Some(wall) = walls.level.get_mut(row * width + column) {
                    *wall = true;
                }
            }
        }
        for (column, edge) in vertical.iter().enumerate() {
            for row in covered(edge, &walls.rows) {
                if let Some(wall) = walls.upright.get_mut(row * (width + 1) + column) {
                    *wall = true;
                }
            }
        }
        walls.close_cut(page_height);
        Some(walls)
    }

    /// Closes the outermost places between whose sides nothing but the outer edge is missing, near the edge of the page: cells
    /// that a page break cuts where it cuts no row.
    fn close_cut(&mut self, page_height: f32) {
        let (width, height) = (self.width(), self.height());
        let reach = page_height * PAGE_BREAK;
        let cuts = [
            (0, 0, self.rows.first().is_some_and(|top| *top <= reach)),
            (height.saturating_sub(1), height, self.rows.last().is_some_and(|bottom| *bottom >= page_height - reach)),
        ];
        for (row, edge, _) in cuts.into_iter().filter(|(_, _, is_near)| *is_near) {
            let is_parted: Vec<bool> = (0..=width).map(|column| self.is_upright(row, column)).collect();
            for column in between(&is_parted) {
                let Some(wall) = self.level.get_mut(edge * width + column).filter(|wall| !**wall) else { continue };
                *wall = true;
                if let Some(open) = self.open.get_mut(column) {
                    if edge == 0 { open.0 = true } else { open.1 = true }
                }
            }
        }
    }

    pub(super) fn width(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    pub(super) fn height(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    fn is_upright(&self, row: usize, column: usize) -> bool {
        self.upright.get(row * (self.width() + 1) + column).copied().unwrap_or(true)
    }

    fn is_level(&self, row: usize, column: usize) -> bool {
        self.level.get(row * self.width() + column).copied().unwrap_or(true)
    }

    /// The areas of places between which no edges are.
    pub(super) fn areas(&self) -> Areas {
        let (width, height) = (self.width(), self.height());
        let outside = width * height;
        let mut groups = Groups::new(outside + 1);
        for row in 0..height {
            for column in 0..width {
                let place = row * width + column;
                if !self.is_upright(row, column) {
                    groups.join(place, if column == 0 { outside } else { place - 1 });
                }
                if column + 1 == width && !self.is_upright(row, width) {
                    groups.join(place, outside);
                }
                if !self.is_level(row, column) {
                    groups.join(place, if row == 0 { outside } else { place - width });
                }
                if row + 1 == height && !self.is_level(height, column) {
                    groups.join(place, outside);
                }
            }
        }
        let unenclosed = groups.root(outside);
        let mut bounds: Vec<Option<(Span, usize)>> = vec![None; width * height];
        let mut roots = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let root = groups.root(row * width + column);
                roots.push(if root == unenclosed { outside } else { root });
                if root == unenclosed {
                    continue;
                }
                let Some(slot) = bounds.get_mut(root) else { continue };
                let (span, count) = slot.get_or_insert((
                    Span { row, column, row_end: row, column_end: column, is_open: (false, false) },
                    0,
                ));
                span.column = span.column.min(column);
                span.column_end = span.column_end.max(column + 1);
                span.row_end = row + 1;
                *count += 1;
            }
        }
        Areas { of_place: roots, bounds }
    }

    /// Which cell each place is part of, and the cells. Places that no edges enclose are part of none.
    pub(super) fn cells(&self) -> (Vec<Option<usize>>, Vec<Span>) {
        let (width, height) = (self.width(), self.height());
        let Areas { of_place: roots, bounds } = self.areas();
        let mut of_place = vec![None; width * height];
        let mut cells: Vec<Span> = Vec::new();
        let is_in = |root: usize, place: usize| roots.get(place) == Some(&root);
        for (place, root) in roots.iter().enumerate() {
            let Some(Some((bound, count))) = bounds.get(*root) else { continue };
            if of_place.get(place).copied().flatten().is_some() {
                continue;
            }
            let (row, column) = (place / width, place % width);
            let is_whole = (bound.row_end - bound.row) * (bound.column_end - bound.column) == *count;
            let span = if is_whole {
                *bound
            } else {
                // An area that is no rectangle is cut into the widest, and of those the highest.
                let is_free = |row: usize, column: usize| {
                    is_in(*root, row * width + column)
                        && of_place.get(row * width + column).copied().flatten().is_none()
                };
                let column_end = (column..width).take_while(|column| is_free(row, *column)).count() + column;
                let is_same = |row: &usize| {
                    (column..column_end).all(|column| is_free(*row, column))
                        && !(column > 0 && is_free(*row, column - 1))
                        && !(column_end < width && is_free(*row, column_end))
                };
                let row_end = (row..height).take_while(is_same).count().max(1) + row;
                Span { row, column, row_end, column_end, is_open: (false, false) }
            };
            for row in span.row..span.row_end {
                let from = row * width;
                if let Some(places) = of_place.get_mut(from + span.column..from + span.column_end) {
                    places.fill(Some(cells.len()));
                }
            }
            cells.push(span);
        }
        (of_place, cells)
    }
}

/// The places between walls; those before the first and behind the last are left out.
fn between(is_parted: &[bool]) -> std::ops::Range<usize> {
    let first = is_parted.iter().position(|parted| *parted).unwrap_or(0);
    first..is_parted.iter().rposition(|parted| *parted).unwrap_or(first)
}

/// Between which neighbouring places an edge runs, by the index of the first.
fn covered<'e>(edge: &'e Edge, places: &'e [f32]) -> impl Iterator<Item = usize> + 'e {
    edge.runs.iter().flat_map(move |(from, to)| {
        let first = places.partition_point(|place| *place < from - CORNER).saturating_sub(1);
        let sides = places.get(first..).unwrap_or_default().windows(2).enumerate();
        sides
            .take_while(move |(_, side)| side.first().is_some_and(|start| *start < *to))
            .filter(move |(_, side)| match side {
                [start, end] => {
                    let slack = CORNER.min((end - start) * CORNER_PART);
                    *from <= start + slack && *to >= end - slack
                }
                _ => false,
            })
            .map(move |(index, _)| first + index)
    })
}
