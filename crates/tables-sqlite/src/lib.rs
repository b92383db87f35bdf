//! The flat tables of a corpus as a SQLite database, and the search in their texts.
//!
//! Lists are JSON text, days ISO 8601 text. Beside the tables, `passages` names each text that is searched, and `passages_index` is its full-text
//! index (FTS5, without the texts): the index knows pairs of neighbouring characters, since it would find no word of two characters
//! otherwise. `tokens` says which; [`search`] asks it, in either script.

mod create;
mod search;
mod tokens;

pub use create::{Database, Made, is_current};
pub use search::{Found, Hit, Query, SearchError, search};
