//! Pages drawn by boxes.

use crate::Picture;

pub(super) struct Paper {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

impl Paper {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, luma: vec![255; width * height] }
    }

    /// Lines of boxes about as dense as text.
    pub(super) fn of_lines(width: usize, height: usize) -> Self {
        let mut paper = Self::new(width, height);
        for (row, y) in (height / 10..height * 9 / 10).step_by(30).enumerate() {
            let end = if row % 5 == 4 { width / 2 } else { width * 9 / 10 };
            for x in (width / 10..end).step_by(20) {
                paper.fill(x, y, x + 15, y + 3);
                paper.fill(x + 6, y, x + 9, y + 16);
                paper.fill(x, y + 13, x + 15, y + 16);
            }
        }
        paper
    }

    pub(super) fn fill(&mut self, x0: usize, y0: usize, x1: usize, y1: usize) {
        for y in y0..y1.min(self.height) {
            for x in x0..x1.min(self.width) {
                self.luma[y * self.width + x] = 0;
            }
        }
    }

    pub(super) fn picture(&self) -> Picture {
        Picture::new(self.width, self.height, self.luma.clone()).unwrap()
    }
}
