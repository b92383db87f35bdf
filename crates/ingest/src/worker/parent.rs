//! The side of the parent.

use std::io::{self, Read, Write};
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
use super::messages::{Answer, Introduction, Question, ready};
use super::{Launch, Unanswered};
use crate::process::{Engine, Options, Outcome, PlanJson, Source, failure};

/// How often a document is given to another worker where somebody outside killed the one that had it.
const TRIES: usize = 3;

/// How long a program may take until it says that it is a worker; one that is none may say nothing at all.
const START: Duration = Duration::from_secs(60);

/// How often somebody looks whether the run is to end.
const LOOK: Duration = Duration::from_millis(100);

/// Bytes of what a worker last said that are kept.
const STDERR_TAIL: usize = 4096;

/// Bytes that are taken from a pipe at a time.
const CHUNK: usize = 64 << 10;

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
        let introduction = Introduction::new(options, launch);
        Self { launch: launch.clone(), introduction, process: None }
    }

    /// What becomes of a document: what the worker answers, or what its end says.
    ///
    /// # Errors
    /// Where no worker can be started, or `stop` was set.
    pub fn ask(
        &mut self,
        engine: Engine,
        source: &Source<'_>,
        stop: &AtomicBool,
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
            match process.ask(&head, source.bytes, limits.wall, stop) {
                Ok(frame) => match Answer::of_frame(&frame, source.id) {
                    Ok(Answer { outcome, last }) => {
                        if !last {
                            self.process = Some(process);
                        }
                        return Ok(outcome);
                    }
                    Err(problem) => return crashed(format!("the reader's answer makes no sense: {problem}")),
                },
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
        match process.ask(&head, &[], START, stop) {
            Ok(frame) if frame == ready() => Ok(Some(process)),
            Ok(_) | Err(End::Broken(_)) => failed("is no worker: what it says makes no sense".to_owned()),
            Err(End::Late) => failed(format!("is no worker: it said nothing for {} s", START.as_secs())),
            Err(End::Stopped) => Err(Unanswered::Stopped),
            Err(End::System(error)) => failed(format!("can't be started: {error}")),
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
    /// Nobody wants to know any more.
    Stopped,
}

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
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // An interrupt from the terminal is for the parent.
            .process_group(0)
            .spawn()?;
        match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(stdin), Some(stdout), Some(stderr)) => {
                let process = Self { child, stdin, stdout, stderr: Some(stderr), said: Vec::new() };
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

    /// Sends a question and waits for the answer, at most so long.
    fn ask(&mut self, head: &[u8], document: &[u8], wall: Duration, stop: &AtomicBool) -> Result<Frame, End> {
        let started = Instant::now();
        let mut sent = 0;
        let mut received = Vec::new();
        self.said.clear();
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(End::Stopped);
            }
            let left = wall.checked_sub(started.elapsed()).ok_or(End::Late)?;
            let rest = unsent(head, document, sent);
            let ready = self.wait(!rest.is_empty(), left.min(LOOK)).map_err(End::System)?;
            if ready.stderr {
                self.listen();
            }
            if ready.stdin {
                match self.stdin.write(rest) {
                    Ok(count) => sent += count,
                    Err(error) if is_passing(&error) => {}
                    // It has closed its end; what it still says tells why.
                    Err(_) => sent = usize::MAX,
                }
            }
            if ready.stdout {
                let ended = take(&mut self.stdout, &mut received).map_err(End::System)?;
                match frame::take(&mut received) {
                    Ok(Some(frame)) if unsent(head, document, sent).is_empty() => return Ok(frame),
                    Ok(Some(_)) => return Err(End::Broken("an answer before the question".to_owned())),
                    Ok(None) if ended => return Err(End::Gone),
                    Ok(None) => {}
                    Err(error) => return Err(End::Broken(error.to_string())),
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
fn unsent<'a>(head: &'a [u8], document: &'a [u8], sent: usize) -> &'a [u8] {
    match head.get(sent..) {
        Some(rest) if !rest.is_empty() => rest,
        _ => document.get(sent.saturating_sub(head.len())..).unwrap_or_default(),
    }
}

/// Takes what a pipe holds now; whether it has ended.
fn take(pipe: &mut (impl Read + AsFd), bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut chunk = vec![0; CHUNK];
    match pipe.read(&mut chunk) {
        Ok(0) => Ok(true),
        Ok(count) => {
            bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
            Ok(false)
        }
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
        loop {
            let rest = unsent(b"head", b"document", sent);
            let Some(some) = rest.get(..rest.len().min(3)).filter(|some| !some.is_empty()) else { break };
            all.extend(some);
            sent += some.len();
        }
        assert_eq!(all, b"headdocument");
        assert_eq!(unsent(b"head", b"document", usize::MAX), b"");
    }
}
