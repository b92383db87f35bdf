//! Tree to blocks, in one walk without recursion.

use decode::{Lines, is_private_use};
use document::{Block, Limits, Paragraph, Place, ReadError, Run, Table};

use crate::chrome::Chrome;
use crate::dom::{DOCUMENT, Data, Dom, Element, Id, Piece, Step};
use crate::elements::{heading, is_spaced};
use crate::grid::{self, CellParts, Group, Kind, Made, Parts};
use crate::inline::Inline;
use crate::lists::{Label, List, integer, stray_item};
use crate::style;

/// What shows of a page.
pub(crate) struct Content {
    pub(crate) blocks: Vec<Block>,
    /// Characters that show, white space aside.
    pub(crate) characters: usize,
    pub(crate) replaced: Seen,
    pub(crate) private: Seen,
}

/// How often something shows, and where first.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) count: usize,
    pub(crate) first: crate::dom::Place,
}

/// The blocks of a page.
pub(crate) fn blocks(dom: &Dom, chrome: &Chrome, lines: &Lines, limits: &Limits) -> Result<Content, ReadError> {
    let mut walk = Walk {
        dom,
        chrome,
        lines,
        limits,
        holders: vec![Holder::new(DOCUMENT, Holds::Page)],
        tables: Vec::new(),
        lists: Vec::new(),
        heading: None,
        kept: 0,
        aside: 0,
        links: 0,
        replaced: Seen::default(),
        private: Seen::default(),
    };
    let mut next = Some(Step::Enter(DOCUMENT));
    while let Some(step) = next {
        next = match step {
            Step::Enter(id) if walk.enter(id) => dom.step(step, true),
            Step::Enter(id) => dom.step(Step::Leave(id), false),
            Step::Leave(id) => {
                walk.leave(id)?;
                dom.step(step, false)
            }
        };
    }
    walk.flush();
    let Walk { mut holders, replaced, private, .. } = walk;
    let page = holders.swap_remove(0);
    Ok(Content { blocks: page.blocks, characters: page.characters, replaced, private })
}

struct Walk<'a> {
    dom: &'a Dom,
    chrome: &'a Chrome,
    lines: &'a Lines,
    limits: &'a Limits,
    /// Never empty: the page is the first.
    holders: Vec<Holder>,
    tables: Vec<OpenTable>,
    lists: Vec<List>,
    heading: Option<u8>,
    /// Open elements of each sort.
    kept: usize,
    aside: usize,
    links: usize,
    replaced: Seen,
    private: Seen,
}

/// What blocks are put into: the page, a cell, a caption, a control.
struct Holder {
    id: Id,
    holds: Holds,
    blocks: Vec<Block>,
    inline: Inline,
    /// A gap stands before what comes next.
    gap: bool,
    /// Labels whose item has no text yet, outermost first.
    labels: Vec<(Id, Label)>,
    /// What stands within the current paragraph but is no part of its text.
    after: Vec<Block>,
    characters: usize,
    linked: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Page,
    Cell,
    Caption,
    /// A form control; `true` if its text is a value or a command rather than something to read.
    Control(bool),
}

struct OpenTable {
    id: Id,
    /// Holders when it was opened: its rows and cells stand in this very one.
    level: usize,
    caption: Vec<Block>,
    parts: Parts,
}

impl Holder {
    fn new(id: Id, holds: Holds) -> Self {
        Self {
            id,
            holds,
            blocks: Vec::new(),
            inline: Inline::default(),
            gap: false,
            labels: Vec::new(),
            after: Vec::new(),
            characters: 0,
            linked: 0,
        }
    }

    /// Adds a block that is not text of the current paragraph, below the labels that it leaves without text.
    fn push_table(&mut self, table: Table) {
        self.spend_labels();
        self.blocks.push(Block::Table(table));
        self.gap = true;
    }

    /// Numbers that a browser shows before something that is no text stand as paragraphs of their own.
    fn spend_labels(&mut self) {
        for (_, label) in self.labels.drain(..).filter(|(_, label)| label.counts) {
            self.blocks.push(Block::Paragraph(Paragraph { label: Some(label.text), ..Paragraph::default() }));
        }
    }

    /// The label of the paragraph that comes next.
    fn label(&mut self) -> Option<String> {
        let (_, label) = self.labels.pop()?;
        self.spend_labels();
        Some(label.text)
    }
}

impl Walk<'_> {
    fn holder(&mut self) -> &mut Holder {
        let last = self.holders.len() - 1;
        &mut self.holders[last]
    }

    /// Whether the children of a node show.
    fn enter(&mut self, id: Id) -> bool {
        let dom = self.dom;
        match &dom.node(id).data {
            Data::Other => id == DOCUMENT,
            Data::Text(pieces) => {
                let aside = self.chrome.is_aside(id);
                for piece in pieces {
                    self.text(piece, aside);
                }
                true
            }
            Data::Element(element) if element.computed.is_hidden => false,
            Data::Element(element) => {
                self.aside += usize::from(self.chrome.is_aside(id));
                self.kept += usize::from(element.computed.keeps_space);
                self.links += usize::from(element.computed.is_link);
                self.open(id, element);
                true
            }
        }
    }

    fn open(&mut self, id: Id, element: &Element) {
        let tag = element.tag();
        if element.computed.is_block {
            self.flush();
            self.holder().gap |= is_spaced(tag);
        }
        self.heading = heading(tag).or(self.heading);
        match tag {
            "br" => self.holder().inline.line_break(element.place),
            "table" => self.open_table(id, element),
            "thead" => self.open_group(Kind::Head),
            "tbody" => self.open_group(Kind::Body),
            "tfoot" => self.open_group(Kind::Foot),
            "tr" => self.open_row(element),
            "td" | "th" if self.table().is_some() => self.holders.push(Holder::new(id, Holds::Cell)),
            "caption" if self.table().is_some() => self.holders.push(Holder::new(id, Holds::Caption)),
            "button" if self.heading.is_none() => {
                let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
                let command = matches!(kind.as_str(), "submit" | "reset");
                self.holders.push(Holder::new(id, Holds::Control(command)));
            }
            "select" | "textarea" => self.holders.push(Holder::new(id, Holds::Control(true))),
            "input" => self.value(element),
            "li" => {
                let list = self.lists.last_mut();
                let label = list.map_or_else(|| stray_item(element), |list| list.item(element));
                if let Some(label) = label {
                    self.holder().labels.push((id, label));
                }
            }
            _ => self.lists.extend(List::open(self.dom, id)),
        }
    }

    fn leave(&mut self, id: Id) -> Result<(), ReadError> {
        let Some(element) = self.dom.element(id) else { return Ok(()) };
        let tag = element.tag();
        if element.computed.is_block {
            self.flush();
            self.holder().gap |= is_spaced(tag);
        }
        if heading(tag).is_some() {
            self.heading = None;
        }
        if self.holders.len() > 1 && self.holder().id == id {
            self.close_holder(element);
        }
        if self.tables.last().is_some_and(|table| table.id == id) {
            self.close_table()?;
        }
        if self.lists.last().is_some_and(|list| list.id == id) {
            self.lists.pop();
        }
        self.holder().labels.retain(|&(item, _)| item != id);
        self.aside -= usize::from(self.chrome.is_aside(id));
        self.kept -= usize::from(element.computed.keeps_space);
        self.links -= usize::from(element.computed.is_link);
        Ok(())
    }

    fn text(&mut self, piece: &Piece, aside: bool) {
        let (kept, linked, main) = (self.kept > 0, self.links > 0, self.aside == 0 && !aside);
        let mut visible = 0;
        for (at, c) in (piece.place.0..).zip(piece.text.chars()) {
            visible += usize::from(!c.is_whitespace());
            let seen = match c {
                '\u{FFFD}' => &mut self.replaced,
                c if is_private_use(c) => &mut self.private,
                _ => continue,
            };
            if seen.count == 0 {
                let at = at.min(piece.place.1.saturating_sub(1));
                seen.first = (at, at + 1);
            }
            seen.count += 1;
        }
        let holder = self.holder();
        holder.characters += visible;
        holder.linked += if linked { visible } else { 0 };
        holder.inline.main |= main && visible > 0;
        holder.inline.text(piece, kept);
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let by_line = self.chrome.is_preformatted();
        let (lines, heading, lists) = (self.lines, self.heading, Some(self.lists.len()));
        let holder = self.holder();
        let inline = std::mem::take(&mut holder.inline);
        let place = if inline.main { Place::Main } else { Place::Aside };
        let (found, gap) = inline.finish(by_line, lines);
        for paragraph in found {
            let label = holder.label();
            let gap_before = paragraph.gap || std::mem::take(&mut holder.gap);
            holder.blocks.push(Block::Paragraph(Paragraph {
                runs: paragraph.runs,
                label,
                heading,
                gap_before,
                place,
                lists,
            }));
        }
        holder.gap |= gap;
        let after = std::mem::take(&mut holder.after);
        holder.blocks.extend(after);
    }

    /// The value that an input shows.
    fn value(&mut self, element: &Element) {
        let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
        let shows = !matches!(kind.as_str(), "checkbox" | "radio" | "file" | "image" | "color" | "range" | "password");
        let value = element.attribute("value").unwrap_or_default().trim();
        if shows && !value.is_empty() {
            let origin = self.lines.origin(element.place.0, element.place.1);
            let mut paragraph = Paragraph::new(value, origin);
            paragraph.place = Place::Aside;
            let holder = self.holder();
            holder.characters += value.chars().filter(|c| !c.is_whitespace()).count();
            holder.after.push(Block::Paragraph(paragraph));
        }
    }

    /// The innermost table, if rows and cells that come now are its own.
    fn table(&mut self) -> Option<&mut OpenTable> {
        let level = self.holders.len();
        self.tables.last_mut().filter(|table| table.level == level)
    }

    fn open_table(&mut self, id: Id, element: &Element) {
        let style = element.attribute("style").unwrap_or_default();
        let border = element.attribute("border").is_some_and(|border| border.trim() != "0");
        let rules = element.attribute("rules").is_some_and(|rules| !rules.trim().eq_ignore_ascii_case("none"));
        let role = element.attribute("role").unwrap_or_default().trim().to_ascii_lowercase();
        let parts = Parts {
            groups: Vec::new(),
            presentation: matches!(role.as_str(), "presentation" | "none"),
            ruled: border || rules || style::has_border(style),
            described: element.attribute("summary").is_some_and(|summary| !summary.trim().is_empty()),
        };
        self.tables.push(OpenTable { id, level: self.holders.len(), caption: Vec::new(), parts });
    }

    fn open_group(&mut self, kind: Kind) {
        if let Some(table) = self.table() {
            table.parts.groups.push(Group { kind, rows: Vec::new() });
        }
    }

    fn open_row(&mut self, element: &Element) {
        let ruled = element.attribute("style").is_some_and(style::has_border);
        if let Some(table) = self.table() {
            table.parts.ruled |= ruled;
            if table.parts.groups.is_empty() {
                table.parts.groups.push(Group::default());
            }
            if let Some(group) = table.parts.groups.last_mut() {
                group.rows.push(Vec::new());
            }
        }
    }

    fn close_holder(&mut self, element: &Element) {
        self.flush();
        let Some(holder) = self.holders.pop() else { return };
        let Holder { mut blocks, characters, linked, holds, .. } = holder;
        let parent = self.holder();
        parent.characters += characters;
        parent.linked += linked;
        match holds {
            Holds::Page => {}
            Holds::Cell => self.close_cell(element, CellParts { blocks, characters, linked, ..CellParts::default() }),
            Holds::Caption => {
                if let Some(table) = self.table() {
                    table.caption.append(&mut blocks);
                }
            }
            Holds::Control(aside) => {
                for block in &mut blocks {
                    if let (true, Block::Paragraph(paragraph)) = (aside, block) {
                        paragraph.place = Place::Aside;
                    }
                }
                parent.after.append(&mut blocks);
            }
        }
    }

    fn close_cell(&mut self, element: &Element, mut cell: CellParts) {
        let span = |name: &str| element.attribute(name).and_then(integer).and_then(|span| usize::try_from(span).ok());
        cell.rows = span("rowspan").unwrap_or(1);
        cell.columns = span("colspan").unwrap_or(1).max(1);
        cell.ruled = element.attribute("style").is_some_and(style::has_border);
        if let Some(table) = self.table() {
            if table.parts.groups.last().is_none_or(|group| group.rows.is_empty()) {
                table.parts.groups.push(Group { kind: Kind::Body, rows: vec![Vec::new()] });
            }
            if let Some(group) = table.parts.groups.last_mut() {
                cell.header = element.tag() == "th" || group.kind == Kind::Head;
                if let Some(row) = group.rows.last_mut() {
                    row.push(cell);
                }
            }
        }
    }

    fn close_table(&mut self) -> Result<(), ReadError> {
        let Some(OpenTable { caption, mut parts, .. }) = self.tables.pop() else { return Ok(()) };
        parts.described |= !caption.is_empty();
        let made = grid::make(parts, self.limits)?;
        let (caption, tables): (Vec<Block>, Vec<Block>) =
            caption.into_iter().partition(|block| matches!(block, Block::Paragraph(_)));
        let lists = Some(self.lists.len());
        let holder = self.holder();
        holder.blocks.extend(tables);
        match made {
            Made::Table(cells) => {
                holder.push_table(Table { caption: one_paragraph(caption), cells, lists, ..Table::default() })
            }
            Made::Layout(blocks) => {
                for mut block in caption.into_iter().chain(blocks) {
                    match &mut block {
                        Block::Table(_) | Block::Embedded(_) => holder.spend_labels(),
                        Block::Paragraph(paragraph) if paragraph.label.is_none() => paragraph.label = holder.label(),
                        Block::Paragraph(_) => holder.spend_labels(),
                    }
                    holder.blocks.push(block);
                }
            }
            Made::Empty => holder.blocks.extend(caption),
        }
        holder.gap = true;
        Ok(())
    }
}

/// Paragraphs as lines of one.
fn one_paragraph(blocks: Vec<Block>) -> Option<Paragraph> {
    let mut paragraphs = blocks.into_iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) | Block::Embedded(_) => None,
    });
    let mut first = paragraphs.next()?;
    for paragraph in paragraphs {
        // A line end that stands nowhere: a place without length, in front of the line.
        let mut origin = paragraph.runs.first().map(|run| run.origin.clone()).unwrap_or_default();
        origin.chars = origin.chars.map(|(from, _)| (from, from));
        origin.lines = origin.lines.map(|(line, _)| (line, line));
        first.runs.push(Run { text: "\n".to_owned(), origin });
        first.runs.extend(paragraph.runs);
    }
    Some(first)
}
