//! Writes .doc files for tests: whatever structure a test is about, with the least around it.

mod compound;
mod lists;
mod pages;
mod styles;
mod word6;
mod word97;

pub(crate) use compound::compound;
pub(crate) use lists::{Level, List, Override, lists};
pub(crate) use styles::Style;
pub(crate) use word6::Word6;
pub(crate) use word97::{Doc, Piece, Width};

/// A paragraph: text with its mark, and what its properties say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Para {
    /// With the mark at its end.
    pub(crate) text: String,
    pub(crate) style: u16,
    /// Modifiers of the paragraph.
    pub(crate) papx: Vec<u8>,
    /// How many characters, and their modifiers; what is left has none.
    pub(crate) runs: Vec<(usize, Vec<u8>)>,
}

/// A paragraph that a carriage return ends.
pub(crate) fn para(text: &str) -> Para {
    Para { text: format!("{text}\r"), ..Para::default() }
}

/// A paragraph that ends a cell.
pub(crate) fn cell(text: &str) -> Para {
    Para { text: format!("{text}\u{7}"), ..Para::default() }.with(sprm(0x2416, &[1]))
}

impl Para {
    pub(crate) fn with(mut self, modifiers: impl AsRef<[u8]>) -> Self {
        self.papx.extend_from_slice(modifiers.as_ref());
        self
    }

    pub(crate) fn style(mut self, style: u16) -> Self {
        self.style = style;
        self
    }

    /// Modifiers of the next characters.
    pub(crate) fn run(mut self, characters: usize, modifiers: impl AsRef<[u8]>) -> Self {
        self.runs.push((characters, modifiers.as_ref().to_vec()));
        self
    }
}

/// A modifier of Word 97.
pub(crate) fn sprm(code: u16, operand: &[u8]) -> Vec<u8> {
    [&code.to_le_bytes(), operand].concat()
}

/// `sprmPIlfo` and `sprmPIlvl`.
pub(crate) fn in_list(ilfo: u16, level: u8) -> Vec<u8> {
    [sprm(0x460B, &ilfo.to_le_bytes()), sprm(0x260A, &[level])].concat()
}

/// The paragraph that ends a row whose cells have edges, with more modifiers.
pub(crate) fn row_end(edges: &[i16], more: &[u8]) -> Para {
    let cells = edges.len() - 1;
    let mut operand = vec![u8::try_from(cells).unwrap()];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    operand.resize(operand.len() + 20 * cells, 0);
    let length = u16::try_from(operand.len() + 1).unwrap();
    let definition = [&length.to_le_bytes()[..], &operand].concat();
    cell("").with(sprm(0x2417, &[1])).with(sprm(0xD608, &definition)).with(more)
}

/// UTF-16 units in bytes.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A PLC: positions, and data between them.
pub(crate) fn plc(positions: &[u32], data: &[Vec<u8>]) -> Vec<u8> {
    positions.iter().flat_map(|position| position.to_le_bytes()).chain(data.iter().flatten().copied()).collect()
}

/// Puts bytes at a place, of which there must be room.
pub(crate) fn put(into: &mut [u8], at: usize, bytes: &[u8]) {
    into[at..at + bytes.len()].copy_from_slice(bytes);
}
