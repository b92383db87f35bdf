//! What a corpus holds and lacks, counted ([`Stats`]), and the card of its data set: a README with the figures, and a description that
//! programs read ([`croissant`]).

mod card;
mod croissant;
mod stats;

pub use card::{DataFile, card};
pub use croissant::croissant;
pub use stats::{
    Agency, Coverage, DiagnosticCount, FormatCount, Place, ScriptCount, Stats, StatsError, StatusCount, YearCount,
    Years, year_runs,
};
