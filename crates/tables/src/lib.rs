//! A corpus as flat tables, for programs that want rows and columns.
//!
//! ```text
//! Corpus ─ pairs ─▶ Pair ─ walk ─▶ sections, items, table rows ─ rows ─▶ Value … ─▶ Sink
//! ```
//!
//! [`Table`] says which tables there are and what their columns are; each column stands in `rows/` beside the rule that fills it, so that
//! every format has the same rows. A format is a [`Sink`]: [`Text`] is CSV and JSON Lines; those that need a library of their own are
//! crates of their own.
//!
//! The key of a row is its plan and its position there. Sections, items and table rows are counted together, in reading order, so that
//! the three tables can be put together again.

mod feed;
mod pair;
mod rows;
mod schema;
mod value;
mod walk;
mod whole;
mod write;

pub use feed::{Counts, FeedError, Sink, SinkError, feed};
pub use pair::{Pair, PairError};
pub use rows::{PlanRows, of_file, of_plan};
pub use schema::{Column, Kind, Table};
pub use value::{Json, Value};
pub use whole::Whole;
pub use write::{Form, Text};

/// The version of the tables: it changes where a column comes, goes or means something else.
pub const TABLES_VERSION: u32 = 1;
