//! A plan is the same plan in every format: each file of `fixtures/agreement` gives the record of its gold plan, and what a format
//! or a flattening loses is written down, line by line.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use tests::agreement::{Copy, copies};
use tests::gold::{self, bundles};
use tests::score::{Figures, Scored, grouped, mean};
use tests::{repository, written};
use walkdir::WalkDir;

static COPIES: LazyLock<Vec<Copy>> = LazyLock::new(|| copies().unwrap());

/// Set to `accept`, expected losses are written as they are now.
const ACCEPT: &str = "LOSSES";

#[test]
fn each_file_gives_its_gold_plans_but_for_the_losses_that_are_written_down() {
    let mut wrong = Vec::new();
    for copy in COPIES.iter() {
        let path = copy.losses();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (why, expected): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        if copy.differences == expected {
            continue;
        }
        if env::var(ACCEPT).as_deref() != Ok("accept") {
            let now = copy.differences.join("\n");
            wrong.push(format!("{}/{}: expected {}\nnow\n{now}", copy.plan, copy.file, path.display()));
        } else if copy.differences.is_empty() {
            fs::remove_file(&path).unwrap();
        } else {
            let why = if why.is_empty() { vec!["# Why?"] } else { why };
            let lines = why.into_iter().chain(copy.differences.iter().map(String::as_str));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, lines.flat_map(|line| [line, "\n"]).collect::<String>()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_loss_is_explained_and_of_a_file() {
    let known: BTreeSet<PathBuf> = COPIES.iter().map(Copy::losses).collect();
    for entry in WalkDir::new(gold::folder()).into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.parent().is_some_and(|folder| folder.ends_with("losses")) {
            assert!(known.contains(path), "{} is of no file", path.display());
            let text = fs::read_to_string(path).unwrap();
            let why = text.lines().take_while(|line| line.starts_with("# ")).collect::<String>();
            assert!(why.len() > "# Why?".len(), "{} does not say why", path.display());
        }
    }
}

#[test]
fn the_files_are_those_that_the_writers_write() {
    for bundle in bundles().unwrap() {
        for file in written::files(&bundle).unwrap() {
            let path = repository().join("fixtures/agreement").join(&bundle.name).join(file.name);
            assert!(fs::read(&path).unwrap() == file.bytes, "{}: make fixtures", path.display());
        }
    }
}

/// The figures of a row.
fn of_row(is_row: impl Fn(&str) -> bool) -> Figures {
    let figures: Vec<Figures> = COPIES.iter().filter(|copy| is_row(&copy.row())).map(|copy| copy.figures).collect();
    assert!(!figures.is_empty());
    mean(&figures)
}

#[test]
fn the_figures_are_those_that_are_asked_for() {
    let whole = |value: Option<f64>| value.is_none_or(|value| value > 1.0 - 1e-9);
    for format in ["docx", "odt", "doc", "rtf", "html web-typed", "html libreoffice"] {
        let figures = of_row(|row| row.starts_with(format));
        assert!(figures.values().into_iter().all(whole), "{format}: {figures:?}");
    }
    let pdf = of_row(|row| row.starts_with("pdf"));
    assert!(whole(pdf.meta) && whole(pdf.sections) && whole(pdf.items) && pdf.rows_exact >= Some(0.98), "{pdf:?}");
    for (flattening, rows) in
        [("tabs", 0.95), ("cell-a-line", 0.95), ("libreoffice-typed", 0.95), ("one-line", 0.85), ("wrapped-34", 0.85)]
    {
        let figures = of_row(|row| row.starts_with("txt") && row.ends_with(flattening));
        assert!(figures.sections >= Some(0.99) && figures.items >= Some(0.99), "{flattening}: {figures:?}");
        assert!(figures.rows >= Some(rows), "{flattening}: {figures:?}");
        assert!(figures.kept >= Some(0.995), "{flattening}: {figures:?}");
    }
}

#[test]
fn the_page_on_accuracy_has_the_figures_of_today() {
    let scored: Vec<Scored> = COPIES.iter().map(Copy::scored).collect();
    let table = grouped(&scored);
    let page = fs::read_to_string(repository().join("docs/accuracy.md")).unwrap();
    assert!(page.contains(table.trim_end()), "make score prints other figures than docs/accuracy.md has:\n{table}");
}
