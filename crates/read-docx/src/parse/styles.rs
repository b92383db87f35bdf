//! Styles: ECMA-376-1, 17.7. What each says is settled once, with what it is based on.

use std::collections::BTreeMap;

use office_package::xml::Element;

use super::numbering::Numbering;
use super::properties::{self, BODY_TEXT, Font, ListProperties, ParagraphProperties, RunProperties};

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles<'t> {
    styles: Vec<Style<'t>>,
    places: BTreeMap<&'t str, usize>,
    default_paragraph: Option<usize>,
    /// What paragraphs have where no style says otherwise (17.7.5).
    defaults: Settled,
    /// The defaults hide all text, whatever styles say (17.7.3).
    hides_all: bool,
}

#[derive(Debug)]
struct Style<'t> {
    id: &'t str,
    based_on: Option<&'t str>,
    paragraph: ParagraphProperties<'t>,
    run: RunProperties<'t>,
    settled: Settled,
}

/// What a style says together with those that it is based on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settled {
    pub(crate) list: ListProperties,
    pub(crate) outline: Option<u8>,
    pub(crate) vanish: Option<bool>,
    pub(crate) font: Option<Font>,
}

/// Reads `w:styles`. [`Styles::settle`] remains to be done when the lists are known.
pub(crate) fn parse(root: Element<'_>) -> Styles<'_> {
    let mut styles = Styles::default();
    for child in root.children() {
        match child.name() {
            "w:docDefaults" => (styles.defaults, styles.hides_all) = defaults(child),
            "w:style" => styles.add(child),
            _ => {}
        }
    }
    styles
}

fn defaults(element: Element<'_>) -> (Settled, bool) {
    let of = |outer, inner| element.child(outer).and_then(|outer| outer.child(inner));
    let run = of("w:rPrDefault", "w:rPr").map(properties::of_run).unwrap_or_default();
    let paragraph = of("w:pPrDefault", "w:pPr").map(properties::of_paragraph).unwrap_or_default();
    let settled = Settled { list: paragraph.list, outline: paragraph.outline, ..Settled::default() };
    (settled, run.vanish == Some(true))
}

impl<'t> Styles<'t> {
    fn add(&mut self, element: Element<'t>) {
        let Some(id) = element.attribute("w:styleId") else { return };
        let place = self.styles.len();
        let mut paragraph = element.child("w:pPr").map(properties::of_paragraph).unwrap_or_default();
        let run = element.child("w:rPr").map(properties::of_run).unwrap_or_default();
        let is_default = matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
        let is_of_paragraphs = element.attribute("w:type").is_none_or(|kind| kind == "paragraph");
        if is_default && is_of_paragraphs {
            self.default_paragraph = Some(place);
        }
        if is_of_paragraphs && paragraph.outline.is_none() {
            paragraph.outline = element.child("w:name").and_then(|name| heading(name.attribute("w:val")?));
        }
        let based_on = element.child("w:basedOn").and_then(|base| base.attribute("w:val"));
        self.styles.push(Style { id, based_on, paragraph, run, settled: Settled::default() });
        self.places.entry(id).or_insert(place);
    }

    /// The list that a style itself names; for a style of lists, the one that it stands for.
    pub(crate) fn list_of(&self, id: &str) -> Option<i64> {
        self.styles.get(*self.places.get(id)?)?.paragraph.list.list
    }

    /// Settles what every style says. A style that is based on itself in the end is based on nothing.
    pub(crate) fn settle(&mut self, numbering: Option<&Numbering<'_>>) {
        let mut is_settled = vec![false; self.styles.len()];
        let mut path = Vec::new();
        let mut is_on_path = vec![false; self.styles.len()];
        for start in 0..self.styles.len() {
            let mut next = Some(start);
            while let Some(place) = next {
                let is = |flags: &[bool]| flags.get(place).copied().unwrap_or(true);
                if is(&is_settled) || is(&is_on_path) {
                    break;
                }
                is_on_path[place] = true;
                path.push(place);
                next = self.base(place);
            }
            while let Some(place) = path.pop() {
                let base = self.base(place).filter(|base| is_settled.get(*base) == Some(&true));
                let base = base.and_then(|base| self.styles.get(base)).map_or(self.defaults, |base| base.settled);
                if let Some(style) = self.styles.get_mut(place) {
                    style.settled = settled(style, base, numbering);
                }
                is_settled[place] = true;
                is_on_path[place] = false;
            }
        }
    }

    fn base(&self, place: usize) -> Option<usize> {
        self.places.get(self.styles.get(place)?.based_on?).copied()
    }

    /// What the style of a paragraph says, or the default one.
    pub(crate) fn of_paragraph(&self, id: Option<&str>) -> Settled {
        let named = id.and_then(|id| self.places.get(id)).copied();
        let style = named.or(self.default_paragraph).and_then(|place| self.styles.get(place));
        style.map_or(self.defaults, |style| style.settled)
    }

    /// What the style of a run says.
    pub(crate) fn of_run(&self, id: &str) -> Option<Settled> {
        self.styles.get(*self.places.get(id)?).map(|style| style.settled)
    }

    /// Whether the defaults of the document hide text.
    pub(crate) fn hides_all(&self) -> bool {
        self.hides_all
    }
}

/// 17.9.23: the level of a list that names the style outranks the one that the style names.
fn settled(style: &Style<'_>, base: Settled, numbering: Option<&Numbering<'_>>) -> Settled {
    let own = style.paragraph.list;
    let mut list = own.list.or(base.list.list);
    let linked = numbering.and_then(|numbering| numbering.level_of_style(list?, style.id));
    let mut level = linked.or(own.level).or(base.list.level);
    if list.is_none()
        && let Some((by_level, at)) = numbering.and_then(|numbering| numbering.list_of_style(style.id))
    {
        (list, level) = (Some(by_level), Some(at));
    }
    Settled {
        list: ListProperties { list, level },
        outline: style.paragraph.outline.or(base.outline),
        vanish: style.run.vanish.or(base.vanish),
        font: style.run.font.or(base.font),
    }
}

/// The built-in styles of headings have their level by their name.
fn heading(name: &str) -> Option<u8> {
    let level = name.trim().to_ascii_lowercase().strip_prefix("heading ")?.trim().parse().ok()?;
    (1..BODY_TEXT).contains(&level).then_some(level)
}
