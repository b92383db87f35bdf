//! The documents that the benches read: one plan in every format, and a Word file of a thousand tables.

mod formats;
mod plan;
mod tables;

pub use formats::{flat_opc, html, mht, odt, rtf, text};
pub use plan::{Block, Item, Plan, Table, plan};
pub use tables::{Markup, TABLES, thousand_tables};
