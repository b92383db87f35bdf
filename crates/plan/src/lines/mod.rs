//! A document as lines: the smallest pieces that structure works with, whatever the format.

mod flatten;
mod markdown;
pub(crate) mod shape;
#[cfg(test)]
mod tests;
pub(crate) mod wrap;

use document::{Block, Document, Flow, Paragraph, Place};
use numerals::label::{self, Label};

use crate::text::{GENERATED, Sources, Text};

/// What stands between a line and the one before it, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// A blank, or nothing, in the middle of a line that was cut here.
    Inline,
    /// The end of a physical line.
    Line,
    /// Blank lines, in a source whose line ends mean little.
    Blank,
    /// The end of a paragraph of the source.
    Paragraph,
}

/// A line of text, or a token of a line that held a whole document.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// As it stands, blanks at both ends included.
    pub(crate) text: Text,
    /// What separates it from the line before.
    pub(crate) before: Break,
    /// The reader took it for surroundings.
    pub(crate) aside: bool,
    /// Rank of a heading, where the format says so.
    pub(crate) heading: Option<u8>,
    /// Lists in which it stands, where the format has lists.
    pub(crate) lists: Option<usize>,
    /// The label at its start, by its looks alone.
    pub(crate) label: Option<Label>,
    /// Marks of Markdown that have been taken off the text.
    pub(crate) marks: Vec<Text>,
}

/// A table with cells in the source.
#[derive(Debug, Clone)]
pub(crate) struct CellTable {
    /// Lists in which it stands, where the format has lists.
    pub(crate) lists: Option<usize>,
    pub(crate) caption: Option<Text>,
    pub(crate) cells: Vec<SourceCell>,
}

/// A cell of a [`CellTable`].
#[derive(Debug, Clone)]
pub(crate) struct SourceCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) header: bool,
    pub(crate) lines: Vec<Line>,
    pub(crate) tables: Vec<CellTable>,
}

/// A line, or a table of the source.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Line(Line),
    Table(CellTable),
}

impl Line {
    pub(crate) fn new(text: Text, before: Break) -> Self {
        let label = label::at(text.chars(), 0);
        Self { text, before, aside: false, heading: None, lists: None, label, marks: Vec::new() }
    }

    /// The text behind the label.
    pub(crate) fn body(&self) -> Text {
        self.label.map_or_else(|| self.text.trimmed(), |label| self.text.from(label.body).trimmed())
    }
}

impl Piece {
    pub(crate) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }
}

/// Takes a document in: characters folded, positions given out, lines that hold whole documents cut into tokens.
pub(crate) fn take(document: &Document, sources: &mut Sources) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for line in lines_of(paragraph, document.flow, sources) {
                    match flatten::tokens(&line) {
                        Some(tokens) => pieces.extend(tokens.into_iter().map(Piece::Line)),
                        None => pieces.push(Piece::Line(line)),
                    }
                }
            }
            Block::Table(table) => pieces.push(Piece::Table(take_table(table, sources))),
        }
    }
    pieces
}

fn lines_of(paragraph: &Paragraph, flow: Flow, sources: &mut Sources) -> Vec<Line> {
    let text = text_of(paragraph, sources);
    let first = match (flow, paragraph.gap_before) {
        (Flow::Paragraphs, _) => Break::Paragraph,
        (Flow::Lines, true) => Break::Blank,
        (Flow::Lines, false) => Break::Line,
    };
    let tabbed = text.chars().contains(&'\t');
    let mut lines: Vec<Line> = Vec::new();
    for text in text.parts(|c| c == '\n') {
        if text.is_blank() && !tabbed {
            continue;
        }
        let before = if lines.is_empty() { first } else { Break::Line };
        let (mut marks, text) = markdown::unmark(text);
        let text = markdown::plain(text, &mut marks);
        let mut line = Line::new(text, before);
        line.aside = paragraph.place == Place::Aside;
        line.heading = paragraph.heading;
        line.lists = (flow == Flow::Paragraphs).then_some(paragraph.lists);
        line.marks = marks;
        lines.push(line);
    }
    lines
}

fn text_of(paragraph: &Paragraph, sources: &mut Sources) -> Text {
    let mut text = paragraph.label.as_deref().map(Text::generated).unwrap_or_default();
    for run in &paragraph.runs {
        sources.take(run, &mut text);
    }
    text
}

fn take_table(table: &document::Table, sources: &mut Sources) -> CellTable {
    let caption = table.caption.as_ref().map(|caption| text_of(caption, sources)).filter(|text| !text.is_blank());
    let mut cells = Vec::with_capacity(table.cells.len());
    for cell in &table.cells {
        let (mut lines, mut tables) = (Vec::new(), Vec::new());
        for block in &cell.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let texts = text_of(paragraph, sources).parts(|c| c == '\n');
                    lines.extend(
                        texts.iter().map(Text::trimmed).filter(|text| !text.is_blank()).enumerate().map(
                            |(index, text)| Line::new(text, if index == 0 { Break::Paragraph } else { Break::Line }),
                        ),
                    );
                }
                Block::Table(nested) => tables.push(take_table(nested, sources)),
            }
        }
        cells.push(SourceCell {
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            header: cell.header,
            lines,
            tables,
        });
    }
    CellTable { lists: Some(table.lists), caption, cells }
}

/// Joins a line to the text before it: nothing between Chinese characters, a blank between words.
pub(crate) fn join(text: &mut Text, next: &Line) {
    if next.before != Break::Inline {
        text.push(' ', GENERATED);
    }
    text.append(&next.text);
}

impl CellTable {
    /// Every text of the table, nested ones included.
    pub(crate) fn texts(&self) -> Vec<&Text> {
        let lines = self.cells.iter().flat_map(|cell| cell.lines.iter().map(|line| &line.text));
        let own = self.caption.iter().chain(lines);
        own.chain(self.cells.iter().flat_map(|cell| &cell.tables).flat_map(Self::texts)).collect()
    }
}
