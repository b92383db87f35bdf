//! The record as JSON: its exact shape, and back again.
#![recursion_limit = "256"]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use corpus::{Block, Converter, Due, ProducedBy, Record, Source, schema};
use document::{Confidence, Origin, Part, Region};
use plan::fields::year::PlanYear;
use plan::{
    Citation, Code, Column, Date, Diagnostic, Frequency, Furniture, FurnitureKind, Item, Kind, Overridden, Period,
    Plan, ReadFrom, Role, Row, Section, Span, Table, Within,
};
use script::Script;
use serde_json::{Value, json};

fn date(year: i32, month: Option<u8>, day: Option<u8>) -> Date {
    Date { year, month, day }
}

fn paged() -> Origin {
    Origin {
        part: Part::Textbox,
        regions: vec![Region { page: 3, bbox: [72.0, 90.5, 300.25, 110.0] }],
        ocr: Some(Confidence { mean: 0.98, least: 0.71 }),
        ..Origin::default()
    }
}

fn plan() -> Plan {
    let origin = Origin::of_text((12, 14), (310, 402));
    let row = |key: &str, due: Vec<plan::Due>| Row {
        key: key.into(),
        cells: vec!["便民服務".into(), "97年10月".into()],
        due,
        units: vec!["各單位".into()],
        origin: origin.clone(),
    };
    let table = Table {
        key: "s1.t1".into(),
        id: "t1".into(),
        caption: None,
        within: Some(Within { key: "f.t1".into(), row: 3, column: 2 }),
        read_from: ReadFrom::Alignment,
        columns: vec![
            Column { name: "實施要項".into(), role: Role::Item },
            Column { name: "期限".into(), role: Role::Deadline },
        ],
        rows: vec![
            row(
                "s1.t1.r1",
                vec![
                    plan::Due::On(date(2014, Some(1), Some(1))),
                    plan::Due::On(date(2008, Some(10), None)),
                    plan::Due::On(date(2008, None, None)),
                    plan::Due::Between { from: date(2014, Some(1), None), to: date(2014, Some(12), None) },
                    plan::Due::Every(Frequency::HalfYear),
                    plan::Due::Ongoing,
                    plan::Due::Text("視需要".into()),
                ],
            ),
            row("s1.t1.r2", vec![]),
        ],
        spans: vec![Span { row: 0, column: 0, rows: 2, columns: 1 }],
        origin: origin.clone(),
    };
    let item = Item {
        key: "s1.i1".into(),
        label: "(一)".into(),
        ordinal: Some(1),
        level: 2,
        text: "辦理訓練".into(),
        children: vec![
            plan::Block::Figure { text: "┌─┐\n└─┘".into(), origin: origin.clone() },
            plan::Block::Item(Item {
                key: "s1.i2".into(),
                label: "●".into(),
                ordinal: None,
                level: 3,
                text: String::new(),
                children: vec![],
                origin: Origin { paragraph: Some(41), ..Origin::default() },
            }),
        ],
        origin: origin.clone(),
    };
    Plan {
        title: Some("望海市政府97年度服務計畫".into()),
        agency: Some("望海市政府".into()),
        series: None,
        read: None,
        roc_year: Some(97),
        year: Some(2008),
        period: Some(Period {
            start: date(2008, Some(1), Some(1)),
            end: date(2008, Some(12), Some(31)),
            text: "97年1月1日至12月31日".into(),
        }),
        script: Script::Hant,
        front: vec![plan::Block::Paragraph { text: "望海市政府97年度服務計畫".into(), origin: paged() }],
        sections: vec![Section {
            key: "s1".into(),
            kind: Kind::Content,
            kind_from: Some("內容".into()),
            label: Some("壹".into()),
            ordinal: Some(1),
            heading: "計畫內容".into(),
            blocks: vec![plan::Block::Item(item), plan::Block::Table(table)],
            origin: origin.clone(),
        }],
        citations: vec![Citation {
            agency: None,
            date: Some(date(2007, Some(12), Some(27))),
            number: Some("望研字第0960000343號".into()),
            title: None,
            verb: Some("函頒".into()),
            text: "96年12月27日望研字第0960000343號函頒".into(),
            origin: origin.clone(),
        }],
        furniture: vec![Furniture {
            kind: FurnitureKind::SiteChrome, text: "回上一頁".into(), origin: origin.clone()
        }],
        diagnostics: vec![Diagnostic { code: Code::MissingLabel, message: "no 貳".into(), origin }],
    }
}

fn record() -> Record {
    let source = Source {
        path: "97/望海.txt".into(),
        format: "text".into(),
        bytes: 402,
        blake3: "9f".repeat(32),
        encoding: Some("big5".into()),
        pages: None,
    };
    let converter = Converter { engine: "opencc-fmmseg".into(), version: "0.13.0".into(), config: "tw2s".into() };
    let produced_by = ProducedBy {
        version: "0.1.0".into(),
        reader: "read-text".into(),
        options: "0123456789abcdef".into(),
        converter: Some(converter),
    };
    Record::of_plan(&plan(), "9f".repeat(8), source, produced_by)
}

#[test]
fn the_json_is_that_of_the_contract() {
    let text = String::from_utf8(record().to_json().unwrap()).unwrap();
    let origin = json!({"part": "body", "regions": null, "lines": [12, 14], "chars": [310, 402], "paragraph": null, "ocr": null});
    let expected = json!({
        "schema_version": 1,
        "id": "9f9f9f9f9f9f9f9f",
        "source": {"path": "97/望海.txt", "format": "text", "bytes": 402, "blake3": "9f".repeat(32), "encoding": "big5", "pages": null},
        "produced_by": {
            "version": "0.1.0", "reader": "read-text", "options": "0123456789abcdef",
            "converter": {"engine": "opencc-fmmseg", "version": "0.13.0", "config": "tw2s"}
        },
        "title": "望海市政府97年度服務計畫",
        "agency": "望海市政府",
        "series": null,
        "roc_year": 97,
        "year": 2008,
        "period": {"start": "2008-01-01", "end": "2008-12-31", "text": "97年1月1日至12月31日"},
        "script": "hant",
        "front": [{
            "type": "paragraph",
            "text": "望海市政府97年度服務計畫",
            "origin": {
                "part": "textbox", "regions": [{"page": 3, "bbox": [72.0, 90.5, 300.25, 110.0]}], "lines": null,
                "chars": null, "paragraph": null, "ocr": {"mean": 0.98, "least": 0.71}
            }
        }],
        "sections": [{
            "key": "s1", "kind": "content", "kind_from": "內容", "label": "壹", "ordinal": 1, "heading": "計畫內容",
            "blocks": [
                {
                    "type": "item", "key": "s1.i1", "label": "(一)", "ordinal": 1, "level": 2, "text": "辦理訓練",
                    "children": [
                        {"type": "figure", "text": "┌─┐\n└─┘", "origin": origin},
                        {
                            "type": "item", "key": "s1.i2", "label": "●", "ordinal": null, "level": 3, "text": "", "children": [],
                            "origin": {"part": "body", "regions": null, "lines": null, "chars": null, "paragraph": 41, "ocr": null}
                        }
                    ],
                    "origin": origin
                },
                {
                    "type": "table", "key": "s1.t1", "id": "t1", "caption": null, "within": {"key": "f.t1", "row": 3, "column": 2},
                    "read_from": "alignment",
                    "columns": [{"name": "實施要項", "role": "item"}, {"name": "期限", "role": "deadline"}],
                    "rows": [
                        {
                            "key": "s1.t1.r1", "cells": ["便民服務", "97年10月"],
                            "due": [
                                {"date": "2014-01-01"}, {"month": "2008-10"}, {"year": 2008}, {"from": "2014-01", "to": "2014-12"},
                                {"every": "half-year"}, {"ongoing": true}, {"text": "視需要"}
                            ],
                            "units": ["各單位"], "origin": origin
                        },
                        {"key": "s1.t1.r2", "cells": ["便民服務", "97年10月"], "due": [], "units": ["各單位"], "origin": origin}
                    ],
                    "spans": [{"row": 0, "column": 0, "rows": 2, "columns": 1}],
                    "origin": origin
                }
            ],
            "origin": origin
        }],
        "citations": [{
            "agency": null, "date": "2007-12-27", "number": "望研字第0960000343號", "title": null, "verb": "函頒",
            "text": "96年12月27日望研字第0960000343號函頒", "origin": origin
        }],
        "furniture": [{"kind": "site_chrome", "text": "回上一頁", "origin": origin}],
        "diagnostics": [{"code": "missing_label", "message": "no 貳", "origin": origin}]
    });
    // Numbers as written: 0.98 is 0.98, not what a float of another width makes of it.
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    assert!(text.ends_with("}\n"), "a file ends with a line break");
}

#[test]
fn the_fields_stand_in_the_order_of_the_contract() {
    let text = String::from_utf8(record().to_json().unwrap()).unwrap();
    let keys = [
        "schema_version",
        "id",
        "source",
        "produced_by",
        "title",
        "agency",
        "series",
        "roc_year",
        "year",
        "period",
        "script",
        "front",
        "sections",
        "citations",
        "furniture",
        "diagnostics",
    ];
    let at: Vec<usize> = keys.iter().map(|key| text.find(&format!("\n \"{key}\":")).unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
}

#[test]
fn a_record_reads_back_as_it_was() {
    let record = record();
    assert_eq!(Record::from_json(&record.to_json().unwrap()).unwrap(), record);
}

#[test]
fn what_was_read_stands_beside_what_a_catalogue_says_and_nowhere_else() {
    let read = Overridden {
        title: Some(Some("服務計畫".into())),
        agency: Some(None),
        years: Some(PlanYear { roc: Some(96), gregorian: Some(2007) }),
        ..Overridden::default()
    };
    let source = record().source;
    let known = Plan { read: Some(read), ..plan() };
    let known = Record::of_plan(&known, record().id, source, record().produced_by);
    let json: Value = serde_json::from_slice(&known.to_json().unwrap()).unwrap();
    assert_eq!(json["read"], json!({"title": "服務計畫", "agency": null, "roc_year": 96, "year": 2007}));
    assert_eq!(Record::from_json(&known.to_json().unwrap()).unwrap(), known);
    let plain: Value = serde_json::from_slice(&record().to_json().unwrap()).unwrap();
    assert!(plain.get("read").is_none());
}

#[test]
fn what_is_no_record_is_told_apart() {
    let mut value: Value = serde_json::from_slice(&record().to_json().unwrap()).unwrap();
    let refuses = |value: &Value| Record::from_json(value.to_string().as_bytes()).unwrap_err().to_string();
    value["schema_version"] = json!(2);
    assert_eq!(refuses(&value), "a record of schema version 2; this program reads 1");
    value["sections"][0]["kind"] = json!("nonsense");
    assert!(refuses(&value).contains("expected one of basis, goal"), "{}", refuses(&value));
    assert!(refuses(&json!({"a": 1})).starts_with("not a plan record: "));
    assert!(serde_json::from_value::<Due>(json!({"date": "2014-01-01", "text": "x"})).is_err(), "exactly one key");
    assert!(serde_json::from_value::<Due>(json!({"from": "2014-01"})).is_err(), "from and to go together");
}

#[test]
fn texts_are_each_told_once() {
    let record = record();
    let expected = [
        "望海市政府97年度服務計畫",
        "壹",
        "計畫內容",
        "(一)",
        "辦理訓練",
        "┌─┐\n└─┘",
        "●",
        "實施要項",
        "期限",
        "便民服務",
        "97年10月",
        "97年10月",
    ];
    assert_eq!(record.texts(), expected);
}

#[test]
fn spans_beyond_the_table_cover_what_there_is() {
    let mut record = record();
    let Some(Block::Table(table)) = record.sections[0].blocks.last_mut() else { panic!("the table is gone") };
    table.spans = vec![corpus::Span { row: 1, column: 0, rows: usize::MAX, columns: usize::MAX }];
    assert_eq!(table.repeated().into_iter().collect::<Vec<_>>(), [(1, 1)]);
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let committed = include_str!("../../../docs/plan.schema.json");
    assert!(committed == schema().unwrap(), "docs/plan.schema.json is out of date: make schema");
}

#[test]
fn the_schema_names_every_field_as_required() {
    let schema: Value = serde_json::from_str(&schema().unwrap()).unwrap();
    let record: Value = serde_json::from_slice(&record().to_json().unwrap()).unwrap();
    for key in record.as_object().unwrap().keys() {
        assert!(schema["required"].as_array().unwrap().contains(&json!(key)), "{key}");
        assert!(schema["properties"][key].is_object(), "{key}");
    }
}
