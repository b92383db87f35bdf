//! Characters that a page draws again a little beside themselves, to look bold or to throw a shadow.

use layout::{Character, Rect};

/// How far the second one may stand from the first, in its size: along the line no more than the narrowest letters are
/// apart, across it as far as shadows fall. poppler has the same (`dupMaxPriDelta`, `dupMaxSecDelta`).
const ALONG: f32 = 0.1;
const ACROSS: f32 = 0.2;

/// How much the sizes of the two may differ, as a share.
const SIZE: f32 = 0.15;

/// The side of a cell in points, so that few centers of characters lie in one; and how many there are along a page at most.
const CELL: f32 = 2.0;
const CELLS: f32 = 512.0;

/// Characters of a cell that are compared.
const CHAIN: usize = 16;

/// Where the centers of a page's characters lie.
#[derive(Default)]
pub(super) struct Grid {
    cell: f32,
    columns: usize,
    rows: usize,
    /// The last character with its center in a cell, counted from 1.
    last: Vec<u32>,
    /// The character before it in the same cell.
    before: Vec<u32>,
    touched: Vec<usize>,
}

impl Grid {
    /// Makes it that of an empty page.
    pub(super) fn clear(&mut self, width: f32, height: f32) {
        for cell in self.touched.drain(..) {
            if let Some(last) = self.last.get_mut(cell) {
                *last = 0;
            }
        }
        self.before.clear();
        self.cell = CELL.max(width.max(height) / CELLS);
        self.columns = count(width / self.cell);
        self.rows = count(height / self.cell);
        let cells = self.columns * self.rows;
        if self.last.len() < cells {
            self.last.resize(cells, 0);
        }
    }

    /// Whether the character that would be the next of `characters` is one of them; if not, it becomes one.
    pub(super) fn is_double(&mut self, character: &Character, characters: &[Character]) -> bool {
        if character.text.is_whitespace() {
            return false;
        }
        let center = character.bbox.center();
        let reach = character.size * ACROSS;
        let (from, to) =
            (self.place(center.x - reach, center.y - reach), self.place(center.x + reach, center.y + reach));
        for row in from.1..=to.1 {
            for column in from.0..=to.0 {
                let mut next = self.last.get(row * self.columns + column).copied().unwrap_or(0);
                for _ in 0..CHAIN {
                    let Some(index) = usize::try_from(next).ok().and_then(|next| next.checked_sub(1)) else { break };
                    if characters.get(index).is_some_and(|known| is_same(known, character)) {
                        return true;
                    }
                    next = self.before.get(index).copied().unwrap_or(0);
                }
            }
        }
        let (column, row) = self.place(center.x, center.y);
        let cell = row * self.columns + column;
        if let Some(last) = self.last.get_mut(cell)
            && let Ok(index) = u32::try_from(characters.len())
        {
            // White space stands in no chain.
            self.before.resize(characters.len(), 0);
            self.before.push(*last);
            *last = index.saturating_add(1);
            self.touched.push(cell);
        }
        false
    }

    /// Whether the center of a character lies in a box.
    pub(super) fn has_any(&self, bounds: &Rect, characters: &[Character]) -> bool {
        let (from, to) = (self.place(bounds.x0, bounds.y0), self.place(bounds.x1, bounds.y1));
        (from.1..=to.1).any(|row| {
            (from.0..=to.0).any(|column| {
                let last = self.last.get(row * self.columns + column).copied().unwrap_or(0);
                let index = usize::try_from(last).ok().and_then(|last| last.checked_sub(1));
                index.and_then(|index| characters.get(index)).is_some_and(|known| bounds.contains(known.bbox.center()))
            })
        })
    }

    fn place(&self, x: f32, y: f32) -> (usize, usize) {
        let place = |at: f32, cells: usize| count(at / self.cell).saturating_sub(1).min(cells.saturating_sub(1));
        (place(x, self.columns), place(y, self.rows))
    }
}

fn is_same(known: &Character, character: &Character) -> bool {
    if known.text != character.text || known.direction != character.direction {
        return false;
    }
    let size = known.size.max(character.size);
    let (from, to) = (known.bbox.center(), character.bbox.center());
    let (dx, dy) = ((from.x - to.x).abs(), (from.y - to.y).abs());
    let is_level = matches!(character.direction, layout::Direction::Horizontal | layout::Direction::UpsideDown);
    let (along, across) = if is_level { (dx, dy) } else { (dy, dx) };
    along <= size * ALONG && across <= size * ACROSS && (known.size - character.size).abs() <= size * SIZE
}

/// Cells from the edge up to a place, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped, and a float that is no number is 0"
)]
fn count(cells: f32) -> usize {
    cells.clamp(0.0, CELLS * 4.0) as usize + 1
}
