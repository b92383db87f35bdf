//! `plancorpus export`
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;
use std::path::PathBuf;

use support::{House, MAINLAND, PLAN};

/// A corpus of two plans, one of them Simplified.
fn corpus() -> House {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", MAINLAND.as_bytes())]);
    house.import(0);
    house
}

fn records(house: &House, script: &str) -> Vec<String> {
    house
        .files(&format!("out/plans/{script}"))
        .keys()
        .map(|path| format!("out/plans/{script}/{}", path.display()))
        .collect()
}

fn names(house: &House, folder: &str) -> Vec<String> {
    house.files(folder).keys().map(|path| path.display().to_string()).collect()
}

#[test]
fn every_plan_of_a_corpus_becomes_a_word_file_in_its_own_script() {
    let house = corpus();
    let done = house.run(["export", "--to", "docx", "--corpus", "out", "--out", "word"]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "2 files in word\n", ""));
    let titles = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| name.rsplit_once('-').unwrap().0.to_owned()).collect()
    };
    assert_eq!(
        titles(&names(&house, "word")),
        ["望海市提升政务服务质量实施方案", "望海市政府97年度提升服務品質實施計畫"]
    );
    let done = house.run(["export", "--to", "docx", "--corpus", "out", "--script", "hans", "--out", "hans"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(
        titles(&names(&house, "hans")),
        ["望海市提升政务服务质量实施方案", "望海市政府97年度提升服务品质实施计划"]
    );
}

#[test]
fn the_folder_of_a_corpus_is_named_as_records_are() {
    let house = corpus();
    let done = house.run(["export", "out", "--to", "docx", "--out", "word"]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "2 files in word\n", ""));
    let record = &records(&house, "hant")[0];
    let done = house.run(["export", record, "--to", "docx", "--script", "hans", "--out", "word"]);
    assert_eq!(done.code, Some(2), "a record is in a script already");
    assert!(done.err.contains("--script"), "{}", done.err);
}

#[test]
fn one_record_becomes_the_file_that_is_asked_for() {
    let house = corpus();
    let record = &records(&house, "hant")[0];
    let done = house.run(["export", "--to", "docx", record, "--out", "plan.docx"]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (Some(0), "", ""));
    assert!(fs::read(house.path("plan.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_file_that_is_there_stays_unless_forced() {
    let house = corpus();
    let record = &records(&house, "hant")[0];
    house.write("plan.docx", "another's");
    let done = house.run(["export", "--to", "docx", record, "--out", "plan.docx"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.contains("plan.docx is there already; --force overwrites it"), "{}", done.err);
    assert_eq!(fs::read(house.path("plan.docx")).unwrap(), b"another's");
    let done = house.run(["export", "--to", "docx", record, "--out", "plan.docx", "--force"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(fs::read(house.path("plan.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_second_run_changes_nothing() {
    let house = corpus();
    let run = || house.run(["export", "--to", "docx", "--corpus", "out", "--out", "word"]);
    assert_eq!(run().code, Some(0));
    let first = house.files("word");
    let again = run();
    assert_eq!((again.code, again.out.as_str()), (Some(0), "2 files in word\n"), "{}", again.err);
    assert_eq!(house.files("word"), first);
}

#[test]
fn a_record_that_can_t_be_read_costs_one_line() {
    let house = corpus();
    house.write("bad.json", "{}");
    let good = &records(&house, "hant")[0];
    let done = house.run(["export", "--to", "docx", "bad.json", "missing.json", good, "--out", "word"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), "1 file in word\n"));
    let said: Vec<&str> = done.err.lines().collect();
    assert_eq!(said.len(), 2, "{}", done.err);
    assert!(said[0].starts_with("plancorpus: bad.json: not a plan record: "), "{}", done.err);
    assert!(said[1].starts_with("plancorpus: missing.json: "), "{}", done.err);
}

#[test]
fn records_that_would_share_a_file_do_not() {
    let house = corpus();
    let record = &records(&house, "hant")[0];
    let text = fs::read_to_string(house.path(record)).unwrap();
    house.write(
        "other.json",
        text.replace("便捷", "快捷").replace("便民", "利民").replace("简化", "精简").replace("簡化", "精簡"),
    );
    let done = house.run(["export", "--to", "docx", record, "other.json", "--out", "word", "--force"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), "1 file in word\n"), "{}", done.err);
    assert!(done.err.contains(record.as_str()) && done.err.contains("other.json"), "{}", done.err);
}

#[test]
fn a_title_makes_a_safe_name() {
    let house = corpus();
    let record = &records(&house, "hant")[0];
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(house.path(record)).unwrap()).unwrap();
    for (title, expected) in [
        (serde_json::json!("../../服務/計畫:\u{7}*"), "_.._服務_計畫___-"),
        (serde_json::json!("計".repeat(200)), "計計計"),
        (serde_json::Value::Null, ""),
    ] {
        json["title"] = title;
        house.write("odd.json", json.to_string());
        let folder = format!("named{}", expected.len());
        let done = house.run(["export", "--to", "docx", "odd.json", "--out", &folder]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let names: Vec<PathBuf> = house.files(&folder).into_keys().collect();
        let name = names[0].display().to_string();
        assert!(names.len() == 1 && name.starts_with(expected) && name.len() < 250, "{name}");
        assert!(name.ends_with(&format!("{}.docx", json["id"].as_str().unwrap())), "{name}");
    }
}

#[test]
fn wrong_usage_is_told() {
    let house = corpus();
    for args in [
        &["export", "--to", "docx", "--out", "word"][..],
        &["export", "--to", "pdf", "a.json", "--out", "word"],
        &["export", "a.json", "--out", "word"],
        &["export", "--to", "docx", "a.json", "--corpus", "out", "--out", "word"],
        &["export", "--to", "docx", "a.json", "--script", "hans", "--out", "word"],
        &["export", "--to", "docx", "--corpus", "nowhere", "--out", "word"],
        &["export", "--to", "docx", "--corpus", "in", "--out", "word"],
    ] {
        let done = house.run(args);
        assert_eq!(done.code, Some(2), "{args:?}: {}", done.err);
        assert!(!done.err.is_empty());
    }
    assert!(!house.path("word").exists() && !house.path("nowhere").exists());
}
