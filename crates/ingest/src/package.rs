//! A folder of page images as one file: a zip package whose parts are not compressed (APPNOTE.TXT 6.3.10, 4.3), the same bytes for the same
//! images wherever and whenever it is made.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use flate2::Crc;

/// Extensions of images that pages come in; those on one line are one kind.
const KINDS: [&[&str]; 3] = [&["png"], &["jpg", "jpeg"], &["tif", "tiff"]];

/// Parts that a package without extensions of its format can have.
pub(crate) const MOST_PAGES: usize = 65_535;

/// Bytes of a part's header, without its name.
const LOCAL: u64 = 30;

/// Bytes of its entry in the directory, without its name.
const ENTRY: u64 = 46;

/// Bytes of the end of the directory.
const END: u64 = 22;

/// Version 1.0 of the format; names in UTF-8; not compressed; midnight of 1 January 1980, the first moment that there is.
const VERSION: u16 = 10;
const UTF8: u16 = 1 << 11;
const STORED: u16 = 0;
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;

/// A page: the name of its file, where it is, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    pub(crate) bytes: u64,
}

/// Whether the files of these names are the pages of one document: two or more images, all of one kind.
pub(crate) fn are_pages<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let kinds: Vec<Option<usize>> = names.map(kind).collect();
    let is_first = |kind: &Option<usize>| kind.is_some() && *kind == kinds[0];
    (2..=MOST_PAGES).contains(&kinds.len()) && kinds.iter().all(is_first)
}

fn kind(name: &str) -> Option<usize> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_it = |kind: &&[&str]| kind.iter().any(|known| known.eq_ignore_ascii_case(extension));
    KINDS.iter().position(is_it).filter(|_| !stem.is_empty())
}

/// The order in which a person numbers pages: 2 before 10.
pub(crate) fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut rest_a, mut rest_b) = (a, b);
    loop {
        let ((number_a, after_a), (number_b, after_b)) = (digits(rest_a), digits(rest_b));
        if !number_a.is_empty() && !number_b.is_empty() {
            let [a, b] = [number_a, number_b].map(|number| number.trim_start_matches('0'));
            match a.len().cmp(&b.len()).then_with(|| a.cmp(b)) {
                Ordering::Equal => (rest_a, rest_b) = (after_a, after_b),
                other => return other,
            }
        } else {
            let (mut chars_a, mut chars_b) = (rest_a.chars(), rest_b.chars());
            match (chars_a.next(), chars_b.next()) {
                (None, None) => return a.cmp(b),
                (first_a, first_b) if first_a == first_b => (rest_a, rest_b) = (chars_a.as_str(), chars_b.as_str()),
                (first_a, first_b) => return first_a.cmp(&first_b),
            }
        }
    }
}

/// The number that a text begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// Bytes that a package of these pages has.
pub(crate) fn size(pages: &[Page]) -> u64 {
    let part = |page: &Page| page.bytes.saturating_add(2 * page.name.len() as u64 + LOCAL + ENTRY);
    pages.iter().map(part).fold(END, u64::saturating_add)
}

/// Writes the package. Numbers that the format has no room for are its largest: nobody reads a package of that size.
///
/// # Errors
/// Those of the files, and of whoever takes the bytes.
pub(crate) fn write(pages: &[Page], target: &mut dyn Write) -> io::Result<()> {
    let mut directory = Vec::new();
    let mut written = 0_u64;
    for page in pages {
        let offset = clamp(written);
        let (check, length) = check_sum(page)?;
        let fields = fields(&page.name, check, length);
        let mut local = b"PK\x03\x04".to_vec();
        local.extend(&fields);
        local.extend(page.name.as_bytes());
        target.write_all(&local)?;
        let copied = io::copy(&mut File::open(&page.file)?, target)?;
        written = written.saturating_add(local.len() as u64).saturating_add(copied);

        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&fields);
        // No comment, on the first disk, nothing said of the file's nature.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(page.name.as_bytes());
    }
    target.write_all(&directory)?;
    let count = u16::try_from(pages.len()).unwrap_or(u16::MAX).to_le_bytes();
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend([count, count].concat());
    end.extend(clamp(directory.len() as u64).to_le_bytes());
    end.extend(clamp(written).to_le_bytes());
    end.extend([0, 0]);
    target.write_all(&end)
}

/// What header and entry of a part have in common.
fn fields(name: &str, check: u32, length: u64) -> Vec<u8> {
    let mut fields = Vec::new();
    for number in [VERSION, UTF8, STORED, TIME, DATE] {
        fields.extend(number.to_le_bytes());
    }
    for number in [check, clamp(length), clamp(length)] {
        fields.extend(number.to_le_bytes());
    }
    fields.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    fields.extend([0, 0]);
    fields
}

fn clamp(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The CRC-32 of a page's file, and its length.
fn check_sum(page: &Page) -> io::Result<(u32, u64)> {
    let (mut file, mut crc, mut length) = (File::open(&page.file)?, Crc::new(), 0_u64);
    let mut chunk = vec![0; 64 << 10];
    loop {
        match file.read(&mut chunk) {
            Ok(0) => return Ok((crc.sum(), length)),
            Ok(count) => {
                crc.update(chunk.get(..count).unwrap_or_default());
                length = length.saturating_add(count as u64);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use std::fs;
    use std::io::Cursor;

    use tempfile::tempdir;
    use zip::{CompressionMethod, ZipArchive};

    use super::*;

    #[test]
    fn pages_are_two_or_more_images_of_one_kind() {
        let cases: [(&[&str], bool); 9] = [
            (&["1.png", "2.png"], true),
            (&["1.jpg", "2.JPEG", "3.Jpg"], true),
            (&["a.tif", "b.tiff"], true),
            (&["1.png"], false),
            (&[], false),
            (&["1.png", "2.jpg"], false),
            (&["1.png", "2.png", "notes.txt"], false),
            (&["1.gif", "2.gif"], false),
            (&["png", ".png"], false),
        ];
        for (names, expected) in cases {
            assert_eq!(are_pages(names.iter().copied()), expected, "{names:?}");
        }
    }

    #[test]
    fn numbers_are_in_the_order_of_what_they_count() {
        let mut names = [
            "p10.png",
            "p2.png",
            "p02.png",
            "p1b.png",
            "p1.png",
            "10.png",
            "9.png",
            "p1a10.png",
            "p1a9.png",
            "第10頁",
            "第9頁",
            "",
        ];
        names.sort_by(|a, b| natural_order(a, b));
        let expected = [
            "",
            "9.png",
            "10.png",
            "p1.png",
            "p1a9.png",
            "p1a10.png",
            "p1b.png",
            "p02.png",
            "p2.png",
            "p10.png",
            "第9頁",
            "第10頁",
        ];
        assert_eq!(names, expected);
        for a in names {
            for b in names {
                assert_eq!(natural_order(a, b), natural_order(b, a).reverse(), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_package_holds_its_pages_as_they_are_and_is_as_long_as_was_said() {
        let dir = tempdir().unwrap();
        let page = |name: &str, bytes: &[u8]| {
            let file = dir.path().join(name);
            fs::write(&file, bytes).unwrap();
            Page { name: name.to_owned(), file, bytes: bytes.len() as u64 }
        };
        let pages = [page("2.png", b"two"), page("10.png", &[7; 100_000]), page("第3頁.png", b"")];
        let mut made = Vec::new();
        write(&pages, &mut made).unwrap();
        assert_eq!(made.len() as u64, size(&pages));
        let mut again = Vec::new();
        write(&pages, &mut again).unwrap();
        assert_eq!(made, again);
        let mut archive = ZipArchive::new(Cursor::new(made)).unwrap();
        for (at, page) in pages.iter().enumerate() {
            let mut part = archive.by_index(at).unwrap();
            assert_eq!(
                (part.name().unwrap(), part.compression()),
                (page.name.as_str().into(), CompressionMethod::Stored)
            );
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, fs::read(&page.file).unwrap());
        }
        let gone = Page { name: "gone.png".to_owned(), file: dir.path().join("gone.png"), bytes: 0 };
        assert!(write(&[gone], &mut Vec::new()).is_err());
    }
}
