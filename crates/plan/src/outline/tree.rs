//! Chunks into front, divisions and nested items.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use numerals::label::Class;

use super::trail::{Fit, Trail};
use super::{Chunk, Labelled, Outline, Paragraph, heading};
use crate::lines::shape::is_sentence;
use crate::tables::Grid;
use crate::text::{GENERATED, Text};
use crate::{Code, Lexicon, SectionRule};

/// A plan's outline on its way into the plan.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) front: Vec<Node>,
    pub(crate) divisions: Vec<Division>,
    pub(crate) oddities: Vec<Oddity>,
}

/// A top-level division.
#[derive(Debug)]
pub(crate) struct Division {
    pub(crate) label: Option<Labelled>,
    pub(crate) heading: Text,
    /// The whole first paragraph, heading and all.
    pub(crate) line: Text,
    pub(crate) begins: SectionRule,
    pub(crate) nodes: Vec<Node>,
}

impl Division {
    pub(crate) fn is_attachment(&self) -> bool {
        self.begins == SectionRule::Attachment
    }

    /// Takes the paragraph below a label that stands alone as the rest of its line.
    fn name(&mut self, paragraph: Paragraph, lexicon: &Lexicon) {
        let (heading, rest) = if self.is_attachment() {
            (paragraph.text.trimmed(), Text::default())
        } else {
            heading::parts(&paragraph.text, lexicon)
        };
        self.heading = heading;
        self.line = paragraph.text;
        self.nodes.extend((!rest.is_blank()).then_some(Node::Paragraph(rest)));
    }
}

/// A piece of a division, and what belongs to it.
#[derive(Debug)]
pub(crate) enum Node {
    Paragraph(Text),
    Item { label: Labelled, level: u8, text: Text, children: Vec<Node> },
    Table(Box<Grid>),
    Figure(Text),
}

/// A label that is not what a reader expects.
#[derive(Debug)]
pub(crate) struct Oddity {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) at: Text,
}

/// Builds the tree. Labels of the top class head divisions, attachments too; in an attachment the top class numbers items.
pub(crate) fn build(chunks: Vec<Chunk>, outline: Outline, lexicon: &Lexicon) -> Tree {
    let mut tree = Tree::default();
    let mut divisions = Trail::default();
    let mut body = Body::new(outline);
    let mut in_attachment = false;
    for chunk in chunks {
        let chunk = match chunk {
            Chunk::Paragraph(paragraph) if names_division(&paragraph, &tree, &body) => {
                if let Some(division) = tree.divisions.last_mut() {
                    division.name(paragraph, lexicon);
                }
                continue;
            }
            Chunk::Paragraph(paragraph) => match division(&paragraph, outline, in_attachment, &divisions) {
                None => Chunk::Paragraph(paragraph),
                Some(begins) => {
                    body.close(&mut tree);
                    let is_attachment = begins == SectionRule::Attachment;
                    in_attachment = is_attachment;
                    body.is_attachment = is_attachment;
                    if let Some(labelled) = paragraph.label.as_ref().filter(|_| !is_attachment) {
                        divisions.enter(&labelled.label, None);
                    }
                    tree.divisions.push(open(paragraph, begins, lexicon));
                    continue;
                }
            },
            other => other,
        };
        body.take(chunk);
    }
    body.close(&mut tree);
    remark_divisions(&mut tree);
    tree
}

/// What stands below a label that is alone on its line: the title of an attachment, or what else would stand behind the label. An
/// article needs no heading.
fn names_division(paragraph: &Paragraph, tree: &Tree, body: &Body) -> bool {
    let is_open = |division: &Division| {
        let class = division.label.as_ref().map(|labelled| labelled.label.class);
        let is_bare = division.heading.is_blank() && division.nodes.is_empty();
        is_bare
            && match class {
                Some(Class::Attachment) => paragraph.text.visible() <= 40 && !is_sentence(&paragraph.text),
                class => class.is_some_and(|class| !matches!(class, Class::Article | Class::Point)),
            }
    };
    tree.divisions.last().is_some_and(is_open)
        && body.nodes.is_empty()
        && body.open.is_empty()
        && paragraph.label.is_none()
}

impl Tree {
    /// Joins the paragraphs of the front among these nodes: the lines of a title.
    pub(crate) fn join_front(&mut self, nodes: Range<usize>) {
        let paragraphs = self
            .front
            .get(nodes.clone())
            .is_some_and(|nodes| nodes.iter().all(|node| matches!(node, Node::Paragraph(_))));
        if !paragraphs || nodes.len() < 2 {
            return;
        }
        let mut title = Text::default();
        for node in self.front.drain(nodes.clone()) {
            if let Node::Paragraph(line) = node {
                if title.len() > 0 {
                    title.push(' ', GENERATED);
                }
                title.append(&line);
            }
        }
        self.front.insert(nodes.start, Node::Paragraph(title));
    }
}

/// Why a paragraph opens a division; `None` where it does not.
fn division(paragraph: &Paragraph, outline: Outline, in_attachment: bool, divisions: &Trail) -> Option<SectionRule> {
    let Some(labelled) = &paragraph.label else { return paragraph.divides };
    let label = labelled.label;
    if label.class == Class::Attachment {
        return Some(SectionRule::Attachment);
    }
    let (class, top) = outline.top.filter(|(class, _)| *class == label.class)?;
    let goes_on = divisions.fit(&label) == Fit::Next && label.ordinal != Some(1);
    (!in_attachment || goes_on).then_some(SectionRule::Label { class, top })
}

fn open(paragraph: Paragraph, begins: SectionRule, lexicon: &Lexicon) -> Division {
    let (heading, rest) = heading::parts(&paragraph.text, lexicon);
    let nodes = if rest.is_blank() { Vec::new() } else { vec![Node::Paragraph(rest)] };
    Division { label: paragraph.label, heading, line: paragraph.text, begins, nodes }
}

/// Says what is odd about the labels of the divisions, and of the items in each.
fn remark_divisions(tree: &mut Tree) {
    let mut oddities = Vec::new();
    let body: Vec<Entry<'_>> = tree
        .divisions
        .iter()
        .filter(|division| !division.is_attachment())
        .map(|division| Entry { labelled: division.label.as_ref(), line: &division.line })
        .collect();
    remark(&body, 1, &mut oddities);
    let mut last = BTreeMap::new();
    remark_items(&tree.front, &mut last, &mut oddities);
    for division in &tree.divisions {
        remark_items(&division.nodes, &mut last, &mut oddities);
    }
    tree.oddities = oddities;
}

/// The same for the lists among these nodes and below them: the items of one class are one list. A list may go on the
/// numbering of the one before it: articles run on through the chapters. `last` has the last value of each class.
fn remark_items(nodes: &[Node], last: &mut BTreeMap<(Class, u8), u32>, oddities: &mut Vec<Oddity>) {
    let mut lists: BTreeMap<(Class, u8), Vec<Entry<'_>>> = BTreeMap::new();
    for node in nodes {
        if let Node::Item { label, text, children, .. } = node {
            if label.label.class != Class::Bullet {
                lists
                    .entry((label.label.class, label.label.depth))
                    .or_default()
                    .push(Entry { labelled: Some(label), line: text });
            }
            remark_items(children, last, oddities);
        }
    }
    for (class, list) in lists {
        let ordinals = || list.iter().filter_map(|entry| entry.labelled?.label.ordinal);
        let goes_on = last.get(&class).map(|last| last + 1).filter(|next| ordinals().next() == Some(*next));
        remark(&list, goes_on.unwrap_or(1), oddities);
        if let Some(value) = ordinals().next_back() {
            last.insert(class, value);
        }
    }
}

/// An entry of a list, for the check of its numbering.
struct Entry<'t> {
    labelled: Option<&'t Labelled>,
    line: &'t Text,
}

/// Says what is odd about the labels of one list that should begin at `first`. Where it begins again at 1, that is another
/// list.
fn remark(entries: &[Entry<'_>], first: u32, oddities: &mut Vec<Oddity>) {
    let numbered = entries.iter().any(|entry| entry.labelled.is_some());
    let mut expected = first;
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for entry in entries {
        let Some(labelled) = entry.labelled else {
            if !numbered {
                continue;
            }
            let message = format!("the division {} has no label", entry.line.closed());
            oddities.push(Oddity { code: Code::MissingLabel, message, at: entry.line.clone() });
            expected += 1;
            continue;
        };
        let written = labelled.text.closed();
        let mut odd = |code: Code, message: String| oddities.push(Oddity { code, message, at: labelled.text.clone() });
        if labelled.label.misspelt {
            odd(Code::MisspeltLabel, format!("{written} is written with a character that only looks like the numeral"));
        }
        let Some(ordinal) = labelled.label.ordinal.filter(|_| !is_inserted(&written)) else { continue };
        if ordinal == 1 && expected > 2 {
            seen.clear();
        } else if seen.contains(&ordinal) {
            odd(Code::DuplicateLabel, format!("{written} stands a second time"));
        } else if ordinal < expected {
            odd(Code::OutOfOrderLabel, format!("{written} stands behind a later label"));
        } else if ordinal > expected && !(expected..ordinal).all(|value| follows(entries, value)) {
            odd(Code::MissingLabel, format!("a label is missing before {written}"));
        }
        expected = if ordinal == 1 { 2 } else { expected.max(ordinal + 1) };
        seen.insert(ordinal);
    }
}

/// A label put between two others by an amendment: 第三條之一.
fn is_inserted(label: &str) -> bool {
    label.starts_with('第') && label.contains('之')
}

/// Whether a value stands anywhere in the list: it is out of order then, not missing.
fn follows(entries: &[Entry<'_>], value: u32) -> bool {
    entries.iter().any(|entry| entry.labelled.and_then(|labelled| labelled.label.ordinal) == Some(value))
}

/// What stands in the division that is open.
struct Body {
    outline: Outline,
    is_attachment: bool,
    /// The labels of the items that are open.
    trail: Trail,
    /// The items that are open, from the outermost.
    open: Vec<OpenItem>,
    nodes: Vec<Node>,
}

struct OpenItem {
    label: Labelled,
    level: u8,
    indent: usize,
    /// Rank of a heading, where the format says so.
    heading: Option<u8>,
    /// Lists of the source in which it stands.
    lists: Option<usize>,
    text: Text,
    children: Vec<Node>,
}

impl Body {
    fn new(outline: Outline) -> Self {
        Self { outline, is_attachment: false, trail: Trail::default(), open: Vec::new(), nodes: Vec::new() }
    }

    fn take(&mut self, chunk: Chunk) {
        match chunk {
            Chunk::Paragraph(Paragraph { label: Some(labelled), text, indent, heading, lists, .. }) => {
                let depth = self.place(&labelled, lists);
                self.close_to(depth);
                self.trail.enter_at(depth, &labelled.label, labelled.glyph());
                let level = labelled.label.class.level().unwrap_or_else(|| self.inner_level());
                self.open.push(OpenItem { label: labelled, level, indent, heading, lists, text, children: Vec::new() });
            }
            Chunk::Paragraph(paragraph) => {
                self.close_lists(paragraph.lists);
                let depth = self.depth_of_text(&paragraph);
                self.close_to(depth);
                match self.open.last_mut() {
                    // A label alone on its line.
                    Some(item)
                        if item.text.is_blank() && item.children.is_empty() && item.heading == paragraph.heading =>
                    {
                        item.text = paragraph.text;
                    }
                    _ => self.add(Node::Paragraph(paragraph.text)),
                }
            }
            Chunk::Table(grid) => {
                self.close_lists(grid.lists);
                self.add(Node::Table(grid));
            }
            Chunk::Figure(text) => self.add(Node::Figure(text)),
        }
    }

    /// How many open items stay open above a labelled paragraph. A label that a list of the source generates stands where the
    /// list does.
    fn place(&self, labelled: &Labelled, lists: Option<usize>) -> usize {
        if labelled.is_generated() && lists.is_some() {
            let class = labelled.label.class;
            let sibling =
                |item: &OpenItem| item.label.is_generated() && item.lists == lists && item.label.label.class == class;
            if let Some(sibling) = self.open.iter().rposition(sibling) {
                return sibling;
            }
            let outer = |item: &OpenItem| item.lists < lists || !item.label.is_generated();
            return self.open.iter().rposition(outer).map_or(0, |last| last + 1);
        }
        self.trail.depth(&labelled.label, labelled.glyph())
    }

    /// One more than what it stands in.
    fn inner_level(&self) -> u8 {
        let own = match self.outline.class().and_then(Class::level) {
            Some(level) if !self.is_attachment => level,
            _ => 0,
        };
        self.open.last().map_or(own, |item| item.level).saturating_add(1)
    }

    /// A paragraph belongs to the item before it, unless it stands off and is indented less than that item's label, or lists
    /// the attachments. A heading belongs to headings of a higher rank only.
    fn depth_of_text(&self, paragraph: &Paragraph) -> usize {
        if let Some(rank) = paragraph.heading {
            let is_above = |item: &OpenItem| item.heading.is_some_and(|above| above < rank);
            return self.open.iter().rposition(is_above).map_or(0, |last| last + 1);
        }
        if numerals::label::at(paragraph.text.chars(), 0).is_some_and(|label| label.class == Class::Attachment) {
            return 0;
        }
        let mut depth = self.open.len();
        if paragraph.apart {
            while depth > 0 && paragraph.indent < self.open[depth - 1].indent {
                depth -= 1;
            }
        }
        depth
    }

    /// Closes the items of lists that the source has closed.
    fn close_lists(&mut self, lists: Option<usize>) {
        let ended = |item: &OpenItem| item.lists.zip(lists).is_some_and(|(item, now)| item > now);
        if let Some(depth) = self.open.iter().position(ended) {
            self.close_to(depth);
        }
    }

    fn close_to(&mut self, depth: usize) {
        self.trail.close_to(depth);
        while self.open.len() > depth {
            let Some(item) = self.open.pop() else { break };
            self.add(Node::Item { label: item.label, level: item.level, text: item.text, children: item.children });
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(item) => item.children.push(node),
            None => self.nodes.push(node),
        }
    }

    /// Gives what has gathered to the division that is open, or to the front.
    fn close(&mut self, tree: &mut Tree) {
        self.close_to(0);
        let nodes = std::mem::take(&mut self.nodes);
        match tree.divisions.last_mut() {
            Some(division) => division.nodes.extend(nodes),
            None => tree.front.extend(nodes),
        }
    }
}
