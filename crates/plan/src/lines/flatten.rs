//! Documents that a page or a converter has put onto one line: cut where a blank or a label may have been a line break.

use std::collections::BTreeMap;

use numerals::label::{self, Class, Label};

use super::{Break, Line};
use crate::Lexicon;
use crate::fields::role;
use crate::furniture::page_numbers_within;
use crate::text::{Text, is_blank};

/// A line shorter than this can't hold a document.
const LEAST_CHARS: usize = 120;

/// The tokens of a line that holds a document, or `None` where it is an ordinary line.
pub(super) fn tokens(line: &Line, lexicon: &Lexicon) -> Option<Vec<Line>> {
    let text = &line.text;
    if text.visible() < LEAST_CHARS || text.chars().contains(&'\t') {
        return None;
    }
    let labels = label::find(text.chars(), 0..text.len());
    if !holds_divisions(text, &labels) && !holds_header(text, lexicon) {
        return None;
    }
    let tokens = cut(text, &labels);
    Some(
        tokens
            .into_iter()
            .enumerate()
            .map(|(index, token)| {
                let mut cut = Line::new(token, if index == 0 { line.before } else { Break::Inline });
                cut.place = line.place;
                if index == 0 {
                    cut.marks.clone_from(&line.marks);
                    if line.has_generated_label() {
                        cut.label = line.label;
                    }
                }
                cut
            })
            .collect(),
    )
}

/// Two labels of one division class, one after the other, each behind a blank or the end of a sentence.
fn holds_divisions(text: &Text, labels: &[Label]) -> bool {
    let mut last: BTreeMap<Class, u32> = BTreeMap::new();
    for label in labels {
        let divides = matches!(label.class, Class::Formal | Class::Han | Class::Chapter | Class::Article)
            && label.separator != Some(' ')
            && (label.start == 0 || behind_break(text, label.start));
        let (true, Some(ordinal)) = (divides, label.ordinal) else { continue };
        if last.insert(label.class, ordinal) == ordinal.checked_sub(1) && ordinal > 1 {
            return true;
        }
    }
    false
}

fn behind_break(text: &Text, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|index| text.get(index));
    before.is_none_or(|c| is_blank(c) || matches!(c, '。' | '！' | '？'))
}

/// A run of three column headers among the words of the line.
fn holds_header(text: &Text, lexicon: &Lexicon) -> bool {
    let mut run = 0;
    text.split(is_blank).iter().any(|word| {
        run = if word.visible() <= 10 && role::header_likeness(&word.closed(), lexicon) >= 0.5 { run + 1 } else { 0 };
        run >= 3
    })
}

/// Cuts behind blanks, before labels and around page numbers; a token keeps the blanks behind it, a label stays with its text.
fn cut(text: &Text, labels: &[Label]) -> Vec<Text> {
    let labels: Vec<&Label> = labels.iter().filter(|label| label.separator != Some(' ')).collect();
    let mut cuts: Vec<usize> = (1..text.len())
        .filter(|index| is_blank(text.chars()[index - 1]) && !is_blank(text.chars()[*index]))
        .chain(labels.iter().map(|label| label.start))
        .filter(|cut| !labels.iter().any(|label| label.start < *cut && *cut <= label.body.min(text.len())))
        .collect();
    let pages = page_numbers_within(&text.raw());
    cuts.retain(|cut| !pages.iter().any(|(start, end)| (start + 1..*end).contains(cut)));
    cuts.extend(pages.iter().flat_map(|(start, end)| [*start, *end]).filter(|cut| (1..text.len()).contains(cut)));
    cuts.sort_unstable();
    cuts.dedup();
    let mut tokens = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for cut in cuts.into_iter().chain([text.len()]) {
        let token = text.slice(start..cut);
        if !token.is_blank() {
            tokens.push(token);
        }
        start = cut;
    }
    tokens
}
