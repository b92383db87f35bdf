//! The text of paragraphs: ODF 1.3 part 3, 5.1 and 6.1.

use decode::is_private_use;
use document::{Block, Origin, Paragraph, Run};
use office_package::xml::Element;

use super::Converter;
use super::elements::Open;
use crate::parse::{Family, Style};
use crate::symbols;

/// A paragraph that is being read.
pub(super) struct Building<'t> {
    text: String,
    label: Option<String>,
    /// The label is not known from styles; one that the file keeps stands for it.
    pub(super) takes_cached_label: bool,
    heading: Option<u8>,
    origin: Origin,
    /// The last character is a blank to which more would add nothing (6.1.2); so is the beginning.
    after_blank: bool,
    /// The characters that follow do not show.
    hidden: bool,
    /// The font of the characters that follow.
    font: Option<&'t str>,
    /// The paragraph as a whole does not show.
    gone: bool,
    /// Text has been left out because it does not show.
    omitted: bool,
}

/// What holds again at the end of a stretch.
#[derive(Default)]
pub(super) struct Restore<'t> {
    hidden: bool,
    font: Option<&'t str>,
}

impl<'t> Converter<'_, 't> {
    /// A paragraph in a paragraph without a box between them is malformed; its text goes on in the outer one.
    pub(super) fn open_paragraph(&mut self, element: Element<'t>) -> Option<Open<'t>> {
        let index = self.counts.entry(self.part()).or_default();
        *index = index.saturating_add(1);
        if self.stories.last()?.paragraph.is_some() {
            return Some(Open::Plain);
        }
        let name = element.attribute("text:style-name").unwrap_or_default();
        let style = self.sheet.style(Family::Paragraph, name);
        self.begins_page(style.master);
        let is_heading = element.name() == "text:h";
        let stated = element.attribute("text:outline-level").and_then(|level| level.trim().parse::<u32>().ok());
        let level =
            if is_heading { stated.or(style.outline.filter(|level| *level > 0)).or(Some(1)) } else { style.outline };
        let hidden = style.hidden == Some(true);
        let (label, takes_cached_label) = self.label(element, &style, level, hidden);
        let origin = self.origin();
        let story = self.stories.last_mut()?;
        let text = story.lead.take().unwrap_or_default();
        story.paragraph = Some(Building {
            after_blank: text.is_empty(),
            text,
            label,
            takes_cached_label,
            heading: level.filter(|level| *level > 0).map(|level| u8::try_from(level).unwrap_or(9).min(9)),
            origin,
            hidden,
            font: style.font,
            gone: false,
            omitted: false,
        });
        Some(Open::Paragraph)
    }

    pub(super) fn close_paragraph(&mut self) {
        let Some(story) = self.stories.last_mut() else { return };
        let Some(mut building) = story.paragraph.take() else { return };
        // 6.1.2: blanks at the end are dropped.
        if building.after_blank && building.text.ends_with(' ') {
            building.text.pop();
        }
        let has_text = !building.text.trim().is_empty();
        let hidden = building.gone || (building.omitted && !has_text);
        let anchored = std::mem::take(&mut story.anchored);
        if hidden || (!has_text && building.label.is_none()) {
            story.gap |= anchored.is_empty();
        } else {
            let runs = vec![Run { text: building.text, origin: building.origin }];
            story.blocks.push(Block::Paragraph(Paragraph {
                runs,
                label: building.label,
                heading: building.heading,
                gap_before: std::mem::take(&mut story.gap),
                ..Paragraph::default()
            }));
        }
        if !building.gone {
            story.blocks.extend(anchored);
        }
        self.settle();
    }

    /// A paragraph of text that stands in none.
    pub(super) fn loose(&mut self, text: &str) -> Option<Paragraph> {
        let index = self.counts.entry(self.part()).or_default();
        *index = index.saturating_add(1);
        self.characters = self.characters.saturating_add(text.chars().count());
        let origin = self.origin();
        let story = self.stories.last_mut()?;
        let gap_before = std::mem::take(&mut story.gap);
        Some(Paragraph { gap_before, ..Paragraph::new(text, origin) })
    }

    /// Character data: 6.1.2, runs of white space are one blank.
    pub(super) fn text(&mut self, data: &str) {
        let Some(story) = self.stories.last_mut() else { return };
        let Some(building) = &mut story.paragraph else { return };
        if building.hidden {
            building.omitted |= !data.trim().is_empty();
            return;
        }
        building.text.reserve(data.len());
        for c in data.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' => {
                    if building.after_blank {
                        continue;
                    }
                    building.text.push(' ');
                }
                // A place where a word may be parted, and a hyphen where it may not.
                '\u{AD}' => continue,
                '\u{2011}' => building.text.push('-'),
                _ if is_private_use(c) => match building.font.and_then(|font| symbols::glyph(c, font)) {
                    Some(glyph) => building.text.push(glyph),
                    None => {
                        building.text.push(c);
                        self.private.0 += 1;
                        self.private.1.get_or_insert_with(|| building.origin.clone());
                    }
                },
                _ => building.text.push(c),
            }
            self.characters += 1;
            building.after_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
        }
    }

    /// `text:s`, `text:tab`, `text:line-break`: 6.1.3 to 6.1.5.
    pub(super) fn white_space(&mut self, element: Element<'t>) {
        let most = self.limits.span;
        let (sign, count) = match element.name() {
            "text:tab" => ('\t', 1),
            "text:line-break" => ('\n', 1),
            _ => (' ', self.count(element, "text:c", "blanks in a row (text:c)", most)),
        };
        let Some(building) = self.building().filter(|building| !building.hidden) else { return };
        building.text.extend(std::iter::repeat_n(sign, count));
        building.after_blank = false;
        self.characters = self.characters.saturating_add(count);
    }

    /// `text:number`: a label that the file keeps for applications without lists (ODF 1.3 part 3, 5.3).
    pub(super) fn cached_label(&mut self, element: Element<'t>) {
        let label = element.text().trim().to_owned();
        match self.building() {
            Some(building) if building.takes_cached_label && !label.is_empty() => {
                building.takes_cached_label = false;
                building.label = Some(label);
            }
            Some(_) => {}
            None => self.keep_cached_label(label),
        }
    }

    pub(super) fn change_characters(&mut self, style: Style<'t>) -> Restore<'t> {
        let Some(building) = self.building() else { return Restore::default() };
        let restore = Restore { hidden: building.hidden, font: building.font };
        building.hidden = style.hidden.unwrap_or(building.hidden);
        building.font = style.font.or(building.font);
        restore
    }

    pub(super) fn close_span(&mut self, restore: Restore<'t>) {
        if let Some(building) = self.building() {
            building.hidden = restore.hidden;
            building.font = restore.font;
        }
    }

    pub(super) fn hide_paragraph(&mut self) {
        if let Some(building) = self.building() {
            building.gone = true;
        }
    }

    /// Whether what is met here does not show.
    pub(super) fn is_hidden(&mut self) -> bool {
        self.building().is_some_and(|building| building.hidden || building.gone)
    }

    /// Ruby stands behind its base in brackets: 漢（ㄏㄢˋ）.
    pub(super) fn open_ruby_text(&mut self) -> Open<'t> {
        let Some(building) = self.building() else { return Open::Plain };
        let from = building.text.len();
        building.text.push('（');
        building.after_blank = true;
        Open::RubyText { from }
    }

    pub(super) fn close_ruby_text(&mut self, from: usize) {
        let Some(building) = self.building() else { return };
        if building.text.get(from..).is_some_and(|ruby| ruby.trim_start_matches('（').trim().is_empty()) {
            building.text.truncate(from);
        } else {
            building.text.truncate(building.text.trim_end_matches(' ').len());
            building.text.push('）');
        }
        building.after_blank = building.text.is_empty();
    }

    fn building(&mut self) -> Option<&mut Building<'t>> {
        self.stories.last_mut()?.paragraph.as_mut()
    }
}
