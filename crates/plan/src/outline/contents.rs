//! Tables of contents and lists of attachments: labels that are none, because they only announce those to come.

use std::collections::{BTreeMap, BTreeSet};

use numerals::label::{Class, Label};

use super::assemble::heads_attachment;
use crate::lines::Piece;
use crate::text::is_blank;

/// Fewer entries than this are no table of contents.
const LEAST_ENTRIES: usize = 3;

/// Fewer attachments than this are no list.
const LEAST_ATTACHMENTS: usize = 2;

/// Which pieces are entries of a table of contents: different labelled lines in a row that end in a page number, or whose words head a
/// division further on. A line without a label is one where it ends in a page number and stands between such lines, or in a
/// row of lines below the heading of the table. And attachments that are only listed.
pub(crate) fn find(pieces: &[Piece]) -> Vec<bool> {
    let mut found = vec![false; pieces.len()];
    let entries: Vec<Option<Entry>> = pieces.iter().map(entry).collect();
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(entry) = entry {
            places.entry(&entry.words).or_default().push(index);
        }
    }
    let mut start = 0;
    while start < pieces.len() {
        let headed = start.checked_sub(1).is_some_and(|above| is_heading(&pieces[above]));
        if !headed && !entries[start].as_ref().is_some_and(|entry| entry.labelled) {
            start += 1;
            continue;
        }
        let mut seen = BTreeSet::new();
        let run: Vec<&Entry> = entries[start..]
            .iter()
            .map_while(Option::as_ref)
            .take_while(|entry| seen.insert(entry.words.as_str()))
            .collect();
        let last = run.iter().rposition(|entry| headed || entry.labelled);
        let run = &run[..last.map_or(0, |last| last + 1)];
        let end = start + run.len();
        let labelled = run.iter().filter(|entry| entry.labelled).count();
        if labelled >= LEAST_ENTRIES || headed && run.len() >= LEAST_ENTRIES {
            let numbered = run.iter().filter(|entry| entry.leads).count();
            let announced = run
                .iter()
                .filter(|entry| {
                    places.get(entry.words.as_str()).is_some_and(|places| places.iter().any(|place| *place >= end))
                })
                .count();
            if numbered * 3 >= run.len() * 2 || announced * 3 >= run.len() * 2 {
                found[start..end].fill(true);
            }
        }
        start = end.max(start + 1);
    }
    find_attachments(pieces, &mut found);
    found
}

/// Finds attachments that are only listed: lines below each other, of which one names an attachment that follows later, or behind
/// which the numbering before them goes on.
fn find_attachments(pieces: &[Piece], found: &mut [bool]) {
    let label = |at: usize| pieces.get(at).and_then(Piece::line).and_then(|line| line.label);
    let is_attachment = |at: usize| label(at).is_some_and(|label| label.class == Class::Attachment);
    let heads = |at: &usize| pieces[*at].line().is_some_and(heads_attachment);
    let headed: BTreeMap<u32, usize> =
        (0..pieces.len()).filter(heads).filter_map(|at| Some((label(at)?.ordinal?, at))).collect();
    let mut counted: BTreeMap<Class, u32> = BTreeMap::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = (start..pieces.len()).find(|at| !is_attachment(*at)).unwrap_or(pieces.len());
        if end >= start + LEAST_ATTACHMENTS {
            let follows = |at: &usize| {
                let later = label(*at).and_then(|label| headed.get(&label.ordinal?));
                later.is_some_and(|later| *later >= end)
            };
            let goes_on = label(end)
                .and_then(|next| Some((counted.get(&next.class)?, next.ordinal?)))
                .is_some_and(|(last, next)| next == last + 1);
            let ordinal = |at: usize| label(at).and_then(|label| label.ordinal);
            let is_next =
                |at: &usize| ordinal(*at).is_some_and(|own| ordinal(at - 1).map(|above| above + 1) == Some(own));
            let last = match (start..end).rfind(follows) {
                _ if goes_on => end,
                Some(last) => (last + 1..end).find(|at| !is_next(at)).unwrap_or(end),
                None => start,
            };
            found[start..last].fill(true);
        }
        if let Some(Label { class, ordinal: Some(ordinal), .. }) = label(end) {
            counted.insert(class, ordinal);
        }
        start = end + 1;
    }
}

/// A line that says that a table of contents follows: 目錄, 總目錄, 目次.
fn is_heading(piece: &Piece) -> bool {
    piece.line().is_some_and(|line| {
        let text = line.text.closed();
        text.chars().count() <= 4 && ["目錄", "目录", "目次"].iter().any(|word| text.ends_with(word))
    })
}

struct Entry {
    /// Bears a label.
    labelled: bool,
    /// Label and heading without page number, leader and blanks.
    words: String,
    /// A leader or a wide blank and a number end the line.
    leads: bool,
}

fn entry(piece: &Piece) -> Option<Entry> {
    let line = piece.line()?;
    let text = line.text.trimmed_chars();
    if line.text.visible() > 60 || text.iter().any(|c| matches!(c, '。' | '；')) {
        return None;
    }
    let digits = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let rest = &text[..text.len() - digits];
    let leader = rest.iter().rev().take_while(|c| is_leader(**c)).count();
    let wide = leader >= 2 || leader == 1 && matches!(rest.last(), Some('\t' | '…' | '\u{3000}'));
    let head = if digits > 0 && digits <= 3 && leader > 0 { &rest[..rest.len() - leader] } else { text };
    let leads = digits > 0 && digits <= 3 && wide;
    let labelled = line.label.is_some_and(|label| line.text.chars().iter().skip(label.body).any(|c| !is_blank(*c)));
    if !labelled && !leads {
        return None;
    }
    let words: String = head.iter().filter(|c| c.is_alphanumeric()).collect();
    (labelled || !words.is_empty()).then_some(Entry { labelled, words, leads })
}

fn is_leader(c: char) -> bool {
    is_blank(c) || matches!(c, '.' | '…' | '‥' | '·' | '．' | '-' | '─' | '_' | '(' | '（' | 'P' | 'p')
}
