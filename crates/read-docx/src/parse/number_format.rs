//! How a level of a list is counted: `w:numFmt` (ECMA-376-1, 17.9.17), and `w:nfc` of Word 2003.

use numerals::counter::{self, Style};
use numerals::lists::Numbering;
use office_package::xml::Element;

use super::properties;

/// The number format of a level; decimal where none is given, or an unknown one.
pub(crate) fn of_level(level: Element<'_>) -> Numbering {
    if let Some(format) = properties::child(level, "w:numFmt") {
        return of_name(format.attribute("w:val").unwrap_or("decimal"), format.attribute("w:format"));
    }
    match properties::child(level, "w:nfc").and_then(properties::number) {
        Some(23) => Numbering::Bullet,
        Some(255) => Numbering::None,
        Some(code) => Numbering::Counter(of_code(code).unwrap_or(Style::Decimal)),
        None => Numbering::Counter(Style::Decimal),
    }
}

fn of_code(code: i64) -> Option<Style> {
    counter::of_nfc(u16::try_from(code).ok()?)
}

fn of_name(name: &str, format: Option<&str>) -> Numbering {
    match name {
        "bullet" => Numbering::Bullet,
        "none" => Numbering::None,
        "custom" => Numbering::Counter(format.and_then(custom).unwrap_or(Style::Decimal)),
        _ => Numbering::Counter(counter::of_name(name).unwrap_or(Style::Decimal)),
    }
}

/// The first values, as `001, 002, 003, ...` (\[MS-DOCX\] 2.4).
fn custom(format: &str) -> Option<Style> {
    let first = format.split(',').next()?.trim();
    match first {
        "1" => Some(Style::Decimal),
        "01" => Some(Style::DecimalLeadingZero),
        _ if first.bytes().all(|digit| digit.is_ascii_digit()) && first.ends_with("01") => {
            u8::try_from(first.len()).ok().map(Style::DecimalPadded)
        }
        _ => None,
    }
}
