use crate::is_line_end;

/// Share of control characters, in percent, from which bytes are no text: random bytes have 10, an executable 30.
const CONTROLS: usize = 5;

/// Control characters that may have strayed into any text, however short.
const STRAY: usize = 3;

/// Share of undecodable characters, in percent, from which nobody can read the rest.
const UNDECODABLE: usize = 30;

/// Share of accented Latin letters and signs, in percent, that no language reaches: Vietnamese has some 25.
const ACCENTED: usize = 45;

/// What speaks against a text being sensible, if anything does.
pub fn garbled(text: &str) -> Option<String> {
    let (mut all, mut visible, mut controls, mut undecodable, mut accented) = (0, 0, 0, 0, 0);
    for c in text.trim_end_matches(['\0', '\u{1A}']).chars() {
        all += 1;
        if is_plain(c) {
            visible += 1;
            continue;
        }
        visible += usize::from(!c.is_whitespace());
        controls += usize::from(is_binary(c));
        undecodable += usize::from(c == '\u{FFFD}');
        accented += usize::from(is_accented(c));
    }
    let beyond = |part: usize, whole: usize, percent: usize| part * 100 > whole * percent;
    if controls >= STRAY && beyond(controls, all, CONTROLS) {
        return Some(format!("{controls} of {all} characters are control characters, as in a binary file"));
    }
    if beyond(undecodable, visible, UNDECODABLE) {
        return Some(format!("{undecodable} of {visible} characters could not be decoded"));
    }
    if beyond(accented, visible, ACCENTED) {
        return Some(format!(
            "{accented} of {visible} characters are accented Latin letters and signs, as when one encoding is taken for another"
        ));
    }
    None
}

/// Most characters of a text, which need no further look.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}')
}

fn is_binary(c: char) -> bool {
    // Escape sequences of a terminal and the backspaces of a printer are text gone stale, not binary.
    let stale = matches!(c, '\u{8}' | '\u{1B}');
    let noncharacter = matches!(c as u32 & 0xFFFF, 0xFFFE | 0xFFFF) || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    noncharacter || (c.is_control() && c != '\t' && !stale && !is_line_end(c))
}

fn is_accented(c: char) -> bool {
    let quotes_of_1252 = matches!(c, '\u{2018}'..='\u{203A}' | '€' | '™' | 'ˆ' | '˜');
    matches!(c, '\u{A1}'..='\u{24F}') || (quotes_of_1252 && !matches!(c, '‘' | '’' | '“' | '”' | '…' | '•' | '‧'))
}
