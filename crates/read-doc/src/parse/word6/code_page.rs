//! The code pages of text whose characters have one byte or two.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The code page of a font's character set (`chs` of `FFN`); `None` where it has none of its own.
pub(super) fn of_character_set(set: u8) -> Option<&'static Encoding> {
    Some(match set {
        77 => MACINTOSH,
        78 | 128 => SHIFT_JIS,
        79 | 129 | 130 => EUC_KR,
        80 | 134 => GBK,
        81 | 136 => BIG5,
        89 => X_MAC_CYRILLIC,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

/// The code page of a language (`lid`): by its region for Chinese, by its language for all others.
pub(super) fn of_language(language: u16) -> &'static Encoding {
    match language & 0x03FF {
        0x01 => WINDOWS_1256,
        0x02 | 0x19 | 0x22 | 0x23 | 0x2F => WINDOWS_1251,
        0x04 if matches!(language, 0x0804 | 0x1004) => GBK,
        0x04 => BIG5,
        0x05 | 0x0E | 0x15 | 0x18 | 0x1A | 0x1B | 0x1C | 0x24 => WINDOWS_1250,
        0x08 => WINDOWS_1253,
        0x0D => WINDOWS_1255,
        0x11 => SHIFT_JIS,
        0x12 => EUC_KR,
        0x1E => WINDOWS_874,
        0x1F => WINDOWS_1254,
        0x25..=0x27 => WINDOWS_1257,
        0x2A => WINDOWS_1258,
        _ => WINDOWS_1252,
    }
}

/// Whether characters may have two bytes.
pub(super) fn is_double_byte(encoding: &'static Encoding) -> bool {
    [BIG5, GBK, SHIFT_JIS, EUC_KR].contains(&encoding)
}

/// What two bytes may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// A character of the standard.
    Standard,
    /// In the areas that code page 950 leaves to its users, or of an extension.
    Beyond,
}

/// Whether two bytes may be a character of a code page.
pub(super) fn pair(encoding: &'static Encoding, lead: u8, trail: u8) -> Option<Pair> {
    let (standard, all, trails) = if encoding == BIG5 {
        (matches!(lead, 0xA1..=0xF9), 0x81..=0xFE, matches!(trail, 0x40..=0x7E | 0xA1..=0xFE))
    } else if encoding == SHIFT_JIS {
        let is_lead = matches!(lead, 0x81..=0x9F | 0xE0..=0xEF);
        (is_lead, if is_lead { lead..=lead } else { 0xF0..=0xFC }, matches!(trail, 0x40..=0x7E | 0x80..=0xFC))
    } else {
        (matches!(lead, 0xA1..=0xFE) && trail >= 0xA1, 0x81..=0xFE, matches!(trail, 0x41..=0x7E | 0x80..=0xFE))
    };
    match (trails, standard, all.contains(&lead)) {
        (true, true, _) => Some(Pair::Standard),
        (true, false, true) if is_double_byte(encoding) => Some(Pair::Beyond),
        _ => None,
    }
}

/// The UTF-16 units of a character; `None` where its bytes mean nothing.
pub(super) fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<[Option<u16>; 2]> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut units = text.encode_utf16();
    let found = [units.next(), units.next()];
    (found.first().is_some_and(Option::is_some) && units.next().is_none()).then_some(found)
}

/// A string of a code page, as the tables of the file have them.
pub(super) fn text(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
