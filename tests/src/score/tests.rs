#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::align::align;
use super::text::{Text, bare_label, plain, similarity};
use super::*;

/// A plan with front, an item under an item, a table with a merged cell, and a citation.
fn small() -> Value {
    json!({
        "title": "青石縣消防局100年度執行計畫", "agency": "青石縣消防局", "roc_year": 100, "script": "hant",
        "period": {"start": "2011-01-01", "end": "2011-12-31", "text": "100年"},
        "front": [{"type": "paragraph", "text": "前言甲乙丙"}],
        "sections": [
            {"kind": "basis", "label": "壹", "heading": "依據", "blocks": [
                {"type": "item", "label": "一", "ordinal": 1, "level": 1, "text": "縣府函辦理。", "children": [
                    {"type": "item", "label": "(一)", "ordinal": 1, "level": 2, "text": "細項。", "children": []}]},
                {"type": "item", "label": "二", "ordinal": 2, "level": 1, "text": "本局決議。", "children": []}]},
            {"kind": "content", "label": "貳", "heading": "實施要項", "blocks": [
                {"type": "table", "caption": null,
                 "columns": [{"name": "項目", "role": "item"}, {"name": "期限", "role": "deadline"},
                             {"name": "單位", "role": "unit"}],
                 "rows": [
                    {"cells": ["防火宣導", "每月", "預防科"], "due": [{"every": "month"}], "units": ["預防科"]},
                    {"cells": ["防火宣導", "6月", "搶救科"], "due": [{"month": "2011-06"}], "units": ["搶救科"]}],
                 "spans": [{"row": 0, "column": 0, "rows": 2, "columns": 1}]}]}],
        "citations": [{"date": "2010-11-25", "number": "消署企字第0990601732號"}],
    })
}

/// The figures of the small plan beside what a change makes of it.
fn changed(change: impl FnOnce(&mut Value)) -> Figures {
    let mut plan = small();
    change(&mut plan);
    score(&small(), &plan)
}

fn row(plan: &mut Value, index: usize) -> &mut Value {
    &mut plan["sections"][1]["blocks"][0]["rows"][index]
}

fn elements<'a>(of: &'a mut Value, key: &str) -> &'a mut Vec<Value> {
    of[key].as_array_mut().unwrap()
}

#[track_caller]
fn assert_near(value: Option<f64>, expected: f64) {
    assert!(value.is_some_and(|value| (value - expected).abs() < 1e-12), "{value:?} is not {expected}");
}

#[test]
fn a_plan_beside_itself_is_perfect() {
    let figures = score(&small(), &small());
    assert_eq!(figures, Figures::of_values([Some(1.0); FIGURES.len()]));
    assert_eq!(misses(&small(), &small()), Vec::<String>::new());
}

#[test]
fn what_is_neither_asked_for_nor_claimed_is_no_figure() {
    let empty = json!({"sections": []});
    let figures = score(&empty, &empty);
    let expected =
        Figures { meta: Some(1.0), text: Some(0.0), kept: Some(0.0), clean: Some(1.0), ..Figures::default() };
    assert_eq!(figures, expected);
    assert!(!table(&[("empty".to_owned(), figures)]).contains("-0"));
}

#[test]
fn names_and_values_are_in_one_order() {
    let values = std::array::from_fn(|index| Some(index as f64));
    let figures = Figures::of_values(values);
    assert_eq!(figures.values(), values);
    let shown = format!("{figures:?}");
    let at: Vec<_> = FIGURES.iter().map(|name| shown.find(&format!(" {name}: ")).unwrap()).collect();
    assert!(at.is_sorted(), "{shown}");
}

#[test]
fn meta_is_the_share_of_five_fields() {
    assert_near(changed(|plan| plan["title"] = json!(null)).meta, 0.8);
    assert_near(changed(|plan| plan["agency"] = json!("青石縣 消防局")).meta, 1.0);
    assert_near(changed(|plan| plan["period"]["end"] = json!("2011-06-30")).meta, 0.8);
    assert_near(changed(|plan| plan["period"]["text"] = json!("別的")).meta, 1.0);
    assert_near(changed(|plan| (plan["roc_year"], plan["script"]) = (json!(101), json!("hans"))).meta, 0.6);
}

#[test]
fn sections_count_by_kind_label_and_heading() {
    assert_near(changed(|plan| plan["sections"][0]["kind"] = json!("goal")).sections, 0.5);
    assert_near(changed(|plan| plan["sections"][0]["label"] = json!("壹、")).sections, 1.0);
    assert_near(changed(|plan| plan["sections"][0]["heading"] = json!("依 據：")).sections, 1.0);
    assert_near(changed(|plan| plan["sections"][0]["heading"] = json!("緣起")).sections, 0.5);
    assert_near(changed(|plan| drop(elements(plan, "sections").remove(0))).sections, 2.0 / 3.0);
    assert_near(changed(|plan| elements(plan, "sections").reverse()).sections, 0.5);
}

#[test]
fn another_kind_that_the_gold_allows_is_right() {
    let mut gold = small();
    gold["sections"][0]["kind_alt"] = json!(["goal"]);
    let mut plan = small();
    plan["sections"][0]["kind"] = json!("goal");
    assert_near(score(&gold, &plan).sections, 1.0);
}

#[test]
fn text_is_the_similarity_of_sections_that_belong_together() {
    assert_near(changed(|plan| drop(elements(plan, "sections").remove(1))).text, 2.0 / 3.0);
    let figures = changed(|plan| plan["sections"][0]["blocks"][1]["text"] = json!("完全不同"));
    assert!(figures.text.is_some_and(|text| text > 0.5 && text < 1.0), "{figures:?}");
}

#[test]
fn items_count_by_their_labels_and_the_beginning_of_their_text() {
    // Of three, the one whose parent is gone is another.
    let unnested = changed(|plan| {
        let child = elements(&mut plan["sections"][0]["blocks"][0], "children").remove(0);
        elements(&mut plan["sections"][0], "blocks").insert(1, child);
    });
    assert_near(unnested.items, 2.0 / 3.0);
    assert_near(changed(|plan| plan["sections"][0]["blocks"][1]["label"] = json!("三")).items, 2.0 / 3.0);
    assert_near(changed(|plan| plan["sections"][0]["blocks"][1]["level"] = json!(2)).items, 1.0);
    let long = |end: &str| {
        let mut plan = small();
        plan["sections"][0]["blocks"][1]["text"] = json!(format!("一二三四五六七八九十甲乙{end}"));
        plan
    };
    assert_near(score(&long("丙"), &long("丁")).items, 1.0);
}

#[test]
fn blocks_count_by_level_and_whole_text() {
    // Of five blocks: a paragraph of front, three items, a table.
    assert_near(changed(|plan| plan["sections"][0]["blocks"][1]["level"] = json!(2)).blocks, 0.8);
    assert_near(changed(|plan| plan["front"][0]["text"] = json!("前言甲乙")).blocks, 0.8);
    assert_near(changed(|plan| plan["sections"][0]["blocks"][0]["label"] = json!("(一)")).blocks, 1.0);
    assert_near(changed(|plan| drop(elements(plan, "sections").remove(1))).blocks, 8.0 / 9.0);
}

#[test]
fn columns_count_by_name_and_role() {
    let columns = |plan: &mut Value, key: &str, value: &str| {
        plan["sections"][1]["blocks"][0]["columns"][2][key] = json!(value);
    };
    assert_near(changed(|plan| columns(plan, "role", "other")).columns, 2.0 / 3.0);
    assert_near(changed(|plan| columns(plan, "name", "單　位")).columns, 1.0);
}

#[test]
fn rows_count_by_their_cells_and_only_in_their_order() {
    let figures = changed(|plan| row(plan, 1)["cells"][2] = json!("秘書室"));
    assert_near(figures.rows, (1.0 + 2.0 / 3.0) / 2.0);
    assert_near(figures.rows_exact, 0.5);
    let gone = changed(|plan| drop(elements(&mut plan["sections"][1]["blocks"][0], "rows").pop()));
    assert_near(gone.rows, 2.0 / 3.0);
    assert_near(gone.rows_exact, 2.0 / 3.0);
    assert_near(changed(|plan| elements(&mut plan["sections"][1]["blocks"][0], "rows").reverse()).rows_exact, 0.5);
    let wider = changed(|plan| elements(row(plan, 0), "cells").push(json!("")));
    assert_near(wider.rows, (1.0 + 0.75) / 2.0);
}

#[test]
fn deadlines_and_units_count_in_rows_that_belong_together() {
    let figures = changed(|plan| row(plan, 0)["due"] = json!([{"every": "week"}, {"every": "month"}]));
    assert_near(figures.due, 2.0 * 2.0 / 5.0);
    assert_near(figures.units, 1.0);
    assert_near(changed(|plan| row(plan, 0)["units"] = json!([])).units, 2.0 / 3.0);
    assert_near(changed(|plan| row(plan, 1)["units"] = json!(["預防科"])).units, 0.5);
    let keys = |due: &str| {
        let mut plan = small();
        row(&mut plan, 0)["due"] = serde_json::from_str(due).unwrap();
        plan
    };
    let (one, other) = (r#"[{"from": "2011-01", "to": "2011-02"}]"#, r#"[{"to": "2011-02", "from": "2011-01"}]"#);
    assert_near(score(&keys(one), &keys(other)).due, 1.0);
}

#[test]
fn citations_count_by_date_and_number_where_they_have_one() {
    let cites = |plan: &mut Value, cited: Value| elements(plan, "citations").push(cited);
    assert_near(changed(|plan| cites(plan, json!({"title": "消防法", "date": null, "number": null}))).citations, 1.0);
    assert_near(changed(|plan| cites(plan, json!({"date": null, "number": "第1號"}))).citations, 2.0 / 3.0);
    assert_near(changed(|plan| plan["citations"][0]["number"] = json!(null)).citations, 0.0);
    assert_near(changed(|plan| plan["citations"][0]["agency"] = json!("署")).citations, 1.0);
}

#[test]
fn kept_falls_with_what_is_lost_and_clean_with_what_is_added() {
    let size = plain(&plan_text(&small())).chars().count() as f64;
    let lost = changed(|plan| plan["front"][0]["text"] = json!("前言"));
    assert_near(lost.kept, 1.0 - 3.0 / size);
    assert_near(lost.clean, 1.0);
    let added = changed(|plan| plan["front"][0]["text"] = json!("前言甲乙丙頁尾"));
    assert_near(added.kept, 1.0);
    assert_near(added.clean, 1.0 - 2.0 / (size + 2.0));
}

#[test]
fn text_that_the_gold_drops_is_not_wrong_as_often_as_it_drops_it() {
    let mut gold = small();
    gold["gold_dropped"] = json!([{"text": "頁尾"}]);
    let with = |text: &str| {
        let mut plan = small();
        plan["front"][0]["text"] = json!(text);
        plan
    };
    assert_near(score(&gold, &with("前言甲乙丙頁尾")).clean, 1.0);
    let twice = with("前言甲乙丙頁尾頁尾");
    assert_near(score(&gold, &twice).clean, 1.0 - 2.0 / plain(&plan_text(&twice)).chars().count() as f64);
}

#[test]
fn a_merged_cell_stands_once_in_the_text() {
    let text = plain(&plan_text(&small()));
    assert_eq!(text.matches("防火宣導").count(), 1);
    let unmerged = changed(|plan| plan["sections"][1]["blocks"][0]["spans"] = json!([]));
    assert_eq!((unmerged.rows_exact, unmerged.kept), (Some(1.0), Some(1.0)));
    assert!(unmerged.clean.is_some_and(|clean| clean < 1.0));
}

#[test]
fn texts_are_compared_without_what_readings_may_differ_in() {
    assert_eq!(plain("１．ㄧ 、\u{3000}Ａ\n\u{1f}"), "1.一、A");
    assert_eq!(bare_label("（一）"), "一");
    assert_eq!(bare_label("壹、"), "壹");
    let similar = |a, b| similarity(&Text::new(a), &Text::new(b));
    assert_eq!(similar("", " "), 1.0);
    assert_eq!(similar("甲", ""), 0.0);
    assert_eq!(similar("甲", "甲乙"), 0.0);
    assert_eq!(similar("甲乙丙", "乙丙丁"), 0.5);
    assert_eq!(similar("甲甲甲", "甲甲"), 2.0 / 3.0);
}

#[test]
fn of_equal_alignments_the_left_list_skips_first() {
    let same = |xs: &[u8], ys: &[u8]| align([xs.len(), ys.len()], |i, j| f64::from(u8::from(xs[i] == ys[j])));
    assert_eq!(same(b"aa", b"a"), [(1, 0, 1.0)]);
    assert_eq!(same(b"a", b"aa"), [(0, 1, 1.0)]);
    assert_eq!(same(b"ab", b"ba"), [(1, 0, 1.0)]);
    assert_eq!(same(b"ab", b"cd"), []);
    assert_eq!(same(b"", b"a"), []);
}

#[test]
fn the_mean_leaves_out_what_is_not_there() {
    let with = |meta, due| Figures { meta: Some(meta), due, ..Figures::default() };
    let figures = mean(&[with(1.0, None), with(0.5, Some(0.25)), with(0.0, Some(0.75))]);
    assert_eq!(figures, with(0.5, Some(0.5)));
    assert_eq!(figures.overall(), Some(0.5));
    assert_eq!(mean(&[]), Figures::default());
    assert_eq!(Figures::NO_RECORD.overall(), Some(0.0));
}

#[test]
fn a_table_has_aligned_columns_and_the_mean() {
    let half = Figures { meta: Some(0.5), rows_exact: Some(1.0), ..Figures::default() };
    let shown = table(&[("docx".to_owned(), half), ("txt, tabs".to_owned(), Figures::NO_RECORD)]);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{shown}");
    let end = lines[0].find("rows_exact").unwrap() + "rows_exact".len();
    assert_eq!(lines[1..].iter().map(|line| &line[end - 5..end]).collect::<Vec<_>>(), ["1.000", "0.000", "0.500"]);
    assert!(lines[1].starts_with("docx       0.500         -  "), "{shown}");
    assert!(lines[3].starts_with("mean "), "{shown}");
}

#[test]
fn a_group_is_one_line_with_its_worst_file_behind() {
    let file = |row: &str, file: &str, rows: f64| Scored {
        row: row.to_owned(),
        file: file.to_owned(),
        figures: Figures { meta: Some(1.0), rows: Some(rows), ..Figures::default() },
    };
    let shown = grouped(&[file("pdf", "a.pdf", 1.0), file("docx", "a.docx", 1.0), file("pdf", "b.pdf", 0.5)]);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    assert!(lines[1].starts_with("pdf ") && lines[1].ends_with("0.875  b.pdf: rows 0.500"), "{shown}");
    assert!(lines[2].starts_with("docx") && lines[2].ends_with("1.000"), "{shown}");
    assert!(lines[3].starts_with("mean"), "{shown}");
}

#[test]
fn misses_name_each_piece_on_the_side_that_has_it() {
    let mut plan = small();
    plan["title"] = json!(null);
    plan["sections"][0]["kind"] = json!("goal");
    plan["sections"][0]["blocks"][1]["label"] = json!("三");
    row(&mut plan, 1)["cells"][2] = json!("秘書室");
    row(&mut plan, 0)["units"] = json!([]);
    plan["citations"] = json!([]);
    let expected = [
        "- title \"青石縣消防局100年度執行計畫\"",
        "+ title null",
        "- section basis 壹 依據",
        "+ section goal 壹 依據",
        "- item 壹 › 二 › 本局決議。",
        "+ item 壹 › 三 › 本局決議。",
        "- block [] table 項目期限單位防火宣導每月預防科6月搶救科",
        "+ block [] table 項目期限單位防火宣導每月預防科6月秘書室",
        "- row 防火宣導 | 6月 | 搶救科",
        "+ row 防火宣導 | 6月 | 秘書室",
        "- unit 預防科 in the row 防火宣導",
        "- citation 2010-11-25 消署企字第0990601732號",
    ];
    assert_eq!(misses(&small(), &plan), expected);
    elements(&mut plan, "sections").remove(1);
    let found = misses(&small(), &plan);
    assert!(found.contains(&"- table of 2 rows".to_owned()), "{found:#?}");
}

proptest! {
    #[test]
    fn pairs_are_in_order_and_no_other_alignment_scores_more(
        xs in prop::collection::vec(0_u8..4, 0..6), ys in prop::collection::vec(0_u8..4, 0..6),
    ) {
        let worth = |x: u8, y: u8| f64::from(4 - x.abs_diff(y)) / 4.0 * f64::from(u8::from(x != 0));
        let pairs = align([xs.len(), ys.len()], |i, j| worth(xs[i], ys[j]));
        prop_assert!(pairs.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
        fn best(xs: &[u8], ys: &[u8], worth: &dyn Fn(u8, u8) -> f64) -> f64 {
            let ([x, xs @ ..], [y, others @ ..]) = (xs, ys) else { return 0.0 };
            let rest = best(xs, ys, worth).max(best(&[&[*x], xs].concat(), others, worth));
            rest.max(worth(*x, *y) + best(xs, others, worth))
        }
        let sum = pairs.iter().fold(0.0, |sum, pair| sum + pair.2);
        prop_assert!((sum - best(&xs, &ys, &worth)).abs() < 1e-9);
    }

    #[test]
    fn similarity_is_symmetric_and_between_none_and_all(a in "[甲乙丙 ]{0,8}", b in "[甲乙丙 ]{0,8}") {
        let [left, right] = [&a, &b].map(|text| Text::new(text));
        let similar = similarity(&left, &right);
        prop_assert_eq!(similar, similarity(&right, &left));
        prop_assert!((0.0..=1.0).contains(&similar));
    }
}
