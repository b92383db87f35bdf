//! Files that are made to hurt, in one run: each has the outcome that a person would expect, and no reader dies of one.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use support::{House, MAINLAND, PLAN, pdf};
use tests::office::{content_xml, document_xml, docx, docx_of, odt, package, text_p, w_p};

/// So deep that a reader that calls itself overflows any stack.
const DEEP: usize = 20_000;

/// Bytes that unpack to more than is read of a package.
const BOMB: usize = 160_000_000;

const READ: &[&str] = &["ok", "partial"];
const OK: &[&str] = &["ok"];
const PARTIAL: &[&str] = &["partial"];
const NO_TEXT: &[&str] = &["no_text"];
const ENCRYPTED: &[&str] = &["encrypted"];
const UNSUPPORTED: &[&str] = &["unsupported"];
const MALFORMED: &[&str] = &["malformed"];
const TOO_LARGE: &[&str] = &["too_large"];
const GARBLED: &[&str] = &["garbled"];
/// What the damage has spared, or nothing: a matter of where it is.
const DAMAGED: &[&str] = &["ok", "partial", "malformed", "no_text", "garbled"];

/// Its name, its bytes, and what may become of it.
type Case = (&'static str, Vec<u8>, &'static [&'static str]);

#[test]
fn each_hostile_file_has_a_sensible_outcome() {
    let cases: Vec<Case> = [packages(), binaries(), documents(), pages(), texts()].concat();
    assert!(cases.len() >= 100, "{}", cases.len());
    let house = House::new(&[("in/good.txt", PLAN.as_bytes()), ("secret.txt", b"the secret")]);
    let mut expected: BTreeMap<String, &[&str]> = BTreeMap::from([("good.txt".to_owned(), OK)]);
    for (name, bytes, statuses) in cases {
        house.write(format!("in/{name}"), &bytes);
        assert!(expected.insert(name.to_owned(), statuses).is_none(), "{name}");
    }
    let done = house.run(["import", "in", "--out", "out"]);
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);

    let lines = house.manifest();
    assert_eq!(lines.len(), expected.len());
    let wrong: Vec<_> =
        lines.iter().filter(|line| !expected[line.text("path")].contains(&line.text("status"))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for line in &lines {
        let detail = line.text("detail");
        assert_eq!(line.text("status") == "ok", detail.is_empty(), "{line:?}");
        // Sentences for a person.
        let speaks_rust =
            ["Some(", "Err(", "Error {", "panicked", "::", "{ ", "()"].iter().any(|sign| detail.contains(sign));
        assert!(detail.chars().count() < 400 && !speaks_rust, "{line:?}");
    }
    let verified = house.run(["verify", "out"]);
    assert_eq!(verified.code, Some(0), "{}", verified.out);
    let leaked = house.files("out").into_values().any(|bytes| String::from_utf8_lossy(&bytes).contains("the secret"));
    assert!(!leaked, "a file was followed to another");
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn cut(mut bytes: Vec<u8>, percent: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() * percent / 100);
    bytes
}

/// Another byte at every so many.
fn worn(mut bytes: Vec<u8>, every: usize) -> Vec<u8> {
    bytes.iter_mut().skip(600).step_by(every).for_each(|byte| *byte ^= 0x55);
    bytes
}

/// A package whose parts say that they are encrypted. APPNOTE.TXT, 4.4.4 (bit 0) and 4.4.5 (99 for AES).
fn locked(mut package: Vec<u8>, method: Option<u16>) -> Vec<u8> {
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let headers: Vec<usize> =
            package.windows(4).enumerate().filter(|(_, four)| four == signature).map(|(at, _)| at).collect();
        for at in headers {
            package[at + flags] |= 1;
            if let Some(method) = method {
                package[at + flags + 2..at + flags + 4].copy_from_slice(&method.to_le_bytes());
            }
        }
    }
    package
}

/// A compound file with these streams, each of less than a sector. \[MS-CFB\] 2.
fn compound_of(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // One sector of the file allocation table (0), the directory from 1 on, streams behind it.
    let directory = u32::try_from(streams.len() / 4 + 1).unwrap();
    for number in [1, 1, 0, 0, END, 0, END, 0, 0] {
        header.extend(u32::to_le_bytes(number));
    }
    header.resize(512, 0xFF);
    let mut table = vec![0xFFFF_FFFD];
    table.extend((2..=directory).chain([END]));
    table.extend(streams.iter().map(|_| END));
    table.resize(128, FREE);
    let mut entries = Vec::new();
    let mut entry = |name: &str, kind: u8, right: u32, child: u32, start: u32, size: usize| {
        let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = bytes.len() + 2;
        bytes.resize(64, 0);
        bytes.extend(u16::try_from(length).unwrap().to_le_bytes());
        bytes.extend([kind, 1]);
        [FREE, right, child].iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes.resize(116, 0);
        bytes.extend(start.to_le_bytes());
        bytes.extend(u64::try_from(size).unwrap().to_le_bytes());
        entries.extend(bytes);
    };
    entry("Root Entry", 5, FREE, 1, END, 0);
    for (number, (name, bytes)) in (1..).zip(streams) {
        let right = if usize::try_from(number).unwrap() == streams.len() { FREE } else { number + 1 };
        entry(name, 2, right, FREE, directory + number, bytes.len());
    }
    entries.resize(512 * usize::try_from(directory).unwrap(), 0);
    let mut file = header;
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    file.extend(entries);
    for (_, bytes) in streams {
        file.extend_from_slice(bytes);
        file.resize(file.len().next_multiple_of(512), 0);
    }
    file
}

/// A .docx behind a password: how, and what nobody can read. \[MS-OFFCRYPTO\] 2.3.4.5 and 2.3.4.10.
fn behind_a_password(version: [u16; 2], how: &str) -> Vec<u8> {
    let mut info: Vec<u8> = version.into_iter().flat_map(u16::to_le_bytes).collect();
    info.extend([0x40, 0, 0, 0]);
    info.extend(how.as_bytes());
    compound_of(&[("EncryptionInfo", &info), ("EncryptedPackage", &noise(500)), ("\u{6}DataSpaces", b"")])
}

/// A .doc behind a password: bits of the Fib (\[MS-DOC\] 2.5.1: fEncrypted, fObfuscated, and the size of the header in the table
/// stream or the key of the XOR), and that header (\[MS-OFFCRYPTO\] 2.3.5.1, 2.3.6.1).
fn locked_doc(mut doc: Vec<u8>, obfuscated: bool, key: u32, header: [u16; 2]) -> Vec<u8> {
    let fib = (0..doc.len() / 512).map(|sector| sector * 512).find(|at| doc[*at..].starts_with(&[0xEC, 0xA5])).unwrap();
    doc[fib + 11] |= if obfuscated { 0x81 } else { 0x01 };
    doc[fib + 14..fib + 18].copy_from_slice(&key.to_le_bytes());
    let behind = fib + 0x600;
    for (at, number) in (behind..).step_by(2).zip(header) {
        doc[at..at + 2].copy_from_slice(&number.to_le_bytes());
    }
    // What is encrypted is noise.
    let text = noise(1024);
    doc[behind + 16..behind + 16 + text.len()].copy_from_slice(&text);
    doc
}

fn noise(length: u32) -> Vec<u8> {
    (0..length).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// Chinese text in UTF-8 whose bytes somebody took for Latin letters.
fn mojibake() -> String {
    PLAN.bytes().map(char::from).collect()
}

/// Entities that would grow to 10⁹ of the first.
fn laughs(root: &str, body: &str) -> String {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY l0 \"計畫\">{entities}]>{body}")
}

fn external(root: &str, body: &str) -> String {
    format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [<!ENTITY x SYSTEM \"../secret.txt\">]>{body}")
}

fn packages() -> Vec<Case> {
    let plan: String = PLAN.lines().map(w_p).collect();
    let open: String = PLAN.lines().map(text_p).collect();
    let mimetype = ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice());
    let xml = document_xml(&plan);
    let main = |body: &str| docx_of(&[("word/document.xml", body.as_bytes())]);
    let with = |name: &str, bytes: &[u8]| docx_of(&[("word/document.xml", xml.as_bytes()), (name, bytes)]);
    let nested = |before: &str, after: &str| docx(&(before.repeat(DEEP) + &w_p("計畫") + &after.repeat(DEEP)));
    let open_nested = |before: &str, after: &str| odt(&(before.repeat(DEEP) + &text_p("計畫") + &after.repeat(DEEP)));
    let cell = |properties: &str| {
        format!("<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc></w:tr></w:tbl>", w_p("計畫"))
    };
    let table = |of_column: &str, of_row: &str, of_cell: &str| {
        odt(&format!(
            "<table:table><table:table-column {of_column}/><table:table-row {of_row}><table:table-cell {of_cell}>{}\
             </table:table-cell></table:table-row></table:table>",
            text_p("計畫")
        ))
    };
    let ooxml = "http://schemas.openxmlformats.org/package/2006/relationships";
    let link = format!(
        "<Relationships xmlns='{ooxml}'><Relationship Id='r1' TargetMode='External' \
         Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk' Target='../secret.txt'/></Relationships>"
    );
    let styles = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
                  <w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='b'/></w:style>\
                  <w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
    let locked_part = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><manifest:file-entry \
                  manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let wrapped = locked_part.replace("content.xml", "encrypted-package");
    let many = DEEP * 10;
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", w_p(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let cut_table = format!("<w:tbl>{}{}</w:tbl><w:p/>", row(&["實施要項", "完成期限"]), row(&["計畫", "每月"]));
    vec![
        ("bomb.docx", main(&format!("{xml}{}", " ".repeat(BOMB))), TOO_LARGE),
        ("bomb.odt", package(&[mimetype, ("content.xml", &vec![b' '; BOMB])]), TOO_LARGE),
        ("bomb-beside.docx", with("word/media/image1.png", &vec![0; BOMB]), READ),
        ("cut-20.docx", cut(fixture("office/python-docx.docx"), 20), &["partial", "malformed", "unsupported"]),
        ("cut-66.docx", cut(fixture("office/python-docx.docx"), 66), PARTIAL),
        ("cut-20.odt", cut(fixture("office/python-docx.odt"), 20), &["partial", "malformed", "unsupported", "no_text"]),
        ("cut-66.odt", cut(fixture("office/python-docx.odt"), 66), &["partial", "malformed", "no_text"]),
        ("worn.docx", worn(fixture("office/python-docx.docx"), 1_000), DAMAGED),
        ("worn.odt", worn(fixture("office/python-docx.odt"), 1_000), DAMAGED),
        ("no-main-part.docx", docx_of(&[]), MALFORMED),
        ("no-content.odt", package(&[mimetype]), MALFORMED),
        ("archive.docx", package(&[("a.txt", b"a")]), UNSUPPORTED),
        (
            "sheet.docx",
            package(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]),
            UNSUPPORTED,
        ),
        ("signature.docx", b"PK\x03\x04".to_vec(), UNSUPPORTED),
        ("climbs.docx", with("../../secret.txt", b"the secret"), READ),
        ("link.docx", with("word/_rels/document2.xml.rels", link.as_bytes()), READ),
        ("span.docx", docx(&cell("<w:gridSpan w:val='1000000000'/>")), READ),
        ("span-below-zero.docx", docx(&cell("<w:gridSpan w:val='-1000000000'/>")), READ),
        (
            "level.docx",
            docx(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='1000000000'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>計畫</w:t></w:r></w:p>",
            ),
            READ,
        ),
        ("columns.odt", table("table:number-columns-repeated='1000000000'", "", ""), READ),
        ("rows.odt", table("", "table:number-rows-repeated='1000000000'", ""), READ),
        (
            "spans.odt",
            table("", "", "table:number-columns-spanned='1000000000' table:number-rows-spanned='1000000000'"),
            READ,
        ),
        ("spaces.odt", odt("<text:p>計<text:s text:c='1000000000'/>畫</text:p>"), READ),
        ("deep-tables.docx", nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), READ),
        ("deep-controls.docx", nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), READ),
        ("deep-boxes.docx", nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"), READ),
        (
            "deep-tables.odt",
            open_nested(
                "<table:table><table:table-row><table:table-cell>",
                "</table:table-cell></table:table-row></table:table>",
            ),
            READ,
        ),
        ("deep-lists.odt", open_nested("<text:list><text:list-item>", "</text:list-item></text:list>"), READ),
        (
            "fields.docx",
            docx(&format!(
                "<w:p>{}<w:r><w:t>計畫</w:t></w:r></w:p>",
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".repeat(DEEP)
            )),
            &["ok", "partial", "no_text"],
        ),
        ("paragraphs.docx", docx(&("<w:p/>".repeat(many) + &w_p("計畫"))), READ),
        ("paragraphs.odt", odt(&("<text:p/>".repeat(many) + &text_p("計畫"))), READ),
        ("wide.docx", docx(&format!("<w:tbl>{}</w:tbl>", row(&["說明"; DEEP]))), READ),
        ("tables-cut.docx", docx(&cut_table.repeat(DEEP / 4)), READ),
        ("styles-in-a-circle.docx", with("word/styles.xml", styles.as_bytes()), READ),
        ("laughs.docx", main(&laughs("w:document", &document_xml(&(plan.clone() + &w_p("&l9;"))))), DAMAGED),
        ("external.docx", main(&external("w:document", &document_xml(&(plan.clone() + &w_p("&x;"))))), DAMAGED),
        (
            "laughs.odt",
            package(&[
                mimetype,
                ("content.xml", laughs("a", &content_xml(&(open.clone() + &text_p("&l9;")))).as_bytes()),
            ]),
            DAMAGED,
        ),
        (
            "locked.odt",
            package(&[mimetype, ("META-INF/manifest.xml", locked_part.as_bytes()), ("content.xml", &noise(500))]),
            ENCRYPTED,
        ),
        ("plan-as.pdf", docx(&plan), OK),
        ("plan-as.odt", docx(&(plan.clone() + &w_p("庚"))), OK),
        ("plan-as.html", odt(&open), OK),
        ("agile.docx", behind_a_password([4, 4], "<?xml version='1.0'?><encryption/>"), ENCRYPTED),
        (
            "standard.docx",
            behind_a_password([4, 2], "Microsoft Enhanced RSA and AES Cryptographic Provider"),
            ENCRYPTED,
        ),
        ("extensible.docx", behind_a_password([4, 3], ""), ENCRYPTED),
        ("agile-as.doc", behind_a_password([4, 4], ""), ENCRYPTED),
        ("zip-locked.docx", locked(docx(&plan), None), ENCRYPTED),
        ("zip-aes.docx", locked(docx(&plan), Some(99)), ENCRYPTED),
        ("zip-locked.odt", locked(odt(&open), None), ENCRYPTED),
        ("zip-locked-cut.docx", cut(locked(docx(&plan), None), 80), ENCRYPTED),
        (
            "encrypted-package.odt",
            package(&[mimetype, ("META-INF/manifest.xml", wrapped.as_bytes()), ("encrypted-package", &noise(500))]),
            ENCRYPTED,
        ),
    ]
}

/// The start of a compound file, with an entry of this name in its directory.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn binaries() -> Vec<Case> {
    let doc = || fixture("doc/mainland-implementation-plan.doc");
    let mut circle = doc();
    // [MS-CFB] 2.3: the first sectors of the file allocation table follow themselves.
    let table = 512 * (1 + usize::try_from(u32::from_le_bytes(circle[76..80].try_into().unwrap())).unwrap());
    for (sector, entry) in circle[table..table + 512].chunks_exact_mut(4).enumerate() {
        entry.copy_from_slice(&u32::try_from(sector).unwrap().to_le_bytes());
    }
    vec![
        ("rc4.doc", locked_doc(doc(), false, 52, [1, 1]), ENCRYPTED),
        ("crypto-api.doc", locked_doc(doc(), false, 200, [2, 2]), ENCRYPTED),
        ("xor.doc", locked_doc(doc(), true, 0x1234_5678, [0, 0]), ENCRYPTED),
        ("rc4-as.docx", locked_doc(doc(), false, 53, [1, 1]), ENCRYPTED),
        ("plan-as.rtf", doc(), OK),
        ("plan-as.html.docx", [doc(), vec![0; 512]].concat(), OK),
        ("circle.doc", circle, DAMAGED),
        ("cut-30.doc", cut(doc(), 30), DAMAGED),
        ("cut-80.doc", cut(doc(), 80), DAMAGED),
        ("header.doc", cut(doc(), 2), MALFORMED),
        ("worn-100.doc", worn(doc(), 100), DAMAGED),
        ("worn-1000.doc", worn(doc(), 1_000), DAMAGED),
        ("locked.docx", compound("EncryptedPackage"), ENCRYPTED),
        ("sheet.doc", compound("Workbook"), UNSUPPORTED),
        ("picture.txt", [b"\x89PNG\r\n\x1a\n".as_slice(), &noise(4096)].concat(), NO_TEXT),
        ("packed.txt", [b"\x1f\x8b\x08\0".as_slice(), &noise(4096)].concat(), UNSUPPORTED),
        ("program.doc", [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".as_slice(), &noise(4096)].concat(), UNSUPPORTED),
    ]
}

fn documents() -> Vec<Case> {
    let rtf = |body: &str| format!("{{\\rtf1\\ansi\\ansicpg950\\uc0 {body}}}").into_bytes();
    let flat = |body: &str| {
        format!(
            "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'><w:body>{body}</w:body></w:wordDocument>"
        )
    };
    let latin: String = PLAN
        .bytes()
        .map(|byte| if byte < 128 { char::from(byte).to_string() } else { format!("\\'{byte:02x}") })
        .collect();
    vec![
        ("deep.rtf", format!("{{\\rtf1 a{}", "{".repeat(DEEP * 5)).into_bytes(), READ),
        ("deep-tables.rtf", rtf(&format!("\\intbl\\itap{DEEP} a\\nestcell b")), READ),
        ("binary.rtf", rtf("a\\bin1000000000 b"), READ),
        ("cells.rtf", rtf("\\trowd\\cellx1000000000\\cellx-1000000000\\intbl a\\cell b\\cell\\row"), READ),
        ("paragraphs.rtf", rtf(&("\\par".repeat(DEEP * 10) + " a")), READ),
        ("cut.rtf", cut(fixture("office/python-docx.rtf"), 50), READ),
        ("empty.rtf", rtf(""), NO_TEXT),
        ("mojibake.rtf", format!("{{\\rtf1\\ansi\\ansicpg1252 {latin}}}").into_bytes(), GARBLED),
        ("really-rtf.doc", rtf("\\u22777 \\u12289 \\u35336 \\u30059 \\u20381 \\u25818 \\par"), READ),
        ("laughs.xml", laughs("w:wordDocument", &flat(&w_p("計畫&l9;"))).into_bytes(), DAMAGED),
        ("external.xml", external("w:wordDocument", &flat(&w_p("計畫&x;"))).into_bytes(), DAMAGED),
        ("deep.xml", flat(&("<w:sub>".repeat(DEEP) + &w_p("計畫"))).into_bytes(), DAMAGED),
    ]
}

fn pages() -> Vec<Case> {
    let page = |tag: &str| format!("<meta charset=utf-8>{}計畫", format!("<{tag}>").repeat(DEEP)).into_bytes();
    let span = "<table><tr><td colspan=1000000000 rowspan=1000000000>計畫<td>目標</table>";
    let mht = |body: &str| {
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n{body}").into_bytes()
    };
    let part = "--b\r\nContent-Type: text/html; charset=utf-8\r\n";
    let nested = "--b\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n".repeat(2_000);
    let sheet = |page: &str| {
        format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n{page}\ntrailer\n<</Root 1 0 R>>\n")
            .into_bytes()
    };
    let unread: &[&str] = &["malformed", "no_text"];
    vec![
        ("deep-div.html", page("div"), READ),
        ("deep-bold.html", page("b"), READ),
        ("deep-list.html", page("ol><li"), &["ok", "partial", "too_large"]),
        ("deep-table.html", page("table><tr><td"), &["ok", "partial", "too_large"]),
        ("span.html", format!("<meta charset=utf-8>{span}").into_bytes(), READ),
        (
            "references.html",
            format!("<meta charset=utf-8><p>{PLAN}&#99999999999999999999;&#xD800;&#0;&nosuch;</p>").into_bytes(),
            READ,
        ),
        ("breaks.html", format!("<meta charset=utf-8><p>{}", "計畫目標<br>".repeat(DEEP)).into_bytes(), READ),
        ("script.html", b"<html><script>var a = 1;</script></html>".to_vec(), NO_TEXT),
        ("mojibake.html", format!("<meta charset=utf-8><p>{}</p>", mojibake()).into_bytes(), GARBLED),
        ("wrong-charset.html", format!("<meta charset=utf-16><p>{PLAN}</p>").into_bytes(), OK),
        ("really-html.doc", format!("<html><meta charset=utf-8><p>{MAINLAND}</p></html>").into_bytes(), OK),
        ("no-end.mht", mht(&format!("{part}\r\n<p>計畫</p>")), DAMAGED),
        (
            "nested.mht",
            mht(&format!("{nested}{part}\r\n<p>計畫</p>")),
            &["ok", "partial", "malformed", "no_text", "too_large", "unsupported"],
        ),
        (
            "base64.mht",
            mht(&format!("{part}Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--", "!".repeat(4_000))),
            DAMAGED,
        ),
        ("header.pdf", b"%PDF-1.4\n".to_vec(), MALFORMED),
        ("locked.pdf", fixture("pdf/locked.pdf"), ENCRYPTED),
        // Whoever has no password may read these, and not change them.
        ("owner-aes.pdf", fixture("pdf/python-docx-mainland.aes-256.pdf"), OK),
        ("owner-rc4.pdf", fixture("pdf/python-docx-mainland.rc4-128.pdf"), OK),
        ("plan-as.docx", [pdf::plan(), b"%\n".to_vec()].concat(), OK),
        ("cut.pdf", cut(pdf::plan(), 50), DAMAGED),
        ("worn.pdf", worn(pdf::plan(), 300), DAMAGED),
        ("pages-in-a-circle.pdf", sheet("2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1000000000>>\nendobj"), unread),
        ("deep-array.pdf", sheet(&format!("2 0 obj\n{}\nendobj", "[".repeat(DEEP * 5))), unread),
        ("deep-dictionary.pdf", sheet(&format!("2 0 obj\n{}\nendobj", "<</A ".repeat(DEEP * 5))), unread),
        ("long-stream.pdf", sheet("2 0 obj\n<</Length 1000000000>>\nstream\nx\nendobj"), unread),
        ("plan-as.txt", pdf::plan(), OK),
    ]
}

fn texts() -> Vec<Case> {
    let long = format!("{}\n", "計畫".repeat(1_100_000));
    vec![
        ("noise.txt", noise(4096), GARBLED),
        ("zeros.txt", vec![0; 4096], &["garbled", "no_text"]),
        ("byte-order-mark.txt", b"\xEF\xBB\xBF".to_vec(), NO_TEXT),
        ("empty", Vec::new(), NO_TEXT),
        (
            "odd.txt",
            [b"\xFF\xFE".as_slice(), &PLAN.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), b"x"]
                .concat(),
            PARTIAL,
        ),
        ("mojibake.txt", mojibake().into_bytes(), GARBLED),
        ("replaced.txt", "計\u{FFFD}\u{FFFD}畫\u{FFFD}".repeat(40).into_bytes(), GARBLED),
        ("own-font.txt", "計\u{E000}\u{E001}畫\u{F8F0}".repeat(40).into_bytes(), GARBLED),
        ("beyond.txt", long.repeat(2).into_bytes(), TOO_LARGE),
        ("one-line.txt", "計畫".repeat(50_000).into_bytes(), READ),
        ("labels.txt", "壹、一、(一)1.(1)".repeat(2_000).into_bytes(), READ),
        ("names.txt", "項目\n".repeat(1_000).into_bytes(), READ),
        ("headers.txt", "實施要項\n完成期限\n承辦單位\n".repeat(3_000).into_bytes(), READ),
        ("headers-in-columns.txt", "項目    配分    備註\n".repeat(3_000).into_bytes(), READ),
        ("totals.txt", format!("項目    配分    備註\n{}", "合計    50      無\n".repeat(5_000)).into_bytes(), READ),
        ("boxes.txt", format!("壹、依據\n{}", "┌─┬─┐\n│".repeat(2_000)).into_bytes(), READ),
        ("escapes.txt", format!("{PLAN}\u{1b}[2J\u{1b}]0;計畫\u{7}").into_bytes(), READ),
    ]
}
