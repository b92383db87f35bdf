//! Ruled lines on a picture.

use crate::binary::Binary;
use crate::{Picture, Rule};

/// How long a rule is at least, as a share of the width of the page: a row of a table is as high as its letters.
const SHORTEST: f32 = 0.02;

/// How long one is at least that does not reach from one rule to another, likewise. Strokes of neighbours that touch are shorter, and so are
/// those of large titles.
const LONG: f32 = 0.15;

/// How thick a rule is at most, likewise: 6 points of A4. What is thicker is a picture.
const THICKEST: f32 = 0.01;

/// Pixels that may be missing within a rule.
const GAP: usize = 4;

/// How far two rules may miss each other and still meet, as a share of the width of the page.
const MISS: f32 = 0.006;

/// The share of a rule that strokes cross at most. Along a line of text, strokes of neighbours that touch are crossed by others all over.
const CROSSED: f32 = 0.12;

/// Rows beside the ink of a rule that are its shadow.
const SHADOW: usize = 2;

/// The square around a pixel whose mean shade is that of the paper, likewise.
const PAPER: f32 = 0.025;

/// The rules of a straight page, and the page without them.
pub(crate) fn take(picture: &Picture) -> (Vec<Rule>, Picture) {
    let ink = Binary::of(picture, paper(picture));
    let down = ink.transposed();
    let mut found = joined(along(&ink, picture, false), picture, &ink);
    found.extend(joined(along(&down, picture, true), picture, &down));
    let kept = meeting(found, picture);
    let mut clean = picture.clone();
    for rule in kept.iter().filter(|rule| !rule.is_vertical) {
        paint_over(&mut clean, rule, &ink);
    }
    // What runs downwards is painted over as what runs along the rows of the page with its rows and columns exchanged.
    let mut clean = transposed(clean);
    for rule in kept.iter().filter(|rule| rule.is_vertical) {
        paint_over(&mut clean, rule, &down);
    }
    (kept.iter().map(Found::rule).collect(), transposed(clean))
}

/// Pixels of the square around a pixel whose mean shade is that of the paper.
pub(crate) fn paper(picture: &Picture) -> usize {
    share(picture, PAPER)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
fn share(picture: &Picture, share: f32) -> usize {
    ((picture.width().min(picture.height()) as f32 * share).round() as usize).max(1)
}

/// A rule: along its axis from where to where, and across it; ends excluded.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    is_vertical: bool,
    along: (usize, usize),
    across: (usize, usize),
    /// Where it lies across its axis, along it: a rule may be slightly bent.
    rows: Vec<(usize, usize, usize)>,
}

impl Found {
    fn length(&self) -> usize {
        self.along.1 - self.along.0
    }

    /// As a box of the page.
    fn rule(&self) -> Rule {
        let [(a0, a1), (c0, c1)] = [self.along, self.across].map(|(start, end)| (start as f32, end as f32));
        let bbox = if self.is_vertical { [c0, a0, c1, a1] } else { [a0, c0, a1, c1] };
        Rule { bbox, is_vertical: self.is_vertical }
    }

    /// From which row to which its ink is, included, for each place along it that has some.
    fn columns(&self) -> Vec<Option<(usize, usize)>> {
        let mut columns: Vec<Option<(usize, usize)>> = vec![None; self.length()];
        for (row, start, end) in &self.rows {
            for column in &mut columns[start - self.along.0..end - self.along.0] {
                *column = Some(column.map_or((*row, *row), |(top, bottom)| (top.min(*row), bottom.max(*row))));
            }
        }
        columns
    }

    /// Whether strokes cross it so often that it is made of them. Where it ends, other rules may.
    fn is_of_strokes(&self, ink: &Binary, end: usize) -> bool {
        let columns = self.columns();
        let between = columns.get(end..columns.len().saturating_sub(end)).unwrap_or_default();
        let is_crossed = |(offset, column): (usize, &Option<(usize, usize)>)| {
            let x = self.along.0 + end + offset;
            column.is_some_and(|rows| beside(rows, ink.height).iter().all(|row| goes_on(ink, x, *row)))
        };
        let crossed = between.iter().enumerate().filter(|column| is_crossed(*column)).count();
        crossed as f32 > between.len() as f32 * CROSSED
    }

    /// Whether it ends at the other, crosses it, or goes on beside its end.
    fn meets(&self, other: &Self, miss: usize) -> bool {
        let near = |a: (usize, usize), b: (usize, usize)| a.0 <= b.1 + miss && b.0 <= a.1 + miss;
        self.is_vertical != other.is_vertical && near(self.along, other.across) && near(other.along, self.across)
    }
}

/// The rules along the rows.
fn along(ink: &Binary, picture: &Picture, is_vertical: bool) -> Vec<Found> {
    let (shortest, thickest) = (share(picture, SHORTEST), share(picture, THICKEST));
    // An opening: what is left are runs that are long enough, with their gaps closed.
    let mut opened = Binary { width: ink.width, height: ink.height, ink: vec![false; ink.ink.len()] };
    for y in 0..ink.height {
        for (start, end) in runs(ink, y) {
            if end - start >= shortest {
                opened.ink[y * ink.width + start..y * ink.width + end].fill(true);
            }
        }
    }
    let mut found = Vec::new();
    for piece in opened.pieces() {
        let mut rows: Vec<(usize, usize, usize)> = Vec::new();
        let mut sorted = piece;
        sorted.sort_unstable_by_key(|(x, y)| (*y, *x));
        for (x, y) in sorted {
            match rows.last_mut() {
                Some((row, _, end)) if *row == y && *end == x => *end = x + 1,
                _ => rows.push((y, x, x + 1)),
            }
        }
        let start = rows.iter().map(|(_, start, _)| *start).min().unwrap_or(0);
        let end = rows.iter().map(|(_, _, end)| *end).max().unwrap_or(0);
        let (top, bottom) = (rows.first().map_or(0, |row| row.0), rows.last().map_or(0, |row| row.0 + 1));
        let pixels: usize = rows.iter().map(|(_, start, end)| end - start).sum();
        // Thick where it is: a long rule that falls by a few rows is as thin as a straight one.
        if pixels <= (end - start) * thickest && bottom - top <= 3 * thickest {
            found.push(Found { is_vertical, along: (start, end), across: (top, bottom), rows });
        }
    }
    found
}

/// The runs of ink of a row, or of the rows beside it where a rule steps from one to the next, small gaps closed.
fn runs(ink: &Binary, y: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let row = ink.row(y);
    let beside = |x: usize| (y > 0 && ink.at(x, y - 1)) || (y + 1 < ink.height && ink.at(x, y + 1));
    for x in (0..ink.width).filter(|x| row[*x] || beside(*x)) {
        match runs.last_mut() {
            Some((_, end)) if x <= *end + GAP => *end = x + 1,
            _ => runs.push((x, x + 1)),
        }
    }
    // A row that has less than half of such a run is beside the rule.
    runs.retain(|(start, end)| row[*start..*end].iter().filter(|ink| **ink).count() * 2 >= end - start);
    runs
}

/// The rows before and behind the ink of a rule and its shadow, where the page has them.
fn beside((top, bottom): (usize, usize), height: usize) -> [Option<usize>; 2] {
    [top.checked_sub(SHADOW + 1), Some(bottom + SHADOW + 1).filter(|row| *row < height)]
}

fn goes_on(ink: &Binary, x: usize, row: Option<usize>) -> bool {
    row.is_some_and(|row| ink.at(x, row))
}

/// The parts of faint rules, which break where they step from one row of pixels to the next, as one, and without what strokes of text make.
fn joined(mut parts: Vec<Found>, picture: &Picture, ink: &Binary) -> Vec<Found> {
    /// Rows by which the ends of two parts differ at most.
    const STEP: usize = 2;
    let miss = share(picture, MISS);
    parts.retain(|part| !part.is_of_strokes(ink, miss));
    parts.sort_by_key(|part| part.along.0);
    let mut rules: Vec<Found> = Vec::new();
    for part in parts {
        let row = |part: &Found, column: usize| {
            part.rows.iter().find(|(_, start, end)| (*start..*end).contains(&column)).map(|row| row.0)
        };
        let start = row(&part, part.along.0);
        let goes_on = |rule: &&mut Found| {
            let end = rule.along.1;
            let is_level = || row(rule, end - 1).zip(start).is_some_and(|(end, start)| end.abs_diff(start) <= STEP);
            (end..=end + miss).contains(&part.along.0) && is_level()
        };
        match rules.iter_mut().rev().find(goes_on) {
            Some(rule) => {
                rule.along.1 = part.along.1;
                rule.across = (rule.across.0.min(part.across.0), rule.across.1.max(part.across.1));
                rule.rows.extend(part.rows);
            }
            None => rules.push(part),
        }
    }
    rules.retain(|rule| !rule.is_of_strokes(ink, miss));
    rules
}

/// Those that are rules: they are long, or reach from one rule to another, or to where others end.
fn meeting(found: Vec<Found>, picture: &Picture) -> Vec<Found> {
    let (long, miss) = (share(picture, LONG), share(picture, MISS));
    let (mut kept, mut left): (Vec<_>, Vec<_>) = found.into_iter().partition(|rule| rule.length() >= long);
    let is_near = |a: usize, b: usize| a <= b + miss && b <= a + miss;
    loop {
        let is_end = |at: usize, rule: &Found, side: fn(&Found) -> usize| {
            kept.iter().any(|other| {
                let is_met = rule.meets(other, miss) && (is_near(other.across.0, at) || is_near(other.across.1, at));
                let is_parallel = rule.is_vertical == other.is_vertical;
                // Where a page ends within a row, all rules that run downwards end there.
                is_met || is_parallel && is_near(side(other), at)
            })
        };
        let reaches = |rule: &Found| {
            let (start, end) = rule.along;
            let meets = kept.iter().any(|other| rule.meets(other, miss));
            meets && is_end(start, rule, |other| other.along.0) && is_end(end, rule, |other| other.along.1)
        };
        let (more, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(reaches);
        left = rest;
        if more.is_empty() {
            return kept;
        }
        kept.extend(more);
    }
}

/// Paints paper over a rule that runs along the rows. Where ink goes on on both of its sides, a stroke crosses it and stays.
fn paint_over(picture: &mut Picture, rule: &Found, ink: &Binary) {
    for (offset, column) in rule.columns().into_iter().enumerate() {
        let Some((top, bottom)) = column else { continue };
        let x = rule.along.0 + offset;
        let [above, below] = beside((top, bottom), picture.height());
        let goes_on = |row: Option<usize>| goes_on(ink, x, row);
        if goes_on(above) && goes_on(below) {
            continue;
        }
        let shade = |row: Option<usize>| row.filter(|row| !ink.at(x, *row)).map(|row| picture.row(row)[x]);
        let paper = match (shade(above), shade(below)) {
            (Some(a), Some(b)) => a.max(b),
            (Some(shade), None) | (None, Some(shade)) => shade,
            (None, None) => continue,
        };
        let first = if goes_on(above) { top } else { above.map_or(0, |row| row + 1) };
        let last = if goes_on(below) { bottom } else { below.map_or(picture.height() - 1, |row| row - 1) };
        for row in first..=last {
            picture.row_mut(row)[x] = paper;
        }
    }
}

/// Rows and columns exchanged.
fn transposed(picture: Picture) -> Picture {
    picture.turned(1).mirrored()
}
