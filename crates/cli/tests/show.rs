//! `plancorpus show` on files and records.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;
use std::io::Read;
use std::path::Path;
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
        for more in [&[][..], &["--why"]] {
            let columns_asked = columns.to_string();
            let done = house.run([&["show", "a.txt", "--width", &columns_asked], more].concat());
            assert_eq!(done.code, Some(0), "{}", done.err);
            for line in done.out.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{width} of {columns}: {line}");
            }
        }
    }
}

#[test]
fn what_can_t_be_shown_is_told_apart() {
    let house = House::new(&[("empty.txt", b""), ("a.json", b"{\"schema_version\": 9}"), ("a.txt", PLAN.as_bytes())]);
    let cases: [(&[&str], i32, &str); 5] = [
        (&["show", "empty.txt"], 1, "empty.txt: no_text: "),
        (&["show", "missing.txt"], 2, "missing.txt: "),
        (&["show", "."], 2, ".: a folder; only one of page images, two or more and all of one kind, is a document"),
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

/// What `show --why` says of a fixture of plans, each reason on a line.
fn reasons(fixture: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/plans").join(fixture);
    let house = House::new(&[(fixture, &fs::read(path).unwrap())]);
    let done = house.run(["show", "--why", "--width", "300", fixture]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    done.out.lines().filter_map(|line| Some(line.trim_start().strip_prefix("why ")?.to_owned())).collect()
}

#[test]
fn why_says_by_which_rule_each_piece_was_read() {
    let section = |line: u32| {
        format!(
            "section: its label is of the class 壹, which heads the sections since every other class begins anew below it \
             (line {line})"
        )
    };
    let expected = [
        "the first lines that end like the title of a plan, with those that begin it (line 1)".to_owned(),
        "the title begins with it (line 1)".to_owned(),
        "the title without its year and version".to_owned(),
        "the year in the title (line 1)".to_owned(),
        "no rule finds one".to_owned(),
        "118 characters are Traditional only, 0 Simplified only".to_owned(),
        section(3),
        "basis, by 依據: a term of its heading, strong (the last one decides)".to_owned(),
        section(5),
        "goal, by 目標: a term of its heading, strong (the last one decides)".to_owned(),
        section(7),
        "content, by 工作項目: a term of its heading, strong (the last one decides)".to_owned(),
        "table: lines whose columns tabs keep apart (lines 9 to 15)".to_owned(),
        "rows: each line is one: no cell goes on in the line below".to_owned(),
        "rows: r1 line 10; r2 line 11; r3 line 12; r4 line 13; r5 line 14; r6 line 15".to_owned(),
        "column 1, 課別, is unit: what nearly all of its cells hold".to_owned(),
        "column 2, 工作項目, is item: 項目 in its name".to_owned(),
        "column 3, 具體作法, is action: 作法 in its name".to_owned(),
        "column 4, 完成期限, is deadline: 期限 in its name".to_owned(),
        "column 5, 備註, is note: 備註 in its name".to_owned(),
        section(17),
        "reward, by 獎懲: a term of its heading, firm (a head right behind it yields)".to_owned(),
    ];
    assert_eq!(reasons("tabbed-rows-merged-groups.txt"), expected);
    let furniture = reasons("law-database-page.txt");
    for expected in [
        "the latest day of promulgation or amendment in front (line 16)",
        "supplement, by 補充規定: its sentence is like “補充規定”",
        "it stands among lines of sites (line 2)",
        "a line of sites, by the pattern ^法規名稱[:：].*$ (line 5)",
    ] {
        assert!(furniture.iter().any(|reason| reason == expected), "{expected}: {furniture:#?}");
    }
}

#[test]
fn a_file_is_shown_the_same_with_its_reasons_and_without() {
    let house = House::new(&[("a.txt", PLAN.as_bytes())]);
    let plain = house.run(["show", "--width", "300", "a.txt"]).out;
    let explained = house.run(["show", "--width", "300", "--why", "a.txt"]).out;
    let rest: Vec<&str> = explained.lines().filter(|line| !line.trim_start().starts_with("why ")).collect();
    assert_eq!(rest, plain.lines().collect::<Vec<_>>());
    assert!(rest.len() < explained.lines().count());
}

#[test]
fn a_record_does_not_say_why() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    let id = house.import(0)[0].text("id").to_owned();
    let done = house.run(["show".to_owned(), "--why".to_owned(), format!("out/plans/hant/{}/{id}.json", &id[..2])]);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    assert!(done.err.contains("--why is for the file that it was read from"), "{}", done.err);
}
