//! What the elements of the text mean.

use document::{Block, Part};
use office_package::xml::Element;

use super::Converter;
use super::paragraphs::Restore;
use super::tables::CellSpan;
use crate::parse::Family;
use crate::source;

/// An element that is open, with what is to be done at its end.
pub(super) enum Open<'t> {
    /// Nothing.
    Plain,
    /// `text:p`, `text:h`.
    Paragraph,
    /// A stretch of a paragraph with properties of its own.
    Span(Restore<'t>),
    /// `text:ruby-text`.
    RubyText { from: usize },
    /// `text:list`.
    List,
    /// `text:list-item`, `text:list-header`.
    Item,
    /// `text:numbered-paragraph`.
    Numbered,
    /// `table:table`.
    Table,
    /// `table:table` beyond the depth allowed.
    Flattened,
    /// `table:table-header-rows`.
    HeaderRows,
    /// `table:table-row`.
    Row,
    /// `table:table-cell`, `table:covered-table-cell`.
    Cell(CellSpan),
    /// `text:note-body`.
    Note,
    /// `office:annotation`.
    Comment,
    /// `draw:frame`.
    Frame,
    /// `draw:text-box`, or a shape with text in it.
    Box,
}

impl<'t> Converter<'_, 't> {
    /// Begins an element; `None` passes over it with all that it holds.
    pub(super) fn enter(&mut self, element: Element<'t>) -> Option<Open<'t>> {
        let name = element.name();
        match name {
            "text:p" | "text:h" => self.open_paragraph(element),
            "text:span" | "text:a" => Some(Open::Span(self.open_span(element))),
            "text:s" | "text:tab" | "text:line-break" => {
                self.white_space(element);
                None
            }
            "text:number" => {
                self.cached_label(element);
                None
            }
            "text:ruby-text" => Some(self.open_ruby_text()),
            "text:hidden-paragraph" => {
                if is_true(element, "text:is-hidden") {
                    self.hide_paragraph();
                }
                None
            }
            "text:hidden-text" | "text:section" if is_hidden(element) => None,
            "text:variable-set"
            | "text:variable-get"
            | "text:variable-input"
            | "text:user-field-get"
            | "text:user-field-input"
            | "text:expression"
                if element.attribute("text:display") == Some("none") =>
            {
                None
            }
            "text:list" => Some(self.open_list(element)),
            "text:list-item" | "text:list-header" => Some(self.open_item(element)),
            "text:numbered-paragraph" => Some(self.open_numbered(element)),
            "table:table" => Some(self.open_table(element)),
            "table:table-header-rows" => Some(self.open_header_rows()),
            "table:table-row" => Some(self.open_row(element)),
            "table:table-cell" => Some(self.open_cell(element, false)),
            "table:covered-table-cell" => Some(self.open_cell(element, true)),
            "text:note-citation" => {
                self.citation(element);
                None
            }
            "text:note-body" => self.open_story(Part::Footnote, Open::Note),
            "office:annotation" => self.open_story(Part::Comment, Open::Comment),
            "draw:frame" => {
                self.frames.push(false);
                Some(Open::Frame)
            }
            "draw:text-box" => {
                if self.frames.last_mut().is_some_and(|found| std::mem::replace(found, true)) {
                    return None;
                }
                self.open_box()
            }
            "draw:object" => {
                self.object(element);
                None
            }
            "draw:custom-shape"
            | "draw:rect"
            | "draw:line"
            | "draw:polyline"
            | "draw:polygon"
            | "draw:regular-polygon"
            | "draw:path"
            | "draw:circle"
            | "draw:ellipse"
            | "draw:connector"
            | "draw:caption"
            | "draw:measure" => self.open_box(),
            _ if is_no_text(name) => None,
            _ => Some(Open::Plain),
        }
    }

    /// Ends an element.
    pub(super) fn leave(&mut self, open: Open<'t>) {
        match open {
            Open::Plain => {}
            Open::Paragraph => self.close_paragraph(),
            Open::Span(restore) => self.close_span(restore),
            Open::RubyText { from } => self.close_ruby_text(from),
            Open::List => self.close_list(),
            Open::Item => self.close_item(),
            Open::Numbered => {
                self.close_item();
                self.close_list();
            }
            Open::Table => self.close_table(),
            Open::Flattened => self.flattened = self.flattened.saturating_sub(1),
            Open::HeaderRows => self.close_header_rows(),
            Open::Row => self.close_row(),
            Open::Cell(span) => self.close_cell(span),
            Open::Note => {
                let blocks = self.end();
                self.notes.extend(blocks);
            }
            Open::Comment => {
                let blocks = self.end();
                self.comments.extend(blocks);
            }
            Open::Frame => {
                self.frames.pop();
            }
            Open::Box => {
                let blocks = self.end();
                self.add_anchored(blocks);
            }
        }
    }

    fn open_story(&mut self, part: Part, open: Open<'t>) -> Option<Open<'t>> {
        if self.is_hidden() {
            return None;
        }
        self.begin(part);
        Some(open)
    }

    /// What stands in a box of a header or a note belongs to that.
    fn open_box(&mut self) -> Option<Open<'t>> {
        let part = if self.part() == Part::Body { Part::Textbox } else { self.part() };
        self.open_story(part, Open::Box)
    }

    /// A typed mark is text; a number is not.
    fn citation(&mut self, element: Element<'t>) {
        if element.attribute("text:label").is_some() {
            let mark = element.text();
            self.text(&mark);
            self.mark = Some(mark);
        } else {
            self.mark = None;
        }
    }

    /// Of embedded objects, formulas are text.
    fn object(&mut self, element: Element<'t>) {
        let inline = element.child("math:math").map(source::formula);
        let embedded = || {
            let folder = source::folder(element.attribute("xlink:href")?);
            self.source.formulas?.get(folder).cloned()
        };
        let Some(formula) = inline.or_else(embedded).filter(|formula| !formula.is_empty()) else { return };
        if self.frames.last_mut().is_some_and(|found| std::mem::replace(found, true)) {
            return;
        }
        if self.stories.last().is_some_and(|story| story.paragraph.is_some()) {
            self.text(&formula);
        } else if let Some(paragraph) = self.loose(&formula) {
            self.add(Block::Paragraph(paragraph));
        }
    }

    pub(super) fn open_span(&mut self, element: Element<'t>) -> Restore<'t> {
        let style = element.attribute("text:style-name").map(|name| self.sheet.style(Family::Text, name));
        self.change_characters(style.unwrap_or_default())
    }
}

fn is_true(element: Element<'_>, name: &str) -> bool {
    element.attribute(name) == Some("true")
}

/// `text:is-hidden` keeps the last outcome of a condition.
fn is_hidden(element: Element<'_>) -> bool {
    element.attribute("text:display") == Some("none") || is_true(element, "text:is-hidden")
}

/// What a reader of the text does not see, or what only describes it.
fn is_no_text(name: &str) -> bool {
    match name {
        // Deleted text stands there and nowhere else (5.5).
        "text:tracked-changes" => true,
        "svg:title" | "svg:desc" | "table:title" | "table:desc" => true,
        "office:forms" | "office:event-listeners" | "office:scripts" | "office:binary-data" | "office:dde-source" => {
            true
        }
        "text:sequence-decls" | "text:variable-decls" | "text:user-field-decls" | "text:dde-connection-decls" => true,
        "text:alphabetical-index-auto-mark-file" | "text:script" | "text:meta-field-decls" => true,
        "text:section-source" | "table:table-source" | "table:shapes-source" => true,
        "draw:image" | "draw:plugin" | "draw:applet" | "draw:floating-frame" | "draw:object-ole" => true,
        "draw:control" | "draw:page-thumbnail" | "draw:image-map" | "dr3d:scene" => true,
        "dc:creator" | "dc:date" | "meta:creator-initials" | "meta:date-string" | "loext:sender-initials" => true,
        "table:table-columns" | "table:table-column-group" | "table:table-column" => true,
        // The templates of an index (8.3 and the like).
        _ => name.starts_with("text:") && name.ends_with("-source"),
    }
}
