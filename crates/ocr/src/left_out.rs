//! What the finder of lines leaves out beside them: 一 at the beginning of a list, 、 at the end of a line, ※ and ◆ before it.

use crate::binary::Binary;
use crate::find::{EM, TextBox, ends};
use crate::{Picture, rules};

/// How far the marks of one text stand apart at most, in ems.
const BLANK: f32 = 1.0;

/// How far a label stands from its text at most, in ems.
const FAR: f32 = 4.0;

/// Sides of a character at most, in ems. What is larger is a picture.
const LARGEST: f32 = 1.25;

/// Ink of the least mark, a full stop, as a share of the square of an em. What has less is dust.
const LEAST: f32 = 0.012;

/// What is so thin and so high is the rest of a rule, in ems.
const THIN: f32 = 0.12;
const HIGH: f32 = 0.85;

/// The longer side of a label, in ems. What stands apart and is smaller is dust.
const LABEL: f32 = 0.3;

/// Paper that is left beside a mark, in ems.
const MARGIN: f32 = 0.2;

/// A connected piece of ink.
#[derive(Debug, Clone, Copy)]
struct Blot {
    corners: [(f32, f32); 4],
    pixels: f32,
}

/// The boxes with the marks at their ends. Marks that stand apart get boxes of their own, behind the others.
pub(crate) fn taken_in(boxes: Vec<TextBox>, picture: &Picture) -> Vec<TextBox> {
    let mut blots = outside(&boxes, picture);
    let mut all = boxes;
    for index in 0..all.len() {
        for side in [-1.0, 1.0] {
            let line = Line { of: all[index], side };
            let limit = line.limit(&all, index);
            let [own, apart] = line.marks(limit, &mut blots);
            if let Some((_, end)) = own {
                all[index] = line.stretch(-line.end(), end + line.em() * MARGIN);
            }
            if let Some((start, end)) = apart {
                // Never narrower than high: such a box would be that of a line that runs downwards.
                let room = ((line.of.height() - (end - start)) / 2.0).max(line.em() * MARGIN);
                all.push(line.stretch(start - room, end + room));
            }
        }
    }
    all
}

/// The ink that is in no box.
fn outside(boxes: &[TextBox], picture: &Picture) -> Vec<Blot> {
    let mut blots = Vec::new();
    for piece in Binary::of(picture, rules::paper(picture)).pieces() {
        let columns = || piece.iter().map(|(x, _)| *x);
        let rows = || piece.iter().map(|(_, y)| *y);
        let (Some(left), Some(right), Some(top), Some(bottom)) =
            (columns().min(), columns().max(), rows().min(), rows().max())
        else {
            continue;
        };
        let [left, right, top, bottom] = [left, right + 1, top, bottom + 1].map(|side| side as f32);
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let center = ((left + right) / 2.0, (top + bottom) / 2.0);
        if !boxes.iter().any(|found| found.holds(center)) {
            blots.push(Blot { corners, pixels: piece.len() as f32 });
        }
    }
    blots
}

/// A line as it is seen from its middle towards one of its ends.
struct Line {
    of: TextBox,
    /// 1 towards the end of the text, -1 towards its beginning.
    side: f32,
}

/// From where to where, along a line from its middle on.
type Stretch = (f32, f32);

impl Line {
    /// Where it ends, from its middle on.
    fn end(&self) -> f32 {
        self.of.length() / 2.0
    }

    fn em(&self) -> f32 {
        self.of.height() * EM
    }

    fn direction(&self) -> (f32, f32) {
        let (x, y) = self.of.direction();
        (x * self.side, y * self.side)
    }

    /// From where to where points are, along the line and across it.
    fn extent(&self, points: [(f32, f32); 4]) -> (Stretch, Stretch) {
        let (x, y) = self.direction();
        let points = points.map(|(a, b)| (a - self.of.center.0, b - self.of.center.1));
        (ends(points.iter().map(|(a, b)| a * x + b * y)), ends(points.iter().map(|(a, b)| b * x - a * y)))
    }

    /// Where the next line in its way begins.
    fn limit(&self, all: &[TextBox], own: usize) -> f32 {
        let others = all.iter().enumerate().filter(|(index, _)| *index != own);
        let in_the_way = others.filter_map(|(_, other)| {
            let (along, across) = self.extent(other.corners());
            let half = self.of.height() / 2.0;
            // Boxes have some paper around them: those of the lines above and below overlap, too.
            let shared = across.1.min(half) - across.0.max(-half);
            (shared * 2.0 > (across.1 - across.0).min(half * 2.0) && along.1 > self.end()).then_some(along.0)
        });
        in_the_way.fold(f32::INFINITY, f32::min)
    }

    /// What goes on from its end, and what stands behind a gap; both are taken from the blots.
    fn marks(&self, limit: f32, blots: &mut Vec<Blot>) -> [Option<Stretch>; 2] {
        let em = self.em();
        let mut behind: Vec<(Stretch, usize)> =
            blots.iter().enumerate().filter_map(|(index, blot)| Some((self.mark(blot, limit)?, index))).collect();
        behind.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        let mut groups: [Vec<(Stretch, usize)>; 2] = Default::default();
        let (mut group, mut end) = (0, self.end());
        for mark in behind {
            let (start, its_end) = mark.0;
            let gap = start - end;
            match group {
                _ if gap <= em * BLANK => {}
                0 if gap <= em * FAR => group = 1,
                _ => break,
            }
            end = end.max(its_end);
            groups[group].push(mark);
        }
        let stretch = |group: &[(Stretch, usize)]| {
            let (along, _) = group.first()?;
            Some((along.0, ends(group.iter().map(|(along, _)| along.1)).1))
        };
        if stretch(&groups[1]).is_some_and(|(start, end)| end - start < em * LABEL) {
            groups[1].clear();
        }
        let taken: Vec<usize> = groups.iter().flatten().map(|(_, index)| *index).collect();
        let left = blots.iter().enumerate().filter(|(index, _)| !taken.contains(index));
        *blots = left.map(|(_, blot)| *blot).collect();
        groups.map(|group| stretch(&group))
    }

    /// Where a blot is that stands behind the line and before the limit and may be a character.
    fn mark(&self, blot: &Blot, limit: f32) -> Option<Stretch> {
        let em = self.em();
        let (along, across) = self.extent(blot.corners);
        let middle = |(start, end): Stretch| (start + end) / 2.0;
        let (length, height) = (along.1 - along.0, across.1 - across.0);
        let is_in_line = middle(across).abs() <= self.of.height() / 2.0 && middle(along) > self.end();
        let is_mark = length.max(height) <= em * LARGEST && blot.pixels >= em * em * LEAST;
        let is_rest = length <= em * THIN && height >= em * HIGH;
        (is_in_line && is_mark && !is_rest && along.1 <= limit).then_some(along)
    }

    /// A box on the line from one place to another.
    fn stretch(&self, start: f32, end: f32) -> TextBox {
        let (x, y) = self.direction();
        let middle = (start + end) / 2.0;
        let center = (self.of.center.0 + x * middle, self.of.center.1 + y * middle);
        let (length, height) = (end - start, self.of.height());
        let size = if self.of.is_tall() { (height, length) } else { (length, height) };
        TextBox { center, size, ..self.of }
    }
}
