//! The Word file of a comparison: counts, and for each division a table of what changed.

use docx_rs::{
    AlignmentType, Docx, Footer, PageMargin, PageNum, PageOrientationType, Paragraph, Run, Shading, Table, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};
use script::Script;

use super::{Writer, admissible, packed, styles};
use crate::layout::Style;
use crate::package::Part;
use crate::phrase::{Bit, Mark, Phrase, joined, unmarked};
use crate::sheet::{Cell, Column, Division, Entry, Facet, Line, Note, Row, Said, Sheet};
use crate::words::{self, Word};

/// A4 on its side, in twentieths of a point.
const PAGE: (u32, u32) = (16838, 11906);
/// All four margins.
const MARGIN: i32 = 1134;
/// Where something stands, how it was, how it is. They fill the room between the margins.
const CHANGE_WIDTHS: [usize; 3] = [2770, 5900, 5900];
/// A field of the plans, in the old and in the new one.
const FACT_WIDTHS: [usize; 3] = [2770, 5900, 5900];
/// A kind of change, and how many there are.
const COUNT_WIDTHS: [usize; 2] = [2770, 1600];

/// Colours of what went, of what came, of header rows. They tell nothing that strokes and lines do not tell too.
const GONE: &str = "9B1C10";
const CAME: &str = "12592A";
const HEADER: &str = "EDEFF2";

/// The parts of the file.
pub(crate) fn changes(sheet: &Sheet) -> Vec<Part> {
    let mut writer = ChangesWriter { is_hans: sheet.is_hans, writer: Writer::default() };
    let script = if sheet.is_hans { Script::Hans } else { Script::Hant };
    let number = writer.writer.empty().align(AlignmentType::Center).add_page_num(PageNum::new());
    let mut docx = styles::add(Docx::new(), script)
        .page_size(PAGE.0, PAGE.1)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin {
            top: MARGIN,
            bottom: MARGIN,
            left: MARGIN,
            right: MARGIN,
            header: 567,
            footer: 567,
            gutter: 0,
        })
        .footer(Footer::new().add_paragraph(number))
        .add_paragraph(writer.set(Style::Title, &vec![words::COMPARISON.into()]))
        .add_table(writer.facts(sheet))
        .add_paragraph(writer.writer.empty());
    if sheet.total == 0 {
        return packed(docx.add_paragraph(writer.set(Style::Body, &vec![words::SAME.into()])));
    }
    docx = docx.add_table(writer.counts(sheet)).add_paragraph(writer.writer.empty());
    for division in &sheet.divisions {
        let rows = writer.division(division);
        if !rows.is_empty() {
            let header = writer.header(&[words::WHERE, words::OLD, words::NEW], &CHANGE_WIDTHS);
            let table = table([vec![header], rows].concat(), &CHANGE_WIDTHS);
            // Two tables without a paragraph between them are one, and a document ends with a paragraph.
            docx = docx.add_paragraph(writer.heading(division)).add_table(table).add_paragraph(writer.writer.empty());
        }
    }
    packed(docx)
}

fn table(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 100, 40, 100))
}

/// How a run of characters is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    /// By its mark.
    Marked,
    /// All of it went.
    Gone,
    /// All of it came.
    Came,
    /// It names what follows.
    Strong,
}

struct ChangesWriter {
    is_hans: bool,
    writer: Writer,
}

impl ChangesWriter {
    /// A paragraph that is all of one style.
    fn set(&mut self, style: Style, phrase: &Phrase) -> Paragraph {
        let paragraph = self.writer.empty();
        let paragraph = match styles::id(style) {
            Some(id) => paragraph.style(id),
            None => paragraph,
        };
        self.runs(phrase, Ink::Marked).into_iter().fold(paragraph, Paragraph::add_run)
    }

    fn runs(&self, phrase: &Phrase, ink: Ink) -> Vec<Run> {
        phrase
            .iter()
            .map(|bit| {
                let mut run = Run::new();
                for (at, line) in (if self.is_hans { &bit.hans } else { &bit.hant }).split('\n').enumerate() {
                    if at > 0 {
                        run = run.add_break(docx_rs::BreakType::TextWrapping);
                    }
                    run = run.add_text(admissible(line));
                }
                match (ink, bit.mark) {
                    (Ink::Gone, _) | (Ink::Marked, Mark::Gone) => run.strike().color(GONE),
                    (Ink::Came, _) | (Ink::Marked, Mark::Came) => run.underline("single").color(CAME),
                    (Ink::Marked, Mark::Kept) => run,
                    (Ink::Strong, _) => run.bold(),
                }
            })
            .collect()
    }

    fn cell(&mut self, width: usize, paragraphs: &[(Phrase, Ink)]) -> TableCell {
        let cell = TableCell::new().width(width, WidthType::Dxa);
        if paragraphs.is_empty() {
            // 17.4.65: a cell ends with a paragraph.
            return cell.add_paragraph(self.writer.empty().style(styles::CELL));
        }
        paragraphs.iter().fold(cell, |cell, (phrase, ink)| {
            let paragraph = self.writer.empty().style(styles::CELL);
            cell.add_paragraph(self.runs(phrase, *ink).into_iter().fold(paragraph, Paragraph::add_run))
        })
    }

    fn header(&mut self, names: &[Word], widths: &[usize]) -> TableRow {
        let cells = names.iter().zip(widths).map(|(name, width)| {
            TableCell::new()
                .width(*width, WidthType::Dxa)
                .shading(Shading::new().fill(HEADER))
                .add_paragraph(self.set(Style::ColumnName, &vec![(*name).into()]))
        });
        TableRow::new(cells.collect()).cant_split()
    }

    fn facts(&mut self, sheet: &Sheet) -> Table {
        let mut rows = vec![self.header(&[words::PLAN, words::OLD, words::NEW], &FACT_WIDTHS)];
        for fact in &sheet.facts {
            let cells = [vec![fact.name.into()], fact.old.clone(), fact.new.clone()];
            let cells = cells.iter().zip(FACT_WIDTHS);
            rows.push(TableRow::new(
                cells.map(|(phrase, width)| self.cell(width, &[(phrase.clone(), Ink::Marked)])).collect(),
            ));
        }
        table(rows, &FACT_WIDTHS)
    }

    fn counts(&mut self, sheet: &Sheet) -> Table {
        let mut rows = vec![self.header(&[words::KIND, words::COUNT], &COUNT_WIDTHS)];
        let kinds = Facet::ALL.iter().map(|facet| (facet.word(), sheet.tally.get(facet).copied().unwrap_or(0)));
        for (word, count) in kinds.chain([(words::TOTAL_ROW, sheet.total)]) {
            let cells = [vec![word.into()], vec![Bit::plain(&count.to_string())]];
            let cells = cells.into_iter().zip(COUNT_WIDTHS);
            rows.push(TableRow::new(cells.map(|(phrase, width)| self.cell(width, &[(phrase, Ink::Marked)])).collect()));
        }
        table(rows, &COUNT_WIDTHS)
    }

    fn heading(&mut self, division: &Division) -> Paragraph {
        let said = division.heading.as_ref().and_then(|line| line.new.as_ref().or(line.old.as_ref()));
        let phrase = said.map_or_else(|| vec![words::FRONT.into()], |said| unmarked(&whole(said)));
        self.set(Style::Heading(1), &phrase).keep_next(true)
    }

    /// What changed in a division, row by row.
    fn division(&mut self, division: &Division) -> Vec<TableRow> {
        let mut rows = Vec::new();
        if let Some(line) = division.heading.as_ref().filter(|line| !line.facets.is_empty()) {
            rows.push(self.line(line, vec![words::HEADING.into()]));
        }
        for entry in &division.entries {
            match entry {
                Entry::Line(line) if !line.facets.is_empty() => rows.push(self.line(line, line.place.clone())),
                Entry::Line(_) => {}
                Entry::Table(table) => {
                    let name = &table.line.place;
                    rows.extend((!table.line.facets.is_empty()).then(|| self.line(&table.line, name.clone())));
                    for column in &table.columns {
                        rows.extend(column.facet.map(|facet| self.column(name, column, facet)));
                    }
                    for row in &table.rows {
                        self.row(name, &table.columns, row, &mut rows);
                    }
                }
                // It is told where it stands now.
                Entry::Away(_) => {}
            }
        }
        rows
    }

    fn change(&mut self, facets: &[Facet], place: Phrase, old: &[(Phrase, Ink)], new: &[(Phrase, Ink)]) -> TableRow {
        let kinds = joined(facets.iter().map(|facet| vec![facet.word().into()]), "、");
        let [place_width, old_width, new_width] = CHANGE_WIDTHS;
        let mut heading = vec![(kinds, Ink::Strong)];
        if !place.is_empty() {
            heading.push((unmarked(&place), Ink::Marked));
        }
        let cells = vec![self.cell(place_width, &heading), self.cell(old_width, old), self.cell(new_width, new)];
        TableRow::new(cells)
    }

    fn line(&mut self, line: &Line, place: Phrase) -> TableRow {
        let facets: Vec<Facet> = line.facets.iter().copied().collect();
        let (old_ink, new_ink) = match (&line.old, &line.new) {
            (Some(_), Some(_)) => (Ink::Marked, Ink::Marked),
            _ => (Ink::Gone, Ink::Came),
        };
        let old: Vec<(Phrase, Ink)> = line.old.iter().map(|said| (whole(said), old_ink)).collect();
        let new = line.new.iter().map(|said| (whole(said), new_ink));
        let new: Vec<(Phrase, Ink)> = new.chain(said_beside(&line.notes)).collect();
        self.change(&facets, place, &old, &new)
    }

    fn column(&mut self, table: &Phrase, column: &Column, facet: Facet) -> TableRow {
        let place = placed(table, vec![words::COLUMN.into()]);
        let (old_ink, new_ink) = if facet == Facet::Added || facet == Facet::Removed {
            (Ink::Gone, Ink::Came)
        } else {
            (Ink::Marked, Ink::Marked)
        };
        let old: Vec<(Phrase, Ink)> = column.old.iter().map(|name| (name.clone(), old_ink)).collect();
        let new: Vec<(Phrase, Ink)> = column.new.iter().map(|name| (name.clone(), new_ink)).collect();
        self.change(&[facet], place, &old, &new)
    }

    fn row(&mut self, table: &Phrase, columns: &[Column], row: &Row, rows: &mut Vec<TableRow>) {
        let (keys, name, facets, notes, cells) = match row {
            Row::Away(_) => return,
            Row::Cells { facets, .. } if facets.is_empty() => return,
            Row::Cells { keys, name, facets, notes, cells, .. } => (keys, name, facets, notes, cells),
        };
        let place = placed(table, name.clone());
        let named =
            |cell: &Cell| columns.get(cell.column).and_then(|column| column.new.as_ref().or(column.old.as_ref()));
        let is_both = keys.iter().all(Option::is_some);
        if !is_both {
            // All of its cells came or went.
            let side = |side: fn(&Cell) -> &Option<Phrase>, ink: Ink| -> Vec<(Phrase, Ink)> {
                let told = cells.iter().filter_map(|cell| Some((named(cell), side(cell).as_ref()?)));
                told.filter(|(_, text)| !text.is_empty())
                    .map(|(name, text)| {
                        let name = name.filter(|name| !name.is_empty());
                        let colon = name.map(|_| Bit::plain("："));
                        (name.into_iter().flat_map(unmarked).chain(colon).chain(text.clone()).collect(), ink)
                    })
                    .collect()
            };
            let (old, new) = (side(|cell| &cell.old, Ink::Gone), side(|cell| &cell.new, Ink::Came));
            let facets: Vec<Facet> = facets.iter().copied().collect();
            return rows.push(self.change(&facets, place, &old, &new));
        }
        if !notes.is_empty() {
            let facets: Vec<Facet> = notes.iter().map(|note| note.facet).collect();
            let row = cells.iter().filter_map(|cell| cell.new.as_ref()).filter(|text| !text.is_empty()).map(unmarked);
            let row = joined(row, " ／ ");
            let new: Vec<(Phrase, Ink)> = [(row, Ink::Marked)].into_iter().chain(said_beside(notes)).collect();
            rows.push(self.change(&facets, place.clone(), &[], &new));
        }
        let is_order = |cell: &Cell| cell.facets.iter().eq([&Facet::Moved]);
        for cell in cells.iter().filter(|cell| !cell.goes_on && !is_order(cell)) {
            let (Some(old), Some(new)) = (&cell.old, &cell.new) else { continue };
            let facets: Vec<Facet> =
                if cell.facets.is_empty() { vec![Facet::Changed] } else { cell.facets.iter().copied().collect() };
            let place =
                named(cell).filter(|name| !name.is_empty()).map_or(place.clone(), |name| placed(&place, name.clone()));
            let new: Vec<(Phrase, Ink)> =
                [(new.clone(), Ink::Marked)].into_iter().chain(said_beside(&cell.notes)).collect();
            rows.push(self.change(&facets, place, &[(old.clone(), Ink::Marked)], &new));
        }
    }
}

/// Label and text.
fn whole(said: &Said) -> Phrase {
    let gap = (!said.label.is_empty() && !said.text.is_empty()).then(|| Bit::plain(" "));
    said.label.iter().cloned().chain(gap).chain(said.text.iter().cloned()).collect()
}

fn placed(outer: &Phrase, inner: Phrase) -> Phrase {
    outer.iter().cloned().chain([Bit::plain(" › ")]).chain(inner).collect()
}

/// Notes in brackets, each a paragraph of its own.
fn said_beside(notes: &[Note]) -> impl Iterator<Item = (Phrase, Ink)> {
    notes.iter().map(|note| {
        let words = [Bit::plain("〔")].into_iter().chain(note.words.iter().cloned()).chain([Bit::plain("〕")]);
        (words.collect(), Ink::Marked)
    })
}
