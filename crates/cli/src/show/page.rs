//! A record as a page: its head, its outline with tables, and what is said about it.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use corpus::{Block, Origin, Read, Record};
use plan::Reasons;

use super::{grid, why};
use crate::terminal::{padded, printable, width, wrapped};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ODD: Style = AnsiColor::Yellow.on_default();
const LABEL: Style = AnsiColor::Cyan.on_default();

/// Columns of the names in the head and the notes.
const NAMES: usize = 10;
/// The deepest indent; what stands deeper begins there.
const DEEPEST: usize = 24;
/// The indent of the reasons below a name in the head and the notes.
const BELOW: usize = 4;
/// The fewest columns that text is given.
const NARROWEST: usize = 8;

/// Writes a record in lines of at most so many columns, where words and tables can be so narrow; with each piece its reasons,
/// where they are given.
pub(crate) fn show(record: &Record, reasons: Option<&Reasons>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { columns, reasons, out };
    page.head(record)?;
    if !record.front.is_empty() {
        page.title("front", "")?;
        page.blocks(&record.front, 2)?;
    }
    for (number, section) in record.sections.iter().enumerate() {
        let label = section.label.as_deref().unwrap_or_default();
        let heading = [label, &section.heading].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
        let about = [Some(section.kind.name().to_owned()), pages(&section.origin)].into_iter().flatten();
        let about = about.collect::<Vec<_>>().join(", ");
        page.title(if heading.is_empty() { &section.key } else { &heading }, &about)?;
        if let Some(reasons) = reasons.and_then(|reasons| reasons.sections.get(number)) {
            page.why(2, &why::section(section, reasons))?;
        }
        page.blocks(&section.blocks, 2)?;
    }
    page.notes(record)
}

struct Page<'w> {
    columns: usize,
    reasons: Option<&'w Reasons>,
    out: &'w mut dyn Write,
}

impl Page<'_> {
    fn head(&mut self, record: &Record) -> io::Result<()> {
        for line in wrapped(record.title.as_deref().unwrap_or("(no title)"), self.columns.max(NARROWEST)) {
            writeln!(self.out, "{BOLD}{line}{BOLD:#}")?;
        }
        self.why_field("title")?;
        let source = &record.source;
        let mut facts = vec![
            ("agency", record.agency.clone()),
            ("series", record.series.clone()),
            ("year", years(record.roc_year, record.year)),
            ("period", record.period.as_ref().map(|p| format!("{} to {}  {}", p.start, p.end, p.text))),
            ("script", Some(script(record))),
        ];
        let mut told = vec![source.path.clone(), source.format.clone(), format!("{} bytes", source.bytes)];
        told.extend(source.encoding.clone());
        told.extend(source.pages.map(|pages| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }));
        facts.extend([("source", Some(told.join(", "))), ("id", Some(record.id.clone()))]);
        for (name, fact) in facts {
            self.note(name, DIM, fact.as_deref().unwrap_or("-"))?;
            self.why_field(name)?;
        }
        record.read.as_ref().map_or(Ok(()), |read| self.overridden(read))
    }

    /// What was read where a catalogue says otherwise.
    fn overridden(&mut self, read: &Read) -> io::Result<()> {
        let years = read.roc_year.zip(read.year).map(|(roc, year)| years(roc, year));
        let facts = [("title", read.title.clone()), ("agency", read.agency.clone()), ("series", read.series.clone())];
        for (name, fact) in facts.into_iter().chain([("year", years)]) {
            if let Some(fact) = fact {
                self.note("was read", DIM, &format!("{name}: {}", fact.as_deref().unwrap_or("-")))?;
            }
        }
        Ok(())
    }

    /// A heading, and what is said beside it.
    fn title(&mut self, heading: &str, about: &str) -> io::Result<()> {
        writeln!(self.out)?;
        let room = self.columns.saturating_sub(width(about) + 2).max(NARROWEST);
        for (number, line) in wrapped(heading, room).into_iter().enumerate() {
            let about = if number == 0 && !about.is_empty() { format!("  {DIM}{about}{DIM:#}") } else { String::new() };
            writeln!(self.out, "{BOLD}{line}{BOLD:#}{about}")?;
        }
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) -> io::Result<()> {
        let indent = indent.min(DEEPEST).min(self.columns / 3);
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.hanging(indent, "", &paragraph.text)?,
                Block::Item(item) => {
                    self.hanging(indent, &item.label, &item.text)?;
                    self.blocks(&item.children, indent + 2)?;
                }
                Block::Table(table) => {
                    if let Some(caption) = &table.caption {
                        self.hanging(indent, "", caption)?;
                    }
                    let mut about = format!("{} read from {}", table.id, table.read_from.name());
                    if let Some(pages) = pages(&table.origin) {
                        about += &format!(", {pages}");
                    }
                    if let Some(within) = &table.within {
                        about += &format!(", in row {} column {} of {}", within.row + 1, within.column + 1, within.key);
                    }
                    writeln!(self.out, "{:indent$}{DIM}{about}{DIM:#}", "")?;
                    for line in grid::lines(table, self.columns.saturating_sub(indent)) {
                        writeln!(self.out, "{:indent$}{line}", "")?;
                    }
                    let tables = self.reasons.map_or(&[][..], |reasons| &reasons.tables);
                    if let Some(reasons) = tables.iter().find(|known| known.key == table.key) {
                        self.why(indent, &why::table(table, reasons))?;
                    }
                }
                Block::Figure(figure) => {
                    for line in figure.text.split('\n') {
                        writeln!(self.out, "{:indent$}{DIM}│{DIM:#} {}", "", printable(&line.replace('\t', "    ")))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A text whose further lines stand under the first, behind the label.
    fn hanging(&mut self, indent: usize, label: &str, text: &str) -> io::Result<()> {
        let label = printable(label);
        let behind = if label.is_empty() { indent } else { indent + width(&label) + 1 };
        for (number, line) in wrapped(text, self.room(behind)).into_iter().enumerate() {
            if number == 0 && !label.is_empty() {
                writeln!(self.out, "{:indent$}{LABEL}{label}{LABEL:#} {line}", "")?;
            } else {
                writeln!(self.out, "{:behind$}{line}", "")?;
            }
        }
        Ok(())
    }

    fn notes(&mut self, record: &Record) -> io::Result<()> {
        if !record.citations.is_empty() {
            self.title("citations", "")?;
        }
        for citation in &record.citations {
            let told = [&citation.agency, &citation.number, &citation.verb, &citation.title];
            let told: Vec<_> = told.into_iter().flatten().map(String::as_str).collect();
            self.note(citation.date.as_deref().unwrap_or("-"), DIM, &told.join(" "))?;
        }
        if !record.furniture.is_empty() {
            self.title("furniture", "")?;
        }
        for (number, piece) in record.furniture.iter().enumerate() {
            self.note(piece.kind.name(), DIM, &piece.text)?;
            if let Some(rule) = self.reasons.and_then(|reasons| reasons.furniture.get(number)) {
                self.why(BELOW, &[why::placed(rule, &piece.origin)])?;
            }
        }
        if !record.diagnostics.is_empty() {
            self.title("diagnostics", "")?;
        }
        for diagnostic in &record.diagnostics {
            self.note(diagnostic.code.name(), ODD, &why::placed(&diagnostic.message, &diagnostic.origin))?;
        }
        Ok(())
    }

    /// A name and what is said under it: beside it, or below where the name is long and the page narrow.
    fn note(&mut self, name: &str, style: Style, text: &str) -> io::Result<()> {
        let name = printable(name);
        let columns = width(&name).max(NAMES);
        let beside = columns + 4 <= self.columns / 2;
        let indent = if beside { columns + 4 } else { 4 };
        let lines = wrapped(text, self.room(indent));
        let mut lines = lines.iter();
        let first = if beside { lines.next().map_or("", String::as_str) } else { "" };
        let filled = if first.is_empty() { name } else { padded(&name, columns) };
        writeln!(self.out, "  {style}{filled}{style:#}{}{first}", if first.is_empty() { "" } else { "  " })?;
        lines.try_for_each(|line| writeln!(self.out, "{:indent$}{line}", ""))
    }

    /// Why a field of the head is as it is.
    fn why_field(&mut self, name: &str) -> io::Result<()> {
        match self.reasons.and_then(|reasons| why::field(name, reasons)) {
            Some(reason) => self.why(BELOW, &[reason]),
            None => Ok(()),
        }
    }

    fn why(&mut self, indent: usize, reasons: &[String]) -> io::Result<()> {
        const NAME: &str = "why";
        for reason in reasons {
            let behind = indent + NAME.len() + 1;
            for (number, line) in wrapped(reason, self.room(behind)).into_iter().enumerate() {
                let name = if number == 0 { NAME } else { "" };
                writeln!(self.out, "{:indent$}{DIM}{name:width$} {line}{DIM:#}", "", width = NAME.len())?;
            }
        }
        Ok(())
    }

    fn room(&self, indent: usize) -> usize {
        self.columns.saturating_sub(indent).max(NARROWEST)
    }
}

fn years(roc: Option<i32>, year: Option<i32>) -> Option<String> {
    match (roc, year) {
        (Some(roc), Some(year)) => Some(format!("{roc} ({year})")),
        (Some(roc), None) => Some(roc.to_string()),
        (None, year) => year.map(|year| year.to_string()),
    }
}

fn script(record: &Record) -> String {
    let own = match record.script {
        script::Script::Hant => "hant",
        script::Script::Hans => "hans",
        script::Script::Mixed => "mixed",
    };
    match &record.produced_by.converter {
        Some(converter) => format!("{own}, converted by {} {}", converter.engine, converter.config),
        None => own.to_owned(),
    }
}

/// The pages on which something stands.
fn pages(origin: &Origin) -> Option<String> {
    let pages = origin.regions.iter().flatten().map(|region| region.page);
    let (first, last) = (pages.clone().min()?, pages.max()?);
    Some(if first == last { format!("page {first}") } else { format!("pages {first} to {last}") })
}

/// Where something stands, for a person.
pub(super) fn place(origin: &Origin) -> Option<String> {
    let lines = || match origin.lines? {
        [first, last] if first == last => Some(format!("line {first}")),
        [first, last] => Some(format!("lines {first} to {last}")),
    };
    pages(origin).or_else(lines).or_else(|| origin.paragraph.map(|paragraph| format!("paragraph {}", paragraph + 1)))
}
