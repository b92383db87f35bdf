use document::{Block, Paragraph, ReadError, Run};
use office_package::xml::Element;

use super::Converter;
use super::blocks::Flow;
use super::boxes::Anchored;
use super::inline::Line;
use crate::parse::properties::{self, BODY_TEXT, ParagraphProperties};
use crate::parse::styles::Settled;

/// A paragraph whose mark does not end it.
#[derive(Default)]
pub(super) struct Open<'t> {
    runs: Vec<Run>,
    boxes: Vec<Anchored<'t>>,
    /// Where its mark is hidden, not deleted, the line begins with its label and is what it is.
    label: Option<String>,
    heading: Option<u8>,
}

/// What the paragraph's properties and its style say together.
pub(super) struct Style<'t> {
    pub(super) own: ParagraphProperties<'t>,
    pub(super) settled: Settled,
}

impl<'t> Converter<'t, '_> {
    /// Reads a paragraph, and the boxes that are anchored in it behind it.
    pub(super) fn paragraph(&mut self, element: Element<'t>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        let boxes = self.paragraph_without_boxes(element, flow)?;
        self.boxes(boxes, flow)
    }

    /// Ends a paragraph that would go on, where nothing follows with which it could.
    pub(super) fn end_open(&mut self, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        let Some(Open { runs, boxes, label, heading }) = flow.open.take() else { return Ok(()) };
        self.emit(runs, label, heading, flow)?;
        self.boxes(boxes, flow)
    }

    /// Reads a paragraph and gives the boxes that are to be read next.
    pub(super) fn paragraph_without_boxes(
        &mut self,
        element: Element<'t>,
        flow: &mut Flow<'t>,
    ) -> Result<Vec<Anchored<'t>>, ReadError> {
        let index = self.count_paragraphs(1);
        let Some(first) = element.children().next() else {
            // Most empty paragraphs have nothing at all.
            if self.source.styles.of_paragraph(None).list.list.is_none() {
                flow.gap |= flow.open.is_none();
                return if flow.open.is_some() { self.end_open(flow).map(|()| Vec::new()) } else { Ok(Vec::new()) };
            }
            return self.finish_paragraph(&self.style(None), Line::default(), index, flow);
        };
        let style = self.style(Some(first).filter(|first| first.name() == "w:pPr").or_else(|| element.child("w:pPr")));
        if let Some(section) = style.own.section {
            self.section(section);
        }
        let mut line = Line::new(index);
        self.inline(element, &style, &mut line, 0)?;
        self.finish_paragraph(&style, line, index, flow)
    }

    fn style(&self, element: Option<Element<'t>>) -> Style<'t> {
        let own = element.map(properties::of_paragraph).unwrap_or_default();
        Style { settled: self.source.styles.of_paragraph(own.style), own }
    }

    fn finish_paragraph(
        &mut self,
        style: &Style<'t>,
        line: Line<'t>,
        index: u32,
        flow: &mut Flow<'t>,
    ) -> Result<Vec<Anchored<'t>>, ReadError> {
        let Line { text, mut boxes, .. } = line;
        let mut open = flow.open.take().unwrap_or_default();
        let is_hidden = self.is_hidden(&style.own.mark, &style.settled);
        if is_hidden && text.trim().is_empty() && open.runs.is_empty() && open.label.is_none() {
            // All of it is hidden: it is not there, and not counted.
            boxes.splice(0..0, open.boxes);
            return Ok(boxes);
        }
        if !text.is_empty() {
            open.runs.push(Run { text, origin: self.origin(index) });
        }
        if style.own.is_mark_deleted {
            open.boxes.append(&mut boxes);
            flow.open = Some(open).filter(|open| !open.runs.is_empty() || !open.boxes.is_empty());
            return Ok(Vec::new());
        }
        let label = self.label(style);
        let heading = style.own.outline.or(style.settled.outline).filter(|level| *level < BODY_TEXT);
        if is_hidden {
            // 17.3.2.36: a style separator; its number is shown. That of any other hidden mark is not.
            open.label = open.label.or(label.filter(|_| style.own.mark.special_vanish));
            open.heading = open.heading.or(heading);
            open.boxes.append(&mut boxes);
            flow.open = Some(open);
            return Ok(Vec::new());
        }
        boxes.splice(0..0, open.boxes);
        self.emit(open.runs, open.label.or(label), open.heading.or(heading), flow)?;
        Ok(boxes)
    }

    /// Puts a paragraph into the flow, unless it shows nothing.
    pub(super) fn emit(
        &mut self,
        runs: Vec<Run>,
        label: Option<String>,
        heading: Option<u8>,
        flow: &mut Flow<'t>,
    ) -> Result<(), ReadError> {
        if label.is_none() && runs.iter().all(|run| run.text.trim().is_empty()) {
            flow.gap = true;
            return Ok(());
        }
        let characters: usize = runs.iter().map(|run| run.text.chars().count()).sum();
        self.characters += characters + label.as_ref().map_or(0, |label| label.chars().count());
        self.limits.admit_characters(self.characters)?;
        let gap_before = std::mem::take(&mut flow.gap);
        let paragraph = Paragraph { runs, label, heading, gap_before, ..Paragraph::default() };
        flow.blocks.push(Block::Paragraph(paragraph));
        Ok(())
    }
}
