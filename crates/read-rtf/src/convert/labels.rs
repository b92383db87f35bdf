//! The labels of paragraphs: those that the file states, and those that its lists generate.

use std::collections::{BTreeMap, BTreeSet};

use document::{Origin, Warning};
use numerals::counter::{self, Style, of_nfc};
use numerals::lists::{Level, ListId, Lists, Numbering, Override, Restart};

use crate::parse::{File, LegacyNumbering, LevelOverride, ListLevel, Paragraph, Styles};

/// How far the lists of a file have counted.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    lists: Lists,
    /// By `\ls`.
    by_number: BTreeMap<i32, ListId>,
    missing: BTreeSet<i32>,
    styles: Styles,
    states_labels: bool,
    legacy: Vec<LegacyNumbering>,
    /// By level, how far the numbering of Word 6 and 95 has counted, and its labels.
    counts: [u32; LEGACY_LEVELS],
    shown: [String; LEGACY_LEVELS],
}

const LEGACY_LEVELS: usize = 10;

/// `\levelnfc`: a glyph, nothing.
const BULLET: i32 = 23;
const NOTHING: i32 = 255;

impl Labels {
    /// Takes what a file says of its lists.
    pub(crate) fn of(file: &mut File) -> Self {
        let tables = std::mem::take(&mut file.lists);
        let mut lists = Lists::default();
        let mut definitions = BTreeMap::new();
        let mut borrowed = Vec::new();
        for list in &tables.lists {
            match list.style_id {
                Some(style) if list.levels.is_empty() => borrowed.push((list.id, style)),
                _ => _ = definitions.insert(list.id, lists.define(list.levels.iter().map(level).collect())),
            }
        }
        for (id, style) in borrowed {
            if let Some(&definition) = definitions.get(&style) {
                definitions.insert(id, definition);
            }
        }
        let mut by_number = BTreeMap::new();
        for list in &tables.overrides {
            if let Some(&definition) = definitions.get(&list.list_id) {
                let overrides = list.levels.iter().map(level_override).enumerate().collect();
                by_number.insert(list.number, lists.list(definition, overrides));
            }
        }
        Self {
            lists,
            by_number,
            styles: std::mem::take(&mut file.styles),
            states_labels: file.states_labels,
            legacy: std::mem::take(&mut file.legacy),
            ..Self::default()
        }
    }

    /// The label of the next paragraph. Its lists count it even where the file states the label.
    pub(crate) fn label(
        &mut self,
        paragraph: &Paragraph,
        origin: &Origin,
        warnings: &mut Vec<Warning>,
    ) -> Option<String> {
        let is_stated = paragraph.label.is_some();
        // A writer that states labels has shown none where it states none and there is no text.
        if self.states_labels && !is_stated && paragraph.text.trim().is_empty() {
            return None;
        }
        let own = paragraph.list.filter(|&(list, _)| list > 0);
        // 1.9.1, "Style Sheet": a paragraph repeats what its style says. Only writers that generate no labels don't.
        let of_style = || paragraph.style.filter(|_| !self.states_labels).and_then(|style| self.styles.list(style));
        let generated = match own.or_else(of_style) {
            Some((list, level)) => {
                if !self.by_number.contains_key(&list) && !is_stated && self.missing.insert(list) {
                    let part = format!("\\ls{list} of the list override table");
                    warnings.push(Warning::MissingPart { part, origin: origin.clone() });
                }
                self.by_number.get(&list).and_then(|&id| self.lists.label(id, level))
            }
            None => None,
        };
        let legacy = self.legacy_label(paragraph.legacy);
        let label = match &paragraph.label {
            Some(stated) => Some(stated.clone()),
            None => generated.or(legacy),
        };
        label.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty())
    }

    /// The rank of a paragraph as a heading.
    pub(crate) fn heading(&self, paragraph: &Paragraph) -> Option<u8> {
        let of_style = || paragraph.style.and_then(|style| self.styles.outline(style));
        let level = paragraph.outline.or_else(of_style)?;
        u8::try_from(level).ok().filter(|&level| level < 9).map(|level| level + 1)
    }

    // A paragraph without numbering ends the count.
    fn legacy_label(&mut self, index: Option<usize>) -> Option<String> {
        let Some(numbering) = index.and_then(|index| self.legacy.get(index)) else {
            self.counts = [0; LEGACY_LEVELS];
            return None;
        };
        if numbering.continues {
            return None;
        }
        if numbering.bullet {
            return Some(numbering.before.clone());
        }
        let level = numbering.level.min(LEGACY_LEVELS - 1);
        let first = u32::try_from(numbering.start).unwrap_or(1);
        let count = self.counts.get_mut(level)?;
        let value = first.saturating_add(*count);
        *count = count.saturating_add(1);
        for inner in self.counts.iter_mut().skip(level + 1) {
            *inner = 0;
        }
        let number = match u16::try_from(numbering.format) {
            Ok(255) | Err(_) => String::new(),
            Ok(format) => counter::format(value, of_nfc(format).unwrap_or(Style::Decimal)),
        };
        let outer = level.checked_sub(1).filter(|_| numbering.previous).and_then(|outer| self.shown.get(outer));
        let label = format!("{}{}{number}{}", outer.map_or("", String::as_str), numbering.before, numbering.after);
        if let Some(shown) = self.shown.get_mut(level) {
            shown.clone_from(&label);
        }
        Some(label)
    }
}

fn level(level: &ListLevel) -> Level {
    Level {
        start: u32::try_from(level.start).unwrap_or(0),
        numbering: match level.format {
            BULLET => Numbering::Bullet,
            NOTHING => Numbering::None,
            format => Numbering::Counter(u16::try_from(format).ok().and_then(of_nfc).unwrap_or(Style::Decimal)),
        },
        text: level.text.clone(),
        restart: if level.never_restarts { Restart::Never } else { Restart::AfterOuter },
        legal: level.legal,
    }
}

fn level_override(over: &LevelOverride) -> Override {
    let start = over.start.and_then(|start| u32::try_from(start).ok());
    Override {
        level: over.level.as_ref().filter(|_| over.overrides_format).map(level),
        start: start.filter(|_| over.overrides_start),
    }
}
