//! What the structure that a file states is worth, and what of it decides about lines and paragraphs.

#[cfg(test)]
mod tests;

use std::borrow::Borrow;

use crate::{Character, Page, Role, TagId, Tags, lines};

/// The part of the visible characters that must belong to a paragraph of the structure, in percent.
const LEAST_TAGGED: usize = 90;

/// How many stretches of the text, in the order of drawing, the paragraphs may take up, in percent of their number: each page
/// break within a paragraph makes one more.
const MOST_STRETCHES: usize = 130;

/// How far before the right edge a line ends that its paragraph does not go on behind, against the widest line.
const SHORT_OF_EDGE: f32 = 0.3;

/// How near to the right edge a line ends that its paragraph mostly goes on behind, in ems.
const NEAR_EDGE: f32 = 1.5;

/// The structure of a file, judged.
#[derive(Debug, Clone)]
pub(crate) struct Guide<'t> {
    /// As the file states it.
    pub(crate) tags: &'t Tags,
    /// Whether its paragraphs are those of the text, so that they decide which lines are joined.
    pub(crate) joins: bool,
    /// For each element, the paragraph, heading, item or note to which its text belongs.
    blocks: Vec<Option<TagId>>,
    /// For each element, whether it is no text of the document.
    artifacts: Vec<bool>,
    /// For each element, whether it stands in a table.
    tables: Vec<bool>,
}

impl<'t> Guide<'t> {
    /// Judges the structure of a file by its pages.
    pub(crate) fn new<P: Borrow<Page>>(pages: &[P], tags: &'t Tags) -> Self {
        let mut guide = Self { tags, joins: false, blocks: Vec::new(), artifacts: Vec::new(), tables: Vec::new() };
        for (index, element) in tags.elements.iter().enumerate() {
            // An element that claims to stand in one behind it is taken for a root.
            let parent = element.parent.map(|parent| parent.0 as usize).filter(|parent| *parent < index);
            let of_parent = |of: &[bool]| parent.and_then(|parent| of.get(parent).copied()).unwrap_or(false);
            let own = match element.role {
                Role::Paragraph | Role::Heading(_) | Role::Item | Role::Note => u32::try_from(index).ok().map(TagId),
                Role::Table | Role::Row | Role::Cell | Role::HeaderCell | Role::List => None,
                _ => parent.and_then(|parent| guide.blocks.get(parent).copied().flatten()),
            };
            let artifact = element.role == Role::Artifact || of_parent(&guide.artifacts);
            let table = element.role == Role::Table || of_parent(&guide.tables);
            guide.blocks.push(own);
            guide.artifacts.push(artifact);
            guide.tables.push(table);
        }
        let text = || pages.iter().flat_map(|page| &page.borrow().characters).filter(|c| lines::is_visible(c));
        // A file that calls its text an artifact says nothing by the word.
        if text().filter(|character| guide.is_artifact(character)).count() * 2 > text().count() {
            guide.artifacts.clear();
        }
        guide.joins = !tags.elements.is_empty() && guide.is_sound(pages);
        guide
    }

    /// The paragraph, heading, item or note of the structure in which a character stands.
    pub(crate) fn block(&self, character: &Character) -> Option<TagId> {
        self.blocks.get(character.tag?.0 as usize).copied().flatten()
    }

    /// Whether the structure says that a character is no text of the document.
    pub(crate) fn is_artifact(&self, character: &Character) -> bool {
        character.tag.and_then(|tag| self.artifacts.get(tag.0 as usize).copied()).unwrap_or(false)
    }

    /// The role of an element.
    pub(crate) fn role(&self, tag: TagId) -> Option<Role> {
        self.tags.elements.get(tag.0 as usize).map(|element| element.role)
    }

    /// Whether nearly all text belongs to paragraphs that are drawn one after the other, that mostly go on where a line is
    /// full, and end where one is short: all in one paragraph, and each line or character for itself, are not.
    fn is_sound<P: Borrow<Page>>(&self, pages: &[P]) -> bool {
        let (mut visible, mut tagged, mut stretches) = (0, 0, 0);
        let (mut full, mut full_ends, mut short, mut short_goes_on) = (0, 0, 0, 0);
        let mut seen = vec![false; self.blocks.len()];
        let mut last: Option<TagId> = None;
        for page in pages.iter().map(Borrow::borrow) {
            let text = || {
                page.characters.iter().filter(|c| {
                    lines::is_visible(c) && c.bbox.x1.is_finite() && c.bbox.y1.is_finite() && !self.is_artifact(c)
                })
            };
            let right = text().fold(f32::MIN, |right, c| right.max(c.bbox.x1));
            let left = text().fold(f32::MAX, |left, c| left.min(c.bbox.x0));
            let mut before: Option<(&Character, Option<TagId>)> = None;
            for character in text() {
                visible += 1;
                let block = self.block(character);
                let in_table = character.tag.and_then(|tag| self.tables.get(tag.0 as usize).copied()).unwrap_or(false);
                tagged += usize::from(block.is_some() || in_table);
                if block.is_some() && block != last {
                    stretches += 1;
                    last = block;
                }
                if let Some(seen) = block.and_then(|block| seen.get_mut(block.0 as usize)) {
                    *seen = true;
                }
                if let Some((end, of)) = before
                    && !in_table
                    && of.is_some()
                    && block.is_some()
                    && character.bbox.y0 > end.bbox.center().y
                {
                    if end.bbox.x1 > right - NEAR_EDGE * end.size {
                        full += 1;
                        full_ends += usize::from(of != block);
                    } else if end.bbox.x1 < right - SHORT_OF_EDGE * (right - left) {
                        short += 1;
                        short_goes_on += usize::from(of == block);
                    }
                }
                before = (!in_table).then_some((character, block));
            }
        }
        let blocks = seen.iter().filter(|seen| **seen).count();
        tagged * 100 >= visible * LEAST_TAGGED
            && visible > 0
            && stretches * 100 <= blocks * MOST_STRETCHES
            && visible >= blocks * 2
            && full_ends * 2 <= full
            && short_goes_on * 2 <= short
    }
}
