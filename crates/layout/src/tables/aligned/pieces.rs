//! The stretches of text of which a line of a table without rules consists.

use std::ops::Range;

use crate::lines::{self, Line};
use crate::{Direction, Rect};

/// The gap that parts columns, in ems: wider than any between words or behind a label.
pub(super) const COLUMN_GAP: f32 = 1.2;

/// The narrowest gap that parts columns where other lines have a column begin, in ems: wider than a blank between words and
/// the room between Chinese characters and figures.
const NARROWEST_GAP: f32 = 0.5;

/// How far beginnings of pieces of one column may be off, in ems.
const SAME_LEFT: f32 = 0.2;

/// Lines, from that of the names on, whose pieces say where columns begin.
const LINES_COMPARED: usize = 24;

/// A stretch of a line between wide gaps.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) bbox: Rect,
    pub(super) characters: Range<usize>,
}

/// The stretches of a line; none where it is no upright text from left to right.
pub(super) fn pieces(line: &Line) -> Vec<Piece> {
    if line.direction != Direction::Horizontal {
        return Vec::new();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, character) in line.characters.iter().enumerate().filter(|(_, character)| lines::is_visible(character)) {
        match pieces.last_mut() {
            Some(piece) if character.bbox.x0 - piece.bbox.x1 < COLUMN_GAP * line.size => {
                piece.bbox = piece.bbox.union(&character.bbox);
                piece.characters.end = index + 1;
            }
            _ => pieces.push(Piece { bbox: character.bbox, characters: index..index + 1 }),
        }
    }
    pieces
}

/// Where pieces begin behind wide gaps in at least two of the lines from that of the names on, ascending.
pub(super) fn shared_lefts(lines: &[Line], pieces: &[Vec<Piece>], at: usize) -> Vec<f32> {
    let slack = lines.get(at).map_or(0.0, |line| SAME_LEFT * line.size);
    let behind = pieces.iter().skip(at).take(LINES_COMPARED).flat_map(|found| found.iter().skip(1));
    let mut lefts: Vec<f32> = behind.map(|piece| piece.bbox.x0).collect();
    lefts.sort_by(f32::total_cmp);
    // Pieces of one line are further apart, so neighbours are of two.
    lefts
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if b - a <= slack => Some((a + b) / 2.0),
            _ => None,
        })
        .collect()
}

/// The pieces of a line, parted also at the gaps before a beginning that other lines share: the text of a full cell comes near
/// to the next column.
pub(super) fn split(line: &Line, pieces: &[Piece], lefts: &[f32]) -> Vec<Piece> {
    let (gap, slack) = (NARROWEST_GAP * line.size, SAME_LEFT * line.size);
    let is_left = |x: f32| {
        let next = lefts.partition_point(|left| *left < x - slack);
        lefts.get(next).is_some_and(|left| *left <= x + slack)
    };
    let mut parted: Vec<Piece> = Vec::with_capacity(pieces.len() + 1);
    for piece in pieces {
        let mut last: Option<Piece> = None;
        for index in piece.characters.clone() {
            let Some(character) = line.characters.get(index).filter(|character| lines::is_visible(character)) else {
                continue;
            };
            match &mut last {
                Some(last) if character.bbox.x0 - last.bbox.x1 < gap || !is_left(character.bbox.x0) => {
                    last.bbox = last.bbox.union(&character.bbox);
                    last.characters.end = index + 1;
                }
                last => {
                    let next = Piece { bbox: character.bbox, characters: index..index + 1 };
                    parted.extend(last.replace(next));
                }
            }
        }
        parted.extend(last);
    }
    parted
}
