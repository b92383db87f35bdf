//! What the documents say is so.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cargo_metadata::MetadataCommand;
use tests::repository;

/// Beginnings of paths that a user's commands make or name, and that are not in the repository.
const MADE: &[&str] = &["corpus/tables", "out/", "plans/", "target/", "corpus/plans/", "my-", "97/"];

fn documents() -> Vec<(PathBuf, String)> {
    let folders = [repository(), repository().join("docs")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let documents = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let mut read: Vec<_> = documents.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    read.sort();
    read
}

/// What stands between backticks on one line, code blocks aside, and the targets of links.
fn named(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut named = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            named.extend(line.split('`').skip(1).step_by(2));
            named.extend(line.split("](").skip(1).filter_map(|rest| rest.split(')').next()));
        }
    }
    named
}

/// Whether a word is a path of the repository: a slash or a known ending, and nothing that stands for something else.
fn is_path(word: &str) -> bool {
    let ending = [".md", ".rs", ".toml", ".json", ".jsonl", ".tsv", ".txt", ".html"].iter().any(|e| word.ends_with(e));
    let plain = !word.contains(|c: char| c.is_whitespace() || "<>*{}()$|=,\\\"…".contains(c));
    (word.contains('/') || ending) && plain && !word.contains("://") && !word.starts_with(['/', '.', '-', '#'])
        || word == ".ci/run"
}

#[test]
fn every_path_that_a_document_names_exists() {
    let mut checked = 0;
    for (document, text) in documents() {
        for word in named(&text).into_iter().filter(|word| is_path(word)) {
            let path = word.split('#').next().unwrap_or(word);
            if MADE.iter().any(|made| path.starts_with(made)) || path == "manifest.jsonl" {
                continue;
            }
            let beside = document.parent().unwrap().join(path);
            assert!(beside.exists() || repository().join(path).exists(), "{} names {word}", document.display());
            checked += 1;
        }
    }
    assert!(checked > 20, "only {checked} paths were found");
}

#[test]
fn the_table_of_formats_is_that_of_the_program() {
    let text = fs::read_to_string(repository().join("FORMATS.md")).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
    let expected: Vec<String> = read_any::formats()
        .iter()
        .map(|info| {
            let extensions =
                info.extensions.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(" ");
            let read = if info.readable { "read" } else { "not yet" };
            format!("| `{}` | {} | {} | {extensions} | {read} |", info.name, info.english, info.chinese)
        })
        .collect();
    assert_eq!(rows, expected, "FORMATS.md against the table in crates/read-any");
}

#[test]
fn every_target_of_the_makefile_says_what_it_does() {
    let text = fs::read_to_string(repository().join("Makefile")).unwrap();
    let phony: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix(".PHONY:")).flat_map(str::split_whitespace).collect();
    assert!(phony.len() > 8);
    for target in phony {
        let line = text.lines().find(|line| line.starts_with(&format!("{target}:")));
        assert!(line.is_some_and(|line| line.contains("## ")), "{target}");
    }
}

#[test]
fn the_list_of_dependencies_is_what_the_crates_use() {
    let text = fs::read_to_string(repository().join("docs/dependencies.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    let listed: BTreeSet<String> = rows.filter(|name| *name != "Library").map(str::to_owned).collect();
    let metadata = MetadataCommand::new().manifest_path(repository().join("Cargo.toml")).no_deps().exec().unwrap();
    let used = metadata.packages.iter().flat_map(|package| &package.dependencies);
    let used: BTreeSet<String> = used.filter(|used| used.path.is_none()).map(|used| used.name.clone()).collect();
    assert_eq!(listed, used);
}
