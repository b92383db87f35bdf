//! Tables drawn on pages in code, and what is read of them as text.

use document::{Block, Limits, Part};

use super::{Table, finish, ruled};
use crate::guide::Guide;
use crate::testing::{page, text_line};
use crate::{Page, Rect, Rule, Tags};

/// How rules are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Each line as one stroke.
    Strokes,
    /// Four strokes for each cell.
    PerCell,
    /// A thick filled box for each side of a cell.
    Boxes,
    /// Two lines, 2 points apart.
    Double,
    /// Dashes of 3 points, 3 apart.
    Dashes,
    /// Four strokes for each cell, each up to 0.7 points off.
    Jitter(u32),
}

/// A cell to draw: row, column, rows, columns, text.
pub(super) type Drawn<'t> = (usize, usize, usize, usize, &'t str);

fn level(x0: f32, x1: f32, y: f32, width: f32) -> Rule {
    Rule { bbox: Rect::new(x0, y - width / 2.0, x1, y + width / 2.0), is_vertical: false }
}

fn upright(x: f32, y0: f32, y1: f32, width: f32) -> Rule {
    Rule { bbox: Rect::new(x - width / 2.0, y0, x + width / 2.0, y1), is_vertical: true }
}

/// Any line that is level or upright.
pub(super) fn line(x0: f32, y0: f32, x1: f32, y1: f32) -> Rule {
    if (x1 - x0).abs() >= (y1 - y0).abs() { level(x0, x1, y0, 0.5) } else { upright(x0, y0, y1, 0.5) }
}

/// The four sides of a box.
pub(super) fn sides(bbox: Rect) -> [Rule; 4] {
    let Rect { x0, y0, x1, y1 } = bbox;
    [line(x0, y0, x1, y0), line(x0, y1, x1, y1), line(x0, y0, x0, y1), line(x1, y0, x1, y1)]
}

/// Draws cells on a grid, their texts in 10 points, wrapped by the cell.
pub(super) fn draw(page: &mut Page, columns: &[f32], rows: &[f32], cells: &[Drawn<'_>], style: Style) {
    let mut seed = match style {
        Style::Jitter(seed) => seed | 1,
        _ => 1,
    };
    let mut off = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if matches!(style, Style::Jitter(_)) { ((seed >> 16) % 141) as f32 / 100.0 - 0.7 } else { 0.0 }
    };
    for &(row, column, height, width, text) in cells {
        let cell = Rect { x0: columns[column], y0: rows[row], x1: columns[column + width], y1: rows[row + height] };
        for side in sides(cell) {
            let Rect { x0, y0, x1, y1 } = side.bbox;
            let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
            match (style, side.is_vertical) {
                (Style::Strokes | Style::PerCell, _) => page.rules.push(side),
                (Style::Boxes, true) => page.rules.push(upright(x, y0 - 0.75, y1 + 0.75, 1.5)),
                (Style::Boxes, false) => page.rules.push(level(x0 - 0.75, x1 + 0.75, y, 1.5)),
                (Style::Double, true) => {
                    page.rules.extend([upright(x - 1.0, y0, y1, 0.5), upright(x + 1.0, y0, y1, 0.5)])
                }
                (Style::Double, false) => page.rules.extend([level(x0, x1, y - 1.0, 0.5), level(x0, x1, y + 1.0, 0.5)]),
                (Style::Dashes, true) => {
                    let count = ((y1 - y0) / 6.0).ceil() as usize;
                    page.rules
                        .extend((0..count).map(|i| upright(x, y0 + 6.0 * i as f32, y0 + 6.0 * i as f32 + 3.0, 0.5)));
                }
                (Style::Dashes, false) => {
                    let count = ((x1 - x0) / 6.0).ceil() as usize;
                    page.rules
                        .extend((0..count).map(|i| level(x0 + 6.0 * i as f32, x0 + 6.0 * i as f32 + 3.0, y, 0.5)));
                }
                (Style::Jitter(_), true) => page.rules.push(upright(x + off(), y0 + off(), y1 + off(), 0.5)),
                (Style::Jitter(_), false) => page.rules.push(level(x0 + off(), x1 + off(), y + off(), 0.5)),
            }
        }
        write(page, cell, text);
    }
}

/// Writes a text into a box, from its top, wrapped at its right.
pub(super) fn write(page: &mut Page, cell: Rect, text: &str) {
    let room = (((cell.width() - 4.0) / 10.0) as usize).max(1);
    let mut y = cell.y0 + 3.0;
    for paragraph in text.split('\n') {
        let characters: Vec<char> = paragraph.chars().collect();
        for line in characters.chunks(room) {
            page.characters.extend(text_line(cell.x0 + 2.0, y, 10.0, &line.iter().collect::<String>()));
            y += 13.0;
        }
    }
}

/// The edges of a number of columns or rows of one size.
pub(super) fn edges(from: f32, size: f32, count: usize) -> Vec<f32> {
    (0..=count).map(|index| from + size * index as f32).collect()
}

/// A page with one table of cells of 100 by 40 points.
pub(super) fn table_page(number: u32, (rows, columns): (usize, usize), cells: &[Drawn<'_>], style: Style) -> Page {
    let mut page = page(number);
    draw(&mut page, &edges(50.0, 100.0, columns), &edges(100.0, 40.0, rows), cells, style);
    page
}

/// What is read of a page's ruled tables.
pub(super) fn read(page: &Page) -> Vec<Table> {
    read_tagged(page, &Tags::default())
}

/// The same with a structure.
pub(super) fn read_tagged(page: &Page, tags: &Tags) -> Vec<Table> {
    let guide = Guide::new(std::slice::from_ref(page), tags);
    ruled(page, &guide).into_iter().map(|found| found.table).collect()
}

/// Tables as text, a line for each cell.
pub(super) fn dump(tables: Vec<Table>) -> String {
    let mut dump = String::new();
    for table in tables {
        push_table(&finish(table, &Limits::DEFAULT), 0, &mut dump);
    }
    dump
}

fn push_table(table: &document::Table, depth: usize, dump: &mut String) {
    let (rows, columns) = table.size();
    *dump += &format!("{}{rows}x{columns}\n", "  ".repeat(depth));
    for cell in &table.cells {
        let span =
            if cell.rows * cell.columns > 1 { format!(" {}x{}", cell.rows, cell.columns) } else { String::new() };
        let mark = if cell.header { " H" } else { "" };
        let texts: Vec<String> = cell
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => {
                    assert!(paragraph.runs.iter().all(|run| run.origin.part == Part::Body));
                    Some(paragraph.text())
                }
                _ => None,
            })
            .collect();
        *dump +=
            format!("{}{},{}{span}{mark} {}", "  ".repeat(depth), cell.row, cell.column, texts.join("/")).trim_end();
        dump.push('\n');
        for block in &cell.blocks {
            if let Block::Table(table) = block {
                push_table(table, depth + 1, dump);
            }
        }
    }
}
