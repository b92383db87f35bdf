//! What a file of Word 6 or 95 says of itself. The layout is that of Microsoft's "Word for Windows 6.0 Binary File Format";
//! the names of the fields are its own.

use std::ops::Range;

use crate::parse::bytes::{index, u16_at, u32_at};
use crate::parse::fib::Story;

/// Places in the document stream, by the offset of their `fc` in the FIB; `lcb` follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Place {
    Stshf = 0x060,
    PlcffndRef = 0x068,
    PlcffndTxt = 0x070,
    PlcfandTxt = 0x080,
    Plcfsed = 0x088,
    Plcfhdd = 0x0B0,
    PlcfbteChpx = 0x0B8,
    PlcfbtePapx = 0x0C0,
    Sttbfffn = 0x0D0,
    Dop = 0x150,
    Clx = 0x160,
    PlcfdoaMom = 0x192,
    PlcfdoaHdr = 0x19A,
    PlcfendRef = 0x1D2,
    PlcfendTxt = 0x1DA,
    PlcftxbxTxt = 0x222,
    PlcfHdrtxbxTxt = 0x232,
}

/// Pages of properties, which the tables of pages may not list to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages {
    /// `pnChpFirst`, `pnPapFirst`
    pub(super) first: u16,
    /// `cpnBteChp`, `cpnBtePap`
    pub(super) count: u16,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Fib<'a> {
    document: &'a [u8],
}

/// `ccpText`, and behind it those of the other stories.
const LENGTHS: usize = 0x34;

impl<'a> Fib<'a> {
    pub(super) fn new(document: &'a [u8]) -> Self {
        Self { document }
    }

    /// The bytes of a structure, and whether all of them are there.
    pub(super) fn part(&self, place: Place) -> (&'a [u8], bool) {
        let field = |at| u32_at(self.document, at).map_or(0, index);
        let (start, length) = (field(place as usize), field(place as usize + 4));
        if length == 0 {
            return (&[], true);
        }
        let rest = self.document.get(start..).unwrap_or_default();
        rest.get(..length).map_or((rest, false), |part| (part, true))
    }

    fn length(&self, story: Story) -> u32 {
        u32_at(self.document, LENGTHS + 4 * story as usize).unwrap_or(0)
    }

    /// All positions that the stories should have.
    pub(super) fn positions(&self) -> u32 {
        self.before(Story::HeaderBoxes).saturating_add(self.length(Story::HeaderBoxes))
    }

    fn before(&self, story: Story) -> u32 {
        Story::ORDER.iter().take(story as usize).fold(0, |sum, before| sum.saturating_add(self.length(*before)))
    }

    /// Where a story stands among as many positions as there are.
    pub(super) fn story(&self, story: Story, available: u32) -> Range<u32> {
        let start = self.before(story);
        start.min(available)..start.saturating_add(self.length(story)).min(available)
    }

    pub(super) fn character_pages(&self) -> Pages {
        self.pages(0x18A, 0x18E)
    }

    pub(super) fn paragraph_pages(&self) -> Pages {
        self.pages(0x18C, 0x190)
    }

    fn pages(&self, first: usize, count: usize) -> Pages {
        let field = |at| u16_at(self.document, at).unwrap_or(0);
        Pages { first: field(first), count: field(count) }
    }
}
