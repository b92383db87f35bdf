//! Which way up a page lies.

use crate::find::TextBox;
use crate::{Eye, Picture, Seen, mean, read};

/// Lines that are read to find out, the largest ones.
const SAMPLE: usize = 6;

/// The confidence of lines that certainly stand upright.
const UPRIGHT: f32 = 0.9;

/// By how much lines are to be read better for a page to be turned.
const CLEARLY: f32 = 0.02;

/// Quarter turns, clockwise, that bring a page upright, of which `seen` was read as it lies.
///
/// Lines that run downwards are either those of vertical writing or those of a page on its side; lines that are hard to read may stand on
/// their heads. A few lines are read each way, and the way in which they are read best is the right one.
pub(crate) fn quarters(eye: &Eye<'_>, picture: &Picture, boxes: &[TextBox], seen: &Seen) -> u8 {
    let tall = boxes.iter().filter(|found| found.is_tall()).count();
    if seen.confidence() >= UPRIGHT && tall * 2 <= boxes.len() {
        return 0;
    }
    let mut sample: Vec<&TextBox> = boxes.iter().collect();
    sample.sort_by(|a, b| (b.size.0 * b.size.1).total_cmp(&(a.size.0 * a.size.1)));
    sample.truncate(SAMPLE);
    let mut best = (0, confidence(eye, picture, &sample));
    for quarters in [1, 3, 2] {
        let turned = picture.clone().turned(quarters);
        let boxes: Vec<TextBox> = sample.iter().map(|found| of_turned(found, picture, quarters)).collect();
        let confidence = confidence(eye, &turned, &boxes.iter().collect::<Vec<_>>());
        if confidence > best.1 + CLEARLY {
            best = (quarters, confidence);
        }
    }
    best.0
}

fn confidence(eye: &Eye<'_>, picture: &Picture, boxes: &[&TextBox]) -> f32 {
    let readings = boxes.iter().filter_map(|found| read::line(eye, picture, found));
    mean(readings.flat_map(|reading| reading.characters().collect::<Vec<_>>()))
}

/// A box of a picture on the same picture turned clockwise.
fn of_turned(found: &TextBox, picture: &Picture, quarters: u8) -> TextBox {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (x, y) = found.center;
    let (a, b) = found.along;
    let swapped = (found.size.1, found.size.0);
    match quarters {
        // What pointed down points left: the side that points to the right is the other one.
        1 => TextBox { center: (height - y, x), along: (a, b), size: swapped },
        2 => TextBox { center: (width - x, height - y), ..*found },
        3 => TextBox { center: (y, width - x), along: (a, b), size: swapped },
        _ => *found,
    }
}
