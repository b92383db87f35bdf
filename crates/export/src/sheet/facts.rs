//! What is said of the plans themselves: title, agency, year, time and file.

use corpus::{Period, Record};
use diff::What;

use super::{Facet, Fact, Layout, NEW, OLD};
use crate::phrase::{Bit, Mark, Phrase};
use crate::words::{self, Word};

pub(super) fn facts(layout: &Layout<'_, '_>, old: &Record, new: &Record) -> Vec<Fact> {
    vec![
        text(layout, words::TITLE, What::Title, [&old.title, &new.title]),
        text(layout, words::AGENCY, What::Agency, [&old.agency, &new.agency]),
        Fact { name: words::YEAR, old: year(old), new: year(new), facet: None },
        period(layout, [&old.period, &new.period]),
        Fact { name: words::FILE, old: file(old), new: file(new), facet: None },
    ]
}

/// What became of a field, if it changed.
fn facet(layout: &Layout<'_, '_>, what: What) -> Option<Facet> {
    let plan = layout.comparison.lines.first()?;
    layout.changes(plan).into_iter().find(|change| change.what == what).map(Facet::of)
}

fn text(layout: &Layout<'_, '_>, name: Word, what: What, texts: [&Option<String>; 2]) -> Fact {
    let facet = facet(layout, what);
    let marks = match texts {
        [Some(old), Some(new)] if facet.is_some() => diff::marks(old, new),
        _ => Vec::new(),
    };
    let side = |side: usize, mark: Mark| match texts[side] {
        Some(text) => layout.pens[side].text(text, marks.iter().map(|span| [span.old, span.new][side]), mark),
        None => vec![words::NONE.into()],
    };
    Fact { name, old: side(OLD, Mark::Gone), new: side(NEW, Mark::Came), facet }
}

fn period(layout: &Layout<'_, '_>, periods: [&Option<Period>; 2]) -> Fact {
    let days = periods.map(|period| {
        let Period { start, end, .. } = period.as_ref()?;
        Some(if start == end { start.clone() } else { format!("{start} ～ {end}") })
    });
    text(layout, words::PERIOD, What::Period, [&days[OLD], &days[NEW]])
}

fn year(record: &Record) -> Phrase {
    match (record.roc_year, record.year) {
        (Some(republic), Some(year)) => {
            let behind = Bit::plain(&format!("（{year}）"));
            vec![words::REPUBLIC.into(), Bit::plain(&republic.to_string()), words::YEAR_BEHIND.into(), behind]
        }
        (_, Some(year)) => vec![Bit::plain(&year.to_string()), words::YEAR_BEHIND.into()],
        _ => vec![words::NONE.into()],
    }
}

fn file(record: &Record) -> Phrase {
    vec![Bit::plain(&record.source.path)]
}
