//! Whether the columns of two parts are those of one table.

use super::super::Table;

/// How far the same edge may be off on another page, in points.
const SAME_EDGE: f32 = 3.0;

/// The columns of two parts as one grid.
pub(super) struct Fit {
    /// Their edges.
    pub(super) columns: Vec<f32>,
    /// For each edge of the first part, its place among these.
    pub(super) before: Vec<usize>,
    /// The same for the second.
    pub(super) after: Vec<usize>,
    /// Whether the columns alone say that they are one: at least half of the inner edges of the part with fewer are shared.
    pub(super) is_sure: bool,
}

impl Fit {
    /// Whether the first part keeps its columns.
    pub(super) fn is_same_before(&self) -> bool {
        self.before.iter().enumerate().all(|(old, new)| old == *new)
    }
}

/// The common grid of two parts; `None` where their outer edges differ. Margins of odd and even pages may.
pub(super) fn fit(before: &Table, after: &Table) -> Option<Fit> {
    if let (Some(a), Some(b)) = (before.tag, after.tag)
        && a != b
    {
        return None;
    }
    if before.source != after.source {
        return None;
    }
    let (left, right) = (&before.columns, &after.columns);
    if (left.last()? - right.last()?).abs() > SAME_EDGE {
        return None;
    }
    let mut fit = Fit { columns: Vec::new(), before: Vec::new(), after: Vec::new(), is_sure: false };
    let (mut i, mut j, mut shared) = (0, 0, 0);
    loop {
        let place = fit.columns.len();
        let (a, b) = (left.get(i), right.get(j));
        let is_same = match (a, b) {
            (None, None) => break,
            (Some(a), Some(b)) => {
                // The last edges are one however far others have drifted.
                let last = (i + 1 == left.len(), j + 1 == right.len());
                last == (true, true) || (a - b).abs() <= SAME_EDGE && last == (false, false)
            }
            _ => false,
        };
        let takes_left = is_same || j + 1 >= right.len() && i + 1 < left.len() || i + 1 < left.len() && a <= b;
        if is_same {
            shared += 1;
        }
        let edge = if takes_left { a } else { b };
        fit.columns.push(*edge.or(a).or(b)?);
        if takes_left {
            fit.before.push(place);
            i += 1;
        }
        if is_same || !takes_left {
            fit.after.push(place);
            j += 1;
        }
    }
    let inner = left.len().min(right.len()).saturating_sub(2);
    let shared = shared - 2_i32;
    let fewest = i32::try_from(inner).unwrap_or(i32::MAX);
    fit.is_sure = inner > 0 && shared >= 1 && shared >= fewest - shared
        || inner == 0 && left.len().max(right.len()) > 2
        || before.tag.is_some() && before.tag == after.tag;
    Some(fit)
}
