//! From the model of a plan to its record.

use plan::Plan;

use crate::record::{
    Block, Citation, Column, Confidence, Diagnostic, Due, Furniture, Item, Origin, Paragraph, Period, ProducedBy, Read,
    Record, Region, Row, SCHEMA_VERSION, Section, Source, Span, Table, Within,
};

impl Record {
    /// The record of a plan that already is in the script asked for.
    pub fn of_plan(plan: &Plan, id: String, source: Source, produced_by: ProducedBy) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            id,
            source,
            produced_by,
            title: plan.title.clone(),
            agency: plan.agency.clone(),
            series: plan.series.clone(),
            roc_year: plan.roc_year,
            year: plan.year,
            read: plan.read.as_ref().map(Read::from),
            period: plan.period.as_ref().map(Period::from),
            script: plan.script,
            front: each(&plan.front),
            sections: each(&plan.sections),
            citations: each(&plan.citations),
            furniture: each(&plan.furniture),
            diagnostics: each(&plan.diagnostics),
        }
    }
}

fn each<'a, T, R: From<&'a T>>(items: &'a [T]) -> Vec<R> {
    items.iter().map(R::from).collect()
}

impl From<&plan::Overridden> for Read {
    fn from(read: &plan::Overridden) -> Self {
        let plan::Overridden { title, agency, series, years } = read.clone();
        let (roc_year, year) = (years.map(|years| years.roc), years.map(|years| years.gregorian));
        Self { title, agency, series, roc_year, year }
    }
}

impl From<&plan::Period> for Period {
    fn from(period: &plan::Period) -> Self {
        Self { start: period.start.to_string(), end: period.end.to_string(), text: period.text.clone() }
    }
}

impl From<&plan::Section> for Section {
    fn from(section: &plan::Section) -> Self {
        Self {
            key: section.key.clone(),
            kind: section.kind,
            kind_from: section.kind_from.clone(),
            label: section.label.clone(),
            ordinal: section.ordinal,
            heading: section.heading.clone(),
            blocks: each(&section.blocks),
            origin: (&section.origin).into(),
        }
    }
}

impl From<&plan::Block> for Block {
    fn from(block: &plan::Block) -> Self {
        let paragraph =
            |text: &String, origin: &document::Origin| Paragraph { text: text.clone(), origin: origin.into() };
        match block {
            plan::Block::Paragraph { text, origin } => Self::Paragraph(paragraph(text, origin)),
            plan::Block::Item(item) => Self::Item(item.into()),
            plan::Block::Table(table) => Self::Table(table.into()),
            plan::Block::Figure { text, origin } => Self::Figure(paragraph(text, origin)),
        }
    }
}

impl From<&plan::Item> for Item {
    fn from(item: &plan::Item) -> Self {
        Self {
            key: item.key.clone(),
            label: item.label.clone(),
            ordinal: item.ordinal,
            level: item.level,
            text: item.text.clone(),
            children: each(&item.children),
            origin: (&item.origin).into(),
        }
    }
}

impl From<&plan::Table> for Table {
    fn from(table: &plan::Table) -> Self {
        Self {
            key: table.key.clone(),
            id: table.id.clone(),
            caption: table.caption.clone(),
            within: table.within.as_ref().map(|within| Within {
                key: within.key.clone(),
                row: within.row,
                column: within.column,
            }),
            read_from: table.read_from,
            columns: table
                .columns
                .iter()
                .map(|column| Column { name: column.name.clone(), role: column.role })
                .collect(),
            rows: each(&table.rows),
            spans: table
                .spans
                .iter()
                .map(|&plan::Span { row, column, rows, columns }| Span { row, column, rows, columns })
                .collect(),
            origin: (&table.origin).into(),
        }
    }
}

impl From<&plan::Row> for Row {
    fn from(row: &plan::Row) -> Self {
        Self {
            key: row.key.clone(),
            cells: row.cells.clone(),
            due: each(&row.due),
            units: row.units.clone(),
            origin: (&row.origin).into(),
        }
    }
}

impl From<&plan::Due> for Due {
    fn from(due: &plan::Due) -> Self {
        match due {
            plan::Due::On(date) => match (date.month, date.day) {
                (Some(_), Some(_)) => Self::Date { date: date.to_string() },
                (Some(_), None) => Self::Month { month: date.to_string() },
                (None, _) => Self::Year { year: date.year },
            },
            plan::Due::Between { from, to } => Self::Range { from: from.to_string(), to: to.to_string() },
            plan::Due::Every(every) => Self::Every { every: *every },
            plan::Due::Ongoing => Self::Ongoing { ongoing: true },
            plan::Due::Text(text) => Self::Text { text: text.clone() },
        }
    }
}

impl From<&plan::Citation> for Citation {
    fn from(citation: &plan::Citation) -> Self {
        Self {
            agency: citation.agency.clone(),
            date: citation.date.map(|date| date.to_string()),
            number: citation.number.clone(),
            title: citation.title.clone(),
            verb: citation.verb.clone(),
            text: citation.text.clone(),
            origin: (&citation.origin).into(),
        }
    }
}

impl From<&plan::Furniture> for Furniture {
    fn from(furniture: &plan::Furniture) -> Self {
        Self { kind: furniture.kind, text: furniture.text.clone(), origin: (&furniture.origin).into() }
    }
}

impl From<&plan::Diagnostic> for Diagnostic {
    fn from(diagnostic: &plan::Diagnostic) -> Self {
        Self { code: diagnostic.code, message: diagnostic.message.clone(), origin: (&diagnostic.origin).into() }
    }
}

impl From<&document::Origin> for Origin {
    fn from(origin: &document::Origin) -> Self {
        let regions: Vec<_> = origin.regions.iter().map(|r| Region { page: r.page, bbox: r.bbox }).collect();
        Self {
            part: origin.part,
            regions: (!regions.is_empty()).then_some(regions),
            lines: origin.lines.map(Into::into),
            chars: origin.chars.map(Into::into),
            paragraph: origin.paragraph,
            ocr: origin.ocr.map(|ocr| Confidence { mean: ocr.mean, least: ocr.least }),
        }
    }
}
