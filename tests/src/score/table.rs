//! Figures as aligned columns.

use super::{FIGURES, Figures, mean};

/// The figures of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// What the file is counted under, say its format and variant.
    pub row: String,
    /// Its name.
    pub file: String,
    /// What its record is worth.
    pub figures: Figures,
}

/// A line for each row, and their mean where there are several. `-` is a figure that had nothing to find; `overall` is the mean
/// of a line's figures.
pub fn table(rows: &[(String, Figures)]) -> String {
    let all: Vec<Figures> = rows.iter().map(|(_, figures)| *figures).collect();
    lines(rows.iter().map(|(name, figures)| (name.clone(), *figures, String::new())).collect(), mean(&all))
}

/// A line with the mean of each group of files, in the order in which they come, behind it the file that is worth least and its lowest
/// figure; nothing stands there where every file is perfect. The last line is the mean of all files.
pub fn grouped(files: &[Scored]) -> String {
    let mut groups: Vec<(String, Vec<&Scored>)> = Vec::new();
    for file in files {
        match groups.iter_mut().find(|(name, _)| *name == file.row) {
            Some((_, group)) => group.push(file),
            None => groups.push((file.row.clone(), vec![file])),
        }
    }
    let rows = groups.into_iter().map(|(name, group)| {
        let figures: Vec<Figures> = group.iter().map(|file| file.figures).collect();
        (name, mean(&figures), worst(&group))
    });
    let all: Vec<Figures> = files.iter().map(|file| file.figures).collect();
    lines(rows.collect(), mean(&all))
}

/// The file that is worth least, the first of several, with its lowest figure.
fn worst(files: &[&Scored]) -> String {
    let worth = |file: &&&Scored| file.figures.overall().unwrap_or(1.0);
    let Some(file) = files.iter().min_by(|a, b| worth(a).total_cmp(&worth(b))) else { return String::new() };
    let figures = FIGURES.iter().zip(file.figures.values());
    let lowest = figures.filter_map(|(name, value)| Some((name, value?))).min_by(|a, b| a.1.total_cmp(&b.1));
    match lowest {
        Some((name, value)) if value < 1.0 => format!("{}: {name} {value:.3}", file.file),
        _ => String::new(),
    }
}

fn lines(mut rows: Vec<(String, Figures, String)>, mean: Figures) -> String {
    if rows.len() > 1 {
        rows.push(("mean".to_owned(), mean, String::new()));
    }
    let names = rows.iter().map(|(name, _, _)| name.chars().count()).max().unwrap_or(0);
    let heads = || FIGURES.into_iter().chain(["overall"]);
    let head: String = heads().map(|name| format!("  {name:>5}")).collect();
    let mut out = format!("{:names$}{head}\n", "");
    for (name, figures, behind) in rows {
        out += &format!("{name:names$}");
        for (head, value) in heads().zip(figures.values().into_iter().chain([figures.overall()])) {
            let value = value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
            out += &format!("  {value:>width$}", width = head.len().max(5));
        }
        if !behind.is_empty() {
            out += &format!("  {behind}");
        }
        out.push('\n');
    }
    out
}
