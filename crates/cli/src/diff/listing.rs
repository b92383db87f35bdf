//! The changes for a terminal: side by side where it is wide, one below the other where it is narrow.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use corpus::Table;
use diff::{Change, ChangeKind, Comparison, Line, Part, Side, Value, What};

use crate::due;
use crate::marked::Marked;
use crate::terminal::{printable, shortened, wrapped};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const OTHER: Style = AnsiColor::Yellow.on_default();

/// From so many columns on old and new stand side by side.
const WIDE: usize = 100;
/// What stands between them.
const BETWEEN: &str = " │ ";
/// The fewest columns that text is given.
const NARROWEST: usize = 8;
/// Columns before a text: its sign.
const INDENT: usize = 4;
/// Columns of what a row is known by.
const NAME_OF_ROW: usize = 60;

/// How the changes are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Columns to fill.
    pub(super) columns: usize,
    /// Colours tell what differs within a text; brackets do where there are none.
    pub(super) colours: bool,
}

pub(super) fn print(comparison: &Comparison<'_>, form: Form, out: &mut dyn Write) -> io::Result<()> {
    let mut listing = Listing { form, out };
    let changes = &comparison.changes;
    listing.side("-", OLD, &changes.old)?;
    listing.side("+", NEW, &changes.new)?;
    let rolled = changes.changes.iter().filter(|change| change.rolled).count();
    let counts = changes.counts;
    let only_years = if rolled > 0 { format!(" ({rolled} only by the year)") } else { String::new() };
    let told = format!(
        "{} added, {} removed, {} changed{only_years}, {} moved, {} renumbered",
        counts.added, counts.removed, counts.changed, counts.moved, counts.renumbered
    );
    for line in wrapped(&told, listing.room(0)) {
        writeln!(listing.out, "{line}")?;
    }
    let mut section = None;
    for line in &comparison.lines {
        if line.depth == 0 {
            section = Some(heading(line));
        }
        if line.changes.is_empty() {
            continue;
        }
        if let Some(heading) = section.take() {
            listing.heading(&heading)?;
        }
        listing.about(line)?;
        for number in &line.changes {
            listing.change(&changes.changes[*number], line)?;
        }
    }
    Ok(())
}

/// What stands over the changes of a division.
fn heading(line: &Line<'_>) -> String {
    match line.new.or(line.old) {
        Some(Part::Section(section)) => {
            let label = section.label.as_deref().unwrap_or_default();
            let words = [label, &section.heading].into_iter().filter(|words| !words.is_empty());
            let heading = words.collect::<Vec<_>>().join(" ");
            if heading.is_empty() { section.key.clone() } else { heading }
        }
        Some(Part::Plan) => "plan".to_owned(),
        _ => "front".to_owned(),
    }
}

struct Listing<'w> {
    form: Form,
    out: &'w mut dyn Write,
}

impl Listing<'_> {
    fn side(&mut self, sign: &str, style: Style, side: &Side) -> io::Result<()> {
        let year = side.year.map(|year| format!(", {year}")).unwrap_or_default();
        let title = side.title.as_deref().unwrap_or("(no title)");
        let lines = wrapped(&format!("{title} ({}{year})", side.path), self.room(2));
        for (number, line) in lines.iter().enumerate() {
            writeln!(self.out, "{style}{} {line}{style:#}", if number == 0 { sign } else { " " })?;
        }
        Ok(())
    }

    fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out)?;
        for line in wrapped(heading, self.room(0)) {
            writeln!(self.out, "{BOLD}{line}{BOLD:#}")?;
        }
        Ok(())
    }

    /// Which row or table it is.
    fn about(&mut self, line: &Line<'_>) -> io::Result<()> {
        let about = match (line.old, line.new) {
            (Some(Part::Row(..)), Some(Part::Row(table, row))) => {
                let (cells, room) = (names(table, row).join(" / "), self.room(INDENT).min(NAME_OF_ROW));
                format!("row {}: {}", row + 1, shortened(&printable(&cells.replace('\n', " ")), room))
            }
            (Some(Part::Table(_)), Some(Part::Table(table))) => format!("table {}", table.id),
            _ => return Ok(()),
        };
        for line in wrapped(&about, self.room(2)) {
            writeln!(self.out, "  {DIM}{line}{DIM:#}")?;
        }
        Ok(())
    }

    fn change(&mut self, change: &Change, line: &Line<'_>) -> io::Result<()> {
        let name = change.column.as_deref().filter(|name| !name.is_empty()).map(|name| format!("{name}: "));
        let name = name.unwrap_or_else(|| name_of(change.what).map(|name| format!("{name}: ")).unwrap_or_default());
        let rolled = if change.rolled { "  (only the year)" } else { "" };
        match (change.kind, &change.old, &change.new) {
            (ChangeKind::Renumbered, Some(Value::Text(old)), Some(Value::Text(new))) => {
                self.single('#', &format!("{old} → {new}  {}", words(line)))
            }
            (ChangeKind::Moved, old, new) => {
                let label = |value: &Option<Value>| value.as_ref().map(plain).unwrap_or_default();
                let from = change.old_key.as_deref().unwrap_or_default();
                let to = change.new_key.as_deref().unwrap_or_default();
                let labels = format!("{} ({from}) → {} ({to})", label(old), label(new));
                self.single('>', &format!("{labels}  {}", words(line)))
            }
            (_, Some(Value::Texts(old)), Some(Value::Texts(new))) if change.what == What::Units => {
                let gone = old.iter().filter(|unit| !new.contains(unit)).map(|unit| format!("- {unit}"));
                let come = new.iter().filter(|unit| !old.contains(unit)).map(|unit| format!("+ {unit}"));
                let told: Vec<String> = gone.chain(come).collect();
                let told =
                    if told.is_empty() { format!("{} → {}", old.join(" "), new.join(" ")) } else { told.join("  ") };
                self.single('~', &format!("{name}{told}"))
            }
            (_, Some(old), Some(new)) if change.what != What::Text && change.what != What::Heading => {
                self.single('~', &format!("{name}{} → {}{rolled}", plain(old), plain(new)))
            }
            (_, Some(old), Some(new)) => {
                let spans = change.spans.as_deref().unwrap_or_default();
                let old = self.marked(&name, &plain(old), spans.iter().map(|span| span.old), ["[-", "-]"]);
                let new = self.marked(&name, &(plain(new) + rolled), spans.iter().map(|span| span.new), ["{+", "+}"]);
                self.beside(&old, &new)
            }
            (_, old, new) => {
                let (style, sign) = if new.is_some() { (NEW, '+') } else { (OLD, '-') };
                let label = label(line).map(|label| format!("{label} ")).filter(|_| change.what != What::Citation);
                let text = new.as_ref().or(old.as_ref()).map(plain).unwrap_or_default();
                let text = format!("{name}{}{text}", label.unwrap_or_default());
                for (number, line) in wrapped(&text, self.room(INDENT)).iter().enumerate() {
                    writeln!(self.out, "  {style}{} {line}{style:#}", if number == 0 { sign } else { ' ' })?;
                }
                Ok(())
            }
        }
    }

    /// A change that one sign says.
    fn single(&mut self, sign: char, text: &str) -> io::Result<()> {
        for (number, line) in wrapped(text.trim_end(), self.room(INDENT)).iter().enumerate() {
            writeln!(self.out, "  {OTHER}{}{OTHER:#} {line}", if number == 0 { sign } else { ' ' })?;
        }
        Ok(())
    }

    /// Old and new text, side by side or one below the other.
    fn beside(&mut self, old: &Marked, new: &Marked) -> io::Result<()> {
        if self.form.columns < WIDE {
            for (sign, style, text) in [('-', OLD, old), ('+', NEW, new)] {
                for (number, line) in text.lines(self.room(INDENT), self.style(style)).iter().enumerate() {
                    writeln!(self.out, "  {style}{}{style:#} {}", if number == 0 { sign } else { ' ' }, line.styled)?;
                }
            }
            return Ok(());
        }
        let half = (self.form.columns - INDENT - BETWEEN.chars().count()) / 2;
        let left = old.lines(half, self.style(OLD));
        let right = new.lines(half, self.style(NEW));
        for number in 0..left.len().max(right.len()) {
            let (old, new) = (left.get(number), right.get(number));
            let filled = " ".repeat(half.saturating_sub(old.map_or(0, |line| line.columns)));
            let [old, new] = [old, new].map(|line| line.map_or("", |line| line.styled.as_str()));
            let sign = if number == 0 { '~' } else { ' ' };
            writeln!(self.out, "  {OTHER}{sign}{OTHER:#} {old}{filled}{DIM}{BETWEEN}{DIM:#}{new}")?;
        }
        Ok(())
    }

    /// A text with what differs in it, safe to print.
    fn marked(&self, name: &str, text: &str, spans: impl Iterator<Item = [usize; 2]>, brackets: [&str; 2]) -> Marked {
        Marked::of(name, text, spans, (!self.form.colours).then_some(brackets))
    }

    /// How the marks of a text in this style look, where there are colours.
    fn style(&self, style: Style) -> Option<Style> {
        self.form.colours.then(|| style.bold().underline())
    }

    fn room(&self, indent: usize) -> usize {
        self.form.columns.saturating_sub(indent).max(NARROWEST)
    }
}

/// What is said before a value that doesn't speak for itself.
fn name_of(what: What) -> Option<&'static str> {
    match what {
        What::Text | What::Section | What::Row | What::Label | What::Order => None,
        what => Some(what.name()),
    }
}

fn label<'l>(line: &Line<'l>) -> Option<&'l str> {
    match line.new.or(line.old)? {
        Part::Section(section) => section.label.as_deref(),
        Part::Item(item) => Some(&item.label),
        _ => None,
    }
}

/// The first words of what a line holds.
fn words(line: &Line<'_>) -> String {
    let text = match line.new.or(line.old) {
        Some(Part::Section(section)) => section.heading.clone(),
        Some(Part::Paragraph(paragraph)) => paragraph.text.clone(),
        Some(Part::Item(item)) => item.text.clone(),
        Some(Part::Row(..) | Part::Table(_) | Part::Plan) | None => String::new(),
    };
    shortened(&printable(&text.replace('\n', " ")), NAME_OF_ROW)
}

/// The cells by which a reader knows a row: of the columns that say what it is about, the last two that differ from each other.
fn names(table: &Table, row: usize) -> Vec<&str> {
    use plan::Role::{Action, Check, Indicator, Item, Other};
    let cells = table.columns.iter().zip(&table.rows[row].cells);
    let about = cells
        .filter(|(column, cell)| matches!(column.role, Item | Indicator | Check | Action | Other) && !cell.is_empty());
    let mut names: Vec<&str> = about.map(|(_, cell)| cell.as_str()).collect();
    names.dedup();
    names.truncate(2);
    names
}

/// A value on one line.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => texts.join(" | "),
        Value::Due(due) => due.iter().map(due::in_words).collect::<Vec<_>>().join(", "),
        Value::Citation { date, number, verb } => {
            let told = [date, number, verb].into_iter().flatten().map(String::as_str);
            told.collect::<Vec<_>>().join(" ")
        }
    }
}
