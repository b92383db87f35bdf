//! What a line is answered with.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use corpus::{Line as Told, Status, printable_json};
use document::ReadError;
use serde::Serialize;
use serde_json::value::RawValue;

use super::Stream;
use super::lines::{Line, longest};
use super::request::{Given, Request, Said};
use crate::engines::Readers;
use crate::inputs::{Input, reason, refusal};
use crate::inspect::too_large;
use crate::process::{PlanJson, Source, failure};
use crate::survey::first_id;
use crate::worker::Unanswered;

/// A line of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// With its end.
    pub(super) line: Vec<u8>,
    /// Whether it was a request, and this is what became of it.
    pub(super) is_outcome: bool,
}

/// What becomes of a line.
///
/// # Errors
/// Where `stop` was set before there was an answer, or no worker can be started.
pub(super) fn answer(
    line: &Line,
    stream: &Stream,
    readers: &mut Readers<'_>,
    stop: &AtomicBool,
) -> Result<Answer, Unanswered> {
    let (said, read) = Said::of(&line.bytes);
    let request = match read {
        Err(error) if !line.is_whole() && error.is_eof() => Err(None),
        read => read.map_err(|error| error.to_string()).and_then(|()| said.request()).map_err(Some),
    };
    match request {
        Ok(request) => {
            let (told, outcome) = outcome(&request, stream, readers, stop)?;
            Ok(written(said.id, &told, outcome))
        }
        // What was cut off is the file, most likely.
        Err(None) => {
            let limit = u64::try_from(longest(stream.options.limits.bytes)).unwrap_or(u64::MAX);
            let found = u64::try_from(line.length).unwrap_or(u64::MAX);
            let detail = ReadError::TooLarge { bound: "bytes in one request", limit, found }.to_string();
            let name = said.name.as_deref().unwrap_or_default();
            let told = Told { detail: Some(detail), ..Told::new(name, Status::TooLarge) };
            Ok(written(said.id, &told, Vec::new()))
        }
        Err(Some(error)) => Ok(Answer { line: wrong(said.id, &error), is_outcome: false }),
    }
}

/// What becomes of a file: its line of the manifest, and its plans.
fn outcome(
    request: &Request,
    stream: &Stream,
    readers: &mut Readers<'_>,
    stop: &AtomicBool,
) -> Result<(Told, Vec<PlanJson>), Unanswered> {
    let limit = stream.options.limits.bytes;
    let ended = |status, detail: String| Told { detail: Some(detail), ..Told::new(&request.name, status) };
    let loaded;
    let bytes = match &request.file {
        Given::Bytes(bytes) => bytes,
        Given::Path(path) => match take(path, limit) {
            Ok(bytes) => {
                loaded = bytes;
                &loaded
            }
            Err(Refused::TooLarge { bytes, blake3 }) => {
                let told = ended(Status::TooLarge, too_large(bytes, limit).to_string());
                return Ok((Told { bytes: Some(bytes), blake3: Some(blake3), ..told }, Vec::new()));
            }
            Err(Refused::Unreadable(why)) => return Ok((ended(Status::Unreadable, why), Vec::new())),
        },
    };
    let (found, blake3) = (bytes.len() as u64, blake3::hash(bytes).to_hex());
    let known = Told { bytes: Some(found), blake3: Some(blake3.to_string()), ..Told::new(&request.name, Status::Ok) };
    let outcome = if found > limit {
        failure(Status::TooLarge, None, too_large(found, limit).to_string())
    } else {
        // A name is that of the corpus, as the rows have it; a path by itself may begin further up.
        let facts = stream.catalogue.as_ref().and_then(|catalogue| {
            if request.is_named {
                catalogue.of_path(&request.name)
            } else {
                catalogue.of_file(Path::new(&request.name))
            }
        });
        let source =
            Source { path: &request.name, id: first_id(&blake3), blake3: &blake3, bytes, known: facts.as_ref() };
        readers.read(&source, stop, &|_| {})?
    };
    let told = outcome.told(known);
    Ok((told, outcome.plans))
}

/// Why there are no bytes of a file.
enum Refused {
    Unreadable(String),
    TooLarge { bytes: u64, blake3: String },
}

/// The bytes of a file, or of a folder that is one document. What is no regular file is never opened: reading a pipe could wait for ever.
fn take(file: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::InvalidInput => error.to_string(),
        io::ErrorKind::NotFound if !file.is_symlink() => "there is no such file".to_owned(),
        _ if !file.is_file() => refusal(file, Some(error.kind())),
        kind => format!("can't be read: {}", reason(kind)),
    };
    let unreadable = |error: io::Error| Refused::Unreadable(refused(error));
    let input = Input::of(file).map_err(unreadable)?;
    if input.bytes.as_ref().is_ok_and(|bytes| *bytes <= limit) {
        let bytes = input.load(limit).map_err(unreadable)?;
        if bytes.len() as u64 <= limit {
            return Ok(bytes);
        }
    }
    let (hash, bytes) = input.hash().map_err(unreadable)?;
    Err(Refused::TooLarge { bytes, blake3: hash.to_hex().to_string() })
}

#[derive(Serialize)]
struct Written<'a> {
    id: Option<Box<RawValue>>,
    outcome: &'a RawValue,
    records: Records,
}

#[derive(Serialize, Default)]
struct Records {
    hant: Vec<Box<RawValue>>,
    hans: Vec<Box<RawValue>>,
}

#[derive(Serialize)]
struct Wrong<'a> {
    id: Option<Box<RawValue>>,
    error: &'a RawValue,
}

/// The line for an outcome. Records that are no JSON are none: what reads files has no other way to say something here.
fn written(id: Option<&RawValue>, told: &Told, plans: Vec<PlanJson>) -> Answer {
    let mut records = Records::default();
    let made = (|| {
        for PlanJson { hant, hans, .. } in plans {
            records.hant.push(on_one_line(hant)?);
            records.hans.push(on_one_line(hans)?);
        }
        Ok::<_, serde_json::Error>(())
    })();
    let nonsense;
    let (told, records) = match made {
        Ok(()) => (told, records),
        Err(error) => {
            let Told { path, bytes, blake3, .. } = told.clone();
            let detail = Some(format!("the reader's answer makes no sense: {error}"));
            nonsense = Told { bytes, blake3, detail, ..Told::new(&path, Status::Crashed) };
            (&nonsense, Records::default())
        }
    };
    let line = printable(told).and_then(|outcome| ended(&Written { id: same(id)?, outcome: &outcome, records }));
    match line {
        Ok(line) => Answer { line, is_outcome: true },
        Err(error) => Answer { line: wrong(id, &error.to_string()), is_outcome: false },
    }
}

/// The line for what is no request.
fn wrong(id: Option<&RawValue>, error: &str) -> Vec<u8> {
    let line = printable(&error).and_then(|error| ended(&Wrong { id: same(id)?, error: &error }));
    // Nothing of it can fail but an id that is none.
    line.unwrap_or_else(|_| b"{\"id\":null,\"error\":\"it can't be answered\"}\n".to_vec())
}

fn ended(answer: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    Ok(line)
}

/// With nothing in it that a terminal would obey.
fn printable(value: &impl Serialize) -> Result<Box<RawValue>, serde_json::Error> {
    RawValue::from_string(printable_json(serde_json::to_string(value)?))
}

/// The same value on one line.
fn same(id: Option<&RawValue>) -> Result<Option<Box<RawValue>>, serde_json::Error> {
    id.map(|id| on_one_line(id.get().as_bytes().to_vec())).transpose()
}

/// JSON without the white space between its tokens (RFC 8259, 2), and with nothing in it that a terminal would obey.
fn on_one_line(mut json: Vec<u8>) -> Result<Box<RawValue>, serde_json::Error> {
    let (mut in_string, mut is_escaped) = (false, false);
    json.retain(|byte| {
        let is_kept = in_string || !matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            _ => {}
        }
        is_kept
    });
    let json = String::from_utf8(json).map_err(<serde_json::Error as serde::de::Error>::custom)?;
    RawValue::from_string(printable_json(json))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    fn plan(hant: &str) -> PlanJson {
        PlanJson { id: "0".to_owned(), diagnostics: 0, hant: hant.into(), hans: b"{}".to_vec() }
    }

    fn line(id: Option<&str>, plans: Vec<PlanJson>) -> String {
        let id = id.map(|id| RawValue::from_string(id.to_owned()).unwrap());
        let answer = written(id.as_deref(), &Told::new("a", Status::Ok), plans);
        String::from_utf8(answer.line).unwrap()
    }

    #[test]
    fn an_answer_is_one_line_whatever_is_in_it() {
        let record = "{\n \"text\": \"a \\\" b\\\\\",\n \"n\": [1.50, \"\\n: {\"]\n}\n";
        let answer = line(Some("[1,\t\"a b\u{9b}\" , 1.0e400]"), vec![plan(record), plan("[]")]);
        assert!(answer.starts_with("{\"id\":[1,\"a b\\u009b\",1.0e400],\"outcome\":{\"path\":\"a\""), "{answer}");
        let records = r#""records":{"hant":[{"text":"a \" b\\","n":[1.50,"\n: {"]},[]],"hans":[{},{}]}}"#;
        assert_eq!(
            answer.split_once(",\"records\"").map(|(_, rest)| format!("\"records\"{rest}")),
            Some(format!("{records}\n"))
        );
        assert!(line(None, Vec::new()).contains("{\"id\":null,"));
    }

    #[test]
    fn a_record_that_is_no_json_is_no_record() {
        for forged in ["{}]}}\n{\"id\":7", "{", "", "{} {}", "\"\n\""] {
            let answer = line(None, vec![plan("{}"), plan(forged)]);
            assert_eq!(answer.matches('\n').count(), 1);
            assert!(answer.contains("\"status\":\"crashed\""), "{answer}");
            assert!(answer.ends_with("\"records\":{\"hant\":[],\"hans\":[]}}\n"), "{answer}");
        }
        let bytes = PlanJson { hans: b"\"\xff\"".to_vec(), ..plan("{}") };
        assert!(line(None, vec![bytes]).contains("the reader's answer makes no sense: invalid utf-8"));
    }
}
