//! Documents that do harm on demand, for tests: a worker that is told to obeys `poison: …` near the beginning of a document in place of
//! reading it.

use std::hint::black_box;
use std::io::Write;
use std::{io, process, thread, time::Duration};

use ocr::{Picture, Recognition};

use super::reach::{self, Locked};

/// Bytes of a document in which the word is looked for.
const HEAD: usize = 1024;

/// Pixels of a side of an empty page.
const SIDE: usize = 400;

const SIGN: &[u8] = b"poison: ";

/// Bytes that no machine has.
const TOO_MUCH: usize = usize::MAX >> 2;

/// Bytes of text that a pipe doesn't hold.
const FLOOD: usize = 1 << 20;

/// What a document asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Poison {
    Panic,
    Abort,
    Exit,
    Overflow,
    Loop,
    Stall,
    Allocate,
    Fill,
    Noise,
    Flood,
    Reach,
    Pages,
}

const WORDS: [(&[u8], Poison); 12] = [
    (b"panic", Poison::Panic),
    (b"abort", Poison::Abort),
    (b"exit", Poison::Exit),
    (b"overflow", Poison::Overflow),
    (b"loop", Poison::Loop),
    (b"stall", Poison::Stall),
    (b"allocate", Poison::Allocate),
    (b"fill", Poison::Fill),
    (b"noise", Poison::Noise),
    (b"flood", Poison::Flood),
    (b"reach", Poison::Reach),
    (b"pages", Poison::Pages),
];

/// What a document asks for, if it does.
pub(super) fn of(document: &[u8]) -> Option<Poison> {
    let head = document.get(..HEAD).unwrap_or(document);
    let at = head.windows(SIGN.len()).position(|window| window == SIGN)?;
    let word = head.get(at + SIGN.len()..)?;
    WORDS.iter().find(|(name, _)| word.starts_with(name)).map(|(_, poison)| *poison)
}

impl Poison {
    /// Does it. Only noise, floods and pages come back.
    pub(super) fn work(self, document: &[u8], locked: Locked, recognition: &Recognition<'_>) {
        match self {
            Self::Panic => panic!("poison"),
            Self::Abort => process::abort(),
            Self::Exit => process::exit(0),
            Self::Overflow => {
                black_box(overflow(0));
            }
            Self::Loop => loop {
                black_box(0);
            },
            Self::Stall => loop {
                thread::sleep(Duration::from_secs(1));
            },
            Self::Allocate => {
                black_box(vec![1u8; TOO_MUCH]);
            }
            Self::Fill => {
                let mut all: Vec<Vec<u8>> = Vec::new();
                loop {
                    all.push(black_box(vec![1; 1 << 20]));
                }
            }
            // What can't be said is not missed.
            Self::Noise => drop(io::stdout().write_all(b"a library that prints\n")),
            Self::Reach => panic!("{}", reach::report(document, locked)),
            // As many as the next line says.
            Self::Pages => {
                let number = |line: &str| line.trim().parse::<usize>().ok();
                let pages = String::from_utf8_lossy(document).lines().find_map(number).unwrap_or(1);
                let picture = |index: usize| Picture::new(SIDE, SIDE + index, vec![u8::MAX; SIDE * (SIDE + index)]);
                drop(recognition.asked().map(|asked| asked.recognize(pages, &picture)));
            }
            Self::Flood => drop(io::stderr().write_all(&vec![b'.'; FLOOD])),
        }
    }
}

fn overflow(depth: u64) -> u64 {
    let room = black_box([depth; 64]);
    if depth == u64::MAX { 0 } else { overflow(depth + 1) + room[0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_that_ask_for_it_are_poison() {
        assert_eq!(of(b"%PDF-1.4\n% poison: loop\n"), Some(Poison::Loop));
        assert_eq!(of(b"poison: panic"), Some(Poison::Panic));
        for harmless in [b"poison".as_slice(), b"poison: ", b"poison: ivy", b"", &[b' '; 4096]] {
            assert_eq!(of(harmless), None);
        }
    }
}
