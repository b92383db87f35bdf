//! What became of the goals and actions of a series over its years.

use std::collections::BTreeMap;

use corpus::{Due, Record, Table};
use plan::{Kind, Role};
use serde::Serialize;

use super::editions::{Edition, Series};
use crate::align::Alignment;
use crate::comparable::{Comparable, Profile, same_texts};
use crate::outline::{Node, Outline, PLAN, Piece};
use crate::rolled::Years;

/// Least likeness of a goal or action to one that had ended, of which it is the return.
const BACK: f32 = 0.85;

/// The goals and actions of a series, one row each, year by year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    /// The series, with its years.
    pub series: Series,
    /// Goals first, then actions; each in the order in which they came up.
    pub rows: Vec<Row>,
}

/// A goal or an action through the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// The heading of the division in which it stood last.
    pub section: String,
    /// One for each year of the series; `None` where it is not in the plan.
    pub cells: Vec<Option<Cell>>,
}

/// What a row of a history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// An item or paragraph of a division that states goals.
    Goal,
    /// A row of a table, or an item, of a division that says what is done.
    Action,
}

/// A goal or an action in one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Key of the piece in the record of that year, or of what it stands in.
    pub key: String,
    /// What happened since the plan before.
    pub fate: Fate,
    /// Its words.
    pub text: String,
    /// Who does it; rows of tables.
    pub units: Vec<String>,
    /// Until when; rows of tables.
    pub due: Vec<Due>,
}

/// What happened to a goal or an action since the plan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is new. In the first plan, all is.
    New,
    /// It is the same.
    Same,
    /// Nothing but the year moved on.
    Rolled,
    /// Words, units or deadlines are others.
    Changed,
    /// It was there in an earlier year, but not in the plan before.
    Back,
}

/// The history of a series. `read` gives the record of an edition; no more than two are held at a time.
///
/// # Errors
///
/// Those of `read`.
pub fn history<E>(series: Series, mut read: impl FnMut(&Edition) -> Result<Record, E>) -> Result<History, E> {
    let mut threads = Threads { years: series.years.len(), rows: Vec::new(), last: Vec::new() };
    let mut before: Option<(Record, BTreeMap<usize, usize>)> = None;
    for (at, year) in series.years.iter().enumerate() {
        let record = read(&year.speaker)?;
        let held = threads.take_up(at, before.as_ref().map(|(record, held)| (record, held)), &record);
        before = Some((record, held));
    }
    let mut rows = threads.rows;
    rows.retain(|row| row.cells.iter().any(Option::is_some));
    rows.sort_by_key(|row| row.kind);
    Ok(History { series, rows })
}

/// The rows so far.
struct Threads {
    years: usize,
    rows: Vec<Row>,
    /// The words that each had last, for its return.
    last: Vec<Profile>,
}

impl Threads {
    /// Takes the plan of a year into the rows. `before` is the plan before, with the row of each of its nodes; the result is the
    /// same for this one.
    fn take_up(
        &mut self,
        at: usize,
        before: Option<(&Record, &BTreeMap<usize, usize>)>,
        record: &Record,
    ) -> BTreeMap<usize, usize> {
        let mut outline = Outline::of(record);
        let mut old = before.map(|(record, held)| (Outline::of(record), held));
        let found = old.as_mut().map(|(old, _)| Alignment::of(old, &mut outline));
        let mut held: BTreeMap<usize, usize> = BTreeMap::new();
        let mut new = Vec::new();
        for (node, kind) in tracked(&outline) {
            let was = old.as_ref().zip(found.as_ref()).and_then(|((old, rows), found)| {
                let counterpart = found.new[node]?;
                Some((old, counterpart, *rows.get(&counterpart)?))
            });
            match was {
                Some((old, counterpart, row)) => {
                    held.insert(node, row);
                    let years = Years::of(old.record.year, record.year);
                    let [was, is] = [cell(old, counterpart, Fate::Same), cell(&outline, node, Fate::Same)];
                    let fate = fate(&was, &is, years);
                    // Only beside this plan may it have come out that several lines are one text.
                    if let Some(before) =
                        self.rows[row].cells[at - 1].as_mut().filter(|before| before.text.len() < was.text.len())
                    {
                        before.text = was.text;
                    }
                    self.rows[row].section = section(&outline, node);
                    self.rows[row].cells[at] = Some(Cell { fate, ..is });
                    self.last[row] = outline.nodes[node].own.clone();
                }
                None => new.push((node, kind)),
            }
        }
        for (node, kind) in new {
            let profile = &outline.nodes[node].own;
            let ended = |row: &usize| {
                self.rows[*row].kind == kind
                    && self.rows[*row].cells[at].is_none()
                    && at.checked_sub(1).is_some_and(|before| self.rows[*row].cells[before].is_none())
            };
            let likest = (0..self.rows.len())
                .filter(ended)
                .map(|row| (self.last[row].likeness(profile), row))
                .filter(|(likeness, _)| *likeness >= BACK)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let (row, fate) = match likest {
                Some((_, row)) => (row, Fate::Back),
                None => {
                    self.rows.push(Row { kind, section: String::new(), cells: vec![None; self.years] });
                    self.last.push(Profile::default());
                    (self.rows.len() - 1, Fate::New)
                }
            };
            self.rows[row].section = section(&outline, node);
            self.rows[row].cells[at] = Some(cell(&outline, node, fate));
            self.last[row] = profile.clone();
            held.insert(node, row);
        }
        if let Some((old, rows)) = &old {
            // What was taken up with the plan before, and is a line of another's text, is no row.
            for (_, row) in rows.iter().filter(|(node, _)| old.nodes[**node].is_continued) {
                let cells = &mut self.rows[*row].cells;
                if cells[..at - 1].iter().all(Option::is_none) {
                    cells[at - 1] = None;
                    self.last[*row] = Profile::default();
                }
            }
        }
        held
    }
}

fn fate(was: &Cell, is: &Cell, years: Option<Years>) -> Fate {
    if !same_texts(&was.units, &is.units) {
        return Fate::Changed;
    }
    let texts = [&was.text, &is.text].map(|text| Comparable::new(text));
    let same_text = texts[0].chars == texts[1].chars;
    let same_due = was.due == is.due;
    if same_text && same_due {
        return Fate::Same;
    }
    let rolled = years.is_some_and(|years| {
        (same_text || years.rolled(&texts[0], &texts[1])) && (same_due || years.due_rolled(&was.due, &is.due))
    });
    if rolled { Fate::Rolled } else { Fate::Changed }
}

/// The goals and actions of a plan by their nodes.
fn tracked(outline: &Outline<'_>) -> Vec<(usize, RowKind)> {
    let mut tracked = Vec::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let kind = match division(outline, at) {
            Some(Piece::Section(section)) if section.kind == Kind::Goal => RowKind::Goal,
            Some(Piece::Section(section)) if section.kind == Kind::Content => RowKind::Action,
            _ => continue,
        };
        let has_words = !node.text.is_empty();
        let counts = match node.piece {
            Piece::Row(table, _) => says_what_is_done(table),
            // What has items or rows of its own is their heading.
            Piece::Item(_) => has_words && !node.children.iter().any(|child| is_list(&outline.nodes[*child])),
            Piece::Paragraph(_) => {
                has_words
                    && kind == RowKind::Goal
                    && node.parent != PLAN
                    && !outline.nodes[node.parent].children.iter().any(|child| is_list(&outline.nodes[*child]))
                    && matches!(outline.nodes[node.parent].piece, Piece::Section(_))
            }
            _ => false,
        };
        if counts {
            tracked.push((at, kind));
        }
    }
    tracked
}

fn is_list(node: &Node<'_>) -> bool {
    matches!(node.piece, Piece::Item(_) | Piece::Table(_))
}

fn says_what_is_done(table: &Table) -> bool {
    table.columns.iter().any(|column| tells(column.role))
}

fn tells(role: Role) -> bool {
    matches!(role, Role::Action | Role::Check | Role::Indicator | Role::Item)
}

/// The division in which a node stands.
fn division<'r>(outline: &Outline<'r>, mut at: usize) -> Option<Piece<'r>> {
    while outline.nodes[at].parent != PLAN {
        at = outline.nodes[at].parent;
    }
    (at != PLAN).then(|| outline.nodes[at].piece)
}

fn section(outline: &Outline<'_>, at: usize) -> String {
    match division(outline, at) {
        Some(Piece::Section(section)) => section.heading.clone(),
        _ => String::new(),
    }
}

fn cell(outline: &Outline<'_>, at: usize, fate: Fate) -> Cell {
    let node = &outline.nodes[at];
    let (text, units, due) = match node.piece {
        Piece::Row(table, row) => {
            let row = &table.rows[row];
            (row_text(table, &row.cells), row.units.clone(), row.due.clone())
        }
        Piece::Item(item) => (with_lines(outline, at, &item.text), Vec::new(), Vec::new()),
        Piece::Paragraph(paragraph) => (with_lines(outline, at, &paragraph.text), Vec::new(), Vec::new()),
        _ => (String::new(), Vec::new(), Vec::new()),
    };
    Cell { key: node.key.to_owned(), fate, text, units, due }
}

/// The text of a piece with the paragraphs that go on with it.
fn with_lines(outline: &Outline<'_>, at: usize, first: &str) -> String {
    let behind = outline.nodes[at + 1..].iter().take_while(|node| node.is_continued);
    let lines = behind.filter_map(|node| match node.piece {
        Piece::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        _ => None,
    });
    [first].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// What a row is about: its actions, or else the most particular of its other cells.
fn row_text(table: &Table, cells: &[String]) -> String {
    let of = |role: Role| -> Vec<&str> {
        let cells = table.columns.iter().zip(cells);
        cells.filter(|(column, cell)| column.role == role && !cell.is_empty()).map(|(_, cell)| cell.as_str()).collect()
    };
    let texts = [Role::Action, Role::Check, Role::Indicator, Role::Item].map(of);
    texts.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default().join("\n")
}
