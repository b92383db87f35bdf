//! The folder of a corpus: what is written, what is removed, what is left alone.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;

use corpus::{Corpus, Finished, Folder, FolderError, Line, ProducedBy, Record, RunKey, Source, Status, Vanished};
use plan::Plan;
use script::{Script, Target};
use tempfile::{TempDir, tempdir};

fn record(id: &str, title: &str) -> Record {
    let plan = Plan {
        title: Some(title.into()),
        agency: None,
        series: None,
        read: None,
        roc_year: None,
        year: None,
        period: None,
        script: Script::Hant,
        front: vec![],
        sections: vec![],
        citations: vec![],
        furniture: vec![],
        diagnostics: vec![],
    };
    let source = Source {
        path: format!("{id}.txt"),
        format: "text".into(),
        bytes: 1,
        blake3: "0".repeat(64),
        encoding: None,
        pages: None,
    };
    let produced_by =
        ProducedBy { version: "0".into(), reader: "read-text".into(), options: "0".repeat(16), converter: None };
    Record::of_plan(&plan, id.into(), source, produced_by)
}

fn line(path: &str, id: Option<&str>) -> Line {
    let status = if id.is_some() { Status::Ok } else { Status::NoText };
    Line { bytes: Some(1), blake3: Some("0".repeat(64)), id: id.map(str::to_owned), ..Line::new(path, status) }
}

fn key() -> RunKey {
    RunKey { version: "0".into(), options: "0".repeat(16) }
}

fn open(root: &Path) -> Result<Folder, FolderError> {
    Folder::open(root, &key())
}

fn write(folder: &Folder, script: Target, record: &Record) -> Result<(), FolderError> {
    folder.write(&record.id, script, &record.to_json().unwrap())
}

/// Notes a file and writes its plan.
fn put(folder: &Folder, path: &str, id: &str) {
    folder.note(&line(path, Some(id))).unwrap();
    write(folder, Target::Hant, &record(id, "計畫")).unwrap();
    write(folder, Target::Hans, &record(id, "计划")).unwrap();
}

const A: &str = "aaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbb";
const C: &str = "cccccccccccccccc";
const D: &str = "dddddddddddddddd";

/// A corpus with the plans A and B.
fn corpus() -> TempDir {
    let dir = tempdir().unwrap();
    let folder = open(dir.path()).unwrap();
    put(&folder, "a", A);
    put(&folder, "b", B);
    folder.finish(&[line("b", Some(B)), line("a", Some(A))], Vanished::Keep).unwrap();
    dir
}

fn refused(folder: &Path) -> String {
    match open(folder) {
        Err(error @ FolderError::NoCorpus { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn records_lie_where_the_contract_says() {
    let dir = corpus();
    for script in ["hant", "hans"] {
        assert_eq!(Record::read(&dir.path().join(format!("plans/{script}/aa/{A}.json"))).unwrap().id, A);
    }
    let manifest = fs::read_to_string(dir.path().join("manifest.jsonl")).unwrap();
    let expected = r#"{"path":"a","bytes":1,"blake3":"0000000000000000000000000000000000000000000000000000000000000000","format":null,"status":"ok","id":"aaaaaaaaaaaaaaaa","ids":null,"detail":null,"pages":null,"characters":null,"diagnostics":null}"#;
    assert_eq!(manifest.lines().next(), Some(expected));
    assert_eq!(manifest.lines().count(), 2);
}

#[test]
fn what_a_file_no_longer_gives_goes_and_what_is_foreign_stays() {
    let dir = corpus();
    let foreign = dir.path().join("plans/hant/bb/notes.txt");
    fs::write(&foreign, "mine").unwrap();
    fs::write(dir.path().join("README"), "mine").unwrap();

    let folder = open(dir.path()).unwrap();
    put(&folder, "a", A);
    let finished = folder.finish(&[line("a", Some(A)), line("b", None)], Vanished::Keep).unwrap();
    assert_eq!(finished, Finished { removed: 1, vanished: vec![] });

    assert!(dir.path().join(format!("plans/hant/aa/{A}.json")).exists());
    assert!(!dir.path().join(format!("plans/hant/bb/{B}.json")).exists());
    assert!(!dir.path().join("plans/hans/bb").exists(), "an empty folder goes with its record");
    assert!(foreign.exists() && dir.path().join("README").exists());
}

#[test]
fn the_plan_of_a_file_that_has_vanished_stays_until_it_is_pruned() {
    let dir = corpus();
    let paths = || Corpus::at(dir.path()).lines().unwrap().into_iter().map(|line| line.path).collect::<Vec<_>>();
    for _ in 0..2 {
        let finished =
            open(dir.path()).unwrap().finish(&[line("b", Some(B)), line("c", None)], Vanished::Keep).unwrap();
        assert_eq!(finished, Finished { removed: 0, vanished: vec!["a".into()] });
        assert_eq!(paths(), ["a", "b", "c"]);
        assert!(dir.path().join(format!("plans/hant/aa/{A}.json")).exists());
    }
    // A file that gave no plan leaves nothing behind.
    let finished = open(dir.path()).unwrap().finish(&[line("b", Some(B))], Vanished::Prune).unwrap();
    assert_eq!(finished, Finished { removed: 1, vanished: vec!["a".into()] });
    assert_eq!(paths(), ["b"]);
    assert!(!dir.path().join("plans/hant/aa").exists());
}

#[test]
fn a_plan_that_another_path_gives_now_has_not_vanished() {
    let dir = corpus();
    let folder = open(dir.path()).unwrap();
    let finished = folder.finish(&[line("b", Some(B)), line("moved/a", Some(A))], Vanished::Prune).unwrap();
    assert_eq!(finished, Finished::default());
}

#[test]
fn what_an_interrupted_run_wrote_is_known_to_the_next() {
    let dir = corpus();
    let folder = open(dir.path()).unwrap();
    put(&folder, "c", C);
    // Noted, and no more.
    folder.note(&line("a", Some(D))).unwrap();
    write(&folder, Target::Hant, &record(D, "計畫")).unwrap();
    drop(folder);
    let torn = dir.path().join(format!("plans/hant/dd/.{D}.json.tmp"));
    fs::write(&torn, "torn").unwrap();

    let folder = open(dir.path()).unwrap();
    assert!(!torn.exists());
    let told = |path: &str| folder.earlier(path).map(|e| (e.line.id.clone().unwrap(), e.same_key, e.interrupted));
    assert_eq!(told("a"), Some((A.into(), true, false)), "D is not whole");
    assert_eq!(told("c"), Some((C.into(), true, true)));
    let finished = folder.finish(&[line("a", Some(A)), line("b", Some(B))], Vanished::Keep).unwrap();
    assert_eq!(finished, Finished { removed: 1, vanished: vec!["c".into()] });
    assert!(!dir.path().join("plans/hant/dd").exists());
    assert!(!dir.path().join(".journal.jsonl").exists());
}

#[test]
fn a_record_is_known_by_what_made_it() {
    let dir = corpus();
    let folder = open(dir.path()).unwrap();
    let source = |path: &str| Line { path: path.into(), ..line("", Some(A)) };
    let options = "0".repeat(16);
    // The record says that its source is named after its id.
    let own = format!("{A}.txt");
    assert!(folder.holds(&source(&own), "0", &options));
    assert!(!folder.holds(&source("other"), "0", &options));
    assert!(!folder.holds(&source(&own), "1", &options));
    assert!(!folder.holds(&source(&own), "0", &"1".repeat(16)));
    assert!(!folder.holds(&Line { blake3: Some("1".repeat(64)), ..source(&own) }, "0", &options));
    assert!(!folder.holds(&Line { id: None, ..source(&own) }, "0", &options));
    let hans = folder.record(A, Target::Hans);
    let json = fs::read(&hans).unwrap();
    fs::write(&hans, &json[..json.len() - 3]).unwrap();
    assert!(!folder.holds(&source(&own), "0", &options), "it is torn");
}

#[test]
fn two_runs_never_write_to_one_folder() {
    let dir = corpus();
    let folder = open(dir.path()).unwrap();
    let error = open(dir.path()).unwrap_err();
    assert!(matches!(error, FolderError::InUse { .. }) && error.to_string().contains("another run"), "{error}");
    drop(folder);
    open(dir.path()).unwrap();
}

#[test]
fn a_folder_with_other_things_in_it_is_no_corpus() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("thesis.docx"), "mine").unwrap();
    assert!(refused(dir.path()).contains("it holds \"thesis.docx\" and no manifest.jsonl"), "{}", refused(dir.path()));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was touched");
}

#[test]
fn a_manifest_of_something_else_makes_no_corpus() {
    for text in ["{\"path\": \"a\"}\n", "hello\n", "\u{feff}\n", "[1]\n"] {
        let dir = tempdir().unwrap();
        fs::write(dir.path().join("manifest.jsonl"), text).unwrap();
        assert!(refused(dir.path()).contains("line 1 of its manifest.jsonl is none of this program's"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was touched");
    }
}

#[test]
fn a_manifest_can_name_no_file_outside() {
    let dir = corpus();
    let manifest = dir.path().join("manifest.jsonl");
    for id in
        ["../../../victim", "aaaaaaaaaaaaaaaa/../x", "AAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaa-", "aaaaaaaaaaaaaaaa-x"]
    {
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text.replace(B, id)).unwrap();
        assert!(refused(dir.path()).contains("is no id"), "{id}");
        fs::write(&manifest, text).unwrap();
    }
}

#[test]
fn an_empty_folder_and_one_with_hidden_files_become_a_corpus() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join(".gitignore"), "").unwrap();
    open(dir.path()).unwrap();
    // An interrupted first run left no more than this.
    open(dir.path()).unwrap();
    assert!(dir.path().join(".gitignore").exists());
}

#[test]
fn a_file_that_is_no_record_is_never_overwritten() {
    let dir = tempdir().unwrap();
    let folder = open(dir.path()).unwrap();
    let path = folder.record(A, Target::Hant);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "mine").unwrap();
    let error = write(&folder, Target::Hant, &record(A, "計畫")).unwrap_err();
    assert!(matches!(error, FolderError::Foreign { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn the_record_of_an_interrupted_run_is_replaced() {
    let dir = tempdir().unwrap();
    write(&open(dir.path()).unwrap(), Target::Hant, &record(A, "old")).unwrap();
    let folder = open(dir.path()).unwrap();
    write(&folder, Target::Hant, &record(A, "new")).unwrap();
    assert_eq!(Record::read(&folder.record(A, Target::Hant)).unwrap().title.as_deref(), Some("new"));
}

#[test]
fn nothing_temporary_is_left() {
    let dir = tempdir().unwrap();
    let folder = open(dir.path()).unwrap();
    let path = folder.record(A, Target::Hant);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path.with_file_name(format!(".{A}.json.tmp")), "torn").unwrap();
    write(&folder, Target::Hant, &record(A, "計畫")).unwrap();
    let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [format!("{A}.json").as_str()]);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    for path in [file.clone(), file.join("below")] {
        assert!(matches!(open(&path), Err(FolderError::Io { .. })));
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
