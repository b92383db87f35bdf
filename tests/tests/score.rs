//! The figures are those of the scorer that the gold records came with.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tests::repository;
use tests::score::{FIGURES, misses, score, seeds};
use walkdir::WalkDir;

/// The largest gold record that is handed to the other scorer, in bytes: it takes minutes for a table of 200 rows.
const LARGEST: usize = 20 * 1024;

/// What spoils a record.
type Damage = fn(&mut Value);

/// Ways to spoil a record. What has nothing of the kind stays as it is.
const DAMAGES: &[(&str, Damage)] = &[
    ("whole", |_| {}),
    ("no first section", |plan| drop(sections(plan).remove(0))),
    ("sections turned round", |plan| sections(plan).reverse()),
    ("a section twice", |plan| {
        let first = sections(plan)[0].clone();
        sections(plan).insert(1, first);
    }),
    ("no sections", |plan| sections(plan).clear()),
    ("no front", |plan| plan["front"] = json!([])),
    ("other kinds and labels", |plan| {
        for section in sections(plan) {
            section["kind"] = json!("goal");
            section["label"] = json!(format!("({}) ", section["label"].as_str().unwrap_or_default()));
            section["heading"] = json!(format!("{}ㄧ：", section["heading"].as_str().unwrap_or_default()));
        }
    }),
    ("no title and another year", |plan| {
        plan["title"] = json!(null);
        plan["roc_year"] = json!(1);
        plan["period"] = json!(null);
    }),
    ("items without children", |plan| {
        each(plan, &mut |block| {
            if block["type"] == "item" {
                block["children"] = json!([]);
            }
        });
    }),
    ("other levels, page numbers in the text", |plan| {
        each(plan, &mut |block| {
            if block["type"] == "item" {
                block["level"] = json!(7);
                block["text"] = json!(format!("{} - 3 -", block["text"].as_str().unwrap_or_default()));
            }
        });
    }),
    ("a cell of each second row changed", |plan| {
        rows(plan, |rows| rows.iter_mut().step_by(2).for_each(|row| row["cells"][1] = json!("另作他用，詳如附件。")));
    }),
    ("first row gone, last twice", |plan| {
        rows(plan, |rows| {
            rows.extend(rows.last().cloned());
            rows.remove(0);
        });
    }),
    ("rows turned round", |plan| rows(plan, |rows| rows.reverse())),
    ("cells left out", |plan| {
        rows(plan, |rows| rows.iter_mut().for_each(|row| drop(row["cells"].as_array_mut().unwrap().remove(0))));
    }),
    ("other deadlines and units", |plan| {
        rows(plan, |rows| {
            for row in rows {
                row["due"] = json!([{"ongoing": true}, {"every": "month"}]);
                row["units"] = json!(["各單位", "秘書室"]);
            }
        });
    }),
    ("tables without merges, columns without roles", |plan| {
        each(plan, &mut |block| {
            if block["type"] == "table" {
                block["spans"] = json!([]);
                block["columns"].as_array_mut().unwrap().iter_mut().for_each(|column| column["role"] = json!("other"));
            }
        });
    }),
    ("tables as paragraphs", |plan| {
        each(plan, &mut |block| {
            if block["type"] == "table" {
                *block = json!({"type": "paragraph", "text": block["rows"][0]["cells"][0]});
            }
        });
    }),
    ("citations without numbers", |plan| {
        plan["citations"].as_array_mut().unwrap().iter_mut().for_each(|cited| cited["number"] = json!(null));
    }),
];

fn sections(plan: &mut Value) -> &mut Vec<Value> {
    plan["sections"].as_array_mut().unwrap()
}

fn each(plan: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    fn within(blocks: &mut Value, change: &mut dyn FnMut(&mut Value)) {
        for block in blocks.as_array_mut().into_iter().flatten() {
            change(block);
            if let Some(children) = block.get_mut("children") {
                within(children, change);
            }
        }
    }
    within(&mut plan["front"], change);
    sections(plan).iter_mut().for_each(|section| within(&mut section["blocks"], change));
}

fn rows(plan: &mut Value, change: fn(&mut Vec<Value>)) {
    each(plan, &mut |block| {
        if block["type"] == "table" {
            change(block["rows"].as_array_mut().unwrap());
        }
    });
}

/// The text of each gold record of the repository, by its path.
fn golds() -> BTreeMap<PathBuf, Vec<u8>> {
    let files = WalkDir::new(repository().join("tests/agreement")).into_iter().map(|file| file.unwrap().into_path());
    let golds = files.filter(|file| file.extension().is_some_and(|extension| extension == "json"));
    golds.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Gold and record of each comparison, by a name of its own.
fn comparisons() -> BTreeMap<String, (Value, Value)> {
    let mut comparisons = BTreeMap::new();
    let seeds = seeds(&repository().join("../shared")).unwrap().unwrap_or_default();
    comparisons.extend(seeds.into_iter().map(|seed| (format!("seed-{}", seed.name), (seed.gold, seed.plan.unwrap()))));
    let texts = golds().into_values().filter(|text| text.len() <= LARGEST);
    for (number, text) in texts.enumerate() {
        let gold: Value = serde_json::from_slice(&text).unwrap();
        for (damage, (_, spoil)) in DAMAGES.iter().enumerate() {
            let mut plan = gold.clone();
            spoil(&mut plan);
            comparisons.insert(format!("gold-{number:02}-{damage:02}"), (gold.clone(), plan));
        }
    }
    comparisons
}

#[test]
fn every_gold_record_beside_itself_is_perfect() {
    for (path, text) in golds() {
        let gold: Value = serde_json::from_slice(&text).unwrap();
        let figures = score(&gold, &gold);
        assert!(figures.values().into_iter().flatten().all(|value| value == 1.0), "{}: {figures:?}", path.display());
        assert_eq!(misses(&gold, &gold), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn the_figures_are_those_of_the_scorer_outside() {
    let scorer = repository().join("../shared/eval/score.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !python || !scorer.is_file() {
        eprintln!("skipped: no python3, or no {}", scorer.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let [golds, corpus] = ["gold", "corpus"].map(|name| folder.path().join(name));
    for folder in [&golds, &corpus] {
        fs::create_dir(folder).unwrap();
    }
    let comparisons = comparisons();
    for (name, (gold, plan)) in &comparisons {
        let mut plan = plan.clone();
        plan["source"] = json!({"path": format!("{name}.txt"), "format": "text"});
        fs::write(golds.join(format!("{name}.json")), gold.to_string()).unwrap();
        fs::write(corpus.join(format!("{name}.json")), plan.to_string()).unwrap();
    }
    let report = folder.path().join("report.json");
    let mut command = Command::new("python3");
    command.arg(&scorer).arg("--gold").arg(&golds).arg("--corpus").arg(&corpus).arg("--json").arg(&report);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let report: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    let records = report["records"].as_array().unwrap();
    assert_eq!(records.len(), comparisons.len());
    for record in records {
        let name = record[0].as_str().unwrap();
        let (gold, plan) = &comparisons[name];
        for (figure, ours) in FIGURES.iter().zip(score(gold, plan).values()) {
            let theirs = record[2][figure].as_f64();
            let same = match (ours, theirs) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
                (None, None) => true,
                _ => false,
            };
            let damage = name.strip_prefix("gold-").map_or("as read", |name| {
                let number: usize = name.rsplit('-').next().unwrap().parse().unwrap();
                DAMAGES[number].0
            });
            assert!(same, "{name} ({damage}): {figure} is {ours:?}, not {theirs:?}");
        }
    }
}
