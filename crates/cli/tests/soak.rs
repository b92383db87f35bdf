//! Very many files: the memory of a run stays flat and its time grows with the files. `make soak` runs it, and prints both.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "what was measured is told")]

mod support;

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use support::House;

/// The most memory that the process of a run may take, in KiB.
const MOST_MEMORY: u64 = 200 << 10;

/// Parts in which the files come, to see whether the last takes longer than the first.
const PARTS: usize = 4;

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
fn the_memory_of_a_run_is_flat_and_its_time_grows_with_the_files() {
    let files: usize = std::env::var("SOAK_FILES").map_or(10_000, |files| files.parse().unwrap());
    let house = House::new(&[]);
    for number in 0..files {
        house.write(format!("in/{:03}/{number}.txt", number % 1_000), plan(number));
    }
    let mut command = house.command(["import", "in", "--out", "out", "--quiet"]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    let (mut most, mut next, mut times) = (0, 1, Vec::new());
    let status = loop {
        most = most.max(memory(child.id()).unwrap_or(0));
        let journal = fs::metadata(house.path("out/.journal.jsonl")).map_or(0, |journal| journal.len());
        // Lines are of about the same length: the parts are equal as near as that.
        if next < PARTS && journal > (LINE * files * next / PARTS) as u64 {
            times.push(started.elapsed());
            next += 1;
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(200));
    };
    times.push(started.elapsed());
    assert_eq!(status.code(), Some(0));
    eprintln!("{files} files: {} MiB in the process of the run; parts done after {times:.1?}", most >> 10);
    assert!(most < MOST_MEMORY, "{} MiB", most >> 10);
    assert_eq!(house.manifest().len(), files);
}

/// Bytes of a line of the journal, roughly.
const LINE: usize = 245;

/// The most memory that a process has had so far, in KiB.
fn memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}
