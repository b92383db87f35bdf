//! How a label is written: by Word's numbering, or typed.

use numerals::{counter, label, number};

/// Who writes the labels of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// Word numbers its lists, where it can generate the labels as they are; others are typed.
    Generated,
    /// They stand in the text.
    Typed,
}

/// A label and the separator behind it, as the record does not have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// Word generates it.
    Generated {
        /// ECMA-376-1, 17.18.59 ST_NumberFormat.
        format: &'static str,
        /// The label with `%1` for its value (17.9.11), and the separator.
        text: String,
    },
    /// It stands in the text, the separator too.
    Typed(String),
}

/// The format of labels without a value.
pub(crate) const BULLET: &str = "bullet";

/// The formats that are tried, those that plans use before those that only look alike; the rest of ECMA-376 numbers in other
/// scripts, or is shown as something else by LibreOffice (㈠, ⑴, ⒈).
const FORMATS: [&str; 13] = [
    "decimal",
    "taiwaneseCountingThousand",
    "ideographLegalTraditional",
    "chineseLegalSimplified",
    "chineseCountingThousand",
    "ideographTraditional",
    "ideographZodiac",
    "decimalEnclosedCircle",
    "decimalFullWidth",
    "upperLetter",
    "lowerLetter",
    "upperRoman",
    "lowerRoman",
];

/// Writes a label with a separator that makes a reader find the same label and the same text behind it.
pub(crate) fn write(label: &str, ordinal: Option<u32>, text: &str) -> Written {
    let found_again = |separator: &&str| is_found_again(label, ordinal, separator, text);
    let generated = match ordinal {
        Some(ordinal) => FORMATS
            .iter()
            .find_map(|format| Some((*format, template(label, &counter::format(ordinal, counter::of_name(format)?))?))),
        None if is_glyph(label) => Some((BULLET, label.to_owned())),
        None => None,
    };
    // The room behind a generated label is no blank of the text.
    let closed = separators(label).into_iter().filter(|separator| separator.trim() == *separator).find(found_again);
    match (generated, closed) {
        (Some((format, template)), Some(separator)) => Written::Generated { format, text: template + separator },
        _ => Written::Typed(typed(label, ordinal, text)),
    }
}

/// The label and its separator, typed.
pub(crate) fn typed(label: &str, ordinal: Option<u32>, text: &str) -> String {
    let usual = separators(label);
    let found = usual.into_iter().find(|separator| is_found_again(label, ordinal, separator, text));
    format!("{label}{}", found.unwrap_or(usual[0]))
}

/// The label with its value taken out; `None` where it has another value, or more than one number.
fn template(label: &str, value: &str) -> Option<String> {
    let (before, after) = label.split_once(value)?;
    let is_plain = |c: char| !c.is_ascii_alphanumeric() && number::prefix(&[c]).is_none();
    (before.chars().chain(after.chars()).all(is_plain) && !label.contains('%')).then(|| format!("{before}%1{after}"))
}

fn is_glyph(label: &str) -> bool {
    let mut chars = label.chars();
    chars.next().is_some_and(|c| !c.is_alphanumeric() && c != '%') && chars.next().is_none()
}

/// The separators that may stand behind a label, the most usual first.
fn separators(label: &str) -> [&'static str; 6] {
    match label.chars().last() {
        _ if label.starts_with(['第', '附']) => ["\u{3000}", "", "、", "：", ".", " "],
        Some(last) if !last.is_alphanumeric() || is_enclosed(last) => ["", " ", "、", "\u{3000}", ".", "："],
        Some(last) if last.is_ascii() => [".", "、", "\u{3000}", "：", " ", ""],
        _ => ["、", ".", "：", "\u{3000}", " ", ""],
    }
}

/// A numeral with its own enclosure: ㈠ ⑴ ①.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32FF}' | '\u{1F100}'..='\u{1F12F}')
}

fn is_found_again(label: &str, ordinal: Option<u32>, separator: &str, text: &str) -> bool {
    let line: Vec<char> = label.chars().chain(separator.chars()).chain(text.chars()).collect();
    let end = label.chars().count();
    label::at(&line, 0).is_some_and(|found| {
        found.start == 0
            && found.end == end
            && found.ordinal == ordinal
            && (found.body == end + separator.chars().count() || text.is_empty())
    })
}
