//! Runs with a reader that does what the test needs.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use corpus::{Line, Status};
use ocr::Recognition;
use plan::{Facts, Lexicon};
use tempfile::{TempDir, tempdir};

use super::*;
use crate::inspect::inspect;
use crate::process::{Isolation, PdfEngine, failure, process};
use crate::survey::first_id;

/// A reader that reads text, does not know `.bin`, and panics at the word boom.
fn reader(source: &Source<'_>, options: &Options, recognition: &Recognition<'_>) -> Outcome {
    let text = String::from_utf8_lossy(source.bytes);
    assert!(!text.contains("boom"), "no plan for {}", source.bytes.len());
    if source.path.ends_with(".bin") {
        return failure(Status::Unsupported, None, "no reader for this format: bin".into());
    }
    own(source, options, recognition)
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
    Request { jobs, ..Request::new(vec![dir.join("in")], dir.join("out")) }
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
            Event::Page { .. } => 0,
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
    assert_eq!(lines[1].detail.as_deref(), Some("can't be read: it is not there any more"));
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
    let two = |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| {
        let mut outcome = own(source, options, recognition);
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
        let outcome = process(&Source { path: "a.html", id: "0", blake3: "0", bytes, known: None }, &options);
        assert!(outcome.plans.is_empty() && outcome.detail.is_some(), "{outcome:?}");
        outcome.status
    };
    assert_eq!(status(b"<html><body></body></html>"), Status::NoText);
    assert_eq!(status(b"<html><script>var a = 1;</script><p> &nbsp; </p></html>"), Status::NoText);
    assert_eq!(status("<meta charset=utf-8><p>\u{fffd}\u{fffd}\u{fffd}計畫".as_bytes()), Status::Garbled);
    assert_eq!(status("<meta charset=utf-8><p>\u{e000}\u{e001}\u{f8f0}計畫".as_bytes()), Status::Garbled);
    let mojibake = "{\\rtf1\\ansi\\ansicpg1252 \\'b4\\'a3\\'a4\\'c9\\'aa\\'41\\'b0\\'c8\\'ab\\'7e\\'bd\\'e8\\'b9\\'ea\\'ac\\'49\\'ad\\'70\\'b5\\'65\\par}";
    assert_eq!(status(mojibake.as_bytes()), Status::Garbled);
}

#[test]
fn the_digest_of_the_options_tells_them_apart() {
    let mut other = Options::default();
    other.limits.depth += 1;
    assert_ne!(Options::default().digest("text", None), other.digest("text", None));
    assert_eq!(other.digest("text", None).len(), 16);

    // The engine for PDF bears on PDF files only; how a process is started on nothing.
    let processes = Options { isolation: Isolation::Process, ..Options::default() };
    assert_eq!(processes.digest("pdf", None), Options::default().digest("pdf", None));
    assert_eq!(processes.key(), Options::default().key());
    // Words bear on all that is read, and what is known of a file on its own records; an empty row of a catalogue says nothing.
    let options = Options::default();
    let lexicon = Lexicon::from_toml("[[heading]]\nterm = \"服務藍圖\"\nkind = \"goal\"\n").unwrap();
    let worded = Options { lexicon, ..Options::default() };
    assert_ne!(worded.digest("text", None), options.digest("text", None));
    assert_ne!(worded.key(), options.key());
    let titled = |title: &str| Facts { title: Some(title.to_owned()), ..Facts::default() };
    let [first, other] = ["甲計畫", "乙計畫"].map(|title| Known { file: titled(title), ..Known::default() });
    let second = Known { plans: BTreeMap::from([(2, titled("甲計畫"))]), ..Known::default() };
    let known = [None, Some(&first), Some(&other), Some(&second)].map(|known| options.digest("text", known));
    assert_eq!(BTreeSet::from(known).len(), 4);
    assert_eq!(options.digest("text", Some(&Known::default())), options.digest("text", None));
    let engines = PdfEngine::ALL.map(|pdf_engine| Options { pdf_engine, ..Options::default() });
    let digests: BTreeSet<String> = engines.iter().map(|options| options.digest("pdf", None)).collect();
    assert_eq!(digests.len(), engines.len());
    assert!(engines.iter().all(|options| options.digest("text", None) == Options::default().digest("text", None)));
}

#[test]
fn looking_at_one_file_writes_nothing_and_survives_it() {
    let dir = files(&[("a.txt", "壹、計畫依據\n望海市政府函辦理。\n")]);
    let outcome = inspect(&dir.path().join("in/a.txt"), None, &Options::default()).unwrap();
    assert_eq!(outcome.status, Status::Ok);
    assert_eq!(outcome.plans[0].hant.source.path, "a.txt");
    assert!(!dir.path().join("out").exists());
    assert!(inspect(dir.path(), None, &Options::default()).is_err(), "a folder is no file");

    let mut small = Options::default();
    small.limits.bytes = 3;
    assert_eq!(inspect(&dir.path().join("in/a.txt"), None, &small).unwrap().status, Status::TooLarge);
}

/// Runs, and tells which paths were read.
fn read_again(request: &Request) -> (Report, Vec<String>) {
    let seen = Mutex::new(Vec::new());
    let noting = |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| {
        seen.lock().unwrap().push(source.path.to_owned());
        reader(source, options, recognition)
    };
    let report = import_with(&noting, request, &|_| {}).unwrap();
    let mut paths = seen.into_inner().unwrap();
    paths.sort();
    (report, paths)
}

fn again(dir: &Path) -> Request {
    Request { resume: true, ..request(dir, 2) }
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let dir =
        files(&[("a.txt", "甲計畫"), ("b.txt", "乙計畫"), ("c.bin", "丙"), ("copy.txt", "甲計畫"), ("d.txt", "boom")]);
    let (first, paths) = read_again(&again(dir.path()));
    assert_eq!(paths, ["a.txt", "b.txt", "c.bin", "d.txt"]);
    assert_eq!(first.unchanged, 0);
    let (second, paths) = read_again(&again(dir.path()));
    assert_eq!(paths, ["d.txt"], "what has crashed is tried again");
    assert_eq!((second.unchanged, &second.lines), (3, &first.lines));

    fs::write(dir.path().join("in/b.txt"), "乙計畫修正").unwrap();
    let (third, paths) = read_again(&again(dir.path()));
    assert_eq!((paths, third.removed), (vec!["b.txt".to_owned(), "d.txt".to_owned()], 1));

    let mut other = again(dir.path());
    other.options.limits.depth += 1;
    assert_eq!(read_again(&other).1, ["a.txt", "b.txt", "c.bin", "d.txt"]);
    assert_eq!(read_again(&request(dir.path(), 2)).1, ["a.txt", "b.txt", "c.bin", "d.txt"], "nobody asked to resume");
}

#[test]
fn a_row_of_the_catalogue_that_has_changed_has_its_file_read_again_and_no_other() {
    let dir = files(&[("a.txt", "甲計畫"), ("b.txt", "乙計畫"), ("c.bin", "丙"), ("copy.txt", "乙計畫")]);
    let told = |rows: &str| {
        let catalogue = Some(Catalogue::from_csv(&format!("path,title\n{rows}")).unwrap());
        read_again(&Request { catalogue, ..again(dir.path()) })
    };
    assert_eq!(told("a.txt,丁計畫\n").1, ["a.txt", "b.txt", "c.bin"]);
    let (report, paths) = told("a.txt,丁計畫\nc.bin,戊計畫\n");
    assert_eq!((paths, report.unchanged), (vec![], 3), "what is known of it decides no outcome");
    assert_eq!(told("a.txt,己計畫\nb.txt,\n").1, ["a.txt"], "an empty row says nothing");
    assert_eq!(told("a.txt,己計畫\ncopy.txt,庚計畫\n").1, ["b.txt"], "the row of a path with the same bytes counts");
    assert_eq!(read_again(&again(dir.path())).1, ["a.txt", "b.txt"]);
    assert_eq!(corpus::verify(&dir.path().join("out")).unwrap().problems, []);
}

#[test]
fn a_run_that_was_stopped_says_nothing_of_rows_without_a_record() {
    let dir = files(&[("a.txt", "甲計畫"), ("b.txt", "乙計畫")]);
    let catalogue = Some(Catalogue::from_csv("path,title\nb.txt,丁計畫\nx.txt,戊計畫\n").unwrap());
    let request = Request { catalogue, ..again(dir.path()) };
    request.stop.store(true, Ordering::Relaxed);
    let report = read_again(&request).0;
    assert!(report.interrupted && report.unused_rows.is_empty(), "{report:?}");
    request.stop.store(false, Ordering::Relaxed);
    let unused: Vec<_> = read_again(&request).0.unused_rows.into_iter().map(|row| row.path).collect();
    assert_eq!(unused, ["x.txt"]);
}

#[test]
fn a_record_that_is_no_longer_what_it_was_is_made_again() {
    let dir = files(&[("a.txt", "甲計畫"), ("b.txt", "乙計畫")]);
    let (report, _) = read_again(&again(dir.path()));
    let id = report.lines[0].id.clone().unwrap();
    let path = dir.path().join(format!("out/plans/hans/{}/{id}.json", &id[..2]));
    let json = fs::read(&path).unwrap();
    for damaged in [&json[..json.len() / 2], b""] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(read_again(&again(dir.path())).1, ["a.txt"]);
        assert_eq!(fs::read(&path).unwrap(), json);
    }
    fs::rename(dir.path().join("in/a.txt"), dir.path().join("in/c.txt")).unwrap();
    assert_eq!(read_again(&again(dir.path())).1, ["c.txt"], "a record names its path");
}

#[test]
fn a_run_that_is_stopped_anywhere_and_resumed_ends_as_if_it_had_not_been() {
    let named: Vec<(String, String)> = (0..12)
        .map(|n| (format!("{n:02}.txt"), if n % 5 == 4 { "boom".repeat(n) } else { format!("計畫{n}") }))
        .collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let undisturbed = files(&named);
    let (expected, _) = read_again(&again(undisturbed.path()));
    for jobs in [1, 2] {
        let dir = files(&named);
        let mut seen = Vec::new();
        for round in 0.. {
            let request = Request { jobs, ..again(dir.path()) };
            let done = AtomicUsize::new(0);
            let noting = |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| {
                // After a few files: while others are being read.
                if done.fetch_add(1, Ordering::Relaxed) == round % 4 {
                    request.stop.store(true, Ordering::Relaxed);
                }
                reader(source, options, recognition)
            };
            let report = import_with(&noting, &request, &|_| {}).unwrap();
            seen.push(done.into_inner());
            if !report.interrupted {
                assert_eq!(report.lines, expected.lines);
                break;
            }
            assert!(report.lines.len() < report.files && round < 20);
            assert!(dir.path().join("out/.journal.jsonl").exists());
            assert!(
                corpus::Corpus::at(&dir.path().join("out")).lines().unwrap().is_empty(),
                "the manifest is the old one"
            );
        }
        assert_eq!(seen.iter().sum::<usize>(), 12, "each file is read once: {seen:?}");
        assert!(!dir.path().join("out/.journal.jsonl").exists());
        let verified = corpus::verify(&dir.path().join("out")).unwrap();
        assert_eq!((verified.lines, verified.problems), (12, vec![]));
    }
}

#[test]
fn two_runs_on_one_corpus_exclude_each_other() {
    let dir = files(&[("a.txt", "甲計畫")]);
    let error = Mutex::new(None);
    import_with(&reader, &request(dir.path(), 1), &|event| {
        if matches!(event, Event::Found { .. }) {
            *error.lock().unwrap() = import_with(&reader, &request(dir.path(), 1), &|_| {}).err();
        }
    })
    .unwrap();
    let error = error.into_inner().unwrap().unwrap();
    assert!(matches!(error, ImportError::Folder(FolderError::InUse { .. })), "{error}");
}
