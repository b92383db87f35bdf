//! Paragraphs and runs, from the pieces of the text and the properties of stretches of the file: \[MS-DOC\] 2.4.2, 2.4.6.

use std::ops::RangeInclusive;

use document::Warning;

use crate::model::{NOTHING, Paragraph, Run, Styles};
use crate::parse::bytes::{index, position, u16_at};
use crate::parse::clx::Piece;
use crate::parse::damaged;
use crate::parse::fkp::Stretches;
use crate::properties::{Chp, Numbering, Pap, Property, Tap};

/// How the modifiers of a generation are read: gives each of a group.
pub(crate) type Decoder = fn(&[u8], &mut dyn FnMut(Property));

/// Applies modifiers, and keeps what properties refer to.
pub(crate) struct Modifying<'a> {
    decoder: Decoder,
    /// The Data stream: 2.6.2, `sprmPHugePapx`.
    data: &'a [u8],
    /// Work that may still be done, in bytes of modifiers: groups that many refer to cost as often.
    budget: usize,
    pub(crate) rows: Vec<Tap>,
    pub(crate) numberings: Vec<Numbering>,
}

impl<'a> Modifying<'a> {
    /// `size` is that of the file.
    pub(crate) fn new(decoder: Decoder, data: &'a [u8], size: usize) -> Self {
        let budget = size.saturating_mul(WORK_BY_SIZE).saturating_add(LEAST_WORK);
        Self { decoder, data, budget, rows: Vec::new(), numberings: Vec::new() }
    }

    fn pay(&mut self, work: usize) -> bool {
        let rest = self.budget.checked_sub(work);
        self.budget = rest.unwrap_or(0);
        rest.is_some()
    }

    /// What is wrong where the work came to its end before the modifiers did.
    pub(crate) fn warning(&self) -> Option<Warning> {
        let problem = "more of them than a file of its size has; the last ones don't count";
        (self.budget == 0).then(|| damaged("properties", problem.to_owned()))
    }

    /// Applies modifiers of a paragraph.
    pub(crate) fn paragraph(&mut self, group: &[u8], pap: &mut Pap) {
        self.with_styles(group, &Styles::default(), pap, &mut Tap::default(), true);
    }

    /// Applies modifiers of characters.
    pub(crate) fn characters(&mut self, group: &[u8], chp: &mut Chp) {
        if self.pay(group.len()) {
            (self.decoder)(group, &mut |property| chp.apply(&property));
        }
    }

    fn with_styles(&mut self, group: &[u8], styles: &Styles, pap: &mut Pap, row: &mut Tap, follows: bool) {
        if !self.pay(group.len()) {
            return;
        }
        let (decoder, data) = (self.decoder, self.data);
        let mut elsewhere = Vec::new();
        let mut work = 0;
        decoder(group, &mut |property| match property {
            Property::ParagraphStyle(istd) => *pap = pap.with_style(istd, &styles.get(istd).pap),
            Property::PermutedStyles(first, others) => {
                let place = pap.style.checked_sub(first).map(usize::from);
                if let Some(istd) = place.and_then(|place| others.get(place)) {
                    *pap = pap.with_style(*istd, &styles.get(*istd).pap);
                }
            }
            // 2.6.2: only of those styles that are headings.
            Property::HeadingBy(by) if HEADINGS.contains(&pap.style) => {
                let istd = pap.style.saturating_add_signed(by.into()).clamp(*HEADINGS.start(), *HEADINGS.end());
                *pap = pap.with_style(istd, &styles.get(istd).pap);
            }
            Property::Numbering(numbering) => {
                work += WORK_OF_ROW;
                pap.numbering = kept(&mut self.numberings, *numbering).or(pap.numbering);
            }
            Property::Elsewhere(at) if follows => elsewhere.push(at),
            property if Tap::concerns(&property) => {
                work += WORK_OF_ROW;
                row.apply(&property);
            }
            property => pap.apply(&property),
        });
        self.pay(work);
        for at in elsewhere {
            // `PrcData`
            let at = index(at);
            let length = u16_at(data, at).map_or(0, usize::from);
            let rest = data.get(at.saturating_add(2)..).unwrap_or_default();
            self.with_styles(rest.get(..length).unwrap_or(rest), styles, pap, row, false);
        }
    }
}

/// `istd` of the built-in headings.
const HEADINGS: RangeInclusive<u16> = 1..=9;

/// Work that files may cause: a byte of a modifier is read as often, on average. Of 103 real files, none needs more than its size once.
const WORK_BY_SIZE: usize = 16;
/// Even where files are small.
const LEAST_WORK: usize = 8 << 20;
/// A modifier of all cells of a row, or of texts, costs as much as so many bytes of others.
const WORK_OF_ROW: usize = 64;

/// Rows, and numberings, that are kept: many times what a document has.
const MOST: usize = 1 << 18;

/// Keeps what properties refer to, and gives its index.
fn kept<T: PartialEq>(known: &mut Vec<T>, new: T) -> Option<u32> {
    if known.last() != Some(&new) {
        if known.len() >= MOST {
            return None;
        }
        known.push(new);
    }
    known.len().checked_sub(1).map(position)
}

/// What paragraphs and runs are made of.
pub(crate) struct Source<'a> {
    /// By position, without gaps.
    pub(crate) pieces: &'a [Piece<'a>],
    pub(crate) paragraphs: &'a Stretches<'a>,
    pub(crate) characters: &'a Stretches<'a>,
    pub(crate) styles: &'a Styles,
    /// Positions where a story begins, in order.
    pub(crate) stories: &'a [u32],
    /// Positions behind the ends of sections, in order.
    pub(crate) sections: &'a [u32],
}

const PARAGRAPH_MARK: u16 = 0x0D;
const CELL_MARK: u16 = 0x07;
const SECTION_MARK: u16 = 0x0C;

/// Cuts the text into paragraphs; at most so many.
pub(crate) fn paragraphs(
    text: &[u16],
    source: &Source<'_>,
    modifying: &mut Modifying<'_>,
    most: usize,
) -> Option<Vec<Paragraph>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut stories = source.stories.iter().copied().peekable();
    let end = position(text.len());
    for piece in source.pieces {
        let units = text.get(index(piece.start)..index(piece.end.min(end))).unwrap_or_default();
        for (at, unit) in (piece.start..).zip(units) {
            while stories.next_if(|story| *story <= at).is_some() {}
            let is_last = stories.peek() == Some(&(at + 1)) || at + 1 == end;
            let is_mark = match *unit {
                PARAGRAPH_MARK | CELL_MARK => true,
                SECTION_MARK => source.sections.binary_search(&(at + 1)).is_ok() || source.ends(piece, at),
                _ => false,
            };
            if !is_mark && !is_last {
                continue;
            }
            if paragraphs.len() >= most {
                return None;
            }
            let pap = source.properties(piece, at, modifying);
            paragraphs.push(Paragraph { start, end: at + 1, pap });
            start = at + 1;
        }
    }
    Some(paragraphs)
}

impl Source<'_> {
    /// Whether the properties of a paragraph end at a position.
    fn ends(&self, piece: &Piece<'_>, at: u32) -> bool {
        let offset = piece.offset_of(at);
        self.paragraphs.at(offset).is_some_and(|stretch| stretch.end == offset.saturating_add(piece.width))
    }

    /// The properties of the paragraph whose mark stands at a position: 2.4.6.1.
    fn properties(&self, piece: &Piece<'_>, mark: u32, modifying: &mut Modifying<'_>) -> Pap {
        let stretch = self.paragraphs.at(piece.offset_of(mark));
        let group = stretch.map(|stretch| self.paragraphs.modifiers(stretch)).unwrap_or_default();
        // `GrpPrlAndIstd`
        let istd = u16_at(group, 0).unwrap_or(0);
        let mut pap = Pap { style: istd, ..self.styles.get(istd).pap };
        let mut row = Tap::default();
        modifying.with_styles(group.get(2..).unwrap_or_default(), self.styles, &mut pap, &mut row, true);
        modifying.with_styles(piece.modifiers.bytes(), self.styles, &mut pap, &mut row, true);
        if pap.row_end || pap.inner_row_end {
            pap.row = kept(&mut modifying.rows, row);
        }
        pap
    }
}

/// The runs of the text that have properties of their own; at most so many.
pub(crate) fn runs(text: &[u16], source: &Source<'_>, modifying: &mut Modifying<'_>, most: usize) -> Option<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let end = position(text.len());
    for piece in source.pieces {
        let piece_end = piece.end.min(end);
        let mut at = piece.start;
        let mut next = source.characters.index_at(piece.offset);
        while at < piece_end {
            let offset = piece.offset_of(at);
            let stretch = source.characters.get(next);
            // Positions up to an offset; one that a stretch cuts belongs to what is before.
            let until = |offset: u32| {
                let bytes = offset.saturating_sub(piece.offset);
                piece.start.saturating_add(bytes.div_ceil(piece.width)).clamp(at, piece_end)
            };
            let (run_end, group): (u32, &[u8]) = match stretch {
                Some(stretch) if stretch.start <= offset => {
                    next += 1;
                    (until(stretch.end), source.characters.modifiers(stretch))
                }
                Some(stretch) => (until(stretch.start), &[]),
                None => (piece_end, &[]),
            };
            if run_end <= at {
                continue;
            }
            let mut chp = Chp::default();
            modifying.characters(group, &mut chp);
            modifying.characters(piece.modifiers.bytes(), &mut chp);
            match runs.last_mut() {
                Some(last) if last.end == at && last.chp == chp => last.end = run_end,
                _ if chp == Chp::default() => {}
                _ => runs.push(Run { start: at, end: run_end, chp }),
            }
            if runs.len() > most {
                return None;
            }
            at = run_end;
        }
    }
    Some(runs)
}

/// Puts the text of a piece behind that of the pieces before.
pub(crate) fn push(text: &mut Vec<u16>, piece: &Piece<'_>, document: &[u8]) -> bool {
    let start = index(piece.offset);
    let length = index(piece.end.saturating_sub(piece.start));
    let available = document.get(start..).unwrap_or_default();
    let bytes = available.get(..length.saturating_mul(index(piece.width))).unwrap_or(available);
    let before = text.len();
    if piece.width == 1 {
        text.extend(
            bytes.iter().map(|byte| {
                WINDOWS_1252.get(usize::from(*byte).wrapping_sub(0x80)).copied().unwrap_or(u16::from(*byte))
            }),
        );
    } else {
        text.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)));
    }
    let is_whole = text.len() - before == length;
    // What is cut off has its positions all the same, so that those behind it are right.
    text.resize(before.saturating_add(length), NOTHING);
    is_whole
}

/// `FcCompressed`: the codes from 0x80 to 0x9F.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
];
