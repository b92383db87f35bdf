//! `plancorpus export` of tables, `plancorpus search` and `plancorpus stats`
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;

use serde_json::Value;
use support::{House, MAINLAND, PLAN};

const NEXT_YEAR: &str = "望海市政府98年度提升服務品質實施計畫
壹、計畫依據
依本府97年計畫辦理。
貳、考核
由研考室按季辦理管制考核。
";

/// A corpus of three plans, one of them Simplified, and a file that is none.
fn corpus() -> House {
    let house = House::new(&[
        ("in/97.txt", PLAN.as_bytes()),
        ("in/98.txt", NEXT_YEAR.as_bytes()),
        ("in/b.txt", MAINLAND.as_bytes()),
        ("in/empty.txt", b""),
    ]);
    house.import(1);
    house
}

fn names(house: &House, folder: &str) -> Vec<String> {
    house.files(folder).keys().map(|path| path.display().to_string()).collect()
}

#[test]
fn tables_go_where_they_are_wanted_or_beside_the_corpus() {
    let house = corpus();
    for format in ["parquet", "csv", "jsonl"] {
        let done = house.run(["export", "out", "--to", format]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        assert!(
            done.out.contains("plans                3 rows") && done.out.contains("files                4 rows"),
            "{}",
            done.out
        );
        let expected = ["citations", "diagnostics", "files", "items", "plans", "sections", "table_rows"];
        assert_eq!(names(&house, &format!("out/tables/{format}")), expected.map(|name| format!("{name}.{format}")));
    }
    let done = house.run(["export", "--corpus", "out", "--to", "sqlite", "--out", "deep/plans.sqlite"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(names(&house, "deep"), ["plans.sqlite"]);
    // What lies in tables/ is no part of the corpus.
    assert_eq!(house.run(["verify", "out"]).code, Some(0));
    house.import(1);
    assert!(house.path("out/tables/csv/plans.csv").exists());
}

#[test]
fn tables_replace_those_of_an_earlier_run_and_nothing_else() {
    let house = corpus();
    let export = || house.run(["export", "out", "--to", "csv", "--out", "sheets"]);
    assert_eq!(export().code, Some(0));
    let before = house.files("sheets");
    assert_eq!(export().code, Some(0));
    assert_eq!(house.files("sheets"), before, "the same corpus gives the same bytes");
    fs::remove_file(house.path("in/98.txt")).unwrap();
    assert_eq!(house.run(["import", "in", "--out", "out", "--prune", "--quiet"]).code, Some(1));
    assert_eq!(export().code, Some(0));
    assert_ne!(house.files("sheets"), before);

    house.write("sheets/mine.txt", "mine");
    let refused = export();
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("mine.txt"), "{}", refused.err);
    assert_eq!(fs::read(house.path("sheets/mine.txt")).unwrap(), b"mine");
    house.write("notes.sqlite", "notes");
    let refused = house.run(["export", "out", "--to", "sqlite", "--out", "notes.sqlite"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(fs::read(house.path("notes.sqlite")).unwrap(), b"notes");
    let hidden: Vec<_> = names(&house, ".").into_iter().filter(|name| name.contains(".tmp")).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn a_damaged_corpus_gives_no_tables_and_leaves_the_old_ones() {
    let house = corpus();
    assert_eq!(house.run(["export", "out", "--to", "jsonl"]).code, Some(0));
    let before = house.files("out/tables");
    let record = house.files("out/plans/hans").keys().next().unwrap().clone();
    house.write(format!("out/plans/hans/{}", record.display()), "{");
    for format in ["jsonl", "parquet", "sqlite"] {
        let done = house.run(["export", "out", "--to", format]);
        assert_eq!(done.code, Some(2), "{}", done.out);
        assert!(done.err.contains("not a plan record") && done.err.contains("verify"), "{}", done.err);
    }
    assert_eq!(house.files("out/tables"), before);
}

#[test]
fn csv_for_excel_begins_with_its_mark() {
    let house = corpus();
    house.run(["export", "out", "--to", "csv", "--out", "plain"]);
    house.run(["export", "out", "--to", "csv", "--bom", "--out", "excel"]);
    let [plain, excel] = ["plain", "excel"].map(|folder| house.files(folder));
    for (name, bytes) in plain {
        assert!(!bytes.starts_with("\u{FEFF}".as_bytes()));
        assert_eq!(excel[&name], ["\u{FEFF}".as_bytes(), &bytes].concat());
    }
}

#[test]
fn a_card_says_what_is_in_the_files() {
    let house = corpus();
    let done = house.run(["export", "out", "--card", "--name", "望海市的計畫 <b>", "--out", "dataset"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let card = fs::read_to_string(house.path("dataset/README.md")).unwrap();
    assert!(card.starts_with("---\npretty_name: \"望海市的計畫 <b>\"\nlanguage:\n- zh\n"), "{card}");
    for expected in [
        "# 望海市的計畫 \\<b\\>",
        "read from 4 files",
        "3 plans of 1 agency",
        "- config_name: plans\n  data_files: plans.parquet\n  default: true\n",
        "| 望海市政府 | 2 | 2008–2009 |  |",
        "| `no_text` | 1 |",
        "| `plans.parquet` | 3 |",
        "| `due` | list of groups |",
    ] {
        assert!(card.contains(expected), "{expected} is not in {card}");
    }
    let croissant: Value = serde_json::from_slice(&fs::read(house.path("dataset/croissant.json")).unwrap()).unwrap();
    assert_eq!(croissant["conformsTo"], "http://mlcommons.org/croissant/1.0");
    for file in croissant["distribution"].as_array().unwrap() {
        let bytes = fs::read(house.path("dataset").join(file["contentUrl"].as_str().unwrap())).unwrap();
        assert_eq!(file["contentSize"], format!("{} B", bytes.len()));
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    }
    assert_eq!(croissant["recordSet"].as_array().unwrap().len(), 7);
    // Again, over the first.
    assert_eq!(house.run(["export", "out", "--card", "--out", "dataset"]).code, Some(0));
}

#[test]
fn what_does_not_go_together_is_refused_with_a_sentence() {
    let house = corpus();
    let record = house.files("out/plans/hant").keys().next().unwrap().display().to_string();
    let record = format!("out/plans/hant/{record}");
    let cases: &[(&[&str], &str)] = &[
        (&["out", "--to", "parquet", "--script", "hans"], "--script"),
        (&["out", "--to", "parquet", "--bom"], "--bom"),
        (&["out", "--to", "sqlite", "--card"], "--card"),
        (&["out", "--to", "docx"], "--out"),
        (&["out", "--to", "docx", "--card", "--out", "word"], "--card"),
        (&[&record, "--to", "csv"], "corpus"),
        (&["in", "--to", "csv"], "manifest.jsonl"),
        (&["in", "--to", "sqlite"], "manifest.jsonl"),
        (&["out", &record, "--to", "docx", "--out", "word"], "alone"),
        (&["out"], "--to"),
    ];
    for (args, expected) in cases {
        let done = house.run([&["export"], *args].concat());
        assert_eq!(done.code, Some(2), "{args:?}: {}{}", done.out, done.err);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
    assert!(!house.path("in/tables").exists(), "nothing is made where there is no corpus");
}

#[test]
fn a_search_shows_where_the_words_are() {
    let house = corpus();
    let done = house.run(["search", "out", "考核"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    assert_eq!(
        done.out.lines().map(str::trim).filter(|line| !line.contains("98.txt")).collect::<Vec<_>>(),
        [
            "望海市政府98年度提升服務品質實施計畫",
            "貳  evaluation  s2",
            "貳 [考核]",
            "貳  evaluation",
            "由研考室按季辦理管制[考核]。",
            "",
            "2 passages in 1 plan",
        ],
        "{}",
        done.out
    );
    // Either script finds both, and the second search makes no index.
    let index = fs::metadata(house.path("out/tables/corpus.sqlite")).unwrap().modified().unwrap();
    for text in ["政府信息", "政務信息", "政务信息"] {
        let done = house.run(["search", "out", text, "--json"]);
        let found: Value = serde_json::from_str(&done.out).unwrap();
        let expected = u64::from(text != "政府信息");
        assert_eq!(found["total"], expected, "{text}");
        assert_eq!(done.code, Some(i32::from(expected == 0)));
    }
    assert_eq!(fs::metadata(house.path("out/tables/corpus.sqlite")).unwrap().modified().unwrap(), index);
}

#[test]
fn a_search_is_of_the_corpus_as_it_is() {
    let house = corpus();
    assert_eq!(house.run(["search", "out", "停車便民"]).code, Some(1));
    house.write("in/99.txt", PLAN.replace("97年度", "99年度").replace("公開政府資訊", "停車便民"));
    house.import(1);
    assert_eq!(house.run(["search", "out", "停車便民"]).code, Some(0));
    fs::write(house.path("out/tables/corpus.sqlite"), "SQLite format 3\0 and then nonsense").unwrap();
    assert_eq!(house.run(["search", "out", "停車便民"]).code, Some(0), "a broken index is made again");
}

#[test]
fn a_search_is_narrowed_and_says_what_is_wrong() {
    let house = corpus();
    let total = |args: &[&str]| {
        let done = house.run([&["search", "out"], args, &["--json"]].concat());
        serde_json::from_str::<Value>(&done.out).unwrap_or_else(|_| panic!("{args:?}: {}", done.err))["total"].clone()
    };
    // The titles, the lines in front that they were read from, and a letter.
    assert_eq!(total(&["望海市"]), 7);
    assert_eq!(total(&["望海市", "--year", "98"]), 2);
    assert_eq!(total(&["望海市", "--year", "2009"]), 2);
    assert_eq!(total(&["望海市", "--agency", "望海市"]), 5);
    assert_eq!(total(&["公開", "--kind", "goal"]), 2);
    assert_eq!(total(&["公開", "--kind", "basis"]), 0);
    assert_eq!(total(&["公開", "--series", "提升政務"]), 1);
    assert_eq!(total(&["公開", "-n", "1"]), 2);
    for (args, expected) in [
        (&["out", "、"][..], "no letter"),
        (&["out", "公開", "--kind", "goals"], "evaluation"),
        (&["out", "公開", "--year", "900"], "900"),
        (&["in", "公開"], "manifest.jsonl"),
        (&["in/97.txt", "公開"], "in/97.txt"),
    ] {
        let done = house.run([&["search"], args].concat());
        assert_eq!(done.code, Some(2), "{args:?}: {}", done.out);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
}

#[test]
fn stats_count_what_there_is_and_what_is_missing() {
    let house = corpus();
    let done = house.run(["stats", "out", "--json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let stats: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&stats["files"], &stats["plans"], &stats["sections"]), (&4.into(), &3.into(), &7.into()));
    assert_eq!(stats["statuses"][1]["status"], "no_text");
    assert_eq!(stats["years"].as_array().unwrap().len(), 3);
    assert_eq!(stats["agencies"][0]["name"], "望海市政府");
    let coverage = stats["coverage"].as_array().unwrap();
    let goal = coverage.iter().find(|kind| kind["kind"] == "goal").unwrap();
    assert_eq!((&goal["with"], &goal["without"], &goal["expected"]), (&2.into(), &1.into(), &true.into()));
    assert_eq!(goal["missing"][0]["path"], "98.txt");

    let shown = house.run(["stats", "out", "--width", "60"]).out;
    assert!(shown.contains("goal") && shown.contains("missing in 1: 98.txt"), "{shown}");
    assert!(shown.contains("望海市政府") && shown.contains("2008 to 2009"), "{shown}");
    let refused = house.run(["stats", "in"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("manifest.jsonl"), "{}", refused.err);
}
