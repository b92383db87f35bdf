//! The page of a series: a row for each goal or action, a column for each year.

use diff::series::{Cell, Edition, Fate, History, Row, RowKind, Year};
use maud::{Markup, html};
use numerals::date::BEFORE_REPUBLIC;
use script::Script;

use super::shown::Shown;
use super::{Content, document};
use crate::phrase::{Bit, Mark, Pen, Phrase};
use crate::sheet::deadline;
use crate::words::{self, Word};

/// The page of a series whose texts are in `script`. `link` gives the address of the page on which the plan of a year is compared with the one
/// before it, by the two years.
pub(crate) fn page(history: &History, script: Script, link: &dyn Fn(i32, i32) -> String) -> String {
    let shown = Shown { is_hans: script == Script::Hans };
    let pen = Pen::of(script);
    let name = vec![pen.bit(&history.series.name)];
    document(&Content {
        is_hans: shown.is_hans,
        title: name.clone(),
        head: shown.series_head(history, pen, &name),
        tools: shown.series_tools(history),
        body: shown.series_body(history, pen, link),
    })
}

/// What became of a row in a year, as the filters know it.
fn facet(fate: Fate) -> &'static str {
    match fate {
        Fate::New | Fate::Back => "added",
        Fate::Same => "same",
        Fate::Rolled => "rolled",
        Fate::Changed => "changed",
    }
}

/// What the filters of a row say: what happened to it after the first year, and `removed` where it ended.
fn facets(row: &Row) -> Vec<&'static str> {
    let mut facets: Vec<&'static str> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate().skip(1) {
        match cell {
            Some(cell) => facets.push(facet(cell.fate)),
            None if row.cells[at - 1].is_some() => facets.push("removed"),
            None => {}
        }
    }
    facets.sort_unstable();
    facets.dedup();
    if facets.is_empty() { vec!["same"] } else { facets }
}

const FILTERS: [(&str, Word); 5] = [
    ("added", words::ADDED),
    ("removed", words::REMOVED),
    ("changed", words::CHANGED),
    ("rolled", words::ROLLED),
    ("same", words::UNCHANGED),
];

impl Shown {
    fn series_head(self, history: &History, pen: Pen, name: &Phrase) -> Markup {
        let series = &history.series;
        html! {
            h1 { (self.phrase(name)) }
            @for former in series.names.iter().filter(|former| **former != series.name) {
                p.former { (self.word(words::FORMERLY)) " " (self.phrase(&vec![pen.bit(former)])) }
            }
            details.editions {
                summary { (series.years.len()) " " (self.word(words::YEARS)) }
                table.facts {
                    tbody {
                        @for year in &series.years { (self.editions(year, pen)) }
                    }
                }
            }
        }
    }

    fn editions(self, year: &Year, pen: Pen) -> Markup {
        let edition = |edition: &Edition| {
            let title = edition.title.as_deref().unwrap_or("—");
            html! { (self.phrase(&vec![pen.bit(title)])) " " span.path { (self.phrase(&vec![Bit::plain(&edition.path)])) } }
        };
        html! {
            tr {
                th scope="row" { (year_name(year.year)) }
                td {
                    (edition(&year.speaker))
                    @for other in &year.others {
                        div.other {
                            @let word = if other.is_same_plan() == Some(true) { words::SAME_PLAN } else { words::OTHER_PLAN };
                            span.note { (self.word(word)) } " " (edition(other))
                        }
                    }
                }
            }
        }
    }

    fn series_tools(self, history: &History) -> Markup {
        let count = |facet: &str| history.rows.iter().filter(|row| facets(row).contains(&facet)).count();
        html! {
            div.group.filters role="group" aria-label=(self.label(words::FILTERS)) data-alt-label=[self.other_label(words::FILTERS)] {
                button type="button" data-all aria-pressed="true" { (self.word(words::ALL_KINDS)) }
                @for (facet, word) in FILTERS {
                    @let count = count(facet);
                    button type="button" class=(facet) data-facet=(facet) aria-pressed=(count > 0) disabled[count == 0] {
                        (self.word(word)) " " b { (count) }
                    }
                }
            }
        }
    }

    fn series_body(self, history: &History, pen: Pen, link: &dyn Fn(i32, i32) -> String) -> Markup {
        html! {
            div.divisions.series {
                p.none hidden role="status" { (self.word(words::NOTHING_CHOSEN)) }
                @for (kind, word) in [(RowKind::Goal, words::GOALS), (RowKind::Action, words::ACTIONS)] {
                    @let rows: Vec<&Row> = history.rows.iter().filter(|row| row.kind == kind).collect();
                    @if !rows.is_empty() {
                        section.division {
                            h2 { (self.word(word)) " " small { (rows.len()) } }
                            div.scroll tabindex="0" role="region" aria-label=(self.label(word)) data-alt-label=[self.other_label(word)] {
                                table.history {
                                    thead {
                                        tr {
                                            td {}
                                            @for (at, year) in history.series.years.iter().enumerate() {
                                                th scope="col" { (self.year(history, at, year, link)) }
                                            }
                                        }
                                    }
                                    tbody {
                                        @for (number, row) in rows.iter().enumerate() {
                                            (self.history_row(history, number, row, pen, link))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A year, with the way to what changed since the one before.
    fn year(self, history: &History, at: usize, year: &Year, link: &dyn Fn(i32, i32) -> String) -> Markup {
        let before = at.checked_sub(1).map(|before| history.series.years[before].year);
        html! {
            @match before {
                Some(before) => a href=(link(before, year.year)) { (year_name(year.year)) },
                None => (year_name(year.year)),
            }
        }
    }

    fn history_row(
        self,
        history: &History,
        number: usize,
        row: &Row,
        pen: Pen,
        link: &dyn Fn(i32, i32) -> String,
    ) -> Markup {
        let years = &history.series.years;
        html! {
            tr data-facets=(facets(row).join(" ")) {
                th scope="row" { (number + 1) @if !row.section.is_empty() { span.spoken { (self.phrase(&vec![pen.bit(&row.section)])) } } }
                @for (at, cell) in row.cells.iter().enumerate() {
                    @let before = at.checked_sub(1);
                    @match cell {
                        Some(cell) => {
                            td class=[before.map(|_| facet(cell.fate))] {
                                @match before.filter(|_| !matches!(cell.fate, Fate::Same)) {
                                    Some(before) => a.fate href={ (link(years[before].year, years[at].year)) "#new-" (cell.key) } {
                                        (self.word(fate_word(cell.fate)))
                                    },
                                    None if before.is_some() => span.fate { "＝" },
                                    None => {}
                                }
                                @let was = before.and_then(|before| row.cells[before].as_ref());
                                (self.history_cell(cell, was, pen))
                            }
                        }
                        None => @match before.and_then(|before| Some((before, row.cells[before].as_ref()?))) {
                            Some((before, was)) => td.removed {
                                a.fate href={ (link(years[before].year, years[at].year)) "#old-" (was.key) } { (self.word(words::REMOVED)) }
                            },
                            None => td {},
                        },
                    }
                }
            }
        }
    }

    /// What a goal or an action says in a year; what it said before is not said again.
    fn history_cell(self, cell: &Cell, was: Option<&Cell>, pen: Pen) -> Markup {
        let is_known = was.is_some_and(|was| matches!(cell.fate, Fate::Same) && was.text == cell.text);
        let units = |cell: &Cell| cell.units.iter().map(|unit| pen.bit(unit)).collect::<Vec<Bit>>();
        let was_units = was.map(units).unwrap_or_default();
        let marked = |bit: Bit, is_new: bool| bit.marked(if is_new { Mark::Came } else { Mark::Kept });
        let reworded = was.filter(|_| matches!(cell.fate, Fate::Changed | Fate::Rolled));
        let marks = reworded.map(|was| diff::marks(&was.text, &cell.text)).unwrap_or_default();
        html! {
            @if !is_known {
                p { (self.phrase(&pen.text(&cell.text, marks.iter().map(|span| span.new), Mark::Came))) }
                @if !cell.units.is_empty() {
                    p.units {
                        @for unit in units(cell) {
                            @let is_new = was.is_some() && !was_units.iter().any(|known| known.hans == unit.hans);
                            span.note { (self.phrase(&vec![marked(unit, is_new)])) } " "
                        }
                    }
                }
                @if !cell.due.is_empty() {
                    p.due {
                        @for due in &cell.due {
                            @let is_new = was.is_some_and(|was| !was.due.contains(due));
                            span.note { (self.phrase(&deadline(pen, due).into_iter().map(|bit| marked(bit, is_new)).collect())) } " "
                        }
                    }
                }
            }
        }
    }
}

/// 2014, and the year of the Republic of China in brackets.
fn year_name(year: i32) -> String {
    if year > BEFORE_REPUBLIC { format!("{year} ({})", year - BEFORE_REPUBLIC) } else { year.to_string() }
}

fn fate_word(fate: Fate) -> Word {
    match fate {
        Fate::New => words::ADDED,
        Fate::Same => words::UNCHANGED,
        Fate::Rolled => words::ROLLED,
        Fate::Changed => words::CHANGED,
        Fate::Back => words::BACK,
    }
}
