//! The list of changes that an alignment comes to.

use std::collections::BTreeSet;

use corpus::{Citation, Due, Period, Record};
use numerals::{label, number};
use plan::Role;

use crate::align::{Alignment, Letters};
use crate::change::{Change, ChangeKind, Value, What};
use crate::comparable::{Comparable, same, same_texts};
use crate::outline::{Cell, Node, Outline, Piece};
use crate::rolled::Years;
use crate::spans::spans;
use crate::view::{Absent, Place};

/// The changes in the order of the new plan, with their places.
pub(crate) fn list(old: &Outline<'_>, new: &Outline<'_>, found: &Alignment, absent: &Absent) -> Vec<(Place, Change)> {
    let years = Years::of(first_year(old.record), first_year(new.record));
    let mut lister = Lister { old, new, found, years, list: Vec::new(), seen: BTreeSet::new() };
    lister.fields();
    for at in 0..new.nodes.len() {
        match found.new[at] {
            Some(counterpart) => lister.pair(counterpart, at),
            None => lister.added(at),
        }
    }
    lister.removed(absent);
    lister.letters();
    let mut list = lister.list;
    list.sort_by_key(|(place, _)| *place);
    list
}

/// The year of a plan, or the first of its years.
fn first_year(record: &Record) -> Option<i32> {
    let start = || record.period.as_ref().and_then(|period| period.start.get(..4)?.parse().ok());
    record.year.or_else(start)
}

struct Lister<'a, 'r> {
    old: &'a Outline<'r>,
    new: &'a Outline<'r>,
    found: &'a Alignment,
    years: Option<Years>,
    list: Vec<(Place, Change)>,
    /// Changes of merged cells that are listed already: the cell on one side, the text on the other.
    seen: BTreeSet<SeenCell>,
}

/// What of a cell changed, whether it is the new one, its table, row and column, and the text on the other side.
type SeenCell = (What, bool, (usize, usize, usize), Vec<char>);

/// How a cell or a field became another: what of it, and how.
struct Difference {
    kind: ChangeKind,
    what: What,
    old: Value,
    new: Value,
    rolled: bool,
}

impl Difference {
    fn changed(what: What, old: Value, new: Value, rolled: bool) -> Self {
        Self { kind: ChangeKind::Changed, what, old, new, rolled }
    }

    fn renumbered(old: &str, new: &str) -> Self {
        let (old, new) = (Value::Text(old.to_owned()), Value::Text(new.to_owned()));
        Self { kind: ChangeKind::Renumbered, what: What::Label, old, new, rolled: false }
    }
}

impl Lister<'_, '_> {
    fn push(&mut self, place: Place, change: Change) {
        self.list.push((place, change));
    }

    fn fields(&mut self) {
        let (old, new) = (self.old.record, self.new.record);
        let place = (0, 0, 0);
        if let (Some(before), Some(after)) = (&old.title, &new.title) {
            let one_series = old.series.as_ref().zip(new.series.as_ref()).is_some_and(|(old, new)| same(old, new));
            let words = [before, after].map(|title| Comparable::new(title));
            if !one_series && words[0].chars != words[1].chars && !self.rolled(&words[0], &words[1]) {
                self.push(place, field(What::Title, text(before), text(after)));
            }
        }
        if let (Some(before), Some(after)) = (&old.agency, &new.agency)
            && !same(before, after)
        {
            self.push(place, field(What::Agency, text(before), text(after)));
        }
        let days = |period: &Period| Value::Texts(vec![period.start.clone(), period.end.clone()]);
        let (before, after) = (old.period.as_ref(), new.period.as_ref());
        if before.map(days) != after.map(days) {
            let rolled = |years: Years| {
                let (before, after) = (before?, after?);
                let rolled = |old: &str, new: &str| old == new || years.date_rolled(old, new);
                Some(rolled(&before.start, &after.start) && rolled(&before.end, &after.end))
            };
            let rolled = self.years.and_then(rolled).unwrap_or(false);
            self.push(place, Change { rolled, ..field(What::Period, before.map(days), after.map(days)) });
        }
    }

    fn rolled(&self, old: &Comparable, new: &Comparable) -> bool {
        self.years.is_some_and(|years| years.rolled(old, new))
    }

    /// What is new, and stands nowhere in the old plan.
    fn added(&mut self, at: usize) {
        let node = &self.new.nodes[at];
        if let Some((what, value)) = whole(node) {
            let change = Change {
                new: Some(value),
                new_key: Some(node.key.to_owned()),
                new_origin: node.origin().cloned(),
                ..change(ChangeKind::Added, what)
            };
            self.push((at, 0, 0), change);
        }
    }

    fn removed(&mut self, absent: &Absent) {
        for &(at, behind) in &absent.gone {
            let node = &self.old.nodes[at];
            if let Some((what, value)) = whole(node) {
                let change = Change {
                    old: Some(value),
                    old_key: Some(node.key.to_owned()),
                    old_origin: node.origin().cloned(),
                    ..change(ChangeKind::Removed, what)
                };
                self.push((behind, 1, at), change);
            }
        }
    }

    /// What stands in both plans.
    fn pair(&mut self, old_at: usize, new_at: usize) {
        let (old, new) = (&self.old.nodes[old_at], &self.new.nodes[new_at]);
        let words = [&old.text, &new.text];
        let moved = self.found.moved.contains(&old_at);
        if moved {
            self.difference(old_at, new_at, None, order(self.found, old, new), words);
        } else if let (Some((was, Some(before))), Some((is, Some(after)))) = (old.label(), new.label())
            && before != after
        {
            self.difference(old_at, new_at, None, Difference::renumbered(was, is), words);
        }
        match (old.piece, new.piece) {
            (Piece::Row(..), Piece::Row(..)) => self.row(old_at, new_at, moved),
            (Piece::Table(before), Piece::Table(after)) => {
                if old.text.chars != new.text.chars {
                    let (before, after) = (before.caption.as_deref(), after.caption.as_deref());
                    self.caption(old_at, new_at, before, after);
                }
                self.columns(old_at, new_at);
            }
            _ if old.text.chars == new.text.chars || (old.is_title && new.is_title) => {}
            _ => {
                let (what, before) = own_words(old);
                let rolled = self.rolled(&old.text, &new.text);
                let difference = Difference::changed(what, before, own_words(new).1, rolled);
                self.difference(old_at, new_at, None, difference, words);
            }
        }
    }

    fn caption(&mut self, old_at: usize, new_at: usize, before: Option<&str>, after: Option<&str>) {
        let (old, new) = (&self.old.nodes[old_at], &self.new.nodes[new_at]);
        let change = self.placed(old_at, new_at, field(What::Text, before.and_then(text), after.and_then(text)));
        let spans = (change.kind == ChangeKind::Changed).then(|| spans(&old.text, &new.text));
        self.push((new_at, 0, 0), Change { rolled: self.rolled(&old.text, &new.text), spans, ..change });
    }

    fn columns(&mut self, old_at: usize, new_at: usize) {
        let (Piece::Table(before), Piece::Table(after)) = (self.old.nodes[old_at].piece, self.new.nodes[new_at].piece)
        else {
            return;
        };
        let pairs = self.found.columns(old_at, new_at);
        for (at, column) in after.columns.iter().enumerate() {
            let was = pairs.iter().find(|(_, new)| *new == at).map(|(old, _)| &before.columns[*old]);
            let change = field(What::Column, was.and_then(|was| text(&was.name)), text(&column.name));
            let change = match was.map(|was| [was, column].map(|column| Comparable::new(&column.name))) {
                None => change,
                Some([was, is]) if was.chars == is.chars => continue,
                Some([was, is]) => Change { rolled: self.rolled(&was, &is), ..change },
            };
            let change = self.placed(old_at, new_at, change);
            self.push((new_at, 0, at), change);
        }
        for (at, column) in before.columns.iter().enumerate() {
            if !pairs.iter().any(|(old, _)| *old == at) {
                let change = self.placed(old_at, new_at, field(What::Column, text(&column.name), None));
                self.push((new_at, 0, after.columns.len() + at), change);
            }
        }
    }

    fn row(&mut self, old_at: usize, new_at: usize, moved: bool) {
        let (old, new) = (&self.old.nodes[old_at], &self.new.nodes[new_at]);
        let (Piece::Row(before, i), Piece::Row(after, j)) = (old.piece, new.piece) else { return };
        let (was, is) = (&before.rows[i], &after.rows[j]);
        let (mut due_listed, mut units_listed) = (same_due(&was.due, &is.due), same_texts(&was.units, &is.units));
        let (due_differs, units_differ) = (!due_listed, !units_listed);
        for &(a, b) in self.found.columns(old.parent, new.parent) {
            let (Some(old_cell), Some(new_cell)) = (old.cells.get(a), new.cells.get(b)) else { continue };
            let (old_column, new_column) = (&before.columns[a], &after.columns[b]);
            if old_cell.text.chars == new_cell.text.chars {
                continue;
            }
            let role = if old_column.role == new_column.role { new_column.role } else { Role::Other };
            let (old_text, new_text) = (&was.cells[a], &is.cells[b]);
            let difference = match role {
                Role::Deadline if due_differs => {
                    if std::mem::replace(&mut due_listed, true) {
                        continue;
                    }
                    let rolled = self.years.is_some_and(|years| years.due_rolled(&was.due, &is.due));
                    Difference::changed(What::Due, Value::Due(was.due.clone()), Value::Due(is.due.clone()), rolled)
                }
                Role::Unit if units_differ => {
                    if std::mem::replace(&mut units_listed, true) {
                        continue;
                    }
                    let (was, is) = (Value::Texts(was.units.clone()), Value::Texts(is.units.clone()));
                    Difference::changed(What::Units, was, is, false)
                }
                _ => match numbers(role, old_cell, new_cell, old_text, new_text) {
                    Some(_) if moved && role == Role::Number => continue,
                    Some((before, after)) => Difference::renumbered(&before, &after),
                    None => {
                        let rolled = self.rolled(&old_cell.text, &new_cell.text);
                        let (before, after) = (Value::Text(old_text.clone()), Value::Text(new_text.clone()));
                        Difference::changed(What::Text, before, after, rolled)
                    }
                },
            };
            if self.is_repeated(difference.what, (old.parent, old_cell), (new.parent, new_cell)) {
                continue;
            }
            let name = Some(new_column.name.clone());
            self.difference(old_at, new_at, name, difference, [&old_cell.text, &new_cell.text]);
        }
    }

    /// Whether a merged cell had the same change in a row above.
    fn is_repeated(&mut self, what: What, old: (usize, &Cell), new: (usize, &Cell)) -> bool {
        let corner = |(table, cell): (usize, &Cell)| (table, cell.corner.0, cell.corner.1);
        let first_old = self.seen.insert((what, false, corner(old), new.1.text.chars.clone()));
        let first_new = self.seen.insert((what, true, corner(new), old.1.text.chars.clone()));
        !(first_old && first_new)
    }

    fn difference(
        &mut self,
        old_at: usize,
        new_at: usize,
        column: Option<String>,
        difference: Difference,
        words: [&Comparable; 2],
    ) {
        let Difference { kind, what, old, new, rolled } = difference;
        let spans = (what == What::Text).then(|| spans(words[0], words[1]));
        // A moved paragraph has no label.
        let there =
            |value: Value| Some(value).filter(|value| *value != Value::Text(String::new()) || what != What::Order);
        let change = Change { old: there(old), new: there(new), column, rolled, spans, ..change(kind, what) };
        let change = self.placed(old_at, new_at, change);
        self.push((new_at, 0, 0), change);
    }

    fn placed(&self, old_at: usize, new_at: usize, change: Change) -> Change {
        let (old, new) = (&self.old.nodes[old_at], &self.new.nodes[new_at]);
        let (is_old, is_new) = (change.kind != ChangeKind::Added, change.kind != ChangeKind::Removed);
        Change {
            old_key: is_old.then(|| old.key.to_owned()),
            new_key: is_new.then(|| new.key.to_owned()),
            old_origin: old.origin().filter(|_| is_old).cloned(),
            new_origin: new.origin().filter(|_| is_new).cloned(),
            ..change
        }
    }

    /// The letters that came, went or are named otherwise, beside the sentences that name them.
    fn letters(&mut self) {
        let (olds, news) = (&self.old.record.citations, &self.new.record.citations);
        let Letters { pairs, old_nodes, new_nodes } = &self.found.letters;
        let key = |outline: &Outline<'_>, at: Option<usize>| at.map(|at| outline.nodes[at].key.to_owned());
        for (j, citation) in news.iter().enumerate() {
            let was = pairs.iter().find(|(_, new)| *new == j).map(|(old, _)| *old);
            let place = (new_nodes[j].unwrap_or(0), 0, usize::MAX);
            let is = Change {
                new: Some(letter(citation)),
                new_key: key(self.new, new_nodes[j]),
                new_origin: Some(citation.origin.clone()),
                ..change(if was.is_some() { ChangeKind::Changed } else { ChangeKind::Added }, What::Citation)
            };
            match was {
                None => self.push(place, is),
                Some(i) if is_same_letter(&olds[i], citation) => {}
                Some(i) => {
                    let (old_key, old_origin) = (key(self.old, old_nodes[i]), Some(olds[i].origin.clone()));
                    let rolled = self.letter_rolled(&olds[i], citation);
                    self.push(place, Change { old: Some(letter(&olds[i])), old_key, old_origin, rolled, ..is });
                }
            }
        }
        for (i, citation) in olds.iter().enumerate() {
            if pairs.iter().any(|(old, _)| *old == i) {
                continue;
            }
            let near = old_nodes[i].map_or(0, |at| (0..=at).rev().find_map(|at| self.found.old[at]).unwrap_or(0));
            let gone = Change {
                old: Some(letter(citation)),
                old_key: key(self.old, old_nodes[i]),
                old_origin: Some(citation.origin.clone()),
                ..change(ChangeKind::Removed, What::Citation)
            };
            // Behind what else was removed there.
            let removed = old_nodes[i].is_some_and(|at| self.found.old[at].is_none());
            let place = if removed { (near, 1, old_nodes[i].unwrap_or(0)) } else { (near, 0, usize::MAX) };
            self.push(place, gone);
        }
    }

    fn letter_rolled(&self, old: &Citation, new: &Citation) -> bool {
        let dates = old.date.as_ref().zip(new.date.as_ref());
        let moved = self.years.zip(dates).is_some_and(|(years, (old, new))| years.date_rolled(old, new));
        moved && same_field(&old.number, &new.number) && same_field(&old.verb, &new.verb)
    }
}

/// The number before and after, where two cells differ in nothing else: that of a column of numbers, or the label that a text begins with.
fn numbers(role: Role, old: &Cell, new: &Cell, old_text: &str, new_text: &str) -> Option<(String, String)> {
    let (a, b) = (&old.text.chars, &new.text.chars);
    if role == Role::Number {
        let is_number = |chars: &[char]| {
            number::parse(chars).is_some() || label::at(chars, 0).is_some_and(|label| label.body == chars.len())
        };
        return (is_number(a) && is_number(b)).then(|| (old_text.to_owned(), new_text.to_owned()));
    }
    let (before, after) = (label::at(a, 0)?, label::at(b, 0)?);
    let is_same_list = before.class == after.class && before.ordinal? != after.ordinal?;
    let rest = (&a[before.body..], &b[after.body..]);
    let words = |chars: &[char], from: usize, to: usize| chars[from..to].iter().collect::<String>();
    (is_same_list && rest.0 == rest.1 && !rest.0.is_empty())
        .then(|| (words(a, before.start, before.end), words(b, after.start, after.end)))
}

fn same_due(old: &[Due], new: &[Due]) -> bool {
    let same = |(old, new): (&Due, &Due)| match (old, new) {
        (Due::Text { text: old }, Due::Text { text: new }) => same(old, new),
        (old, new) => old == new,
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn is_same_letter(old: &Citation, new: &Citation) -> bool {
    same_field(&old.date, &new.date) && same_field(&old.number, &new.number) && same_field(&old.verb, &new.verb)
}

fn same_field(old: &Option<String>, new: &Option<String>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => same(old, new),
        (old, new) => old == new,
    }
}

fn letter(citation: &Citation) -> Value {
    let Citation { date, number, verb, .. } = citation.clone();
    Value::Citation { date, number, verb }
}

/// The labels of what stands elsewhere, or the numbers of rows.
fn order(found: &Alignment, old: &Node<'_>, new: &Node<'_>) -> Difference {
    let number = |node: &Node<'_>, column: Option<usize>| match node.piece {
        Piece::Row(table, row) => {
            let column = column.or_else(|| table.columns.iter().position(|column| column.role == Role::Number));
            let cell = column.and_then(|column| table.rows[row].cells.get(column)).filter(|cell| !cell.is_empty());
            cell.cloned().unwrap_or_else(|| (row + 1).to_string())
        }
        _ => node.label().map_or_else(String::new, |(label, _)| label.to_owned()),
    };
    let numbered = |pair: &&(usize, usize)| match new.piece {
        Piece::Row(table, _) => table.columns[pair.1].role == Role::Number,
        _ => false,
    };
    let (a, b) = found.columns(old.parent, new.parent).iter().find(numbered).copied().unzip();
    let (old, new) = (Value::Text(number(old, a)), Value::Text(number(new, b)));
    Difference { kind: ChangeKind::Moved, what: What::Order, old, new, rolled: false }
}

/// What is listed of a piece that came or went; `None` for what is listed with its parts.
fn whole(node: &Node<'_>) -> Option<(What, Value)> {
    match node.piece {
        Piece::Plan | Piece::Front => None,
        Piece::Row(table, row) => Some((What::Row, Value::Texts(table.rows[row].cells.clone()))),
        Piece::Section(_) => Some((What::Section, own_words(node).1)),
        // The title is a field of its own; an item may be only a label.
        _ if node.is_title || node.text.is_empty() => None,
        _ => Some(own_words(node)),
    }
}

fn own_words(node: &Node<'_>) -> (What, Value) {
    let (what, text) = match node.piece {
        Piece::Section(section) => (What::Heading, section.heading.as_str()),
        Piece::Paragraph(paragraph) => (What::Text, paragraph.text.as_str()),
        Piece::Item(item) => (What::Text, item.text.as_str()),
        Piece::Table(table) => (What::Text, table.caption.as_deref().unwrap_or("")),
        Piece::Plan | Piece::Front | Piece::Row(..) => (What::Text, ""),
    };
    (what, Value::Text(text.to_owned()))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn field(what: What, old: Option<Value>, new: Option<Value>) -> Change {
    let kind = match (&old, &new) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        _ => ChangeKind::Changed,
    };
    Change { old, new, ..change(kind, what) }
}

fn change(kind: ChangeKind, what: What) -> Change {
    Change {
        kind,
        what,
        old: None,
        new: None,
        old_key: None,
        new_key: None,
        column: None,
        rolled: false,
        spans: None,
        old_origin: None,
        new_origin: None,
    }
}
