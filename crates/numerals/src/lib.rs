//! Chinese numerals, list labels and dates, as they stand in public plans.

pub mod date;
