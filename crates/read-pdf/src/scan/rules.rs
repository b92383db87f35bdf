//! Ruled lines: strokes, thin boxes, thin images.

use std::cell::OnceCell;

use hayro_interpret::{DrawMode, DrawProps, Paint};
use kurbo::{Affine, BezPath, PathEl, Point, Rect as Box64};
use layout::{Rect, Rule};

use super::clips::{cut, rect};

/// The smaller side up to which a filled box is a line, in points.
const THIN: f64 = 3.0;

/// The width up to which a stroke is a line, in points: the widest border of word processors.
const WIDE: f64 = 6.0;

/// The width of a stroke of none, in points: the thinnest that is to be seen.
const HAIRLINE: f64 = 0.1;

/// The longer side of an image from which on a thin one is a line, in points.
const LONG: f32 = 12.0;

/// How much a line may lean: half a degree, as its tangent.
const LEAN: f64 = 0.008_73;

/// Lines of one page.
const RULES: usize = 200_000;

/// Segments of one path that are looked at.
const SEGMENTS: usize = 400_000;

/// From which value on, of 255, all components of a color are white.
const WHITE: u8 = 250;

/// Cells along each side of a page, to know what lies on a shaded ground.
const CELLS: f64 = 64.0;

pub(super) struct Rules {
    page: Box64,
    found: Vec<Rule>,
    /// Rows of cells, a bit for each that something colored was filled in.
    shaded: [u64; 64],
}

impl Rules {
    pub(super) fn new(page: Box64) -> Self {
        Self { page, found: Vec::new(), shaded: [0; 64] }
    }

    pub(super) fn into_found(self) -> Vec<Rule> {
        self.found
    }

    pub(super) fn rect(&mut self, bounds: &Box64, props: &DrawProps<'_>, mode: &DrawMode, seen: Option<Box64>) {
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let is_upright = (b.abs() <= LEAN * a.abs() && c.abs() <= LEAN * d.abs())
            || (a.abs() <= LEAN * b.abs() && d.abs() <= LEAN * c.abs());
        let Some(seen) = seen.filter(|_| is_upright) else { return };
        let bounds = props.transform.transform_rect_bbox(*bounds);
        match mode {
            DrawMode::Fill(_) => self.fill(bounds, &props.paint, seen),
            DrawMode::Stroke(stroke) => self.frame(bounds, width(stroke.line_width, props.transform), props, seen),
            DrawMode::FillAndStroke(_, stroke) => {
                self.fill(bounds, &props.paint, seen);
                self.frame(bounds, width(stroke.line_width, props.transform), props, seen);
            }
            DrawMode::Invisible => {}
        }
    }

    pub(super) fn path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode, seen: Option<Box64>) {
        let Some(seen) = seen else { return };
        if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode {
            self.fill_path(path, props, seen);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.stroke_path(path, props, width(stroke.line_width, props.transform), seen);
        }
    }

    /// Takes note of an image that is a line.
    pub(super) fn thin(&mut self, bounds: Rect) -> bool {
        let (width, height) = (bounds.width(), bounds.height());
        let is_line = f64::from(width.min(height)) < THIN && width.max(height) >= LONG;
        if is_line {
            self.push(bounds);
        }
        is_line
    }

    fn fill(&mut self, bounds: Box64, paint: &Paint<'_>, seen: Box64) {
        let is_thin = bounds.width().min(bounds.height()) < THIN;
        let Some(bounds) = cut(seen, bounds) else { return };
        match (is_thin, color_of(paint)) {
            (_, Color::None) => {}
            (true, color) => self.line(bounds, color),
            (false, color) => self.shade(bounds, matches!(color, Color::Some)),
        }
    }

    fn frame(&mut self, bounds: Box64, width: f64, props: &DrawProps<'_>, seen: Box64) {
        let corners = [(bounds.x0, bounds.y0), (bounds.x1, bounds.y0), (bounds.x1, bounds.y1), (bounds.x0, bounds.y1)];
        if width > WIDE {
            return;
        }
        let ink = Ink::new(&props.paint);
        for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
            self.segment((*from).into(), (*to).into(), width, &ink, seen);
        }
    }

    fn fill_path(&mut self, path: &BezPath, props: &DrawProps<'_>, seen: Box64) {
        // The last box, which another may lie in: a frame of two boxes.
        let mut outer: Option<Box64> = None;
        let mut points: Vec<Point> = Vec::new();
        let mut is_straight = true;
        let elements = path.elements().iter().take(SEGMENTS).copied();
        for element in elements.chain([PathEl::MoveTo(Point::ZERO)]) {
            match element {
                PathEl::LineTo(to) => points.push(props.transform * to),
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => is_straight = false,
                PathEl::ClosePath => {}
                PathEl::MoveTo(to) => {
                    if is_straight && let Some(bounds) = level_bounds(&points) {
                        match outer.take().and_then(|outer| frame_of(outer, bounds)) {
                            Some(sides) => {
                                for side in sides {
                                    self.fill(side, &props.paint, seen);
                                }
                            }
                            None if bounds.width().min(bounds.height()) < THIN => {
                                self.fill(bounds, &props.paint, seen);
                            }
                            None => outer = Some(bounds),
                        }
                    }
                    points.clear();
                    points.push(props.transform * to);
                    is_straight = true;
                }
            }
        }
        if let Some(ground) = outer {
            self.fill(ground, &props.paint, seen);
        }
    }

    fn stroke_path(&mut self, path: &BezPath, props: &DrawProps<'_>, width: f64, seen: Box64) {
        if width > WIDE {
            return;
        }
        let ink = Ink::new(&props.paint);
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements().iter().take(SEGMENTS) {
            match *element {
                PathEl::MoveTo(to) => {
                    start = props.transform * to;
                    last = start;
                }
                PathEl::LineTo(to) => {
                    let to = props.transform * to;
                    self.segment(last, to, width, &ink, seen);
                    last = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = props.transform * to,
                PathEl::ClosePath => {
                    if start != last {
                        self.segment(last, start, width, &ink, seen);
                    }
                    last = start;
                }
            }
        }
    }

    fn segment(&mut self, from: Point, to: Point, width: f64, ink: &Ink<'_, '_>, seen: Box64) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        // A short one is a dot of a border, whichever way it leans.
        let is_level = dy <= LEAN * dx || dx <= LEAN * dy || dx.max(dy) <= HAIRLINE;
        if !is_level {
            return;
        }
        let half = width / 2.0;
        let line = Box64::new(from.x, from.y, to.x, to.y).abs();
        let bounds = if dx >= dy { line.inflate(0.0, half) } else { line.inflate(half, 0.0) };
        if let Some(bounds) = cut(seen, bounds) {
            self.line(bounds, ink.color());
        }
    }

    fn line(&mut self, bounds: Box64, color: Color) {
        let is_seen = match color {
            Color::Some => true,
            Color::None => false,
            // White lines part shaded cells.
            Color::White => self.is_shaded(bounds.center()),
        };
        if is_seen {
            self.push(rect(bounds));
        }
    }

    fn push(&mut self, bbox: Rect) {
        if self.found.len() < RULES {
            self.found.push(Rule { bbox, is_vertical: bbox.height() > bbox.width() });
        }
    }

    fn shade(&mut self, bounds: Box64, is_colored: bool) {
        let (x0, y0) = self.cell(bounds.x0, bounds.y0);
        let (x1, y1) = self.cell(bounds.x1, bounds.y1);
        let cells = (u64::MAX >> (63 - (x1 - x0).min(63))) << x0;
        for row in self.shaded.iter_mut().take(y1 + 1).skip(y0) {
            if is_colored {
                *row |= cells;
            } else {
                *row &= !cells;
            }
        }
    }

    fn is_shaded(&self, at: Point) -> bool {
        let (x, y) = self.cell(at.x, at.y);
        self.shaded.get(y).is_some_and(|row| row >> x & 1 == 1)
    }

    fn cell(&self, x: f64, y: f64) -> (usize, usize) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped, and no number is 0")]
        let cell = |at: f64, length: f64| (at / length * CELLS).clamp(0.0, CELLS - 1.0) as usize;
        (cell(x, self.page.width()), cell(y, self.page.height()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Color {
    /// Nothing is to be seen.
    None,
    White,
    Some,
}

/// The color of a path, which is looked at only if the path has a line: most colors have to be converted.
struct Ink<'p, 'a> {
    paint: &'p Paint<'a>,
    color: OnceCell<Color>,
}

impl<'p, 'a> Ink<'p, 'a> {
    fn new(paint: &'p Paint<'a>) -> Self {
        Self { paint, color: OnceCell::new() }
    }

    fn color(&self) -> Color {
        *self.color.get_or_init(|| color_of(self.paint))
    }
}

fn color_of(paint: &Paint<'_>) -> Color {
    let Paint::Color(color) = paint else { return Color::Some };
    match color.to_rgba().to_rgba8() {
        [.., 0] => Color::None,
        [red, green, blue, _] if red.min(green).min(blue) >= WHITE => Color::White,
        _ => Color::Some,
    }
}

fn width(line_width: f32, transform: Affine) -> f64 {
    let width = f64::from(line_width) * transform.determinant().abs().sqrt();
    if width.is_finite() { width.max(HAIRLINE) } else { HAIRLINE }
}

/// The box of a polygon whose sides are all level or upright, or shorter than a line is wide.
fn level_bounds(points: &[Point]) -> Option<Box64> {
    let first = points.first().filter(|_| points.len() >= 3)?;
    let mut bounds = Box64::from_points(*first, *first);
    let mut corners = 0;
    for (from, to) in points.iter().zip(points.iter().cycle().skip(1)) {
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let is_level = dy <= LEAN * dx || dx <= LEAN * dy;
        if !is_level && dx.max(dy) >= THIN {
            return None;
        }
        corners += usize::from(dx > 0.0 || dy > 0.0);
        bounds = bounds.union_pt(*to);
    }
    // Four sides are a box. More may be steps, unless all lie within a line.
    let is_box = corners <= 4 || bounds.width().min(bounds.height()) < THIN;
    (is_box && bounds.is_finite()).then_some(bounds)
}

/// The four sides between two boxes, where one lies in the other so closely that what lies between them are lines.
fn frame_of(outer: Box64, inner: Box64) -> Option<[Box64; 4]> {
    let (outer, inner) = if outer.area() >= inner.area() { (outer, inner) } else { (inner, outer) };
    let gaps = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
    gaps.iter().all(|gap| (0.0..THIN).contains(gap)).then_some([
        Box64::new(outer.x0, outer.y0, outer.x1, inner.y0),
        Box64::new(outer.x0, inner.y1, outer.x1, outer.y1),
        Box64::new(outer.x0, outer.y0, inner.x0, outer.y1),
        Box64::new(inner.x1, outer.y0, outer.x1, outer.y1),
    ])
}
