//! Systems without the means to hold a process to its limits.

use std::io;

use super::{Launch, Unavailable};
use crate::process::{Engine, Options, Outcome, Source};

/// Never to be had here.
#[derive(Debug)]
pub struct Worker;

impl Worker {
    /// One that can't be asked.
    pub fn new(_: &Launch) -> Self {
        Self
    }

    /// Says that there are no workers here.
    ///
    /// # Errors
    /// Always.
    pub fn ask(&mut self, _: Engine, _: &Source<'_>, _: &Options) -> Result<Outcome, Unavailable> {
        Err(Unavailable("workers need a Unix system".to_owned()))
    }
}

/// Says that there are no workers here.
///
/// # Errors
/// Always.
pub fn serve(_: bool) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
