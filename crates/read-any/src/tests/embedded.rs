//! Files in files, and files that are not what they are called.

use std::io::{Cursor, Write};

use document::{Block, Limits, Part, ReadError, Reading, Warning};
use ocr::Recognition;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Format, read};

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        assert!(writer.start_file(*name, SimpleFileOptions::default()).is_ok());
        assert!(writer.write_all(bytes).is_ok());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
                 xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

/// A .docx with one imported part between two paragraphs.
fn importing(name: &str, media_type: &str, bytes: &[u8]) -> Vec<u8> {
    let document = format!(
        "<w:document {W}><w:body><w:p><w:r><w:t>前</w:t></w:r></w:p><w:altChunk r:id='c'/>\
         <w:p><w:r><w:t>後</w:t></w:r></w:p></w:body></w:document>"
    );
    let types = format!(
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
         <Override PartName='/word/{name}' ContentType='{media_type}'/></Types>"
    );
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='c' \
         Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk' Target='{name}'/></Relationships>"
    );
    package(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        (&format!("word/{name}"), bytes),
    ])
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                lines.push(paragraph.label.clone().unwrap_or_default() + &paragraph.text());
            }
            Block::Table(table) => lines.extend(table.cells.iter().flat_map(|cell| self::lines(&cell.blocks))),
            Block::Embedded(embedded) => lines.push(format!("unread {}", embedded.name)),
        }
    }
    lines
}

fn reading(bytes: &[u8], extension: &str) -> Reading {
    match read(bytes, Some(extension), &Limits::DEFAULT, &Recognition::NEVER).1 {
        Ok(reading) => reading,
        Err(error) => panic!("{error}"),
    }
}

const RTF: &[u8] = b"{\\rtf1\\ansi\\ansicpg950 \\'b3\\'f8\\par}";
const PAGE: &str = "<html><body><ol><li>甲</ol><table border=1><tr><td>乙</table></body></html>";

#[test]
fn an_imported_part_stands_where_it_is_imported() {
    for (name, media_type, bytes, expected) in [
        ("a.htm", "text/html", PAGE.as_bytes(), vec!["1.甲", "乙"]),
        ("a.rtf", "application/rtf", RTF, vec!["報"]),
        ("a.txt", "text/plain", "甲\n乙".as_bytes(), vec!["甲", "乙"]),
        (
            "a.docx",
            "application/vnd.openxmlformats",
            &importing("b.txt", "text/plain", "中".as_bytes()),
            vec!["前", "中", "後"],
        ),
    ] {
        let reading = reading(&importing(name, media_type, bytes), "docx");
        let shown = lines(&reading.document.blocks);
        assert_eq!(shown, [vec!["前"], expected, vec!["後"]].concat(), "{name}");
        assert_eq!(reading.warnings, [], "{name}");
    }
}

#[test]
fn the_place_of_what_is_imported_is_where_the_file_has_it() {
    let reading = reading(&importing("a.htm", "text/html", PAGE.as_bytes()), "docx");
    let Some(Block::Paragraph(imported)) = reading.document.blocks.get(1) else { panic!("a paragraph") };
    let Some(run) = imported.runs.first() else { panic!("text") };
    assert_eq!((run.origin.part, run.origin.chars, run.origin.lines), (Part::Body, None, None));
}

#[test]
fn an_imported_part_that_can_not_be_read_is_named() {
    let reading = reading(&importing("a.png", "image/png", b"\x89PNG\r\n\x1A\n"), "docx");
    assert_eq!(lines(&reading.document.blocks), ["前", "後"]);
    let [Warning::UnreadPart { part, .. }] = &reading.warnings[..] else { panic!("{:?}", reading.warnings) };
    assert!(part.ends_with("a.png"), "{part}");
}

#[test]
fn files_in_files_end() {
    let mut bytes = importing("a.txt", "text/plain", "底".as_bytes());
    for _ in 0..10 {
        bytes = importing("a.docx", "application/vnd.openxmlformats", &bytes);
    }
    let reading = reading(&bytes, "docx");
    assert!(reading.warnings.iter().any(|warning| matches!(warning, Warning::UnreadPart { .. })));
}

#[test]
fn a_web_archive_is_read_as_its_page() {
    let mail = |charset: &str, body: &[u8]| {
        let head = format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html{charset}\r\n\r\n"
        );
        [head.as_bytes(), body, b"\r\n--b--\r\n"].concat()
    };
    let big5 = encoding_rs::BIG5.encode("<p>壹、依據</p><p>貳、目標</p>").0.into_owned();
    for (bytes, encoding) in [
        (mail("; charset=big5", &big5), "big5"),
        (mail("", b"<meta charset=big5>".iter().chain(&big5).copied().collect::<Vec<u8>>().as_slice()), "big5"),
        (mail("; charset=\"utf-8\"", "<meta charset=big5><p>壹、依據</p><p>貳、目標</p>".as_bytes()), "utf-8"),
    ] {
        let reading = reading(&bytes, "doc");
        assert_eq!(lines(&reading.document.blocks), ["壹、依據", "貳、目標"]);
        assert_eq!(reading.encoding, Some(encoding));
        let Some(Block::Paragraph(first)) = reading.document.blocks.first() else { panic!("a paragraph") };
        assert!(first.runs.iter().all(|run| run.origin.chars.is_some()), "places are those of the page");
    }
    let empty = mail("", b"<html></html>");
    assert!(matches!(
        read(&empty, Some("mht"), &Limits::DEFAULT, &Recognition::NEVER).1,
        Err(ReadError::NoText { .. })
    ));
}

#[test]
fn what_is_called_doc_goes_to_the_reader_that_it_needs() {
    let docx = importing("a.txt", "text/plain", "中".as_bytes());
    let word = "<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>\
         <w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:body>\
         <w:p><w:r><w:t>中</w:t></w:r></w:p></w:body></w:wordDocument>";
    let flat = format!(
        "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>\
         <pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document {W}><w:body><w:p><w:r><w:t>中</w:t></w:r></w:p>\
         </w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    );
    let mail = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>中</p>";
    for (bytes, format) in [
        (docx, Format::Docx),
        (word.as_bytes().to_vec(), Format::WordXml),
        (flat.into_bytes(), Format::WordXml),
        (mail.as_bytes().to_vec(), Format::Mht),
        ("<html><body><p>中".as_bytes().to_vec(), Format::Html),
        ("{\\rtf1\\ansi\\ansicpg950 \\'a4\\'a4}".as_bytes().to_vec(), Format::Rtf),
        ("中\n".as_bytes().to_vec(), Format::Text),
    ] {
        let (found, reading) = read(&bytes, Some("doc"), &Limits::DEFAULT, &Recognition::NEVER);
        assert_eq!(found, Some(format));
        match reading {
            Ok(reading) => assert!(lines(&reading.document.blocks).contains(&"中".to_owned()), "{format:?}"),
            Err(error) => panic!("{format:?}: {error}"),
        }
    }
}
