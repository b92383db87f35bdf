//! Where the stories beside the body begin and end, and where they belong.

use std::ops::Range;

use crate::model::{Anchored, Stories};
use crate::parse::bytes::i16_at;
use crate::parse::fib::Story;
use crate::parse::plc::Plc;
use crate::parse::stories as shared;
use crate::parse::word6::Document;
use crate::parse::word6::fib::Place;
use crate::parse::word6::sections::Section;

impl Document<'_> {
    pub(super) fn stories(&mut self, body: &Range<u32>, length: u32, sections: &[Section]) -> Stories {
        let mut notes = Vec::new();
        for (references, texts, sort) in [
            (Place::PlcffndRef, Place::PlcffndTxt, Story::Footnotes),
            (Place::PlcfendRef, Place::PlcfendTxt, Story::Endnotes),
        ] {
            let story = self.fib.story(sort, length);
            if !story.is_empty() {
                let (references, texts) = (self.part(references, "notes"), self.part(texts, "notes"));
                notes.extend(shared::notes(references, texts, body, &story));
            }
        }
        let running = self.fib.story(Story::Headers, length);
        let settings = self.part(Place::Dop, "settings");
        let (headers, footers) = headers(self.part(Place::Plcfhdd, "headers"), &running, sections, settings);
        let mut boxes = Vec::new();
        for (texts, anchors, sort, around) in [
            (Place::PlcftxbxTxt, Place::PlcfdoaMom, Story::Boxes, body),
            (Place::PlcfHdrtxbxTxt, Place::PlcfdoaHdr, Story::HeaderBoxes, &running),
        ] {
            let story = self.fib.story(sort, length);
            if !story.is_empty() {
                let (texts, anchors) = (self.part(texts, "text boxes"), self.part(anchors, "text boxes"));
                boxes.extend(self::boxes(texts, &story, anchors, around));
            }
        }
        let comments = self.fib.story(Story::Comments, length);
        let comments = shared::comments(self.part(Place::PlcfandTxt, "comments"), &comments);
        Stories { body: body.clone(), notes, boxes, headers, footers, comments }
    }
}

/// The headers and footers that a section may have, in the order of the bits of `grpfIhdt` and of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    EvenHeader,
    OddHeader,
    EvenFooter,
    OddFooter,
    FirstHeader,
    FirstFooter,
}

pub(super) const SHARES: [Share; 6] =
    [Share::EvenHeader, Share::OddHeader, Share::EvenFooter, Share::OddFooter, Share::FirstHeader, Share::FirstFooter];

/// The headers and the footers that some page shows. The file has only those that bits stand for: first separators of
/// notes (`grpfIhdt` of `DOP`), then those of each section.
fn headers(
    positions: &[u8],
    story: &Range<u32>,
    sections: &[Section],
    settings: &[u8],
) -> (Vec<Range<u32>>, Vec<Range<u32>>) {
    let (mut headers, mut footers) = (Vec::new(), Vec::new());
    let mut texts = stretches(positions, story).into_iter();
    let is_facing = settings.first().is_some_and(|flags| flags & 1 != 0);
    let separators = settings.get(1).map_or(0, |bits| (bits & 0x3F).count_ones());
    for _ in 0..separators {
        texts.next();
    }
    for section in sections {
        for (bit, share) in SHARES.into_iter().enumerate() {
            if section.headers & (1 << bit) == 0 {
                continue;
            }
            let Some(text) = texts.next() else { break };
            let is_shown = match share {
                Share::EvenHeader | Share::EvenFooter => is_facing,
                Share::FirstHeader | Share::FirstFooter => section.has_title_page,
                Share::OddHeader | Share::OddFooter => true,
            };
            if is_shown && !text.is_empty() {
                match share {
                    Share::EvenHeader | Share::OddHeader | Share::FirstHeader => headers.push(text),
                    Share::EvenFooter | Share::OddFooter | Share::FirstFooter => footers.push(text),
                }
            }
        }
    }
    (headers, footers)
}

/// The stretches between positions of a story, which count from its beginning.
fn stretches(positions: &[u8], story: &Range<u32>) -> Vec<Range<u32>> {
    let positions: Vec<u32> = Plc::new(positions, 0).positions().collect();
    let place = |position: u32| story.start.saturating_add(position).min(story.end);
    positions.iter().zip(positions.iter().skip(1)).map(|(start, end)| place(*start)..place(*end)).collect()
}

/// Text boxes in the order of the drawings in which they are: an `FDOA` says how many its drawing has.
fn boxes(texts: &[u8], story: &Range<u32>, anchors: &[u8], around: &Range<u32>) -> Vec<Anchored> {
    let texts = stretches(texts, story);
    let anchors = Plc::new(anchors, 6).iter().flat_map(|(at, _, drawing)| {
        let count = i16_at(drawing, 4).and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        std::iter::repeat_n(around.start.saturating_add(at), count.min(texts.len()))
    });
    let anchors: Vec<u32> = anchors.take(texts.len()).collect();
    let mut boxes: Vec<Anchored> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let at = anchors.get(number).copied().filter(|at| around.contains(at));
            Anchored { at, text: text.clone() }
        })
        .collect();
    let end = boxes.iter().map(|known| known.text.end).max().unwrap_or(story.start);
    // A last mark guards the story's end.
    if end.saturating_add(1) < story.end {
        boxes.push(Anchored { at: None, text: end..story.end });
    }
    boxes
}
