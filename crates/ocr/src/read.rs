//! What a line says: the second model, and what its probabilities spell (connectionist temporal classification, Graves et al. 2006).

use crate::crop::{HEIGHT, Strip};
use crate::find::{EM, TextBox};
use crate::{Character, Eye, Line, Picture};

/// Pixels of the shortest line that the model reads well. What is shorter stands at the beginning of one.
const SHORTEST: usize = 160;

/// The em beside the height of the box around its line, at most: characters that are spaced out tell no em.
const LARGEST_EM: f32 = 1.2;

/// How far a step from an ideograph to the next is from the usual one: beyond, there is a gap, or one was not seen.
const LEAST_STEP: f32 = 0.6;
const LARGEST_STEP: f32 = 1.5;

/// How near two ideographs are that are one, in ems.
const TWINS: f32 = 0.4;

/// How far ideographs are seen from even steps, in steps: beyond, they don't stand at such.
const OFF_STEP: f32 = 0.4;

/// Distances of neighbours that are a pitch.
const PITCH: usize = 3;

/// By how much characters that stand may be read with less confidence than the same that lie.
const SLIGHTLY: f32 = 0.02;

/// The part of an em that the box of a line may lack for a character at its ends.
const ROOM: f32 = 0.3;

/// By how much the ems of two lines of the same size differ where both are measured.
const NEARLY: f32 = 0.12;

/// The same where one is only guessed by its box.
const ROUGHLY: f32 = 0.3;

/// How likely a mark is at least that the model takes for nothing, where there is ink that no other character accounts for: of all classes, and of
/// those that are something.
const OVERLOOKED: f32 = 0.01;
const SURELY: f32 = 0.2;

/// Ink of such a mark along the line, in ems: rests of rules are thinner, or higher than any mark that is not wider.
const INK: f32 = 0.15;
const WIDE: f32 = 0.35;
const LOW: f32 = 0.6;

/// Room that a narrow character takes on each side of its middle, in ems.
const NARROW: f32 = 0.3;

/// A line as it was read, not placed yet.
pub(crate) struct Reading {
    strip: Strip,
    is_vertical: bool,
    spelt: Vec<Spelt>,
    /// Pixels of the picture to a pixel of the strip.
    scale: f32,
    /// The em in pixels of the picture, where neighbours tell it.
    em: Option<f32>,
    /// Where it begins on the picture.
    start: (f32, f32),
}

/// What stands in a box; `None` where there is nothing, or the model can't be run.
pub(crate) fn line(eye: &Eye<'_>, picture: &Picture, found: &TextBox) -> Option<Reading> {
    let strip = Strip::of(picture, found);
    let mut spelt = spell(eye, &strip)?;
    drop_twins(&mut spelt);
    even_out(&mut spelt);
    let is_vertical = found.is_tall();
    if is_vertical && let Some(upright) = upright(eye, picture, &strip, &spelt) {
        spelt = upright;
    }
    let scale = found.height() / HEIGHT as f32;
    let em = em(&spelt).filter(|em| *em <= HEIGHT as f32 * LARGEST_EM).map(|em| em * scale);
    let start = strip.place(spelt.first()?.column, HEIGHT as f32 / 2.0);
    Some(Reading { strip, is_vertical, spelt, scale, em, start })
}

impl Reading {
    pub(crate) fn characters(&self) -> impl Iterator<Item = f32> {
        self.spelt.iter().map(|at| at.confidence)
    }

    /// With places on the picture, of an em in pixels of the picture.
    fn placed(&self, em: f32) -> Line {
        let em = em / self.scale;
        let half = |at: &Spelt| if is_wide(at.text) { em / 2.0 } else { em / 4.0 };
        // Up to the middle between two neighbours, unless there is room for another character.
        let reach = |at: &Spelt, other: Option<&Spelt>| {
            let own = half(at);
            let Some(other) = other else { return own };
            let distance = (other.column - at.column).abs();
            let both = own + half(other);
            // Narrow ones are spread where a line is justified; the model tells a blank between them by itself.
            let room = if is_wide(at.text) && is_wide(other.text) { em / 4.0 } else { em / 2.0 };
            if distance <= both + room { distance * own / both } else { own }
        };
        let characters = self.spelt.iter().enumerate().map(|(index, at)| {
            let left = at.column - reach(at, index.checked_sub(1).and_then(|before| self.spelt.get(before)));
            let right = at.column + reach(at, self.spelt.get(index + 1));
            let (x0, y0) = self.strip.place(left, (HEIGHT as f32 - em) / 2.0);
            let (x1, y1) = self.strip.place(right, (HEIGHT as f32 + em) / 2.0);
            let bbox = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
            Character { text: at.text, bbox, confidence: at.confidence }
        });
        Line { is_vertical: self.is_vertical, characters: characters.collect() }
    }
}

/// Lines with places. Those that seem to be of nearly the same size are: it is measured on each, and a page has few. One that is too short to
/// be measured is as large as the one that begins nearest to it.
pub(crate) fn placed(readings: &[Reading]) -> Vec<Line> {
    let mut known: Vec<(f32, &Reading)> = readings.iter().filter_map(|reading| Some((reading.em?, reading))).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let usual = |own: f32| {
        let near = || known.iter().filter(|(em, _)| (em / own - 1.0).abs() <= NEARLY);
        let mut left = near().map(|(_, reading)| reading.spelt.len()).sum::<usize>() / 2;
        let middle = near().find(|(_, reading)| {
            let count = reading.spelt.len();
            let is_reached = count > left;
            left = left.saturating_sub(count);
            is_reached
        });
        middle.map_or(own, |(em, _)| *em)
    };
    let nearest = |reading: &Reading| {
        let guess = reading.scale * HEIGHT as f32 * EM;
        let distance = |other: &Reading| (other.start.0 - reading.start.0).hypot(other.start.1 - reading.start.1);
        let alike = known.iter().filter(|(em, _)| (em / guess - 1.0).abs() <= ROUGHLY);
        alike.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map_or(guess, |(em, _)| usual(*em))
    };
    readings.iter().map(|reading| reading.placed(reading.em.map_or_else(|| nearest(reading), usual))).collect()
}

/// The characters of a line that runs downwards, cut out one by one and read side by side: so they stand as the model knows them, and marks
/// that it overlooks when they lie on their side have a place of their own. `None` where it is not surer of them.
fn upright(eye: &Eye<'_>, picture: &Picture, strip: &Strip, lying: &[Spelt]) -> Option<Vec<Spelt>> {
    let em = em(lying)?;
    let centers = cells(lying, em, strip.width as f32);
    let cut = strip.cells(picture, &centers, em);
    let read = spell(eye, &cut)?;
    let confidence = |spelt: &[Spelt]| crate::mean(spelt.iter().map(|at| at.confidence));
    if confidence(&read) + SLIGHTLY < confidence(lying) {
        return None;
    }
    let in_cell = |at: &Spelt| cut.cell_at(at.column).min(centers.len() - 1);
    let mut standing = Vec::new();
    for same in read.chunk_by(|a, b| in_cell(a) == in_cell(b)) {
        let center = centers[in_cell(&same[0])];
        let count = same.len() as f32;
        standing.extend(same.iter().zip(0_u16..).map(|(at, index)| {
            let shift = (f32::from(index) + 0.5) / count - 0.5;
            Spelt { column: center + shift * em, ..*at }
        }));
    }
    Some(standing)
}

/// The middles of the characters of a line on its strip: where they were seen, and at even steps between, before and behind these.
fn cells(seen: &[Spelt], em: f32, width: f32) -> Vec<f32> {
    let mut centers: Vec<f32> = Vec::new();
    for at in seen.iter().filter(|at| is_wide(at.text)) {
        let missing = match centers.last() {
            Some(last) if at.column - last < em * TWINS => continue,
            Some(last) => ((at.column - last) / em).round() - 1.0,
            None => ((at.column - em / 2.0) / em + ROOM).floor(),
        };
        let step = centers.last().map_or(em, |last| (at.column - last) / (missing + 1.0).max(1.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "characters of a line")]
        let missing = missing.max(0.0) as u16;
        centers.extend((1..=missing).rev().map(|before| at.column - f32::from(before) * step));
        centers.push(at.column);
    }
    while let Some(next) = centers.last().map(|last| last + em).filter(|next| next + em * (0.5 - ROOM) <= width) {
        centers.push(next);
    }
    centers
}

/// A character, and where on its strip the model is surest of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spelt {
    text: char,
    column: f32,
    confidence: f32,
}

/// What the model says of a strip: for each step along it the probabilities of all classes, the first of which is nothing.
struct Steps {
    probabilities: Vec<f32>,
    classes: usize,
    /// Columns of the strip to a step.
    width: f32,
}

impl Steps {
    fn of(eye: &Eye<'_>, strip: &Strip) -> Option<Self> {
        let width = strip.width.max(SHORTEST);
        let mut plane = vec![0.0; width * HEIGHT];
        for (target, source) in plane.chunks_exact_mut(width).zip(strip.luma.chunks_exact(strip.width)) {
            target.iter_mut().zip(source).for_each(|(target, value)| *target = value / 127.5 - 1.0);
        }
        let probabilities = eye.read(width, HEIGHT, &plane)?;
        let classes = eye.classes().len();
        let count = probabilities.len() / classes;
        Some(Self { probabilities, classes, width: width as f32 / count as f32 })
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.probabilities.chunks_exact(self.classes)
    }

    /// Where the middle of a step is, shifted by what the steps beside it say of the same class.
    fn column(&self, step: usize, class: usize) -> f32 {
        let at = |step: Option<usize>| step.and_then(|step| self.probabilities.get(step * self.classes + class));
        let [before, own, behind] =
            [step.checked_sub(1), Some(step), Some(step + 1)].map(|step| *at(step).unwrap_or(&0.0));
        let shift = (behind - before) / (before + own + behind).max(f32::MIN_POSITIVE);
        (step as f32 + 0.5 + shift) * self.width
    }

    /// The character that stands between two columns, where one does, and how likely it is that one.
    fn overlooked(&self, from: f32, to: f32) -> Option<(usize, f32)> {
        let middles = self.rows().enumerate().map(|(step, row)| ((step as f32 + 0.5) * self.width, row));
        let inside = middles.filter(|(middle, _)| (from..to).contains(middle));
        let best = inside.filter_map(|(_, row)| {
            let (nothing, characters) = row.split_first()?;
            Some((*nothing, likeliest(characters)?))
        });
        let (nothing, (class, probability)) = best.max_by(|a, b| a.1.1.total_cmp(&b.1.1))?;
        let confidence = probability / (1.0 - nothing).max(probability);
        (probability >= OVERLOOKED && confidence >= SURELY).then_some((class + 1, confidence))
    }
}

/// The index of the largest value, and that value.
fn likeliest(row: &[f32]) -> Option<(usize, f32)> {
    let first = (0, *row.first()?);
    Some(row.iter().copied().enumerate().fold(first, |best, at| if at.1 > best.1 { at } else { best }))
}

fn spell(eye: &Eye<'_>, strip: &Strip) -> Option<Vec<Spelt>> {
    let steps = Steps::of(eye, strip)?;
    let mut spelt: Vec<Spelt> = Vec::new();
    let mut last = 0;
    for (step, row) in steps.rows().enumerate() {
        let (class, confidence) = likeliest(row)?;
        let column = steps.column(step, class);
        match (class, spelt.last_mut()) {
            (0, _) => {}
            // The same class again, without nothing in between, is the same character.
            (_, Some(known)) if class == last => {
                if confidence > known.confidence {
                    (known.confidence, known.column) = (confidence, column);
                }
            }
            _ => spelt.push(Spelt { text: eye.classes()[class], column, confidence }),
        }
        last = class;
    }
    // White space at the ends is the box's, not the line's.
    while spelt.last().is_some_and(|at| at.text.is_whitespace()) {
        spelt.pop();
    }
    let start = spelt.iter().take_while(|at| at.text.is_whitespace()).count();
    let mut spelt = spelt.split_off(start);
    let overlooked = overlooked(&spelt, strip).into_iter().filter_map(|(from, to)| {
        let (class, confidence) = steps.overlooked(from, to)?;
        let text = eye.classes()[class];
        (!text.is_whitespace()).then_some(Spelt { text, column: (from + to) / 2.0, confidence })
    });
    let overlooked: Vec<Spelt> = overlooked.collect();
    if !overlooked.is_empty() {
        spelt.extend(overlooked);
        spelt.sort_by(|a, b| a.column.total_cmp(&b.column));
    }
    Some(spelt)
}

/// Where there is ink on a strip of the size of a character, and no character: marks before a text, or the second of two that are the same.
fn overlooked(spelt: &[Spelt], strip: &Strip) -> Vec<(f32, f32)> {
    let Some(em) = em(spelt) else { return Vec::new() };
    let half = |at: &Spelt| em * if is_wide(at.text) { 0.5 } else { NARROW };
    let ends = spelt.iter().map(|at| (at.column - half(at), at.column + half(at)));
    let ends: Vec<(f32, f32)> =
        [(0.0, 0.0)].into_iter().chain(ends).chain([(strip.width as f32, strip.width as f32)]).collect();
    let ink = strip.ink();
    let mut found = Vec::new();
    for pair in ends.windows(2) {
        let (from, to) = (pair[0].1, pair[1].0);
        let inside = ink.iter().filter(|(column, ..)| (from..to).contains(column));
        let (mut count, mut top, mut bottom) = (0.0, HEIGHT, 0);
        let (mut first, mut last) = (to, from);
        for (column, rows) in inside {
            (first, last) = (column.min(first), column.max(last));
            (top, bottom, count) = (rows.start.min(top), rows.end.max(bottom), count + 1.0);
        }
        let height = bottom.saturating_sub(top) as f32;
        if count < em * INK || count < em * WIDE && height > em * LOW {
            continue;
        }
        let length = last + 1.0 - first;
        let count = (length / em).round().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "characters of a line")]
        let marks = count as u16;
        found.extend((0..marks).map(|mark| {
            let step = length / count;
            (first + f32::from(mark) * step, first + f32::from(mark + 1) * step)
        }));
    }
    found
}

/// The mean distance of ideographs that follow one another, but for gaps: the model tells each place by a twelfth of an em and worse.
/// Punctuation does not stand in the middle of its em.
fn em(spelt: &[Spelt]) -> Option<f32> {
    let pairs = spelt.windows(2).filter(|pair| pair.iter().all(|at| at.text.is_alphanumeric() && is_wide(at.text)));
    let mut distances: Vec<f32> = pairs.map(|pair| pair[1].column - pair[0].column).collect();
    distances.sort_by(f32::total_cmp);
    let median = distances.get(distances.len() / 2).copied()?;
    distances.retain(|distance| (LEAST_STEP..=LARGEST_STEP).contains(&(distance / median)));
    (distances.len() >= PITCH).then(|| distances.iter().sum::<f32>() / distances.len() as f32)
}

/// Of two ideographs in the place of one, the surer stays: the model may see a character and its twin of the other script.
fn drop_twins(spelt: &mut Vec<Spelt>) {
    let Some(em) = em(spelt) else { return };
    spelt.dedup_by(|behind, before| {
        let is_one = is_wide(before.text) && is_wide(behind.text) && behind.column - before.column < em * TWINS;
        if is_one && behind.confidence > before.confidence {
            *before = *behind;
        }
        is_one
    });
}

/// Puts ideographs that follow one another, and what stands among them, at even steps: the straight line through where they were seen.
fn even_out(spelt: &mut [Spelt]) {
    let Some(em) = em(spelt) else { return };
    let is_step = |a: &Spelt, b: &Spelt| {
        is_wide(a.text) && is_wide(b.text) && (LEAST_STEP..=LARGEST_STEP).contains(&((b.column - a.column) / em))
    };
    for run in spelt.chunk_by_mut(is_step) {
        let seen: Vec<(f32, f32)> = run
            .iter()
            .enumerate()
            .filter(|(_, at)| at.text.is_alphanumeric())
            .map(|(index, at)| (index as f32, at.column))
            .collect();
        if seen.len() <= PITCH {
            continue;
        }
        let count = seen.len() as f32;
        let middle = seen.iter().map(|(x, _)| x).sum::<f32>() / count;
        let mean = seen.iter().map(|(_, y)| y).sum::<f32>() / count;
        let spread: f32 = seen.iter().map(|(x, _)| (x - middle).powi(2)).sum();
        let step = seen.iter().map(|(x, y)| (x - middle) * (y - mean)).sum::<f32>() / spread;
        let fitted = |index: f32| mean + (index - middle) * step;
        if seen.iter().all(|(x, y)| (fitted(*x) - y).abs() <= step * OFF_STEP) {
            run.iter_mut().enumerate().for_each(|(index, at)| at.column = fitted(index as f32));
        }
    }
}

/// Whether a character takes a whole em: ideographs, their punctuation, full-width forms.
fn is_wide(c: char) -> bool {
    c >= '\u{2E80}' || ('\u{2460}'..='\u{24FF}').contains(&c)
}

#[cfg(test)]
mod tests;
