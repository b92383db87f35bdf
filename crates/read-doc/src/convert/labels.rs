//! The labels of paragraphs: \[MS-DOC\] 2.4.6.3, 2.4.6.4.

use std::collections::BTreeMap;

use decode::symbols::SymbolFont;
use numerals::counter::{self, Style, of_nfc};
use numerals::lists::{LEVELS, Level, ListId, Lists, Numbering, Override};

use super::inline;
use crate::model::{File, ListLevel};
use crate::properties::Pap;

/// How far the lists of a file have counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    lists: Lists,
    /// By `ilfo`, from 1.
    by_number: Vec<Option<Known>>,
    /// By level, how far the numbering of Word 6 and 95 has counted, and its labels.
    counts: [u32; LEGACY_LEVELS],
    shown: [String; LEGACY_LEVELS],
}

#[derive(Debug, Clone, Copy)]
struct Known {
    list: ListId,
    /// The place of its definition in the file's.
    definition: usize,
    /// Simple lists have one.
    levels: usize,
    /// Levels whose labels are hidden, by bits.
    hidden: u16,
}

const LEGACY_LEVELS: usize = 10;

/// 2.6.2, `sprmPIlfo`: numbered by an `ANLD`.
const LEGACY: u16 = 0x07FF;

/// `MSONFC`: a glyph, nothing.
const BULLET: u8 = 23;
const NOTHING: u8 = 255;

impl Labels {
    /// Takes what a file says of its lists.
    pub(super) fn of(file: &File) -> Self {
        let mut lists = Lists::default();
        let tables = &file.lists;
        let mut by_id = BTreeMap::new();
        for (place, definition) in tables.definitions.iter().enumerate() {
            let id = lists.define(definition.levels.iter().map(|level| self::level(level, &file.fonts)).collect());
            by_id.entry(definition.id).or_insert((id, place));
        }
        let known = tables.lists.iter().map(|list| {
            let (id, place) = *by_id.get(&list.definition)?;
            let definition = tables.definitions.get(place)?;
            let mut hidden = 0_u16;
            for (number, level) in definition.levels.iter().enumerate().take(LEVELS) {
                hidden |= u16::from(level.chp.hides(false)) << number;
            }
            let overrides = list.levels.iter().map(|over| {
                if let Some(format) = over.format.as_ref().filter(|_| over.level < LEVELS) {
                    hidden = hidden & !(1 << over.level) | u16::from(format.chp.hides(false)) << over.level;
                }
                let level = over.format.as_ref().map(|format| level(format, &file.fonts));
                (over.level, Override { level, start: over.start })
            });
            let overrides = overrides.collect();
            let levels = definition.levels.len();
            Some(Known { list: lists.list(id, overrides), definition: place, levels, hidden })
        });
        let by_number = known.collect();
        Self { lists, by_number, ..Self::default() }
    }

    /// Counts a paragraph, and gives the label that it shows.
    pub(super) fn label(&mut self, pap: &Pap, file: &File) -> Option<String> {
        let label = match pap.list {
            Some(0) | None if !pap.is_legacy() => {
                self.counts = [0; LEGACY_LEVELS];
                return None;
            }
            None | Some(0 | LEGACY) => self.legacy(pap, file)?,
            Some(list) => {
                self.counts = [0; LEGACY_LEVELS];
                self.of_list(list, pap, file)?
            }
        };
        let label = label.trim();
        (!label.is_empty()).then(|| label.to_owned())
    }

    fn of_list(&mut self, number: u16, pap: &Pap, file: &File) -> Option<String> {
        // 2.6.2: a negative number says that the paragraph keeps its indents.
        let number = if number < 0x8000 { number } else { number.wrapping_neg() };
        let known = (*self.by_number.get(usize::from(number.checked_sub(1)?))?)?;
        let by_style = || {
            let definition = file.lists.definitions.get(known.definition)?;
            definition.styles.iter().position(|style| *style == pap.style)
        };
        let level = pap.level.map(usize::from).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let level = level.min(known.levels.saturating_sub(1));
        let label = self.lists.label(known.list, level)?;
        (known.hidden & (1 << level) == 0).then_some(label)
    }

    /// Numbering of Word 6 and 95. A paragraph without numbering ends the count.
    fn legacy(&mut self, pap: &Pap, file: &File) -> Option<String> {
        const CONTINUES: u8 = 12;
        let numbering = pap.numbering.and_then(|index| file.numberings.get(usize::try_from(index).ok()?))?;
        let level = pap.numbering_level.unwrap_or(0);
        let font = numbering.font.and_then(|font| file.fonts.get(usize::from(font)).copied().flatten());
        let glyphs = |text: &str| text.chars().map(|glyph| inline::glyph(glyph, font)).collect::<String>();
        if level == CONTINUES {
            return None;
        }
        if level > 10 || numbering.format == BULLET {
            return Some(glyphs(&numbering.before) + &glyphs(&numbering.after));
        }
        let level = usize::from(level % 10);
        let count = self.counts.get_mut(level)?;
        let value = numbering.start.saturating_add(*count);
        *count = count.saturating_add(1);
        for inner in self.counts.iter_mut().skip(level + 1) {
            *inner = 0;
        }
        let number = match numbering.format {
            NOTHING => String::new(),
            format => counter::format(value, of_nfc(format.into()).unwrap_or(Style::Decimal)),
        };
        let outer = level.checked_sub(1).filter(|_| numbering.previous).and_then(|outer| self.shown.get(outer));
        let label = [outer.map_or("", String::as_str), &numbering.before, &number, &numbering.after].concat();
        if let Some(shown) = self.shown.get_mut(level) {
            shown.clone_from(&label);
        }
        Some(label)
    }
}

fn level(level: &ListLevel, fonts: &[Option<SymbolFont>]) -> Level {
    let text = if level.format == BULLET || level.text.chars().any(inline::is_private) {
        let font = inline::symbol_font(&level.chp, fonts);
        level.text.chars().map(|glyph| inline::glyph(glyph, font)).collect()
    } else {
        level.text.clone()
    };
    Level {
        start: level.start,
        numbering: match level.format {
            BULLET => Numbering::Bullet,
            NOTHING => Numbering::None,
            format => Numbering::Counter(of_nfc(format.into()).unwrap_or(Style::Decimal)),
        },
        text,
        restart: level.restart,
        legal: level.legal,
    }
}
