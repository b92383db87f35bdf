//! Which part of user space a page shows, and which way up (ISO 32000-1, 7.7.3.3 and 14.11.2).

use layout::{Direction, Point, Rect};
use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// How deep page trees are followed.
const DEEPEST: usize = 64;

/// A page of A4, in points, for one without a box.
const A4: Rect = Rect { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 };

/// The least width and height of a page, in points: ISO 32000-1, annex C.2, says 3.
const LEAST: f32 = 3.0;

/// What a page shows, and how it is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageBox {
    /// In user space, `y` upwards: `y0` is its lower edge.
    shown: Rect,
    /// Quarters clockwise, 0 to 3.
    quarters: u8,
}

/// The box of a page: its crop box within its media box, each its own or that of a node above it.
pub(crate) fn page_box(pdf: &Document, page: ObjectId) -> PageBox {
    let media = inherited(pdf, page, b"MediaBox").and_then(|object| rect(pdf, object)).unwrap_or(A4);
    let crop = inherited(pdf, page, b"CropBox").and_then(|object| rect(pdf, object));
    let shown = crop.and_then(|crop| crop.intersection(&media)).filter(is_page).unwrap_or(media);
    // 7.7.3.3: a multiple of 90; what is none is taken for the one below it.
    let degrees = inherited(pdf, page, b"Rotate").and_then(number).unwrap_or(0.0);
    let quarters = (degrees / 90.0).rem_euclid(4.0) as u8 % 4;
    PageBox { shown, quarters }
}

impl PageBox {
    /// Width and height of the page as it is seen.
    pub(crate) fn size(&self) -> (f32, f32) {
        let (width, height) = (self.shown.width(), self.shown.height());
        if self.quarters.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// Where a point of user space is seen; `None` where it is no number.
    pub(crate) fn place(&self, x: f64, y: f64) -> Option<Point> {
        let (right, down) = (x as f32 - self.shown.x0, self.shown.y1 - y as f32);
        let (width, height) = (self.shown.width(), self.shown.height());
        let (x, y) = match self.quarters {
            0 => (right, down),
            1 => (height - down, right),
            2 => (width - right, height - down),
            _ => (down, width - right),
        };
        (x.is_finite() && y.is_finite()).then_some(Point { x, y })
    }

    /// Which way text runs whose baseline runs so in user space.
    pub(crate) fn direction(&self, x: f64, y: f64) -> Direction {
        // Quarters clockwise, as it is seen on the page before that is turned.
        let own = if x.abs() >= y.abs() {
            if x >= 0.0 { 0 } else { 2 }
        } else if y < 0.0 {
            1
        } else {
            3
        };
        match (own + self.quarters) % 4 {
            0 => Direction::Horizontal,
            1 => Direction::TurnedRight,
            2 => Direction::UpsideDown,
            _ => Direction::TurnedLeft,
        }
    }
}

fn is_page(rect: &Rect) -> bool {
    rect.width() >= LEAST && rect.height() >= LEAST
}

/// A value of a page, or of a node above it.
pub(crate) fn inherited<'a>(pdf: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = pdf.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Some(value) = value(pdf, node, key) {
            return Some(value);
        }
        node = pdf.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

fn value<'a>(pdf: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    pdf.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object).filter(|object| !object.is_null())
}

fn rect(pdf: &Document, object: &Object) -> Option<Rect> {
    let sides = object.as_array().ok()?;
    let side = |index: usize| number(pdf.dereference(sides.get(index)?).ok()?.1);
    let rect = Rect::new(side(0)?, side(1)?, side(2)?, side(3)?);
    is_page(&rect).then_some(rect)
}

fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}
