#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeSet;
use std::io::{BufReader, Read};
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use ocr::Recognition;
use serde_json::Value;

use super::*;
use crate::process::{Outcome, Source};

const PLAN: &str = "望海市政府97年度提升服務品質實施計畫\n壹、計畫依據\n望海市政府函辦理。\n";

fn stream_of(jobs: usize, ordered: bool) -> Stream {
    Stream { jobs, ordered, options: Options::default(), catalogue: None }
}

/// What somebody sends who has these lines, and no more.
fn lines(lines: &[String]) -> impl BufRead + Send + 'static {
    BufReader::new(io::Cursor::new((lines.join("\n") + "\n").into_bytes()))
}

/// A request for a text, by a number.
fn request(id: usize, text: &str) -> String {
    use base64::Engine;

    let bytes = base64::engine::general_purpose::STANDARD.encode(text);
    format!("{{\"id\": {id}, \"name\": \"{id}.txt\", \"bytes\": \"{bytes}\"}}")
}

fn answers(output: &[u8]) -> Vec<Value> {
    output.split_inclusive(|byte| *byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect()
}

fn run(stream: &Stream, process: &Process<'_>, asked: &[String]) -> (Answered, Vec<Value>) {
    let mut output = Vec::new();
    let answered = stream_with(process, stream, lines(asked), &mut output, &|| false).unwrap();
    (answered, answers(&output))
}

/// An output that takes so many lines and then is closed.
struct Closing(usize);

impl Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An input on which nothing ever comes.
struct Silent;

impl Read for Silent {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        loop {
            thread::park();
        }
    }
}

#[test]
fn answers_come_in_the_order_of_the_requests_whoever_is_ready_first() {
    let asked: Vec<String> = (0..40).map(|id| request(id, &PLAN.replace("97", &(60 + id).to_string()))).collect();
    // Some are ready only when one behind them is.
    let ready = Mutex::new(BTreeSet::new());
    let slow = |awaited: fn(usize) -> Option<usize>| {
        let ready = &ready;
        move |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| {
            let number: usize = source.path.strip_suffix(".txt").unwrap().parse().unwrap();
            while awaited(number).is_some_and(|awaited| !ready.lock().unwrap().contains(&awaited)) {
                thread::yield_now();
            }
            let outcome = own(source, options, recognition);
            ready.lock().unwrap().insert(number);
            outcome
        }
    };
    let next_of_fours = slow(|number| number.is_multiple_of(4).then_some(number + 1));
    let (answered, given) = run(&stream_of(3, true), &next_of_fours, &asked);
    assert_eq!(answered, Answered { lines: 40, wrong: 0 });
    assert!(given.iter().map(|answer| answer["id"].as_u64().unwrap()).eq(0..40));
    let ids: BTreeSet<&str> = given.iter().map(|answer| answer["outcome"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 40);

    ready.lock().unwrap().clear();
    // Of three threads two wait for 5: the one that makes 5 ready has given the answer to 1 before.
    let fifth = slow(|number| matches!(number, 0 | 4).then_some(5));
    let (_, unordered) = run(&stream_of(3, false), &fifth, &asked);
    let place = |number: u64| unordered.iter().position(|answer| answer["id"] == number).unwrap();
    assert!(place(1) < place(0));
    let sorted = |mut answers: Vec<Value>| {
        answers.sort_by_key(|answer| answer["id"].as_u64());
        answers
    };
    assert_eq!(sorted(unordered), given);
}

#[test]
fn only_so_many_requests_are_taken_in_before_the_first_is_answered() {
    /// Counts the lines that are read of it.
    struct Counted<R>(R, Arc<AtomicUsize>);

    impl<R: Read> Read for Counted<R> {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            let count = self.0.read(bytes)?;
            let lines = bytes.iter().take(count).filter(|byte| **byte == b'\n').count();
            self.1.fetch_add(lines, Ordering::SeqCst);
            Ok(count)
        }
    }

    let asked: Vec<String> = (0..200).map(|id| request(id, "")).collect();
    let taken = Arc::new(AtomicUsize::new(0));
    let (seen, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let watching = |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| {
        let first = source.path == "0.txt";
        // Whoever has read all others would have been let in too far.
        for _ in 0..if first { 1_000 } else { 0 } {
            thread::yield_now();
        }
        let ahead = taken.load(Ordering::SeqCst).saturating_sub(seen.fetch_add(1, Ordering::SeqCst));
        most.fetch_max(ahead, Ordering::SeqCst);
        own(source, options, recognition)
    };
    let line = asked[0].len() + 1;
    let input = BufReader::with_capacity(line, Counted(lines(&asked), Arc::clone(&taken)));
    let mut output = Vec::new();
    stream_with(&watching, &stream_of(2, true), input, &mut output, &|| false).unwrap();
    assert!(answers(&output).iter().map(|answer| answer["id"].as_u64().unwrap()).eq(0..200));
    // Two jobs; one line that waits for room, and one in the buffer.
    let most = most.into_inner();
    assert!(most <= 2 * IN_FLIGHT + 3, "{most}");
}

#[test]
fn what_is_no_request_is_answered_and_counted() {
    let asked = [request(0, PLAN), String::new(), "nonsense".to_owned(), "{\"id\": 3}".to_owned(), request(4, PLAN)];
    let (answered, given) = run(&stream_of(2, true), &own, &asked);
    assert_eq!(answered, Answered { lines: 5, wrong: 3 });
    assert_eq!(given[0]["outcome"]["status"], "ok");
    assert_eq!(given[2]["id"], Value::Null);
    assert!(given[2]["error"].as_str().unwrap().starts_with("expected ident at line 1"), "{}", given[2]);
    assert_eq!(given[3], serde_json::json!({"id": 3, "error": "neither path nor bytes"}));
    // The same bytes again are no duplicate: each request stands alone.
    assert_eq!(given[4]["outcome"]["status"], "ok");
    assert_eq!(given[4]["outcome"]["id"], given[0]["outcome"]["id"]);
}

#[test]
fn a_panic_costs_one_file() {
    let failing = |source: &Source<'_>, options: &Options, recognition: &Recognition<'_>| -> Outcome {
        assert!(source.path != "1.txt", "nobody expected this");
        own(source, options, recognition)
    };
    let asked: Vec<String> = (0..3).map(|id| request(id, PLAN)).collect();
    let (_, given) = run(&stream_of(1, true), &failing, &asked);
    let statuses: Vec<&str> = given.iter().map(|answer| answer["outcome"]["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["ok", "crashed", "ok"]);
    assert_eq!(given[1]["records"], serde_json::json!({"hant": [], "hans": []}));
}

#[test]
fn a_file_beyond_the_limit_is_an_outcome_and_so_is_a_line() {
    let mut stream = stream_of(1, true);
    stream.options.limits.bytes = 100;
    let long = format!("{{\"id\": [7], \"name\": \"long.txt\", \"bytes\": \"{}\"}}", "A".repeat(2 << 20));
    let late = format!("{{\"bytes\": \"{}\", \"id\": 7}}", "A".repeat(2 << 20));
    let (answered, given) =
        run(&stream, &own, &[request(0, &"a".repeat(101)), long, late, "x".repeat(2 << 20), request(4, PLAN)]);
    assert_eq!(answered, Answered { lines: 5, wrong: 1 });
    let outcome = &given[0]["outcome"];
    assert_eq!((&outcome["status"], &outcome["bytes"]), (&"too_large".into(), &101.into()));
    assert_eq!(outcome["detail"], "too large: 101 bytes, at most 100 are read");
    assert_eq!(outcome["blake3"], blake3::hash("a".repeat(101).as_bytes()).to_hex().as_str());
    assert_eq!((&given[1]["id"], &given[1]["outcome"]["path"]), (&serde_json::json!([7]), &"long.txt".into()));
    let detail = given[1]["outcome"]["detail"].as_str().unwrap();
    assert_eq!(detail, "too large: 2097196 bytes in one request, at most 1048712 are read");
    assert_eq!((&given[2]["id"], &given[2]["outcome"]["status"]), (&Value::Null, &"too_large".into()));
    assert!(given[3]["error"].is_string());
    assert_eq!(given[4]["outcome"]["status"], "too_large", "the plan has more bytes than that");
}

#[test]
fn a_closed_output_ends_the_stream_though_the_input_goes_on() {
    let asked: Vec<String> = (0..100).map(|id| request(id, PLAN)).collect();
    let input = BufReader::new(lines(&asked).chain(BufReader::new(Silent)));
    let ended = stream_with(&own, &stream_of(2, true), input, &mut Closing(3), &|| false);
    assert!(matches!(ended, Err(StreamError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe));

    let ended = stream_with(&own, &stream_of(2, true), BufReader::new(Silent), &mut Vec::new(), &|| true);
    assert!(matches!(ended, Err(StreamError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe));
}

#[test]
fn an_input_that_can_t_be_read_ends_the_stream_behind_what_was_asked() {
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }

    let mut output = Vec::new();
    let input = BufReader::new(lines(&[request(0, PLAN)]).chain(BufReader::new(Broken)));
    let ended = stream_with(&own, &stream_of(2, true), input, &mut output, &|| false);
    assert!(matches!(ended, Err(StreamError::Input(_))));
    assert_eq!(answers(&output)[0]["outcome"]["status"], "ok");
}

#[test]
fn where_no_worker_can_be_had_there_is_no_stream() {
    let options = Options { isolation: crate::Isolation::Process, ..Options::default() };
    let stream = Stream { options, ..stream_of(2, true) };
    let ended = stream_with(&own, &stream, lines(&[request(0, PLAN)]), &mut Vec::new(), &|| false);
    assert!(matches!(ended, Err(StreamError::Workers(_))));
}
