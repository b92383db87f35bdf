//! Processor time and peak memory of reading a thousand tables: read-docx, docx-rs, and what unpacking alone takes.
//!
//! Each figure is that of a process of its own: this program, with a reader, a file and a number of reads as its arguments.
//! The system keeps count of them in `/proc/self`; where that is missing, nothing is measured.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails")]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use document::Limits;
use office_package::Package;
use tests::measured::{Markup, TABLES, thousand_tables};

const READERS: [&str; 3] = ["docx-rs", "read-docx", "inflate"];

/// Reads in a process whose time is taken; the peak is that of a process that reads once.
const READS: u32 = 10;

/// How often the readers take turns. The least time counts: what else the machine does only adds to it.
const ROUNDS: usize = 5;

/// Length of a tick of `/proc/self/stat` (`USER_HZ`), in milliseconds.
const TICK: f64 = 10.0;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [reader, path, reads] = arguments.as_slice() {
        read(reader, Path::new(path), reads.parse().unwrap());
        let (ticks, peak) = usage().unwrap();
        println!("{ticks} {peak}");
    } else if usage().is_some() {
        measure();
    } else {
        println!("not measured: the system has no /proc/self with the memory and time of a process");
    }
}

fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tables.docx");
    for (name, markup) in [("bare", Markup::Bare), ("as Word writes them", Markup::Word)] {
        let bytes = thousand_tables(markup);
        fs::write(&path, &bytes).unwrap();
        let part = Package::open(&bytes, &Limits::DEFAULT).unwrap().part("word/document.xml").unwrap().unwrap();
        println!("{TABLES} tables, {name}: {:.1} MiB of XML", part.bytes.len() as f64 / f64::from(1 << 20));
        let mut times = [f64::INFINITY; READERS.len()];
        for _ in 0..ROUNDS {
            for (time, reader) in times.iter_mut().zip(READERS) {
                let (ticks, _) = in_process(reader, &path, READS);
                *time = time.min(ticks as f64 * TICK / f64::from(READS));
            }
        }
        let peaks = READERS.map(|reader| in_process(reader, &path, 1).1 as f64 / 1024.0);
        for ((reader, time), peak) in READERS.iter().zip(times).zip(peaks) {
            let (of_time, of_peak) = (time / times[0], peak / peaks[0]);
            println!("  {reader:9} {time:6.1} ms ({of_time:.2} of docx-rs) {peak:6.1} MiB at its peak ({of_peak:.2})");
        }
    }
}

/// Processor time in ticks and peak memory in KiB of a process that reads a file some times.
fn in_process(reader: &str, path: &Path, reads: u32) -> (u64, u64) {
    let mut command = Command::new(env::current_exe().unwrap());
    let output = command.arg(reader).arg(path).arg(reads.to_string()).output().unwrap();
    assert!(output.status.success(), "{reader}: {}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let (ticks, peak) = printed.trim().split_once(' ').unwrap();
    (ticks.parse().unwrap(), peak.parse().unwrap())
}

fn read(reader: &str, path: &Path, reads: u32) {
    let bytes = fs::read(path).unwrap();
    for _ in 0..reads {
        match reader {
            "read-docx" => drop(black_box(read_docx::read(&bytes, &Limits::DEFAULT).unwrap())),
            "docx-rs" => drop(black_box(docx_rs::read_docx(&bytes).unwrap())),
            _ => {
                let mut package = Package::open(&bytes, &Limits::DEFAULT).unwrap();
                drop(black_box(package.part("word/document.xml").unwrap()));
            }
        }
    }
}

/// What this process has taken: user and system time in ticks, peak memory in KiB.
fn usage() -> Option<(u64, u64)> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // proc(5): the name, the second field, stands in brackets and may have any character; `utime` is the 14th, `stime` the 15th.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(11).map_while(|field| field.parse::<u64>().ok());
    let ticks = times.next()? + times.next()?;
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some((ticks, peak.trim().strip_suffix(" kB")?.parse().ok()?))
}
