use encoding_rs::{BIG5, GB18030};

use crate::{Lines, decode, garbled, head, private_use};

/// Invented lines, enough of them for the statistics of letters.
const TRADITIONAL: &str = "秋實鎮公所為民服務工作計畫：各課室應簡化申辦流程，並公開作業時限。";
const SIMPLIFIED: &str = "秋实镇人民政府为民服务工作方案：各科室应简化办事流程，并公开办理时限。";

#[test]
fn short_texts_of_either_script_are_told_apart() {
    for (text, bytes, encoding) in [
        (TRADITIONAL, BIG5.encode(TRADITIONAL).0, "big5"),
        (SIMPLIFIED, GB18030.encode(SIMPLIFIED).0, "gbk"),
        ("實施計畫", BIG5.encode("實施計畫").0, "big5"),
    ] {
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }
}

#[test]
fn a_declaration_counts_unless_the_bytes_speak_against_it() {
    let gbk = GB18030.encode("方案").0;
    assert_eq!(decode(&gbk, Some("gb2312")).text, "方案");
    assert_eq!(decode(TRADITIONAL.as_bytes(), Some("big5")).text, TRADITIONAL);
    assert_eq!(decode(&BIG5.encode(TRADITIONAL).0, Some("utf-8")).text, TRADITIONAL);
    assert_eq!(decode(&BIG5.encode(TRADITIONAL).0, Some("iso-8859-1")).text, TRADITIONAL);
    assert_eq!(decode(b"plan", Some("no such encoding")).encoding, "utf-8");
    assert_eq!(decode(b"plan", Some("big5")).encoding, "utf-8");
}

#[test]
fn a_damaged_text_keeps_its_encoding() {
    for (bytes, encoding) in [
        (TRADITIONAL.repeat(3).into_bytes(), "utf-8"),
        (BIG5.encode(&TRADITIONAL.repeat(3)).0.into_owned(), "big5"),
        (GB18030.encode(&SIMPLIFIED.repeat(3)).0.into_owned(), "gbk"),
    ] {
        let mut damaged = bytes.clone();
        damaged.splice(40..40, [b'\n', 0xFF, b'\n']);
        let decoded = decode(&damaged, None);
        assert_eq!(decoded.encoding, encoding);
        assert!(decoded.undecodable.is_some_and(|found| found.count <= 4), "{:?}", decoded.undecodable);
        let cut = decode(bytes.get(..bytes.len() - 1).unwrap_or_default(), None);
        assert_eq!(cut.encoding, encoding);
        assert_eq!(cut.undecodable.map(|found| found.count), Some(1), "{}", cut.text);
    }
}

#[test]
fn utf_16_is_known_without_a_mark() {
    for text in [TRADITIONAL, "壹、依據\r\n貳、目標\r\n", "2026 plan, part 1\r\n", "<html><p>計畫</p>"] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((decode(&little, None).text.as_str(), decode(&little, None).encoding), (text, "utf-16le"));
        assert_eq!((decode(&big, None).text.as_str(), decode(&big, None).encoding), (text, "utf-16be"));
    }
    for text in ["plan\0\0\0\0for\0\0\0\0all", "abcdefgh\0abcdefgh", TRADITIONAL] {
        assert_eq!(decode(text.as_bytes(), None).encoding, "utf-8", "{text}");
    }
}

#[test]
fn user_defined_big5_is_found_where_it_stands() {
    for (pair, expected) in [
        (b"\xFA\x40", true),
        (b"\x81\x40", true),
        (b"\x8E\x40", true),
        (b"\xC6\xA1", true),
        (b"\xC8\xFE", true),
        (b"\xC6\x7E", false),
        (b"\xC9\x40", false),
        (b"\xF9\xD6", false),
        (b"\xA4\x40", false),
    ] {
        let mut bytes = BIG5.encode(TRADITIONAL).0.into_owned();
        bytes.extend(pair);
        let found = decode(&bytes, Some("big5")).user_defined;
        let first = u32::try_from(TRADITIONAL.chars().count()).ok();
        assert_eq!(found.map(|found| found.first), first.filter(|_| expected), "{pair:X?}");
    }
    assert_eq!(private_use("甲\u{E000}乙\u{10FFFD}").map(|found| (found.count, found.first)), Some((2, 1)));
    assert_eq!(private_use("甲乙"), None);
}

#[test]
fn garbled_says_what_speaks_against_a_text() {
    for (text, reason) in [
        ("\u{1}\u{2}ab".repeat(9), Some("control characters")),
        ("\u{FFFD}甲".repeat(9), Some("could not be decoded")),
        ("Ã¥Â¤Â§".repeat(9), Some("accented Latin letters")),
        (TRADITIONAL.to_owned(), None),
        ("Điều khoản và điều kiện về kế hoạch".to_owned(), None),
        ("Où êtes-vous née, à Orléans? «Ça alors!»".to_owned(), None),
        (format!("{}\0\0\0\0\u{1A}", TRADITIONAL), None),
        ("\t1\t2\r\n\u{c}".repeat(9), None),
    ] {
        let found = garbled(&text);
        assert_eq!(found.is_some(), reason.is_some(), "{text}: {found:?}");
        assert!(reason.is_none_or(|reason| found.is_some_and(|found| found.contains(reason))), "{text}");
    }
}

#[test]
fn lines_count_every_end_once() {
    let lines = Lines::of("甲\r\n乙\n\r丙\u{2028}丁");
    let at: Vec<u32> = (0..9).map(|scalar| lines.line(scalar)).collect();
    assert_eq!(at, [1, 1, 1, 2, 2, 3, 4, 4, 5]);
    assert_eq!(lines.origin(0, 4).lines, Some((1, 2)));
    assert_eq!(lines.origin(3, 3).lines, Some((2, 2)));
}

#[test]
fn a_head_is_cut_anywhere() {
    assert_eq!(head("計畫".as_bytes(), 4), "計\u{FFFD}");
    assert_eq!(head(b"ab", 10), "ab");
}
