//! What stands in the file of a record: its paragraphs and tables in reading order.

use std::collections::BTreeMap;
use std::iter;

use corpus::{Block, Item, Record, Section, Table};
use numerals::label::{self, Class};
use script::{Counts, Script};
use unicode_width::UnicodeWidthStr;

use crate::label::{BULLET, Labels, Written, typed, write};
use crate::nested::Nested;
use crate::table::{self, Grid};

/// Characters of the longest line that heads an attachment; a longer title stands below the label.
const LONGEST_ATTACHMENT_LINE: usize = 40;

/// Characters of the longest line of the front that is set like a date or a note under the title.
const LONGEST_NOTE: usize = 40;

/// Fewer entries than this are no table of contents.
const LEAST_ENTRIES: usize = 3;

/// What a separator takes at most, in half widths.
const SEPARATOR_WIDTH: usize = 2;

/// The file, before it is Word's.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The script of the text, which decides the font.
    pub(crate) script: Script,
    pub(crate) pieces: Vec<Piece>,
    /// The lists that the paragraphs name by their index.
    pub(crate) lists: Vec<List>,
}

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Paragraph(Paragraph),
    Table(Grid),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) style: Style,
    /// How many items it stands in.
    pub(crate) depth: usize,
    /// The list that numbers it.
    pub(crate) list: Option<usize>,
    /// `\n` for a line break.
    pub(crate) text: String,
}

/// What a paragraph is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    Title,
    /// A date or a note under the title.
    Note,
    /// The heading of a division, with its outline level from 1.
    Heading(u8),
    Body,
    Caption,
    Figure,
    ColumnName,
    Cell,
}

/// A run of labels that count on: 壹、 to 玖、.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    /// ECMA-376-1, 17.18.59 ST_NumberFormat.
    pub(crate) format: &'static str,
    /// 17.9.11 lvlText.
    pub(crate) text: String,
    /// The value of its first paragraph.
    pub(crate) start: u32,
    /// How many items its paragraphs stand in.
    pub(crate) depth: usize,
    /// The longest of its labels, in half widths of a Chinese character.
    pub(crate) width: usize,
}

/// Lays out a record.
pub(crate) fn layout(record: &Record, labels: Labels) -> Layout {
    let texts = record.texts();
    let mut counts = Counts::default();
    for text in &texts {
        counts += script::count(text);
    }
    let mut writer = Writer { labels, nested: Nested::of(record), lists: Lists::default(), pieces: Vec::new() };
    writer.front(record);
    let rank = if record.sections.iter().any(|section| section.label.is_some()) { 1 } else { 2 };
    let mut divisions = Numbering::default();
    for section in &record.sections {
        writer.section(section, rank, &mut divisions);
    }
    Layout { script: counts.script().unwrap_or(record.script), pieces: writer.pieces, lists: writer.lists.lists }
}

struct Writer<'r> {
    labels: Labels,
    nested: Nested<'r>,
    lists: Lists,
    pieces: Vec<Piece>,
}

impl<'r> Writer<'r> {
    fn front(&mut self, record: &'r Record) {
        let mut rest = record.front.as_slice();
        let mut titled = false;
        let mut contents = contents(&record.front).into_iter();
        while let [Block::Paragraph(paragraph), behind @ ..] = rest {
            let is_title = !titled && record.title.as_deref() == Some(paragraph.text.as_str());
            titled |= is_title;
            let short = paragraph.text.chars().count() <= LONGEST_NOTE && !paragraph.text.contains(['。', '：', ':']);
            let style = match (is_title, titled && short) {
                (true, _) => Style::Title,
                (false, true) => Style::Note,
                (false, false) => Style::Body,
            };
            let text = if contents.next() == Some(true) { entry(&paragraph.text) } else { None };
            self.paragraph(style, 0, None, text.unwrap_or_else(|| paragraph.text.clone()));
            rest = behind;
        }
        self.blocks(rest, 0, None);
    }

    fn section(&mut self, section: &'r Section, rank: u8, divisions: &mut Numbering) {
        let (line, style, blocks) = match (section.heading.as_str(), section.blocks.as_slice()) {
            // A division that is only a sentence.
            ("", [Block::Paragraph(sentence), rest @ ..]) => (sentence.text.as_str(), Style::Body, rest),
            (heading, blocks) => (heading, Style::Heading(rank), blocks),
        };
        match &section.label {
            None => self.paragraph(style, 0, None, line.to_owned()),
            Some(label) if is_attachment(label) && !fits_behind(label, line) => {
                self.labelled(style, 0, (label, section.ordinal), "", divisions);
                self.paragraph(style, 0, None, line.to_owned());
            }
            Some(label) => self.labelled(style, 0, (label, section.ordinal), line, divisions),
        }
        self.blocks(blocks, 0, None);
    }

    /// Writes blocks that stand in `depth` items. Where blanks must show how deep they stand, `from` is the depth from which
    /// they do.
    fn blocks(&mut self, blocks: &'r [Block], depth: usize, from: Option<usize>) {
        let from = from.or_else(|| stand_off(blocks).then_some(depth));
        let blanks = from.map(|from| "\u{3000}".repeat(depth - from)).unwrap_or_default();
        let mut numbering = Numbering::default();
        for (block, is_entry) in blocks.iter().zip(contents(blocks)) {
            match block {
                Block::Paragraph(paragraph) => {
                    let entry = if is_entry { entry(&paragraph.text) } else { None };
                    let text = entry.as_ref().unwrap_or(&paragraph.text);
                    self.paragraph(Style::Body, depth, None, format!("{blanks}{text}"));
                }
                Block::Figure(figure) => self.paragraph(Style::Figure, depth, None, figure.text.clone()),
                Block::Item(item) => {
                    let Item { label, ordinal, text, children, .. } = item;
                    match from {
                        None => self.labelled(Style::Body, depth, (label, *ordinal), text, &mut numbering),
                        // A reader trims what is generated.
                        Some(_) => {
                            let label = typed(label, *ordinal, text);
                            self.paragraph(Style::Body, depth, None, format!("{blanks}\u{3000}{label}{text}"));
                        }
                    }
                    self.blocks(children, depth + 1, from);
                }
                Block::Table(table) => {
                    if !self.nested.has(table) {
                        self.table(table);
                    }
                }
            }
        }
    }

    fn table(&mut self, table: &'r Table) {
        let laid = table::lay_out(table, &self.nested);
        if let Some(caption) = laid.caption {
            self.paragraph(Style::Caption, 0, None, caption);
        }
        self.pieces.push(Piece::Table(laid.grid));
    }

    fn paragraph(&mut self, style: Style, depth: usize, list: Option<usize>, text: String) {
        self.pieces.push(Piece::Paragraph(Paragraph { style, depth, list, text }));
    }

    fn labelled(
        &mut self,
        style: Style,
        depth: usize,
        (label, ordinal): (&str, Option<u32>),
        text: &str,
        numbering: &mut Numbering,
    ) {
        let written = match self.labels {
            Labels::Generated => write(label, ordinal, text),
            Labels::Typed => Written::Typed(typed(label, ordinal, text)),
        };
        match written {
            Written::Typed(label) => self.paragraph(style, depth, None, format!("{label}{text}")),
            Written::Generated { format, text: template } => {
                let list = List {
                    format,
                    text: template,
                    start: ordinal.unwrap_or(1),
                    depth,
                    width: label.width() + SEPARATOR_WIDTH,
                };
                let list = numbering.count(list, &mut self.lists);
                self.paragraph(style, depth, Some(list), text.to_owned());
            }
        }
    }
}

/// The lists of a file.
#[derive(Debug, Default)]
struct Lists {
    lists: Vec<List>,
    /// The list that was last counted among those that look the same, and so count together (17.9.15).
    last: BTreeMap<(&'static str, String, usize), usize>,
}

/// The lists of paragraphs that stand in the same item or division: the index of each, and the value that it counts to next.
#[derive(Debug, Default)]
struct Numbering(Vec<(usize, u32)>);

impl Numbering {
    /// The list that numbers a paragraph: one that has come to its value, or a new one.
    fn count(&mut self, wanted: List, lists: &mut Lists) -> usize {
        let next = wanted.start.saturating_add(1);
        let last = lists.last.entry((wanted.format, wanted.text.clone(), wanted.depth)).or_insert(usize::MAX);
        let known = self
            .0
            .iter_mut()
            .find(|(index, value)| index == last && (wanted.format == BULLET || *value == wanted.start));
        if let Some((index, value)) = known
            && let Some(list) = lists.lists.get_mut(*index)
        {
            list.width = list.width.max(wanted.width);
            *value = next;
            return *index;
        }
        *last = lists.lists.len();
        self.0.push((lists.lists.len(), next));
        lists.lists.push(wanted);
        *last
    }
}

/// Whether a paragraph follows an item beside it: a reader takes it for the item's own, unless it is indented less.
fn stand_off(blocks: &[Block]) -> bool {
    let behind_item = blocks.iter().skip_while(|block| !matches!(block, Block::Item(_)));
    behind_item.into_iter().any(|block| matches!(block, Block::Paragraph(paragraph) if !is_attachment(&paragraph.text)))
}

/// Which blocks are entries of a table of contents: several labelled paragraphs in a row that end in a page number.
fn contents(blocks: &[Block]) -> Vec<bool> {
    let is_entry = |block: &Block| matches!(block, Block::Paragraph(paragraph) if entry(&paragraph.text).is_some());
    let runs = blocks.chunk_by(|a, b| is_entry(a) && is_entry(b));
    runs.flat_map(|run| iter::repeat_n(run.len() >= LEAST_ENTRIES, run.len())).collect()
}

/// A labelled text that ends in a page number, with a tab before that: the record has no leaders.
fn entry(text: &str) -> Option<String> {
    let title = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = text.strip_prefix(title)?;
    let words: Vec<char> = title.trim_end().chars().collect();
    let label = label::at(&words, 0)?;
    let apart = title.ends_with(' ') || words.last().is_some_and(|c| script::is_cjk(*c));
    ((1..=3).contains(&page.len()) && apart && label.body < words.len())
        .then(|| format!("{}\t{page}", title.trim_end()))
}

/// Begins with the label of an attachment.
fn is_attachment(text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    label::at(&text, 0).is_some_and(|label| label.class == Class::Attachment)
}

/// Whether the title of an attachment is read as one where it stands behind the label.
fn fits_behind(label: &str, title: &str) -> bool {
    let visible = label.chars().chain(title.chars()).filter(|c| !c.is_whitespace()).count();
    visible <= LONGEST_ATTACHMENT_LINE && !title.contains(['：', ':', '。', '，', ',', '；', ';'])
}
