//! Lines of tables that stand in cells of others, set apart from those of the others.
//!
//! A word processor and a browser leave less between the two than there may be between the strokes of one line, or nothing on
//! some sides. What shows such a table is the cell around it: by lines taken as they are drawn it has room of its own, and an
//! area with a hole or a notch.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::DEEPEST;
use super::edges::{Piece, SHORTEST, SNAP, Web};
use super::grid::{Span, walls};
use super::walls::{Areas, MOST_PLACES, Walls};
use crate::Rect;

/// How far apart rules are that lie on one line as it is drawn, in points: what a corner is off by.
const DRAWN: f32 = 1.0;

/// How many of its sides a table keeps from the cell in which it stands, at least.
const LEAST_SIDES: usize = 3;

/// Lines without those of the tables in its cells, and those of each. `page_height` is in points; for `has_text` see
/// [`super::grid::grids`].
pub(super) fn part(web: Web, page_height: f32, has_text: impl Fn(Rect) -> bool) -> Vec<Web> {
    let mut parted = Vec::new();
    let mut rest = vec![(web, 0)];
    while let Some((web, depth)) = rest.pop() {
        let boxes = if depth < DEEPEST { holes(&web, page_height, &has_text) } else { Vec::new() };
        if boxes.is_empty() {
            parted.push(web);
            continue;
        }
        rest.extend(boxes.iter().map(|hole| (within(&web, hole.bbox), depth + 1)));
        parted.push(without(web, &boxes));
    }
    parted
}

/// The box of a table in a cell.
struct Hole {
    bbox: Rect,
    /// Whether its left, top, right and bottom are those of the cell too.
    is_shared: [bool; 4],
}

/// The boxes of the tables in the cells between lines; of those in one another the outermost.
fn holes(web: &Web, page_height: f32, has_text: &impl Fn(Rect) -> bool) -> Vec<Hole> {
    // A table of a single row in a cell has two lines of its own, and the cell two.
    if web.horizontal.len() < 4 || web.vertical.len() < 4 {
        return Vec::new();
    }
    let Some(walls) = walls(web.clone(), DRAWN, page_height, has_text) else { return Vec::new() };
    let areas = walls.areas();
    let size = |span: &Span| (span.row_end - span.row) * (span.column_end - span.column);
    let mut around: Vec<(usize, Span)> = areas
        .bounds
        .iter()
        .enumerate()
        .filter_map(|(area, bound)| {
            let (span, count) = bound.as_ref()?;
            (size(span) >= count + 2).then_some((area, *span))
        })
        .collect();
    around.sort_by_key(|(area, span)| (std::cmp::Reverse(size(span)), *area));
    let mut found: Vec<(Span, Hole)> = Vec::new();
    let mut left = MOST_PLACES;
    for (area, span) in around {
        let Some(less) = left.checked_sub(size(&span)) else { break };
        left = less;
        let is_taken = found.iter().any(|(hole, _)| is_inside(&span, hole));
        if !is_taken && has_room(&walls, &areas, area, &span) {
            found.extend(in_area(&walls, &areas, area, &span));
        }
    }
    found.into_iter().map(|(_, hole)| hole).collect()
}

fn is_inside(inner: &Span, outer: &Span) -> bool {
    inner.row >= outer.row
        && inner.row_end <= outer.row_end
        && inner.column >= outer.column
        && inner.column_end <= outer.column_end
}

/// Whether an area is more than the room between the strokes of a line.
fn has_room(walls: &Walls, areas: &Areas, area: usize, bound: &Span) -> bool {
    let is_wide = |edges: &[f32], at: usize| match edges.get(at..at + 2) {
        Some([from, to]) => to - from > SNAP,
        _ => false,
    };
    let width = walls.width();
    (bound.row..bound.row_end).filter(|row| is_wide(&walls.rows, *row)).any(|row| {
        (bound.column..bound.column_end)
            .any(|column| is_wide(&walls.columns, column) && areas.of_place.get(row * width + column) == Some(&area))
    })
}

/// The rectangles of several areas that an area goes around.
fn in_area(walls: &Walls, areas: &Areas, area: usize, bound: &Span) -> Vec<(Span, Hole)> {
    let width = walls.width();
    let is_own = |row: usize, column: usize| areas.of_place.get(row * width + column) == Some(&area);
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found = Vec::new();
    for start in (bound.row..bound.row_end).flat_map(|row| (bound.column..bound.column_end).map(move |c| (row, c))) {
        if is_own(start.0, start.1) || !seen.insert(start) {
            continue;
        }
        let (mut span, mut count) = (Span::of(start.0, start.1), 0);
        let mut others: BTreeSet<usize> = BTreeSet::new();
        let mut next = vec![start];
        while let Some((row, column)) = next.pop() {
            count += 1;
            span.row = span.row.min(row);
            span.row_end = span.row_end.max(row + 1);
            span.column = span.column.min(column);
            span.column_end = span.column_end.max(column + 1);
            others.extend(areas.of_place.get(row * width + column));
            let beside =
                [(row.wrapping_sub(1), column), (row + 1, column), (row, column.wrapping_sub(1)), (row, column + 1)];
            for (row, column) in beside {
                let is_in =
                    (bound.row..bound.row_end).contains(&row) && (bound.column..bound.column_end).contains(&column);
                if is_in && !is_own(row, column) && seen.insert((row, column)) {
                    next.push((row, column));
                }
            }
        }
        let is_whole = count == (span.row_end - span.row) * (span.column_end - span.column)
            && others.len() > 1
            && others.iter().all(|other| {
                areas.bounds.get(*other).and_then(Option::as_ref).is_some_and(|(own, _)| is_inside(own, &span))
            });
        let is_shared = [
            span.column == bound.column,
            span.row == bound.row,
            span.column_end == bound.column_end,
            span.row_end == bound.row_end,
        ];
        if is_whole && is_shared.iter().filter(|shared| !**shared).count() >= LEAST_SIDES {
            let at = |edges: &[f32], index: usize| edges.get(index).copied().unwrap_or_default();
            let bbox = Rect {
                x0: at(&walls.columns, span.column),
                y0: at(&walls.rows, span.row),
                x1: at(&walls.columns, span.column_end),
                y1: at(&walls.rows, span.row_end),
            };
            found.push((span, Hole { bbox, is_shared }));
        }
    }
    found
}

/// The lines in a box and on its sides.
fn within(web: &Web, bbox: Rect) -> Web {
    let clipped = |pieces: &[Piece], across: (f32, f32), along: (f32, f32)| -> Vec<Piece> {
        let near = |piece: &&Piece| piece.at >= across.0 - DRAWN && piece.at <= across.1 + DRAWN;
        let clip = |piece: &Piece| Piece {
            from: piece.from.max(along.0 - DRAWN),
            to: piece.to.min(along.1 + DRAWN),
            ..*piece
        };
        // Of a dash nothing is lost.
        let is_in = |piece: &Piece| piece.to > piece.from;
        let is_side = |(whole, cut): &(Piece, Piece)| whole == cut || cut.to - cut.from >= SHORTEST;
        pieces
            .iter()
            .filter(near)
            .map(|piece| (*piece, clip(piece)))
            .filter(|pair| is_in(&pair.1) && is_side(pair))
            .map(|(_, cut)| cut)
            .collect()
    };
    Web {
        horizontal: clipped(&web.horizontal, (bbox.y0, bbox.y1), (bbox.x0, bbox.x1)),
        vertical: clipped(&web.vertical, (bbox.x0, bbox.x1), (bbox.y0, bbox.y1)),
    }
}

/// The lines that are not those of boxes alone.
fn without(mut web: Web, boxes: &[Hole]) -> Web {
    for Hole { bbox, is_shared: [left, top, right, bottom] } in boxes {
        let is_own = |piece: &Piece, across: (f32, f32), along: (f32, f32), is_shared: (bool, bool)| {
            let near = |at: f32| (piece.at - at).abs() <= DRAWN;
            piece.at >= across.0 - DRAWN
                && piece.at <= across.1 + DRAWN
                && piece.from >= along.0 - DRAWN
                && piece.to <= along.1 + DRAWN
                && !(is_shared.0 && near(across.0) || is_shared.1 && near(across.1))
        };
        web.horizontal.retain(|piece| !is_own(piece, (bbox.y0, bbox.y1), (bbox.x0, bbox.x1), (*top, *bottom)));
        web.vertical.retain(|piece| !is_own(piece, (bbox.x0, bbox.x1), (bbox.y0, bbox.y1), (*left, *right)));
    }
    web
}
