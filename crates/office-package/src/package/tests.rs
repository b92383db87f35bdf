#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use std::io::{Cursor, Write};

use document::{Limits, ReadError};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Package, Part};

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(parts, CompressionMethod::Deflated)
}

fn zip_with(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(bytes: &[u8], name: &str) -> Part {
    Package::open(bytes, &Limits::DEFAULT).unwrap().part(name).unwrap().unwrap()
}

fn varied(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index * 7919 % 251) as u8 ^ (index / 251) as u8).collect()
}

#[test]
fn parts_are_found_whatever_the_slashes_and_the_case_of_their_names() {
    let bytes = zip(&[("word\\Document.xml", b"a"), ("/word/styles.xml", b"b")]);
    assert_eq!(read(&bytes, "word/document.xml").bytes, b"a");
    assert_eq!(read(&bytes, "/Word/Styles.xml").bytes, b"b");
    let mut package = Package::open(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(package.part("word/numbering.xml"), Ok(None));
    assert_eq!(package.names(), ["word\\Document.xml", "word/styles.xml"]);
}

#[test]
fn a_package_without_its_directory_still_gives_its_parts() {
    for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
        let bytes = zip_with(&[("a.xml", b"<a/>"), ("b.xml", &varied(4000))], method);
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        let cut = &bytes[..directory];
        assert_eq!(read(cut, "a.xml").bytes, b"<a/>");
        let part = read(cut, "b.xml");
        assert_eq!((part.bytes, part.damage), (varied(4000), None), "{method:?}");
    }
}

#[test]
fn a_part_that_is_cut_off_gives_what_there_is() {
    for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
        let bytes = zip_with(&[("a.xml", &varied(4000))], method);
        let part = read(&bytes[..1000], "a.xml");
        assert!(part.damage.is_some());
        assert!(part.bytes.len() > 500 && varied(4000).starts_with(&part.bytes), "{} of {method:?}", part.bytes.len());
    }
}

#[test]
fn a_wrong_checksum_is_damage_and_loses_nothing() {
    let mut bytes = zip_with(&[("a.xml", b"0123456789")], CompressionMethod::Stored);
    let at = bytes.windows(10).position(|window| window == b"0123456789").unwrap();
    bytes[at] = b'x';
    let part = read(&bytes, "a.xml");
    assert_eq!(part.bytes, b"x123456789");
    assert!(part.damage.is_some());
}

#[test]
fn what_inflates_beyond_the_bound_is_too_large_whatever_it_declares() {
    let limits = Limits { inflated: 100_000, ..Limits::DEFAULT };
    let mut bytes = zip(&[("a.xml", &[b'a'; 90_000]), ("b.xml", &[b'b'; 20_000])]);
    let mut package = Package::open(&bytes, &limits).unwrap();
    assert!(package.part("a.xml").unwrap().is_some());
    assert!(matches!(package.part("b.xml"), Err(ReadError::TooLarge { limit: 100_000, .. })));
    let sizes: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == 90_000_u32.to_le_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in sizes {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let limits = Limits { inflated: 50_000, ..limits };
    let part = Package::open(&bytes, &limits).unwrap().part("a.xml");
    assert!(matches!(part, Err(ReadError::TooLarge { .. })) || part.unwrap().is_some_and(|part| part.damage.is_some()));
}

#[test]
fn no_zip_is_malformed() {
    assert!(matches!(Package::open(b"PK\x03\x04", &Limits::DEFAULT), Err(ReadError::Malformed { .. })));
    assert!(matches!(Package::open(b"", &Limits::DEFAULT), Err(ReadError::Malformed { .. })));
}

proptest! {
    #[test]
    fn no_damage_makes_it_panic(cut in 0usize..700, at in 0usize..700, byte: u8) {
        let mut bytes = zip(&[("a.xml", &varied(300)), ("b.xml", b"<b/>")]);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(cut.max(1));
        if let Ok(mut package) = Package::open(&bytes, &Limits::DEFAULT) {
            let names: Vec<String> = package.names().into_iter().map(str::to_owned).collect();
            for name in names {
                let _ = package.part(&name);
            }
        }
    }
}
