//! Scans of prints: `tests/scans/make.sh` makes `fixtures/scans`, and `fixtures/scans/origins.tsv` says of what. The models have to be there;
//! `make test` fetches them where it can. `make score-scans` measures many more pages.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stdout, reason = "a test that skips or measures says so")]

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs, thread};

use document::{Block, Limits, ReadError, Reading};
use ocr::{Eye, Models, Picture, Recognition, Recognize, Seen, When, see};
use tests::repository;
use unicode_normalization::UnicodeNormalization;

fn folder() -> PathBuf {
    repository().join("fixtures/scans")
}

/// Where `plancorpus models install` puts them.
fn models() -> Option<Models> {
    let data = || {
        Some(
            env::var_os("XDG_DATA_HOME")
                .map_or(PathBuf::from(env::var_os("HOME")?).join(".local/share"), PathBuf::from),
        )
    };
    let folder =
        env::var_os("PLANCORPUS_MODELS").map(PathBuf::from).or_else(|| Some(data()?.join("plancorpus/models")));
    let models = folder.and_then(|folder| Models::load(&folder).ok());
    if models.is_none() {
        println!("skipped: there are no models; `make models` fetches them");
    }
    models
}

/// Two pages at a time, each with an eye of its own.
struct Eyes<'m>(&'m Models);

impl Recognize for Eyes<'_> {
    fn recognize(&self, count: usize, picture: &(dyn Fn(usize) -> Option<Picture> + Sync)) -> Vec<Option<Seen>> {
        let seen = Mutex::new(vec![None; count]);
        let next = Mutex::new(0..count);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let eye = Eye::new(self.0, 1);
                    loop {
                        let Some(index) = next.lock().unwrap().next() else { break };
                        let page = picture(index).and_then(|picture| see(&eye, &picture));
                        seen.lock().unwrap()[index] = page;
                    }
                });
            }
        });
        seen.into_inner().unwrap()
    }
}

fn read(path: &Path, recognition: &Recognition<'_>) -> Result<Reading, ReadError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    read_any::read(&fs::read(path).unwrap(), extension, &Limits::DEFAULT, recognition).1
}

/// The characters of a reading, compatibility forms folded, without blanks; those of paragraphs, and each cell with its place.
#[derive(Debug, Default)]
struct Shown {
    text: Vec<char>,
    cells: Vec<(String, Vec<char>)>,
}

fn shown(reading: &Reading) -> Shown {
    let mut shown = Shown::default();
    for block in &reading.document.blocks {
        match block {
            Block::Paragraph(paragraph) => shown.text.extend(folded(&paragraph.text())),
            Block::Table(table) => shown.cells.extend(table.cells.iter().map(|cell| {
                let place = format!("{},{}+{}x{}", cell.row, cell.column, cell.rows, cell.columns);
                let texts = cell.blocks.iter().filter_map(|block| match block {
                    Block::Paragraph(paragraph) => Some(paragraph.text()),
                    Block::Table(_) | Block::Embedded(_) => None,
                });
                (place, texts.flat_map(|text| folded(&text)).collect())
            })),
            Block::Embedded(_) => {}
        }
    }
    shown
}

fn folded(text: &str) -> Vec<char> {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The least number of characters to be changed, added or removed between two texts (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, y) in b.iter().enumerate() {
            let least = (diagonal + usize::from(x != y)).min(row[column] + 1).min(row[column + 1] + 1);
            diagonal = std::mem::replace(&mut row[column + 1], least);
        }
    }
    row[b.len()]
}

/// Character errors of the running text, and the part of the cells that stand in their place with hardly an error, of a scan beside its print.
fn compare(models: &Models, scan: &str) -> (f64, f64) {
    let origins = fs::read_to_string(folder().join("origins.tsv")).unwrap();
    let origin = origins.lines().map(|line| line.split('\t').collect::<Vec<_>>()).find(|line| line[0] == scan).unwrap();
    assert_eq!(origin[2], "all", "{scan}");
    let print = shown(&read(&repository().join(origin[1]), &Recognition::NEVER).unwrap());
    let recognition = Recognition { when: When::Auto, by: Some(&Eyes(models)) };
    let found = shown(&read(&folder().join(scan), &recognition).unwrap());
    let errors = distance(&print.text, &found.text) as f64 / print.text.len().max(1) as f64;
    let is_there = |(place, text): &&(String, Vec<char>)| {
        found.cells.iter().any(|(at, said)| at == place && distance(text, said) * 10 <= text.len())
    };
    let cells = print.cells.iter().filter(is_there).count() as f64 / print.cells.len().max(1) as f64;
    println!("{scan}: {errors:.4} of the characters, {cells:.3} of {} cells", print.cells.len());
    (errors, if print.cells.is_empty() { 1.0 } else { cells })
}

#[test]
fn scans_say_what_their_prints_say() {
    let Some(models) = models() else { return };
    for (scan, most) in [
        ("health-center-105.degraded-200.pdf", 0.02),
        ("stems-over-formal.group4-200.tif", 0.01),
        ("chapters-and-articles.on-its-side.pdf", 0.01),
        // Brackets and single strokes are the hardest of vertical writing.
        ("vertical.gray-200.pdf", 0.04),
        // What some recognition has left behind the image is not what it shows.
        ("python-docx-mainland.misread.pdf", 0.01),
    ] {
        let (errors, cells) = compare(&models, scan);
        assert!(errors <= most, "{scan}: {errors}");
        assert!(cells >= 0.95, "{scan}: {cells}");
    }
}

#[test]
fn what_nobody_can_read_is_no_plan() {
    let Some(models) = models() else { return };
    for scan in ["blank.gray-150.pdf", "handwriting.gray-150.pdf"] {
        let read = read(&folder().join(scan), &Recognition { when: When::Auto, by: Some(&Eyes(&models)) });
        assert!(matches!(read, Err(ReadError::NoText { .. })), "{scan}: {read:?}");
    }
}

#[test]
fn without_models_a_scan_says_what_to_do() {
    let read = read(&folder().join("vertical.gray-200.pdf"), &Recognition { when: When::Auto, by: None });
    let Err(ReadError::NoText { found }) = read else { panic!("{read:?}") };
    assert_eq!(found, "1 page, an image; `plancorpus models install` fetches what recognizes them");
}

#[test]
fn a_page_of_text_before_a_scan_is_not_recognized() {
    /// Says that every page is empty.
    struct Blind;
    impl Recognize for Blind {
        fn recognize(&self, count: usize, picture: &(dyn Fn(usize) -> Option<Picture> + Sync)) -> Vec<Option<Seen>> {
            assert_eq!(count, 1);
            (0..count).map(|index| picture(index).map(|_| Seen { width: 1, height: 1, ..Seen::default() })).collect()
        }
    }
    let scan = folder().join("tax-bureau-112.second-page.pdf");
    let reading = read(&scan, &Recognition { when: When::Auto, by: Some(&Blind) }).unwrap();
    assert!(reading.document.blocks.len() > 3 && reading.warnings.is_empty());
    let unread = read(&scan, &Recognition::NEVER).unwrap();
    assert!(unread.warnings[0].to_string().contains("page 2 could not be read"), "{:?}", unread.warnings);
}
