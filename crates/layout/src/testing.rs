//! Pages built in code.

use document::{Block, Limits, Part, Place};

use crate::{Character, Direction, Page, Rect, Rule, Tags, lines};

/// A page of A4.
pub(crate) fn page(number: u32) -> Page {
    Page { number, width: 595.0, height: 842.0, ..Page::default() }
}

/// The characters of a horizontal line: Chinese characters are as wide as high, others half of that. `y` is the top.
pub(crate) fn text_line(x: f32, y: f32, size: f32, text: &str) -> Vec<Character> {
    spread_line(x, y, size, 0.0, text)
}

/// The same with a gap behind each character.
pub(crate) fn spread_line(x: f32, y: f32, size: f32, gap: f32, text: &str) -> Vec<Character> {
    let mut x = x;
    text.chars()
        .map(|c| {
            let width = if c.is_ascii() { size / 2.0 } else { size };
            let bbox = Rect { x0: x, y0: y, x1: x + width, y1: y + size };
            x += width + gap;
            Character { text: c, bbox, size, direction: Direction::Horizontal, font: 0, tag: None, ocr: None }
        })
        .filter(|character| character.text != ' ')
        .collect()
}

/// The characters of a line in another direction, as a horizontal line in its frame.
pub(crate) fn directed_line(direction: Direction, x: f32, y: f32, size: f32, text: &str) -> Vec<Character> {
    text_line(x, y, size, text)
        .into_iter()
        .map(|character| Character { bbox: direction.to_page(character.bbox), direction, ..character })
        .collect()
}

/// A horizontal rule.
pub(crate) fn rule(x0: f32, x1: f32, y: f32) -> Rule {
    Rule { bbox: Rect { x0, y0: y - 0.25, x1, y1: y + 0.25 }, is_vertical: false }
}

/// The paragraphs of pages, one a line: the part where it is not the body, and the text.
pub(crate) fn dump(pages: &[Page]) -> String {
    dump_tagged(pages, &Tags::default())
}

/// The same of pages with a structure.
pub(crate) fn dump_tagged(pages: &[Page], tags: &Tags) -> String {
    let blocks = crate::read(pages, tags, &Limits::DEFAULT);
    let mut dump = String::new();
    for block in &blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let part = paragraph.runs.first().map(|run| run.origin.part).unwrap_or_default();
                let mut marks: Vec<String> = Vec::new();
                marks.extend((part != Part::Body).then(|| format!("{part:?}")));
                marks.extend((paragraph.place != Place::Main).then(|| format!("{:?}", paragraph.place)));
                marks.extend(paragraph.heading.map(|rank| format!("h{rank}")));
                marks.extend(paragraph.gap_before.then(|| "gap".to_owned()));
                if !marks.is_empty() {
                    dump += &format!("[{}] ", marks.join(" "));
                }
                dump += &paragraph.text().replace('\t', "→").replace('\n', "⏎");
            }
            Block::Table(table) => dump += &format!("table {:?}", table.size()),
            Block::Embedded(_) => {}
        }
        dump.push('\n');
    }
    dump
}

/// Some lines below each other, from x 72 on, 18 points apart; their size is 12.
pub(crate) fn lines_at(y: f32, texts: &[&str]) -> Vec<Character> {
    let mut y = y - 18.0;
    let line = |text: &&str| {
        y += 18.0;
        text_line(72.0, y, 12.0, text)
    };
    texts.iter().flat_map(line).collect()
}

/// Chinese text of a number of characters.
pub(crate) fn han(length: usize) -> String {
    "本計畫由各機關依其業務性質擬訂年度工作項目並逐月檢討辦理情形".chars().cycle().take(length).collect()
}

/// The text of a line.
pub(crate) fn text(line: &lines::Line) -> String {
    line.characters.iter().map(|character| character.text).collect()
}
