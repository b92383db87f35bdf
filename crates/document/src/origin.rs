/// Where in the source something was read. A field is `None` or empty where it does not apply to the format.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// Which part of the file.
    pub part: Part,
    /// Boxes on pages; paged formats only.
    pub regions: Vec<Region>,
    /// First and last line, 1-based; text-like formats only.
    pub lines: Option<(u32, u32)>,
    /// Unicode scalars of the decoded text, end excluded; text-like formats only.
    pub chars: Option<(u32, u32)>,
    /// Index of the paragraph in its part, 0-based; doc, docx, odt and rtf only.
    pub paragraph: Option<u32>,
    /// How sure the recognition was, where the text was recognized from an image.
    pub ocr: Option<Confidence>,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Part {
    /// The running text.
    #[default]
    Body,
    /// A page's header.
    Header,
    /// A page's footer.
    Footer,
    /// A footnote or endnote.
    Footnote,
    /// A text box or frame.
    Textbox,
    /// A comment or annotation.
    Comment,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// 1-based.
    pub page: u32,
    /// Left, top, right, bottom in points from the page's top left corner.
    pub bbox: [f32; 4],
}

/// How sure a text recognition was, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// Mean over the characters.
    pub mean: f32,
    /// The least sure character.
    pub least: f32,
}

impl Origin {
    /// The place of a stretch of a text-like source: 1-based first and last line, Unicode scalars with the end excluded.
    pub fn of_text(lines: (u32, u32), chars: (u32, u32)) -> Self {
        Self { lines: Some(lines), chars: Some(chars), ..Self::default() }
    }

    /// The smallest place that covers both. The part of `self` wins.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for region in &other.regions {
            match self.regions.iter_mut().find(|known| known.page == region.page) {
                Some(known) => {
                    let ([x0, y0, x1, y1], [a0, b0, a1, b1]) = (known.bbox, region.bbox);
                    known.bbox = [x0.min(a0), y0.min(b0), x1.max(a1), y1.max(b1)];
                }
                None => self.regions.push(*region),
            }
        }
        self.lines = hull(self.lines, other.lines);
        self.chars = hull(self.chars, other.chars);
        self.paragraph = self.paragraph.or(other.paragraph);
        self.ocr = match (self.ocr, other.ocr) {
            (Some(a), Some(b)) => Some(Confidence { mean: (a.mean + b.mean) / 2.0, least: a.least.min(b.least) }),
            (a, b) => a.or(b),
        };
        self
    }
}

fn hull(a: Option<(u32, u32)>, b: Option<(u32, u32)>) -> Option<(u32, u32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
