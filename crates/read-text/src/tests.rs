#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use document::{Block, Flow, Limits, Paragraph, ReadError, Reading, Warning};
use encoding_rs::{BIG5, GB18030};
use proptest::prelude::*;

use crate::read;

fn paragraphs(reading: &Reading) -> Vec<&Paragraph> {
    let paragraph = |block: &'_ Block| match block {
        Block::Paragraph(_) => true,
        Block::Table(_) | Block::Embedded(_) => false,
    };
    assert!(reading.document.blocks.iter().all(paragraph));
    reading
        .document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Paragraph(found) = block { Some(found) } else { None })
        .collect()
}

fn read_ok(bytes: &[u8]) -> Reading {
    read(bytes, &Limits::DEFAULT).unwrap()
}

/// Line, gap, text.
fn dump(text: &str) -> Vec<String> {
    let reading = read_ok(text.as_bytes());
    let line = |paragraph: &&Paragraph| {
        let lines = paragraph.runs[0].origin.lines.unwrap();
        format!("{}{} {}", lines.0, if paragraph.gap_before { "^" } else { "" }, paragraph.text())
    };
    paragraphs(&reading).iter().map(line).collect()
}

#[test]
fn a_line_is_a_paragraph_as_it_stands() {
    assert_eq!(
        dump("壹、依據\n  行政院函頒之方案 \n\n\n\t一、目標\t\n"),
        ["1 壹、依據", "2   行政院函頒之方案 ", "5^ \t一、目標\t"]
    );
    assert_eq!(read_ok("壹、".as_bytes()).document.flow, Flow::Lines);
}

#[test]
fn every_line_end_counts_once() {
    assert_eq!(
        dump("甲\r\n乙\r丙\u{85}丁\u{2028}戊\u{2029}己\u{c}庚\u{b}辛\n\r壬"),
        ["1 甲", "2 乙", "3 丙", "4 丁", "5 戊", "6 己", "7 庚", "8 辛", "10^ 壬"]
    );
}

#[test]
fn a_line_of_white_space_is_blank_unless_it_holds_tabs() {
    assert_eq!(dump("甲\n 　\u{A0}\u{200B}\n乙\n\t\t\n丙"), ["1 甲", "3^ 乙", "4 \t\t", "5 丙"]);
}

#[test]
fn places_are_scalars_without_the_byte_order_mark() {
    let reading = read_ok("\u{FEFF}壹、😀\r\n乙".as_bytes());
    let chars: Vec<_> = paragraphs(&reading).iter().map(|paragraph| paragraph.runs[0].origin.chars).collect();
    assert_eq!(chars, [Some((0, 3)), Some((5, 6))]);
}

#[test]
fn control_characters_part_runs() {
    let reading =
        read_ok("壹、計畫\0依據：為提升服務品質\u{1}，特訂定本計畫。\u{FEFF}以下略，各單位應依規定辦理。".as_bytes());
    let [paragraph] = paragraphs(&reading)[..] else { panic!("one line") };
    let runs: Vec<_> = paragraph.runs.iter().map(|run| (run.text.as_str(), run.origin.chars.unwrap())).collect();
    assert_eq!(runs[0], ("壹、計畫", (0, 4)));
    assert_eq!(runs[1], ("依據：為提升服務品質", (5, 15)));
    assert_eq!(runs.len(), 4);
    assert_eq!(dump("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸\n\u{1}\n甲").len(), 2);
}

const PLAN: &str = "壹、計畫依據：行政院函頒之服務躍升方案。\n貳、計畫目標：簡化作業流程，提供民眾便捷之服務。\n";

#[test]
fn the_encoding_is_told_by_the_bytes() {
    let simplified = "一、指导思想：简化办事流程，提高服务质量。\n二、工作目标：建立长效机制，让群众满意。\n";
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for (bytes, encoding, text) in [
        (PLAN.as_bytes().to_vec(), "utf-8", PLAN),
        (BIG5.encode(PLAN).0.into_owned(), "big5", PLAN),
        (GB18030.encode(simplified).0.into_owned(), "gbk", simplified),
        (utf16(PLAN, u16::to_le_bytes), "utf-16le", PLAN),
        (utf16(PLAN, u16::to_be_bytes), "utf-16be", PLAN),
        (utf16(&format!("\u{FEFF}{PLAN}"), u16::to_le_bytes), "utf-16le", PLAN),
        (b"Plan for 2026\n".to_vec(), "utf-8", "Plan for 2026\n"),
    ] {
        let reading = read_ok(&bytes);
        assert_eq!(reading.encoding, Some(encoding));
        let read: String = paragraphs(&reading).iter().map(|paragraph| paragraph.text() + "\n").collect();
        assert_eq!(read, text, "{encoding}");
        assert_eq!(reading.warnings, []);
    }
}

#[test]
fn undecodable_bytes_are_marked_and_reported() {
    for (mut bytes, encoding) in [(PLAN.as_bytes().to_vec(), "utf-8"), (BIG5.encode(PLAN).0.into_owned(), "big5")] {
        bytes.extend(b"\n\xFF!\n\xFF\xFF\n");
        let reading = read_ok(&bytes);
        assert_eq!(reading.encoding, Some(encoding));
        let [Warning::UndecodableBytes { count: 3, origin }] = reading.warnings.as_slice() else {
            panic!("{:?}", reading.warnings)
        };
        assert_eq!(origin.lines, Some((4, 4)));
        assert_eq!(paragraphs(&reading)[2].text(), "\u{FFFD}!");
    }
}

#[test]
fn user_defined_characters_are_kept_and_reported() {
    let mut big5 = BIG5.encode(PLAN).0.into_owned();
    big5.extend(b"\xFA\x40\x8E\x40\n");
    let reading = read_ok(&big5);
    let [Warning::UserDefinedCharacters { count: 2, origin }] = reading.warnings.as_slice() else {
        panic!("{:?}", reading.warnings)
    };
    assert_eq!(origin.lines, Some((3, 3)));
    let reading = read_ok(format!("{PLAN}\u{E001}").as_bytes());
    assert!(matches!(reading.warnings.as_slice(), [Warning::UserDefinedCharacters { count: 1, .. }]));
}

#[test]
fn nothing_to_read_is_an_error() {
    for bytes in [b"".as_slice(), b" \n\t\n", "\u{FEFF}　\r\n".as_bytes(), b"\0\0"] {
        assert!(matches!(read(bytes, &Limits::DEFAULT), Err(ReadError::NoText { .. })), "{bytes:?}");
    }
}

#[test]
fn binary_files_are_garbled() {
    let noise = |seed: u32| {
        (0..5000u32).map(move |n| (n.wrapping_mul(seed).wrapping_add(n * n) >> 11) as u8).collect::<Vec<u8>>()
    };
    for bytes in [
        noise(2_654_435_761),
        noise(40_503),
        b"ab\0\0\x7F\x02".repeat(50),
        PLAN.repeat(3).into_bytes().iter().map(|byte| byte ^ 0xE5).collect(),
    ] {
        assert!(
            matches!(read(&bytes, &Limits::DEFAULT), Err(ReadError::Garbled { .. })),
            "{:?}",
            read(&bytes, &Limits::DEFAULT)
        );
    }
    // UTF-8 that was taken for Latin and saved as UTF-8 again.
    let twice: String = PLAN.bytes().map(char::from).filter(|c| !c.is_control()).collect();
    assert!(matches!(read(twice.as_bytes(), &Limits::DEFAULT), Err(ReadError::Garbled { .. })));
}

#[test]
fn bytes_and_lines_are_bounded() {
    let limits = Limits { bytes: 20, ..Limits::DEFAULT };
    assert!(matches!(read(PLAN.as_bytes(), &limits), Err(ReadError::TooLarge { bound: "bytes", limit: 20, .. })));
    let limits = Limits { nodes: 3, ..Limits::DEFAULT };
    assert!(matches!(read(b"a\nb\nc\nd\n", &limits), Err(ReadError::TooLarge { bound: "lines", limit: 3, .. })));
    assert!(read(b"a\nb\n\nc\n", &limits).is_ok());
}

proptest! {
    #[test]
    fn every_run_is_the_text_at_its_place(text in "[甲-癸a-c 　\t\r\n\u{0}\u{c}\u{2028}\u{feff}]{0,80}") {
        // Enough of a text that the control characters are few.
        let text = format!("甲{text}{}", "一二三四五六七八九十".repeat(50));
        let reading = read_ok(text.as_bytes());
        let scalars: Vec<char> = text.chars().collect();
        let mut covered = vec![false; scalars.len()];
        for run in paragraphs(&reading).into_iter().flat_map(|paragraph| &paragraph.runs) {
            let (from, to) = run.origin.chars.unwrap();
            let (from, to) = (from as usize, to as usize);
            prop_assert_eq!(&run.text, &scalars[from..to].iter().collect::<String>());
            for seen in &mut covered[from..to] {
                prop_assert!(!*seen);
                *seen = true;
            }
        }
        for (c, covered) in scalars.iter().zip(covered) {
            let dropped = *c == '\0' || *c == '\u{FEFF}';
            prop_assert!(covered || dropped || c.is_whitespace());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &Limits::DEFAULT);
    }
}
