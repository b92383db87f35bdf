use std::collections::VecDeque;

use document::{Block, Embedded, Origin, ReadError, Warning};
use office_package::xml::Element;

use super::boxes::Anchored;
use super::paragraphs::Open;
use super::{Converter, Note};
use crate::markup;
use crate::parse::flat;
use crate::parse::parts::Content;

/// Blocks that are being read, one after another.
#[derive(Default)]
pub(super) struct Flow<'t> {
    pub(super) blocks: Vec<Block>,
    /// Something empty was left out since the last of them.
    pub(super) gap: bool,
    /// A paragraph that goes on with the next one.
    pub(super) open: Option<Open<'t>>,
}

impl<'t> Converter<'t, '_> {
    /// The blocks that stand in an element.
    pub(super) fn blocks(&mut self, parent: Element<'t>) -> Result<Vec<Block>, ReadError> {
        let mut flow = Flow::default();
        self.blocks_into(parent, &mut flow)?;
        self.end_open(&mut flow)?;
        Ok(flow.blocks)
    }

    fn blocks_into(&mut self, parent: Element<'t>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        if self.depth >= self.limits.depth {
            return self.flat(parent, flow);
        }
        self.depth += 1;
        for item in markup::items(parent) {
            self.block(item, flow)?;
            if self.depth == 1 && flow.open.is_none() {
                self.notes(flow)?;
            }
        }
        if self.depth == 1 {
            self.end_open(flow)?;
            self.notes(flow)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn block(&mut self, item: Element<'t>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        match item.name() {
            "w:p" => self.paragraph(item, flow),
            "w:tbl" => {
                self.end_open(flow)?;
                self.table(item, flow)
            }
            "w:altChunk" => {
                self.end_open(flow)?;
                self.chunk(item, flow);
                Ok(())
            }
            "w:sectPr" => {
                self.section(item);
                Ok(())
            }
            "w:subDoc" => {
                self.sub_document(item);
                Ok(())
            }
            "aml:annotation" => {
                self.comments.push(item);
                Ok(())
            }
            // Where rows or cells have lost their table, what stands in them is kept.
            "w:tr" | "w:tc" | "w:txbxContent" => self.blocks_into(item, flow),
            _ => Ok(()),
        }
    }

    /// Reads what is nested too deeply: its paragraphs one after another, without its structure, and without recursion.
    fn flat(&mut self, parent: Element<'t>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        if !std::mem::replace(&mut self.is_too_deep, true) {
            let origin = self.here();
            self.warn(Warning::TooDeep { origin });
        }
        let mut parents = VecDeque::from([parent]);
        while let Some(parent) = parents.pop_front() {
            let paragraphs = markup::search(parent, |name| name == "w:p", |name| name == "w:trPr" || name == "w:tcPr");
            for paragraph in paragraphs {
                let boxes = self.paragraph_without_boxes(paragraph, flow)?;
                parents.extend(boxes.into_iter().filter_map(|anchored| match anchored {
                    Anchored::Content(content) => Some(content),
                    Anchored::Text(_) | Anchored::Art(_) => None,
                }));
            }
        }
        Ok(())
    }

    /// Reads the notes that were referred to, and those that these refer to.
    fn notes(&mut self, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        while let Some(Note { element, part }) = self.notes.pop_front() {
            let mut blocks = self.story(element, document::Part::Footnote, part)?;
            flow.blocks.append(&mut blocks);
        }
        Ok(())
    }

    pub(super) fn section(&mut self, properties: Element<'t>) {
        if self.story == document::Part::Body {
            self.sections.push(properties);
        }
    }

    /// ECMA-376-1, 17.17.2.1: a part in another format stands in the place of the reference to it.
    fn chunk(&mut self, reference: Element<'t>, flow: &mut Flow<'t>) {
        let id = reference.attribute("r:id").unwrap_or_default();
        let relationship = self.part.and_then(|part| part.relationship(id));
        let Some(relationship) = relationship else {
            self.missing(format!("the part that w:altChunk {id} refers to"));
            return;
        };
        if relationship.is_external {
            let problem = "it lies outside of the file".to_owned();
            let origin = self.here();
            self.warn(Warning::UnreadPart { part: relationship.target.clone(), problem, origin });
            return;
        }
        // A part that is not there has been reported where the parts were read.
        let Some(part) = self.source.parts.get(&relationship.target) else { return };
        if self.embedded > self.limits.inflated {
            return;
        }
        let bytes = match part.content {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::Base64(element) => flat::decoded(&element.text()),
            Content::Xml(_) => {
                let problem = "XML within the XML of the file".to_owned();
                let origin = self.here();
                self.warn(Warning::UnreadPart { part: part.name.to_owned(), problem, origin });
                return;
            }
        };
        self.embedded = self.embedded.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.embedded > self.limits.inflated {
            let problem = "it is imported too often".to_owned();
            let origin = self.here();
            self.warn(Warning::UnreadPart { part: part.name.to_owned(), problem, origin });
            return;
        }
        flow.blocks.push(Block::Embedded(Embedded {
            name: part.name.to_owned(),
            media_type: part.media_type.map(str::to_owned),
            charset: None,
            bytes,
            origin: Origin { part: self.story, ..Origin::default() },
        }));
        flow.gap = false;
    }

    /// 17.17.2.2: a document outside of this file.
    pub(super) fn sub_document(&mut self, reference: Element<'t>) {
        let id = reference.attribute("r:id").unwrap_or_default();
        let relationship = self.part.and_then(|part| part.relationship(id));
        let part = relationship.map_or_else(|| format!("w:subDoc {id}"), |known| known.target.clone());
        let problem = "a document outside of the file".to_owned();
        let origin = self.here();
        self.warn(Warning::UnreadPart { part, problem, origin });
    }

    pub(super) fn missing(&mut self, part: String) {
        let origin = self.here();
        self.warn(Warning::MissingPart { part, origin });
    }

    /// Reports trouble, each once, and not without end.
    fn warn(&mut self, warning: Warning) {
        let is_known = |known: &Warning| match (known, &warning) {
            (Warning::MissingPart { part: known, .. }, Warning::MissingPart { part, .. })
            | (Warning::UnreadPart { part: known, .. }, Warning::UnreadPart { part, .. }) => known == part,
            _ => false,
        };
        if self.warnings.len() < MOST_WARNINGS && !self.warnings.iter().any(is_known) {
            self.warnings.push(warning);
        }
    }
}

/// Warnings about one document; whoever reads so many needs no more.
const MOST_WARNINGS: usize = 100;
