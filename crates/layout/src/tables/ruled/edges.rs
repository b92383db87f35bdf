//! Rules to edges: drawn pieces put together to the lines that a reader sees, by what touches.

use std::ops::Range;

use crate::{Page, Rule};

/// How far apart rules are that are drawn as one, across their direction, in points: the two lines of a double border are, and
/// the frame around a cell and that of its neighbour (2.25 in web browsers, 3.75 behind a page break); no row or column with
/// text is as narrow.
pub(super) const SNAP: f32 = 4.0;

/// How far apart the outermost of several rules drawn as one are, against what two may be apart: triple borders.
const WIDEST_SNAP: f32 = 2.0;

/// The gap within a line, in points: what borders of neighbouring cells leave at their corners.
pub(super) const JOIN: f32 = 3.0;

/// The gap between dashes, in points.
const DASH_GAP: f32 = 5.5;

/// The longest dash, in points; what is longer is a piece of a line.
const DASH: f32 = 9.0;

/// The longest dot of a dotted border, in points; it may be a piece of a line of either direction.
const DOT: f32 = 3.0;

/// The shortest line that parts cells, in points: the strokes of a drawn tick or arrow are shorter, the smallest cell is not.
pub(super) const SHORTEST: f32 = 4.5;

/// A rule thicker than this is a bar of a chart or a box of colour, in points.
const THICKEST: f32 = 8.0;

/// By which rules are taken for the same line when it is asked what touches, in points.
const QUANTUM: f32 = 0.5;

/// A piece of a line: where it lies across its direction, and from where to where it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Lines that touch each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Web {
    pub(super) horizontal: Vec<Piece>,
    pub(super) vertical: Vec<Piece>,
}

/// Pieces at one place across their direction, put together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edge {
    pub(super) at: f32,
    /// From where to where it runs, ascending, not touching.
    pub(super) runs: Vec<(f32, f32)>,
}

impl Edge {
    pub(super) fn from(&self) -> f32 {
        self.runs.first().map_or(0.0, |run| run.0)
    }

    pub(super) fn to(&self) -> f32 {
        self.runs.last().map_or(0.0, |run| run.1)
    }
}

/// The rules of a page by what touches, in the order of their topmost and leftmost pieces.
pub(super) fn webs(page: &Page) -> Vec<Web> {
    let (horizontal, vertical) = pieces(&page.rules);
    let (horizontal, vertical) = (Lines::new(horizontal), Lines::new(vertical));
    let shift = horizontal.runs.len();
    let mut groups = Groups::new(shift + vertical.runs.len());
    horizontal.join_neighbours(0, &mut groups);
    vertical.join_neighbours(shift, &mut groups);
    join_crossing(&horizontal, &vertical, &mut groups);
    let mut place = vec![usize::MAX; shift + vertical.runs.len()];
    let mut webs: Vec<Web> = Vec::new();
    for (lines, shift, is_vertical) in [(horizontal, 0, false), (vertical, shift, true)] {
        for (piece, run) in lines.members {
            let is_lone_dot =
                piece.to - piece.from <= DOT && lines.runs.get(run).is_none_or(|run| run.to - run.from < SHORTEST);
            if is_lone_dot {
                continue;
            }
            let Some(slot) = place.get_mut(groups.root(run + shift)) else { continue };
            if *slot == usize::MAX {
                *slot = webs.len();
                webs.push(Web::default());
            }
            if let Some(web) = webs.get_mut(*slot) {
                if is_vertical { &mut web.vertical } else { &mut web.horizontal }.push(piece);
            }
        }
    }
    webs
}

/// Rules as pieces, by where they lie. A dot may be a piece of either direction.
fn pieces(rules: &[Rule]) -> (Vec<Piece>, Vec<Piece>) {
    let (mut horizontal, mut vertical) = (Vec::new(), Vec::new());
    for rule in rules {
        let bbox = rule.bbox;
        if ![bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|value| value.is_finite()) {
            continue;
        }
        let (length, thickness) =
            if rule.is_vertical { (bbox.height(), bbox.width()) } else { (bbox.width(), bbox.height()) };
        let center = bbox.center();
        if thickness > THICKEST || length < 0.0 || thickness < 0.0 || !center.x.is_finite() || !center.y.is_finite() {
            continue;
        }
        let is_dot = length <= DOT && length <= thickness * 2.0;
        if rule.is_vertical || is_dot {
            vertical.push(Piece { at: center.x, from: bbox.y0, to: bbox.y1 });
        }
        if !rule.is_vertical || is_dot {
            horizontal.push(Piece { at: center.y, from: bbox.x0, to: bbox.x1 });
        }
    }
    (horizontal, vertical)
}

/// Pieces of one direction by the lines on which they lie, to ask what touches.
struct Lines {
    /// What touches on one line, as one, by line and place.
    runs: Vec<Piece>,
    /// Where on the page each line lies, and its runs.
    lines: Vec<(f32, Range<usize>)>,
    /// Each piece, and the run of which it is a part.
    members: Vec<(Piece, usize)>,
}

impl Lines {
    fn new(mut pieces: Vec<Piece>) -> Self {
        let line = |piece: &Piece| (piece.at / QUANTUM).round();
        pieces.sort_by(|a, b| line(a).total_cmp(&line(b)).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
        let mut made = Self { runs: Vec::new(), lines: Vec::new(), members: Vec::with_capacity(pieces.len()) };
        let mut last_length = 0.0;
        for piece in pieces {
            let at = line(&piece) * QUANTUM;
            let next = made.runs.len();
            let is_same = made.lines.last().is_some_and(|line| line.0 == at);
            match (made.runs.last_mut(), made.lines.last_mut()) {
                (Some(run), Some(line)) if is_same => {
                    if piece.from - run.to <= gap(last_length, piece.to - piece.from) {
                        run.to = run.to.max(piece.to);
                    } else {
                        made.runs.push(Piece { at, ..piece });
                        line.1.end = next + 1;
                    }
                }
                _ => {
                    made.runs.push(Piece { at, ..piece });
                    made.lines.push((at, next..next + 1));
                }
            }
            last_length = piece.to - piece.from;
            made.members.push((piece, made.runs.len().saturating_sub(1)));
        }
        made
    }

    fn of(&self, line: &Range<usize>) -> &[Piece] {
        self.runs.get(line.clone()).unwrap_or_default()
    }

    /// What lies side by side, near enough to be drawn as one, belongs together.
    fn join_neighbours(&self, shift: usize, groups: &mut Groups) {
        for (index, (at, line)) in self.lines.iter().enumerate() {
            for (beside, other) in self.lines[index + 1..].iter().take_while(|(beside, _)| beside - at <= SNAP) {
                debug_assert!(beside >= at);
                let (here, there) = (self.of(line), self.of(other));
                let (mut i, mut j) = (0, 0);
                while let (Some(a), Some(b)) = (here.get(i), there.get(j)) {
                    let reach = gap(a.to - a.from, b.to - b.from);
                    if a.from - reach <= b.to && b.from - reach <= a.to {
                        groups.join(shift + line.start + i, shift + other.start + j);
                    }
                    if a.to < b.to { i += 1 } else { j += 1 }
                }
            }
        }
    }
}

/// The gap that a line may have between two pieces.
fn gap(before: f32, behind: f32) -> f32 {
    if before <= DASH && behind <= DASH { DASH_GAP } else { JOIN }
}

/// Lines of both directions that meet belong together.
fn join_crossing(horizontal: &Lines, vertical: &Lines, groups: &mut Groups) {
    let shift = horizontal.runs.len();
    for (index, bar) in vertical.runs.iter().enumerate() {
        let from = horizontal.lines.partition_point(|line| line.0 < bar.from - SNAP);
        for (_, line) in horizontal.lines[from..].iter().take_while(|line| line.0 <= bar.to + SNAP) {
            let runs = horizontal.of(line);
            let next = runs.partition_point(|run| run.to < bar.at - SNAP);
            let reached = runs[next..].iter().take_while(|run| run.from <= bar.at + SNAP).count();
            for run in next..next + reached {
                groups.join(line.start + run, shift + index);
            }
        }
    }
}

/// The lines that pieces of one direction make, from the left or the top; those nearer than `snap` are one.
pub(super) fn edges(mut pieces: Vec<Piece>, snap: f32) -> Vec<Edge> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut edges = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let mut end = 1;
        while let (Some(last), Some(next)) = (rest.get(end - 1), rest.get(end)) {
            if next.at - last.at > snap || next.at - first.at > WIDEST_SNAP * snap {
                break;
            }
            end += 1;
        }
        let (group, behind) = rest.split_at(end);
        rest = behind;
        edges.extend(edge(group.to_vec()));
    }
    edges
}

fn edge(mut group: Vec<Piece>) -> Option<Edge> {
    group.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let mut runs: Vec<(f32, f32)> = Vec::new();
    let (mut last_length, mut weight, mut sum) = (0.0, 0.0, 0.0);
    for piece in &group {
        let length = piece.to - piece.from;
        match runs.last_mut() {
            Some(run) if piece.from - run.1 <= gap(last_length, length) => run.1 = run.1.max(piece.to),
            _ => runs.push((piece.from, piece.to)),
        }
        last_length = length;
        weight += length + QUANTUM;
        sum += piece.at * (length + QUANTUM);
    }
    runs.retain(|run| run.1 - run.0 >= SHORTEST);
    (!runs.is_empty() && weight > 0.0).then(|| Edge { at: sum / weight, runs })
}

/// Which of several things belong together.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The one that stands for all that belong together with a thing.
    pub(super) fn root(&mut self, mut of: usize) -> usize {
        while let Some(&up) = self.0.get(of) {
            if up == of {
                break;
            }
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(of) {
                *slot = above;
            }
            of = above;
        }
        of
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}
