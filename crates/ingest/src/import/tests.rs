//! Runs with a reader that does what the test needs.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use corpus::{Line, Status};
use tempfile::{TempDir, tempdir};

use super::*;
use crate::process::{PdfEngine, process};

/// A reader that reads text, does not know `.bin`, and panics at the word boom.
fn reader(source: &Source<'_>, options: &Options) -> Outcome {
    let text = String::from_utf8_lossy(source.bytes);
    assert!(!text.contains("boom"), "no plan for {}", source.bytes.len());
    if source.path.ends_with(".bin") {
        return failure(Status::Unsupported, None, "no reader for this format: bin".into());
    }
    process(source, options)
}

fn files(named: &[(&str, &str)]) -> TempDir {
    let dir = tempdir().unwrap();
    for (name, text) in named {
        let path = dir.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn request(dir: &Path, jobs: usize) -> Request {
    Request { inputs: vec![dir.join("in")], out: dir.join("out"), jobs, options: Options::default(), catalogue: None }
}

fn run(dir: &Path, tell: &(dyn Fn(Event<'_>) + Sync)) -> Vec<Line> {
    import_with(&reader, &request(dir, 2), tell).unwrap().lines
}

fn told(lines: &[Line]) -> Vec<(&str, Status)> {
    lines.iter().map(|line| (line.path.as_str(), line.status)).collect()
}

#[test]
fn a_panic_costs_one_file() {
    let dir = files(&[("a.txt", "壹、依據"), ("b.txt", "boom"), ("c.txt", "壹、目標"), ("d.txt", "boom")]);
    let lines = run(dir.path(), &|_| {});
    let expected =
        [("a.txt", Status::Ok), ("b.txt", Status::Crashed), ("c.txt", Status::Ok), ("d.txt", Status::Crashed)];
    assert_eq!(told(&lines), expected);
    let detail = lines[1].detail.as_deref().unwrap();
    assert!(detail.starts_with("the reader failed: no plan for 4 (ingest/src/import/tests.rs:"), "{detail}");
    assert_eq!(lines[1].id, None);
    assert!(lines[1].blake3.is_some());
}

#[test]
fn the_first_path_that_gives_a_record_has_it() {
    let text = "壹、計畫依據\n望海市政府函辦理。\n";
    let dir = files(&[("a.bin", text), ("b.bin", text), ("c.txt", text), ("d.bin", text), ("e/f.txt", text)]);
    let lines = run(dir.path(), &|_| {});
    let expected = [
        ("a.bin", Status::Unsupported),
        ("b.bin", Status::Unsupported),
        ("c.txt", Status::Ok),
        ("d.bin", Status::Duplicate),
        ("e/f.txt", Status::Duplicate),
    ];
    assert_eq!(told(&lines), expected);
    assert!(lines[2].id.is_some());
    for line in &lines[3..] {
        assert_eq!(line.id, lines[2].id);
        assert_eq!(line.detail.as_deref(), Some("same bytes as c.txt"));
        assert_eq!(line.format.as_deref(), Some("text"));
    }
}

#[test]
fn every_file_is_told_of_once() {
    let dir = files(&[("a.txt", "甲"), ("b.txt", "甲"), ("c.txt", "boom"), ("d", "")]);
    let (found, hashed, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    run(dir.path(), &|event| {
        match event {
            Event::Found { files } => found.fetch_add(files, Ordering::Relaxed),
            Event::Hashed => hashed.fetch_add(1, Ordering::Relaxed),
            Event::Done(_) => done.fetch_add(1, Ordering::Relaxed),
        };
    });
    assert_eq!([found, hashed, done].map(AtomicUsize::into_inner), [4, 4, 4]);
}

#[test]
fn a_file_that_changes_under_the_run_is_not_taken_for_what_it_was() {
    let dir = files(&[("a.txt", "壹、依據"), ("b.txt", "壹、目標")]);
    let hashed = AtomicUsize::new(0);
    let lines = run(dir.path(), &|event| {
        if matches!(event, Event::Hashed) && hashed.fetch_add(1, Ordering::Relaxed) == 1 {
            fs::write(dir.path().join("in/a.txt"), "貳、依據").unwrap();
            fs::remove_file(dir.path().join("in/b.txt")).unwrap();
        }
    });
    assert_eq!(told(&lines), [("a.txt", Status::Unreadable), ("b.txt", Status::Unreadable)]);
    assert_eq!(lines[0].detail.as_deref(), Some("it changed while it was being read"));
    assert_eq!(lines[1].detail.as_deref(), Some("can't be read: entity not found"));
    assert!(lines.iter().all(|line| line.blake3.is_none() && line.id.is_none()));
}

#[test]
fn a_file_beyond_the_limit_is_hashed_and_not_read() {
    let dir = files(&[("a.txt", "boom, were it read"), ("b.txt", "甲")]);
    let mut request = request(dir.path(), 1);
    request.options.limits.bytes = 8;
    let lines = import_with(&reader, &request, &|_| {}).unwrap().lines;
    assert_eq!(told(&lines), [("a.txt", Status::TooLarge), ("b.txt", Status::Ok)]);
    assert_eq!(lines[0].detail.as_deref(), Some("too large: 18 bytes, at most 8 are read"));
    assert_eq!(lines[0].blake3.as_deref(), Some(blake3::hash(b"boom, were it read").to_hex().as_str()));
}

#[test]
fn several_plans_of_one_file_have_ids_of_their_own() {
    let two = |source: &Source<'_>, options: &Options| {
        let mut outcome = process(source, options);
        let mut second = outcome.plans[0].clone();
        second.id += "-2";
        (second.hant.id, second.hans.id) = (second.id.clone(), second.id.clone());
        outcome.plans.push(second);
        outcome
    };
    let dir = files(&[("a.txt", "甲計畫"), ("b.txt", "甲計畫")]);
    let report = import_with(&two, &request(dir.path(), 1), &|_| {}).unwrap();
    let id = report.lines[0].id.clone().unwrap();
    for line in &report.lines {
        assert_eq!(line.id.as_ref(), Some(&id));
        assert_eq!(line.ids.as_deref(), Some([id.clone(), format!("{id}-2")].as_slice()));
    }
    assert!(dir.path().join(format!("out/plans/hans/{}/{id}-2.json", &id[..2])).exists());

    // The next run finds one plan in it: the second goes.
    let report = import_with(&reader, &request(dir.path(), 1), &|_| {}).unwrap();
    assert_eq!(report.removed, 1);
    assert!(dir.path().join(format!("out/plans/hans/{}/{id}.json", &id[..2])).exists());
    assert!(!dir.path().join(format!("out/plans/hans/{}/{id}-2.json", &id[..2])).exists());
}

#[test]
fn a_file_in_a_records_place_ends_the_run() {
    let dir = files(&[("a.txt", "甲計畫")]);
    let id = first_id(&blake3::hash("甲計畫".as_bytes()).to_hex()).to_owned();
    let path = dir.path().join(format!("out/plans/hant/{}/{id}.json", &id[..2]));
    import_with(&reader, &Request { inputs: vec![dir.path().to_owned()], ..request(dir.path(), 1) }, &|_| {}).unwrap();
    fs::write(dir.path().join("out/manifest.jsonl"), "").unwrap();
    fs::write(&path, "mine").unwrap();
    let error = import_with(&reader, &request(dir.path(), 1), &|_| {}).unwrap_err();
    assert!(matches!(error, ImportError::Folder(FolderError::Foreign { .. })), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

#[test]
fn text_that_is_not_there_or_makes_no_sense_is_no_success() {
    let options = Options::default();
    let status = |bytes: &[u8]| {
        let outcome = process(&Source { path: "a.html", id: "0", blake3: "0", bytes }, &options);
        assert!(outcome.plans.is_empty() && outcome.detail.is_some(), "{outcome:?}");
        outcome.status
    };
    assert_eq!(status(b"<html><body></body></html>"), Status::NoText);
    assert_eq!(status(b"<html><script>var a = 1;</script><p> &nbsp; </p></html>"), Status::NoText);
    assert_eq!(status("<meta charset=utf-8><p>\u{fffd}\u{fffd}\u{fffd}計畫".as_bytes()), Status::Garbled);
}

#[test]
fn the_digest_of_the_options_tells_them_apart() {
    let mut other = Options::default();
    other.limits.depth += 1;
    assert_ne!(Options::default().digest("text"), other.digest("text"));
    assert_eq!(other.digest("text").len(), 16);

    // The engine for PDF bears on PDF files only; how a process is started on nothing.
    let engines = PdfEngine::ALL.map(|pdf_engine| Options { pdf_engine, ..Options::default() });
    let digests: BTreeSet<String> = engines.iter().map(|options| options.digest("pdf")).collect();
    assert_eq!(digests.len(), engines.len());
    assert!(engines.iter().all(|options| options.digest("text") == Options::default().digest("text")));
}

#[test]
fn looking_at_one_file_writes_nothing_and_survives_it() {
    let dir = files(&[("a.txt", "壹、計畫依據\n望海市政府函辦理。\n")]);
    let outcome = inspect(&dir.path().join("in/a.txt"), &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Ok);
    assert_eq!(outcome.plans[0].hant.source.path, "a.txt");
    assert!(!dir.path().join("out").exists());
    assert!(inspect(dir.path(), &Options::default()).is_err(), "a folder is no file");

    let mut small = Options::default();
    small.limits.bytes = 3;
    assert_eq!(inspect(&dir.path().join("in/a.txt"), &small).unwrap().status, Status::TooLarge);
}
