use document::{Limits, ReadError, Warning};

use super::{dump_of, error, read, texts};

#[test]
fn what_does_not_begin_as_rtf_is_malformed() {
    for bytes in [&b""[..], b"plain", b"{\\html", b"{", b"PK\x03\x04"] {
        assert!(matches!(error(bytes), ReadError::Malformed { .. }), "{bytes:?}");
    }
}

#[test]
fn a_file_without_text_says_so() {
    assert!(matches!(error(br"{\rtf1\ansi{\info{\title x}}\par \par}"), ReadError::NoText { .. }));
    assert!(matches!(error(br"{\rtf1\ansi{\fonttbl{\f0 Ti"), ReadError::Malformed { .. }));
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let limits = Limits { characters: 10, ..Limits::DEFAULT };
    let found = crate::read(br"{\rtf1 abcdefghijk\par}", &limits);
    assert!(matches!(found, Err(ReadError::TooLarge { bound: "characters", .. })));
    let limits = Limits { bytes: 4, ..Limits::DEFAULT };
    assert!(matches!(crate::read(br"{\rtf1 a}", &limits), Err(ReadError::TooLarge { bound: "bytes", .. })));
}

#[test]
fn a_file_that_breaks_off_keeps_what_was_read() {
    let reading = read(br"{\rtf1 a\par {\b b\cell");
    assert_eq!(reading.warnings.len(), 1);
    assert!(matches!(&reading.warnings[0], Warning::DamagedPart { part, .. } if part == "document"));
    assert!(dump_of(&reading).contains("0 a\n"));
}

#[test]
fn every_truncation_is_read_or_refused() {
    let whole = super::file(super::all_features::BODY);
    for end in 0..whole.len() {
        match crate::read(whole.get(..end).unwrap(), &Limits::DEFAULT) {
            Ok(reading) => assert!(reading.warnings.iter().any(Warning::loses_text), "cut off at {end}"),
            Err(ReadError::Malformed { .. }) => {}
            Err(error) => panic!("cut off at {end}: {error}"),
        }
    }
}

#[test]
fn data_that_is_cut_off_is_damage() {
    assert_eq!(read(br"{\rtf1 a\par{\pict\bin999999999 xyz").warnings.len(), 1);
}

#[test]
fn a_brace_too_many_does_not_end_the_file() {
    let reading = read(br"{\rtf1 a\par}b\par}");
    assert_eq!(texts(br"{\rtf1 a\par}b\par}"), ["a", "b"]);
    assert!(matches!(&reading.warnings[..], [Warning::DamagedPart { .. }]));
}

#[test]
fn what_follows_the_last_brace_is_no_text() {
    let reading = read(b"{\\rtf1 a\\par}\r\n\0\0junk");
    assert_eq!(dump_of(&reading), "0 a\n");
}

#[test]
fn white_space_and_a_mark_may_stand_before_the_file() {
    assert_eq!(texts(b"\xEF\xBB\xBF\r\n {\\rtf1 a\\par}"), ["a"]);
}
