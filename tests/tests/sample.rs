//! The sample corpus in the repository is what the program makes of its own fixtures.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ingest::{Request, import};
use tests::{plan_fixtures, repository};
use walkdir::WalkDir;

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_sample_corpus_is_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let mut request = Request::new(plan_fixtures(), dir.path().to_owned());
    // What a run was made by stands in the folder: that shall not depend on whether there are models.
    request.options.recognition = ocr::When::Never;
    let report = import(&request, &|_| {}).unwrap();
    assert!(report.lines.iter().all(|line| !line.status.is_failure()), "{:?}", report.lines);

    let (made, mut committed) = (files(dir.path()), files(&repository().join("corpus")));
    // What somebody has exported, or the index of a search.
    committed.retain(|path, _| !path.starts_with("tables"));
    assert!(made.keys().eq(committed.keys()), "corpus/ has other files than it should: make corpus");
    for (path, bytes) in made {
        assert!(committed.get(&path) == Some(&bytes), "corpus/{} is out of date: make corpus", path.display());
    }
}
