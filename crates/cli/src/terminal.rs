//! Text on a terminal: what is safe to print, how wide it is, where a line may break.

use std::io;

use anstream::{AutoStream, ColorChoice};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use corpus::printable;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A text filled up with spaces to so many columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text cut to so many columns, with a mark where something was cut off.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let fits = |c: &char| match left.checked_sub(c.width().unwrap_or(0)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// Columns of the terminal, or of what was asked for, or as many as a page has.
pub(crate) fn columns(asked: Option<usize>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(terminal).unwrap_or(DEFAULT_WIDTH)
}

/// Whether what is printed may have colours.
pub(crate) fn has_colours() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// A text in lines of at most so many columns, safe to print. It breaks between Chinese characters and at the spaces of
/// others; no line begins with a mark that closes or ends with one that opens, where the line has room for another way.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = printable(&paragraph.replace('\t', " "));
        let mut line = String::new();
        for piece in pieces(&paragraph) {
            if width(&line) + width(piece.trim_end()) > columns && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            for c in piece.chars() {
                if width(&line) + c.width().unwrap_or(0) > columns && !line.is_empty() && !c.is_whitespace() {
                    lines.push(line.trim_end().to_owned());
                    line.clear();
                }
                line.push(c);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The smallest pieces that stand on one line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for ((_, before), (at, after)) in text.char_indices().zip(text.char_indices().skip(1)) {
        let wide = |c: char| c.width().unwrap_or(0) == 2;
        let may_break = (before.is_whitespace() && !after.is_whitespace()) || wide(before) || wide(after);
        if may_break && !NOT_FIRST.contains(after) && !NOT_LAST.contains(before) && !after.is_whitespace() {
            pieces.extend(text.get(start..at));
            start = at;
        }
    }
    pieces.extend(text.get(start..));
    pieces
}

/// Marks that no line begins with.
const NOT_FIRST: &str = "、。，．：；！？）」』】〕》〉〗’”…—～·%％,.:;!?)]}";
/// Marks that no line ends with.
const NOT_LAST: &str = "（「『【〔《〈〖‘“([{";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_printed() {
        assert_eq!(wrapped("a\u{1b}c", 20), ["a\\u{1b}c"]);
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let cases: [(&str, usize, &[&str]); 9] = [
            ("提升服務品質", 6, &["提升服", "務品質"]),
            ("提升服務品質", 7, &["提升服", "務品質"]),
            ("提升服務，品質", 8, &["提升服", "務，品質"]),
            ("實施「服務」計畫", 6, &["實施", "「服", "務」計", "畫"]),
            ("use of the portal", 10, &["use of the", "portal"]),
            ("自1月1日起", 6, &["自1月1", "日起"]),
            ("a\nb\n", 9, &["a", "b", ""]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("計畫", 1, &["計", "畫"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(wrapped(text, columns), expected, "{text:?} in {columns}");
        }
    }

    #[test]
    fn widths_are_those_of_the_terminal() {
        assert_eq!(padded("計畫", 6), "計畫  ");
        assert_eq!(padded("計畫", 3), "計畫");
        assert_eq!(shortened("計畫書", 5), "計畫…");
        assert_eq!(shortened("計畫書", 6), "計畫書");
    }
}
