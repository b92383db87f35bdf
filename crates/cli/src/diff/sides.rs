//! The two plans of a comparison: records, or files that are read now.

use std::path::{Path, PathBuf};

use corpus::{FORMATS, Record};
use diff::series::Series;
use ingest::{PlanRecords, inspect};
use plan::KnownYear;
use script::{Script, Target};

use crate::args::{self, DiffArgs};
use crate::series::Held;
use crate::{complain, options};

/// A plan as it was given.
enum Given {
    /// A record, in the script that it is in.
    Record(Box<Record>),
    /// A file, in both scripts.
    File(Box<PlanRecords>),
    /// A plan of a corpus, in Traditional and in Simplified Chinese.
    Corpus(Box<[Record; 2]>),
}

/// The old plan and the new one; what is wrong with either is a sentence for a person.
pub(super) fn of(args: &DiffArgs) -> Result<(Record, Record), String> {
    let asked = args.script.map(|script| match script {
        args::Script::Hant => Script::Hant,
        args::Script::Hans => Script::Hans,
    });
    let (old, new) = match (&args.corpus, args.years, &args.old, &args.new) {
        (Some(corpus), Some(years), ..) => of_years(corpus, years, args)?,
        (_, _, Some(old), Some(new)) => (given(old, args)?, given(new, args)?),
        // The command line asks for either.
        _ => return Err("two plans are needed".to_owned()),
    };
    let [old_script, new_script] = [old.script(), new.script()].map(|own| asked.unwrap_or(own));
    Ok((old.record(old_script), new.record(new_script)))
}

/// The two records that speak for two years of a series.
fn of_years(corpus: &Path, years: [i32; 2], args: &DiffArgs) -> Result<(Given, Given), String> {
    let held = Held::of(corpus, args.chosen.succession.as_deref())?;
    let years = years.map(|year| KnownYear::of_number(year).map_or(year, KnownYear::gregorian));
    let matching = held.matching(args.chosen.series.as_deref(), args.chosen.agency.as_deref());
    let has = |series: &&Series, year: &i32| series.years.iter().any(|held| held.year == *year);
    let both: Vec<&Series> =
        matching.iter().copied().filter(|series| years.iter().all(|year| has(series, year))).collect();
    let series = match (both.as_slice(), matching.as_slice()) {
        ([series], _) => *series,
        ([], []) => {
            return Err(format!("no series of {} is called so; `plancorpus series` lists them", corpus.display()));
        }
        ([], [series]) => {
            let held: Vec<String> = series.years.iter().map(|year| year.year.to_string()).collect();
            return Err(format!("{} has no plan for both years; it has {}", series.name, held.join(", ")));
        }
        ([], _) => return Err("none of the series that are called so has plans for both years".to_owned()),
        (several, _) => {
            let names: Vec<&str> = several.iter().map(|series| series.name.as_str()).collect();
            return Err(format!(
                "several series have plans for both years; name one with --series: {}",
                names.join(", ")
            ));
        }
    };
    let side = |wanted: i32| {
        let year = series.years.iter().find(|held| held.year == wanted);
        let year = year.ok_or_else(|| format!("{} has no plan for {wanted}", series.name))?;
        for other in &year.others {
            complain(&format!("{wanted}: {} speaks for it, {} is left aside", year.speaker.path, other.path));
        }
        let [hant, hans] = [Target::Hant, Target::Hans].map(|script| held.record(&year.speaker.id, script));
        Ok::<_, String>(Given::Corpus(Box::new([hant?, hans?])))
    };
    Ok((side(years[0])?, side(years[1])?))
}

impl Given {
    /// The script that it is in, or best is in.
    fn script(&self) -> Script {
        match self {
            Self::Record(record) => record.text_script(),
            Self::File(plan) => plan.hant.script,
            Self::Corpus(records) => records[0].script,
        }
    }

    fn record(self, script: Script) -> Record {
        match self {
            Self::Record(record) => *record,
            Self::File(plan) if script == Script::Hans => plan.hans,
            Self::File(plan) => plan.hant,
            Self::Corpus(records) => {
                let [hant, hans] = *records;
                if script == Script::Hans { hans } else { hant }
            }
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
