//! `plancorpus diff`

mod listing;
mod sides;

use std::fs;
use std::io::{self, Write};

use anstream::StripStream;
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
    let mut bytes = Vec::new();
    match args.format {
        DiffFormat::Json => {
            serde_json::to_writer_pretty(&mut bytes, &comparison.changes)?;
            bytes.push(b'\n');
        }
        DiffFormat::Terminal => {
            let to_terminal = args.out.is_none() && terminal::has_colours();
            let form = listing::Form { columns: terminal::columns(args.width), colours: to_terminal };
            match args.out {
                None => listing::print(&comparison, form, &mut bytes)?,
                Some(_) => listing::print(&comparison, form, &mut StripStream::new(&mut bytes as &mut dyn Write))?,
            }
        }
        DiffFormat::Html => bytes = ::export::comparison_page(&old, &new, &comparison).into_bytes(),
        DiffFormat::Docx => match ::export::comparison_docx(&old, &new, &comparison) {
            Ok(docx) => bytes = docx,
            Err(error) => {
                complain(&error.to_string());
                return Ok(Ending::Unusable);
            }
        },
    }
    match &args.out {
        None => out.write_all(&bytes)?,
        Some(path) => {
            if let Err(error) = fs::write(path, bytes) {
                complain(&format!("can't write {}: {error}", path.display()));
                return Ok(Ending::Unusable);
            }
        }
    }
    Ok(if comparison.changes.changes.is_empty() { Ending::Good } else { Ending::Different })
}
