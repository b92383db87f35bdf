//! Why a worker died, from how it ended and what it last said.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use corpus::Status;
use rustix::process::Signal;

use super::ResourceLimits;

/// Characters of the last words that are told.
const LAST_WORDS: usize = 200;

/// How a worker ended without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Death {
    /// By the document: the same document will do it again.
    Of(Status, String),
    /// By somebody else: another try may well succeed.
    Outside,
}

/// Signals by which a person or the system ends processes, and no document can.
const OUTSIDE: [Signal; 5] = [Signal::KILL, Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT];

/// What the end of a worker means that its parent did not bring about. `allowed` are the seconds of processor time that the system lets
/// it have, where it does not have all.
pub(super) fn cause(ended: ExitStatus, stderr: &[u8], limits: &ResourceLimits, allowed: Option<u64>) -> Death {
    let said = String::from_utf8_lossy(stderr);
    let crashed = |detail: String| Death::Of(Status::Crashed, detail);
    match ended.signal() {
        Some(signal) if signal == Signal::XCPU.as_raw() => {
            let limit = limits.cpu.as_secs();
            let detail = match allowed.filter(|allowed| *allowed <= limit) {
                Some(allowed) => {
                    format!("the reader took what the system allows of processor time, {allowed} s (ulimit -t)")
                }
                None => format!("the reader took more than {limit} s of processor time; --limit-cpu gives it more"),
            };
            Death::Of(Status::Timeout, detail)
        }
        Some(signal) if OUTSIDE.iter().any(|outside| signal == outside.as_raw()) => Death::Outside,
        Some(_) if said.contains("memory allocation of") => {
            let limit = limits.memory >> 20;
            let detail = format!("the reader wanted more than {limit} MiB of memory; --limit-memory gives it more");
            Death::Of(Status::TooLarge, detail)
        }
        Some(_) if said.contains("overflowed its stack") => crashed("the reader overflowed its stack".to_owned()),
        Some(signal) => crashed(format!("the reader was ended by signal {signal}{}", last_words(&said))),
        None => {
            let code = ended.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
            crashed(format!("the reader ended without an answer, with exit status {code}{}", last_words(&said)))
        }
    }
}

/// The last line, to stand behind a message.
fn last_words(said: &str) -> String {
    let line = said.lines().rev().map(str::trim).find(|line| !line.is_empty());
    let shortened = |line: &str| {
        let from = line.char_indices().rev().nth(LAST_WORDS - 1).map_or(0, |(at, _)| at);
        line.get(from..).unwrap_or(line).to_owned()
    };
    line.map(|line| format!(": {}", shortened(line))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail(raw: i32, said: &str) -> String {
        match cause(ExitStatus::from_raw(raw), said.as_bytes(), &ResourceLimits::DEFAULT, None) {
            Death::Of(status, detail) => format!("{status}: {detail}"),
            Death::Outside => "outside".to_owned(),
        }
    }

    #[test]
    fn each_end_has_its_sentence() {
        let (abort, exit) = (Signal::ABORT.as_raw(), 3 << 8);
        let cases = [
            (
                Signal::XCPU.as_raw(),
                "",
                "timeout: the reader took more than 60 s of processor time; --limit-cpu gives it more",
            ),
            (Signal::XFSZ.as_raw(), "", "crashed: the reader was ended by signal 25"),
            (Signal::SEGV.as_raw(), "", "crashed: the reader was ended by signal 11"),
            (
                abort,
                "memory allocation of 9 bytes failed\n",
                "too_large: the reader wanted more than 2048 MiB of memory; --limit-memory gives it more",
            ),
            (abort, "\nthread 'reader' has overflowed its stack\n", "crashed: the reader overflowed its stack"),
            (exit, "a\nbad file\n\n", "crashed: the reader ended without an answer, with exit status 3: bad file"),
            (0, "", "crashed: the reader ended without an answer, with exit status 0"),
        ];
        for (raw, said, expected) in cases {
            assert_eq!(detail(raw, said), expected);
        }
        for signal in OUTSIDE {
            assert_eq!(detail(signal.as_raw(), "memory allocation of"), "outside", "{signal:?}");
        }
        let by_the_system = |allowed| match cause(
            ExitStatus::from_raw(Signal::XCPU.as_raw()),
            b"",
            &ResourceLimits::DEFAULT,
            allowed,
        ) {
            Death::Of(_, detail) => detail,
            Death::Outside => "outside".to_owned(),
        };
        assert_eq!(
            by_the_system(Some(600)),
            "the reader took more than 60 s of processor time; --limit-cpu gives it more"
        );
        let expected = "the reader took what the system allows of processor time, 30 s (ulimit -t)";
        assert_eq!(by_the_system(Some(30)), expected);
        let long = detail(abort, &"很".repeat(1000));
        assert_eq!(long.chars().filter(|c| *c == '很').count(), LAST_WORDS);
    }
}
