//! Two plans side by side: what stands in one beside what it is in the other.

use corpus::{Item, Paragraph, Section, Table};

use crate::align::Alignment;
use crate::change::Change;
use crate::outline::{Outline, PLAN, Piece};

/// Where a change or a line stands: at a node of the new plan, or behind it for what is gone; then in the order of the old plan or
/// of the columns.
pub(crate) type Place = (usize, u8, usize);

/// A piece of a plan beside what it is in the other.
#[derive(Debug, Clone, Default)]
pub struct Line<'r> {
    /// Pieces that it stands in: 0 for divisions, 1 for what stands in them or before the first of them.
    pub depth: usize,
    /// The piece of the old plan; `None` for what came, and for a further paragraph of a text that is one in the old plan.
    pub old: Option<Part<'r>>,
    /// The piece of the new plan; `None` for what went, and likewise.
    pub new: Option<Part<'r>>,
    /// It goes on with the text of a line before it, which is one paragraph in the other plan: it neither came nor went.
    pub is_continued: bool,
    /// What changed of it: places in the list of changes.
    pub changes: Vec<usize>,
    /// Of a table or a row that both plans have: which column of the old one is which of the new one.
    pub columns: Vec<(usize, usize)>,
    /// What stood behind it in the old plan and stands elsewhere now: places in the list of lines.
    pub left: Vec<usize>,
}

/// A piece of a plan.
#[derive(Debug, Clone, Copy)]
pub enum Part<'r> {
    /// The plan itself, of which title, agency and period are said.
    Plan,
    /// A division, of which the heading stands here.
    Section(&'r Section),
    /// A paragraph or a figure.
    Paragraph(&'r Paragraph),
    /// An item, of which its own text stands here.
    Item(&'r Item),
    /// A table, of which caption and columns stand here.
    Table(&'r Table),
    /// A body row of a table, by its place.
    Row(&'r Table, usize),
}

/// Pieces of the old plan that are not where they were.
#[derive(Debug, Default)]
pub(crate) struct Absent {
    /// Old nodes without a counterpart, each with the new node behind which it stood.
    pub(crate) gone: Vec<(usize, usize)>,
    /// Old nodes that stand elsewhere, each behind the place where it stood.
    left: Vec<(Place, usize)>,
}

impl Absent {
    pub(crate) fn of(old: &Outline<'_>, found: &Alignment) -> Self {
        let mut absent = Self::default();
        absent.look_in(old, found, PLAN, &mut (PLAN, 0, 0));
        absent
    }

    /// What stands in a piece that moved goes with it. `behind` is the place behind what went before.
    fn look_in(&mut self, old: &Outline<'_>, found: &Alignment, at: usize, behind: &mut Place) {
        for child in &old.nodes[at].children {
            match found.old[*child] {
                Some(counterpart) if found.moved.contains(child) => {
                    self.left.push((*behind, *child));
                    self.look_in(old, found, *child, &mut (counterpart, 0, 0));
                }
                Some(counterpart) => {
                    *behind = (counterpart, 0, 0);
                    self.look_in(old, found, *child, behind);
                }
                None => {
                    self.gone.push((*child, behind.0));
                    *behind = (behind.0, 1, *child);
                    self.look_in(old, found, *child, behind);
                }
            }
        }
    }
}

/// The lines of two plans in the order of the new one; what was removed, where it stood. `places` are those of the changes.
pub(crate) fn lines<'r>(
    old: &Outline<'r>,
    new: &Outline<'r>,
    found: &Alignment,
    absent: &Absent,
    places: &[(Place, Change)],
) -> Vec<Line<'r>> {
    let mut lines: Vec<(Place, Line<'r>)> = Vec::new();
    for (at, node) in new.nodes.iter().enumerate() {
        let counterpart = found.new[at];
        let Some(part) = part(node.piece) else { continue };
        let before = counterpart.and_then(|at| self::part(old.nodes[at].piece));
        let columns = counterpart.map_or(&[][..], |counterpart| columns(old, new, found, counterpart, at));
        let line = Line {
            depth: depth(new, at),
            old: before,
            new: Some(part),
            is_continued: node.is_continued,
            columns: columns.to_vec(),
            ..Line::default()
        };
        lines.push(((at, 0, 0), line));
    }
    for &(at, behind) in &absent.gone {
        let node = &old.nodes[at];
        let Some(part) = part(node.piece) else { continue };
        let is_continued = node.is_continued;
        let line = Line { depth: depth(old, at), old: Some(part), is_continued, ..Line::default() };
        lines.push(((behind, 1, at), line));
    }
    lines.sort_by_key(|(place, _)| *place);
    for (number, (place, _)) in places.iter().enumerate() {
        let (node, gone, at) = *place;
        let wanted = if gone == 0 { (node, 0, 0) } else { (node, 1, at) };
        if let Ok(line) = lines.binary_search_by_key(&wanted, |(place, _)| *place) {
            lines[line].1.changes.push(number);
        }
    }
    for &(before, at) in &absent.left {
        let now = found.old[at].and_then(|at| lines.binary_search_by_key(&(at, 0, 0), |(place, _)| *place).ok());
        let stood = lines.partition_point(|(place, _)| *place <= before).checked_sub(1);
        if let (Some(now), Some(stood)) = (now, stood) {
            lines[stood].1.left.push(now);
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn columns<'f>(
    old: &Outline<'_>,
    new: &Outline<'_>,
    found: &'f Alignment,
    old_at: usize,
    new_at: usize,
) -> &'f [(usize, usize)] {
    match new.nodes[new_at].piece {
        Piece::Table(_) => found.columns(old_at, new_at),
        Piece::Row(..) => found.columns(old.nodes[old_at].parent, new.nodes[new_at].parent),
        _ => &[],
    }
}

fn part(piece: Piece<'_>) -> Option<Part<'_>> {
    match piece {
        Piece::Plan => Some(Part::Plan),
        Piece::Front => None,
        Piece::Section(section) => Some(Part::Section(section)),
        Piece::Paragraph(paragraph) => Some(Part::Paragraph(paragraph)),
        Piece::Item(item) => Some(Part::Item(item)),
        Piece::Table(table) => Some(Part::Table(table)),
        Piece::Row(table, row) => Some(Part::Row(table, row)),
    }
}

fn depth(outline: &Outline<'_>, mut at: usize) -> usize {
    let mut depth: usize = 0;
    while outline.nodes[at].parent != PLAN {
        at = outline.nodes[at].parent;
        depth += 1;
    }
    depth
}
