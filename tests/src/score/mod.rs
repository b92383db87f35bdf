//! How much of a gold record a record has: thirteen figures, each from 0 to 1.
//!
//! Gold and record are JSON, so that a gold record may leave out what depends on the file, and have fields of its own:
//! `kind_alt` of a section, kinds that are as right as `kind`, and `gold_dropped`, text that is neither asked for nor wrong.
//! A field that is missing counts as null, empty text, or no elements.

mod align;
mod compare;
mod misses;
mod seeds;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use std::collections::BTreeMap;

use serde_json::Value;

use compare::{Compared, cites, columns, deadlines, title_page, units};
pub(crate) use text::plain;
use text::{Text, common, similarity};
use walk::{blocks, each_block, items, list, plan_text, section_text, tables};

pub use misses::misses;
pub use seeds::{Seed, seeds};
pub use table::{Scored, grouped, table};

/// The names of the figures, in the order of [`Figures::values`].
pub const FIGURES: [&str; 13] = [
    "meta",
    "sections",
    "text",
    "items",
    "blocks",
    "columns",
    "rows",
    "rows_exact",
    "due",
    "units",
    "citations",
    "kept",
    "clean",
];

/// What a record is worth beside a gold record. 1 is perfect; `None` where there was nothing to find and nothing was claimed.
///
/// Texts are compared by what two honest readings of one source share: compatibility characters as those that are meant, ㄧ as 一,
/// no white space. F1 is the harmonic mean of what was found of the gold and what is right of the record.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// The share that equals of title, agency, year of the Republic, period, and script.
    pub meta: Option<f64>,
    /// F1 of sections by kind, label and heading, in their order.
    pub sections: Option<f64>,
    /// How similar the whole texts of the sections are that belong together.
    pub text: Option<f64>,
    /// F1 of items by the labels above them, their own, and the beginning of their text.
    pub items: Option<f64>,
    /// F1 of all blocks of front and of sections that belong together, by the labels above, type, level, ordinal and whole text.
    pub blocks: Option<f64>,
    /// F1 of columns by name and role, table by table.
    pub columns: Option<f64>,
    /// F1 of rows, in their order, of which each counts as much as its cells are similar.
    pub rows: Option<f64>,
    /// F1 of rows of which every cell equals.
    pub rows_exact: Option<f64>,
    /// F1 of the deadlines of rows.
    pub due: Option<f64>,
    /// F1 of the responsible units of rows.
    pub units: Option<f64>,
    /// F1 of citations by date and number; those with neither don't count.
    pub citations: Option<f64>,
    /// The share of the gold's characters that the record holds.
    pub kept: Option<f64>,
    /// The share of the record's characters that the gold holds.
    pub clean: Option<f64>,
}

impl Figures {
    /// What a file is worth that gave no record: nothing in every figure.
    pub const NO_RECORD: Self = Self::of_values([Some(0.0); FIGURES.len()]);

    /// The figures, in the order of [`FIGURES`].
    pub const fn values(&self) -> [Option<f64>; FIGURES.len()] {
        let Self { meta, sections, text, items, blocks, columns, rows, rows_exact, due, units, citations, kept, clean } =
            *self;
        [meta, sections, text, items, blocks, columns, rows, rows_exact, due, units, citations, kept, clean]
    }

    /// The figures from values in the order of [`FIGURES`].
    pub const fn of_values(values: [Option<f64>; FIGURES.len()]) -> Self {
        let [meta, sections, text, items, blocks, columns, rows, rows_exact, due, units, citations, kept, clean] =
            values;
        Self { meta, sections, text, items, blocks, columns, rows, rows_exact, due, units, citations, kept, clean }
    }

    /// The mean of the figures that are there.
    pub fn overall(&self) -> Option<f64> {
        mean_of(self.values().into_iter().flatten())
    }
}

/// The figures of a record beside a gold record.
pub fn score(gold: &Value, plan: &Value) -> Figures {
    let compared = Compared::of(gold, plan);
    let [golds, plans] = [gold, plan].map(|record| list(record, "sections"));

    let meta = title_page(gold, plan);
    let equal = meta.iter().filter(|field| field.equal).count();

    let right = compared.sections.iter().filter(|(g, p)| compare::is_same_section(g, p)).count();
    let similar: f64 = compared
        .sections
        .iter()
        .map(|(g, p)| similarity(&Text::new(&section_text(g)), &Text::new(&section_text(p))))
        .fold(0.0, |sum, similar| sum + similar);

    let front = common(&blocks(list(gold, "front")), &blocks(list(plan, "front")));
    let inside = compared.sections.iter().map(|(g, p)| common(&blocks(list(g, "blocks")), &blocks(list(p, "blocks"))));
    let [gold_items, plan_items] = [gold, plan].map(items);

    let [gold_tables, plan_tables] = [gold, plan].map(tables);
    let rows = || compared.tables.iter().flat_map(|pair| &pair.rows);
    let of_tables =
        |key: &str| [&gold_tables, &plan_tables].map(|tables| tables.iter().map(|t| list(t, key).len()).sum());
    let of_rows = |key: &str| {
        let count = |table: &&Value| list(table, "rows").iter().map(|row| list(row, key).len()).sum::<usize>();
        [&gold_tables, &plan_tables].map(|tables| tables.iter().map(count).sum())
    };
    let of_pairs = |hits: &dyn Fn(&Value, &Value) -> usize| rows().map(|(g, p, _)| hits(g, p)).sum::<usize>();

    let [gold_cites, plan_cites] = [gold, plan].map(cites);
    let (kept, clean) = characters(gold, plan);
    Figures {
        meta: Some(equal as f64 / meta.len() as f64),
        sections: f1(right as f64, [golds.len(), plans.len()]),
        text: Some(2.0 * similar / (golds.len() + plans.len()).max(1) as f64),
        items: f1(common(&gold_items, &plan_items) as f64, [gold_items.len(), plan_items.len()]),
        blocks: f1((front + inside.sum::<usize>()) as f64, [gold, plan].map(|record| each_block(record).len())),
        columns: f1(
            compared.tables.iter().map(|pair| common(&columns(pair.gold), &columns(pair.plan))).sum::<usize>() as f64,
            of_tables("columns"),
        ),
        rows: f1(rows().fold(0.0, |sum, (_, _, similar)| sum + similar), of_tables("rows")),
        rows_exact: f1(of_pairs(&|g, p| usize::from(compare::is_same_row(g, p))) as f64, of_tables("rows")),
        due: f1(of_pairs(&|g, p| common(&deadlines(g), &deadlines(p))) as f64, of_rows("due")),
        units: f1(of_pairs(&|g, p| common(&units(g), &units(p))) as f64, of_rows("units")),
        citations: f1(common(&gold_cites, &plan_cites) as f64, [gold_cites.len(), plan_cites.len()]),
        kept: Some(kept),
        clean: Some(clean),
    }
}

/// The mean of each figure over the records that have it; `None` where none has.
pub fn mean(figures: &[Figures]) -> Figures {
    let mut values = [None; FIGURES.len()];
    for (index, value) in values.iter_mut().enumerate() {
        *value = mean_of(figures.iter().filter_map(|figures| figures.values()[index]));
    }
    Figures::of_values(values)
}

fn mean_of(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The harmonic mean of recall and precision; the sizes are those of gold and record.
fn f1(hits: f64, sizes: [usize; 2]) -> Option<f64> {
    let both = sizes[0] + sizes[1];
    (both > 0).then(|| 2.0 * hits / both as f64)
}

/// The shares of the gold's characters that the record holds, and of the record's that the gold holds.
fn characters(gold: &Value, plan: &Value) -> (f64, f64) {
    let counted = |text: &str| {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        plain(text).chars().for_each(|c| *counts.entry(c).or_default() += 1);
        counts
    };
    let dropped: String = list(gold, "gold_dropped").iter().map(|piece| walk::text(piece, "text")).collect();
    let [gold, plan, dropped] = [plan_text(gold), plan_text(plan), dropped].map(|text| counted(&text));
    let size = |counts: &BTreeMap<char, usize>| counts.values().sum::<usize>().max(1) as f64;
    let held = |c: &char, counts: &BTreeMap<char, usize>| counts.get(c).copied().unwrap_or(0);
    let both: usize = gold.iter().map(|(c, count)| held(c, &plan).min(*count)).sum();
    let beyond: usize =
        plan.iter().map(|(c, count)| count.saturating_sub(held(c, &gold)).saturating_sub(held(c, &dropped))).sum();
    (both as f64 / size(&gold), 1.0 - beyond as f64 / size(&plan))
}
