//! Runs that are disturbed, and corpora that are looked at.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use support::processes::{children, has_ended, is_zombie, wait_until, working_in};
use support::{Done, House, PLAN, told};

/// Some plans, and behind them one that whoever reads it never comes back from.
fn stalling() -> House {
    let house = House::new(&[("in/z.txt", b"poison: stall")]);
    for number in 0..6 {
        house.write(format!("in/{number}.txt"), PLAN.replace("97", &(80 + number).to_string()));
    }
    house
}

/// An import that has come to the last file.
fn at_the_last(house: &House) -> Child {
    let mut command = house.command(["import", "in", "--out", "out", "--poison", "--jobs", "1"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let journal = house.path("out/.journal.jsonl");
    wait_until("the run does not come on", || {
        // A line is there before its two records.
        fs::read_to_string(&journal).is_ok_and(|text| text.lines().count() == 1 + 6)
            && records(&house.path("out/plans")) == 2 * 6
    });
    child
}

/// How many records lie in a folder that is being written to.
fn records(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => records(&entry.path()),
            _ => usize::from(!entry.file_name().as_encoded_bytes().starts_with(b".")),
        })
        .sum()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn a_run_that_is_told_to_end_says_what_it_has_done_and_leaves_nobody_behind() {
    for name in ["-INT", "-TERM"] {
        let house = stalling();
        let child = at_the_last(&house);
        let workers = children(child.id());
        signal(&child, name);
        let done = Done::from(child.wait_with_output().unwrap());
        assert_eq!(done.code, Some(130), "{}{}", done.out, done.err);
        assert!(done.out.starts_with("Stopped: 6 of 7 files done\n"), "{}", done.out);
        assert!(done.out.ends_with("The same command with --resume goes on from here.\n"), "{}", done.out);
        assert!(workers.into_iter().all(has_ended));
        assert_eq!(working_in(&house.path("")), [0; 0], "nobody is left behind");
        assert!(house.manifest().is_empty(), "the manifest is that of the run before");
        let verified = house.run(["verify", "out"]);
        assert_eq!(verified.code, Some(1));
        assert!(verified.out.contains("a run is going on, or was interrupted"), "{}", verified.out);
    }
}

#[test]
fn a_second_interrupt_ends_the_run_at_once_and_its_workers_with_it() {
    let house = stalling();
    let mut child = at_the_last(&house);
    // So near to each other that the first can't have ended it: nobody looks but every tenth of a second.
    signal(&child, "-INT");
    signal(&child, "-INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    if cfg!(target_os = "linux") {
        wait_until("a worker outlives its parent", || working_in(&house.path("")).is_empty());
    }
    assert!(house.path("out/.journal.jsonl").exists() || house.manifest().len() == 7);
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_has_its_living_workers_and_no_dead_ones() {
    let house = stalling();
    for (number, poison) in ["panic", "abort", "exit", "overflow", "allocate"].iter().enumerate() {
        house.write(format!("in/0{number}.txt"), format!("poison: {poison}"));
    }
    let mut command = house.command(["import", "in", "--out", "out", "--poison", "--jobs", "1"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let journal = house.path("out/.journal.jsonl");
    wait_until("the run does not come on", || {
        fs::read_to_string(&journal).is_ok_and(|text| text.lines().count() == 1 + 11)
    });
    // The one that stalls, or is about to; those before it are reaped.
    wait_until("a zombie", || children(child.id()).len() == 1 && !children(child.id()).into_iter().any(is_zombie));
    let mut all = working_in(&house.path(""));
    all.sort_unstable();
    assert_eq!(all.len(), 2, "the run and its worker: {all:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    wait_until("a worker outlives its parent", || working_in(&house.path("")).is_empty());
}

#[test]
fn a_run_that_is_killed_is_taken_up() {
    let house = stalling();
    let mut child = at_the_last(&house);
    let workers = children(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    wait_until("a worker outlives its parent", || workers.iter().all(|id| has_ended(*id)));
    assert_eq!(working_in(&house.path("")), [0; 0], "nobody is left behind");

    house.write("in/z.txt", "壹、計畫依據\n望海市政府函辦理。\n");
    let done = house.run(["import", "in", "--out", "out", "--resume", "--summary", "json"]);
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    assert!(done.out.contains("\"unchanged\":6,"), "{}", done.out);
    assert_eq!(house.run(["verify", "out"]).code, Some(0));
    house.run(["import", "in", "--out", "undisturbed"]);
    assert!(house.files("out") == house.files("undisturbed"));
}

#[test]
fn a_second_run_on_one_corpus_is_refused() {
    let house = stalling();
    let mut child = at_the_last(&house);
    let done = house.run(["import", "in", "--out", "out"]);
    assert_eq!(done.code, Some(2), "{}", done.out);
    assert!(done.err.contains("another run is writing to out"), "{}", done.err);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_full_disk_ends_the_run_and_leaves_a_sound_corpus() {
    let house = House::new(&[]);
    for number in 0..8 {
        house.write(format!("in/{number}.txt"), PLAN.replace("97", &(80 + number).to_string()));
    }
    // Records that are too large for the blocks of 512 or 1024 bytes that are allowed stand for a disk that is full.
    house.write("in/5.txt", format!("{PLAN}{}", "肆、其他\n一、辦理各項服務訓練。\n".repeat(400)));
    let limited = "trap '' XFSZ; ulimit -f 60; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_plancorpus"), "import", "in", "--out", "out", "--jobs", "1"]);
    let done = Done::from(command.current_dir(house.path("")).output().unwrap());
    assert_eq!(done.code, Some(2), "{}{}", done.out, done.err);
    assert!(done.err.starts_with("plancorpus: can't write out/plans/"), "{}", done.err);
    assert!(!house.files("out").keys().any(|path| path.to_string_lossy().ends_with(".tmp")));

    let done = house.run(["import", "in", "--out", "out", "--resume", "--summary", "json"]);
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    assert!(!done.out.contains("\"unchanged\":0,"), "{}", done.out);
    assert_eq!(house.run(["verify", "out"]).code, Some(0));
    house.run(["import", "in", "--out", "undisturbed"]);
    assert!(house.files("out") == house.files("undisturbed"));
}

/// A corpus on a disk of its own, in a name space of its own where it goes with the last process: full, then with room, then to be read
/// only.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_or_may_only_be_read_ends_the_run_and_the_next_goes_on() {
    const SCRIPT: &str = r#"
        mkdir disk && mount -t tmpfs -o size=200k tmpfs disk || { echo no mount; exit 0; }
        import() { code=0; "$0" import in --out disk/out "$@" >> said 2>&1 || code=$?; echo "$code" >> codes; }
        import --jobs 2
        test -z "$(find disk -name '*.tmp')" || echo temporary files >> codes
        mount -o remount,size=64m disk
        import --resume
        "$0" verify disk/out >> codes
        cp -r disk/out whole
        mount -o remount,ro disk
        import --resume
        import
        "$0" verify disk/out >> codes
        diff -r disk/out whole >> codes
    "#;
    let house = House::new(&[]);
    for number in 0..60 {
        house.write(format!("in/{number}.txt"), PLAN.replace("97", &(50 + number).to_string()));
    }
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, env!("CARGO_BIN_EXE_plancorpus")]);
    command.current_dir(house.path("")).envs(house.environment());
    let done = match command.output() {
        Ok(output) => Done::from(output),
        Err(error) => {
            eprintln!("skipped: no unshare here: {error}");
            return;
        }
    };
    let text = |name: &str| fs::read_to_string(house.path(name)).unwrap_or_default();
    if !house.path("codes").exists() {
        eprintln!("skipped: nobody may mount a disk here: {}{}", done.out, done.err);
        return;
    }
    let sound = "60 lines and 120 records looked at: no problems";
    assert_eq!(
        text("codes").lines().collect::<Vec<_>>(),
        ["2", "0", sound, "2", "2", sound],
        "{}{}",
        text("said"),
        done.err
    );
    let said = text("said");
    let complaints: Vec<&str> = said.lines().filter(|line| line.starts_with("plancorpus: ")).collect();
    assert_eq!(complaints.len(), 3, "{said}");
    assert!(
        complaints[0].starts_with("plancorpus: can't ") && complaints[0].contains("No space left on device"),
        "{said}"
    );
    for complaint in &complaints[1..] {
        assert!(complaint.contains("disk/out/.journal.jsonl: Read-only file system"), "{said}");
    }
    let run = house.run(["import", "in", "--out", "undisturbed"]);
    assert_eq!(run.code, Some(0));
    assert!(house.files("whole") == house.files("undisturbed"));
}

#[test]
fn a_file_that_kills_its_reader_costs_its_own_line() {
    let house = House::new(&[("in/good.txt", PLAN.as_bytes())]);
    let kinds = [
        ("panic", "crashed"),
        ("abort", "crashed"),
        ("exit", "crashed"),
        ("overflow", "crashed"),
        ("fill", "too_large"),
    ];
    for (kind, _) in kinds {
        house.write(format!("in/{kind}.html"), format!("<html><!-- poison: {kind} -->"));
    }
    let done = house.run(["import", "in", "--out", "out", "--poison", "--limit-memory", "256"]);
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    assert!(done.err.is_empty(), "{}", done.err);
    let lines = house.manifest();
    let mut expected: Vec<(String, &str)> = kinds.map(|(kind, status)| (format!("{kind}.html"), status)).to_vec();
    expected.push(("good.txt".to_owned(), "ok"));
    expected.sort();
    assert_eq!(told(&lines), expected.iter().map(|(path, status)| (path.as_str(), *status)).collect::<Vec<_>>());
    for line in lines.iter().filter(|line| line.text("status") != "ok") {
        assert_eq!(line.text("format"), "html", "its head tells, though its reader did not: {line:?}");
        assert!(!line.text("detail").is_empty());
    }
}

#[test]
fn showing_a_poison_file_is_a_sentence() {
    let house = House::new(&[("a.txt", b"poison: overflow"), ("b.pdf", b"%PDF-1.4\n% poison: abort\n")]);
    let done = house.run(["show", "--poison", "a.txt"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert_eq!(done.err, "plancorpus: a.txt: crashed: the reader overflowed its stack\n");
    let done = house.run(["show", "--poison", "--draw", "1", "b.pdf"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(done.err.contains("crashed: the reader was ended by signal"), "{}", done.err);
}

#[test]
fn a_corpus_is_verified() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", b"")]);
    house.import(1);
    let done = house.run(["verify", "out"]);
    assert_eq!((done.code, done.out.as_str()), (Some(0), "2 lines and 2 records looked at: no problems\n"));

    let id = house.manifest()[0].text("id").to_owned();
    let record = house.path(format!("out/plans/hant/{}/{id}.json", &id[..2]));
    let json = fs::read_to_string(&record).unwrap();
    fs::write(&record, json.replace("\"a.txt\"", "\"\\u001b[2J.txt\"")).unwrap();
    house.write("out/plans/more.json", "{}");
    let done = house.run(["verify", "out"]);
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert!(done.out.contains("its source.path is not what the manifest says of a.txt"), "{}", done.out);
    assert!(done.out.contains("plans/more.json") && done.out.ends_with("looked at: 3 problems\n"), "{}", done.out);
    assert!(!done.out.contains('\u{1b}'));

    for missing in ["in", "nowhere"] {
        let done = house.run(["verify", missing]);
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{missing}");
        assert!(done.err.contains("it has no manifest.jsonl"), "{}", done.err);
    }
}

#[test]
fn nothing_that_a_document_says_is_opened() {
    if !cfg!(target_os = "linux") {
        eprintln!("skipped: workers are shut in on Linux");
        return;
    }
    let house = House::new(&[("secret.txt", b"the secret")]);
    let secret = house.path("secret.txt");
    let external = format!(
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file://{0}'>]><html><body><p>計畫&x;</p>\
         <iframe src='file://{0}'></iframe><object data='{0}'></object></body></html>",
        secret.display()
    );
    house.write("in/a.html", external);
    house.run(["import", "in", "--out", "out"]);
    assert!(house.files("out").values().all(|bytes| !String::from_utf8_lossy(bytes).contains("the secret")));
}
