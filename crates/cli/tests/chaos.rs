//! A thousand files, fifty of them poison, while workers and the run itself are killed: each has its outcome, once, and the corpus is
//! that of an undisturbed run.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::House;
use support::pdf::{Sheet, pdf};
use support::processes::{children, has_ended};
use tests::office::{docx, odt, text_p, w_p};

const FILES: usize = 1_000;

/// Longer than it takes on the busiest of machines.
const PATIENCE: Duration = Duration::from_secs(600);

/// How often a worker is killed in the life of one run: a document that has lost three gets no fourth.
const KILLED_WORKERS: usize = 2;

/// Files that are done when the run itself is killed.
const KILLS: [usize; 3] = [60, 350, 700];

/// What poison does, how often, and what becomes of it.
const POISON: [(&str, usize, &str); 7] = [
    ("panic", 14, "crashed"),
    ("abort", 10, "crashed"),
    ("exit", 10, "crashed"),
    ("overflow", 6, "crashed"),
    ("allocate", 6, "too_large"),
    ("fill", 2, "too_large"),
    ("loop", 2, "timeout"),
];

const FORMATS: [&str; 9] = ["txt", "html", "rtf", "mht", "docx", "odt", "pdf", "doc", "xml"];

/// A small plan in a format, no two alike.
fn healthy(number: usize, format: &str) -> Vec<u8> {
    let lines = [
        format!("望海市政府第{number}號提升服務品質實施計畫"),
        "壹、計畫依據".to_owned(),
        format!("望海市政府96年12月27日望研字第{number:010}號函辦理。"),
        "貳、計畫目標".to_owned(),
        "一、提供市民便捷之服務。".to_owned(),
        "二、公開政府資訊。".to_owned(),
    ];
    let all = |line: fn(&str) -> String| lines.iter().map(|text| line(text)).collect::<String>();
    let html = || {
        format!("<html><head><meta charset=utf-8></head><body>{}</body></html>", all(|text| format!("<p>{text}</p>\n")))
    };
    match format {
        "html" => html().into_bytes(),
        "rtf" => format!("{{\\rtf1\\ansi\\uc0 {}}}", all(rtf)).into_bytes(),
        "mht" => format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; \
             charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n--b--\r\n",
            html()
        )
        .into_bytes(),
        "docx" => docx(&all(w_p)),
        "odt" => odt(&all(text_p)),
        "pdf" => {
            let sheet = lines.iter().zip(0..).fold(Sheet::default(), |sheet, (text, at)| sheet.text(72, 80 + 24 * at, text));
            pdf(&[sheet])
        }
        "doc" => {
            let path = format!("{}/../../fixtures/doc/mainland-implementation-plan.doc", env!("CARGO_MANIFEST_DIR"));
            // A sector behind the last that the file's tables name.
            [fs::read(path).unwrap(), format!("{number:0512}").into_bytes()].concat()
        }
        "xml" => format!(
            "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>{}\
             </w:body></w:wordDocument>",
            all(w_p)
        )
        .into_bytes(),
        _ => lines.join("\n").into_bytes(),
    }
}

fn rtf(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match u32::from(c) {
            0..=127 => escaped.push(c),
            code => write!(escaped, "\\u{} ", i32::from(code as u16 as i16)).unwrap(),
        }
    }
    escaped + "\\par\n"
}

fn poison(kind: &str, number: usize, format: &str) -> Vec<u8> {
    let word = format!("poison: {kind} {number}");
    match format {
        "html" => format!("<html><!-- {word} --></html>"),
        "rtf" => format!("{{\\rtf1 {word}}}"),
        "pdf" => format!("%PDF-1.4\n% {word}\n"),
        "docx" | "odt" => format!("PK\u{3}\u{4}{word}"),
        "xml" => format!("<?xml version=\"1.0\"?><!-- {word} -->"),
        _ => word,
    }
    .into_bytes()
}

const IMPORT: [&str; 8] = ["import", "in", "--jobs", "2", "--limit-cpu", "4", "--limit-memory", "256"];

#[test]
fn whatever_is_killed_each_file_has_one_outcome_and_the_corpus_is_the_same() {
    let started = Instant::now();
    let house = House::new(&[]);
    let poisons: Vec<(&str, &str)> =
        POISON.iter().flat_map(|(kind, count, status)| vec![(*kind, *status); *count]).collect();
    let mut expected: BTreeMap<String, &str> = BTreeMap::new();
    let named = |number: usize, format: &str| format!("{:02}/{number:04}.{format}", number % 10);
    for number in poisons.len()..FILES {
        let format = FORMATS[number % FORMATS.len()];
        house.write(format!("in/{}", named(number, format)), healthy(number, format));
        expected.insert(named(number, format), "ok");
    }
    let undisturbed = house.run([&IMPORT[..], &["--out", "undisturbed"]].concat());
    assert_eq!(undisturbed.code, Some(0), "{}{}", undisturbed.out, undisturbed.err);

    for (number, (kind, status)) in poisons.into_iter().enumerate() {
        let format = FORMATS[number % FORMATS.len()];
        // Among the others, in the order of paths.
        let name = named(number * 19, &format!("poison.{format}"));
        house.write(format!("in/{name}"), poison(kind, number, format));
        expected.insert(name, status);
    }
    assert_eq!(expected.len(), FILES);

    for kill_at in KILLS.into_iter().map(Some).chain([None]) {
        disturbed(&house, kill_at, started);
    }

    let lines = house.manifest();
    assert_eq!(lines.len(), FILES);
    assert_eq!(lines.iter().map(|line| line.text("path")).collect::<BTreeSet<_>>().len(), FILES);
    for line in &lines {
        assert_eq!(line.text("status"), expected[line.text("path")], "{line:?}");
        assert_eq!(line.text("detail").is_empty(), line.text("status") == "ok", "{line:?}");
    }
    assert!(house.files("out/plans") == house.files("undisturbed/plans"), "the records");
    let text = |out: &str| fs::read_to_string(house.path(format!("{out}/manifest.jsonl"))).unwrap();
    let of_healthy: Vec<String> =
        text("out").lines().filter(|line| !line.contains("poison.")).map(str::to_owned).collect();
    assert!(text("undisturbed").lines().eq(&of_healthy), "the lines of healthy files");
    let verified = house.run(["verify", "out"]);
    assert_eq!(verified.code, Some(0), "{}", verified.out);
}

/// One run that takes up the one before. Workers are killed as it goes on, and the run itself when so many files are done.
fn disturbed(house: &House, kill_at: Option<usize>, started: Instant) {
    let mut command = house.command([&IMPORT[..], &["--out", "out", "--resume", "--poison", "--quiet"]].concat());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let journal = house.path("out/.journal.jsonl");
    let done = || fs::read(&journal).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
    let before = done();
    let mut killed = 0;
    loop {
        assert!(started.elapsed() < PATIENCE, "the run does not come to an end");
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!((kill_at, status.code()), (None, Some(1)), "it ended before its time");
            return;
        }
        let workers = children(child.id());
        if killed < KILLED_WORKERS
            && done() > before + 40 * (killed + 1)
            && let Some(worker) = workers.get(killed % workers.len().max(1))
        {
            // It may be gone by itself already.
            let _ = Command::new("kill").args(["-KILL", &worker.to_string()]).stderr(Stdio::null()).status();
            killed += 1;
        }
        if kill_at.is_some_and(|at| done() >= at) {
            kill(&mut child, started);
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Kills a run, and waits until its workers have followed it.
fn kill(child: &mut Child, started: Instant) {
    let workers = children(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    while !workers.iter().all(|id| has_ended(*id)) {
        assert!(started.elapsed() < PATIENCE, "a worker outlives its parent");
        thread::sleep(Duration::from_millis(5));
    }
}
