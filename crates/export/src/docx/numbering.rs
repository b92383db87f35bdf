//! Lists: `word/numbering.xml` (ECMA-376-1, 17.9).

use std::collections::BTreeMap;

use docx_rs::{AbstractNumbering, Docx, Level, LevelJc, LevelText, NumberFormat, Numbering, SpecialIndentType, Start};

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

/// Adds the lists, each with a definition of its own: programs differ in how lists of one definition begin anew (17.9.26), and
/// LibreOffice loses it where it writes a .doc. Bullets don't count, and share theirs.
pub(super) fn add(mut docx: Docx, lists: &[List]) -> Docx {
    let mut bullets: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (index, list) in lists.iter().enumerate() {
        let own = id(index);
        let definition = match list.format {
            BULLET => *bullets.entry((&list.text, list.depth)).or_insert(own),
            _ => own,
        };
        docx = docx.add_numbering(Numbering::new(own, definition));
        if definition == own {
            let mut definition = AbstractNumbering::new(own).add_level(level(list));
            definition.multi_level_type = Some("singleLevel".to_owned());
            docx = docx.add_abstract_numbering(definition);
        }
    }
    docx
}

fn level(list: &List) -> Level {
    let List { format, text, start, depth, width } = list;
    let em = styles::em(Style::Body);
    let count = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    let hanging = count(*width).saturating_mul(em / 2).saturating_add(GAP);
    let left = count(*depth).saturating_mul(2 * em).saturating_add(hanging);
    Level::new(
        0,
        Start::new(*start as usize),
        NumberFormat::new(*format),
        LevelText::new(escaped(text)),
        LevelJc::new("left"),
    )
    .indent(Some(left), Some(SpecialIndentType::Hanging(hanging)), None, None)
}

/// docx-rs escapes text, but not this attribute.
fn escaped(text: &str) -> String {
    super::admissible(text).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
