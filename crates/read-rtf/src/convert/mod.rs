//! Stories to blocks: the running text first, then headers, footers and comments.

mod flow;
mod grid;
mod labels;

use std::collections::BTreeSet;

use document::{Block, Limits, Part, Warning};

use crate::convert::flow::Flow;
use crate::parse::File;

/// What a file shows.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) blocks: Vec<Block>,
    pub(crate) warnings: Vec<Warning>,
    /// Characters of text and labels.
    pub(crate) characters: usize,
    /// Some of them is no white space.
    pub(crate) shows: bool,
}

/// Puts the stories of a file together.
pub(crate) fn convert(file: File, limits: &Limits) -> Content {
    let (headers, footers, comments) = (file.headers.clone(), file.footers.clone(), file.comments.clone());
    let mut flow = Flow::new(file, limits);
    let mut blocks = flow.story(0);
    for runners in [headers, footers] {
        // A section that doesn't change its header repeats it in some writers' files.
        let mut known = BTreeSet::new();
        for story in runners {
            let found = flow.story(story);
            let mut signature = String::new();
            sign(&found, &mut signature);
            if known.insert(signature) {
                blocks.extend(found);
            }
        }
    }
    for story in comments {
        blocks.extend(flow.story(story));
    }
    blocks.extend(flow.deferred());
    let Flow { warnings, characters, .. } = flow;
    let shows = blocks.iter().any(shows);
    Content { blocks, warnings, characters, shows }
}

/// The origin of what stands in a part, with the index of its paragraph where it has one.
pub(crate) fn origin(part: Part, paragraph: Option<u32>) -> document::Origin {
    document::Origin { part, paragraph, ..document::Origin::default() }
}

// Tables are at most `limits.depth` deep.
fn sign(blocks: &[Block], signature: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                signature.push('\u{1}');
                signature.push_str(paragraph.label.as_deref().unwrap_or_default());
                signature.push('\u{2}');
                signature.push_str(&paragraph.text());
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    signature.push('\u{3}');
                    sign(&cell.blocks, signature);
                }
            }
            Block::Embedded(_) => {}
        }
    }
}

fn shows(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.label.is_some() || paragraph.runs.iter().any(|run| !run.text.trim().is_empty())
        }
        Block::Table(table) => table.cells.iter().any(|cell| cell.blocks.iter().any(shows)),
        Block::Embedded(_) => true,
    }
}
