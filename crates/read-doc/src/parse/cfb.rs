//! The compound file that holds the streams: \[MS-CFB\].

use std::borrow::Cow;

use document::ReadError;

use crate::parse::bytes::{array, index, u16_at, u32_at};

/// A compound file, read as far as its tables reach.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    /// Sectors of the file allocation table, in order.
    fat: Vec<u32>,
    sector_shift: u32,
    mini_shift: u32,
    /// Streams shorter than this lie in the mini stream.
    mini_cutoff: u64,
    mini_fat: Vec<u8>,
    mini_stream: Cow<'a, [u8]>,
    entries: Vec<Entry>,
}

/// The bytes of a stream.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// It has fewer bytes than the directory says.
    pub(crate) is_cut: bool,
}

/// 2.6.1
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

pub(crate) const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const HEADER: usize = 512;
const ENTRY: usize = 128;
/// Sectors of the table that the header lists.
const LISTED: usize = 109;
/// 2.1: the greatest number of a sector.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const STREAM: u8 = 2;
const ROOT: u8 = 5;

impl<'a> Compound<'a> {
    /// Reads the header, the tables and the directory.
    ///
    /// # Errors
    ///
    /// [`ReadError::Malformed`] where these aren't there.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let malformed = |found: &str| ReadError::Malformed { expected: "a compound file", found: found.to_owned() };
        if !bytes.starts_with(&SIGNATURE) {
            return Err(malformed("another signature"));
        }
        if bytes.len() <= HEADER {
            return Err(malformed("a file cut off in its header"));
        }
        let shift = |at, standard: u32| {
            // 2.2: 9 or 12 for sectors, 6 for those of the mini stream.
            u16_at(bytes, at).map(u32::from).filter(|shift| (6..=16).contains(shift)).unwrap_or(standard)
        };
        let mut compound = Self {
            bytes,
            fat: Vec::new(),
            sector_shift: shift(0x1E, 9).max(7),
            mini_shift: shift(0x20, 6),
            mini_cutoff: u32_at(bytes, 0x38).unwrap_or(4096).into(),
            mini_fat: Vec::new(),
            mini_stream: Cow::Borrowed(&[]),
            entries: Vec::new(),
        };
        compound.fat = compound.table_sectors();
        let field = |at| u32_at(bytes, at).unwrap_or(u32::MAX);
        let directory = compound.chain(field(0x30), u64::MAX);
        compound.entries =
            directory.chunks_exact(ENTRY).map(|entry| Entry::read(entry, compound.sector_shift)).collect();
        if compound.entries.is_empty() {
            return Err(malformed("a file without a directory"));
        }
        compound.mini_fat = compound.chain(field(0x3C), u64::MAX).into_owned();
        let root = compound.entries.iter().find(|entry| entry.kind == ROOT).or(compound.entries.first());
        if let Some((start, size)) = root.map(|root| (root.start, root.size)) {
            compound.mini_stream = compound.chain(start, size);
        }
        Ok(compound)
    }

    /// The stream of a name, in the root.
    pub(crate) fn stream(&self, name: &str) -> Option<Stream<'a>> {
        let is_sought = |entry: &&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let found = self.in_root().find(is_sought);
        // Malformed: a directory whose tree is broken.
        let entry = found.or_else(|| self.entries.iter().find(is_sought))?;
        let bytes = match entry.size < self.mini_cutoff {
            true => Cow::Owned(self.mini_chain(entry.start, entry.size)),
            false => self.chain(entry.start, entry.size),
        };
        let is_cut = u64::try_from(bytes.len()).is_ok_and(|length| length < entry.size);
        Some(Stream { bytes, is_cut })
    }

    /// The names of what stands in the root.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.in_root().map(|entry| entry.name.as_str())
    }

    /// What stands in the root, each once.
    fn in_root(&self) -> impl Iterator<Item = &Entry> {
        let mut known = vec![false; self.entries.len()];
        let root = self.entries.iter().find(|entry| entry.kind == ROOT).or(self.entries.first());
        let mut next: Vec<u32> = root.map(|root| root.child).into_iter().collect();
        std::iter::from_fn(move || {
            loop {
                let number = index(next.pop()?);
                let Some(entry) = self.entries.get(number) else { continue };
                if known.get_mut(number).is_some_and(|known| !std::mem::replace(known, true)) {
                    next.extend([entry.right, entry.left]);
                    return Some(entry);
                }
            }
        })
    }

    fn sector_size(&self) -> usize {
        1 << self.sector_shift
    }

    /// A sector; the last one of a file that is cut off may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        if number > LAST_SECTOR {
            return None;
        }
        let start = index(number).checked_add(1)?.checked_mul(self.sector_size())?;
        let end = start.checked_add(self.sector_size())?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// 2.5: the sectors of the table, those in the header first.
    fn table_sectors(&self) -> Vec<u32> {
        let most = self.bytes.len() / self.sector_size() + 1;
        let listed = (0..LISTED).filter_map(|place| u32_at(self.bytes, 0x4C + 4 * place));
        let mut sectors: Vec<u32> = listed.take_while(|number| *number <= LAST_SECTOR).collect();
        let mut known = vec![false; most];
        let mut next = u32_at(self.bytes, 0x44).unwrap_or(u32::MAX);
        while let Some(sector) = self.sector(next)
            && known.get_mut(index(next)).is_some_and(|known| !std::mem::replace(known, true))
        {
            let places = self.sector_size() / 4 - 1;
            let found = (0..places).filter_map(|place| u32_at(sector, 4 * place));
            sectors.extend(found.take_while(|number| *number <= LAST_SECTOR));
            next = u32_at(sector, 4 * places).unwrap_or(u32::MAX);
        }
        // Malformed: a table longer than the file.
        sectors.truncate(most);
        sectors
    }

    /// The sector that follows another.
    fn next(&self, number: u32) -> Option<u32> {
        let places = self.sector_size() / 4;
        let table = self.sector(*self.fat.get(index(number) / places)?)?;
        u32_at(table, 4 * (index(number) % places)).filter(|next| *next <= LAST_SECTOR)
    }

    /// The bytes of a chain of sectors up to a size, as far as they are there.
    fn chain(&self, start: u32, size: u64) -> Cow<'a, [u8]> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut known = vec![false; self.bytes.len() / self.sector_size() + 1];
        let mut sectors: Vec<&'a [u8]> = Vec::new();
        let mut length = 0;
        let mut is_straight = true;
        let mut number = start;
        while length < size
            && let Some(sector) = self.sector(number)
            && known.get_mut(index(number)).is_some_and(|known| !std::mem::replace(known, true))
        {
            is_straight &= index(number).checked_sub(index(start)) == Some(sectors.len());
            sectors.push(sector);
            length += sector.len();
            match self.next(number) {
                Some(next) => number = next,
                None => break,
            }
        }
        let length = length.min(size);
        if is_straight {
            let first = (index(start).saturating_add(1)).saturating_mul(self.sector_size());
            return Cow::Borrowed(self.bytes.get(first..first.saturating_add(length)).unwrap_or_default());
        }
        let mut bytes = sectors.concat();
        bytes.truncate(length);
        Cow::Owned(bytes)
    }

    fn mini_chain(&self, start: u32, size: u64) -> Vec<u8> {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut known = vec![false; (self.mini_stream.len() >> self.mini_shift) + 1];
        let mut bytes = Vec::new();
        let mut number = start;
        while bytes.len() < size && known.get_mut(index(number)).is_some_and(|known| !std::mem::replace(known, true)) {
            let first = index(number) << self.mini_shift;
            let end = (first + (1 << self.mini_shift)).min(self.mini_stream.len());
            let Some(sector) = self.mini_stream.get(first..end) else { break };
            bytes.extend_from_slice(sector);
            match u32_at(&self.mini_fat, index(number).saturating_mul(4)) {
                Some(next) if next <= LAST_SECTOR => number = next,
                _ => break,
            }
        }
        bytes.truncate(size);
        bytes
    }
}

impl Entry {
    fn read(entry: &[u8], sector_shift: u32) -> Self {
        let field = |at| u32_at(entry, at).unwrap_or(u32::MAX);
        let length = usize::from(u16_at(entry, 64).unwrap_or(0)).min(64);
        let units: Vec<u16> =
            (0..length / 2).filter_map(|place| u16_at(entry, 2 * place)).take_while(|unit| *unit != 0).collect();
        let size = array(entry, 120).map_or(0, u64::from_le_bytes);
        Self {
            name: String::from_utf16_lossy(&units),
            kind: entry.get(66).copied().unwrap_or(0),
            left: field(68),
            right: field(72),
            child: field(76),
            start: field(116),
            // 2.6.3: version 3 files may have anything in the upper half.
            size: if sector_shift == 9 { size & 0xFFFF_FFFF } else { size },
        }
    }
}
