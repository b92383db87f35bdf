//! What the tests of the fields share.

use super::title::FrontLine;

/// Lines of a front; those that begin with `~` are asides.
pub(super) fn lines<'a>(texts: &[&'a str]) -> Vec<FrontLine<'a>> {
    texts
        .iter()
        .map(|text| FrontLine { text: text.strip_prefix('~').unwrap_or(text), aside: text.starts_with('~') })
        .collect()
}
