//! The side of the parent.

use std::io::{self, IoSlice, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use corpus::Status;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};
use rustix::process::{Resource, getrlimit};

use super::death::{Death, cause};
use super::frame::{self, Frame};
use super::messages::{Answer, Introduction, Question, Said, ready, recalled};
use super::{Launch, Unanswered};
use crate::process::{Engine, Options, Outcome, PlanJson, Source, failure};
use crate::recognition::{PageCache, Progress};

/// How often a document is given to another worker where somebody outside killed the one that had it.
const TRIES: usize = 3;

/// How long a program may take until it says that it is a worker; one that is none may say nothing at all.
const START: Duration = Duration::from_secs(60);

/// How often somebody looks whether the run is to end.
const LOOK: Duration = Duration::from_millis(100);

/// Bytes of what a worker last said that are kept.
const STDERR_TAIL: usize = 4096;

/// Pages that a document may be said to have, so that whoever says so comes to an end.
const MOST_PAGES: usize = 100_000;

/// Bytes that are taken from a pipe at a time.
const CHUNK: u64 = 1 << 20;

/// Bytes that a pipe holds, where the system lets it: a document, or its records. With less, the two sides wake each other again and again.
const PIPE: usize = 1 << 20;

/// A process that reads one document after another, and is started again where one has killed it.
///
/// It belongs to a thread that lives as long as it does: on Linux a worker dies with the thread that started it.
#[derive(Debug)]
pub struct Worker {
    launch: Launch,
    introduction: Introduction,
    process: Option<Process>,
}

impl Worker {
    /// One that is started when it is first asked.
    pub fn new(launch: &Launch, options: &Options) -> Self {
        let introduction = Introduction::new(options, launch, 1);
        Self { launch: launch.clone(), introduction, process: None }
    }

    /// One that recognizes so many pages of a document at a time.
    pub(crate) fn with_pages(mut self, pages: usize) -> Self {
        self.introduction.pages = pages;
        self
    }

    /// As [`Worker::ask`]; recognized pages are kept, and each of them is told of.
    pub(crate) fn ask_with(
        &mut self,
        engine: Engine,
        source: &Source<'_>,
        stop: &AtomicBool,
        cache: Option<&PageCache>,
        tell: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome<PlanJson>, Unanswered> {
        let limits = self.launch.limits;
        let unavailable = |error: io::Error| Unanswered::Unavailable(error.to_string());
        let crashed = |detail: String| Ok(failure(Status::Crashed, None, detail));
        let head = Question::head(engine, source).map_err(unavailable)?;
        for _ in 0..TRIES {
            let mut process = match self.process.take() {
                Some(process) => process,
                None => match self.start(stop)? {
                    Some(process) => process,
                    None => continue,
                },
            };
            let mut pages = 0;
            let mut hear = |frame: Frame| match Said::of_frame(&frame, source.id) {
                Ok(Said::Answer(answer)) => Ok(Heard::Last(answer)),
                Ok(Said::Unfit(why)) => Err(End::Unfit(why)),
                Ok(Said::Recall(_) | Said::Page(..)) if pages > 2 * MOST_PAGES => {
                    Err(End::Broken("more pages than any document has".to_owned()))
                }
                Ok(Said::Recall(hash)) => {
                    pages += 1;
                    Ok(Heard::Question(recalled(cache.and_then(|cache| cache.recall_json(&hash)))))
                }
                Ok(Said::Page(progress, new)) => {
                    pages += 1;
                    if let (Some(cache), Some((hash, seen))) = (cache, new) {
                        cache.keep(&hash, &seen);
                    }
                    tell(progress);
                    Ok(Heard::Page)
                }
                Err(problem) => Err(End::Broken(problem.to_string())),
            };
            match process.ask(&head, source.bytes, limits.wall, stop, &mut hear) {
                Ok(Answer { outcome, last }) => {
                    if !last {
                        self.process = Some(process);
                    }
                    return Ok(outcome);
                }
                Err(End::Stopped) => return Err(Unanswered::Stopped),
                Err(End::Late) => {
                    let limit = limits.wall.as_secs();
                    let detail = format!("the reader did not come back within {limit} s; --limit-wall gives it more");
                    return Ok(failure(Status::Timeout, None, detail));
                }
                Err(End::Broken(problem)) => {
                    return crashed(format!("the reader's answer makes no sense: {problem}"));
                }
                Err(End::System(error)) => return Err(unavailable(error)),
                Err(End::Unfit(why)) => return Err(Unanswered::Unavailable(why)),
                Err(End::Gone) => {
                    let (ended, said) = process.bury().map_err(unavailable)?;
                    match cause(ended, &said, &limits, allowed()) {
                        Death::Of(status, detail) => return Ok(failure(status, None, detail)),
                        Death::Outside => {}
                    }
                }
            }
        }
        crashed(format!("somebody outside killed its reader, {TRIES} times; the system may be short of memory"))
    }

    /// The number of the process, while there is one.
    pub fn id(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.child.id())
    }

    /// A process that has said that it is a worker; `None` where somebody outside killed it before.
    fn start(&self, stop: &AtomicBool) -> Result<Option<Process>, Unanswered> {
        let program = self.launch.program.display();
        let failed = |why: String| Err(Unanswered::Unavailable(format!("{program} {why}")));
        let frame = self.introduction.to_frame();
        let (mut process, head) =
            match frame.and_then(|frame| Ok((Process::start(&self.launch)?, frame::head(&frame.header, 0)?))) {
                Ok(started) => started,
                Err(error) => return failed(format!("can't be started: {error}")),
            };
        match process.ask(&head, &[], START, stop, &mut |frame| Ok(Heard::Last(frame))) {
            Ok(frame) if frame == ready() => Ok(Some(process)),
            Ok(_) | Err(End::Broken(_)) => failed("is no worker: what it says makes no sense".to_owned()),
            Err(End::Late) => failed(format!("is no worker: it said nothing for {} s", START.as_secs())),
            Err(End::Stopped) => Err(Unanswered::Stopped),
            Err(End::System(error)) => failed(format!("can't be started: {error}")),
            Err(End::Unfit(why)) => failed(format!("can't work: {why}")),
            Err(End::Gone) => {
                match process.bury().map(|(ended, said)| cause(ended, &said, &self.launch.limits, allowed())) {
                    Ok(Death::Outside) => Ok(None),
                    Ok(Death::Of(_, detail)) => failed(format!("is no worker: {detail}")),
                    Err(error) => failed(format!("can't be started: {error}")),
                }
            }
        }
    }
}

/// Seconds of processor time that the system lets a worker have as it does us.
fn allowed() -> Option<u64> {
    getrlimit(Resource::Cpu).maximum
}

/// Why there is no answer.
#[derive(Debug)]
enum End {
    /// It took too long.
    Late,
    /// The process closed its pipe.
    Gone,
    /// What came is no answer.
    Broken(String),
    /// The system refuses.
    System(io::Error),
    /// The process can't work, whatever it is given.
    Unfit(String),
    /// Nobody wants to know any more.
    Stopped,
}

/// What a frame says to whoever waits for the last.
enum Heard<T> {
    /// It is the last.
    Last(T),
    /// A page is done: the time begins anew.
    Page,
    /// Something was asked, and this is the reply.
    Question(Frame),
}

/// How much mimalloc, the allocator of the command, may reserve in a worker: what is reserved counts as used against `--limit-memory`, and by
/// itself it reserves a gigabyte at a time. Larger objects are the system's, and given back when they are freed.
const ALLOCATOR: [(&str, &str); 2] = [("MIMALLOC_ARENA_RESERVE", "64MiB"), ("MIMALLOC_ARENA_MAX_OBJECT_SIZE", "16MiB")];

/// A process that was started. Dropped, it is killed and reaped.
#[derive(Debug)]
struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: ChildStdout,
    /// Until it has closed it.
    stderr: Option<ChildStderr>,
    /// What it last said.
    said: Vec<u8>,
}

impl Process {
    fn start(launch: &Launch) -> io::Result<Self> {
        let mut command = Command::new(&launch.program);
        if let Some(name) = &launch.name {
            command.arg0(name);
        }
        let mut child = command
            .args(&launch.arguments)
            .envs(ALLOCATOR)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // An interrupt from the terminal is for the parent.
            .process_group(0)
            .spawn()?;
        match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(stdin), Some(stdout), Some(stderr)) => {
                let process = Self { child, stdin, stdout, stderr: Some(stderr), said: Vec::new() };
                #[cfg(target_os = "linux")]
                for pipe in [process.stdin.as_fd(), process.stdout.as_fd()] {
                    // What all pipes of a user may hold together is bounded; one that stays small serves as well.
                    let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE);
                }
                ioctl_fionbio(&process.stdin, true)?;
                ioctl_fionbio(&process.stdout, true)?;
                process.stderr.as_ref().map_or(Ok(()), |stderr| ioctl_fionbio(stderr, true))?;
                Ok(process)
            }
            _ => {
                // It has nothing to do, and must not be left behind.
                let _ = child.kill();
                child.wait()?;
                Err(io::Error::other("a process without its pipes"))
            }
        }
    }

    /// Sends a question and waits for the answer, at most so long, and as long again for each page that is done before it.
    fn ask<T>(
        &mut self,
        head: &[u8],
        document: &[u8],
        wall: Duration,
        stop: &AtomicBool,
        hear: &mut dyn FnMut(Frame) -> Result<Heard<T>, End>,
    ) -> Result<T, End> {
        let mut started = Instant::now();
        let mut sent = 0;
        let mut received = Vec::new();
        // What is still to be sent of replies; nobody asks again before he has one.
        let mut reply: Vec<u8> = Vec::new();
        self.said.clear();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(End::Stopped);
            }
            let left = wall.checked_sub(started.elapsed()).ok_or(End::Late)?;
            let asks = is_unsent(head, document, sent);
            let rest = if asks { unsent(head, document, sent) } else { [IoSlice::new(&reply), IoSlice::new(&[])] };
            let ready = self.wait(asks || !reply.is_empty(), left.min(LOOK)).map_err(End::System)?;
            if ready.stderr {
                self.listen();
            }
            if ready.stdin {
                // Both parts at once: each write would wake the worker.
                match self.stdin.write_vectored(&rest) {
                    Ok(count) if asks => sent += count,
                    Ok(count) => drop(reply.drain(..count)),
                    Err(error) if is_passing(&error) => {}
                    // It has closed its end; what it still says tells why.
                    Err(_) => (sent, reply) = (usize::MAX, Vec::new()),
                }
            }
            if ready.stdout {
                let ended = take(&mut self.stdout, &mut received).map_err(End::System)?;
                loop {
                    match frame::take(&mut received) {
                        Ok(Some(_)) if is_unsent(head, document, sent) || !reply.is_empty() => {
                            return Err(End::Broken("an answer before the question".to_owned()));
                        }
                        Ok(Some(frame)) => match hear(frame)? {
                            Heard::Last(answer) => return Ok(answer),
                            Heard::Page => started = Instant::now(),
                            Heard::Question(frame) => {
                                reply = frame::head(&frame.header, frame.body.len()).map_err(End::System)?;
                                reply.extend(frame.body);
                            }
                        },
                        Ok(None) if ended => return Err(End::Gone),
                        Ok(None) => break,
                        Err(error) => return Err(End::Broken(error.to_string())),
                    }
                }
            }
        }
    }

    /// Waits until a pipe has something to say, at most so long.
    fn wait(&self, sending: bool, left: Duration) -> io::Result<Ready> {
        // A pipe of which nothing is wanted any more would be ready all the time.
        let stdin = sending.then_some((self.stdin.as_fd(), PollFlags::OUT));
        let stderr = self.stderr.as_ref().map(|stderr| (stderr.as_fd(), PollFlags::IN));
        let asked = [Some((self.stdout.as_fd(), PollFlags::IN)), stdin, stderr];
        let mut pipes: Vec<PollFd<'_>> =
            asked.iter().flatten().map(|(pipe, wanted)| PollFd::from_borrowed_fd(*pipe, *wanted)).collect();
        let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
        match poll(&mut pipes, Some(&timeout)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let mut answers = pipes.iter().map(|pipe| !pipe.revents().is_empty());
        let [stdout, stdin, stderr] = asked.map(|asked| asked.is_some() && answers.next().unwrap_or(false));
        Ok(Ready { stdin, stdout, stderr })
    }

    /// Keeps the end of what has been said; whether there was something.
    fn listen(&mut self) -> bool {
        let Some(stderr) = &mut self.stderr else { return false };
        let known = self.said.len();
        // Where it can't be read, there is nothing more to be heard either.
        if take(stderr, &mut self.said).unwrap_or(true) {
            self.stderr = None;
        }
        let heard = self.said.len() > known;
        self.said.drain(..self.said.len().saturating_sub(STDERR_TAIL));
        heard
    }

    /// Ends it, and tells how it ended and what it last said.
    fn bury(mut self) -> io::Result<(ExitStatus, Vec<u8>)> {
        // One that has ended by itself keeps its status.
        self.child.kill()?;
        let ended = self.child.wait()?;
        // It can't say more than the pipe holds: nobody is left to fill it.
        while self.listen() {}
        Ok((ended, std::mem::take(&mut self.said)))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only for a process that is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Ready {
    stdin: bool,
    stdout: bool,
    stderr: bool,
}

/// What is still to be sent of a head and a document.
fn unsent<'a>(head: &'a [u8], document: &'a [u8], sent: usize) -> [IoSlice<'a>; 2] {
    let rest = |part: &'a [u8], sent: usize| IoSlice::new(part.get(sent..).unwrap_or_default());
    [rest(head, sent), rest(document, sent.saturating_sub(head.len()))]
}

fn is_unsent(head: &[u8], document: &[u8], sent: usize) -> bool {
    sent < head.len() + document.len()
}

/// Takes what a pipe holds now, but [`CHUNK`] at most; whether it has ended.
fn take(pipe: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<bool> {
    match pipe.take(CHUNK).read_to_end(bytes) {
        Ok(count) => Ok((count as u64) < CHUNK),
        // What came before the pipe was empty is taken.
        Err(error) if is_passing(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_document_are_sent_in_turn() {
        let mut sent = 0;
        let mut all: Vec<u8> = Vec::new();
        while is_unsent(b"head", b"document", sent) {
            let some: Vec<u8> =
                unsent(b"head", b"document", sent).iter().flat_map(|part| part.iter().copied()).take(3).collect();
            all.extend(&some);
            sent += some.len();
        }
        assert_eq!(all, b"headdocument");
        assert!(unsent(b"head", b"document", sent).iter().all(|part| part.is_empty()));
        assert!(!is_unsent(b"head", b"document", usize::MAX));
    }
}
