//! Text that knows where each of its characters stood.

use std::ops::Range;

use document::{Origin, Run};

/// Characters, each with its position in the document, so that pieces can be cut and joined without losing their place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text {
    chars: Vec<char>,
    at: Vec<u32>,
}

/// The position of a character that the source does not hold: a generated label.
pub(crate) const GENERATED: u32 = u32::MAX;

impl Text {
    pub(crate) fn generated(text: &str) -> Self {
        let chars: Vec<char> = text.chars().filter(|c| !script::is_invisible(*c)).map(script::fold).collect();
        Self { at: vec![GENERATED; chars.len()], chars }
    }

    pub(crate) fn push(&mut self, c: char, at: u32) {
        self.chars.push(c);
        self.at.push(at);
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.chars.extend_from_slice(&other.chars);
        self.at.extend_from_slice(&other.at);
    }

    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(crate) fn positions(&self) -> &[u32] {
        &self.at
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    pub(crate) fn first_visible(&self) -> Option<char> {
        self.chars.iter().copied().find(|c| !is_blank(*c))
    }

    pub(crate) fn last_visible(&self) -> Option<char> {
        self.chars.iter().rev().copied().find(|c| !is_blank(*c))
    }

    /// Without a visible character.
    pub(crate) fn is_blank(&self) -> bool {
        self.chars.iter().all(|c| is_blank(*c))
    }

    /// Visible characters.
    pub(crate) fn visible(&self) -> usize {
        self.chars.iter().filter(|c| !is_blank(**c)).count()
    }

    /// The part of the text in `range`, cut down to what there is.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        Self { chars: self.chars[start..end].to_vec(), at: self.at[start..end].to_vec() }
    }

    pub(crate) fn from(&self, start: usize) -> Self {
        self.slice(start..self.len())
    }

    /// Without blanks at both ends.
    pub(crate) fn trimmed(&self) -> Self {
        self.slice(inner(&self.chars))
    }

    /// The same, made of the text itself.
    pub(crate) fn into_trimmed(mut self) -> Self {
        let Range { start, end } = inner(&self.chars);
        self.chars.truncate(end);
        self.at.truncate(end);
        self.chars.drain(..start);
        self.at.drain(..start);
        self
    }

    /// Its characters without blanks at both ends.
    pub(crate) fn trimmed_chars(&self) -> &[char] {
        &self.chars[inner(&self.chars)]
    }

    /// Leading blanks, in columns of a terminal.
    pub(crate) fn indent(&self) -> usize {
        self.chars.iter().take_while(|c| is_blank(**c)).map(|c| width(*c)).sum()
    }

    /// Columns that the text takes on a terminal, blanks at both ends aside.
    pub(crate) fn width(&self) -> usize {
        self.trimmed_chars().iter().map(|c| width(*c)).sum()
    }

    /// The pieces between characters for which `cut` holds, empty ones included.
    pub(crate) fn parts(&self, cut: impl Fn(char) -> bool) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (index, c) in self.chars.iter().enumerate() {
            if cut(*c) {
                parts.push(self.slice(start..index));
                start = index + 1;
            }
        }
        parts.push(self.from(start));
        parts
    }

    /// Its lines, which line feeds part; most texts are one.
    pub(crate) fn into_lines(self) -> Vec<Self> {
        if self.chars.contains(&'\n') { self.parts(|c| c == '\n') } else { vec![self] }
    }

    /// The pieces between characters for which `split` holds, those without a visible character left out.
    pub(crate) fn split(&self, split: impl Fn(char) -> bool) -> Vec<Self> {
        let mut parts = self.parts(split);
        parts.retain(|part| !part.is_blank());
        parts
    }

    /// The characters for which `keep` holds.
    pub(crate) fn only(&self, keep: impl Fn(char) -> bool) -> Self {
        let mut only = Self::default();
        for (c, at) in self.chars.iter().zip(&self.at).filter(|(c, _)| keep(**c)) {
            only.push(*c, *at);
        }
        only
    }

    /// As it stands, blanks and all.
    pub(crate) fn raw(&self) -> String {
        self.chars.iter().collect()
    }

    /// As the record has it: layout blanks closed up.
    pub(crate) fn closed(&self) -> String {
        script::close_up_chars(&self.chars)
    }
}

/// Where the characters stand that have blanks only around them; nowhere where all are blank.
pub(crate) fn inner(chars: &[char]) -> Range<usize> {
    let start = chars.iter().position(|c| !is_blank(*c)).unwrap_or(chars.len());
    let end = chars.iter().rposition(|c| !is_blank(*c)).map_or(start, |last| last + 1);
    start..end
}

/// A blank of any kind, line breaks and tabs among them.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Columns of a terminal: 2 for what East Asian fonts draw wide, box drawing and arrows among it.
pub(crate) fn width(c: char) -> usize {
    if c == '\t' { 8 } else { unicode_width::UnicodeWidthChar::width_cjk(c).unwrap_or(0) }
}

/// Columns of a terminal with other fonts, which draw box drawing and arrows half as wide.
pub(crate) fn narrow_width(c: char) -> usize {
    if c == '\t' { 8 } else { unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) }
}

/// Where the positions of [`Text`] stood in the source.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// First position and origin of each run, in order.
    runs: Vec<(u32, Origin)>,
    next: u32,
}

impl Sources {
    /// Takes a run in: its characters folded, invisible ones left out.
    pub(crate) fn take(&mut self, run: &Run, text: &mut Text) {
        self.runs.push((self.next, run.origin.clone()));
        for c in run.text.chars() {
            if !script::is_invisible(c) {
                text.push(script::fold(c), self.next);
            }
            self.next += 1;
        }
    }

    /// Positions given out.
    pub(crate) fn len(&self) -> usize {
        self.next as usize
    }

    /// The smallest place that covers the text.
    pub(crate) fn origin(&self, text: &Text) -> Origin {
        let mut found: Option<Origin> = None;
        let mut positions = text.positions().iter().copied().filter(|at| *at != GENERATED).peekable();
        while let Some(first) = positions.next() {
            let Some(index) = self.runs.partition_point(|(start, _)| *start <= first).checked_sub(1) else { continue };
            let end = self.runs.get(index + 1).map_or(self.next, |(start, _)| *start);
            let mut last = first;
            while let Some(at) = positions.next_if(|at| (last..end).contains(at)) {
                last = at;
            }
            let (start, origin) = &self.runs[index];
            let part = part_of(origin, first - start, last - start + 1, end - start);
            found = Some(match found {
                Some(known) => known.union(&part),
                None => part,
            });
        }
        found.unwrap_or_default()
    }
}

/// The place of the characters `first..end` of a run of `len` characters.
fn part_of(origin: &Origin, first: u32, end: u32, len: u32) -> Origin {
    let mut part = origin.clone();
    if let Some((start, stop)) = origin.chars
        && stop - start == len
    {
        part.chars = Some((start + first, start + end));
    }
    part
}
