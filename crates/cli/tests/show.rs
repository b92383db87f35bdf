//! `plancorpus show` on files and records.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::io::Read;
use std::process::Stdio;

use support::{House, MAINLAND, PLAN};

#[test]
fn a_file_is_shown_as_its_record_is() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    let id = house.import(0)[0].text("id").to_owned();
    let file = house.run(["show", "in/a.txt"]);
    let record = house.run(["show".to_owned(), format!("out/plans/hant/{}/{id}.json", &id[..2])]);
    assert_eq!((file.code, record.code), (Some(0), Some(0)), "{}{}", file.err, record.err);
    assert_eq!(file.out, record.out);
    assert!(file.out.contains("壹 計畫依據  basis"), "{}", file.out);
    assert!(!file.out.contains('\u{1b}'), "no colours where stdout is no terminal");
}

#[test]
fn a_file_is_shown_in_its_own_script_or_in_the_one_asked_for() {
    let house = House::new(&[("a.txt", PLAN.as_bytes()), ("b.txt", MAINLAND.as_bytes())]);
    let show = |args: &[&str]| house.run([&["show"], args].concat()).out;
    assert!(show(&["a.txt"]).contains("提供市民便捷之服務。"));
    assert!(show(&["a.txt", "--script", "hans"]).contains("提供市民便捷之服务。"));
    assert!(show(&["b.txt"]).contains("公开政务信息。"));
    assert!(
        show(&["b.txt", "--script", "hant"]).contains("公開政務資訊。")
            || show(&["b.txt", "--script", "hant"]).contains("公開政務信息。")
    );
}

#[test]
fn no_line_is_wider_than_asked() {
    let house = House::new(&[("a.txt", format!("{PLAN}肆、{}\n", "辦理各項服務訓練。".repeat(40)).as_bytes())]);
    for columns in [30, 60, 200] {
        let done = house.run(["show".to_owned(), "a.txt".to_owned(), "--width".to_owned(), columns.to_string()]);
        for line in done.out.lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= columns, "{width} of {columns}: {line}");
        }
    }
}

#[test]
fn what_can_t_be_shown_is_told_apart() {
    let house = House::new(&[("empty.txt", b""), ("a.json", b"{\"schema_version\": 9}"), ("a.txt", PLAN.as_bytes())]);
    let cases: [(&[&str], i32, &str); 5] = [
        (&["show", "empty.txt"], 1, "empty.txt: no_text: "),
        (&["show", "missing.txt"], 2, "missing.txt: "),
        (&["show", "."], 2, ".: not a regular file"),
        (&["show", "a.json"], 1, "a.json: not a plan record: "),
        (&["show", "a.txt", "--script", "latin"], 2, "latin"),
    ];
    for (args, code, said) in cases {
        let done = house.run(args);
        assert_eq!(done.code, Some(code), "{args:?}: {}", done.err);
        assert!(done.err.contains(said), "{args:?}: {}", done.err);
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let house = House::new(&[("a.txt", format!("{PLAN}肆、{}\n", "辦理各項服務訓練。\n".repeat(5_000)).as_bytes())]);
    let mut command = house.command(["show", "a.txt"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}
