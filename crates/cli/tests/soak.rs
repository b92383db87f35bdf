//! Very many files: the memory of a run stays flat, its time grows with the files, no folder gets more than its share of them, and tables
//! are made of them in little memory.
//! `make soak` runs it, and prints what it took.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "what was measured is told")]

mod support;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use support::House;
use support::processes::ticks;

/// The most memory that the process of a run may take, in KiB.
const MOST_MEMORY: u64 = 200 << 10;

/// The most memory that an export of tables may take, in KiB.
const MOST_MEMORY_OF_EXPORT: u64 = 300 << 10;

/// Parts in which the files come, to see whether the last takes longer than the first.
const PARTS: usize = 4;

/// How often is looked at the run.
const LOOK: Duration = Duration::from_millis(200);

/// Ticks of /proc (`USER_HZ`) in a second.
const TICKS: u64 = 100;

/// How many folders the contract has for the records of one script: the first two of hexadecimal digits.
const SHARDS: usize = 256;

/// A plan of a page, no two alike.
fn plan(number: usize) -> String {
    let mut text = format!("望海市政府第{number}號提升服務品質實施計畫\n");
    for (label, heading) in [("壹", "計畫依據"), ("貳", "計畫目標"), ("參", "實施對象"), ("肆", "實施要領")]
    {
        text += &format!("{label}、{heading}\n");
        for (at, numeral) in ["一", "二", "三"].iter().enumerate() {
            text += &format!(
                "{numeral}、各單位應於97年{}月底前訂定第{number}號服務計畫，並公開於網站及服務場所。\n",
                at + 1
            );
        }
    }
    text
}

#[test]
#[ignore = "takes long: make soak"]
fn memory_is_flat_time_grows_with_the_files_and_folders_share_them_and_tables_are_made_of_them() {
    let files: usize = std::env::var("SOAK_FILES").map_or(10_000, |files| files.parse().unwrap());
    let house = House::new(&[]);
    for number in 0..files {
        house.write(format!("in/{:03}/{number}.txt", number % 1_000), plan(number));
    }
    let mut command = house.command(["import", "in", "--out", "out", "--quiet"]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    let mut journal = Journal::default();
    let (mut most, mut took, mut parts) = (0, 0, Vec::new());
    let status = loop {
        most = most.max(memory(child.id()).unwrap_or(0));
        took = took.max(ticks(child.id()).unwrap_or(0));
        let done = journal.lines(&house.path("out/.journal.jsonl"));
        // The first part is what comes before the first file: all are hashed.
        while parts.len() <= PARTS && done > (files * parts.len() / PARTS).min(files - 1) {
            parts.push((took, started.elapsed()));
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(LOOK);
    };
    parts.push((took, started.elapsed()));
    assert_eq!(status.code(), Some(0));
    eprintln!("{files} files: at most {} MiB in the process of the run", most >> 10);
    eprintln!("part        CPU seconds  by the clock  (the workers are in the first)");
    let mut before = (0, Duration::ZERO);
    for (number, part) in parts.iter().enumerate() {
        let name = match number {
            0 => "hashes".to_owned(),
            number if number <= PARTS => format!("files {number}/{PARTS}"),
            _ => "end".to_owned(),
        };
        let (ticks, clock) = (part.0 - before.0, part.1 - before.1);
        eprintln!("{name:10} {:>8}.{:02} {:>13.1?}", ticks / TICKS, ticks % TICKS * 100 / TICKS, clock);
        before = *part;
    }
    assert!(most < MOST_MEMORY, "{} MiB", most >> 10);

    let manifest = house.manifest();
    assert_eq!(manifest.len(), files);
    let ids: Vec<&str> = manifest.iter().map(|line| line.text("id")).collect();
    for script in ["hant", "hans"] {
        let expected: BTreeSet<PathBuf> = ids.iter().map(|id| Path::new(&id[..2]).join(format!("{id}.json"))).collect();
        let (found, fullest) = shards(&house.path("out/plans").join(script));
        assert!(
            found == expected,
            "every record of {script} stands in the folder of its first two digits, and nothing else"
        );
        eprintln!("{script}: {} records, at most {fullest} in a folder", found.len());
        // Ids are hashes: a folder has its share, give or take what chance does.
        assert!(fullest <= 2 * files.div_ceil(SHARDS) + 20, "{fullest} in one folder");
    }
    for format in ["parquet", "jsonl", "csv", "sqlite"] {
        export(&house, format);
    }
}

/// Exports the corpus as tables.
fn export(house: &House, format: &str) {
    let started = Instant::now();
    let mut child = house.command(["export", "out", "--to", format]).stdout(Stdio::null()).spawn().unwrap();
    let (mut most, mut took) = (0, 0);
    let status = loop {
        most = most.max(memory(child.id()).unwrap_or(0));
        took = took.max(ticks(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(LOOK);
    };
    assert_eq!(status.code(), Some(0));
    eprintln!(
        "export to {format}: at most {} MiB, {} CPU seconds, {:.1?}",
        most >> 10,
        took / TICKS,
        started.elapsed()
    );
    assert!(most < MOST_MEMORY_OF_EXPORT, "{} MiB for {format}", most >> 10);
}

/// Paths of the files in the folders of a folder, and how many the fullest has.
fn shards(root: &Path) -> (BTreeSet<PathBuf>, usize) {
    let names = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| PathBuf::from(entry.unwrap().file_name())).collect()
    };
    let (mut found, mut fullest) = (BTreeSet::new(), 0);
    for shard in names(root) {
        let records = names(&root.join(&shard));
        fullest = fullest.max(records.len());
        found.extend(records.into_iter().map(|record| shard.join(record)));
    }
    (found, fullest)
}

/// The journal of a run while it grows.
#[derive(Default)]
struct Journal {
    file: Option<File>,
    lines: usize,
}

impl Journal {
    /// Lines of files so far. What is there no more at the end stays counted.
    fn lines(&mut self, path: &Path) -> usize {
        if self.file.is_none() {
            self.file = File::open(path).ok();
        }
        let mut more = Vec::new();
        if let Some(file) = &mut self.file {
            file.read_to_end(&mut more).unwrap();
        }
        self.lines += more.iter().filter(|byte| **byte == b'\n').count();
        // The first says by what the run reads.
        self.lines.saturating_sub(1)
    }
}

/// The most memory that a process has had so far, in KiB.
fn memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}
