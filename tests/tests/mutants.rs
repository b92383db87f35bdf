//! A few mutants of every sort; `make fuzz` reads many.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::LazyLock;
use std::time::Duration;

use document::Limits;
use tests::mutants::{Bounds, Mutant, Seeds, Sort, of_parts, run, to_parts};

/// How many there are.
const COUNT: u64 = 240;

/// Generous, since a busy machine is slow: what does not end by then does not end at all.
const EACH: Duration = Duration::from_secs(120);
const TIME: Duration = Duration::from_secs(3_600);

/// KiB of memory, half of what a worker has.
const MEMORY: u64 = 1 << 20;

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| Seeds::load().unwrap());

#[test]
fn every_mutant_has_an_answer_of_which_nothing_is_lost() {
    let bounds = Bounds { count: COUNT, time: TIME, each: EACH, memory: MEMORY, sort: None };
    let report = run(&SEEDS, 0.., &bounds);
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}

#[test]
fn a_number_is_always_the_same_mutant() {
    for number in 0..40 {
        assert_eq!(Mutant::new(&SEEDS, number), Mutant::new(&SEEDS, number));
    }
}

#[test]
fn there_are_whole_files_of_every_sort() {
    for sort in Sort::ALL.into_iter().filter(|sort| *sort != Sort::Document) {
        assert!(SEEDS.all().iter().any(|seed| seed.sort == sort), "{}", sort.name());
    }
}

/// The text of a file, and whether all of it was read.
fn text(bytes: &[u8], extension: &str) -> Vec<char> {
    let reading = read_any::read(bytes, Some(extension), &Limits::DEFAULT, &ocr::Recognition::NEVER).1.unwrap();
    tests::of_source(&reading.document).into_keys().collect()
}

#[test]
fn a_package_as_one_text_is_the_same_package() {
    for seed in SEEDS.all().iter().filter(|seed| matches!(seed.sort, Sort::Docx | Sort::Odt)).take(10) {
        let again = of_parts(&to_parts(&seed.bytes)).unwrap();
        assert_eq!(text(&again, seed.sort.name()), text(&seed.bytes, seed.sort.name()), "{}", seed.name);
    }
}

#[test]
fn a_pdf_file_whose_pages_are_inflated_says_the_same() {
    let pairs = SEEDS.all().windows(2).filter(|pair| pair[0].name == format!("{}, inflated", pair[1].name));
    let mut compared = 0;
    for pair in pairs.take(8) {
        assert_eq!(text(&pair[0].bytes, "pdf"), text(&pair[1].bytes, "pdf"), "{}", pair[1].name);
        compared += 1;
    }
    assert_eq!(compared, 8);
}
