//! Deadlines in words, for a terminal.

use corpus::Due;

pub(crate) fn in_words(due: &Due) -> String {
    match due {
        Due::Date { date } => date.clone(),
        Due::Month { month } => month.clone(),
        Due::Year { year } => year.to_string(),
        Due::Range { from, to } => format!("{from} to {to}"),
        Due::Every { every } => format!("every {}", every.name()),
        Due::Ongoing { .. } => "ongoing".to_owned(),
        Due::Text { text } => text.clone(),
    }
}
