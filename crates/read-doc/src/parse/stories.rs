//! Where notes, headers, comments and text boxes begin and end, and where they belong: \[MS-DOC\] 2.3.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::Anchored;
use crate::parse::bytes::{u16_at, u32_at};
use crate::parse::plc::Plc;

/// Notes: their references in the body (`PlcffndRef`), and where their texts begin and end (`PlcffndTxt`).
pub(crate) fn notes(references: &[u8], texts: &[u8], body: &Range<u32>, story: &Range<u32>) -> Vec<Anchored> {
    let references = Plc::new(references, 2);
    let anchors = (0..references.len()).map(|note| references.position(note));
    let anchors: Vec<Option<u32>> =
        anchors.map(|at| at.map(|at| at.saturating_add(body.start)).filter(|at| body.contains(at))).collect();
    let texts = stretches(texts, story);
    let count = texts.len();
    let mut notes: Vec<Anchored> = texts
        .into_iter()
        .enumerate()
        .map(|(note, text)| Anchored { at: anchors.get(note).copied().flatten(), text })
        .collect();
    // The last position only marks the end of the story.
    if count > anchors.len() {
        notes.truncate(anchors.len().max(1));
    }
    with_rest(notes, story)
}

/// Comments: where their texts begin and end (`PlcfandTxt`).
pub(crate) fn comments(texts: &[u8], story: &Range<u32>) -> Vec<Range<u32>> {
    let mut comments = stretches(texts, story);
    if comments.is_empty() && !story.is_empty() {
        comments.push(story.clone());
    }
    comments
}

/// The stretches between positions of a story, which count from its beginning. Empty ones stand for nothing.
fn stretches(positions: &[u8], story: &Range<u32>) -> Vec<Range<u32>> {
    let positions: Vec<u32> = Plc::new(positions, 0).positions().collect();
    let place = |position: u32| story.start.saturating_add(position).min(story.end);
    positions.windows(2).filter_map(|pair| Some(place(*pair.first()?)..place(*pair.last()?))).collect()
}

/// Where the table of a story lacks some of its text, that stands alone.
fn with_rest(mut known: Vec<Anchored>, story: &Range<u32>) -> Vec<Anchored> {
    let end = known.iter().map(|anchored| anchored.text.end).max().unwrap_or(story.start);
    // A last mark guards the story's end.
    if end.saturating_add(1) < story.end {
        known.push(Anchored { at: None, text: end..story.end });
    }
    known
}

/// Which headers the sections show.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Section {
    pub(crate) has_title_page: bool,
}

/// The headers and the footers that some page shows (`Plcfhdd`), in the order of the file.
pub(crate) fn headers(
    positions: &[u8],
    story: &Range<u32>,
    sections: &[Section],
    is_facing: bool,
) -> (Vec<Range<u32>>, Vec<Range<u32>>) {
    /// Separators of notes.
    const SEPARATORS: usize = 6;
    /// Of even and odd pages the headers and then the footers, of the first page both.
    const SHARES: usize = 6;
    let (mut headers, mut footers) = (Vec::new(), Vec::new());
    let texts = stretches(positions, story);
    if texts.is_empty() && !story.is_empty() {
        // Malformed: nothing says which page shows what.
        headers.push(story.clone());
    }
    let mut shown: Vec<(bool, usize, Range<u32>)> = Vec::new();
    let mut current: [Option<Range<u32>>; SHARES] = Default::default();
    for (number, share) in texts.get(SEPARATORS..).unwrap_or_default().chunks(SHARES).enumerate() {
        for (place, text) in share.iter().enumerate() {
            // A section without a header has that of the section before it.
            if !text.is_empty()
                && let Some(current) = current.get_mut(place)
            {
                *current = Some(text.clone());
            }
        }
        let has_title = sections.get(number).is_some_and(|section| section.has_title_page);
        for (place, text) in current.iter_mut().enumerate() {
            let is_shown = match place {
                0 | 2 => is_facing,
                4 | 5 => has_title,
                _ => true,
            };
            if is_shown && let Some(text) = text.take() {
                shown.push((matches!(place, 0 | 1 | 4), place, text));
            }
        }
    }
    for (is_header, _, text) in shown {
        if is_header { &mut headers } else { &mut footers }.push(text);
    }
    (headers, footers)
}

/// Text boxes: where their texts begin and end, with their shapes (`PlcftxbxTxt`), and where shapes are anchored (`PlcfSpa`).
pub(crate) fn boxes(
    texts: &[u8],
    story: &Range<u32>,
    anchors: &[u8],
    around: &Range<u32>,
    groups: &BTreeMap<u32, u32>,
) -> Vec<Anchored> {
    let anchors: BTreeMap<u32, u32> = Plc::new(anchors, 26)
        .iter()
        .filter_map(|(at, _, spa)| Some((u32_at(spa, 0)?, around.start.saturating_add(at))))
        .filter(|(_, at)| around.contains(at))
        .collect();
    let place = |position: u32| story.start.saturating_add(position).min(story.end);
    let mut boxes = Vec::new();
    for (start, end, data) in Plc::new(texts, 22).iter() {
        // `FTXBXS`: a reusable one stands for no box.
        if u16_at(data, 8).is_some_and(|reusable| reusable != 0) {
            continue;
        }
        let shape = u32_at(data, 14).unwrap_or(0);
        let at = anchors.get(&shape).or_else(|| anchors.get(groups.get(&shape)?)).copied();
        boxes.push(Anchored { at, text: place(start)..place(end) });
    }
    with_rest(boxes, story)
}
