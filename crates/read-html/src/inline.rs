//! Text of one or more paragraphs as it comes: white space folded after CSS, line breaks found.

use decode::{Lines, is_line_end, is_noise};
use document::Run;

use crate::dom::{Piece, Place};

/// Text that is not yet a paragraph.
#[derive(Default)]
pub(crate) struct Inline {
    spans: Vec<Span>,
    /// White space that counts only if text follows on the same line.
    space: Option<Place>,
    /// Text stands on the current line.
    in_line: bool,
    /// Some of the text belongs to the page's content.
    pub(crate) main: bool,
}

struct Span {
    text: String,
    place: Place,
    /// Text and place correspond scalar by scalar.
    exact: bool,
}

/// A paragraph, and whether a blank line stands before it.
pub(crate) struct Found {
    pub(crate) runs: Vec<Run>,
    pub(crate) gap: bool,
}

impl Inline {
    /// Adds text. `keep` leaves white space and line ends as they are.
    pub(crate) fn text(&mut self, piece: &Piece, keep: bool) {
        let (from, to) = piece.place;
        let exact = u32::try_from(piece.text.chars().count()) == Ok(to.saturating_sub(from));
        for (at, c) in (from..).zip(piece.text.chars()) {
            let place = if exact { (at, at + 1) } else { piece.place };
            if is_noise(c) {
                continue;
            }
            if keep && is_line_end(c) {
                self.put('\n', place);
                self.in_line = false;
            } else if !keep && (matches!(c, ' ' | '\t') || is_line_end(c)) {
                if self.in_line {
                    self.space = Some(self.space.map_or(place, |(first, _)| (first, place.1)));
                }
            } else {
                if let Some(space) = self.space.take() {
                    self.put(' ', space);
                }
                self.put(c, place);
                self.in_line = true;
            }
        }
    }

    /// A line break that stands for itself.
    pub(crate) fn line_break(&mut self, place: Place) {
        self.space = None;
        self.put('\n', place);
        self.in_line = false;
    }

    fn put(&mut self, c: char, place: Place) {
        let exact = place.1 - place.0 == 1;
        match self.spans.last_mut() {
            Some(last) if exact && last.exact && last.place.1 == place.0 => {
                last.text.push(c);
                last.place.1 = place.1;
            }
            Some(last) if !exact && !last.exact && last.place == place => last.text.push(c),
            _ => self.spans.push(Span { text: c.to_string(), place, exact }),
        }
    }

    /// The paragraphs: blank lines part them; where `by_line`, every line end does. The second value says that the text
    /// ends with a blank line.
    pub(crate) fn finish(self, by_line: bool, places: &Lines) -> (Vec<Found>, bool) {
        let mut found = Vec::new();
        let mut paragraph: Vec<Span> = Vec::new();
        let (mut gap, mut blank) = (false, false);
        for Line { spans, end } in lines(self.spans) {
            if spans.iter().all(|span| is_blank(&span.text)) {
                // The last line has no end and is blank wherever a line break closes the text.
                blank |= end.is_some();
                continue;
            }
            if blank || by_line {
                found.extend(close(&mut paragraph, gap, places));
            }
            if paragraph.is_empty() {
                gap = blank;
            }
            blank = false;
            paragraph.extend(spans);
            paragraph.extend(end);
        }
        found.extend(close(&mut paragraph, gap, places));
        (found, blank)
    }
}

struct Line {
    spans: Vec<Span>,
    end: Option<Span>,
}

fn lines(spans: Vec<Span>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for span in spans {
        let mut at = span.place.0;
        for text in span.text.split_inclusive('\n') {
            let (text, end) = text.strip_suffix('\n').map_or((text, false), |text| (text, true));
            let mut piece = |text: &str| {
                let from = at;
                at += u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                let place = if span.exact { (from, at) } else { span.place };
                Span { text: text.to_owned(), place, exact: span.exact }
            };
            if !text.is_empty() {
                line.push(piece(text));
            }
            if end {
                lines.push(Line { spans: std::mem::take(&mut line), end: Some(piece("\n")) });
            }
        }
    }
    lines.push(Line { spans: line, end: None });
    lines
}

/// The paragraph without the line end that it closes with.
fn close(paragraph: &mut Vec<Span>, gap: bool, places: &Lines) -> Option<Found> {
    let mut spans = std::mem::take(paragraph);
    if spans.last().is_some_and(|span| span.text == "\n") {
        spans.pop();
    }
    let run = |span: Span| Run { text: span.text, origin: places.origin(span.place.0, span.place.1) };
    (!spans.is_empty()).then(|| Found { runs: merge(spans).into_iter().map(run).collect(), gap })
}

/// Joins what only line ends had parted.
fn merge(spans: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.exact && span.exact && last.place.1 == span.place.0 => {
                last.text.push_str(&span.text);
                last.place.1 = span.place.1;
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// Whether nothing of a text shows.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'))
}
