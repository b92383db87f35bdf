//! Text in code pages: which one holds where, and its characters.

use std::ops::Range;

use encoding_rs::{BIG5, Encoding, MACINTOSH, WINDOWS_1252};

use crate::model::{NOTHING, Paragraph, Run, Styles};
use crate::parse::bytes::{index, u16_at};
use crate::parse::clx::Piece;
use crate::parse::fib::FibBase;
use crate::parse::word6::code_page::{self, Pair};
use crate::parse::word6::fonts::Font;
use crate::parse::word6::sprm::SYMBOLS;
use crate::properties::{Chp, Script};

/// The text as it stands in the file, a byte or two for each position; whether all of it is there.
pub(super) fn raw(pieces: &[Piece<'_>], stream: &[u8]) -> (Vec<u16>, bool) {
    let mut text = Vec::new();
    let mut is_whole = true;
    for piece in pieces {
        let length = index(piece.end.saturating_sub(piece.start));
        let available = stream.get(index(piece.offset)..).unwrap_or_default();
        let bytes = available.get(..length.saturating_mul(index(piece.width))).unwrap_or(available);
        let before = text.len();
        match piece.width {
            1 => text.extend(bytes.iter().copied().map(u16::from)),
            _ => text.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0))),
        }
        is_whole &= text.len() - before == length;
        text.resize(before.saturating_add(length), NOTHING);
    }
    (text, is_whole)
}

/// The code pages of a document, for text whose font has none of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodePages {
    narrow: &'static Encoding,
    wide: Option<&'static Encoding>,
    /// Text of two bytes a position (`fExtChar`) is UTF-16; otherwise one byte, or the two of a character.
    is_utf16: bool,
}

/// `chs` of a document of Word for Macintosh.
const MACINTOSH_SET: u16 = 256;

impl CodePages {
    pub(super) fn of(base: &FibBase, fonts: &[Font], text: &[u16]) -> Self {
        let language = code_page::of_language(base.language);
        let wide = Some(language).filter(|encoding| code_page::is_double_byte(encoding));
        let narrow = match (base.character_set, wide) {
            (MACINTOSH_SET, _) => MACINTOSH,
            (_, Some(_)) => WINDOWS_1252,
            (_, None) => language,
        };
        // The language is that of the program; an East Asian text may have been written with any.
        let of_fonts = || fonts.iter().filter_map(|font| font.encoding).find(|known| code_page::is_double_byte(known));
        let wide = wide.or_else(|| of_fonts().filter(|encoding| speaks_for(encoding, text)));
        Self { narrow, wide, is_utf16: base.has_extended_characters && is_utf16(text, wide) }
    }

    /// What text of a font is in.
    pub(super) fn of_font(&self, font: Option<&Font>) -> &'static Encoding {
        let own = font.and_then(|font| font.encoding);
        own.or(self.wide).unwrap_or(match font {
            Some(font) if font.is_western && self.narrow != MACINTOSH => WINDOWS_1252,
            _ => self.narrow,
        })
    }
}

/// Whether units of two bytes are UTF-16: there are more Chinese and Japanese characters among them than pairs of bytes.
fn is_utf16(text: &[u16], wide: Option<&'static Encoding>) -> bool {
    let extended = || text.iter().filter(|unit| **unit >= FIRST_PAIR && **unit != NOTHING);
    let is_pair = |unit: &&u16| {
        let [trail, lead] = unit.to_le_bytes();
        wide.is_some_and(|encoding| code_page::pair(encoding, lead, trail).is_some())
    };
    let is_character = |unit: &&u16| matches!(unit, 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xFF00..=0xFF5E);
    extended().filter(is_character).count() > extended().filter(is_pair).count()
}

/// The least unit of two bytes that is a pair; of those below, the second byte says nothing.
const FIRST_PAIR: u16 = 0x3000;

/// Whether nearly all bytes beyond ASCII are pairs of a code page, as they are by chance in no Western text.
fn speaks_for(encoding: &'static Encoding, text: &[u16]) -> bool {
    const LEAST_PAIRS: usize = 4;
    const PAIRS_TO_ONE_OTHER: usize = 32;
    let (mut pairs, mut others) = (0, 0);
    let mut at = 0;
    while let Some(lead) = text.get(at).copied() {
        at += 1;
        let Some(lead) = u8::try_from(lead).ok().filter(|lead| *lead >= 0x80) else { continue };
        let trail = text.get(at).and_then(|trail| u8::try_from(*trail).ok());
        if trail.is_some_and(|trail| code_page::pair(encoding, lead, trail) == Some(Pair::Standard)) {
            pairs += 1;
            at += 1;
        } else {
            others += 1;
        }
    }
    pairs >= LEAST_PAIRS && pairs >= others * PAIRS_TO_ONE_OTHER
}

/// What was not as it should be in the text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Trouble {
    pub(super) undecodable: usize,
    pub(super) user_defined: usize,
}

/// What holds for a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// The codes of a symbol font.
    Signs,
    /// Characters of one byte, and of two where there are some. The second is the font's own code page, or that of the
    /// document, which a Western font does not exclude.
    Letters { narrow: &'static Encoding, wide: Option<&'static Encoding>, is_own: bool },
}

/// Makes characters of the text.
pub(super) fn decode(
    text: &mut [u16],
    paragraphs: &[Paragraph],
    runs: &[Run],
    styles: &Styles,
    fonts: &[Font],
    pages: &CodePages,
) -> Trouble {
    let mut trouble = Trouble::default();
    // Stretches of one sort in a row are one, so that no character is cut.
    let mut open: Option<(Range<usize>, Sort)> = None;
    let mut close = |open: Option<(Range<usize>, Sort)>, text: &mut [u16]| {
        if let Some((range, sort)) = open
            && let Some(stretch) = text.get_mut(range)
        {
            of_stretch(stretch, sort, pages, &mut trouble);
        }
    };
    each_stretch(paragraphs, runs, &mut |range, style, chp| {
        let sort = sort(&styles.get(style).chp, chp, styles, fonts, pages);
        match &mut open {
            Some((known, known_sort)) if *known_sort == sort && known.end == range.start => known.end = range.end,
            _ => close(open.replace((range, sort)), text),
        }
    });
    close(open, text);
    trouble
}

/// Gives the stretches of the text in which neither paragraph nor run changes, with the paragraph's style.
fn each_stretch(paragraphs: &[Paragraph], runs: &[Run], give: &mut dyn FnMut(Range<usize>, u16, &Chp)) {
    let plain = Chp::default();
    let mut runs = runs.iter().peekable();
    for paragraph in paragraphs {
        let mut at = paragraph.start;
        while at < paragraph.end {
            while runs.next_if(|run| run.end <= at).is_some() {}
            let (end, chp) = match runs.peek() {
                Some(run) if run.start <= at => (run.end, &run.chp),
                Some(run) => (run.start, &plain),
                None => (paragraph.end, &plain),
            };
            let end = end.min(paragraph.end);
            give(index(at)..index(end), paragraph.pap.style, chp);
            at = end;
        }
    }
}

fn sort(paragraph: &Chp, run: &Chp, styles: &Styles, fonts: &[Font], pages: &CodePages) -> Sort {
    let of_style = run.style.map(|istd| styles.get(istd).chp).unwrap_or_default();
    let font = |script: Script| {
        let stated = [run, &of_style, paragraph].into_iter().find_map(|chp| chp.fonts.get(script as usize).copied()?);
        fonts.get(usize::from(stated.unwrap_or(0)))
    };
    let ascii = font(Script::Ascii);
    if ascii.is_some_and(|font| font.symbols.is_some()) && !run.special && run.symbol.is_none() {
        return Sort::Signs;
    }
    let own = ascii.and_then(|font| font.encoding);
    let east_asian = font(Script::EastAsian).and_then(|font| font.encoding);
    let narrow = match (own, ascii) {
        (Some(own), _) if !code_page::is_double_byte(own) => own,
        (_, Some(font)) if font.is_western && pages.narrow != MACINTOSH => WINDOWS_1252,
        _ => pages.narrow,
    };
    let own_wide = [own, east_asian].into_iter().flatten().find(|encoding| code_page::is_double_byte(encoding));
    Sort::Letters {
        narrow,
        wide: own_wide.or(pages.wide.filter(|_| own.is_none())),
        is_own: own.is_some_and(code_page::is_double_byte),
    }
}

fn of_stretch(text: &mut [u16], sort: Sort, pages: &CodePages, trouble: &mut Trouble) {
    let mut at = 0;
    while let Some(unit) = text.get(at).copied() {
        let next = text.get(at + 1).copied();
        let taken = match sort {
            _ if unit < 0x20 || unit == NOTHING => None,
            Sort::Signs => Some([if unit > 0x20 && unit < 0x100 { SYMBOLS + unit } else { unit }, NOTHING, 1]),
            _ if unit < 0x80 => None,
            Sort::Letters { .. } if pages.is_utf16 && unit >= 0xA0 => None,
            Sort::Letters { narrow, wide, is_own } => Some(letter(unit, next, narrow, wide, is_own, trouble)),
        };
        let Some([first, second, length]) = taken else {
            at += 1;
            continue;
        };
        let places = text.iter_mut().skip(at).take(usize::from(length));
        for (place, character) in places.zip([first, second]) {
            *place = character;
        }
        at += usize::from(length);
    }
}

const REPLACEMENT: u16 = 0xFFFD;

/// The UTF-16 units of a character, and of how many positions it is.
fn letter(
    unit: u16,
    next: Option<u16>,
    narrow: &'static Encoding,
    wide: Option<&'static Encoding>,
    is_own: bool,
    trouble: &mut Trouble,
) -> [u16; 3] {
    let [low, high] = unit.to_le_bytes();
    // A unit of two bytes has both bytes of a character, the first one high.
    let is_pair = unit >= FIRST_PAIR;
    let (lead, trail, length) = if is_pair {
        (high, Some(low), 1)
    } else {
        (low, next.and_then(|next| u8::try_from(next).ok()).filter(|_| high == 0), 2)
    };
    if let (Some(encoding), Some(trail)) = (wide, trail)
        && let Some(sort) = code_page::pair(encoding, lead, trail)
        && (is_own || is_pair || sort == Pair::Standard)
    {
        let bytes = [lead, trail];
        if encoding == BIG5 && decode::user_defined_big5(&bytes).is_some() {
            trouble.user_defined += 1;
        }
        match code_page::decode(encoding, &bytes) {
            Some([Some(first), second]) => return [first, second.unwrap_or(NOTHING), length],
            _ if is_own || is_pair => {
                trouble.undecodable += 1;
                return [REPLACEMENT, NOTHING, length];
            }
            _ => {}
        }
    }
    if is_pair {
        trouble.undecodable += 1;
        return [REPLACEMENT, NOTHING, 1];
    }
    let single = |encoding| code_page::decode(encoding, &[low]).and_then(|units| units.first().copied().flatten());
    let known = wide.filter(|_| is_own).and_then(single).or_else(|| single(narrow)).or_else(|| single(WINDOWS_1252));
    trouble.undecodable += usize::from(known.is_none());
    [known.unwrap_or(REPLACEMENT), NOTHING, 1]
}
