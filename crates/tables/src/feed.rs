//! A corpus to a sink, plan by plan.

use std::collections::BTreeMap;
use std::fmt;

use corpus::{Corpus, FolderError, Line, own_plans};
use rayon::prelude::*;

use crate::{Pair, PairError, Table, Value, of_file, of_plan};

/// Plans that are read at a time.
const PLANS_AT_A_TIME: usize = 32;
/// Bytes of source files whose plans are read at a time; a record is a few times as large as the text of its source.
const SOURCE_BYTES_AT_A_TIME: u64 = 4 << 20;

/// Why a sink could not take rows.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;

/// What takes the rows of a corpus.
pub trait Sink {
    /// Takes further rows of a table, each with a value for each of its columns.
    ///
    /// # Errors
    /// Where they can't be written.
    fn take(&mut self, table: Table, rows: Vec<Vec<Value>>) -> Result<(), SinkError>;
}

/// How many rows each table has.
pub type Counts = BTreeMap<Table, u64>;

/// Gives a sink all of a corpus: the files, then the plans, both in the order of the manifest. `progress` hears how many plans of how many
/// are done.
///
/// # Errors
/// Where there is no corpus, a record can't be read, or the sink can't take a row; what the sink has then is not the corpus.
pub fn feed(corpus: &Corpus, sink: &mut dyn Sink, progress: &dyn Fn(usize, usize)) -> Result<Counts, FeedError> {
    let lines = corpus.lines().map_err(FeedError::Folder)?;
    let mut counts: Counts = Table::ALL.iter().map(|table| (*table, 0)).collect();
    let mut take = |table: Table, rows: Vec<Vec<Value>>| {
        *counts.entry(table).or_default() += rows.len() as u64;
        sink.take(table, rows).map_err(FeedError::Sink)
    };
    for line in &lines {
        take(Table::Files, vec![of_file(line)])?;
    }
    let plans = own_plans(&lines);
    progress(0, plans.len());
    let mut done = 0;
    while let Some(rest) = plans.get(done..).filter(|rest| !rest.is_empty()) {
        let chunk = &rest[..at_a_time(rest)];
        let rows: Vec<Result<_, PairError>> =
            chunk.par_iter().map(|(line, id)| Pair::read(corpus, id).map(|pair| of_plan(&pair, line))).collect();
        for rows in rows {
            for (table, rows) in rows.map_err(FeedError::Pair)? {
                take(table, rows)?;
            }
        }
        done += chunk.len();
        progress(done, plans.len());
    }
    Ok(counts)
}

/// How many of these plans are read together: at least one.
fn at_a_time(plans: &[(&Line, &str)]) -> usize {
    let mut bytes = 0;
    let fitting = plans.iter().take(PLANS_AT_A_TIME).take_while(|(line, _)| {
        bytes += line.bytes.unwrap_or(0);
        bytes <= SOURCE_BYTES_AT_A_TIME
    });
    fitting.count().max(1)
}

/// Why a corpus could not be given to a sink.
#[derive(Debug)]
pub enum FeedError {
    /// There is no corpus, or it can't be read.
    Folder(FolderError),
    /// A record is not as it should be.
    Pair(PairError),
    /// The sink could not take a row.
    Sink(SinkError),
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(error) => write!(f, "{error}"),
            Self::Pair(error) => write!(f, "{error}; `plancorpus verify` says what else is wrong with the corpus"),
            Self::Sink(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for FeedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder(error) => Some(error),
            Self::Pair(error) => Some(error),
            Self::Sink(error) => Some(error.as_ref()),
        }
    }
}
