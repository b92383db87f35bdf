//! The text of lines, and what their ends say.

use document::Confidence;
use numerals::label::{self, Class};

use crate::lines::{self, Line};

/// A gap that parts columns without rules, in ems: a tab in the text.
const TAB_GAP: f32 = 3.0;

/// A gap that stands for a blank between Chinese characters, in ems. Justified lines are stretched by less.
const BLANK_GAP: f32 = 0.8;

/// The width of a blank at least, in ems; gaps that hold enough of them were typed.
const LEAST_BLANK: f32 = 0.2;

/// Dots that make a leader.
const LEADER: usize = 4;

/// The texts of the lines of a paragraph, each with what parts it from the next.
pub(super) fn pieces<'l>(lines: impl Iterator<Item = (&'l Line, bool)>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut before: Option<&Line> = None;
    for (line, is_broken) in lines {
        if let (Some(last), Some(text)) = (before, texts.last_mut()) {
            text.push_str(if is_broken { "\n" } else { between(last, line, text) });
        }
        let mut text = String::with_capacity(line.characters.len() * 3);
        push(&mut text, line, before.is_none());
        texts.push(text);
        before = Some(line);
    }
    texts
}

/// What stands between the text of two lines of a paragraph.
fn between(last: &Line, next: &Line, text: &str) -> &'static str {
    let (Some(end), Some(start)) = (last.characters.last(), next.characters.first()) else { return "" };
    if !lines::is_latin(end.text) || !lines::is_latin(start.text) || end.text == '-' {
        return "";
    }
    let word = text.rsplit(|c: char| !lines::is_latin(c)).next().unwrap_or_default();
    if word.contains("://") || word.starts_with("www.") { "" } else { " " }
}

fn push(text: &mut String, line: &Line, is_first: bool) {
    let label = if is_first { label_end(line) } else { None };
    // Characters since the last gap, and the white space since the last visible one.
    let (mut chunk, mut blanks) = (0usize, 0usize);
    let mut end: Option<f32> = None;
    for (at, character) in line.characters.iter().enumerate() {
        if !lines::is_visible(character) {
            blanks += 1;
            continue;
        }
        let flow = line.direction.to_flow(character.bbox);
        let gap = end.map_or(0.0, |end| flow.x0 - end) / line.size.max(1.0);
        let count = |n: usize| n as f32;
        let is_typed = blanks > 1 && count(blanks) * LEAST_BLANK * 2.0 > gap;
        if gap >= TAB_GAP && !is_typed && label != Some(at) && (chunk > 1 || chunk_from(line, at) > 1) {
            text.push('\t');
        } else if blanks > 0 {
            text.extend(line.characters.get(at - blanks..at).into_iter().flatten().map(|blank| blank.text));
        } else if gap >= BLANK_GAP {
            text.push(' ');
        }
        chunk = if gap >= BLANK_GAP { 1 } else { chunk + 1 };
        blanks = 0;
        text.push(character.text);
        end = Some(flow.x1);
    }
}

/// Where the text behind the label of a line begins.
fn label_end(line: &Line) -> Option<usize> {
    let chars: Vec<char> = line.characters.iter().take(24).map(|character| character.text).collect();
    label::at(&chars, 0).map(|label| label.body)
}

/// Characters from an index to the next gap; counted to two.
fn chunk_from(line: &Line, at: usize) -> usize {
    let Some([first, rest @ ..]) = line.characters.get(at..) else { return 0 };
    let end = line.direction.to_flow(first.bbox).x1;
    match rest.iter().find(|character| lines::is_visible(character)) {
        Some(next) if line.direction.to_flow(next.bbox).x0 - end < BLANK_GAP * line.size => 2,
        _ => 1,
    }
}

/// What the end of a line says about the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It ends here.
    Sentence,
    /// It may go on.
    Within,
    /// It goes on.
    Open,
}

impl End {
    pub(super) fn of(line: &Line) -> Self {
        let mut tail = line.characters.iter().rev().filter(|c| lines::is_visible(c)).map(|c| c.text);
        match tail.next() {
            Some('。' | '！' | '？' | '：' | ':' | '；' | ';' | '!' | '?') => Self::Sentence,
            Some('」' | '』' | '）' | ')' | '”') if tail.next().is_some_and(|c| "。！？；".contains(c)) => {
                Self::Sentence
            }
            Some('，' | '、') => Self::Open,
            _ => Self::Within,
        }
    }
}

/// Whether a line holds the label before one of a class and value: several entries of a list stand in it.
pub(super) fn counts_to(line: &Line, class: Class, ordinal: u32) -> bool {
    let chars: Vec<char> = line.characters.iter().map(|character| character.text).collect();
    let labels = label::find(&chars, 0..chars.len());
    labels.iter().any(|label| label.class == class && label.ordinal.is_some_and(|own| own.saturating_add(1) == ordinal))
}

/// Whether a gap as wide as that of a tab parts the text of a line.
pub(super) fn has_columns(line: &Line) -> bool {
    let label = label_end(line);
    let mut end: Option<f32> = None;
    let mut chunk = 0usize;
    for (at, character) in line.characters.iter().enumerate().filter(|(_, c)| lines::is_visible(c)) {
        let flow = line.direction.to_flow(character.bbox);
        let gap = end.map_or(0.0, |end| flow.x0 - end) / line.size.max(1.0);
        if gap >= TAB_GAP && label != Some(at) && (chunk > 1 || chunk_from(line, at) > 1) {
            return true;
        }
        chunk = if gap >= BLANK_GAP { 1 } else { chunk + 1 };
        end = Some(flow.x1);
    }
    false
}

/// Whether text begins at a place of a line behind a gap, or behind a colon that such a gap stands before.
pub(super) fn has_column_at(line: &Line, x: f32) -> bool {
    let mut end: Option<f32> = None;
    let (mut is_column, mut is_start) = (false, false);
    for character in line.characters.iter().filter(|c| lines::is_visible(c)) {
        let flow = line.direction.to_flow(character.bbox);
        if end.is_some_and(|end| flow.x0 - end >= TAB_GAP * line.size) {
            (is_column, is_start) = (true, true);
        }
        if is_start && (flow.x0 - x).abs() <= line.size / 2.0 {
            return true;
        }
        is_start = is_column && matches!(character.text, '：' | ':');
        end = Some(flow.x1);
    }
    false
}

/// Whether a line ends in dots and a page number: an entry of a table of contents.
pub(super) fn ends_with_leader(line: &Line) -> bool {
    let mut tail = line.characters.iter().rev().filter(|c| lines::is_visible(c)).map(|c| c.text).peekable();
    let mut figures = 0;
    while tail.next_if(|c| c.is_ascii_digit() || "()-IVXivx".contains(*c)).is_some() {
        figures += 1;
    }
    (1..=6).contains(&figures) && tail.take_while(|c| ".…‧·．。-─".contains(*c)).take(LEADER).count() >= LEADER / 2
}

/// How sure the recognition of lines was.
pub(super) fn confidence(lines: &[Line]) -> Option<Confidence> {
    let all = || lines.iter().flat_map(|line| &line.characters).filter_map(|character| character.ocr);
    let count = all().count();
    let least = all().map(|ocr| ocr.least).reduce(f32::min)?;
    Some(Confidence { mean: all().map(|ocr| ocr.mean).sum::<f32>() / count.max(1) as f32, least })
}
