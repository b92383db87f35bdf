//! Labels on the line of the one above them: 壹、目標：一、便民 before a line that begins with 二.

use std::collections::BTreeMap;

use numerals::label::{self, Class, Label};

use super::{Break, Line, Piece};
use crate::outline::trail::rank;
use crate::text::is_blank;

/// Characters before the colon behind which a list may begin.
const LONGEST_HEADING: usize = 24;

/// Cuts lines before the first label of a list that goes on at the start of a later line.
pub(super) fn cut(pieces: &mut Vec<Piece>) {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    // The value of the next label of each rank, up to where a coarser one ends its list.
    let mut next: BTreeMap<(u8, Class), Option<u32>> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate().rev() {
        let Some((line, label)) = piece.line().and_then(|line| Some((line, line.label?))) else { continue };
        let Some(own) = rank(label.class) else { continue };
        let inner = within(line, &label).filter(|inner| {
            rank(inner.class)
                .is_some_and(|inner_rank| inner_rank > own && next.get(&(inner_rank, inner.class)) == Some(&Some(2)))
        });
        if let Some(inner) = inner {
            cuts.push((index, inner.start));
        }
        next.retain(|(rank, _), _| *rank <= own);
        next.insert((own, label.class), label.ordinal);
    }
    if cuts.is_empty() {
        return;
    }
    let mut cuts = cuts.into_iter().rev().peekable();
    let mut cut_pieces = Vec::with_capacity(pieces.len() + cuts.len());
    for (index, piece) in pieces.drain(..).enumerate() {
        match (piece, cuts.next_if(|(at, _)| *at == index)) {
            (Piece::Line(line), Some((_, at))) => {
                let (line, rest) = split(line, at);
                cut_pieces.extend([Piece::Line(line), Piece::Line(rest)]);
            }
            (piece, _) => cut_pieces.push(piece),
        }
    }
    *pieces = cut_pieces;
}

/// The first label of a list behind a line's own label, or behind the colon of its heading.
fn within(line: &Line, own: &Label) -> Option<Label> {
    let chars = line.text.chars();
    let heading = chars.iter().skip(own.body).take(LONGEST_HEADING);
    let colon = heading.clone().position(|c| matches!(c, '：' | ':')).map(|at| own.body + at + 1);
    [Some(own.body), colon].into_iter().flatten().find_map(|from| {
        let inner = label::at(chars, from)?;
        let is_first = inner.ordinal == Some(1) && !inner.misspelt && inner.separator != Some(' ');
        let has_text = chars.iter().skip(inner.body).any(|c| !is_blank(*c));
        (is_first && inner.start > own.start && has_text).then_some(inner)
    })
}

/// The line up to a character, and the one that begins there.
fn split(mut line: Line, at: usize) -> (Line, Line) {
    let rest = Line {
        place: line.place,
        part: line.part,
        lists: line.lists,
        is_recognized: line.is_recognized,
        source_lines: line.source_lines,
        ..Line::new(line.text.from(at), Break::Line)
    };
    line.text = line.text.slice(0..at);
    (line, rest)
}
