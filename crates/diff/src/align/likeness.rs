//! How much alike two pieces are, between 0 and 1.

use plan::Kind;

use crate::outline::{Node, Piece};

/// What a place adds at most: it decides between pieces that are alike otherwise.
const PLACE: f32 = 0.03;

/// How much nearer two pieces are that stand at the same part of their surroundings.
pub(super) fn place(old: usize, olds: usize, new: usize, news: usize) -> f32 {
    let part = |at: usize, of: usize| if of > 1 { at as f32 / (of - 1) as f32 } else { 0.0 };
    PLACE * (1.0 - (part(old, olds) - part(new, news)).abs())
}

/// Two divisions: what they are called, what they are about, what stands in them.
pub(super) fn sections(old: &Node<'_>, new: &Node<'_>) -> f32 {
    let content = old.whole.likeness(&new.whole);
    if !old.text.is_empty() && old.text.chars == new.text.chars {
        return 0.6 + 0.4 * content;
    }
    let heading = if old.text.is_empty() || new.text.is_empty() { content } else { old.own.likeness(&new.own) };
    let kind = if kind(old).is_some() && kind(old) == kind(new) { 0.25 } else { 0.0 };
    (0.5 * heading + 0.5 * content + kind).max(content).min(1.0)
}

/// The kind of a division, where that says something.
fn kind(node: &Node<'_>) -> Option<Kind> {
    match node.piece {
        Piece::Section(section) => Some(section.kind).filter(|kind| !matches!(kind, Kind::Other | Kind::Attachment)),
        _ => None,
    }
}

/// Two pieces by their own words, or by all that stands in them: a short item is known by what it holds.
pub(super) fn pieces(old: &Node<'_>, new: &Node<'_>) -> f32 {
    let whole = || old.whole.likeness(&new.whole);
    let alike = if old.text.is_empty() || new.text.is_empty() {
        whole()
    } else if old.text.chars == new.text.chars {
        0.8 + 0.2 * whole()
    } else if old.children.is_empty() || new.children.is_empty() {
        // A piece against what another holds would be half the same.
        old.own.likeness(&new.own)
    } else {
        old.own.likeness(&new.own).max(whole())
    };
    // What got or lost a label may be the same; what kept its kind is so more likely.
    let other_kind =
        matches!((old.piece, new.piece), (Piece::Item(_), Piece::Paragraph(_)) | (Piece::Paragraph(_), Piece::Item(_)));
    if other_kind { 0.95 * alike } else { alike }
}

/// Two pieces by their own words alone, where they have some.
pub(super) fn wording(old: &Node<'_>, new: &Node<'_>) -> f32 {
    if old.text.is_empty() || new.text.is_empty() { old.whole.likeness(&new.whole) } else { old.own.likeness(&new.own) }
}

/// The words of a piece by which it is the same to the letter.
pub(super) fn words<'n>(node: &'n Node<'_>) -> Vec<&'n [char]> {
    match node.piece {
        Piece::Row(..) => node.cells.iter().map(|cell| &cell.text.chars[..]).collect(),
        _ => vec![&node.text.chars],
    }
}
