//! Text that is not painted: what a text recognition found behind an image, and text that is a clip.

use kurbo::{BezPath, Rect as Box64};
use layout::{Character, Page, Point, Rect};

use super::overprint::Grid;

/// Elements of a path that is no more than a box.
const BOX: usize = 6;

/// How far the outlines of a text may go beyond the boxes of its characters, in points.
const SLACK: f32 = 20.0;

/// Images of a page behind which text is looked for; a scan is one, or some strips.
const IMAGES: usize = 256;

#[derive(Default)]
pub(super) struct Hidden {
    characters: Vec<Character>,
    /// Where the runs begin between which nothing else was drawn.
    run: Option<usize>,
}

impl Hidden {
    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    pub(super) fn push(&mut self, character: Character) {
        self.characters.push(character);
    }

    pub(super) fn begin_run(&mut self) {
        self.run.get_or_insert(self.characters.len());
    }

    /// Something else is drawn.
    pub(super) fn end_run(&mut self) {
        self.run = None;
    }

    /// The characters of text just before a clip, where the clip has their outlines (text rendering mode 7).
    pub(super) fn take_clip(&mut self, path: &BezPath, bounds: Box64) -> Vec<Character> {
        let Some(start) = self.run.take() else { return Vec::new() };
        let run = self.characters.get(start..).unwrap_or_default();
        let Some(around) = run.iter().map(|character| character.bbox).reduce(|a, b| a.union(&b)) else {
            return Vec::new();
        };
        let around = Rect::new(around.x0 - SLACK, around.y0 - SLACK, around.x1 + SLACK, around.y1 + SLACK);
        #[expect(clippy::cast_possible_truncation, reason = "points of a page")]
        let corners = [(bounds.x0, bounds.y0), (bounds.x1, bounds.y1)].map(|(x, y)| Point { x: x as f32, y: y as f32 });
        if path.elements().len() <= BOX || !corners.iter().all(|corner| around.contains(*corner)) {
            return Vec::new();
        }
        self.characters.split_off(start.min(self.characters.len()))
    }

    /// What of it is the text of the page: all of it where nothing else is, or what lies on an image in a place where nothing
    /// else stands.
    pub(super) fn readable(&mut self, page: &Page, grid: &Grid) -> Vec<Character> {
        let mut hidden = std::mem::take(&mut self.characters);
        if hidden.is_empty() || page.characters.iter().all(|character| character.text.is_whitespace()) {
            return hidden;
        }
        let Some(around) = page.images.iter().copied().reduce(|a, b| a.union(&b)) else { return Vec::new() };
        hidden.retain(|character| {
            let center = character.bbox.center();
            let half = character.size / 2.0;
            let near = Rect::new(center.x - half, center.y - half, center.x + half, center.y + half);
            around.contains(center)
                && page.images.iter().take(IMAGES).any(|image| image.contains(center))
                && !grid.has_any(&near, &page.characters)
        });
        hidden
    }
}
