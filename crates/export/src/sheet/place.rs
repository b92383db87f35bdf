//! Where in a plan something stands, in words.

use diff::Part;

use super::Layout;
use crate::phrase::{Bit, Phrase};
use crate::words;

/// Characters of a heading or a text that names a place.
const LONGEST: usize = 16;

/// Where a key stands, in words: 伍 推動組織 › （二）. `side` is the plan; `from` are the steps that are left out from the top.
pub(super) fn place(layout: &Layout<'_, '_>, side: usize, key: &str, from: usize) -> Phrase {
    let mut phrase = Phrase::new();
    let ends = key.match_indices('.').map(|(at, _)| at).chain([key.len()]);
    for end in ends.skip(from) {
        let step = step(layout, side, &key[..end]);
        if !phrase.is_empty() && !step.is_empty() {
            phrase.push(Bit::plain(" › "));
        }
        phrase.extend(step);
    }
    phrase
}

fn step(layout: &Layout<'_, '_>, side: usize, key: &str) -> Phrase {
    let line = layout.keys[side].get(key).and_then(|at| layout.comparison.lines.get(*at));
    let Some(part) = line.and_then(|line| [line.old, line.new][side]) else {
        // The front has no line of its own.
        return if key == "f" { vec![words::FRONT.into()] } else { Phrase::new() };
    };
    let said = |label: &str, text: &str| {
        let mut short: String = text.chars().take(LONGEST).collect();
        if text.chars().nth(LONGEST).is_some() {
            short.push('…');
        }
        let gap = if label.is_empty() || short.is_empty() { "" } else { " " };
        vec![layout.pens[side].bit(&format!("{label}{gap}{short}"))]
    };
    match part {
        Part::Plan => Phrase::new(),
        Part::Section(section) => said(section.label.as_deref().unwrap_or(""), &section.heading),
        Part::Paragraph(paragraph) => said("", &paragraph.text),
        // A bullet alone names no place.
        Part::Item(item) if item.ordinal.is_none() => said(&item.label, &item.text),
        Part::Item(item) => said(&item.label, ""),
        Part::Table(table) => match table.caption.as_deref().filter(|caption| !caption.is_empty()) {
            Some(caption) => said("", caption),
            None => vec![words::TABLE.into()],
        },
        Part::Row(_, row) => name_of_row(row),
    }
}

/// 第3列, for the third row.
pub(super) fn name_of_row(row: usize) -> Phrase {
    vec![words::NUMBERED.into(), Bit::plain(&(row + 1).to_string()), words::ROWS.into()]
}
