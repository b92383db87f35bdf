//! The side of the parent.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use corpus::Status;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};

use super::death::{Death, cause};
use super::frame;
use super::messages::{Answer, Question};
use super::{Launch, Unavailable};
use crate::process::{Engine, Options, Outcome, Source, failure};

/// How often a document is given to another worker where somebody outside killed the one that had it.
const TRIES: usize = 3;

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
    process: Option<Process>,
}

impl Worker {
    /// One that is started when it is first asked.
    pub fn new(launch: &Launch) -> Self {
        Self { launch: launch.clone(), process: None }
    }

    /// What becomes of a document: what the worker answers, [`Status::Timeout`] or [`Status::Crashed`].
    ///
    /// # Errors
    /// Where no worker can be started, or others keep killing it.
    pub fn ask(&mut self, engine: Engine, source: &Source<'_>, options: &Options) -> Result<Outcome, Unavailable> {
        let head = Question::head(engine, source, options, &self.launch.limits)
            .map_err(|error| Unavailable(error.to_string()))?;
        for _ in 0..TRIES {
            let mut process = match self.process.take() {
                Some(process) => process,
                None => Process::start(&self.launch).map_err(|error| {
                    Unavailable(format!("{} can't be started: {error}", self.launch.program.display()))
                })?,
            };
            match process.ask(&head, source.bytes, self.launch.limits.wall) {
                Ok(answer) => {
                    if !answer.last {
                        self.process = Some(process);
                    }
                    return Ok(answer.outcome);
                }
                Err(End::Late) => {
                    let seconds = self.launch.limits.wall.as_secs();
                    return Ok(failure(
                        Status::Timeout,
                        None,
                        format!("the reader did not come back within {seconds} s"),
                    ));
                }
                Err(End::Broken(problem)) => {
                    return Ok(failure(
                        Status::Crashed,
                        None,
                        format!("the reader's answer makes no sense: {problem}"),
                    ));
                }
                Err(End::System(error)) => return Err(Unavailable(error.to_string())),
                Err(End::Gone) => match process.bury() {
                    Ok((ended, said)) => match cause(ended, &said, &self.launch.limits) {
                        Death::Of(status, detail) => return Ok(failure(status, None, detail)),
                        Death::Outside => {}
                    },
                    Err(error) => return Err(Unavailable(error.to_string())),
                },
            }
        }
        Err(Unavailable(format!("it was killed from outside, {TRIES} times")))
    }

    /// The number of the process, while there is one.
    pub fn id(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.child.id())
    }
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
        let mut child = Command::new(&launch.program)
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
    fn ask(&mut self, head: &[u8], document: &[u8], wall: Duration) -> Result<Answer, End> {
        let started = Instant::now();
        let mut sent = 0;
        let mut received = Vec::new();
        self.said.clear();
        loop {
            let left = wall.checked_sub(started.elapsed()).ok_or(End::Late)?;
            let rest = unsent(head, document, sent);
            let ready = self.wait(!rest.is_empty(), left).map_err(End::System)?;
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
                    Ok(Some(frame)) if unsent(head, document, sent).is_empty() => {
                        return Answer::of_frame(&frame).map_err(|error| End::Broken(error.to_string()));
                    }
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
