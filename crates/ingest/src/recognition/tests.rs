#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;

use super::*;
use crate::process::Options;

/// Models that nobody can load: all that is recalled needs none.
fn nowhere() -> LazyModels {
    LazyModels::open(Path::new("nowhere"))
}

/// A page that is told from others by its width.
fn picture(index: usize) -> Option<Picture> {
    Picture::new(index + 1, 2, vec![0; 2 * (index + 1)])
}

/// Keeps pages in memory, and what it was told.
#[derive(Default)]
struct Memory {
    kept: BTreeMap<String, Seen>,
    told: Mutex<Vec<(Progress, bool)>>,
}

impl Memory {
    fn of(pages: impl Iterator<Item = usize>) -> Self {
        let kept = pages.map(|index| (picture(index).unwrap().hash(), Seen { width: index + 1, ..Seen::default() }));
        Self { kept: kept.collect(), ..Self::default() }
    }
}

impl Keeper for Memory {
    fn recall(&self, hash: &str) -> Option<Seen> {
        self.kept.get(hash).cloned()
    }

    fn done(&self, progress: Progress, new: Option<(&str, &Seen)>) {
        self.told.lock().unwrap().push((progress, new.is_some()));
    }
}

#[test]
fn pages_come_in_their_order_whatever_the_number_of_threads_and_are_told_of_one_by_one() {
    let models = nowhere();
    for threads in [0, 1, 3, 100] {
        let memory = Memory::of(0..50);
        let pages = Recognizer::new(&models, threads, &memory).recognize(50, &picture);
        let widths: Vec<_> = pages.into_iter().map(|page| page.unwrap().width).collect();
        assert_eq!(widths, (1..=50).collect::<Vec<_>>(), "{threads}");
        let told = memory.told.into_inner().unwrap();
        let expected: Vec<_> = (1..=50).map(|page| (Progress { page, of: 50 }, false)).collect();
        assert_eq!(told, expected, "{threads}");
    }
    assert_eq!(Recognizer::new(&models, 2, &Memory::default()).recognize(0, &picture), []);
}

#[test]
fn models_are_asked_only_for_what_is_not_kept_and_what_is_wrong_with_them_is_known_then() {
    let dir = tempfile::tempdir().unwrap();
    for file in ocr::model_files() {
        // As large as it should be, and another.
        std::fs::File::create(dir.path().join(file.name)).unwrap().set_len(file.bytes).unwrap();
    }
    let models = LazyModels::open(dir.path());
    let memory = Memory::of(0..3);
    let recognizer = Recognizer::new(&models, 2, &memory);
    assert!(recognizer.recognize(3, &picture).iter().all(Option::is_some));
    assert_eq!(models.failure(), None);
    let pages = recognizer.recognize(5, &|index| picture(index).filter(|_| index != 1));
    assert_eq!(pages.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true, false, false]);
    assert!(models.failure().is_some_and(|said| said.contains("is another file")));
    assert!(nowhere().failure().is_some_and(|said| said.contains("nowhere")));
}

#[test]
fn a_panic_on_a_page_says_what_it_said() {
    let (models, memory) = (nowhere(), Memory::default());
    let recognizer = Recognizer::new(&models, 2, &memory);
    let said = isolate(|| recognizer.recognize(3, &|index| panic!("no page {}", index + 1))).unwrap_err();
    assert!(said.starts_with("no page ") && said.contains("recognition/tests.rs"), "{said}");
}

#[test]
fn what_bears_on_pages_counts_for_formats_that_have_pages_and_for_no_other() {
    let with = |recognition, models: Option<&str>| Options {
        recognition,
        models: models.map(Into::into),
        ..Options::default()
    };
    let all = [
        with(ocr::When::Auto, None),
        with(ocr::When::Auto, Some("a")),
        with(ocr::When::Always, Some("a")),
        with(ocr::When::Never, Some("a")),
    ];
    let digests = |format| {
        all.iter().map(|options| options.digest(format, None)).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!([digests("pdf"), digests("image"), digests("docx"), digests("text")], [4, 4, 1, 1]);
    let same = |a: &Options, b: &Options| a.digest("pdf", None) == b.digest("pdf", None) && a.key() == b.key();
    assert!(same(&all[1], &with(ocr::When::Auto, Some("b"))), "where they are makes no difference");
    assert!(same(&all[3], &with(ocr::When::Never, None)));
    assert!(!same(&all[0], &all[1]));
    let kept = Options { page_cache: Some("c".into()), ..all[1].clone() };
    assert!(same(&all[1], &kept));
}

#[test]
fn threads_are_shared_out() {
    assert!(page_threads(1) >= page_threads(2) && page_threads(0) == page_threads(1) && page_threads(10_000) == 1);
}
