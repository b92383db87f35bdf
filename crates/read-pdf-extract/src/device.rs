//! What pdf-extract draws, as a page.

use std::collections::BTreeMap;

use document::ReadError;
use layout::{Character, Page, Point, Rect, Rule};
use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

use crate::page_box::PageBox;

/// The top of a character's box above the baseline, in parts of the font size; the rest hangs below.
const ASCENT: f64 = 0.88;

/// Filled boxes up to so many points across are rules.
const THICKEST_RULE: f32 = 3.0;

/// Points across that a stroke is given: pdf-extract doesn't tell line widths.
const HAIRLINE: f32 = 0.5;

/// How far from straight a ruled line may be, in points: what the rounding of coordinates brings.
const SKEW: f32 = 0.5;

/// Two equal characters whose middles are so near each other, as a part of their size, are one that is drawn twice to look bold.
const DOUBLE: f32 = 0.15;

/// The side of a cell in which such doubles are looked for, in points.
const CELL: f32 = 4.0;

/// Takes down one page.
#[derive(Debug)]
pub(crate) struct Device {
    page: Page,
    shown: PageBox,
    /// Characters and rules that may still come.
    characters: usize,
    rules: usize,
    overflow: Option<ReadError>,
    /// Where a character was last drawn in a cell.
    drawn: BTreeMap<(char, i32, i32), Point>,
}

impl Device {
    /// For a page with this number and box, and so many characters and rules at most.
    pub(crate) fn new(number: u32, shown: PageBox, characters: usize, rules: usize) -> Self {
        let (width, height) = shown.size();
        let page = Page { number, width, height, ..Page::default() };
        Self { page, shown, characters, rules, overflow: None, drawn: BTreeMap::new() }
    }

    /// What was drawn, and which limit it went beyond.
    pub(crate) fn finish(self) -> (Page, Option<ReadError>) {
        (self.page, self.overflow)
    }

    fn beyond(&mut self, bound: &'static str, limit: usize) -> OutputError {
        self.overflow = Some(ReadError::too_large(bound, limit, limit.saturating_add(1)));
        OutputError::FormatError(std::fmt::Error)
    }

    /// The box between two corners of text space; `None` where it is nowhere on the page.
    fn seen(&self, transform: &Transform, from: (f64, f64), to: (f64, f64)) -> Option<Rect> {
        let corner = |x, y| {
            let (x, y) = apply(transform, x, y);
            self.shown.place(x, y)
        };
        let corners = [corner(from.0, from.1)?, corner(to.0, from.1)?, corner(from.0, to.1)?, corner(to.0, to.1)?];
        let boxed = hull(&corners)?;
        let page = Rect { x0: 0.0, y0: 0.0, x1: self.page.width, y1: self.page.height };
        boxed.intersection(&page).map(|_| boxed)
    }

    /// Whether a character stands there already; if not, it does now.
    fn is_double(&mut self, c: char, bbox: &Rect, size: f32) -> bool {
        let middle = bbox.center();
        // Far outside of any page the cells end; what is drawn there is not on it.
        let (column, row) = ((middle.x / CELL).floor() as i32, (middle.y / CELL).floor() as i32);
        let reach = (size * DOUBLE).min(CELL);
        for (x, y) in (-1..=1).flat_map(|x| (-1..=1).map(move |y| (x, y))) {
            let cell = (c, column.saturating_add(x), row.saturating_add(y));
            let near = |other: &Point| (other.x - middle.x).abs() <= reach && (other.y - middle.y).abs() <= reach;
            if self.drawn.get(&cell).is_some_and(near) {
                return true;
            }
        }
        self.drawn.insert((c, column, row), middle);
        false
    }

    fn rule(&mut self, bbox: Rect, is_vertical: bool) -> Result<(), OutputError> {
        let page = Rect { x0: 0.0, y0: 0.0, x1: self.page.width, y1: self.page.height };
        let Some(bbox) = bbox.intersection(&page) else { return Ok(()) };
        if self.page.rules.len() >= self.rules {
            return Err(self.beyond("ruled lines of a page", self.rules));
        }
        self.page.rules.push(Rule { bbox, is_vertical });
        Ok(())
    }

    /// A straight stroke, if it runs along an axis.
    fn segment(&mut self, from: Point, to: Point) -> Result<(), OutputError> {
        let half = HAIRLINE / 2.0;
        let line = Rect::new(from.x, from.y, to.x, to.y);
        let is_vertical = line.height() > line.width();
        if line.width().min(line.height()) > SKEW || line.width().max(line.height()) <= SKEW {
            return Ok(());
        }
        let Point { x, y } = line.center();
        let bbox = if is_vertical {
            Rect { x0: x - half, x1: x + half, ..line }
        } else {
            Rect { y0: y - half, y1: y + half, ..line }
        };
        self.rule(bbox, is_vertical)
    }

    /// The subpaths of a path as points of the page; one with a curve or without numbers is left out.
    fn subpaths(&self, ctm: &Transform, path: &Path) -> Vec<Vec<Point>> {
        let place = |x: f64, y: f64| {
            let (x, y) = apply(ctm, x, y);
            self.shown.place(x, y)
        };
        let mut subpaths: Vec<Option<Vec<Point>>> = Vec::new();
        for op in &path.ops {
            match *op {
                PathOp::MoveTo(x, y) => subpaths.push(place(x, y).map(|point| vec![point])),
                PathOp::LineTo(x, y) => {
                    let point = place(x, y);
                    match (subpaths.last_mut(), point) {
                        (Some(Some(points)), Some(point)) => points.push(point),
                        (Some(points), None) => *points = None,
                        _ => {}
                    }
                }
                PathOp::CurveTo(..) => {
                    if let Some(points) = subpaths.last_mut() {
                        *points = None;
                    }
                }
                PathOp::Close => {
                    if let Some(Some(points)) = subpaths.last_mut()
                        && let Some(first) = points.first().copied()
                    {
                        points.push(first);
                    }
                }
                PathOp::Rect(x, y, width, height) => {
                    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
                    subpaths.push(corners.iter().map(|(x, y)| place(*x, *y)).collect());
                }
            }
        }
        subpaths.into_iter().flatten().collect()
    }
}

impl OutputDev for Device {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // An empty text: the font doesn't tell what the code is.
        let text = if text.is_empty() { "\u{FFFD}" } else { text };
        let count = text.chars().count() as f64;
        let advance = width * font_size;
        let (top, bottom) = (ASCENT * font_size, (ASCENT - 1.0) * font_size);
        let size = (transform.m21.hypot(transform.m22) * font_size).abs() as f32;
        if !size.is_finite() {
            return Ok(());
        }
        let direction = self.shown.direction(transform.m11 * font_size, transform.m12 * font_size);
        for (index, c) in text.chars().enumerate() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let (from, to) = (advance * index as f64 / count, advance * (index + 1) as f64 / count);
            let Some(bbox) = self.seen(transform, (from, bottom), (to, top)).filter(|_| !c.is_control()) else {
                continue;
            };
            if c != ' ' && self.is_double(c, &bbox, size) {
                continue;
            }
            if self.page.characters.len() >= self.characters {
                return Err(self.beyond("characters", self.characters));
            }
            // pdf-extract doesn't tell which font it is.
            self.page.characters.push(Character { text: c, bbox, size, direction, font: 0, tag: None, ocr: None });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        for points in self.subpaths(ctm, path) {
            for (from, to) in points.iter().zip(points.iter().skip(1)) {
                self.segment(*from, *to)?;
            }
        }
        Ok(())
    }

    fn fill(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        for points in self.subpaths(ctm, path) {
            let Some(bbox) = hull(&points) else { continue };
            let (thin, long) = (bbox.width().min(bbox.height()), bbox.width().max(bbox.height()));
            if points.len() >= 4 && thin <= THICKEST_RULE && long > THICKEST_RULE {
                self.rule(bbox, bbox.height() > bbox.width())?;
            }
        }
        Ok(())
    }
}

fn apply(transform: &Transform, x: f64, y: f64) -> (f64, f64) {
    (x * transform.m11 + y * transform.m21 + transform.m31, x * transform.m12 + y * transform.m22 + transform.m32)
}

fn hull(points: &[Point]) -> Option<Rect> {
    points.iter().map(|point| Rect::new(point.x, point.y, point.x, point.y)).reduce(|a, b| a.union(&b))
}
