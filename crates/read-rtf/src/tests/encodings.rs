use document::Warning;
use encoding_rs::{BIG5, GBK};

use super::{dump, dump_of, file, read, shows, texts};

#[test]
fn the_second_byte_may_be_a_plain_character() {
    shows(r"\f1 一定的辦法\par", &["0 一定的辦法"]);
    assert_eq!(texts(br"{\rtf1\ansicpg950 \'a4@\'a9w\par}"), ["一定"]);
}

#[test]
fn the_second_byte_may_be_a_backslash_or_a_brace() {
    shows(r"\f1 功許蓋\par", &["0 功許蓋"]);
    assert_eq!(texts(br"{\rtf1\ansicpg950 \'a5\'5c\'b3\'5c\par}"), ["功許"]);
    assert_eq!(texts(b"{\\rtf1\\ansicpg950 \xA5\\\\\xB3\\'5c\\par}"), ["功許"]);
}

#[test]
fn raw_bytes_are_read_as_the_font_has_them() {
    let mut bytes = br"{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset136 a;}{\f1\fcharset134 b;}}\f0 ".to_vec();
    bytes.extend_from_slice(&BIG5.encode("青川市計畫").0);
    bytes.extend_from_slice(br"\f1 ");
    bytes.extend_from_slice(&GBK.encode("实施计划").0);
    bytes.extend_from_slice(br"\par}");
    assert_eq!(texts(&bytes), ["青川市計畫实施计划"]);
}

#[test]
fn a_raw_second_byte_that_nobody_escaped_belongs_to_the_first() {
    assert_eq!(texts(b"{\\rtf1\\ansicpg950 \xA5\x5Cabc\\par}"), ["功abc"]);
    assert_eq!(texts(b"{\\rtf1\\ansicpg950 {\xA4\x7B}\\par x\\par}").len(), 2);
}

#[test]
fn line_ends_within_a_character_are_nothing() {
    assert_eq!(texts(b"{\\rtf1\\ansicpg950 \\'a5\r\n\\'5c\xB3\n\\'5c\\par}"), ["功許"]);
}

#[test]
fn fonts_have_code_pages() {
    shows(
        r"{\f0 caf\'e9}{\f4 \'bc\'c6\'bb\'ae}{\f5 \'8c\'76\'89\'e6}{\f6 \'cf\'eb\'e0\'ed}\par",
        &["0 café计划計画План"],
    );
}

#[test]
fn a_font_may_name_its_code_page() {
    assert_eq!(texts(br"{\rtf1\ansi{\fonttbl{\f0\fcharset1\cpg950 a;}}\f0\'b7s\par}"), ["新"]);
    assert_eq!(texts(br"{\rtf1\pc \'80\par}"), ["Ç"]);
    assert_eq!(texts(br"{\rtf1\mac \'8e\par}"), ["é"]);
    assert_eq!(texts(br"{\rtf1\ansicpg65001 \'e8\'a8\'88\par}"), ["計"]);
}

#[test]
fn the_language_stands_in_for_a_code_page() {
    assert_eq!(texts(br"{\rtf1\ansi\deflang1033\deflangfe1028 \'b7s\par}"), ["新"]);
}

#[test]
fn where_no_font_has_a_charset_of_two_bytes_all_text_is_in_the_code_page_of_the_document() {
    assert_eq!(texts(br"{\rtf1\ansicpg950{\fonttbl{\f0\fcharset0 a;}}\f0\'b7s\par}"), ["新"]);
    shows(r"{\f0 25\'b0C}\par", &["0 25°C"]);
}

#[test]
fn sorts_of_characters_have_fonts_of_their_own() {
    shows(r"\loch\af0\hich\af0\dbch\f1 \'b7s\par", &["0 新"]);
    shows(r"\hich\af0\dbch\af1\loch\f0 \'e9\par", &["0 é"]);
    shows(r"\loch\f0\hich\af0\dbch\af1\rtlch\fcs1\af0\ltrch\fcs0 \dbch \'b7s\par", &["0 新"]);
}

#[test]
fn unicode_replaces_its_fallback() {
    shows(r"\uc1\u-30200\'ad\uc2\u30059\'b5\'65!\par", &["0 計畫!"]);
    shows(r"\uc0\u-30200 a\uc1\u30059?b\par", &["0 計a畫b"]);
    shows(r"{\uc2 \u35336??}\u30059?\par", &["0 計畫"]);
    shows(r"\u35336\emdash x\u30059\par y\par", &["0 計x畫", "1 y"]);
}

#[test]
fn a_fallback_of_two_bytes_goes_even_where_one_was_announced() {
    shows(r"\f1\uc1\u35336\'ad\'70\u30059\'b5\'65\par", &["0 計畫"]);
}

#[test]
fn two_halves_are_one_character() {
    shows(r"\u-10173?\u-8952?\u134047?\par", &["0 𠴈𠮟"]);
}

#[test]
fn of_alternatives_the_unicode_one_is_read() {
    shows(r"{\upr{ji {\b hua}}{\*\ud{\u35336?\u30059?}}}\par", &["0 計畫"]);
}

#[test]
fn symbol_fonts_show_their_glyphs() {
    shows(r"{\f2 l\'a8\'fe n}{\f3 \'b7}{\f2 \u-3844?}\u-3913?\par", &["0 ●□☑ ■•✓•"]);
}

#[test]
fn letters_of_a_symbol_font_that_nobody_knows_are_letters() {
    shows(r"{\fonttbl{\f9\fnil\fcharset2 OpenSymbol;}}{\f9 abc\u8226\'95}{\f2 \'fe}\par", &["0 abc•☑"]);
}

#[test]
fn special_characters() {
    shows(
        r"\lquote a\rquote\ldblquote b\rdblquote\emdash\endash\bullet\~\_x\-y\emspace z\zwj\par",
        &["0 ‘a’“b”—–•\u{A0}-xy\u{2003}z\u{200D}"],
    );
}

#[test]
fn bytes_without_meaning_are_counted() {
    let reading = read(&file(r"a\par\f1 \'ff\'fe b \'a4\'20\u55000\u55357 c\par"));
    assert!(matches!(reading.warnings[..], [Warning::UndecodableBytes { count: 3.., .. }]), "{:?}", reading.warnings);
    assert_eq!(reading.warnings[0].origin().paragraph, Some(1));
}

#[test]
fn user_defined_characters_are_counted() {
    let dump = dump(r"\f1 \'fa\'40\u-8192?\par");
    assert!(dump.contains("! 2 characters are user-defined"), "{dump}");
}

#[test]
fn zeros_and_control_characters_are_nothing() {
    assert_eq!(dump_of(&read(b"{\\rtf1 a\0\x01b\x7F\tc\\par}\0\0\0")), "0 ab\\tc\n");
}
