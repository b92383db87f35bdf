//! Recognizes what stands on the picture of a page.
//!
//! A [`Picture`] goes in, [`Seen`] comes out: lines of text with a place and a confidence for each character, and ruled lines. Behind
//! it are the two small models of PP-OCR, which [`Models`] loads: one finds the lines, one reads them ([`see`]). [`place`] makes
//! of it a page as the layout of all paged formats takes it.
//!
//! Covered: pages that are slightly askew, turned by quarters, or upside down; lines that run downwards; ruled tables, whose rules
//! are found first and painted over before anything is read.
//!
//! Not covered: handwriting, of which the confidence says that it could not be read; pages bent by a camera or the spine of a book; dotted rules.

mod binary;
mod crop;
mod files;
mod find;
mod glyphs;
mod left_out;
mod models;
mod orient;
mod page;
mod picture;
mod read;
mod recognize;
mod rules;
mod skew;

pub use files::{OpenModels, fingerprint};
pub use glyphs::restore;
pub use models::{Eye, ModelFile, Models, ModelsError, model_files};
pub use page::{HARD_TO_READ, Placed, place};
pub use picture::Picture;
pub use recognize::{Recognition, Recognize, When};

use serde::{Deserialize, Serialize};

use find::TextBox;

/// To be raised by whoever changes what is seen of a picture: what was kept of earlier versions is then recognized again.
pub const VERSION: u32 = 3;

/// What stands on a picture.
///
/// All places are in pixels of the upright page: turned by quarters and straightened, as `quarters` and `skew` say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// Pixels of the upright page from left to right.
    pub width: usize,
    /// Pixels of the upright page from top to bottom.
    pub height: usize,
    /// Quarter turns, clockwise, that brought the picture upright.
    pub quarters: u8,
    /// By how many degrees the upright page was turned, counterclockwise, to be straight.
    pub skew: f32,
    /// In no particular order, but always the same.
    pub lines: Vec<Line>,
    /// Ruled lines, thick ones as one.
    pub rules: Vec<Rule>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Whether it runs from top to bottom.
    pub is_vertical: bool,
    /// In the order of reading.
    pub characters: Vec<Character>,
}

/// A character and its place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Character {
    /// What was recognized.
    pub text: char,
    /// Left, top, right, bottom: its em across the line, its advance along it.
    pub bbox: [f32; 4],
    /// How likely it is what it was taken for, as the model says, 0 to 1.
    pub confidence: f32,
}

/// A ruled line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Left, top, right, bottom.
    pub bbox: [f32; 4],
    /// Along which axis it runs.
    pub is_vertical: bool,
}

/// What stands on a picture; `None` where the models can't be run on it.
///
/// The page is brought upright and straight, its rules are found and painted over, then its lines are found and read.
pub fn see(eye: &Eye<'_>, picture: &Picture) -> Option<Seen> {
    let (seen, clean, boxes) = look(eye, picture.clone())?;
    match orient::quarters(eye, &clean, &boxes, &seen) {
        0 => Some(seen),
        quarters => {
            let (seen, ..) = look(eye, picture.clone().turned(quarters))?;
            Some(Seen { quarters, ..seen })
        }
    }
}

/// What stands on a picture as it lies, the picture as it was read, and where its lines are.
fn look(eye: &Eye<'_>, picture: Picture) -> Option<(Seen, Picture, Vec<TextBox>)> {
    let skew = skew::of(&picture);
    let straight = if skew == 0.0 { picture } else { picture.straightened(skew) };
    let (rules, clean) = rules::take(&straight);
    let boxes = left_out::taken_in(find::lines(eye, &clean)?, &clean);
    let readings: Vec<_> = boxes.iter().filter_map(|found| read::line(eye, &clean, found)).collect();
    let lines = read::placed(&readings);
    let seen = Seen { width: clean.width(), height: clean.height(), quarters: 0, skew, lines, rules };
    Some((seen, clean, boxes))
}

impl Line {
    /// Mean confidence over its characters.
    pub fn confidence(&self) -> f32 {
        mean(self.characters.iter().map(|character| character.confidence))
    }
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f32
}

impl Seen {
    /// Mean confidence over all characters, 0 where there are none.
    pub fn confidence(&self) -> f32 {
        mean(self.lines.iter().flat_map(|line| &line.characters).map(|character| character.confidence))
    }

    /// The text, a line for each line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.extend(line.characters.iter().map(|character| character.text));
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests;
