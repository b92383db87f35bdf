//! The progress of a run, on stderr where that is a terminal.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use ingest::Event;

use crate::terminal;

const LOOKING: &str = "{spinner} looking for files";
const READING: &str = "{wide_bar} {human_pos}/{human_len}  {rate}  {eta} left{msg}";
/// Columns of the name of a file.
const NAME: usize = 40;
/// How often the bar is drawn while nothing happens.
const TICK: Duration = Duration::from_millis(200);

/// A bar with count, rate, time left and failures.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Files hashed: they are all to be hashed before the first is read.
    hashed: AtomicUsize,
    done: AtomicUsize,
    failures: AtomicUsize,
}

impl Progress {
    /// A bar that shows itself only on a terminal, and never where it is to be quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        // A bar knows by itself that stderr is no terminal.
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let progress = Self {
            bar: ProgressBar::with_draw_target(None, target),
            hashed: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            failures: AtomicUsize::new(0),
        };
        progress.style(LOOKING);
        if !progress.bar.is_hidden() {
            progress.bar.enable_steady_tick(TICK);
        }
        progress
    }

    /// Takes note of an event, from any thread.
    pub(crate) fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Found { files } => {
                self.bar.set_length(*files as u64);
                self.style(READING);
            }
            Event::Hashed => {
                let hashed = self.hashed.fetch_add(1, Ordering::Relaxed) + 1;
                self.bar.set_message(format!("  ({hashed} looked into)"));
            }
            Event::Page { path, page, of } => {
                let name = Path::new(path).file_name().map_or((*path).into(), |name| name.to_string_lossy());
                let name = terminal::shortened(&terminal::printable(&name), NAME);
                self.bar.set_message(format!("  {name}: page {page} of {of}"));
            }
            Event::Done(line) => {
                if self.done.fetch_add(1, Ordering::Relaxed) == 0 {
                    // Rate and time left are those of the reading.
                    self.bar.reset_eta();
                }
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

    fn style(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.with_key("rate", rate));
        }
    }
}

fn rate(state: &ProgressState, text: &mut dyn fmt::Write) {
    // What can't be shown is not worth an error.
    let _ = write!(text, "{:.0}/s", state.per_sec());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_sound() {
        for template in [LOOKING, READING] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
