//! Names and texts that a terminal would obey: wherever one is printed, it is shown.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;

use corpus::is_obeyed;
use support::pdf::{Sheet, pdf};
use support::{Done, House, PLAN};
use tests::office::{document_xml, docx_of, w_p};

/// Clears a screen, names a window, begins a sequence in one character, turns writing around, ends a line.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m\u{7f}\u{202e}\u{2066}\u{200f}\u{2028}";

fn is_clean(text: &str) -> bool {
    !text.contains(|c| is_obeyed(c) && c != '\n')
}

/// Whether nothing of what a command has printed is obeyed.
fn clean(what: &str, done: Done) -> Done {
    for text in [&done.out, &done.err] {
        assert!(is_clean(text), "{what}: {text:?}");
    }
    done
}

/// A plan whose title, agency, headings, cells and letters are hostile.
fn plan() -> String {
    let hostile = HOSTILE.replace('\r', "");
    let plan = PLAN.replace("望海市政府", &format!("望海{hostile}市政府")).replace("依據", &format!("依{hostile}據"));
    format!(
        "{plan}肆、具體作法\n工作項目\t完成期限\t承辦單位\n便民{hostile}服務\t6月底{hostile}\t秘書{hostile}室\n{}",
        "一般文字。\n".repeat(200)
    )
}

fn house() -> House {
    let name = |end: &str| format!("in/{HOSTILE}\n{end}");
    let house = House::new(&[(&name(".txt"), plan().as_bytes()), (&name("empty.txt"), b"")]);
    house.write(name("copy.txt"), plan());
    house.write(name("folder/a.txt"), PLAN);
    house.write(name("panic.txt"), "poison: panic");
    // What a warning and a damaged part say.
    let part = format!("word/{HOSTILE}.xml");
    let body = w_p("計畫") + "<w:p><w:r><w:t>未完";
    house.write(name("parts.docx"), docx_of(&[("word/document.xml", document_xml(&body).as_bytes()), (&part, b"<")]));
    house.write(name(".pdf"), pdf(&[Sheet::default().text(72, 80, "壹、計畫\u{202e}依據")]));
    house.write("plans.csv", format!("path,title,\"{0}\"\n\"{0}\n.txt\",\"題{0}目\",x\n\"no {0}\",,y\n", HOSTILE));
    house
}

#[test]
fn an_import_shows_hostile_names_and_what_it_writes_down_can_be_looked_at() {
    let house = house();
    let import = ["import", "in", "--out", "out", "--poison", "--metadata", "plans.csv"];
    let done = clean("the table", house.run(import));
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert!(done.out.contains("\\u{9b}31m\\u{7f}\\u{202e}"), "{}", done.out);
    assert!(done.out.contains("columns not used: \\u{1b}[2J"), "{}", done.out);
    let done = clean("the summary", house.run([&import[..], &["--summary", "json"]].concat()));
    let summary: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(summary["metadata"]["first_unused"], serde_json::json!([format!("no {HOSTILE}")]));

    let manifest = fs::read_to_string(house.path("out/manifest.jsonl")).unwrap();
    assert!(is_clean(&manifest), "{manifest:?}");
    let lines = house.manifest();
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|line| line.text("path").starts_with(HOSTILE)), "{lines:?}");
    // Names and details of what was read are the documents' own again where they are parsed.
    assert!(lines.iter().any(|line| line.text("detail") == format!("same bytes as {HOSTILE}\n.txt")), "{lines:?}");
    // Resuming reads nothing again: what was written down means the same.
    let done = clean("resuming", house.run([&import[..], &["--resume", "--summary", "json"]].concat()));
    assert!(done.out.contains("\"unchanged\":5,"), "{}", done.out);
    let verified = clean("verify", house.run(["verify", "out"]));
    assert_eq!(verified.code, Some(0), "{}", verified.out);
}

#[test]
fn nothing_that_is_shown_exported_or_found_wrong_is_obeyed() {
    let house = house();
    house.run(["import", "in", "--out", "out", "--poison", "--metadata", "plans.csv"]);
    let record = |end: &str| {
        let line = house.manifest().into_iter().find(|line| line.text("path").ends_with(end)).unwrap();
        let id = line.text("id").to_owned();
        format!("out/plans/hant/{}/{id}.json", &id[..2])
    };
    let (text, pdf) = (format!("in/{HOSTILE}\n.txt"), format!("in/{HOSTILE}\n.pdf"));
    let panic = format!("in/{HOSTILE}\npanic.txt");
    let missing = format!("in/{HOSTILE} is missing");
    let option = format!("--{HOSTILE}\n");
    let shown: [(&str, &[&str], i32); 13] = [
        ("a file", &["show", &text], 0),
        ("a file, why", &["show", "--why", &text], 0),
        ("a record", &["show", &record("\n.txt")], 0),
        ("a file that fails", &["show", "--poison", &panic], 1),
        ("a file with a catalogue", &["show", "--metadata", "plans.csv", &text], 0),
        ("a page", &["show", "--draw", "1", &pdf], 0),
        ("no such page", &["show", "--draw", "9", &pdf], 2),
        ("a page of a text", &["show", "--draw", "1", &text], 2),
        ("an input that is missing", &["import", &missing, "--out", "other"], 2),
        ("a folder that is no corpus", &["import", "in", "--out", &text], 2),
        ("no corpus", &["verify", &missing], 2),
        ("an option", &["import", &option, "--out", "other"], 2),
        ("a lexicon", &["show", "--lexicon", &missing, &text], 2),
    ];
    for (what, args, code) in shown {
        let done = clean(what, house.run(args));
        assert_eq!(done.code, Some(code), "{what}: {}{}", done.out, done.err);
        assert!(done.out.len() + done.err.len() > 10, "{what}");
    }

    let word = format!("word {HOSTILE}");
    let done = clean("an export", house.run(["export", "--to", "docx", "--corpus", "out", "--out", &word]));
    assert_eq!(done.code, Some(0), "{}", done.err);
    for name in fs::read_dir(house.path(&word)).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        assert!(is_clean(&name), "{name:?}");
    }
    fs::write(house.path(record("\n.txt")), "{}").unwrap();
    clean("an export of no record", house.run(["export", "--to", "docx", &record("\n.txt"), "--out", &word]));
    house.write(format!("out/plans/{HOSTILE}\n"), "");
    fs::remove_file(house.path(record("\n.pdf"))).unwrap();
    let done = clean("what is wrong", house.run(["verify", "out"]));
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert!(done.out.ends_with(": 3 problems\n"), "{}", done.out);
}
