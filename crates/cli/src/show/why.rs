//! The reasons of a plan's pieces as sentences for the page.

use std::fmt::Display;

use corpus::{Origin, Section, Table};
use plan::{Reason, Reasons, SectionReasons, TableReasons};

use super::page::place;

/// Why a field of the head is as it is; `None` for what is no field of the plan.
pub(super) fn field(name: &str, reasons: &Reasons) -> Option<String> {
    fn read<R: Display>(reason: Option<&Reason<R>>) -> String {
        reason.map_or_else(unread, |reason| placed(&reason.rule, &Origin::from(&reason.origin)))
    }
    match name {
        "title" => Some(read(reasons.title.as_ref())),
        "agency" => Some(read(reasons.agency.as_ref())),
        "series" => Some(reasons.series.map_or_else(unread, |rule| rule.to_string())),
        "year" => Some(read(reasons.year.as_ref())),
        "period" => Some(read(reasons.period.as_ref())),
        "script" => Some(reasons.script.to_string()),
        _ => None,
    }
}

fn unread() -> String {
    "no rule finds one".to_owned()
}

/// Why a section begins where it does, and why it is of its kind.
pub(super) fn section(section: &Section, reasons: &SectionReasons) -> [String; 2] {
    let kind = section.kind.name();
    let kind = match &section.kind_from {
        Some(term) => format!("{kind}, by {term}: {}", reasons.kind),
        None => format!("{kind}: {}", reasons.kind),
    };
    [placed(&format!("section: {}", reasons.begins), &section.origin), kind]
}

/// Why a table is one, what begins its rows and where each stands, and what its columns are known by.
pub(super) fn table(table: &Table, reasons: &TableReasons) -> Vec<String> {
    let mut told = vec![placed(&format!("table: {}", reasons.found), &table.origin)];
    told.push(format!("rows: {}", reasons.rows));
    let rows = table.rows.iter().filter_map(|row| {
        let name = row.key.rsplit('.').next().unwrap_or(&row.key);
        Some(format!("{name} {}", place(&row.origin)?))
    });
    let rows: Vec<String> = rows.collect();
    if !rows.is_empty() {
        told.push(format!("rows: {}", rows.join("; ")));
    }
    for (number, (column, rule)) in table.columns.iter().zip(&reasons.columns).enumerate() {
        let name = if column.name.is_empty() { String::new() } else { format!(", {},", column.name) };
        told.push(format!("column {}{name} is {}: {rule}", number + 1, column.role.name()));
    }
    told
}

/// What is said of a piece, and where it stands.
pub(super) fn placed(said: &impl Display, origin: &Origin) -> String {
    let place = place(origin).map(|place| format!(" ({place})")).unwrap_or_default();
    format!("{said}{place}")
}
