//! Changes in words: deadlines, units, letters.

use std::collections::BTreeSet;

use corpus::Due;
use diff::{Change, Value};
use plan::Frequency;

use super::{Layout, NEW, OLD};
use crate::phrase::{Bit, Mark, Pen, Phrase, joined};
use crate::words::{self, Word};

/// From what to what: 2014-12-31 → 2015-12-31; for lists of units what came and what went: ＋資訊室 －人事室.
pub(super) fn difference(layout: &Layout<'_, '_>, change: &Change) -> Phrase {
    if let (Some(Value::Texts(old)), Some(Value::Texts(new))) = (&change.old, &change.new) {
        let lists = members(layout, old, new);
        if !lists.is_empty() {
            return lists;
        }
    }
    if let (Some(old @ Value::Citation { .. }), Some(new @ Value::Citation { .. })) = (&change.old, &change.new) {
        let (old, new) = (letter(old), letter(new));
        let marks = diff::marks(&old, &new);
        let (gone, came) = (marks.iter().map(|span| span.old), marks.iter().map(|span| span.new));
        let sides = [layout.pens[OLD].text(&old, gone, Mark::Gone), layout.pens[NEW].text(&new, came, Mark::Came)];
        return joined(sides, " → ");
    }
    let side = |side: usize, value: &Option<Value>, mark: Mark| {
        let phrase = value.as_ref().map(|value| value_in_words(layout, side, value)).unwrap_or_default();
        let phrase = if phrase.is_empty() { vec![words::NONE.into()] } else { phrase };
        phrase.into_iter().map(move |bit| bit.marked(mark)).collect::<Phrase>()
    };
    match (&change.old, &change.new) {
        (old, None) => side(OLD, old, Mark::Gone),
        (None, new) => side(NEW, new, Mark::Came),
        (old, new) => joined([side(OLD, old, Mark::Gone), side(NEW, new, Mark::Came)], " → "),
    }
}

/// What came and what went of a list; nothing where only its order differs.
fn members(layout: &Layout<'_, '_>, old: &[String], new: &[String]) -> Phrase {
    let names =
        |side: usize, list: &[String]| -> Vec<Bit> { list.iter().map(|name| layout.pens[side].bit(name)).collect() };
    let (old, new) = (names(OLD, old), names(NEW, new));
    let known = |list: &[Bit]| -> BTreeSet<String> { list.iter().map(|bit| bit.hans.clone()).collect() };
    let (was, is) = (known(&old), known(&new));
    let came = new.into_iter().filter(|bit| !was.contains(&bit.hans)).map(|bit| ("＋", bit.marked(Mark::Came)));
    let gone = old.into_iter().filter(|bit| !is.contains(&bit.hans)).map(|bit| ("－", bit.marked(Mark::Gone)));
    joined(came.chain(gone).map(|(sign, bit)| vec![Bit::plain(sign), bit]), " ")
}

fn value_in_words(layout: &Layout<'_, '_>, side: usize, value: &Value) -> Phrase {
    let pen = layout.pens[side];
    match value {
        Value::Text(text) if text.is_empty() => Phrase::new(),
        Value::Text(text) => vec![pen.bit(text)],
        Value::Texts(texts) => joined(texts.iter().map(|text| vec![pen.bit(text)]), "、"),
        Value::Due(due) => joined(due.iter().map(|due| deadline(pen, due)), "、"),
        letter @ Value::Citation { .. } => vec![pen.bit(&self::letter(letter))],
    }
}

/// Date, number and verb of a letter.
fn letter(value: &Value) -> String {
    let Value::Citation { date, number, verb } = value else { return String::new() };
    [date, number, verb].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// A deadline in words; what is no date or frequency, as the plan has it.
pub(crate) fn deadline(pen: Pen, due: &Due) -> Phrase {
    match due {
        Due::Date { date } => vec![Bit::plain(date)],
        Due::Month { month } => vec![Bit::plain(month)],
        Due::Year { year } => vec![Bit::plain(&year.to_string())],
        Due::Range { from, to } => {
            vec![Bit::plain(from), Bit::plain(" "), words::UNTIL.into(), Bit::plain(&format!(" {to}"))]
        }
        Due::Every { every } => vec![frequency(*every).into()],
        Due::Ongoing { .. } => vec![words::ONGOING.into()],
        Due::Text { text } => vec![pen.bit(text)],
    }
}

fn frequency(every: Frequency) -> Word {
    match every {
        Frequency::Day => words::EVERY_DAY,
        Frequency::Week => words::EVERY_WEEK,
        Frequency::Month => words::EVERY_MONTH,
        Frequency::Quarter => words::EVERY_QUARTER,
        Frequency::HalfYear => words::EVERY_HALF_YEAR,
        Frequency::Year => words::EVERY_YEAR,
    }
}
