//! The two plans of a comparison: records, or files that are read now.

use std::path::{Path, PathBuf};

use corpus::{FORMATS, Record};
use ingest::{PlanRecords, inspect};
use script::Script;

use crate::args::{self, DiffArgs};
use crate::options;

/// A plan as it was given.
enum Given {
    /// A record, in the script that it is in.
    Record(Box<Record>),
    /// A file, in both scripts.
    File(Box<PlanRecords>),
}

/// The old plan and the new one; what is wrong with either is a sentence for a person.
pub(super) fn of(args: &DiffArgs) -> Result<(Record, Record), String> {
    let (old, new) = (given(&args.old, args)?, given(&args.new, args)?);
    let script = args.script.map_or_else(
        || if old.script() == Script::Hans && new.script() == Script::Hans { Script::Hans } else { Script::Hant },
        |script| match script {
            args::Script::Hant => Script::Hant,
            args::Script::Hans => Script::Hans,
        },
    );
    Ok((old.record(script), new.record(script)))
}

impl Given {
    /// The script that it is in, or best is in.
    fn script(&self) -> Script {
        match self {
            Self::Record(record) => match &record.produced_by.converter {
                Some(converter) if converter.config.starts_with("tw2s") => Script::Hans,
                Some(_) => Script::Hant,
                None => record.script,
            },
            Self::File(plan) => plan.hant.script,
        }
    }

    fn record(self, script: Script) -> Record {
        match self {
            Self::Record(record) => *record,
            Self::File(plan) if script == Script::Hans => plan.hans,
            Self::File(plan) => plan.hant,
        }
    }
}

fn given(path: &Path, args: &DiffArgs) -> Result<Given, String> {
    let (path, number) = &numbered(path);
    let name = path.display();
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let record = Record::read(path).map_err(|error| format!("{name}: {error}"))?;
        return Ok(Given::Record(Box::new(record)));
    }
    let options = options::resolve(&args.engine, &args.known)?;
    let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = options::catalogue(&args.known)?.and_then(|catalogue| catalogue.of_file(&file));
    let mut outcome = inspect(path, known.as_ref(), &options).map_err(|error| format!("{name}: {error}"))?;
    let held = outcome.plans.len();
    match (number, held) {
        (_, 0) => {
            let detail = outcome.detail.unwrap_or_else(|| format!("no plan; read are {}", FORMATS.join(", ")));
            Err(format!("{name}: {}: {detail}", outcome.status))
        }
        (None, 1) => Ok(Given::File(Box::new(outcome.plans.swap_remove(0)))),
        (Some(number), held) if (1..=held).contains(number) => {
            Ok(Given::File(Box::new(outcome.plans.swap_remove(number - 1))))
        }
        (_, held) => Err(format!("{name}: it holds {held} plans; name one by its number: {name}#1 to {name}#{held}")),
    }
}

/// A path, and which of the plans of its file is meant: `plans.docx#2`.
fn numbered(path: &Path) -> (PathBuf, Option<usize>) {
    let whole = || (path.to_owned(), None);
    if path.exists() {
        return whole();
    }
    let split = path.to_str().and_then(|path| path.rsplit_once('#'));
    split.and_then(|(path, number)| Some((path.into(), Some(number.parse().ok()?)))).unwrap_or_else(whole)
}
