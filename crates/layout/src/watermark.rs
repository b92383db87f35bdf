//! Marks behind the text: large, and in the same place on every page.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use document::{Part, Place};

use crate::lines::{self, Line};
use crate::paragraphs::Draft;
use crate::{Character, Page};

/// The size of a mark against that of the text, at least.
const LARGER: f32 = 2.2;

/// The part of the pages, in percent, on which a mark stands at least.
const LEAST_PAGES: usize = 80;

/// How far the same character may be off from page to page, in points.
const SAME_PLACE: f32 = 4.0;

/// Takes the marks off the pages.
pub(crate) fn set_apart(mut pages: Vec<Cow<'_, Page>>) -> (Vec<Cow<'_, Page>>, Vec<Draft>) {
    let mut drafts = Vec::new();
    if pages.len() < 2 {
        return (pages, drafts);
    }
    let large: Vec<f32> = pages
        .iter()
        .map(|page| LARGER * lines::prevailing(page.characters.iter().filter(|c| lines::is_visible(c)).map(|c| c.size)))
        .collect();
    let is_large = |character: &Character, least: f32| lines::is_visible(character) && character.size >= least;
    // Each place by its nearest point of a grid; what lies between two is looked for at both.
    let mut seen: BTreeMap<(char, i64, i64), usize> = BTreeMap::new();
    for (page, least) in pages.iter().zip(&large) {
        let mut places: Vec<_> = page.characters.iter().filter(|c| is_large(c, *least)).flat_map(places).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            *seen.entry(place).or_default() += 1;
        }
    }
    seen.retain(|_, count| *count >= 2 && *count * 100 >= pages.len() * LEAST_PAGES);
    if seen.is_empty() {
        return (pages, drafts);
    }
    for (page, least) in pages.iter_mut().zip(large) {
        let is_mark = |character: &Character| {
            is_large(character, least) && places(character).iter().any(|place| seen.contains_key(place))
        };
        // A title that is as large has text of the page beside it: a mark crosses lines.
        let marks: Vec<Character> = page.characters.iter().copied().filter(|c| is_mark(c)).collect();
        if marks.is_empty() || !crosses_text(&marks, page, least) {
            continue;
        }
        drafts.extend(line_as_drawn(marks).map(|line| Draft::of_line(line, page.number, Part::Body, Place::Watermark)));
        page.to_mut().characters.retain(|character| !is_mark(character));
    }
    (pages, drafts)
}

/// A line of characters in the order in which they are drawn: they may stand askew.
pub(crate) fn line_as_drawn(characters: Vec<Character>) -> Option<Line> {
    let bbox = characters.iter().map(|character| character.bbox).reduce(|a, b| a.union(&b))?;
    let first = characters.first()?;
    let (direction, size) = (first.direction, first.size);
    let flow = direction.to_flow(bbox);
    Some(Line { bbox, flow, base: flow.y1, size, direction, characters })
}

fn crosses_text(marks: &[Character], page: &Page, least: f32) -> bool {
    let Some(bbox) = marks.iter().map(|mark| mark.bbox).reduce(|a, b| a.union(&b)) else { return false };
    page.characters.iter().any(|c| lines::is_visible(c) && c.size < least && bbox.contains(c.bbox.center()))
}

fn places(character: &Character) -> [(char, i64, i64); 4] {
    let at = |value: f32| {
        let cell = value / SAME_PLACE;
        (cell.floor() as i64, cell.ceil() as i64)
    };
    let ((x0, x1), (y0, y1)) = (at(character.bbox.x0), at(character.bbox.y0));
    [(character.text, x0, y0), (character.text, x1, y0), (character.text, x0, y1), (character.text, x1, y1)]
}
