//! Composite fonts as their dictionaries state them (ISO 32000-1, 9.7). The device shows glyphs without their font.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_cmap::{CMap, CMapName, CidFamily};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as Text};

use super::cmaps::{self, CodeSet};

/// Names of a descendant font's streams with a font program.
const PROGRAMS: [&str; 3] = ["FontFile2", "FontFile3", "FontFile"];

/// A composite font.
#[derive(Debug)]
pub(crate) struct Type0<'a> {
    font: Dict<'a>,
    descendant: Dict<'a>,
    name: String,
    is_vertical: bool,
    program: Option<ObjectIdentifier>,
    /// The program's length and bytes are compared once.
    is_program: Option<(usize, bool)>,
    codes: Option<Codes>,
    known: HashMap<u32, Option<char>>,
    metrics: Option<VerticalMetrics>,
}

/// How the codes of a font become characters.
#[derive(Debug)]
enum Codes {
    /// A code is UTF-16.
    Utf16,
    /// A code is a glyph of a collection by a character map.
    Mapped { map: Arc<CMap>, family: CidFamily, set: CodeSet },
    /// Nothing is known.
    Unknown,
}

/// Where the glyphs of vertical writing stand (ISO 32000-1, 9.7.4.3), in thousandths of an em.
#[derive(Debug, Default)]
pub(crate) struct VerticalMetrics {
    /// The height of the origin, and how far the next glyph is.
    default: (f64, f64),
    /// First and last code, advance and origin; ascending.
    ranges: Vec<(u32, u32, [f64; 3])>,
    width: f64,
    widths: Vec<(u32, u32, f64)>,
    map: Option<Arc<CMap>>,
}

impl<'a> Type0<'a> {
    pub(crate) fn new(font: Dict<'a>, descendant: Dict<'a>) -> Self {
        let name = font.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let name = match name.split_once('+') {
            Some((prefix, rest)) if prefix.len() == 6 => rest.to_owned(),
            _ => name,
        };
        let is_vertical = match font.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => name.ends_with(b"-V") || *name == *b"V",
            Some(Object::Stream(stream)) => encoding_map(&stream)
                .is_some_and(|map| map.metadata().writing_mode == Some(hayro_cmap::WritingMode::Vertical)),
            _ => false,
        };
        let descriptor = descendant.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let program = PROGRAMS.iter().find_map(|key| descriptor.get_ref(key)).map(Into::into);
        Self {
            font,
            descendant,
            name,
            is_vertical,
            program,
            is_program: None,
            codes: None,
            known: HashMap::new(),
            metrics: None,
        }
    }

    /// The PostScript name, without the prefix of a subset.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    /// The stream of the embedded program.
    pub(crate) fn program(&self) -> Option<ObjectIdentifier> {
        self.program
    }

    /// Whether the embedded program is this one.
    pub(crate) fn has_program(&mut self, bytes: &[u8]) -> bool {
        let address = bytes.as_ptr().addr();
        if let Some((known, is_program)) = self.is_program
            && known == address
        {
            return is_program;
        }
        let descriptor = self.descendant.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let stream = PROGRAMS.iter().find_map(|key| descriptor.get::<Stream<'_>>(key));
        let is_program = stream.and_then(|stream| stream.decoded_data().ok()).is_some_and(|data| *data == *bytes);
        self.is_program = Some((address, is_program));
        is_program
    }

    /// The character of a code, by the font's dictionaries.
    pub(crate) fn character(&mut self, code: u32) -> Option<char> {
        if let Some(known) = self.known.get(&code) {
            return *known;
        }
        let codes = self.codes.get_or_insert_with(|| codes(&self.font, &self.descendant));
        let found = match codes {
            Codes::Utf16 => utf16(code),
            Codes::Mapped { map, family, set } => {
                let cid = cid(map, code).filter(|cid| *cid != 0);
                match cid {
                    Some(cid) => cmaps::of_collection(family, cid),
                    None => cmaps::user_defined(*set, code),
                }
            }
            Codes::Unknown => None,
        };
        self.known.insert(code, found);
        found
    }

    pub(crate) fn vertical_metrics(&mut self) -> &VerticalMetrics {
        let descendant = &self.descendant;
        let font = &self.font;
        self.metrics.get_or_insert_with(|| vertical_metrics(font, descendant))
    }
}

impl VerticalMetrics {
    /// The origin of a code's glyph and how far the next one is, from the glyph's horizontal origin.
    pub(crate) fn of(&self, code: u32) -> (f64, f64, f64) {
        let cid = self.map.as_ref().and_then(|map| cid(map, code)).unwrap_or(code);
        let at = self.ranges.partition_point(|(_, last, _)| *last < cid);
        if let Some((first, _, [advance, x, y])) = self.ranges.get(at)
            && *first <= cid
        {
            return (*x, *y, *advance);
        }
        let at = self.widths.partition_point(|(_, last, _)| *last < cid);
        let width = match self.widths.get(at) {
            Some((first, _, width)) if *first <= cid => *width,
            _ => self.width,
        };
        (width / 2.0, self.default.0, self.default.1)
    }
}

fn codes(font: &Dict<'_>, descendant: &Dict<'_>) -> Codes {
    // `ToUnicode` is a stream; as the name of a map it says that codes are characters.
    if font.get::<Name<'_>>("ToUnicode").is_some_and(|name| name.starts_with(b"Identity")) {
        return Codes::Utf16;
    }
    let (map, name) = match font.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => (cmaps::predefined(&name), name.to_vec()),
        Some(Object::Stream(stream)) => {
            let base = stream.dict().get::<Name<'_>>("UseCMap").map(|name| name.to_vec());
            (encoding_map(&stream), base.unwrap_or_default())
        }
        _ => return Codes::Unknown,
    };
    let is_unicode = name.starts_with(b"Uni") && [&b"UCS2"[..], b"UTF16"].iter().any(|form| contains(&name, form));
    if is_unicode && font.get::<Name<'_>>("Encoding").is_some() {
        return Codes::Utf16;
    }
    let Some(map) = map else { return Codes::Unknown };
    let of_map = map.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
    let family = match of_map {
        Some(family) if family.ucs2_cmap().is_some() => family,
        _ => family_of(descendant),
    };
    Codes::Mapped { map, family, set: cmaps::code_set(&name) }
}

fn family_of(descendant: &Dict<'_>) -> CidFamily {
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo").unwrap_or_default();
    let string = |key: &str| info.get::<Text<'_>>(key).map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    CidFamily::from_registry_ordering(&string("Registry"), &string("Ordering"))
}

// A map may name another that it goes on from, in its dictionary or its text (9.7.5.4).
fn encoding_map(stream: &Stream<'_>) -> Option<Arc<CMap>> {
    let data = stream.decoded_data().ok()?;
    CMap::parse(&data, |name: CMapName<'_>| hayro_cmap::load_embedded(name)).map(Arc::new)
}

fn cid(map: &CMap, code: u32) -> Option<u32> {
    (1..=4).find_map(|length| map.lookup_cid_code(code, length))
}

fn utf16(code: u32) -> Option<char> {
    match code >> 16 {
        0 => char::from_u32(code),
        high => {
            let units = [u16::try_from(high).ok()?, u16::try_from(code & 0xFFFF).ok()?];
            char::decode_utf16(units).next()?.ok()
        }
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn vertical_metrics(font: &Dict<'_>, descendant: &Dict<'_>) -> VerticalMetrics {
    let map = match font.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => cmaps::predefined(&name),
        Some(Object::Stream(stream)) => encoding_map(&stream),
        _ => None,
    };
    let default = descendant.get::<[f64; 2]>("DW2").map_or((880.0, -1000.0), |[origin, advance]| (origin, advance));
    let mut ranges = descendant.get::<Array<'_>>("W2").map(|all| ranges_of::<3>(&all)).unwrap_or_default();
    ranges.sort_by_key(|(first, ..)| *first);
    let widths = descendant.get::<Array<'_>>("W").map(|all| ranges_of::<1>(&all)).unwrap_or_default();
    let mut widths: Vec<(u32, u32, f64)> = widths.into_iter().map(|(first, last, [w])| (first, last, w)).collect();
    widths.sort_by_key(|(first, ..)| *first);
    let width = descendant.get::<f64>("DW").unwrap_or(1000.0);
    VerticalMetrics { default, ranges, width, widths, map }
}

/// Glyphs and their `N` numbers: `first [n …]`, or `first last n …`.
fn ranges_of<const N: usize>(array: &Array<'_>) -> Vec<(u32, u32, [f64; N])> {
    let mut found = Vec::new();
    let mut first: Option<u32> = None;
    let mut last: Option<u32> = None;
    let mut values: Vec<f64> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match (object, first) {
            (Object::Number(number), None) => first = u32::try_from(number.as_i64()).ok(),
            (Object::Number(number), Some(from)) => match last {
                None => last = u32::try_from(number.as_i64()).ok(),
                Some(to) => {
                    values.push(number.as_f64());
                    if let Ok(numbers) = <[f64; N]>::try_from(values.as_slice()) {
                        found.push((from, to, numbers));
                        values.clear();
                        (first, last) = (None, None);
                    }
                }
            },
            (Object::Array(list), Some(from)) => {
                let numbers: Vec<f64> = list.iter::<f64>().collect();
                for (glyph, chunk) in (from..).zip(numbers.chunks_exact(N)) {
                    if let Ok(numbers) = <[f64; N]>::try_from(chunk) {
                        found.push((glyph, glyph, numbers));
                    }
                }
                values.clear();
                (first, last) = (None, None);
            }
            _ => {
                values.clear();
                (first, last) = (None, None);
            }
        }
    }
    found
}
