//! What is known of a file's plans before they are read, from a catalogue of the user's.

use std::collections::BTreeMap;

use numerals::date::BEFORE_REPUBLIC;

/// What is known of the plans of a file. It takes the place of what is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Of the file. Title and series are the first plan's, agency and year all plans'.
    pub file: Facts,
    /// Of single plans, by their number from 1. What they leave open, the file's facts say.
    pub plans: BTreeMap<usize, Facts>,
}

impl Known {
    /// What is known of a plan by its index from 0.
    pub fn of_plan(&self, index: usize) -> Facts {
        let own = self.plans.get(&(index + 1)).cloned().unwrap_or_default();
        let file = match index {
            0 => self.file.clone(),
            _ => Facts { title: None, series: None, ..self.file.clone() },
        };
        Facts {
            title: own.title.or(file.title),
            agency: own.agency.or(file.agency),
            year: own.year.or(file.year),
            series: own.series.or(file.series),
        }
    }
}

/// What is known of a plan; `None` for what is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The title, in either script.
    pub title: Option<String>,
    /// Who issues the plan, in either script.
    pub agency: Option<String>,
    /// The year that it is for.
    pub year: Option<KnownYear>,
    /// What the plans of several years share.
    pub series: Option<String>,
}

/// A year, as a catalogue gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownYear {
    /// Of the Republic of China: the plan is no plan of the mainland.
    Roc(i32),
    /// Gregorian; the plan itself tells whether the Republic's count goes with it.
    Gregorian(i32),
}

impl KnownYear {
    /// The last year of the Republic that a number can be.
    const LAST_ROC: i32 = 199;
    /// The Gregorian years that a number can be.
    const GREGORIAN: std::ops::RangeInclusive<i32> = 1912..=2110;

    /// The year of a number: 103 is of the Republic, 2014 is Gregorian; `None` for what is neither.
    pub fn of_number(number: i32) -> Option<Self> {
        if (1..=Self::LAST_ROC).contains(&number) {
            Some(Self::Roc(number))
        } else {
            Self::GREGORIAN.contains(&number).then_some(Self::Gregorian(number))
        }
    }

    /// The Gregorian year.
    pub fn gregorian(self) -> i32 {
        match self {
            Self::Roc(year) => year + BEFORE_REPUBLIC,
            Self::Gregorian(year) => year,
        }
    }

    /// The number that it was made of.
    pub fn number(self) -> i32 {
        let (Self::Roc(number) | Self::Gregorian(number)) = self;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_year_of_one_count_only() {
        use KnownYear::{Gregorian, Roc};
        let years = [0, 1, 103, 199, 200, 1911, 1912, 2014, 2110, 2111, -5].map(KnownYear::of_number);
        let (roc, gregorian) = (|year| Some(Roc(year)), |year| Some(Gregorian(year)));
        assert_eq!(years[..6], [None, roc(1), roc(103), roc(199), None, None]);
        assert_eq!(years[6..], [gregorian(1912), gregorian(2014), gregorian(2110), None, None]);
    }

    #[test]
    fn a_file_s_title_is_its_first_plan_s_and_its_year_all_plans() {
        let facts = |title: &str, year| Facts { title: Some(title.to_owned()), year, ..Facts::default() };
        let known = Known {
            file: facts("甲計畫", KnownYear::of_number(103)),
            plans: BTreeMap::from([(2, facts("乙計畫", KnownYear::of_number(104)))]),
        };
        assert_eq!(known.of_plan(0), known.file);
        assert_eq!(known.of_plan(1), known.plans[&2]);
        assert_eq!(known.of_plan(2), Facts { title: None, ..known.file.clone() });
    }
}
