//! Bytes to lines, none of which takes more memory than the longest request.

use std::io::{self, BufRead, Read};

/// Bytes that a request may have beside the file that it holds.
const BESIDE: usize = 1 << 20;

/// A line without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes; the first of them where it is longer than a request may be.
    pub(super) bytes: Vec<u8>,
    /// Its length.
    pub(super) length: usize,
}

impl Line {
    /// Whether all of it is here.
    pub(super) fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }
}

/// The longest request, in bytes, where files have at most so many: a file in base64 has four thirds of its bytes (RFC 4648, 4).
pub(super) fn longest(file: u64) -> usize {
    let file = usize::try_from(file).unwrap_or(usize::MAX);
    file.div_ceil(3).saturating_mul(4).saturating_add(BESIDE)
}

/// The next line; `None` where there is none.
///
/// # Errors
/// Where the system refuses.
pub(super) fn read_line(input: &mut dyn BufRead, most: usize) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let mut start = Read::take(&mut *input, u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1));
    let read = start.read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if read > most {
        let length = read + skip_line(input)?;
        bytes.truncate(BESIDE);
        bytes.shrink_to_fit();
        return Ok(Some(Line { bytes, length }));
    }
    Ok(Some(Line { length: bytes.len(), bytes }))
}

/// Leaves out the rest of a line; how many bytes it had.
fn skip_line(input: &mut dyn BufRead) -> io::Result<usize> {
    let mut skipped = 0;
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let (rest, is_end) = (end.unwrap_or(buffer.len()), end.is_some() || buffer.is_empty());
        input.consume(rest + usize::from(end.is_some()));
        skipped += rest;
        if is_end {
            return Ok(skipped);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use std::io::BufReader;

    use super::*;

    fn lines(text: &str, most: usize) -> Vec<Line> {
        // Ends of lines fall between two fillings of the buffer, too.
        let mut input = BufReader::with_capacity(3, text.as_bytes());
        std::iter::from_fn(|| read_line(&mut input, most).unwrap()).collect()
    }

    fn line(text: &str) -> Line {
        Line { bytes: text.into(), length: text.len() }
    }

    #[test]
    fn a_line_ends_with_its_end_or_with_the_input() {
        assert_eq!(lines("", 4), []);
        assert_eq!(lines("\n", 4), [line("")]);
        assert_eq!(lines("ab\n\nabcd\nabc", 4), [line("ab"), line(""), line("abcd"), line("abc")]);
        assert_eq!(lines("abcd", 4), [line("abcd")]);
        assert_eq!(lines("ab\r\n", 4), [line("ab\r")]);
    }

    #[test]
    fn of_a_line_that_is_too_long_the_beginning_is_kept() {
        let long = "a".repeat(BESIDE + 10);
        let cut = |length| Line { bytes: "a".repeat(BESIDE).into(), length };
        assert_eq!(lines(&format!("{long}\nb\n"), BESIDE), [cut(BESIDE + 10), line("b")]);
        assert_eq!(lines(&long, BESIDE), [cut(BESIDE + 10)]);
        assert!(!cut(BESIDE + 10).is_whole() && line("b").is_whole());
        assert_eq!(lines(&format!("{}\nb", &long[..BESIDE]), BESIDE), [cut(BESIDE), line("b")]);
    }

    #[test]
    fn the_largest_file_fits_into_a_request() {
        assert_eq!(longest(0), BESIDE);
        assert_eq!(longest(1), BESIDE + 4);
        assert_eq!(longest(3), BESIDE + 4);
        assert_eq!(longest(4), BESIDE + 8);
        assert_eq!(longest(u64::MAX), usize::MAX);
    }
}
