//! One bench for each stage of the way from bytes to a corpus, and one for the whole of it, on one plan of some forty pages.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails")]

use std::fs;
use std::hint::black_box;

use corpus::{Folder, Record, RunKey};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use document::{Block, Limits, Reading};
use export::Labels;
use ingest::{Options, Source, process};
use office_package::Package;
use plan::{Known, Lexicon, in_script, structure};
use script::{Script, Target};
use tests::measured::{flat_opc, html, mht, odt, plan, rtf, text};
use tests::{Characters, of_source, repository};

/// Bytes of memory that are moved, one part after the other: many times what the caches of a processor hold.
const MEMORY: usize = 1 << 29;

/// A file of each format, by its extension and what tells it from others of the same.
struct File {
    name: &'static str,
    path: &'static str,
    bytes: Vec<u8>,
}

/// The plan in each format, after a check that all of them show the same characters, and fixtures in those that only word processors
/// and printers write.
fn files() -> Vec<File> {
    let plan = plan();
    let text = text(&plan);
    let html = html(&plan);
    let docx = docx(&html);
    let word_xml = flat_opc(&xml_parts(&docx));
    let file = |name, path, bytes| File { name, path, bytes };
    let mut files = vec![
        file("text", "plan.txt", text.into_bytes()),
        file("html", "plan.html", html.into_bytes()),
        file("mht", "plan.mht", mht(&plan).into_bytes()),
        file("docx", "plan.docx", docx),
        file("Word XML", "plan.xml", word_xml.into_bytes()),
        file("odt", "plan.odt", odt(&plan)),
        file("rtf", "plan.rtf", rtf(&plan).into_bytes()),
    ];
    let expected = shown(&read(&files[0]));
    for file in &files {
        assert_eq!(shown(&read(file)), expected, "{}", file.name);
    }
    let fixture = |name, path| file(name, path, fs::read(repository().join("fixtures").join(path)).unwrap());
    files.push(fixture("doc", "office/python-docx.doc"));
    // A print by a word processor, and one by a browser with a structure tree.
    files.push(fixture("pdf, printed by an office", "pdf/task-table.uming.pdf"));
    files.push(fixture("pdf, printed by a browser", "pdf/task-table.chromium.pdf"));
    for file in &files {
        assert_eq!(read(file).warnings, [], "{}", file.name);
    }
    files
}

/// The plan as the program writes it.
fn docx(html: &str) -> Vec<u8> {
    let outcome = process(&source("plan.html", html.as_bytes()), &Options::default());
    export::docx(&outcome.plans.first().unwrap().hant, Labels::Generated).unwrap()
}

fn xml_parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut package = Package::open(docx, &Limits::DEFAULT).unwrap();
    let names: Vec<String> = package.names().into_iter().map(str::to_owned).collect();
    let parts = names.into_iter().filter(|name| name != "[Content_Types].xml").map(|name| {
        let part = package.part(&name).unwrap().unwrap();
        (name, String::from_utf8(part.bytes).unwrap())
    });
    parts.collect()
}

impl File {
    fn extension(&self) -> Option<&'static str> {
        self.path.rsplit_once('.').map(|(_, extension)| extension)
    }
}

fn source<'a>(path: &'a str, bytes: &'a [u8]) -> Source<'a> {
    Source { path, id: "0123456789abcdef", blake3: "0", bytes, known: None }
}

fn read(file: &File) -> Reading {
    read_any::read(&file.bytes, file.extension(), &Limits::DEFAULT, &ocr::Recognition::NEVER).1.unwrap()
}

/// What a reading shows; that of a web archive is its page.
fn shown(reading: &Reading) -> Characters {
    match reading.document.blocks.as_slice() {
        [Block::Embedded(page)] => of_source(&read_html::read(&page.bytes, &Limits::DEFAULT).unwrap().document),
        _ => of_source(&reading.document),
    }
}

/// Measures one step on one input; `bytes` of the input for what it does in a second.
fn measure<T>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, bytes: usize, mut step: impl FnMut() -> T) {
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(name, |bencher| bencher.iter(&mut step));
}

fn stages(criterion: &mut Criterion) {
    let files = files();
    let mut group = criterion.benchmark_group("detect");
    for file in &files {
        let step = || read_any::detect(black_box(&file.bytes), file.extension());
        measure(&mut group, file.name, file.bytes.len(), step);
    }
    group.finish();

    let mut group = criterion.benchmark_group("read");
    for file in &files {
        measure(&mut group, file.name, file.bytes.len(), || read(black_box(file)));
    }
    group.finish();

    let (lexicon, known) = (Lexicon::default(), Known::default());
    let mut group = criterion.benchmark_group("structure");
    for file in &files {
        let reading = read(file);
        measure(&mut group, file.name, file.bytes.len(), || structure(black_box(&reading), &lexicon, &known));
    }
    group.finish();

    // What follows sees a plan, whatever file it was.
    let reading = read(&files[0]);
    let plan = structure(&reading, &lexicon, &known).swap_remove(0);
    let characters = text(&tests::measured::plan()).len();
    let mut group = criterion.benchmark_group("convert");
    for (name, script) in [("own script", Script::Hant), ("other script", Script::Hans)] {
        measure(&mut group, name, characters, || in_script(black_box(&plan), script));
    }
    group.finish();

    let [hant, _] = records(&files[0]);
    let json = hant.to_json().unwrap();
    let mut group = criterion.benchmark_group("JSON");
    measure(&mut group, "write", json.len(), || black_box(&hant).to_json());
    measure(&mut group, "parse", json.len(), || Record::from_json(black_box(&json)));
    group.finish();

    folder(criterion, &files[0]);

    let mut group = criterion.benchmark_group("whole");
    for file in &files {
        let source = source(file.path, &file.bytes);
        let step = || process(black_box(&source), &Options::default()).written();
        measure(&mut group, file.name, file.bytes.len(), step);
    }
    group.finish();

    floor(criterion, &files);
}

/// What no program can do without: as many bytes as a file and its two records have, moved from one place of the memory to another. Each
/// time they are other bytes, which no cache holds.
fn floor(criterion: &mut Criterion, files: &[File]) {
    let (from, mut to) = (vec![1_u8; MEMORY], vec![0_u8; MEMORY]);
    let mut group = criterion.benchmark_group("floor");
    for file in files {
        let json: usize = records(file).iter().map(|record| record.to_json().unwrap().len()).sum();
        let moved = file.bytes.len() + json;
        let mut at = 0;
        measure(&mut group, file.name, file.bytes.len(), || {
            at = if at + 2 * moved <= MEMORY { at + moved } else { 0 };
            let place = at..at + moved;
            to[place.clone()].copy_from_slice(black_box(&from[place]));
        });
    }
    group.finish();
}

fn records(file: &File) -> [Record; 2] {
    let plan = process(&source(file.path, &file.bytes), &Options::default()).plans.swap_remove(0);
    [plan.hant, plan.hans]
}

/// A record that replaces another: the disk's time to sync it is the most of it.
fn folder(criterion: &mut Criterion, file: &File) {
    let [hant, hans] = records(file).map(|record| (record.id.clone(), record.to_json().unwrap()));
    let place = tempfile::tempdir().unwrap();
    let key = RunKey { version: "0".to_owned(), options: "0".to_owned() };
    let folder = Folder::open(&place.path().join("corpus"), &key).unwrap();
    let mut group = criterion.benchmark_group("folder");
    measure(&mut group, "write", hant.1.len() + hans.1.len(), || {
        for (id, json) in [&hant, &hans] {
            folder.write(id, Target::Hant, json).unwrap();
        }
    });
    measure(&mut group, "unchanged", hans.1.len(), || folder.write(&hans.0, Target::Hant, &hans.1).unwrap());
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
