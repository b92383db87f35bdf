//! The time that a plan covers.

use crate::{Kind, Period};

/// A division of the plan, or its front (`kind` `None`), as far as its period goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division<'a> {
    /// What it is about; `None` for the front.
    pub kind: Option<Kind>,
    /// Its heading, empty where there is none.
    pub heading: &'a str,
    /// Its paragraphs, in order.
    pub texts: &'a [&'a str],
}

/// The period that the plan states; `None` where only its year is known.
pub fn period(_divisions: &[Division<'_>], _plan_year: Option<i32>) -> Option<Period> {
    None
}
