//! The side of the worker.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::parent_id;
use std::sync::{Mutex, PoisonError};
use std::thread;

use corpus::Status;
use ocr::{Recognition, Recognize, Seen};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::stdio::{dup2_stdin, dup2_stdout};
use rustix::time::{ClockId, clock_gettime};

use super::Trial;
use super::frame::{self, invalid};
use super::messages::{Answer, Introduction, Question, Said, page_of, ready};
use super::poison;
use super::reach::Locked;
use crate::engines::guarded;
use crate::inspect::STACK;
use crate::process::{Options, failure, process_by};
use crate::recognition::{Keeper, LazyModels, Progress, Recognizer};

/// Bytes of address space that a worker takes by itself, over what a document may use: code, stacks, and what an allocator reserves.
const OWN_MEMORY: u64 = 512 << 20;

/// Bytes of address space that each thread takes that recognizes pages: two stacks, what an allocator reserves for two threads, and what a
/// page of the largest size takes on its way through the models.
const PAGE_MEMORY: u64 = 1 << 30;

/// Files that a worker may have open: its three pipes, the models, and what is beside them.
const OPEN_FILES: u64 = 64;

/// Bytes of an answer after which a worker ends: what the allocator keeps of so large a document counts against the next.
const LARGE: usize = 16 << 20;

/// Answers questions on stdin until there are no more. A process that calls this does nothing else.
///
/// # Errors
/// Where the parent breaks the protocol, is not the parent, or is gone.
pub fn serve(trial: Trial) -> io::Result<()> {
    let (mut questions, mut answers) = private_pipes()?;
    restrict()?;
    let introduction = frame::read(&mut questions)?.ok_or_else(|| invalid("no parent"))?;
    let introduction = Introduction::of_frame(&introduction)?;
    // One that was gone before its death could be told has left its worker to another.
    if introduction.parent != parent_id() {
        return Err(io::Error::other("whoever asks is not the parent"));
    }
    let options = introduction.options()?;
    // Nothing can be opened later.
    let models = options.used_models().map(LazyModels::open);
    let pages = models.as_ref().map_or(0, |_| introduction.pages as u64);
    limit_memory(introduction.memory.saturating_add(pages.saturating_mul(PAGE_MEMORY)))?;
    #[cfg(target_os = "linux")]
    let locked = super::sandbox::enter(trial.locks);
    #[cfg(not(target_os = "linux"))]
    let locked = Locked::default();
    frame::write(&mut answers, &ready())?;
    // Readers want a stack with room for the nesting of a document.
    let work = || {
        answer_all(&mut questions, &mut answers, introduction.documents, &|question, pipes| {
            let cpu = Processor::now();
            limit(Resource::Cpu, cpu.until(introduction.cpu_seconds))?;
            let keeper = Parent {
                pipes: Mutex::new(pipes),
                // All of its threads work on pages at the same time.
                cpu_seconds: introduction.cpu_seconds.saturating_mul(introduction.pages.max(1) as u64),
            };
            let recognizer = models.as_ref().map(|models| Recognizer::new(models, introduction.pages, &keeper));
            let by = recognizer.as_ref().map(|recognizer| recognizer as &dyn Recognize);
            let recognition = Recognition { when: options.recognition, by };
            let answer = read(question, &options, &recognition, trial.poisonous.then_some(locked));
            if let Some(why) = models.as_ref().and_then(LazyModels::failure) {
                return Ok(Said::Unfit(format!("the models can't be used: {why}")));
            }
            let last = answer.last || Processor::now().is_scarce(introduction.cpu_seconds);
            Ok(Said::Answer(Answer { last, ..answer }))
        })
    };
    thread::scope(|scope| {
        let reader = thread::Builder::new().name("reader".to_owned()).stack_size(STACK).spawn_scoped(scope, work)?;
        reader.join().map_err(|_| io::Error::other("the reading thread failed"))?
    })
}

pub(super) fn answer_all(
    questions: &mut (dyn Read + Send),
    answers: &mut (dyn Write + Send),
    documents: usize,
    read: &dyn Fn(&Question, Pipes<'_>) -> io::Result<Said>,
) -> io::Result<()> {
    for number in 1..=documents.max(1) {
        let Some(question) = frame::read(questions)? else { break };
        let mut said = read(&Question::of_frame(question)?, Pipes { questions, answers })?;
        let mut is_last = true;
        if let Said::Answer(answer) = &mut said {
            let size: usize = answer.outcome.plans.iter().map(|plan| plan.hant.len() + plan.hans.len()).sum();
            answer.last |= number >= documents || size > LARGE;
            is_last = answer.last;
        }
        frame::write(answers, &said.to_frame()?)?;
        if is_last {
            break;
        }
    }
    Ok(())
}

/// The pipes to the parent, while a document is read.
pub(super) struct Pipes<'p> {
    questions: &'p mut (dyn Read + Send),
    answers: &'p mut (dyn Write + Send),
}

/// The parent, who keeps pages and is told of them.
struct Parent<'p> {
    pipes: Mutex<Pipes<'p>>,
    /// Seconds of processor time until the next page is done.
    cpu_seconds: u64,
}

impl Parent<'_> {
    /// Says something, and hears what follows.
    fn say<T>(&self, said: &Said, hear: impl FnOnce(&mut Pipes<'_>) -> io::Result<T>) -> io::Result<T> {
        let frame = said.to_frame()?;
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        limit(Resource::Cpu, Processor::now().until(self.cpu_seconds))?;
        frame::write(pipes.answers, &frame)?;
        hear(&mut pipes)
    }
}

impl Keeper for Parent<'_> {
    fn recall(&self, hash: &str) -> Option<Seen> {
        // Where the parent is gone, the answer will show it.
        let frame = self.say(&Said::Recall(hash.to_owned()), |pipes| frame::read(pipes.questions)).ok()??;
        page_of(&frame)
    }

    fn done(&self, progress: Progress, new: Option<(&str, &Seen)>) {
        let new = new.map(|(hash, seen)| (hash.to_owned(), seen.clone()));
        let _ = self.say(&Said::Page(progress, new), |_| Ok(()));
    }
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

/// The memory of the whole process. It holds for each document, since what one took is given back.
fn limit_memory(memory: u64) -> io::Result<()> {
    #[cfg(not(any(target_os = "openbsd", target_vendor = "apple")))]
    limit(Resource::As, memory.saturating_add(OWN_MEMORY))?;
    Ok(())
}

/// Processor time of this process. The system counts whole seconds.
#[derive(Debug, Clone, Copy)]
struct Processor {
    /// Seconds that have been begun.
    used: u64,
    /// Seconds that whoever started us lets it have (`ulimit -t`).
    allowed: Option<u64>,
}

impl Processor {
    fn now() -> Self {
        let used = clock_gettime(ClockId::ProcessCPUTime);
        let used = u64::try_from(used.tv_sec).unwrap_or(0).saturating_add(1);
        Self { used, allowed: getrlimit(Resource::Cpu).maximum }
    }

    /// When the document that comes now has had its seconds. Behind those that are allowed the system kills as somebody outside would: the
    /// signal that tells of a limit comes one before.
    fn until(self, seconds: u64) -> u64 {
        let until = self.used.saturating_add(seconds);
        self.allowed.map_or(until, |allowed| until.min(allowed.saturating_sub(1)))
    }

    /// Whether the next document would have less than its seconds here, and more in a process of its own.
    fn is_scarce(self, seconds: u64) -> bool {
        self.allowed.is_some_and(|allowed| {
            self.until(seconds) < self.used.saturating_add(seconds) && self.used.saturating_mul(2) > allowed
        })
    }
}

/// Sets the limit that can be raised again, as far as whoever started us lets it be.
fn limit(resource: Resource, value: u64) -> io::Result<()> {
    let Rlimit { maximum, .. } = getrlimit(resource);
    let current = Some(maximum.map_or(value, |maximum| maximum.min(value)));
    Ok(setrlimit(resource, Rlimit { current, maximum })?)
}

/// Reads a document, and gives its records as they lie on disk.
fn read(question: &Question, options: &Options, recognition: &Recognition<'_>, poisonous: Option<Locked>) -> Answer {
    let read = guarded(|| {
        if let Some(locked) = poisonous
            && let Some(poison) = poison::of(question.source().bytes)
        {
            poison.work(question.source().bytes, locked, recognition);
        }
        process_by(question.engine, &question.source(), options, recognition).written()
    });
    match read {
        Ok(Ok(outcome)) => Answer { outcome, last: false },
        Ok(Err(error)) => Answer { outcome: failure(Status::Crashed, None, error.to_string()), last: false },
        Err(crashed) => Answer { outcome: *crashed, last: true },
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;
    use crate::process::{Engine, Source, process};

    fn source(text: &str) -> Source<'_> {
        Source { path: "a.txt", id: "0", blake3: "0", bytes: text.as_bytes(), known: None }
    }

    fn questions(texts: &[&str]) -> Vec<u8> {
        let mut sent = Vec::new();
        for text in texts {
            sent.extend(Question::head(Engine::Own, &source(text)).unwrap());
            sent.extend(text.as_bytes());
        }
        sent
    }

    fn answers(mut sent: &[u8]) -> Vec<Answer> {
        let frames = std::iter::from_fn(|| frame::read(&mut sent).unwrap());
        let answer = |frame| match Said::of_frame(&frame, "0").unwrap() {
            Said::Answer(answer) => Some(answer),
            _ => None,
        };
        frames.filter_map(answer).collect()
    }

    fn answered(mut asked: &[u8]) -> io::Result<Vec<u8>> {
        let mut sent = Vec::new();
        let read = |question: &Question, _: Pipes<'_>| {
            let (options, recognition) = (Options::default(), Recognition::NEVER);
            Ok(Said::Answer(read(question, &options, &recognition, Some(Locked::default()))))
        };
        answer_all(&mut asked, &mut sent, 3, &read)?;
        Ok(sent)
    }

    #[test]
    fn each_question_is_answered_in_turn_until_there_are_no_more() {
        let texts = ["壹、計畫依據\n函辦理。", "", "壹、計畫目標\n服務。"];
        let expected = texts.map(|text| {
            let outcome = process(&source(text), &Options::default()).written().unwrap();
            Answer { outcome, last: text.contains("目標") }
        });
        assert_eq!(answers(&answered(&questions(&texts)).unwrap()), expected, "the third is the last");
        assert_eq!(answers(&answered(&questions(&[texts, texts].concat())).unwrap()), expected, "there is no fourth");
    }

    #[test]
    fn processor_time_ends_before_the_system_would_kill_for_it() {
        let processor = |used, allowed| Processor { used, allowed };
        assert_eq!(processor(7, None).until(60), 67);
        assert_eq!(processor(7, Some(300)).until(60), 67);
        assert_eq!(processor(7, Some(40)).until(60), 39);
        let scarce = |used, allowed| processor(used, allowed).is_scarce(60);
        assert!(!scarce(10_000, None) && !scarce(200, Some(300)) && scarce(250, Some(300)));
        assert!(!scarce(1, Some(40)) && scarce(21, Some(40)), "never a process for each document");
    }

    #[test]
    fn a_worker_that_has_seen_a_panic_answers_and_ends() {
        let answers = answers(&answered(&questions(&["poison: panic", "壹、計畫目標"])).unwrap());
        assert_eq!(answers.len(), 1);
        assert!(answers[0].last);
        assert_eq!(answers[0].outcome.status, Status::Crashed);
    }

    #[test]
    fn a_torn_question_ends_the_worker() {
        let asked = questions(&["壹、計畫依據"]);
        assert!(answered(asked.get(..asked.len() - 1).unwrap()).is_err());
        assert!(answered(b"\x02\0\0\0\0\0\0\0{}").is_err());
    }
}
