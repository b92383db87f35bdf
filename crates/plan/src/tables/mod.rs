//! Tables: from cells of the source, and from text in which the cells have to be found again.
//!
//! Every way in ends in a [`Grid`]; the outline gives it its place, `finish` its typed fields.

mod aligned;
mod bars;
mod boxes;
mod cell_lines;
mod cells;
mod evidence;
mod flow;
mod header;
mod merge;
mod tab_cells;
#[cfg(test)]
mod tests;

use std::ops::Range;

use numerals::label::Class;

pub(crate) use cells::grids as from_cells;
pub(crate) use evidence::Shown;

use crate::lines::{self, Break, Line, Piece, wrap};
use crate::outline::trail::{Fit, Trail};
use crate::text::{GENERATED, Text};
use crate::{ColumnRule, Lexicon, ReadFrom, Role, RowRule, Span, TableRule};

/// A table on its way into the plan.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// Lists in which it stands, where the format has lists.
    pub(crate) lists: Option<usize>,
    pub(crate) caption: Option<Text>,
    pub(crate) read_from: ReadFrom,
    /// How it was found.
    pub(crate) found: TableRule,
    /// What begins its rows.
    pub(crate) rows_by: RowRule,
    pub(crate) columns: Vec<GridColumn>,
    /// Body rows; a cell that another one covers is empty.
    pub(crate) rows: Vec<Vec<GridCell>>,
    pub(crate) spans: Vec<Span>,
    /// Words in its first row and nothing below them: a table of its own, whatever stands before it.
    pub(crate) is_form: bool,
    /// Tables within cells, by body row and column.
    pub(crate) nested: Vec<(usize, usize, Grid)>,
    /// The header, read again on a further page.
    pub(crate) repeated: Vec<Text>,
    /// Pieces that can't be read.
    pub(crate) noise: Vec<Text>,
    /// What the table is ruled with in text: bars, dashes, box drawing.
    pub(crate) marks: Vec<Text>,
}

/// A column of a [`Grid`].
#[derive(Debug, Clone)]
pub(crate) struct GridColumn {
    /// Header cells from the top, each of its lines.
    pub(crate) header: Vec<Vec<Text>>,
    pub(crate) role: Role,
    /// What the role is known by.
    pub(crate) role_by: ColumnRule,
}

/// A cell: its paragraphs.
#[derive(Debug, Clone, Default)]
pub(crate) struct GridCell {
    pub(crate) paragraphs: Vec<Text>,
}

/// Puts the lines of a cell into paragraphs, those joined that a page has wrapped.
fn cell_of<'l>(lines: impl IntoIterator<Item = &'l Line>, role: Role) -> GridCell {
    let mut cell = GridCell::default();
    let mut last: Option<&Line> = None;
    for line in lines.into_iter().filter(|line| !line.text.is_blank()) {
        let hangs = last.is_some_and(|last| hangs(last, line));
        match cell.paragraphs.last_mut() {
            Some(text) if hangs || joins(text, line, role) || is_bare_label(text) => lines::join(text, line),
            _ => cell.paragraphs.push(line.text.clone()),
        }
        last = Some(line);
    }
    cell
}

/// Wrapped by hand: indented at least as deep as a labelled or indented line before it, without a label of its own.
fn hangs(last: &Line, line: &Line) -> bool {
    line.label.is_none()
        && line.before == Break::Line
        && line.text.indent() > 0
        && line.text.indent() >= last.text.indent()
        && (last.label.is_some() || last.text.indent() > 0)
        && !wrap::ends_sentence(&last.text)
}

/// A label whose text stands on the next line.
fn is_bare_label(text: &Text) -> bool {
    numerals::label::at(text.chars(), 0).is_some_and(|label| label.body >= text.trimmed().len())
}

/// Whether a line goes on the paragraph of a cell.
fn joins(last: &Text, next: &Line, role: Role) -> bool {
    if next.before == Break::Paragraph || next.label.is_some_and(|label| evidence::numbers_entries(label.class)) {
        return false;
    }
    if next.before == Break::Inline {
        return true;
    }
    let tail = match role {
        Role::Deadline => {
            matches!(next.text.first_visible(), Some('至' | '到' | '~' | '～' | '－' | '迄' | '止' | '底' | '前'))
        }
        _ => false,
    };
    tail || !matches!(role, Role::Action | Role::Benefit) && next.text.visible() <= 2
        || wrap::continues(last, &next.text)
}

/// A table found in lines, and the first piece behind it.
pub(crate) struct Found {
    pub(crate) grid: Grid,
    pub(crate) next: usize,
}

impl GridColumn {
    fn new(header: Vec<Vec<Text>>) -> Self {
        Self { header, role: Role::Other, role_by: ColumnRule::Unknown }
    }

    /// The name in the record: lines joined, rows joined by ` / `.
    pub(crate) fn name(&self) -> String {
        let rows: Vec<String> = self
            .header
            .iter()
            .map(|lines| script::close_up(&lines.iter().map(Text::raw).collect::<Vec<_>>().join(" ")))
            .filter(|name| !name.is_empty())
            .collect();
        rows.join(" / ")
    }
}

impl GridCell {
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(Text::is_blank)
    }
}

impl TableRule {
    fn read_from(self) -> ReadFrom {
        match self {
            Self::Cells | Self::Bars => ReadFrom::Cells,
            Self::Rules | Self::Box => ReadFrom::Rules,
            Self::Columns | Self::Tabs | Self::TabbedCells | Self::Blanks => ReadFrom::Alignment,
            Self::CellLines | Self::RunningText => ReadFrom::Flattened,
        }
    }
}

impl Grid {
    fn new(found: TableRule, columns: Vec<GridColumn>) -> Self {
        Self {
            lists: None,
            caption: None,
            read_from: found.read_from(),
            found,
            rows_by: RowRule::default(),
            columns,
            rows: Vec::new(),
            spans: Vec::new(),
            is_form: false,
            nested: Vec::new(),
            repeated: Vec::new(),
            noise: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// For each cell the one that holds its text: itself, or the merged cell that covers it.
    pub(crate) fn owners(&self) -> Vec<Vec<(usize, usize)>> {
        self.owners_in(0..self.rows.len())
    }

    /// The [`owners`](Self::owners) of the cells of some rows.
    fn owners_in(&self, rows: Range<usize>) -> Vec<Vec<(usize, usize)>> {
        let width = self.columns.len();
        let mut owners: Vec<Vec<(usize, usize)>> =
            rows.clone().map(|row| (0..width).map(|column| (row, column)).collect()).collect();
        for span in &self.spans {
            let below = (span.row + span.rows).saturating_sub(rows.start);
            for row in owners.iter_mut().take(below).skip(span.row.saturating_sub(rows.start)) {
                for owner in row.iter_mut().skip(span.column).take(span.columns) {
                    *owner = (span.row, span.column);
                }
            }
        }
        owners
    }

    /// Gives the columns their roles, by their names and by what stands in them.
    fn assign_roles(&mut self, lexicon: &Lexicon) {
        let names: Vec<String> = self.columns.iter().map(GridColumn::name).collect();
        let samples: Vec<Vec<String>> = (0..self.columns.len())
            .map(|column| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .filter(|cell| !cell.is_empty())
                    .take(12)
                    .map(|cell| cell.paragraphs.iter().map(Text::closed).collect::<Vec<_>>().join("\n"))
                    .collect()
            })
            .collect();
        for (column, (role, rule)) in self.columns.iter_mut().zip(roles(&names, &samples, lexicon)) {
            column.role = role;
            column.role_by = rule;
        }
    }
}

/// Columns that say what a row is about, and are merged where several rows are about one thing.
fn is_key(role: Role) -> bool {
    matches!(role, Role::Item | Role::Indicator | Role::Check | Role::Number)
}

/// Roles of the columns with these names and sample cells, and what they are known by.
fn roles(names: &[String], samples: &[Vec<String>], lexicon: &Lexicon) -> Vec<(Role, ColumnRule)> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let samples: Vec<Vec<&str>> = samples.iter().map(|column| column.iter().map(String::as_str).collect()).collect();
    crate::fields::role::decided(&names, &samples, lexicon)
}

/// The table that begins at `pieces[at]`, if one does.
pub(crate) fn at(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    boxes::at(pieces, at, lexicon)
        .or_else(|| bars::at(pieces, at, lexicon))
        .or_else(|| aligned::at(pieces, at, trail, top, lexicon))
        .or_else(|| tab_cells::at(pieces, at, trail, top, lexicon))
        .or_else(|| aligned::spaced_at(pieces, at, trail, top, lexicon))
        .or_else(|| in_lines(pieces, at, trail, top, lexicon))
}

/// A table with a cell on each line, or of running text. The first reads every line as a cell, and so ends where one holds several
/// paragraphs: where that leaves more than a row to the second, that is right.
fn in_lines(pieces: &[Piece], at: usize, trail: &Trail, top: Option<Class>, lexicon: &Lexicon) -> Option<Found> {
    let by_cells = cell_lines::at(pieces, at, trail, top, lexicon);
    let by_flow = flow::at(pieces, at, trail, top, lexicon);
    let reaches =
        |cells: &Found| by_flow.as_ref().is_none_or(|flow| flow.next <= cells.next + cells.grid.columns.len());
    by_cells.filter(reaches).or(by_flow)
}

/// Where a table that begins behind `start` must end at the latest: at a label that goes on the numbering around it.
fn outer_end(pieces: &[Piece], start: usize, trail: &Trail, top: Option<Class>) -> usize {
    let mut inner = Trail::default();
    for (index, piece) in pieces.iter().enumerate().skip(start) {
        let Some(line) = piece.line() else { return index };
        if line.heading.is_some() {
            return index;
        }
        let Some(label) = line.label.filter(|label| label.class != Class::Bullet) else { continue };
        if label.class == Class::Attachment && line.before >= Break::Line {
            return index;
        }
        let within = inner.fit(&label);
        let around = trail.open().iter().find(|open| open.is_kin(&label));
        if let (Some(open), Some(ordinal)) = (around, label.ordinal)
            && within != Fit::Next
        {
            let last = open.ordinal.unwrap_or(ordinal);
            let is_top = top == Some(label.class);
            let goes_on = ordinal == last + 1 || is_top && ordinal >= last && ordinal <= last + 3 && ordinal > 1;
            if goes_on {
                return index;
            }
        }
        inner.enter(&label, None);
    }
    pieces.len()
}

/// Whether a table's header stands at `pieces[at]`.
pub(crate) fn begins(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> bool {
    match pieces.get(at) {
        Some(Piece::Table(_)) => true,
        Some(Piece::Line(line)) => {
            line.label.is_none()
                && (header::at(pieces, at, lexicon).is_some()
                    || line.text.chars().contains(&'\t')
                        && aligned::at(pieces, at, &Trail::default(), None, lexicon).is_some())
        }
        None => false,
    }
}

/// Which pieces lie in a table kept apart by tabs. In a file of lines each tabbed line is taken for one, but for those of which a tab
/// only parts the label from its text.
pub(crate) fn tabbed(pieces: &[Piece], lexicon: &Lexicon) -> Vec<bool> {
    let mut tabbed = vec![false; pieces.len()];
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let line = piece.line().filter(|line| line.text.chars().contains(&'\t'));
        let next = match line.and_then(|_| aligned::at(pieces, index, &Trail::default(), None, lexicon)) {
            Some(found) => found.next,
            None => index + 1,
        };
        let starts_with_tab = |line: &Line| line.text.chars().first() == Some(&'\t');
        let in_lines =
            |line: &Line| line.before != Break::Paragraph && (line.inner_tabs() > 0 || starts_with_tab(line));
        tabbed[index..next].fill(next > index + 1 || line.is_some_and(in_lines));
        index = next;
    }
    tabbed
}

/// Whether a caption only says that its table goes on one with another caption: 表1 分工表（續）, 續表1, （續前頁）.
fn names_rest(caption: &Text, above: Option<&Text>) -> bool {
    let caption = caption.closed();
    let in_brackets = caption
        .strip_suffix(['）', ')'])
        .and_then(|open| open.rsplit_once(['（', '(']))
        .filter(|(_, mark)| mark.starts_with(GOES_ON));
    let Some(name) = in_brackets.map(|(name, _)| name).or_else(|| caption.strip_prefix(GOES_ON)) else { return false };
    matches!(name, "前頁" | "前页" | "上頁" | "上页" | "前表" | "上表")
        || above.map(Text::closed).unwrap_or_default().starts_with(name.trim())
}

/// Whether a line says nothing but that a table goes on another one: （續）, （續前頁）, 續表1.
pub(crate) fn marks_rest(text: &Text) -> bool {
    let begins = |at: usize| text.get(at).is_some_and(|c| GOES_ON.contains(&c));
    text.visible() <= LONGEST_MARK
        && match text.get(0) {
            Some('（' | '(') => begins(1) && matches!(text.get(text.len() - 1), Some('）' | ')')),
            _ => begins(0) && matches!(text.get(1), Some('表' | '前' | '上')),
        }
}

/// Characters of the longest line that says so.
const LONGEST_MARK: usize = 8;

/// What begins the words that say so.
const GOES_ON: [char; 2] = ['續', '续'];

impl Grid {
    /// Takes in the rows of a table that goes on this one behind a page break; gives the table back where it is another one.
    pub(crate) fn continue_with(&mut self, mut next: Self) -> Option<Self> {
        let names = |grid: &Self| grid.columns.iter().map(GridColumn::name).collect::<Vec<_>>();
        let unnamed = next.columns.iter().all(|column| column.header.is_empty());
        let is_rest = self.read_from == next.read_from
            && self.columns.len() == next.columns.len()
            && next.caption.as_ref().is_none_or(|caption| names_rest(caption, self.caption.as_ref()))
            && !next.is_form
            && (names(self) == names(&next) && !unnamed
                || unnamed && self.read_from == ReadFrom::Cells && !self.columns[0].header.is_empty());
        if !is_rest {
            return Some(next);
        }
        let above = self.rows.len();
        self.repeated.extend(next.caption);
        self.repeated.extend(next.columns.into_iter().flat_map(|column| column.header).flatten());
        self.repeated.append(&mut next.repeated);
        self.noise.append(&mut next.noise);
        self.marks.append(&mut next.marks);
        self.rows.append(&mut next.rows);
        self.spans.extend(next.spans.into_iter().map(|span| Span { row: span.row + above, ..span }));
        self.nested.extend(next.nested.into_iter().map(|(row, column, grid)| (row + above, column, grid)));
        if let Some(last) = above.checked_sub(1) {
            if self.is_cut(above) {
                self.join_row(above);
            }
            merge::over_page(self, last);
        }
        self.spans.sort_by_key(|span| (span.column, span.row));
        None
    }

    /// Whether a row is the rest of the one before it: no key of its own, and a text that the row before has left open.
    fn is_cut(&self, row: usize) -> bool {
        let (Some(before), Some(rest)) = (self.rows.get(row - 1), self.rows.get(row)) else { return false };
        let keyless = rest.iter().zip(&self.columns).all(|(cell, column)| cell.is_empty() || !is_key(column.role));
        let typed = |role: Role| matches!(role, Role::Deadline | Role::Unit | Role::Score | Role::Number);
        let pairs = || before.iter().zip(rest).zip(&self.columns).filter(|((_, rest), _)| !rest.is_empty());
        let open = pairs().any(|((before, _), column)| {
            !typed(column.role) && before.paragraphs.last().is_some_and(|text| !wrap::ends_sentence(text))
        }) && !pairs().any(|((before, _), column)| typed(column.role) && !before.is_empty());
        // What is pushed onto a cell that another covers would be lost.
        let uncovered = self.owners_in(row - 1..row).iter().all(|owners| {
            (0..).zip(owners).zip(rest).all(|((column, owner), rest)| rest.is_empty() || *owner == (row - 1, column))
        });
        keyless && open && uncovered && self.spans.iter().all(|span| span.row != row)
    }

    /// Joins a row to the one before it.
    fn join_row(&mut self, row: usize) {
        let rest = self.rows.remove(row);
        for (cell, rest) in self.rows[row - 1].iter_mut().zip(rest) {
            for text in rest.paragraphs {
                match cell.paragraphs.last_mut() {
                    Some(last) if !wrap::ends_sentence(last) && numerals::label::at(text.chars(), 0).is_none() => {
                        last.push(' ', GENERATED);
                        last.append(&text);
                    }
                    _ => cell.paragraphs.push(text),
                }
            }
        }
        for span in &mut self.spans {
            span.row -= usize::from(span.row > row);
        }
        for (at, _, _) in &mut self.nested {
            *at -= usize::from(*at >= row);
        }
    }
}
