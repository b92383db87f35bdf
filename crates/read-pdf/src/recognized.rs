//! Pages that are pictures: what a text recognition reads takes their place.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use document::Paragraph;
use hayro_syntax::Pdf;
use ocr::{Placed, Recognition, Recognize, Seen, When};

use crate::outcome::has_text;
use crate::{Pages, raster};

/// How much of a hidden text has to be what is recognized on its page for the file's text to be taken: pairs of neighbours, over both.
const AGREEMENT: f32 = 0.85;

/// What was recognized and could not be read.
#[derive(Debug, Default)]
pub(crate) struct Unreadable {
    /// Numbers of the pages.
    pub(crate) pages: Vec<u32>,
    /// Their lines, and such lines of other pages.
    pub(crate) lines: Vec<Paragraph>,
}

/// Recognizes the pages that are to be recognized, and puts what they say in their place.
pub(crate) fn put(pdf: &Pdf, found: &mut Pages, recognition: &Recognition<'_>) -> Unreadable {
    let Some(by) = recognition.asked() else { return Unreadable::default() };
    let index_of = |number: &u32| usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
    let mut wanted: BTreeSet<usize> = match recognition.when {
        When::Never => BTreeSet::new(),
        When::Always => (0..found.pages.len()).collect(),
        When::Auto => found.images_only.iter().chain(&found.undecodable).filter_map(index_of).collect(),
    };
    let hidden: Vec<usize> = found.hidden_text.iter().filter_map(index_of).collect();
    let mut recognized: Vec<(usize, Seen)> = Vec::new();
    if recognition.when == When::Auto
        && let Some((index, seen)) = misread(pdf, found, &hidden, by)
    {
        wanted.extend(hidden);
        wanted.remove(&index);
        recognized.push((index, seen));
    }
    let wanted: Vec<usize> = wanted.into_iter().collect();
    let seen = by.recognize(wanted.len(), &|at| wanted.get(at).and_then(|index| raster::picture(pdf, *index)));
    recognized.extend(wanted.into_iter().zip(seen).filter_map(|(index, seen)| Some((index, seen?))));
    recognized.sort_by_key(|(index, _)| *index);
    ocr::restore(recognized.iter_mut().map(|(_, seen)| seen));

    let mut unreadable = Unreadable::default();
    for (index, seen) in recognized {
        let Some(page) = found.pages.get_mut(index) else { continue };
        let Placed { page: read, noise } = ocr::place(&seen, page.number, (page.width, page.height));
        match read {
            Some(read) => {
                for pages in [&mut found.images_only, &mut found.undecodable] {
                    pages.retain(|number| *number != page.number);
                }
                *page = read;
                unreadable.lines.extend(noise);
            }
            // The file's own text is better than none.
            None if has_text(page) => {}
            None => {
                found.images_only.retain(|number| *number != page.number);
                unreadable.pages.push(page.number);
                unreadable.lines.extend(noise);
            }
        }
    }
    unreadable
}

/// The page with the most text behind its images, recognized, where that text is not what they show. It speaks for all others.
fn misread(pdf: &Pdf, found: &Pages, hidden: &[usize], by: &dyn Recognize) -> Option<(usize, Seen)> {
    let length = |index: &usize| found.pages.get(*index).map_or(0, |page| page.characters.len());
    let index = hidden.iter().copied().max_by_key(|index| (length(index), Reverse(*index)))?;
    let seen = by.recognize(1, &|_| raster::picture(pdf, index)).into_iter().next().flatten()?;
    let page = found.pages.get(index)?;
    let is_read = ocr::place(&seen, page.number, (page.width, page.height)).page.is_some();
    let own = page.characters.iter().map(|character| character.text);
    (is_read && agreement(own, seen.text().chars()) < AGREEMENT).then_some((index, seen))
}

/// The share of neighbouring characters that two texts have in common (Dice), whatever the order of their lines.
fn agreement(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> f32 {
    let pairs = |text: Vec<char>| {
        let mut pairs: Vec<(char, char)> = text.iter().copied().zip(text.iter().copied().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    };
    let [a, b] = [a.collect::<Vec<_>>(), b.collect()]
        .map(|text| pairs(text.into_iter().filter(|c| c.is_alphanumeric()).collect()));
    let (mut left, mut right, mut common) = (a.iter().peekable(), b.iter().peekable(), 0_usize);
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    if a.is_empty() && b.is_empty() { 1.0 } else { 2.0 * common as f32 / (a.len() + b.len()) as f32 }
}
