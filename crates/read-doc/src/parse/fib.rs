//! What the file says of itself: \[MS-DOC\] 2.5.

use crate::parse::bytes::{index, u16_at, u32_at};

/// The parts of the FIB that both generations have at the same places: 2.5.2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FibBase {
    /// `wIdent`
    pub(crate) signature: u16,
    /// `nFib`
    pub(crate) version: u16,
    /// `lid`
    pub(crate) language: u16,
    pub(crate) is_complex: bool,
    pub(crate) is_encrypted: bool,
    /// `fWhichTblStm`: the table stream is `1Table`, not `0Table`.
    pub(crate) is_first_table: bool,
    /// `fExtChar`
    pub(crate) has_extended_characters: bool,
    /// `chs`
    pub(crate) character_set: u16,
    /// `fcMin`
    pub(crate) text_start: u32,
    /// `fcMac`
    pub(crate) text_end: u32,
}

impl FibBase {
    pub(crate) fn read(document: &[u8]) -> Option<Self> {
        let flags = u16_at(document, 0x0A)?;
        Some(Self {
            signature: u16_at(document, 0)?,
            version: u16_at(document, 2)?,
            language: u16_at(document, 6)?,
            is_complex: flags & 0x0004 != 0,
            is_encrypted: flags & 0x0100 != 0,
            is_first_table: flags & 0x0200 != 0,
            has_extended_characters: flags & 0x1000 != 0,
            character_set: u16_at(document, 0x14)?,
            text_start: u32_at(document, 0x18)?,
            text_end: u32_at(document, 0x1C)?,
        })
    }

    /// Whether it is a document of Word 6 or 95, which have a layout of their own.
    pub(crate) fn is_word6(&self) -> bool {
        self.version < FIRST_WORD97
    }
}

/// The lowest `nFib` of Word 97 and its precursors; Word 95 writes 104.
const FIRST_WORD97: u16 = 0x006A;

/// The FIB of Word 97 and later.
#[derive(Debug)]
pub(crate) struct Fib<'a> {
    pub(crate) base: FibBase,
    /// `ccpText` and what follows it, in the order of [`Story`].
    lengths: [u32; STORIES],
    pairs: &'a [u8],
}

/// The stories in the order of their text: 2.4.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    Body,
    Footnotes,
    Headers,
    Macros,
    Comments,
    Endnotes,
    Boxes,
    HeaderBoxes,
}

impl Story {
    /// All of them, in that order.
    pub(crate) const ORDER: [Self; STORIES] = [
        Self::Body,
        Self::Footnotes,
        Self::Headers,
        Self::Macros,
        Self::Comments,
        Self::Endnotes,
        Self::Boxes,
        Self::HeaderBoxes,
    ];
}

const STORIES: usize = 8;

/// Places in the table stream, by their order in `FibRgFcLcb`: 2.5.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Pair {
    Stshf = 1,
    PlcffndRef = 2,
    PlcffndTxt = 3,
    PlcfandTxt = 5,
    PlcfSed = 6,
    PlcfHdd = 11,
    PlcfBteChpx = 12,
    PlcfBtePapx = 13,
    SttbfFfn = 15,
    Dop = 31,
    Clx = 33,
    PlcSpaMom = 40,
    PlcSpaHdr = 41,
    PlcfendRef = 46,
    PlcfendTxt = 47,
    DggInfo = 50,
    PlcftxbxTxt = 56,
    PlcfHdrtxbxTxt = 58,
    PlfLst = 73,
    PlfLfo = 74,
}

impl<'a> Fib<'a> {
    /// Reads the arrays with the lengths that the file states.
    pub(crate) fn read(base: FibBase, document: &'a [u8]) -> Option<Self> {
        let words = usize::from(u16_at(document, 0x20)?);
        let longs_at = 0x22 + 2 * words + 2;
        let longs = usize::from(u16_at(document, longs_at - 2)?);
        let pairs_at = longs_at + 4 * longs + 2;
        let pairs = usize::from(u16_at(document, pairs_at - 2)?);
        let rest = document.get(pairs_at..)?;
        let lengths = std::array::from_fn(|story| {
            let place = 3 + story;
            if place < longs { u32_at(document, longs_at + 4 * place).unwrap_or(0) } else { 0 }
        });
        Some(Self { base, lengths, pairs: rest.get(..8 * pairs).unwrap_or(rest) })
    }

    /// Where a story stands in the text. What is beyond its end is cut off.
    pub(crate) fn story(&self, story: Story, text: u32) -> std::ops::Range<u32> {
        let before = self.lengths.iter().take(story as usize).fold(0_u32, |sum, length| sum.saturating_add(*length));
        let start = before.min(text);
        start..start.saturating_add(self.lengths.get(story as usize).copied().unwrap_or(0)).min(text)
    }

    /// All positions that the stories should have.
    pub(crate) fn characters(&self) -> u64 {
        self.lengths.iter().map(|length| u64::from(*length)).sum()
    }

    /// The offset and the length of a structure in the table stream.
    pub(crate) fn place(&self, pair: Pair) -> (usize, usize) {
        let at = 8 * pair as usize;
        let field = |at| u32_at(self.pairs, at).map_or(0, index);
        (field(at), field(at + 4))
    }
}
