//! Header rows in text: a run of short pieces that are named like columns.

use super::GridColumn;
use crate::fields::role;
use crate::lines::{Break, Line, Piece};
use crate::text::Text;
use crate::{Lexicon, Role};

/// The columns that a run of pieces makes, and the first piece behind it.
#[derive(Clone)]
pub(super) struct Header {
    pub(super) columns: Vec<GridColumn>,
    pub(super) next: usize,
}

/// Fewer recognized names than this make no header.
const LEAST_NAMES: usize = 3;

/// More names than this are no header: the widest tables of plans have half as many columns, and the search for the columns of the
/// body takes time with the square of them.
const MOST_NAMES: usize = 32;

/// Characters of the longest column name.
const LONGEST_NAME: usize = 14;

/// The headers of one cell a line, or one cell a token, that may begin at `pieces[at]`, the longest first. The first cells of
/// the body can be named like columns themselves, and two short lines can be one name (承辦⏎單位) or two.
pub(super) fn readings(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Vec<Header> {
    let mut readings = with(pieces, at, false, lexicon);
    for header in with(pieces, at, true, lexicon) {
        let known =
            readings.iter().any(|known| known.next == header.next && known.columns.len() == header.columns.len());
        if !known {
            readings.push(header);
        }
    }
    readings.sort_by_key(|header| (std::cmp::Reverse(header.next), header.columns.len()));
    readings
}

/// The same header with its last names as the parts of an earlier one, where a second row of it was flattened behind the first: 承辦單位
/// 預期效益 主辦 協辦. They say what stands in the one column that is of their role.
pub(super) fn parted(header: &Header, lexicon: &Lexicon) -> Option<Header> {
    const MOST_PARTS: usize = 3;
    let roles: Vec<Option<Role>> = header.columns.iter().map(|column| role::role(&column.name(), lexicon)).collect();
    (2..=MOST_PARTS.min(roles.len().saturating_sub(1))).rev().find_map(|parts| {
        let (names, tail) = roles.split_at(roles.len() - parts);
        let wanted = tail.first().copied().flatten().filter(|role| matches!(role, Role::Unit | Role::Score))?;
        let mut places = (0..names.len()).filter(|at| names[*at] == Some(wanted));
        let (Some(place), None) = (places.next(), places.next()) else { return None };
        if place + 1 == names.len() && names.len() < LEAST_NAMES || tail.iter().any(|role| *role != Some(wanted)) {
            return None;
        }
        let (columns, parts) = header.columns.split_at(names.len());
        let above = columns[place].header.first()?;
        let below =
            parts.iter().map(|part| GridColumn::new([above].into_iter().chain(part.header.first()).cloned().collect()));
        let columns =
            columns[..place].iter().cloned().chain(below).chain(columns[place + 1..].iter().cloned()).collect();
        Some(Header { columns, next: header.next })
    })
}

/// The longest header that begins at `pieces[at]`.
pub(super) fn at(pieces: &[Piece], at: usize, lexicon: &Lexicon) -> Option<Header> {
    readings(pieces, at, lexicon).into_iter().next()
}

/// The headers that may begin here when short lines that make a name together are read as one, or not.
fn with(pieces: &[Piece], at: usize, joins: bool, lexicon: &Lexicon) -> Vec<Header> {
    let mut names: Vec<Vec<Text>> = Vec::new();
    let mut named = 0;
    let mut index = at;
    let mut ends: Vec<End> = Vec::new();
    while let Some((parts, is_named)) = name_at(pieces, index, joins, lexicon) {
        let gap = ends.last().map_or(at, |end| end.next);
        if !is_named && (names.is_empty() || index > gap && !ends.is_empty()) {
            break;
        }
        index += parts.len();
        if is_bracketed(&parts)
            && let Some(name) = names.last_mut()
        {
            name.extend(parts);
            let parts = name.len();
            if let Some(end) = ends.last_mut().filter(|_| is_named) {
                *end = End { names: names.len(), parts, next: index };
            }
            continue;
        }
        if names.len() == MOST_NAMES {
            return Vec::new();
        }
        let end = End { names: names.len() + 1, parts: parts.len(), next: index };
        names.push(parts);
        if is_named {
            named += 1;
            if named >= LEAST_NAMES && named * 3 >= names.len() * 2 {
                ends.push(end);
            }
        }
    }
    ends.iter().map(|end| end.header(&names)).collect()
}

/// Where a header may end.
struct End {
    /// How many names it has.
    names: usize,
    /// How many lines the last of them has.
    parts: usize,
    /// The first piece behind it.
    next: usize,
}

impl End {
    /// The header that ends here, of names that may go on.
    fn header(&self, names: &[Vec<Text>]) -> Header {
        let mut names = names[..self.names].to_vec();
        if let Some(last) = names.last_mut() {
            last.truncate(self.parts);
        }
        Header { columns: names.into_iter().map(|name| GridColumn::new(vec![name])).collect(), next: self.next }
    }
}

/// The lines that make one name at `index`, and whether it is named like a column.
fn name_at(pieces: &[Piece], index: usize, joins: bool, lexicon: &Lexicon) -> Option<(Vec<Text>, bool)> {
    let first = part(pieces, index)?;
    let mut parts = vec![first.text.trimmed()];
    let alone = first.shown.likeness(&first.text, lexicon);
    if alone >= 0.5 && !joins {
        return Some((parts, true));
    }
    for further in 1..3 {
        let Some(next) = part(pieces, index + further) else { break };
        let next = next.text.trimmed();
        let inline = pieces[index + further].line().is_some_and(|line| line.before == Break::Inline);
        let longest = if alone >= 0.5 || inline { (3, 3) } else { (5, 4) };
        if first.text.visible() > longest.0 || next.visible() > longest.1 {
            break;
        }
        parts.push(next);
        if parts_likeness(&parts, lexicon) >= 0.5 {
            return Some((parts, true));
        }
    }
    parts.truncate(1);
    Some((parts, alone >= 0.5))
}

/// A name in brackets goes on the one before it: 承辦單位⏎(協辦單位).
fn is_bracketed(parts: &[Text]) -> bool {
    parts.first().and_then(Text::first_visible).is_some_and(|c| matches!(c, '(' | '（'))
}

fn part(pieces: &[Piece], index: usize) -> Option<&Line> {
    let line = pieces.get(index)?.line()?;
    let short = (1..=LONGEST_NAME).contains(&line.text.visible());
    (short && line.label.is_none() && line.heading.is_none()).then_some(line)
}

fn parts_likeness(parts: &[Text], lexicon: &Lexicon) -> f32 {
    likeness(&parts.iter().map(Text::raw).collect::<String>(), lexicon)
}

/// How much a text looks like the name of a column, 0 to 1.
pub(super) fn likeness(name: &str, lexicon: &Lexicon) -> f32 {
    let closed = script::close_up(name);
    if closed.chars().count() > LONGEST_NAME { 0.0 } else { role::header_likeness(&closed, lexicon) }
}
