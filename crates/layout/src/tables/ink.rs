//! Characters of a page by their place.

use std::ops::Range;

use crate::lines::is_visible;
use crate::{Page, Point, Rect};

/// The middle of a character, and which one it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dot {
    pub(super) center: Point,
    pub(super) index: usize,
    pub(super) visible: bool,
}

/// The characters of a page from top to bottom by their middles.
#[derive(Debug)]
pub(super) struct Ink {
    dots: Vec<Dot>,
}

impl Ink {
    pub(super) fn new(page: &Page) -> Self {
        let mut dots: Vec<Dot> = page
            .characters
            .iter()
            .enumerate()
            .map(|(index, character)| Dot { center: character.bbox.center(), index, visible: is_visible(character) })
            .filter(|dot| dot.center.x.is_finite() && dot.center.y.is_finite())
            .collect();
        dots.sort_by(|a, b| a.center.y.total_cmp(&b.center.y).then(a.index.cmp(&b.index)));
        Self { dots }
    }

    fn band(&self, y0: f32, y1: f32) -> Range<usize> {
        let from = self.dots.partition_point(|dot| dot.center.y < y0);
        from..self.dots.partition_point(|dot| dot.center.y <= y1).max(from)
    }

    /// The characters whose middle lies in a box, from top to bottom.
    pub(super) fn within(&self, bbox: Rect) -> impl Iterator<Item = &Dot> {
        self.dots[self.band(bbox.y0, bbox.y1)].iter().filter(move |dot| (bbox.x0..=bbox.x1).contains(&dot.center.x))
    }

    /// Whether something is to be seen in a box.
    pub(super) fn marks(&self, bbox: Rect) -> bool {
        self.within(bbox).any(|dot| dot.visible)
    }
}
