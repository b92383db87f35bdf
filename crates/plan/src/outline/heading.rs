//! A division's first paragraph: what of it is the heading, what already its text.

use crate::Lexicon;
use crate::fields::kind;
use crate::lines::shape::is_sentence;
use crate::text::{Text, is_blank};

/// Characters of the longest heading that is told from a sentence by a colon or a blank behind it.
const LONGEST: usize = 24;

/// Characters of the longest heading that runs into its text without a colon.
const LONGEST_RUN_IN: usize = 12;

/// Characters of the shortest sentence that a division can be without the mark of one: 本計畫奉核可後實施.
const LEAST_SENTENCE: usize = 8;

/// The heading, and what stands behind it; of a division that is only a sentence the heading is empty. The colon that
/// closes a heading stands in neither.
pub(crate) fn parts(text: &Text, lexicon: &Lexicon) -> (Text, Text) {
    let text = text.trimmed();
    if let Some(colon) = text.chars().iter().take(LONGEST + 1).position(|c| matches!(c, '：' | ':')) {
        let head = text.slice(0..colon);
        if !head.is_blank() && is_heading(&head) {
            return (head.trimmed(), text.from(colon + 1).trimmed());
        }
    }
    if let Some(tab) = text.chars().iter().take(LONGEST + 1).position(|c| *c == '\t') {
        let head = text.slice(0..tab).trimmed();
        if is_heading(&head) && is_named(&head, lexicon) {
            return (head, text.from(tab + 1).trimmed());
        }
    }
    if !is_sentence(&text) {
        let states = text.visible() >= LEAST_SENTENCE
            && speaks_of_itself(&text)
            && kind::kind_of_sentence(&text.closed(), lexicon).is_some();
        return if states { (Text::default(), text) } else { (text, Text::default()) };
    }
    for at in ends(&text) {
        let head = text.slice(0..at).trimmed();
        let behind = if text.get(at) == Some('。') { at + 1 } else { at };
        let rest = text.from(behind).trimmed();
        if is_heading(&head) && !rest.is_blank() && !speaks_of_itself(&head) && is_named(&head, lexicon) {
            return (head, rest);
        }
    }
    (Text::default(), text)
}

/// The sign between heading and text that [`parts`] leaves out.
pub(crate) fn sign(text: &Text, heading: &Text) -> Text {
    let Some(last) = heading.positions().last() else { return Text::default() };
    let Some(behind) = text.positions().iter().position(|at| at == last).map(|index| index + 1) else {
        return Text::default();
    };
    let end = (behind..text.len()).find(|index| !is_blank(text.chars()[*index])).unwrap_or(text.len());
    match text.get(end) {
        Some('：' | ':' | '。') => text.slice(end..end + 1),
        _ => Text::default(),
    }
}

/// Ends in the name of a kind of division.
fn is_named(head: &Text, lexicon: &Lexicon) -> bool {
    let closed = head.closed();
    kind::kind(&closed, lexicon).is_some_and(|(_, term)| closed.ends_with(&term))
}

/// Begins with 本: 本計畫…, 本要點… is the beginning of a sentence.
fn speaks_of_itself(text: &Text) -> bool {
    text.first_visible() == Some('本')
}

/// Places at which a heading that runs into its text may end: a blank, the end of a first short sentence.
fn ends(text: &Text) -> Vec<usize> {
    text.chars()
        .iter()
        .enumerate()
        .take(LONGEST_RUN_IN)
        .skip(2)
        .filter(|(_, c)| is_blank(**c) || **c == '。')
        .map(|(index, _)| index)
        .collect()
}

/// Could be a heading: no clause in it.
fn is_heading(text: &Text) -> bool {
    let depth_zero = outside_quotes(text);
    !depth_zero.iter().any(|c| matches!(c, '。' | '，' | ',' | '；' | ';' | '！' | '？'))
}

/// The characters outside quotation marks: 成立「○○小組」 is a heading whatever stands between the marks.
fn outside_quotes(text: &Text) -> Vec<char> {
    let mut depth = 0_usize;
    let mut outside = Vec::new();
    for c in text.chars() {
        match c {
            '「' | '『' | '《' | '“' => depth += 1,
            '」' | '』' | '》' | '”' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(*c),
            _ => {}
        }
    }
    outside
}
