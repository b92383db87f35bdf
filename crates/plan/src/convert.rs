//! A plan in one script.

use std::sync::LazyLock;

use script::{Converter, Script, Target};

use crate::{Block, Citation, Column, Due, Item, Overridden, Period, Plan, Row, Section, Table};

static CONVERTER: LazyLock<Converter> = LazyLock::new(Converter::new);

/// The plan in Traditional or Simplified Chinese. What already is in that script stays verbatim; furniture, origins, the
/// series, document numbers and addresses are never converted. [`Script::Mixed`] gives the plan as it is.
pub fn in_script(plan: &Plan, script: Script) -> Plan {
    let target = match script {
        Script::Hant => Target::Hant,
        Script::Hans => Target::Hans,
        Script::Mixed => return plan.clone(),
    };
    let to = To { target, script, own: plan.script };
    Plan {
        title: plan.title.as_deref().map(|text| to.text(text)),
        agency: plan.agency.as_deref().map(|text| to.text(text)),
        series: plan.series.clone(),
        roc_year: plan.roc_year,
        year: plan.year,
        read: plan.read.as_ref().map(|read| Overridden {
            title: read.title.as_ref().map(|title| to.optional(title.as_ref())),
            agency: read.agency.as_ref().map(|agency| to.optional(agency.as_ref())),
            ..read.clone()
        }),
        period: plan.period.as_ref().map(|period| Period { text: to.text(&period.text), ..period.clone() }),
        script: plan.script,
        front: to.blocks(&plan.front),
        sections: plan.sections.iter().map(|section| to.section(section)).collect(),
        citations: plan.citations.iter().map(|citation| to.citation(citation)).collect(),
        furniture: plan.furniture.clone(),
        diagnostics: plan.diagnostics.clone(),
    }
}

/// Characters of the shortest text that tells its own script: a label in a variant form (叁) is not in the other script.
const LEAST_TELLING: usize = 4;

/// A conversion of one plan.
struct To {
    target: Target,
    script: Script,
    /// What a text that shows no script of its own is taken for.
    own: Script,
}

impl To {
    fn text(&self, text: &str) -> String {
        let short = text.chars().filter(|c| script::is_cjk(*c)).take(LEAST_TELLING).count() < LEAST_TELLING;
        let own = if short && self.own != Script::Mixed { self.own } else { script::detect(text).unwrap_or(self.own) };
        if own == self.script {
            return text.to_owned();
        }
        CONVERTER.convert(text, self.target).into_owned()
    }

    fn optional(&self, text: Option<&String>) -> Option<String> {
        text.map(|text| self.text(text))
    }

    fn section(&self, section: &Section) -> Section {
        Section {
            key: section.key.clone(),
            kind: section.kind,
            kind_from: self.optional(section.kind_from.as_ref()),
            label: self.optional(section.label.as_ref()),
            ordinal: section.ordinal,
            heading: self.text(&section.heading),
            blocks: self.blocks(&section.blocks),
            origin: section.origin.clone(),
        }
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph { text, origin } => Block::Paragraph { text: self.text(text), origin: origin.clone() },
                Block::Figure { text, origin } => Block::Figure { text: self.text(text), origin: origin.clone() },
                Block::Item(item) => Block::Item(Item {
                    key: item.key.clone(),
                    label: self.text(&item.label),
                    ordinal: item.ordinal,
                    level: item.level,
                    text: self.text(&item.text),
                    children: self.blocks(&item.children),
                    origin: item.origin.clone(),
                }),
                Block::Table(table) => Block::Table(self.table(table)),
            })
            .collect()
    }

    fn table(&self, table: &Table) -> Table {
        Table {
            key: table.key.clone(),
            id: table.id.clone(),
            caption: self.optional(table.caption.as_ref()),
            within: table.within.clone(),
            read_from: table.read_from,
            columns: table
                .columns
                .iter()
                .map(|column| Column { name: self.text(&column.name), role: column.role })
                .collect(),
            rows: self.rows(&table.rows),
            spans: table.spans.clone(),
            origin: table.origin.clone(),
        }
    }

    /// The rows; a merged cell, which stands in several of them, is converted in the first.
    fn rows(&self, rows: &[Row]) -> Vec<Row> {
        let mut converted: Vec<Row> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let above = index.checked_sub(1).map(|above| (&rows[above].cells, &converted[above].cells));
            let cell = |(column, cell): (usize, &String)| match above {
                Some((source, converted)) if source.get(column) == Some(cell) => converted[column].clone(),
                _ => self.text(cell),
            };
            converted.push(Row {
                key: row.key.clone(),
                cells: row.cells.iter().enumerate().map(cell).collect(),
                due: row.due.iter().map(|due| self.due(due)).collect(),
                units: row.units.iter().map(|unit| self.text(unit)).collect(),
                origin: row.origin.clone(),
            });
        }
        converted
    }

    fn due(&self, due: &Due) -> Due {
        match due {
            Due::Text(text) => Due::Text(self.text(text)),
            other => other.clone(),
        }
    }

    /// The document number stays as it is.
    fn citation(&self, citation: &Citation) -> Citation {
        Citation {
            agency: self.optional(citation.agency.as_ref()),
            title: self.optional(citation.title.as_ref()),
            verb: self.optional(citation.verb.as_ref()),
            text: self.text(&citation.text),
            ..citation.clone()
        }
    }
}
