//! Lines into paragraphs, tables and figures, in one pass: a line is a label's, the last paragraph's, a table's, or its own.

use std::collections::BTreeMap;

use document::Part;
use numerals::label::{Class, Label};

use super::trail::Trail;
use super::{Chunk, Labelled, Outline, Paragraph, heading, top};
use crate::fields::kind;
use crate::lines::shape::{is_sentence, is_title, is_title_alone};
use crate::lines::wrap::{self, Wrap};
use crate::lines::{Break, Line, Piece, join};
use crate::text::Text;
use crate::{Kind, Lexicon, SectionRule, figure, tables};

/// Lines that may stand between the label of an attachment that marks a whole plan and the plan's first division.
const FRONT_LINES: usize = 12;

/// The chunks of a plan, and what its divisions are. `entries` says which pieces are entries of a table of contents.
pub(crate) fn assemble(pieces: &[Piece], entries: &[bool], lexicon: &Lexicon) -> (Vec<Chunk>, Outline) {
    let outline = Outline { top: top::class(pieces, entries, lexicon) };
    let top = outline.class();
    let mut pass = Pass {
        pieces,
        entries,
        lexicon,
        top,
        wrap: wrap::measure(pieces),
        trail: Trail::default(),
        articles: None,
        chunks: Vec::new(),
        last: None,
    };
    let mut index = 0;
    while index < pieces.len() {
        index = pass.take(index, entries[index]);
    }
    let mut chunks = pass.chunks;
    if top.is_none() {
        mark_unlabelled_divisions(&mut chunks, lexicon);
    } else {
        mark_missing_divisions(&mut chunks, top, lexicon);
    }
    (chunks, outline)
}

struct Pass<'p> {
    pieces: &'p [Piece],
    /// Which pieces are entries of a table of contents.
    entries: &'p [bool],
    lexicon: &'p Lexicon,
    top: Option<Class>,
    wrap: Wrap,
    trail: Trail,
    /// The last 第…條 or 第…點: they count on through all chapters.
    articles: Option<u32>,
    chunks: Vec<Chunk>,
    /// The last line of the last chunk, where that is a paragraph which may go on.
    last: Option<&'p Line>,
}

impl<'p> Pass<'p> {
    /// Takes the piece at `index`, and those that go with it; the next piece to take.
    fn take(&mut self, index: usize, is_entry: bool) -> usize {
        let line = match &self.pieces[index] {
            Piece::Table(table) => {
                if let Some(grid) = tables::from_cells(table, self.lexicon) {
                    self.push_table(grid);
                }
                return index + 1;
            }
            Piece::Line(line) => line,
        };
        if is_entry {
            self.chunks.push(Chunk::Paragraph(paragraph(line, None)));
            self.last = None;
            return index + 1;
        }
        if let Some(found) = tables::at(self.pieces, index, &self.trail, self.top, self.lexicon) {
            self.push_table(found.grid);
            return found.next;
        }
        if let Some((figure, next)) = figure::at(self.pieces, index) {
            self.chunks.push(Chunk::Figure(figure));
            self.last = None;
            return next;
        }
        let label = line.label.filter(|label| self.accepts(index, line, label));
        let current = match self.chunks.last_mut() {
            Some(Chunk::Paragraph(current)) => Some(current),
            _ => None,
        };
        let in_front = self.trail.open().is_empty();
        match (label, current, self.last) {
            (None, Some(current), Some(_)) if in_front && completes_title(current, line) => {
                join(&mut current.text, line)
            }
            (None, Some(current), Some(last))
                if !stands_alone(current, self.top, line, self.lexicon)
                    && self.wrap.goes_on(&current.text, last, line) =>
            {
                join(&mut current.text, line);
            }
            _ => {
                let paragraph = paragraph(line, label);
                if let Some(labelled) = &paragraph.label {
                    self.trail.enter(&labelled.label, labelled.glyph());
                    if is_article(&labelled.label) {
                        self.articles = labelled.label.ordinal;
                    }
                }
                self.chunks.push(Chunk::Paragraph(paragraph));
            }
        }
        self.last = Some(line);
        index + 1
    }

    /// Adds a table, or goes on the one before it where a page break has cut it.
    fn push_table(&mut self, mut grid: tables::Grid) {
        self.last = None;
        let above = match self.chunks.last() {
            Some(Chunk::Paragraph(above)) if grid.caption.is_none() => caption(above),
            _ => None,
        };
        if above.is_some() {
            self.chunks.pop();
            grid.caption = above;
        }
        let grid = match self.chunks.last_mut() {
            Some(Chunk::Table(before)) => before.continue_with(grid),
            _ => Some(grid),
        };
        self.chunks.extend(grid.map(|grid| Chunk::Table(Box::new(grid))));
    }

    /// Whether what looks like a label is one where it stands.
    fn accepts(&self, index: usize, line: &Line, label: &Label) -> bool {
        if line.has_generated_label() {
            return true;
        }
        if line.leads_to_page() {
            return false;
        }
        let fit = self.trail.fit(label);
        let before = self.last.zip(match self.chunks.last() {
            Some(Chunk::Paragraph(current)) => Some(current),
            _ => None,
        });
        if let Some((_, current)) = before
            && line.before < Break::Blank
            && current.text.len() < wrap::MOST_WITHIN_BRACKETS
            && wrap::has_open_bracket(&current.text)
            && !(fit.is_regular() && wrap::ends_sentence(&current.text))
        {
            return false;
        }
        match label.class {
            Class::Bullet => {
                let behind = || before.is_none_or(|(_, current)| wrap::ends_sentence(&current.text));
                return (line.before >= Break::Line || behind()) && !is_choice(line, label);
            }
            Class::Attachment => {
                let apart =
                    line.before >= Break::Line || before.is_none_or(|(_, current)| wrap::ends_sentence(&current.text));
                let lists = label.ordinal.is_none() && is_colon(label.separator);
                let later = || self.pieces[index + 1..].iter().filter_map(Piece::line).any(heads_attachment);
                return heads_attachment(line)
                    && apart
                    && !(lists && later())
                    && !(in_front(&self.chunks) && self.marks_plan(index, line));
            }
            _ => {}
        }
        if label.separator == Some(' ')
            && !(fit.is_regular()
                && (label.ordinal != Some(1) || self.trail.has_parent(label) || self.goes_on_later(index, label)))
        {
            return false;
        }
        match line.before {
            Break::Paragraph | Break::Blank => true,
            Break::Line => match before {
                Some((last, current)) if self.wrap.is_full(last) && !wrap::ends_sentence(&current.text) => {
                    fit.is_regular()
                }
                _ => true,
            },
            Break::Inline => {
                let heads = || {
                    let heading = heading::parts(&line.body(), self.lexicon).0.closed();
                    let words = if heading.is_empty() { line.body().closed() } else { heading };
                    kind::kind(&words, self.lexicon).is_some()
                };
                let counts_on = is_article(label) && label.ordinal == self.articles.map(|last| last + 1);
                fit.is_regular() || counts_on || self.top == Some(label.class) && heads()
            }
        }
    }

    /// Whether the label of an attachment above or beside a title marks the whole plan, as where a letter has brought it: the
    /// first division follows, and the title stands between, on the same line, or before with nothing but the label between.
    fn marks_plan(&self, index: usize, own: &Line) -> bool {
        let first = |line: &Line| {
            line.label.is_some_and(|label| Some(label.class) == self.top && label.ordinal == Some(1))
                && line.before >= Break::Line
        };
        let behind: Vec<Option<&Line>> = (index + 1..self.pieces.len())
            .filter(|at| !self.entries[*at])
            .map(|at| self.pieces[at].line())
            .take(FRONT_LINES)
            .take_while(|line| !line.is_some_and(first))
            .collect();
        let Some(between) = behind.into_iter().collect::<Option<Vec<&Line>>>() else { return false };
        let names_attachment = |line: &Line| {
            kind::kind(&line.text.closed(), self.lexicon).is_some_and(|(kind, _)| kind == Kind::Attachment)
        };
        if between.len() == FRONT_LINES || between.iter().any(|line| line.label.is_some() || names_attachment(line)) {
            return false;
        }
        let above: Vec<&Line> =
            self.pieces[index.saturating_sub(FRONT_LINES)..index].iter().filter_map(Piece::line).collect();
        let bare = own.body().is_blank();
        let beside = bare && (between.is_empty() || own.part == Part::Textbox);
        is_title(&own.body().closed()) || bare && hold_title(&between) || beside && hold_title(&above)
    }

    /// Whether the next label of a weakly marked class follows.
    fn goes_on_later(&self, index: usize, label: &Label) -> bool {
        const LOOK_AHEAD: usize = 400;
        self.pieces[index + 1..].iter().take(LOOK_AHEAD).filter_map(|piece| piece.line()?.label).any(|later| {
            later.class == label.class
                && later.depth == label.depth
                && later.separator == label.separator
                && later.ordinal == label.ordinal.map(|value| value + 1)
        })
    }
}

fn is_article(label: &Label) -> bool {
    matches!(label.class, Class::Article | Class::Point)
}

/// Whether a line is the rest of a title that was broken: a title together, neither by itself.
fn completes_title(current: &Paragraph, line: &Line) -> bool {
    if line.before > Break::Line || current.label.is_some() || current.text.visible() > 60 || line.text.visible() > 20 {
        return false;
    }
    let mut joined = current.text.clone();
    join(&mut joined, line);
    current.text.visible() >= 6
        && line.text.visible() <= 8
        && !is_title(&current.text.closed())
        && is_title(&joined.closed())
}

/// A line that heads an attachment: its label, and no more than a title behind it.
pub(crate) fn heads_attachment(line: &Line) -> bool {
    line.label.is_some_and(|label| label.class == Class::Attachment)
        && line.text.visible() <= 40
        && !is_sentence(&line.text)
        && line.inner_tabs() == 0
        && !line.leads_to_page()
}

/// Whether nothing but lines without labels stands before, and no more of them than a plan may begin with.
fn in_front(chunks: &[Chunk]) -> bool {
    let is_free = |chunk: &Chunk| matches!(chunk, Chunk::Paragraph(paragraph) if paragraph.label.is_none());
    chunks.len() <= FRONT_LINES && chunks.iter().all(is_free)
}

/// Whether a title stands among lines, on one or broken over two.
fn hold_title(lines: &[&Line]) -> bool {
    lines.iter().any(|line| is_title(&line.text.closed()))
        || lines.windows(2).any(|pair| is_title(&pair.iter().map(|line| line.text.closed()).collect::<String>()))
}

/// A line above a table that names it, number and all: 表1 …, 表二、…; or says that it goes on another: （續前頁）.
fn caption(paragraph: &Paragraph) -> Option<Text> {
    let mut whole = Text::default();
    if let Some(labelled) = &paragraph.label {
        if labelled.label.class != Class::Other {
            return None;
        }
        whole.append(&labelled.text);
        whole.append(&labelled.separator);
    }
    whole.append(&paragraph.text);
    let text = whole.trimmed();
    let behind = text.from(1).trimmed();
    let is_numbered = text.get(0) == Some('表') && numerals::number::prefix(behind.chars()).is_some();
    (tables::marks_rest(&text) || is_numbered && text.visible() <= 40 && !is_sentence(&text)).then_some(whole)
}

/// Boxes to tick, several in a line: □ 是 □ 否.
fn is_choice(line: &Line, label: &Label) -> bool {
    let glyph = line.text.get(label.start);
    matches!(glyph, Some('□' | '☐' | '■' | '☑' | '○'))
        && line.text.chars()[label.end..].iter().any(|c| Some(*c) == glyph || *c == '□')
}

fn is_colon(separator: Option<char>) -> bool {
    matches!(separator, Some('：' | ':'))
}

/// Whether a paragraph is complete by what it is: a title, or the heading of a division in a text that was cut at blanks.
fn stands_alone(current: &Paragraph, top: Option<Class>, next: &Line, lexicon: &Lexicon) -> bool {
    let Some(labelled) = &current.label else { return is_title_alone(&current.text) };
    let closed = current.text.closed();
    next.before == Break::Inline
        && top == Some(labelled.label.class)
        && closed.chars().count() <= 16
        && !is_sentence(&current.text)
        && !closed.contains([':', '：'])
        && kind::kind(&closed, lexicon).is_some()
}

fn paragraph(line: &Line, label: Option<Label>) -> Paragraph {
    let text = &line.text;
    let (labelled, body) = match label {
        Some(label) => (
            Some(Labelled {
                label,
                text: text.slice(label.start..label.end),
                separator: text.slice(label.end..label.body),
            }),
            text.from(label.body),
        ),
        None => (None, text.clone()),
    };
    Paragraph {
        label: labelled,
        text: body,
        indent: text.indent(),
        heading: line.heading,
        lists: line.lists,
        divides: None,
        apart: line.before >= Break::Blank,
    }
}

/// Where no label numbers the divisions: headings of the format, else short lines of their own that name a kind of division.
fn mark_unlabelled_divisions(chunks: &mut [Chunk], lexicon: &Lexicon) {
    let by_format = rank_of_divisions(chunks, lexicon);
    let by_words = chunks
        .iter()
        .filter(|chunk| matches!(chunk, Chunk::Paragraph(paragraph) if names_division(paragraph, lexicon)))
        .count();
    if by_format.is_none() && by_words < 3 {
        return;
    }
    let mut in_front = true;
    for chunk in chunks {
        if let Chunk::Paragraph(paragraph) = chunk {
            paragraph.divides = match by_format {
                Some(rank) => {
                    let is_heading = paragraph.label.is_none() && paragraph.heading == Some(rank);
                    let divides = is_heading && !(in_front && is_title(&paragraph.text.closed()));
                    divides.then_some(SectionRule::Heading { rank })
                }
                None => names_division(paragraph, lexicon).then_some(SectionRule::Name),
            };
            in_front &= paragraph.divides.is_none();
        }
    }
}

/// The highest rank of headings of which there are several, two of them named like divisions. A title has a rank too.
fn rank_of_divisions(chunks: &[Chunk], lexicon: &Lexicon) -> Option<u8> {
    let mut ranks: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    for chunk in chunks {
        if let Chunk::Paragraph(paragraph) = chunk
            && let Some(rank) = paragraph.heading.filter(|_| paragraph.label.is_none())
        {
            let (count, named) = ranks.entry(rank).or_default();
            *count += usize::from(!is_title(&paragraph.text.closed()));
            *named += usize::from(names_division(paragraph, lexicon));
        }
    }
    let (rank, (_, named)) = ranks.into_iter().find(|(_, (count, _))| *count >= 2)?;
    (named >= 2).then_some(rank)
}

/// A line of its own without a label that names what a division is about, alone or before a colon.
fn names_division(paragraph: &Paragraph, lexicon: &Lexicon) -> bool {
    if paragraph.label.is_some() {
        return false;
    }
    let (heading, _) = heading::parts(&paragraph.text, lexicon);
    let closed = heading.closed();
    (2..=10).contains(&closed.chars().count()) && !is_title(&closed) && kind::kind(&closed, lexicon).is_some()
}

/// For each chunk whether a list goes on around it: the label before it and the one behind follow each other.
fn goes_on_around(chunks: &[Chunk]) -> Vec<bool> {
    let label = |chunk: &Chunk| match chunk {
        Chunk::Paragraph(Paragraph { label: Some(labelled), .. }) => {
            Some((labelled.label.class, labelled.label.ordinal?))
        }
        _ => None,
    };
    let mut around = vec![false; chunks.len()];
    let mut last: Option<(usize, Class, u32)> = None;
    for (index, chunk) in chunks.iter().enumerate() {
        let Some((class, ordinal)) = label(chunk) else { continue };
        if let Some((before, of, value)) = last
            && (of, value + 1) == (class, ordinal)
        {
            around[before..index].fill(true);
        }
        last = Some((index, class, ordinal));
    }
    around
}

/// Where the numbering of the divisions leaves a value out, a line between its neighbours that names a division is it; behind
/// the last one, a line that names the closing provisions.
fn mark_missing_divisions(chunks: &mut [Chunk], top: Option<Class>, lexicon: &Lexicon) {
    let divisions: Vec<(usize, u32)> = chunks
        .iter()
        .enumerate()
        .filter_map(|(index, chunk)| match chunk {
            Chunk::Paragraph(Paragraph { label: Some(labelled), .. }) if Some(labelled.label.class) == top => {
                Some((index, labelled.label.ordinal?))
            }
            _ => None,
        })
        .collect();
    for pair in divisions.windows(2) {
        let [(from, first), (to, second)] = pair else { continue };
        let missing = second.saturating_sub(first + 1) as usize;
        if !(1..=2).contains(&missing) {
            continue;
        }
        let within = goes_on_around(&chunks[from + 1..*to]);
        chunks[from + 1..*to]
            .iter_mut()
            .zip(within)
            .filter_map(|(chunk, within)| match chunk {
                Chunk::Paragraph(paragraph) if !within && names_division(paragraph, lexicon) => Some(paragraph),
                _ => None,
            })
            .take(missing)
            .for_each(|paragraph| paragraph.divides = Some(SectionRule::MissingLabel));
    }
    let end = divisions.last().map_or(chunks.len(), |(last, _)| last + 1);
    for chunk in chunks.iter_mut().skip(end) {
        if let Chunk::Paragraph(paragraph) = chunk {
            let closing =
                || kind::kind(&paragraph.text.closed(), lexicon).is_some_and(|(kind, _)| kind == Kind::Supplement);
            let divides = names_division(paragraph, lexicon) && closing();
            paragraph.divides = divides.then_some(SectionRule::Closing);
        }
    }
}
