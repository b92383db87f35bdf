//! The page of a comparison.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::shown::Shown;
use super::{Content, document};
use crate::phrase::{Bit, Phrase};
use crate::sheet::{Away, Cell, Column, Division, Entry, Facet, Line, Note, Row, Said, Sheet, Table};
use crate::words::{self, Word};

/// Steps of indentation that the style knows.
const DEEPEST: usize = 6;

/// The page of a comparison.
pub(crate) fn page(sheet: &Sheet) -> String {
    let shown = Shown { is_hans: sheet.is_hans };
    let title = sheet.facts.first().map(|fact| {
        fact.old.iter().cloned().chain([Bit::plain(" → ")]).chain(fact.new.iter().cloned()).collect::<Phrase>()
    });
    document(&Content {
        is_hans: sheet.is_hans,
        title: title.unwrap_or_default(),
        head: shown.head(sheet),
        tools: shown.tools(sheet),
        body: shown.body(sheet),
    })
}

impl Shown {
    fn head(self, sheet: &Sheet) -> Markup {
        html! {
            h1 { (self.word(words::COMPARISON)) }
            table.facts {
                thead {
                    tr {
                        td {}
                        th scope="col" { (self.word(words::OLD_PLAN)) }
                        th scope="col" { (self.word(words::NEW_PLAN)) }
                    }
                }
                tbody {
                    @for fact in &sheet.facts {
                        tr.is-changed[fact.facet.is_some()] {
                            th scope="row" { (self.word(fact.name)) @if let Some(facet) = fact.facet { " " (self.badge(facet)) } }
                            td { span.side aria-hidden="true" { (self.word(words::OLD)) } (self.phrase(&fact.old)) }
                            td { span.side aria-hidden="true" { (self.word(words::NEW)) } (self.phrase(&fact.new)) }
                        }
                    }
                }
            }
            p.total {
                @if sheet.total == 0 {
                    (self.word(words::SAME))
                } @else {
                    (self.word(words::TOTAL)) " " b { (sheet.total) } " " (self.word(words::TOTAL_BEHIND))
                }
            }
        }
    }

    fn tools(self, sheet: &Sheet) -> Markup {
        html! {
            div.group.filters role="group" aria-label=(self.label(words::FILTERS)) data-alt-label=[self.other_label(words::FILTERS)] {
                button type="button" data-all aria-pressed="true" disabled[sheet.total == 0] { (self.word(words::ALL_KINDS)) }
                @for facet in Facet::ALL {
                    @let count = sheet.tally.get(&facet).copied().unwrap_or(0);
                    button type="button" class=(facet.name()) data-facet=(facet.name()) aria-pressed=(count > 0) disabled[count == 0] {
                        (self.word(facet.word())) " " b { (count) }
                    }
                }
            }
            div.group {
                button type="button" data-everything aria-pressed="false" { (self.word(words::EVERYTHING)) }
                (self.step(-1, "↑", words::PREVIOUS, sheet))
                (self.step(1, "↓", words::NEXT, sheet))
            }
        }
    }

    fn step(self, step: i32, arrow: &str, word: Word, sheet: &Sheet) -> Markup {
        html! {
            button type="button" data-step=(step) disabled[sheet.total == 0] {
                span aria-hidden="true" { (arrow) " " }
                span.roomy { (self.word(word)) }
            }
        }
    }

    fn body(self, sheet: &Sheet) -> Markup {
        let year = sheet.facts.iter().find(|fact| fact.name == words::YEAR);
        html! {
            nav.sections aria-label=(self.label(words::SECTIONS)) data-alt-label=[self.other_label(words::SECTIONS)] {
                ol {
                    @for (at, division) in sheet.divisions.iter().enumerate() {
                        li.is-quiet[division.tally.is_empty()] {
                            a href={ "#d" (at) } {
                                (self.division_name(division))
                                @for (facet, count) in &division.tally {
                                    " " span class={ "count " (facet.name()) } { (self.spoken(facet.word())) (count) }
                                }
                            }
                        }
                    }
                }
            }
            div.divisions {
                div.sides aria-hidden="true" {
                    @for (name, year) in [(words::OLD_PLAN, year.map(|year| &year.old)), (words::NEW_PLAN, year.map(|year| &year.new))] {
                        span { (self.word(name)) " " @if let Some(year) = year { (self.phrase(year)) } }
                    }
                }
                p.none hidden role="status" { (self.word(words::NOTHING_CHOSEN)) }
                @for (at, division) in sheet.divisions.iter().enumerate() {
                    (self.division(at, division))
                }
            }
        }
    }

    /// The heading of a division in one plan, the new one where it has it.
    fn division_name(self, division: &Division) -> Markup {
        let said = division.heading.as_ref().and_then(|line| line.new.as_ref().or(line.old.as_ref()));
        html! {
            @match said {
                None => (self.word(words::FRONT)),
                Some(said) => {
                    span.label { (self.unmarked(&said.label)) }
                    " "
                    span.name { (self.unmarked(&said.text)) }
                }
            }
        }
    }

    fn division(self, at: usize, division: &Division) -> Markup {
        let heading = division.heading.as_ref();
        let is_quiet =
            heading.is_none_or(|line| line.facets.is_empty()) && division.entries.iter().all(Entry::is_folded);
        if is_quiet {
            return html! {
                section.division.quiet id={ "d" (at) } {
                    details.fold {
                        summary { h2 { (self.division_name(division)) } " ⋯ " (self.unchanged(&division.entries)) }
                        @if let Some(line) = heading { (self.line(line, false)) }
                        @for entry in &division.entries { (self.entry(entry)) }
                    }
                }
            };
        }
        html! {
            section.division id={ "d" (at) } {
                @match heading {
                    Some(line) => (self.line(line, true)),
                    None => h2.line { span.badges {} span.front { (self.word(words::FRONT)) } },
                }
                @for run in division.entries.chunk_by(|a, b| a.is_folded() == b.is_folded()) {
                    @if run[0].is_folded() {
                        details.fold {
                            summary { "⋯ " (self.unchanged(run)) }
                            @for entry in run { (self.entry(entry)) }
                        }
                    } @else {
                        @for entry in run { (self.entry(entry)) }
                    }
                }
            }
        }
    }

    /// How much is folded: 未變更 5 段、1 表.
    fn unchanged(self, run: &[Entry]) -> Markup {
        let tables = run.iter().filter(|entry| matches!(entry, Entry::Table(_))).count();
        let lines = run.len() - tables;
        html! {
            (self.word(words::UNCHANGED)) " "
            @if lines > 0 { (lines) " " (self.word(words::PARAGRAPHS)) }
            @if lines > 0 && tables > 0 { "、" }
            @if tables > 0 { (tables) " " (self.word(words::TABLES)) }
        }
    }

    fn entry(self, entry: &Entry) -> Markup {
        match entry {
            Entry::Line(line) => self.line(line, false),
            Entry::Table(table) => self.table(table),
            Entry::Away(away) => html! {
                div.line.away id={ "from-" (away.number) } data-facets=(Facet::Moved.name()) {
                    span.badges { (self.badge(Facet::Moved)) }
                    p.old { (self.link(away)) }
                }
            },
        }
    }

    fn link(self, away: &Away) -> Markup {
        html! { a href={ "#line-" (away.number) } { "↷ " (self.phrase(&away.words)) } }
    }

    /// Both sides of a line, or of the heading of a division.
    fn line(self, line: &Line, is_heading: bool) -> Markup {
        let facets = names(&line.facets);
        let state = match (&line.old, &line.new) {
            _ if line.is_continued => "same",
            (None, _) => "only-new",
            (_, None) => "only-old",
            _ if line.facets.is_empty() => "same",
            _ if line.facets.iter().all(|facet| matches!(facet, Facet::Moved | Facet::Renumbered)) => "placed",
            _ => "both",
        };
        let class = format!("line {state} depth-{}", line.depth.min(DEEPEST));
        let inside = html! {
            span.badges { @for facet in &line.facets { (self.badge(*facet)) } }
            (self.side(line.old.as_ref(), "old", state == "only-old"))
            (self.side(line.new.as_ref(), "new", state == "only-new"))
            (self.notes(&line.notes))
        };
        html! {
            @if is_heading {
                h2 class=(class) id={ "line-" (line.number) } data-facets=[facets] { (inside) }
            } @else {
                div class=(class) id={ "line-" (line.number) } data-facets=[facets] { (inside) }
            }
        }
    }

    /// What one plan says in a line. `is_alone`: the other says nothing there, so that all of it differs and nothing is marked.
    fn side(self, said: Option<&Said>, side: &str, is_alone: bool) -> Markup {
        let spoken = if side == "old" { words::OLD } else { words::NEW };
        let phrase = |phrase: &Phrase| if is_alone { self.unmarked(phrase) } else { self.phrase(phrase) };
        html! {
            @if let Some(said) = said {
                span class=(side) id=[said.key.as_ref().map(|key| format!("{side}-{key}"))] {
                    (self.spoken(spoken)) " "
                    @if !said.label.is_empty() { span.label { (phrase(&said.label)) } " " }
                    span.text.drawn[said.is_drawn] { (phrase(&said.text)) }
                }
            } @else {
                span class={ (side) " empty" } {}
            }
        }
    }

    fn badge(self, facet: Facet) -> Markup {
        html! { span class={ "badge " (facet.name()) } { (self.word(facet.word())) } " " }
    }

    fn notes(self, notes: &[Note]) -> Markup {
        html! {
            @if !notes.is_empty() {
                span.notes {
                    @for note in notes {
                        span class={ "note " (note.facet.name()) } {
                            @match note.came_from {
                                Some(number) => a href={ "#from-" (number) } { "↶ " (self.phrase(&note.words)) },
                                None => (self.phrase(&note.words)),
                            }
                        }
                        " "
                    }
                }
            }
        }
    }

    fn table(self, table: &Table) -> Markup {
        let line = &table.line;
        let is_captioned = [&line.old, &line.new].into_iter().flatten().any(|said| !said.text.is_empty());
        let headed: BTreeSet<Facet> = table.columns.iter().filter_map(|column| column.facet).collect();
        html! {
            @if is_captioned || !line.facets.is_empty() {
                (self.line(line, false))
            } @else {
                // What links to the table finds it.
                span id={ "line-" (line.number) } {}
            }
            @if let Some(within) = &table.within { p.within { (self.phrase(within)) } }
            div.scroll role="region" tabindex="0" aria-label=(self.label(words::TABLE)) {
                table.rows {
                    thead {
                        tr data-facets=[names(&headed)] {
                            td.badges { @for facet in &headed { (self.badge(*facet)) } }
                            @for column in &table.columns { (self.column(column)) }
                        }
                    }
                    @for run in table.rows.chunk_by(|a, b| a.is_folded() == b.is_folded()) {
                        @if run[0].is_folded() && table.is_changed() {
                            tbody.fold {
                                tr {
                                    td colspan=(table.columns.len() + 1) {
                                        button type="button" aria-expanded="true" data-fold {
                                            "⋯ " (self.word(words::UNCHANGED)) " " (run.len()) " " (self.word(words::ROWS))
                                        }
                                    }
                                }
                            }
                        }
                        tbody.folded[run[0].is_folded() && table.is_changed()] {
                            @for row in run { (self.row(table, row)) }
                        }
                    }
                }
            }
        }
    }

    fn column(self, column: &Column) -> Markup {
        let facets = column.facet.map(Facet::name);
        html! {
            th scope="col" class=[facets] {
                @match (&column.old, &column.new) {
                    (Some(old), Some(new)) => { span.old { (self.phrase(old)) } " " span.new { (self.phrase(new)) } }
                    (Some(only), None) | (None, Some(only)) => (self.unmarked(only)),
                    (None, None) => {}
                }
            }
        }
    }

    fn row(self, table: &Table, row: &Row) -> Markup {
        match row {
            Row::Away(away) => html! {
                tr.away id={ "from-" (away.number) } data-facets=(Facet::Moved.name()) {
                    th.badges scope="row" { (self.badge(Facet::Moved)) }
                    td colspan=(table.columns.len()) { (self.link(away)) }
                }
            },
            Row::Cells { number, keys, name, facets, notes, cells } => {
                let state = match keys {
                    [None, _] => "only-new",
                    [_, None] => "only-old",
                    _ => "both",
                };
                html! {
                    tr class=(state) id={ "line-" (number) } data-facets=[names(facets)] {
                        th.badges scope="row" {
                            @for (key, side) in keys.iter().zip(["old", "new"]) {
                                @if let Some(key) = key { span id={ (side) "-" (key) } {} }
                            }
                            span.name { (self.phrase(name)) } " "
                            @for facet in facets { (self.badge(*facet)) }
                        }
                        @for (at, cell) in cells.iter().enumerate() {
                            (self.cell(table, cell, if at == 0 { notes } else { &[] }))
                        }
                    }
                }
            }
        }
    }

    fn cell(self, table: &Table, cell: &Cell, of_row: &[Note]) -> Markup {
        let column = table.columns.get(cell.column);
        let name = column.and_then(|column| column.new.as_ref().or(column.old.as_ref()));
        let is_changed = cell.old.is_some() && cell.new.is_some() && !cell.goes_on;
        let class = match column.and_then(|column| column.facet) {
            _ if is_changed => "is-changed",
            Some(Facet::Added) => "came",
            Some(Facet::Removed) => "gone",
            _ if cell.goes_on => "goes-on",
            _ => "",
        };
        let is_empty = [&cell.old, &cell.new].into_iter().flatten().all(Vec::is_empty);
        html! {
            td class=[(!class.is_empty()).then_some(class)] colspan=[(cell.columns > 1).then_some(cell.columns)] {
                // Where the page is narrow, a row is a list of its cells.
                @if let Some(name) = name.filter(|name| !name.is_empty() && !is_empty) {
                    span.name aria-hidden="true" { (self.unmarked(name)) }
                }
                @match (&cell.old, &cell.new) {
                    (Some(old), Some(new)) if is_changed => {
                        span.old { (self.spoken(words::OLD)) " " (self.phrase(old)) }
                        span.new { (self.spoken(words::NEW)) " " (self.phrase(new)) }
                    }
                    (_, Some(only)) | (Some(only), None) => (self.unmarked(only)),
                    (None, None) => {}
                }
                (self.notes(&cell.notes))
                (self.notes(of_row))
            }
        }
    }
}

fn names(facets: &BTreeSet<Facet>) -> Option<String> {
    let names: Vec<&str> = facets.iter().map(|facet| facet.name()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}
