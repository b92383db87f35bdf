//! Spaces that are layout.

use crate::fold::is_invisible;

/// Whether `c` counts as Chinese where a space beside it is layout and a line break beside it joins: ideographs and
/// their parts, bopomofo, kana, the punctuation and the enclosed or square forms of Chinese type, full-width forms, and
/// the dash, the ellipsis and the circle that Chinese text writes as characters of its own.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2014}' | '\u{2015}' | '\u{2025}' | '\u{2026}' // — ― ‥ …
        | '\u{25CB}' // ○, written for 〇
        | '\u{2E80}'..='\u{2FFF}' // radicals
        | '\u{3001}'..='\u{312F}' // 、。「」〔〕, kana, bopomofo; not the blank U+3000
        | '\u{3190}'..='\u{4DBF}' // strokes, ㈠ ㊣, extension A
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}' // vertical and small forms
        | '\u{FF01}'..='\u{FF9F}' | '\u{FFE0}'..='\u{FFE6}' // full-width forms, half-width 「」、
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// `text` without the white space, line breaks included, that touches a Chinese character ([`is_cjk`]); any other run of
/// white space becomes one space, and the ends are trimmed. Invisible characters stay and don't part what they stand
/// between.
#[must_use]
pub fn close_up(text: &str) -> String {
    closed_up(text.chars(), text.len())
}

/// [`close_up`] of a text that is at hand as characters.
#[must_use]
pub fn close_up_chars(text: &[char]) -> String {
    closed_up(text.iter().copied(), text.len() * CJK_BYTES)
}

/// Bytes of most Chinese characters.
const CJK_BYTES: usize = 3;

fn closed_up(text: impl Iterator<Item = char>, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes);
    // What is held back until the next visible character says whether a space stands before it.
    let mut gap = false;
    let mut held = String::new();
    let mut last = None;
    for c in text {
        // Most characters are ideographs, which need no look into the tables of Unicode.
        if !matches!(c, '\u{4E00}'..='\u{9FFF}') {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if is_invisible(c) {
                if gap {
                    held.push(c)
                } else {
                    out.push(c)
                }
                continue;
            }
        }
        if gap {
            if last.is_some_and(|last| !is_cjk(last)) && !is_cjk(c) {
                out.push(' ');
            }
            out.push_str(&held);
            held.clear();
            gap = false;
        }
        out.push(c);
        last = Some(c);
    }
    out.push_str(&held);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_that_touch_a_chinese_character_go() {
        for (text, closed) in [
            ("", ""),
            (" \u{3000}\n", ""),
            ("壹、 計畫 依據", "壹、計畫依據"),
            ("提升\n  服務\r\n品質", "提升服務品質"),
            ("於 97 年 12 月 27 日 前", "於97年12月27日前"),
            ("e-mail  信箱", "e-mail信箱"),
            ("annual\n report", "annual report"),
            (" (1)\tstep one ", "(1) step one"),
            ("一 ○ 三 年", "一○三年"),
            ("㈠ A　㈡ B", "㈠A㈡B"),
            ("ㄧ 、 … … —— ok", "ㄧ、……——ok"),
            ("Ａ Ｂ １ ％", "ＡＢ１％"),
            ("𠮷 田", "𠮷田"),
            ("100 %", "100 %"),
        ] {
            assert_eq!(close_up(text), closed, "{text:?}");
        }
    }

    #[test]
    fn invisible_characters_part_nothing() {
        assert_eq!(close_up("祐\u{E0100} abc"), "祐\u{E0100}abc");
        assert_eq!(close_up("abc \u{200B}祐"), "abc\u{200B}祐");
        assert_eq!(close_up("abc \u{200B}def"), "abc \u{200B}def");
        assert_eq!(close_up("abc \u{200B}"), "abc\u{200B}");
    }

    #[test]
    fn what_is_chinese() {
        assert!("字㐀𠀀⼀⺠々〇、。「」『』〔〕ㄅㄧㄨ㈠㊣（）：％…—○".chars().all(is_cjk));
        assert!(!" \u{3000}aé1.(%①●■─│“”·→\u{E000}".chars().any(is_cjk));
    }

    proptest! {
        #[test]
        fn closing_up_loses_only_white_space(text in "[ \u{3000}\n\ta-c字、\u{200B}]{0,40}") {
            let closed = close_up(&text);
            let visible = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&closed), visible(&text));
            prop_assert_eq!(&close_up(&closed), &closed);
            prop_assert_eq!(close_up_chars(&text.chars().collect::<Vec<_>>()), closed);
        }
    }
}
