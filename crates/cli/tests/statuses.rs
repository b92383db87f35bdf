//! Each status of the contract with the sentence that a person reads about it.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;

use corpus::Status;
use support::{House, PLAN, told};
use tests::office::docx;

/// A file, what becomes of it, and what is said of that; `…` stands for what may be any.
const CASES: [(&str, Status, &str); 27] = [
    ("abort.txt", Status::Crashed, "the reader was ended by signal …"),
    ("alike.txt", Status::Duplicate, "same bytes as a.txt"),
    ("allocate.txt", Status::TooLarge, "the reader wanted more than 256 MiB of memory; --limit-memory gives it more"),
    ("archive.docx", Status::Unsupported, "no reader for this format: …"),
    ("blank.txt", Status::NoText, "no text in it: …"),
    ("broken.txt", Status::Unreadable, "a broken link: what it points to is not there"),
    ("empty.txt", Status::NoText, "no text in it: an empty file"),
    ("exit.txt", Status::Crashed, "the reader ended without an answer, with exit status 0"),
    ("fill.txt", Status::TooLarge, "the reader wanted more than 256 MiB of memory; --limit-memory gives it more"),
    ("furniture.docx", Status::NoText, "no text in it: a document that shows no text"),
    ("huge.txt", Status::TooLarge, "too large: 209715200 bytes, at most 67108864 are read"),
    ("locked.doc", Status::Encrypted, "a password is needed to read it; saved without one it is read"),
    ("locked.pdf", Status::Encrypted, "a password is needed to read it; saved without one it is read"),
    ("long.txt", Status::TooLarge, "too large: … characters, at most … are read"),
    ("loop.txt", Status::Timeout, "the reader took more than 2 s of processor time; --limit-cpu gives it more"),
    ("mojibake.txt", Status::Garbled, "not sensible text: …"),
    ("noise.txt", Status::Garbled, "not sensible text: …"),
    ("overflow.txt", Status::Crashed, "the reader overflowed its stack"),
    ("page.html", Status::NoText, "no text in it: …"),
    ("panic.txt", Status::Crashed, "the reader failed: poison (ingest/src/worker/poison.rs:…"),
    (
        "picture.png",
        Status::NoText,
        "no text in it: an image; `plancorpus models install` fetches what recognizes them",
    ),
    ("scan.pdf", Status::NoText, "no text in it: … image…"),
    ("socket", Status::Unreadable, "not a regular file: a pipe, a socket or a device"),
    ("stall.txt", Status::Timeout, "the reader did not come back within 2 s; --limit-wall gives it more"),
    ("torn.pdf", Status::Malformed, "expected a PDF file, found …"),
    ("torn.txt", Status::Partial, "2 places hold bytes that mean nothing in the encoding"),
    ("a.txt", Status::Ok, ""),
];

fn house() -> House {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/alike.txt", PLAN.as_bytes())]);
    let fixture = |name: &str| std::fs::read(format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for poison in ["abort", "allocate", "exit", "fill", "loop", "overflow", "panic"] {
        house.write(format!("in/{poison}.txt"), format!("poison: {poison}"));
    }
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut doc = fixture("doc/mainland-implementation-plan.doc");
    let fib = (0..doc.len() / 512).map(|sector| sector * 512).find(|at| doc[*at..].starts_with(&[0xEC, 0xA5])).unwrap();
    doc[fib + 11] |= 0x01;
    let mut torn = PLAN.as_bytes().to_vec();
    torn.splice(PLAN.find("便捷").unwrap()..PLAN.find("便捷").unwrap(), *b"\xff\xfe");
    let mojibake: String = PLAN.bytes().map(char::from).collect();
    for (name, bytes) in [
        ("archive.docx", b"PK\x03\x04".to_vec()),
        ("blank.txt", b" \r\n\t\n".to_vec()),
        ("empty.txt", Vec::new()),
        ("furniture.docx", docx("<w:p/>")),
        ("locked.doc", doc),
        ("locked.pdf", fixture("pdf/locked.pdf")),
        ("long.txt", "計畫書\n".repeat(2_000_000).into_bytes()),
        ("mojibake.txt", mojibake.into_bytes()),
        ("noise.txt", noise),
        ("page.html", b"<html><script>var a = 1;</script></html>".to_vec()),
        ("picture.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("scan.pdf", fixture("pdf/scan.pdf")),
        ("torn.pdf", b"%PDF-1.4\n".to_vec()),
        ("torn.txt", torn),
    ] {
        house.write(format!("in/{name}"), bytes);
    }
    std::fs::File::create(house.path("in/huge.txt")).unwrap().set_len(200 << 20).unwrap();
    symlink("nowhere.txt", house.path("in/broken.txt")).unwrap();
    house
}

fn is_said(said: &str, expected: &str) -> bool {
    let parts: Vec<&str> = expected.split('…').collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    if parts.len() == 1 {
        return said == expected;
    }
    let mut rest = said;
    said.starts_with(first)
        && said.ends_with(last)
        && parts.iter().all(|part| rest.find(part).map(|at| rest = &rest[at + part.len()..]).is_some())
}

#[test]
fn each_status_has_a_sentence_that_a_person_understands() {
    let house = house();
    let _socket = std::os::unix::net::UnixListener::bind(house.path("in/socket")).unwrap();
    let limits = ["--limit-memory", "256", "--limit-cpu", "2"];
    let done = house.run([&["import", "in", "--out", "out", "--poison"][..], &limits].concat());
    assert_eq!(done.code, Some(1), "{}{}", done.out, done.err);
    let mut lines = house.manifest();
    // By the clock, healthy files would be late too where the machine is busy.
    house.write("late/stall.txt", "poison: stall");
    house.run(["import", "late", "--out", "out", "--poison", "--limit-wall", "2", "--prune"]);
    lines.extend(house.manifest());
    lines.sort_by_key(|line| line.text("path").to_owned());
    let mut expected: Vec<(&str, &str)> = CASES.iter().map(|(name, status, _)| (*name, status.name())).collect();
    expected.sort_unstable();
    assert_eq!(told(&lines), expected);
    for (name, _, expected) in CASES {
        let line = lines.iter().find(|line| line.text("path") == name).unwrap();
        assert!(is_said(line.text("detail"), expected), "{name}: {:?}, expected {expected:?}", line.text("detail"));
    }
    let statuses: BTreeSet<Status> = CASES.iter().map(|(_, status, _)| *status).collect();
    assert!(statuses.iter().eq(Status::ALL), "each of the contract is here");
    // The table says of each what it means.
    for status in Status::ALL {
        assert!(
            done.out.contains(&format!("  {:<11}  {}\n", status.name(), status.meaning())),
            "{status}: {}",
            done.out
        );
    }
    // What one sees who asks for one of them.
    let done = house.run(["show", "in/locked.pdf"]);
    let expected =
        "plancorpus: in/locked.pdf: encrypted: a password is needed to read it; saved without one it is read\n";
    assert_eq!((done.code, done.err.as_str()), (Some(1), expected));
}
