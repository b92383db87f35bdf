//! Style sheets (STSH).

use super::pages::Generation;

/// A paragraph style.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    /// `sti`; 0 is Normal, 1 to 9 are headings.
    pub(crate) known: u16,
    /// `istdBase`
    pub(crate) base: Option<u16>,
    /// Modifiers of paragraphs.
    pub(crate) papx: Vec<u8>,
    /// Modifiers of characters.
    pub(crate) chpx: Vec<u8>,
}

pub(crate) fn sheet(styles: &[Style], generation: Generation) -> Vec<u8> {
    let base: u16 = if generation == Generation::Word6 { 8 } else { 10 };
    let count = u16::try_from(styles.len()).unwrap();
    let header: Vec<u8> = [count, base, 1, 91, 15, 0, 0, 0, 0].iter().flat_map(|field| field.to_le_bytes()).collect();
    let mut sheet = u16::try_from(header.len()).unwrap().to_le_bytes().to_vec();
    sheet.extend(header);
    for (istd, style) in (0_u16..).zip(styles) {
        let parent = style.base.unwrap_or(0x0FFF);
        let mut std: Vec<u8> =
            [style.known, parent << 4 | 1, istd << 4 | 2, 0].iter().flat_map(|f| f.to_le_bytes()).collect();
        std.resize(base.into(), 0);
        match generation {
            Generation::Word6 => std.extend([1, b's', 0]),
            Generation::Word97 => std.extend([1, 0, b's', 0, 0, 0]),
        }
        let papx = [&istd.to_le_bytes(), &style.papx[..]].concat();
        for group in [&papx, &style.chpx] {
            std.resize(std.len().next_multiple_of(2), 0);
            std.extend(u16::try_from(group.len()).unwrap().to_le_bytes());
            std.extend(group);
        }
        sheet.extend(u16::try_from(std.len()).unwrap().to_le_bytes());
        std.resize(std.len().next_multiple_of(2), 0);
        sheet.extend(std);
    }
    sheet
}
