//! Which lines of a page are one row.

use std::collections::BTreeSet;
use std::ops::Range;

use numerals::label::{self, Class};

use super::{Sheet, groups, noise};
use crate::lines::wrap;
use crate::outline::trail::{Fit, Trail};
use crate::tables::evidence::{begins_entry, numbers_entries};
use crate::tables::merge::says_total;
use crate::tables::{Grid, GridCell};
use crate::text::{GENERATED, Text};
use crate::{Role, RowRule, fields::units};

/// A piece of a cell: one line of it, or a part of a line where several entries share it.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub(super) line: usize,
    pub(super) text: Text,
    /// An entry begins with it.
    pub(super) starts: bool,
}

/// Where the rows begin, and the fragments of the column that tells them apart.
pub(super) struct Rows {
    /// Line and, within it, fragment of the finest column at which each row begins.
    pub(super) starts: Vec<Start>,
    /// What begins them.
    by: RowRule,
    pub(super) finest: usize,
    pub(super) fragments: Vec<Fragment>,
}

/// The beginning of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) line: usize,
    /// Index of the fragment of the finest column that begins it; `None` where that column is empty there.
    pub(super) fragment: Option<usize>,
    /// It begins without a label, as 合計 does: cells to its left begin with it too.
    pub(super) bare: bool,
}

/// The fragments of a line, by their place among all, which are in the order of lines.
fn fragments_of(fragments: &[Fragment], line: usize) -> Range<usize> {
    let first = fragments.partition_point(|fragment| fragment.line < line);
    first..first + fragments[first..].iter().take_while(|fragment| fragment.line == line).count()
}

/// The first fragment of a line.
fn first_of(fragments: &[Fragment], line: usize) -> Option<usize> {
    fragments_of(fragments, line).next()
}

impl Rows {
    /// The row to which a line belongs: the last one that begins on it or before.
    pub(super) fn of_line(&self, line: usize) -> usize {
        self.starts.partition_point(|start| start.line <= line).saturating_sub(1)
    }

    /// The row, if any, that begins within a line of this one.
    pub(super) fn near(&self, line: usize) -> Option<usize> {
        let first = self.starts.partition_point(|start| start.line + 1 < line);
        self.starts
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, start)| start.line <= line + 1)
            .min_by_key(|(_, start)| (start.line.abs_diff(line), start.line > line))
            .map(|(row, _)| row)
    }
}

impl Sheet {
    /// Puts the lines into rows of the grid.
    pub(super) fn into_rows(mut self, grid: &mut Grid) {
        self.clear_noise(grid);
        let Some(mut rows) = self.rows() else { return };
        self.begin_totals(&mut rows);
        grid.rows_by = rows.by;
        grid.rows = vec![vec![GridCell::default(); self.roles.len()]; rows.starts.len()];
        self.fill_finest(&rows, grid);
        let mut spans = Vec::new();
        for column in 0..self.roles.len() {
            if !self.is_grouped(&rows, column) {
                continue;
            }
            let starts = groups::starts(&self, &rows, column);
            groups::fill(&self, &rows, column, &starts, grid, &mut spans);
        }
        self.fill_rows(&rows, grid);
        grid.spans = spans;
        if !rows.fragments.iter().any(|fragment| fragment.starts && is_entry(&fragment.text)) {
            let keys = self.roles.iter().take_while(|role| crate::tables::is_key(**role)).count();
            let merged: Vec<usize> = grid.spans.iter().map(|span| span.column).collect();
            for column in (0..keys.max(rows.finest + 1)).filter(|column| !merged.contains(column)) {
                crate::tables::merge::down(grid, column..=column);
            }
        }
        crate::tables::merge::spread_totals(grid);
        grid.spans.sort_by_key(|span| (span.column, span.row));
    }

    /// Takes unreadable pieces out, where the table shows that it was recognized badly.
    fn clear_noise(&mut self, grid: &mut Grid) {
        let deadlines: Vec<usize> = self.columns(|role| role == Role::Deadline);
        let odd = self
            .lines
            .iter()
            .flat_map(|line| deadlines.iter().map(move |column| &line[*column]))
            .filter(|cell| {
                !cell.is_blank() && !cell.chars().iter().any(|c| script::is_cjk(*c)) && !noise::is_time(cell)
            })
            .count();
        let garbled = odd >= 3 || !grid.noise.is_empty();
        self.garbled = garbled;
        let mut counts = script::Counts::default();
        for line in &self.lines {
            for cell in line {
                counts += script::count(&cell.raw());
            }
        }
        let own = counts.script();
        for line in &mut self.lines {
            for (cell, role) in line.iter_mut().zip(&self.roles) {
                if cell.is_blank() {
                    continue;
                }
                let time = *role == Role::Deadline && !cell.chars().iter().any(|c| crate::text::is_blank(*c));
                let numeric = time || matches!(role, Role::Number | Role::Score | Role::Other);
                let chinese = cell.chars().iter().any(|c| script::is_cjk(*c) && c.is_alphabetic());
                if garbled && !numeric && (!chinese || noise::is_foreign(cell, own)) {
                    grid.noise.push(std::mem::take(cell));
                } else if garbled {
                    let (clean, stray) = noise::strip(cell);
                    grid.noise.extend(stray);
                    *cell = clean;
                }
            }
        }
    }

    pub(super) fn columns(&self, keep: impl Fn(Role) -> bool) -> Vec<usize> {
        self.roles.iter().enumerate().filter(|(_, role)| keep(**role)).map(|(column, _)| column).collect()
    }

    /// Finds the rows: by the entries of the finest column that has deadlines or units of its own, else by the typed
    /// columns, else by the lines that fill the first column.
    fn rows(&self) -> Option<Rows> {
        if let Some(rows) = self.rows_by_parts().or_else(|| self.rows_by_number()) {
            return Some(rows);
        }
        let candidates = self.columns(|role| {
            matches!(role, Role::Item | Role::Indicator | Role::Check | Role::Action | Role::Number | Role::Other)
        });
        let has_answer: Vec<bool> = self.lines.iter().map(|cells| self.has_answer(cells)).collect();
        let answers = has_answer.iter().filter(|has| **has).count();
        let answered =
            |line: usize| (line.saturating_sub(1)..=line + 1).any(|near| has_answer.get(near) == Some(&true));
        let has_typed = self.roles.iter().any(|role| matches!(role, Role::Deadline | Role::Unit));
        for column in candidates.iter().rev() {
            let fragments = self.fragments(*column);
            let entries: Vec<&Fragment> = fragments.iter().filter(|fragment| fragment.starts).collect();
            let with_answer = entries.iter().filter(|entry| answered(entry.line)).count();
            let telling = if has_typed {
                with_answer * 2 >= entries.len() && answers * 5 >= entries.len() * 2 && entries.len() * 2 >= answers
            } else {
                self.roles[*column] != Role::Action
            };
            if entries.len() >= 2 && telling {
                return Some(self.rows_of_entries(*column, fragments));
            }
        }
        self.rows_of_lines(candidates.first().copied().unwrap_or(0))
    }

    /// A line that begins with 合計 begins a row, whatever tells the others apart.
    fn begin_totals(&self, rows: &mut Rows) {
        let known: BTreeSet<usize> = rows.starts.iter().map(|start| start.line).collect();
        for line in (0..self.lines.len()).filter(|line| !known.contains(line) && self.is_total(*line)) {
            let fragment = first_of(&rows.fragments, line);
            rows.starts.push(Start { line, fragment, bare: true });
        }
        rows.starts.sort_by_key(|start| (start.line, start.fragment));
    }

    /// Whether the first word of a line is 合計 or the like.
    fn is_total(&self, line: usize) -> bool {
        let first = self.lines[line].iter().find(|cell| !cell.is_blank());
        first.is_some_and(|first| says_total(first.chars().iter()))
    }

    /// Whether a typed column answers on a line.
    fn has_answer(&self, cells: &[Text]) -> bool {
        cells.iter().zip(&self.roles).any(|(cell, role)| is_answer(cell, *role))
    }

    /// Rows that gaps part: each with one answer at most, most of them with one.
    fn rows_by_parts(&self) -> Option<Rows> {
        let starts: Vec<usize> =
            std::iter::once(0).chain(self.parts.iter().copied().filter(|part| *part > 0)).collect();
        let answered = self.columns(|role| matches!(role, Role::Deadline | Role::Number)).first().copied()?;
        let ends = starts.iter().skip(1).copied().chain([self.lines.len()]);
        let answers: Vec<usize> = starts
            .iter()
            .zip(ends)
            .map(|(from, to)| {
                self.lines[*from..to].iter().filter(|cells| is_answer(&cells[answered], self.roles[answered])).count()
            })
            .collect();
        let single = answers.iter().filter(|count| **count == 1).count();
        if starts.len() < 2 || answers.iter().any(|count| *count > 1) || single * 3 < answers.len() * 2 {
            return None;
        }
        let finest = self.columns(crate::tables::is_key).last().copied().unwrap_or(0);
        Some(self.rows_at(&starts, finest, RowRule::Gaps))
    }

    /// Rows that begin at these lines, by this rule.
    fn rows_at(&self, lines: &[usize], finest: usize, by: RowRule) -> Rows {
        let fragments: Vec<Fragment> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, cells)| !cells[finest].is_blank())
            .map(|(line, cells)| Fragment {
                line,
                text: cells[finest].clone(),
                starts: lines.binary_search(&line).is_ok(),
            })
            .collect();
        let starts = lines
            .iter()
            .map(|line| Start { line: *line, fragment: first_of(&fragments, *line), bare: false })
            .collect();
        Rows { starts, by, finest, fragments }
    }

    /// Rows that a column of rising numbers counts.
    fn rows_by_number(&self) -> Option<Rows> {
        let column = *self.columns(|role| role == Role::Number).first()?;
        let numbers: Vec<(usize, u32)> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, cells)| !cells[column].is_blank())
            .map(|(line, cells)| (line, number_of(&cells[column])))
            .map(|(line, number)| number.map(|number| (line, number)))
            .collect::<Option<_>>()?;
        let rising = numbers.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
        if numbers.len() < 2 || rising * 5 < (numbers.len() - 1) * 4 {
            return None;
        }
        let lines: Vec<usize> = numbers.iter().map(|(line, _)| *line).collect();
        Some(self.rows_at(&lines, column, RowRule::Numbers { column }))
    }

    /// The fragments of a column; a line is cut where a further entry begins in it.
    fn fragments(&self, column: usize) -> Vec<Fragment> {
        let mut trail = Trail::default();
        let mut fragments = Vec::new();
        for (line, cells) in self.lines.iter().enumerate() {
            let coarser = cells[..column].iter().any(is_entry);
            if coarser {
                trail = Trail::default();
            }
            let text = &cells[column];
            if text.is_blank() {
                continue;
            }
            let mut start = 0;
            let mut starts = false;
            for label in label::find(text.chars(), 0..text.len()) {
                let at_start = text.slice(0..label.start).is_blank();
                let fit = trail.fit(&label);
                let entry = numbers_entries(label.class)
                    && label.separator != Some(' ')
                    && (fit.is_regular() || at_start && plausible(fit, &trail, &label));
                if !entry
                    || !at_start
                        && !matches!(
                            label.class,
                            Class::ArabicDot | Class::ArabicBracket | Class::HanBracket | Class::Circled
                        )
                {
                    continue;
                }
                trail.enter(&label, None);
                if !at_start {
                    fragments.push(Fragment { line, text: text.slice(start..label.start), starts });
                    start = label.start;
                }
                starts = true;
            }
            fragments.push(Fragment { line, text: text.from(start), starts });
        }
        fragments
    }

    /// Rows begin at the entries, and where a coarser column begins a group that has no entry of its own.
    fn rows_of_entries(&self, finest: usize, fragments: Vec<Fragment>) -> Rows {
        let mut starts: Vec<Start> = fragments
            .iter()
            .enumerate()
            .filter(|(_, fragment)| fragment.starts)
            .map(|(index, fragment)| Start { line: fragment.line, fragment: Some(index), bare: false })
            .collect();
        let entry_lines: BTreeSet<usize> = starts.iter().map(|start| start.line).collect();
        for (line, cells) in self.lines.iter().enumerate() {
            let group = cells[..finest].iter().any(begins_entry);
            let answered = self.has_answer(cells);
            let fragment = first_of(&fragments, line);
            if group && !entry_lines.contains(&line) && (answered || fragment.is_some()) {
                let free = fragment.is_none_or(|fragment| !fragments[fragment].starts);
                if free {
                    starts.push(Start { line, fragment, bare: false });
                }
            }
        }
        starts.extend(self.unlabelled_starts(&starts, &fragments));
        starts.sort_by_key(|start| (start.line, start.fragment));
        if starts.first().is_some_and(|start| start.line > 0) && self.lines[0].iter().any(|cell| !cell.is_blank()) {
            let fragment = fragments.first().filter(|fragment| fragment.line == 0).map(|_| 0);
            starts.insert(0, Start { line: 0, fragment, bare: false });
        }
        Rows { starts, by: RowRule::Entries { column: finest }, finest, fragments }
    }

    /// Lines that begin a row without a label (合計): a piece of the finest column beside answers that the row before has
    /// already.
    fn unlabelled_starts(&self, starts: &[Start], fragments: &[Fragment]) -> Vec<Start> {
        let mut found = Vec::new();
        let begun: BTreeSet<usize> = starts.iter().map(|start| start.line).collect();
        let mut answered: BTreeSet<usize> = BTreeSet::new();
        for (line, cells) in self.lines.iter().enumerate() {
            if begun.contains(&line) {
                answered.clear();
            }
            let here: Vec<usize> =
                (0..cells.len()).filter(|column| is_answer(&cells[*column], self.roles[*column])).collect();
            let again: Vec<Role> =
                here.iter().filter(|column| answered.contains(column)).map(|column| self.roles[*column]).collect();
            let fragment = fragments_of(fragments, line).find(|index| !fragments[*index].starts);
            let scored = again.contains(&Role::Score)
                && self.columns(crate::tables::is_key).iter().any(|key| !cells[*key].is_blank());
            if scored || again.len() >= 2 && fragment.is_some() {
                found.push(Start { line, fragment, bare: true });
                answered.clear();
            }
            answered.extend(here);
        }
        found
    }

    /// Without entries: a row begins on each line that fills a key column, or that has a deadline or a number of its own, or a
    /// unit, or fills the first column; whichever gives most rows one answer each.
    fn rows_of_lines(&self, finest: usize) -> Option<Rows> {
        let typed = self.columns(|role| matches!(role, Role::Deadline | Role::Number | Role::Score));
        let by = |columns: &[usize]| -> Vec<usize> {
            (0..self.lines.len())
                .filter(|line| columns.iter().any(|column| is_answer(&self.lines[*line][*column], self.roles[*column])))
                .collect()
        };
        let first: Vec<usize> = (0..self.lines.len()).filter(|line| !self.lines[*line][0].is_blank()).collect();
        let units = by(&self.columns(|role| role == Role::Unit));
        let filled =
            |column: &usize| (0..self.lines.len()).filter(|line| !self.lines[*line][*column].is_blank()).collect();
        let keys = self.columns(|role| matches!(role, Role::Item | Role::Indicator | Role::Check));
        let by_keys: Vec<Vec<usize>> = keys.iter().rev().map(filled).collect();
        let candidates = by_keys
            .into_iter()
            .chain([by(&typed), units, first])
            .filter(|lines| lines.len() * 5 >= self.lines.len().max(5));
        let scored = candidates.map(|lines| (self.single_answers(&lines), lines));
        let mut lines =
            scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, lines)| lines)?;
        if lines.first() != Some(&0) {
            lines.insert(0, 0);
        }
        Some(self.rows_at(&lines, finest, RowRule::Answers))
    }

    /// How many in a thousand of the rows that begin at these lines have one answer in the column that answers best.
    fn single_answers(&self, lines: &[usize]) -> usize {
        let by_role = |wanted: Role| self.columns(|role| role == wanted).last().copied();
        let found = [Role::Deadline, Role::Number, Role::Score, Role::Unit].into_iter().find_map(by_role);
        let Some(column) = found else { return 0 };
        let ends = lines.iter().skip(1).copied().chain([self.lines.len()]);
        let answers = |from: usize, to: usize| {
            self.lines[from..to].iter().filter(|cells| is_answer(&cells[column], self.roles[column])).count()
        };
        let single = lines.iter().zip(ends).filter(|(from, to)| answers(**from, *to) == 1).count();
        single * 1000 / lines.len().max(1)
    }

    fn fill_finest(&self, rows: &Rows, grid: &mut Grid) {
        let mut row = 0;
        for (index, fragment) in rows.fragments.iter().enumerate() {
            while let Some(next) = rows.starts.get(row + 1) {
                let reached = match next.fragment {
                    Some(first) => first <= index,
                    None => next.line <= fragment.line,
                };
                if !reached {
                    break;
                }
                row += 1;
            }
            let Some(cell) = grid.rows.get_mut(row).and_then(|cells| cells.get_mut(rows.finest)) else { continue };
            append(cell, &fragment.text, true);
        }
    }

    /// Whether nearly every row has a piece of its own in a column.
    fn stands_in_every_row(&self, rows: &Rows, column: usize) -> bool {
        let rows = || rows.starts.iter().filter(|start| !self.is_total(start.line));
        let own = rows().filter(|start| !self.lines[start.line][column].is_blank()).count();
        own * 5 >= rows().count() * 4
    }

    /// Whether the cells of a column stand beside several rows: columns left of the finest, and what begins with their groups.
    fn is_grouped(&self, rows: &Rows, column: usize) -> bool {
        column != rows.finest
            && self.roles[column] != Role::Number
            && !(is_typed(self.roles[column]) && column > rows.finest)
            && !self.stands_in_every_row(rows, column)
            && (column < rows.finest || groups::kin(self, rows, column).is_some())
    }

    /// Fills the columns of which each row has its own cell.
    fn fill_rows(&self, rows: &Rows, grid: &mut Grid) {
        let own: Vec<usize> =
            (0..self.roles.len()).filter(|column| *column != rows.finest && !self.is_grouped(rows, *column)).collect();
        let widths: Vec<usize> = (0..self.roles.len())
            .map(|column| self.lines.iter().map(|line| line[column].width()).max().unwrap_or_default())
            .collect();
        let entry_line = |row: usize| rows.starts.get(row).map(|start| start.line);
        for (line, cells) in self.lines.iter().enumerate() {
            let mut row = rows.of_line(line);
            let begins = entry_line(row) == Some(line);
            let is_time = |column: &usize| self.roles[*column] == Role::Deadline && noise::is_time(&cells[*column]);
            let due = own.iter().copied().find(is_time);
            if let Some(due) = due
                && !begins
                && entry_line(row + 1) == Some(line + 1)
                && !self.lines[line + 1].get(due).is_some_and(noise::is_time)
                && (!grid.rows[row][due].is_empty() || entry_line(row).is_some_and(|start| line - start > 1))
            {
                row += 1;
            }
            let spoilt = self
                .roles
                .iter()
                .zip(cells)
                .any(|(role, cell)| *role == Role::Deadline && !cell.is_blank() && !noise::is_time(cell));
            for column in &own {
                let text = &cells[*column];
                if text.is_blank() {
                    continue;
                }
                let cell = &mut grid.rows[row][*column];
                let taken = match self.roles[*column] {
                    _ if !self.garbled => true,
                    Role::Deadline => takes_time(cell, text, begins),
                    Role::Unit if spoilt && (!begins || !cell.is_empty()) => false,
                    Role::Unit if due.is_some() && !cell.is_empty() && !begins => false,
                    Role::Unit => cell.is_empty() || units::units_score(&text.closed()) >= 0.5 || text.visible() >= 2,
                    _ => true,
                };
                if taken {
                    let whole =
                        |text: &Text| self.roles[*column] == Role::Unit && units::units_score(&text.closed()) >= 0.9;
                    let wrapped = cell.paragraphs.last().is_some_and(|last| {
                        wrap::continues(last, text)
                            || last_line_width(last) + 2 >= widths[*column] && !(whole(last) && whole(text))
                    });
                    append(cell, text, wrapped);
                } else {
                    grid.noise.push(text.clone());
                }
            }
        }
    }
}

/// Whether a deadline cell takes a further piece: a first one whatever it is on the row's first line, later ones where they
/// make a time.
fn takes_time(cell: &GridCell, text: &Text, begins: bool) -> bool {
    match cell.paragraphs.last() {
        None => begins || noise::is_time(text),
        Some(last) => {
            let mut joined = last.clone();
            joined.append(text);
            let again = last.closed() == text.closed();
            !again
                && (noise::is_time(&joined) || !noise::is_time(last) && text.chars().iter().any(|c| script::is_cjk(*c)))
        }
    }
}

fn last_line_width(text: &Text) -> usize {
    let chars = text.chars();
    let start = text.positions().iter().rposition(|at| *at == GENERATED).map_or(0, |mark| mark + 1);
    text.slice(start..chars.len()).width()
}

pub(super) fn append(cell: &mut GridCell, text: &Text, same_paragraph: bool) {
    match cell.paragraphs.last_mut() {
        Some(last) if same_paragraph => {
            last.push(' ', GENERATED);
            last.append(text);
        }
        _ => cell.paragraphs.push(text.clone()),
    }
}

fn is_entry(text: &Text) -> bool {
    label::at(text.chars(), 0).is_some_and(|label| numbers_entries(label.class))
}

pub(super) fn is_typed(role: Role) -> bool {
    matches!(role, Role::Deadline | Role::Unit | Role::Score | Role::Number)
}

/// A cell of a typed column that answers for a row.
fn is_answer(cell: &Text, role: Role) -> bool {
    !cell.is_blank()
        && match role {
            Role::Deadline => noise::is_time(cell),
            Role::Unit => units::units_score(&cell.closed()) >= 0.6,
            Role::Number | Role::Score => cell.chars().iter().any(char::is_ascii_digit),
            _ => false,
        }
}

/// The number that a cell of a number column holds, with or without a label's sign.
fn number_of(text: &Text) -> Option<u32> {
    let chars: Vec<char> = text.chars().iter().copied().filter(|c| c.is_alphanumeric()).collect();
    numerals::number::parse(&chars)
}

/// Whether an irregular label still numbers an entry: repeated, begun again, or a little further on.
fn plausible(fit: Fit, trail: &Trail, label: &label::Label) -> bool {
    let last = trail.open().iter().find(|open| open.is_kin(label)).and_then(|open| open.ordinal).unwrap_or(0);
    let ordinal = label.ordinal.unwrap_or(0);
    match fit {
        Fit::Next | Fit::First | Fit::Repeat => true,
        Fit::Gap | Fit::Headless => ordinal <= last + 3,
        Fit::Back => ordinal == 1,
    }
}
