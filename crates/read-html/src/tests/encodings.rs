use document::{Limits, Warning};
use encoding_rs::{BIG5, GB18030};

use super::{dump_of, error, read, texts};

const BODY: &str =
    "<p>壹、計畫依據：為提升服務品質，特訂定本計畫。</p><p>貳、計畫目標：簡化作業流程，縮短處理時間。</p>";

fn read_bytes(bytes: &[u8]) -> (Option<&'static str>, Vec<String>) {
    let reading = crate::read(bytes, &Limits::DEFAULT).unwrap();
    (reading.encoding, texts(&reading.document.blocks))
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names_or_shows() {
    let lines = ["壹、計畫依據：為提升服務品質，特訂定本計畫。", "貳、計畫目標：簡化作業流程，縮短處理時間。"];
    let big5 = |head: &str| BIG5.encode(&format!("{head}{BODY}")).0.into_owned();
    for (bytes, encoding) in [
        (big5("<meta charset=big5>"), "big5"),
        (big5("<meta http-equiv=Content-Type content='text/html; charset=Big5'>"), "big5"),
        (big5(""), "big5"),
        // What a page says of itself can be left over from before it was converted.
        (format!("<meta charset=big5>{BODY}").into_bytes(), "utf-8"),
        (format!("<meta charset=utf-16>{BODY}").into_bytes(), "utf-8"),
        (big5("<meta charset=utf-8>"), "big5"),
        (BODY.as_bytes().to_vec(), "utf-8"),
        (format!("\u{FEFF}<meta charset=big5>{BODY}").into_bytes(), "utf-8"),
        (BODY.encode_utf16().flat_map(u16::to_le_bytes).collect(), "utf-16le"),
        (format!("\u{FEFF}{BODY}").encode_utf16().flat_map(u16::to_be_bytes).collect(), "utf-16be"),
    ] {
        assert_eq!(read_bytes(&bytes), (Some(encoding), lines.map(str::to_owned).to_vec()));
    }
    let simplified = "<meta charset=gb2312><p>一、指导思想：简化办事流程，提高服务质量。</p>";
    let (bytes, ..) = GB18030.encode(simplified);
    assert_eq!(read_bytes(&bytes), (Some("gbk"), vec!["一、指导思想：简化办事流程，提高服务质量。".to_owned()]));
}

#[test]
fn only_what_shows_is_reported_as_undecodable() {
    let mut page = format!("<meta charset=utf-8><!-- \u{1}\u{2} -->{BODY}<p>參、").into_bytes();
    page.extend(b"\xE8\xA8 </p>\n<script>// \xFF</script>");
    let reading = crate::read(&page, &Limits::DEFAULT).unwrap();
    assert!(dump_of(&reading).contains("參、\u{FFFD}"));
    let [Warning::UndecodableBytes { count: 1, origin }] = reading.warnings.as_slice() else {
        panic!("{:?}", reading.warnings)
    };
    assert_eq!(origin.lines, Some((1, 1)));
}

#[test]
fn user_defined_characters_are_reported() {
    let reading = read("<p>甲</p>\n<p>乙&#xE000;\u{F8FF}</p>");
    let [Warning::UserDefinedCharacters { count: 2, origin }] = reading.warnings.as_slice() else {
        panic!("{:?}", reading.warnings)
    };
    assert_eq!(origin.lines, Some((2, 2)));
}

#[test]
fn bytes_that_are_no_page_are_garbled() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let page = [b"<html><p>".as_slice(), &noise].concat();
    assert!(matches!(error(&page), document::ReadError::Garbled { .. }));
}
