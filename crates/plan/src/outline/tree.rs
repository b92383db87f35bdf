//! Chunks into front, divisions and nested items.

use numerals::label::Class;

use super::trail::{Fit, Trail};
use super::{Chunk, Labelled, Outline, Paragraph, heading};
use crate::Code;
use crate::tables::Grid;
use crate::text::Text;

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
    pub(crate) is_attachment: bool,
    pub(crate) nodes: Vec<Node>,
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
pub(crate) fn build(chunks: Vec<Chunk>, outline: Outline) -> Tree {
    let mut tree = Tree::default();
    let mut divisions = Trail::default();
    let mut body = Body::new(outline);
    let mut in_attachment = false;
    for chunk in chunks {
        let chunk = match chunk {
            Chunk::Paragraph(paragraph) => match division(&paragraph, outline, in_attachment, &divisions) {
                None => Chunk::Paragraph(paragraph),
                Some(is_attachment) => {
                    body.close(&mut tree);
                    in_attachment = is_attachment;
                    let opened = open(paragraph, is_attachment, &mut divisions, &mut tree.oddities);
                    body.is_attachment = is_attachment;
                    tree.divisions.push(opened);
                    continue;
                }
            },
            other => other,
        };
        body.take(chunk, &mut tree.oddities);
    }
    body.close(&mut tree);
    tree
}

/// Whether a paragraph opens a division, and whether that is an attachment.
fn division(paragraph: &Paragraph, outline: Outline, in_attachment: bool, divisions: &Trail) -> Option<bool> {
    let Some(labelled) = &paragraph.label else { return paragraph.divides.then_some(false) };
    let label = labelled.label;
    if label.class == Class::Attachment {
        return Some(true);
    }
    if outline.top != Some(label.class) {
        return None;
    }
    let goes_on = divisions.fit(&label) == Fit::Next && label.ordinal != Some(1);
    (!in_attachment || goes_on).then_some(false)
}

fn open(paragraph: Paragraph, is_attachment: bool, divisions: &mut Trail, oddities: &mut Vec<Oddity>) -> Division {
    if let Some(labelled) = &paragraph.label {
        if !is_attachment {
            remark(divisions, labelled, oddities);
            divisions.enter(&labelled.label);
        }
    } else {
        oddities.push(Oddity {
            code: Code::MissingLabel,
            message: format!("the division {} has no label", paragraph.text.closed()),
            at: paragraph.text.clone(),
        });
    }
    let (heading, rest) = heading::parts(&paragraph.text);
    let nodes = if rest.is_blank() { Vec::new() } else { vec![Node::Paragraph(rest)] };
    Division { label: paragraph.label, heading, line: paragraph.text, is_attachment, nodes }
}

/// Says what is odd about a label where it stands.
fn remark(trail: &Trail, labelled: &Labelled, oddities: &mut Vec<Oddity>) {
    let label = &labelled.label;
    let written = labelled.text.closed();
    let found = match trail.fit(label) {
        Fit::Next | Fit::First => None,
        Fit::Repeat => Some((Code::DuplicateLabel, format!("{written} stands a second time"))),
        Fit::Gap | Fit::Headless => Some((Code::MissingLabel, format!("a label is missing before {written}"))),
        Fit::Back if label.ordinal == Some(1) => None,
        Fit::Back => Some((Code::OutOfOrderLabel, format!("{written} stands behind a later label"))),
    };
    oddities.extend(found.map(|(code, message)| Oddity { code, message, at: labelled.text.clone() }));
    if label.misspelt {
        oddities.push(Oddity {
            code: Code::MisspeltLabel,
            message: format!("{written} is written with a character that only looks like the numeral"),
            at: labelled.text.clone(),
        });
    }
}

/// What stands in the division that is open.
struct Body {
    outline: Outline,
    is_attachment: bool,
    trail: Trail,
    /// The items that are open, from the outermost.
    open: Vec<OpenItem>,
    nodes: Vec<Node>,
}

struct OpenItem {
    label: Labelled,
    level: u8,
    indent: usize,
    text: Text,
    children: Vec<Node>,
}

impl Body {
    fn new(outline: Outline) -> Self {
        Self { outline, is_attachment: false, trail: Trail::default(), open: Vec::new(), nodes: Vec::new() }
    }

    fn take(&mut self, chunk: Chunk, oddities: &mut Vec<Oddity>) {
        match chunk {
            Chunk::Paragraph(Paragraph { label: Some(labelled), text, indent, .. }) => {
                self.close_to(self.place(&labelled));
                if labelled.label.class != Class::Bullet {
                    remark(&self.trail, &labelled, oddities);
                }
                self.trail.enter(&labelled.label);
                let level = labelled.label.class.level().unwrap_or_else(|| self.inner_level());
                self.open.push(OpenItem { label: labelled, level, indent, text, children: Vec::new() });
            }
            Chunk::Paragraph(paragraph) => {
                let depth = self.depth_of_text(&paragraph);
                self.close_to(depth);
                self.add(Node::Paragraph(paragraph.text));
            }
            Chunk::Table(grid) => self.add(Node::Table(grid)),
            Chunk::Figure(text) => self.add(Node::Figure(text)),
        }
    }

    /// How many open items stay open above a labelled paragraph.
    fn place(&self, labelled: &Labelled) -> usize {
        self.trail.depth(labelled.label.class).min(self.open.len())
    }

    /// One more than what it stands in.
    fn inner_level(&self) -> u8 {
        let own = match self.outline.top.and_then(Class::level) {
            Some(level) if !self.is_attachment => level,
            _ => 0,
        };
        self.open.last().map_or(own, |item| item.level).saturating_add(1)
    }

    /// A paragraph belongs to the item before it, unless it stands off and is indented less than that item's label.
    fn depth_of_text(&self, paragraph: &Paragraph) -> usize {
        let mut depth = self.open.len();
        if paragraph.apart {
            while depth > 0 && paragraph.indent < self.open[depth - 1].indent {
                depth -= 1;
            }
        }
        depth
    }

    fn close_to(&mut self, depth: usize) {
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
        self.trail = Trail::default();
        let nodes = std::mem::take(&mut self.nodes);
        match tree.divisions.last_mut() {
            Some(division) => division.nodes.extend(nodes),
            None => tree.front.extend(nodes),
        }
    }
}
