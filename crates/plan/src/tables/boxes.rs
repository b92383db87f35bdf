//! Tables ruled with box-drawing characters, `┌─┬─┐ │ ├─┼─┤ └─┴─┘`, as old text files and law databases draw them, or with
//! `+---+ |`.

use std::collections::BTreeSet;

use document::TableSource;

use super::{Found, from_cells};
use crate::lines::{Break, CellTable, Line, Piece, SourceCell};
use crate::text::{GENERATED, Text, is_blank, narrow_width, width};
use crate::{Lexicon, TableRule};

/// A ruled table that begins at `pieces[at]`: one frame around all lines, with two columns or more. Anything else that is drawn
/// is a figure.
pub(super) fn at(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Found> {
    let first = pieces.get(at)?.line()?;
    let ascii = first.text.first_visible() == Some('+');
    let stroke: fn(char) -> bool = if ascii { is_ascii_stroke } else { is_stroke };
    let lines: Vec<&Line> =
        pieces[at..].iter().map_while(Piece::line).take_while(|line| is_framed(&line.text, stroke)).collect();
    let end = if ascii {
        lines.iter().rposition(|line| is_border(&line.text, &['+'], stroke)).filter(|last| *last > 0)? + 1
    } else {
        lines.iter().position(|line| is_border(&line.text, &['└', '╰', '┗', '╚'], stroke))? + 1
    };
    if !is_border(&lines[0].text, &['┌', '╭', '┏', '╔', '+'], stroke) {
        return None;
    }
    let measured = |measure: fn(char) -> usize| -> Vec<Drawn> {
        lines[..end].iter().map(|line| Drawn::new(&line.text, ascii, measure)).collect()
    };
    let within =
        |off: usize| move |drawn: &Vec<Drawn>| drawn.iter().all(|line| line.width.abs_diff(drawn[0].width) <= off);
    let drawn = (MEASURES.into_iter().map(measured).find(within(0)))
        .or_else(|| straightened(measured(width)))
        .or_else(|| MEASURES.into_iter().map(measured).find(within(1)))?;
    let edges: Vec<usize> =
        drawn.iter().flat_map(|line| line.joints.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    let body = |line: &&Drawn| !line.text.chars().iter().all(|c| is_stroke(*c) || is_blank(*c));
    let edges: Vec<usize> = edges
        .into_iter()
        .filter(|edge| {
            drawn.iter().filter(body).any(|line| line.at(*edge).is_some_and(is_vertical) || line.has_edge(*edge))
        })
        .collect();
    if edges.len() < 3 {
        return None;
    }
    let mut grid = from_cells(
        &CellTable { source: TableSource::Rules, lists: None, caption: None, cells: cells(&drawn, &edges) },
        lexicon,
    )?;
    grid.found = TableRule::Box;
    grid.marks = lines[..end].iter().map(|line| line.text.only(stroke)).collect();
    Some(Found { grid, next: at + end })
}

/// Columns of a character where strokes are as wide as Chinese characters, and where they are half as wide.
const MEASURES: [fn(char) -> usize; 2] = [width, narrow_width];

/// The strokes of a ruled line: what the table is drawn with, not what it says.
pub(super) fn is_stroke(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}')
}

fn is_ascii_stroke(c: char) -> bool {
    matches!(c, '+' | '-' | '=' | '|')
}

fn is_framed(text: &Text, stroke: fn(char) -> bool) -> bool {
    text.first_visible().is_some_and(stroke) && text.last_visible().is_some_and(stroke)
}

/// A line of strokes alone that begins with one of these corners.
fn is_border(text: &Text, corners: &[char], stroke: fn(char) -> bool) -> bool {
    text.first_visible().is_some_and(|c| corners.contains(&c))
        && text.chars().iter().all(|c| stroke(*c) || is_blank(*c))
}

fn is_vertical(c: char) -> bool {
    matches!(c, '│' | '┃' | '║')
}

fn is_horizontal(c: char) -> bool {
    matches!(c, '─' | '━' | '═')
}

/// A line of the drawing, its characters at their columns.
struct Drawn {
    text: Text,
    /// The column at which each character stands.
    columns: Vec<usize>,
    width: usize,
    /// Columns at which a vertical rule may stand: verticals and joints.
    joints: Vec<usize>,
}

impl Drawn {
    fn new(text: &Text, ascii: bool, measure: fn(char) -> usize) -> Self {
        let text = text.trimmed();
        let mut columns = Vec::with_capacity(text.len());
        let mut column = 0;
        for c in text.chars() {
            columns.push(column);
            column += measure(*c);
        }
        let text = if ascii { redrawn(&text) } else { text };
        let rule = |c: char| is_stroke(c) && !is_horizontal(c);
        let joints = text.chars().iter().zip(&columns).filter(|(c, _)| rule(**c)).map(|(_, column)| *column).collect();
        Self { columns, width: column, joints, text }
    }

    /// The character that covers a column.
    fn at(&self, column: usize) -> Option<char> {
        self.text.get(self.columns.partition_point(|start| *start <= column).checked_sub(1)?)
    }

    /// Whether a horizontal rule crosses the middle between two edges.
    fn is_ruled(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|column| self.at(column).is_some_and(is_horizontal))
    }

    /// Whether a vertical rule stands at an edge.
    fn has_edge(&self, edge: usize) -> bool {
        self.at(edge).is_some_and(|c| is_vertical(c) || is_stroke(c) && !is_horizontal(c))
    }

    fn between(&self, from: usize, to: usize) -> Text {
        let start = self.columns.partition_point(|column| *column <= from);
        let end = self.columns.partition_point(|column| *column < to);
        let text = self.text.slice(start..end);
        if text.chars().iter().all(|c| is_stroke(*c) || is_blank(*c)) { Text::default() } else { text.trimmed() }
    }
}

/// Lines of which the rules stand below each other again, where blanks were lost; `None` where not all have the same rules.
fn straightened(mut drawn: Vec<Drawn>) -> Option<Vec<Drawn>> {
    let count = drawn.first()?.joints.len();
    if drawn.iter().any(|line| line.joints.len() != count) {
        return None;
    }
    let mut edges = vec![0];
    for edge in 1..count {
        let widest = drawn.iter().map(|line| line.joints[edge] - line.joints[edge - 1]).max()?;
        edges.push(edges[edge - 1] + widest);
    }
    for line in &mut drawn {
        for column in &mut line.columns {
            let edge = line.joints.partition_point(|joint| joint <= column).saturating_sub(1);
            *column = edges[edge] + column.saturating_sub(line.joints[edge]);
        }
        line.joints.clone_from(&edges);
    }
    Some(drawn)
}

/// A line with its ASCII rules as box drawing; signs within the words stay.
fn redrawn(text: &Text) -> Text {
    let border = text.chars().iter().all(|c| is_ascii_stroke(*c));
    let mut drawn = Text::default();
    for (c, at) in text.chars().iter().zip(text.positions()) {
        let c = match c {
            '+' if border => '┼',
            '-' | '=' if border => '─',
            '|' => '│',
            c => *c,
        };
        drawn.push(c, *at);
    }
    drawn
}

fn cells(drawn: &[Drawn], edges: &[usize]) -> Vec<SourceCell> {
    let is_rule = |line: &Drawn| edges.windows(2).any(|edge| line.is_ruled(edge[0], edge[1]));
    let rules: Vec<usize> = (0..drawn.len()).filter(|line| is_rule(&drawn[*line])).collect();
    let bands: Vec<(usize, usize)> =
        rules.windows(2).map(|pair| (pair[0], pair[1])).filter(|(from, to)| to > &(from + 1)).collect();
    let columns = edges.len() - 1;
    let mut taken = vec![vec![false; columns]; bands.len()];
    let mut cells = Vec::new();
    for row in 0..bands.len() {
        for column in 0..columns {
            if taken[row][column] {
                continue;
            }
            let (from, to) = bands[row];
            let mut right = column + 1;
            while right < columns && drawn[from + 1..to].iter().all(|line| !line.has_edge(edges[right])) {
                right += 1;
            }
            let mut below = row + 1;
            while below < bands.len() && !drawn[bands[below].0].is_ruled(edges[column], edges[right]) {
                below += 1;
            }
            for line in &mut taken[row..below] {
                line[column..right].fill(true);
            }
            let body = &drawn[from + 1..bands[below - 1].1];
            cells.push(SourceCell {
                row,
                column,
                rows: below - row,
                columns: right - column,
                header: false,
                lines: paragraphs(body, edges[column], edges[right]),
                tables: Vec::new(),
            });
        }
    }
    cells
}

/// The lines of a cell, those that fill it joined to the next.
fn paragraphs(lines: &[Drawn], from: usize, to: usize) -> Vec<Line> {
    let mut paragraphs: Vec<Text> = Vec::new();
    let mut full = false;
    for line in lines {
        let text = line.between(from, to);
        if text.is_blank() {
            continue;
        }
        let labelled = numerals::label::at(text.chars(), 0).is_some();
        let fills = text.width() + 4 >= to - from;
        match paragraphs.last_mut() {
            Some(last) if full && !labelled => {
                last.push(' ', GENERATED);
                last.append(&text);
            }
            _ => paragraphs.push(text),
        }
        full = fills;
    }
    paragraphs.into_iter().map(|text| Line::new(text, Break::Paragraph)).collect()
}
