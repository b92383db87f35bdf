//! Any bytes, taken for what one side says to the other; for tests and for fuzzing. What must hold whatever they are is asserted.

use std::io::{self, Read};
use std::path::PathBuf;

use corpus::Status;
use ocr::Seen;

use super::child::answer_all;
use super::frame::{self, Frame};
use super::messages::{Answer, Introduction, Question, Said};
use super::{Launch, ResourceLimits};
use crate::process::{Engine, Options, Source, failure, process};
use crate::recognition::Progress;

/// The id of the file that is asked for.
const ID: &str = "0123456789abcdef";

/// The file.
const TEXT: &str = "望海市政府97年度提升服務品質實施計畫\n壹、計畫依據\n望海市政府函辦理。\n";

/// Bytes that are asked for at once, whatever came before.
const ASKED: usize = 64 << 10;

/// Bytes of the pieces in which an answer comes.
const PIECE: usize = 100;

/// What a parent says: an introduction and two questions.
///
/// # Errors
/// None; those of the protocol are passed on.
pub fn questions() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let launch = Launch {
        program: PathBuf::new(),
        name: None,
        arguments: Vec::new(),
        limits: ResourceLimits::DEFAULT,
        documents: Launch::DOCUMENTS,
    };
    frame::write(&mut bytes, &Introduction::new(&Options::default(), &launch, 1).to_frame()?)?;
    for _ in 0..2 {
        bytes.extend(Question::head(Engine::Own, &source())?);
        bytes.extend_from_slice(TEXT.as_bytes());
    }
    Ok(bytes)
}

/// What a worker says: that it looks for a page, that one is done, and its answer.
///
/// # Errors
/// None; those of the protocol are passed on.
pub fn answer() -> io::Result<Vec<u8>> {
    let outcome = process(&source(), &Options::default()).written().map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    let hash = "9f".repeat(32);
    let page = Said::Page(Progress { page: 1, of: 2 }, Some((hash.clone(), Seen::default())));
    for said in [Said::Recall(hash), page, Said::Answer(Answer { outcome, last: false })] {
        frame::write(&mut bytes, &said.to_frame()?)?;
    }
    Ok(bytes)
}

fn source() -> Source<'static> {
    Source { path: "97/a.txt", id: ID, blake3: "0", bytes: TEXT.as_bytes(), known: None }
}

/// Takes bytes for what a parent says: an introduction and questions. A worker that does not understand them ends; what it answers, its
/// parent understands.
pub fn to_worker(bytes: &[u8]) {
    let mut questions = Pipe { rest: bytes, given: 0 };
    if let Ok(Some(introduction)) = frame::read(&mut questions)
        && let Ok(introduction) = Introduction::of_frame(&introduction)
    {
        let _ = introduction.options();
    }
    let mut answers = Vec::new();
    let _ = answer_all(&mut questions, &mut answers, Launch::DOCUMENTS, &|question, _| {
        let detail = format!("{} bytes of {}", question.source().bytes.len(), question.source().path);
        Ok(Said::Answer(Answer { outcome: failure(Status::Malformed, None, detail), last: false }))
    });
    let mut answers = answers.as_slice();
    while let Some(said) = whole(frame::read(&mut answers)) {
        let is_answer = |said| matches!(said, Said::Answer(answer) if answer.outcome.status == Status::Malformed);
        assert!(Said::of_frame(&said, ID).is_ok_and(is_answer), "no answer, or another");
    }
    assert!(answers.is_empty(), "an answer that is cut off");
}

/// Takes bytes for what a worker answers: piece by piece, as it comes from a pipe. What the parent takes from them names the file that
/// it has asked for, and is said again in the same words.
pub fn to_parent(bytes: &[u8]) {
    let mut at_once = bytes.to_vec();
    let at_once = frame::take(&mut at_once);
    let read = frame::read(&mut Pipe { rest: bytes, given: 0 });
    assert_eq!(at_once.as_ref().ok().cloned().flatten(), read.ok().flatten(), "a frame depends on how it comes");
    let mut received = Vec::new();
    for piece in bytes.chunks(PIECE) {
        received.extend_from_slice(piece);
        assert!(received.capacity() <= ASKED + 2 * bytes.len(), "memory for what has not come");
        loop {
            match frame::take(&mut received) {
                Ok(Some(frame)) => take(&frame),
                Ok(None) => break,
                Err(_) => return,
            }
        }
    }
}

fn take(frame: &Frame) {
    let Ok(said) = Said::of_frame(frame, ID) else { return };
    if let Said::Answer(answer) = &said {
        for (index, plan) in answer.outcome.plans.iter().enumerate() {
            assert_eq!(plan.id, Source::plan_id(ID, index), "a record of another file");
        }
    }
    let again = said.to_frame().and_then(|frame| Said::of_frame(&frame, ID));
    assert!(again.is_ok_and(|again| again == said), "what is said is another when it is said again");
}

fn whole(read: io::Result<Option<Frame>>) -> Option<Frame> {
    assert!(read.is_ok(), "a frame that its sender did not finish");
    read.ok().flatten()
}

/// A pipe that gives what there is, and minds how much is asked for.
struct Pipe<'b> {
    rest: &'b [u8],
    given: usize,
}

impl Read for Pipe<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        assert!(buffer.len() <= ASKED + 2 * self.given, "memory for what has not come");
        let count = self.rest.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    /// Mutants of each conversation.
    const MUTANTS: usize = 20_000;

    /// A generator of Knuth's: the same mutants every time.
    fn mutants(good: &[u8], likely: usize, look: fn(&[u8])) {
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        for _ in 0..MUTANTS {
            let mut bytes = good.to_vec();
            for _ in 0..=random(3) {
                match random(4) {
                    0 => bytes.truncate(random(bytes.len() + 1)),
                    1 => bytes.insert(random(bytes.len() + 1), u8::try_from(random(256)).unwrap()),
                    // Lengths and headers are where it hurts.
                    _ if bytes.len() > likely => bytes[random(likely)] = u8::try_from(random(256)).unwrap(),
                    _ => {}
                }
            }
            look(&bytes);
        }
    }

    #[test]
    fn no_bytes_of_a_worker_make_its_parent_panic_or_name_another_file() {
        let good = answer().unwrap();
        let header = u32::from_le_bytes(*good.first_chunk().unwrap());
        to_parent(&good);
        mutants(&good, frame::LENGTHS + usize::try_from(header).unwrap(), to_parent);
    }

    #[test]
    fn no_bytes_of_a_parent_make_its_worker_panic_or_answer_what_makes_no_sense() {
        let good = questions().unwrap();
        to_worker(&good);
        mutants(&good, good.len(), to_worker);
    }

    #[test]
    fn memory_is_taken_for_what_has_come_and_not_for_what_was_announced() {
        let lie = [[0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0xFF, 0x3F].as_slice(), b"{}"].concat();
        to_worker(&lie);
        to_parent(&lie);
    }
}
