//! The series that a corpus holds.

use std::path::Path;

use corpus::{Corpus, Head, Record, Status, own_plans};
use diff::series::{Series, Succession, by_series};
use script::Target;

use crate::options;

/// A corpus with its series.
pub(crate) struct Held {
    corpus: Corpus,
    series: Vec<Series>,
    succession: Succession,
}

impl Held {
    /// Reads the head of every plan of a corpus. `successors` names a file of the user's.
    pub(crate) fn of(root: &Path, successors: Option<&Path>) -> Result<Self, String> {
        let mut succession = Succession::built_in().map_err(|error| error.to_string())?;
        if let Some(file) = successors {
            let text = options::text_of(file, Succession::MOST_BYTES)?;
            succession = succession.and(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        let corpus = Corpus::at(root);
        let mut plans = Vec::new();
        for (line, id) in own_plans(&corpus.lines().map_err(|error| error.to_string())?) {
            let path = corpus.record(id, Target::Hant);
            let head = Head::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            plans.push((head, line.status == Status::Partial));
        }
        let series = by_series(plans.into_iter(), &succession);
        Ok(Self { corpus, series, succession })
    }

    /// The series that are called so, or have been, and are of an agency, or of one that went into it. Where one is called just so, it alone.
    pub(crate) fn matching(&self, name: Option<&str>, agency: Option<&str>) -> Vec<&Series> {
        let key = |text: &str| self.succession.key(None, text);
        let agency = agency.map(|agency| self.succession.agency(agency));
        let of_agency = |series: &&Series| {
            agency.as_ref().is_none_or(|wanted| {
                let found = series.agency.as_deref().map(|agency| self.succession.agency(agency));
                found.is_some_and(|found| found == *wanted)
            })
        };
        let all: Vec<&Series> = self.series.iter().filter(of_agency).collect();
        let Some(name) = name else { return all };
        let whole: Vec<&Series> =
            all.iter().copied().filter(|series| series.names.iter().any(|held| diff::is_same(held, name))).collect();
        if !whole.is_empty() {
            return whole;
        }
        let part = |series: &&Series| {
            series.names.iter().any(|held| diff::contains(held, name)) || key(&series.name).contains(&key(name)[1..])
        };
        all.into_iter().filter(part).collect()
    }

    /// A record of the corpus.
    pub(crate) fn record(&self, id: &str, script: Target) -> Result<Record, String> {
        let path = self.corpus.record(id, script);
        Record::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}
