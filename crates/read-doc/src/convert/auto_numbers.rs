//! The fields that number paragraphs and have no result in the file: ECMA-376-1, 17.16.5.4 to 17.16.5.6.

use numerals::counter::{self, Style};

/// How far the fields have counted.
#[derive(Debug, Default)]
pub(super) struct AutoNumbers {
    /// By [`Kind`], then by level: nine of headings, and running text.
    counts: [[u32; LEVELS]; 3],
    /// The level of the paragraph that is being read.
    level: usize,
    /// By [`Kind`], whether it has been counted for that kind.
    is_counted: [bool; 3],
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Plain,
    Legal,
    Outline,
}

const LEVELS: usize = 10;

impl AutoNumbers {
    /// Begins a paragraph.
    pub(super) fn begin(&mut self, outline: Option<u8>) {
        self.level = outline.map_or(LEVELS - 1, usize::from).min(LEVELS - 1);
        self.is_counted = [false; 3];
    }

    /// Counts a field by its code, and gives what it shows; `None` for a field of another sort.
    pub(super) fn shown(&mut self, code: &str) -> Option<String> {
        let code = code.trim();
        let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
        let kind = match name.to_ascii_uppercase().as_str() {
            "AUTONUM" => Kind::Plain,
            "AUTONUMLGL" => Kind::Legal,
            "AUTONUMOUT" => Kind::Outline,
            _ => return None,
        };
        let counts = self.counts.get_mut(kind as usize)?;
        if !std::mem::replace(self.is_counted.get_mut(kind as usize)?, true) {
            let (own, inner) = counts.get_mut(self.level..)?.split_first_mut()?;
            *own = own.saturating_add(1);
            inner.fill(0);
        }
        let value = *counts.get(self.level)?;
        let style = style(rest);
        Some(match kind {
            Kind::Plain => counter::format(value, style) + &separator(rest),
            Kind::Legal => {
                let values = counts.iter().take(self.level + 1).filter(|value| **value > 0);
                let separator = separator(rest);
                let mut shown = values.map(|value| counter::format(*value, style)).collect::<Vec<_>>().join(&separator);
                // `\e`: nothing behind the last one.
                if !rest.to_ascii_lowercase().contains("\\e") {
                    shown.push_str(&separator);
                }
                shown
            }
            Kind::Outline => {
                let depth = counts.iter().take(self.level).filter(|value| **value > 0).count();
                let (before, style, after) = OUTLINE.get(depth).copied().unwrap_or(("(", Style::RomanLower, ")"));
                [before, &counter::format(value, style), after].concat()
            }
        })
    }
}

/// The levels that Word has for an outline.
const OUTLINE: [(&str, Style, &str); 9] = [
    ("", Style::RomanUpper, "."),
    ("", Style::LatinUpperRepeated, "."),
    ("", Style::Decimal, "."),
    ("", Style::LatinLowerRepeated, ")"),
    ("(", Style::Decimal, ")"),
    ("(", Style::LatinLowerRepeated, ")"),
    ("(", Style::RomanLower, ")"),
    ("(", Style::LatinLowerRepeated, ")"),
    ("(", Style::RomanLower, ")"),
];

/// 17.16.4.3.1: `\* CHINESENUM3`.
fn style(switches: &str) -> Style {
    let name = switches.split_once("\\*").and_then(|(_, rest)| rest.split_whitespace().next()).unwrap_or_default();
    match name {
        "roman" => return Style::RomanLower,
        "alphabetic" => return Style::LatinLowerRepeated,
        _ => {}
    }
    match name.to_ascii_uppercase().as_str() {
        "ROMAN" => Style::RomanUpper,
        "ALPHABETIC" => Style::LatinUpperRepeated,
        "CHINESENUM1" => Style::HanCounting,
        "CHINESENUM2" => Style::FormalTraditional,
        "CHINESENUM3" => Style::HanThousand,
        "ZODIAC1" => Style::Stem,
        "ZODIAC2" => Style::Branch,
        "ZODIAC3" => Style::StemBranch,
        "GB1" => Style::FullStop,
        "GB2" => Style::Parenthesized,
        "GB3" => Style::CircledTo10,
        "GB4" => Style::ParenthesizedHan,
        "CIRCLENUM" => Style::CircledTo20,
        "DBCHAR" => Style::DecimalFullWidth,
        "ARABICDASH" => Style::DecimalInDashes,
        _ => Style::Decimal,
    }
}

/// `\s :`, a point where nothing is said.
fn separator(switches: &str) -> String {
    let Some((_, said)) = switches.split_once("\\s") else { return ".".to_owned() };
    let said = said.trim_start();
    match said.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => said.chars().next().filter(|c| *c != '\\').map(String::from).unwrap_or_default(),
    }
}
