#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use document::{Block, Embedded, Limits, ReadError};

fn read(text: &str) -> Result<Vec<Embedded>, ReadError> {
    let reading = super::read(text.replace('\n', "\r\n").as_bytes(), &Limits::DEFAULT)?;
    let blocks = reading.document.blocks.into_iter();
    Ok(blocks
        .map(|block| match block {
            Block::Embedded(embedded) => embedded,
            other => panic!("{other:?}"),
        })
        .collect())
}

fn texts(text: &str) -> Vec<String> {
    let pages = read(text).unwrap();
    pages.iter().map(|page| String::from_utf8_lossy(&page.bytes).trim_end().to_owned()).collect()
}

const TOP: &str =
    "From: <saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n";

#[test]
fn the_page_comes_without_its_transfer_encoding() {
    let page = |encoding: &str, body: &str| {
        format!(
            "{TOP}--b\nContent-Type: text/html; charset=\"Big5\"\nContent-Transfer-Encoding: {encoding}\n\
             Content-Location: file:///C:/plan.htm\n\n{body}\n--b\nContent-Type: text/css\n\np {{}}\n--b--\n"
        )
    };
    for (encoding, body) in [("quoted-printable", "<p>=B3=F8 a=\n=3D</p>"), ("base64", "PHA+s/ggYT08L3A+")] {
        let pages = read(&page(encoding, body)).unwrap();
        let [page] = &pages[..] else { panic!("{pages:?}") };
        assert_eq!(page.bytes.trim_ascii_end(), b"<p>\xB3\xF8 a=</p>", "{encoding}");
        assert_eq!((page.media_type.as_deref(), page.charset.as_deref()), (Some("text/html"), Some("Big5")));
        assert_eq!(page.name, "file:///C:/plan.htm");
    }
    assert_eq!(texts(&page("8bit", "<p>a</p>")), ["<p>a</p>"]);
}

#[test]
fn the_start_of_related_parts_is_the_page() {
    let text = "MIME-Version: 1.0\nContent-Type: multipart/related; start=\"<two>\"; boundary=b\n\n\
                --b\nContent-Type: text/html\nContent-ID: <one>\n\n<p>1\n--b\nContent-Type: text/html\nContent-ID: <two>\n\n<p>2\n--b--\n";
    assert_eq!(texts(text), ["<p>2"]);
}

#[test]
fn a_frameset_gives_its_pages() {
    let text = format!(
        "{TOP}--b\nContent-Type: text/html\n\n<FRAMESET><frame src=a></FRAMESET>\n--b\nContent-Type: text/html\n\n<p>1\n\
         --b\nContent-Type: text/html\n\n<p>2\n--b--\n"
    );
    assert_eq!(texts(&text), ["<p>1", "<p>2"]);
}

#[test]
fn a_page_is_better_than_its_plain_text() {
    let text = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n\
                --b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>page\n--b--\n";
    assert_eq!(texts(text), ["<p>page"]);
    assert_eq!(texts("MIME-Version: 1.0\nContent-Type: text/plain\n\nplain\n"), ["plain"]);
    assert_eq!(texts("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>page\n"), ["<p>page"]);
}

#[test]
fn an_archive_that_is_cut_off_gives_what_there_is() {
    let text = format!(
        "{TOP}--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E8=A8=88</p><p>=E7"
    );
    let pages = texts(&text);
    assert!(pages[0].starts_with("<p>計</p>"), "{pages:?}");
    for end in 0..text.len() {
        let _ = super::read(&text.as_bytes()[..end], &Limits::DEFAULT);
    }
}

#[test]
fn an_archive_without_a_page_says_so() {
    let text = format!("{TOP}--b\nContent-Type: image/png\n\nx\n--b--\n");
    assert!(matches!(read(&text), Err(ReadError::NoText { .. })));
}
