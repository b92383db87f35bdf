//! What stands where on a page.

use document::Confidence;

use crate::{Rect, TagId};

/// A page as it is seen upright: rotation and box offset of the file are already applied.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// In the order in which the file draws them, each once; what is clipped away or off the page is not there.
    pub characters: Vec<Character>,
    /// Ruled lines, thin boxes among them, as far as they are to be seen; in the order in which the file draws them.
    pub rules: Vec<Rule>,
    /// Boxes of images.
    pub images: Vec<Rect>,
}

/// One Unicode scalar in its place. A ligature is several, its box cut among them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Character {
    /// What it is; U+FFFD where the file doesn't tell. White space is given where the file has it.
    pub text: char,
    /// The box of its em or advance, not of its ink: as high as the font size across the writing direction, as long as its advance along it.
    pub bbox: Rect,
    /// Font size as seen on the page, in points.
    pub size: f32,
    /// Which way its line runs.
    pub direction: Direction,
    /// Which font of the file it is of; equal numbers are equal fonts.
    pub font: u32,
    /// The element of the file's own structure that holds it.
    pub tag: Option<TagId>,
    /// How sure its recognition was, where it was recognized from an image.
    pub ocr: Option<Confidence>,
}

/// Which way the characters of a line follow each other, and which way they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Upright characters from left to right.
    #[default]
    Horizontal,
    /// Upright characters from top to bottom; columns follow from right to left.
    Vertical,
    /// Characters turned a quarter clockwise, from top to bottom: a page on its side.
    TurnedRight,
    /// Characters upside down, from right to left.
    UpsideDown,
    /// Characters turned a quarter counterclockwise, from bottom to top.
    TurnedLeft,
}

impl Direction {
    /// Quarter turns, clockwise, in which its characters stand.
    pub fn quarters(self) -> usize {
        match self {
            Self::Horizontal | Self::Vertical => 0,
            Self::TurnedRight => 1,
            Self::UpsideDown => 2,
            Self::TurnedLeft => 3,
        }
    }
}

/// A straight ruled line, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its box: a stroke by its width, at least a hairline.
    pub bbox: Rect,
    /// Along which axis it runs.
    pub is_vertical: bool,
}
