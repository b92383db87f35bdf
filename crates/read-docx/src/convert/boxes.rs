use std::collections::BTreeSet;

use document::{Block, Part, Place, ReadError, Run};
use office_package::xml::Element;

use super::Converter;
use super::blocks::Flow;
use crate::markup;
use crate::parse::parts::{self, Parts};

/// What is anchored in a paragraph and has text.
pub(super) enum Anchored<'t> {
    /// Paragraphs and tables.
    Content(Element<'t>),
    /// A line of text.
    Text(String),
    /// Text drawn as a picture; in a header it is the watermark of the pages.
    Art(String),
}

/// Finds the text that stands in a drawing: boxes of DrawingML and VML, art of letters, diagrams. Alternatives and diagrams count once.
pub(super) fn find<'t>(
    drawing: Element<'t>,
    part: Option<&'t parts::Part<'t>>,
    parts: &'t Parts<'t>,
    diagrams: &mut BTreeSet<&'t str>,
    boxes: &mut Vec<Anchored<'t>>,
) {
    let is_sought = |name: &str| matches!(name, "w:txbxContent" | "a:p" | "v:textpath" | "dgm:relIds");
    for found in markup::search(drawing, is_sought, |_| false) {
        match found.name() {
            "w:txbxContent" => boxes.push(Anchored::Content(found)),
            "v:textpath" => boxes.extend(found.attribute("string").map(|text| Anchored::Art(text.to_owned()))),
            "dgm:relIds" => {
                let relationship = found.attribute("r:dm").and_then(|id| part?.relationship(id));
                let data = relationship.and_then(|known| parts.get(&known.target));
                let data = data.filter(|data| diagrams.insert(data.name)).and_then(parts::Part::root);
                boxes.extend(data.into_iter().flat_map(diagram).map(Anchored::Text));
            }
            _ => boxes.push(Anchored::Text(line(found))),
        }
    }
}

/// ECMA-376-1, 21.4.2: the texts of a diagram's points, in the order of the file; those that only present others are left out.
fn diagram<'t>(data: Element<'t>) -> impl Iterator<Item = String> {
    let points = markup::search(data, |name| name == "dgm:pt", |name| name == "dgm:cxnLst");
    let points = points.filter(|point| matches!(point.attribute("type"), None | Some("node" | "asst")));
    points.flat_map(|point| markup::search(point, |name| name == "a:p", |_| false)).map(line)
}

fn line(paragraph: Element<'_>) -> String {
    let texts = markup::search(paragraph, |name| matches!(name, "a:t" | "a:br"), |_| false);
    texts.map(|found| if found.name() == "a:br" { "\n".to_owned() } else { found.text() }).collect()
}

impl<'t> Converter<'t, '_> {
    /// Reads boxes into the flow. Those in a header belong to the header, and so on.
    pub(super) fn boxes(&mut self, boxes: Vec<Anchored<'t>>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        let story = if self.story == Part::Body { Part::Textbox } else { self.story };
        for anchored in boxes {
            let mut blocks = match anchored {
                Anchored::Content(content) => self.story(content, story, self.part)?,
                Anchored::Text(text) => self.line(text, story)?,
                Anchored::Art(text) => self.art(text, story)?,
            };
            flow.gap &= blocks.is_empty();
            flow.blocks.append(&mut blocks);
        }
        Ok(())
    }

    fn art(&mut self, text: String, story: Part) -> Result<Vec<Block>, ReadError> {
        let mut blocks = self.line(text, story)?;
        if story == Part::Header {
            for block in &mut blocks {
                if let Block::Paragraph(paragraph) = block {
                    paragraph.place = Place::Watermark;
                }
            }
        }
        Ok(blocks)
    }

    fn line(&mut self, text: String, story: Part) -> Result<Vec<Block>, ReadError> {
        let outer = std::mem::replace(&mut self.story, story);
        let index = self.count_paragraphs(1);
        let mut flow = Flow::default();
        let emitted = self.emit(vec![Run { text, origin: self.origin(index) }], None, None, &mut flow);
        self.story = outer;
        emitted.map(|()| flow.blocks)
    }
}
