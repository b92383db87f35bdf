//! Rules that no compiler knows.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::PathBuf;

use tests::repository;
use walkdir::WalkDir;

/// The longest that a file of code may be.
const LINES: usize = 800;

/// Files of the repository; what is built, and version control's own, aside.
fn files() -> Vec<PathBuf> {
    let walk = WalkDir::new(repository()).sort_by_file_name().into_iter().filter_entry(|entry| {
        !(1..=2).contains(&entry.depth()) || !["target", "out", ".git"].iter().any(|name| entry.file_name() == *name)
    });
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn no_file_of_code_is_too_long_to_read() {
    for path in files().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn nothing_between_bytes_and_plan_knows_of_files_networks_or_processes() {
    const BEYOND: [&str; 5] = ["std::fs", "std::net", "std::process", "std::env", "std::os"];
    let is_pure = |name: &str| {
        name.starts_with("read-")
            || ["document", "decode", "layout", "numerals", "office-package", "plan", "script"].contains(&name)
    };
    let crates = repository().join("crates");
    let mut seen = 0;
    for path in files().into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let Ok(inside) = path.strip_prefix(&crates) else { continue };
        let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let is_test = parts.iter().any(|part| ["tests", "tests.rs", "testing.rs", "build.rs"].contains(&part.as_str()));
        // The word lists that the readings of single texts are compared with.
        let is_test = is_test || inside.ends_with("plan/src/fields/lexicon.rs");
        if !is_pure(&parts[0]) || is_test {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for name in BEYOND {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
        seen += 1;
    }
    assert!(seen > 100, "{seen} files");
}

#[test]
fn no_file_names_a_machine() {
    // Put together here, so that this file does not name them.
    let roots = ["home", "root", "Users", "tmp", "work", "mnt"].map(|root| ["", root, ""].join("/"));
    let before = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"'`(=:,[".contains(c));
    for path in files().into_iter().filter(|path| !path.ends_with("Cargo.lock")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for root in &roots {
            for (at, _) in text.match_indices(root.as_str()) {
                let named = before(text[..at].chars().next_back());
                assert!(!named, "{} names a path of some machine: {root}", path.display());
            }
        }
    }
}
