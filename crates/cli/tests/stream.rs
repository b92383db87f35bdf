//! A program that feeds the command: one answer for each line, whatever stands in it.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::{Child, Stdio};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use corpus::Status;
use serde_json::{Value, json};
use support::processes::{children, has_ended, wait_until, working_in};
use support::{Done, House, MAINLAND, PLAN};
use tests::office::{docx, w_p};

fn start(house: &House, options: &[&str]) -> Child {
    let mut command = house.command([&["stream"], options].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The command with all of its input.
fn stream(house: &House, options: &[&str], input: &[u8]) -> Done {
    let mut child = start(house, options);
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let feeder = thread::spawn(move || stdin.write_all(&input));
    let done = Done::from(child.wait_with_output().unwrap());
    feeder.join().unwrap().unwrap();
    done
}

fn input(requests: &[Value]) -> Vec<u8> {
    requests.iter().map(|request| format!("{request}\n")).collect::<String>().into_bytes()
}

fn answers(done: &Done) -> Vec<Value> {
    done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Files of every kind, some of which their reader does not survive. Of two with the same bytes only the first is read by a run.
fn house() -> House {
    let fixture = |name: &str| fs::read(format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut torn = PLAN.as_bytes().to_vec();
    torn.splice(PLAN.find("便捷").unwrap()..PLAN.find("便捷").unwrap(), *b"\xff\xfe");
    let two = format!("{PLAN}\n{}", PLAN.replace("97年度", "98年度").replace("望海市", "海門市"));
    let mojibake: String = PLAN.bytes().map(char::from).collect();
    let house = House::new(&[
        ("in/97/計畫 a.txt", PLAN.as_bytes()),
        ("in/98/alike.txt", PLAN.as_bytes()),
        ("in/b.docx", &docx(&PLAN.lines().map(w_p).collect::<String>())),
        ("in/c.pdf", &support::pdf::plan()),
        ("in/mainland.txt", MAINLAND.as_bytes()),
        ("in/two.txt", two.as_bytes()),
        ("in/torn.txt", &torn),
        ("in/empty.txt", b""),
        ("in/locked.pdf", &fixture("pdf/locked.pdf")),
        ("in/torn.pdf", b"%PDF-1.4\n"),
        ("in/archive.docx", b"PK\x03\x04"),
        ("in/mojibake.txt", mojibake.as_bytes()),
        ("in/panic.txt", b"poison: panic"),
        ("in/exit.txt", b"poison: exit"),
        ("in/overflow.txt", b"poison: overflow"),
        ("in/allocate.txt", b"poison: allocate"),
        ("in/loop.txt", b"poison: loop"),
    ]);
    fs::File::create(house.path("in/huge.txt")).unwrap().set_len(200 << 20).unwrap();
    symlink("nowhere.txt", house.path("in/broken.txt")).unwrap();
    house
}

const LIMITS: [&str; 7] = ["--poison", "--limit-memory", "256", "--limit-cpu", "2", "--jobs", "2"];

/// What an import into `out` says of each file, and the records that it gave.
fn imported(house: &House) -> BTreeMap<String, (Value, Value)> {
    let record = |script: &str, id: &str| -> Value {
        let path = house.path(format!("out/plans/{script}/{}/{id}.json", &id[..2]));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    let lines = house.manifest().into_iter().map(|line| line.0);
    lines
        .map(|line| {
            let ids: Vec<String> = match (&line["ids"], &line["id"]) {
                (Value::Array(ids), _) => ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect(),
                (_, Value::String(id)) => vec![id.clone()],
                _ => Vec::new(),
            };
            let [hant, hans] =
                ["hant", "hans"].map(|script| ids.iter().map(|id| record(script, id)).collect::<Vec<_>>());
            (line["path"].as_str().unwrap().to_owned(), (line, json!({"hant": hant, "hans": hans})))
        })
        .collect()
}

#[test]
fn outcomes_and_records_are_those_of_an_import_by_path_and_by_bytes() {
    let house = house();
    let _socket = UnixListener::bind(house.path("in/socket")).unwrap();
    house.run([&["import", "in", "--out", "out"], &LIMITS[..]].concat());
    let imported = imported(&house);
    assert_eq!(imported.len(), 20);

    let by_path: Vec<Value> = imported
        .keys()
        .map(|name| json!({"id": {"path": name}, "path": house.path("in").join(name), "name": name}))
        .collect();
    // The larger ones are no requests, the others are no files.
    let has_bytes = |name: &&String| !["broken.txt", "huge.txt", "socket"].contains(&name.as_str());
    let by_bytes = imported.keys().filter(has_bytes).map(|name| {
        let bytes = STANDARD.encode(fs::read(house.path("in").join(name)).unwrap());
        json!({"id": {"bytes": name}, "name": name, "bytes": bytes})
    });
    let asked: Vec<Value> = by_path.into_iter().chain(by_bytes).collect();
    let done = stream(&house, &LIMITS, &input(&asked));
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    let given = answers(&done);
    assert_eq!(given.len(), asked.len());
    let mut statuses: Vec<&str> = Vec::new();
    for (asked, given) in asked.iter().zip(&given) {
        assert_eq!(given["id"], asked["id"], "answers come in the order of the requests");
        let name = asked["name"].as_str().unwrap();
        let (line, records) = &imported[name];
        let (outcome, status) = (&given["outcome"], given["outcome"]["status"].as_str().unwrap());
        statuses.push(status);
        if name == "98/alike.txt" {
            // Each request stands alone.
            assert_eq!((status, &outcome["id"], &line["status"]), ("ok", &line["id"], &json!("duplicate")));
            assert_eq!(given["records"]["hans"][0]["source"]["path"], name);
            continue;
        }
        assert_eq!(outcome, line, "{name}");
        assert_eq!(&given["records"], records, "{name}");
    }
    let expected = Status::ALL.iter().filter(|status| **status != Status::Duplicate);
    assert!(expected.clone().all(|status| statuses.contains(&status.name())), "{statuses:?}");
    let two = given.iter().find(|answer| answer["outcome"]["path"] == "two.txt").unwrap();
    assert_eq!(two["records"]["hant"].as_array().unwrap().len(), 2);
    assert_eq!(two["records"]["hans"][1]["id"], two["outcome"]["ids"][1]);
}

#[test]
fn words_and_a_catalogue_of_the_user_s_count_as_in_an_import() {
    let house = House::new(&[
        ("in/97/a.txt", PLAN.as_bytes()),
        ("words.toml", "[[heading]]\nterm = \"實施對象\"\nkind = \"benefit\"\n".as_bytes()),
        ("plans.csv", "path,title,agency,year,series\n97/a.txt,海門計畫,海門市政府,103,\na.txt,甲,,,\n".as_bytes()),
    ]);
    let options = ["--lexicon", "words.toml", "--metadata", "plans.csv"];
    house.run([&["import", "in", "in/97", "--out", "out"], &options[..]].concat());
    let imported = imported(&house);
    let bytes = STANDARD.encode(PLAN);
    let asked = [
        json!({"path": "in/97/a.txt", "name": "97/a.txt"}),
        json!({"name": "97/a.txt", "bytes": bytes}),
        json!({"path": "in/97/a.txt"}),
        json!({"name": "96/a.txt", "bytes": bytes}),
    ];
    let given = answers(&stream(&house, &options, &input(&asked)));
    let (line, records) = &imported["97/a.txt"];
    for answer in &given[..2] {
        assert_eq!((&answer["outcome"], &answer["records"]), (line, records));
    }
    assert_eq!(records["hant"][0]["agency"], "海門市政府");
    assert_eq!(records["hant"][0]["sections"][2]["kind"], "benefit");
    // A path by itself is met by the longest row that it ends in, as by `show`; a name is that of the corpus.
    assert_eq!(given[2]["outcome"]["path"], "in/97/a.txt");
    assert_eq!(given[2]["records"]["hant"][0]["title"], "海門計畫");
    assert_eq!(given[3]["records"]["hant"][0]["agency"], "望海市政府");

    for wrong in [["--lexicon", "nowhere.toml"], ["--metadata", "words.toml"], ["--jobs", "0"], ["--out", "out"]] {
        let done = stream(&house, &wrong, b"");
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(!done.err.is_empty());
    }
}

#[test]
fn a_line_that_is_no_request_is_answered_and_counted() {
    let house = House::new(&[("a.txt", PLAN.as_bytes())]);
    let lines: [&[u8]; 9] = [
        b"{\"path\": \"a.txt\"}",
        b"",
        b"a.txt",
        b"{\"id\": \"x\"}",
        b"{\"id\": 12345678901234567890.50, \"path\": 7}",
        b"{\"id\": null, \"name\": \"a\", \"bytes\": \"?\"}",
        b"{\"path\": \"\xff\xfe\"}",
        b"{\"path\": \"a\\u001b[2J\\u202e.txt\"}",
        b"{\"path\": \"a.txt\", \"id\": [ 1,\t\"a b\" ]}\r",
    ];
    let done = stream(&house, &[], &lines.join(&b'\n'));
    assert_eq!((done.code, done.err.as_str()), (Some(1), ""));
    let given = answers(&done);
    assert_eq!(given.len(), lines.len());
    for (number, answer) in given.iter().enumerate() {
        let expected: &[&str] = if matches!(number, 1..=6) { &["error", "id"] } else { &["id", "outcome", "records"] };
        let mut fields: Vec<&String> = answer.as_object().unwrap().keys().collect();
        fields.sort();
        assert_eq!(fields, expected, "{answer}");
    }
    assert_eq!(given[3], json!({"id": "x", "error": "neither path nor bytes"}));
    let fifth = done.out.lines().nth(4).unwrap();
    assert!(fifth.starts_with("{\"id\":12345678901234567890.50,\"error\":\"invalid type"), "{fifth}");
    assert_eq!(given[7]["outcome"]["detail"], "there is no such file");
    assert_eq!(given[7]["outcome"]["path"], "a\u{1b}[2J\u{202e}.txt");
    assert!(!done.out.contains(['\u{1b}', '\u{202e}', '\r']), "nothing that a terminal obeys");
    assert_eq!(given[8]["id"], json!([1, "a b"]));
    assert_eq!(given[8]["outcome"], given[0]["outcome"]);

    assert_eq!(stream(&house, &[], b"").code, Some(0));
    assert_eq!(stream(&house, &[], b"{\"path\": \".\"}").code, Some(0));
}

#[test]
fn each_answer_comes_at_once() {
    let house = House::new(&[("a.txt", PLAN.as_bytes()), ("empty.txt", b"")]);
    let mut child = start(&house, &["--jobs", "2"]);
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for (path, status) in [("a.txt", "ok"), ("empty.txt", "no_text"), ("a.txt", "ok")] {
        writeln!(stdin, "{}", json!({"path": path})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["outcome"]["status"], status);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_stalls_holds_up_only_those_that_keep_the_order() {
    let house = House::new(&[("stall.txt", b"poison: stall"), ("a.txt", PLAN.as_bytes())]);
    let asked: Vec<Value> =
        ["stall.txt", "a.txt"].iter().enumerate().map(|(id, path)| json!({"id": id, "path": path})).collect();
    let options = ["--poison", "--jobs", "2", "--limit-wall", "3"];
    let ids = |options: &[&str]| -> Vec<u64> {
        let done = stream(&house, options, &input(&asked));
        assert_eq!(done.code, Some(0));
        answers(&done).iter().map(|answer| answer["id"].as_u64().unwrap()).collect()
    };
    assert_eq!(ids(&options), [0, 1]);
    assert_eq!(ids(&[&options[..], &["--unordered"]].concat()), [1, 0]);
}

/// A stream whose workers never come back from what they read.
fn stalled(house: &House) -> (Child, Vec<u32>) {
    let mut child = start(house, &["--poison", "--jobs", "2"]);
    let request = format!("{}\n", json!({"path": "stall.txt"}));
    child.stdin.as_mut().unwrap().write_all(request.repeat(2).as_bytes()).unwrap();
    wait_until("no workers", || children(child.id()).len() == 2);
    let workers = children(child.id());
    (child, workers)
}

/// What this process ignores, those that it starts ignore too: a shell does so for what runs in its background.
fn ignores_interrupts() -> bool {
    const INTERRUPT: u64 = 1 << 1;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask & INTERRUPT != 0))
}

#[test]
fn nobody_is_left_behind_when_it_is_killed() {
    for signal in ["-KILL", "-TERM", "-INT"] {
        if signal == "-INT" && ignores_interrupts() {
            writeln!(std::io::stderr(), "skipped: an interrupt, which whoever started the tests has them ignore")
                .unwrap();
            continue;
        }
        let house = House::new(&[("stall.txt", b"poison: stall")]);
        let (mut child, workers) = stalled(&house);
        let kill = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(kill.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), None, "by the signal");
        wait_until("a worker outlives its parent", || workers.iter().all(|id| has_ended(*id)));
        assert_eq!(working_in(&house.path("")), [0; 0]);
    }
}

#[test]
fn it_ends_quietly_when_nobody_reads_its_answers() {
    let house = House::new(&[("stall.txt", b"poison: stall"), ("a.txt", PLAN.as_bytes())]);
    // While it waits for a worker, with more input to come.
    let (mut child, workers) = stalled(&house);
    let stdin = child.stdin.take();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(workers.into_iter().all(has_ended));
    assert_eq!(working_in(&house.path("")), [0; 0]);
    drop(stdin);

    // While it writes.
    let mut child = start(&house, &[]);
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let request = format!("{}\n", json!({"path": "a.txt"}));
    while stdin.write_all(request.as_bytes()).is_ok() {}
    let done = Done::from(child.wait_with_output().unwrap());
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
}

#[test]
fn memory_does_not_grow_with_the_requests() {
    let house = House::new(&[]);
    // An archive: nobody looks at more than its signature.
    let large = STANDARD.encode([&b"7z\xBC\xAF\x27\x1C"[..], &vec![0; 5 << 20]].concat());
    let mut child = start(&house, &["--jobs", "2"]);
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let feeder = thread::spawn(move || {
        for id in 0..60 {
            writeln!(stdin, "{{\"id\": {id}, \"name\": \"a.txt\", \"bytes\": \"{large}\"}}").unwrap();
        }
        stdin
    });
    let peak = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
    };
    let mut ids = stdout.lines().map(|line| {
        let answer: Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert_eq!(answer["outcome"]["status"], "unsupported", "{}", answer["outcome"]);
        answer["id"].as_u64().unwrap()
    });
    assert!(ids.by_ref().take(60).eq(0..60));
    // All of it would be 400 MB.
    assert!(peak() < 250, "{} MiB", peak());
    drop(feeder.join().unwrap());
    assert_eq!(ids.next(), None);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
