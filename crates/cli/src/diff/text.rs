//! The changes for a terminal.

use std::io::{self, Write};

use diff::Comparison;

pub(super) fn print(comparison: &Comparison<'_>, _columns: usize, out: &mut dyn Write) -> io::Result<()> {
    for change in &comparison.changes.changes {
        writeln!(out, "{:?} {:?} {:?} -> {:?}", change.kind, change.what, change.old, change.new)?;
    }
    Ok(())
}
