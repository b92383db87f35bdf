//! The tables of both plans as one: a column for each of either, a row for each line.

use std::collections::BTreeSet;

use corpus::Table as Source;
use diff::{Change, Part, Value, What};

use super::lines::{away, line, note};
use super::place::{name_of_row, place};
use super::{Away, Facet, Layout, Line, NEW, Note, OLD};
use crate::phrase::{Bit, Mark, Phrase, visible};
use crate::words;

/// A table of both plans, or of one.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its caption, and what changed of the table as a whole.
    pub(crate) line: Line,
    /// The cell of another table in which it stands, in words.
    pub(crate) within: Option<Phrase>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A column of both tables, or of one.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) old: Option<Phrase>,
    pub(crate) new: Option<Phrase>,
    pub(crate) facet: Option<Facet>,
}

/// A row of both tables, or of one; or the place of one that stands elsewhere now.
#[derive(Debug)]
pub(crate) enum Row {
    Cells {
        /// Its place among the lines of the comparison.
        number: usize,
        /// Its keys in both plans.
        keys: [Option<String>; 2],
        /// Where it stands in the table, in words: 第3列.
        name: Phrase,
        facets: BTreeSet<Facet>,
        notes: Vec<Note>,
        cells: Vec<Cell>,
    },
    Away(Away),
}

/// A cell of both tables, or of one.
#[derive(Debug)]
pub(crate) struct Cell {
    /// The first of the columns that it stands in.
    pub(crate) column: usize,
    /// How many columns it stands in.
    pub(crate) columns: usize,
    /// How it was; `None` where it was not there, or says the same now.
    pub(crate) old: Option<Phrase>,
    /// How it is; `None` where it is not there.
    pub(crate) new: Option<Phrase>,
    pub(crate) facets: BTreeSet<Facet>,
    pub(crate) notes: Vec<Note>,
    /// It goes on from the row above.
    pub(crate) goes_on: bool,
}

/// What stands in a table, by the lines of the comparison.
#[derive(Debug, Clone, Copy)]
pub(super) enum Members {
    Row(usize),
    /// A row that is that line now, elsewhere.
    Away(usize),
}

impl Table {
    /// Whether anything of it changed.
    pub(crate) fn is_changed(&self) -> bool {
        !self.line.facets.is_empty()
            || self.columns.iter().any(|column| column.facet.is_some())
            || self.rows.iter().any(|row| !row.is_folded())
    }
}

impl Row {
    /// Whether it is folded away as long as only changes are shown.
    pub(crate) fn is_folded(&self) -> bool {
        match self {
            Self::Cells { facets, .. } => facets.is_empty(),
            Self::Away(_) => false,
        }
    }
}

/// The table of a line, with its rows.
pub(super) fn table(layout: &Layout<'_, '_>, number: usize, members: &[Members]) -> Table {
    let diff_line = &layout.comparison.lines[number];
    let tables = [diff_line.old, diff_line.new].map(|part| match part {
        Some(Part::Table(table)) => Some(table),
        _ => None,
    });
    let grid = Grid::new(tables, &diff_line.columns);
    let mut above = Above::new(grid.columns.len());
    let rows = members
        .iter()
        .map(|member| match member {
            Members::Row(number) => grid.row(layout, *number, &mut above),
            Members::Away(number) => Row::Away(away(layout, *number)),
        })
        .collect();
    let outer = |side: usize| {
        let within = tables[side]?.within.as_ref()?;
        let mut words: Phrase = vec![words::WITHIN.into(), Bit::plain(" ")];
        words.extend(place(layout, side, &format!("{}.r{}", within.key, within.row + 1), 1));
        Some(words)
    };
    let within = outer(NEW).or_else(|| outer(OLD));
    // What changed of the columns is said at their heads.
    let mut line = line(layout, number);
    let changes = layout.changes(diff_line);
    line.facets = super::lines::facets(changes.into_iter().filter(|change| change.what != What::Column));
    Table { line, within, columns: grid.heads(layout, number), rows }
}

/// The columns of a table in its two plans, each with its place in either.
struct Grid<'r> {
    tables: [Option<&'r Source>; 2],
    columns: Vec<[Option<usize>; 2]>,
}

/// The merged cells of the rows above, by side and column: the table, and the corner of the cell.
type Corner = (String, (usize, usize));

struct Above(Vec<[Option<Corner>; 2]>);

impl Above {
    fn new(columns: usize) -> Self {
        Self(vec![[None, None]; columns])
    }
}

impl<'r> Grid<'r> {
    /// The columns in the order of the new table; those that are gone, where they stood.
    fn new(tables: [Option<&'r Source>; 2], pairs: &[(usize, usize)]) -> Self {
        let count = |side: usize| tables[side].map_or(0, |table| table.columns.len());
        let was = |new: usize| pairs.iter().find(|(_, at)| *at == new).map(|(old, _)| *old);
        let mut columns: Vec<[Option<usize>; 2]> = (0..count(NEW)).map(|new| [was(new), Some(new)]).collect();
        for old in 0..count(OLD) {
            if !pairs.iter().any(|(at, _)| *at == old) {
                let before = (0..old).rev().find_map(|before| columns.iter().position(|at| at[OLD] == Some(before)));
                columns.insert(before.map_or(0, |at| at + 1), [Some(old), None]);
            }
        }
        Self { tables, columns }
    }

    fn heads(&self, layout: &Layout<'_, '_>, number: usize) -> Vec<Column> {
        let changes = layout.changes(&layout.comparison.lines[number]);
        let is_both = self.tables.iter().all(Option::is_some);
        let head = |at: &[Option<usize>; 2]| {
            let names = [OLD, NEW].map(|side| Some(self.tables[side]?.columns.get(at[side]?)?.name.as_str()));
            let value = |name: Option<&str>| name.map(|name| Value::Text(name.to_owned()));
            let change = changes.iter().find(|change| {
                change.what == What::Column && change.old == value(names[OLD]) && change.new == value(names[NEW])
            });
            let facet = change.map(|change| Facet::of(change)).filter(|_| is_both);
            let (old, new) = sides(layout, names);
            Column { old, new, facet }
        };
        self.columns.iter().map(head).collect()
    }

    fn row(&self, layout: &Layout<'_, '_>, number: usize, above: &mut Above) -> Row {
        let diff_line = &layout.comparison.lines[number];
        let rows = [diff_line.old, diff_line.new].map(|part| match part {
            Some(Part::Row(table, row)) => Some((table, row)),
            _ => None,
        });
        let is_both = rows.iter().all(Option::is_some);
        let mut open = layout.changes(diff_line);
        let corners = rows.map(|row| row.map(|(table, _)| table.corners()).unwrap_or_default());
        let mut cells: Vec<Cell> = Vec::new();
        let mut before: Option<[Option<Corner>; 2]> = None;
        for (column, at) in self.columns.iter().enumerate() {
            // A row that came from another table has its columns there.
            let old_column = match (is_both, at[NEW]) {
                (true, Some(new)) => diff_line.columns.iter().find(|(_, at)| *at == new).map(|(old, _)| *old),
                _ => at[OLD],
            };
            let places = [old_column, at[NEW]];
            let cell = |side: usize| {
                let (table, row) = rows[side]?;
                let place = places[side]?;
                let text = table.rows[row].cells.get(place)?;
                let corner = corners[side].get(&(row, place)).copied().unwrap_or((row, place));
                Some((text.as_str(), (table.key.clone(), corner)))
            };
            let found = [cell(OLD), cell(NEW)];
            let corner = [OLD, NEW].map(|side| found[side].as_ref().map(|(_, corner)| corner.clone()));
            let texts = [OLD, NEW].map(|side| found[side].as_ref().map(|(text, _)| *text));
            let goes_on = (texts[OLD].is_some() || texts[NEW].is_some())
                && [OLD, NEW].iter().all(|side| corner[*side].is_none() || corner[*side] == above.0[column][*side]);
            for side in [OLD, NEW] {
                if corner[side].is_some() {
                    above.0[column][side].clone_from(&corner[side]);
                }
            }
            if let Some(cell) = cells.last_mut().filter(|_| before.as_ref() == Some(&corner) && corner != [None, None])
            {
                cell.columns += 1;
                continue;
            }
            let (old, new) = sides(layout, texts);
            let differs = is_both && old.is_some();
            let names = rows[NEW].zip(places[NEW]).map(|((table, _), at)| table.columns[at].name.as_str());
            let changes = if differs { taken(&mut open, names, texts) } else { Vec::new() };
            let is_order = |change: &&&Change| change.what == What::Order && is_from_to(change, texts);
            let order = open.iter().find(is_order).filter(|_| differs && changes.is_empty());
            cells.push(Cell {
                column,
                columns: 1,
                old,
                new,
                facets: super::lines::facets(changes.iter().chain(order).copied()),
                notes: changes.iter().filter_map(|change| note(layout, number, change)).collect(),
                goes_on: goes_on && changes.is_empty(),
            });
            before = Some(corner);
        }
        let row = rows[NEW].or(rows[OLD]).map_or(0, |(_, row)| row);
        let key = |side: usize| rows[side].map(|(table, row)| visible(&table.rows[row].key));
        Row::Cells {
            number,
            keys: [key(OLD), key(NEW)],
            name: name_of_row(row),
            facets: super::lines::facets(layout.changes(diff_line)),
            notes: open.iter().filter_map(|change| note(layout, number, change)).collect(),
            cells,
        }
    }
}

/// What stands on both sides, with what differs marked; once, where both say the same.
fn sides(layout: &Layout<'_, '_>, texts: [Option<&str>; 2]) -> (Option<Phrase>, Option<Phrase>) {
    let side = |side: usize, ranges: &[[usize; 2]], mark: Mark| {
        texts[side].map(|text| layout.pens[side].text(text, ranges.iter().copied(), mark))
    };
    let [Some(old), Some(new)] = texts else {
        return (side(OLD, &[], Mark::Gone), side(NEW, &[], Mark::Came));
    };
    let marks = if old == new { Vec::new() } else { diff::marks(old, new) };
    if marks.is_empty() {
        return (None, side(NEW, &[], Mark::Came));
    }
    let ranges = |of: fn(&diff::Span) -> [usize; 2]| marks.iter().map(of).collect::<Vec<_>>();
    (side(OLD, &ranges(|span| span.old), Mark::Gone), side(NEW, &ranges(|span| span.new), Mark::Came))
}

/// Takes from the open changes of a row those of one cell.
fn taken<'c>(open: &mut Vec<&'c Change>, column: Option<&str>, texts: [Option<&str>; 2]) -> Vec<&'c Change> {
    let at = open.iter().position(|change| {
        change.column.is_some()
            && change.column.as_deref() == column
            && (change.what != What::Text || is_from_to(change, texts))
    });
    at.map(|at| open.remove(at)).into_iter().collect()
}

/// Whether a change is from one text to another.
fn is_from_to(change: &Change, texts: [Option<&str>; 2]) -> bool {
    let is = |value: &Option<Value>, text: Option<&str>| match (value, text) {
        (Some(Value::Text(value)), Some(text)) => value == text,
        _ => false,
    };
    is(&change.old, texts[OLD]) && is(&change.new, texts[NEW])
}
