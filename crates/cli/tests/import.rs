//! `plancorpus import`, from the command line to the corpus.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;

use serde_json::Value;
use support::{House, MAINLAND, PLAN, told};

#[test]
fn a_folder_becomes_a_corpus_in_both_scripts() {
    let house = House::new(&[
        ("in/97/a.txt", PLAN.as_bytes()),
        ("in/mainland.txt", MAINLAND.as_bytes()),
        ("in/web/a.html", "<html><body><p>壹、計畫依據</p><p>依望海市政府函辦理。</p></body></html>".as_bytes()),
    ]);
    let lines = house.import(0);
    assert_eq!(told(&lines), [("97/a.txt", "ok"), ("mainland.txt", "ok"), ("web/a.html", "ok")]);

    let record = |id: &str, script: &str| -> Value {
        let path = house.path(format!("out/plans/{script}/{}/{id}.json", &id[..2]));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    let hash = blake3::hash(PLAN.as_bytes()).to_hex().to_string();
    assert_eq!(lines[0].text("blake3"), hash);
    assert_eq!(lines[0].text("id"), &hash[..16]);
    let (hant, hans) = (record(&hash[..16], "hant"), record(&hash[..16], "hans"));
    assert_eq!(hant["source"]["path"], "97/a.txt");
    assert_eq!(hant["script"], "hant");
    assert!(hant["produced_by"]["converter"].is_null(), "the source's own script is not converted");
    assert_eq!(hans["produced_by"]["converter"]["engine"], "opencc-fmmseg");
    assert_eq!(hans["script"], "hant", "the script is that of the source in both records");
    let (hant, hans) = (hant.to_string(), hans.to_string());
    assert!(hant.contains("提供市民便捷之服務。") && hans.contains("提供市民便捷之服务。"));

    let id = lines[1].text("id");
    assert!(record(id, "hans")["produced_by"]["converter"].is_null());
    assert!(!record(id, "hant")["produced_by"]["converter"].is_null());
}

#[test]
fn office_files_are_read_by_what_they_are_and_as_far_as_they_go() {
    let fixture =
        |name: &str| fs::read(format!("{}/../../fixtures/office/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (docx, odt, rtf) = (fixture("python-docx.docx"), fixture("python-docx.odt"), fixture("python-docx.rtf"));
    let cut = docx.len() * 2 / 3;
    let house = House::new(&[
        ("in/1.docx", &docx),
        ("in/2.odt", &odt),
        ("in/3.doc", &rtf),
        ("in/4.docx", &docx[..cut]),
        ("in/5.docx", b"PK\x03\x04"),
    ]);
    let lines = house.import(0);
    let formats: Vec<&str> = lines[..3].iter().map(|line| line.text("format")).collect();
    assert_eq!(formats, ["docx", "odt", "rtf"]);
    assert_eq!(
        told(&lines),
        [("1.docx", "ok"), ("2.odt", "ok"), ("3.doc", "ok"), ("4.docx", "partial"), ("5.docx", "unsupported")]
    );
    let detail = lines[3].text("detail");
    assert!(detail.contains("is missing") || detail.contains("is damaged"), "{detail}");
    let id = lines[0].text("id");
    let record = fs::read_to_string(house.path(format!("out/plans/hant/{}/{id}.json", &id[..2]))).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    let labels: Vec<&str> =
        record["sections"].as_array().unwrap().iter().filter_map(|section| section["label"].as_str()).collect();
    assert_eq!(labels, ["壹", "貳", "參", "肆", "伍", "陸", "柒"]);
    assert_eq!(record["sections"][0]["origin"]["paragraph"], 2);
    assert_eq!(record["furniture"][0]["kind"], "running_head");
}

#[test]
fn the_corpus_is_the_same_for_any_number_of_jobs_and_on_every_run() {
    let house = House::new(&[("in/copy.txt", PLAN.as_bytes()), ("in/empty.txt", b"")]);
    for number in 0..40 {
        house.write(format!("in/{}/{number}.txt", number % 3), PLAN.replace("97", &(80 + number % 30).to_string()));
    }
    let import = |out: &str, jobs: &str| {
        let done = house.run(["import", "in", "--out", out, "--jobs", jobs, "--isolation", "process"]);
        assert_eq!(done.code, Some(1), "{}", done.err);
        house.files(out)
    };
    let one = import("one", "1");
    // The records, the manifest, by what they were made, and their hashes.
    assert_eq!(one.len(), 2 * 30 + 3);
    assert!(import("two", "2") == one && import("four", "4") == one);
    assert!(import("four", "3") == one, "a second run on the same corpus");
    for jobs in ["1", "2", "8"] {
        let out = format!("within-{jobs}");
        let done = house.run(["import", "in", "--out", &out, "--jobs", jobs, "--isolation", "none"]);
        assert_eq!(done.code, Some(1), "{}", done.err);
        assert!(house.files(&out) == one, "read in the process of the run, {jobs} at a time");
    }
    assert!(import("eight", "8") == one);
}

#[test]
fn same_bytes_are_one_record_and_every_file_has_a_line() {
    let house = House::new(&[
        ("in/b.txt", PLAN.as_bytes()),
        ("in/a/z.txt", PLAN.as_bytes()),
        ("in/c.txt", MAINLAND.as_bytes()),
    ]);
    let lines = house.import(0);
    assert_eq!(told(&lines), [("a/z.txt", "ok"), ("b.txt", "duplicate"), ("c.txt", "ok")]);
    assert_eq!(lines[1].text("id"), lines[0].text("id"));
    assert_eq!(house.files("out/plans").len(), 4);
}

#[test]
fn what_has_vanished_stays_until_it_is_pruned_and_nothing_else_goes() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", MAINLAND.as_bytes())]);
    house.import(0);
    house.write("out/notes.md", "mine");
    let foreign = house.write("out/plans/hant/00/0000000000000000.json", "{\"mine\": true}");
    fs::remove_file(house.path("in/b.txt")).unwrap();

    let done = house.run(["import", "in", "--out", "out"]);
    assert!(
        done.out.contains("        1  vanished     in the corpus, not among these inputs; --prune"),
        "{}",
        done.out
    );
    assert_eq!(told(&house.manifest()), [("a.txt", "ok"), ("b.txt", "ok")]);
    assert_eq!(house.files("out/plans").len(), 4 + 1);

    let done = house.run(["import", "in", "--out", "out", "--prune", "--summary", "json"]);
    let summary: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&summary["removed"], &summary["vanished"]), (&1.into(), &serde_json::json!(["b.txt"])));
    assert_eq!(told(&house.manifest()), [("a.txt", "ok")]);
    assert_eq!(house.files("out/plans").len(), 2 + 1);
    assert!(foreign.exists() && house.path("out/notes.md").exists());
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", MAINLAND.as_bytes()), ("in/c.txt", b"")]);
    let resume = |more: &[&str]| {
        let done = house.run([&["import", "in", "--out", "out", "--resume", "--summary", "json"], more].concat());
        let summary: Value = serde_json::from_str(&done.out).unwrap();
        (summary["unchanged"].as_u64().unwrap(), house.files("out"))
    };
    let (unchanged, first) = resume(&[]);
    assert_eq!(unchanged, 0);
    assert_eq!(resume(&[]), (3, first.clone()));
    assert_eq!(resume(&["--limit-memory", "3000"]).0, 2, "with more memory, it may be another outcome");
    house.write("in/b.txt", MAINLAND.replace("简化", "精简"));
    let (unchanged, changed) = resume(&["--limit-memory", "3000"]);
    assert_eq!((unchanged, changed.len()), (2, first.len()));
    assert!(changed != first);
    let fresh = house.run(["import", "in", "--out", "fresh", "--limit-memory", "3000"]);
    assert_eq!(fresh.code, Some(1));
    assert!(house.files("fresh") == changed);
}

#[test]
fn the_output_folder_may_lie_in_an_input() {
    let house = House::new(&[("a.txt", PLAN.as_bytes())]);
    for _ in 0..2 {
        let done = house.run(["import", ".", "--out", "out"]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        assert!(done.out.contains("Left out\n  out  the corpus itself"), "{}", done.out);
        assert_eq!(told(&house.manifest()), [("a.txt", "ok")]);
    }
}

#[test]
fn nothing_is_written_where_the_command_line_is_wrong() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("thesis/chapter.txt", b"mine")]);
    let wrong: [(&[&str], &str); 7] = [
        (&["import", "in", "missing.txt", "--out", "out"], "missing.txt"),
        (&["import", "in"], "--out"),
        (&["import", "--out", "out"], "PATH"),
        (&["import", "in", "--out", "out", "--jobs", "0"], "--jobs"),
        (&["import", "in", "--out", "thesis"], "thesis is not a corpus"),
        (&["import", "in", "--out", "in/a.txt"], "in/a.txt"),
        (&["import", "in", "--out", "in"], "lies in the output folder"),
    ];
    let before = house.files("");
    for (args, named) in wrong {
        let done = house.run(args);
        assert_eq!(done.code, Some(2), "{args:?}: {}", done.err);
        assert!(done.err.contains(named) && done.out.is_empty(), "{args:?}: {}", done.err);
        assert_eq!(house.files(""), before, "{args:?}");
    }
    assert!(!house.path("out").exists());
}

#[test]
fn the_summary_counts_and_names() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", PLAN.as_bytes()), ("in/\u{1b}[2J.txt", b"")]);
    let done = house.run(["import", "in", "--out", "out"]);
    assert_eq!(done.code, Some(1));
    assert!(done.err.is_empty(), "no progress where stderr is no terminal: {}", done.err);
    let expected = [
        "3 files, 1 plan",
        "        1  ok           read whole",
        "        1  duplicate    same bytes as an earlier file",
        "        1  no_text      no text in it: a scan, or an empty file",
        "",
        "Failed",
        "  \\u{1b}[2J.txt  no_text: no text in it: an empty file",
        "",
        "Manifest  out/manifest.jsonl",
    ];
    assert_eq!(done.out.lines().collect::<Vec<_>>(), expected);

    let done = house.run(["import", "in", "--out", "out", "--quiet", "--summary", "json"]);
    let expected = "{\"manifest\":\"out/manifest.jsonl\",\"files\":3,\"done\":3,\"interrupted\":false,\"plans\":1,\"unchanged\":0,\"removed\":0,\"statuses\":{\"ok\":1,\"partial\":0,\
        \"duplicate\":1,\"no_text\":1,\"encrypted\":0,\"unsupported\":0,\"malformed\":0,\"too_large\":0,\"garbled\":0,\
        \"unreadable\":0,\"timeout\":0,\"crashed\":0},\"vanished\":[],\"left_out\":[]}\n";
    assert_eq!(done.out, expected);
}

#[test]
fn the_help_has_examples_and_the_version_is_told() {
    let house = House::new(&[]);
    let help = house.run(["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.out.contains("plancorpus import plans/ --out corpus") && help.out.contains("Exit status"));
    assert_eq!(house.run(["--version"]).out, format!("plancorpus {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(house.run::<&str>([]).code, Some(2));
}

#[test]
fn the_schema_and_the_formats_are_printed() {
    let house = House::new(&[]);
    assert_eq!(house.run(["schema"]).out, include_str!("../../../docs/plan.schema.json"));
    let formats = house.run(["formats"]);
    assert!(formats.out.lines().any(|line| line.starts_with("text") && line.contains("read")), "{}", formats.out);
}
