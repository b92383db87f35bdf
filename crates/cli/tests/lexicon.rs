//! `--lexicon`: words of the user's own, from the file to the record.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use serde_json::Value;
use support::House;

/// A plan with words that no list has.
const PLAN: &str = "青川縣政府105年度提升服務品質實施計畫
壹、計畫依據
依青川縣政府104年12月7日青研字第1040000343號函辦理。
青川服務通：第8期
貳、藍圖總覽
提供便捷之服務。
參、具體作法
工作項目\t具體作法\t完成期限\t在地燈號
便民服務\t電話禮貌訓練。\t每月\t綠燈
資訊公開\t更新本府網頁。\t每季\t黃燈
";

const LEXICON: &str = "\
# Words of Qingchuan County.
[[heading]]
term = \"蓝图\"
kind = \"goal\"

[[column]]
term = \"灯号\"
role = \"score\"

[[column]]
term = \"在地\"
place = \"modifier\"

[[chrome]]
line = \"青川服務通：…\"
";

fn record(house: &House, out: &str) -> Value {
    let manifest = std::fs::read_to_string(house.path(format!("{out}/manifest.jsonl"))).unwrap();
    let line: Value = serde_json::from_str(manifest.lines().next().unwrap()).unwrap();
    let id = line["id"].as_str().unwrap();
    let path = house.path(format!("{out}/plans/hant/{}/{id}.json", &id[..2]));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The kind of the second section, the role of the table's last column, and the furniture.
fn read(record: &Value) -> [String; 3] {
    let section = &record["sections"][1];
    let table = &record["sections"][2]["blocks"][0];
    let kind = format!("{} {}", section["kind"], section["kind_from"]);
    let furniture = record["furniture"].as_array().unwrap();
    let furniture = furniture.iter().map(|piece| format!("{} {}", piece["kind"], piece["text"])).collect();
    [kind, table["columns"][3]["role"].to_string(), furniture].map(|text| text.replace('"', ""))
}

#[test]
fn words_of_a_lexicon_decide_kinds_roles_and_chrome() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("words.toml", LEXICON.as_bytes())]);
    assert_eq!(house.run(["import", "in", "--out", "plain"]).code, Some(0));
    assert_eq!(house.run(["import", "in", "--out", "told", "--lexicon", "words.toml"]).code, Some(0));
    let (plain, told) = (record(&house, "plain"), record(&house, "told"));
    let [kind, role, furniture] = read(&plain);
    assert_eq!((kind.as_str(), furniture.as_str()), ("other null", ""));
    assert_eq!(role, "other");
    assert_eq!(read(&told), ["goal 藍圖", "score", "site_chrome 青川服務通：第8期"]);
    assert_ne!(plain["produced_by"]["options"], told["produced_by"]["options"]);
}

#[test]
fn a_lexicon_without_words_changes_nothing() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("words.toml", "# nothing yet\n".as_bytes())]);
    assert_eq!(house.run(["import", "in", "--out", "plain"]).code, Some(0));
    assert_eq!(house.run(["import", "in", "--out", "told", "--lexicon", "words.toml"]).code, Some(0));
    assert_eq!(record(&house, "plain"), record(&house, "told"));
}

#[test]
fn a_lexicon_that_has_changed_has_the_files_read_again() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.7z", b"7z\xBC\xAF\x27\x1C")]);
    let import = |lexicon: &str, more: &[&str]| {
        house.write("words.toml", lexicon);
        let args = ["import", "in", "--out", "out", "--lexicon", "words.toml", "--summary", "json"];
        let done = house.run(args.iter().chain(more));
        assert_eq!(done.code, Some(0), "{}", done.err);
        serde_json::from_str::<Value>(&done.out).unwrap()["unchanged"].clone()
    };
    import("", &[]);
    assert_eq!(read(&record(&house, "out"))[0], "other null");
    assert_eq!(import(LEXICON, &["--resume"]), 0);
    assert_eq!(read(&record(&house, "out"))[0], "goal 藍圖");
    assert_eq!(import(&format!("{LEXICON}# as before\n"), &["--resume"]), 2, "a comment means nothing");
    assert_eq!(import(&LEXICON.replace("goal", "basis"), &["--resume"]), 0);
    assert_eq!(read(&record(&house, "out"))[0], "basis 藍圖");
    let resumed = house.files("out/plans");
    import(&LEXICON.replace("goal", "basis"), &["--isolation", "none"]);
    assert_eq!(house.files("out/plans"), resumed, "a worker has the words of its parent");
    assert_eq!(house.run(["verify", "out"]).code, Some(0));
}

#[test]
fn show_takes_a_lexicon_too() {
    let house = House::new(&[("a.txt", PLAN.as_bytes()), ("words.toml", LEXICON.as_bytes())]);
    assert!(house.run(["show", "a.txt"]).out.contains("藍圖總覽  other"));
    let done = house.run(["show", "a.txt", "--lexicon", "words.toml"]);
    assert!(done.out.contains("藍圖總覽  goal"), "{}", done.out);
}

#[test]
fn a_lexicon_is_no_use_for_a_record() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("words.toml", LEXICON.as_bytes())]);
    assert_eq!(house.run(["import", "in", "--out", "out"]).code, Some(0));
    house.write("a.json", serde_json::to_vec(&record(&house, "out")).unwrap());
    let done = house.run(["show", "a.json", "--lexicon", "words.toml"]);
    assert_eq!(done.code, Some(2));
    assert!(done.err.contains("has been read already"), "{}", done.err);
}

#[test]
fn a_lexicon_that_can_t_be_used_ends_the_command_before_anything_is_written() {
    let files: [(&[u8], &str); 5] = [
        (
            b"[[heading]]\nterm = \"a\"\nkind = \"aim\"\n",
            "words.toml: line 3: no kind is called \"aim\"; it is one of basis, goal",
        ),
        (b"[[heading]\n", "words.toml: line 1: "),
        (b"[[headline]]\n", "words.toml: line 1: unknown field `headline`, expected one of `heading`, `sentence`"),
        (b"# a\n[[heading]]\nterm = \"\xa5\xd8\xbc\xd0\"\n", "words.toml: line 3: not UTF-8"),
        (&[b'#'; (1 << 20) + 1], "words.toml: it is longer than 1048576 bytes"),
    ];
    for (bytes, said) in files {
        let house = House::new(&[("in/a.txt", PLAN.as_bytes()), ("words.toml", bytes)]);
        let done = house.run(["import", "in", "--out", "out", "--lexicon", "words.toml"]);
        assert_eq!(done.code, Some(2), "{}", done.err);
        assert!(done.err.contains(said), "{}", done.err);
        assert!(!house.path("out").exists());
        assert_eq!(house.run(["show", "in/a.txt", "--lexicon", "words.toml"]).code, Some(2));
    }
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    let done = house.run(["import", "in", "--out", "out", "--lexicon", "none.toml"]);
    assert_eq!(done.code, Some(2));
    assert!(done.err.contains("none.toml: "), "{}", done.err);
}

#[test]
fn a_lexicon_of_a_windows_editor_with_a_byte_order_mark_is_read() {
    let marked = format!("\u{FEFF}{}", LEXICON.replace('\n', "\r\n"));
    let house = House::new(&[("a.txt", PLAN.as_bytes()), ("words.toml", marked.as_bytes())]);
    let done = house.run(["show", "a.txt", "--lexicon", "words.toml"]);
    assert!(done.out.contains("藍圖總覽  goal"), "{}{}", done.out, done.err);
}

/// The example of the page that explains lexicons: its file, and its plan.
fn example() -> (String, String) {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/adding-a-heading.md")).unwrap();
    let toml = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let plan = page.split("these lines of an invented plan\n\n").nth(1).unwrap().split("\n\n").next().unwrap();
    (toml.to_owned(), plan.lines().map(|line| line.trim_start().to_owned() + "\n").collect())
}

#[test]
fn the_example_of_the_page_does_what_the_page_says() {
    let (toml, plan) = example();
    let house = House::new(&[("in/a.txt", plan.as_bytes()), ("words.toml", toml.as_bytes())]);
    assert_eq!(house.run(["import", "in", "--out", "plain"]).code, Some(0));
    assert_eq!(house.run(["import", "in", "--out", "told", "--lexicon", "words.toml"]).code, Some(0));
    let (plain, told) = (record(&house, "plain"), record(&house, "told"));
    let sections = |record: &Value| {
        let section = &record["sections"][1];
        [&section["heading"], &section["kind"]].map(|value| value.as_str().unwrap().to_owned())
    };
    assert_eq!(
        (sections(&plain), sections(&told)),
        (["藍圖總覽", "other"].map(str::to_owned), ["藍圖總覽", "goal"].map(str::to_owned))
    );
    assert_eq!(plain["furniture"].as_array().unwrap().len(), 0);
    assert_eq!(told["furniture"][0]["text"], "青川服務通：第8期");
}
