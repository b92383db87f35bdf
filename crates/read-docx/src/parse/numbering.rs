//! Lists: ECMA-376-1, 17.9, and `w:lists` of Word 2003.

use std::collections::BTreeMap;

use decode::is_private_use;
use decode::symbols::SymbolFont;
use numerals::lists::{DefinitionId, LEVELS, Level, ListId, Lists, Numbering as Counting, Override, Restart};
use office_package::xml::Element;

use super::number_format;
use super::properties::{self, Font};
use super::styles::Styles;
use crate::markup;

/// The lists of a document.
#[derive(Debug, Default)]
pub(crate) struct Numbering<'t> {
    /// As they are before the first paragraph.
    pub(crate) lists: Lists,
    instances: BTreeMap<i64, Instance<'t>>,
    /// The first list with a level that names a style.
    by_style: BTreeMap<&'t str, (i64, usize)>,
}

#[derive(Debug)]
struct Instance<'t> {
    list: ListId,
    levels: Vec<Face<'t>>,
}

/// What of a level does not count.
#[derive(Debug, Clone, Copy, Default)]
struct Face<'t> {
    style: Option<&'t str>,
    is_hidden: bool,
}

type FacedLevel<'t> = (Level, Face<'t>);

/// A definition of levels, `w:abstractNum` or `w:listDef`.
#[derive(Debug, Default)]
struct Abstract<'t> {
    levels: Vec<FacedLevel<'t>>,
    /// The style of lists whose definition this one is (17.9.27).
    style: Option<&'t str>,
    /// The style of lists that has the levels instead of this one (17.9.21).
    link: Option<&'t str>,
}

/// A list, `w:num` or `w:list`.
struct Num<'t> {
    id: i64,
    definition: i64,
    /// By level: another level in its place, another value to start with.
    overrides: Vec<(usize, Option<FacedLevel<'t>>, Option<u32>)>,
}

/// Links that are followed from a definition to the one that has its levels.
const MOST_LINKS: usize = 16;

impl<'t> Numbering<'t> {
    /// Reads `w:numbering`, or `w:lists`.
    pub(crate) fn parse(root: Element<'t>, styles: &Styles<'t>) -> Self {
        let mut definitions: BTreeMap<i64, Abstract<'t>> = BTreeMap::new();
        let mut nums: BTreeMap<i64, Num<'t>> = BTreeMap::new();
        for child in markup::items(root) {
            match child.name() {
                "w:abstractNum" | "w:listDef" => {
                    if let Some(id) = id(child, &["w:abstractNumId", "w:listDefId"]) {
                        definitions.entry(id).or_insert_with(|| definition(child));
                    }
                }
                "w:num" | "w:list" => {
                    if let Some(num) = num(child) {
                        nums.entry(num.id).or_insert(num);
                    }
                }
                _ => {}
            }
        }
        let mut holders: BTreeMap<&str, i64> = BTreeMap::new();
        for (id, definition) in &definitions {
            if let Some(style) = definition.style {
                holders.entry(style).or_insert(*id);
            }
        }
        let mut numbering = Self::default();
        let mut known: BTreeMap<i64, DefinitionId> = BTreeMap::new();
        for num in nums.values() {
            let Some(holder) = holder(num.definition, &definitions, &holders, &nums, styles) else { continue };
            let Some(definition) = definitions.get(&holder) else { continue };
            let lists = &mut numbering.lists;
            let id = *known
                .entry(holder)
                .or_insert_with(|| lists.define(definition.levels.iter().map(|(level, _)| level.clone()).collect()));
            numbering.add(num, definition, id);
        }
        numbering
    }

    fn add(&mut self, num: &Num<'t>, definition: &Abstract<'t>, id: DefinitionId) {
        let mut levels: Vec<Face<'t>> = definition.levels.iter().map(|(_, face)| *face).collect();
        let mut overrides = Vec::new();
        for (at, level, start) in &num.overrides {
            if let (Some((_, face)), Some(known)) = (level, levels.get_mut(*at)) {
                *known = *face;
            }
            let level = level.as_ref().map(|(level, _)| level.clone());
            overrides.push((*at, Override { level, start: *start }));
        }
        for (at, face) in levels.iter().enumerate() {
            if let Some(style) = face.style {
                self.by_style.entry(style).or_insert((num.id, at));
            }
        }
        let list = self.lists.list(id, overrides);
        self.instances.insert(num.id, Instance { list, levels });
    }

    /// The list that a paragraph names.
    pub(crate) fn list(&self, id: i64) -> Option<ListId> {
        self.instances.get(&id).map(|instance| instance.list)
    }

    /// Whether the labels of a level are hidden (17.9.24 with 17.3.2.41).
    pub(crate) fn hides(&self, id: i64, level: usize) -> bool {
        let face = self.instances.get(&id).and_then(|instance| instance.levels.get(level));
        face.is_some_and(|face| face.is_hidden)
    }

    /// The level of a list that names a style.
    pub(crate) fn level_of_style(&self, id: i64, style: &str) -> Option<usize> {
        self.instances.get(&id)?.levels.iter().position(|face| face.style == Some(style))
    }

    /// A list and the level of it that names a style (17.9.23).
    pub(crate) fn list_of_style(&self, style: &str) -> Option<(i64, usize)> {
        self.by_style.get(style).copied()
    }
}

fn id(element: Element<'_>, names: &[&str]) -> Option<i64> {
    names.iter().find_map(|name| element.attribute(name))?.trim().parse().ok()
}

fn definition(element: Element<'_>) -> Abstract<'_> {
    let mut read = Abstract { levels: vec![(blank(), Face::default()); LEVELS], ..Abstract::default() };
    for child in markup::items(element) {
        match child.name() {
            "w:styleLink" => read.style = child.attribute("w:val"),
            "w:numStyleLink" | "w:listStyleLink" => read.link = child.attribute("w:val"),
            "w:lvl" => {
                let at = id(child, &["w:ilvl"]).and_then(|level| usize::try_from(level).ok());
                if let Some(place) = at.and_then(|at| read.levels.get_mut(at)) {
                    *place = level(child, at.unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    read
}

fn num(element: Element<'_>) -> Option<Num<'_>> {
    let (mut definition, mut overrides) = (None, Vec::new());
    for child in markup::items(element) {
        match child.name() {
            "w:abstractNumId" | "w:ilst" => definition = properties::number(child),
            "w:lvlOverride" => {
                let at = id(child, &["w:ilvl"]).and_then(|level| usize::try_from(level).ok());
                let Some(at) = at.filter(|at| *at < LEVELS) else { continue };
                let start = child.child("w:startOverride").and_then(properties::number);
                let start = start.and_then(|start| u32::try_from(start).ok());
                overrides.push((at, child.child("w:lvl").map(|child| level(child, at)), start));
            }
            _ => {}
        }
    }
    Some(Num { id: id(element, &["w:numId", "w:ilfo"])?, definition: definition?, overrides })
}

/// A level of which nothing is said labels nothing.
fn blank() -> Level {
    Level { start: 0, numbering: Counting::None, text: String::new(), restart: Restart::AfterOuter, legal: false }
}

fn level(element: Element<'_>, at: usize) -> FacedLevel<'_> {
    let (mut level, mut face) = (blank(), Face::default());
    level.numbering = number_format::of_level(element);
    let (mut font, mut has_picture) = (None, false);
    for child in markup::items(element) {
        match child.name() {
            "w:start" => level.start = properties::number(child).and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            "w:lvlText" => level.text = child.attribute("w:val").unwrap_or_default().to_owned(),
            "w:lvlRestart" => level.restart = restart(properties::number(child), at),
            "w:isLgl" => level.legal = properties::is_on(child),
            "w:pStyle" => face.style = child.attribute("w:val"),
            "w:lvlPicBulletId" => has_picture = true,
            "w:rPr" => {
                let run = properties::of_run(child);
                face.is_hidden = run.vanish == Some(true);
                font = run.font;
            }
            _ => {}
        }
    }
    level.text = shown(&level.text, font, level.numbering == Counting::Bullet);
    if level.text.trim().is_empty() && has_picture && level.numbering == Counting::Bullet {
        level.text = "•".to_owned();
    }
    (level, face)
}

/// 17.9.10: 0 is never; otherwise the 1-based level after which it starts again, which must be an outer one.
fn restart(value: Option<i64>, at: usize) -> Restart {
    match value.and_then(|value| usize::try_from(value).ok()) {
        Some(0) => Restart::Never,
        Some(outer) if outer <= at => Restart::After(outer - 1),
        _ => Restart::AfterOuter,
    }
}

/// The text of a level with the signs of symbol fonts as Unicode. Without a font, only Word's own codes are signs: those
/// of Symbol for the round bullet, otherwise of Wingdings.
fn shown(text: &str, font: Option<Font>, is_bullet: bool) -> String {
    let sign = |character: char| {
        let sign = match font {
            Some(Font::Symbols(font)) if is_bullet || is_private_use(character) => font.shown(character),
            _ if character == '\u{F0B7}' => Some('•'),
            None if is_private_use(character) => SymbolFont::Wingdings.shown(character),
            _ => None,
        };
        sign.unwrap_or(character)
    };
    text.chars().map(sign).collect()
}

/// The definition that has the levels of another: that of the list for which its style of lists stands. Links in a circle lead
/// nowhere, and the definition keeps what levels it has.
fn holder(
    start: i64,
    definitions: &BTreeMap<i64, Abstract<'_>>,
    holders: &BTreeMap<&str, i64>,
    nums: &BTreeMap<i64, Num<'_>>,
    styles: &Styles<'_>,
) -> Option<i64> {
    let mut at = start;
    for _ in 0..MOST_LINKS {
        let Some(style) = definitions.get(&at)?.link else { return Some(at) };
        let named = styles.list_of(style).and_then(|list| nums.get(&list)).map(|num| num.definition);
        let holding = || holders.get(style).copied();
        match named.filter(|named| *named != at).or_else(holding) {
            Some(next) if next != at => at = next,
            _ => return Some(at),
        }
    }
    Some(start)
}
