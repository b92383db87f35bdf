//! The side of the worker.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::parent_id;
use std::thread;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::stdio::{dup2_stdin, dup2_stdout};
use rustix::time::{ClockId, clock_gettime};

use super::frame;
use super::messages::{Answer, Question};
use super::poison;
use crate::engines::guarded;
use crate::import::STACK;
use crate::process::process_by;

/// Bytes of address space that a worker takes by itself, over what a document may use: code, stacks, and what an allocator reserves.
const OWN_MEMORY: u64 = 512 << 20;

/// Files that a worker may have open: its three pipes and what is beside them.
const OPEN_FILES: u64 = 64;

/// Answers questions on stdin until there are no more. A process that calls this does nothing else.
///
/// `poisonous` lets a document do harm on demand, for tests.
///
/// # Errors
/// Where the parent breaks the protocol, is not the parent, or is gone.
pub fn serve(poisonous: bool) -> io::Result<()> {
    let (mut questions, mut answers) = private_pipes()?;
    restrict()?;
    answer_all(&mut questions, &mut answers, &|question| {
        if question.parent() != parent_id() {
            return Err(io::Error::other("whoever asks is not the parent"));
        }
        let (cpu, memory) = question.resources();
        limit_for_document(cpu, memory)?;
        read(question, poisonous)
    })
}

fn answer_all(
    questions: &mut dyn Read,
    answers: &mut dyn Write,
    read: &dyn Fn(&Question) -> io::Result<Answer>,
) -> io::Result<()> {
    while let Some(frame) = frame::read(questions)? {
        let answer = read(&Question::of_frame(frame)?)?;
        frame::write(answers, &answer.to_frame()?)?;
        if answer.last {
            break;
        }
    }
    Ok(())
}

/// The pipes to the parent, out of reach of libraries that read stdin or print: stdin is empty from now on, and stdout is stderr.
fn private_pipes() -> io::Result<(File, File)> {
    let questions = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let answers = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    dup2_stdin(File::open("/dev/null")?)?;
    dup2_stdout(io::stderr().as_fd())?;
    Ok((questions, answers))
}

/// What holds for the whole life of a worker.
fn restrict() -> io::Result<()> {
    // Whoever kills the parent is rid of the workers too. A parent that was gone before has closed the pipe.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    limit(Resource::Core, 0)?;
    limit(Resource::Nofile, OPEN_FILES)
}

/// What holds for one document.
fn limit_for_document(cpu_seconds: u64, memory: u64) -> io::Result<()> {
    let used = clock_gettime(ClockId::ProcessCPUTime);
    // The system counts whole seconds of the whole process.
    let used = u64::try_from(used.tv_sec).unwrap_or(0).saturating_add(1);
    limit(Resource::Cpu, used.saturating_add(cpu_seconds))?;
    #[cfg(not(any(target_os = "openbsd", target_vendor = "apple")))]
    limit(Resource::As, memory.saturating_add(OWN_MEMORY))?;
    Ok(())
}

/// Sets the limit that can be raised again, as far as whoever started us lets it be.
fn limit(resource: Resource, value: u64) -> io::Result<()> {
    let Rlimit { maximum, .. } = getrlimit(resource);
    let current = Some(maximum.map_or(value, |maximum| maximum.min(value)));
    Ok(setrlimit(resource, Rlimit { current, maximum })?)
}

/// Reads a document on a thread with room for its nesting.
fn read(question: &Question, poisonous: bool) -> io::Result<Answer> {
    let work = || {
        guarded(|| {
            if let Some(poison) = poison::of(question.source().bytes).filter(|_| poisonous) {
                poison.work();
            }
            process_by(question.engine, &question.source(), &question.options)
        })
    };
    let read = thread::scope(|scope| {
        thread::Builder::new()
            .name("reader".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)?
            .join()
            .map_err(|_| io::Error::other("the reading thread failed"))
    })?;
    let last = read.is_err();
    Ok(Answer { outcome: read.unwrap_or_else(|crashed| *crashed), last })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::super::ResourceLimits;
    use super::*;
    use crate::process::{Engine, Options, Source, process};

    fn questions(texts: &[&str]) -> Vec<u8> {
        let mut sent = Vec::new();
        for text in texts {
            let source = Source { path: "a.txt", id: "0", blake3: "0", bytes: text.as_bytes() };
            sent.extend(Question::head(Engine::Own, &source, &Options::default(), &ResourceLimits::DEFAULT).unwrap());
            sent.extend(text.as_bytes());
        }
        sent
    }

    fn answers(mut sent: &[u8]) -> Vec<Answer> {
        std::iter::from_fn(|| frame::read(&mut sent).unwrap()).map(|frame| Answer::of_frame(&frame).unwrap()).collect()
    }

    #[test]
    fn each_question_is_answered_in_turn_until_there_are_no_more() {
        let texts = ["壹、計畫依據\n函辦理。", "", "壹、計畫目標\n服務。"];
        let mut sent = Vec::new();
        answer_all(&mut questions(&texts).as_slice(), &mut sent, &|question| read(question, false)).unwrap();
        let expected = texts.map(|text| {
            let source = Source { path: "a.txt", id: "0", blake3: "0", bytes: text.as_bytes() };
            Answer { outcome: process(&source, &Options::default()), last: false }
        });
        assert_eq!(answers(&sent), expected);
    }

    #[test]
    fn a_worker_that_has_seen_a_panic_answers_and_ends() {
        let mut sent = Vec::new();
        let asked = questions(&["poison: panic", "壹、計畫目標"]);
        answer_all(&mut asked.as_slice(), &mut sent, &|question| read(question, true)).unwrap();
        let answers = answers(&sent);
        assert_eq!(answers.len(), 1);
        assert!(answers[0].last);
        assert_eq!(answers[0].outcome.status, corpus::Status::Crashed);
    }

    #[test]
    fn a_torn_question_ends_the_worker() {
        let asked = questions(&["壹、計畫依據"]);
        let torn = asked.get(..asked.len() - 1).unwrap();
        assert!(answer_all(&mut &*torn, &mut Vec::new(), &|question| read(question, false)).is_err());
        assert!(answer_all(&mut b"\x02\0\0\0\0\0\0\0{}".as_slice(), &mut Vec::new(), &|_| unreachable!()).is_err());
    }
}
