//! What the full-text index knows of a text.
//!
//! A text is runs of *units* between spaces and punctuation. A unit is a word of ASCII letters and digits, or any other character by itself. The
//! index has each two neighbouring units of a run, and the last one by itself: 管制考核 gives 管制, 制考, 考核, 核. So each part of a
//! run of two units or more is a phrase of the index, and one unit is what some entry begins with.
//!
//! Case, width, compatibility forms and 臺/台 never count.

use std::fmt::Write;
use std::ops::Range;

/// A unit of a text, and the characters that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) text: String,
    pub(crate) chars: Range<usize>,
}

/// The units of a text, run by run.
pub(crate) fn runs(text: &str) -> Vec<Vec<Unit>> {
    let mut runs: Vec<Vec<Unit>> = Vec::new();
    let mut run: Vec<Unit> = Vec::new();
    for (at, c) in text.chars().enumerate().map(|(at, c)| (at, folded(c))) {
        if script::is_invisible(c) {
            continue;
        }
        if is_between(c) {
            if !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            continue;
        }
        match run.last_mut() {
            Some(unit) if c.is_ascii() && unit.text.is_ascii() => {
                unit.text.push(c);
                unit.chars.end = at + 1;
            }
            _ => run.push(Unit { text: c.into(), chars: at..at + 1 }),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The character that is compared.
fn folded(c: char) -> char {
    /// U+FF01 to U+FF5E are the visible characters of ASCII, an em wide.
    const WIDER: u32 = 0xFEE0;
    match script::fold(c) {
        '臺' => '台',
        c @ '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - WIDER).unwrap_or(c).to_ascii_lowercase(),
        c => c.to_ascii_lowercase(),
    }
}

/// Whether it stands between runs: white space, punctuation, symbols.
fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !script::is_private_use(c)
}

/// A text as the index takes it.
pub(crate) fn indexed(text: &str) -> String {
    let mut entries = String::with_capacity(text.len() * 3);
    for run in runs(text) {
        for (unit, next) in run.iter().zip(run.iter().skip(1)) {
            // Writing to a string does not fail.
            let _ = write!(entries, "{}{} ", unit.text, next.text);
        }
        if let Some(last) = run.last() {
            let _ = write!(entries, "{} ", last.text);
        }
    }
    entries
}

/// What FTS5 is asked for the texts that hold this one, its runs one after the other; `None` where there is nothing to look for.
pub(crate) fn phrase(text: &str) -> Option<String> {
    let runs = runs(text);
    let (last, before) = runs.split_last()?;
    let mut entries: Vec<String> = Vec::new();
    for run in before {
        entries.extend(indexed_run(run));
    }
    entries.extend(last.windows(2).map(joined));
    // A single unit is what an entry begins with; so is a word that goes on.
    let is_open = match last.as_slice() {
        [unit] => {
            entries.push(unit.text.clone());
            true
        }
        units => units.last().is_some_and(|unit| unit.text.is_ascii()),
    };
    Some(format!("\"{}\"{}", entries.join(" "), if is_open { " *" } else { "" }))
}

fn indexed_run(run: &[Unit]) -> Vec<String> {
    run.windows(2).map(joined).chain(run.last().map(|unit| unit.text.clone())).collect()
}

fn joined(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

/// Where a text holds another: characters from 0, end excluded; in order, none twice.
pub(crate) fn places(text: &str, part: &str) -> Vec<[usize; 2]> {
    let wanted = runs(part);
    let there = runs(text);
    // With what parts runs as a unit of its own.
    let flat = |runs: &[Vec<Unit>]| -> Vec<Unit> {
        let gap = || Unit { text: String::new(), chars: 0..0 };
        runs.iter()
            .enumerate()
            .flat_map(|(at, run)| (at > 0).then(gap).into_iter().chain(run.iter().cloned()))
            .collect()
    };
    let (wanted, there) = (flat(&wanted), flat(&there));
    let Some((open, whole)) = wanted.split_last() else { return Vec::new() };
    let mut places: Vec<[usize; 2]> = Vec::new();
    for window in there.windows(wanted.len()) {
        let Some((end, before)) = window.split_last() else { continue };
        let is_same = before.iter().map(|unit| &unit.text).eq(whole.iter().map(|unit| &unit.text));
        let goes_on = if open.text.is_ascii() { end.text.starts_with(&open.text) } else { end.text == open.text };
        if is_same && goes_on && !end.text.is_empty() {
            let first = before.first().unwrap_or(end);
            let last = end.chars.start + open.chars.len().min(end.chars.len());
            if places.last().is_none_or(|[_, end]| *end <= first.chars.start) {
                places.push([first.chars.start, last]);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_entries_and_so_is_the_last_of_a_run() {
        assert_eq!(indexed("管制考核、ISO9001認證"), "管制 制考 考核 核 iso9001認 認證 證 ");
        assert_eq!(indexed("（一）"), "一 ");
        assert_eq!(indexed("臺北　Ａ棟"), "台北 北 a棟 棟 ");
        assert_eq!(indexed("。、"), "");
    }

    #[test]
    fn a_question_is_asked_as_the_index_has_it() {
        let cases = [
            ("考核", Some("\"考核\"")),
            ("管制考核", Some("\"管制 制考 考核\"")),
            ("核", Some("\"核\" *")),
            ("iso", Some("\"iso\" *")),
            ("依ISO", Some("\"依iso\" *")),
            ("管制、考核", Some("\"管制 制 考核\"")),
            ("102年", Some("\"102年\"")),
            ("\"", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(phrase(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        assert_eq!(places("辦理管制考核，考核小組", "考核"), [[4, 6], [7, 9]]);
        assert_eq!(places("臺北市台北", "台北"), [[0, 2], [3, 5]]);
        assert_eq!(places("管制、考核", "管制 考核"), [[0, 5]]);
        assert!(places("管制考核", "管制、考核").is_empty());
        assert_eq!(places("依ISO9001", "iso"), [[1, 4]]);
        assert!(places("核", "考核").is_empty());
        assert_eq!(places("核核核", "核核"), [[0, 2]]);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "管", "制", "考", "核", "臺", "台", "a", "B", "9", "、", "　", " ", "\u{E000}", "Ａ",
        ]);
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_a_text_holds_is_found_in_it(text in text(), at in 0usize..12, length in 1usize..6) {
            let part: String = text.chars().skip(at).take(length).collect();
            // What begins within a word of ASCII letters and digits is not looked for.
            let before = text.chars().take(at).last();
            let within = |c: char| folded(c).is_ascii_alphanumeric();
            prop_assume!(!(before.is_some_and(within) && part.starts_with(within)));
            match phrase(&part) {
                None => prop_assert!(part.chars().all(|c| is_between(folded(c)))),
                Some(_) => prop_assert!(!places(&text, &part).is_empty(), "{part:?} in {text:?}"),
            }
        }

        #[test]
        fn places_are_in_order_and_within_the_text(text in text(), part in text()) {
            let places = places(&text, &part);
            let length = text.chars().count();
            prop_assert!(places.iter().all(|[start, end]| start < end && *end <= length));
            prop_assert!(places.windows(2).all(|pair| pair[0][1] <= pair[1][0]));
        }
    }
}
