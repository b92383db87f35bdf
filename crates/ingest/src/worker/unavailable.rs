//! Systems without the means to hold a process to its limits.

use std::io;
use std::sync::atomic::AtomicBool;

use super::{Launch, Trial, Unanswered};
use crate::process::{Engine, Options, Outcome, PlanJson, Source};
use crate::recognition::{PageCache, Progress};

/// Never to be had here.
#[derive(Debug)]
pub struct Worker;

impl Worker {
    /// One that can't be asked.
    pub fn new(_: &Launch, _: &Options) -> Self {
        Self
    }

    /// The same.
    pub(crate) fn with_pages(self, _: usize) -> Self {
        self
    }

    /// Says that there are no workers here.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn ask_with(
        &mut self,
        _: Engine,
        _: &Source<'_>,
        _: &AtomicBool,
        _: Option<&PageCache>,
        _: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome<PlanJson>, Unanswered> {
        Err(Unanswered::Unavailable("workers need a Unix system".to_owned()))
    }
}

/// Says that there are no workers here.
///
/// # Errors
/// Always.
pub fn serve(_: Trial) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
