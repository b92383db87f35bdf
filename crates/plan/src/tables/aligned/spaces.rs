//! Columns kept apart by runs of blanks, as page-to-text tools lay them out.

use super::{closed, filled, is_header};
use crate::Lexicon;
use crate::lines::{Line, Piece};
use crate::tables::boxes;
use crate::text::{Text, is_blank, width};

/// Lines with a single cell that the last row may go on with.
const MOST_LINES_BEHIND: usize = 3;

/// Blanks, in columns of a terminal, that part two cells.
const LEAST_GAP: usize = 2;

/// Fewer names make no header.
const LEAST_NAMES: usize = 2;

/// Under fewer names every line has a text right under each.
const LEAST_LOOSE_NAMES: usize = 3;

/// What a place in a line is counted in: page-to-text tools count a Chinese character as one or as two.
#[derive(Clone, Copy)]
enum Measure {
    Columns,
    Characters,
}

/// A table laid out with blanks.
pub(super) struct Spaced {
    /// Its lines, each cut at the columns, and the pieces that they are.
    pub(super) rows: Vec<(usize, Vec<Text>)>,
    /// Lines that rule it, ascending.
    pub(super) rules: Vec<usize>,
    /// The first piece behind it.
    pub(super) next: usize,
}

/// The table that begins with a header at `pieces[at]`, or with a rule above one. Where it must end, `end` says, which looks far
/// ahead: it is asked below a header only.
pub(super) fn find(pieces: &[Piece], at: usize, end: &dyn Fn() -> usize, lexicon: &Lexicon) -> Option<Spaced> {
    let rule = is_rule(pieces.get(at)?.line()?).then_some(at);
    let head = at + usize::from(rule.is_some());
    if !has_gaps(pieces.get(head)?.line()?) {
        return None;
    }
    let (mut found, _) = [Measure::Columns, Measure::Characters]
        .into_iter()
        .filter_map(|measure| find_by(pieces, head, end, measure, lexicon))
        .max_by_key(|(_, aligned)| *aligned)?;
    found.rules.splice(0..0, rule);
    Some(found)
}

/// The table, and how many of its segments begin right under a header.
fn find_by(
    pieces: &[Piece],
    at: usize,
    end: &dyn Fn() -> usize,
    measure: Measure,
    lexicon: &Lexicon,
) -> Option<(Spaced, usize)> {
    let head = segments(pieces.get(at)?.line()?, measure, &[]);
    let names: Vec<Text> = head.iter().map(|segment| segment.text.clone()).collect();
    if head.len() < LEAST_NAMES || !is_header(&names, lexicon) {
        return None;
    }
    let starts: Vec<usize> = head.iter().map(|segment| segment.start).collect();
    let is_under = |segments: &[Segment]| {
        let under = |(segment, name): (&Segment, &Segment)| (name.start..name.end).contains(&segment.start);
        head.len() >= LEAST_LOOSE_NAMES || segments.len() == head.len() && segments.iter().zip(&head).all(under)
    };
    let row = |at: usize| {
        Some(segments(pieces.get(at)?.line()?, measure, &starts)).and_then(|segments| lay(&segments, &starts))
    };
    let is_wide = |row: &[Text]| filled(row) >= 2;
    // Where the header stands once more below itself, the table begins with the last of them.
    let below = (at + 1..pieces.len()).find(|below| !pieces[*below].line().is_some_and(is_rule));
    if below.and_then(row).is_some_and(|row| closed(&row) == closed(&names)) {
        return None;
    }
    let mut rows = vec![(at, names)];
    let mut rules = Vec::new();
    let mut last_wide = 0;
    let mut aligned = 0;
    for (index, piece) in pieces.iter().enumerate().take(end()).skip(at + 1) {
        let Some(line) = piece.line() else { break };
        if is_rule(line) {
            rules.push(index);
            // Text below a rule is no rest of the row above it.
            if row(index + 1).is_some_and(|row| is_wide(&row)) {
                continue;
            }
            break;
        }
        let segments = segments(line, measure, &starts);
        let Some(row) = lay(&segments, &starts).filter(|_| is_under(&segments)) else { break };
        aligned += segments.iter().filter(|segment| starts.contains(&segment.start)).count();
        if is_wide(&row) {
            last_wide = rows.len();
        }
        rows.push((index, row));
    }
    let wrapped = rows.len().saturating_sub(last_wide + 1).min(MOST_LINES_BEHIND);
    rows.truncate(last_wide + 1 + wrapped);
    let last = rows.last().map_or(at, |(last, _)| *last);
    rules.retain(|rule| *rule <= last + 1);
    let next = rules.last().map_or(last, |rule| last.max(*rule)) + 1;
    let wide = rows[1..].iter().filter(|(_, row)| is_wide(row)).count();
    (wide >= 2).then_some((Spaced { rows, rules, next }, aligned))
}

/// Strokes that make a rule at least.
const LEAST_STROKES: usize = 8;

/// Whether a line is nothing but a rule.
pub(super) fn is_rule(line: &Line) -> bool {
    let mut strokes = line.text.trimmed_chars().iter().filter(|c| !is_blank(**c));
    let is_stroke = |c: &char| boxes::is_stroke(*c) || matches!(c, '-' | '=' | '_' | '—' | '－' | '＝' | '＿' | '￣');
    line.text.visible() >= LEAST_STROKES && strokes.all(is_stroke)
}

/// Whether blanks part a line into as many segments as a header has names.
fn has_gaps(line: &Line) -> bool {
    let gaps = line.text.trimmed_chars().split(|c| !is_blank(*c));
    gaps.filter(|gap| gap.iter().map(|c| width(*c)).sum::<usize>() >= LEAST_GAP).count() + 1 >= LEAST_NAMES
}

struct Segment {
    text: Text,
    start: usize,
    end: usize,
}

/// The pieces of a line that blanks part: several, or one before the start of a column.
fn segments(line: &Line, measure: Measure, starts: &[usize]) -> Vec<Segment> {
    let text = &line.text;
    let mut segments: Vec<Segment> = Vec::new();
    let (mut place, mut gap) = (0, LEAST_GAP);
    for (index, c) in text.chars().iter().enumerate() {
        let wide = match measure {
            Measure::Columns => width(*c),
            Measure::Characters => 1,
        };
        if is_blank(*c) {
            gap += width(*c);
        } else {
            // A cell that fills its column leaves one blank, which may be the first place of the next.
            let begins_column = || starts.iter().any(|start| (*start..=start + 1).contains(&place));
            if gap >= LEAST_GAP || gap > 0 && begins_column() {
                segments.push(Segment { text: Text::default(), start: place, end: place });
            }
            if let Some(last) = segments.last_mut() {
                last.end = place + wide;
                last.text.push(*c, text.positions()[index]);
            }
            gap = 0;
        }
        place += wide;
    }
    segments
}

/// The segments under their columns; `None` where one runs across columns, as prose does.
fn lay(segments: &[Segment], starts: &[usize]) -> Option<Vec<Text>> {
    let mut row = vec![Text::default(); starts.len()];
    for segment in segments {
        let column = starts
            .iter()
            .enumerate()
            .rev()
            .find(|(_, start)| **start <= segment.start + LEAST_GAP)
            .map_or(0, |(column, _)| column);
        let crossed = starts.iter().skip(column + 1).filter(|start| **start + LEAST_GAP < segment.end).count();
        if crossed > 1 || crossed > 0 && segments.len() == 1 {
            return None;
        }
        if !row[column].is_blank() {
            row[column].push(' ', crate::text::GENERATED);
        }
        row[column].append(&segment.text);
    }
    Some(row)
}
