//! Tables between bars: `| a | b |` with or without a line of dashes below the header.

use super::header::likeness;
use super::{Found, Grid, GridCell, GridColumn, is_key, merge};
use crate::lines::{Line, Piece};
use crate::text::{Text, is_blank};
use crate::{Lexicon, TableRule};

/// A table between bars that begins at `pieces[at]`.
pub(super) fn at(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Found> {
    let count = pieces[at..].iter().take_while(|piece| barred(piece).is_some()).count();
    let lines: Vec<&Line> = pieces[at..at + count].iter().filter_map(barred).collect();
    let rows: Vec<Vec<Text>> = lines.iter().map(|line| cells(&line.text)).collect();
    let width = rows.iter().map(Vec::len).max()?;
    if rows.len() < 2 || width < 2 {
        return None;
    }
    let ruled = rows.iter().position(|row| is_rule(row));
    let header = ruled.unwrap_or_else(|| {
        let named = rows[0].iter().filter(|cell| likeness(&cell.closed(), lexicon) >= 0.5).count();
        usize::from(named >= 2 && named * 2 >= rows[0].len() || super::aligned::heads_body(&rows))
    });
    let columns = (0..width)
        .map(|column| {
            GridColumn::new(
                rows[..header]
                    .iter()
                    .filter_map(|row| row.get(column))
                    .filter(|cell| !cell.is_blank())
                    .map(|cell| vec![cell.clone()])
                    .collect(),
            )
        })
        .collect();
    let mut grid = Grid::new(TableRule::Bars, columns);
    let names: Vec<String> = grid.columns.iter().map(GridColumn::name).collect();
    grid.marks = lines.iter().map(|line| line.text.only(is_bar)).collect();
    for row in rows.into_iter().skip(header) {
        if is_rule(&row) {
            grid.marks.extend(row);
            continue;
        }
        if row.iter().map(Text::closed).eq(names.iter().cloned()) {
            grid.repeated.extend(row);
            continue;
        }
        let mut filled: Vec<GridCell> = row.into_iter().map(|cell| paragraphs(cell, &mut grid.marks)).collect();
        filled.resize_with(width, GridCell::default);
        grid.rows.push(filled);
    }
    grid.assign_roles(lexicon);
    let keys = grid.columns.iter().take_while(|column| is_key(column.role)).count();
    if keys > 0 && keys < width {
        merge::down(&mut grid, 0..=keys - 1);
    }
    (!grid.rows.is_empty()).then_some(Found { grid, next: at + count })
}

fn barred(piece: &Piece) -> Option<&Line> {
    let line = piece.line()?;
    let text = line.text.trimmed();
    let bars = text.chars().iter().filter(|c| is_bar(**c)).count();
    (bars >= 2 && text.get(0).is_some_and(is_bar)).then_some(line)
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

fn cells(text: &Text) -> Vec<Text> {
    let text = text.trimmed();
    let mut cells = Vec::new();
    let mut start = 1;
    for (index, c) in text.chars().iter().enumerate().skip(1) {
        if is_bar(*c) && text.get(index - 1) != Some('\\') {
            cells.push(text.slice(start..index).trimmed());
            start = index + 1;
        }
    }
    let rest = text.from(start).trimmed();
    if !rest.is_blank() {
        cells.push(rest);
    }
    cells
}

/// `---`, `:--:` in every cell.
fn is_rule(row: &[Text]) -> bool {
    row.iter().all(|cell| cell.chars().iter().all(|c| matches!(c, '-' | ':' | '—' | '=') || is_blank(*c)))
        && row.iter().any(|cell| cell.visible() >= 2)
}

/// A cell's text, cut at `<br>`, which goes to the marks.
fn paragraphs(text: Text, marks: &mut Vec<Text>) -> GridCell {
    const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];
    let raw = text.raw();
    if !raw.contains("<br") {
        return GridCell { paragraphs: if text.is_blank() { Vec::new() } else { vec![text] } };
    }
    let mut paragraphs = Vec::new();
    let (mut start, mut index) = (0, 0);
    while index < text.len() {
        let rest: String = text.slice(index..index + 6).raw();
        match BREAKS.iter().find(|mark| rest.starts_with(**mark)) {
            Some(mark) => {
                paragraphs.push(text.slice(start..index).trimmed());
                let length = mark.chars().count();
                marks.push(text.slice(index..index + length));
                index += length;
                start = index;
            }
            None => index += 1,
        }
    }
    paragraphs.push(text.from(start).trimmed());
    paragraphs.retain(|paragraph| !paragraph.is_blank());
    GridCell { paragraphs }
}
