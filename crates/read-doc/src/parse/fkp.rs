//! The pages with the properties of paragraphs and characters: \[MS-DOC\], `ChpxFkp`, `PapxFkp`.

use crate::parse::bytes::{index, position, u16_at, u32_at};
use crate::parse::plc::Plc;

/// What the two generations and the two sorts of pages differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Bytes of a page's number in the table of pages.
    pub(crate) number: usize,
    /// Bytes of an entry behind the offsets of a page.
    pub(crate) entry: usize,
    pub(crate) sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Characters,
    Paragraphs,
}

pub(crate) const CHARACTERS_97: Layout = Layout { number: 4, entry: 1, sort: Sort::Characters };
pub(crate) const PARAGRAPHS_97: Layout = Layout { number: 4, entry: 13, sort: Sort::Paragraphs };

/// Stretches of the document stream with their properties, by their first byte.
#[derive(Debug, Default)]
pub(crate) struct Stretches<'a> {
    document: &'a [u8],
    stretches: Vec<Stretch>,
    layout: Option<Layout>,
    /// Pages that aren't there, or not sound.
    pub(crate) damaged: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) start: u32,
    /// Behind its last byte.
    pub(crate) end: u32,
    /// Where its properties lie in the document stream; 0 where it has none.
    at: u32,
}

const PAGE: usize = 512;
/// Bytes of a paragraph's entry in Word 6.
const ENTRY_6: usize = 7;

impl<'a> Stretches<'a> {
    /// Reads the pages of a table (`PlcBteChpx`, `PlcBtePapx`).
    pub(crate) fn read(document: &'a [u8], table: &[u8], layout: Layout, most: usize) -> Self {
        let plc = Plc::new(table, layout.number);
        // `PnFkpPapx`: the number of a page has 22 bits.
        let numbers = (0..plc.len()).filter_map(|page| plc.data(page)).filter_map(|number| match layout.number {
            2 => u16_at(number, 0).map(usize::from),
            _ => u32_at(number, 0).map(|number| index(number & 0x003F_FFFF)),
        });
        Self::of_pages(document, numbers, layout, most)
    }

    /// Reads pages by their numbers, each once.
    pub(crate) fn of_pages(
        document: &'a [u8],
        numbers: impl Iterator<Item = usize>,
        layout: Layout,
        most: usize,
    ) -> Self {
        let mut read = Self { document, layout: Some(layout), ..Self::default() };
        let mut known = vec![false; document.len() / PAGE + 1];
        for number in numbers {
            if known.get_mut(number).is_none_or(|known| std::mem::replace(known, true)) {
                read.damaged += usize::from(number >= known.len());
                continue;
            }
            if read.stretches.len() >= most || !read.page(number * PAGE, layout) {
                read.damaged += 1;
            }
        }
        if !read.stretches.is_sorted_by_key(|stretch| stretch.start) {
            read.stretches.sort_by_key(|stretch| stretch.start);
        }
        // Malformed: stretches on top of one another, which would be gone through again and again.
        read.stretches.dedup_by_key(|stretch| stretch.start);
        read
    }

    fn page(&mut self, at: usize, layout: Layout) -> bool {
        let Some(page) = self.document.get(at..at + PAGE) else { return false };
        let count = page.last().copied().map_or(0, usize::from);
        let entries = (count + 1) * 4;
        for place in 0..count {
            let (Some(start), Some(end)) = (u32_at(page, 4 * place), u32_at(page, 4 * place + 4)) else { return false };
            let Some(word) = page.get(entries + place * layout.entry).copied().map(usize::from) else { return false };
            if start > end || entries + (place + 1) * layout.entry > PAGE {
                return false;
            }
            let at = if word == 0 { 0 } else { position(at + 2 * word) };
            if start < end {
                self.stretches.push(Stretch { start, end, at });
            }
        }
        count > 0
    }

    /// The index of the stretch at an offset, or of the first one behind it.
    pub(crate) fn index_at(&self, offset: u32) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.start <= offset);
        match next.checked_sub(1).and_then(|place| self.stretches.get(place)) {
            Some(stretch) if offset < stretch.end => next - 1,
            _ => next,
        }
    }

    pub(crate) fn get(&self, index: usize) -> Option<Stretch> {
        self.stretches.get(index).copied()
    }

    /// The stretch at an offset.
    pub(crate) fn at(&self, offset: u32) -> Option<Stretch> {
        self.get(self.index_at(offset)).filter(|stretch| stretch.start <= offset)
    }

    /// The modifiers of a stretch; those of paragraphs begin with their style.
    pub(crate) fn modifiers(&self, stretch: Stretch) -> &'a [u8] {
        let at = index(stretch.at);
        let Some(length) = self.document.get(at).copied().map(usize::from).filter(|_| at > 0) else { return &[] };
        let (start, length) = match (self.layout, length) {
            (None | Some(Layout { sort: Sort::Characters, .. }), length) => (at + 1, length),
            // Word 6: the length counts words.
            (Some(Layout { entry: ENTRY_6, .. }), words) => (at + 1, words * 2),
            // `PapxInFkp`
            (Some(_), 0) => (at + 2, self.document.get(at + 1).copied().map_or(0, |words| usize::from(words) * 2)),
            (Some(_), words) => (at + 1, words * 2 - 1),
        };
        // Malformed: properties that reach beyond their page.
        let end = (start + length).min((at / PAGE + 1) * PAGE).min(self.document.len());
        self.document.get(start..end).unwrap_or_default()
    }
}
