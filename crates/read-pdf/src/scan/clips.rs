//! What is to be seen: the boxes of the clips.

use kurbo::Rect as Box64;
use layout::Rect;

/// Clips within clips. What is pushed beyond them changes nothing.
const DEPTH: usize = 100_000;

pub(super) struct Clips {
    page: Box64,
    /// Each cut with those before; `None` where nothing is left.
    boxes: Vec<Option<Box64>>,
    beyond: usize,
}

impl Clips {
    pub(super) fn new(page: Box64) -> Self {
        Self { page, boxes: Vec::new(), beyond: 0 }
    }

    pub(super) fn push(&mut self, bounds: Box64) {
        if self.boxes.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        let cut = self.current().and_then(|current| cut(current, bounds.abs()));
        self.boxes.push(cut);
    }

    pub(super) fn pop(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else {
            self.boxes.pop();
        }
    }

    /// What is to be seen now.
    pub(super) fn current(&self) -> Option<Box64> {
        self.boxes.last().copied().unwrap_or(Some(self.page))
    }

    /// What is to be seen of a box.
    pub(super) fn seen(&self, bounds: Box64) -> Option<Rect> {
        cut(self.current()?, bounds.abs()).map(rect)
    }
}

/// What two boxes have in common; a line is something.
pub(super) fn cut(a: Box64, b: Box64) -> Option<Box64> {
    let cut = Box64::new(a.x0.max(b.x0), a.y0.max(b.y0), a.x1.min(b.x1), a.y1.min(b.y1));
    let is_some = cut.x0 <= cut.x1 && cut.y0 <= cut.y1 && b.is_finite();
    is_some.then_some(cut)
}

#[expect(clippy::cast_possible_truncation, reason = "points of a page, cut to it")]
pub(super) fn rect(bounds: Box64) -> Rect {
    Rect::new(bounds.x0 as f32, bounds.y0 as f32, bounds.x1 as f32, bounds.y1 as f32)
}
