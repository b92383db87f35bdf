//! What a file amounts to.

use document::{Limits, ReadError, Warning};

use super::build::{File, composite, deflated, embedded, helvetica, true_type};
use super::crypt::encrypted;
use super::{pages, text};

fn read(bytes: &[u8]) -> Result<document::Reading, ReadError> {
    crate::read(bytes, &Limits::DEFAULT, &ocr::Recognition::NEVER)
}

/// A file with pages of these contents: text in Helvetica (F) and in a font that nothing explains (U), and an image (I).
fn with_pages(contents: &[&str]) -> Vec<u8> {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[]));
    let unknown = embedded("Kai", "/Identity-H", "Identity", program, "");
    let fonts = file.fonts(&[("F", helvetica()), ("U", unknown)]);
    let image = file
        .stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x");
    for content in contents {
        file.page(&format!("{fonts} /XObject << /I {image} 0 R >>"), content);
    }
    file.bytes()
}

const TEXT: &str = "BT /F 10 Tf 100 700 Td (readable words stand here) Tj ET";
const UNKNOWN: &str = "BT /U 10 Tf 100 600 Td <000100020003> Tj ET";
const IMAGE: &str = "q 500 0 0 700 50 50 cm /I Do Q";

#[test]
fn an_empty_user_password_needs_no_one_to_know_it() {
    assert_eq!(text(&encrypted(b"", "Standard")), "secret");
}

#[test]
fn a_password_is_asked_for_and_an_unknown_encryption_named() {
    assert_eq!(read(&encrypted(b"password", "Standard")), Err(ReadError::Encrypted));
    let Err(ReadError::Unsupported { found }) = read(&encrypted(b"", "Own")) else { panic!() };
    assert!(found.contains("encryption"), "{found}");
}

#[test]
fn files_without_text_say_how_many_pages_they_have() {
    let found = |contents: &[&str]| match read(&with_pages(contents)) {
        Err(ReadError::NoText { found }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(&[IMAGE; 7]), "7 pages, all of them images");
    assert_eq!(found(&[IMAGE]), "1 page, an image");
    assert_eq!(found(&["", "0 0 100 1 re f"]), "2 pages without text");
    assert_eq!(found(&[IMAGE, ""]), "2 pages, 1 of them images, none with text");
    assert_eq!(pages(&with_pages(&[IMAGE, TEXT, IMAGE])).images_only, [1, 3]);
}

#[test]
fn pages_that_are_images_among_others_are_named() {
    let reading = read(&with_pages(&[IMAGE, TEXT, IMAGE, IMAGE])).unwrap();
    assert_eq!(reading.pages, Some(4));
    let [warning @ Warning::UnreadPages { pages, .. }] = reading.warnings.as_slice() else {
        panic!("{:?}", reading.warnings)
    };
    assert_eq!(*pages, [1, 3, 4]);
    assert!(warning.loses_text());
    assert_eq!(warning.to_string(), "pages 1, 3–4 could not be read: images without a text layer");
}

#[test]
fn undecodable_pages_are_named_or_the_file_is_garbled() {
    let reading = read(&with_pages(&[TEXT, UNKNOWN])).unwrap();
    assert!(matches!(reading.warnings.as_slice(), [Warning::UnreadPages { pages, .. }] if *pages == [2]));
    assert!(matches!(read(&with_pages(&[UNKNOWN, UNKNOWN])), Err(ReadError::Garbled { .. })));
    let mostly = format!("{TEXT} BT /U 10 Tf 100 600 Td <0001> Tj ET");
    let reading = read(&with_pages(&[&mostly])).unwrap();
    assert!(matches!(reading.warnings.as_slice(), [Warning::UndecodableBytes { count: 1, .. }]));
}

#[test]
fn what_is_no_pdf_file_is_refused_in_a_sentence() {
    let found = |bytes: &[u8]| match read(bytes) {
        Err(ReadError::Malformed { expected: "a PDF file", found }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(b""), "bytes without the signature of one");
    assert_eq!(found(b"%PDF-1.4\n%%EOF"), "a file without readable pages");
}

#[test]
fn a_file_cut_off_is_read_as_far_as_it_goes() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td (kept) Tj ET");
    let bytes = file.bytes();
    let table = bytes.windows(4).position(|window| window == b"xref").unwrap();
    let found = pages(&bytes[..table]);
    assert_eq!(super::text_of(&found.pages[0]), "kept");
    assert!(matches!(found.warnings.as_slice(), [Warning::DamagedPart { .. }]), "{:?}", found.warnings);
}

#[test]
fn a_page_whose_content_cannot_be_decoded_is_named() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let good = file.page(&fonts, "BT /F 10 Tf 100 700 Td (kept) Tj ET");
    let bad = file.page(&fonts, "");
    // The page's content stands before it.
    file.replace(bad - 1, "<< /Filter /DCTDecode /Length 3 >>\nstream\nxxx\nendstream");
    let found = pages(&file.bytes());
    assert_eq!(found.pages.len(), 2);
    assert!(
        matches!(found.warnings.as_slice(), [Warning::UnreadPages { pages, .. }] if *pages == [2]),
        "{:?} {good}",
        found.warnings
    );
}

#[test]
fn deflated_content_and_cross_references_are_read() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", composite("/ETen-B5-H", "CNS1", ""))]);
    let page = file.page(&fonts, "");
    let data = deflated(b"BT /F 10 Tf 100 700 Td <AD70B565> Tj ET");
    let mut body = format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    file.replace(page - 1, body);
    assert_eq!(text(&file.bytes()), "計畫");
}
