//! Running heads and page numbers: what repeats in the same place from page to page, outside of the text.

mod key;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use document::Part;

use crate::guide::Guide;
use crate::lines::{self, Line};
use crate::sheet::Sheet;
use key::Key;

/// Lines from each edge of a page among which running heads are looked for.
const DEEPEST: usize = 6;

/// How far a running head may be off from page to page, in points.
const SAME_PLACE: f32 = 5.0;

/// The same where nothing but its words and its place shows that it is one, in points.
const VERY_PLACE: f32 = 1.0;

/// How far the font sizes of a running head may differ.
const SAME_SIZE: f32 = 0.1;

/// Pages on which it stands at least, where there are that many.
const LEAST_PAGES: usize = 3;

/// The part of its places, in percent, that a number must have the value that follows from the page.
const LEAST_COUNTED: usize = 80;

/// How near to an edge a number that stands by itself is looked for, and a line whose number does not count the pages, in parts
/// of the page.
const EDGE: f32 = 0.12;

/// How far a number that stands by itself may be off the middle of the page, in parts of its width.
const OFF_CENTRE: f32 = 0.06;

/// How far it stands apart from the text, in ems of the text.
const APART: f32 = 1.5;

/// The size of a title against that of the text: what is larger and repeats is the title of the first page on which it stands.
const TITLE: f32 = 1.15;

/// A line near an edge of a page.
struct Candidate {
    sheet: usize,
    line: usize,
    part: Part,
    key: Key,
    /// The centre, from the edge of the page.
    place: f32,
    /// The left edge.
    left: f32,
    /// It stands next to the lower edge.
    is_outermost: bool,
    size: f32,
}

/// Takes running heads and page numbers off the pages.
pub(crate) fn set_apart(sheets: &mut [Sheet<'_>], guide: &Guide<'_>) {
    let mut groups: BTreeMap<(Part, String), Vec<Candidate>> = BTreeMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for (part, line) in near_edges(sheet) {
            if let Some(found) = sheet.lines.get(line) {
                let key = key::of(found);
                let place = found.flow.center().y - sheet.flow().y0;
                let text = key.text.clone();
                groups.entry((part, text)).or_default().push(Candidate {
                    sheet: at,
                    line,
                    part,
                    key,
                    place,
                    left: found.flow.x0,
                    is_outermost: sheet.flow().y1 - found.flow.center().y <= EDGE * sheet.flow().height(),
                    size: found.size,
                });
            }
        }
    }
    let least = LEAST_PAGES.min(sheets.len()).max(2);
    let body = body_size(sheets);
    let mut running: BTreeSet<(usize, usize)> = BTreeSet::new();
    for mut group in groups.into_values() {
        group.sort_by(|a, b| a.place.total_cmp(&b.place).then(a.sheet.cmp(&b.sheet)));
        for same in group.chunk_by(|a, b| b.place - a.place <= SAME_PLACE) {
            let mut sizes: Vec<&Candidate> = same.iter().collect();
            sizes.sort_by(|a, b| a.size.total_cmp(&b.size).then(a.sheet.cmp(&b.sheet)));
            for same in sizes.chunk_by(|a, b| b.size - a.size <= SAME_SIZE * b.size) {
                accept(same, least, body, &mut running);
            }
        }
    }
    for (at, sheet) in sheets.iter_mut().enumerate() {
        peel(at, sheet, &running, guide, body);
    }
}

/// The lines nearest to the edges, beyond all tables, from the outermost.
fn near_edges(sheet: &Sheet<'_>) -> Vec<(Part, usize)> {
    let tables = || sheet.tables.iter().map(|table| sheet.direction.to_flow(table.bbox));
    let top = tables().fold(f32::MAX, |top, table| top.min(table.y0));
    let bottom = tables().fold(f32::MIN, |bottom, table| bottom.max(table.y1));
    // No line is at both edges.
    let middle = sheet.flow().center().y;
    let (top, bottom) = (top.min(middle), bottom.max(middle));
    let heads = sheet.lines.iter().enumerate().take(DEEPEST).take_while(|(_, line)| line.flow.center().y < top);
    let feet =
        sheet.lines.iter().enumerate().rev().take(DEEPEST).take_while(|(_, line)| line.flow.center().y >= bottom);
    heads.map(|(at, _)| (Part::Header, at)).chain(feet.map(|(at, _)| (Part::Footer, at))).collect()
}

/// Keeps the places of lines that repeat, if they do so as running heads do.
fn accept(same: &[&Candidate], least: usize, body: f32, running: &mut BTreeSet<(usize, usize)>) {
    let pages: BTreeSet<usize> = same.iter().map(|candidate| candidate.sheet).collect();
    let Some(first) = same.first() else { return };
    if pages.len() < least || !is_counted(same) {
        return;
    }
    let is_title = first.size > TITLE * body && first.key.numbers.is_empty() && first.part == Part::Header;
    let first_page = pages.first().copied().filter(|_| is_title);
    let kept = same.iter().filter(|candidate| Some(candidate.sheet) != first_page);
    running.extend(kept.map(|candidate| (candidate.sheet, candidate.line)));
}

/// Whether the numbers in lines that are otherwise equal are always the same, or count the pages; a line with a label of its own
/// does not count them.
fn is_counted(same: &[&Candidate]) -> bool {
    let Some(first) = same.first() else { return false };
    if first.part == Part::Footer && (first.key.is_suffixed && counts_on(same) || is_fixed(same)) {
        return true;
    }
    (0..first.key.numbers.len()).all(|slot| {
        let values = || same.iter().filter_map(|c| Some((c.sheet as i64, *c.key.numbers.get(slot)?)));
        let is_most = |of: &dyn Fn((i64, i64)) -> i64| {
            let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
            values().for_each(|value| *counts.entry(of(value)).or_default() += 1);
            counts.values().max().is_some_and(|most| most * 100 >= same.len() * LEAST_COUNTED)
        };
        is_most(&|(_, value)| value) || (first.key.may_count && is_most(&|(page, value)| value - page))
    })
}

/// Whether lines with words beside the number at their end stand at the very same place: the pages may be some of a longer
/// document. A line of text that happens to begin there has a label, or words of its own.
fn is_fixed(same: &[&Candidate]) -> bool {
    let Some(first) = same.first() else { return false };
    let is_at = |candidate: &&Candidate| {
        candidate.is_outermost
            && (candidate.place - first.place).abs() <= VERY_PLACE
            && (candidate.left - first.left).abs() <= VERY_PLACE
    };
    same.len() >= LEAST_PAGES && first.key.is_numbered && same.iter().all(is_at)
}

/// Whether the last number of each line is one more than on the page before, or begins again.
fn counts_on(same: &[&Candidate]) -> bool {
    let mut values: Vec<(usize, i64)> =
        same.iter().filter_map(|candidate| Some((candidate.sheet, *candidate.key.numbers.last()?))).collect();
    values.sort_unstable();
    let follows = |pair: &&[(usize, i64)]| match pair {
        [(page, value), (next_page, next)] => *next == 1 || next - value == (next_page - page) as i64,
        _ => false,
    };
    values.len() > 1 && values.windows(2).filter(follows).count() * 100 >= (values.len() - 1) * LEAST_COUNTED
}

/// Takes running heads off a page, from its edges inwards; what stands behind the first line of text stays.
fn peel(at: usize, sheet: &mut Sheet<'_>, running: &BTreeSet<(usize, usize)>, guide: &Guide<'_>, body: f32) {
    let edges = near_edges(sheet);
    let is_artifact =
        |line: &Line| line.characters.iter().filter(|c| lines::is_visible(c)).all(|c| guide.is_artifact(c));
    let mut taken: Vec<(usize, Part)> = Vec::new();
    for part in [Part::Header, Part::Footer] {
        let edge: Vec<usize> = edges.iter().filter(|edge| edge.0 == part).map(|edge| edge.1).collect();
        let known = edge
            .iter()
            .take_while(|line| running.contains(&(at, **line)) || sheet.lines.get(**line).is_some_and(is_artifact))
            .count();
        let lone = edge.get(known).filter(|line| is_lone_number(sheet, **line, part, body));
        taken.extend(edge.iter().take(known).chain(lone).map(|line| (*line, part)));
    }
    taken.sort_by_key(|(line, _)| *line);
    let mut taken = taken.into_iter().peekable();
    let (mut kept, mut apart) = (Vec::with_capacity(sheet.lines.len()), Vec::new());
    for (index, line) in std::mem::take(&mut sheet.lines).into_iter().enumerate() {
        match taken.next_if(|(taken, _)| *taken == index) {
            Some((_, part)) => apart.push((line, part)),
            None => kept.push(line),
        }
    }
    sheet.lines = kept;
    sheet.running.extend(apart);
}

/// A number by itself at the edge of a page, in the middle of its width and well apart from the text; or one that is written as
/// page numbers are.
fn is_lone_number(sheet: &Sheet<'_>, at: usize, part: Part, body: f32) -> bool {
    let Some(line) = sheet.lines.get(at) else { return false };
    let flow = sheet.flow();
    let key = key::of(line);
    let from_edge = match part {
        Part::Header => line.flow.center().y - flow.y0,
        _ => flow.y1 - line.flow.center().y,
    };
    let neighbour = match part {
        Part::Header => sheet.lines.get(at + 1).map(|next| next.flow.y0 - line.flow.y1),
        _ => at.checked_sub(1).and_then(|before| sheet.lines.get(before)).map(|before| line.flow.y0 - before.flow.y1),
    };
    let is_apart = neighbour.is_none_or(|gap| gap >= APART * body);
    let is_centred = (line.flow.center().x - flow.center().x).abs() <= OFF_CENTRE * flow.width();
    let is_one = key.is_page_number || (key.is_number && part == Part::Footer && is_centred);
    is_one && from_edge <= EDGE * flow.height() && is_apart && sheet.lines.len() > 1
}

fn body_size(sheets: &[Sheet<'_>]) -> f32 {
    let lines = sheets.iter().flat_map(|sheet| &sheet.lines);
    lines::prevailing(lines.map(|line| line.size))
}
