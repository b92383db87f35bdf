//! Columns kept apart by runs of blanks, as page-to-text tools lay them out.

use super::is_header;
use crate::Lexicon;
use crate::lines::{Line, Piece};
use crate::text::{Text, is_blank, width};

/// Lines with a single cell that the last row may go on with.
const MOST_LINES_BEHIND: usize = 3;

/// Blanks, in columns of a terminal, that part two cells.
const LEAST_GAP: usize = 2;

/// Fewer names make no header.
const LEAST_NAMES: usize = 3;

/// What a place in a line is counted in: page-to-text tools count a Chinese character as one or as two.
#[derive(Clone, Copy)]
enum Measure {
    Columns,
    Characters,
}

/// The lines of a table laid out with blanks that begins with a header at `pieces[at]`, each cut at the columns. Where it must end, `end`
/// says, which looks far ahead: it is asked below a header only.
pub(super) fn cells(pieces: &[Piece], at: usize, end: &dyn Fn() -> usize, lexicon: &Lexicon) -> Option<Vec<Vec<Text>>> {
    if !has_gaps(pieces.get(at)?.line()?) {
        return None;
    }
    [Measure::Columns, Measure::Characters]
        .into_iter()
        .filter_map(|measure| cells_by(pieces, at, end, measure, lexicon))
        .max_by_key(|(_, aligned)| *aligned)
        .map(|(cells, _)| cells)
}

/// The lines, and how many of their segments begin right under a header.
fn cells_by(
    pieces: &[Piece],
    at: usize,
    end: &dyn Fn() -> usize,
    measure: Measure,
    lexicon: &Lexicon,
) -> Option<(Vec<Vec<Text>>, usize)> {
    let head = segments(pieces.get(at)?.line()?, measure);
    let names: Vec<Text> = head.iter().map(|segment| segment.text.clone()).collect();
    if head.len() < LEAST_NAMES || !is_header(&names, lexicon) {
        return None;
    }
    let starts: Vec<usize> = head.iter().map(|segment| segment.start).collect();
    let mut rows = vec![names];
    let mut last_wide = 0;
    let mut aligned = 0;
    for piece in &pieces[at + 1..end().max(at + 1)] {
        let Some(line) = piece.line() else { break };
        let segments = segments(line, measure);
        let Some(row) = lay(&segments, &starts) else { break };
        aligned += segments.iter().filter(|segment| starts.contains(&segment.start)).count();
        if row.iter().filter(|cell| !cell.is_blank()).count() >= 2 {
            last_wide = rows.len();
        }
        rows.push(row);
    }
    let wrapped = rows.len().saturating_sub(last_wide + 1).min(MOST_LINES_BEHIND);
    rows.truncate(last_wide + 1 + wrapped);
    let wide = rows[1..].iter().filter(|row| row.iter().filter(|cell| !cell.is_blank()).count() >= 2).count();
    (wide >= 2).then_some((rows, aligned))
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

fn segments(line: &Line, measure: Measure) -> Vec<Segment> {
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
            if gap >= LEAST_GAP {
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
