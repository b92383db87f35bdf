//! Texts that are too long to be shown, before anyone shows them.

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;

/// Bytes of content from which on its text is measured before it is drawn: every glyph of a text stands in memory with
/// some 100 bytes, of a Type 3 font with some 1000, until the text is shown.
const LONG_CONTENT: usize = 1 << 20;

/// Bytes of one text, which an operator shows. Few have more than a line's.
const TEXT: usize = 1 << 16;

/// Whether an operator shows more bytes of text than any page needs.
pub(super) fn has_long_text(content: &[u8]) -> bool {
    if content.len() <= LONG_CONTENT || length_of_strings(content) <= TEXT {
        return false;
    }
    let mut operators = TypedIter::new(content);
    while let Some(operator) = operators.next() {
        let length = match &operator {
            TypedInstruction::ShowText(text) => text.0.as_bytes().len(),
            TypedInstruction::NextLineAndShowText(text) => text.0.as_bytes().len(),
            TypedInstruction::ShowTextWithParameters(text) => text.2.as_bytes().len(),
            TypedInstruction::ShowTexts(texts) => texts.0.data().len(),
            _ => 0,
        };
        if length > TEXT {
            return true;
        }
    }
    false
}

/// Bytes of all strings, at least.
fn length_of_strings(content: &[u8]) -> usize {
    let mut length = 0;
    let mut at = 0;
    while let Some(start) = content.get(at..).and_then(|rest| memchr::memchr2(b'(', b'<', rest)).map(|found| at + found)
    {
        let rest = content.get(start + 1..).unwrap_or_default();
        let end = if content.get(start) == Some(&b'<') { memchr::memchr(b'>', rest) } else { end_of_literal(rest) };
        let string = end.unwrap_or(rest.len());
        length += string;
        at = start + 1 + string + 1;
    }
    length
}

// Parentheses are balanced or escaped (ISO 32000-1, 7.3.4.2).
fn end_of_literal(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    rest.iter().position(|byte| {
        match byte {
            _ if is_escaped => {
                is_escaped = false;
                return false;
            }
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    })
}
