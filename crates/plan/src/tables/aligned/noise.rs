//! Pieces that a bad text recognition left between the lines of a table.

use script::Script;

use crate::fields::due;
use crate::text::Text;

/// A piece in the other script than the table's, without a character of the table's own, or with kana in it.
pub(super) fn is_foreign(text: &Text, own: Option<Script>) -> bool {
    let kana = |c: &char| matches!(c, '\u{3041}'..='\u{30FA}');
    if text.chars().iter().any(kana) {
        return true;
    }
    let counts = script::count(&text.raw());
    match own {
        Some(Script::Hant) => counts.hans >= 1 && counts.hant == 0,
        Some(Script::Hans) => counts.hant >= 1 && counts.hans == 0,
        _ => false,
    }
}

/// Whether a piece of a deadline cell is a time or the beginning or end of one.
pub(super) fn is_time(text: &Text) -> bool {
    due::looks_like_due(&text.closed())
}

/// A piece without the strokes that a bad recognition has put at its ends, and these.
pub(super) fn strip(text: &Text) -> (Text, Vec<Text>) {
    let is_stroke = |c: &char| matches!(c, '_' | '~' | '·' | '^' | '`');
    let chars = text.chars();
    let start = chars.iter().take_while(|c| is_stroke(c)).count();
    let end = text.len() - chars[start..].iter().rev().take_while(|c| is_stroke(c)).count();
    let stray = [text.slice(0..start), text.from(end)].into_iter().filter(|piece| piece.len() > 0).collect();
    (text.slice(start..end), stray)
}
