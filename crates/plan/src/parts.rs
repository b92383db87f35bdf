//! Files that hold several plans.

use numerals::label::Class;

use crate::lines::shape::is_title;
use crate::lines::{Break, Piece, wrap};

/// Lines that may stand between a plan's title and its first division.
const FRONT_LINES: usize = 12;

/// The first piece of each plan of a file: where a title of its own stands and a first division follows it. `entries` says
/// which pieces are entries of a table of contents.
pub(crate) fn starts(pieces: &[Piece], entries: &[bool]) -> Vec<usize> {
    let Some(class) = division_class(pieces) else { return vec![0] };
    let mut starts: Vec<usize> = Vec::new();
    let mut titles: Vec<String> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Some(line) = piece.line() else { continue };
        let first = !entries[index]
            && (line.before >= Break::Line || is_behind_title(pieces, index))
            && line
                .label
                .is_some_and(|label| label.class == class && label.ordinal == Some(1) && label.separator != Some(' '));
        if !first {
            continue;
        }
        let least = starts.last().map_or(0, |start| start + 1).max(index.saturating_sub(FRONT_LINES));
        let title = (least..index).rev().take_while(|at| is_front(pieces, *at)).filter(|at| titled(pieces, *at)).last();
        if let Some(title) = title.filter(|title| !titles.contains(&words(pieces, *title))) {
            titles.push(words(pieces, title));
            starts.push(title);
        }
    }
    match starts.first_mut() {
        Some(first) => *first = 0,
        None => starts.push(0),
    }
    starts
}

/// Whether a title stands right before a token of a line, behind the end of a sentence.
fn is_behind_title(pieces: &[Piece], index: usize) -> bool {
    let ends = |at: usize| pieces.get(at).and_then(Piece::line).is_some_and(|line| wrap::ends_sentence(&line.text));
    index.checked_sub(1).is_some_and(|at| titled(pieces, at) && at.checked_sub(1).is_none_or(ends))
}

/// The class whose 1 begins the first division.
fn division_class(pieces: &[Piece]) -> Option<Class> {
    let classes: Vec<Class> = pieces
        .iter()
        .filter_map(|piece| {
            piece.line()?.label.filter(|label| label.ordinal == Some(1) && label.separator != Some(' '))
        })
        .map(|label| label.class)
        .collect();
    [Class::Formal, Class::Han].into_iter().find(|class| classes.iter().filter(|known| *known == class).count() >= 2)
}

fn words(pieces: &[Piece], at: usize) -> String {
    pieces.get(at).and_then(Piece::line).map(|line| line.text.closed()).unwrap_or_default()
}

fn is_front(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).and_then(Piece::line).is_some_and(|line| line.label.is_none() && line.text.visible() <= 120)
}

fn titled(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).and_then(Piece::line).is_some_and(|line| is_title(&line.text.closed()))
}
