//! A web page: headings, paragraphs, lists with Chinese styles, tables with their merges.

use std::fmt::Write as _;

use corpus::{Block, Item, Record, Section, Table};
use export::Labels;
use script::Script;

use super::grid::{self, Cell};
use super::{opening, typed};

const STYLE: &str = "body{font-family:serif;font-size:14pt;line-height:1.5;margin:2em}h1{font-size:18pt;text-align:center}\
h2{font-size:15pt}p{margin:.2em 0}table{border-collapse:collapse;width:100%;font-size:11pt}td,th{border:1px solid;padding:.2em}\
ol{padding-left:2.5em}pre{line-height:1.1}@page{size:A4;margin:25mm 22mm}";

/// The page of a record.
pub(super) fn page(record: &Record, labels: Labels) -> String {
    let language = if record.script == Script::Hans { "zh-Hans" } else { "zh-Hant" };
    let title = escaped(record.title.as_deref().unwrap_or_default()).replace('\n', "");
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n"
    );
    let mut writer = Writer { record, labels, page: &mut page };
    let mut front = record.front.as_slice();
    if let [Block::Paragraph(title), rest @ ..] = front {
        writer.line(&format!("<h1>{}</h1>", broken(&title.text)));
        front = rest;
    }
    writer.blocks(front, 0);
    for section in &record.sections {
        writer.section(section);
    }
    page.push_str("</body>\n</html>\n");
    page
}

struct Writer<'w, 'r> {
    record: &'r Record,
    labels: Labels,
    page: &'w mut String,
}

impl Writer<'_, '_> {
    fn line(&mut self, line: &str) {
        self.page.push_str(line);
        self.page.push('\n');
    }

    fn section(&mut self, section: &Section) {
        let (line, is_heading, blocks) = opening(section);
        let tag = if is_heading { "h2" } else { "p" };
        self.line(&format!("<{tag}>{}</{tag}>", broken(&line)));
        self.blocks(blocks, 0);
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        let mut rest = blocks;
        while let Some((block, behind)) = rest.split_first() {
            rest = behind;
            match block {
                Block::Paragraph(paragraph) => self.paragraph(depth, &broken(&paragraph.text)),
                Block::Figure(figure) => self.line(&format!("<pre>{}</pre>", escaped(&figure.text))),
                Block::Table(table) if table.within.is_none() => {
                    if let Some(caption) = &table.caption {
                        self.paragraph(depth, &broken(caption));
                    }
                    let written = self.table(table);
                    self.line(&written);
                }
                Block::Table(_) => {}
                Block::Item(item) => {
                    let style = if self.labels == Labels::Generated { list_style(item) } else { None };
                    let Some(style) = style else {
                        self.paragraph(depth, &format!("{}{}", escaped(&typed(&item.label)), broken(&item.text)));
                        self.blocks(&item.children, depth + 1);
                        continue;
                    };
                    let first = item.ordinal.unwrap_or(1);
                    let start = if first == 1 { String::new() } else { format!(" start=\"{first}\"") };
                    self.line(&format!("<ol{start} style=\"list-style-type:{style}\">"));
                    self.entry(item);
                    let mut next = first + 1;
                    while let Some((Block::Item(item), behind)) = rest.split_first()
                        && item.ordinal == Some(next)
                        && list_style(item) == Some(style)
                    {
                        self.entry(item);
                        rest = behind;
                        next += 1;
                    }
                    self.line("</ol>");
                }
            }
        }
    }

    fn entry(&mut self, item: &Item) {
        self.page.push_str("<li>");
        self.page.push_str(&broken(&item.text));
        if !item.children.is_empty() {
            self.page.push('\n');
            // In a list, depth shows by itself.
            self.blocks(&item.children, 0);
        }
        self.line("</li>");
    }

    fn paragraph(&mut self, depth: usize, text: &str) {
        if depth == 0 {
            self.line(&format!("<p>{text}</p>"));
        } else {
            self.line(&format!("<p style=\"margin-left:{}em\">{text}</p>", depth * 2));
        }
    }

    fn table(&self, table: &Table) -> String {
        let mut html = String::from("<table>\n");
        let inside = grid::inside(self.record, table);
        let header = grid::header(table);
        for row in 0..grid::header_rows(table) {
            html.push_str("<tr>");
            for cell in header.iter().filter(|cell| cell.row == row) {
                let _ = write!(html, "<th{}>{}</th>", extent(cell), broken(cell.text));
            }
            html.push_str("</tr>\n");
        }
        for row in grid::body(table) {
            html.push_str("<tr>");
            for cell in row {
                let _ = write!(html, "<td{}>{}", extent(&cell), broken(cell.text));
                let own = |inner: &&&Table| {
                    inner.within.as_ref().is_some_and(|within| (within.row, within.column) == (cell.row, cell.column))
                };
                for inner in inside.iter().filter(own) {
                    html.push_str(&self.table(inner));
                }
                html.push_str("</td>");
            }
            html.push_str("</tr>\n");
        }
        html + "</table>"
    }
}

/// The CSS counter style (CSS Counter Styles 3, 7) that generates an item's label.
fn list_style(item: &Item) -> Option<&'static str> {
    const INFORMAL: &str = "一二三四五六七八九十";
    const FORMAL: &str = "壹貳參肆伍陸柒捌玖拾";
    let place = |digits: &str| digits.chars().position(|digit| item.label == digit.to_string());
    let ordinal = usize::try_from(item.ordinal?).ok()?;
    if item.label == ordinal.to_string() {
        Some("decimal")
    } else if place(INFORMAL) == Some(ordinal - 1) {
        Some("cjk-ideographic")
    } else if place(FORMAL) == Some(ordinal - 1) {
        Some("trad-chinese-formal")
    } else {
        None
    }
}

fn extent(cell: &Cell<'_>) -> String {
    let mut extent = String::new();
    for (name, value) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
        if value > 1 {
            let _ = write!(extent, " {name}=\"{value}\"");
        }
    }
    extent
}

fn broken(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
