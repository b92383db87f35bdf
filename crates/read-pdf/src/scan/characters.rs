//! Runs of glyphs to characters in their places.

use hayro_cmap::WritingMode;
use hayro_interpret::DrawMode;
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use kurbo::{Affine, Rect as Box64};
use layout::{Character, Direction};

use super::Scan;
use super::clips::rect;
use crate::unicode::{Asked, Font, Text};

/// How far the box of an em goes below and above the baseline, in thousandths: where East Asian glyphs stand, and what
/// vertical writing assumes (ISO 32000-1, 9.7.4.3).
const DESCENT: f64 = -120.0;
const ASCENT: f64 = 880.0;

/// The width of a glyph whose font doesn't tell, in thousandths.
const WIDTH: f64 = 500.0;

/// Half the width of a glyph of vertical writing, in thousandths.
const HALF: f64 = 500.0;

/// The em of glyph space.
const EM: f64 = 1000.0;

/// How much the axis of a line may lean before it is no upright or turned one: one in so many.
const LEAN: f64 = 100.0;

/// The share of a character's width and of its height that clips have to leave: a last character that hangs over the edge of
/// its cell is read by everyone.
const SEEN: f64 = 0.25;

/// The smallest size that anybody sees, in points.
const SMALLEST: f64 = 0.05;

/// The largest size that fits any page, in points.
const LARGEST: f64 = 14_400.0;

/// What makes a run the same as another: its glyphs in memory, and where its ends stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    glyphs: (usize, usize),
    codes: (u32, u32),
    ends: (Affine, Affine),
    transform: Affine,
}

/// A glyph in its place.
struct Placed {
    bounds: Box64,
    direction: Direction,
    size: f64,
}

impl Scan<'_, '_> {
    pub(super) fn run(&mut self, run: &GlyphRun<'_, '_>, transform: Affine, mode: &DrawMode) {
        let glyphs = run.glyphs();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
        let shown = Shown {
            glyphs: (glyphs.as_ptr().addr(), glyphs.len()),
            codes: (first.char_code(), last.char_code()),
            ends: (first.transform(), last.transform()),
            transform,
        };
        let is_hidden = match mode {
            // Text that is filled and stroked comes twice.
            DrawMode::Stroke(_) if self.filled == Some(shown) => return,
            DrawMode::Invisible => true,
            DrawMode::Fill(_) | DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => false,
        };
        if is_hidden {
            self.hidden.begin_run();
        } else {
            self.filled = matches!(mode, DrawMode::Fill(_)).then_some(shown);
            self.hidden.end_run();
        }
        let font = self.unicode.font(run);
        let mut asked = Asked::default();
        for glyph in glyphs {
            let em = match run.writing_mode() {
                WritingMode::Horizontal => Box64::new(0.0, DESCENT, advance(glyph), ASCENT),
                WritingMode::Vertical => {
                    let metrics = self.unicode.vertical_metrics(run, &mut asked);
                    let (x, y, advance) = metrics.map_or((HALF, ASCENT, -EM), |metrics| metrics.of(glyph.char_code()));
                    Box64 { x0: x - HALF, y0: y + advance, x1: x + HALF, y1: y }
                }
            };
            let Some(placed) = place(transform * glyph.transform(), em, run.writing_mode()) else { continue };
            if !self.clips.current().is_some_and(|seen| is_seen(placed.bounds, seen)) {
                continue;
            }
            self.glyph(glyph, run.writing_mode(), font, &mut asked, &placed, is_hidden);
        }
    }

    fn glyph(
        &mut self,
        glyph: &PositionedGlyph<'_>,
        mode: WritingMode,
        font: Font,
        asked: &mut Asked,
        placed: &Placed,
        is_hidden: bool,
    ) {
        #[expect(clippy::cast_possible_truncation, reason = "a size on a page")]
        let mut character = Character {
            text: ' ',
            bbox: rect(placed.bounds),
            size: placed.size as f32,
            direction: placed.direction,
            font: font.number,
            tag: self.open.tag(),
            ocr: None,
        };
        match self.unicode.text(glyph, font, mode, asked) {
            Text::One(c) => {
                character.text = c;
                self.put(character, is_hidden);
            }
            Text::Several(text) => {
                let count = text.chars().count();
                for (index, c) in text.chars().enumerate() {
                    let part = super::marks::part(character.bbox, character.direction, index, count);
                    self.put(Character { text: c, bbox: part, ..character }, is_hidden);
                }
            }
        }
    }

    fn put(&mut self, character: Character, is_hidden: bool) {
        if is_hidden {
            if self.hidden.len() < self.left {
                self.hidden.push(character);
            } else {
                self.is_full = true;
            }
        } else {
            self.put_visible(character);
        }
    }

    pub(super) fn put_visible(&mut self, character: Character) {
        if self.page.characters.len() >= self.left {
            self.is_full = true;
            return;
        }
        if self.grid.is_double(&character, &self.page.characters) {
            return;
        }
        if decode::is_private_use(character.text) {
            self.user_defined += 1;
            self.first_user_defined.get_or_insert(character.bbox);
        }
        self.page.characters.push(character);
    }
}

fn advance(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(program) => program.advance_width(),
    };
    advance.map_or(WIDTH, f64::from)
}

/// Whether enough of a character is left by the clips to read it, or to see that it is there.
fn is_seen(bounds: Box64, seen: Box64) -> bool {
    let share = |from: f64, to: f64, first: f64, last: f64| {
        let center = f64::midpoint(from, to);
        (first..=last).contains(&center) || to.min(last) - from.max(first) >= (to - from) * SEEN && to > from
    };
    share(bounds.x0, bounds.x1, seen.x0, seen.x1) && share(bounds.y0, bounds.y1, seen.y0, seen.y1)
}

/// The box of an em in glyph space on the page. What leans for lack of an italic font stands as if it were upright.
fn place(transform: Affine, em: Box64, mode: WritingMode) -> Option<Placed> {
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let size = c.hypot(d) * EM;
    if !(SMALLEST..=LARGEST).contains(&size) {
        return None;
    }
    let direction = match mode {
        WritingMode::Horizontal => match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
            (true, true, _) => Direction::Horizontal,
            (true, false, _) => Direction::UpsideDown,
            (false, _, true) => Direction::TurnedRight,
            (false, _, false) => Direction::TurnedLeft,
        },
        // Lines run against the ascent.
        WritingMode::Vertical => match (d.abs() >= c.abs(), d <= 0.0, c <= 0.0) {
            (true, true, _) => Direction::Vertical,
            (true, false, _) => Direction::TurnedLeft,
            (false, _, true) => Direction::Horizontal,
            (false, _, false) => Direction::UpsideDown,
        },
    };
    let (c, d) = if b.abs() * LEAN <= a.abs() {
        (0.0, d)
    } else if a.abs() * LEAN <= b.abs() {
        (c, 0.0)
    } else {
        (c, d)
    };
    let upright = Affine::new([a, b, c, d, e, f]);
    let bounds = upright.transform_rect_bbox(Box64 { x0: em.x0, y0: em.y0, x1: em.x1, y1: em.y1 }.abs());
    bounds.is_finite().then_some(Placed { bounds, direction, size })
}
