//! A line cut out of a picture, as the reader of lines wants it.

use std::ops::Range;

use crate::Picture;
use crate::find::{TextBox, ends};

/// Pixels of the height of a line.
pub(crate) const HEIGHT: usize = 48;

/// Pixels of a character of a line that is put together from its characters.
const CELL: usize = 40;

/// Pixels of the width of a line, at most.
const WIDEST: usize = 4_800;

/// A line from left to right; of one that runs downwards, its top is left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Strip {
    pub(crate) width: usize,
    /// `HEIGHT` rows.
    pub(crate) luma: Vec<f32>,
    /// From its middle on the picture, a pixel further along the line and a pixel further across it.
    step: ((f32, f32), (f32, f32)),
    center: (f32, f32),
}

impl Strip {
    pub(crate) fn of(picture: &Picture, found: &TextBox) -> Self {
        let along = found.direction();
        let across = (-along.1, along.0);
        let (length, height) = (found.length(), found.height());
        let scale = height / HEIGHT as f32;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
        let width = ((length / scale).ceil() as usize).clamp(1, WIDEST);
        let along_scale = length / width as f32;
        let step = ((along.0 * along_scale, along.1 * along_scale), (across.0 * scale, across.1 * scale));
        let mut strip = Self { width, luma: Vec::with_capacity(width * HEIGHT), step, center: found.center };
        // Where pixels become fewer, each is the mean of what it covers.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
        let samples = (scale.max(along_scale).round() as usize).clamp(1, 8);
        let inside = |sample: usize| (sample as f32 + 0.5) / samples as f32;
        for row in 0..HEIGHT {
            for column in 0..width {
                let mut sum = 0.0;
                for down in 0..samples {
                    for right in 0..samples {
                        let (x, y) = strip.place(column as f32 + inside(right), row as f32 + inside(down));
                        sum += picture.between(x, y);
                    }
                }
                strip.luma.push(sum / (samples * samples) as f32);
            }
        }
        strip
    }

    /// A strip of the squares around places along this one, turned upright: a line that runs downwards as one from left to right. Its own places
    /// mean nothing on the picture.
    pub(crate) fn cells(&self, picture: &Picture, centers: &[f32], em: f32) -> Self {
        let centers = centers.get(..WIDEST / CELL).unwrap_or(centers);
        let width = centers.len() * CELL;
        let mut luma = Vec::with_capacity(width * HEIGHT);
        for row in 0..HEIGHT {
            // Above and below, what is at the edge goes on: beyond are the neighbours.
            let down = ((row as f32 + 0.5 - (HEIGHT - CELL) as f32 / 2.0) / CELL as f32).clamp(0.0, 1.0) - 0.5;
            for center in centers {
                luma.extend((0..CELL).map(|column| {
                    let right = (column as f32 + 0.5) / CELL as f32 - 0.5;
                    let (x, y) = self.place(center + down * em, HEIGHT as f32 / 2.0 - right * em);
                    picture.between(x, y)
                }));
            }
        }
        Self { width, luma, ..*self }
    }

    /// The columns that have ink on them, pixels nearer to the darkest than to the lightest, and the rows between which it is.
    pub(crate) fn ink(&self) -> Vec<(f32, Range<usize>)> {
        let (darkest, lightest) = ends(self.luma.iter().copied());
        let threshold = (darkest + lightest) / 2.0;
        let of_column = |column: usize| {
            let is_ink = |row: &usize| self.luma[row * self.width + column] < threshold;
            let (first, last) = ((0..HEIGHT).find(is_ink)?, (0..HEIGHT).rfind(is_ink)?);
            Some((column as f32, first..last + 1))
        };
        (0..self.width).filter_map(of_column).collect()
    }

    /// The index of the square that a place of such a strip is in.
    pub(crate) fn cell_at(&self, column: f32) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
        let column = column.max(0.0) as usize;
        column / CELL
    }

    /// Where on the picture a place of the strip is.
    pub(crate) fn place(&self, column: f32, row: f32) -> (f32, f32) {
        let (a, c) = (column - self.width as f32 / 2.0, row - HEIGHT as f32 / 2.0);
        let (along, across) = self.step;
        (self.center.0 + along.0 * a + across.0 * c, self.center.1 + along.1 * a + across.1 * c)
    }
}
