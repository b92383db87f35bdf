//! Lines to paragraphs, by geometry and by the labels at their starts; where the file states its paragraphs, by those.

mod opening;
#[cfg(test)]
mod tests;
mod text;

use document::{Origin, Paragraph, Part, Place, Region, Run};
use numerals::label::Class;

use crate::guide::Guide;
use crate::lines::{self, Line};
use crate::{Character, Rect, Role, TagId};
use opening::Opening;

/// How much wider than the first unit of the next line the room behind a line may be for it to count as full, in ems: what
/// compressed punctuation gives and takes.
const FULL_SLACK: f32 = 0.35;

/// The same where the line ends in the middle of a sentence: words that were not parted.
const FULL_SLACK_WITHIN: f32 = 1.2;

/// The same where it ends with a comma, which nothing ends with.
const FULL_SLACK_OPEN: f32 = 8.0;

/// How far two edges may be apart that are one, in ems.
const EDGE: f32 = 0.6;

/// The same for edges that no rounding of the text has moved apart, in ems.
const SAME_EDGE: f32 = 0.175;

/// How far marks hang out of the right edge at most, in ems.
const HANGING: f32 = 1.0;

/// A cell narrower than this is narrow, in ems: its words end at its edge by chance.
const NARROW: f32 = 8.0;

/// How far the width of a character may be off by rounding, in points.
const ROUNDING: f32 = 0.25;

/// How far a centred line is in from the edges at least, and how unequally at most, in ems.
const CENTRED: (f32, f32) = (1.0, 0.6);

/// How far the first line of a paragraph is set in at most, in ems, where the others are set in too.
const LARGEST_INDENT: f32 = 4.5;

/// A step from line to line that is larger than those before it, in parts of them and in ems: spacing between paragraphs.
const WIDER_STEP: (f32, f32) = (1.25, 0.2);

/// The same where it looks like a blank line.
const BLANK_STEP: f32 = 1.6;

/// A step from line to line within a paragraph where nothing else shows what is usual, in ems at most.
const LARGEST_STEP: f32 = 2.6;

/// How far the font sizes of two lines of a paragraph differ at most.
const SAME_SIZE: f32 = 0.12;

/// What a cell keeps free before and behind its text at most, in points: Word's default is 5.4.
const CELL_PADDING: f32 = 6.0;

/// The room behind a line, beyond what the next needs, that shows a line break within a paragraph that the file states, in ems.
const LINE_BREAK: f32 = 3.0;

/// The part of a region's width that a line fills at least if the edge that it shares with its neighbours is a right edge.
const LEAST_SHARED_WIDTH: f32 = 0.6;

/// The width at which lines that share a right edge are a column of text, in ems: entries of lists are mostly shorter.
const LEAST_COLUMN: f32 = 10.0;

/// A paragraph in the making.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pieces: Vec<Piece>,
    pub(crate) part: Part,
    pub(crate) place: Place,
    heading: Option<u8>,
    gap_before: bool,
    /// The element of the file's structure that it is, where that is believed.
    block: Option<TagId>,
}

/// What stands of a paragraph in one region.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    page: u32,
    lines: Vec<Line>,
    /// Which of the lines an author's line break, in the middle of a paragraph that the file states, stands before.
    broken: Vec<usize>,
    measure: Measure,
}

/// Where the lines of a region begin and end when they are full, in the frame of their direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    pub(crate) left: f32,
    pub(crate) right: f32,
    /// How far right the lines of a cell have been seen to reach, closing marks not counted.
    pub(crate) reached: Option<f32>,
}

/// The paragraphs of a cell.
pub(crate) fn of(lines: Vec<Line>, region: Rect, page: u32, guide: &Guide<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut rest = lines.into_iter().peekable();
    while let Some(first) = rest.next() {
        let direction = first.direction;
        let mut lines = vec![first];
        while let Some(line) = rest.next_if(|line| line.direction.flows_with(direction)) {
            lines.push(line);
        }
        let flow = direction.to_flow(region);
        let left = lines.iter().fold(f32::MAX, |left, line| left.min(line.flow.x0));
        let right = lines.iter().fold(f32::MIN, |right, line| right.max(line.flow.x1));
        let padding = (left - flow.x0).clamp(0.0, CELL_PADDING);
        let reached = lines.iter().filter_map(opening::unmarked_end).reduce(f32::max);
        let measure = Measure { left: left.min(flow.x0 + padding), right: right.max(flow.x1 - padding), reached };
        drafts.extend(within(lines, measure, page, guide));
    }
    drafts
}

/// The paragraphs of lines of one direction that follow each other downwards.
pub(crate) fn within(lines: Vec<Line>, measure: Measure, page: u32, guide: &Guide<'_>) -> Vec<Draft> {
    let usual = usual_step(&lines);
    let openings: Vec<Opening> = lines.iter().map(opening::of).collect();
    let blocks: Vec<Option<TagId>> = lines.iter().map(|line| block(line, guide)).collect();
    let nexts: Vec<Option<(f32, f32)>> =
        (1..=lines.len()).map(|next| lines.get(next).map(|line| (line.flow.x0, line.base))).collect();
    let mut counted: Vec<(Class, u32)> = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut first_opening: Option<Opening> = None;
    for (((line, opening), block), after) in lines.into_iter().zip(openings).zip(blocks).zip(nexts) {
        let joined = match (drafts.last(), first_opening) {
            (Some(draft), Some(first)) => {
                let step = step(draft, &line, usual, after.map(|(_, base)| base - line.base));
                let next = Next { line: &line, opening, measure, after, follows: opening.follows(&counted) };
                match (draft.block, block) {
                    (Some(a), Some(b)) => a == b,
                    _ => step == Step::Usual && goes_on(draft, first, next),
                }
            }
            _ => false,
        };
        if let Some((class, ordinal)) = opening.counts().filter(|_| !joined) {
            match counted.iter_mut().find(|(known, _)| *known == class) {
                Some(known) => known.1 = ordinal,
                None => counted.push((class, ordinal)),
            }
        }
        match drafts.last_mut().and_then(|draft| draft.pieces.last_mut()).filter(|_| joined) {
            Some(piece) => {
                let is_broken = block.is_some()
                    && piece.lines.last().is_some_and(|last| {
                        piece.measure.right - last.flow.x1 > opening.unit + LINE_BREAK * last.size
                            && !is_centred(last, piece.measure)
                    });
                if is_broken {
                    piece.broken.push(piece.lines.len());
                }
                piece.lines.push(line);
            }
            None => {
                let gap_before = drafts.last().is_some_and(|draft| step(draft, &line, usual, None) == Step::Blank);
                let heading = block.and_then(|block| match guide.role(block) {
                    Some(Role::Heading(rank)) => Some(rank.clamp(1, 9)),
                    _ => None,
                });
                let part = match block.and_then(|block| guide.role(block)) {
                    Some(Role::Note) => Part::Footnote,
                    _ => Part::Body,
                };
                drafts.push(Draft {
                    pieces: vec![Piece { page, lines: vec![line], broken: Vec::new(), measure }],
                    part,
                    place: Place::Main,
                    heading,
                    gap_before,
                    block,
                });
                first_opening = Some(opening);
            }
        }
    }
    drafts
}

/// Adds the text behind a page break, the paragraph that goes on over it joined.
pub(crate) fn append(drafts: &mut Vec<Draft>, next: Vec<Draft>) {
    let mut next = next.into_iter();
    if let Some(last) = drafts.last_mut()
        && let Some(first) = next.next()
        && let Some(first) = last.take(first)
    {
        drafts.push(first);
    }
    drafts.extend(next);
}

/// Paragraphs with their text and places.
pub(crate) fn finish(drafts: Vec<Draft>) -> Vec<Paragraph> {
    drafts.into_iter().map(Draft::into_paragraph).collect()
}

impl Draft {
    /// A line by itself, as a paragraph.
    pub(crate) fn of_line(line: Line, page: u32, part: Part, place: Place) -> Self {
        let measure = Measure { left: line.flow.x0, right: line.flow.x1, reached: None };
        let pieces = vec![Piece { page, lines: vec![line], broken: Vec::new(), measure }];
        Self { pieces, part, place, heading: None, gap_before: false, block: None }
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        text::pieces(self.lines()).concat()
    }

    /// Where the last of its lines stands.
    pub(crate) fn last_line(&self) -> Option<&Line> {
        self.pieces.last()?.lines.last()
    }

    /// Its first line.
    pub(crate) fn first_line(&self) -> Option<&Line> {
        self.pieces.first()?.lines.first()
    }

    /// Takes in a paragraph of the next region or page where it goes on there; otherwise gives it back.
    pub(crate) fn take(&mut self, next: Self) -> Option<Self> {
        if self.part != next.part || self.place != next.place {
            return Some(next);
        }
        let joined = match (self.block, next.block) {
            (Some(a), Some(b)) => a == b,
            _ => {
                let (Some(first), Some(piece)) = (self.first_line(), next.pieces.first()) else { return Some(next) };
                let Some(line) = piece.lines.first() else { return Some(next) };
                let after = piece.lines.get(1).map(|line| (line.flow.x0, line.base));
                let opening = opening::of(line);
                let follows = opening.counts().is_some_and(|(_, ordinal)| {
                    ordinal == 1 || opening::of(first).counts().is_some_and(|(_, last)| ordinal == last + 1)
                });
                goes_on(self, opening::of(first), Next { line, opening, measure: piece.measure, after, follows })
            }
        };
        if !joined {
            return Some(next);
        }
        self.pieces.extend(next.pieces);
        None
    }

    /// Its lines, and whether a line break stands before each.
    fn lines(&self) -> impl Iterator<Item = (&Line, bool)> {
        self.pieces.iter().flat_map(|piece| {
            piece.lines.iter().enumerate().map(|(at, line)| (line, piece.broken.binary_search(&at).is_ok()))
        })
    }

    /// The paragraph with its text and places.
    pub(crate) fn into_paragraph(self) -> Paragraph {
        let texts = text::pieces(self.lines());
        let mut texts = texts.into_iter();
        let mut runs: Vec<Run> = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            let text: String = texts.by_ref().take(piece.lines.len()).collect();
            let Some(bbox) = piece.lines.iter().map(|line| line.bbox).reduce(|a, b| a.union(&b)) else { continue };
            let region = Region { page: piece.page, bbox: [bbox.x0, bbox.y0, bbox.x1, bbox.y1] };
            let ocr = text::confidence(&piece.lines);
            let origin = Origin { part: self.part, regions: vec![region], ocr, ..Origin::default() };
            runs.push(Run { text, origin });
        }
        Paragraph {
            runs,
            heading: self.heading,
            gap_before: self.gap_before,
            place: self.place,
            ..Paragraph::default()
        }
    }
}

/// A line that may go on a paragraph.
#[derive(Clone, Copy)]
struct Next<'l> {
    line: &'l Line,
    opening: Opening,
    measure: Measure,
    /// Left edge and baseline of the line behind it.
    after: Option<(f32, f32)>,
    /// Whether its label is the first of its class, or follows the last.
    follows: bool,
}

/// Whether a line goes on a paragraph, by what stands in both and where; the step between them is not looked at.
fn goes_on(draft: &Draft, first_opening: Opening, next: Next<'_>) -> bool {
    let Some(piece) = draft.pieces.last() else { return false };
    let (Some(first), Some(last)) = (draft.first_line(), piece.lines.last()) else { return false };
    let Next { line, opening, measure, after, follows } = next;
    let size = last.size.max(1.0);
    if !last.direction.flows_with(line.direction)
        || (last.size - line.size).abs() > SAME_SIZE * last.size.max(line.size)
    {
        return false;
    }
    if text::ends_with_leader(last) || text::has_columns(line) {
        return false;
    }
    let room = piece.measure.right - last.flow.x1;
    let indent = last.flow.x0 - piece.measure.left;
    let end = text::End::of(last);
    let slack = match end {
        text::End::Sentence => FULL_SLACK,
        text::End::Within => FULL_SLACK_WITHIN,
        text::End::Open => FULL_SLACK_OPEN,
    };
    if is_centred(last, piece.measure) && is_centred(line, measure) {
        return room + indent < opening.unit + FULL_SLACK * size;
    }
    let is_strictly_full = room < opening.unit + FULL_SLACK * size;
    let is_shared = shares_edge(piece, next, end, size);
    let is_full = room < opening.unit + slack * size || is_shared;
    if !is_full || had_room(piece, line, opening.unit) || is_set_right(piece, next) {
        return false;
    }
    // Left edges, each from the left of its own region.
    let x = line.flow.x0 - measure.left;
    let first_x = first.flow.x0 - draft.pieces.first().map_or(0.0, |piece| piece.measure.left);
    let hangs_from =
        [first_opening.body, first_opening.colon].map(|edge| edge.map(|edge| edge - first.flow.x0 + first_x));
    let is_near = |edge: f32| (x - edge).abs() <= EDGE * size;
    // What is set in by more is set to the right, each line by itself.
    let is_indent = |edge: f32| edge <= EDGE * size || first_x - edge <= LARGEST_INDENT * size;
    let goes_on_at = continuation(draft);
    let at_edge = match goes_on_at {
        Some(edge) => is_near(edge),
        None => is_near(first_x) || hangs_from.into_iter().flatten().any(is_near) || x < first_x && is_indent(x),
    };
    if opening.is_label {
        let is_label = if opening.is_strong {
            end == text::End::Sentence
                || !is_strictly_full
                || follows
                || !at_edge
                || opening.counts().is_some_and(|(class, ordinal)| text::counts_to(last, class, ordinal))
        } else {
            end == text::End::Sentence && follows || !is_strictly_full && !is_shared
        };
        if is_label {
            return false;
        }
    }
    if at_edge
        || end != text::End::Sentence && text::has_column_at(last, line.flow.x0 - measure.left + piece.measure.left)
    {
        return true;
    }
    match goes_on_at {
        // The first line of a paragraph that is set in, or a paragraph further out.
        Some(_) => false,
        // Set in behind a full first line: text that hangs, where it goes on a sentence, or the line after it hangs too.
        None => x > first_x && (end != text::End::Sentence || after.is_none_or(|(x0, _)| is_near(x0 - measure.left))),
    }
}

/// Where the second and later lines of a paragraph begin, from the left of their region.
fn continuation(draft: &Draft) -> Option<f32> {
    let mut edges =
        draft.pieces.iter().flat_map(|piece| piece.lines.iter().map(|line| line.flow.x0 - piece.measure.left));
    edges.nth(1)
}

fn is_centred(line: &Line, measure: Measure) -> bool {
    let (left, right) = (line.flow.x0 - measure.left, measure.right - line.flow.x1);
    left.min(right) > CENTRED.0 * line.size && (left - right).abs() < CENTRED.1 * line.size
}

/// Whether a line of a narrow cell shows that the character which begins the next one had room behind it: another line of the
/// cell reaches as far. Beside figures and marks that says nothing, as they may be set closer or further apart.
fn had_room(piece: &Piece, next: &Line, unit: f32) -> bool {
    let (Some(last), Some(reached)) = (piece.lines.last(), piece.measure.reached) else { return false };
    let size = last.size.max(1.0);
    let is_between = |line: Option<&Character>| line.is_some_and(|character| lines::is_ideograph(character.text));
    piece.measure.right - piece.measure.left < NARROW * size
        && is_between(last.characters.iter().rfind(|character| lines::is_visible(character)))
        && is_between(next.characters.first())
        && unit <= (1.0 + SAME_EDGE) * size
        && reached - last.flow.x1 >= unit - ROUNDING
}

/// Whether two lines are set to the right: they end at the right edge and begin far from the left one, each where its length
/// says. Where the line behind them begins as the second does, they are text set in, of which the first line is set in further.
fn is_set_right(piece: &Piece, next: Next<'_>) -> bool {
    let Some(last) = piece.lines.last() else { return false };
    let size = last.size.max(1.0);
    let place = |line: &Line, measure: Measure| (line.flow.x0 - measure.left, measure.right - line.flow.x1);
    let (a, b) = (place(last, piece.measure), place(next.line, next.measure));
    let is_same = |a: f32, b: f32| (a - b).abs() <= SAME_EDGE * size;
    a.0.min(b.0) > LARGEST_INDENT * size
        && a.1.max(b.1) <= HANGING * size
        && is_same(a.1, b.1)
        && !is_same(a.0, b.0)
        && next.after.is_none_or(|(x0, _)| !is_same(x0 - next.measure.left, b.0))
}

/// Whether a line that ends in the middle of a sentence does so at one edge with its neighbours: text set in from the right, or
/// a column beside a drawing. With the line behind it that counts only where they begin apart: entries of a list may be equally
/// long by chance.
fn shares_edge(piece: &Piece, next: Next<'_>, end: text::End, size: f32) -> bool {
    let [lines @ .., last] = piece.lines.as_slice() else { return false };
    let Measure { left, right, .. } = piece.measure;
    let is_same = |gap: f32| gap.abs() < SAME_EDGE * size;
    let is_column = last.flow.width() >= LEAST_COLUMN * size;
    let with_last = lines.last().is_some_and(|before| is_same(before.flow.x1 - last.flow.x1))
        && (is_column || last.flow.width() > LEAST_SHARED_WIDTH * (right - left));
    let set_in = (last.flow.x0 - left) - (next.line.flow.x0 - next.measure.left);
    let with_next =
        is_column && set_in > EDGE * size && is_same((right - last.flow.x1) - (next.measure.right - next.line.flow.x1));
    end != text::End::Sentence && (with_last || with_next)
}

/// How far a line is below the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Usual,
    Wider,
    Blank,
}

fn step(draft: &Draft, line: &Line, usual: Option<f32>, following: Option<f32>) -> Step {
    let Some([lines @ .., last]) = draft.pieces.last().map(|piece| piece.lines.as_slice()) else { return Step::Blank };
    let size = last.size.max(line.size).max(1.0);
    let step = line.base - last.base;
    if step <= 0.0 {
        return Step::Wider;
    }
    let own = lines.last().map(|before| last.base - before.base);
    // A page may have passages of wider lines: the step behind the line is as good as the usual one.
    let near = following.filter(|following| *following <= LARGEST_STEP * size);
    let expected = own.or(usual.map(|usual| near.map_or(usual * size, |near| near.max(usual * size))));
    match expected {
        Some(expected) if step > expected * BLANK_STEP => Step::Blank,
        Some(expected) if step > expected * WIDER_STEP.0 && step > expected + WIDER_STEP.1 * size => Step::Wider,
        Some(_) => Step::Usual,
        None if step > LARGEST_STEP * size => Step::Blank,
        None => Step::Usual,
    }
}

/// The median step from line to line, in ems.
fn usual_step(lines: &[Line]) -> Option<f32> {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((b.base - a.base) / a.size.max(b.size).max(1.0)),
            _ => None,
        })
        .filter(|step| (0.5..4.0).contains(step))
        .collect();
    if steps.len() < 2 {
        return None;
    }
    let middle = (steps.len() - 1) / 2;
    steps.sort_by(f32::total_cmp);
    steps.get(middle).copied()
}

/// The element of the structure to which most of a line belongs, where the structure is believed.
fn block(line: &Line, guide: &Guide<'_>) -> Option<TagId> {
    if !guide.joins {
        return None;
    }
    // The vote of Boyer and Moore.
    let mut winner: Option<TagId> = None;
    let mut votes = 0usize;
    for block in line.characters.iter().filter_map(|character| guide.block(character)) {
        if votes == 0 {
            winner = Some(block);
        }
        if winner == Some(block) {
            votes += 1;
        } else {
            votes -= 1;
        }
    }
    winner
}
