//! The predefined character maps (ISO 32000-1, 9.7.5.2), made safe for what users have defined.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use memchr::memmem;

/// A set of two-byte codes that has areas for its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeSet {
    /// Big5 and its extensions.
    Big5,
    /// GBK.
    Gbk,
    /// Any other.
    Other,
}

/// What is worked out once in a process, by the name of a predefined map.
type ByName<T> = LazyLock<Mutex<BTreeMap<Vec<u8>, T>>>;

/// Gives the predefined maps to hayro. Those of two-byte codes also map every pair of bytes that they leave out, to no glyph:
/// the codes of user-defined characters would else be read as one byte, and all that follow them wrongly.
pub(crate) fn resolver() -> hayro_interpret::CMapResolverFn {
    Arc::new(|name| completed(name).or_else(|| hayro_cmap::load_embedded(name)))
}

/// A predefined map by its name, parsed once.
pub(super) fn predefined(name: &[u8]) -> Option<Arc<CMap>> {
    static PARSED: ByName<Option<Arc<CMap>>> = LazyLock::new(Mutex::default);
    let known = CMapName::from_bytes(name);
    if matches!(known, CMapName::Custom(_)) {
        return None;
    }
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    let map = parsed.entry(name.to_vec()).or_insert_with(|| {
        let map = match known {
            CMapName::IdentityH => Some(CMap::identity_h()),
            CMapName::IdentityV => Some(CMap::identity_v()),
            name => CMap::parse(hayro_cmap::load_embedded(name)?, hayro_cmap::load_embedded),
        };
        map.map(Arc::new)
    });
    map.clone()
}

/// The character of a glyph of one of Adobe's collections.
pub(super) fn of_collection(family: &CidFamily, cid: u32) -> Option<char> {
    static MAPS: [OnceLock<Option<CMap>>; 4] = [const { OnceLock::new() }; 4];
    let place = match family {
        CidFamily::AdobeCNS1 => 0,
        CidFamily::AdobeGB1 => 1,
        CidFamily::AdobeJapan1 => 2,
        CidFamily::AdobeKorea1 => 3,
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => return None,
    };
    let map = MAPS
        .get(place)?
        .get_or_init(|| CMap::parse(hayro_cmap::load_embedded(family.ucs2_cmap()?)?, hayro_cmap::load_embedded));
    match map.as_ref()?.lookup_bf_string(cid)? {
        BfString::Char(c) => Some(c),
        BfString::String(text) => text.chars().next(),
    }
}

/// Which codes a predefined map is of.
pub(super) fn code_set(name: &[u8]) -> CodeSet {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix.as_bytes()));
    if starts(&["ETen-B5", "ETenms-B5", "B5pc", "HKscs-B5"]) {
        CodeSet::Big5
    } else if starts(&["GBK-EUC", "GBKp-EUC"]) {
        CodeSet::Gbk
    } else {
        CodeSet::Other
    }
}

/// The private use character that Windows has for a user-defined code (code pages 950 and 936).
pub(super) fn user_defined(set: CodeSet, code: u32) -> Option<char> {
    let (lead, trail) = (code >> 8, code & 0xFF);
    // Rows of a Big5 area: 63 codes from 40 to 7E, 94 from A1 to FE.
    let big5 = |first: u32, start: u32| {
        let column = match trail {
            0x40..=0x7E => trail - 0x40,
            0xA1..=0xFE => trail - 0xA1 + 63,
            _ => return None,
        };
        Some(start + (lead - first) * 157 + column)
    };
    let gbk =
        |first: u32, start: u32| (0xA1..=0xFE).contains(&trail).then(|| start + (lead - first) * 94 + trail - 0xA1);
    let code = match (set, lead) {
        (CodeSet::Big5, 0xFA..=0xFE) => big5(0xFA, 0xE000),
        (CodeSet::Big5, 0x8E..=0xA0) => big5(0x8E, 0xE311),
        (CodeSet::Big5, 0x81..=0x8D) => big5(0x81, 0xEEB8),
        // From C6A1 on.
        (CodeSet::Big5, 0xC6..=0xC8) => {
            big5(0xC6, 0xF6B1).and_then(|code| code.checked_sub(63)).filter(|c| *c >= 0xF6B1)
        }
        (CodeSet::Gbk, 0xAA..=0xAF) => gbk(0xAA, 0xE000),
        (CodeSet::Gbk, 0xF8..=0xFE) => gbk(0xF8, 0xE234),
        (CodeSet::Gbk, 0xA1..=0xA7) => match trail {
            0x40..=0x7E => Some(0xE4C6 + (lead - 0xA1) * 96 + trail - 0x40),
            0x80..=0xA0 => Some(0xE4C6 + (lead - 0xA1) * 96 + trail - 0x41),
            _ => None,
        },
        _ => None,
    };
    code.and_then(char::from_u32)
}

fn completed(name: CMapName<'_>) -> Option<&'static [u8]> {
    // By name; each is made once and stays, as the embedded ones do.
    static MADE: ByName<Option<&'static [u8]>> = LazyLock::new(Mutex::default);
    let codes = codes_of(name.to_bytes())?;
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    *made.entry(name.to_bytes().to_vec()).or_insert_with(|| {
        let map = with_notdef(hayro_cmap::load_embedded(name)?, &not_defined(&codes))?;
        Some(Box::leak(map.into_boxed_slice()))
    })
}

/// Adds a segment of ranges without glyphs to a map in the binary form of hayro-cmap, version 1: `bcmap`, the version, the
/// length, and segments of a type, their length, and what they hold; numbers are big-endian. What the map itself maps comes
/// before these ranges. `None` for a map that goes on from another, which is completed itself.
fn with_notdef(map: &[u8], ranges: &[(u32, u32)]) -> Option<Vec<u8>> {
    const MAGIC: &[u8] = b"bcmap\x01";
    const HEADER: usize = 10;
    const SEGMENT_HEADER: usize = 5;
    const USECMAP: u8 = 0x09;
    const NOTDEF: u8 = 0x0A;
    let number = |at: usize| {
        let bytes: [u8; 4] = map.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let length = number(MAGIC.len()).filter(|_| map.starts_with(MAGIC))?;
    let mut at = HEADER;
    while at < length {
        if *map.get(at)? == USECMAP {
            return None;
        }
        at += number(at + 1).filter(|length| *length >= SEGMENT_HEADER)?;
    }
    let mut segments = Vec::new();
    for width in [2_u8, 4] {
        let of_width = |(first, _): &&(u32, u32)| (*first > 0xFFFF) == (width == 4);
        let ranges: Vec<_> = ranges.iter().filter(of_width).collect();
        let skipped = 4 - usize::from(width);
        let mut entries = Vec::new();
        for (first, last) in &ranges {
            entries.extend(first.to_be_bytes().iter().skip(skipped));
            entries.extend(last.to_be_bytes().iter().skip(skipped));
            entries.extend([0, 0]);
        }
        let held = u32::try_from(SEGMENT_HEADER + 3 + entries.len()).ok()?;
        segments.push(NOTDEF);
        segments.extend(held.to_be_bytes());
        segments.push(width);
        segments.extend(u16::try_from(ranges.len()).ok()?.to_be_bytes());
        segments.extend(entries);
    }
    let whole = u32::try_from(length + segments.len()).ok()?;
    Some([MAGIC, &whole.to_be_bytes(), map.get(HEADER..length)?, &segments].concat())
}

/// Which two-byte codes a map should know.
enum Codes {
    /// A lead byte and a trail byte, each from one to another.
    Pairs { leads: RangeInclusive<u32>, trails: RangeInclusive<u32> },
    /// All.
    Ucs2,
    /// All but surrogates.
    Utf16,
}

fn codes_of(name: &[u8]) -> Option<Codes> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix.as_bytes()));
    let pairs = |leads, trails| Some(Codes::Pairs { leads, trails });
    match code_set(name) {
        CodeSet::Big5 | CodeSet::Gbk => pairs(0x81..=0xFE, 0x40..=0xFE),
        CodeSet::Other if starts(&["GBpc-EUC", "GB-EUC", "KSC-EUC"]) => pairs(0xA1..=0xFE, 0xA1..=0xFE),
        CodeSet::Other if starts(&["KSCms-UHC"]) => pairs(0x81..=0xFE, 0x41..=0xFE),
        CodeSet::Other if name.starts_with(b"Uni") => Some(match memmem::find(name, b"UTF16") {
            Some(_) => Codes::Utf16,
            None => Codes::Ucs2,
        }),
        CodeSet::Other => None,
    }
}

/// The codes that have no glyph unless the map knows one, ascending.
fn not_defined(codes: &Codes) -> Vec<(u32, u32)> {
    match codes {
        Codes::Pairs { leads, trails } => leads
            .clone()
            .flat_map(|lead| {
                [(*trails.start(), 0x7E), (0x80, *trails.end())].map(|(a, b)| (lead << 8 | a, lead << 8 | b))
            })
            .filter(|(first, last)| first <= last)
            .collect(),
        Codes::Ucs2 => vec![(0, 0xFFFF)],
        // Of the pairs of surrogates all: their characters are known without the map.
        Codes::Utf16 => vec![(0, 0xD7FF), (0xE000, 0xFFFF), (0xD800_DC00, 0xDBFF_DFFF)],
    }
}
