//! Pages as pictures, for a text recognition.

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache,
    SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Rect};
use ocr::Picture;

use crate::unicode;

/// Pixels per inch of a page that is drawn: from here on recognition gets no better.
const RESOLUTION: f32 = 200.0;

/// Points per inch.
const POINTS: f32 = 72.0;

/// Pixels of an image that are decoded, at most: 600 dpi of two A4 pages.
const MOST_PIXELS: u64 = 80_000_000;

/// Which part of a page an image covers that is the whole page.
const WHOLE: f64 = 0.9;

/// The page with this index as a picture; `None` where there is none, or nothing can be drawn.
///
/// Where one image covers the page, and nothing is drawn that is no text behind it, that image is the picture, pixel by pixel. Otherwise the
/// page is drawn.
pub(crate) fn picture(pdf: &Pdf, index: usize) -> Option<Picture> {
    let page = pdf.pages().get(index)?;
    covering(pdf, page).or_else(|| drawn(page))
}

fn drawn(page: &Page<'_>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    // A poster is drawn more coarsely.
    let scale = (RESOLUTION / POINTS).min(Picture::LONGEST_SIDE as f32 / width.max(height).max(1.0));
    if !(width * scale >= 1.0 && height * scale >= 1.0) {
        return None;
    }
    let pixmap_settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap =
        hayro::render(page, &RenderCache::new(), &unicode::settings(), &RenderSettings::default(), &pixmap_settings);
    let rgb: Vec<u8> =
        pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
    Picture::of_rgb(usize::from(pixmap.width()), usize::from(pixmap.height()), &rgb)
}

/// The one image that covers a page, upright as the page is.
fn covering(pdf: &Pdf, page: &Page<'_>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let view = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut context =
        Context::new(page.initial_transform(true).to_kurbo(), view, &cache, pdf.xref(), unicode::settings());
    let mut search = Search { view, found: None, others: false };
    interpret_page(page, &mut context, &mut search);
    search.found.filter(|_| !search.others)
}

/// The device that looks for an image that is the whole page.
struct Search {
    view: Rect,
    found: Option<Picture>,
    /// Something else is painted.
    others: bool,
}

impl<'a> Device<'a> for Search {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.others = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        self.others |= !matches!(mode, DrawMode::Invisible);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let seen = props.transform.transform_rect_bbox(size).intersect(self.view);
        let pixels = u64::from(image.width()) * u64::from(image.height());
        let is_whole = seen.area() >= self.view.area() * WHOLE && pixels <= MOST_PIXELS;
        if self.others || self.found.is_some() || !is_whole || props.soft_mask.is_some() {
            self.others = true;
            return;
        }
        self.found = decoded(&image).and_then(|picture| upright(picture, props.transform));
        self.others = self.found.is_none();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

fn decoded(image: &Image<'_, '_>) -> Option<Picture> {
    let mut picture = None;
    match image {
        Image::Raster(image) => image.with_rgba(
            |data, alpha| {
                picture = match data {
                    // What shines through a picture is drawn.
                    _ if alpha.is_some() => None,
                    ImageData::Rgb(data) => Picture::of_rgb(data.width as usize, data.height as usize, &data.data),
                    ImageData::Luma(data) => Picture::new(data.width as usize, data.height as usize, data.data),
                };
            },
            None,
        ),
        Image::Stencil(image) => image.with_stencil(
            |data, _| {
                // Where the stencil lets paint through, there is ink.
                let luma = data.data.iter().map(|coverage| u8::MAX - coverage).collect();
                picture = Picture::new(data.width as usize, data.height as usize, luma);
            },
            None,
        ),
    }
    picture
}

/// The picture as it lies on the page, where that is along its sides.
fn upright(picture: Picture, transform: Affine) -> Option<Picture> {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let is_nil = |value: f64, beside: f64| value.abs() < beside.abs() * 1e-3;
    let (quarters, is_mirrored) = match (is_nil(b, a) && is_nil(c, d), is_nil(a, b) && is_nil(d, c)) {
        (true, _) => (if d > 0.0 { 0 } else { 2 }, (a > 0.0) != (d > 0.0)),
        (_, true) => (if b > 0.0 { 1 } else { 3 }, (b > 0.0) == (c > 0.0)),
        _ => return None,
    };
    let picture = if is_mirrored { picture.mirrored() } else { picture };
    Some(picture.turned(quarters))
}
