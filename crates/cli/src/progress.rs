//! The progress of a run, on stderr where that is a terminal.

use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ingest::Event;

const READING: &str = "{wide_bar} {human_pos}/{human_len}  {per_sec}  {eta} left{msg}";

/// A bar with count, rate, time left and failures.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Files hashed: they are all to be hashed before the first is read.
    hashed: AtomicUsize,
    failures: AtomicUsize,
}

impl Progress {
    /// A bar that shows itself only on a terminal, and never where it is to be quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        // A bar knows by itself that stderr is no terminal.
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_message("looking for files");
        bar.tick();
        Self { bar, hashed: AtomicUsize::new(0), failures: AtomicUsize::new(0) }
    }

    /// Takes note of an event, from any thread.
    pub(crate) fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Found { files } => {
                if let Ok(style) = ProgressStyle::with_template(READING) {
                    self.bar.set_style(style);
                }
                self.bar.set_length(*files as u64);
                self.bar.set_message("");
            }
            Event::Hashed => {
                let hashed = self.hashed.fetch_add(1, Ordering::Relaxed) + 1;
                self.bar.set_message(format!("  ({hashed} looked into)"));
            }
            Event::Done(line) => {
                let failed = usize::from(line.status.is_failure());
                let failures = self.failures.fetch_add(failed, Ordering::Relaxed) + failed;
                self.bar.set_message(if failures == 0 { String::new() } else { format!("  {failures} failed") });
                self.bar.inc(1);
            }
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
