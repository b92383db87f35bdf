//! Many mutants, one after the other, each on a thread of its own until its time is up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeFrom;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::shrink::shrink;
use super::{Body, Checked, Mutant, Seeds, Sort, check_document};
use crate::repository;

/// Bytes of stack, an eighth of what a worker has.
const STACK: usize = 8 << 20;

/// Where the memory of the process stands, and what has its peak forgotten; Linux only.
const STATUS: &str = "/proc/self/status";
const FORGET: &str = "/proc/self/clear_refs";
const FORGET_PEAK: &str = "5";

/// Processor time of the process, in ticks (`USER_HZ`) of so many milliseconds; Linux only.
const STAT: &str = "/proc/self/stat";
const TICK: u64 = 10;

/// How long somebody waits before looking how much time a mutant has used.
const LOOK: Duration = Duration::from_millis(500);

/// What ends a run, and what a mutant may take.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// How many mutants there are.
    pub count: u64,
    /// How long the run may take.
    pub time: Duration,
    /// How much time of the processor one mutant may take; by the clock where the system does not say.
    pub each: Duration,
    /// KiB of memory that the process may take for one mutant.
    pub memory: u64,
    /// Only mutants of this sort.
    pub sort: Option<Sort>,
}

/// What a run has found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What does not hold, one line each; where the mutant lies is in it.
    pub findings: Vec<String>,
    /// Whether one did not end, so that its thread is still there.
    pub hangs: bool,
    sorts: BTreeMap<Sort, Figures>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    mutants: u64,
    read: u64,
    spent: Duration,
    slowest: (Duration, u64),
    largest: (u64, u64),
}

/// Reads mutants from a number on. It ends early with one that does not.
pub fn run(seeds: &Seeds, numbers: RangeFrom<u64>, bounds: &Bounds) -> Report {
    let started = Instant::now();
    let mut report = Report::default();
    let wanted = numbers.filter(|number| bounds.sort.is_none_or(|sort| Sort::of_number(*number) == sort));
    for number in wanted.take(usize::try_from(bounds.count).unwrap_or(usize::MAX)) {
        if started.elapsed() > bounds.time || report.hangs {
            break;
        }
        let mutant = Arc::new(Mutant::new(seeds, number));
        let begun = Watch::new();
        let outcome = one(&mutant, &begun, bounds.each);
        let took = begun.elapsed();
        let memory = peak();
        let figures = report.sorts.entry(mutant.sort).or_default();
        figures.mutants += 1;
        figures.spent += took;
        figures.slowest = figures.slowest.max((took, number));
        figures.largest = figures.largest.max((memory.unwrap_or(0), number));
        let problem = match outcome {
            Outcome::Checked(Ok(checked)) => {
                figures.read += u64::from(checked.is_read);
                let too_much = memory.filter(|memory| *memory > bounds.memory);
                too_much.map(|memory| format!("it took {} MiB of memory", memory >> 10))
            }
            Outcome::Checked(Err(problem)) => Some(problem),
            Outcome::Panicked => Some("a panic".to_owned()),
            Outcome::Late => {
                report.hangs = true;
                Some(format!("no end within {} s", bounds.each.as_secs()))
            }
        };
        if let Some(problem) = problem {
            let place = save(&mutant).unwrap_or_else(|error| format!("nowhere: {error}"));
            report.findings.push(format!("mutant {number} of {}: {problem}; it lies in {place}", mutant.of));
        }
    }
    report
}

impl Report {
    /// What it was read from, how long it took, which was the slowest, which took the most memory.
    pub fn table(&self) -> String {
        let mut table =
            String::from("sort       mutants    read   ms each   slowest ms (number)   most MiB (number)\n");
        for (sort, figures) in &self.sorts {
            let Figures { mutants, read, spent, slowest, largest } = figures;
            let each = spent.as_secs_f64() * 1e3 / (*mutants as f64);
            let _ = writeln!(
                table,
                "{:9} {mutants:8} {read:7} {each:9.1} {:11} ({}) {:11} ({})",
                sort.name(),
                slowest.0.as_millis(),
                slowest.1,
                largest.0 >> 10,
                largest.1
            );
        }
        table
    }
}

enum Outcome {
    Checked(Result<Checked, String>),
    Panicked,
    Late,
}

/// The thread has the name of the mutant: whatever ends the process with it says so.
fn one(mutant: &Arc<Mutant>, begun: &Watch, each: Duration) -> Outcome {
    forget_peak();
    let (done, outcome) = channel();
    let name = format!("mutant {} of {}", mutant.number, mutant.of);
    let its = Arc::clone(mutant);
    let spawned = thread::Builder::new().name(name).stack_size(STACK).spawn(move || {
        // Nobody waits any more for one that is late.
        let _ = done.send(its.check());
    });
    let Ok(thread) = spawned else { return Outcome::Checked(Err("no thread for it".to_owned())) };
    loop {
        match outcome.recv_timeout(LOOK) {
            Ok(checked) => {
                let _ = thread.join();
                return Outcome::Checked(checked);
            }
            Err(RecvTimeoutError::Disconnected) => return Outcome::Panicked,
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > each => return Outcome::Late,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Tells how much time has been spent, whatever else the machine does.
struct Watch {
    clock: Instant,
    processor: Option<Duration>,
}

impl Watch {
    fn new() -> Self {
        Self { clock: Instant::now(), processor: processor_time() }
    }

    fn elapsed(&self) -> Duration {
        match (self.processor, processor_time()) {
            (Some(then), Some(now)) => now.saturating_sub(then),
            _ => self.clock.elapsed(),
        }
    }
}

fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string(STAT).ok()?;
    // The name of the program, which is the second field, may have blanks in it; the 14th and 15th are user and system time.
    let (_, behind) = stat.rsplit_once(')')?;
    let ticks: u64 = behind.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * TICK))
}

/// Puts a mutant where a person finds it; the path in the repository.
fn save(mutant: &Mutant) -> std::io::Result<String> {
    let folder = Path::new("target").join("mutants-found");
    let path = folder.join(format!("{}.{}", mutant.number, mutant.sort.name()));
    fs::create_dir_all(repository().join(&folder))?;
    match &mutant.body {
        Body::File(bytes) => fs::write(repository().join(&path), bytes)?,
        Body::Document(document) => {
            let least = shrink(document.clone(), &|document| check_document(document).is_err());
            let problem = check_document(&least).err().unwrap_or_default();
            fs::write(repository().join(&path), format!("{problem}\n{least:#?}"))?;
        }
    }
    Ok(path.display().to_string())
}

/// KiB of memory that the process has had at most since it was last forgotten.
fn peak() -> Option<u64> {
    let status = fs::read_to_string(STATUS).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn forget_peak() {
    // Where the system can't, the peak is that of all so far.
    let _ = fs::write(FORGET, FORGET_PEAK);
}
