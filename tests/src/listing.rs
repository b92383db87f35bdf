//! A record line by line, as far as every format of a plan must agree on it.

use corpus::{Block, Record, Table};

use crate::score::plain;

/// What a record says, a fact on a line: without keys, places, furniture, and what tells how it was read.
pub fn listing(record: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    let Record { title, agency, series, roc_year, year, period, script, .. } = record;
    for (name, value) in [("title", title), ("agency", agency), ("series", series)] {
        lines.push(format!("{name} {}", value.as_deref().map_or("-".to_owned(), plain)));
    }
    lines.push(format!("year {roc_year:?} {year:?}"));
    lines.push(match period {
        Some(period) => format!("period {} {} {}", period.start, period.end, plain(&period.text)),
        None => "period -".to_owned(),
    });
    lines.push(format!("script {script:?}"));
    blocks(&record.front, 0, &mut lines);
    for section in &record.sections {
        let label = section.label.as_deref().map_or("-".to_owned(), plain);
        let ordinal = section.ordinal.map_or("-".to_owned(), |ordinal| ordinal.to_string());
        lines.push(format!("section {} {label} {ordinal} {}", section.kind.name(), plain(&section.heading)));
        blocks(&section.blocks, 1, &mut lines);
    }
    for citation in &record.citations {
        let of = |field: &Option<String>| field.as_deref().map_or("-".to_owned(), plain);
        lines.push(format!(
            "citation {} {} {} {} {}",
            of(&citation.agency),
            of(&citation.date),
            of(&citation.number),
            of(&citation.title),
            of(&citation.verb)
        ));
    }
    let mut codes: Vec<&str> = record.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
    codes.sort_unstable();
    lines.push(format!("diagnostics {}", codes.join(" ")));
    lines
}

fn blocks(of: &[Block], depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for block in of {
        match block {
            Block::Paragraph(paragraph) => lines.push(format!("{indent}paragraph {}", plain(&paragraph.text))),
            Block::Figure(figure) => lines.push(format!("{indent}figure {}", plain(&figure.text))),
            Block::Item(item) => {
                let ordinal = item.ordinal.map_or("-".to_owned(), |ordinal| ordinal.to_string());
                let label = plain(&item.label);
                lines.push(format!("{indent}item {label} {ordinal} {} {}", item.level, plain(&item.text)));
                blocks(&item.children, depth + 1, lines);
            }
            Block::Table(table) => self::table(table, &indent, lines),
        }
    }
}

fn table(table: &Table, indent: &str, lines: &mut Vec<String>) {
    let within = table
        .within
        .as_ref()
        .map_or(String::new(), |within| format!(" within {} {} {}", within.key, within.row, within.column));
    let caption = table.caption.as_deref().map_or("-".to_owned(), plain);
    lines.push(format!("{indent}table {} {caption}{within}", table.id));
    for column in &table.columns {
        lines.push(format!("{indent}| column {} {}", column.role.name(), plain(&column.name)));
    }
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
        lines.push(format!("{indent}| row {}", cells.join(" | ")));
        if !row.due.is_empty() {
            lines.push(format!("{indent}|   due {}", serde_json::json!(row.due)));
        }
        if !row.units.is_empty() {
            let units: Vec<String> = row.units.iter().map(|unit| plain(unit)).collect();
            lines.push(format!("{indent}|   units {}", units.join(" ")));
        }
    }
    let mut spans = table.spans.clone();
    spans.sort_unstable_by_key(|span| (span.row, span.column));
    for span in spans {
        lines.push(format!("{indent}| span {},{} {}x{}", span.row, span.column, span.rows, span.columns));
    }
}
