//! `plancorpus diff`

mod listing;
mod sides;

use std::io::{self, Write};

use diff::side_by_side;

use crate::args::{DiffArgs, DiffFormat};
use crate::{Ending, complain, terminal};

pub(crate) fn run(args: &DiffArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let (old, new) = match sides::of(args) {
        Ok(sides) => sides,
        Err(wrong) => {
            complain(&wrong);
            return Ok(Ending::Unusable);
        }
    };
    let comparison = side_by_side(&old, &new);
    match args.format {
        DiffFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &comparison.changes)?;
            writeln!(out)?;
        }
        DiffFormat::Terminal => {
            let colours = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
            let form = listing::Form { columns: terminal::columns(args.width), colours };
            listing::print(&comparison, form, out)?;
        }
    }
    Ok(if comparison.changes.changes.is_empty() { Ending::Good } else { Ending::Different })
}
