//! Documents that no reader has read: anything that the model can hold.

use document::{Block, Cell, Document, Flow, Origin, Paragraph, Part, Place, Run, Table, TableSource};

use crate::lines::{LABELS, WORDS};

/// Blocks of a document.
const BLOCKS: usize = 40;
/// Rows, and columns, of a table.
const SIDE: usize = 7;
/// Tables within tables.
const NESTED: usize = 3;

/// Single characters: of both scripts, of several widths, of none, private ones.
const CHARACTERS: [char; 24] = [
    '計', '计', 'Ａ', 'a', '1', '１', '　', ' ', '、', '。', '（', ')', '：', '\n', '\t', '\u{200B}', '\u{E000}',
    '\u{FFFD}', '\u{2028}', '㊀', '﹙', '\u{F0A8}', '|', '𠀋',
];

/// A document by numbers below the limits that are given to `below`.
pub fn document(below: &mut dyn FnMut(usize) -> usize) -> Document {
    let flow = if below(2) == 0 { Flow::Paragraphs } else { Flow::Lines };
    Document { blocks: blocks(BLOCKS, NESTED, below), flow }
}

fn blocks(most: usize, depth: usize, below: &mut dyn FnMut(usize) -> usize) -> Vec<Block> {
    let count = below(most);
    let mut blocks = Vec::with_capacity(count);
    for _ in 0..count {
        blocks.push(if depth > 0 && below(5) == 0 {
            Block::Table(table(depth - 1, below))
        } else {
            Block::Paragraph(paragraph(below))
        });
    }
    blocks
}

fn paragraph(below: &mut dyn FnMut(usize) -> usize) -> Paragraph {
    let label = LABELS.get(below(LABELS.len() * 3)).map(|label| (*label).to_owned());
    let count = 1 + below(3) / 2;
    let runs = (0..count).map(|_| run(below)).collect();
    let heading = if below(6) == 0 { u8::try_from(below(10)).ok() } else { None };
    let place = match below(20) {
        0 => Place::Aside,
        1 => Place::Watermark,
        _ => Place::Main,
    };
    let lists = if below(3) == 0 { Some(below(4)) } else { None };
    Paragraph { runs, label, heading, gap_before: below(4) == 0, place, lists }
}

fn run(below: &mut dyn FnMut(usize) -> usize) -> Run {
    let mut text = String::new();
    for _ in 0..=below(3) {
        match below(4) {
            0 => text.push_str(LABELS.get(below(LABELS.len())).copied().unwrap_or_default()),
            1 => (0..below(6)).for_each(|_| text.extend(CHARACTERS.get(below(CHARACTERS.len())))),
            _ => text.push_str(WORDS.get(below(WORDS.len())).copied().unwrap_or_default()),
        }
    }
    let part = match below(24) {
        0 => Part::Header,
        1 => Part::Footer,
        2 => Part::Footnote,
        3 => Part::Textbox,
        4 => Part::Comment,
        _ => Part::Body,
    };
    let at = u32::try_from(below(1000)).unwrap_or(0);
    let length = if below(2) == 0 { u32::try_from(text.chars().count()).unwrap_or(0) } else { 1 };
    let chars = (below(3) == 0).then_some((at, at + length));
    Run { text, origin: Origin { part, chars, lines: chars.map(|_| (1, 1)), paragraph: Some(at), ..Origin::default() } }
}

/// A table with merged cells, and with positions that no cell covers.
fn table(depth: usize, below: &mut dyn FnMut(usize) -> usize) -> Table {
    let (rows, columns) = (1 + below(SIDE), 1 + below(SIDE));
    let header = below(3);
    let mut covered = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if covered[row][column] || below(12) == 0 {
                continue;
            }
            let span = |limit: usize, below: &mut dyn FnMut(usize) -> usize| {
                if below(5) == 0 { 1 + below(limit) } else { 1 }
            };
            let right = covered[row].iter().skip(column).take_while(|covered| !**covered).count();
            let (down, right) = (span(rows - row, below), span(right, below));
            let free = |at: &usize| covered[*at][column..column + right].iter().all(|covered| !covered);
            let down = (row..row + down).take_while(free).count();
            for line in covered.iter_mut().skip(row).take(down) {
                line.iter_mut().skip(column).take(right).for_each(|covered| *covered = true);
            }
            let blocks = if below(8) == 0 { blocks(4, depth, below) } else { vec![Block::Paragraph(paragraph(below))] };
            cells.push(Cell { row, column, rows: down, columns: right, header: row < header, blocks });
        }
    }
    let caption = (below(6) == 0).then(|| paragraph(below));
    let source = match below(4) {
        0 => TableSource::Rules,
        1 => TableSource::Alignment,
        _ => TableSource::Cells,
    };
    Table { caption, cells, lists: (below(8) == 0).then(|| below(3)), source }
}
