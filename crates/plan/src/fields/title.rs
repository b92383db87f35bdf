//! The title of a plan and what its years share.

/// A line of the front of a document, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontLine<'a> {
    /// Its text.
    pub text: &'a str,
    /// Site chrome or another aside: never the title, but it may name the agency.
    pub aside: bool,
}

/// The plan's own title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Closed up over its lines.
    pub text: String,
    /// The lines of the front that it takes: first, and one past the last.
    pub lines: std::ops::Range<usize>,
}

/// The title among the lines of the front; `None` where none of them is one.
pub fn title(_lines: &[FrontLine<'_>]) -> Option<Title> {
    None
}

/// The title without its year, blanks and 臺/台 folded, in Traditional Chinese; `None` where nothing is
/// left. `to_hant` converts a text to Traditional Chinese.
pub fn series(_title: &str, _to_hant: impl Fn(&str) -> String) -> Option<String> {
    None
}
