//! Two plans to the list of changes, and the plans of a series to its history ([`series`]).
//!
//! ```text
//! Record ─ outline ─▶ tree of pieces ─┐
//!                                     ├─ align ─▶ pairs, what moved ─ list ─▶ Changes
//! Record ─ outline ─▶ tree of pieces ─┘
//! ```
//!
//! Pieces are compared by what they say, never by their number: by their characters without script, width and spacing
//! (`comparable`), and by how many pairs of neighbouring characters they share. Nothing here knows of files, folders or
//! terminals.

mod align;
mod assign;
mod change;
mod comparable;
mod list;
mod outline;
mod rolled;
pub mod series;
mod spans;
mod view;

use corpus::Record;

pub use change::{Change, ChangeKind, Changes, Counts, SCHEMA_VERSION, Side, Span, Value, What};

use align::Alignment;
use comparable::Comparable;
use outline::Outline;
use view::Absent;
pub use view::{Line, Part};

/// Whether two texts say the same: script, 臺/台, width and spacing never count.
#[must_use]
pub fn is_same(old: &str, new: &str) -> bool {
    comparable::same(old, new)
}

/// Whether a text says another, likewise.
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    let (text, part) = (Comparable::new(text).chars, Comparable::new(part).chars);
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

/// How one plan became another.
///
/// A plan against itself gives no change, whatever file it was read from and whichever script it is in. Swapping the two swaps added and
/// removed, old and new, and nothing else.
#[must_use]
pub fn compare(old: &Record, new: &Record) -> Changes {
    side_by_side(old, new).changes
}

/// Two plans beside each other, with what changed.
#[derive(Debug, Clone)]
pub struct Comparison<'r> {
    /// What changed.
    pub changes: Changes,
    /// All of both plans, in the order of the new one; what was removed, where it stood. The first line is the plan itself.
    pub lines: Vec<Line<'r>>,
}

/// How one plan became another, with what stayed as it was.
#[must_use]
pub fn side_by_side<'r>(old: &'r Record, new: &'r Record) -> Comparison<'r> {
    let (mut old_outline, mut new_outline) = (Outline::of(old), Outline::of(new));
    let found = Alignment::of(&mut old_outline, &mut new_outline);
    let absent = Absent::of(&old_outline, &found);
    let list = list::list(&old_outline, &new_outline, &found, &absent);
    let lines = view::lines(&old_outline, &new_outline, &found, &absent, &list);
    let changes: Vec<Change> = list.into_iter().map(|(_, change)| change).collect();
    let counts = Counts::of(&changes);
    let changes = Changes { schema_version: SCHEMA_VERSION, old: Side::of(old), new: Side::of(new), counts, changes };
    Comparison { changes, lines }
}

/// Which characters of two texts differ, by the words that a reader would mark; none where both say the same.
#[must_use]
pub fn marks(old: &str, new: &str) -> Vec<Span> {
    let (old, new) = (Comparable::new(old), Comparable::new(new));
    if old.chars == new.chars { Vec::new() } else { spans::spans(&old, &new) }
}
