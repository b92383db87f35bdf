//! Edits of records at random: what may have happened to a plan from one year to the next.

use std::collections::BTreeSet;

use corpus::{Block, Due, Item, Origin, Paragraph, Record, Row, Section};
use document::Part;
use plan::{Kind, Role};

/// An edit: what is done, and where, as far as the plan has such a place.
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    /// What is done.
    pub kind: EditKind,
    /// Where: counted from the first such place, over and over.
    pub at: usize,
    /// Which words come in, and where else it goes.
    pub other: usize,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// An item or paragraph goes.
    Remove,
    /// An item comes.
    Insert,
    /// An item or paragraph and the next change places.
    Swap,
    /// A text reads otherwise.
    Reword,
    /// A row goes.
    RemoveRow,
    /// A row comes.
    InsertRow,
    /// A row and the next change places.
    SwapRows,
    /// A cell reads otherwise.
    RewordCell,
    /// A deadline is another.
    Due,
    /// A division goes.
    RemoveSection,
    /// A division comes.
    InsertSection,
    /// A division and the next change places.
    SwapSections,
}

impl EditKind {
    /// All that an edit can be.
    pub const ALL: [Self; 12] = [
        Self::Remove,
        Self::Insert,
        Self::Swap,
        Self::Reword,
        Self::RemoveRow,
        Self::InsertRow,
        Self::SwapRows,
        Self::RewordCell,
        Self::Due,
        Self::RemoveSection,
        Self::InsertSection,
        Self::SwapSections,
    ];
}

/// Sentences that come in, no two of them alike.
const WORDS: [&str; 8] = [
    "設置愛心服務鈴，由志工引導行動不便者優先辦理。",
    "每月第一個星期三延長櫃檯受理時間至晚間八時。",
    "汰換老舊飲水機並張貼水質檢驗紀錄。",
    "申請案件得以自然人憑證於網路提出，免附紙本謄本。",
    "編印新住民多國語言摺頁，置於里辦公處供索取。",
    "首長信箱來函三個工作天內答覆，逾期者列管追蹤。",
    "與社區大學合辦銀髮族數位學習課程十二場。",
    "停車場增繪婦幼專用停車格，夜間照明全面更新。",
];

/// A record after some edits, with labels, keys and row numbers counted anew; and the keys of the divisions of the old one in which nothing
/// was touched.
pub fn edited(record: &Record, edits: &[Edit]) -> (Record, BTreeSet<String>) {
    let mut new = record.clone();
    let mut untouched: BTreeSet<String> = record.sections.iter().map(|section| section.key.clone()).collect();
    for edit in edits {
        if let Some(key) = apply(&mut new, *edit) {
            untouched.remove(&key);
        }
    }
    number(&mut new);
    (new, untouched)
}

/// The key of the division that was touched.
fn apply(record: &mut Record, edit: Edit) -> Option<String> {
    let sections = record.sections.len();
    let words = WORDS[edit.other % WORDS.len()].to_owned();
    match edit.kind {
        EditKind::RemoveSection if sections > 1 => return Some(record.sections.remove(edit.at % sections).key),
        EditKind::InsertSection => {
            let blocks = vec![Block::Paragraph(Paragraph { text: words, origin: nowhere() })];
            let section = Section {
                key: String::new(),
                kind: Kind::Other,
                kind_from: None,
                label: record.sections.first().and_then(|section| section.label.clone()),
                ordinal: Some(0),
                heading: format!("增列事項之{}", ["甲", "乙", "丙", "丁"][edit.other % 4]),
                blocks,
                origin: nowhere(),
            };
            record.sections.insert(edit.at % (sections + 1), section);
            return None;
        }
        EditKind::SwapSections if sections > 1 => {
            let at = edit.at % (sections - 1);
            record.sections.swap(at, at + 1);
            return None;
        }
        _ if sections == 0 => return None,
        _ => {}
    }
    let section = &mut record.sections[edit.at % sections];
    let touched = section.key.clone();
    let is_row = matches!(
        edit.kind,
        EditKind::RemoveRow | EditKind::InsertRow | EditKind::SwapRows | EditKind::RewordCell | EditKind::Due
    );
    let done = if is_row {
        first_table(&mut section.blocks).is_some_and(|(rows, roles)| edit_rows(rows, &roles, edit, words))
    } else {
        edit_blocks(&mut section.blocks, edit, words)
    };
    done.then_some(touched)
}

fn edit_blocks(blocks: &mut Vec<Block>, edit: Edit, words: String) -> bool {
    // Half of the edits go down a level.
    if edit.other % 2 == 1
        && let Some(Block::Item(item)) =
            blocks.iter_mut().find(|block| matches!(block, Block::Item(item) if item.children.iter().any(is_text)))
    {
        return edit_blocks(&mut item.children, Edit { other: edit.other / 2, ..edit }, words);
    }
    let texts: Vec<usize> = (0..blocks.len()).filter(|at| is_text(&blocks[*at])).collect();
    let Some(at) = texts.get(edit.at % texts.len().max(1)).copied() else { return false };
    match edit.kind {
        EditKind::Remove => drop(blocks.remove(at)),
        EditKind::Insert => {
            let Some(Block::Item(like)) = blocks.iter().find(|block| matches!(block, Block::Item(_))).cloned() else {
                return false;
            };
            blocks.insert(at, Block::Item(Item { text: words, children: Vec::new(), ..like }));
        }
        EditKind::Swap if at + 1 < blocks.len() && is_text(&blocks[at + 1]) => blocks.swap(at, at + 1),
        EditKind::Reword => match &mut blocks[at] {
            Block::Paragraph(Paragraph { text, .. }) | Block::Item(Item { text, .. }) => {
                *text = reworded(text, edit.other)
            }
            _ => return false,
        },
        _ => return false,
    }
    true
}

fn edit_rows(rows: &mut Vec<Row>, roles: &[Role], edit: Edit, words: String) -> bool {
    let at = edit.at % rows.len();
    let Some(own) = roles.iter().rposition(|role| matches!(role, Role::Action | Role::Indicator | Role::Item)) else {
        return false;
    };
    match edit.kind {
        EditKind::RemoveRow if rows.len() > 1 => drop(rows.remove(at)),
        EditKind::InsertRow => {
            let mut row = rows[at].clone();
            row.cells[own] = words;
            rows.insert(at, row);
        }
        EditKind::SwapRows if at + 1 < rows.len() => rows.swap(at, at + 1),
        EditKind::RewordCell => rows[at].cells[own] = reworded(&rows[at].cells[own], edit.other),
        EditKind::Due => {
            let Some(column) = roles.iter().position(|role| *role == Role::Deadline) else { return false };
            rows[at].cells[column] = "每半年".to_owned();
            rows[at].due = vec![Due::Every { every: plan::Frequency::HalfYear }];
        }
        _ => return false,
    }
    true
}

/// A text with something in it that was not there, without something, or with something else.
fn reworded(text: &str, other: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = other * 7 % chars.len().max(1);
    let (gone, comes) = [(0, "並留存紀錄"), (2, ""), (3, "網路"), (1, "服務及資訊")][other % 4];
    let behind = (at + gone).min(chars.len());
    let part = |chars: &[char]| chars.iter().collect::<String>();
    [part(&chars[..at]), comes.to_owned(), part(&chars[behind..])].concat()
}

fn is_text(block: &Block) -> bool {
    matches!(block, Block::Paragraph(_) | Block::Item(_))
}

/// The rows of the first table without merged cells, and the roles of its columns.
fn first_table(blocks: &mut [Block]) -> Option<(&mut Vec<Row>, Vec<Role>)> {
    for block in blocks {
        match block {
            Block::Table(table) if table.spans.is_empty() && !table.rows.is_empty() => {
                let roles = table.columns.iter().map(|column| column.role).collect();
                return Some((&mut table.rows, roles));
            }
            Block::Item(item) => {
                if let Some(found) = first_table(&mut item.children) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

/// Counts labels, keys and row numbers anew.
fn number(record: &mut Record) {
    let labels = label_style(record.sections.first().and_then(|section| section.label.as_deref()).unwrap_or("壹"));
    let mut ordinal = 0;
    for (at, section) in record.sections.iter_mut().enumerate() {
        if let (Some(label), Some(_)) = (&mut section.label, section.ordinal) {
            ordinal += 1;
            *label = numeral(labels, ordinal);
            section.ordinal = Some(ordinal);
        }
        section.key = format!("s{}", at + 1);
        let (mut items, mut tables) = (0, 0);
        number_blocks(&mut section.blocks, &section.key, &mut items, &mut tables);
    }
}

fn number_blocks(blocks: &mut [Block], section: &str, items: &mut u32, tables: &mut u32) {
    let mut ordinal = 0;
    for block in blocks {
        match block {
            Block::Item(item) => {
                *items += 1;
                item.key = format!("{section}.i{items}");
                if item.ordinal.is_some() {
                    ordinal += 1;
                    let body: String = item.label.chars().filter(|c| !"()（）".contains(*c)).collect();
                    item.label = item.label.replace(&body, &numeral(label_style(&body), ordinal));
                    item.ordinal = Some(ordinal);
                }
                number_blocks(&mut item.children, section, items, tables);
            }
            Block::Table(table) => {
                *tables += 1;
                table.key = format!("{section}.t{tables}");
                let numbers = table.columns.iter().position(|column| column.role == Role::Number);
                for (at, row) in table.rows.iter_mut().enumerate() {
                    row.key = format!("{}.r{}", table.key, at + 1);
                    if let Some(column) = numbers {
                        row.cells[column] = (at + 1).to_string();
                    }
                }
            }
            _ => {}
        }
    }
}

/// The numerals that a label is written in; the digits where it is none of the others.
fn label_style(label: &str) -> [&'static str; 10] {
    const FORMAL: [&str; 10] = ["壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖", "拾"];
    const PLAIN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    const DIGITS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    [FORMAL, PLAIN].into_iter().find(|style| style.iter().any(|numeral| label.contains(numeral))).unwrap_or(DIGITS)
}

fn numeral(style: [&str; 10], number: u32) -> String {
    let (tens, ones) = ((number / 10) as usize, (number % 10) as usize);
    match (style[0], tens, ones) {
        ("1", ..) => number.to_string(),
        (_, 0, ones) => style[ones.max(1) - 1].to_owned(),
        (_, tens, 0) => [if tens > 1 { style[tens - 1] } else { "" }, style[9]].concat(),
        (_, tens, ones) => [if tens > 1 { style[tens - 1] } else { "" }, style[9], style[ones - 1]].concat(),
    }
}

fn nowhere() -> Origin {
    Origin { part: Part::Body, regions: None, lines: None, chars: None, paragraph: None, ocr: None }
}
