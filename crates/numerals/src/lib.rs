//! Chinese numerals, list labels and dates, as they stand in public plans.
//!
//! Everything works on `&[char]` and counts in chars, so that a caller who keeps one source position per char can map every
//! result back. Nothing here panics: an index behind the end is the end.

mod chars;
pub mod counter;
pub mod date;
pub mod label;
pub mod lists;
pub mod number;
