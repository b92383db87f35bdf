//! The fields of forms: \[MS-DOC\], `FFData`, `NilPICFAndBinData`.

use crate::parse::bytes::{index, u16_at, u32_at, units};

/// What a check box or a list shows, by its data in the Data stream.
pub(crate) fn shown(data: &[u8], at: u32) -> Option<String> {
    let at = index(at);
    // NilPICFAndBinData
    let header = usize::from(u16_at(data, at.checked_add(4)?)?);
    let length = index(u32_at(data, at)?);
    let rest = data.get(at.checked_add(header)?..)?;
    let form = rest.get(..length.saturating_sub(header)).unwrap_or(rest);
    // FFData
    if u32_at(form, 0)? != u32::MAX {
        return None;
    }
    let bits = u16_at(form, 4)?;
    let result = usize::from(bits >> 2 & 0x1F);
    let name = text_end(form, 10)?;
    let default = usize::from(u16_at(form, name)?);
    // 25 stands for the default.
    let value = if result == 25 { default } else { result };
    match bits & 3 {
        1 => Some(if value == 1 { "☒" } else { "☐" }.to_owned()),
        2 => {
            let mut at = name + 2;
            for _ in 0..5 {
                at = text_end(form, at)?;
            }
            entry(form.get(at..)?, value)
        }
        _ => None,
    }
}

/// Behind an `Xstz`.
fn text_end(bytes: &[u8], at: usize) -> Option<usize> {
    Some(at + 2 + 2 * usize::from(u16_at(bytes, at)?) + 2)
}

/// `FFData`: entries of a list.
const MOST_ENTRIES: usize = 25;
/// UTF-16 units of an entry.
const LONGEST_ENTRY: usize = 255;

/// A string of an `STTB`: 2.2.4.
fn entry(table: &[u8], number: usize) -> Option<String> {
    if u16_at(table, 0)? != 0xFFFF {
        return None;
    }
    let count = usize::from(u16_at(table, 2)?);
    let extra = usize::from(u16_at(table, 4)?);
    let mut at = 6;
    for place in 0..count.min(MOST_ENTRIES) {
        let length = 2 * usize::from(u16_at(table, at)?);
        if place == number {
            let text: Vec<u16> = units(table.get(at + 2..at + 2 + length)?).take(LONGEST_ENTRY).collect();
            return Some(String::from_utf16_lossy(&text));
        }
        at += 2 + length + extra;
    }
    None
}
