//! Drawings made of characters.

use crate::lines::Piece;
use crate::lines::shape::is_drawing;
use crate::text::{GENERATED, Text};

/// Fewer drawn lines than this are no figure.
const LEAST_LINES: usize = 3;

/// Lines without a stroke that may stand within a figure, and how long they may be.
const LONGEST_GAP: (usize, usize) = (2, 10);

/// The figure that begins at `pieces[at]`, and the first piece behind it.
pub(crate) fn at(pieces: &[Piece], at: usize) -> Option<(Text, usize)> {
    let drawn = |index: usize| pieces.get(index).and_then(Piece::line).is_some_and(|line| is_drawing(&line.text));
    if !drawn(at) {
        return None;
    }
    let mut end = at + 1;
    let mut lines = 1;
    let mut gap = 0;
    let mut index = end;
    while let Some(line) = pieces.get(index).and_then(Piece::line) {
        if is_drawing(&line.text) {
            lines += 1;
            gap = 0;
            end = index + 1;
        } else {
            gap += 1;
            if gap > LONGEST_GAP.0 || line.text.visible() > LONGEST_GAP.1 || line.label.is_some() {
                break;
            }
        }
        index += 1;
    }
    if lines < LEAST_LINES {
        return None;
    }
    let mut figure = Text::default();
    for line in pieces[at..end].iter().filter_map(Piece::line) {
        if figure.len() > 0 {
            figure.push('\n', GENERATED);
        }
        figure.append(&line.text);
    }
    Some((figure, end))
}
