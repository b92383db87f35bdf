//! Positions and what belongs to the stretches between them: \[MS-DOC\] 2.2.2.

use crate::parse::bytes::u32_at;

/// A `PLC`: one position more than data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plc<'a> {
    bytes: &'a [u8],
    length: usize,
    size: usize,
}

impl<'a> Plc<'a> {
    /// A table whose data have a size. It ends where positions don't rise.
    pub(crate) fn new(bytes: &'a [u8], size: usize) -> Self {
        let length = bytes.len().saturating_sub(4) / (4 + size);
        Self { bytes, length, size }
    }

    /// How many data there are.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// The position before a datum; one more than data.
    pub(crate) fn position(&self, index: usize) -> Option<u32> {
        if index > self.length {
            return None;
        }
        u32_at(self.bytes, index * 4)
    }

    pub(crate) fn data(&self, index: usize) -> Option<&'a [u8]> {
        if index >= self.length {
            return None;
        }
        let at = (self.length + 1) * 4 + index * self.size;
        self.bytes.get(at..at + self.size)
    }

    /// The data with the stretches before which and behind which positions stand, as long as these rise.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u32, u32, &'a [u8])> {
        (0..self.length).map_while(move |index| {
            let (start, end) = (self.position(index)?, self.position(index + 1)?);
            (start <= end).then_some((start, end, self.data(index)?))
        })
    }

    /// Its positions, as long as they rise.
    pub(crate) fn positions(self) -> impl Iterator<Item = u32> {
        let mut last = 0;
        (0..=self.length).map_while(move |index| {
            let position = self.position(index).filter(|position| *position >= last)?;
            last = position;
            Some(position)
        })
    }
}
