use document::Origin;

use crate::scalar;

/// Whether a character ends a line. `\r\n` is one end, of which this is true twice. A form feed is a page break.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The first Unicode scalar of every line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        let mut previous = '\0';
        for (index, c) in text.chars().enumerate() {
            if previous == '\r' && c == '\n' {
                starts.pop();
            }
            if is_line_end(c) {
                starts.push(scalar(index + 1));
            }
            previous = c;
        }
        Self { starts }
    }

    /// The 1-based line of a scalar.
    pub fn line(&self, scalar_index: u32) -> u32 {
        scalar(self.starts.partition_point(|&start| start <= scalar_index).max(1))
    }

    /// The place of a stretch of scalars, its end excluded.
    pub fn origin(&self, from: u32, to: u32) -> Origin {
        Origin::of_text((self.line(from), self.line(to.saturating_sub(1).max(from))), (from, to))
    }
}
