//! Pages on their side: turned upright to be read, and their boxes turned back for the origins.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use document::{Block, Region};

use crate::{Character, Direction, Page, Rect, Rule, lines};

/// How far one line of vertical writing steps from character to character, in ems, at least and at most.
const VERTICAL_STEP: (f32, f32) = (0.7, 1.7);

/// Directions by their quarter turns.
const QUARTERS: [Direction; 4] =
    [Direction::Horizontal, Direction::TurnedRight, Direction::UpsideDown, Direction::TurnedLeft];

/// The page as it is read, and the direction in which its text ran: the same page where that is upright.
pub(crate) fn upright(page: &Page) -> (Cow<'_, Page>, Direction) {
    let mut counts = [0usize; 4];
    for character in page.characters.iter().filter(|character| lines::is_visible(character)) {
        counts[character.direction.quarters()] += 1;
    }
    let total: usize = counts.iter().sum();
    let turned = QUARTERS.into_iter().zip(counts).skip(1).find(|(_, count)| count * 2 > total);
    match turned {
        Some((direction, _)) => (Cow::Owned(turn(page, direction)), direction),
        None if runs_downwards(page) => {
            let mut page = page.clone();
            for character in &mut page.characters {
                if character.direction == Direction::Horizontal && !lines::is_latin(character.text) {
                    character.direction = Direction::Vertical;
                }
            }
            (Cow::Owned(page), Direction::Horizontal)
        }
        None => (Cow::Borrowed(page), Direction::Horizontal),
    }
}

/// Turns the places of blocks back to where they stand on the page as it was given: for each page that was turned, the direction
/// in which its text ran, its width and its height.
pub(crate) fn back(blocks: &mut [Block], turned: &BTreeMap<u32, (Direction, f32, f32)>) {
    let restore = |region: &mut Region| {
        if let Some(&(direction, width, height)) = turned.get(&region.page) {
            let [x0, y0, x1, y1] = region.bbox;
            let bbox = unturned(Rect { x0, y0, x1, y1 }, direction, width, height);
            region.bbox = [bbox.x0, bbox.y0, bbox.x1, bbox.y1];
        }
    };
    let mut stack: Vec<&mut Block> = blocks.iter_mut().collect();
    while let Some(block) = stack.pop() {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.runs.iter_mut().flat_map(|run| &mut run.origin.regions).for_each(&restore);
            }
            Block::Table(table) => {
                let caption = table.caption.iter_mut().flat_map(|caption| &mut caption.runs);
                caption.flat_map(|run| &mut run.origin.regions).for_each(&restore);
                stack.extend(table.cells.iter_mut().flat_map(|cell| &mut cell.blocks));
            }
            Block::Embedded(_) => {}
        }
    }
}

/// Whether upright characters mostly follow each other downwards: vertical writing that the file sets character by character.
fn runs_downwards(page: &Page) -> bool {
    let mut visible = page.characters.iter().filter(|character| lines::is_visible(character));
    let Some(mut before) = visible.next() else { return false };
    let (mut down, mut other) = (0usize, 0usize);
    for character in visible {
        if before.direction == Direction::Horizontal && character.direction == Direction::Horizontal {
            let step = (character.bbox.y0 - before.bbox.y0) / before.size.max(1.0);
            let aside = (character.bbox.center().x - before.bbox.center().x).abs() / before.size.max(1.0);
            if (VERTICAL_STEP.0..=VERTICAL_STEP.1).contains(&step) && aside < 0.3 {
                down += 1;
            } else {
                other += 1;
            }
        }
        before = character;
    }
    down > other * 2
}

fn turn(page: &Page, direction: Direction) -> Page {
    let bbox = |bbox: Rect| turned(bbox, direction, page.width, page.height);
    let is_quarter = direction != Direction::UpsideDown;
    let (width, height) = if is_quarter { (page.height, page.width) } else { (page.width, page.height) };
    Page {
        number: page.number,
        width,
        height,
        characters: page
            .characters
            .iter()
            .map(|character| Character {
                bbox: bbox(character.bbox),
                direction: relative(character.direction, direction),
                ..*character
            })
            .collect(),
        rules: page
            .rules
            .iter()
            .map(|rule| Rule { bbox: bbox(rule.bbox), is_vertical: rule.is_vertical != is_quarter })
            .collect(),
        images: page.images.iter().map(|image| bbox(*image)).collect(),
    }
}

/// A box on the page of the given size, once text of the given direction runs from left to right.
fn turned(bbox: Rect, direction: Direction, width: f32, height: f32) -> Rect {
    let flow = direction.to_flow(bbox);
    let (dx, dy) = offset(direction, width, height);
    Rect { x0: flow.x0 + dx, y0: flow.y0 + dy, x1: flow.x1 + dx, y1: flow.y1 + dy }
}

/// The inverse of [`turned`], with the width and height of the page as given.
fn unturned(bbox: Rect, direction: Direction, width: f32, height: f32) -> Rect {
    let (dx, dy) = offset(direction, width, height);
    direction.to_page(Rect { x0: bbox.x0 - dx, y0: bbox.y0 - dy, x1: bbox.x1 - dx, y1: bbox.y1 - dy })
}

fn offset(direction: Direction, width: f32, height: f32) -> (f32, f32) {
    match direction {
        Direction::Horizontal => (0.0, 0.0),
        Direction::Vertical | Direction::TurnedRight => (0.0, width),
        Direction::UpsideDown => (width, height),
        Direction::TurnedLeft => (height, 0.0),
    }
}

/// How a direction looks once the page is turned so that text of the other runs from left to right.
fn relative(direction: Direction, to: Direction) -> Direction {
    let quarter = |direction| match direction {
        Direction::Horizontal => 0,
        Direction::Vertical | Direction::TurnedRight => 1,
        Direction::UpsideDown => 2,
        Direction::TurnedLeft => 3,
    };
    QUARTERS[(quarter(direction) + 4 - quarter(to)) % 4]
}
