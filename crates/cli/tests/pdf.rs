//! PDF files: imported, shown, drawn, and given to the second engine.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use support::pdf::{Sheet, pdf, plan};
use support::{House, Line, PLAN};

/// What looks like a PDF file and can't be opened, with a word for a worker that obeys it.
fn broken(poison: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% poison: {poison}\n").into_bytes()
}

/// Imports `a.pdf` with further arguments, and gives the line about it.
fn imported(bytes: &[u8], arguments: &[&str]) -> (House, Line) {
    let house = House::new(&[("in/a.pdf", bytes), ("in/good.txt", PLAN.as_bytes())]);
    let done = house.run([&["import", "in", "--out", "out"], arguments].concat());
    assert!(matches!(done.code, Some(0 | 1)), "{}", done.err);
    let mut lines = house.manifest();
    assert_eq!(lines[1].told(), ("good.txt", "ok"), "a file beside it");
    (house, lines.remove(0))
}

fn record(house: &House, line: &Line) -> serde_json::Value {
    let id = line.text("id");
    let path = house.path(format!("out/plans/hant/{}/{id}.json", &id[..2]));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_plan_on_pages_is_imported_with_its_places() {
    let (house, line) = imported(&plan(), &[]);
    assert_eq!((line.text("status"), line.text("format")), ("ok", "pdf"), "{line:?}");
    assert_eq!(line.0["pages"], 2);
    let record = record(&house, &line);
    assert_eq!((&record["source"]["pages"], &record["source"]["encoding"]), (&2.into(), &serde_json::Value::Null));
    assert_eq!(record["produced_by"]["reader"], "hayro");
    assert_eq!(record["title"], "望海市政府97年度提升服務品質實施計畫");
    let sections = record["sections"].as_array().unwrap();
    let headings: Vec<_> = sections.iter().map(|section| section["heading"].as_str().unwrap()).collect();
    assert_eq!(headings, ["計畫依據", "計畫目標", "實施內容"]);
    let region = &sections[2]["origin"]["regions"][0];
    assert_eq!(region["page"], 2);
    let bbox: Vec<f64> = region["bbox"].as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect();
    assert!(bbox[0] >= 70.0 && bbox[2] <= 150.0 && bbox[1] >= 66.0 && bbox[3] <= 84.0, "{bbox:?}");
    let table = &sections[2]["blocks"][0];
    assert_eq!((table["type"].as_str(), table["read_from"].as_str()), (Some("table"), Some("rules")));
    assert_eq!(table["rows"][1]["cells"], serde_json::json!(["環境美化", "定期清潔", "97年11月"]));
}

#[test]
fn the_second_engine_reads_when_it_is_asked() {
    let (house, line) = imported(&plan(), &["--pdf-engine", "pdf-extract"]);
    assert_eq!((line.text("status"), line.text("format")), ("ok", "pdf"), "{line:?}");
    assert_eq!(line.0["pages"], 2);
    let second = record(&house, &line);
    assert_eq!(second["produced_by"]["reader"], "pdf-extract");
    let (house, line) = imported(&plan(), &["--pdf-engine", "hayro"]);
    let first = record(&house, &line);
    assert_ne!(first["produced_by"]["options"], second["produced_by"]["options"]);
    for part in ["title", "roc_year", "citations"] {
        assert_eq!(first[part]["text"], second[part]["text"], "{part}");
    }
    let rows = |record: &serde_json::Value| {
        let rows = record["sections"][2]["blocks"][0]["rows"].as_array().unwrap().clone();
        rows.into_iter().map(|row| row["cells"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&first), rows(&second));
    assert_eq!(rows(&second).len(), 2);
}

#[test]
fn what_neither_engine_opens_is_malformed_by_both() {
    let (_, line) = imported(&broken("nothing"), &[]);
    assert_eq!((line.text("status"), line.text("format")), ("malformed", "pdf"), "{line:?}");
    assert!(line.text("detail").contains("; nor could pdf-extract: "), "{line:?}");

    let (_, line) = imported(&broken("nothing"), &["--pdf-engine", "hayro"]);
    assert_eq!(line.text("status"), "malformed");
    assert!(!line.text("detail").contains("pdf-extract"), "{line:?}");
}

#[test]
fn what_the_second_engine_does_costs_its_file_alone() {
    let explicit: &[&str] = &["--pdf-engine", "pdf-extract", "--poison", "--limit-cpu", "4", "--limit-memory", "256"];
    for (poison, status, said) in [
        ("panic", "crashed", "poison"),
        ("abort", "crashed", "signal"),
        ("exit", "crashed", "exit status 0"),
        ("overflow", "crashed", "overflowed its stack"),
        ("loop", "timeout", "4 s of processor time"),
        ("allocate", "too_large", "256 MiB of memory"),
        ("fill", "too_large", "256 MiB of memory"),
    ] {
        let (_, line) = imported(&broken(poison), explicit);
        assert_eq!((line.text("status"), line.text("format")), (status, "pdf"), "{poison}: {line:?}");
        assert!(line.text("detail").contains(said), "{poison}: {line:?}");
    }
    let wall = ["--pdf-engine", "pdf-extract", "--poison", "--limit-wall", "20"];
    let (_, line) = imported(&broken("stall"), &wall);
    assert_eq!(
        (line.text("status"), line.text("detail")),
        ("timeout", "the reader did not come back within 20 s; --limit-wall gives it more")
    );
}

#[test]
fn under_auto_the_first_engine_s_word_stands_where_the_second_dies() {
    let (_, line) = imported(&broken("exit"), &["--poison", "--isolation", "none"]);
    assert_eq!(line.text("status"), "malformed", "{line:?}");
    let detail = line.text("detail");
    assert!(detail.contains("nor could pdf-extract: the reader ended without an answer"), "{detail}");
}

#[test]
fn harm_is_done_only_where_a_test_asks_for_it() {
    let (_, line) = imported(&broken("exit"), &["--pdf-engine", "pdf-extract"]);
    assert_eq!(line.text("status"), "malformed", "{line:?}");
}

#[test]
fn a_scan_is_no_text_with_its_pages() {
    let (_, line) = imported(&pdf(&[Sheet::default(), Sheet::default(), Sheet::default()]), &[]);
    assert_eq!(line.text("status"), "no_text", "{line:?}");
    assert!(line.text("detail").contains("3 pages"), "{line:?}");
}

#[test]
fn a_signature_behind_garbage_is_one() {
    let (_, line) = imported(&[b"\x00\x01 received\r\n".as_slice(), &plan()].concat(), &[]);
    assert_eq!(line.text("format"), "pdf");
}

#[test]
fn a_pdf_file_is_shown_with_its_pages() {
    let house = House::new(&[("a.pdf", &plan())]);
    let done = house.run(["show", "a.pdf"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("pdf, ") && done.out.contains("2 pages"), "{}", done.out);
    assert!(done.out.contains("read from rules, page 2"), "{}", done.out);
    assert!(house.run(["formats"]).out.lines().any(|line| line.starts_with("pdf") && line.contains(" read ")));
}

#[test]
fn a_page_is_drawn_with_what_was_read_from_it() {
    let house = House::new(&[("a.pdf", &plan())]);
    let done = house.run(["show", "--draw", "2", "a.pdf"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.starts_with("<?xml") && done.out.trim_end().ends_with("</svg>"));
    for expected in ["page 2 of 2", ">參</text>", "class=\"rule\"", "heading 1<", "table 1<", "cell 9<"] {
        assert!(done.out.contains(expected), "{expected}: {}", done.out);
    }
    assert!(!done.out.contains("href") && !done.out.contains("<script"), "nothing is loaded from elsewhere");
    let first = house.run(["show", "--draw", "1", "a.pdf"]).out;
    assert!(first.contains("table 0<") && first.contains("item 2<"), "{first}");
}

#[test]
fn what_can_t_be_drawn_is_told_apart() {
    let files: &[(&str, &[u8])] = &[("a.pdf", &plan()), ("a.txt", PLAN.as_bytes()), ("b.pdf", b"%PDF-1.4\n")];
    let house = House::new(files);
    let cases: [(&[&str], i32, &str); 6] = [
        (&["3", "a.pdf"], 2, "a.pdf: there is no page 3: it has 2 pages"),
        (&["0", "a.pdf"], 2, "a.pdf: there is no page 0: it has 2 pages"),
        (&["1", "a.txt"], 2, "a.txt: only pages of PDF files can be drawn; this is: plain text (.txt)"),
        (&["1", "b.pdf"], 1, "b.pdf: expected "),
        (&["1", "c.pdf"], 2, "c.pdf: "),
        (&["one", "a.pdf"], 2, "one"),
    ];
    for (args, code, said) in cases {
        let done = house.run([&["show", "--draw"], args].concat());
        assert_eq!(done.code, Some(code), "{args:?}: {}", done.err);
        assert!(done.err.contains(said) && done.out.is_empty(), "{args:?}: {}", done.err);
    }
}
