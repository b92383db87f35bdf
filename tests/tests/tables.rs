//! The flat tables of a corpus, in every format, against its records; and the search against a look at every text.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use corpus::Corpus;
use ingest::{Request, import};
use serde_json::{Value, json};
use tables::{Form, Sink, Table, Text, feed};
use tables_parquet::Parquet;
use tables_sqlite::{Database, Made, Query, search};
use tempfile::TempDir;
use tests::repository;

mod tables_read;

/// A corpus of all fixtures, and its tables in all formats.
struct Tables {
    folder: TempDir,
}

static MADE: LazyLock<Tables> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    import(&Request::new(vec![repository().join("fixtures")], folder.path().join("corpus")), &|_| {}).unwrap();
    let made = Tables { folder };
    let corpus = made.corpus();
    for format in ["csv", "jsonl", "parquet"] {
        fs::create_dir(made.path(format)).unwrap();
    }
    let fill = |sink: &mut dyn Sink| feed(&corpus, sink, &|_, _| {}).unwrap();
    for form in [Form::Csv { bom: true }, Form::Jsonl] {
        let mut text = Text::create(&made.path(form.extension()), form).unwrap();
        fill(&mut text);
        text.finish().unwrap();
    }
    let mut parquet = Parquet::create(&made.path("parquet")).unwrap();
    fill(&mut parquet);
    parquet.finish().unwrap();
    let mut database = Database::create(&made.path("corpus.sqlite")).unwrap();
    fill(&mut database);
    database.finish(&Made::of(&corpus).unwrap()).unwrap();
    made
});

impl Tables {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn corpus(&self) -> Corpus {
        Corpus::at(&self.path("corpus"))
    }

    /// The rows of a table, as JSON Lines has them.
    fn rows(&self, table: Table) -> Vec<Value> {
        tables_read::jsonl(&self.path("jsonl"), table)
    }

    /// Both records of each plan, in the order of the manifest: what others have read from the disk.
    fn records(&self) -> Vec<[Value; 2]> {
        let manifest = fs::read_to_string(self.path("corpus/manifest.jsonl")).unwrap();
        let mut records = Vec::new();
        for line in manifest.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if !matches!(line["status"].as_str(), Some("ok" | "partial")) {
                continue;
            }
            let ids = line["ids"].as_array().cloned().unwrap_or_else(|| vec![line["id"].clone()]);
            for id in ids.iter().filter_map(Value::as_str) {
                let read = |script: &str| {
                    let path = self.path("corpus/plans").join(script).join(&id[..2]).join(format!("{id}.json"));
                    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
                };
                records.push([read("hant"), read("hans")]);
            }
        }
        records
    }
}

/// What a record says, by this reading of its JSON: rows of three tables, with some of their columns.
#[derive(Default)]
struct Expected {
    position: u64,
    sections: Vec<Value>,
    items: Vec<Value>,
    rows: Vec<Value>,
}

impl Expected {
    fn next(&mut self, id: &Value) -> Value {
        self.position += 1;
        json!({"plan_id": id, "position": self.position})
    }

    fn section(&mut self, id: &Value, [hant, hans]: [&Value; 2]) {
        let mut row = self.next(id);
        for name in ["key", "kind", "ordinal"] {
            row[name] = hant[name].clone();
        }
        for name in ["label", "heading"] {
            row[format!("{name}_hant")] = hant[name].clone();
            row[format!("{name}_hans")] = hans[name].clone();
        }
        self.sections.push(row);
        let labels: Vec<[String; 2]> = match (hant["label"].as_str(), hans["label"].as_str()) {
            (Some(hant), Some(hans)) => vec![[hant.to_owned(), hans.to_owned()]],
            _ => Vec::new(),
        };
        let around = Around { section: &hant["key"], kind: &hant["kind"], parent: &hant["key"], labels };
        self.blocks(id, [&hant["blocks"], &hans["blocks"]], &around);
    }

    fn blocks(&mut self, id: &Value, [hant, hans]: [&Value; 2], around: &Around<'_>) {
        for (hant, hans) in hant.as_array().unwrap().iter().zip(hans.as_array().unwrap()) {
            let mut row = self.next(id);
            row["type"] = hant["type"].clone();
            row["key"] = hant.get("key").cloned().unwrap_or(Value::Null);
            row["section_key"] = around.section.clone();
            row["section_kind"] = around.kind.clone();
            row["parent_key"] = around.parent.clone();
            row["part"] = hant["origin"]["part"].clone();
            row["paragraph"] = hant["origin"]["paragraph"].clone();
            row["page"] = hant["origin"]["regions"].get(0).map_or(Value::Null, |region| region["page"].clone());
            row["first_line"] = hant["origin"]["lines"].get(0).cloned().unwrap_or(Value::Null);
            row["end_char"] = hant["origin"]["chars"].get(1).cloned().unwrap_or(Value::Null);
            let mut labels = around.labels.clone();
            if let (Some(hant), Some(hans)) = (hant["label"].as_str(), hans["label"].as_str()) {
                labels.push([hant.to_owned(), hans.to_owned()]);
            }
            for (at, (name, block)) in [("hant", hant), ("hans", hans)].into_iter().enumerate() {
                let path: Vec<&str> = labels.iter().map(|label| label[at].as_str()).collect();
                row[format!("label_path_{name}")] = path.join("/").into();
                row[format!("text_{name}")] = match block.get("text") {
                    Some(text) => text.clone(),
                    None => {
                        let caption = block["caption"].as_str().into_iter();
                        let header =
                            block["columns"].as_array().unwrap().iter().filter_map(|column| column["name"].as_str());
                        let lines: Vec<&str> = caption.chain(header).filter(|line| !line.is_empty()).collect();
                        lines.join("\n").into()
                    }
                };
            }
            self.items.push(row);
            if hant["type"] == "item" {
                let inside = Around { parent: &hant["key"], labels, ..around.clone() };
                self.blocks(id, [&hant["children"], &hans["children"]], &inside);
            } else if hant["type"] == "table" {
                self.table(id, [hant, hans], around);
            }
        }
    }

    fn table(&mut self, id: &Value, [hant, hans]: [&Value; 2], around: &Around<'_>) {
        let columns = hant["columns"].as_array().unwrap();
        for (index, (row, fellow)) in
            hant["rows"].as_array().unwrap().iter().zip(hans["rows"].as_array().unwrap()).enumerate()
        {
            let mut expected = self.next(id);
            expected["key"] = row["key"].clone();
            expected["table_key"] = hant["key"].clone();
            expected["row"] = index.into();
            expected["section_key"] = around.section.clone();
            expected["cells_hant"] = row["cells"].clone();
            expected["cells_hans"] = fellow["cells"].clone();
            expected["units_hant"] = row["units"].clone();
            expected["units_hans"] = fellow["units"].clone();
            expected["roles"] = columns.iter().map(|column| column["role"].clone()).collect();
            for role in ["item", "action", "deadline", "unit"] {
                let with_role = |cells: &Value| -> Value {
                    let of = |(column, cell): (&Value, &Value)| {
                        (column["role"] == role).then(|| cell.as_str().unwrap().to_owned())
                    };
                    let cells: Vec<String> = columns.iter().zip(cells.as_array().unwrap()).filter_map(of).collect();
                    if cells.is_empty() {
                        return Value::Null;
                    }
                    cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\n").into()
                };
                expected[format!("{role}_hant")] = with_role(&row["cells"]);
                expected[format!("{role}_hans")] = with_role(&fellow["cells"]);
            }
            let kinds = row["due"].as_array().unwrap().iter().map(|due| {
                let names = due.as_object().unwrap();
                let name = names.keys().next().unwrap().as_str();
                if name == "from" { "range" } else { name }
            });
            expected["due_types"] = kinds.collect::<Vec<_>>().into();
            self.rows.push(expected);
        }
    }
}

#[derive(Clone)]
struct Around<'a> {
    section: &'a Value,
    kind: &'a Value,
    parent: &'a Value,
    labels: Vec<[String; 2]>,
}

/// Words that are looked for.
const WORDS: usize = 200;

/// That the rows of a table have what is expected of them, and that there are no others.
fn agree(table: Table, expected: &[Value], rows: &[Value]) {
    assert_eq!(expected.len(), rows.len(), "{}", table.name());
    for (expected, row) in expected.iter().zip(rows) {
        for (name, value) in expected.as_object().unwrap() {
            let found = if name == "due_types" {
                row["due"].as_array().unwrap().iter().map(|due| due["type"].clone()).collect()
            } else {
                row[name].clone()
            };
            assert_eq!(*value, found, "{}.{name} of {expected}", table.name());
        }
    }
}

#[test]
fn tables_say_what_the_records_say() {
    let (mut sections, mut items, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let records = MADE.records();
    let front = json!("f");
    for [hant, hans] in &records {
        let mut expected = Expected::default();
        let around = Around { section: &front, kind: &Value::Null, parent: &front, labels: Vec::new() };
        expected.blocks(&hant["id"], [&hant["front"], &hans["front"]], &around);
        for (hant_section, hans_section) in
            hant["sections"].as_array().unwrap().iter().zip(hans["sections"].as_array().unwrap())
        {
            expected.section(&hant["id"], [hant_section, hans_section]);
        }
        sections.extend(expected.sections);
        items.extend(expected.items);
        rows.extend(expected.rows);
    }
    assert!(records.len() > 60 && items.len() > 1000 && rows.len() > 500, "{} {}", items.len(), rows.len());
    agree(Table::Sections, &sections, &MADE.rows(Table::Sections));
    agree(Table::Items, &items, &MADE.rows(Table::Items));
    agree(Table::TableRows, &rows, &MADE.rows(Table::TableRows));

    let plans: Vec<Value> = records
        .iter()
        .map(|[hant, hans]| {
            json!({
                "plan_id": hant["id"], "title_hant": hant["title"], "title_hans": hans["title"], "agency_hant": hant["agency"],
                "agency_hans": hans["agency"], "series": hant["series"], "roc_year": hant["roc_year"], "year": hant["year"],
                "script": hant["script"], "source_path": hant["source"]["path"], "source_blake3": hant["source"]["blake3"],
                "sections": hant["sections"].as_array().unwrap().len(), "version": hant["produced_by"]["version"],
            })
        })
        .collect();
    agree(Table::Plans, &plans, &MADE.rows(Table::Plans));

    let (mut citations, mut diagnostics) = (Vec::new(), Vec::new());
    for [hant, hans] in &records {
        let both = hant["citations"].as_array().unwrap().iter().zip(hans["citations"].as_array().unwrap());
        citations.extend(both.zip(1..).map(|((hant_one, hans_one), position)| {
            json!({
                "plan_id": hant["id"], "position": position, "issuer_hant": hant_one["agency"], "issuer_hans": hans_one["agency"],
                "date": hant_one["date"], "number": hant_one["number"], "text_hant": hant_one["text"], "text_hans": hans_one["text"],
            })
        }));
        diagnostics.extend(hant["diagnostics"].as_array().unwrap().iter().zip(1..).map(|(one, position)| {
            json!({"plan_id": hant["id"], "position": position, "code": one["code"], "message": one["message"]})
        }));
    }
    agree(Table::Citations, &citations, &MADE.rows(Table::Citations));
    agree(Table::Diagnostics, &diagnostics, &MADE.rows(Table::Diagnostics));

    let manifest = fs::read_to_string(MADE.path("corpus/manifest.jsonl")).unwrap();
    let files: Vec<Value> = manifest
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            json!({"path": line["path"], "status": line["status"], "blake3": line["blake3"], "detail": line["detail"]})
        })
        .collect();
    agree(Table::Files, &files, &MADE.rows(Table::Files));
}

#[test]
fn every_format_has_the_same_rows() {
    for table in Table::ALL {
        let rows = MADE.rows(*table);
        assert!(!rows.is_empty(), "{} has no rows to compare", table.name());
        let formats: [(&str, Vec<Value>); 3] = [
            ("CSV", tables_read::csv(&MADE.path("csv"), *table)),
            ("Parquet", tables_read::parquet(&MADE.path("parquet"), *table)),
            ("SQLite", tables_read::sqlite(&MADE.path("corpus.sqlite"), *table)),
        ];
        for (format, others) in formats {
            assert_eq!(rows.len(), others.len(), "{} in {format}", table.name());
            for (row, other) in rows.iter().zip(&others) {
                // CSV has no empty text beside nothing.
                let row = if format == "CSV" { tables_read::without_empty(row) } else { row.clone() };
                assert_eq!(row, *other, "{} in {format}", table.name());
            }
        }
    }
}

#[test]
fn the_search_finds_what_a_look_at_every_text_finds() {
    // Passage by passage: the texts in both scripts.
    let mut passages: BTreeMap<(String, &str, i64), [Vec<String>; 2]> = BTreeMap::new();
    for (table, columns) in [
        (Table::Plans, &["title", "agency"][..]),
        (Table::Sections, &["label", "heading"]),
        (Table::Items, &["label", "text"]),
        (Table::TableRows, &["cells"]),
    ] {
        for row in MADE.rows(table) {
            let key =
                (row["plan_id"].as_str().unwrap().to_owned(), table.name(), row["position"].as_i64().unwrap_or(0));
            let texts = ["hant", "hans"].map(|script| {
                let cells = columns.iter().map(|column| &row[format!("{column}_{script}")]);
                cells
                    .flat_map(|cell| cell.as_array().cloned().unwrap_or_else(|| vec![cell.clone()]))
                    .filter_map(|cell| cell.as_str().map(str::to_owned))
                    .collect()
            });
            passages.insert(key, texts);
        }
    }
    // Words of two characters, and the passages that have them.
    let is_word = |pair: &[char]| pair.iter().all(|c| script::is_cjk(*c) && c.is_alphanumeric());
    let mut words: BTreeMap<String, BTreeSet<&(String, &str, i64)>> = BTreeMap::new();
    for (passage, texts) in &passages {
        for text in texts.iter().flatten() {
            let chars: Vec<char> = text.chars().collect();
            for pair in chars.windows(2).filter(|pair| is_word(pair)) {
                words.entry(pair.iter().collect()).or_default().insert(passage);
            }
        }
    }
    assert!(words.len() > 4 * WORDS, "{} words", words.len());
    for (word, scanned) in words.iter().step_by(words.len() / WORDS) {
        let query = Query { texts: vec![word.clone()], limit: usize::MAX, ..Query::default() };
        let found = search(&MADE.path("corpus.sqlite"), &query).unwrap();
        let hits: BTreeSet<_> =
            found.hits.iter().map(|hit| (hit.plan_id.clone(), table_name(&hit.table), hit.position)).collect();
        assert_eq!(found.total as usize, hits.len());
        let missing: Vec<_> = scanned.iter().filter(|passage| !hits.contains(**passage)).collect();
        assert!(missing.is_empty(), "{word} is not found in {missing:?}");
        for hit in &found.hits {
            assert!(!hit.marks.is_empty(), "{word} is marked nowhere in {:?}", hit.text);
            assert!(hit.marks.iter().all(|[start, end]| start < end && *end <= hit.text.chars().count()));
        }
    }
}

fn table_name(name: &str) -> &'static str {
    Table::ALL.iter().find(|table| table.name() == name).unwrap().name()
}

#[test]
fn a_search_is_narrowed_by_what_the_plan_is() {
    let database = MADE.path("corpus.sqlite");
    let ask = |query: Query| search(&database, &Query { limit: usize::MAX, ..query }).unwrap();
    let of =
        |texts: &[&str]| Query { texts: texts.iter().map(|text| (*text).to_owned()).collect(), ..Query::default() };
    let all = ask(of(&["服務"]));
    assert_eq!(all.total, ask(of(&["服务"])).total, "either script finds the same");
    assert!(all.hits.windows(2).all(|pair| pair[0].score >= pair[1].score), "the best come first");

    let plans: BTreeSet<&str> = all.hits.iter().map(|hit| hit.plan_id.as_str()).collect();
    assert_eq!(all.plans as usize, plans.len());
    let agency = all.hits.iter().find_map(|hit| hit.agency.clone()).unwrap();
    let narrowed = ask(Query { agency: Some(agency.clone()), ..of(&["服務"]) });
    assert!(narrowed.total < all.total && narrowed.total > 0);
    assert!(narrowed.hits.iter().all(|hit| hit.agency.as_deref().is_some_and(|found| found.contains(&agency))));
    let year = all.hits.iter().find_map(|hit| hit.year).unwrap();
    assert!(ask(Query { year: Some(year), ..of(&["服務"]) }).hits.iter().all(|hit| hit.year == Some(year)));
    let goals = ask(Query { kind: Some(plan::Kind::Goal), ..of(&["服務"]) });
    assert!(!goals.hits.is_empty() && goals.hits.iter().all(|hit| hit.section_kind.as_deref() == Some("goal")));

    let both = ask(of(&["服務", "品質"]));
    assert!(both.total > 0 && both.total < all.total, "every text must be there");
    let hans = ask(Query { script: Some(script::Target::Hans), ..of(&["服務"]) });
    assert!(hans.hits.iter().all(|hit| !hit.text.contains('務') && !hit.marks.is_empty()));
    assert!(search(&database, &of(&["、"])).is_err());
    assert!(search(Path::new("nowhere.sqlite"), &of(&["服務"])).is_err());
}

#[test]
fn records_of_fixtures_are_what_the_schema_says() {
    let schema: Value = serde_json::from_str(&corpus::schema().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for record in MADE.records().iter().flatten() {
        let errors: Vec<String> =
            validator.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", record["source"]["path"]);
    }
    // The validator can tell.
    let mut wrong = MADE.records()[0][0].clone();
    wrong["sections"] = json!("none");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_same_corpus_gives_the_same_bytes() {
    let again = tempfile::tempdir().unwrap();
    let mut parquet = Parquet::create(again.path()).unwrap();
    feed(&MADE.corpus(), &mut parquet, &|_, _| {}).unwrap();
    parquet.finish().unwrap();
    for table in Table::ALL {
        let name = format!("{}.parquet", table.name());
        assert!(
            fs::read(again.path().join(&name)).unwrap() == fs::read(MADE.path("parquet").join(&name)).unwrap(),
            "{name}"
        );
    }
}
