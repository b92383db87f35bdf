//! Arrows point down only: the crates depend on each other as the code map of ARCHITECTURE.md says, and no otherwise.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cargo_metadata::{DependencyKind, MetadataCommand};
use tests::repository;

/// Each crate of the code map, in its order, with those that it may use.
fn code_map() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `crates/")?.split_once("` |"));
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    rows.map(|(name, rest)| (name.to_owned(), quoted(rest.rsplit('|').nth(1).unwrap()))).collect()
}

/// Each crate of the workspace with those of the workspace that it is built on; what only its tests use aside.
fn workspace() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().manifest_path(repository().join("Cargo.toml")).no_deps().exec().unwrap();
    let inside = |package: &cargo_metadata::Package| {
        package.manifest_path.parent().unwrap().parent().unwrap().ends_with("crates")
    };
    let packages: Vec<_> = metadata.packages.iter().filter(|package| inside(package)).collect();
    let used = |package: &cargo_metadata::Package| {
        let local = package.dependencies.iter().filter(|dependency| dependency.path.is_some());
        local.filter(|dependency| dependency.kind != DependencyKind::Development).map(|d| d.name.clone()).collect()
    };
    packages.into_iter().map(|package| (package.name.to_string(), used(package))).collect()
}

#[test]
fn every_crate_stands_in_the_code_map() {
    let mapped: BTreeSet<String> = code_map().into_iter().map(|(name, _)| name).collect();
    assert_eq!(mapped, workspace().into_keys().collect(), "the table of ARCHITECTURE.md against crates/");
}

#[test]
fn every_arrow_is_one_of_the_code_map() {
    let allowed: BTreeMap<_, _> = code_map().into_iter().collect();
    for (name, used) in workspace() {
        for other in used {
            assert!(
                allowed.get(&name).is_some_and(|may| may.contains(&other)),
                "`{name}` depends on `{other}`; ARCHITECTURE.md does not let it"
            );
        }
    }
}

#[test]
fn the_code_map_itself_points_down_only() {
    let mut above = BTreeSet::new();
    for (name, may) in code_map() {
        for other in &may {
            assert!(above.contains(other), "`{name}` may depend on `{other}`, which stands below it in the code map");
        }
        above.insert(name);
    }
}
