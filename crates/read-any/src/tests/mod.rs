mod embedded;

use document::{Limits, ReadError};
use ocr::Recognition;

use crate::{Detected, Format, detect, formats, read};

/// A zip package with entries that are stored.
fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, content) in entries {
        bytes.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(u32::try_from(content.len()).unwrap_or(0).to_le_bytes().repeat(2));
        bytes.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        bytes.extend(0u16.to_le_bytes());
        bytes.extend(name.bytes().chain(content.bytes()));
    }
    bytes
}

/// A compound file as far as detection looks: its signature, and names at directory entries.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(512, 0);
    for name in names {
        let end = bytes.len() + 128;
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(end, 0);
    }
    bytes
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn signatures_decide_whatever_the_name() {
    use Format::{Doc, Docx, Html, Image, Mht, Odt, Pdf, Rtf, Text, WordXml};
    let html = "<!DOCTYPE html>\n<html><body>計畫</body></html>";
    for (bytes, format) in [
        (compound(&["Root Entry", "WordDocument"]), Doc),
        (zip(&[("[Content_Types].xml", ""), ("word/document.xml", "<w:p/>")]), Docx),
        (zip(&[("[Content_Types].xml", ""), ("word\\document2.xml", "<w:p/>")]), Docx),
        (zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]), Odt),
        (zip(&[("META-INF/manifest.xml", ""), ("content.xml", "")]), Odt),
        (b"{\\rtf1\\ansi}".to_vec(), Rtf),
        (b" \r\n{\\rtf1\\ansi}".to_vec(), Rtf),
        (b"%PDF-1.4\n".to_vec(), Pdf),
        ([b"\0\x01junk\r\n".as_slice(), b"%PDF-1.7"].concat(), Pdf),
        (html.as_bytes().to_vec(), Html),
        (format!("\u{3000}\n \u{3000}{html}").into_bytes(), Html),
        (utf16(html), Html),
        (html.encode_utf16().flat_map(u16::to_be_bytes).collect(), Html),
        (utf16(&format!("\u{FEFF}{html}")), Html),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<HTML>".to_vec(), Html),
        (b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">".to_vec(), Html),
        (b"<?xml version=\"1.0\"?><html><link href=\"http://www.w3.org/2005/Atom\"/><p><svg/></p>".to_vec(), Html),
        (b"<meta charset=big5><p>a</p>".to_vec(), Html),
        ("<p>壹、依據</p><p>貳、目標</p>".as_bytes().to_vec(), Html),
        ("<table border=1><tr><td>項次</td>".as_bytes().to_vec(), Html),
        (b"From: <Saved by Blink>\r\nSubject: plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n".to_vec(), Mht),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument>".to_vec(), WordXml),
        (b"<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">".to_vec(), WordXml),
        (b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">".to_vec(), Odt),
        (b"\x89PNG\r\n\x1A\n".to_vec(), Image),
        (b"\xFF\xD8\xFF\xE0".to_vec(), Image),
        (b"II*\0".to_vec(), Image),
        (b"GIF89a".to_vec(), Image),
        (b"BM\x36\0\0\0\0\0\0\0".to_vec(), Image),
        ("壹、計畫依據".as_bytes().to_vec(), Text),
    ] {
        for extension in [None, Some("txt"), Some("xyz")] {
            assert_eq!(detect(&bytes, extension), Detected::Format(format), "{extension:?} {}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn texts_that_mention_markup_are_texts() {
    for text in [
        "本計畫之 <u>重點</u> 如下",
        "<u>重點</u>：本計畫依下列規定辦理。",
        "<計畫>依據",
        "a < b",
        "- 一、依據\n| 甲 | 乙 |\n<br>",
        "檔案開頭為 %PDF-1.4 者",
        "From: 研考會\nTo: 各局處\n\n壹、依據",
        "<!-- 註 -->\n壹、依據",
        "<b>壹</b>、依據",
        "MIME-Version: 1.0\n\n壹、依據",
        "abcdefghWAVE and others",
    ] {
        assert_eq!(detect(text.as_bytes(), None), Detected::Format(Format::Text), "{text}");
        assert_eq!(detect(text.as_bytes(), Some("doc")), Detected::Format(Format::Text), "{text}");
    }
}

#[test]
fn what_no_reader_reads_has_a_name() {
    for (bytes, name) in [
        (compound(&["Root Entry", "Workbook"]), "Excel 97-2003"),
        (compound(&["PowerPoint Document"]), "PowerPoint 97-2003"),
        (compound(&["something"]), "OLE"),
        (zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), "Excel"),
        (zip(&[("mimetype", "application/epub+zip")]), "e-book"),
        (zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), "spreadsheet"),
        (zip(&[("plan.doc", "")]), "zip archive"),
        (b"Rar!\x1A\x07\0".to_vec(), "RAR"),
        (b"7z\xBC\xAF\x27\x1C".to_vec(), "7-Zip"),
        (b"MZ\x90\0\x03".to_vec(), "program"),
        (b"RIFF\0\0\0\0WEBPVP8".to_vec(), "WebP"),
        (b"<?xml version=\"1.0\"?><rss version=\"2.0\">".to_vec(), "news feed"),
        (b"<?xml version=\"1.0\"?><a/>".to_vec(), "XML"),
        (b"<?xml version=\"1.0\"?><svg/>".to_vec(), "SVG"),
        (b"<?xml version=\"1.0\"?><svg><foreignObject><html/></foreignObject></svg>".to_vec(), "SVG"),
    ] {
        let Detected::Other(found) = detect(&bytes, Some("txt")) else { panic!("{name}") };
        assert!(found.contains(name), "{found}");
        let (format, result) = read(&bytes, Some("txt"), &Limits::DEFAULT, &Recognition::NEVER);
        assert_eq!((format, result.err()), (None, Some(ReadError::Unsupported { found: found.to_owned() })));
    }
}

#[test]
fn the_extension_decides_where_the_content_does_not() {
    for (bytes, extension, format) in [
        (b"damaged".as_slice(), "pdf", Format::Pdf),
        (b"damaged", "docx", Format::Docx),
        (b"plan", "HTM", Format::Html),
        (b"plan", "md", Format::Text),
        (b"plan", "xml", Format::Text),
        (b"plan", "no such", Format::Text),
        (b"", "docx", Format::Docx),
        (b"\0\x01\x02\x03\x04\x05", "doc", Format::Doc),
    ] {
        assert_eq!(detect(bytes, Some(extension)), Detected::Format(format), "{extension}");
    }
    assert_eq!(detect(&compound(&["x"]), Some("doc")), Detected::Format(Format::Doc));
}

#[test]
fn reading_goes_to_the_reader_of_the_format() {
    let texts = |bytes: &[u8], extension| {
        let (format, reading) = read(bytes, extension, &Limits::DEFAULT, &Recognition::NEVER);
        (format.map(Format::name), reading.map(|reading| reading.document.blocks.len()))
    };
    assert_eq!(texts("甲\n乙".as_bytes(), Some("txt")), (Some("text"), Ok(2)));
    assert_eq!(texts("<html><p>甲".as_bytes(), Some("txt")), (Some("html"), Ok(1)));
    assert_eq!(texts(b"", Some("txt")).1, Err(ReadError::NoText { found: "an empty file".to_owned() }));
    assert_eq!(texts(b"GIF89a", None).1, Err(ReadError::NoText { found: "an image".to_owned() }));
    let (format, error) = read(b"%PDF-1.4", None, &Limits::DEFAULT, &Recognition::NEVER);
    assert!(matches!((format, error), (Some(Format::Pdf), Err(ReadError::Malformed { .. }))));
    let secret = compound(&["EncryptionInfo", "EncryptedPackage"]);
    assert_eq!(texts(&secret, Some("docx")), (Some("docx"), Err(ReadError::Encrypted)));
    let limits = Limits { bytes: 3, ..Limits::DEFAULT };
    let (format, reading) = read(b"%PDF-1.4", None, &limits, &Recognition::NEVER);
    assert_eq!(format, Some(Format::Pdf));
    assert_eq!(reading.err(), Some(ReadError::TooLarge { bound: "bytes", limit: 3, found: 8 }));
}

#[test]
fn the_table_is_in_order_and_names_each_thing_once() {
    let mut extensions: Vec<&str> = Vec::new();
    for (index, info) in formats().iter().enumerate() {
        assert_eq!(info.format as usize, index);
        assert_eq!(info.format.info(), info);
        extensions.extend(info.extensions);
        for extension in info.extensions {
            assert_eq!(Format::of_extension(&extension.to_uppercase()), Some(info.format));
        }
    }
    let all = extensions.len();
    extensions.sort_unstable();
    extensions.dedup();
    assert_eq!(extensions.len(), all);
}

#[test]
fn cut_packages_do_no_harm() {
    let package = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("word/document.xml", "x")]);
    for length in 0..package.len() {
        let _ = detect(package.get(..length).unwrap_or_default(), None);
    }
    let compound = compound(&["WordDocument"]);
    for length in 0..compound.len() {
        let _ = detect(compound.get(..length).unwrap_or_default(), None);
    }
}
