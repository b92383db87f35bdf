//! Workers: processes that read, and may die of it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use corpus::Status;
use ingest::worker::{Launch, ResourceLimits, Unanswered, Worker};
use ingest::{Engine, Isolation, Options, Outcome, Request, Source, import, process};
use support::processes::{children, has_ended};
use support::{House, PLAN};

/// Longer than anything here takes on the busiest of machines.
const PATIENCE: Duration = Duration::from_secs(120);

fn launch(limits: ResourceLimits) -> Launch {
    let arguments = ["worker", "--poison"].map(Into::into).to_vec();
    let (program, documents) = (env!("CARGO_BIN_EXE_plancorpus").into(), Launch::DOCUMENTS);
    Launch { program, name: None, arguments, limits, documents }
}

fn worker(limits: ResourceLimits) -> Worker {
    Worker::new(&launch(limits), &Options::default())
}

fn generous() -> ResourceLimits {
    ResourceLimits { wall: PATIENCE, cpu: PATIENCE, memory: 1 << 30 }
}

fn source(bytes: &[u8]) -> Source<'_> {
    Source { path: "97/a.txt", id: "0123456789abcdef", blake3: "0", bytes, known: None }
}

fn ask(worker: &mut Worker, text: &str) -> Outcome {
    let outcome = worker.ask(Engine::Own, &source(text.as_bytes()), &AtomicBool::new(false));
    outcome.unwrap().parsed().unwrap()
}

/// Whether a process is gone, not even a zombie; `None` where the system doesn't tell.
fn is_gone(id: u32) -> Option<bool> {
    Path::new("/proc/self").exists().then(|| !Path::new(&format!("/proc/{id}")).exists())
}

#[test]
fn a_worker_reads_as_its_parent_would_one_document_after_the_other() {
    let mut worker = worker(generous());
    let expected = process(&source(PLAN.as_bytes()), &Options::default());
    assert_eq!(expected.status, Status::Ok);
    assert_eq!(ask(&mut worker, PLAN), expected);
    let id = worker.id().unwrap();
    assert_eq!(ask(&mut worker, "").status, Status::NoText);
    assert_eq!(ask(&mut worker, PLAN), expected);
    assert_eq!(worker.id(), Some(id), "it is the same process");
    drop(worker);
    assert_ne!(is_gone(id), Some(false));
}

#[test]
fn a_document_larger_than_any_pipe_goes_through() {
    let mut worker = worker(generous());
    let text = format!("{PLAN}{}", "肆、其他\n一、辦理各項服務訓練。\n".repeat(4_000));
    assert_eq!(ask(&mut worker, &text), process(&source(text.as_bytes()), &Options::default()));
}

#[test]
fn each_way_to_die_is_one_outcome_and_the_next_document_is_read() {
    let limits = ResourceLimits { memory: 256 << 20, ..generous() };
    let mut worker = worker(limits);
    for (poison, status, said) in [
        ("panic", Status::Crashed, "the reader failed: poison (ingest/src/worker/poison.rs:"),
        ("abort", Status::Crashed, "the reader was ended by signal "),
        ("exit", Status::Crashed, "the reader ended without an answer, with exit status 0"),
        ("overflow", Status::Crashed, "the reader overflowed its stack"),
        ("allocate", Status::TooLarge, "the reader wanted more than 256 MiB of memory"),
        ("fill", Status::TooLarge, "the reader wanted more than 256 MiB of memory"),
    ] {
        let outcome = ask(&mut worker, &format!("poison: {poison}"));
        assert_eq!(outcome.status, status, "{poison}: {outcome:?}");
        assert!(outcome.detail.as_deref().unwrap().starts_with(said), "{poison}: {outcome:?}");
        assert_eq!(worker.id(), None, "nobody asks it again");
        assert_eq!(ask(&mut worker, PLAN).status, Status::Ok, "after {poison}");
    }
}

#[test]
fn a_loop_ends_by_processor_time_and_a_stall_by_the_clock() {
    let limits = ResourceLimits { cpu: Duration::from_secs(3), ..generous() };
    let mut worker = worker(limits);
    // The limit is that of a document: three of them may take longer.
    for _ in 0..2 {
        assert_eq!(ask(&mut worker, PLAN).status, Status::Ok);
        let outcome = ask(&mut worker, "poison: loop");
        assert_eq!(outcome.status, Status::Timeout);
        assert_eq!(
            outcome.detail.as_deref(),
            Some("the reader took more than 3 s of processor time; --limit-cpu gives it more")
        );
    }
    let limits = ResourceLimits { wall: Duration::from_secs(1), ..generous() };
    let outcome = ask(&mut Worker::new(&launch(limits), &Options::default()), "poison: stall");
    assert_eq!(outcome.status, Status::Timeout);
    assert_eq!(outcome.detail.as_deref(), Some("the reader did not come back within 1 s; --limit-wall gives it more"));
}

#[test]
fn what_a_reader_prints_is_no_answer_and_blocks_nothing() {
    let mut worker = worker(generous());
    for poison in ["noise", "flood"] {
        let text = format!("壹、計畫依據\npoison: {poison}\n");
        assert_eq!(ask(&mut worker, &text), process(&source(text.as_bytes()), &Options::default()), "{poison}");
    }
    assert!(worker.id().is_some(), "it lives on");
}

#[test]
fn a_worker_is_replaced_after_its_documents_and_leaves_no_zombie() {
    let mut worker = Worker::new(&Launch { documents: 3, ..launch(generous()) }, &Options::default());
    let expected = process(&source(PLAN.as_bytes()), &Options::default());
    let mut before = Vec::new();
    for number in 0..10 {
        assert_eq!(ask(&mut worker, PLAN), expected);
        // Behind the third there is none until it is needed.
        assert_eq!(worker.id().is_none(), number % 3 == 2, "{number}");
        before.extend(worker.id().filter(|id| !before.contains(id)));
    }
    assert_eq!(before.len(), 4, "three that have had theirs, and one that has had one");
    let last = before.pop();
    assert_eq!(worker.id(), last);
    assert!(before.into_iter().all(|id| is_gone(id) != Some(false)));
}

#[test]
fn a_run_whose_workers_are_replaced_again_and_again_gives_the_same_corpus() {
    let house = House::new(&[("in/empty.txt", b"")]);
    for number in 0..20 {
        house.write(format!("in/{number}.txt"), PLAN.replace("97", &(80 + number).to_string()));
    }
    let import = |out: &str, documents: usize| {
        let worker = Some(Launch { documents, ..launch(generous()) });
        let options = Options { isolation: Isolation::Process, worker, ..Options::default() };
        let request = Request { jobs: 2, options, ..Request::new(vec![house.path("in")], house.path(out)) };
        let report = import(&request, &|_| {}).unwrap();
        assert_eq!((report.lines.len(), report.interrupted), (21, false));
        house.files(out)
    };
    let undisturbed = import("undisturbed", Launch::DOCUMENTS);
    assert!(import("one", 1) == undisturbed && import("three", 3) == undisturbed);
}

/// What a worker that shuts itself in so says that it can reach.
#[cfg(target_os = "linux")]
fn reached(locks: &str, house: &House, port: u16) -> String {
    let arguments = ["worker", "--poison", "--locks", locks].map(Into::into).to_vec();
    let mut worker = Worker::new(&Launch { arguments, ..launch(generous()) }, &Options::default());
    let (secret, made) = (house.path("secret.txt"), house.path("made.txt"));
    let outcome = ask(&mut worker, &format!("poison: reach\n{}\n{}\n{port}\n", secret.display(), made.display()));
    assert_eq!(outcome.status, Status::Crashed);
    let said = outcome.detail.unwrap();
    assert_eq!(house.files("").len(), 1, "only the secret is there: {said}");
    said
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_is_shut_in_by_the_kernel() {
    const ALL: [&str; 11] =
        ["read", "list", "make", "remove", "connect", "listen", "datagram", "pair", "spawn", "signal", "limit"];

    let house = House::new(&[("secret.txt", b"the secret")]);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let reached = |locks: &str| reached(locks, &house, port);
    let are = |said: &str, whats: &[&str], came: &str| {
        let missed: Vec<_> = whats.iter().filter(|what| !said.contains(&format!("; {what}: {came}"))).collect();
        assert!(missed.is_empty(), "{missed:?} are not {came}: {said}");
    };

    let free = reached("none");
    assert!(free.contains("landlock: Open; seccomp: false;"), "{free}");
    are(&free, &ALL, "done");

    let calls = reached("seccomp");
    let has_seccomp = calls.contains("seccomp: true");
    if has_seccomp {
        are(&calls, &ALL, "denied");
    } else {
        eprintln!("skipped: no seccomp here");
    }
    let files = reached("landlock");
    let has_landlock = !files.contains("landlock: Open");
    if has_landlock {
        are(&files, &["read", "list", "make", "spawn"], "denied");
    } else {
        eprintln!("skipped: no Landlock here");
    }
    if files.contains("landlock: Locked") {
        are(&files, &["connect", "listen", "signal"], "denied");
    } else {
        eprintln!("skipped: the Landlock here knows no networks and signals");
    }
    // As the program starts its workers.
    let both = reached("both");
    assert_eq!((both.contains("seccomp: true"), !both.contains("landlock: Open")), (has_seccomp, has_landlock));
    if has_seccomp {
        are(&both, &ALL, "denied");
    }
    assert!(listener.set_nonblocking(true).is_ok() && listener.accept().is_ok(), "that of the free one");
    let connections = std::iter::from_fn(|| listener.accept().ok()).count();
    assert!(connections == 0 || !has_seccomp, "{connections}");
}

/// How often a program is started that becomes a worker, for a document that is asked about once.
fn starts(text: &str, limits: ResourceLimits) -> (usize, Outcome) {
    let house = House::new(&[]);
    let counting = format!("echo started >> '{}'; exec \"$0\" worker --poison", house.path("starts").display());
    let arguments = ["-c", &counting, env!("CARGO_BIN_EXE_plancorpus")].map(Into::into).to_vec();
    let mut worker =
        Worker::new(&Launch { program: "/bin/sh".into(), arguments, ..launch(limits) }, &Options::default());
    let outcome = ask(&mut worker, text);
    (fs::read_to_string(house.path("starts")).unwrap().lines().count(), outcome)
}

#[test]
fn what_a_document_does_it_does_once() {
    let limits = ResourceLimits { memory: 256 << 20, cpu: Duration::from_secs(2), ..generous() };
    for poison in ["panic", "abort", "exit", "overflow", "allocate", "fill", "loop"] {
        let (starts, outcome) = starts(&format!("poison: {poison}"), limits);
        assert_eq!(starts, 1, "{poison}: {outcome:?}");
        assert!(outcome.status.is_failure());
    }
    let (starts, outcome) = starts("poison: stall", ResourceLimits { wall: Duration::from_secs(2), ..generous() });
    assert_eq!((starts, outcome.status), (1, Status::Timeout), "the parent's own kill is no kill from outside");
}

#[test]
fn processor_time_that_the_system_bounds_is_the_documents_own_end() {
    let house = House::new(&[("in/good.txt", PLAN.as_bytes()), ("in/loop.txt", b"poison: loop")]);
    let bounded = "ulimit -t 4 && exec \"$0\" import in --out out --poison --jobs 1";
    let mut command = Command::new("sh");
    command.args(["-c", bounded, env!("CARGO_BIN_EXE_plancorpus")]).current_dir(house.path(""));
    let done = support::Done::from(command.output().unwrap());
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    let lines = house.manifest();
    assert_eq!(support::told(&lines), [("good.txt", "ok"), ("loop.txt", "timeout")]);
    let expected = "the reader took what the system allows of processor time, 4 s (ulimit -t)";
    assert_eq!(lines[1].text("detail"), expected);
}

#[test]
fn a_document_is_read_by_another_worker_where_somebody_kills_the_first() {
    let mut worker = worker(generous());
    assert_eq!(ask(&mut worker, PLAN).status, Status::Ok);
    let id = worker.id().unwrap();
    if !Command::new("kill").args(["-KILL", &id.to_string()]).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no kill here");
        return;
    }
    assert_eq!(ask(&mut worker, PLAN).status, Status::Ok);
    assert_ne!(worker.id(), Some(id));
}

#[test]
fn a_document_whose_readers_are_all_killed_from_outside_is_given_up() {
    let mut worker = worker(generous());
    if !cfg!(target_os = "linux") {
        eprintln!("skipped: needs /proc");
        return;
    }
    // Whoever reads it stalls; each of the three is killed, none is left.
    let done = AtomicBool::new(false);
    // Workers are the children of the thread that asks.
    let mine = format!("/proc/{}/children", fs::read_link("/proc/thread-self").unwrap().display());
    let (outcome, killed) = thread::scope(|scope| {
        let killer = scope.spawn(|| {
            let mut killed = BTreeSet::new();
            while !done.load(Ordering::Relaxed) {
                for id in fs::read_to_string(&mine).unwrap_or_default().split_whitespace() {
                    // As the system does when it is short of memory.
                    let _ = Command::new("kill").args(["-KILL", id]).stderr(Stdio::null()).status();
                    killed.insert(id.to_owned());
                }
                thread::sleep(Duration::from_millis(50));
            }
            killed
        });
        let outcome = ask(&mut worker, "poison: stall");
        done.store(true, Ordering::Relaxed);
        (outcome, killer.join().unwrap())
    });
    assert_eq!(killed.len(), 3, "{killed:?}");
    assert_eq!(outcome.status, Status::Crashed);
    assert!(
        outcome.detail.as_deref().unwrap().starts_with("somebody outside killed its reader, 3 times"),
        "{outcome:?}"
    );
}

#[test]
fn who_does_not_want_to_know_any_more_is_not_kept_waiting() {
    let mut worker = worker(generous());
    let stop = AtomicBool::new(false);
    let answer = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(300));
            stop.store(true, Ordering::Relaxed);
        });
        worker.ask(Engine::Own, &source(b"poison: stall"), &stop)
    });
    assert_eq!(answer.unwrap_err(), Unanswered::Stopped);
    assert_eq!(worker.id(), None);
}

#[test]
fn a_program_that_is_no_worker_is_an_error_and_no_hang() {
    let with = |program: &str, arguments: &[&str]| {
        let launch = Launch {
            program: program.into(),
            arguments: arguments.iter().map(Into::into).collect(),
            ..launch(generous())
        };
        let answer = Worker::new(&launch, &Options::default()).ask(Engine::Own, &source(b""), &AtomicBool::new(false));
        answer.unwrap_err().to_string()
    };
    assert!(with("no/such/program", &[]).contains("can't be started"));
    // It answers with what is no frame, or not at all.
    for arguments in [["formats"].as_slice(), &["--version"], &["worker", "--no-such-option"]] {
        let said = with(env!("CARGO_BIN_EXE_plancorpus"), arguments);
        assert!(said.contains("is no worker: "), "{arguments:?}: {said}");
    }
}

#[test]
fn a_worker_does_not_outlive_its_parent() {
    let house = House::new(&[("in/a.pdf", b"%PDF-1.4\n% poison: stall\n")]);
    let mut command = house.command(["import", "in", "--out", "out", "--poison"]);
    let mut parent = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    if !cfg!(target_os = "linux") {
        eprintln!("skipped: needs /proc");
        parent.kill().unwrap();
        parent.wait().unwrap();
        return;
    }
    let started = Instant::now();
    let worker = loop {
        if let Some(child) = children(parent.id()).first().copied() {
            break child;
        }
        assert!(started.elapsed() < PATIENCE, "no worker was started");
        thread::sleep(Duration::from_millis(20));
    };
    parent.kill().unwrap();
    parent.wait().unwrap();
    while !has_ended(worker) {
        assert!(started.elapsed() < PATIENCE, "the worker is still there");
        thread::sleep(Duration::from_millis(20));
    }
}
