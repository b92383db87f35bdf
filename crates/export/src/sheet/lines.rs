//! The lines of a comparison by divisions.

use std::collections::{BTreeMap, BTreeSet};

use diff::{Change, ChangeKind, Part, What};

use super::place;
use super::said::difference;
use super::table::{self, Members};
use super::{Away, Division, Entry, Facet, Layout, Line, NEW, Note, OLD, Said, key};
use crate::phrase::{Bit, Mark, Phrase, joined, visible};
use crate::words;

pub(super) fn divisions(layout: &Layout<'_, '_>) -> Vec<Division> {
    let lines = &layout.comparison.lines;
    let members = members(layout);
    let mut divisions = vec![Division::default()];
    // The division of the new plan, and one that is gone, as long as its lines go on.
    let (mut current, mut gone) = (0, None);
    for (number, diff_line) in lines.iter().enumerate() {
        let at = match (diff_line.old, diff_line.new) {
            (_, Some(Part::Section(_))) => {
                divisions.push(Division { heading: Some(line(layout, number)), ..Division::default() });
                (current, gone) = (divisions.len() - 1, None);
                current
            }
            (Some(Part::Section(_)), None) => {
                divisions.push(Division { heading: Some(line(layout, number)), ..Division::default() });
                gone = Some(divisions.len() - 1);
                divisions.len() - 1
            }
            (_, Some(_)) => {
                gone = None;
                current
            }
            (_, None) => gone.unwrap_or(current),
        };
        for change in layout.changes(diff_line) {
            if number > 0 {
                *divisions[at].tally.entry(Facet::of(change)).or_default() += 1;
            }
        }
        let entries = &mut divisions[at].entries;
        match diff_line.new.or(diff_line.old) {
            Some(Part::Table(_)) => {
                let members = members.get(&number).map_or(&[][..], Vec::as_slice);
                entries.push(Entry::Table(table::table(layout, number, members)));
            }
            Some(Part::Paragraph(_) | Part::Item(_)) => entries.push(Entry::Line(line(layout, number))),
            Some(Part::Plan | Part::Section(_) | Part::Row(..)) | None => {}
        }
        let elsewhere = diff_line.left.iter().filter(|at| !is_row(layout, **at));
        entries.extend(elsewhere.map(|at| Entry::Away(away(layout, *at))));
    }
    divisions.iter_mut().for_each(mark_context);
    divisions.retain(|division| division.heading.is_some() || !division.entries.is_empty());
    divisions
}

fn is_row(layout: &Layout<'_, '_>, number: usize) -> bool {
    matches!(layout.comparison.lines[number].old, Some(Part::Row(..)))
}

/// The rows of each table, by their lines and that of the table: also those that are gone, and the places of those that went elsewhere.
fn members(layout: &Layout<'_, '_>) -> BTreeMap<usize, Vec<Members>> {
    let lines = &layout.comparison.lines;
    let mut members: BTreeMap<usize, Vec<Members>> = BTreeMap::new();
    let table_of = |part: Option<Part<'_>>, side: usize| match part {
        Some(Part::Row(table, _)) => layout.keys[side].get(table.key.as_str()).copied(),
        _ => None,
    };
    for (number, line) in lines.iter().enumerate() {
        if matches!(line.new.or(line.old), Some(Part::Table(_))) {
            members.entry(number).or_default();
        }
        if let Some(table) = table_of(line.new, NEW).or_else(|| table_of(line.old, OLD)) {
            members.entry(table).or_default().push(Members::Row(number));
        }
        for at in &line.left {
            if let Some(table) = table_of(lines[*at].old, OLD) {
                members.entry(table).or_default().push(Members::Away(*at));
            }
        }
    }
    members
}

/// A line by its number.
pub(super) fn line(layout: &Layout<'_, '_>, number: usize) -> Line {
    let diff_line = &layout.comparison.lines[number];
    let changes = layout.changes(diff_line);
    let sides = [diff_line.old, diff_line.new];
    let words = |side: usize| sides[side].map(own_words);
    let spans = match (words(OLD), words(NEW)) {
        (Some((_, old)), Some((_, new))) if changes.iter().any(|change| is_reworded(change)) => diff::marks(old, new),
        _ => Vec::new(),
    };
    let is_renumbered = changes.iter().any(|change| change.what == What::Label);
    let said = |side: usize, mark: Mark| {
        let (label, text) = words(side)?;
        let pen = layout.pens[side];
        let ranges = spans.iter().map(|span| [span.old, span.new][side]);
        let label = if label.is_empty() { Phrase::new() } else { vec![pen.bit(label)] };
        Some(Said {
            key: sides[side].and_then(key).map(visible),
            label: label.into_iter().map(|bit| bit.marked(if is_renumbered { mark } else { Mark::Kept })).collect(),
            text: pen.text(text, ranges, mark),
            is_drawn: matches!(sides[side], Some(Part::Paragraph(_))) && text.contains('\n'),
        })
    };
    // What has no key of its own is placed by that of its surroundings.
    let surroundings = |side: usize| {
        let change = changes.iter().find_map(|change| [change.old_key.as_deref(), change.new_key.as_deref()][side]);
        sides[side].and_then(key).or(change).map(|key| place::place(layout, side, key, 1))
    };
    Line {
        number,
        depth: diff_line.depth,
        place: surroundings(NEW).or_else(|| surroundings(OLD)).unwrap_or_default(),
        old: said(OLD, Mark::Gone),
        new: said(NEW, Mark::Came),
        facets: changes.iter().map(|change| Facet::of(change)).collect(),
        notes: changes.iter().filter_map(|change| note(layout, number, change)).collect(),
        is_continued: diff_line.is_continued,
        is_context: false,
    }
}

fn is_reworded(change: &Change) -> bool {
    change.kind == ChangeKind::Changed && matches!(change.what, What::Text | What::Heading)
}

fn own_words<'r>(part: Part<'r>) -> (&'r str, &'r str) {
    match part {
        Part::Plan | Part::Row(..) => ("", ""),
        Part::Section(section) => (section.label.as_deref().unwrap_or(""), &section.heading),
        Part::Paragraph(paragraph) => ("", &paragraph.text),
        Part::Item(item) => (&item.label, &item.text),
        Part::Table(table) => ("", table.caption.as_deref().unwrap_or("")),
    }
}

/// What is said of a change that the words of its line do not show.
pub(super) fn note(layout: &Layout<'_, '_>, number: usize, change: &Change) -> Option<Note> {
    let facet = Facet::of(change);
    match change.what {
        What::Order => {
            let mut words = vec![words::FROM.into(), Bit::plain(" ")];
            words.extend(elsewhere(layout, OLD, change));
            Some(Note { facet, words, came_from: Some(number) })
        }
        What::Citation => {
            let words = joined([vec![words::LETTER.into()], difference(layout, change)], " ");
            Some(Note { facet, words, came_from: None })
        }
        What::Due | What::Units => Some(Note { facet, words: difference(layout, change), came_from: None }),
        _ => None,
    }
}

pub(super) fn away(layout: &Layout<'_, '_>, number: usize) -> Away {
    let changes = layout.changes(&layout.comparison.lines[number]);
    let order = changes.into_iter().find(|change| change.what == What::Order);
    let mut words: Phrase = vec![words::TO.into(), Bit::plain(" ")];
    words.extend(order.map(|change| elsewhere(layout, NEW, change)).unwrap_or_default());
    Away { number, words }
}

/// The other place of what moved: without its surroundings, where they are the same.
fn elsewhere(layout: &Layout<'_, '_>, side: usize, change: &Change) -> Phrase {
    let [old, new] = [&change.old_key, &change.new_key].map(|key| key.as_deref().unwrap_or_default());
    let parent = |key: &'_ str| key.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    let is_near = parent(old).is_some() && parent(old) == parent(new);
    let key = [old, new][side];
    place::place(layout, side, key, if is_near { key.matches('.').count() } else { 0 })
}

/// What something stands in that changed is shown with it.
fn mark_context(division: &mut Division) {
    let mut wanted = 0;
    for entry in division.entries.iter_mut().rev() {
        let depth = entry.depth();
        match entry {
            Entry::Away(_) => {}
            entry if !entry.is_folded() => wanted = depth,
            Entry::Line(line) if depth < wanted => {
                line.is_context = true;
                wanted = depth;
            }
            _ => {}
        }
    }
}

/// The facets of some changes.
pub(super) fn facets<'c>(changes: impl IntoIterator<Item = &'c Change>) -> BTreeSet<Facet> {
    changes.into_iter().map(Facet::of).collect()
}
