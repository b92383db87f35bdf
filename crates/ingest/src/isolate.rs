//! A panic costs one file, not the run.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// `Some` while a panic on this thread is ours to report; then what it said.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `f`; where it panics, returns what the panic said and where, and prints nothing.
pub(crate) fn isolate<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let ours = CAUGHT.with_borrow_mut(|caught| match caught {
                Some(message) => {
                    *message = describe(info);
                    true
                }
                None => false,
            });
            if !ours {
                others(info);
            }
        }));
    });
    CAUGHT.set(Some(String::new()));
    // What `f` was working on is dropped with its panic: nothing half done is seen again.
    let result = panic::catch_unwind(AssertUnwindSafe(f));
    let message = CAUGHT.take().unwrap_or_default();
    result.map_err(|_| message)
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("no message");
    match info.location() {
        Some(at) => format!("{message} ({}:{})", within_crate(at.file()), at.line()),
        None => message.to_owned(),
    }
}

/// The path from the crate's folder on: what comes before is a matter of the machine that built the program.
fn within_crate(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    let start = parts.iter().rposition(|part| *part == "src").map_or(0, |src| src.saturating_sub(1));
    parts.get(start..).unwrap_or(&parts).join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_value_and_says_where() {
        let message = isolate(|| panic!("no {} in it", "plan")).err().unwrap_or_default();
        assert!(message.starts_with("no plan in it (ingest/src/isolate.rs:"), "{message}");
        assert_eq!(isolate(|| 7), Ok(7));
    }

    #[test]
    fn no_path_of_the_machine_is_told() {
        assert_eq!(within_crate("/build/registry/src/index-1/scraper-0.29.0/src/a/b.rs"), "scraper-0.29.0/src/a/b.rs");
        assert_eq!(within_crate("crates/plan/src/text.rs"), "plan/src/text.rs");
        assert_eq!(within_crate("build.rs"), "build.rs");
    }
}
