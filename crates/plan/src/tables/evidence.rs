//! What a piece of text says about the column that it stands in.

use std::cell::OnceCell;

use numerals::label::{Class, Label};

use super::header::likeness;
use crate::fields::{due, units};
use crate::text::Text;
use crate::{Lexicon, Role};

/// What one piece of text shows by itself.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub(super) label: Option<Label>,
    /// The whole text is a time.
    pub(super) due: bool,
    /// How much it looks like names of units, 0 to 1.
    pub(super) units: f32,
    pub(super) number: bool,
    /// Holds a clause or a sentence.
    pub(super) sentence: bool,
    pub(super) length: usize,
}

/// What a line shows, found out when it is first asked for: many readings of a table ask for the same lines.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    evidence: OnceCell<Evidence>,
    likeness: OnceCell<f32>,
}

impl Shown {
    /// Of the text of the line that it belongs to.
    pub(super) fn by(&self, text: &Text) -> &Evidence {
        self.evidence.get_or_init(|| Evidence::of(text))
    }

    /// How much the text of its line looks like the name of a column; a document is read by one lexicon.
    pub(super) fn likeness(&self, text: &Text, lexicon: &Lexicon) -> f32 {
        *self.likeness.get_or_init(|| likeness(&text.closed(), lexicon))
    }
}

impl Clone for Shown {
    /// Of a copy nothing is known: its text may become another.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Evidence {
    pub(super) fn of(text: &Text) -> Self {
        let label = numerals::label::at(text.chars(), 0);
        let body = label.map_or_else(|| text.trimmed(), |label| text.from(label.body).trimmed());
        let closed = body.closed();
        let length = body.visible();
        let whole = if label.is_some() { text.closed() } else { closed.clone() };
        Self {
            label,
            due: length <= 30
                && body.last_visible() != Some('。')
                && (due::looks_like_due(&closed) || label.is_some() && due::looks_like_due(&whole)),
            units: if length <= 60 { units::units_score(&closed) } else { 0.0 },
            number: is_number(&whole),
            sentence: crate::lines::shape::is_sentence(&body),
            length,
        }
    }

    /// How well the text fits a column of this role, by its form; labels are judged elsewhere.
    pub(super) fn fit(&self, role: Role) -> i32 {
        let noun = !self.sentence && !self.due && !self.number;
        match role {
            Role::Deadline => match () {
                () if self.due => 8,
                () if self.sentence || self.length > 16 => -9,
                () if self.units >= 0.6 => -7,
                () => -4,
            },
            Role::Unit => match () {
                () if self.due || self.number => -8,
                () if self.units >= 0.9 => 5,
                () if self.units >= 0.5 => 4,
                () if self.sentence || self.length > 20 => -7,
                () => -2,
            },
            Role::Number => {
                if self.number {
                    6
                } else {
                    -8
                }
            }
            Role::Score => {
                if self.number {
                    6
                } else {
                    -7
                }
            }
            Role::Action | Role::Benefit => match () {
                () if self.due || self.number => -8,
                () if self.sentence => 4,
                () if self.length > 20 => 2,
                () if self.units >= 0.9 && self.length <= 8 => -4,
                () => -1,
            },
            Role::Item | Role::Indicator | Role::Check => match () {
                () if self.due || self.number => -8,
                () if self.units >= 0.9 && self.label.is_none() => -3,
                () if noun && self.length <= 20 => 2,
                () if self.sentence && self.label.is_none() => -3,
                () => 1,
            },
            Role::Note => {
                if self.due {
                    -2
                } else {
                    0
                }
            }
            Role::Other => {
                if self.sentence {
                    -1
                } else {
                    1
                }
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    const LONGEST: usize = 6;
    let digits = text.trim_end_matches(['%', '％', '分', '.', '、']);
    // 45,050: what commas part into thousands may be longer.
    let thousands = digits.split_once(',').is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len())
            && rest.split(',').all(|part| part.len() == 3 && part.bytes().all(|c| c.is_ascii_digit()))
    });
    let digits = if thousands { digits.split(',').next().unwrap_or(digits) } else { digits };
    !digits.is_empty()
        && digits.chars().count() <= LONGEST
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '~' | '０'..='９'))
}

/// Whether an entry begins with a text: it bears a label that numbers entries, with a sign of its own.
pub(super) fn begins_entry(text: &Text) -> bool {
    numerals::label::at(text.chars(), 0)
        .is_some_and(|label| numbers_entries(label.class) && label.separator != Some(' '))
}

/// Classes that number entries of a table.
pub(super) fn numbers_entries(class: Class) -> bool {
    !matches!(class, Class::Bullet | Class::Attachment)
}
