//! Any bytes, and a good conversation with changes, as what a parent says to its worker and as what a worker answers.
#![no_main]

use std::sync::LazyLock;

use ingest::worker::replay::{answer, questions, to_parent, to_worker};
use libfuzzer_sys::fuzz_target;

static QUESTIONS: LazyLock<Vec<u8>> = LazyLock::new(|| questions().unwrap_or_default());
static ANSWER: LazyLock<Vec<u8>> = LazyLock::new(|| answer().unwrap_or_default());

fuzz_target!(|bytes: &[u8]| {
    let Some((way, bytes)) = bytes.split_first() else { return };
    match way % 4 {
        0 => to_worker(bytes),
        1 => to_parent(bytes),
        2 => to_worker(&changed(&QUESTIONS, bytes)),
        _ => to_parent(&changed(&ANSWER, bytes)),
    }
});

/// Changes are a place in two bytes, how many bytes are taken out there, how many are put in, and those.
fn changed(good: &[u8], mut changes: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    while let [low, high, out, count, rest @ ..] = changes {
        let at = usize::from(u16::from_le_bytes([*low, *high])) % (bytes.len() + 1);
        let (new, behind) = rest.split_at(usize::from(*count).min(rest.len()));
        let end = bytes.len().min(at + usize::from(*out));
        bytes.splice(at..end, new.iter().copied());
        changes = behind;
    }
    bytes
}
