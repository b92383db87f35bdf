//! What a document means as a plan: sections, items, tables, fields.
//!
//! Structure never fails: a document that is no plan is a [`Plan`] with little in it.

pub mod fields;

mod convert;
mod ending;
mod figure;
mod finish;
mod furniture;
mod known;
mod ledger;
mod lexicon;
mod lines;
mod model;
mod outline;
mod parts;
mod reasons;
mod stated;
mod structure;
mod tables;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;

pub use convert::in_script;
pub use fields::kind::Strength;
pub use known::{Facts, Known, KnownYear};
pub use lexicon::{Lexicon, LexiconError};
pub use model::*;
pub use reasons::{
    AgencyRule, ColumnRule, ColumnTerm, FurnitureRule, KindRule, PeriodRule, Reason, Reasons, RowRule, ScriptRule,
    SectionReasons, SectionRule, SeriesRule, TableReasons, TableRule, TitleRule, TopRule, YearRule,
};
pub use structure::{explain, structure};
