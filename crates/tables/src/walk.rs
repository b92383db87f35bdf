//! Both records of a plan side by side, in reading order.

use corpus::{Block, Citation, Diagnostic, Item, Origin, Paragraph, Row, Section, Table};

use crate::Pair;

/// Of the two records of a plan, what stands in each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Both<T> {
    pub(crate) hant: T,
    pub(crate) hans: T,
}

impl<'a, T: ?Sized> Both<&'a T> {
    pub(crate) fn map<U>(self, of: impl Fn(&'a T) -> U) -> Both<U> {
        Both { hant: of(self.hant), hans: of(self.hans) }
    }
}

impl<'a, T> Both<&'a [T]> {
    fn each(self) -> impl Iterator<Item = Both<&'a T>> {
        self.hant.iter().zip(self.hans).map(|(hant, hans)| Both { hant, hans })
    }
}

/// Where a row of a table comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) plan: &'a Pair,
    /// From 1.
    pub(crate) position: usize,
    pub(crate) origin: &'a Origin,
}

/// A division of a plan.
pub(crate) struct SectionAt<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) section: Both<&'a Section>,
}

/// What a piece stands in.
#[derive(Clone)]
pub(crate) struct Around<'a> {
    /// The division; `None` in front of the first.
    pub(crate) section: Option<Both<&'a Section>>,
    /// The key of the item or division that it belongs to.
    pub(crate) parent: &'a str,
    /// The labels of the divisions and items that it stands in, from the outermost on.
    pub(crate) labels: Vec<Both<&'a str>>,
    /// How many items it stands in.
    pub(crate) depth: usize,
}

/// The key of what stands before the first division.
const FRONT: &str = "f";

impl Around<'_> {
    /// The key of the division.
    pub(crate) fn section_key(&self) -> &str {
        self.section.map_or(FRONT, |section| &section.hant.key)
    }
}

/// A piece of a plan.
pub(crate) struct PieceAt<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) around: Around<'a>,
    pub(crate) piece: Piece<'a>,
}

pub(crate) enum Piece<'a> {
    Paragraph(Both<&'a Paragraph>),
    Figure(Both<&'a Paragraph>),
    Item(Both<&'a Item>),
    Table(Both<&'a Table>),
}

/// A body row of a table.
pub(crate) struct RowAt<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) around: Around<'a>,
    pub(crate) table: Both<&'a Table>,
    pub(crate) row: Both<&'a Row>,
    /// From 0.
    pub(crate) index: usize,
}

pub(crate) struct CitationAt<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) citation: Both<&'a Citation>,
}

pub(crate) struct DiagnosticAt<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) diagnostic: &'a Diagnostic,
}

/// The pieces of a plan.
pub(crate) struct Walk<'a> {
    plan: &'a Pair,
    position: usize,
    pub(crate) sections: Vec<SectionAt<'a>>,
    pub(crate) pieces: Vec<PieceAt<'a>>,
    pub(crate) rows: Vec<RowAt<'a>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn of(plan: &'a Pair) -> Self {
        let Pair { hant, hans } = plan;
        let (sections, pieces, rows) = (Vec::new(), Vec::new(), Vec::new());
        let mut walk = Self { plan, position: 0, sections, pieces, rows };
        let front = Around { section: None, parent: FRONT, labels: Vec::new(), depth: 0 };
        walk.blocks(Both { hant: hant.front.as_slice(), hans: &hans.front }, &front);
        for section in (Both { hant: hant.sections.as_slice(), hans: &hans.sections }).each() {
            let place = walk.place(&section.hant.origin);
            walk.sections.push(SectionAt { place, section });
            let label = section.map(|section| section.label.as_deref().unwrap_or_default());
            let labels = if label.hant.is_empty() { Vec::new() } else { vec![label] };
            let around = Around { section: Some(section), parent: &section.hant.key, labels, depth: 0 };
            walk.blocks(section.map(|section| section.blocks.as_slice()), &around);
        }
        walk
    }

    fn place(&mut self, origin: &'a Origin) -> Place<'a> {
        self.position += 1;
        Place { plan: self.plan, position: self.position, origin }
    }

    fn blocks(&mut self, blocks: Both<&'a [Block]>, around: &Around<'a>) {
        for Both { hant, hans } in blocks.each() {
            match (hant, hans) {
                (Block::Paragraph(hant), Block::Paragraph(hans)) => {
                    self.piece(&hant.origin, around, Piece::Paragraph(Both { hant, hans }));
                }
                (Block::Figure(hant), Block::Figure(hans)) => {
                    self.piece(&hant.origin, around, Piece::Figure(Both { hant, hans }));
                }
                (Block::Item(hant), Block::Item(hans)) => {
                    let item = Both { hant, hans };
                    self.piece(&hant.origin, around, Piece::Item(item));
                    let mut inside = around.clone();
                    inside.parent = &hant.key;
                    inside.labels.push(item.map(|item| item.label.as_str()));
                    inside.depth += 1;
                    self.blocks(item.map(|item| item.children.as_slice()), &inside);
                }
                (Block::Table(hant), Block::Table(hans)) => {
                    let table = Both { hant, hans };
                    self.piece(&hant.origin, around, Piece::Table(table));
                    for (index, row) in table.map(|table| table.rows.as_slice()).each().enumerate() {
                        let place = self.place(&row.hant.origin);
                        self.rows.push(RowAt { place, around: around.clone(), table, row, index });
                    }
                }
                // A pair is of one shape.
                _ => {}
            }
        }
    }

    fn piece(&mut self, origin: &'a Origin, around: &Around<'a>, piece: Piece<'a>) {
        let place = self.place(origin);
        self.pieces.push(PieceAt { place, around: around.clone(), piece });
    }
}
