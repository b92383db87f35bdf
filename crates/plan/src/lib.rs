//! What a document means as a plan: sections, items, tables, fields.
//!
//! Structure never fails: a document that is no plan is a [`Plan`] with little in it.

mod model;

pub use model::*;
