//! The files of `fixtures/agreement` beside their gold plans: what each reading says otherwise, and its figures.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ingest::{Options, Source};
use script::Script;
use serde_json::Value;

use crate::gold::{self, Bundle, Gold};
use crate::listing::listing;
use crate::repository;
use crate::score::{Figures, Scored, mean, score};

/// A file, read.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The plan that it holds, by the name of its folder.
    pub plan: String,
    /// Its name.
    pub file: String,
    /// What it says otherwise than the gold plans: `- ` and a line of theirs, `+ ` and one of its own.
    pub differences: Vec<String>,
    /// The mean of its plans.
    pub figures: Figures,
}

impl Copy {
    /// What its figures are counted under: format, producer and labels or flattening.
    pub fn row(&self) -> String {
        let (stem, format) = self.file.rsplit_once('.').unwrap_or((&self.file, ""));
        format!("{format} {stem}")
    }

    /// Its place in a table of figures.
    pub fn scored(&self) -> Scored {
        Scored { row: self.row(), file: self.plan.clone(), figures: self.figures }
    }

    /// Where its differences are written down that are expected.
    pub fn losses(&self) -> PathBuf {
        gold::folder().join(&self.plan).join("losses").join(format!("{}.txt", self.file))
    }
}

/// Every file, by row and then by plan.
///
/// # Errors
///
/// A sentence on a file that can't be read.
pub fn copies() -> Result<Vec<Copy>, String> {
    let bundles = gold::bundles()?;
    let mut waiting = VecDeque::new();
    for bundle in &bundles {
        let files = gold::sorted(&repository().join("fixtures/agreement").join(&bundle.name))?;
        waiting.extend(files.into_iter().map(|file| (bundle, file)));
    }
    let (waiting, read) = (Mutex::new(waiting), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let Some((bundle, file)) = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front() else {
                break;
            };
            let copy = copy(bundle, &file);
            read.lock().unwrap_or_else(PoisonError::into_inner).push(copy);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut copies: Vec<Copy> = read.into_iter().collect::<Result<_, _>>()?;
    copies.sort_by_key(|copy| (copy.row(), copy.plan.clone()));
    Ok(copies)
}

fn copy(bundle: &Bundle, path: &Path) -> Result<Copy, String> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let source = Source { path: &file, id: "0000000000000000", blake3: "", bytes: &bytes, known: None };
    let outcome = ingest::process(&source, &Options::default());
    let records: Vec<_> = outcome
        .plans
        .iter()
        .map(|plan| if plan.hant.script == Script::Hans { &plan.hans } else { &plan.hant })
        .collect();
    let wanted: Vec<String> = bundle.plans.iter().flat_map(|gold| listing(&gold.record)).collect();
    let found: Vec<String> = records.iter().flat_map(|record| listing(record)).collect();
    let mut figures = Vec::new();
    for at in 0..bundle.plans.len().max(records.len()) {
        figures.push(match (bundle.plans.get(at), records.get(at)) {
            (Some(Gold { value, .. }), Some(record)) => {
                let record: Value = serde_json::to_value(record).map_err(|error| error.to_string())?;
                score(value, &record)
            }
            _ => Figures::NO_RECORD,
        });
    }
    Ok(Copy { plan: bundle.name.clone(), file, differences: differences(&wanted, &found), figures: mean(&figures) })
}

/// The lines of the first list that the second one has not, and those that it has besides, in their order.
fn differences(wanted: &[String], found: &[String]) -> Vec<String> {
    let start = wanted.iter().zip(found).take_while(|(a, b)| a == b).count();
    let (wanted, found) = (&wanted[start..], &found[start..]);
    let end = wanted.iter().rev().zip(found.iter().rev()).take_while(|(a, b)| a == b).count();
    let (wanted, found) = (&wanted[..wanted.len() - end], &found[..found.len() - end]);
    // The longest common subsequence, from the end.
    let width = found.len() + 1;
    let mut common = vec![0_u32; (wanted.len() + 1) * width];
    for i in (0..wanted.len()).rev() {
        for j in (0..found.len()).rev() {
            common[i * width + j] = if wanted[i] == found[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < wanted.len() || j < found.len() {
        if i < wanted.len() && j < found.len() && wanted[i] == found[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == found.len() || i < wanted.len() && common[(i + 1) * width + j] >= common[i * width + j + 1] {
            lines.push(format!("- {}", wanted[i]));
            i += 1;
        } else {
            lines.push(format!("+ {}", found[j]));
            j += 1;
        }
    }
    lines
}
