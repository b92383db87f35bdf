//! `plancorpus diff` and `plancorpus series`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use support::{Done, House};

/// A plan of 102.
const OLD: &str = "望海市政府102年度提升服務品質實施計畫
壹、計畫依據
一、望海市政府101年12月27日望研字第1010000343號函辦理。
貳、計畫目標
一、提供市民便捷之服務。
二、公開政府資訊。
參、實施要項
一、由研考室每季檢討辦理情形，並於102年6月底前完成。
二、各單位應訂定服務標準。
肆、考核
由秘書室辦理考核。
";

/// The same a year later: a goal came in, a unit and a year changed, a division went.
const NEW: &str = "望海市政府103年度提升服務品質實施計畫
壹、計畫依據
一、望海市政府101年12月27日望研字第1010000343號函辦理。
貳、計畫目標
一、提供市民便捷之服務。
二、關懷偏遠地區民眾。
三、公開政府資訊。
參、實施要項
一、由行政室每季檢討辦理情形，並於103年6月底前完成。
二、各單位應訂定服務標準。
";

fn house() -> House {
    House::new(&[("in/102.txt", OLD.as_bytes()), ("in/103.txt", NEW.as_bytes())])
}

fn json(done: &Done) -> serde_json::Value {
    serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {}{}", done.out, done.err))
}

#[test]
fn what_changed_is_listed_and_the_exit_status_says_whether_anything_did() {
    let house = house();
    let done = house.run(["diff", "in/102.txt", "in/103.txt", "--width", "90"]);
    assert_eq!(done.code, Some(1), "{}", done.err);
    for expected in [
        "1 added, 2 removed, 1 changed, 0 moved, 1 renumbered",
        "+ 二 關懷偏遠地區民眾。",
        "# 二 → 三  公開政府資訊。",
        "由[-研考-]室每季檢討辦理情形，並於[-102-]年6月底前完成。",
        "由{+行政+}室每季檢討辦理情形，並於{+103+}年6月底前完成。",
        "- 肆 考核",
        "- 由秘書室辦理考核。",
    ] {
        let joined: String = done.out.lines().map(str::trim).collect();
        assert!(done.out.contains(expected) || joined.contains(expected), "{expected} in\n{}", done.out);
    }
    let same = house.run(["diff", "in/102.txt", "in/102.txt"]);
    assert_eq!(
        (same.code, same.out.lines().last()),
        (Some(0), Some("0 added, 0 removed, 0 changed, 0 moved, 0 renumbered"))
    );
}

#[test]
fn the_list_is_as_the_contract_lays_it_down() {
    let house = house();
    let changes = json(&house.run(["diff", "in/102.txt", "in/103.txt", "--format", "json"]));
    assert_eq!(changes["schema_version"], 1);
    assert_eq!(changes["old"]["year"], 2013);
    assert_eq!(changes["counts"]["renumbered"], 1);
    let renumbered = changes["changes"].as_array().unwrap().iter().find(|change| change["kind"] == "renumbered");
    let renumbered = renumbered.unwrap();
    assert_eq!(
        (&renumbered["what"], &renumbered["old"], &renumbered["new"]),
        (&"label".into(), &"二".into(), &"三".into())
    );
    assert_eq!((&renumbered["old_key"], &renumbered["new_key"]), (&"s2.i2".into(), &"s2.i3".into()));
    assert_eq!(renumbered["old_origin"]["lines"][0], 6);
}

#[test]
fn a_record_and_a_file_can_be_compared_in_either_script() {
    let house = house();
    let lines = house.import(0);
    let id = lines[0].text("id");
    for script in ["hant", "hans"] {
        let record = format!("out/plans/{script}/{}/{id}.json", &id[..2]);
        let done = house.run(["diff", &record, "in/102.txt"]);
        assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    }
}

#[test]
fn two_years_of_a_corpus_are_compared_by_what_speaks_for_them() {
    let house = house();
    // The same plan in another form: longer, and so it speaks.
    house.write("in/103.html", format!("<h1>{}</h1>", NEW.replace('\n', "</h1><p>")));
    house.import(0);
    let done =
        house.run(["diff", "--corpus", "out", "--agency", "望海市政府", "--years", "102,103", "--format", "json"]);
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert_eq!(json(&done)["new"]["path"], "103.html");
    assert!(done.err.contains("2014: 103.html speaks for it, 103.txt is left aside"), "{}", done.err);
    let gregorian =
        house.run(["diff", "--corpus", "out", "--series", "服務品質", "--years", "2013,2014", "--format", "json"]);
    assert_eq!(json(&gregorian), json(&done));
}

#[test]
fn a_series_has_a_row_for_each_goal_and_action_and_a_column_for_each_year() {
    let house = house();
    house.import(0);
    let listed = house.run(["series", "--corpus", "out"]);
    assert!(
        listed.out.contains("望海市政府提升服務品質實施計畫") && listed.out.contains("2013 to 2014, 2 plans"),
        "{}",
        listed.out
    );
    let history = json(&house.run(["series", "--corpus", "out", "服務品質", "--format", "json"]));
    let rows = history["rows"].as_array().unwrap();
    let fates: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row["cells"].as_array().unwrap().iter();
            cells.map(|cell| cell["fate"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(fates, ["new same", "new same", "- new", "new changed", "new same"]);
    let shown = house.run(["series", "--corpus", "out", "服務品質", "--width", "60"]);
    assert!(shown.out.contains("     +    關懷偏遠地區民眾。"), "{}", shown.out);
}

#[test]
fn a_goal_that_is_broken_into_lines_in_one_year_is_the_same() {
    for goals in ["一、提供市民便捷之服務。公開政府資訊。", "提供市民便捷之服務。公開政府資訊。"]
    {
        let whole = OLD.replace("一、提供市民便捷之服務。\n二、公開政府資訊。", goals);
        let broken = whole.replace("。公開", "。\n公開");
        assert!(whole != OLD && broken != whole);
        let next = |plan: &str| plan.replace("102年度", "103年度");
        for (old, new) in [(&whole, next(&broken)), (&broken, next(&whole))] {
            let house = House::new(&[("in/102.txt", old.as_bytes()), ("in/103.txt", new.as_bytes())]);
            house.import(0);
            let history = json(&house.run(["series", "--corpus", "out", "服務品質", "--format", "json"]));
            let rows = history["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "goal");
            let rows: Vec<_> = rows.map(|row| &row["cells"]).collect();
            assert_eq!(rows.len(), 1, "{rows:?}");
            assert_eq!((&rows[0][0]["fate"], &rows[0][1]["fate"]), (&"new".into(), &"same".into()), "{rows:?}");
            let text = |at: usize| rows[0][at]["text"].as_str().unwrap().replace('\n', "");
            assert_eq!((text(0), text(1)), (text(1), "提供市民便捷之服務。公開政府資訊。".to_owned()));
        }
    }
}

#[test]
fn the_pages_of_a_series_lead_to_the_differences() {
    let house = house();
    house.import(0);
    let done = house.run(["series", "--corpus", "out", "服務品質", "--format", "html", "--out", "pages"]);
    assert_eq!((done.code, done.out.as_str()), (Some(0), "2 pages in pages\n"), "{}", done.err);
    let index = fs::read_to_string(house.path("pages/index.html")).unwrap();
    let compared = fs::read_to_string(house.path("pages/2013-2014.html")).unwrap();
    let links: Vec<&str> = index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 3, "{links:?}");
    for link in links {
        let (page, place) = link.split_once('#').unwrap_or((link, ""));
        assert_eq!(page, "2013-2014.html");
        assert!(place.is_empty() || compared.contains(&format!("id=\"{place}\"")), "{link}");
    }
    assert_eq!(house.run(["series", "--corpus", "out", "--format", "html", "--out", "pages"]).code, Some(2));
}

#[test]
fn a_comparison_is_written_as_a_page_and_as_a_word_file() {
    let house = house();
    let plans = ["in/102.txt", "in/103.txt"];
    let page = house.run(["diff", plans[0], plans[1], "--format", "html"]);
    assert_eq!((page.code, page.err.as_str()), (Some(1), ""));
    assert!(page.out.starts_with("<!DOCTYPE html>") && page.out.contains("關懷偏遠地區民眾。"));
    let written = house.run(["diff", plans[0], plans[1], "--format", "html", "--out", "diff.html"]);
    assert_eq!((written.code, written.out.as_str(), written.err.as_str()), (Some(1), "", ""));
    assert_eq!(fs::read_to_string(house.path("diff.html")).unwrap(), page.out);
    let word = house.run(["diff", plans[0], plans[1], "--format", "docx", "--out", "diff.docx"]);
    assert_eq!((word.code, word.out.as_str(), word.err.as_str()), (Some(1), "", ""));
    assert!(fs::read(house.path("diff.docx")).unwrap().starts_with(b"PK"));
    // The same plan twice: a page that says so, and the exit status too.
    let same = house.run(["diff", plans[0], plans[0], "--format", "html", "--out", "same.html"]);
    assert_eq!(same.code, Some(0));
    assert!(fs::read_to_string(house.path("same.html")).unwrap().contains("兩份計畫的內容相同。"));
    // A Word file is nothing for a terminal, and a folder that is not there is none to write to.
    assert_eq!(house.run(["diff", plans[0], plans[1], "--format", "docx"]).code, Some(2));
    let nowhere = house.run(["diff", plans[0], plans[1], "--format", "html", "--out", "no/diff.html"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("can't write no/diff.html"), "{}", nowhere.err);
}

#[test]
fn a_series_goes_on_under_another_agency_and_another_title() {
    let renamed = NEW.replace("103年度提升服務品質實施計畫", "104年度便民計畫").replace("望海市政府", "望海縣政府");
    let house = House::new(&[("in/103.txt", NEW.as_bytes()), ("in/104.txt", renamed.as_bytes())]);
    house.import(0);
    assert!(house.run(["series", "--corpus", "out"]).out.contains("2 series"));
    let ours = "[[agency]]\nold = \"望海市政府\"\nnew = \"望海縣政府\"\nyear = 2015\n\
        [[title]]\nold = \"提升服務品質實施計畫\"\nnew = \"便民計畫\"\n\
        [[title]]\nold = \"政府服務躍升執行計畫\"\nnew = \"便民計畫\"\n";
    house.write("ours.toml", ours);
    let done = house.run(["series", "--corpus", "out", "--succession", "ours.toml"]);
    assert!(
        done.out.contains("1 series") && done.out.contains("was 望海市政府提升服務品質實施計畫"),
        "{}{}",
        done.out,
        done.err
    );
}

#[test]
fn trouble_has_an_exit_status_and_a_sentence() {
    let house = house();
    house.write("empty.txt", "");
    house.write("wrong.toml", "[x]");
    house.import(0);
    let cases: [(&[&str], &str); 9] = [
        (&["diff", "in/102.txt", "missing.txt"], "missing.txt: "),
        (&["diff", "in/102.txt", "empty.txt"], "empty.txt: no_text: "),
        (&["diff", "in/102.txt"], "<NEW>"),
        (&["diff", "in/102.txt#2", "in/103.txt"], "in/102.txt#1"),
        (&["diff", "--corpus", "out", "--years", "102"], "two years"),
        (&["diff", "--corpus", "out", "--years", "102,110"], "it has 2013, 2014"),
        (&["diff", "--corpus", "out", "--series", "廢", "--years", "102,103"], "no series"),
        (&["series", "--corpus", "nowhere"], "nowhere"),
        (&["series", "--corpus", "out", "--succession", "wrong.toml"], "wrong.toml: "),
    ];
    for (args, expected) in cases {
        let done = house.run(args);
        assert_eq!(done.code, Some(2), "{args:?}: {}", done.err);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    let house = house();
    house.import(0);
    for columns in [40, 80, 120] {
        let asked = columns.to_string();
        for args in [&["diff", "in/102.txt", "in/103.txt"][..], &["series", "--corpus", "out", "服務品質"]] {
            let done = house.run([args, &["--width", &asked]].concat());
            for line in done.out.lines().skip_while(|line| line.starts_with("  2")) {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{width} of {columns}: {line}");
            }
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_trouble() {
    let house = house();
    let mut child = house.command(["diff", "in/102.txt", "in/103.txt"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert!(matches!(child.wait().unwrap().code(), Some(0 | 1)));
}
