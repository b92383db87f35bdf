//! Office files that are damaged, or made to hurt: each has an outcome, and what can be read of it is.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use document::{Block, Document, Limits, ReadError, Reading};
use tests::office::{content_xml, document_xml, docx, docx_of, numbering_xml, odt, package, text_p, w_p};

/// Reads on a thread with a small stack, as a worker may have.
fn read(bytes: Vec<u8>, extension: &'static str) -> Result<Reading, ReadError> {
    let reading = move || read_any::read(&bytes, Some(extension), &Limits::DEFAULT, &ocr::Recognition::NEVER).1;
    std::thread::Builder::new().stack_size(2 << 20).spawn(reading).unwrap().join().unwrap()
}

fn text(document: &Document) -> String {
    fn add(blocks: &[Block], text: &mut String) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    *text += paragraph.label.as_deref().unwrap_or_default();
                    *text += &paragraph.text();
                    text.push('\n');
                }
                Block::Table(table) => table.cells.iter().for_each(|cell| add(&cell.blocks, text)),
                Block::Embedded(embedded) => *text += &embedded.name,
            }
        }
    }
    let mut all = String::new();
    add(&document.blocks, &mut all);
    all
}

/// Text of the reading, and whether its warnings make it partial.
#[track_caller]
fn reads(bytes: Vec<u8>, extension: &'static str) -> (String, bool) {
    let reading = read(bytes, extension).unwrap();
    (text(&reading.document), reading.warnings.iter().any(document::Warning::loses_text))
}

#[track_caller]
fn reads_whole(bytes: Vec<u8>, extension: &'static str, expected: &[&str]) {
    let (text, partial) = reads(bytes, extension);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines, partial), (expected.to_vec(), false));
}

const RTF: &str = "{\\rtf1\\ansi\\ansicpg950\\uc0 ";

#[test]
fn packages_that_are_cut_off_give_what_there_is() {
    let body: String = (0..3000).map(|number| w_p(&format!("第{number}項，{}辦理。", number * 7919 % 1009))).collect();
    let word = docx(&(w_p("壹、依據") + &body));
    let paragraphs: String =
        (0..3000).map(|number| text_p(&format!("第{number}項，{}辦理。", number * 7919 % 1009))).collect();
    let open = odt(&(text_p("壹、依據") + &paragraphs));
    for (whole, extension) in [(word, "docx"), (open, "odt")] {
        for percent in [5, 20, 40, 60, 80, 95] {
            let cut = whole[..whole.len() * percent / 100].to_vec();
            match read(cut, extension) {
                Ok(reading) => {
                    assert!(text(&reading.document).starts_with("壹、依據"), "{extension} {percent}");
                    let partial = reading.warnings.iter().any(document::Warning::loses_text);
                    assert!(partial || percent > 90, "{extension} {percent}");
                }
                Err(error) => assert!(percent < 20, "{extension} {percent}: {error}"),
            }
        }
    }
}

#[test]
fn parts_that_are_cut_off_or_missing_cost_only_themselves() {
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>依據</w:t></w:r></w:p>";
    let document = document_xml(&(numbered.to_owned() + &w_p("辦理") + &w_p("完成")));
    let numbering = numbering_xml();
    let of = |document: &str, numbering: &str| {
        docx_of(&[("word/document.xml", document.as_bytes()), ("word/numbering.xml", numbering.as_bytes())])
    };
    reads_whole(of(&document, &numbering), "docx", &["壹、依據", "辦理", "完成"]);
    let cut = document.find("完成").unwrap();
    assert_eq!(reads(of(&document[..cut], &numbering), "docx"), ("壹、依據\n辦理\n".to_owned(), true));
    assert_eq!(reads(of(&document, &numbering[..60]), "docx"), ("依據\n辦理\n完成\n".to_owned(), true));
    let alone = docx_of(&[("word/document.xml", document.as_bytes())]);
    assert_eq!(reads(alone, "docx"), ("依據\n辦理\n完成\n".to_owned(), true));
    let content = content_xml(&(text_p("壹、依據") + &text_p("完成")));
    let cut = content.find("完成").unwrap();
    let mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice());
    let open = package(&[mimetype, ("content.xml", &content.as_bytes()[..cut])]);
    assert_eq!(reads(open, "odt"), ("壹、依據\n".to_owned(), true));
    assert_eq!(reads(format!("{RTF}\\'b3\\'f8\\par \\'a7").into_bytes(), "rtf"), ("報\n\u{FFFD}\n".to_owned(), true));
}

#[test]
fn wrong_containers_are_named() {
    let sheet = package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    let Err(ReadError::Unsupported { found }) = read(sheet, "docx") else { panic!("a sheet is no text") };
    assert!(found.contains("Excel"));
    assert!(matches!(read(package(&[("a.txt", b"a")]), "docx"), Err(ReadError::Unsupported { .. })));
    assert!(matches!(read(docx_of(&[]), "docx"), Err(ReadError::Malformed { .. })));
    assert!(matches!(read(b"PK\x03\x04".to_vec(), "docx"), Err(ReadError::Unsupported { .. })));
    let mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice());
    assert!(matches!(read(package(&[mimetype]), "odt"), Err(ReadError::Malformed { .. })));
}

#[test]
fn a_bomb_is_too_large_whatever_size_it_declares() {
    let size = 160_000_000_usize;
    let mut bytes = docx_of(&[("word/document.xml", &vec![b' '; size])]);
    assert!(matches!(read(bytes.clone(), "docx"), Err(ReadError::TooLarge { .. })));
    let declared = u32::try_from(size).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == declared).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(read(bytes, "docx").is_err());
}

#[test]
fn numbers_without_sense_make_no_table_grow() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", w_p(text));
    let word = format!(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1000000000'/></w:trPr>{}{}</w:tr></w:tbl>{}",
        cell("<w:gridSpan w:val='1000000000'/>", "甲"),
        cell("<w:gridSpan w:val='-5'/>", "乙"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1000000000'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>",
    );
    let (text, _) = reads(docx(&word), "docx");
    assert!(text.starts_with("甲\n乙\n") && text.trim_end().ends_with('丙'), "{text}");
    let open = "<table:table><table:table-column table:number-columns-repeated='1000000000'/>\
                <table:table-row table:number-rows-repeated='1000000000'><table:table-cell \
                table:number-columns-spanned='1000000000' table:number-rows-spanned='1000000000'><text:p>甲</text:p></table:table-cell>\
                <table:table-cell table:number-columns-repeated='1000000000'/></table:table-row>\
                <table:table-row><table:table-cell><text:p>乙<text:s text:c='1000000000'/>丙</text:p></table:table-cell></table:table-row></table:table>";
    let (text, _) = reads(odt(open), "odt");
    assert!(
        text.contains('甲') && text.contains('乙') && text.contains('丙') && text.len() < 100_000,
        "{}",
        text.len()
    );
    let rich =
        format!("{RTF}\\trowd\\cellx1000000000\\cellx-1000000000\\intbl a\\cell b\\cell\\row\\pard\\bin1000000000 c}}");
    let (text, _) = reads(rich.into_bytes(), "rtf");
    assert!(text.starts_with("a\nb"), "{text}");
}

#[test]
fn a_million_empty_paragraphs_cost_nothing() {
    let million = 1_000_000;
    reads_whole(docx(&("<w:p/>".repeat(million) + &w_p("甲"))), "docx", &["甲"]);
    reads_whole(odt(&("<text:p/>".repeat(million) + &text_p("甲"))), "odt", &["甲"]);
    reads_whole(format!("{RTF}{} a}}", "\\par".repeat(million)).into_bytes(), "rtf", &["a"]);
}

#[test]
fn what_is_nested_too_deeply_keeps_its_text() {
    for depth in [200, 2_000, 20_000] {
        let word = "<w:tbl><w:tr><w:tc>".repeat(depth)
            + &w_p("甲")
            + &"<w:p/></w:tc></w:tr></w:tbl>".repeat(depth)
            + &w_p("乙");
        reads_whole(docx(&word), "docx", &["甲", "乙"]);
        let open = "<table:table><table:table-row><table:table-cell>".repeat(depth)
            + &text_p("甲")
            + &"</table:table-cell></table:table-row></table:table>".repeat(depth)
            + &text_p("乙");
        reads_whole(odt(&open), "odt", &["甲", "乙"]);
        let lists = "<text:list><text:list-item>".repeat(depth)
            + &text_p("甲")
            + &"</text:list-item></text:list>".repeat(depth);
        let (text, _) = reads(odt(&lists), "odt");
        assert!(text.contains('甲'), "{depth}");
        let content = "<w:sdt><w:sdtContent>".repeat(depth) + &w_p("甲") + &"</w:sdtContent></w:sdt>".repeat(depth);
        reads_whole(docx(&content), "docx", &["甲"]);
        let rich = format!("{RTF}\\intbl\\itap{depth} a\\nestcell{}", "{".repeat(depth));
        let (text, _) = reads(rich.into_bytes(), "rtf");
        assert!(text.starts_with('a'), "{depth}: {text}");
    }
}

#[test]
fn fields_and_text_boxes_in_one_another_keep_their_text() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>";
    let (text, _) = reads(docx(&format!("<w:p>{}<w:r><w:t>甲</w:t></w:r></w:p>", begin.repeat(20_000))), "docx");
    assert!(text.contains('甲'));
    let boxes = "<w:p><w:r><w:pict><w:txbxContent>".repeat(1_000)
        + &w_p("甲")
        + &"</w:txbxContent></w:pict></w:r></w:p>".repeat(1_000);
    let (text, _) = reads(docx(&boxes), "docx");
    assert!(text.contains('甲'));
}
