//! A corpus is looked at: whatever is changed in it is found.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;

use corpus::{Folder, Line, ProducedBy, Record, RunKey, Source, Status, Vanished, verify};
use plan::Plan;
use script::{Script, Target};
use tempfile::{TempDir, tempdir};

const A: &str = "aaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbb";

fn record(id: &str, title: &str) -> Record {
    let plan = Plan {
        title: Some(title.into()),
        agency: None,
        series: None,
        roc_year: None,
        year: None,
        period: None,
        script: Script::Hant,
        front: vec![],
        sections: vec![],
        citations: vec![],
        furniture: vec![],
        diagnostics: vec![],
        read: None,
    };
    let source = Source {
        path: format!("{id}.txt"),
        format: "text".into(),
        bytes: 1,
        blake3: id.repeat(4),
        encoding: None,
        pages: None,
    };
    let produced_by =
        ProducedBy { version: "0".into(), reader: "read-text".into(), options: "0".repeat(16), converter: None };
    Record::of_plan(&plan, id.into(), source, produced_by)
}

fn line(path: &str, status: Status, id: &str) -> Line {
    let diagnostics = status.has_record().then_some(0);
    let (format, blake3) = (Some("text".into()), Some(id.repeat(4)));
    let detail = (status != Status::Ok).then(|| "why".to_owned());
    Line { bytes: Some(1), blake3, format, id: Some(id.into()), detail, diagnostics, ..Line::new(path, status) }
}

/// A sound corpus with the plans A and B, and a duplicate of B.
fn corpus() -> TempDir {
    let dir = tempdir().unwrap();
    let key = RunKey { version: "0".into(), options: "0".repeat(16) };
    let folder = Folder::open(dir.path(), &key).unwrap();
    for id in [A, B] {
        folder.write(id, Target::Hant, &record(id, "計畫").to_json().unwrap()).unwrap();
        folder.write(id, Target::Hans, &record(id, "计划").to_json().unwrap()).unwrap();
    }
    let lines = [
        line(&format!("{A}.txt"), Status::Ok, A),
        line(&format!("{B}.txt"), Status::Partial, B),
        line("c.txt", Status::Duplicate, B),
        Line { detail: Some("why".into()), ..Line::new("d.txt", Status::Unreadable) },
    ];
    folder.finish(&lines, Vanished::Keep).unwrap();
    dir
}

/// What is found after a file of a sound corpus has been changed.
fn found(file: &str, change: impl FnOnce(&str) -> String) -> Vec<String> {
    let dir = corpus();
    let path = dir.path().join(file);
    fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
    problems(dir.path())
}

fn problems(root: &Path) -> Vec<String> {
    let found = verify(root).unwrap().problems;
    found.into_iter().map(|problem| format!("{}: {}", problem.file, problem.what)).collect()
}

#[test]
fn a_sound_corpus_has_no_problems() {
    let dir = corpus();
    fs::write(dir.path().join("README"), "what lies beside it").unwrap();
    let verified = verify(dir.path()).unwrap();
    assert_eq!((verified.lines, verified.records, verified.problems), (4, 4, vec![]));
}

#[test]
fn what_a_record_says_is_what_the_manifest_says() {
    let file = format!("plans/hant/aa/{A}.json");
    let cases: [(&str, &str, &str); 7] = [
        ("\"schema_version\": 1", "\"schema_version\": 2", "a record of schema version 2"),
        ("\"bytes\": 1", "\"bytes\": 2", "its source.bytes is not what the manifest says"),
        (".txt", ".doc", "its source.path is not what the manifest says"),
        ("\"blake3\": \"aa", "\"blake3\": \"ab", "its source.blake3 is not what the manifest says"),
        ("\"front\": []", "\"front\": [], \"more\": 1", "not a plan record: unknown field `more`"),
        ("\"hant\"", "\"klingon\"", "not a plan record"),
        ("\n}", "", "not a plan record"),
    ];
    for (from, to, expected) in cases {
        let found = found(&file, |text| text.replacen(from, to, 1));
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}: {found:?}");
        assert!(found.iter().all(|problem| problem.starts_with("plans/han")), "{found:?}");
    }
    let found = found(&file, |text| text.replace('\n', "\r\n"));
    assert_eq!(found, [format!("{file}: it holds what is not in the schema, or is not laid out as a record is")]);
}

#[test]
fn a_manifest_holds_together() {
    let cases: [(&str, &str, &str); 14] = [
        ("\"partial\"", "\"garbled\"", "its status is garbled, and it has a record"),
        ("\"c.txt\"", "\"a.txt\"", "a.txt: its line is not in the order of paths"),
        ("\"d.txt\"", "\"c.txt\"", "c.txt: it has two lines"),
        (
            "\"duplicate\",\"id\":\"bbbbbbbbbbbbbbbb\"",
            "\"duplicate\",\"id\":\"cccccccccccccccc\"",
            "the duplicate of nothing",
        ),
        ("\"duplicate\",\"id\":\"b", "\"ok\",\"id\":\"b", "c.txt: it has the record bbbbbbbbbbbbbbbb, which"),
        ("\"diagnostics\":0", "\"diagnostics\":3", "the line counts 3 diagnostics, its records 0"),
        ("\"characters\":null", "\"characters\":3", "the line counts 3 characters, its records 0"),
        (
            "\"ids\":null",
            "\"ids\":[\"aaaaaaaaaaaaaaaa\",\"aaaaaaaaaaaaaaaa-3\"]",
            "its ids are not those of several plans",
        ),
        ("\"blake3\":\"bb", "\"blake3\":\"BB", "its status is partial, and it has a hash that is none of its bytes"),
        ("\"unreadable\"", "\"garbled\"", "its status is garbled, and it has no hash"),
        ("\"ok\"", "\"partial\"", "its status is partial, and it does not say what was wrong"),
        ("\"detail\":null", "\"detail\":\"x\"", "its status is ok, and it says what was wrong"),
        // The id of another plan, whose record is there.
        ("\"id\":\"aaaaaaaaaaaaaaaa\"", "\"id\":\"bbbbbbbbbbbbbbbb\"", "which aaaaaaaaaaaaaaaa.txt has too"),
        ("\"detail\":\"why\"", "\"detail\":\"another\"", "its bytes are not those that the last run wrote"),
    ];
    for (from, to, expected) in cases {
        let found = found("manifest.jsonl", |text| text.replacen(from, to, 1));
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}: {found:?}");
    }
}

#[test]
fn manifest_and_files_agree() {
    let dir = corpus();
    fs::remove_file(dir.path().join(format!("plans/hans/aa/{A}.json"))).unwrap();
    fs::write(dir.path().join(format!("plans/hant/aa/.{A}.json.tmp")), "").unwrap();
    fs::write(dir.path().join("plans/notes.txt"), "").unwrap();
    let expected = [
        format!("plans/hans/aa/{A}.json: it is missing; the manifest lists it for {A}.txt"),
        format!("plans/hant/aa/.{A}.json.tmp: the manifest does not list it"),
        "plans/notes.txt: the manifest does not list it".to_owned(),
    ];
    assert_eq!(problems(dir.path()), expected);
}

#[test]
fn a_byte_that_has_changed_anywhere_is_found() {
    let dir = corpus();
    let mut files: Vec<_> = [A, B]
        .iter()
        .flat_map(|id| [format!("plans/hant/{0}/{id}.json", &id[..2]), format!("plans/hans/{0}/{id}.json", &id[..2])])
        .collect();
    files.extend(["manifest.jsonl", ".last-run.json", ".blake3sums"].map(str::to_owned));
    let mut unnamed = Vec::new();
    for file in &files {
        let path = dir.path().join(file);
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(3) {
            let mut changed = whole.clone();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            fs::write(&path, changed).unwrap();
            // A manifest with a line that is none is an error that names it.
            let is_named = match verify(dir.path()) {
                Ok(verified) => !verified.problems.is_empty(),
                Err(error) => error.to_string().contains("of its manifest.jsonl is none of this program's"),
            };
            if !is_named {
                unnamed.push((file, at));
            }
        }
        for length in (0..whole.len()).step_by(5).chain([whole.len() - 1]) {
            fs::write(&path, whole.get(..length).unwrap()).unwrap();
            if verify(dir.path()).is_ok_and(|verified| verified.problems.is_empty()) {
                unnamed.push((file, length));
            }
        }
        fs::write(&path, whole).unwrap();
    }
    assert_eq!(unnamed, []);
    assert_eq!(problems(dir.path()), [""; 0]);
}

#[test]
fn words_that_have_changed_are_named_with_their_file() {
    let file = format!("plans/hant/aa/{A}.json");
    let expected = |file: &str| [format!("{file}: its bytes are not those that the last run wrote")];
    assert_eq!(found(&file, |text| text.replace("計畫", "計劃")), expected(&file));
    let line_gone =
        |text: &str| text.lines().filter(|line| !line.contains("d.txt")).map(|line| line.to_owned() + "\n").collect();
    assert_eq!(found("manifest.jsonl", line_gone), expected("manifest.jsonl"));
    let other = |text: &str| text.replace("\"0\"", "\"1\"");
    assert_eq!(found(".last-run.json", other), expected(".last-run.json"));
    assert_eq!(
        found(".last-run.json", |_| "[]".to_owned()),
        [".last-run.json: it does not say by what the manifest was made"]
    );
    let sums = |from: &str, to: &str| found(".blake3sums", |text| text.replace(from, to));
    let expected = [
        format!(".blake3sums: it does not list {file}"),
        format!(".blake3sums: it lists {file}.old, which is none of the corpus's files"),
    ];
    assert_eq!(sums(&file, &format!("{file}.old")), expected);
    assert_eq!(sums("  plans", "plans").len(), 1);
    assert!(sums("  plans", "plans")[0].ends_with(".blake3sums: it holds what is no hash of a file"));
    let dir = corpus();
    fs::remove_file(dir.path().join(".blake3sums")).unwrap();
    assert_eq!(problems(dir.path()), [".blake3sums: it is missing: nobody can tell whether a byte has changed"]);
}

#[test]
fn what_has_changed_since_is_not_taken_for_what_was_written() {
    let dir = corpus();
    let key = RunKey { version: "0".into(), options: "0".repeat(16) };
    let path = format!("plans/hans/bb/{B}.json");
    let json = fs::read_to_string(dir.path().join(&path)).unwrap();
    let held = || {
        let folder = Folder::open(dir.path(), &key).unwrap();
        let of = |name: &str| folder.holds(&folder.earlier(name).unwrap().line, "0", &"0".repeat(16));
        (of(&format!("{A}.txt")), of(&format!("{B}.txt")))
    };
    assert_eq!(held(), (true, true));
    fs::write(dir.path().join(&path), json.replace("计划", "计画")).unwrap();
    assert_eq!(held(), (true, false));
    fs::write(dir.path().join(&path), json).unwrap();
    assert_eq!(held(), (true, true));
    fs::remove_file(dir.path().join(".blake3sums")).unwrap();
    assert_eq!(held(), (false, false));
}

#[test]
fn the_two_records_are_of_one_plan() {
    let found = found(&format!("plans/hans/bb/{B}.json"), |text| text.replacen("\"year\": null", "\"year\": 2008", 1));
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("it is of another plan than the record in Traditional Chinese"), "{found:?}");
}

#[test]
fn a_run_that_has_not_ended_is_told() {
    let dir = corpus();
    let folder = Folder::open(dir.path(), &RunKey { version: "0".into(), options: "1".into() }).unwrap();
    drop(folder);
    assert_eq!(
        problems(dir.path()),
        [".journal.jsonl: a run is going on, or was interrupted: import with --resume ends it"]
    );
}

#[test]
fn what_is_no_corpus_is_an_error() {
    let dir = tempdir().unwrap();
    assert!(verify(dir.path()).unwrap_err().to_string().contains("it has no manifest.jsonl"));
    assert!(verify(&dir.path().join("missing")).is_err());
    assert!(!dir.path().join("missing").exists());
}
