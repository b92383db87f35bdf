//! A program that feeds requests, and is answered line by line.
//!
//! Each request stands alone: what becomes of it depends on no other, and none can be a duplicate. The lines are split by a thread of
//! their own ([`lines`]); what they ask ([`request`]) is found out and done by the threads that read, each with its worker; the
//! caller's thread writes the answers ([`answer`]). The [`queue`] lets only so many in before the first of them is answered.

mod answer;
mod lines;
mod queue;
mod request;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, BufRead, Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use std::{fmt, thread};

use crate::catalogue::Catalogue;
use crate::engines::{Process, Readers, own};
use crate::inspect::STACK;
use crate::process::Options;
use crate::recognition::{Shared, page_threads};
use crate::worker::Unanswered;
use answer::{Answer, answer};
use lines::{Line, longest, read_line};
use queue::Queue;

/// Requests for each job that are taken in before the first of them is answered: enough to keep the jobs busy while one file takes long.
const IN_FLIGHT: usize = 4;

/// Bytes that the lines of the requests in flight may have together; a line by itself may have more.
const BYTES_IN_FLIGHT: usize = 128 << 20;

/// How often somebody looks whether the answers are still wanted, where there are none to write.
const LOOK: Duration = Duration::from_millis(500);

/// How requests are answered.
#[derive(Debug, Clone)]
pub struct Stream {
    /// How many files are worked on at a time; 0 for as many as the machine has cores.
    pub jobs: usize,
    /// Whether answers come in the order of the requests, and not as they are ready.
    pub ordered: bool,
    /// What bears on the content.
    pub options: Options,
    /// What is known of the plans by the names of their files.
    pub catalogue: Option<Catalogue>,
}

/// What came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answered {
    /// Lines that were answered.
    pub lines: u64,
    /// How many of them were no requests.
    pub wrong: u64,
}

/// Answers each line of `input` with one line of `output`, which is flushed, until there are no more. `is_gone` says whether nobody
/// reads the output any more; it is asked while there is nothing to write.
///
/// Memory does not grow with the number of requests: only so many are taken in before the first of them is answered. `input` is read by
/// a thread that this function does not wait for where the output can't be written, since a read may never return.
///
/// # Errors
/// Where the input can't be read, the output can't be written, or no worker process can be started. A file that can't be read is no
/// error but an outcome.
pub fn stream(
    stream: &Stream,
    input: impl BufRead + Send + 'static,
    output: &mut dyn Write,
    is_gone: &dyn Fn() -> bool,
) -> Result<Answered, StreamError> {
    stream_with(&own, stream, input, output, is_gone)
}

/// Whether whoever would read the standard output has closed it. Where the system does not tell, writing does.
pub fn is_closed(output: &Stdout) -> bool {
    #[cfg(unix)]
    {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};

        let mut pipe = [PollFd::new(output, PollFlags::empty())];
        let asked = poll(&mut pipe, Some(&Timespec::default()));
        asked.is_ok() && pipe.iter().any(|pipe| pipe.revents().intersects(PollFlags::ERR | PollFlags::HUP))
    }
    #[cfg(not(unix))]
    {
        let _ = output;
        false
    }
}

/// A line with its place in the input.
struct Job {
    number: u64,
    line: Line,
}

/// An answer with the place and the size of the line that it is for.
struct Told {
    number: u64,
    bytes: usize,
    answer: Answer,
}

fn stream_with(
    process: &Process<'_>,
    stream: &Stream,
    mut input: impl BufRead + Send + 'static,
    output: &mut dyn Write,
    is_gone: &dyn Fn() -> bool,
) -> Result<Answered, StreamError> {
    let jobs = match stream.jobs {
        0 => thread::available_parallelism().map_or(1, Into::into),
        jobs => jobs,
    };
    let queue = Arc::new(Queue::new(jobs.saturating_mul(IN_FLIGHT), BYTES_IN_FLIGHT));
    let (filled, most) = (Arc::clone(&queue), longest(stream.options.limits.bytes));
    let fill = move || filled.end(fill(&mut input, most, &filled).err());
    let unstarted = |error: io::Error| StreamError::Threads(error.to_string());
    let stop = AtomicBool::new(false);
    let shared = Shared::new(&stream.options, page_threads(jobs));
    let answered = thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        let answered = (|| {
            for number in 0..jobs {
                let (tell, queue, stop, shared) = (tell.clone(), &queue, &stop, &shared);
                let work = move || work(process, stream, shared, queue, stop, &tell);
                let thread = thread::Builder::new().name(format!("stream-{number}")).stack_size(STACK);
                thread.spawn_scoped(scope, work).map_err(unstarted)?;
            }
            // The answers end with those who give them.
            drop(tell);
            thread::Builder::new().name("requests".to_owned()).spawn(fill).map_err(unstarted)?;
            write_all(stream.ordered, &told, &queue, output, is_gone)
        })();
        if answered.is_err() {
            stop.store(true, Ordering::Relaxed);
            queue.stop();
        }
        answered
    })?;
    match queue.failure() {
        Some(error) => Err(StreamError::Input(error)),
        None => Ok(answered),
    }
}

/// Takes in line after line until there are no more, or nobody wants them.
fn fill(input: &mut dyn BufRead, most: usize, queue: &Queue<Job>) -> io::Result<()> {
    let mut number = 0;
    while let Some(line) = read_line(input, most)? {
        let bytes = line.bytes.len();
        if !queue.admit(Job { number, line }, bytes) {
            break;
        }
        number += 1;
    }
    Ok(())
}

/// What each thread does: lines to answers.
fn work(
    process: &Process<'_>,
    stream: &Stream,
    shared: &Shared,
    queue: &Queue<Job>,
    stop: &AtomicBool,
    tell: &Sender<Result<Told, String>>,
) {
    let mut readers = Readers::new(process, &stream.options, shared);
    while let Some(Job { number, line }) = queue.next() {
        let told = match answer(&line, stream, &mut readers, stop) {
            Ok(answer) => Ok(Told { number, bytes: line.bytes.len(), answer }),
            Err(Unanswered::Stopped) => break,
            Err(Unanswered::Unavailable(why)) => Err(why),
        };
        let is_last = told.is_err();
        // Where nobody listens, the stream has ended.
        if tell.send(told).is_err() || is_last {
            break;
        }
    }
}

fn write_all(
    ordered: bool,
    told: &Receiver<Result<Told, String>>,
    queue: &Queue<Job>,
    output: &mut dyn Write,
    is_gone: &dyn Fn() -> bool,
) -> Result<Answered, StreamError> {
    let mut answered = Answered::default();
    let mut early: BTreeMap<u64, Told> = BTreeMap::new();
    loop {
        let Told { number, bytes, answer } = match told.recv_timeout(LOOK) {
            Ok(told) => told.map_err(StreamError::Workers)?,
            Err(RecvTimeoutError::Timeout) if is_gone() => {
                return Err(StreamError::Output(io::ErrorKind::BrokenPipe.into()));
            }
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return Ok(answered),
        };
        let place = if ordered { number } else { answered.lines };
        early.insert(place, Told { number, bytes, answer });
        while let Some(Told { bytes, answer, .. }) = early.remove(&answered.lines) {
            output.write_all(&answer.line).and_then(|()| output.flush()).map_err(StreamError::Output)?;
            answered.lines += 1;
            answered.wrong += u64::from(!answer.is_outcome);
            queue.done(bytes);
        }
    }
}

/// Why a stream ended before its input.
#[derive(Debug)]
pub enum StreamError {
    /// The input can't be read.
    Input(io::Error),
    /// The output can't be written; a broken pipe where nobody reads it any more.
    Output(io::Error),
    /// The system gives no threads.
    Threads(String),
    /// The system starts no worker processes, or the program is none.
    Workers(String),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => write!(f, "can't read the requests: {error}"),
            Self::Output(error) => write!(f, "can't write the answers: {error}"),
            Self::Threads(error) => write!(f, "can't start the threads: {error}"),
            Self::Workers(error) => write!(f, "no worker process: {error}"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) | Self::Output(error) => Some(error),
            Self::Threads(_) | Self::Workers(_) => None,
        }
    }
}
