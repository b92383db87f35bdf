//! Two plans to the list of changes.
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
mod spans;
mod view;

use corpus::Record;

pub use change::{Change, ChangeKind, Changes, Counts, SCHEMA_VERSION, Side, Span, Value, What};

use align::Alignment;
use outline::Outline;
pub use view::{Line, Part};

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
    let list = list::list(&old_outline, &new_outline, &found);
    let lines = view::lines(&old_outline, &new_outline, &found, &list);
    let changes: Vec<Change> = list.into_iter().map(|(_, change)| change).collect();
    let counts = Counts::of(&changes);
    let changes = Changes { schema_version: SCHEMA_VERSION, old: Side::of(old), new: Side::of(new), counts, changes };
    Comparison { changes, lines }
}
