//! How a line begins: its label, and how much room its first word needs.

use numerals::label::{self, Class};

use crate::lines::{self, Line};

/// Characters in which a label and the text behind it are looked for.
const LONGEST: usize = 24;

/// Characters before a colon behind which text may hang: 說明：
const LONGEST_BEFORE_COLON: usize = 10;

/// The gap behind a word such as 第三條 that shows that it is a label, in ems.
const LABEL_GAP: f32 = 0.4;

/// Marks behind which no line ends (GB/T 15834—2011, 5.1; W3C, Requirements for Chinese Text Layout, 3.1.3).
const OPENING_MARKS: &str = "（「『《〈【〔〖［｛“‘〝([{";

/// Marks before which no line begins (ibidem).
const CLOSING_MARKS: &str = "，。、；：！？」』）》〉】〕〗］｝”’〞．,.;:!?)]}%％‰";

/// Marks of two characters that are not parted (W3C, Requirements for Chinese Text Layout, 3.1.3).
const PAIRED_MARKS: &str = "…—⋯";

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opening {
    /// It begins with what looks like a label.
    pub(super) is_label: bool,
    /// The label is hardly anything else by its shape.
    pub(super) is_strong: bool,
    class: Option<(Class, Option<u32>)>,
    /// Left edge of the text behind the label.
    pub(super) body: Option<f32>,
    /// Left edge of the text behind a colon near the start.
    pub(super) colon: Option<f32>,
    /// Width of what would have had to fit into the line before: a character with the marks that may not be parted from it,
    /// or a word.
    pub(super) unit: f32,
}

pub(super) fn of(line: &Line) -> Opening {
    let chars: Vec<char> = line.characters.iter().take(LONGEST).map(|character| character.text).collect();
    let found = label::at(&chars, 0).filter(|label| label.start == 0 && label.body > 0);
    let left = |index: usize| line.characters.get(index).map(|c| line.direction.to_flow(c.bbox).x0);
    let right = |index: usize| line.characters.get(index).map(|c| line.direction.to_flow(c.bbox).x1);
    let gap_behind = |index: usize| match (index.checked_sub(1).and_then(right), left(index)) {
        (Some(end), Some(start)) => start - end > LABEL_GAP * line.size,
        _ => true,
    };
    let is_case = is_case(&chars);
    let is_strong = is_case
        || found.is_some_and(|label| match label.class {
            Class::Formal | Class::Stem | Class::Branch | Class::Han => {
                label.separator.is_some_and(|separator| separator != ' ')
            }
            Class::HanBracket | Class::StemBracket | Class::ArabicBracket | Class::Circled => true,
            Class::ArabicDot | Class::Latin => {
                label.separator.is_some_and(|separator| separator != ' ')
                    && chars.get(label.body).is_some_and(|c| !c.is_ascii_digit())
            }
            Class::Part | Class::Chapter | Class::Section | Class::Article | Class::Point | Class::Attachment => {
                label.separator.is_some() || gap_behind(label.end)
            }
            Class::Bullet => chars
                .first()
                .is_some_and(|c| matches!(c, '•' | '●' | '■' | '□' | '◆' | '◇' | '◎' | '※' | '★' | '☆' | '➢' | '○')),
            _ => false,
        });
    let colon =
        chars.iter().take(LONGEST_BEFORE_COLON).position(|c| matches!(c, '：' | ':')).and_then(|at| left(at + 1));
    Opening {
        is_label: is_case || found.is_some(),
        is_strong,
        class: found.map(|label| (label.class, label.ordinal)),
        body: found.and_then(|label| left(label.body)),
        colon,
        unit: unit(line),
    }
}

/// A number of what a plan or minutes call their own: 第一案： 第二階段：
fn is_case(chars: &[char]) -> bool {
    let Some(('第', rest)) = chars.split_first().map(|(first, rest)| (*first, rest)) else { return false };
    let Some((_, length)) = numerals::number::prefix(rest) else { return false };
    rest.iter().skip(length).take(3).skip(1).any(|c| matches!(c, '：' | ':'))
}

impl Opening {
    /// The class and value of its label.
    pub(super) fn counts(&self) -> Option<(Class, u32)> {
        self.class.and_then(|(class, ordinal)| Some((class, ordinal?)))
    }

    /// Whether its label is the first of a list, or the one behind the last of its class.
    pub(super) fn follows(&self, counted: &[(Class, u32)]) -> bool {
        self.counts().is_some_and(|(class, ordinal)| {
            ordinal == 1 || counted.iter().any(|(known, last)| *known == class && ordinal == last.saturating_add(1))
        })
    }
}

/// Where a line ends, marks that may hang out of it not counted.
pub(super) fn unmarked_end(line: &Line) -> Option<f32> {
    let last = line.characters.iter().rfind(|c| lines::is_visible(c) && !CLOSING_MARKS.contains(c.text))?;
    Some(line.direction.to_flow(last.bbox).x1)
}

fn unit(line: &Line) -> f32 {
    let flow = |index: usize| line.characters.get(index).map(|c| line.direction.to_flow(c.bbox));
    let text = |index: usize| line.characters.get(index).map(|c| c.text);
    let Some(first) = flow(0) else { return 0.0 };
    let mut last = 0;
    while text(last).is_some_and(|c| OPENING_MARKS.contains(c)) && text(last + 1).is_some() {
        last += 1;
    }
    if text(last).is_some_and(is_word) {
        while text(last + 1).is_some_and(is_word) {
            last += 1;
        }
    }
    while text(last).is_some_and(|c| PAIRED_MARKS.contains(c)) && text(last + 1) == text(last) {
        last += 1;
    }
    while text(last + 1).is_some_and(|c| CLOSING_MARKS.contains(c)) {
        last += 1;
    }
    flow(last).unwrap_or(first).x1 - first.x0
}

fn is_word(c: char) -> bool {
    lines::is_latin(c) && c != '-'
}
