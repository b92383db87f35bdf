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
    Line { bytes: Some(1), blake3, format, id: Some(id.into()), diagnostics, ..Line::new(path, status) }
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
        Line::new("d.txt", Status::Unreadable),
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
    let cases: [(&str, &str, &str); 6] = [
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
