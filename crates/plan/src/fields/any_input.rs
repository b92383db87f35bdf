//! Whatever the text, the fields answer.

use proptest::prelude::*;

use super::title::FrontLine;
use super::{agency, citation, due, kind, period, role, title, units, year};
use crate::Lexicon;

/// Texts made of what the fields look for, and of anything.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "青川縣政府",
        "103年度",
        "103",
        "年",
        "月",
        "12",
        "日",
        "至",
        "一○三",
        "計畫",
        "方案",
        "實施",
        "（",
        "）",
        "(",
        ")",
        "「",
        "」",
        "《",
        "》",
        "〔2021〕",
        "字第",
        "號",
        "函頒",
        "令",
        "、",
        "，",
        "。",
        "：",
        ":",
        "\n",
        " ",
        "　",
        "及",
        "由",
        "秘書室",
        "各課室",
        "每",
        "季",
        "第",
        "1.",
        "附件",
        "關於印發",
        "的通知",
        "依據",
        "自",
        "起",
        "止",
        "\u{FEFF}",
        "𠮷",
        "a",
        "．",
    ]);
    prop_oneof![prop::collection::vec(words, 0..24).prop_map(|words| words.concat()), ".{0,40}",]
}

proptest! {
    #[test]
    fn every_field_answers(texts in prop::collection::vec(text(), 0..6), year in prop::option::of(1912..2100)) {
        let lines: Vec<FrontLine<'_>> =
            texts.iter().enumerate().map(|(at, text)| FrontLine { text, aside: at % 3 == 2 }).collect();
        let found = title::title(&lines);
        if let Some(found) = &found {
            prop_assert!(found.lines.start < found.lines.end && found.lines.end <= lines.len());
            prop_assert!(!found.text.is_empty());
        }
        let own = found.as_ref().map(|found| found.text.as_str());
        let body: Vec<&str> = texts.iter().map(String::as_str).collect();
        agency::agency(own, &lines, &body, &body);
        let mainland = year::is_mainland(own, &lines, &body);
        let years = year::plan_year(own, &lines, mainland);
        prop_assert!(!mainland || years.roc.is_none());
        let division = period::Division { kind: Some(crate::Kind::Period), heading: "", texts: &body };
        let front = period::Division { kind: None, heading: "", texts: &body };
        for division in [division, front] {
            if let Some(found) = period::period(&[division], year) {
                prop_assert!(found.start <= found.end);
            }
        }
        prop_assert_eq!(role::roles(&body, &[], &Lexicon::default()).len(), body.len());
        for text in &body {
            kind::kind(text, &Lexicon::default());
            kind::kind_of_sentence(text, &Lexicon::default());
            title::series(text, str::to_owned);
            citation::citations(text);
            due::due(text, year);
            due::looks_like_due(text);
            let score = units::units_score(text);
            prop_assert!((0.0..=1.0).contains(&score));
            units::units(text);
            let likeness = role::header_likeness(text, &Lexicon::default());
            prop_assert!((0.0..=1.0).contains(&likeness));
        }
    }
}
