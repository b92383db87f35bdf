//! The folder of a corpus: what is written, what is removed, what is left alone.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;

use corpus::{Folder, FolderError, Line, ProducedBy, Record, Source, Status};
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
    Line {
        path: path.into(),
        bytes: Some(1),
        blake3: None,
        format: None,
        status: if id.is_some() { Status::Ok } else { Status::NoText },
        id: id.map(str::to_owned),
        ids: None,
        detail: None,
        pages: None,
        characters: None,
        diagnostics: None,
    }
}

const A: &str = "aaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbb";

/// A corpus with the plans A and B.
fn corpus() -> TempDir {
    let dir = tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    for id in [A, B] {
        folder.write(Target::Hant, &record(id, "計畫")).unwrap();
        folder.write(Target::Hans, &record(id, "计划")).unwrap();
    }
    folder.finish(&[line("b", Some(B)), line("a", Some(A))]).unwrap();
    dir
}

fn refused(folder: &Path) -> String {
    match Folder::open(folder) {
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
    let expected = r#"{"path":"a","bytes":1,"blake3":null,"format":null,"status":"ok","id":"aaaaaaaaaaaaaaaa","ids":null,"detail":null,"pages":null,"characters":null,"diagnostics":null}"#;
    assert_eq!(manifest.lines().next(), Some(expected));
    assert_eq!(manifest.lines().count(), 2);
}

#[test]
fn what_is_no_longer_given_goes_and_what_is_foreign_stays() {
    let dir = corpus();
    let foreign = dir.path().join("plans/hant/bb/notes.txt");
    fs::write(&foreign, "mine").unwrap();
    fs::write(dir.path().join("README"), "mine").unwrap();

    let folder = Folder::open(dir.path()).unwrap();
    folder.write(Target::Hant, &record(A, "計畫")).unwrap();
    folder.write(Target::Hans, &record(A, "计划")).unwrap();
    assert_eq!(folder.finish(&[line("a", Some(A)), line("b", None)]).unwrap(), 1);

    assert!(dir.path().join(format!("plans/hant/aa/{A}.json")).exists());
    assert!(!dir.path().join(format!("plans/hant/bb/{B}.json")).exists());
    assert!(!dir.path().join("plans/hans/bb").exists(), "an empty folder goes with its record");
    assert!(foreign.exists() && dir.path().join("README").exists());
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
    Folder::open(dir.path()).unwrap();
    // An interrupted first run left no more than this.
    Folder::open(dir.path()).unwrap();
    assert!(dir.path().join(".gitignore").exists());
}

#[test]
fn a_file_that_is_no_record_is_never_overwritten() {
    let dir = tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    let path = folder.record(A, Target::Hant);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "mine").unwrap();
    let error = folder.write(Target::Hant, &record(A, "計畫")).unwrap_err();
    assert!(matches!(error, FolderError::Foreign { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn the_record_of_an_interrupted_run_is_replaced() {
    let dir = tempdir().unwrap();
    Folder::open(dir.path()).unwrap().write(Target::Hant, &record(A, "old")).unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    folder.write(Target::Hant, &record(A, "new")).unwrap();
    assert_eq!(Record::read(&folder.record(A, Target::Hant)).unwrap().title.as_deref(), Some("new"));
}

#[test]
fn nothing_temporary_is_left() {
    let dir = tempdir().unwrap();
    let folder = Folder::open(dir.path()).unwrap();
    let path = folder.record(A, Target::Hant);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path.with_file_name(format!(".{A}.json.tmp")), "torn").unwrap();
    folder.write(Target::Hant, &record(A, "計畫")).unwrap();
    let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [format!("{A}.json").as_str()]);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "mine").unwrap();
    for path in [file.clone(), file.join("below")] {
        assert!(matches!(Folder::open(&path), Err(FolderError::Io { .. })));
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
