//! Each reader on one plan in its format, and the reader of Word files beside docx-rs on a thousand tables. With the feature
//! `peers`, the reader of .doc beside others on every .doc that is at hand.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails")]

use export::Labels;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use document::{Block, Limits, ReadError, Reading};
use docx_rs::{DocumentChild, Docx, TableCellContent, TableChild, TableRowChild};
use ingest::{Options, Source, process};
use office_package::Package;
use tests::measured::{Markup, flat_opc, html, mht, odt, plan, rtf, text, thousand_tables};
use tests::{Characters, of_source, repository};

type Reader = fn(&[u8], &Limits) -> Result<Reading, ReadError>;

fn readers(criterion: &mut Criterion) {
    let plan = plan();
    let text = text(&plan);
    let html = html(&plan);
    let docx = docx(&html);
    let word_xml = flat_opc(&xml_parts(&docx));
    let files: [(&str, Reader, Vec<u8>); 7] = [
        ("text", read_text::read, text.into_bytes()),
        ("html", read_html::read, html.into_bytes()),
        ("mht", read_mht::read, mht(&plan).into_bytes()),
        ("docx", read_docx::read, docx),
        ("Word XML", read_docx::read_xml, word_xml.into_bytes()),
        ("odt", read_odt::read, odt(&plan)),
        ("rtf", read_rtf::read, rtf(&plan).into_bytes()),
    ];
    let expected = shown(&read_text::read(&files[0].2, &Limits::DEFAULT).unwrap());
    for (name, read, bytes) in &files {
        assert_eq!(shown(&read(bytes, &Limits::DEFAULT).unwrap()), expected, "{name}");
        reader(criterion, name, *read, bytes);
    }
    // Only word processors write this one.
    let doc = fs::read(repository().join("fixtures/office/python-docx.doc")).unwrap();
    assert_eq!(read_doc::read(&doc, &Limits::DEFAULT).unwrap().warnings, []);
    reader(criterion, "doc", read_doc::read, &doc);
    // A print by a word processor, and one by a browser with a structure tree.
    for print in ["task-table.uming", "task-table.chromium"] {
        let pdf = fs::read(repository().join("fixtures/pdf").join(format!("{print}.pdf"))).unwrap();
        assert_eq!(read_pdf::read(&pdf, &Limits::DEFAULT).unwrap().warnings, []);
        reader(criterion, &format!("pdf {print}"), read_pdf::read, &pdf);
    }
}

fn reader(criterion: &mut Criterion, name: &str, read: Reader, bytes: &[u8]) {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("a plan", |bencher| bencher.iter(|| read(black_box(bytes), &Limits::DEFAULT)));
    group.finish();
}

/// The plan as the program writes it.
fn docx(html: &str) -> Vec<u8> {
    let source = Source { path: "plan.html", id: "0123456789abcdef", blake3: "0", bytes: html.as_bytes(), known: None };
    let outcome = process(&source, &Options::default());
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

/// What a reading shows; that of a web archive is its page.
fn shown(reading: &Reading) -> Characters {
    match reading.document.blocks.as_slice() {
        [Block::Embedded(page)] => of_source(&read_html::read(&page.bytes, &Limits::DEFAULT).unwrap().document),
        _ => of_source(&reading.document),
    }
}

fn tables(criterion: &mut Criterion) {
    for (name, markup) in [("1,000 tables, bare", Markup::Bare), ("1,000 tables, as Word writes them", Markup::Word)] {
        let bytes = thousand_tables(markup);
        let reading = read_docx::read(&bytes, &Limits::DEFAULT).unwrap();
        let peers = characters(&docx_rs::read_docx(&bytes).unwrap());
        assert_eq!(of_source(&reading.document).values().sum::<i64>(), peers, "both readers show the same");
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64)).sample_size(20);
        group.bench_function("read-docx", |bencher| {
            bencher.iter(|| read_docx::read(black_box(&bytes), &Limits::DEFAULT));
        });
        group.bench_function("docx-rs", |bencher| bencher.iter(|| docx_rs::read_docx(black_box(&bytes))));
        group.bench_function("inflate", |bencher| {
            bencher.iter(|| Package::open(black_box(&bytes), &Limits::DEFAULT)?.part("word/document.xml"));
        });
        group.finish();
    }
}

/// How many visible characters docx-rs has found.
fn characters(docx: &Docx) -> i64 {
    let mut texts = Vec::new();
    for child in &docx.document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => texts.push(paragraph.raw_text()),
            DocumentChild::Table(table) => {
                for TableChild::TableRow(row) in &table.rows {
                    for TableRowChild::TableCell(cell) in &row.cells {
                        texts.extend(cell.children.iter().filter_map(|child| match child {
                            TableCellContent::Paragraph(paragraph) => Some(paragraph.raw_text()),
                            _ => None,
                        }));
                    }
                }
            }
            _ => {}
        }
    }
    let visible = texts.iter().flat_map(|text| text.chars()).filter(|character| !character.is_whitespace());
    i64::try_from(visible.count()).unwrap()
}

/// A reader of .doc and its name.
#[cfg(feature = "peers")]
type Peer = (&'static str, fn(&[u8]));

/// Prints the median over files of the least time that each reader takes for one, in turns.
#[cfg(feature = "peers")]
#[expect(clippy::print_stdout, reason = "a measurement that criterion has no form for")]
fn legacy_word(_: &mut Criterion) {
    use std::io::Cursor;
    use std::time::{Duration, Instant};

    use office_oxide::{Document, DocumentFormat};

    const TURNS: usize = 40;
    let readers: [Peer; 4] = [
        ("read-doc", |bytes| drop(black_box(read_doc::read(bytes, &Limits::DEFAULT)))),
        ("rwml, its model", |bytes| drop(black_box(rwml::Document::open(bytes).map(|document| document.model())))),
        ("rwml, only text", |bytes| drop(black_box(rwml::extract_text(bytes)))),
        ("office_oxide", |bytes| {
            let document = Document::from_reader(Cursor::new(bytes.to_vec()), DocumentFormat::Doc);
            drop(black_box(document.map(|document| document.to_ir())));
        }),
    ];
    let folders =
        ["fixtures/office", "../shared/real/doc", "../shared/real/doc-tw"].map(|path| repository().join(path));
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files: Vec<Vec<u8>> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "doc"))
        .map(|path| fs::read(path).unwrap())
        .filter(|bytes| is_chinese(bytes) && rwml::Document::open(bytes).is_ok())
        .collect();
    let mut times = vec![vec![Duration::MAX; files.len()]; readers.len()];
    for (number, bytes) in files.iter().enumerate() {
        for _ in 0..TURNS {
            for ((_, read), times) in readers.iter().zip(&mut times) {
                let start = Instant::now();
                read(black_box(bytes));
                times[number] = times[number].min(start.elapsed());
            }
        }
    }
    for ((name, _), times) in readers.iter().zip(&mut times) {
        times.sort();
        println!("{name}: median {:?} over {} Chinese .doc files", times[files.len() / 2], files.len());
    }
}

#[cfg(feature = "peers")]
fn is_chinese(bytes: &[u8]) -> bool {
    let Ok(reading) = read_doc::read(bytes, &Limits::DEFAULT) else { return false };
    let shown = shown(&reading);
    shown.iter().filter(|(c, _)| ('\u{4E00}'..='\u{9FFF}').contains(*c)).map(|(_, count)| count).sum::<i64>() > 20
}

#[cfg(not(feature = "peers"))]
fn legacy_word(_: &mut Criterion) {}

criterion_group!(benches, readers, tables, legacy_word);
criterion_main!(benches);
