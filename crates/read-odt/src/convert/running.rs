//! Headers and footers: ODF 1.3 part 3, 16.9 to 16.13.

use std::collections::HashSet;

use document::{Block, Part, ReadError};
use office_package::xml::{Element, Node};

use super::Converter;

/// The name of the page that begins a document which names none.
const STANDARD: &str = "Standard";

/// The master pages that the text has used, in that order.
#[derive(Default)]
pub(super) struct Pages<'t> {
    used: Vec<Option<&'t str>>,
    known: HashSet<Option<&'t str>>,
}

impl<'t> Converter<'_, 't> {
    /// A paragraph or table begins, and with it a page where its style names one.
    pub(super) fn begins_page(&mut self, master: Option<&'t str>) {
        if self.part() != Part::Body || (master.is_none() && !self.pages.used.is_empty()) {
            return;
        }
        if self.pages.known.insert(master) {
            self.pages.used.push(master);
        }
    }
}

/// The headers, then the footers, of the pages that the text uses and of those that follow on them, each once.
pub(super) fn heads(converter: &mut Converter<'_, '_>) -> Result<Vec<Block>, ReadError> {
    let Some(masters) = converter.source.masters else { return Ok(Vec::new()) };
    let pages: Vec<_> = masters.children().filter(|child| child.name() == "style:master-page").collect();
    let find = |name: &str| pages.iter().find(|page| page.attribute("style:name") == Some(name)).copied();
    let mut order: Vec<Element<'_>> = Vec::new();
    let mut known = HashSet::new();
    for name in std::mem::take(&mut converter.pages.used) {
        let mut page = match name {
            Some(name) => find(name),
            None => find(STANDARD).or_else(|| pages.first().copied()),
        };
        while let Some(found) = page.filter(|page| known.insert(page.attribute("style:name"))) {
            order.push(found);
            page = found.attribute("style:next-style-name").and_then(find);
        }
    }
    let mut blocks = parts(converter, &order, Part::Header)?;
    blocks.extend(parts(converter, &order, Part::Footer)?);
    Ok(blocks)
}

fn parts<'t>(converter: &mut Converter<'_, 't>, pages: &[Element<'t>], part: Part) -> Result<Vec<Block>, ReadError> {
    let names = match part {
        Part::Header => ["style:header-first", "style:header", "style:header-left", "loext:header-first"],
        _ => ["style:footer-first", "style:footer", "style:footer-left", "loext:footer-first"],
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for element in pages.iter().flat_map(|page| page.children()) {
        if !names.contains(&element.name()) || element.attribute("style:display") == Some("false") {
            continue;
        }
        // Pages of one look repeat their heads word by word, page numbers aside.
        if seen.insert(words(element)) {
            blocks.extend(converter.story(element, part)?);
        }
    }
    Ok(blocks)
}

fn words(head: Element<'_>) -> String {
    let is_number = |element: &Element<'_>| matches!(element.name(), "text:page-number" | "text:page-count");
    let mut words = String::new();
    for element in std::iter::once(head).chain(head.descendants()).filter(|element| !is_number(element)) {
        for node in element.nodes() {
            if let Node::Text(text) = node {
                words.push_str(text);
                words.push('\n');
            }
        }
    }
    words
}
