//! Marked content: which element of the structure a character belongs to, and text that stands for what is drawn
//! (ISO 32000-1, 14.6 and 14.9.4).

use hayro_syntax::object::{Dict, String as Text};
use layout::{Character, Direction, Rect, TagId};

use crate::tags::Marks;

/// Sequences within sequences. Those beyond change nothing.
const DEPTH: usize = 10_000;

/// Characters of a replacement text.
const REPLACEMENT: usize = 10_000;

pub(super) struct Open<'s> {
    marks: Marks<'s>,
    frames: Vec<Frame>,
    beyond: usize,
}

struct Frame {
    tag: Option<TagId>,
    /// From which character on another text stands for them.
    replacement: Option<(usize, String)>,
}

impl<'s> Open<'s> {
    pub(super) fn new(marks: Marks<'s>) -> Self {
        Self { marks, frames: Vec::new(), beyond: 0 }
    }

    /// The element of what is drawn now.
    pub(super) fn tag(&self) -> Option<TagId> {
        self.frames.last().and_then(|frame| frame.tag)
    }

    pub(super) fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>, at: usize) {
        if self.frames.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        let mark = properties.and_then(|properties| properties.get::<u32>("MCID"));
        let tag = match mark {
            Some(mark) => self.marks.element(mark),
            None if tag == b"Artifact" => Some(self.marks.artifact()),
            None => None,
        };
        let is_replaced = self.frames.iter().any(|frame| frame.replacement.is_some());
        let text = properties.filter(|_| !is_replaced).and_then(|properties| properties.get::<Text<'_>>("ActualText"));
        let replacement = text.and_then(|text| replacement(text.as_bytes())).map(|text| (at, text));
        self.frames.push(Frame { tag: tag.or_else(|| self.tag()), replacement });
    }

    /// The text that stands for all characters from a place on.
    pub(super) fn end(&mut self) -> Option<(usize, String)> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        self.frames.pop()?.replacement
    }
}

/// Puts a text in the place of the characters from `start` on, in their boxes.
pub(super) fn replace(characters: &mut Vec<Character>, start: usize, text: &str) {
    let Some(drawn) = characters.get(start..).filter(|drawn| !drawn.is_empty()) else { return };
    let count = text.chars().count();
    if count == drawn.len() {
        for (character, c) in characters.iter_mut().skip(start).zip(text.chars()) {
            character.text = c;
        }
        return;
    }
    let drawn = drawn.to_vec();
    let mut placed = Vec::with_capacity(count);
    for (index, c) in text.chars().enumerate() {
        // The boxes that this character has: several, or a part of one.
        let first = index * drawn.len() / count;
        let end = ((index + 1) * drawn.len()).div_ceil(count);
        let boxes = drawn.get(first..end).unwrap_or_default();
        let Some(model) = boxes.first() else { continue };
        let bbox = if count > drawn.len() {
            let sharing = |index: usize| index * drawn.len() / count == first;
            let before = (0..index).rev().take_while(|index| sharing(*index)).count();
            let behind = (index..count).take_while(|index| sharing(*index)).count();
            part(model.bbox, model.direction, before, before + behind)
        } else {
            let is_beside = |other: &&Character| other.direction == model.direction && is_level(other, model);
            boxes.iter().filter(is_beside).fold(model.bbox, |all, other| all.union(&other.bbox))
        };
        placed.push(Character { text: c, bbox, ..*model });
    }
    characters.truncate(start);
    characters.append(&mut placed);
}

/// A part of a box, of several along a line.
pub(super) fn part(bbox: Rect, direction: Direction, index: usize, count: usize) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "few parts")]
    let share = |index: usize| index as f32 / count.max(1) as f32;
    let (from, to) = (share(index), share(index + 1));
    let (w, h) = (bbox.width(), bbox.height());
    match direction {
        Direction::Horizontal => Rect::new(bbox.x0 + w * from, bbox.y0, bbox.x0 + w * to, bbox.y1),
        Direction::UpsideDown => Rect::new(bbox.x1 - w * from, bbox.y0, bbox.x1 - w * to, bbox.y1),
        Direction::Vertical | Direction::TurnedRight => {
            Rect::new(bbox.x0, bbox.y0 + h * from, bbox.x1, bbox.y0 + h * to)
        }
        Direction::TurnedLeft => Rect::new(bbox.x0, bbox.y1 - h * from, bbox.x1, bbox.y1 - h * to),
    }
}

fn is_level(a: &Character, b: &Character) -> bool {
    let (from, to) = (a.bbox.center(), b.bbox.center());
    match a.direction {
        Direction::Horizontal | Direction::UpsideDown => (from.y - to.y).abs() < a.size / 2.0,
        Direction::Vertical | Direction::TurnedRight | Direction::TurnedLeft => (from.x - to.x).abs() < a.size / 2.0,
    }
}

/// A text string (ISO 32000-1, 7.9.2.2); `None` where it says no more than that it doesn't know.
fn replacement(bytes: &[u8]) -> Option<String> {
    let text: String = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units =
                rest.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| (unit << 8) | u16::from(*byte)));
            char::decode_utf16(units).map(|c| c.unwrap_or(crate::unicode::UNDECODABLE)).take(REPLACEMENT).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).chars().take(REPLACEMENT).collect(),
        bytes => bytes.iter().take(REPLACEMENT).map(|byte| of_document_encoding(*byte)).collect(),
    };
    let is_empty = text.is_empty();
    let text: String = text.chars().filter(|c| !crate::unicode::means_nothing(*c)).collect();
    (is_empty || !text.is_empty()).then_some(text)
}

/// `PDFDocEncoding` (ISO 32000-1, annex D.2).
fn of_document_encoding(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    let listed = match byte {
        0x18..=0x1F => LOW.get(usize::from(byte - 0x18)),
        0x80..=0xA0 => HIGH.get(usize::from(byte - 0x80)),
        _ => None,
    };
    listed.copied().unwrap_or(char::from(byte))
}
