//! Which line ends were made by a page: lines of one width, sentences that go on.

use std::collections::BTreeMap;

use super::{Break, Line, Piece, shape};
use crate::text::Text;

/// How the lines of a document were wrapped.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wrap {
    /// Length of a full line, where the document was wrapped at a fixed one.
    full: Option<(Measure, usize)>,
    /// Paragraphs are their author's: a line break within one is none of a page.
    authored: bool,
}

/// What the length of a line is counted in: a line of 34 Chinese characters keeps its number of characters where a
/// converter has made its commas half as wide.
#[derive(Debug, Clone, Copy)]
enum Measure {
    Columns,
    Characters,
}

impl Measure {
    fn of(self, line: &Line) -> usize {
        match self {
            Self::Columns => line.text.indent() + line.text.width(),
            Self::Characters => line.text.trimmed_chars().len(),
        }
    }

    /// How far a full line may stay behind: a closing mark takes the character before it to the next line.
    fn slack(self) -> usize {
        match self {
            Self::Columns => 5,
            Self::Characters => 2,
        }
    }
}

/// Characters of a paragraph in which an open bracket is looked for; one that is still open then was never closed.
pub(crate) const MOST_WITHIN_BRACKETS: usize = 2_000;

/// Characters beyond which lines are not joined any more: no paragraph of a plan is that long.
const LONGEST_PARAGRAPH: usize = 20_000;

/// Characters of the longest heading without a sign in it.
const LONGEST_HEADING: usize = 24;

/// Characters of the shortest beginning of a sentence that is told from a heading.
const LEAST_CLAUSE: usize = 6;

/// Lines shorter than this many columns say nothing about a wrap.
const LEAST_COLUMNS: usize = 24;

/// Lines that come near the edge where less than half of them do: no other length is so common by chance.
const LEAST_FULL: usize = 5;

/// Finds the length at which a document was wrapped: at least half of the lines that another line follows directly come
/// near it, and hardly any goes beyond; or a quarter, and none beyond.
pub(crate) fn measure(pieces: &[Piece]) -> Wrap {
    let authored = pieces.iter().filter_map(Piece::line).any(|line| line.before == Break::Paragraph);
    let followed: Vec<&Line> = pieces
        .windows(2)
        .filter_map(|pair| match pair {
            [Piece::Line(line), Piece::Line(next)] if next.before == Break::Line => Some(line),
            _ => None,
        })
        .filter(|line| line.text.width() >= LEAST_COLUMNS && !shape::is_drawing(&line.text))
        // The rows of a table are as long as they are.
        .filter(|line| !line.text.chars().contains(&'\t'))
        .collect();
    if followed.len() < 6 {
        return Wrap { full: None, authored };
    }
    let best = [Measure::Columns, Measure::Characters]
        .into_iter()
        .map(|measure| {
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for line in &followed {
                *counts.entry(measure.of(line)).or_default() += 1;
            }
            let near = |edge: usize| {
                counts.range(edge.saturating_sub(measure.slack())..=edge).map(|(_, count)| count).sum::<usize>()
            };
            let edge = counts.keys().copied().max_by_key(|edge| (near(*edge), *edge)).unwrap_or_default();
            let over: usize = counts.range(edge + measure.slack() / 2 + 1..).map(|(_, count)| count).sum();
            (near(edge), over, measure, edge)
        })
        .max_by_key(|(near, over, _, _)| (*near, usize::MAX - over));
    let full = best
        .filter(|(near, over, _, _)| {
            let most = near * 2 >= followed.len() && over * 10 <= followed.len();
            most || *over == 0 && *near >= LEAST_FULL && near * 4 >= followed.len()
        })
        .map(|(_, _, measure, edge)| (measure, edge));
    Wrap { full, authored }
}

impl Wrap {
    /// Whether a line reaches the edge.
    pub(crate) fn is_full(self, line: &Line) -> bool {
        self.full.is_some_and(|(measure, edge)| measure.of(line) + measure.slack() >= edge)
    }

    /// Whether a line may reach the edge of a paragraph that hangs from its label, where the blanks before it are lost.
    fn is_nearly_full(self, line: &Line) -> bool {
        self.full.is_some_and(|(measure, edge)| measure.of(line) * 5 >= edge * 4)
    }

    /// Whether `next`, which has no label, goes on the paragraph `text` of which `last` is the last line.
    pub(crate) fn goes_on(self, text: &Text, last: &Line, next: &Line) -> bool {
        if next.heading.is_some() || last.heading.is_some() || next.place != last.place {
            return false;
        }
        if next.before == Break::Paragraph {
            return false;
        }
        if text.len() > LONGEST_PARAGRAPH {
            return false;
        }
        let ends = ends_sentence(text);
        if next.before == Break::Inline {
            return !ends;
        }
        if text.len() < MOST_WITHIN_BRACKETS && has_open_bracket(text) || starts_within(next) {
            return true;
        }
        if begins_with_date(&last.text) && begins_with_date(&next.text) {
            return false;
        }
        if self.is_full(last) && !matches!(text.last_visible(), Some('：' | ':')) {
            let indented = next.text.indent() > last.text.indent() && ends;
            return !indented && (next.before == Break::Line || !ends);
        }
        let closed = ends && !matches!(text.last_visible(), Some('；' | ';'));
        if self.is_nearly_full(last) && next.before == Break::Line && !closed {
            return true;
        }
        !ends && next.before == Break::Line && (ends_open(text) || is_long(last) && hangs(last, next))
            || !ends && self.authored && is_cut(text, &next.text)
            || !ends
                && is_running(text)
                && (next.before == Break::Blank || self.full.is_none() || hangs(last, next))
                && (ends_open(text) || is_prose(&next.text))
    }
}

/// As long as lines that pages break are.
fn is_long(line: &Line) -> bool {
    line.text.width() >= 2 * LEAST_COLUMNS
}

/// Whether a line break that an author typed stands in the middle of a sentence: the first part is one that nothing can end
/// with, or too much for a heading, or begins like no heading; and the second is prose without a heading of its own.
fn is_cut(text: &Text, next: &Text) -> bool {
    let names_itself = next.chars().iter().find(|c| matches!(c, '。' | '，' | ',' | '；' | '：' | ':'));
    let goes_on = is_prose(next) && !matches!(names_itself, Some('：' | ':')) && !shape::is_title(&next.closed());
    ends_in_particle(text) || goes_on && (text.visible() > LONGEST_HEADING || begins_clause(text))
}

/// Ends in a word that something must follow.
fn ends_in_particle(text: &Text) -> bool {
    let mut tail = text.chars().iter().rev().filter(|c| !crate::text::is_blank(**c));
    match tail.next() {
        Some('之' | '及' | '與' | '与' | '暨' | '或' | '並' | '并') => true,
        Some('的') => tail.next().is_some_and(|c| !matches!(c, '目' | '標' | '标')),
        _ => false,
    }
}

/// Begins with a preposition, as headings hardly do: 為提升…, but not 為民服務 and 依據.
fn begins_clause(text: &Text) -> bool {
    let mut chars = text.chars().iter().filter(|c| !crate::text::is_blank(**c));
    let (first, second) = (chars.next(), chars.next());
    let begins = match first {
        Some('為' | '为') => !matches!(second, Some('民' | '何')),
        Some('依') => !matches!(second, Some('據' | '据' | '法')),
        Some('經' | '经') => matches!(second, Some('由' | '各' | '本')),
        Some('於' | '于' | '凡') => true,
        _ => false,
    };
    begins && text.visible() >= LEAST_CLAUSE
}

/// Ends like a sentence, a heading with a colon or a list entry.
pub(crate) fn ends_sentence(text: &Text) -> bool {
    let mut tail = text.chars().iter().rev().filter(|c| !crate::text::is_blank(**c));
    match tail.next() {
        Some('」' | '』' | '）' | ')' | '”' | '》') => tail.next().is_some_and(|c| is_terminal(*c)),
        Some(c) => is_terminal(*c),
        None => false,
    }
}

fn is_terminal(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '：' | ':' | '；' | ';')
}

/// A bracket or quotation mark that has not been closed.
pub(crate) fn has_open_bracket(text: &Text) -> bool {
    const PAIRS: [(char, char); 8] =
        [('「', '」'), ('『', '』'), ('（', '）'), ('(', ')'), ('《', '》'), ('〈', '〉'), ('【', '】'), ('〔', '〕')];
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        if let Some((_, close)) = PAIRS.iter().find(|(opening, _)| opening == c) {
            open.push(*close);
        } else if let Some(position) = open.iter().rposition(|close| same_bracket(*close, *c)) {
            open.truncate(position);
        }
    }
    !open.is_empty()
}

fn same_bracket(close: char, c: char) -> bool {
    close == c || matches!((close, c), (')', '）') | ('）', ')'))
}

/// Begins with what can't begin a line.
fn starts_within(line: &Line) -> bool {
    line.text.first_visible().is_some_and(is_inner)
}

/// Begins with a date: one of the lines that list when a plan was made and amended.
fn begins_with_date(text: &Text) -> bool {
    numerals::date::at(text.trimmed_chars(), 0, None).is_some()
}

/// Ends in the middle of a clause.
fn ends_open(text: &Text) -> bool {
    matches!(text.last_visible(), Some('，' | ',' | '、' | '第')) || is_open_number(text)
}

/// Ends in the middle of a document number: 第 and figures without their 號.
fn is_open_number(text: &Text) -> bool {
    let figures =
        text.chars().iter().rev().take_while(|c| numerals::number::prefix(&[**c]).is_some() || is_zero(**c)).count();
    let before = text.len().checked_sub(figures + 1).and_then(|index| text.get(index));
    figures >= 4 && before == Some('第')
}

fn is_zero(c: char) -> bool {
    matches!(c, '0' | '０' | '○' | '〇' | 'Ｏ' | 'Ο')
}

/// Long enough, and with a clause of its own, to be running text rather than a heading or a name.
fn is_running(text: &Text) -> bool {
    text.visible() >= 16 && text.chars().iter().any(|c| matches!(c, '，' | ',' | '；' | '。' | '、'))
}

fn is_prose(text: &Text) -> bool {
    text.chars().iter().any(|c| matches!(c, '。' | '，' | ',' | '；'))
}

/// Indented to the text behind a label.
fn hangs(last: &Line, next: &Line) -> bool {
    last.label.is_some() && next.text.indent() > last.text.indent()
}

/// Whether the second text goes on a clause that the first leaves open.
pub(crate) fn continues(text: &Text, next: &Text) -> bool {
    let begins = next.first_visible();
    has_open_bracket(text)
        || ends_open(text)
        || begins.is_some_and(is_inner)
        || !ends_sentence(text) && matches!(begins, Some('及' | '與' | '暨' | '和' | '或' | '之' | '的'))
}

fn is_inner(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '》'
            | '〉'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
    )
}
