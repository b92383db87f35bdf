//! A recognized page as the layout of all paged formats takes it.

use document::{Confidence, Origin, Paragraph, Place, Region, Run};
use layout::{Direction, Page, Rect};

use crate::{Line, Seen};

/// Mean confidence below which a page could not be read: handwriting, or a scan that shows too little. Of such pages more than half of the
/// characters are wrong (docs/accuracy.md).
const READABLE_PAGE: f32 = 0.75;

/// Mean confidence below which a line on a page that could be read is none: a stamp, a stain, a piece of a drawing.
const READABLE_LINE: f32 = 0.5;

/// What is said of pages of which the recognition is not sure enough.
pub const HARD_TO_READ: &str = "handwriting, or a scan that shows too little";

/// A recognized page on the page of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// What stands where; `None` where the page could not be read.
    pub page: Option<Page>,
    /// What was too hard to read, a paragraph for each line.
    pub noise: Vec<Paragraph>,
}

/// What was recognized on the page number `number` of a file, of so many points from left to right and from top to bottom.
///
/// Of a page that was askew, places are those of the page once it was straight.
pub fn place(seen: &Seen, number: u32, (width, height): (f32, f32)) -> Placed {
    let paper = Paper::of(seen, (width, height));
    let is_readable = seen.lines.is_empty() || seen.confidence() >= READABLE_PAGE;
    let (lines, noise): (Vec<&Line>, Vec<&Line>) =
        seen.lines.iter().partition(|line| is_readable && line.confidence() >= READABLE_LINE);
    let noise = noise.into_iter().map(|line| paper.noise(line, number)).collect();
    let page = is_readable.then(|| Page {
        number,
        width,
        height,
        characters: lines.into_iter().flat_map(|line| paper.characters(line)).collect(),
        rules: seen.rules.iter().map(|rule| paper.rule(rule)).collect(),
        images: Vec::new(),
    });
    Placed { page, noise }
}

/// The page of the file, and how what was seen lies on it.
struct Paper {
    width: f32,
    height: f32,
    /// How its characters stand.
    direction: Direction,
    /// Points per pixel of the upright page.
    scale: (f32, f32),
}

impl Paper {
    fn of(seen: &Seen, (width, height): (f32, f32)) -> Self {
        let (direction, upright) = match seen.quarters % 4 {
            0 => (Direction::Horizontal, (width, height)),
            1 => (Direction::TurnedLeft, (height, width)),
            2 => (Direction::UpsideDown, (width, height)),
            _ => (Direction::TurnedRight, (height, width)),
        };
        let scale = (upright.0 / seen.width.max(1) as f32, upright.1 / seen.height.max(1) as f32);
        Self { width, height, direction, scale }
    }

    fn rect(&self, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
        let point = |x: f32, y: f32| {
            let (x, y) = (x * self.scale.0, y * self.scale.1);
            match self.direction {
                Direction::Horizontal | Direction::Vertical => (x, y),
                Direction::TurnedLeft => (y, self.height - x),
                Direction::UpsideDown => (self.width - x, self.height - y),
                Direction::TurnedRight => (self.width - y, x),
            }
        };
        let ((a, b), (c, d)) = (point(x0, y0), point(x1, y1));
        Rect::new(a, b, c, d)
    }

    fn rule(&self, rule: &crate::Rule) -> layout::Rule {
        let is_turned = matches!(self.direction, Direction::TurnedLeft | Direction::TurnedRight);
        layout::Rule { bbox: self.rect(rule.bbox), is_vertical: rule.is_vertical != is_turned }
    }

    fn characters(&self, line: &Line) -> impl Iterator<Item = layout::Character> {
        let direction = match line.is_vertical {
            true if self.direction == Direction::Horizontal => Direction::Vertical,
            _ => self.direction,
        };
        line.characters.iter().map(move |character| {
            let [x0, y0, x1, y1] = character.bbox;
            let size = if line.is_vertical { (x1 - x0) * self.scale.0 } else { (y1 - y0) * self.scale.1 };
            let confidence = Confidence { mean: character.confidence, least: character.confidence };
            let (text, bbox) = (character.text, self.rect(character.bbox));
            layout::Character { text, bbox, size, direction, font: 0, tag: None, ocr: Some(confidence) }
        })
    }

    fn noise(&self, line: &Line, number: u32) -> Paragraph {
        let boxes = line.characters.iter().map(|character| self.rect(character.bbox));
        let bbox = boxes.reduce(|a, b| a.union(&b)).unwrap_or_default();
        let region = Region { page: number, bbox: [bbox.x0, bbox.y0, bbox.x1, bbox.y1] };
        let least = line.characters.iter().map(|character| character.confidence).fold(1.0, f32::min);
        let ocr = Some(Confidence { mean: line.confidence(), least });
        let text = line.characters.iter().map(|character| character.text).collect();
        let run = Run { text, origin: Origin { regions: vec![region], ocr, ..Origin::default() } };
        Paragraph { runs: vec![run], place: Place::Noise, ..Paragraph::default() }
    }
}
