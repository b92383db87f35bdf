//! A record as a tree of pieces that can be compared.

use std::collections::BTreeMap;

use corpus::{Block, Item, Origin, Paragraph, Record, Section, Table};

use crate::comparable::{Comparable, Profile};

/// What a piece is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'r> {
    /// The plan itself; the first of all.
    Plan,
    /// What stands before the first division.
    Front,
    Section(&'r Section),
    /// A paragraph or a figure.
    Paragraph(&'r Paragraph),
    Item(&'r Item),
    Table(&'r Table),
    /// A body row.
    Row(&'r Table, usize),
}

/// What pieces can be the same: a paragraph may have got a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Plan,
    Front,
    Section,
    Text,
    Table,
    Row,
}

/// A piece and where it stands in the tree.
#[derive(Debug)]
pub(crate) struct Node<'r> {
    pub(crate) piece: Piece<'r>,
    pub(crate) parent: usize,
    pub(crate) children: Vec<usize>,
    /// Key of the piece, or of what it stands in.
    pub(crate) key: &'r str,
    /// Its own words: heading, text, caption with columns, cells.
    pub(crate) text: Comparable,
    pub(crate) own: Profile,
    /// Its own words and those of all that stands in it.
    pub(crate) whole: Profile,
    /// The cells of a row, one by one.
    pub(crate) cells: Vec<Cell>,
    /// It is a line of the title, which is a field of its own.
    pub(crate) is_title: bool,
    /// It goes on with the text of a piece before it, which is one paragraph in the other plan.
    pub(crate) is_continued: bool,
}

/// A cell of a row.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) text: Comparable,
    pub(crate) profile: Profile,
    /// Row and column of the merged cell that covers it; its own where none does.
    pub(crate) corner: (usize, usize),
    /// In how many rows its column reads so: what many rows share tells none of them apart.
    pub(crate) rows: f32,
}

impl Node<'_> {
    pub(crate) fn class(&self) -> Class {
        match self.piece {
            Piece::Plan => Class::Plan,
            Piece::Front => Class::Front,
            Piece::Section(_) => Class::Section,
            Piece::Paragraph(_) | Piece::Item(_) => Class::Text,
            Piece::Table(_) => Class::Table,
            Piece::Row(..) => Class::Row,
        }
    }

    /// Its label and the label's value.
    pub(crate) fn label(&self) -> Option<(&str, Option<u32>)> {
        match self.piece {
            Piece::Section(section) => section.label.as_deref().map(|label| (label, section.ordinal)),
            Piece::Item(item) => Some((&item.label, item.ordinal)),
            _ => None,
        }
    }

    /// The value of its label, or its place in the table.
    pub(crate) fn number(&self) -> Option<usize> {
        match self.piece {
            Piece::Row(_, row) => Some(row + 1),
            _ => self.label().and_then(|(_, ordinal)| usize::try_from(ordinal?).ok()),
        }
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        match self.piece {
            Piece::Plan | Piece::Front => None,
            Piece::Section(section) => Some(&section.origin),
            Piece::Paragraph(paragraph) => Some(&paragraph.origin),
            Piece::Item(item) => Some(&item.origin),
            Piece::Table(table) => Some(&table.origin),
            Piece::Row(table, row) => Some(&table.rows[row].origin),
        }
    }
}

/// A record as a tree; nodes stand in reading order.
#[derive(Debug)]
pub(crate) struct Outline<'r> {
    pub(crate) record: &'r Record,
    pub(crate) nodes: Vec<Node<'r>>,
}

/// The plan itself.
pub(crate) const PLAN: usize = 0;
/// Its front.
pub(crate) const FRONT: usize = 1;

impl<'r> Outline<'r> {
    pub(crate) fn of(record: &'r Record) -> Self {
        let mut outline = Self { record, nodes: Vec::new() };
        outline.push(Piece::Plan, PLAN, "", Comparable::default());
        outline.push(Piece::Front, PLAN, "f", Comparable::default());
        outline.blocks(&record.front, FRONT, "f");
        outline.mark_title();
        for section in &record.sections {
            let heading = Comparable::new(&section.heading);
            let at = outline.push(Piece::Section(section), PLAN, &section.key, heading);
            outline.blocks(&section.blocks, at, &section.key);
        }
        outline.sum_up();
        outline
    }

    /// Tells each piece what stands in it, from the words of the pieces.
    pub(crate) fn sum_up(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            let parts = node.children.iter().map(|child| &self.nodes[*child].whole);
            self.nodes[at].whole = Profile::joined(parts.chain([&node.own]));
        }
    }

    fn push(&mut self, piece: Piece<'r>, parent: usize, key: &'r str, text: Comparable) -> usize {
        let at = self.nodes.len();
        if at != PLAN {
            self.nodes[parent].children.push(at);
        }
        self.nodes.push(Node {
            piece,
            parent,
            children: Vec::new(),
            key,
            own: Profile::of(&text.chars),
            whole: Profile::default(),
            text,
            cells: Vec::new(),
            is_title: false,
            is_continued: false,
        });
        at
    }

    fn blocks(&mut self, blocks: &'r [Block], parent: usize, key: &'r str) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) | Block::Figure(paragraph) => {
                    self.push(Piece::Paragraph(paragraph), parent, key, Comparable::new(&paragraph.text));
                }
                Block::Item(item) => {
                    let at = self.push(Piece::Item(item), parent, &item.key, Comparable::new(&item.text));
                    self.blocks(&item.children, at, &item.key);
                }
                Block::Table(table) => self.table(table, parent),
            }
        }
    }

    fn table(&mut self, table: &'r Table, parent: usize) {
        let caption = table.caption.as_deref().unwrap_or("");
        let at = self.push(Piece::Table(table), parent, &table.key, Comparable::new(caption));
        let corners = table.corners();
        let mut times: BTreeMap<(usize, &str), f32> = BTreeMap::new();
        for row in &table.rows {
            row.cells.iter().enumerate().for_each(|(column, text)| *times.entry((column, text)).or_default() += 1.0);
        }
        for (row, source) in table.rows.iter().enumerate() {
            // What a merged cell repeats is compared once.
            let mut cells: Vec<Cell> = Vec::with_capacity(source.cells.len());
            for (column, text) in source.cells.iter().enumerate() {
                let rows = times[&(column, &**text)];
                let text = Comparable::new(text);
                let corner = corners.get(&(row, column)).copied().unwrap_or((row, column));
                cells.push(Cell { profile: Profile::of(&text.chars), text, corner, rows });
            }
            let whole = Profile::joined(cells.iter().map(|cell| &cell.profile));
            let at = self.push(Piece::Row(table, row), at, &source.key, Comparable::default());
            let node = &mut self.nodes[at];
            (node.own, node.cells) = (whole, cells);
        }
    }

    /// The paragraphs of the front that make up the title.
    fn mark_title(&mut self) {
        let read = self.record.read.as_ref().and_then(|read| read.title.as_ref());
        let Some(title) = read.unwrap_or(&self.record.title) else { return };
        let title = Comparable::new(title).chars;
        let front = self.nodes[FRONT].children.clone();
        for first in 0..front.len() {
            let mut rest = &title[..];
            for last in first..front.len() {
                let node = &self.nodes[front[last]];
                let is_text = matches!(node.piece, Piece::Paragraph(_)) && !node.text.is_empty();
                let Some(behind) = rest.strip_prefix(&node.text.chars[..]).filter(|_| is_text) else { break };
                rest = behind;
                if rest.is_empty() {
                    front[first..=last].iter().for_each(|at| self.nodes[*at].is_title = true);
                    return;
                }
            }
        }
    }
}
