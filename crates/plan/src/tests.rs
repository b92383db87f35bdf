use document::{Origin, Reading, Warning};
use proptest::prelude::*;
use script::Script;

use crate::ledger::Ledger;
use crate::lines::Piece;
use crate::outline::contents;
use crate::testing::{
    codes, document, furniture, outline, paragraph, pieces, plan_from, plan_of, plans_of, rows, source_table, table_of,
    tables, text,
};
use crate::text::{GENERATED, Sources, Text, width};
use crate::{Block, Code, Due, FurnitureKind, Item, Kind, Plan, figure, in_script, parts};

// Texts

fn starts_of(pieces: &[Piece]) -> Vec<usize> {
    parts::starts(pieces, &contents::find(pieces))
}

#[test]
fn a_slice_ends_where_the_text_ends() {
    let text = text("甲乙丙");
    assert_eq!(text.slice(1..9).raw(), "乙丙");
    assert_eq!(text.slice(7..9).len(), 0);
    assert_eq!(text.from(2).positions(), [2]);
}

#[test]
fn trimming_keeps_positions() {
    let trimmed = text("\u{3000} 甲 乙\t").trimmed();
    assert_eq!(trimmed.raw(), "甲 乙");
    assert_eq!(trimmed.positions(), [2, 3, 4]);
    assert_eq!(text(" \u{3000}").trimmed().len(), 0);
}

#[test]
fn widths_are_those_of_a_terminal() {
    assert_eq!(text("　 甲a").indent(), 3);
    assert_eq!(text("　甲a ").width(), 3);
    assert_eq!(width('─'), 2);
}

#[test]
fn splitting_leaves_blank_pieces_out() {
    let pieces = text("甲 、、乙、 ").split(|c| c == '、');
    assert_eq!(pieces.iter().map(Text::raw).collect::<Vec<_>>(), ["甲 ", "乙"]);
}

#[test]
fn visible_characters_are_counted_without_blanks() {
    let text = text(" 甲\t乙 ");
    assert_eq!(text.visible(), 2);
    assert_eq!((text.first_visible(), text.last_visible()), (Some('甲'), Some('乙')));
}

// Places

/// Takes runs in, each with its place.
fn taken(runs: &[(&str, Origin)]) -> (Sources, Text) {
    let (mut sources, mut text) = (Sources::default(), Text::default());
    for (of, origin) in runs {
        sources.take(&document::Run { text: (*of).to_owned(), origin: origin.clone() }, &mut text);
    }
    (sources, text)
}

#[test]
fn a_part_of_a_run_has_a_part_of_its_place() {
    let (sources, text) = taken(&[("甲乙丙丁", Origin::of_text((7, 7), (100, 104)))]);
    assert_eq!(sources.origin(&text.slice(1..3)), Origin::of_text((7, 7), (101, 103)));
}

#[test]
fn a_part_of_a_run_that_does_not_correspond_has_its_whole_place() {
    let (sources, text) = taken(&[("甲乙", Origin::of_text((7, 7), (100, 116)))]);
    assert_eq!(sources.origin(&text.slice(1..2)), Origin::of_text((7, 7), (100, 116)));
}

#[test]
fn text_over_several_runs_has_the_place_that_covers_them() {
    let (sources, text) = taken(&[
        ("甲乙", Origin::of_text((1, 1), (0, 2))),
        ("丙丁", Origin::of_text((2, 2), (3, 5))),
        ("戊己", Origin::of_text((3, 3), (6, 8))),
    ]);
    assert_eq!(sources.origin(&text.slice(1..3)), Origin::of_text((1, 2), (1, 4)));
}

#[test]
fn invisible_characters_count_as_places_of_the_source() {
    let (sources, text) = taken(&[("甲\u{200B}乙", Origin::of_text((1, 1), (0, 3)))]);
    assert_eq!(text.raw(), "甲乙");
    assert_eq!(sources.origin(&text.slice(1..2)).chars, Some((2, 3)));
}

#[test]
fn generated_text_has_no_place() {
    let (sources, _) = taken(&[("甲", Origin::of_text((1, 1), (0, 1)))]);
    assert_eq!(sources.origin(&Text::generated("一、")), Origin::default());
}

// The account of characters

#[test]
fn what_was_placed_is_no_longer_unplaced() {
    let (sources, text) = taken(&[("甲乙 丙丁", Origin::default())]);
    let mut ledger = Ledger::new(&sources);
    assert_eq!(ledger.place(&text.slice(1..2)).0, "乙");
    assert_eq!(ledger.unplaced(&text).iter().map(Text::closed).collect::<Vec<_>>(), ["甲", "丙丁"]);
    ledger.settle(&text);
    assert_eq!(ledger.unplaced(&text), []);
}

#[test]
fn generated_text_needs_no_place() {
    let (sources, mut text) = taken(&[("甲", Origin::default())]);
    text.push('乙', GENERATED);
    let mut ledger = Ledger::new(&sources);
    ledger.settle(&text.slice(0..1));
    assert_eq!(ledger.unplaced(&text), []);
}

#[test]
fn layout_blanks_are_closed_up_unless_the_text_is_verbatim() {
    let (sources, text) = taken(&[("甲 乙", Origin::default())]);
    let mut ledger = Ledger::new(&sources);
    assert_eq!(ledger.place(&text).0, "甲乙");
    assert_eq!(ledger.place_verbatim(&text).0, "甲 乙");
}

// Several plans

const TWO_PLANS: &str = "青川縣政府105年度提升服務品質實施計畫
壹、依據：甲函。
貳、目標：便民。
南嶼鄉公所106年度為民服務工作計畫
壹、依據：乙函。
貳、目標：效率。";

#[test]
fn a_title_before_a_first_division_begins_another_plan() {
    assert_eq!(starts_of(&pieces(TWO_PLANS)), [0, 3]);
    let titles: Vec<Option<String>> = plans_of(TWO_PLANS).into_iter().map(|plan| plan.title).collect();
    assert_eq!(
        titles,
        [
            Some("青川縣政府105年度提升服務品質實施計畫".to_owned()),
            Some("南嶼鄉公所106年度為民服務工作計畫".to_owned())
        ]
    );
}

#[test]
fn each_plan_of_a_file_has_keys_and_years_of_its_own() {
    let plans = plans_of(TWO_PLANS);
    assert_eq!(plans.iter().map(|plan| plan.roc_year).collect::<Vec<_>>(), [Some(105), Some(106)]);
    assert!(plans.iter().all(|plan| plan.sections[0].key == "s1" && plan.sections.len() == 2));
}

#[test]
fn a_first_label_without_a_title_begins_no_plan() {
    assert_eq!(starts_of(&pieces("青川縣政府服務實施計畫\n壹、依據：甲函。\n貳、目標：便民。\n壹、對象：全體。")), [0]);
}

#[test]
fn a_title_without_a_first_label_begins_no_plan() {
    assert_eq!(
        starts_of(&pieces(
            "青川縣政府服務實施計畫\n壹、依據：甲函。\n貳、目標：便民。\n南嶼鄉公所服務工作計畫\n參、對象：全體。"
        )),
        [0]
    );
}

#[test]
fn what_stands_before_the_first_plan_belongs_to_it() {
    let plans = plans_of(&format!("檔號：0105\n{TWO_PLANS}"));
    assert_eq!(plans.len(), 2);
    assert!(outline(&plans[0]).starts_with("¶ 檔號：0105"), "{}", outline(&plans[0]));
}

#[test]
fn furniture_stands_with_the_plan_beside_it() {
    let plans = plans_of(&TWO_PLANS.replace("貳、目標", "第 1 頁\n貳、目標"));
    assert!(plans.iter().all(|plan| furniture(plan, FurnitureKind::PageNumber) == ["第1頁"]));
}

#[test]
fn an_empty_document_is_one_plan_with_nothing_in_it() {
    let plan = plan_of("");
    assert_eq!((plan.title, plan.front.len(), plan.sections.len()), (None, 0, 0));
}

// Endings

const ENDED: &str = "青川縣政府105年度提升服務品質實施計畫\n壹、依據：甲函。\n貳、目標：便民。\n";

#[test]
fn a_last_sentence_that_breaks_off_is_remarked() {
    assert_eq!(
        codes(&plan_of(&format!("{ENDED}一、各單位應按季檢討各項業務，並將檢討結果送秘書"))),
        [Code::TruncatedSource]
    );
}

#[test]
fn a_plan_that_ends_in_words_without_a_clause_is_whole() {
    assert_eq!(codes(&plan_of(&format!("{ENDED}一、服務中心"))), []);
}

#[test]
fn a_last_sentence_without_its_full_stop_that_says_when_the_plan_holds_is_whole() {
    assert_eq!(codes(&plan_of(&format!("{ENDED}參、本計畫奉核定後實施，如有未盡事宜，得隨時修正之"))), []);
}

#[test]
fn a_source_that_begins_with_a_later_label_is_truncated() {
    assert!(codes(&plan_of("參、對象：全體同仁。\n肆、經費：自籌。")).contains(&Code::TruncatedSource));
}

// Figures

#[test]
fn drawn_lines_are_a_figure_with_the_words_between_them() {
    let figure = figure::at(&pieces("┌──┐\n│受理│\n└┬─┘\n　↓\n結案\n一、甲。"), 0);
    assert_eq!(figure.map(|(text, next)| (text.raw(), next)), Some(("┌──┐\n│受理│\n└┬─┘\n　↓".to_owned(), 4)));
}

#[test]
fn two_drawn_lines_are_no_figure() {
    assert!(figure::at(&pieces("┌──┐\n└──┘\n一、甲。"), 0).is_none());
    assert!(figure::at(&pieces("一、甲。\n┌──┐"), 0).is_none());
}

#[test]
fn a_flow_chart_keeps_its_lines() {
    let plan = plan_of(&format!(
        "{ENDED}　　　　┌─────┐\n　　　　│申請人│\n　　　　└──┬──┘\n　　　　　　↓\n　　　　　結案\n參、經費：自籌。"
    ));
    let figure = "  ~ 　　　　┌─────┐⏎　　　　│申請人│⏎　　　　└──┬──┘⏎　　　　　　↓\n";
    assert!(outline(&plan).contains(figure), "{}", outline(&plan));
}

// Keys and kinds

#[test]
fn items_are_numbered_through_their_section() {
    let plan = plan_of(&format!("{ENDED}一、甲。\n(一)乙。\n二、丙。\n參、經費\n一、丁。"));
    let mut keys = Vec::new();
    plan.sections.iter().for_each(|section| item_keys(&section.blocks, &mut keys));
    assert_eq!(keys, ["s2.i1", "s2.i2", "s2.i3", "s3.i1"]);
}

fn item_keys(blocks: &[Block], keys: &mut Vec<String>) {
    for block in blocks {
        if let Block::Item(item) = block {
            keys.push(item.key.clone());
            item_keys(&item.children, keys);
        }
    }
}

#[test]
fn tables_are_numbered_through_the_plan_and_keyed_by_their_section() {
    let table = "| 工作項目 | 完成期限 |\n|---|---|\n| 甲 | 每月 |\n";
    let plan = plan_of(&format!("{ENDED}{table}參、經費\n{table}"));
    let found: Vec<(&str, &str)> = tables(&plan).iter().map(|table| (table.key.as_str(), table.id.as_str())).collect();
    assert_eq!(found, [("s2.t1", "t1"), ("s3.t1", "t2")]);
}

#[test]
fn a_section_has_the_kind_that_its_heading_names() {
    let plan = plan_of(&format!("{ENDED}參、本計畫如有未盡事宜，得隨時修正之。\n附件一 評核表"));
    let kinds: Vec<Kind> = plan.sections.iter().map(|section| section.kind).collect();
    assert_eq!(kinds, [Kind::Basis, Kind::Goal, Kind::Supplement, Kind::Attachment]);
    assert_eq!(plan.sections[0].kind_from.as_deref(), Some("依據"));
}

#[test]
fn warnings_of_the_reader_are_diagnostics() {
    let origin = Origin::of_text((2, 2), (30, 31));
    let warnings = vec![Warning::UndecodableBytes { count: 1, origin: origin.clone() }];
    let plans = crate::structure(
        &Reading { document: document(ENDED), warnings, ..Reading::default() },
        &crate::Lexicon::default(),
        &crate::Known::default(),
    );
    assert_eq!(
        plans[0].diagnostics.iter().map(|remark| (remark.code, &remark.origin)).collect::<Vec<_>>(),
        [(Code::UndecodableBytes, &origin)]
    );
}

// Places in the plan

/// The characters of a source at a place.
fn at(source: &str, origin: &Origin) -> String {
    let (start, end) = origin.chars.unwrap_or_default();
    source.chars().skip(start as usize).take((end - start) as usize).collect()
}

fn first_item(blocks: &[Block]) -> Option<&Item> {
    blocks.iter().find_map(|block| match block {
        Block::Item(item) => Some(item),
        _ => None,
    })
}

#[test]
fn an_item_knows_its_lines_and_characters() {
    let source = format!("{ENDED}一、各單位應依「服務\n方案」辦理。\n二、丙。");
    let plan = plan_of(&source);
    let origin = first_item(&plan.sections[1].blocks).map(|item| item.origin.clone()).unwrap_or_default();
    assert_eq!(origin.lines, Some((4, 5)));
    assert_eq!(at(&source, &origin), "一、各單位應依「服務\n方案」辦理。");
}

#[test]
fn an_item_cut_out_of_a_line_knows_its_characters() {
    let source = "青川縣政府105年度提升服務品質實施計畫 壹、依據 縣政府函頒推動方案辦理。 貳、目標 一、建立以民眾為先之服務，縮短等候時間。 \
        二、善用資訊科技，減少民眾往返奔波，提供便捷之申辦環境及正確之資訊。 參、實施對象：本府及所屬各機關全體同仁。 \
        肆、本計畫奉核定後實施，修正時亦同。";
    let plan = plan_of(source);
    let origin = first_item(&plan.sections[1].blocks).map(|item| item.origin.clone()).unwrap_or_default();
    assert_eq!(origin.lines, Some((1, 1)));
    assert_eq!(at(source, &origin).trim_end(), "一、建立以民眾為先之服務，縮短等候時間。");
}

#[test]
fn a_row_and_its_table_know_their_lines_and_characters() {
    let source = format!("{ENDED}| 工作項目 | 完成期限 |\n|---|---|\n| 甲業務 | 每月 |\n| 乙業務 | 每季 |\n");
    let plan = plan_of(&source);
    let table = table_of(&plan);
    assert_eq!(table.rows[1].origin.lines, Some((7, 7)));
    assert_eq!(at(&source, &table.rows[1].origin), "乙業務 | 每季");
    assert_eq!(table.origin.lines, Some((4, 7)));
}

#[test]
fn a_section_knows_the_place_of_its_label_and_heading() {
    let plan = plan_of(ENDED);
    assert_eq!(at(ENDED, &plan.sections[1].origin), "貳、目標");
}

#[test]
fn furniture_knows_its_place() {
    let source = format!("{ENDED}第 1 頁\n參、經費：自籌。");
    assert_eq!(at(&source, &plan_of(&source).furniture[0].origin), "第 1 頁");
}

// Scripts

#[test]
fn a_plan_in_its_own_script_is_verbatim() {
    let plan = plan_of(ENDED);
    assert_eq!(in_script(&plan, Script::Hant), plan);
    assert_eq!(in_script(&plan, Script::Mixed), plan);
}

#[test]
fn a_plan_is_converted_in_every_part() {
    let plan = plan_of(&format!(
        "{ENDED}| 工作項目 | 完成期限 | 承辦單位 |\n|---|---|---|\n| 簡化流程 | 視需要辦理 | 總務課 |\n"
    ));
    let hans = in_script(&plan, Script::Hans);
    assert_eq!(hans.title.as_deref(), Some("青川县政府105年度提升服务品质实施计划"));
    assert_eq!(hans.sections[0].heading, "依据");
    assert_eq!(hans.sections[0].label, Some("壹".to_owned()));
    let table = table_of(&hans);
    assert_eq!(table.columns[1].name, "完成期限");
    assert_eq!(rows(table)[0], "简化流程|视需要办理|总务课");
    assert_eq!(table.rows[0].units, ["总务课"]);
}

#[test]
fn both_records_of_a_plan_have_the_same_shape() {
    let plan = plan_of(&format!("{ENDED}一、簡化流程。\n(一)檢討表單。"));
    let shape = |plan: &Plan| {
        let mut keys = Vec::new();
        plan.sections.iter().for_each(|section| item_keys(&section.blocks, &mut keys));
        (keys, outline(plan).lines().map(|line| line.chars().count()).collect::<Vec<_>>())
    };
    assert_eq!(shape(&in_script(&plan, Script::Hans)), shape(&plan));
}

#[test]
fn a_block_in_the_script_asked_for_stays_verbatim() {
    let plan = plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案辦理。"),
        paragraph("貳、目標：簡化流程，縮短民眾等候時間。"),
        paragraph("为优化政务服务，各单位应当简化办事流程。"),
    ]);
    let (hant, hans) = (outline(&in_script(&plan, Script::Hant)), outline(&in_script(&plan, Script::Hans)));
    assert!(hans.contains("为优化政务服务，各单位应当简化办事流程。"), "{hans}");
    assert!(hant.contains("縮短民眾等候時間。"), "{hant}");
    assert!(hans.contains("缩短民众等候时间。"), "{hans}");
}

#[test]
fn numbers_of_documents_are_never_converted() {
    let plan = plan_of(&ENDED.replace("甲函", "縣政府104年12月20日府研考字第1040233377號函頒「服務方案」辦理"));
    let hans = in_script(&plan, Script::Hans);
    assert!(outline(&hans).contains("府研考字第1040233377號函颁"), "{}", outline(&hans));
    assert_eq!(hans.citations[0].number.as_deref(), Some("府研考字第1040233377號"));
}

#[test]
fn furniture_series_and_places_are_never_converted() {
    let plan = plan_of(&format!("{ENDED}第 1 頁\n參、經費：自籌。"));
    let hans = in_script(&plan, Script::Hans);
    assert_eq!(hans.furniture, plan.furniture);
    assert_eq!(hans.series, plan.series);
    assert_eq!(hans.sections[0].origin, plan.sections[0].origin);
}

#[test]
fn words_of_a_deadline_are_converted() {
    let plan = plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案辦理。"),
        paragraph("貳、工作項目"),
        document::Block::Table(source_table(&[&["工作項目", "完成期限"], &["甲", "視業務需要"], &["乙", "每月"]])),
    ]);
    assert_eq!(table_of(&in_script(&plan, Script::Hans)).rows[0].due, [Due::Text("视业务需要".to_owned())]);
}

// Whatever the lines

/// Lines of every sort, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "青川縣政府105年度提升服務品質實施計畫",
        "壹、依據：甲函。",
        "貳、目標",
        "參、工作項目：",
        "一、簡化流程",
        "二、三項規定",
        "(一)檢討表單。",
        "1.刪除欄位",
        "2 合併書表",
        "●櫃檯",
        "附件一 評核表",
        "各單位應確實辦理，",
        "依「服務",
        "方案」辦理。",
        "工作項目\t具體作法\t完成期限",
        "甲\t檢討。\t每月",
        "\t乙",
        "\t",
        "完成期限",
        "承辦單位",
        "實施要項",
        "每月",
        "秘書室",
        "3",
        "第 3 頁",
        "友善列印",
        "| 工作項目 | 完成期限 |",
        "|---|---|",
        "| 甲 | 每月 |",
        "  工作項目      完成期限     承辦單位",
        "  甲業務        每月         秘書室",
        "## 伍、經費",
        "- 一、自籌",
        "合計",
        "第一章 總則",
        "┌──┐",
        "↓",
    ]);
    prop::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn every_row_has_a_cell_for_each_column(source in lines()) {
        for plan in plans_of(&source) {
            for table in tables(&plan) {
                prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
            }
        }
    }
}
