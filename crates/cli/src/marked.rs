//! A text with marks in it, for a terminal.

use clap::builder::styling::Style;

use crate::terminal::{printable, width, wrapped};

/// A text as it is printed, and which of its characters are marked.
pub(crate) struct Marked {
    chars: Vec<(char, bool)>,
}

/// A line with its styles, and the columns that it takes.
pub(crate) struct StyledLine {
    pub(crate) styled: String,
    pub(crate) columns: usize,
}

impl Marked {
    /// A text behind a name, safe to print. `spans` are characters of it from 0, end excluded; where there are brackets, they stand around each.
    pub(crate) fn of(
        name: &str,
        text: &str,
        spans: impl Iterator<Item = [usize; 2]>,
        brackets: Option<[&str; 2]>,
    ) -> Self {
        let mut marked = Self { chars: name.chars().map(|c| (c, false)).collect() };
        let chars: Vec<char> = text.chars().collect();
        let mut read = 0;
        for [start, end] in spans.map(|span| span.map(|at| at.min(chars.len()))).filter(|[start, end]| start < end) {
            marked.push(&chars[read.min(start)..start], false);
            let [before, behind] = brackets.unwrap_or_default();
            marked.chars.extend(before.chars().map(|c| (c, true)));
            marked.push(&chars[start..end], true);
            marked.chars.extend(behind.chars().map(|c| (c, true)));
            read = end;
        }
        marked.push(&chars[read..], false);
        marked
    }

    fn push(&mut self, chars: &[char], is_marked: bool) {
        for c in chars {
            match c {
                '\n' => self.chars.push(('\n', is_marked)),
                '\t' => self.chars.push((' ', is_marked)),
                c => self.chars.extend(printable(&c.to_string()).chars().map(|c| (c, is_marked))),
            }
        }
    }

    /// It in lines of at most so many columns; the marks in a style, where there is one.
    pub(crate) fn lines(&self, columns: usize, style: Option<Style>) -> Vec<StyledLine> {
        let text: String = self.chars.iter().map(|(c, _)| c).collect();
        let mut at = self.chars.iter();
        let mut lines = Vec::new();
        for line in wrapped(&text, columns) {
            let (mut styled, mut is_marked) = (String::new(), false);
            for c in line.chars() {
                // Blanks at the end of a line are not printed.
                let now = at.find(|(found, _)| *found == c).is_some_and(|(_, marked)| *marked);
                if let Some(style) = style.filter(|_| now != is_marked) {
                    styled += &if now { format!("{style}") } else { format!("{style:#}") };
                }
                is_marked = now;
                styled.push(c);
            }
            if let Some(style) = style.filter(|_| is_marked) {
                styled += &format!("{style:#}");
            }
            lines.push(StyledLine { styled, columns: width(&line) });
        }
        lines
    }
}
