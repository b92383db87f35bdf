use super::*;

fn expect_malformed(result: Result<Reading, ReadError>, part: &str) {
    match result {
        Err(ReadError::Malformed { found, .. }) => assert!(found.contains(part), "{found}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_flat_file_reads_as_its_package() {
    let document = odt(h(1, "目標") + &p("a")).common(
        "<text:outline-style style:name='Outline'>\
        <text:outline-level-style text:level='1' style:num-format='1'/></text:outline-style>",
    );
    assert_eq!(crate::read_flat(document.flat().as_bytes(), &Limits::DEFAULT).unwrap(), document.read());
}

#[test]
fn other_prefixes_for_the_namespaces_are_understood() {
    let flat = odt(p("a"))
        .flat()
        .replace("text:", "t:")
        .replace("xmlns:text=", "xmlns:t=")
        .replace("office:t:", "office:text");
    let flat = flat.replace(
        "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:t:1.0'",
        "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'",
    );
    assert_eq!(dump(&crate::read_flat(flat.as_bytes(), &Limits::DEFAULT).unwrap()), "body 0: a\n");
}

#[test]
fn a_part_in_utf_16_is_understood() {
    let flat = format!("\u{FEFF}{}", odt(p("計畫")).flat());
    let bytes: Vec<u8> = flat.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(dump(&crate::read_flat(&bytes, &Limits::DEFAULT).unwrap()), "body 0: 計畫\n");
}

#[test]
fn without_styles_the_text_is_read() {
    let bytes = package(&[("content.xml", &odt(p("a")).content())]);
    assert_eq!(dump(&read(&bytes).unwrap()), "body 0: a\n! styles.xml is missing\n");
}

#[test]
fn of_a_content_that_is_cut_off_the_beginning_is_read() {
    let content = odt(p("a") + &table(&row(&cell("", &p("b")))) + &p("lost")).content();
    let cut = content.find("lost").unwrap();
    let styles = odt("").styles();
    let bytes = package(&[("content.xml", content.get(..cut).unwrap()), ("styles.xml", &styles)]);
    let reading = read(&bytes).unwrap();
    assert!(matches!(reading.warnings.as_slice(), [Warning::DamagedPart { part, .. }] if part == "content.xml"));
    assert!(dump(&reading).starts_with("body 0: a\ntable 1x1\n  0,0\n    body 1: b\n"));
}

#[test]
fn of_styles_that_are_cut_off_the_text_is_read() {
    let bytes = package(&[("content.xml", &odt(p("a")).content()), ("styles.xml", "<office:document-styles")]);
    assert!(
        matches!(read(&bytes).unwrap().warnings.as_slice(), [Warning::DamagedPart { part, .. }] if part == "styles.xml")
    );
}

#[test]
fn a_package_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = odt(p("a")).bytes();
    let content = whole.windows(10).position(|bytes| bytes == b"styles.xml").unwrap();
    assert_eq!(dump(&read(whole.get(..content).unwrap()).unwrap()).lines().next(), Some("body 0: a"));
}

#[test]
fn other_documents_are_named() {
    for (body, found) in
        [("spreadsheet", "a spreadsheet"), ("presentation", "a presentation"), ("drawing", "a drawing")]
    {
        let content = odt("").content().replace("office:text", &format!("office:{body}"));
        expect_malformed(read(&package(&[("content.xml", &content)])), found);
    }
    expect_malformed(read(&package(&[("word/document.xml", "<w/>")])), "word/document.xml");
    expect_malformed(read(&package(&[("content.xml", "<html/>")])), "html");
    expect_malformed(crate::read_flat(b"plain text", &Limits::DEFAULT), "");
    expect_malformed(read(b"no zip at all"), "");
}

#[test]
fn a_password_is_asked_for() {
    for entry in ["content.xml", "encrypted-package"] {
        let manifest = format!(
            "<manifest:manifest {NAMESPACES}><manifest:file-entry manifest:full-path='{entry}'>\
             <manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
        );
        let bytes = package(&[("META-INF/manifest.xml", &manifest), (entry, "no XML")]);
        assert_eq!(read(&bytes), Err(ReadError::Encrypted));
    }
}

#[test]
fn a_document_that_shows_nothing_has_no_text() {
    assert!(matches!(read(&odt(p("") + &p(" ")).bytes()), Err(ReadError::NoText { .. })));
    assert!(matches!(read(&odt(table(&row(&cell("", "")))).bytes()), Err(ReadError::NoText { .. })));
}

#[test]
fn a_damaged_document_without_text_is_malformed() {
    let content = odt("").content();
    let cut = content.find("</office:text>").unwrap();
    expect_malformed(read(&package(&[("content.xml", content.get(..cut).unwrap())])), "content.xml");
}
