//! Where the rows of a table without rules begin.

use std::ops::Range;

use super::Piece;
use crate::lines::Line;

/// How much wider the gap before a row is than that between the lines of a cell, where gaps tell them apart.
const ROW_GAP: f32 = 1.25;

/// The lines with which rows begin; the first is that of the names. Where lines follow each other in two distances, rows begin
/// behind the wide ones; otherwise where something stands in the first column.
pub(super) fn starts(lines: &[Line], pieces: &[Vec<Piece>], edges: &[f32]) -> Vec<usize> {
    let first_end = edges.get(1).copied().unwrap_or(f32::MAX);
    let is_keyed =
        |line: usize| pieces.get(line).is_some_and(|found| found.iter().any(|piece| piece.bbox.center().x < first_end));
    let pitch = |line: usize| match (line.checked_sub(1).and_then(|before| lines.get(before)), lines.get(line)) {
        (Some(before), Some(line)) => line.base - before.base,
        _ => 0.0,
    };
    let narrowest = (2..lines.len()).map(pitch).fold(f32::MAX, f32::min);
    let is_wide = |line: usize| pitch(line) > narrowest * ROW_GAP;
    let wide = (2..lines.len()).filter(|line| is_wide(*line)).count();
    let keyed = (2..lines.len()).filter(|line| is_keyed(*line)).count();
    let wide_keyed = (2..lines.len()).filter(|line| is_wide(*line) && is_keyed(*line)).count();
    let by_gap = wide > 0 && wide_keyed < wide && wide + 1 < lines.len().saturating_sub(1) && keyed <= wide + 1;
    (0..lines.len()).filter(|line| *line <= 1 || if by_gap { is_wide(*line) } else { is_keyed(*line) }).collect()
}

/// From which line to which each row reaches.
pub(super) fn ranges(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    starts.iter().enumerate().map(move |(row, start)| *start..starts.get(row + 1).copied().unwrap_or(end))
}
