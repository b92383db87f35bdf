//! What stands in a cell.

use crate::guide::Guide;
use crate::lines::{self, Line};
use crate::paragraphs::{self, Draft};
use crate::tags::TagId;
use crate::{Character, Rect};

use super::Table;

/// How wide a cell is at most, in ems of its text, for characters one below another to be one word.
const NARROWEST_COLUMN: f32 = 2.2;

/// How far the middles of characters that stand one below another may differ, in ems.
const STACK_SLACK: f32 = 0.3;

/// A cell of a table in the making.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) header: bool,
    /// Its box on the last page that it has reached.
    pub(super) bbox: Rect,
    pub(super) content: Vec<Content>,
    /// Where its text begins and ends; `None` where it has none of its own.
    pub(super) ends: Option<Ends>,
    /// Whether it stands at the top, and at the bottom, of its table and no rule closes it there.
    pub(super) is_open: (bool, bool),
    /// The cell of the file's own structure that it is.
    pub(super) tag: Option<TagId>,
}

/// What stands in a cell, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(Vec<Draft>),
    Table(Table),
}

/// The first and the last line of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    /// The box of the last line, on its page.
    pub(super) last: Rect,
    /// How far right the widest line reaches.
    pub(super) right: f32,
    /// Font size of the last line.
    pub(super) size: f32,
    /// How many lines there are.
    pub(super) lines: usize,
}

impl Cell {
    /// Whether nothing is to be seen in it.
    pub(super) fn is_empty(&self) -> bool {
        self.content.iter().all(|content| match content {
            Content::Text(drafts) => drafts.is_empty(),
            Content::Table(table) => table.cells.iter().all(Self::is_empty),
        })
    }

    /// Its text without white space, nested tables included.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for content in &self.content {
            match content {
                Content::Text(drafts) => {
                    text.extend(
                        drafts
                            .iter()
                            .flat_map(|draft| draft.text().chars().collect::<Vec<_>>())
                            .filter(|c| !lines::is_white(*c)),
                    );
                }
                Content::Table(table) => table.cells.iter().for_each(|cell| cell.push_text(text)),
            }
        }
    }

    /// The last character to be seen in it.
    pub(super) fn last_visible(&self) -> Option<char> {
        self.content.iter().rev().find_map(|content| match content {
            Content::Text(drafts) => drafts.iter().rev().find_map(|draft| {
                draft.last_line()?.characters.iter().rev().map(|c| c.text).find(|c| !lines::is_white(*c))
            }),
            Content::Table(table) => table.cells.iter().rev().find_map(Self::last_visible),
        })
    }

    /// Goes on with the part of it that stands on the next page.
    pub(super) fn append(&mut self, rest: Self) {
        let mut content = rest.content.into_iter();
        if let Some(first) = content.next() {
            match (self.content.last_mut(), first) {
                (Some(Content::Text(drafts)), Content::Text(next)) => paragraphs::append(drafts, next),
                (_, first) => self.content.push(first),
            }
        }
        self.content.extend(content);
        self.bbox = rest.bbox;
        self.is_open.1 = rest.is_open.1;
        self.ends = rest.ends.or(self.ends);
        self.header |= rest.header;
        self.tag = self.tag.or(rest.tag);
    }
}

/// Sets the text of a cell, around the tables that stand in it.
pub(super) fn fill(cell: &mut Cell, characters: Vec<Character>, mut tables: Vec<Table>, page: u32, guide: &Guide) {
    tables.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut lines = stacked(lines::of(characters), cell.bbox);
    cell.ends = ends(&lines);
    for table in tables {
        let (above, below): (Vec<Line>, Vec<Line>) =
            lines.into_iter().partition(|line| line.bbox.center().y < table.bbox.center().y);
        cell.push_lines(above, page, guide);
        cell.content.push(Content::Table(table));
        lines = below;
    }
    cell.push_lines(lines, page, guide);
}

impl Cell {
    fn push_lines(&mut self, lines: Vec<Line>, page: u32, guide: &Guide) {
        let drafts = paragraphs::of(lines, self.bbox, page, guide);
        if !drafts.is_empty() {
            self.content.push(Content::Text(drafts));
        }
    }
}

fn ends(lines: &[Line]) -> Option<Ends> {
    let last = lines.iter().max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1))?;
    let right = lines.iter().map(|line| line.bbox.x1).fold(f32::MIN, f32::max);
    Some(Ends { last: last.bbox, right, size: last.size, lines: lines.len() })
}

/// Upright characters one below another, each on a line of its own, are one word; as one line they stay one.
fn stacked(lines: Vec<Line>, cell: Rect) -> Vec<Line> {
    let [first, rest @ ..] = lines.as_slice() else { return lines };
    let is_narrow = cell.width() < NARROWEST_COLUMN * first.size;
    let stands_alone = |line: &Line| match line.characters.as_slice() {
        [character] => is_narrow || lines::is_ideograph(character.text),
        _ => false,
    };
    let in_stack = |line: &&Line| {
        stands_alone(line) && (line.bbox.center().x - first.bbox.center().x).abs() <= STACK_SLACK * first.size
    };
    if rest.is_empty() || !stands_alone(first) || !rest.iter().all(|line| in_stack(&line)) {
        return lines;
    }
    if lines.iter().all(|line| line.characters.iter().all(|character| !lines::is_ideograph(character.text))) {
        return lines;
    }
    let mut lines = lines.into_iter();
    let Some(mut word) = lines.next() else { return Vec::new() };
    for line in lines {
        word.bbox = word.bbox.union(&line.bbox);
        word.flow = word.flow.union(&line.flow);
        word.base = line.base;
        word.characters.extend(line.characters);
    }
    vec![word]
}
