//! Which class of labels the top-level divisions bear.

use std::collections::BTreeMap;

use numerals::label::Class;

use super::trail::rank;
use crate::fields::kind;
use crate::lines::shape::is_sentence;
use crate::lines::{Break, Piece};
use crate::{Lexicon, TopRule, tables};

/// What the labels of one class show.
#[derive(Debug, Default, Clone)]
struct Sighting {
    first: usize,
    count: usize,
    /// Labels that are one more than the one of their class before.
    next: usize,
    /// Labels whose text is a heading of a known kind.
    known: usize,
    starts_at_one: bool,
    last: Option<u32>,
    restarts: usize,
}

/// The class of the divisions, and why it is that: the highest that numbers on, outside tables and attachments.
pub(super) fn class(pieces: &[Piece], skip: &[bool], lexicon: &Lexicon) -> Option<(Class, TopRule)> {
    let end = attachments(pieces, skip);
    let sightings = sightings(pieces, skip, end, lexicon);
    let table = (0..end).find(|at| tables::begins(pieces, *at, lexicon)).unwrap_or(end);
    let good: Vec<(Class, &Sighting)> = sightings
        .iter()
        .filter(|(class, sighting)| divides(**class, sighting))
        .map(|(class, sighting)| (*class, sighting))
        .collect();
    let outside = good.iter().any(|(_, sighting)| sighting.first < table);
    let stem = sightings.get(&Class::Stem).filter(|stem| {
        let mut others = sightings.iter().filter(|(class, _)| **class != Class::Stem);
        let is_first = others.all(|(_, other)| other.first > stem.first);
        stem.starts_at_one
            && stem.next >= 1
            && (is_first && names_divisions(stem)
                || [Class::Formal, Class::Han].iter().any(|class| {
                    sightings.get(class).is_some_and(|below| below.first > stem.first && below.restarts >= 1)
                }))
    });
    if stem.is_some() {
        return Some((Class::Stem, TopRule::StemsAbove));
    }
    let outermost = good.iter().min_by_key(|(_, seen)| seen.first).filter(|(_, outer)| {
        outer.restarts == 0
            && outer.next >= 1
            && good.iter().all(|(_, inner)| inner.first == outer.first || inner.restarts >= 1)
    });
    if let Some((class, _)) = outermost {
        return Some((*class, TopRule::Outermost));
    }
    good.into_iter()
        .filter(|(_, sighting)| !outside || sighting.first < table)
        .min_by_key(|(class, sighting)| (rank(*class).unwrap_or(u8::MAX), sighting.first))
        .map(|(class, _)| (class, TopRule::Rank))
}

/// Whether labels of a class, as they were seen, can head divisions.
fn divides(class: Class, seen: &Sighting) -> bool {
    match class {
        Class::Part | Class::Chapter | Class::Formal => seen.next >= 1 || seen.known >= 1 || seen.starts_at_one,
        Class::Article | Class::Point => seen.next >= 1,
        Class::Han => seen.next >= 1 || seen.known >= 1 && seen.starts_at_one,
        Class::Section | Class::HanBracket | Class::ArabicDot | Class::Noun => seen.next >= 1 && names_divisions(seen),
        _ => false,
    }
}

/// Whether half of the labels, two at least, stand before headings of known kinds.
fn names_divisions(seen: &Sighting) -> bool {
    seen.known >= 2 && seen.known * 2 >= seen.count
}

fn sightings(pieces: &[Piece], skip: &[bool], end: usize, lexicon: &Lexicon) -> BTreeMap<Class, Sighting> {
    let mut sightings: BTreeMap<Class, Sighting> = BTreeMap::new();
    let tabbed = tables::tabbed(&pieces[..end], lexicon);
    for (index, piece) in pieces[..end].iter().enumerate() {
        let Some(line) = piece.line().filter(|line| !skip[index] && !tabbed[index] && !line.leads_to_page()) else {
            continue;
        };
        let Some(label) = line.label.filter(|label| label.separator != Some(' ') || label.class == Class::Formal)
        else {
            continue;
        };
        let Some(ordinal) = label.ordinal else { continue };
        let seen = sightings.entry(label.class).or_insert_with(|| Sighting { first: index, ..Sighting::default() });
        let goes_on = seen.last.is_some_and(|last| ordinal == last + 1);
        if line.before == Break::Inline && !goes_on && ordinal != 1 {
            continue;
        }
        seen.starts_at_one |= seen.count == 0 && ordinal == 1;
        seen.restarts += usize::from(seen.count > 0 && ordinal == 1);
        seen.count += 1;
        seen.next += usize::from(goes_on);
        let (heading, _) = super::heading::parts(&line.body(), lexicon);
        seen.known += usize::from(!is_sentence(&heading) && kind::kind(&heading.closed(), lexicon).is_some());
        seen.last = Some(ordinal);
    }
    sightings
}

/// The first piece of the attachments, behind the first label of the plan itself.
fn attachments(pieces: &[Piece], skip: &[bool]) -> usize {
    let labelled = |piece: &Piece| {
        piece.line().is_some_and(|line| line.label.is_some_and(|label| label.class != Class::Attachment))
    };
    let first = (0..pieces.len()).find(|at| !skip[*at] && labelled(&pieces[*at])).unwrap_or(0);
    (first..pieces.len())
        .find(|at| !skip[*at] && pieces[*at].line().is_some_and(super::assemble::heads_attachment))
        .unwrap_or(pieces.len())
}
