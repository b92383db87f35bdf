//! The fields of a plan, read from short pieces of its text: the kind of a heading, the role of a
//! column, deadlines, units, cited letters, title, agency, years and period.
//!
//! Pure functions on normalized text; the words they know stand in `data/*.tsv`.

pub mod agency;
pub mod citation;
pub mod due;
pub mod kind;
pub mod period;
pub mod role;
pub mod title;
pub mod units;
pub mod year;

pub(crate) mod fold;
mod front;
pub(crate) mod words;

#[cfg(test)]
mod any_input;
#[cfg(test)]
mod lexicon;
#[cfg(test)]
mod testing;
