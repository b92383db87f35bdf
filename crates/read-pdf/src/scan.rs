//! The device that hayro draws a page on, which takes note of what stands where.

mod characters;
mod clips;
mod hidden;
mod marks;
mod overprint;
mod rules;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page as Source;
use kurbo::{Affine, BezPath, Rect as Box64};
use layout::{Page, Rect};

use crate::reach::Content;
use crate::tags::Marks;
use crate::unicode::{self, Unicode};
use characters::Shown;
use clips::Clips;
use hidden::Hidden;
use marks::Open;
use overprint::Grid;
use rules::Rules;

/// The longest side of a page that has a sense, in points: 200 inches are the most that readers show (ISO 32000-1, annex C).
const SIDE: f32 = 14_400.0;

/// Images of one page that are taken note of.
const IMAGES: usize = 10_000;

/// Characters of one page among which those drawn twice are looked for, kept from page to page.
#[derive(Default)]
pub(crate) struct Paper(Grid);

/// A page, and what there is to say of it.
pub(crate) struct Scanned {
    /// What stands where.
    pub(crate) page: Page,
    /// Places of characters from user-defined areas, counted.
    pub(crate) user_defined: usize,
    /// The first of them.
    pub(crate) first_user_defined: Option<Rect>,
    /// There were more characters than the file may have.
    pub(crate) is_full: bool,
    /// There is something else to be seen than characters: images.
    pub(crate) has_images: bool,
    /// All of its text is hidden behind images.
    pub(crate) is_hidden: bool,
}

/// A page of which nothing could be read.
pub(crate) fn blank(page: &Source<'_>, number: u32) -> Page {
    let (width, height) = page.render_dimensions();
    Page { number, width: side(width), height: side(height), ..Page::default() }
}

fn side(length: f32) -> f32 {
    if length.is_finite() { length.clamp(1.0, SIDE) } else { SIDE }
}

#[expect(clippy::too_many_arguments, reason = "what one page needs of its file")]
pub(crate) fn page<'a>(
    source: &Source<'a>,
    number: u32,
    content: &Content,
    cache: &InterpreterCache<'a>,
    marks: Marks<'_>,
    unicode: &mut Unicode<'a>,
    paper: &mut Paper,
    left: usize,
) -> Scanned {
    let page = blank(source, number);
    let view = Box64::new(0.0, 0.0, f64::from(page.width), f64::from(page.height));
    let settings = InterpreterSettings { render_content: content.parts, ..unicode::settings() };
    let mut context = Context::new(source.initial_transform(true).to_kurbo(), view, cache, source.xref(), settings);
    paper.0.clear(page.width, page.height);
    let mut scan = Scan {
        rules: Rules::new(view),
        clips: Clips::new(view),
        open: Open::new(marks),
        hidden: Hidden::default(),
        page,
        unicode,
        grid: &mut paper.0,
        filled: None,
        user_defined: 0,
        first_user_defined: None,
        has_images: false,
        left,
        is_full: false,
    };
    interpret_page(source, &mut context, &mut scan);
    scan.finish()
}

struct Scan<'s, 'a> {
    page: Page,
    rules: Rules,
    clips: Clips,
    open: Open<'s>,
    hidden: Hidden,
    unicode: &'s mut Unicode<'a>,
    grid: &'s mut Grid,
    /// The run that was filled last.
    filled: Option<Shown>,
    user_defined: usize,
    first_user_defined: Option<Rect>,
    has_images: bool,
    left: usize,
    is_full: bool,
}

impl Scan<'_, '_> {
    fn finish(mut self) -> Scanned {
        let hidden = self.hidden.readable(&self.page, self.grid);
        let is_hidden = self.has_images && self.page.characters.iter().all(|character| character.text.is_whitespace());
        self.page.characters.extend(hidden);
        self.page.rules = self.rules.into_found();
        Scanned {
            page: self.page,
            user_defined: self.user_defined,
            first_user_defined: self.first_user_defined,
            is_full: self.is_full,
            has_images: self.has_images,
            is_hidden,
        }
    }
}

impl<'a> Device<'a> for Scan<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.hidden.end_run();
        self.rules.path(path, &props, mode, self.clips.current());
    }

    fn draw_rect(&mut self, rect: &Box64, props: DrawProps<'a>, mode: &DrawMode) {
        self.hidden.end_run();
        self.rules.rect(rect, &props, mode, self.clips.current());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let bounds = clip.path.control_box();
        // Text that is a clip shows what is painted through it.
        for character in self.hidden.take_clip(&clip.path, bounds) {
            self.put_visible(character);
        }
        self.clips.push(bounds);
    }

    fn push_clip_rect(&mut self, rect: &Box64) {
        self.hidden.end_run();
        self.clips.push(*rect);
    }

    fn pop_clip(&mut self) {
        self.hidden.end_run();
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.run(run, props.transform, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.hidden.end_run();
        let size = Box64::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.image(props.transform, size);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.open.begin(tag, properties, self.page.characters.len());
    }

    fn end_marked_content(&mut self) {
        if let Some((start, text)) = self.open.end() {
            marks::replace(&mut self.page.characters, start, &text);
        }
    }
}

impl Scan<'_, '_> {
    fn image(&mut self, transform: Affine, size: Box64) {
        let Some(seen) = self.clips.seen(transform.transform_rect_bbox(size)) else { return };
        // A line may be drawn as an image of few dots.
        if self.rules.thin(seen) {
            return;
        }
        self.has_images = true;
        if self.page.images.len() < IMAGES {
            self.page.images.push(seen);
        }
    }
}
