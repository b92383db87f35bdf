//! Lists: `word/numbering.xml` (ECMA-376-1, 17.9).

use std::collections::BTreeMap;

use docx_rs::{
    AbstractNumbering, Docx, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering, SpecialIndentType,
    Start,
};

use super::styles;
use crate::label::BULLET;
use crate::layout::{List, Style};

/// docx-rs writes a definition and a list of its own with the number 1.
const FIRST: usize = 2;

/// Room between a label and its text, in twentieths of a point.
const GAP: i32 = 60;

/// The `w:numId` of a list.
pub(super) fn id(list: usize) -> usize {
    list + FIRST
}

/// Adds the lists: one definition for all that look the same, and one `w:num` for each run of labels, with the value at which
/// it begins (17.9.26).
pub(super) fn add(mut docx: Docx, lists: &[List]) -> Docx {
    let mut definitions: BTreeMap<(&str, &str, usize), (usize, usize)> = BTreeMap::new();
    for (index, list) in lists.iter().enumerate() {
        let next = definitions.len() + FIRST;
        let (definition, width) = definitions.entry((list.format, &list.text, list.depth)).or_insert((next, 0));
        *width = list.width.max(*width);
        let mut numbering = Numbering::new(id(index), *definition);
        if list.format != BULLET {
            numbering = numbering.add_override(LevelOverride::new(0).start(list.start as usize));
        }
        docx = docx.add_numbering(numbering);
    }
    for ((format, text, depth), (id, width)) in definitions {
        let mut definition = AbstractNumbering::new(id).add_level(level(format, text, depth, width));
        definition.multi_level_type = Some("singleLevel".to_owned());
        docx = docx.add_abstract_numbering(definition);
    }
    docx
}

fn level(format: &str, text: &str, depth: usize, width: usize) -> Level {
    let em = styles::em(Style::Body);
    let count = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    let hanging = count(width).saturating_mul(em / 2).saturating_add(GAP);
    let left = count(depth).saturating_mul(2 * em).saturating_add(hanging);
    Level::new(0, Start::new(1), NumberFormat::new(format), LevelText::new(escaped(text)), LevelJc::new("left")).indent(
        Some(left),
        Some(SpecialIndentType::Hanging(hanging)),
        None,
        None,
    )
}

/// docx-rs escapes text, but not this attribute.
fn escaped(text: &str) -> String {
    super::admissible(text).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
