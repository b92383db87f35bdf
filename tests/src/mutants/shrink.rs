//! The least of a document of which something still does not hold.

use document::{Block, Document};

/// Takes out of a document whatever is not needed for `fails` to be so.
pub(super) fn shrink(mut document: Document, fails: &dyn Fn(&Document) -> bool) -> Document {
    loop {
        let mut number = 0;
        let mut smaller = false;
        while let Some(next) = without(&document, number) {
            if fails(&next) {
                document = next;
                smaller = true;
            } else {
                number += 1;
            }
        }
        if !smaller {
            return document;
        }
    }
}

/// The document without its piece of this number; `None` where it has fewer.
fn without(document: &Document, number: usize) -> Option<Document> {
    let mut next = document.clone();
    let mut left = number;
    take_out(&mut next.blocks, &mut left).then_some(next)
}

fn take_out(blocks: &mut Vec<Block>, left: &mut usize) -> bool {
    for at in 0..blocks.len() {
        if is_it(left) {
            blocks.remove(at);
            return true;
        }
        let done = match &mut blocks[at] {
            Block::Paragraph(paragraph) => {
                (paragraph.label.is_some() && is_it(left) && paragraph.label.take().is_some())
                    || (paragraph.heading.is_some() && is_it(left) && paragraph.heading.take().is_some())
                    || (paragraph.gap_before && is_it(left) && std::mem::take(&mut paragraph.gap_before))
                    || (0..paragraph.runs.len()).any(|run| {
                        let text = &mut paragraph.runs[run].text;
                        let count = text.chars().count();
                        (0..count).any(|at| {
                            is_it(left) && {
                                *text = text.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
                                true
                            }
                        })
                    })
            }
            Block::Table(table) => {
                (table.caption.is_some() && is_it(left) && table.caption.take().is_some())
                    || (0..table.cells.len()).any(|cell| {
                        if is_it(left) {
                            table.cells.remove(cell);
                            return true;
                        }
                        let cell = &mut table.cells[cell];
                        let unmerged = (cell.rows, cell.columns) != (1, 1) && is_it(left);
                        if unmerged {
                            (cell.rows, cell.columns) = (1, 1);
                        }
                        let plain = !unmerged && cell.header && is_it(left) && std::mem::take(&mut cell.header);
                        unmerged || plain || take_out(&mut cell.blocks, left)
                    })
            }
            Block::Embedded(_) => false,
        };
        if done {
            return true;
        }
    }
    false
}

/// Whether it is the piece that is looked for.
fn is_it(left: &mut usize) -> bool {
    let found = *left == 0;
    *left = left.wrapping_sub(1);
    found
}
