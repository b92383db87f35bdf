//! Characters that stand for other characters.

use unicode_normalization::UnicodeNormalization;

use crate::radicals::{FIRST, SUPPLEMENT};

/// The ordinary character that `c` stands for, or `c` itself.
///
/// Folded are the compatibility ideographs (their NFC), the Kangxi radicals and the radicals of the supplement (the
/// ideograph that they show), and blanks other than the space: those an em wide become U+3000, which stays, the others
/// U+0020. Full-width forms and enclosed or dotted numbers stay, because their looks mean something in a plan.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        '\0'..='\u{9F}' => c,
        '\u{A0}' | '\u{2000}' | '\u{2002}' | '\u{2004}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        '\u{2001}' | '\u{2003}' => '\u{3000}',
        '\u{2E80}'..='\u{2EFF}' => SUPPLEMENT.get((u32::from(c) - FIRST) as usize).copied().unwrap_or(c),
        '\u{2F00}'..='\u{2FDF}' => only(std::iter::once(c).nfkc(), c),
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => only(std::iter::once(c).nfc(), c),
        _ => c,
    }
}

/// Whether `c` shows nothing and takes no room: zero-width characters, marks of direction, soft hyphens, variation
/// selectors, byte order marks, control characters that are no white space.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E01EF}' => true,
        _ => c.is_control() && !c.is_whitespace(),
    }
}

/// Whether `c` is from a private-use area: a user-made character, whose shape the source's own font alone knows.
#[must_use]
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The one character of `chars`, or `otherwise`: folding keeps positions.
fn only(mut chars: impl Iterator<Item = char>, otherwise: char) -> char {
    match (chars.next(), chars.next()) {
        (Some(c), None) => c,
        _ => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(fold).collect()
    }

    #[test]
    fn compatibility_ideographs_become_ordinary_ones() {
        assert_eq!(folded("\u{F96B}、辦\u{F9E4}"), "參、辦理");
        assert_eq!(folded("\u{2F804}\u{FA10}"), "你塚");
        // Unified ideographs that stand in the compatibility block.
        assert_eq!(folded("\u{FA0E}\u{FA29}"), "\u{FA0E}\u{FA29}");
    }

    #[test]
    fn radicals_become_ideographs() {
        assert_eq!(folded("\u{2F00}\u{2F06}\u{2F42}\u{2F63}\u{2FD5}"), "一二文生龠");
        assert_eq!(folded("\u{2EA0}政\u{2ED1}期\u{2ED8}年\u{2EC4}區\u{2EF3}"), "民政長期青年西區龟");
        // U+2E80 stands for no ideograph, U+2E9A and U+2FD6 are unassigned.
        assert_eq!(folded("\u{2E80}\u{2E9A}\u{2EFF}\u{2FD6}"), "\u{2E80}\u{2E9A}\u{2EFF}\u{2FD6}");
    }

    #[test]
    fn every_radical_of_the_supplement_is_in_its_place() {
        let ideographs = (FIRST..FIRST + 0x74).filter_map(char::from_u32).filter(|&c| fold(c) != c).map(fold);
        assert_eq!(ideographs.clone().count(), 114);
        assert!(ideographs.clone().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{2FFFF}')));
        assert_eq!((fold('\u{2E81}'), fold('\u{2EB6}'), fold('\u{2EE4}')), ('厂', '羊', '鬼'));
    }

    #[test]
    fn what_looks_different_stays() {
        let text = "，：（）％ＡＢ１㈠㊣①⑴⒈…～ㄧ○〇「」㎡Ⅳ\u{E000}";
        assert_eq!(folded(text), text);
    }

    #[test]
    fn blanks_keep_their_width() {
        assert_eq!(folded("a\u{A0}b\u{2009}c\u{202F}d\u{205F}e"), "a b c d e");
        assert_eq!(folded("\u{2003}\u{2001}\u{3000}\t"), "\u{3000}\u{3000}\u{3000}\t");
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in '\0'..=char::MAX {
            assert_eq!(fold(fold(c)), fold(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn invisible_characters() {
        assert!("\u{200B}\u{200D}\u{200E}\u{FEFF}\u{2060}\u{AD}\u{FE0F}\u{E0100}\0\u{7}".chars().all(is_invisible));
        assert!(!"a 　\t\n\u{85}\u{2028}。字\u{E000}\u{A0}".chars().any(is_invisible));
    }

    #[test]
    fn private_use() {
        assert!("\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}".chars().all(is_private_use));
        assert!(!"字\u{D7FF}\u{F900}\u{FFFFE}".chars().any(is_private_use));
    }
}
