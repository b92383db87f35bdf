//! Ink and paper.

use crate::Picture;

/// Which pixels are ink, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binary {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) ink: Vec<bool>,
}

/// By how much ink is darker than what is around it, in shades.
const DARKER: f32 = 24.0;

impl Binary {
    /// Ink is what is darker than the mean of a square of so many pixels around it, whatever the shade of the paper there.
    pub(crate) fn of(picture: &Picture, around: usize) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let sums = Sums::of(picture);
        let reach = (around / 2).max(1);
        let mut ink = Vec::with_capacity(width * height);
        for (y, row) in picture.luma().chunks_exact(width).enumerate() {
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            for (x, pixel) in row.iter().enumerate() {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                ink.push(f32::from(*pixel) + DARKER < sums.mean(left, top, right, bottom));
            }
        }
        Self { width, height, ink }
    }

    /// Rows and columns change places.
    pub(crate) fn transposed(&self) -> Self {
        let mut ink = Vec::with_capacity(self.ink.len());
        for x in 0..self.width {
            ink.extend(self.ink.iter().skip(x).step_by(self.width));
        }
        Self { width: self.height, height: self.width, ink }
    }

    pub(crate) fn at(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x]
    }

    pub(crate) fn row(&self, y: usize) -> &[bool] {
        &self.ink[y * self.width..(y + 1) * self.width]
    }

    /// The connected pieces of ink, corners included, in the order of their first pixels: for each its pixels.
    pub(crate) fn pieces(&self) -> Vec<Vec<(usize, usize)>> {
        let mut left = self.ink.clone();
        let mut pieces = Vec::new();
        let mut open = Vec::new();
        for start in 0..left.len() {
            if !std::mem::take(&mut left[start]) {
                continue;
            }
            let mut piece = Vec::new();
            open.push(start);
            while let Some(index) = open.pop() {
                let (x, y) = (index % self.width, index / self.width);
                piece.push((x, y));
                for near_y in y.saturating_sub(1)..(y + 2).min(self.height) {
                    for near_x in x.saturating_sub(1)..(x + 2).min(self.width) {
                        let near = near_y * self.width + near_x;
                        if std::mem::take(&mut left[near]) {
                            open.push(near);
                        }
                    }
                }
            }
            pieces.push(piece);
        }
        pieces
    }
}

/// Sums over any box at once (a summed-area table).
struct Sums {
    width: usize,
    sums: Vec<u64>,
}

impl Sums {
    fn of(picture: &Picture) -> Self {
        let width = picture.width() + 1;
        let mut sums = vec![0; width];
        for row in picture.luma().chunks_exact(picture.width()) {
            let above = sums.len() - width;
            let mut sum = 0;
            sums.push(0);
            for (x, pixel) in row.iter().enumerate() {
                sum += u64::from(*pixel);
                sums.push(sums[above + x + 1] + sum);
            }
        }
        Self { width, sums }
    }

    fn mean(&self, left: usize, top: usize, right: usize, bottom: usize) -> f32 {
        let at = |x: usize, y: usize| self.sums[y * self.width + x];
        let sum = at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top);
        sum as f32 / ((right - left) * (bottom - top)) as f32
    }
}
