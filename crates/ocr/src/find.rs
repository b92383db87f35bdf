//! Where lines of text are: the first model, and boxes around what it marks (differentiable binarization, Liao et al. 2020).

use crate::binary::Binary;
use crate::{Eye, Picture};

/// Pixels of the longest side of what the model is shown.
const LONGEST_SIDE: usize = 2_000;

/// By how much a small picture is made larger for it, at most.
const LARGEST_SCALE: f32 = 2.0;

/// Sides that the model takes are multiples of this.
const MULTIPLE: usize = 32;

/// The square around a pixel whose mean shade is that of the paper, in pixels of what the model is shown.
const PAPER: usize = 48;

/// Pixels of paper that are left around the ink.
const MARGIN: usize = 32;

/// From which probability on a pixel is text.
const TEXT: f32 = 0.3;

/// Which mean probability a box has at least.
const BOX: f32 = 0.5;

/// The model marks the core of a line: area times this over circumference is missing on each side.
const UNCLIP: f32 = 1.6;

/// Pixels of the shorter side of a core, at least.
const SHORTEST_CORE: f32 = 3.0;

/// The em beside the height of a line's box, where nothing else tells: the model that finds lines leaves so much room.
pub(crate) const EM: f32 = 0.8;

/// Boxes of one page, at most: the largest ones are taken.
const MOST: usize = 3_000;

/// A box around a line of text: a rectangle at any angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextBox {
    pub(crate) center: (f32, f32),
    /// The direction of its first side, as a vector of length 1 that points to the right.
    pub(crate) along: (f32, f32),
    /// Along that direction, and across it.
    pub(crate) size: (f32, f32),
}

impl TextBox {
    /// Whether its text runs downwards: it is clearly higher than wide.
    pub(crate) fn is_tall(&self) -> bool {
        self.size.1 >= self.size.0 * 1.5
    }

    /// How long its line is.
    pub(crate) fn length(&self) -> f32 {
        if self.is_tall() { self.size.1 } else { self.size.0 }
    }

    /// How high its line is: across the direction in which it runs.
    pub(crate) fn height(&self) -> f32 {
        if self.is_tall() { self.size.0 } else { self.size.1 }
    }

    /// Where its text runs to, as a vector of length 1.
    pub(crate) fn direction(&self) -> (f32, f32) {
        if self.is_tall() { (-self.along.1, self.along.0) } else { self.along }
    }

    /// Whether a point lies in it.
    pub(crate) fn holds(&self, (x, y): (f32, f32)) -> bool {
        let (dx, dy) = (x - self.center.0, y - self.center.1);
        let along = dx * self.along.0 + dy * self.along.1;
        let across = dy * self.along.0 - dx * self.along.1;
        along.abs() <= self.size.0 / 2.0 && across.abs() <= self.size.1 / 2.0
    }

    pub(crate) fn corners(&self) -> [(f32, f32); 4] {
        let (a, c) = (self.size.0 / 2.0, self.size.1 / 2.0);
        let (x, y) = self.along;
        let corner = |a: f32, c: f32| (self.center.0 + a * x - c * y, self.center.1 + a * y + c * x);
        [corner(-a, -c), corner(a, -c), corner(-a, c), corner(a, c)]
    }
}

/// The boxes of all lines, from top to bottom and from left to right.
pub(crate) fn lines(eye: &Eye<'_>, picture: &Picture) -> Option<Vec<TextBox>> {
    let (width, height) = (picture.width(), picture.height());
    let longest = width.max(height);
    let scale = (LONGEST_SIDE as f32 / longest as f32).min(LARGEST_SCALE);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
    let scaled = |side: usize| ((side as f32 * scale).round() as usize).max(1);
    let small = picture.resized(scaled(width), scaled(height));
    // The model takes as long as what it is shown is large, and margins are a third of a page.
    let Some((left, top, right, bottom)) = inked(&small) else { return Some(Vec::new()) };
    let (shown_width, shown_height) = (multiple(right - left), multiple(bottom - top));
    let mut plane = Vec::with_capacity(shown_width * shown_height);
    for y in top..top + shown_height {
        let row = (y < small.height()).then(|| small.row(y));
        let shade = |x: usize| row.and_then(|row| row.get(x)).copied().unwrap_or(u8::MAX);
        plane.extend((left..left + shown_width).map(|x| f32::from(shade(x)) / 127.5 - 1.0));
    }
    let probability = eye.find(shown_width, shown_height, &plane)?;
    if probability.len() != plane.len() {
        return None;
    }
    let scale = (width as f32 / small.width() as f32, height as f32 / small.height() as f32);
    Some(boxes(&probability, shown_width, shown_height, (left as f32, top as f32), scale))
}

fn multiple(side: usize) -> usize {
    side.div_ceil(MULTIPLE) * MULTIPLE
}

/// The part of a picture that has ink on it, with some paper around: left, top, right and bottom, ends excluded.
fn inked(picture: &Picture) -> Option<(usize, usize, usize, usize)> {
    let ink = Binary::of(picture, PAPER);
    let (mut rows, mut columns) = (vec![0_usize; ink.height], vec![0_usize; ink.width]);
    for (y, row) in rows.iter_mut().enumerate() {
        for x in (0..ink.width).filter(|x| ink.at(*x, y)) {
            *row += 1;
            columns[x] += 1;
        }
    }
    let ends = |counts: &[usize]| {
        let first = counts.iter().position(|count| *count > 0)?;
        let last = counts.iter().rposition(|count| *count > 0)?;
        Some((first.saturating_sub(MARGIN), (last + 1 + MARGIN).min(counts.len())))
    };
    let ((left, right), (top, bottom)) = (ends(&columns)?, ends(&rows)?);
    Some((left, top, right, bottom))
}

/// The boxes around what is text in a map of probabilities, in pixels of a picture that is larger by `scale` and of which the map begins at
/// `origin`.
fn boxes(probability: &[f32], width: usize, height: usize, origin: (f32, f32), scale: (f32, f32)) -> Vec<TextBox> {
    let is_text = |x: usize, y: usize| probability[y * width + x] > TEXT;
    // Dilated by one to the right and downwards, so that hairlines between two parts of a line don't part them.
    let dilated = (0..height).flat_map(|y| {
        (0..width).map(move |x| {
            let (left, above) = (x.saturating_sub(1), y.saturating_sub(1));
            is_text(x, y) || is_text(left, y) || is_text(x, above) || is_text(left, above)
        })
    });
    let mask = Binary { width, height, ink: dilated.collect() };
    let mut boxes: Vec<TextBox> = Vec::new();
    for piece in mask.pieces() {
        let Some(core) = smallest_box(&piece) else { continue };
        if core.size.0.min(core.size.1) < SHORTEST_CORE || mean(probability, width, height, &core) < BOX {
            continue;
        }
        let missing = core.size.0 * core.size.1 * UNCLIP / (2.0 * (core.size.0 + core.size.1));
        let whole = TextBox { size: (core.size.0 + 2.0 * missing, core.size.1 + 2.0 * missing), ..core };
        let center = (whole.center.0 + origin.0, whole.center.1 + origin.1);
        boxes.push(scaled(&TextBox { center, ..whole }, scale));
    }
    boxes.sort_by(|a, b| (b.size.0 * b.size.1).total_cmp(&(a.size.0 * a.size.1)));
    boxes.truncate(MOST);
    boxes.sort_by(|a, b| a.center.1.total_cmp(&b.center.1).then(a.center.0.total_cmp(&b.center.0)));
    boxes
}

fn scaled(found: &TextBox, (by_x, by_y): (f32, f32)) -> TextBox {
    // The two factors differ by the rounding to multiples alone: a rectangle stays one.
    let (x, y) = (found.along.0 * by_x, found.along.1 * by_y);
    let along = x.hypot(y);
    let across = (found.along.1 * by_x).hypot(found.along.0 * by_y);
    TextBox {
        center: (found.center.0 * by_x, found.center.1 * by_y),
        along: (x / along, y / along),
        size: (found.size.0 * along, found.size.1 * across),
    }
}

/// The mean probability within a box.
fn mean(probability: &[f32], width: usize, height: usize, found: &TextBox) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    let (half_along, half_across) = (found.size.0 / 2.0, found.size.1 / 2.0);
    let reach_x = half_along * found.along.0.abs() + half_across * found.along.1.abs();
    let reach_y = half_along * found.along.1.abs() + half_across * found.along.0.abs();
    let range = |center: f32, reach: f32, side: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
        let ends = ((center - reach).floor().max(0.0) as usize, ((center + reach).ceil() as usize + 1).min(side));
        ends.0..ends.1
    };
    for y in range(found.center.1, reach_y, height) {
        for x in range(found.center.0, reach_x, width) {
            if found.holds((x as f32 + 0.5, y as f32 + 0.5)) {
                sum += probability[y * width + x];
                count += 1;
            }
        }
    }
    sum / count.max(1) as f32
}

/// The rectangle of the least area around pixels, at whatever angle (rotating calipers over the convex hull).
fn smallest_box(pixels: &[(usize, usize)]) -> Option<TextBox> {
    let hull = hull(pixels);
    let mut best: Option<(f32, TextBox)> = None;
    for (index, from) in hull.iter().enumerate() {
        let to = hull[(index + 1) % hull.len()];
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = x.hypot(y);
        if length == 0.0 {
            continue;
        }
        let (mut x, mut y) = (x / length, y / length);
        // The side that runs more to the right than downwards is along.
        if y.abs() > x.abs() {
            (x, y) = (-y, x);
        }
        if x < 0.0 {
            (x, y) = (-x, -y);
        }
        let along = hull.iter().map(|point| point.0 * x + point.1 * y);
        let across = hull.iter().map(|point| point.1 * x - point.0 * y);
        let (along, across) = (ends(along), ends(across));
        let size = (along.1 - along.0, across.1 - across.0);
        if best.is_none_or(|(area, _)| size.0 * size.1 < area) {
            let (a, c) = ((along.0 + along.1) / 2.0, (across.0 + across.1) / 2.0);
            let center = (a * x - c * y, a * y + c * x);
            best = Some((size.0 * size.1, TextBox { center, along: (x, y), size }));
        }
    }
    best.map(|(_, found)| found)
}

/// The least and the most.
pub(crate) fn ends(values: impl Iterator<Item = f32>) -> (f32, f32) {
    values.fold((f32::INFINITY, f32::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
}

/// The convex hull of the corners of pixels, in turn (Andrew's monotone chain).
fn hull(pixels: &[(usize, usize)]) -> Vec<(f32, f32)> {
    let mut rows = std::collections::BTreeMap::new();
    for (x, y) in pixels {
        let ends = rows.entry(*y).or_insert((*x, *x));
        *ends = (ends.0.min(*x), ends.1.max(*x));
    }
    let corners = rows.iter().flat_map(|(y, (left, right))| {
        let (top, bottom) = (*y as f32, *y as f32 + 1.0);
        let (left, right) = (*left as f32, *right as f32 + 1.0);
        [(left, top), (left, bottom), (right, top), (right, bottom)]
    });
    let mut points: Vec<(f32, f32)> = corners.collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    let half = |points: &mut dyn Iterator<Item = (f32, f32)>| {
        let mut chain: Vec<(f32, f32)> = Vec::new();
        for point in points {
            while let [.., a, b] = chain.as_slice() {
                if (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests;
