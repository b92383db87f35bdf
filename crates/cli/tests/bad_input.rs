//! Files that nobody should have to read: each a clear outcome, and the files beside it are read.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::fs::File;

use support::{House, Line, PLAN, told};

/// Imports a good plan with something beside it, and gives the line about that.
fn beside(name: &str, bytes: &[u8], code: i32) -> Line {
    let house = House::new(&[("in/good.txt", PLAN.as_bytes()), (&format!("in/{name}"), bytes)]);
    let mut lines = house.import(code);
    assert_eq!(lines.len(), 2);
    let good = lines.iter().position(|line| line.text("path") == "good.txt").unwrap();
    assert_eq!(lines.remove(good).text("status"), "ok");
    let line = lines.remove(0);
    assert_eq!(line.text("path"), name);
    line
}

#[test]
fn an_empty_file() {
    let line = beside("empty.txt", b"", 1);
    assert_eq!((line.text("status"), line.text("detail")), ("no_text", "no text in it: an empty file"));
    assert_eq!(line.text("blake3").len(), 64);
    assert_eq!(beside("blank.txt", b" \r\n\t\n", 1).text("status"), "no_text");
}

#[test]
fn a_binary_file_named_txt() {
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let line = beside("noise.txt", &noise, 1);
    assert_eq!(line.text("status"), "garbled", "{line:?}");
    assert!(!line.text("detail").is_empty());

    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &noise].concat();
    let line = beside("picture.txt", &png, 1);
    assert_eq!(line.told(), ("picture.txt", "no_text"), "its signature says what it is");

    let elf = [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".as_slice(), &noise].concat();
    assert!(["unsupported", "garbled"].contains(&beside_any("program.txt", &elf).text("status")));
}

fn beside_any(name: &str, bytes: &[u8]) -> Line {
    let house = House::new(&[(&format!("in/{name}"), bytes)]);
    let done = house.run(["import", "in", "--out", "out"]);
    assert!(matches!(done.code, Some(0 | 1)), "{}", done.err);
    house.manifest().remove(0)
}

#[test]
fn bytes_that_mean_nothing_in_the_encoding() {
    let mut bytes = PLAN.as_bytes().to_vec();
    let at = PLAN.find("便捷").unwrap();
    bytes.splice(at..at, *b"\xff\xfe");
    let line = beside("torn.txt", &bytes, 0);
    assert_eq!(line.text("status"), "partial", "{line:?}");
    assert!(line.text("detail").contains("bytes that mean nothing"), "{line:?}");
    assert!(!line.text("id").is_empty());
}

#[test]
fn a_text_beyond_the_limit_is_hashed_and_not_read() {
    let house = House::new(&[("in/good.txt", PLAN.as_bytes())]);
    let bytes = 200 << 20;
    File::create(house.path("in/huge.txt")).unwrap().set_len(bytes).unwrap();
    let lines = house.import(1);
    assert_eq!(told(&lines), [("good.txt", "ok"), ("huge.txt", "too_large")]);
    assert_eq!(lines[1].0["bytes"], bytes);
    assert_eq!(lines[1].text("blake3").len(), 64);
    assert_eq!(house.run(["show", "in/huge.txt"]).code, Some(1));
}

#[test]
fn html_nested_beyond_all_reason() {
    let deep = format!("{}壹、計畫依據{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let line = beside("deep.html", deep.as_bytes(), 0);
    assert!(["ok", "partial"].contains(&line.text("status")), "{line:?}");
    for tag in ["table><tr><td", "ol><li", "b", "font"] {
        let deep = format!("{}目標", format!("<{tag}>").repeat(100_000));
        let line = beside_any("deep.html", deep.as_bytes());
        assert!(["ok", "partial", "too_large"].contains(&line.text("status")), "{tag}: {line:?}");
    }
}

#[test]
fn an_archive_and_an_office_file_are_named_for_what_they_are() {
    let line = beside("plan.zip", b"PK\x03\x04\x14\0\0\0\0\0", 0);
    assert_eq!(line.text("status"), "unsupported", "{line:?}");
    let line = beside("plan.pdf", b"%PDF-1.4\n", 1);
    assert_eq!((line.text("status"), line.text("format")), ("malformed", "pdf"));
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::support::{Done, House, PLAN, told};

    #[test]
    fn broken_links_and_loops() {
        let house = House::new(&[("in/good.txt", PLAN.as_bytes())]);
        symlink("nowhere.txt", house.path("in/broken.txt")).unwrap();
        symlink("circle.txt", house.path("in/circle.txt")).unwrap();
        symlink("..", house.path("in/up")).unwrap();
        let lines = house.import(1);
        let unreadable: Vec<_> = lines.iter().filter(|line| line.text("status") == "unreadable").collect();
        assert_eq!(
            unreadable.iter().map(|line| line.text("path")).collect::<Vec<_>>()[..2],
            ["broken.txt", "circle.txt"]
        );
        assert_eq!(unreadable[0].text("detail"), "a broken link: what it points to is not there");
        assert!(unreadable.iter().all(|line| line.0["blake3"].is_null()));
        assert_eq!(lines.iter().filter(|line| line.text("status") == "ok").count(), 1);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let house = House::new(&[("in/good.txt", PLAN.as_bytes())]);
        let made = std::process::Command::new("mkfifo").arg(house.path("in/pipe.txt")).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
        assert_eq!(told(&house.import(1)), [("good.txt", "ok"), ("pipe.txt", "unreadable")]);
        assert_eq!(house.run(["show", "in/pipe.txt"]).code, Some(2));
    }

    /// The command as somebody who may not read everything: root reads what it likes.
    fn as_nobody(house: &House, args: &[&str]) -> Option<Done> {
        const NOBODY: u32 = 65534;
        fs::set_permissions(house.path(""), Permissions::from_mode(0o777)).unwrap();
        let root = fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0);
        let mut command = house.command(args);
        if root {
            command.uid(NOBODY).gid(NOBODY);
        }
        match command.output() {
            Ok(output) => Some(output.into()),
            Err(error) => {
                eprintln!("skipped: nobody may not run the command here: {error}");
                None
            }
        }
    }

    #[test]
    fn files_and_folders_without_permission() {
        let house = House::new(&[
            ("in/good.txt", PLAN.as_bytes()),
            ("in/secret.txt", b"x"),
            ("in/closed/a.txt", b"x"),
            ("in/open/b.txt", "壹、計畫依據".as_bytes()),
        ]);
        let mode = |name: &str, mode| fs::set_permissions(house.path(name), Permissions::from_mode(mode)).unwrap();
        mode("in/secret.txt", 0o000);
        mode("in/closed", 0o000);
        let done = as_nobody(&house, &["import", "in", "--out", "out"]);
        mode("in/closed", 0o755);
        let Some(done) = done else { return };
        assert_eq!(done.code, Some(1), "{}", done.err);
        let lines = house.manifest();
        let expected =
            [("closed", "unreadable"), ("good.txt", "ok"), ("open/b.txt", "ok"), ("secret.txt", "unreadable")];
        assert_eq!(told(&lines), expected);
        assert_eq!(lines[0].text("detail"), "the folder can't be listed: permission denied");
        assert_eq!(lines[3].text("detail"), "can't be read: permission denied");
    }

    #[test]
    fn an_output_folder_that_can_t_be_written() {
        let house = House::new(&[("in/good.txt", PLAN.as_bytes())]);
        fs::create_dir(house.path("out")).unwrap();
        fs::set_permissions(house.path("out"), Permissions::from_mode(0o555)).unwrap();
        let Some(done) = as_nobody(&house, &["import", "in", "--out", "out"]) else { return };
        assert_eq!(done.code, Some(2), "{}", done.out);
        assert!(done.err.contains("can't write out/.journal.jsonl: "), "{}", done.err);
    }
}
