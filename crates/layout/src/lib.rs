//! Placed characters and ruled lines of pages to paragraphs and tables in reading order.
//!
//! A reader of pages (PDF, and scans behind a text recognition) says what stands where: a [`Page`] is characters with their boxes,
//! rules, and, where the file states it, which element of its own structure each character belongs to. [`read`] makes of all
//! pages of a file what a reader of paper sees: lines joined to paragraphs, cells between rules, columns one behind the other,
//! what repeats at the edges of the pages set apart.

mod columns;
mod flow;
mod geometry;
mod guide;
mod lines;
mod notes;
mod page;
mod paragraphs;
mod running;
mod sheet;
mod tables;
mod tags;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod turn;
mod watermark;

pub use geometry::{Point, Rect};
pub use page::{Character, Direction, Page, Rule};
pub use tags::{Role, Tag, TagId, Tags};

use std::collections::BTreeMap;

use document::{Block, Limits, Part};

use guide::Guide;
use paragraphs::Draft;
use sheet::{Content, Sheet};

/// The paragraphs and tables of pages, in reading order. Every character that is no white space stands in exactly one of them.
/// Running heads and page numbers stand in the parts [`Part::Header`] and [`Part::Footer`], behind the text.
pub fn read(pages: &[Page], tags: &Tags, limits: &Limits) -> Vec<Block> {
    let (pages, lost) = sheet::admit(pages);
    let guide = Guide::new(&pages, tags);
    let (pages, watermarks) = watermark::set_apart(pages);
    let mut sheets: Vec<Sheet<'_>> = pages.iter().map(|page| Sheet::new(page, &guide)).collect();
    running::set_apart(&mut sheets, &guide);
    sheet::measure(&mut sheets);

    let turned: BTreeMap<u32, (Direction, f32, f32)> = sheets
        .iter()
        .zip(&pages)
        .filter(|(sheet, _)| sheet.turned != Direction::Horizontal)
        .map(|(sheet, page)| (page.number, (sheet.turned, page.width, page.height)))
        .collect();
    let mut text = Text::default();
    let mut aside: Vec<Draft> = Vec::new();
    for sheet in sheets {
        let (contents, running) = sheet.into_contents(&guide);
        text.append(contents);
        aside.extend(running);
    }

    let mut blocks: Vec<Block> = text.contents.into_iter().map(|content| content.into_block(limits)).collect();
    let behind = aside.into_iter().chain(watermarks).chain(lost).collect();
    blocks.extend(text.repeated.into_iter().chain(paragraphs::finish(behind)).map(Block::Paragraph));
    turn::back(&mut blocks, &turned);
    blocks
}

/// The text of the pages so far.
#[derive(Default)]
struct Text {
    contents: Vec<Content>,
    /// Header rows of tables that were repeated on their further pages.
    repeated: Vec<document::Paragraph>,
}

impl Text {
    /// Adds what stands on the next page; a paragraph or a table that goes on over the break is one.
    fn append(&mut self, contents: Vec<Content>) {
        let mut contents = contents.into_iter();
        if let Some(first) = contents.next() {
            // Footnotes stand between the two parts of a paragraph.
            let is_text = |content: &Content| !matches!(content, Content::Text(draft) if draft.part == Part::Footnote);
            let first = match (self.contents.iter_mut().rfind(|content| is_text(content)), first) {
                (Some(Content::Text(draft)), Content::Text(next)) => draft.take(next).map(Content::Text),
                (Some(Content::Table(table)), Content::Table(next)) => {
                    tables::across(table, next, &mut self.repeated).map(Content::Table)
                }
                (_, first) => Some(first),
            };
            self.contents.extend(first);
        }
        self.contents.extend(contents);
    }
}
