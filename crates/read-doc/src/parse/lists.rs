//! The tables of lists: \[MS-DOC\], `PlfLst`, `PlfLfo`.

use numerals::lists::{LEVELS, Restart};

use crate::model::{LevelOverride, ListDefinition, ListLevel, ListOverride};
use crate::parse::assemble::Modifying;
use crate::parse::bytes::{i32_at, index, u16_at, u32_at, units};
use crate::properties::Chp;

/// The definitions. The levels follow the table (`PlfLst`) outside of its length.
pub(crate) fn definitions(bytes: &[u8], modifying: &mut Modifying<'_>) -> (Vec<ListDefinition>, bool) {
    const SIZE: usize = 28;
    let count = u16_at(bytes, 0).map_or(0, usize::from);
    let mut definitions = Vec::new();
    let mut at = 2 + SIZE * count;
    for place in 0..count {
        // `LSTF`
        let Some(list) = bytes.get(2 + SIZE * place..2 + SIZE * (place + 1)) else { return (definitions, false) };
        let is_simple = list.get(26).is_some_and(|flags| flags & 1 != 0);
        let mut definition = ListDefinition { id: i32_at(list, 0).unwrap_or(0), ..ListDefinition::default() };
        for (level, style) in definition.styles.iter_mut().enumerate() {
            *style = u16_at(list, 8 + 2 * level).unwrap_or(UNLINKED);
        }
        let mut is_sound = true;
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((read, length)) = level(bytes.get(at..).unwrap_or_default(), modifying) else {
                is_sound = false;
                break;
            };
            definition.levels.push(read);
            at += length;
        }
        definitions.push(definition);
        if !is_sound {
            return (definitions, false);
        }
    }
    (definitions, true)
}

/// `LSTF`: a level without a style.
const UNLINKED: u16 = 0x0FFF;

/// The lists that paragraphs refer to (`PlfLfo`), from the first.
pub(crate) fn overrides(bytes: &[u8], modifying: &mut Modifying<'_>) -> (Vec<ListOverride>, bool) {
    const SIZE: usize = 16;
    let count = u32_at(bytes, 0).map_or(0, index).min(bytes.len() / SIZE);
    let mut at = 4 + SIZE * count;
    let mut lists = Vec::new();
    let mut is_sound = true;
    for place in 0..count {
        // `LFO`
        let Some(list) = bytes.get(4 + SIZE * place..4 + SIZE * (place + 1)) else { return (lists, false) };
        let mut read = ListOverride { definition: i32_at(list, 0).unwrap_or(0), levels: Vec::new() };
        let levels = list.get(12).copied().unwrap_or(0);
        if is_sound {
            // `LFOData`
            at += 4;
            for _ in 0..levels {
                let Some((level, length)) = level_override(bytes.get(at..).unwrap_or_default(), modifying) else {
                    is_sound = false;
                    break;
                };
                read.levels.push(level);
                at += length;
            }
        }
        lists.push(read);
    }
    (lists, is_sound)
}

/// `LFOLVL`, and its length.
fn level_override(bytes: &[u8], modifying: &mut Modifying<'_>) -> Option<(LevelOverride, usize)> {
    let flags = u32_at(bytes, 4)?;
    let (is_start, is_format) = (flags & 0x10 != 0, flags & 0x20 != 0);
    let mut read = LevelOverride { level: usize::from(flags.to_le_bytes()[0] & 0x0F), ..LevelOverride::default() };
    let mut length = 8;
    if is_format {
        let (format, more) = level(bytes.get(8..)?, modifying)?;
        // The level's own start counts.
        read.start = is_start.then_some(format.start);
        read.format = Some(format);
        length += more;
    } else if is_start {
        read.start = start(i32_at(bytes, 0)?);
    }
    Some((read, length))
}

fn start(number: i32) -> Option<u32> {
    u32::try_from(number).ok().filter(|number| *number <= 0x7FFF)
}

/// `LVLF`: what places of values in a label, which are bytes, can reach.
const LONGEST_LABEL: usize = 255;

/// `LVL`, and its length.
fn level(bytes: &[u8], modifying: &mut Modifying<'_>) -> Option<(ListLevel, usize)> {
    const SIZE: usize = 28;
    let field = |at: usize| bytes.get(at).copied();
    let flags = field(5)?;
    let (characters, paragraph, limit) = (usize::from(field(24)?), usize::from(field(25)?), field(26)?);
    let characters_at = SIZE + paragraph;
    let text_at = characters_at + characters;
    let count = usize::from(u16_at(bytes, text_at)?);
    let text = units(bytes.get(text_at + 2..text_at + 2 + 2 * count)?);
    let text: Vec<u16> = text.take(LONGEST_LABEL).collect();
    let mut chp = Chp::default();
    modifying.characters(bytes.get(characters_at..text_at)?, &mut chp);
    let read = ListLevel {
        start: start(i32_at(bytes, 0)?).unwrap_or(0),
        format: field(4)?,
        legal: flags & 0x04 != 0,
        restart: match (flags & 0x08 != 0, usize::from(limit)) {
            (false, _) => Restart::AfterOuter,
            (true, 0) => Restart::Never,
            (true, limit) => Restart::After(limit - 1),
        },
        text: template(&text, bytes.get(6..6 + LEVELS)?, field(4)?),
        chp,
    };
    Some((read, text_at + 2 + 2 * count))
}

/// `LVLF`: the places of values are stated; there, a character is the number of a level.
fn template(units: &[u16], places: &[u8], format: u8) -> String {
    const BULLET: u8 = 23;
    let mut template = String::new();
    let places = places.iter().copied().take_while(|place| *place != 0).map(usize::from);
    let places: Vec<usize> = places.filter(|_| format != BULLET).collect();
    let mut at = 0;
    for unit in char::decode_utf16(units.iter().copied()) {
        let character = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
        at += 1;
        let level = u32::from(character);
        // Malformed: writers other than Word may not state the place.
        if level < 9 && (places.contains(&at) || format != BULLET) {
            template.push('%');
            template.extend(char::from_digit(level + 1, 10));
        } else if !character.is_control() {
            template.push(character);
        }
        at += character.len_utf16() - 1;
    }
    template
}
