//! `plancorpus export`

mod tables;
mod word;

use std::io::{self, Write};
use std::path::PathBuf;

use corpus::Corpus;

use crate::args::{ExportArgs, Format};
use crate::{Ending, complain};

pub(crate) use tables::{SQLITE, default_place, write_database};

pub(crate) fn run(args: &ExportArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let of_corpus = match given(args) {
        Ok(of_corpus) => of_corpus,
        Err(message) => {
            complain(&message);
            return Ok(Ending::Unusable);
        }
    };
    match (args.to, of_corpus) {
        (Some(Format::Docx), of_corpus) => word::run(args, of_corpus.as_ref(), out),
        (Some(form), Some(corpus)) => tables::run(args, form, &corpus, out),
        (None, Some(corpus)) if args.card => tables::run(args, Format::Parquet, &corpus, out),
        (None, _) => {
            complain("--to says in which format: docx, parquet, sqlite, csv or jsonl");
            Ok(Ending::Unusable)
        }
        (Some(_), None) => {
            complain("tables are made of a whole corpus: name its folder, the one with manifest.jsonl");
            Ok(Ending::Unusable)
        }
    }
}

/// The corpus that the command line names; `None` where it names records.
fn given(args: &ExportArgs) -> Result<Option<Corpus>, String> {
    let root: &PathBuf = match (&args.corpus, args.records.as_slice()) {
        (Some(root), _) => root,
        (None, [only]) if only.is_dir() => only,
        (None, several) => {
            return match several.iter().find(|path| path.is_dir()) {
                Some(folder) => Err(format!("{} is a folder: a corpus is named alone", folder.display())),
                None => Ok(None),
            };
        }
    };
    Ok(Some(Corpus::at(root)))
}
