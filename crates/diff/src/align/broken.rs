//! Texts that are one paragraph on one side and several on the other: a line break is no change.

use std::collections::BTreeMap;

use crate::comparable::{Comparable, Profile};
use crate::outline::{Class, Outline, Piece};

/// Joins what is broken in one plan and whole in the other, and says which pieces these are.
pub(super) fn join(old: &mut Outline<'_>, new: &mut Outline<'_>) -> Vec<(usize, usize)> {
    let mut pairs = joined(old, new);
    pairs.extend(joined(new, old).into_iter().map(|(new, old)| (old, new)));
    pairs
}

/// Texts of `whole` that stand in several pieces of `broken`, each with the first of these.
fn joined(whole: &Outline<'_>, broken: &mut Outline<'_>) -> Vec<(usize, usize)> {
    let mut texts: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    for (at, node) in whole.nodes.iter().enumerate() {
        if is_text(whole, at) {
            texts.entry(&node.text.chars).or_default().push(at);
        }
    }
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for at in 0..broken.nodes.len() {
        let first = &broken.nodes[at].text.chars;
        if is_text(broken, at)
            && !texts.contains_key(&first[..])
            && let Some((text, pieces)) =
                texts.range(&first[..]..).take_while(|(text, _)| text.starts_with(first)).find_map(|(_, pieces)| {
                    Some((*pieces.first()?, lines(broken, at, &whole.nodes[*pieces.first()?].text.chars)?))
                })
        {
            found.push((text, pieces));
        }
    }
    // What is told twice has no certain counterpart.
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    found.iter().for_each(|(text, _)| *times.entry(*text).or_default() += 1);
    found.retain(|(text, _)| times[text] == 1 && texts[&whole.nodes[*text].text.chars[..]].len() == 1);
    let mut pairs = Vec::new();
    for (text, pieces) in found {
        // A piece that another text has taken stays with that.
        if pieces.iter().any(|at| broken.nodes[*at].is_continued) {
            continue;
        }
        let first = pieces[0];
        for at in &pieces[1..] {
            let node = &mut broken.nodes[*at];
            (node.text, node.own, node.is_continued) = (Comparable::default(), Profile::default(), true);
        }
        broken.nodes[first].text = whole.nodes[text].text.clone();
        broken.nodes[first].own = whole.nodes[text].own.clone();
        pairs.push((text, first));
    }
    if !pairs.is_empty() {
        broken.sum_up();
    }
    pairs
}

/// A text that may be broken: no line of the title, which is a field of its own.
fn is_text(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    node.class() == Class::Text && !node.is_title && !node.text.is_empty()
}

/// The piece and the paragraphs right behind it that hold a text together.
fn lines(outline: &Outline<'_>, first: usize, text: &[char]) -> Option<Vec<usize>> {
    let node = &outline.nodes[first];
    let mut rest = text.strip_prefix(&node.text.chars[..])?;
    let siblings = &outline.nodes[node.parent].children;
    let behind = match node.piece {
        // The lines of an item stand in it.
        Piece::Item(_) => &node.children[..],
        _ => &siblings[siblings.iter().position(|at| *at == first)? + 1..],
    };
    let mut pieces = vec![first];
    for at in behind {
        let node = &outline.nodes[*at];
        let is_line = matches!(node.piece, Piece::Paragraph(_)) && is_text(outline, *at);
        rest = rest.strip_prefix(&node.text.chars[..]).filter(|_| is_line)?;
        pieces.push(*at);
        if rest.is_empty() {
            return Some(pieces);
        }
    }
    None
}
