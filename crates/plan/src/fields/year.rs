//! The year of a plan.

use super::title::FrontLine;

/// The year that a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanYear {
    /// Of the Republic of China; `None` for the mainland and for plans of several years.
    pub roc: Option<i32>,
    /// Gregorian; `None` for plans of several years.
    pub gregorian: Option<i32>,
}

/// The year of the title, else that of the latest promulgation or amendment date in front.
/// `mainland` tells that the plan is of the mainland.
pub fn plan_year(_title: Option<&str>, _lines: &[FrontLine<'_>], _mainland: bool) -> PlanYear {
    PlanYear::default()
}

/// Whether a plan in Simplified Chinese, or one that reads like one, is of the mainland: no year of
/// the Republic, agencies of the mainland.
pub fn is_mainland(_title: Option<&str>, _lines: &[FrontLine<'_>], _body: &[&str]) -> bool {
    false
}
