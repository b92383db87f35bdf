//! A plan is the same plan in every office format: all files of `fixtures/office` with one name before the first dot.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plan::Plan;
use tests::{bare, dump, read, repository};

fn plans() -> BTreeMap<String, Vec<PathBuf>> {
    let mut plans: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(repository().join("fixtures/office")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().split('.').next().unwrap().to_owned();
        plans.entry(name).or_default().push(file);
    }
    plans
}

/// The only plan of a file.
fn plan_of(path: &Path) -> Plan {
    let reading = read(path).unwrap();
    assert_eq!(reading.warnings, [], "{}", path.display());
    let mut plans = plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default());
    assert_eq!(plans.len(), 1, "{}", path.display());
    bare(plans.remove(0))
}

#[test]
fn one_plan_in_several_formats_gives_one_record() {
    for (name, files) in plans() {
        assert!(files.len() >= 4, "{name} is there in {} formats", files.len());
        let first = plan_of(&files[0]);
        for file in &files[1..] {
            let other = plan_of(file);
            assert!(
                first == other,
                "{}\n{}\n{}\n{}",
                files[0].display(),
                dump(std::slice::from_ref(&first)),
                file.display(),
                dump(&[other])
            );
        }
    }
}

#[test]
fn each_plan_is_read_as_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, files) in plans() {
            let made =
                dump(&plan::structure(&read(&files[0]).unwrap(), &plan::Lexicon::default(), &plan::Known::default()));
            insta::assert_snapshot!(format!("office-{name}"), made);
        }
    });
}
