//! The sections: `PLCFSED` and their `SEPX`s.

use crate::parse::bytes::{index, u16_at, u32_at};
use crate::parse::plc::Plc;
use crate::parse::word6::{numbering, sprm};
use crate::properties::Numbering;

#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// Behind its last position.
    pub(super) end: u32,
    pub(super) has_title_page: bool,
    /// `grpfIhdt`: which headers and footers it has of its own, a bit for each of [`crate::parse::word6::stories::SHARES`].
    pub(super) headers: u8,
    /// How its outline is numbered, by level; empty where it isn't.
    pub(super) outline: Vec<Numbering>,
}

/// Reads a table of sections. Malformed: properties that many sections share beyond the size of the file; they count as
/// none.
pub(super) fn read(table: &[u8], stream: &[u8]) -> Vec<Section> {
    let mut budget = stream.len();
    let sections = Plc::new(table, 12).iter().map(|(_, end, sed)| {
        let group = properties(sed, stream).filter(|group| {
            let rest = budget.checked_sub(group.len());
            budget = rest.unwrap_or(0);
            rest.is_some()
        });
        let modifiers = sprm::section(group.unwrap_or_default());
        Section {
            end,
            has_title_page: modifiers.has_title_page,
            headers: modifiers.headers,
            outline: modifiers.outline.map(numbering::of_section).unwrap_or_default(),
        }
    });
    sections.collect()
}

/// The modifiers of a section: a SED has their offset behind two bytes, all ones where there are none.
fn properties<'a>(sed: &[u8], stream: &'a [u8]) -> Option<&'a [u8]> {
    let at = u32_at(sed, 2).filter(|at| *at != u32::MAX && *at != 0).map(index)?;
    let length = usize::from(u16_at(stream, at)?);
    let rest = stream.get(at.checked_add(2)?..)?;
    Some(rest.get(..length).unwrap_or(rest))
}
