//! Reading in a process of its own, which may die.
//!
//! The parent ([`Worker`]) starts the program's own executable with arguments that make it [`serve`]: it reads questions on stdin and
//! answers on stdout, one after the other ([`frame`], [`messages`]); it gives up the right to open files, to start processes and to
//! reach a network ([`sandbox`]) before it sees the first. Whatever a document does to the reader (a panic, an abort, a stack
//! overflow, an endless loop, all of the memory, an `exit`), the parent comes back with one outcome for it, in bounded time, and the
//! process is gone and reaped.

#[cfg(unix)]
mod child;
#[cfg(unix)]
mod death;
#[cfg(unix)]
mod frame;
#[cfg(unix)]
mod messages;
#[cfg(unix)]
mod parent;
#[cfg(unix)]
mod poison;
#[cfg(unix)]
mod reach;
#[cfg(all(unix, any(test, fuzzing)))]
pub mod replay;
#[cfg(target_os = "linux")]
mod sandbox;
#[cfg(not(unix))]
mod unavailable;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::process::{Engine, Outcome, PlanJson, Source};

#[cfg(unix)]
pub use child::serve;
#[cfg(unix)]
pub use parent::Worker;
#[cfg(not(unix))]
pub use unavailable::{Worker, serve};

impl Worker {
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
        self.ask_with(engine, source, stop, None, &|_| {})
    }
}

/// How workers are started, and what each document may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The executable.
    pub program: PathBuf,
    /// What it is called among the processes of the system, where that is not the name of the executable.
    pub name: Option<OsString>,
    /// Its arguments: with them it calls [`serve`] and does nothing else.
    pub arguments: Vec<OsString>,
    /// What each document may use.
    pub limits: ResourceLimits,
    /// Documents after which a process is replaced by another, so that nothing that it may keep of each grows for ever; at least one.
    pub documents: usize,
}

impl Launch {
    /// How many documents a process reads, unless somebody says otherwise.
    pub const DOCUMENTS: usize = 10_000;
}

/// What a worker does otherwise where a test wants it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trial {
    /// Documents may do harm on demand.
    pub poisonous: bool,
    /// How it shuts itself in.
    pub locks: Locks,
}

/// How a worker shuts itself in, where the kernel has the locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locks {
    /// By Landlock and by seccomp.
    #[default]
    Both,
    /// By Landlock alone.
    Landlock,
    /// By seccomp alone.
    Seccomp,
    /// Not at all.
    None,
}

/// What the reading of one document may use of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceLimits {
    /// Time by the clock. The generous one: on a busy machine healthy documents take long.
    pub wall: Duration,
    /// Time of the processor, in whole seconds. The tight one.
    pub cpu: Duration,
    /// Bytes of memory, beyond what a worker takes by itself.
    pub memory: u64,
}

impl ResourceLimits {
    /// What the program uses: far above any real plan.
    pub const DEFAULT: Self = Self { wall: Duration::from_secs(300), cpu: Duration::from_secs(60), memory: 2 << 30 };
}

impl Default for ResourceLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Why there is no outcome. It says nothing about the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// No worker can be started.
    Unavailable(String),
    /// Nobody wants to know any more.
    Stopped,
}

impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unavailable(why) => write!(f, "no worker process: {why}"),
            Self::Stopped => write!(f, "it was stopped"),
        }
    }
}

impl std::error::Error for Unanswered {}
