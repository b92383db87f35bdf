//! `--metadata`: a catalogue of the user's own, from the file to the record and the summary.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use serde_json::{Value, json};
use support::pdf::{Sheet, pdf};
use support::{House, MAINLAND, PLAN};

/// A plan that does not say its year, with a deadline that leaves it out.
const UNDATED: &str = "提升服務品質實施計畫
壹、具體作法
工作項目\t具體作法\t完成期限\t承辦單位
便民服務\t電話禮貌訓練。\t6月底\t秘書室
資訊公開\t更新本府網頁。\t每季\t資訊室
貳、經費
由各單位自籌。
";

fn record(house: &House, path: &str, script: &str, number: usize) -> Value {
    let line = house.manifest().into_iter().find(|line| line.text("path") == path).unwrap();
    let id = match number {
        1 => line.text("id").to_owned(),
        further => format!("{}-{further}", line.text("id")),
    };
    let file = house.path(format!("out/plans/{script}/{}/{id}.json", &id[..2]));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// Imports `in` with the catalogue into `out`; the summary.
fn import(house: &House, catalogue: &str) -> Value {
    house.write("plans.csv", catalogue);
    let done = house.run(["import", "in", "--out", "out", "--metadata", "plans.csv", "--summary", "json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    serde_json::from_str(&done.out).unwrap()
}

fn fields(record: &Value) -> Value {
    json!([record["title"], record["agency"], record["series"], record["roc_year"], record["year"], record["read"]])
}

#[test]
fn what_a_catalogue_says_replaces_what_was_read_and_both_are_kept_in_both_scripts() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    import(&house, "title,agency,year,path\n臺山市103年度服務品質實施計畫,臺山市政府,103,a.txt\n");
    let (hant, hans) = (record(&house, "a.txt", "hant", 1), record(&house, "a.txt", "hans", 1));
    let series = "望海市政府提升服務品質實施計畫";
    assert_eq!(
        fields(&hant),
        json!(["臺山市103年度服務品質實施計畫", "臺山市政府", "台山市服務品質實施計畫", 103, 2014, {
            "title": "望海市政府97年度提升服務品質實施計畫", "agency": "望海市政府",
            "series": series, "roc_year": 97, "year": 2008
        }])
    );
    assert_eq!(hans["title"], "台山市103年度服务品质实施计划");
    assert_eq!(hans["series"], hant["series"]);
    assert_eq!(hans["read"]["title"], "望海市政府97年度提升服务品质实施计划");
    assert_eq!(hans["read"]["series"], series, "a series is always Traditional");
    assert_eq!(hant["front"][0]["text"], "望海市政府97年度提升服務品質實施計畫", "the text is the source's");
}

#[test]
fn a_catalogue_that_says_too_much_of_a_file_ends_the_run_before_any_file_is_read() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    house.write("plans.csv", format!("path,title\nb.txt,乙計畫\na.txt,\"{}\"\n", "長".repeat(6 << 20)));
    for args in [
        &["import", "in", "--out", "out", "--metadata", "plans.csv"][..],
        &["show", "in/a.txt", "--metadata", "plans.csv"],
    ] {
        let done = house.run(args);
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
        let expected = "plancorpus: plans.csv: line 3: 18874368 bytes in the column \"title\", and a cell has at most 65536; \
                        is a quote before it not closed?\n";
        assert_eq!(done.err, expected);
    }
    assert!(!house.path("out").exists());
}

#[test]
fn a_changed_row_of_a_file_that_gives_no_record_changes_nothing_whether_it_is_read_again_or_not() {
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let house = House::new(&[
        ("in/a.txt", PLAN.as_bytes()),
        ("in/empty.txt", b""),
        ("in/garbled.txt", &noise),
        ("in/locked.pdf", include_bytes!("../../../fixtures/pdf/locked.pdf")),
        ("in/scan.pdf", include_bytes!("../../../fixtures/pdf/scan.pdf")),
        ("in/torn.docx", b"PK\x03\x04"),
        ("in/panic.txt", b"poison: panic"),
    ]);
    let run = |out: &str, title: &str, more: &[&str]| {
        let rows = ["a.txt", "empty.txt", "garbled.txt", "locked.pdf", "scan.pdf", "torn.docx", "panic.txt"];
        house.write(
            "plans.csv",
            rows.iter().fold("path,title,year\n".to_owned(), |csv, row| csv + row + "," + title + ",103\n"),
        );
        let args = ["import", "in", "--poison", "--metadata", "plans.csv", "--summary", "json", "--out", out];
        let done = house.run([&args[..], more].concat());
        let summary: Value = serde_json::from_str(&done.out).unwrap();
        (summary["unchanged"].as_u64().unwrap(), house.files(out))
    };
    run("out", "甲計畫", &[]);
    let (unchanged, resumed) = run("out", "乙計畫", &["--resume"]);
    assert_eq!(unchanged, 5, "what gave a record is read again, and what may have met a busy machine");
    assert!(resumed == run("fresh", "乙計畫", &[]).1, "as if everything had been read");
}

#[test]
fn a_deadline_that_leaves_its_year_out_has_the_year_of_the_catalogue() {
    let house = House::new(&[("in/a.txt", UNDATED.as_bytes())]);
    let due = |house: &House| record(house, "a.txt", "hant", 1)["sections"][0]["blocks"][0]["rows"][0]["due"].clone();
    import(&house, "path\n");
    assert!(due(&house)[0].get("month").is_none(), "{}", due(&house));
    import(&house, "path,year\na.txt,2014\n");
    assert_eq!(due(&house), json!([{"month": "2014-06"}]));
    let record = record(&house, "a.txt", "hant", 1);
    assert_eq!(record["read"], json!({"roc_year": null, "year": null}), "nothing was read, and that is said");
    assert_eq!(record["roc_year"], 103);
}

#[test]
fn a_plan_of_the_mainland_has_no_year_of_the_republic_unless_the_catalogue_counts_so() {
    let house = House::new(&[("in/a.txt", MAINLAND.as_bytes())]);
    for (year, expected) in [("2021", json!([null, 2021])), ("110", json!([110, 2021]))] {
        import(&house, &format!("path,year\na.txt,{year}\n"));
        let record = record(&house, "a.txt", "hans", 1);
        assert_eq!(json!([record["roc_year"], record["year"]]), expected);
    }
}

#[test]
fn a_row_bears_on_its_own_record_only() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", UNDATED.as_bytes())]);
    house.import(0);
    let (a, b) = (record(&house, "a.txt", "hant", 1), record(&house, "b.txt", "hant", 1));
    assert!(a.get("read").is_none());
    import(&house, "path,year\nb.txt,103\na.txt,\n");
    assert_eq!(record(&house, "a.txt", "hant", 1), a, "an empty row says nothing");
    assert_ne!(record(&house, "b.txt", "hant", 1)["produced_by"]["options"], b["produced_by"]["options"]);
}

#[test]
fn a_file_of_several_plans_shares_agency_and_year_and_each_plan_may_have_a_row() {
    let two = format!("{PLAN}{}", PLAN.replace("97年度", "98年度"));
    let house = House::new(&[("in/a.txt", two.as_bytes())]);
    let summary =
        import(&house, "path,title,agency,year\na.txt,甲計畫,乙市政府,\na.txt#2,丙計畫,,99\na.txt#3,丁計畫,,\n");
    let (first, second) = (record(&house, "a.txt", "hant", 1), record(&house, "a.txt", "hant", 2));
    assert_eq!(json!([first["title"], first["agency"], first["year"]]), json!(["甲計畫", "乙市政府", 2008]));
    assert_eq!(json!([second["title"], second["agency"], second["year"]]), json!(["丙計畫", "乙市政府", 2010]));
    assert_eq!(summary["metadata"]["first_unused"], json!(["a.txt#3"]));
}

#[test]
fn of_files_with_the_same_bytes_the_row_of_the_record_s_path_counts_else_the_first_other() {
    let house =
        House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", PLAN.as_bytes()), ("in/c.txt", PLAN.as_bytes())]);
    let summary = import(&house, "path,year\nc.txt,103\nb.txt,102\n");
    assert_eq!(record(&house, "a.txt", "hant", 1)["year"], 2013);
    assert_eq!(summary["metadata"]["first_unused"], json!(["c.txt"]));
    import(&house, "path,year\nc.txt,103\na.txt,101\n");
    assert_eq!(record(&house, "a.txt", "hant", 1)["year"], 2012);
}

#[test]
fn rows_without_a_record_and_columns_without_a_meaning_are_reported() {
    let house = House::new(&[("in/97/a.txt", PLAN.as_bytes()), ("in/97/b.txt", MAINLAND.as_bytes())]);
    let catalogue = "\u{FEFF}path,Title,備註\r\n97/x.txt,甲計畫,\r\na.txt,乙計畫,\r\n97/a.txt,,\r\n";
    // Both inputs lie in the folder 97, and the paths are relative to it: `in` is what all inputs share.
    let summary = import(&house, catalogue);
    assert_eq!(
        summary["metadata"],
        json!({"unused": 2, "first_unused": ["97/x.txt", "a.txt"], "ignored_columns": ["備註"]})
    );
    let done = house.run(["import", "in", "--out", "out", "--metadata", "plans.csv"]);
    for said in ["2 rows without a record", "line 2: 97/x.txt  no input has this path", "columns not used: 備註"] {
        assert!(done.out.contains(said), "{}", done.out);
    }
    let plain = house.run(["import", "in", "--out", "out", "--summary", "json"]);
    assert!(!plain.out.contains("metadata"), "{}", plain.out);
}

#[test]
fn a_catalogue_that_can_t_be_used_ends_the_command_before_anything_is_written() {
    let files: [(&[u8], &str); 4] = [
        (b"path,year\na.txt,103\nb.txt,103\na.txt,104\n", "plans.csv: line 4: \"a.txt\" stands on line 2 already"),
        (b"file,year\n", "plans.csv: line 1: no column is called path"),
        (b"path,year\na.txt,soon\n", "plans.csv: line 2: the year \"soon\" is none; write 103 or 2014"),
        (b"path,title\na.txt,\xa5\xd8\xbc\xd0\n", "plans.csv: line 2: not UTF-8"),
    ];
    for (bytes, said) in files {
        let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("plans.csv", bytes)]);
        let done = house.run(["import", "in", "--out", "out", "--metadata", "plans.csv"]);
        assert_eq!(done.code, Some(2), "{}", done.err);
        assert!(done.err.contains(said), "{}", done.err);
        assert!(!house.path("out").exists());
    }
}

#[test]
fn a_row_that_has_changed_is_taken_up_and_what_has_not_is_left() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", UNDATED.as_bytes())]);
    let import = |rows: &str, more: &[&str]| {
        house.write("plans.csv", format!("path,title\n{rows}"));
        let args = ["import", "in", "--out", "out", "--metadata", "plans.csv", "--summary", "json"];
        let done = house.run(args.iter().chain(more));
        assert_eq!(done.code, Some(0), "{}", done.err);
        serde_json::from_str::<Value>(&done.out).unwrap()
    };
    let titles =
        || ["a.txt", "b.txt"].map(|path| record(&house, path, "hant", 1)["title"].as_str().unwrap().to_owned());
    import("a.txt,甲計畫\nb.txt,乙計畫\n", &[]);
    assert_eq!(titles(), ["甲計畫", "乙計畫"]);
    assert_eq!(import("a.txt,甲計畫\nb.txt,乙計畫\n", &["--resume"])["unchanged"], 2);
    let summary = import("a.txt,丙計畫\nb.txt,乙計畫\nc.txt,丁計畫\n", &["--resume"]);
    assert_eq!(json!([summary["unchanged"], summary["metadata"]["first_unused"]]), json!([1, ["c.txt"]]));
    assert_eq!(titles(), ["丙計畫", "乙計畫"]);
    let resumed = house.files("out/plans");
    assert_eq!(import("a.txt,丙計畫\nb.txt,乙計畫\n", &["--isolation", "none"])["unchanged"], 0);
    assert_eq!(house.files("out/plans"), resumed, "a worker knows what its parent knows");
    let verified = house.run(["verify", "out"]);
    assert_eq!((verified.code, verified.out.as_str()), (Some(0), "2 lines and 4 records looked at: no problems\n"));
}

#[test]
fn show_displays_both_values() {
    let house = House::new(&[("in/97/a.txt", PLAN.as_bytes()), ("plans.csv", b"path,year\n97/a.txt,103\n")]);
    let done = house.run(["show", "in/97/a.txt", "--metadata", "plans.csv"]);
    assert!(done.out.contains("year        103 (2014)"), "{}", done.out);
    assert!(done.out.contains("was read    year: 97 (2008)"), "{}", done.out);
    assert!(!house.run(["show", "in/97/a.txt"]).out.contains("was read"));
}

#[test]
fn the_second_engine_in_its_own_process_knows_the_catalogue_and_the_lexicon() {
    let plan = PLAN.replace("貳、計畫目標", "貳、藍圖總覽");
    let house = House::new(&[]);
    let sheet = (0..).zip(plan.lines()).fold(Sheet::default(), |sheet, (at, line)| sheet.text(72, 72 + 24 * at, line));
    house.write("in/a.pdf", pdf(&[sheet]));
    house.write("words.toml", "[[heading]]\nterm = \"藍圖\"\nkind = \"goal\"\n");
    house.write("plans.csv", "path,year\na.pdf,103\n");
    let args = ["import", "in", "--out", "out", "--pdf-engine", "pdf-extract", "--lexicon", "words.toml"];
    let done = house.run(args.into_iter().chain(["--metadata", "plans.csv"]));
    assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    let record = record(&house, "a.pdf", "hant", 1);
    assert_eq!(record["produced_by"]["reader"], "pdf-extract");
    assert_eq!(json!([record["roc_year"], record["read"]["roc_year"]]), json!([103, 97]));
}
