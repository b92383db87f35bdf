//! A plan as an indented text that people read and compare.

use std::fmt::Write;

use plan::{Block, Date, Due, Plan, Table};

/// Every plan of a file, one after the other.
pub fn dump(plans: &[Plan]) -> String {
    plans.iter().map(dump_plan).collect::<Vec<_>>().join("\n=====\n\n")
}

fn dump_plan(plan: &Plan) -> String {
    let mut out = String::new();
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    line(&mut out, 0, &format!("title   {}", shown(&plan.title)));
    line(&mut out, 0, &format!("agency  {}", shown(&plan.agency)));
    line(&mut out, 0, &format!("series  {}", shown(&plan.series)));
    let number = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    line(&mut out, 0, &format!("year    {} {}", number(plan.roc_year), number(plan.year)));
    if let Some(period) = &plan.period {
        line(&mut out, 0, &format!("period  {} {} 「{}」", period.start, period.end, period.text));
    }
    line(&mut out, 0, &format!("script  {:?}", plan.script).to_lowercase());
    if !plan.front.is_empty() {
        line(&mut out, 0, "front");
        blocks(&mut out, 1, &plan.front);
    }
    for section in &plan.sections {
        let label = section.label.as_deref().unwrap_or("-");
        let ordinal = section.ordinal.map_or_else(|| "-".to_owned(), |value| value.to_string());
        line(&mut out, 0, &format!("{} {} [{label}={ordinal}] {}", section.key, section.kind.name(), section.heading));
        blocks(&mut out, 1, &section.blocks);
    }
    for cited in &plan.citations {
        let date = cited.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
        let parts = [shown(&cited.agency), date, shown(&cited.number), shown(&cited.verb), shown(&cited.title)];
        line(&mut out, 0, &format!("cites {}", parts.join(" | ")));
    }
    for piece in &plan.furniture {
        line(&mut out, 0, &format!("{} {}", piece.kind.name(), piece.text));
    }
    for remark in &plan.diagnostics {
        line(&mut out, 0, &format!("! {}: {}", remark.code.name(), remark.message));
    }
    out
}

fn blocks(out: &mut String, depth: usize, blocks_of: &[Block]) {
    for block in blocks_of {
        match block {
            Block::Paragraph { text, .. } => line(out, depth, text),
            Block::Figure { text, .. } => {
                line(out, depth, "figure");
                for row in text.lines() {
                    line(out, depth + 1, row);
                }
            }
            Block::Item(item) => {
                let ordinal = item.ordinal.map_or_else(|| "-".to_owned(), |value| value.to_string());
                line(out, depth, &format!("[{}={ordinal} level {}] {}", item.label, item.level, item.text));
                blocks(out, depth + 1, &item.children);
            }
            Block::Table(table) => dump_table(out, depth, table),
        }
    }
}

fn dump_table(out: &mut String, depth: usize, table: &Table) {
    let caption = table.caption.as_deref().unwrap_or_default();
    let within = table
        .within
        .as_ref()
        .map(|within| format!(" in {} {},{}", within.key, within.row, within.column))
        .unwrap_or_default();
    line(out, depth, &format!("table {} {}{within} {caption}", table.id, table.read_from.name()));
    let names: Vec<String> =
        table.columns.iter().map(|column| format!("{}:{}", column.name, column.role.name())).collect();
    line(out, depth + 1, &names.join(" | "));
    for row in &table.rows {
        let mut text = row.cells.join(" | ").replace('\n', "⏎");
        if !row.due.is_empty() {
            let _ = write!(text, "  due {}", row.due.iter().map(due).collect::<Vec<_>>().join(", "));
        }
        if !row.units.is_empty() {
            let _ = write!(text, "  units {}", row.units.join(", "));
        }
        line(out, depth + 1, &format!("- {text}"));
    }
    let spans: Vec<String> =
        table.spans.iter().map(|span| format!("{},{}+{}x{}", span.row, span.column, span.rows, span.columns)).collect();
    if !spans.is_empty() {
        line(out, depth + 1, &format!("spans {}", spans.join(" ")));
    }
}

fn due(due: &Due) -> String {
    match due {
        Due::On(date) => date.to_string(),
        Due::Between { from, to } => span(*from, *to),
        Due::Every(frequency) => format!("every {}", frequency.name()),
        Due::Ongoing => "ongoing".to_owned(),
        Due::Text(text) => format!("「{text}」"),
    }
}

fn span(from: Date, to: Date) -> String {
    format!("{from}..{to}")
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{}{}", "  ".repeat(depth), text.trim_end());
}
