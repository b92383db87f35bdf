//! Which plans are one series, and which record speaks for a year.

use std::collections::BTreeMap;

use corpus::{Head, Record};
use serde::Serialize;

use super::succession::Succession;
use crate::comparable::Comparable;
use crate::outline::{Outline, PLAN};

/// A plan of a series as far as it is read to choose: one record of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edition {
    /// The id of its record.
    pub id: String,
    /// The path of its source.
    pub path: String,
    /// What the source is.
    pub format: String,
    /// Its title as written, in Traditional Chinese.
    pub title: Option<String>,
    /// Who issues it.
    pub agency: Option<String>,
    /// Some of its source could not be read.
    pub partial: bool,
    /// What looked wrong, counted.
    pub diagnostics: usize,
    /// Bytes of its source.
    pub bytes: u64,
    /// How much of it stands in the record that speaks for its year, and the other way round, between 0 and 1; `None` for that record, and
    /// until [`Series::tell_apart`] has looked.
    pub likeness: Option<f32>,
}

/// Least likeness of two records that are one plan, in another format or version.
const SAME_PLAN: f32 = 0.9;

impl Edition {
    /// Whether it is the plan that speaks for its year, in another format or version; `None` where nobody has looked.
    #[must_use]
    pub fn is_same_plan(&self) -> Option<bool> {
        self.likeness.map(|likeness| likeness >= SAME_PLAN)
    }
}

/// The plans of a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// Gregorian.
    pub year: i32,
    /// Which record speaks for it.
    pub speaker: Edition,
    /// The others, the best first: other formats and versions, or plans of a predecessor.
    pub others: Vec<Edition>,
}

/// The plans of one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// What it is called by now: agency and plan without a year.
    pub name: String,
    /// Who issues it by now.
    pub agency: Option<String>,
    /// Every name that it has had, in the order of the years.
    pub names: Vec<String>,
    /// Its years, one after the other.
    pub years: Vec<Year>,
}

impl Series {
    /// Looks whether the other records of a year are the plan that speaks for it. `read` gives the record of an edition; two are held at a
    /// time.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    pub fn tell_apart<E>(&mut self, mut read: impl FnMut(&Edition) -> Result<Record, E>) -> Result<(), E> {
        for year in self.years.iter_mut().filter(|year| !year.others.is_empty()) {
            let words = |record: &Record| Outline::of(record).nodes.swap_remove(PLAN).whole;
            let spoken = words(&read(&year.speaker)?);
            for other in &mut year.others {
                other.likeness = Some(spoken.likeness(&words(&read(other)?)));
            }
        }
        Ok(())
    }
}

/// The series of a corpus by their names. `plans` are its plans, each with whether some of its source could not be read; those without a
/// series or a year belong to none.
///
/// Of several records of a year, one speaks: of what was read whole before what was not, of the agency that goes on before one that went into
/// it, a revised version before a first one and that before a draft, cells before lines of a page before plain text, what
/// looked less odd, what is longer, and the first path.
#[must_use]
pub fn by_series(plans: impl Iterator<Item = (Head, bool)>, succession: &Succession) -> Vec<Series> {
    let mut found: BTreeMap<String, Vec<(i32, String, Edition)>> = BTreeMap::new();
    for (head, partial) in plans {
        let (Some(series), Some(year)) = (head.series, head.year) else { continue };
        let key = succession.key(head.agency.as_deref(), &series);
        let edition = Edition {
            id: head.id,
            path: head.source.path,
            format: head.source.format,
            title: head.title,
            agency: head.agency,
            partial,
            diagnostics: head.diagnostics,
            bytes: head.source.bytes,
            likeness: None,
        };
        found.entry(key).or_default().push((year, series, edition));
    }
    let mut all: Vec<Series> = found.into_values().filter_map(|plans| series(plans, succession)).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn series(plans: Vec<(i32, String, Edition)>, succession: &Succession) -> Option<Series> {
    let mut years: BTreeMap<i32, Vec<(String, Edition)>> = BTreeMap::new();
    for (year, name, edition) in plans {
        years.entry(year).or_default().push((name, edition));
    }
    let mut names: Vec<String> = Vec::new();
    let mut listed = Vec::new();
    for (year, mut editions) in years {
        editions.sort_by_cached_key(|(_, edition)| rank(edition, succession));
        let (name, speaker) = editions.remove(0);
        if names.last() != Some(&name) {
            names.push(name);
        }
        listed.push(Year { year, speaker, others: editions.into_iter().map(|(_, edition)| edition).collect() });
    }
    let last = listed.last()?;
    Some(Series { name: names.last()?.clone(), agency: last.speaker.agency.clone(), names, years: listed })
}

/// What goes before what: the least is the best.
fn rank(edition: &Edition, succession: &Succession) -> impl Ord + use<> {
    let goes_on = |agency: &str| {
        let name: String = Comparable::new(agency).chars.iter().collect();
        succession.agency(agency) == name
    };
    let predecessor = edition.agency.as_deref().is_some_and(|agency| !goes_on(agency));
    let title = edition.title.as_deref().map(|title| Comparable::new(title).chars.iter().collect::<String>());
    let says = |word| title.as_ref().is_some_and(|title| title.contains(word));
    // In the comparable form: 修正, 修訂, 草案.
    let version = if says("修正") || says("修订") { 0 } else { u8::from(says("草案")) + 1 };
    let format = match edition.format.as_str() {
        "docx" | "odt" | "doc" | "rtf" | "wordxml" => 0_u8,
        "html" | "mht" => 1,
        "pdf" => 2,
        "text" => 3,
        _ => 4,
    };
    let longest_first = std::cmp::Reverse(edition.bytes);
    (edition.partial, predecessor, version, format, edition.diagnostics, longest_first, edition.path.clone())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests {
    use super::*;

    /// The head of a record: path, format, agency, title, year, diagnostics.
    fn head(path: &str, format: &str, agency: &str, title: &str, year: i32, diagnostics: usize) -> Head {
        let json = serde_json::json!({
            "schema_version": 1, "id": path,
            "source": {"path": path, "format": format, "bytes": 10, "blake3": "", "encoding": null, "pages": null},
            "title": format!("{agency}{title}"), "agency": agency, "series": format!("{agency}便民計畫"),
            "roc_year": year - 1911, "year": year, "script": "hant", "diagnostics": vec![0; diagnostics],
        });
        serde_json::from_value(json).unwrap()
    }

    /// The paths of a year in the order in which they would speak.
    fn order(plans: &[(Head, bool)]) -> Vec<String> {
        let succession = Succession::built_in().unwrap();
        let all = by_series(plans.iter().cloned(), &succession);
        assert_eq!(all.len(), 1, "{all:?}");
        let year = &all[0].years[0];
        [&year.speaker].into_iter().chain(&year.others).map(|edition| edition.path.clone()).collect()
    }

    #[test]
    fn the_rules_decide_in_their_order() {
        let plan = |path, format, diagnostics| (head(path, format, "望海市政府", "便民計畫", 2013, diagnostics), false);
        let (cut, _) = plan("a.docx", "docx", 0);
        let draft = (head("b.docx", "docx", "望海市政府", "便民計畫（草案）", 2013, 0), false);
        let revised = (head("c.txt", "text", "望海市政府", "便民計畫(修正版)", 2013, 3), false);
        let plans =
            [plan("d.pdf", "pdf", 0), plan("e.odt", "odt", 1), plan("f.doc", "doc", 0), (cut, true), draft, revised];
        assert_eq!(order(&plans), ["c.txt", "f.doc", "e.odt", "d.pdf", "b.docx", "a.docx"]);
    }

    #[test]
    fn the_agency_that_goes_on_speaks_before_one_that_went_into_it() {
        let county = (head("a.docx", "docx", "臺中縣政府", "便民計畫", 2009, 0), false);
        let city = (head("b.txt", "text", "臺中市政府", "便民計畫", 2009, 0), false);
        assert_eq!(order(&[county, city]), ["b.txt", "a.docx"]);
    }

    #[test]
    fn a_plan_without_a_year_is_in_no_series() {
        let mut plan = head("a.docx", "docx", "望海市政府", "便民計畫", 2013, 0);
        plan.year = None;
        assert!(by_series([(plan, false)].into_iter(), &Succession::default()).is_empty());
    }
}
