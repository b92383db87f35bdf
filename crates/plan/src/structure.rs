//! The passes from a document to its plans, in their order.

use document::{Origin, Reading, Warning};
use script::{Counts, Script};

use crate::fields::year::PlanYear;
use crate::fields::{agency, citation, period, title, year};
use crate::finish::{Body, finish};
use crate::furniture;
use crate::ledger::Ledger;
use crate::lines::{self, Line, Piece};
use crate::outline::{assemble::assemble, contents, tree};
use crate::text::{Sources, Text};
use crate::{
    AgencyRule, Block, Citation, Code, Diagnostic, Facts, Furniture, FurnitureKind, FurnitureRule, Kind, Known,
    Lexicon, Overridden, PeriodRule, Plan, Reason, Reasons, ScriptRule, SeriesRule, TitleRule, YearRule, ending, parts,
    stated,
};

/// The plans that a file holds, in order; at least one. The lexicon says by which words they are read; what is known of
/// them takes the place of what is read, and the year that is known is that of deadlines which leave it out.
pub fn structure(reading: &Reading, lexicon: &Lexicon, known: &Known) -> Vec<Plan> {
    explain(reading, lexicon, known).into_iter().map(|(plan, _)| plan).collect()
}

/// The same plans, each with the rules that made its pieces.
pub fn explain(reading: &Reading, lexicon: &Lexicon, known: &Known) -> Vec<(Plan, Reasons)> {
    let mut sources = Sources::default();
    let pieces = lines::take(&reading.document, lexicon, &mut sources);
    let found = furniture::find(&pieces, furniture::Home::of(&reading.document), lexicon);
    let mut surroundings: Vec<Around> = Vec::new();
    let mut text: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (piece, found) in pieces.into_iter().zip(found) {
        match (piece, found) {
            (Piece::Line(line), Some(found)) => surroundings.push((found, line, text.len())),
            (piece, _) => text.push(piece),
        }
    }
    let entries = contents::find(&text);
    let starts = parts::starts(&text, &entries);
    let mut ledger = Ledger::new(&sources);
    let mut plans = Vec::with_capacity(starts.len());
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let last = index + 1 == starts.len();
        let around: Vec<&Around> =
            surroundings.iter().filter(|(_, _, at)| (index == 0 || *at >= *start) && (last || *at < end)).collect();
        plans.push(plan(
            &text[*start..end],
            &entries[*start..end],
            &around,
            lexicon,
            known.of_plan(index),
            &mut ledger,
        ));
    }
    if let Some((first, _)) = plans.first_mut() {
        first.diagnostics.extend(reading.warnings.iter().map(remark));
    }
    plans
}

/// Furniture around the text: what it is, its line, and the piece of the text before which it stands.
type Around = (furniture::Found, Line, usize);

fn remark(warning: &Warning) -> Diagnostic {
    let code = match warning {
        Warning::UndecodableBytes { .. } => Code::UndecodableBytes,
        Warning::UserDefinedCharacters { .. } => Code::UserDefinedCharacters,
        Warning::TooDeep { .. } => Code::UncertainTable,
        Warning::OutOfBounds { .. } => Code::OutOfBounds,
        Warning::MissingPart { .. } => Code::MissingPart,
        Warning::DamagedPart { .. } => Code::DamagedPart,
        Warning::UnreadPart { .. } | Warning::UnreadPages { .. } => Code::UnreadPart,
    };
    Diagnostic { code, message: warning.to_string(), origin: warning.origin().clone() }
}

fn plan(
    pieces: &[Piece],
    entries: &[bool],
    around: &[&Around],
    lexicon: &Lexicon,
    known: Facts,
    ledger: &mut Ledger<'_>,
) -> (Plan, Reasons) {
    let (chunks, outline) = assemble(pieces, entries, lexicon);
    let mut tree = tree::build(chunks, outline, lexicon);
    let front = front_texts(&tree);
    let asides: Vec<String> = around.iter().map(|(_, line, _)| line.text.closed()).collect();
    let front_lines: Vec<title::FrontLine<'_>> = asides
        .iter()
        .map(|text| title::FrontLine { text, aside: true })
        .chain(front.iter().map(|text| title::FrontLine { text, aside: false }))
        .collect();
    let stated = stated::of(&asides);
    let own = title::title(&front_lines);
    let found = own.as_ref().map(|title| title.text.clone()).or(stated.title);
    let whole: Vec<String> = pieces.iter().filter_map(|piece| Some(piece.line()?.text.closed())).collect();
    let body: Vec<&str> = whole.iter().map(String::as_str).collect();
    let mainland = year::is_mainland(found.as_deref(), &front_lines, &body);
    let dated: Vec<title::FrontLine<'_>> = front_lines
        .iter()
        .copied()
        .chain(stated.dates.iter().map(|text| title::FrontLine { text, aside: false }))
        .collect();
    let found_year = year::found(found.as_deref(), &dated, mainland);
    let read_years = found_year.as_ref().map(|found| found.years).unwrap_or_default();
    let tail: Vec<&str> = body.iter().rev().take(4).rev().copied().collect();
    let found_agency = agency::found(found.as_deref(), &front_lines, &tail, &body);
    let origin_of = |line: usize| match around.get(line) {
        Some((_, line, _)) => ledger.origin(&line.text),
        None => tree.front.get(line - around.len()).map(|node| origin_of_node(node, ledger)).unwrap_or_default(),
    };
    let mut titled = found.as_ref().map(|title| {
        let field = asides.iter().position(|text| text.contains(title.as_str()));
        Reason { rule: TitleRule::Stated, origin: field.map(origin_of).unwrap_or_default() }
    });
    if let Some(title) = &own {
        let origins = title.lines.clone().map(origin_of).reduce(|known, more| known.union(&more));
        titled = Some(Reason { rule: title.rule, origin: origins.unwrap_or_default() });
    }
    let of_title = || titled.as_ref().map(|title| title.origin.clone()).unwrap_or_default();
    let dated_by =
        found_year.map(|found| Reason { rule: found.rule, origin: found.line.map_or_else(of_title, origin_of) });
    let issued_by = found_agency.as_ref().map(|found| Reason {
        rule: found.rule,
        origin: match (found.rule, found.line) {
            (AgencyRule::Signature, Some(line)) => {
                let line = pieces.iter().filter_map(Piece::line).nth(whole.len() - tail.len() + line);
                line.map(|line| ledger.origin(&line.text)).unwrap_or_default()
            }
            (_, line) => line.map_or_else(of_title, origin_of),
        },
    });
    let issuer = found_agency.map(|found| found.name);
    if let Some(title) = &own {
        let behind_asides = |line: usize| line.saturating_sub(around.len());
        tree.join_front(behind_asides(title.lines.start)..behind_asides(title.lines.end));
    }
    let years = known.year.map_or(read_years, |year| PlanYear::known(year, mainland));
    let truncated = ending::truncation(&tree, ledger);
    let mut done = finish(tree, years.gregorian, lexicon, ledger);
    done.diagnostics.extend(truncated);
    let mut surroundings: Vec<(Furniture, FurnitureRule)> = around
        .iter()
        .map(|((kind, rule), line, _)| {
            line.marks.iter().for_each(|mark| ledger.settle(mark));
            let (text, origin) = ledger.place(&line.text);
            (Furniture { kind: *kind, text, origin }, *rule)
        })
        .collect();
    surroundings.append(&mut done.furniture);
    for line in pieces.iter().filter_map(Piece::line) {
        line.marks.iter().for_each(|mark| ledger.settle(mark));
    }
    put_rest_aside(pieces, ledger, &mut surroundings, &mut done.diagnostics);
    let counts = counts_of(&done);
    let (covered, covered_by) = match period_of(&done, years.gregorian) {
        Some((found, origin)) => {
            let origin = if found.rule == PeriodRule::Title { of_title() } else { origin };
            (Some(found.period), Some(Reason { rule: found.rule, origin }))
        }
        None => (None, None),
    };
    let citations = citations(&done);
    let converter = script::Converter::new();
    let series_of = |title: &str| title::series(title, |text| converter.to_hant(text).into_owned());
    let read_series = found.as_deref().and_then(series_of);
    let known_series = known.series.as_ref().or(known.title.as_ref()).map(|text| series_of(text));
    let read = Overridden {
        title: known.title.as_ref().map(|_| found.clone()),
        agency: known.agency.as_ref().map(|_| issuer.clone()),
        series: known_series.as_ref().map(|_| read_series.clone()),
        years: known.year.map(|_| read_years),
    };
    let (furniture, furniture_rules) = surroundings.into_iter().unzip();
    let reasons = Reasons {
        title: given(known.title.is_some(), TitleRule::Catalogue).or(titled),
        agency: given(known.agency.is_some(), AgencyRule::Catalogue).or(issued_by),
        year: given(known.year.is_some(), YearRule::Catalogue).or(dated_by),
        series: match (&known_series, &read_series) {
            (Some(_), _) => Some(SeriesRule::Catalogue),
            (None, Some(_)) => Some(SeriesRule::Title),
            (None, None) => None,
        },
        period: covered_by,
        script: ScriptRule { hant: counts.hant, hans: counts.hans },
        sections: done.section_reasons,
        tables: done.table_reasons,
        furniture: furniture_rules,
    };
    let plan = Plan {
        series: known_series.unwrap_or(read_series),
        title: known.title.or(found),
        agency: known.agency.or(issuer),
        roc_year: years.roc,
        year: years.gregorian,
        read: (read != Overridden::default()).then_some(read),
        period: covered,
        script: counts.script().unwrap_or(Script::Hant),
        front: done.front,
        sections: done.sections,
        citations,
        furniture,
        diagnostics: done.diagnostics,
    };
    (plan, reasons)
}

/// A rule that goes by no place in the source, where it holds.
fn given<R>(holds: bool, rule: R) -> Option<Reason<R>> {
    holds.then(|| Reason { rule, origin: Origin::default() })
}

fn origin_of_node(node: &tree::Node, ledger: &Ledger<'_>) -> Origin {
    match node {
        tree::Node::Paragraph(text) | tree::Node::Figure(text) => ledger.origin(text),
        tree::Node::Item { label, text, .. } => ledger.origin(&label.text).union(&ledger.origin(text)),
        tree::Node::Table(_) => Origin::default(),
    }
}

/// The lines of the front, one for each of its nodes; empty for a table or a figure.
fn front_texts(tree: &tree::Tree) -> Vec<String> {
    tree.front
        .iter()
        .map(|node| match node {
            tree::Node::Paragraph(text) => text.closed(),
            tree::Node::Item { label, text, .. } => label.text.closed() + &text.closed(),
            tree::Node::Table(_) | tree::Node::Figure(_) => String::new(),
        })
        .collect()
}

/// What no pass has placed stands in the furniture, so that nothing is lost.
fn put_rest_aside(
    pieces: &[Piece],
    ledger: &mut Ledger<'_>,
    furniture: &mut Vec<(Furniture, FurnitureRule)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for text in pieces.iter().flat_map(texts_of) {
        for stretch in ledger.unplaced(text) {
            let (text, origin) = ledger.place(&stretch);
            diagnostics.push(Diagnostic {
                code: Code::UnplacedText,
                message: format!("{text} has no place in the plan"),
                origin: origin.clone(),
            });
            furniture.push((Furniture { kind: FurnitureKind::Noise, text, origin }, FurnitureRule::Unplaced));
        }
    }
}

fn texts_of(piece: &Piece) -> Vec<&Text> {
    match piece {
        Piece::Line(line) => vec![&line.text],
        Piece::Table(table) => table.texts(),
    }
}

/// Calls `visit` with every text of the blocks, in reading order.
fn visit<'b>(blocks: &'b [Block], visit_text: &mut impl FnMut(&'b str, &'b Origin)) {
    for block in blocks {
        match block {
            Block::Paragraph { text, origin } | Block::Figure { text, origin } => visit_text(text, origin),
            Block::Item(item) => {
                visit_text(&item.text, &item.origin);
                visit(&item.children, visit_text);
            }
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    visit_text(caption, &table.origin);
                }
                let covered = table.covered();
                for (index, row) in table.rows.iter().enumerate() {
                    for (_, cell) in
                        row.cells.iter().enumerate().filter(|(column, _)| !covered.contains(&(index, *column)))
                    {
                        visit_text(cell, &row.origin);
                    }
                }
            }
        }
    }
}

fn counts_of(body: &Body) -> Counts {
    let mut counts = Counts::default();
    visit(&body.front, &mut |text, _| counts += script::count(text));
    for section in &body.sections {
        counts += script::count(&section.heading);
        visit(&section.blocks, &mut |text, _| counts += script::count(text));
    }
    counts
}

fn citations(body: &Body) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut take = |text: &str, origin: &Origin| {
        found.extend(citation::citations(text).into_iter().map(|span| Citation {
            agency: span.agency,
            date: span.date,
            number: span.number,
            title: span.title,
            verb: span.verb,
            text: span.text,
            origin: origin.clone(),
        }));
    };
    visit(&body.front, &mut take);
    for section in &body.sections {
        take(&section.heading, &section.origin);
        visit(&section.blocks, &mut take);
    }
    found
}

/// The period, and where it is stated; nowhere for that of the title.
fn period_of(body: &Body, year: Option<i32>) -> Option<(period::Found, Origin)> {
    let mut divisions: Vec<(Option<Kind>, &str, Vec<&str>)> = Vec::new();
    let mut places: Vec<Vec<&Origin>> = Vec::new();
    let mut take = |kind: Option<Kind>, heading, blocks| {
        let (mut texts, mut origins) = (Vec::new(), Vec::new());
        visit(blocks, &mut |text, origin| {
            texts.push(text);
            origins.push(origin);
        });
        divisions.push((kind, heading, texts));
        places.push(origins);
    };
    take(None, "", &body.front);
    for section in &body.sections {
        take(Some(section.kind), &section.heading, &section.blocks);
    }
    let divisions: Vec<period::Division<'_>> =
        divisions.iter().map(|(kind, heading, texts)| period::Division { kind: *kind, heading, texts }).collect();
    let found = period::found(&divisions, year)?;
    let place = found.place.and_then(|(division, text)| match text {
        Some(text) => places.get(division)?.get(text).copied(),
        None => division.checked_sub(1).and_then(|section| Some(&body.sections.get(section)?.origin)),
    });
    let origin = place.cloned().unwrap_or_default();
    Some((found, origin))
}
