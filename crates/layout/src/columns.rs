//! The order in which the lines and tables of a page are read: columns of running text one behind the other.

#[cfg(test)]
mod tests;

use crate::lines::{self, Line};
use crate::paragraphs::Measure;
use crate::tables::Table;
use crate::{Direction, Rect};

/// The narrowest gutter, in ems.
const GUTTER: f32 = 1.0;

/// Lines of a column at least.
const LEAST_LINES: usize = 4;

/// The part of the width of the text that a column takes up at least.
const LEAST_WIDTH: f32 = 0.25;

/// The part of the lines of a column, in percent, that reach its right edge at least: it is running text.
const LEAST_FULL: usize = 50;

/// How near to its right edge such a line ends, in ems.
const FULL: f32 = 1.6;

/// The gap below a column behind which its text does not go on, in parts of the height of a line.
const GAP: f32 = 1.0;

/// The distance of the places at which a gutter is looked for, in points.
const STEP: f32 = 3.0;

/// Places at which a gutter is looked for at most, whatever the width of the page.
const MOST_PLACES: usize = 120;

/// Columns within columns.
const DEEPEST: usize = 6;

/// What has its place on a page.
#[derive(Debug)]
pub(crate) enum Item {
    Line(Line),
    Block(Block, Rect),
}

/// What is read as a whole.
#[derive(Debug)]
pub(crate) enum Block {
    Table(Table),
    /// Lines of another direction.
    Region(Vec<Line>),
}

/// What is read one after the other.
#[derive(Debug)]
pub(crate) enum Stretch {
    /// Lines of one column; where it `goes_on`, the column before it was full.
    Text {
        lines: Vec<Line>,
        measure: Measure,
        goes_on: bool,
    },
    /// Lines of another direction, and where on the page they stand.
    Region {
        lines: Vec<Line>,
        bbox: Rect,
    },
    Table(Table),
}

impl Item {
    pub(crate) fn table(table: Table, direction: Direction) -> Self {
        let flow = direction.to_flow(table.bbox);
        Self::Block(Block::Table(table), flow)
    }

    pub(crate) fn region(lines: Vec<Line>, direction: Direction) -> Option<Self> {
        let bbox = lines.iter().map(|line| line.bbox).reduce(|a, b| a.union(&b))?;
        Some(Self::Block(Block::Region(lines), direction.to_flow(bbox)))
    }

    fn flow(&self) -> Rect {
        match self {
            Self::Line(line) => line.flow,
            Self::Block(_, flow) => *flow,
        }
    }

    /// By what items are ordered from the top down.
    fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.flow.center().y,
            Self::Block(_, flow) => flow.y0,
        }
    }
}

/// Lines and tables in reading order.
pub(crate) fn in_order(mut items: Vec<Item>, measure: Measure) -> Vec<Stretch> {
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut stretches = Vec::new();
    cut(items, measure, 0, &mut stretches);
    stretches
}

fn cut(items: Vec<Item>, measure: Measure, depth: usize, stretches: &mut Vec<Stretch>) {
    let gutter = if depth < DEEPEST { gutter(&items) } else { None };
    let Some(gutter) = gutter else {
        return flow(items, measure, stretches);
    };
    let (mut before, mut left, mut right, mut behind) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, item) in items.into_iter().enumerate() {
        if at < gutter.from {
            before.push(item);
        } else if at >= gutter.to {
            behind.push(item);
        } else {
            match item {
                Item::Line(line) => {
                    let (a, b) = lines::split(line, gutter.x);
                    left.extend(a.map(Item::Line));
                    right.extend(b.map(Item::Line));
                }
                block if block.flow().center().x < gutter.x => left.push(block),
                block => right.push(block),
            }
        }
    }
    cut(before, measure, depth + 1, stretches);
    let from = stretches.len();
    let (left_measure, right_measure) = (extent(&left), extent(&right));
    cut(left, left_measure, depth + 1, stretches);
    let middle = stretches.len();
    cut(right, right_measure, depth + 1, stretches);
    if middle > from
        && let Some(Stretch::Text { goes_on, .. }) = stretches.get_mut(middle)
    {
        *goes_on = true;
    }
    cut(behind, measure, depth + 1, stretches);
}

/// Items from the top down.
fn flow(items: Vec<Item>, measure: Measure, stretches: &mut Vec<Stretch>) {
    let from = stretches.len();
    for item in items {
        match item {
            Item::Line(line) => match stretches.get_mut(from..).and_then(<[Stretch]>::last_mut) {
                Some(Stretch::Text { lines, .. }) => lines.push(line),
                _ => stretches.push(Stretch::Text { lines: vec![line], measure, goes_on: false }),
            },
            Item::Block(Block::Table(table), _) => stretches.push(Stretch::Table(table)),
            Item::Block(Block::Region(lines), _) => {
                if let Some(bbox) = lines.iter().map(|line| line.bbox).reduce(|a, b| a.union(&b)) {
                    stretches.push(Stretch::Region { lines, bbox });
                }
            }
        }
    }
}

fn extent(items: &[Item]) -> Measure {
    let flows = || items.iter().map(Item::flow);
    Measure {
        left: flows().fold(f32::MAX, |left, flow| left.min(flow.x0)),
        right: flows().fold(f32::MIN, |right, flow| right.max(flow.x1)),
        reached: None,
    }
}

/// A gutter between two columns, over the items `from..to`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    x: f32,
    from: usize,
    to: usize,
}

/// The stretches of an item between which a gutter can lie.
fn segments(item: &Item) -> Vec<(f32, f32)> {
    let Item::Line(line) = item else {
        let flow = item.flow();
        return vec![(flow.x0, flow.x1)];
    };
    let mut segments: Vec<(f32, f32)> = Vec::new();
    for character in line.characters.iter().filter(|character| lines::is_visible(character)) {
        let flow = line.direction.to_flow(character.bbox);
        match segments.last_mut() {
            Some(last) if flow.x0 - last.1 < GUTTER * line.size => last.1 = last.1.max(flow.x1),
            _ => segments.push((flow.x0, flow.x1)),
        }
    }
    segments
}

/// The gutter over the most lines.
fn gutter(items: &[Item]) -> Option<Gutter> {
    if items.len() < LEAST_LINES {
        return None;
    }
    let all = extent(items);
    let width = all.right - all.left;
    let (first, last) = (all.left + LEAST_WIDTH * width, all.right - LEAST_WIDTH * width);
    let segments: Vec<Vec<(f32, f32)>> = items.iter().map(segments).collect();
    // Lines of one segment that begin at the left are what most pages are made of.
    let parted = segments
        .iter()
        .filter(|segments| segments.len() > 1 || segments.first().is_some_and(|segment| segment.0 > first))
        .count();
    if parted < LEAST_LINES || width <= 0.0 {
        return None;
    }
    let step = STEP.max((last - first) / MOST_PLACES as f32);
    let mut best: Option<(usize, f32, f32, Gutter)> = None;
    let mut x = first;
    while x <= last {
        if let Some((count, gutter)) = run_at(x, items, &segments, width) {
            match &mut best {
                Some((most, _, end, _)) if *most == count && x - *end <= step * 1.5 => *end = x,
                Some((most, ..)) if *most >= count => {}
                _ => best = Some((count, x, x, gutter)),
            }
        }
        x += step;
    }
    best.map(|(_, from, to, gutter)| Gutter { x: (from + to) / 2.0, ..gutter })
}

/// The longest run of items that leave a place free and have running text on both sides; how many lines it parts.
fn run_at(x: f32, items: &[Item], segments: &[Vec<(f32, f32)>], width: f32) -> Option<(usize, Gutter)> {
    let mut best: Option<(usize, Gutter)> = None;
    let mut from = 0;
    let mut close = |from: usize, to: usize| {
        let to = from
            + end_of_columns(x, items.get(from..to).unwrap_or_default(), segments.get(from..to).unwrap_or_default());
        let (Some(items), Some(segments)) = (items.get(from..to), segments.get(from..to)) else { return };
        let left = Side::of(items, segments, |segment| segment.1 <= x);
        let right = Side::of(items, segments, |segment| segment.0 >= x);
        let lines = left.lines.len().min(right.lines.len());
        if lines >= LEAST_LINES
            && best.is_none_or(|(most, _)| lines > most)
            && left.is_running(width)
            && right.is_running(width)
        {
            best = Some((lines, Gutter { x, from, to }));
        }
    };
    for (at, segments) in segments.iter().enumerate() {
        let is_free = segments.iter().all(|(x0, x1)| *x1 <= x || *x0 >= x);
        if !is_free {
            close(from, at);
            from = at + 1;
        }
    }
    close(from, segments.len());
    best
}

/// How many items of a run belong to the columns: lines on the left alone, behind the end of the right column and apart from
/// the left one, are text across.
fn end_of_columns(x: f32, items: &[Item], segments: &[Vec<(f32, f32)>]) -> usize {
    let is_right = |segments: &Vec<(f32, f32)>| segments.last().is_some_and(|last| last.0 >= x);
    let Some(last_right) = segments.iter().rposition(is_right) else { return items.len() };
    let mut before: Option<Rect> = None;
    for (at, (item, segments)) in items.iter().zip(segments).enumerate() {
        let is_left = segments.first().is_some_and(|first| first.1 <= x);
        let flow = item.flow();
        if is_left
            && at > last_right
            && before.is_some_and(|before| flow.y0 - before.y1 > GAP * flow.height().min(before.height()))
        {
            return at;
        }
        if is_left {
            before = Some(flow);
        }
    }
    items.len()
}

/// What stands on one side of a gutter.
struct Side {
    /// Left edge, right edge and font size of each line.
    lines: Vec<(f32, f32, f32)>,
}

impl Side {
    fn of(items: &[Item], segments: &[Vec<(f32, f32)>], is_here: impl Fn(&(f32, f32)) -> bool) -> Self {
        let lines = items.iter().zip(segments).filter_map(|(item, segments)| {
            let Item::Line(line) = item else { return None };
            let mut here = segments.iter().filter(|segment| is_here(segment));
            let first = here.next()?;
            Some((first.0, here.last().unwrap_or(first).1, line.size))
        });
        Self { lines: lines.collect() }
    }

    fn is_running(&self, width: f32) -> bool {
        let left = self.lines.iter().fold(f32::MAX, |left, line| left.min(line.0));
        let right = self.lines.iter().fold(f32::MIN, |right, line| right.max(line.1));
        let full = self.lines.iter().filter(|(_, end, size)| right - end <= FULL * size).count();
        right - left >= LEAST_WIDTH * width && full * 100 >= self.lines.len() * LEAST_FULL
    }
}
