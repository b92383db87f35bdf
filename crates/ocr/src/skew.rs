//! By how much a page is askew.

use crate::Picture;
use crate::binary::Binary;

/// The largest angle that is looked for, in degrees: what a feeder of a scanner does.
const LARGEST: f32 = 4.0;

/// The smallest angle that is worth a turn, in degrees: two pixels over a page of 2,000.
const SMALLEST: f32 = 0.06;

/// Pixels of the longest side of the picture in which it is looked for.
const SIDE: usize = 1_200;

/// Steps in degrees, each around the best of the step before.
const STEPS: [f32; 4] = [0.5, 0.1, 0.03, 0.01];

/// The angle in degrees by which a page has to be turned counterclockwise so that its lines and rules run along its sides.
///
/// It is the one at which the ink, summed along the lines, lies in the most sharply parted rows, or columns where they tell it more clearly.
pub(crate) fn of(picture: &Picture) -> f32 {
    let longest = picture.width().max(picture.height());
    let scale = SIDE.min(longest);
    let small =
        picture.resized((picture.width() * scale / longest).max(1), (picture.height() * scale / longest).max(1));
    let ink = Binary::of(&small, SIDE / 40);
    let edges = |along: &Binary| -> Vec<(f32, f32)> {
        // The upper edges of the ink alone: they are sharp, and there are few of them.
        let edge = |x: usize, y: usize| along.at(x, y) && (y == 0 || !along.at(x, y - 1));
        let all = (0..along.height).flat_map(|y| (0..along.width).map(move |x| (x, y)));
        all.filter(|(x, y)| edge(*x, *y)).map(|(x, y)| (x as f32, y as f32)).collect()
    };
    let rows = edges(&ink);
    let columns = edges(&ink.transposed());
    let sharpness = |points: &[(f32, f32)], length: usize, degrees: f32| -> f64 {
        let slope = degrees.to_radians().tan();
        let margin = SIDE as f32 * LARGEST.to_radians().tan() * 1.5;
        let mut sums = vec![0_u32; length + 2 * SIDE];
        for (x, y) in points {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
            let row = (y - x * slope + margin) as usize;
            if let Some(sum) = sums.get_mut(row) {
                *sum += 1;
            }
        }
        sums.iter().map(|sum| f64::from(*sum).powi(2)).sum::<f64>() / points.len().max(1) as f64
    };
    let score = |degrees: f32| {
        // A line that falls to the right by an angle moves to the left on its way down by the same.
        sharpness(&rows, ink.height, degrees) + sharpness(&columns, ink.width, -degrees)
    };
    let mut best = (0.0, score(0.0));
    let mut reach = LARGEST;
    for step in STEPS {
        #[expect(clippy::cast_possible_truncation, reason = "a few dozen steps")]
        let steps = (reach / step).round() as i32;
        let middle = best.0;
        for index in -steps..=steps {
            let angle = middle + index as f32 * step;
            let score = score(angle);
            if angle.abs() <= LARGEST && score > best.1 {
                best = (angle, score);
            }
        }
        reach = step;
    }
    if best.0.abs() < SMALLEST { 0.0 } else { best.0 }
}
