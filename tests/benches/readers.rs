//! Readers beside those of others: of Word files beside docx-rs on a thousand tables; with the feature `peers`, of .doc beside others on
//! every .doc that is at hand.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use document::Limits;
use docx_rs::{DocumentChild, Docx, TableCellContent, TableChild, TableRowChild};
use office_package::Package;
use tests::measured::{Markup, thousand_tables};
use tests::of_source;

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
    use std::fs;
    use std::io::Cursor;
    use std::time::{Duration, Instant};

    use office_oxide::{Document, DocumentFormat};
    use tests::repository;

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
    let shown = of_source(&reading.document);
    shown.iter().filter(|(c, _)| ('\u{4E00}'..='\u{9FFF}').contains(*c)).map(|(_, count)| count).sum::<i64>() > 20
}

#[cfg(not(feature = "peers"))]
fn legacy_word(_: &mut Criterion) {}

criterion_group!(benches, tables, legacy_word);
criterion_main!(benches);
