//! The plans of many years: which belong together, which of them speaks for a year, and what became of their goals and actions.

mod editions;
mod history;
mod succession;

pub use editions::{Edition, Series, Year, by_series};
pub use history::{Cell, Fate, History, Row, RowKind, history};
pub use succession::{Succession, SuccessionError};
