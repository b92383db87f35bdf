//! Which agency and which plan followed which.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::comparable::Comparable;

/// What is built in.
const BUILT_IN: &str = include_str!("../../data/succession.toml");

/// Most names of a chain: a file of the user's may go in a circle.
const LONGEST_CHAIN: usize = 16;

/// Agencies and plans with those that followed them.
#[derive(Debug, Clone, Default)]
pub struct Succession {
    /// By the comparable name: the names that followed. Kept in the comparable form too.
    agencies: BTreeMap<Vec<char>, Vec<char>>,
    titles: BTreeMap<Vec<char>, Vec<char>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    agency: Vec<Agency>,
    #[serde(default)]
    title: Vec<Title>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agency {
    old: String,
    new: String,
    #[expect(dead_code, reason = "said for people; a series goes on whatever the year")]
    year: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    old: String,
    new: String,
}

impl Succession {
    /// Bytes of the longest file that is read.
    pub const MOST_BYTES: u64 = 1 << 20;

    /// What is built in.
    ///
    /// # Errors
    /// None: a test reads the built-in table.
    pub fn built_in() -> Result<Self, SuccessionError> {
        Self::default().and(BUILT_IN)
    }

    /// With the names of a file in TOML besides; where both say what followed a name, the file is right.
    ///
    /// # Errors
    /// Where it is no TOML, has other fields than the built-in table, or a name that is empty or its own successor.
    pub fn and(mut self, toml: &str) -> Result<Self, SuccessionError> {
        let file: File = toml::from_str(toml).map_err(|error| SuccessionError(error.to_string()))?;
        let agencies = file.agency.into_iter().map(|agency| (agency.old, agency.new));
        let titles = file.title.into_iter().map(|title| (title.old, title.new));
        for (names, pairs) in [(&mut self.agencies, agencies.collect::<Vec<_>>()), (&mut self.titles, titles.collect())]
        {
            for (old, new) in pairs {
                let [before, after] = [&old, &new].map(|name| Comparable::new(name).chars);
                if before.is_empty() || after.is_empty() || before == after {
                    return Err(SuccessionError(format!("{old:?} can't be followed by {new:?}")));
                }
                names.insert(before, after);
            }
        }
        Ok(self)
    }

    /// What plans of one series share, whoever issues them and whatever they are called by now: the comparable names of the last agency and
    /// the last plan.
    #[must_use]
    pub fn key(&self, agency: Option<&str>, series: &str) -> String {
        let series = Comparable::new(series).chars;
        let agency = agency.map(|agency| Comparable::new(agency).chars).unwrap_or_default();
        let title = series.strip_prefix(&agency[..]).unwrap_or(&series);
        let title = if title.is_empty() { &series } else { title };
        let mut key: String = self.last_agency(&agency).into_iter().collect();
        key.push('|');
        key.extend(last(&self.titles, title.to_vec()));
        key
    }

    /// The comparable name of the agency that does now what `agency` did.
    #[must_use]
    pub fn agency(&self, agency: &str) -> String {
        self.last_agency(&Comparable::new(agency).chars).into_iter().collect()
    }

    /// An agency by the last of its names; its offices follow it.
    fn last_agency(&self, agency: &[char]) -> Vec<char> {
        let mut name = agency.to_vec();
        for _ in 0..LONGEST_CHAIN {
            let longest = (1..=name.len()).rev().find_map(|end| Some((end, self.agencies.get(&name[..end])?)));
            match longest {
                Some((end, new)) => {
                    name.splice(..end, new.iter().copied());
                }
                None => break,
            }
        }
        name
    }
}

fn last(names: &BTreeMap<Vec<char>, Vec<char>>, mut name: Vec<char>) -> Vec<char> {
    for _ in 0..LONGEST_CHAIN {
        match names.get(&name) {
            Some(new) => name.clone_from(new),
            None => break,
        }
    }
    name
}

/// What is wrong with a table of successors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionError(String);

impl fmt::Display for SuccessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for SuccessionError {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests {
    use super::*;

    fn built_in() -> Succession {
        Succession::built_in().unwrap()
    }

    #[test]
    fn a_series_survives_a_reorganisation_and_a_new_title() {
        let key = |agency, series| built_in().key(Some(agency), series);
        let county = key("臺中縣政府衛生局", "台中縣政府衛生局提升服務品質執行計畫");
        assert_eq!(county, key("臺中市政府衛生局", "台中市政府衛生局政府服務躍升執行計畫"));
        assert_ne!(county, key("臺中市政府地政局", "台中市政府地政局政府服務躍升執行計畫"));
        assert_eq!(key("研考會", "研考會年度計畫"), key("國家發展委員會", "國家發展委員會年度計畫"));
    }

    #[test]
    fn a_file_of_the_users_goes_before() {
        let ours = built_in().and("[[agency]]\nold = \"望海縣政府\"\nnew = \"望海市政府\"\nyear = 2011").unwrap();
        assert_eq!(
            ours.key(Some("望海縣政府"), "望海縣政府節能計畫"),
            ours.key(Some("望海市政府"), "望海市政府節能計畫")
        );
        assert_eq!(ours.agency("台北縣政府"), ours.agency("新北市政府"));
    }

    #[test]
    fn a_wrong_file_is_refused_and_a_circle_ends() {
        for wrong in ["agency = 1", "[[agency]]\nold = \"a\"\nnew = \"\"", "[[title]]\nold = \"a\"\nnew = \"a\"", "[x]"]
        {
            assert!(Succession::default().and(wrong).is_err(), "{wrong}");
        }
        let circle = "[[title]]\nold = \"甲\"\nnew = \"乙\"\n[[title]]\nold = \"乙\"\nnew = \"甲\"";
        let circle = Succession::default().and(circle).unwrap();
        assert!(circle.key(None, "甲").len() > 1);
    }
}
