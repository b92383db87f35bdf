use std::collections::BTreeSet;

use document::{Origin, Reading};
use proptest::prelude::*;

use super::*;
use crate::testing::{document, in_part, paragraph, source_table};
use crate::{Facts, Known, KnownYear, Lexicon, Plan, explain, structure};

fn explained_by(of: document::Document, lexicon: &Lexicon, known: &Known) -> (Plan, Reasons) {
    explain(&Reading { document: of, ..Reading::default() }, lexicon, known).remove(0)
}

fn explained(of: &str) -> (Plan, Reasons) {
    explained_by(document(of), &Lexicon::default(), &Known::default())
}

fn reasons(of: &str) -> Reasons {
    explained(of).1
}

fn reasons_of_blocks(blocks: Vec<document::Block>) -> Reasons {
    let document = document::Document { blocks, flow: document::Flow::Paragraphs };
    explained_by(document, &Lexicon::default(), &Known::default()).1
}

fn begins(of: &str) -> Vec<SectionRule> {
    reasons(of).sections.into_iter().map(|section| section.begins).collect()
}

fn kinds(of: &str) -> Vec<KindRule> {
    reasons(of).sections.into_iter().map(|section| section.kind).collect()
}

fn by_label(class: Class, top: TopRule) -> SectionRule {
    SectionRule::Label { class, top }
}

fn lines<R>(reason: Option<&Reason<R>>) -> Option<(u32, u32)> {
    reason?.origin.lines
}

#[test]
fn sections_begin_by_labels_of_the_top_class() {
    let (formal, han) = (Class::Formal, Class::Han);
    let of = "壹、依據\n一、甲法。\n二、乙法。\n貳、目標\n一、便民。\n二、公開。\n";
    assert_eq!(begins(of), [by_label(formal, TopRule::Outermost); 2]);
    assert_eq!(begins("一、依據\n甲法。\n二、目標\n便民。\n"), [by_label(han, TopRule::Outermost); 2]);
    let stems = "甲、前言\n一、依據。\n二、目標。\n乙、辦法\n一、對象。\n二、經費。\n";
    assert_eq!(begins(stems), [by_label(Class::Stem, TopRule::StemsAbove); 2]);
    let within = "壹、依據\n一、甲法。\n貳、目標\n二、便民。\n三、公開。\n";
    assert_eq!(begins(within), [by_label(formal, TopRule::Rank); 2]);
}

#[test]
fn sections_without_a_label_say_what_they_begin_by() {
    let attached = "一、依據\n甲法。\n二、目標\n便民。\n附件一 檢核表\n一、態度。\n";
    assert_eq!(begins(attached)[2], SectionRule::Attachment);
    assert_eq!(kinds(attached)[2], KindRule::Attachment);
    assert_eq!(begins("計畫依據\n甲法。\n計畫目標\n便民。\n實施對象\n各處。\n"), [SectionRule::Name; 3]);
    let missing = "壹、依據\n甲法。\n計畫目標\n便民。\n參、實施對象\n各處。\n肆、經費\n自籌。\n附則\n奉核後實施。\n";
    let begun = begins(missing);
    assert_eq!((begun[1], begun.last()), (SectionRule::MissingLabel, Some(&SectionRule::Closing)));
    let heading = |of: &str| {
        let block = document::Paragraph { heading: Some(2), ..document::Paragraph::new(of, Origin::default()) };
        document::Block::Paragraph(block)
    };
    let blocks = vec![heading("計畫依據"), paragraph("甲法。"), heading("計畫目標"), paragraph("便民。")];
    let begun = reasons_of_blocks(blocks).sections.into_iter().map(|section| section.begins);
    assert!(begun.eq([SectionRule::Heading { rank: 2 }; 2]));
}

#[test]
fn kinds_say_which_rule_gave_them() {
    let of = "壹、計畫依據\n甲法。\n貳、成立推動小組\n各處。\n參、考核分平時考核及年度考核。\n肆、本計畫奉核定後實施，修正時亦同。\n伍、青川縣志\n無。\n";
    let rules = kinds(of);
    assert!(matches!(rules[0], KindRule::Term { told: false, .. }), "{rules:?}");
    assert_eq!(rules[1], KindRule::Group);
    assert!(matches!(rules[2], KindRule::Subject { told: false, .. }), "{rules:?}");
    assert!(matches!(rules[3], KindRule::Sentence { told: false, .. }), "{rules:?}");
    assert_eq!(rules[4], KindRule::Unknown);
}

#[test]
fn what_the_user_s_lexicon_has_decided_says_so() {
    let lexicon = Lexicon::from_toml(
        "[[heading]]\nterm = \"縣志\"\nkind = \"goal\"\nstrength = \"weak\"\n\
         [[sentence]]\nwords = \"^青川…自理\"\nkind = \"budget\"\n\
         [[column]]\nterm = \"青川欄\"\nrole = \"unit\"\n\
         [[chrome]]\nline = \"青川首頁\"\nsure = \"always\"\n",
    );
    let Ok(lexicon) = lexicon else { panic!("{lexicon:?}") };
    let of = "青川首頁\n青川縣提升服務品質計畫\n壹、青川縣志\n無。\n貳、青川的事自理。\n參、作法\n工作項目\t完成期限\t青川欄\n甲事\t103年1月\t秘書室\n乙事\t103年2月\t民政處\n";
    let told = explained_by(document(of), &lexicon, &Known::default()).1;
    assert_eq!(told.sections[0].kind, KindRule::Term { strength: Strength::Weak, told: true });
    assert_eq!(told.sections[1].kind, KindRule::Sentence { pattern: "^青川…自理".into(), told: true });
    let term = ColumnTerm { term: "青川欄".to_owned(), told: true };
    assert_eq!(told.tables[0].columns[2], ColumnRule::Name(term));
    assert_eq!(told.furniture, [FurnitureRule::Told]);
}

/// How the only table was found, and what begins its rows.
fn table(of: &str) -> (TableRule, RowRule) {
    let tables = reasons(of).tables;
    assert_eq!(tables.len(), 1, "{of}: {tables:?}");
    (tables[0].found, tables[0].rows)
}

#[test]
fn tables_say_how_they_were_found_and_what_begins_their_rows() {
    let rows = |cell: &str| {
        let row = |row: [&str; 3]| row.join(cell);
        [["工作項目", "具體作法", "完成期限"], ["甲事", "辦理講習。", "103年1月"], ["乙事", "更新網頁。", "103年2月"]]
            .map(row)
            .join("\n")
    };
    let barred: String = rows("|").lines().map(|line| format!("|{line}|\n")).collect();
    let framed = "┌──┬──┐\n│項目│期限│\n├──┼──┤\n│甲事│經常│\n└──┴──┘\n";
    let wrapped = "項目\t具體作法\t完成期限\n便民\t1.辦理講習，請各\t103年1月\n\t處同仁參加。\t\n\t2.更新網頁，請各\t103年2月\n\t處提供資料。\t\n";
    let numbered = "項次\t具體作法\t完成期限\n1\t辦理講習，請各處\t103年1月\n\t同仁參加。\t\n2\t更新網頁，請各處\t103年2月\n\t提供資料。\t\n";
    let labelled = rows("\n").replace("辦理", "1.辦理").replace("更新", "2.更新");
    let tabbed: String = labelled.lines().map(|cell| format!("\t{cell}\n")).collect();
    let empty = "工作項目\n具體作法\n完成期限\n備註\n甲事\n辦理講習。\n103年1月\n\n乙事\n更新網頁。\n103年2月\n試辦\n";
    let gaps = "工作項目　　　具體作法　　　　完成期限\n甲事　　　　　辦理講習，請　　103年1月\n　　　　　　　同仁參加。\n\n乙事　　　　　更新網頁，請　　103年2月\n　　　　　　　提供資料。\n";
    let cases = [
        (rows("\t"), (TableRule::Tabs, RowRule::Lines)),
        (rows("　　　"), (TableRule::Blanks, RowRule::Answers)),
        (barred, (TableRule::Bars, RowRule::Source)),
        (framed.to_owned(), (TableRule::Box, RowRule::Source)),
        (wrapped.to_owned(), (TableRule::Tabs, RowRule::Entries { column: 1 })),
        (numbered.to_owned(), (TableRule::Tabs, RowRule::Numbers { column: 0 })),
        (tabbed, (TableRule::TabbedCells, RowRule::Width)),
        (rows("\n"), (TableRule::RunningText, RowRule::BestFit)),
        (empty.to_owned(), (TableRule::CellLines, RowRule::Width)),
        (gaps.to_owned(), (TableRule::Blanks, RowRule::Gaps)),
    ];
    let found: Vec<_> = cases.iter().map(|(of, _)| (of.clone(), table(of))).collect();
    assert_eq!(found, cases);
    let cells = source_table(&[&["工作項目", "完成期限"], &["甲事", "103年1月"]]);
    let tables = reasons_of_blocks(vec![document::Block::Table(cells)]).tables;
    assert_eq!((tables[0].found, tables[0].rows), (TableRule::Cells, RowRule::Source));
}

#[test]
fn columns_say_by_what_their_roles_are_known() {
    let of =
        "項目\t內容\t單位\t\t青川\n甲事\t辦理講習。\t秘書室\t103年1月\t丙\n乙事\t更新網頁。\t民政處\t103年2月\t丁\n";
    let columns = &reasons(of).tables[0].columns;
    let term = |term: &str| ColumnTerm { term: term.to_owned(), told: false };
    let expected = [
        ColumnRule::Name(term("項目")),
        ColumnRule::Neighbours(term("內容")),
        ColumnRule::NameAndCells(term("單位")),
        ColumnRule::Cells,
        ColumnRule::Unknown,
    ];
    assert_eq!(columns[..], expected);
}

#[test]
fn fields_say_by_what_they_are_known_and_where_that_stands() {
    let of = "青川縣政府\n103年度提升服務品質實施計畫\n一、依據\n甲法。\n二、實施期程\n103年1月1日至103年12月31日。\n";
    let found = reasons(of);
    let rule = |reason: &Option<Reason<TitleRule>>| reason.as_ref().map(|reason| reason.rule);
    assert_eq!((rule(&found.title), lines(found.title.as_ref())), (Some(TitleRule::PlanEnding), Some((1, 2))));
    assert_eq!(found.agency.as_ref().map(|reason| reason.rule), Some(AgencyRule::Title));
    assert_eq!(lines(found.agency.as_ref()), Some((1, 2)));
    assert_eq!(found.year.as_ref().map(|reason| reason.rule), Some(YearRule::Title));
    assert_eq!(found.series, Some(SeriesRule::Title));
    assert_eq!(found.period.as_ref().map(|reason| reason.rule), Some(PeriodRule::Section));
    assert_eq!(lines(found.period.as_ref()), Some((5, 5)));
    assert!(found.script.hant > 0 && found.script.hans == 0);
    let nothing = reasons("辦理講習。\n");
    assert_eq!((nothing.title, nothing.agency, nothing.year, nothing.series), (None, None, None, None));
}

#[test]
fn fields_that_the_title_does_not_say_are_of_a_line() {
    let title = "提升服務品質實施計畫\n";
    let agency = |of: &str| reasons(&format!("{title}{of}")).agency.map(|reason| (reason.rule, reason.origin.lines));
    let body = "一、依據\n甲法。\n二、目標\n便民。\n";
    assert_eq!(agency(&format!("青川縣海門鎮公所\n{body}")), Some((AgencyRule::Line, Some((2, 2)))));
    assert_eq!(agency(&format!("主辦單位：青川縣政府文化局\n{body}")), Some((AgencyRule::Field, Some((2, 2)))));
    assert_eq!(agency(&format!("{body}青川縣海門鎮公所\n")), Some((AgencyRule::Signature, Some((6, 6)))));
    let year = |of: &str| reasons(&format!("{title}{of}{body}")).year.map(|reason| (reason.rule, reason.origin.lines));
    assert_eq!(year("103年2月19日青府字第1號函訂定\n"), Some((YearRule::Promulgation, Some((2, 2)))));
    assert_eq!(year("中華民國104年3月\n"), Some((YearRule::DatedLine, Some((2, 2)))));
    let several = reasons("青川縣政府101至104年度社會福利計畫\n一、依據\n甲法。\n");
    assert_eq!(several.year.map(|reason| reason.rule), Some(YearRule::SeveralInTitle));
    assert_eq!(
        several.period.map(|reason| (reason.rule, reason.origin.lines)),
        Some((PeriodRule::Title, Some((1, 1))))
    );
    let stated = "一、依據\n甲法。\n二、附則\n本計畫自103年1月1日起至103年12月31日止實施。\n";
    let period = reasons(stated).period.map(|reason| (reason.rule, reason.origin.lines));
    assert_eq!(period, Some((PeriodRule::Sentence, Some((4, 4)))));
}

#[test]
fn titles_of_other_forms_say_so() {
    let rule = |of: &str| reasons(of).title.map(|reason| reason.rule);
    assert_eq!(rule("青川縣政府為民服務工作手冊\n一、依據\n甲法。\n"), Some(TitleRule::DocumentEnding));
    assert_eq!(rule("青川縣政府101年度施政計畫目標與重點及衡量指標\n一、依據\n甲法。\n"), Some(TitleRule::NamesPlan));
    let notice = "云山区教育局关于印发《云山区平安校园实施方案》的通知\n一、依据\n甲法。\n";
    assert_eq!(rule(notice), Some(TitleRule::Notice));
    assert_eq!(reasons(notice).agency.map(|reason| reason.rule), Some(AgencyRule::Notice));
}

#[test]
fn what_a_catalogue_gives_says_so() {
    let facts = Facts {
        title: Some("青川縣政府計畫".to_owned()),
        agency: Some("青川縣政府".to_owned()),
        year: KnownYear::of_number(104),
        series: None,
    };
    let known = Known { file: facts, ..Known::default() };
    let of = "海門鎮公所103年度服務計畫\n一、依據\n甲法。\n";
    let (plan, found) = explained_by(document(of), &Lexicon::default(), &known);
    assert!(plan.read.is_some());
    assert_eq!(found.title.map(|reason| reason.rule), Some(TitleRule::Catalogue));
    assert_eq!(found.agency.map(|reason| reason.rule), Some(AgencyRule::Catalogue));
    assert_eq!(found.year.map(|reason| reason.rule), Some(YearRule::Catalogue));
    assert_eq!(found.series, Some(SeriesRule::Catalogue));
}

#[test]
fn furniture_says_by_what_it_is_known() {
    let body = "壹、依據\n甲法。\n貳、目標\n便民。\n";
    let of = |around: &str| reasons(&format!("{around}\n青川縣提升服務品質計畫\n{body}")).furniture;
    assert_eq!(of("友善列印"), [FurnitureRule::Listed { line: "友善列印" }]);
    assert!(matches!(of("最後異動時間：2019-03-02")[..], [FurnitureRule::Pattern { .. }]));
    assert_eq!(of("某站\n友善列印")[0], FurnitureRule::AmongKnown);
    let paged = reasons(&format!("青川縣提升服務品質計畫\n{body}- 1 -\n青川縣提升服務品質計畫\n參、對象\n各處。\n"));
    assert_eq!(paged.furniture, [FurnitureRule::PageNumber, FurnitureRule::TitleAgain]);
    let blocks = vec![in_part(Part::Header, "青川縣"), paragraph("青川縣提升服務品質計畫"), paragraph("一、依據")];
    assert_eq!(reasons_of_blocks(blocks).furniture, [FurnitureRule::Part(Part::Header)]);
    let again = "工作項目\t完成期限\n甲事\t103年1月\n乙事\t103年2月\n工作項目\t完成期限\n丙事\t103年3月\n";
    assert_eq!(reasons(again).furniture, [FurnitureRule::HeaderAgain; 2]);
}

#[test]
fn no_two_rules_of_a_kind_say_the_same() {
    let classes = [Class::Formal, Class::Han, Class::HanBracket, Class::ArabicDot, Class::Stem, Class::Chapter];
    let tops = [TopRule::StemsAbove, TopRule::Outermost, TopRule::Rank];
    let said: Vec<String> = classes
        .into_iter()
        .flat_map(|class| tops.map(|top| by_label(class, top).to_string()))
        .chain(Strength::ALL.iter().flat_map(|(_, strength)| {
            [true, false].map(|told| KindRule::Term { strength: *strength, told }.to_string())
        }))
        .collect();
    assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len(), "{said:#?}");
}

proptest! {
    #[test]
    fn every_section_table_and_piece_of_furniture_has_its_reasons(
        lines in prop::collection::vec("(壹、|貳、|一、|附件一 |\\t|- 1 -|友善列印)?[依據目標項期限甲乙，。\\t ]{0,8}", 0..24),
    ) {
        let of = lines.join("\n");
        let reading = Reading { document: document(&of), ..Reading::default() };
        let found = explain(&reading, &Lexicon::default(), &Known::default());
        for (plan, reasons) in &found {
            prop_assert_eq!(reasons.sections.len(), plan.sections.len());
            prop_assert_eq!(reasons.furniture.len(), plan.furniture.len());
            let tables = crate::testing::tables(plan);
            prop_assert_eq!(reasons.tables.len(), tables.len());
            for (table, reasons) in tables.iter().zip(&reasons.tables) {
                prop_assert_eq!((&table.key, table.columns.len()), (&reasons.key, reasons.columns.len()));
            }
            prop_assert_eq!(reasons.title.is_some(), plan.title.is_some());
            prop_assert_eq!(reasons.agency.is_some(), plan.agency.is_some());
            prop_assert_eq!(reasons.series.is_some(), plan.series.is_some());
            prop_assert_eq!(reasons.period.is_some(), plan.period.is_some());
        }
        let plans: Vec<Plan> = found.into_iter().map(|(plan, _)| plan).collect();
        prop_assert_eq!(plans, structure(&reading, &Lexicon::default(), &Known::default()));
    }
}
