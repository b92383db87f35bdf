//! The labels of lists and headings: ODF 1.3 part 3, 5.3 and 16.30 to 16.34.

use std::collections::HashMap;

use numerals::counter;
use office_package::xml::Element;

use super::Converter;
use super::elements::Open;
use crate::parse::{Format, LEVELS, ListStyle, Style, name};

/// The lists of a document, and its outline.
#[derive(Default)]
pub(super) struct Lists<'t> {
    counters: Vec<Counters>,
    /// By `xml:id` or `text:list-id`.
    ids: HashMap<&'t str, usize>,
    /// The list that began last, and its style.
    last: Option<(usize, Option<&'t str>)>,
    outline: Counters,
}

/// A `text:list` that is open.
pub(super) struct Frame<'t> {
    /// Which list it is; those within another, and those that continue one, are the same.
    list: usize,
    style: Option<&'t str>,
    /// From 0.
    level: usize,
    item: Option<Item<'t>>,
}

/// A `text:list-item` or `text:list-header` that is open.
#[derive(Default)]
struct Item<'t> {
    /// Its next paragraph has its label.
    takes_label: bool,
    start: Option<u32>,
    style: Option<&'t str>,
    /// `text:number`.
    cached: Option<String>,
    /// Lists have stood in it.
    has_lists: bool,
}

/// The last numbers of a list's levels.
#[derive(Debug, Clone, Default)]
struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// Counts an item. An outer level without items so far has its first number, which the next of its items does not
    /// have again: so do LibreOffice and Word; ODF does not say.
    fn count(&mut self, level: usize, start: Option<u32>, style: &ListStyle<'_>) -> [u32; LEVELS] {
        let counted = if style.consecutive { 0 } else { level };
        for (level, number) in self.0.iter_mut().enumerate() {
            let first = style.level(level).start;
            match level.cmp(&counted) {
                std::cmp::Ordering::Less => *number = Some(number.unwrap_or(first)),
                std::cmp::Ordering::Equal => {
                    let next = number.map_or(first, |last| last.saturating_add(1));
                    *number = Some(start.unwrap_or(next));
                }
                std::cmp::Ordering::Greater => *number = None,
            }
        }
        let mut numbers = self.0.map(Option::unwrap_or_default);
        if let (true, [first, ..]) = (style.consecutive, numbers) {
            numbers = [first; LEVELS];
        }
        numbers
    }

    fn forget(&mut self, from: usize) {
        for number in self.0.iter_mut().skip(from) {
            *number = None;
        }
    }
}

impl<'t> Lists<'t> {
    /// The list that an outermost `text:list` begins or continues: another by its id (`text:continue-list`), or the one
    /// before it where that has the same style (`text:continue-numbering`).
    fn begin(&mut self, element: Element<'t>, style: Option<&'t str>) -> usize {
        let by_id = element.attribute("text:continue-list").and_then(|id| self.ids.get(id)).copied();
        let is_continued = element.attribute("text:continue-numbering") == Some("true");
        let before = || self.last.filter(|(_, last)| is_continued && *last == style).map(|(list, _)| list);
        let own = element.attribute("text:list-id").and_then(|id| self.ids.get(id)).copied();
        let list = by_id.or(own).or_else(before).unwrap_or_else(|| {
            self.counters.push(Counters::default());
            self.counters.len() - 1
        });
        for id in ["xml:id", "text:list-id"].into_iter().filter_map(|name| element.attribute(name)) {
            self.ids.insert(id, list);
        }
        self.last = Some((list, style));
        list
    }

    fn forget(&mut self, list: usize, from: usize) {
        if let Some(counters) = self.counters.get_mut(list) {
            counters.forget(from);
        }
    }
}

impl<'t> Converter<'_, 't> {
    pub(super) fn open_list(&mut self, element: Element<'t>) -> Open<'t> {
        let own = name(element, "text:style-name");
        let Some(story) = self.stories.last_mut() else { return Open::Plain };
        let frame = match story.lists.last_mut() {
            Some(outer) => {
                let level = (outer.level + 1).min(LEVELS - 1);
                // Of several lists in one item, each starts anew.
                let item = outer.item.get_or_insert_default();
                item.takes_label = false;
                let is_later = std::mem::replace(&mut item.has_lists, true);
                if is_later && element.attribute("text:continue-numbering") != Some("true") {
                    self.lists.forget(outer.list, level);
                }
                Frame { list: outer.list, style: own.or(outer.style), level, item: None }
            }
            None => Frame { list: self.lists.begin(element, own), style: own, level: 0, item: None },
        };
        story.lists.push(frame);
        Open::List
    }

    pub(super) fn close_list(&mut self) {
        if let Some(story) = self.stories.last_mut() {
            story.lists.pop();
        }
    }

    pub(super) fn open_item(&mut self, element: Element<'t>) -> Open<'t> {
        let Some(frame) = self.stories.last_mut().and_then(|story| story.lists.last_mut()) else { return Open::Plain };
        if frame.item.is_some() {
            return Open::Plain;
        }
        frame.item = Some(Item {
            takes_label: element.name() != "text:list-header",
            start: number(element, "text:start-value"),
            style: name(element, "text:style-override"),
            ..Item::default()
        });
        Open::Item
    }

    pub(super) fn close_item(&mut self) {
        if let Some(frame) = self.stories.last_mut().and_then(|story| story.lists.last_mut()) {
            frame.item = None;
        }
    }

    /// 5.3.6: a list of its level with one item.
    pub(super) fn open_numbered(&mut self, element: Element<'t>) -> Open<'t> {
        let style = name(element, "text:style-name");
        let list = self.lists.begin(element, style);
        let level = number(element, "text:level").map_or(1, |level| level as usize).clamp(1, LEVELS) - 1;
        let item = Item { takes_label: true, start: number(element, "text:start-value"), ..Item::default() };
        let Some(story) = self.stories.last_mut() else { return Open::Plain };
        story.lists.push(Frame { list, style, level, item: Some(item) });
        Open::Numbered
    }

    pub(super) fn keep_cached_label(&mut self, label: String) {
        let frame = self.stories.last_mut().and_then(|story| story.lists.last_mut());
        if let Some(item) = frame.and_then(|frame| frame.item.as_mut()) {
            item.cached = Some(label).filter(|label| !label.is_empty());
        }
    }

    /// The label of a paragraph that begins, and whether one that the file keeps in it would stand for it.
    pub(super) fn label(
        &mut self,
        element: Element<'t>,
        style: &Style<'t>,
        outline: Option<u32>,
        hidden: bool,
    ) -> (Option<String>, bool) {
        let sheet = self.sheet;
        let is_heading = element.name() == "text:h";
        let Some(frame) = self.stories.last_mut().and_then(|story| story.lists.last_mut()) else {
            // 16.34: the outline numbers headings whose paragraph style names no list style.
            let level = if is_heading { outline } else { style.own_outline };
            return match level {
                Some(level) if style.list.is_none() => self.outline_label(element, level, hidden),
                _ => (None, false),
            };
        };
        let (list, level) = (frame.list, frame.level);
        let Some(item) = frame.item.as_mut().filter(|item| item.takes_label) else { return (None, false) };
        item.takes_label = false;
        let name = item.style.or(frame.style).or(style.list.filter(|name| !name.is_empty()));
        let (start, cached) = (item.start, item.cached.take());
        match name {
            None if is_heading => return self.outline_label(element, outline.unwrap_or(1), hidden),
            Some(name) if is_heading && sheet.is_outline(name) => {
                return self.outline_label(element, u32::try_from(level).unwrap_or(0) + 1, hidden);
            }
            _ => {}
        }
        let Some(counters) = self.lists.counters.get_mut(list) else { return (None, false) };
        let list_style = name.and_then(|name| sheet.list(name));
        let numbers = counters.count(level, start, list_style.unwrap_or(&ListStyle::default()));
        match list_style {
            Some(style) => (self.spell(style, level, &numbers).filter(|_| !hidden), false),
            // Without any style, an application's own, which is a bullet in LibreOffice.
            None if cached.is_none() && name.is_none() => (Some("•".to_owned()).filter(|_| !hidden), true),
            None => (cached.filter(|_| !hidden), true),
        }
    }

    fn outline_label(&mut self, element: Element<'t>, level: u32, hidden: bool) -> (Option<String>, bool) {
        let level = (level as usize).wrapping_sub(1);
        let is_header = element.attribute("text:is-list-header") == Some("true");
        let Some(style) = self.sheet.outline() else { return (None, !hidden) };
        if level >= LEVELS || is_header {
            return (None, false);
        }
        let restarts = element.attribute("text:restart-numbering") == Some("true");
        let start = restarts.then(|| number(element, "text:start-value").unwrap_or(style.level(level).start));
        let numbers = self.lists.outline.count(level, start, style);
        (self.spell(style, level, &numbers).filter(|_| !hidden), false)
    }

    fn spell(&mut self, style: &ListStyle<'_>, level: usize, numbers: &[u32; LEVELS]) -> Option<String> {
        let label = spell(style, level, numbers)?;
        self.characters = self.characters.saturating_add(label.chars().count());
        Some(label)
    }
}

/// A label without what separates it from the text.
fn spell(style: &ListStyle<'_>, index: usize, numbers: &[u32; LEVELS]) -> Option<String> {
    let level = style.level(index);
    if let Format::Bullet(glyph) = level.format {
        return Some(glyph.to_string());
    }
    let label = match level.template {
        Some(template) => filled(template, style, index, numbers),
        None => format!("{}{}{}", level.prefix, joined(style, index, numbers), level.suffix),
    };
    let label = label.trim();
    (!label.is_empty()).then(|| label.to_owned())
}

/// `text:display-levels`: the numbers of outer levels in front, parted by full stops. A level without a number has no place among them.
fn joined(style: &ListStyle<'_>, index: usize, numbers: &[u32; LEVELS]) -> String {
    let level = style.level(index);
    if level.format == Format::None {
        return String::new();
    }
    let from = (index + 1).saturating_sub(level.shown);
    let shown = numbers.iter().enumerate().take(index + 1).skip(from);
    let parts: Vec<_> = shown.filter_map(|(outer, number)| written(*number, &style.level(outer).format)).collect();
    parts.join(".")
}

/// `loext:num-list-format`: `%1%` is the number of level 1. A level without a number takes away what follows it up to the
/// next.
fn filled(template: &str, style: &ListStyle<'_>, index: usize, numbers: &[u32; LEVELS]) -> String {
    let mut label = String::new();
    let mut skips = false;
    let mut rest = template;
    while let Some(c) = rest.chars().next() {
        if let Some((outer, behind)) = placeholder(rest) {
            rest = behind;
            let number = numbers.get(outer).filter(|_| outer <= index);
            let text = number.and_then(|number| written(*number, &style.level(outer).format));
            let is_last = !template_has_more(rest);
            skips = text.is_none() && !is_last;
            label.push_str(&text.unwrap_or_default());
            continue;
        }
        if !skips {
            label.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    label
}

fn template_has_more(rest: &str) -> bool {
    rest.match_indices('%').any(|(at, _)| rest.get(at..).and_then(placeholder).is_some())
}

/// `%10%` at the beginning: the index of the level, and what stands behind.
fn placeholder(text: &str) -> Option<(usize, &str)> {
    let (digits, behind) = text.strip_prefix('%')?.split_once('%')?;
    let level: usize = digits.parse().ok()?;
    (1..=LEVELS).contains(&level).then(|| (level - 1, behind))
}

fn written(number: u32, format: &Format) -> Option<String> {
    match format {
        Format::Counter(style) => Some(counter::format(number, *style)),
        Format::Bullet(_) => Some(String::new()),
        Format::None => None,
    }
}

fn number(element: Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}
